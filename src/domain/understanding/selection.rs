//! Which of several things a message means: "só as duas primeiras", "a mais antiga", "1 e 3".
//!
//! By the lexicon's classes alone; what the things are, and whether any were shown, is for whoever
//! shows them. Bare numbers count only where the whole message is a choice.

use serde::{Deserialize, Serialize};

use super::lexicon::Class;
use super::normalise::{Kind, Text};

/// Things meant among several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// Which, in the order of the text.
    pub these: Vec<Pick>,
    /// True where all but these are meant.
    pub except: bool,
    /// True where the message says that bills or debts are meant.
    pub named: bool,
    /// True where the message says nothing else.
    #[serde(default)]
    pub whole: bool,
}

/// One way to point at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "pick", content = "value", rename_all = "snake_case")]
pub enum Pick {
    /// By its number in the list, from 1.
    Number(u32),
    /// The first so many.
    First(u32),
    /// The last so many.
    Last(u32),
    /// The one due first.
    Oldest,
    /// The one due last.
    Newest,
    /// The smallest sum.
    Smallest,
    /// The largest sum.
    Largest,
    /// Those of a month.
    Month(u32),
    /// One, without saying which.
    One,
    /// Those that were not talked about yet.
    Others,
    /// All of them.
    All,
}

/// What a message selects, if it selects anything.
pub fn selection(text: &Text) -> Option<Selection> {
    let mut these = Vec::new();
    let (mut except, mut named, mut plain, mut all) = (false, false, true, false);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < text.len() {
        named |= text.at(at, Class::DebtNoun).is_some();
        if let Some((pick, end)) = pointed(text, at) {
            these.push(pick);
            at = end;
        } else if let Some(end) = text.at(at, Class::Except) {
            (except, at) = (true, end);
        } else if let Some(end) = text.at(at, Class::AllOnes) {
            (all, at) = (true, end);
        } else if let Some(number) = number(text, at).filter(|_| !is_weekday(text, at)) {
            numbers.push(Pick::Number(number));
            at += 1 + usize::from(is_ordinal_sign(text, at + 1));
        } else if let Some(end) = filler(text, at) {
            at = end;
        } else {
            (plain, at) = (false, at + 1);
        }
    }
    if plain && these.is_empty() {
        these = numbers;
    }
    if all && these.is_empty() {
        these.push(Pick::All);
    }
    (!these.is_empty()).then_some(Selection { these, except, named, whole: plain })
}

fn pointed(text: &Text, at: usize) -> Option<(Pick, usize)> {
    let words = [
        (Class::Oldest, Pick::Oldest),
        (Class::Newest, Pick::Newest),
        (Class::Smallest, Pick::Smallest),
        (Class::Largest, Pick::Largest),
        (Class::OnlyOne, Pick::One),
        (Class::OtherOnes, Pick::Others),
    ];
    let word = words.iter().find_map(|(class, pick)| Some((*pick, text.at(at, *class)?)));
    word.or_else(|| several(text, at)).or_else(|| month(text, at))
}

/// "As duas primeiras", "as primeiras três", "a última".
fn several(text: &Text, at: usize) -> Option<(Pick, usize)> {
    let count = |at: usize| number(text, at).filter(|count| *count > 1);
    let (of, from) = match count(at) {
        Some(count) => (Some(count), at + 1),
        None => (None, at),
    };
    let after = |end: usize| match (of, count(end)) {
        (Some(count), _) => (count, end),
        (None, Some(count)) => (count, end + 1),
        (None, None) => (2, end),
    };
    if let Some(end) = text.at(from, Class::Firsts) {
        let (count, end) = after(end);
        return Some((Pick::First(count), end));
    }
    if let Some(end) = text.at(from, Class::Lasts) {
        let (count, end) = after(end);
        return Some((Pick::Last(count), end));
    }
    let last = text.at(at, Class::LastWord)?;
    Some((Pick::Last(1), last))
}

/// "A de outubro", "as de setembro": a month without a day before it.
fn month(text: &Text, at: usize) -> Option<(Pick, usize)> {
    let end = text.at(at, Class::Of)?;
    let dated = at > 0 && text.kind(at - 1) == Some(Kind::Number);
    let month = text.lexicon.months.get(text.word(end)).filter(|_| !dated)?;
    Some((Pick::Month(*month), end + 1))
}

fn number(text: &Text, at: usize) -> Option<u32> {
    let word = text.word(at);
    let spelled = || text.lexicon.numbers.get(word).filter(|_| word.chars().count() > 3);
    let number = word.parse().ok().or_else(|| spelled().and_then(|n| u32::try_from(*n).ok()));
    let number = number.or_else(|| text.lexicon.ordinals.get(word).copied());
    number.filter(|number| (1..=12).contains(number))
}

/// "Segunda eu pago" names a day; nobody pays "a segunda" without saying the second of what.
fn is_weekday(text: &Text, at: usize) -> bool {
    let pays = (0..text.len()).any(|at| text.at(at, Class::Pay).is_some());
    pays && text.lexicon.weekdays.contains_key(text.word(at))
}

/// The letter of "1a", "2o".
fn is_ordinal_sign(text: &Text, at: usize) -> bool {
    text.glued(at) && matches!(text.word(at), "a" | "o")
}

fn filler(text: &Text, at: usize) -> Option<usize> {
    let classes = [Class::ChoiceFiller, Class::ChoiceNoun, Class::DebtNoun, Class::And];
    let known = classes.iter().filter_map(|class| text.at(at, *class)).max();
    let classes = [Class::OnlyThese, Class::Polite, Class::PayFiller, Class::Pay];
    let known = known.or_else(|| classes.iter().filter_map(|class| text.at(at, *class)).max());
    known.or_else(|| matches!(text.word(at), "," | "." | "!" | "\n").then_some(at + 1))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::understanding::{Expectation, shipped_reader};

    fn read(text: &str) -> Option<Selection> {
        let today: NaiveDate = "2026-11-23".parse().expect("a date");
        shipped_reader().read(text, Expectation::Free, today, &Calendar::brazil()).selection
    }

    fn these(text: &str) -> Vec<Pick> {
        read(text).map(|selection| selection.these).unwrap_or_default()
    }

    #[test]
    fn people_point_at_bills_in_many_ways() {
        for (text, picks) in [
            ("só as duas primeiras", vec![Pick::First(2)]),
            ("quero pagar as primeiras três", vec![Pick::First(3)]),
            ("a última", vec![Pick::Last(1)]),
            ("a mais antiga", vec![Pick::Oldest]),
            ("só a menor por enquanto", vec![Pick::Smallest]),
            ("a conta de outubro", vec![Pick::Month(10)]),
            ("as de setembro e de outubro", vec![Pick::Month(9), Pick::Month(10)]),
            ("1 e 3", vec![Pick::Number(1), Pick::Number(3)]),
            ("a primeira e a terceira", vec![Pick::Number(1), Pick::Number(3)]),
            ("só uma", vec![Pick::One]),
        ] {
            assert_eq!(these(text), picks, "{text}");
        }
    }

    #[test]
    fn all_but_some_is_heard() {
        let selection = read("todas menos a segunda").expect("a selection");

        assert_eq!((selection.these, selection.except), (vec![Pick::Number(2)], true));
    }

    #[test]
    fn days_and_sums_are_no_selection() {
        for text in ["pago dia 10 de outubro", "consigo 200 por mês", "segunda eu pago", "oi"] {
            assert_eq!(these(text), Vec::new(), "{text}");
        }
    }
}
