//! Makes of a message a text that may leave the house: whoever wrote it cannot be told from it.
//!
//! Documents, phones, e-mails, links, codes, names, addresses and every other run of digits give way
//! to placeholders; sums, days and counts, as our own parser found them, stay, for without them
//! a message means nothing. It errs on the side of hiding. What announces a name or an address
//! is the lexicon's; to hide a new sort of thing, add a pass to [`Sheet`].

use chrono::{NaiveDate, TimeDelta};

use super::Reader;
use super::lexicon::Class;
use super::normalise::{Kind, Plain, Text, plain};
use super::reading::{Reading, Value};

/// The longest text that leaves, in characters; the rest is cut at a blank.
pub const LONGEST: usize = 600;

/// Digits from which a run that is no sum and no day is hidden.
const RUN: usize = 4;
/// Digits from which pieces that stand apart are taken for parts of one number.
const SCATTERED: usize = 8;
/// Digits from which several values side by side are taken for one number.
const CROWDED: usize = 9;
/// Letters from which a name is found inside a longer word too.
const LONG_NAME: usize = 5;
/// Words in which an address is looked for.
const ADDRESS_WORDS: usize = 9;

impl Reader {
    /// The text of a reading as it may leave the house, knowing these names on file.
    pub fn mask(&self, reading: &Reading, names: &[&str], today: NaiveDate) -> String {
        let typed = cut(&reading.text);
        let text = Text::new(&typed, &self.lexicon);
        let mut sheet = Sheet::new(&typed);
        sheet.values(reading, today);
        sheet.chunks();
        sheet.spoken_addresses(&text);
        sheet.spoken_digits(&text);
        sheet.digits();
        sheet.names_on_file(names);
        sheet.names_told(&text);
        sheet.places(&text);
        sheet.write()
    }
}

/// The text up to the last blank within what may leave.
fn cut(text: &str) -> Vec<char> {
    let mut typed: Vec<char> = text.chars().take(LONGEST + 1).collect();
    if typed.len() > LONGEST {
        let last = typed.iter().rposition(|c| c.is_whitespace()).unwrap_or(0);
        typed.truncate(last);
    }
    typed
}

/// A text on which things are being hidden.
struct Sheet<'a> {
    typed: &'a [char],
    plain: Vec<Plain>,
    /// For each character: the value it belongs to and may stay for.
    kept: Vec<Option<usize>>,
    /// For each character: what stands in its place.
    hidden: Vec<Option<&'static str>>,
}

impl<'a> Sheet<'a> {
    fn new(typed: &'a [char]) -> Self {
        // What was typed as a number counts as digits, even where the reader makes a blank of it.
        let is_number = |place: usize| typed.get(place).is_some_and(|c| c.is_numeric());
        let counted = |(c, place): Plain| {
            let hides = is_number(place) && !c.is_numeric();
            (if hides { '0' } else { c }, place)
        };
        Self {
            typed,
            plain: plain(typed).into_iter().map(counted).collect(),
            kept: vec![None; typed.len()],
            hidden: vec![None; typed.len()],
        }
    }

    /// Hides the characters from one place to before another.
    fn hide(&mut self, from: usize, end: usize, label: &'static str) {
        for place in from..end.min(self.hidden.len()) {
            if let Some(hidden) = self.hidden.get_mut(place) {
                hidden.get_or_insert(label);
            }
        }
    }

    /// Hides plain characters, with what nobody sees between them.
    fn hide_plain(&mut self, from: usize, end: usize, label: &'static str) {
        let first = self.plain.get(from).map(|(_, place)| *place);
        let last = end.checked_sub(1).and_then(|last| self.plain.get(last)).map(|(_, at)| *at);
        if let (Some(first), Some(last)) = (first, last) {
            self.hide(first, last + 1, label);
        }
    }

