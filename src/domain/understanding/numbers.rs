//! Numbers as Brazilians write and say them.
//!
//! `1.234,56`, `1,5 mil`, `2k`, `mil e quinhentos`, `duzentos e 50`, `meia dúzia`. A number knows
//! how it was written and where it ends; whether it is a sum, a day or a count is for others.

use rust_decimal::Decimal;

use super::lexicon::Class;
use super::normalise::{Kind, Text};

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// The token after it.
    pub end: usize,
    /// Written with decimals: `99,90`.
    pub decimals: bool,
    /// Multiplied by a word: `2 mil`.
    pub scaled: bool,
    /// Nothing but "um" or "uma", which may be an article.
    pub article: bool,
}

impl Number {
    /// The value where it is whole and small enough to count with.
    pub fn whole(&self) -> Option<u32> {
        let whole = self.value.is_integer() && !self.decimals;
        if whole { u32::try_from(self.value).ok() } else { None }
    }
}

/// One word or run of digits of a number.
enum Part {
    Digits(Decimal, bool),
    Word(i64),
    Scale(i64),
}

/// Adds up the parts of a number.
struct Sum {
    total: Decimal,
    group: Decimal,
    /// What is added next must be below this.
    room: i64,
    scale: i64,
}

/// Reads the number that begins at a token.
pub fn read(text: &Text, at: usize) -> Option<Number> {
    let (mut sum, mut number) = first(text, at)?;
    loop {
        let plain = number.end;
        let joined = text.skip(plain, Class::And);
        let Some(end) = sum.extend(text, plain, joined, &mut number) else { break };
        number.end = end;
        number.article = false;
        number.value = sum.total.saturating_add(sum.group);
    }
    Some(number)
}

fn first(text: &Text, at: usize) -> Option<(Sum, Number)> {
    let mut sum = Sum { total: Decimal::ZERO, group: Decimal::ZERO, room: 0, scale: i64::MAX };
    let mut number = Number {
        value: Decimal::ZERO,
        end: at + 1,
        decimals: false,
        scaled: false,
        article: false,
    };
    let next = |at: usize| part(text, at);
    match part(text, at) {
        Some(Part::Digits(value, decimals)) => {
            (sum.group, number.decimals) = (value, decimals);
        }
        Some(Part::Word(value)) => {
            (sum.group, sum.room) = (Decimal::from(value), room_after(value));
            number.article = value == 1;
        }
        Some(Part::Scale(value)) if value >= 1000 && text.kind(at) == Some(Kind::Word) => {
            if text.word(at).chars().count() < 3 {
                return None;
            }
            (sum.total, sum.room, sum.scale) = (Decimal::from(value), value, value);
            number.scaled = true;
        }
        Some(Part::Scale(_)) => return None,
        None => {
            let half = text.at(at, Class::HalfOf)?;
            let Some(Part::Scale(12)) = next(half) else { return None };
            (sum.total, number.end) = (Decimal::from(6), half + 1);
        }
    }
    number.value = sum.total.saturating_add(sum.group);
    Some((sum, number))
}

impl Sum {
    /// Takes the next part in, and returns where it ends.
    fn extend(
        &mut self,
        text: &Text,
        plain: usize,
        joined: usize,
        number: &mut Number,
    ) -> Option<usize> {
        if let Some(Part::Scale(scale)) = part(text, plain)
            && scale < self.scale
            && !self.group.is_zero()
        {
            let group = self.group.checked_mul(Decimal::from(scale))?;
            self.total = self.total.checked_add(group)?;
            (self.group, self.room, self.scale) = (Decimal::ZERO, scale, scale);
            (number.scaled, number.decimals) = (true, false);
            return Some(plain + 1);
        }
        match part(text, joined)? {
            Part::Word(value) if value > 0 && value < self.room => {
                self.group = self.group.checked_add(Decimal::from(value))?;
                self.room = room_after(value);
                Some(joined + 1)
            }
            Part::Digits(value, _) if self.takes(text, value, plain, joined) => {
                let after_letter = number.scaled && text.glued(joined) && value < Decimal::TEN;
                let value = if after_letter { value * Decimal::ONE_HUNDRED } else { value };
                self.group = self.group.checked_add(value)?;
                self.room = 0;
                Some(joined + 1)
            }
            Part::Word(_) | Part::Digits(..) | Part::Scale(_) => None,
        }
    }

    /// True where digits go on with the number: "mil e 200", "duzentos e 50".
    fn takes(&self, text: &Text, value: Decimal, plain: usize, joined: usize) -> bool {
        let fits = value < Decimal::from(self.room) && !value.is_zero();
        let after_scale = self.group.is_zero() && self.room >= 1000;
        let its_own = text.at(joined + 1, Class::Times).is_some()
            || text.at(joined + 1, Class::Percent).is_some();
        fits && !its_own && (joined > plain || after_scale)
    }
}

fn part(text: &Text, at: usize) -> Option<Part> {
    let word = text.word(at);
    match text.kind(at)? {
        Kind::Number => decode(word).map(|(value, decimals)| Part::Digits(value, decimals)),
        Kind::Word => {
            let number = text.lexicon.numbers.get(word).map(|value| Part::Word(*value));
            number.or_else(|| text.lexicon.scales.get(word).map(|value| Part::Scale(*value)))
        }
        Kind::Mark => None,
    }
}

/// What may still be added after a word: tens after hundreds, units after tens.
fn room_after(value: i64) -> i64 {
    match value {
        100..=900 => 100,
        20..=90 => 10,
        _ => 0,
    }
}

/// Reads digits with Brazilian, or by their look foreign, separators.
pub fn decode(text: &str) -> Option<(Decimal, bool)> {
    if text.len() > 18 || !text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
        return None;
    }
    let last = text.rfind(['.', ',']);
    let Some(last) = last else { return text.parse().ok().map(|value| (value, false)) };
    let (head, tail) = (text.get(..last)?, text.get(last + 1..)?);
    let separator = text.get(last..=last)?;
    let groups: Vec<&str> = head.split(['.', ',']).collect();
    let alike = groups.len() == 1 || head.contains(separator);
    let thousands = tail.len() == 3 && alike && grouped(&groups);
    if thousands {
        return text.replace(['.', ','], "").parse().ok().map(|value| (value, false));
    }
    if groups.len() > 1 && (alike || !grouped(&groups)) {
        return None;
    }
    let value = format!("{}.{tail}", groups.concat()).parse().ok()?;
    Some((value, true))
}

/// True where every group but the first has three digits and the first is no lone zero.
fn grouped(groups: &[&str]) -> bool {
    let Some((first, rest)) = groups.split_first() else { return false };
    (1..=3).contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|g| g.len() == 3)
}
