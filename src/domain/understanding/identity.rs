//! Documents and telephones in a text, and what a person says to prove who they are.
//!
//! A run of digits is tried as a document first, since its check digits tell; then as a phone.
//! Any other long run (a barcode, a Pix code) is masked, so that it never becomes a sum.

use chrono::{Datelike, NaiveDate};

use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;
use super::reading::Value;
use crate::domain::people::{Document, Phone};

/// How people group the digits of documents and phones when they leave spaces.
const SPACED: &[&[usize]] = &[
    &[3, 3, 3, 2],
    &[2, 3, 3, 4, 2],
    &[9, 2],
    &[2, 5, 4],
    &[2, 4, 4],
    &[2, 9],
    &[2, 8],
    &[2, 1, 4, 4],
    &[2, 2, 5, 4],
    &[2, 2, 4, 4],
    &[2, 2, 9],
    &[2, 2, 8],
    &[2, 2, 1, 4, 4],
    &[3, 5, 4],
    &[3, 4, 4],
    &[3, 9],
    &[2, 11],
];

/// Takes documents and phones, and masks other long runs of digits.
pub fn numbers(scan: &mut Scan) {
    lettered(scan);
    let mut at = 0;
    while at < scan.text.len() {
        at = digits(scan, at).unwrap_or(at + 1);
    }
}

/// Company documents with letters: "12.ABC.345/01DE-35".
fn lettered(scan: &mut Scan) {
    let typed = scan.typed();
    let mut start = 0;
    for chunk in typed.split(|c| c.is_whitespace()) {
        let end = start + chunk.len();
        let kept: String = chunk.iter().filter(|c| c.is_ascii_alphanumeric()).collect();
        let mixed = kept.bytes().any(|b| b.is_ascii_digit())
            && kept.bytes().any(|b| b.is_ascii_alphabetic());
        if mixed
            && kept.len() == 14
            && let Ok(document) = Document::parse(&kept.to_uppercase())
        {
            let inside = |place: usize| (start..end).contains(&place);
            let tokens = scan.text.tokens.iter();
            let mut places = tokens.enumerate().filter(|(_, t)| inside(t.start)).map(|(at, _)| at);
            if let Some(first) = places.next() {
                let last = places.next_back().unwrap_or(first);
                scan.take(first, last + 1, Value::Document(document));
            }
        }
        start = end + 1;
    }
}

/// Takes the run of digits that begins here and returns the token after it.
fn digits(scan: &mut Scan, at: usize) -> Option<usize> {
    let groups = groups(scan, at)?;
    for (count, (_, end)) in groups.iter().enumerate().rev() {
        let taken = groups.get(..=count)?;
        let lengths: Vec<usize> = taken.iter().flat_map(|(run, _)| run_lengths(run)).collect();
        let joined: String = taken.iter().map(|(run, _)| run.as_str()).collect();
        let digits: String = joined.chars().filter(char::is_ascii_digit).collect();
        let one_token = count == 0;
        if !(one_token || SPACED.contains(&lengths.as_slice())) || !scan.is_free(at, *end) {
            continue;
        }
        if let Some(value) = recognise(&digits, &lengths) {
            scan.take(at, *end, value);
            return Some(*end);
        }
    }
    let (first, end) = groups.first()?;
    let length = first.chars().filter(char::is_ascii_digit).count();
    let parts: Vec<usize> = run_lengths(first).collect();
    let looks_like_day = matches!(parts.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 2, 2]);
    if length >= 8 && !looks_like_day && !first.contains([',', '.']) && scan.is_free(at, *end) {
        scan.mask(at, *end, "<longo>");
        return Some(*end);
    }
    None
}

fn recognise(digits: &str, lengths: &[usize]) -> Option<Value> {
    if matches!(digits.len(), 11 | 14)
        && let Ok(document) = Document::parse(digits)
    {
        return Some(Value::Document(document));
    }
    let dated = matches!(lengths, [1 | 2, 1 | 2, 4]);
    let fits = (10..=13).contains(&digits.len()) && !dated;
    let phone = Phone::parse(digits).ok().filter(|_| fits)?;
    Some(Value::Phone(phone))
}

/// The numbers that stand side by side from here, each with the token after it.
fn groups(scan: &Scan, at: usize) -> Option<Vec<(String, usize)>> {
    let text = scan.text;
    let opens = matches!(text.word(at), "(" | "+") && text.kind(at + 1) == Some(Kind::Number);
    let first = if opens { at + 1 } else { at };
    if text.kind(first) != Some(Kind::Number) {
        return None;
    }
    let mut groups: Vec<(String, usize)> = Vec::new();
    let mut next = first;
    while text.kind(next) == Some(Kind::Number) && groups.len() < 5 {
        groups.push((text.word(next).to_owned(), next + 1));
        next += 1;
        while matches!(text.word(next), "(" | ")" | "-") {
            next += 1;
        }
    }
    Some(groups)
}

fn run_lengths(run: &str) -> impl Iterator<Item = usize> {
    run.split(|c: char| !c.is_ascii_digit()).map(str::len)
}

/// What proves a person: a birthday, or three digits of the document.
pub fn own_data(scan: &mut Scan) {
    let mut at = 0;
    while at < scan.text.len() {
        let found = birthday(scan, at).or_else(|| three_digits(scan, at));
        match found {
            Some((end, value)) if scan.is_free(at, end) => {
                scan.take(at, end, value);
                at = end;
            }
            _ => at += 1,
        }
    }
}