    /// Values: what proves or reaches a person goes, what a plan is made of stays.
    fn values(&mut self, reading: &Reading, today: NaiveDate) {
        for (id, entity) in reading.entities.iter().enumerate() {
            let end = entity.start + entity.text.chars().count();
            let label = match &entity.value {
                Value::Document(_) => Some("[document]"),
                Value::Phone(_) => Some("[phone]"),
                Value::Digits(_) => Some("[digits]"),
                Value::DayMonth { .. } => Some("[birthday]"),
                _other => None,
            };
            match label {
                Some(label) => self.hide(entity.start, end, label),
                None if is_plausible(&entity.value, &entity.text, today) => {
                    let places = self.kept.get_mut(entity.start..end.min(self.typed.len()));
                    places.into_iter().flatten().for_each(|kept| *kept = Some(id));
                }
                None => {}
            }
        }
    }

    /// E-mails, links and codes: runs of characters without a blank.
    fn chunks(&mut self) {
        let chunks = runs(&self.plain, |c| !matches!(c, ' ' | '\n'));
        for (at, &(from, end)) in chunks.iter().enumerate() {
            let part = self.plain.get(from..end).unwrap_or(&[]);
            let text: String = part.iter().map(|(c, _)| *c).collect();
            let letters = text.chars().any(char::is_alphabetic);
            let digits = part.iter().filter(|(c, place)| self.is_loose(*c, *place)).count();
            if text.contains('@') {
                // "joao @ provedor": the parts around a sign that stands alone go with it.
                let open = text.starts_with('@') || text.ends_with('@');
                let before = at.checked_sub(usize::from(open)).and_then(|it| chunks.get(it));
                let after = chunks.get(at + usize::from(open));
                let (first, _) = before.copied().unwrap_or((from, end));
                let (_, last) = after.copied().unwrap_or((from, end));
                self.hide_plain(first, last, "[email]");
            } else if is_link(&text) {
                self.hide_plain(from, end, "[link]");
            } else if letters && digits >= RUN {
                self.hide_plain(from, end, "[code]");
            }
        }
    }

    /// An e-mail spelled out: the word before the sign and the three after it.
    fn spoken_addresses(&mut self, text: &Text<'_>) {
        for at in 0..text.len() {
            if text.at(at, Class::AtSign).is_some() {
                self.hide_tokens(text, at.saturating_sub(1), at + 4, "[email]");
            }
        }
    }

    /// Digits said one by one: four of them are no sum.
    fn spoken_digits(&mut self, text: &Text<'_>) {
        let digit = |at: usize| {
            let number = text.lexicon.numbers.get(text.word(at)).copied();
            let half = text.at(at, Class::HalfOf).map(|_| 6);
            number.or(half).is_some_and(|n| (0..=9).contains(&n))
                || (text.kind(at) == Some(Kind::Number) && text.word(at).len() == 1)
        };
        let mut at = 0;
        while at < text.len() {
            let (mut end, mut count, mut next) = (at, 0, at);
            while digit(next) || (count > 0 && text.kind(next) == Some(Kind::Mark)) {
                count += usize::from(digit(next));
                next += 1;
                end = if digit(next - 1) { next } else { end };
            }
            if count >= RUN {
                self.hide_tokens(text, at, end, "[number]");
            }
            at = end.max(at + 1);
        }
    }

    /// Runs of digits, whatever signs stand between them.
    fn digits(&mut self) {
        let clusters = self.clusters();
        let mut scattered = 0;
        for &(from, end) in &clusters {
            let part = self.plain.get(from..end).unwrap_or(&[]).to_vec();
            let digits: Vec<Plain> = part.into_iter().filter(|(c, _)| c.is_numeric()).collect();
            let of = |place: &usize| self.kept.get(*place).copied().flatten();
            let mut values: Vec<usize> = digits.iter().filter_map(|(_, place)| of(place)).collect();
            values.dedup();
            let loose = digits.iter().filter(|(c, place)| self.is_loose(*c, *place)).count();
            if digits.len() >= CROWDED && values.len() > 1 {
                self.hide_plain(from, end, "[number]");
            } else if loose >= RUN {
                self.hide_loose(from, end);
            } else {
                scattered += loose;
            }
        }
        if scattered >= SCATTERED {
            for (from, end) in clusters {
                self.hide_loose(from, end);
            }
        }
    }

