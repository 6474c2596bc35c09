//! A message taken apart: its core without courtesies, its clauses, the option it names.
//!
//! All by the lexicon's classes; what a part means is the classifier's and the rules' matter.

use super::entities::Found;
use super::intent::Expectation;
use super::lexicon::Class;
use super::normalise::{Kind, Text};

/// A run of tokens: first, and the one after the last.
pub type Span = (usize, usize);

/// The words the classifier sees: values by their sort, signs left out but the question mark.
pub fn words(text: &Text, found: &Found, (from, to): Span) -> Vec<String> {
    let mut words = Vec::with_capacity(to.saturating_sub(from));
    let mut passed = from;
    for at in from..to {
        if let Some(end) = spoken_to(text, at, (from, to)) {
            passed = passed.max(end);
        }
        if at < passed {
            continue;
        }
        match (found.labels.get(at).copied().unwrap_or(""), text.kind(at)) {
            ("+", _) | (_, None) => {}
            ("", Some(Kind::Word)) | ("ordem", Some(_)) => {
                words.push(text.word(at).to_owned());
            }
            ("", Some(Kind::Number)) => words.push("<num>".to_owned()),
            ("", Some(Kind::Mark)) => {
                if text.word(at) == "?" {
                    words.push("?".to_owned());
                }
            }
            (label, Some(_)) => words.push(label.to_owned()),
        }
    }
    words
}

/// Where a form of address between two pauses ends: "olha, minha filha, não entendi".
///
/// Alone it is all that is said, and stays.
fn spoken_to(text: &Text, at: usize, (from, to): Span) -> Option<usize> {
    let end = text.at(at, Class::Address).filter(|end| *end <= to)?;
    let begins = at == from || text.kind(at - 1) == Some(Kind::Mark);
    let ends = end == to || text.is_pause(end);
    (begins && ends && (at > from || end < to)).then_some(end)
}

/// True where a span is nothing but greeting and courtesy.
pub fn is_courtesy(text: &Text, (from, to): Span) -> bool {
    let mut at = from;
    while at < to {
        let polite = [Class::Hello, Class::Polite, Class::Address];
        let end = polite.iter().filter_map(|class| text.at(at, *class)).max();
        match end.filter(|end| *end <= to) {
            Some(end) => at = end,
            None if text.kind(at) == Some(Kind::Mark) => at += 1,
            None => return false,
        }
    }
    true
}

/// The part of a span that is no greeting and no courtesy; the whole, where nothing else is said.
pub fn core(text: &Text, span: Span) -> Span {
    let (mut from, mut to) = span;
    let skip = |at: usize, classes: &[Class]| {
        classes.iter().filter_map(|class| text.at(at, *class)).max().filter(|end| *end <= to)
    };
    let sign = |at: usize| matches!(text.word(at), "," | "." | "!" | "\n" | ":" | "-" | ";");
    let start = [Class::Hello, Class::Address];
    while from < to {
        if let Some(end) = skip(from, &start) {
            from = end + usize::from(text.word(end) == "?" && end < to);
        } else if sign(from) {
            from += 1;
        } else {
            break;
        }
    }
    let last = [Class::Polite, Class::Address];
    while to > from {
        let before = last.iter().filter_map(|class| text.before(to, *class)).min();
        // "Ok, obrigado" is thanks, not an "ok".
        let yes = |start: usize| text.at(from, Class::Yes).is_some_and(|end| end + 1 >= start);
        match before.filter(|start| *start >= from && !yes(*start)) {
            Some(start) => to = start,
            None if sign(to - 1) => to -= 1,
            None => break,
        }
    }
    let said = (from..to).any(|at| text.kind(at) != Some(Kind::Mark));
    if said { (from, to) } else { span }
}

/// How many words a part needs on either side of a mere link.
const PART: usize = 3;
/// How many parts of a message are weighed by themselves.
const PARTS: usize = 12;

/// The clauses of a message, parted by signs and by words that begin a new thought.
pub fn clauses(text: &Text) -> Vec<Span> {
    let begins = |at: usize| text.at(at, Class::Clause).is_some();
    part(text, (0, text.len()), |at| text.is_stop(at) || text.word(at) == ",", begins)
}

/// The parts of a clause, where words link them: "perdi o emprego e não tenho como pagar".
pub fn linked(text: &Text, clause: Span) -> Vec<Span> {
    let word = |at: &usize| text.kind(*at) == Some(Kind::Word);
    let mut since = clause.0;
    let mut at_link = Vec::new();
    for at in clause.0..clause.1 {
        let link = text.at(at, Class::Link).is_some();
        let enough = |from: usize, to: usize| (from..to).filter(word).count() >= PART;
        if link && enough(since, at) && enough(at + 1, clause.1) {
            at_link.push(at);
            since = at + 1;
        }
    }
    part(text, clause, |_| false, |at| at_link.contains(&at))
}