fn birthday(scan: &Scan, at: usize) -> Option<(usize, Value)> {
    let text = scan.text;
    if text.kind(at) == Some(Kind::Number) {
        let word = text.word(at);
        let parts: Vec<u32> = word.split(['/', '-', '.']).map_while(|p| p.parse().ok()).collect();
        let written = word.split(['/', '-', '.']).count() == parts.len();
        let found = match parts.as_slice() {
            [day, month, year] if written => born(scan, *day, *month, Some(*year)),
            [day, month] if written => born(scan, *day, *month, None),
            [_] => run_together(scan, word),
            _ => None,
        };
        if let Some(value) = found {
            return Some((at + 1, value));
        }
    }
    named_birthday(scan, at).or_else(|| spaced_birthday(scan, at))
}

/// "12 de maio", "doze de maio de 85", "dia 12 do 5".
fn named_birthday(scan: &Scan, at: usize) -> Option<(usize, Value)> {
    let text = scan.text;
    let (day, end) = scan
        .ordinal(at)
        .filter(|(n, _)| *n == 1)
        .or_else(|| scan.number(at).and_then(|n| Some((n.whole()?, n.end))))?;
    let linked = text.skip(end, Class::Of);
    let linked = text.skip(linked, Class::Month);
    let months = &text.lexicon.months;
    let named = months
        .get(text.word(linked))
        .or_else(|| text.lexicon.months_short.get(text.word(linked)).filter(|_| linked > 0));
    let counted = || scan.number(linked).filter(|_| linked > end).and_then(|n| n.whole());
    let month = named.copied().or_else(counted)?;
    let end = if named.is_some() { linked + 1 } else { scan.number(linked)?.end };
    let year_at = text.skip(end, Class::Of);
    let year = text.word(year_at).parse().ok().filter(|_| text.kind(year_at) == Some(Kind::Number));
    match year.and_then(|year| born(scan, day, month, Some(year))) {
        Some(value) => Some((year_at + 1, value)),
        None => Some((end, born(scan, day, month, None)?)),
    }
}

/// "12 05", "12 05 1985".
fn spaced_birthday(scan: &Scan, at: usize) -> Option<(usize, Value)> {
    let text = scan.text;
    let number = |at: usize| -> Option<u32> {
        let short = text.kind(at) == Some(Kind::Number) && text.word(at).len() <= 4;
        text.word(at).parse().ok().filter(|_| short)
    };
    let (day, month) = (number(at)?, number(at + 1)?);
    if text.word(at).len() > 2 || text.word(at + 1).len() > 2 {
        return None;
    }
    if number(at + 3).is_none()
        && text.word(at + 2).len() >= 2
        && let Some(value) = number(at + 2).and_then(|year| born(scan, day, month, Some(year)))
    {
        return Some((at + 3, value));
    }
    let alone = number(at + 2).is_none();
    Some((at + 2, born(scan, day, month, None).filter(|_| alone)?))
}

/// "1205", "120585", "12051985".
fn run_together(scan: &Scan, word: &str) -> Option<Value> {
    let part = |from: usize, to: usize| word.get(from..to).and_then(|p| p.parse::<u32>().ok());
    let year = match word.len() {
        4 => None,
        6 => Some(part(4, 6)?),
        8 => Some(part(4, 8)?),
        _ => return None,
    };
    born(scan, part(0, 2)?, part(2, 4)?, year)
}

fn born(scan: &Scan, day: u32, month: u32, year: Option<u32>) -> Option<Value> {
    let today = scan.setting.today;
    let year = match year {
        None => None,
        Some(year) => {
            let short = i32::try_from(year).ok()?;
            let century = if short + 2000 <= today.year() { 2000 } else { 1900 };
            let year = if short < 100 { short + century } else { short };
            Some(Some(year).filter(|year| (1900..=today.year()).contains(year))?)
        }
    };
    NaiveDate::from_ymd_opt(year.unwrap_or(2000), month, day)?;
    Some(Value::DayMonth { day, month, year })
}

/// "123", "1 2 3", "um dois três", "cento e vinte e três".
fn three_digits(scan: &Scan, at: usize) -> Option<(usize, Value)> {
    let text = scan.text;
    let word = text.word(at);
    if text.kind(at) == Some(Kind::Number) && word.len() == 3 && word.parse::<u32>().is_ok() {
        let alone = text.kind(at + 1) != Some(Kind::Number);
        return alone.then(|| (at + 1, Value::Digits(word.to_owned())));
    }
    if let Some(found) = spelled(scan, at) {
        return Some(found);
    }
    let number = scan.number(at)?;
    let whole = number.whole().filter(|n| (100..1000).contains(n))?;
    Some((number.end, Value::Digits(whole.to_string())))
}

/// Three digits said one by one.
fn spelled(scan: &Scan, at: usize) -> Option<(usize, Value)> {
    let text = scan.text;
    let mut digits = String::new();
    let mut next = at;
    while digits.len() < 4 {
        while !digits.is_empty() && matches!(text.word(next), "," | "." | "-" | "e") {
            next += 1;
        }
        let word = text.word(next);
        let half = text.at(next, Class::HalfOf).map(|_| 6);
        let spoken = text.lexicon.numbers.get(word).copied().or(half);
        let digit = word.parse::<i64>().ok().filter(|_| word.len() == 1).or(spoken);
        let Some(digit) = digit.filter(|digit| (0..=9).contains(digit)) else { break };
        digits.push_str(&digit.to_string());
        next += 1;
    }
    (digits.len() == 3).then_some((next, Value::Digits(digits)))
}