    /// Hides the digits of a cluster that belong to no value, with the signs between them.
    fn hide_loose(&mut self, from: usize, end: usize) {
        let loose = |sheet: &Self, at: usize| {
            let plain = sheet.plain.get(at).copied();
            plain.is_some_and(|(c, place)| sheet.is_loose(c, place))
        };
        let kept = |sheet: &Self, at: usize| {
            let plain = sheet.plain.get(at).copied();
            plain.is_some_and(|(c, place)| c.is_numeric() && !sheet.is_loose(c, place))
        };
        let mut first = None;
        for at in from..=end {
            if at == end || kept(self, at) {
                if let Some((start, last)) = first.take() {
                    self.hide_plain(start, last + 1, "[number]");
                }
            } else if loose(self, at) {
                first = Some((first.map_or(at, |(start, _)| start), at));
            }
        }
    }

    /// Runs of digits with at most four other signs, and no letter, between them.
    fn clusters(&self) -> Vec<(usize, usize)> {
        let mut clusters: Vec<(usize, usize)> = Vec::new();
        for (from, end) in runs(&self.plain, char::is_numeric) {
            let joins = clusters.last().is_some_and(|(_, before)| {
                let between = self.plain.get(*before..from).unwrap_or(&[]);
                between.len() <= 4 && !between.iter().any(|(c, _)| c.is_alphabetic())
            });
            match clusters.last_mut().filter(|_| joins) {
                Some((_, last)) => *last = end,
                None => clusters.push((from, end)),
            }
        }
        clusters
    }

    /// A digit that belongs to no value and is not hidden yet.
    fn is_loose(&self, c: char, place: usize) -> bool {
        let kept = self.kept.get(place).is_some_and(Option::is_some);
        let hidden = self.hidden.get(place).is_some_and(Option::is_some);
        c.is_numeric() && !kept && !hidden
    }

    /// Every word of the names on file, however it is spelled out.
    fn names_on_file(&mut self, names: &[&str]) {
        let words: Vec<String> = names.iter().flat_map(|name| name_words(name)).collect();
        for (from, end) in runs(&self.plain, char::is_alphabetic) {
            let part = self.plain.get(from..end).unwrap_or(&[]);
            let said = squeezed(part.iter().map(|(c, _)| *c));
            let is_it = |name: &String| {
                let long = name.chars().count() >= LONG_NAME;
                said == *name || (long && said.contains(name.as_str()))
            };
            if words.iter().any(is_it) {
                self.hide_plain(from, end, "[name]");
            }
        }
    }

    /// Names that the words before announce: "me chamo …", "meu marido …".
    fn names_told(&mut self, text: &Text<'_>) {
        let shouted = !self.typed.iter().any(|c| c.is_lowercase());
        for at in 0..text.len() {
            let sure = [Class::NameAfter, Class::NotMe];
            let sure = sure.into_iter().filter_map(|class| text.at(at, class)).max();
            let maybe = text.at(at, Class::MaybeNameAfter);
            let Some(next) = sure.max(maybe) else { continue };
            let first = next + usize::from(matches!(text.word(next), ":" | "-" | ","));
            let capital = !shouted && self.is_capital(text, first);
            let is_name = capital || (sure == Some(next) && text.kind(first) == Some(Kind::Word));
            let other = [Class::NotAName, Class::Institution];
            if !is_name || other.iter().any(|class| text.at(first, *class).is_some()) {
                continue;
            }
            let mut end = first + 1;
            while self.is_capital(text, end)
                || (text.word(end).len() <= 3 && self.is_capital(text, end + 1))
            {
                end += 1;
            }
            self.hide_tokens(text, first, end, "[name]");
        }
    }