fn part(
    text: &Text,
    (first, last): Span,
    ends: impl Fn(usize) -> bool,
    begins: impl Fn(usize) -> bool,
) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut from = first;
    for at in first..last {
        let end = ends(at);
        if end || (at > from && begins(at)) {
            parts.push((from, at + usize::from(text.word(at) == "?")));
            from = at + usize::from(end);
        }
    }
    parts.push((from, last));
    let said = |(from, to): &Span| (*from..*to).any(|at| text.kind(at) != Some(Kind::Mark));
    parts.retain(|clause| said(clause) && !is_courtesy(text, *clause));
    parts.truncate(PARTS);
    parts
}

/// What the message says not to want: the rest of each clause after "não quero", "não preciso de".
pub fn unwanted(text: &Text) -> Vec<Span> {
    after(text, Class::Unwanted)
}

/// What the message says not to mean: the rest of each clause after "não é que".
pub fn undone(text: &Text) -> Vec<Span> {
    after(text, Class::Undone)
}

/// What follows a class in each clause, where something follows.
fn after(text: &Text, class: Class) -> Vec<Span> {
    let clauses = clauses(text);
    let rest = |(from, to): &Span| {
        let end = (*from..*to).find_map(|at| text.at(at, class))?;
        (end < *to).then_some((end, *to))
    };
    clauses.iter().filter_map(rest).collect()
}

/// True where somebody is said not to be what is no name: "não sou caloteiro".
pub fn is_no_name(text: &Text) -> bool {
    (0..text.len()).any(|at| {
        let end = text.at(at, Class::NotMe);
        end.is_some_and(|end| text.at(end, Class::NoNamesake).is_some())
    })
}

/// The option that is named: "2", "opção 2", "a segunda".
pub fn choice(text: &Text, expected: Expectation) -> Option<u32> {
    let lexicon = text.lexicon;
    let mut chosen = None;
    let mut named = false;
    let mut at = 0;
    while at < text.len() {
        let word = text.word(at);
        let number = word.parse::<u32>().ok().or_else(|| {
            let spelled = lexicon.numbers.get(word).filter(|_| word.chars().count() > 2);
            let ordinal = lexicon.ordinals.get(word).copied();
            spelled.and_then(|n| u32::try_from(*n).ok()).or(ordinal)
        });
        if let Some(n) = number.filter(|n| (1..=9).contains(n) && chosen.is_none()) {
            chosen = Some(n);
            let sign = text.glued(at + 1) && matches!(text.word(at + 1), "a" | "o");
            at += 1 + usize::from(sign);
            continue;
        }
        let noun = text.at(at, Class::ChoiceNoun);
        named |= noun.is_some();
        let filler = text.at(at, Class::ChoiceFiller).or(noun);
        match filler {
            Some(end) => at = end,
            None if matches!(word, "," | "." | "!" | "\n") => at += 1,
            None => return None,
        }
    }
    let asked = matches!(expected, Expectation::Offer | Expectation::Reason);
    let plain = !matches!(expected, Expectation::Date | Expectation::Money | Expectation::Count);
    chosen.filter(|_| asked || (plain && named))
}

/// True where something said before is taken back: "errei, é 300", "dia 15 não, dia 20".
pub fn corrects(text: &Text, found: &Found) -> bool {
    let value = |at: usize| found.labels.get(at).is_some_and(|label| !label.is_empty());
    let comma = |at: usize| at + usize::from(matches!(text.word(at), "," | "." | "-" | ":"));
    (0..text.len()).any(|at| {
        if text.at(at, Class::Corrects).is_some() {
            return true;
        }
        let no = text.kind(at) == Some(Kind::Word) && text.at(at, Class::No) == Some(at + 1);
        let first = at == 0 || text.is_pause(at - 1) || value(at - 1);
        no && first && text.is_pause(at + 1) && comma(at + 1) > at + 1 && value(comma(at + 1))
    })
}

/// The name somebody says not to bear: "não sou a Maria".
pub fn denied_name(text: &Text, typed: &[char], expected: Expectation) -> Option<String> {
    (0..text.len()).find_map(|at| {
        let end = text.at(at, Class::NotMe)?;
        let token = text.tokens.get(end)?;
        if token.kind != Kind::Word || text.at(end, Class::NotAName).is_some() {
            return None;
        }
        let capital = typed.get(token.start).is_some_and(|c| c.is_uppercase());
        let asked = matches!(expected, Expectation::YesNo | Expectation::Identity);
        let lone = text.is_pause(end + 1) && token.text.len() >= 3;
        (capital || (asked && lone)).then(|| token.text.clone())
    })
}