    /// Addresses: from the word for a street to the last number or capital near it.
    fn places(&mut self, text: &Text<'_>) {
        let shouted = !self.typed.iter().any(|c| c.is_lowercase());
        for at in 0..text.len() {
            let Some(begin) = text.at(at, Class::Street) else { continue };
            let within = begin..(begin + ADDRESS_WORDS).min(text.len());
            let goes_on = |at: &usize| !text.is_stop(*at);
            let tells = |at: &usize| {
                let named = self.is_capital(text, *at) && !shouted;
                let start = text.tokens.get(*at).map_or(0, |token| token.start);
                let value = self.kept.get(start).is_some_and(Option::is_some);
                named || (text.kind(*at) == Some(Kind::Number) && !value)
            };
            if let Some(last) = within.take_while(goes_on).filter(tells).last() {
                self.hide_tokens(text, at, last + 1, "[address]");
            }
        }
    }

    /// True where a word begins with a capital.
    fn is_capital(&self, text: &Text<'_>, at: usize) -> bool {
        let word = text.tokens.get(at).filter(|token| token.kind == Kind::Word);
        let first = word.and_then(|token| self.typed.get(token.start));
        first.is_some_and(|c| c.is_uppercase())
    }

    fn hide_tokens(&mut self, text: &Text<'_>, from: usize, end: usize, label: &'static str) {
        let tokens = text.tokens.get(from..end.min(text.len())).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            self.hide(first.start, last.end, label);
        }
    }

    /// The text with the placeholders; what nobody sees is left out.
    fn write(&self) -> String {
        let mut out = String::new();
        let mut before = None;
        let mut seen = self.plain.iter().map(|(_, place)| *place).peekable();
        for (place, c) in self.typed.iter().enumerate() {
            let hidden = self.hidden.get(place).copied().flatten();
            let is_seen = seen.peek() == Some(&place);
            while seen.next_if_eq(&place).is_some() {}
            match hidden {
                Some(label) if before != Some(label) => out.push_str(label),
                None if is_seen => out.push(if c.is_control() { ' ' } else { *c }),
                Some(_) | None => {}
            }
            before = hidden;
        }
        out
    }
}

/// The runs of plain characters of one sort.
fn runs(plain: &[Plain], sort: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, (c, _)) in plain.iter().enumerate() {
        match runs.last_mut() {
            _ if !sort(*c) => {}
            Some((_, end)) if *end == at => *end = at + 1,
            Some(_) | None => runs.push((at, at + 1)),
        }
    }
    runs
}

/// True where a value is written as people write it, and not as a document or a birthday.
fn is_plausible(value: &Value, text: &str, today: NaiveDate) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let runs = text.split(|c: char| !c.is_ascii_digit()).map(str::len);
    match value {
        Value::Money { .. } => {
            digits <= 9 && runs.max().unwrap_or(0) <= 6 && !text.contains(['/', '-'])
        }
        Value::Date { on, .. } => {
            let soon = *on >= today - TimeDelta::days(400) && *on <= today + TimeDelta::days(1500);
            soon && digits <= 8
        }
        _other => digits <= RUN,
    }
}

fn is_link(text: &str) -> bool {
    let ends = [".com", ".br", ".net", ".org", ".me", ".ly", ".app", ".io"];
    let host = text.split(['/', '?']).next().unwrap_or_default();
    let domain = ends.iter().any(|end| host.ends_with(end) || host.contains(&format!("{end}.")));
    text.contains("://") || text.starts_with("www.") || (domain && host.len() > 4)
}

/// The words of a name that tell whose it is, plain and squeezed.
fn name_words(name: &str) -> Vec<String> {
    let typed: Vec<char> = name.chars().collect();
    let plain = plain(&typed);
    let words = runs(&plain, char::is_alphabetic).into_iter().map(|(from, end)| {
        let part = plain.get(from..end).unwrap_or(&[]);
        squeezed(part.iter().map(|(c, _)| *c))
    });
    let particles = ["da", "das", "de", "do", "dos", "e", "di", "del"];
    let tells = |word: &String| word.chars().count() > 1 && !particles.contains(&word.as_str());
    words.filter(tells).collect()
}

/// Letters with each run of the same one let down to one.
fn squeezed(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for letter in letters {
        if !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests;
