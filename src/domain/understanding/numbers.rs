//! Numbers as Brazilians write and say them.
//!
//! `1.234,56`, `1,5 mil`, `2k`, `1 234 567`, `mil e quinhentos`, `duzentos e 50`, `sete vírgula
//! cinco`, `um milhão e meio`, `meia dúzia`. A number knows how it was written and where it ends;
//! whether it is a sum, a day or a count is for others.

use rust_decimal::Decimal;

use super::lexicon::Class;
use super::normalise::{Kind, Text};

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each tells how the number was written")]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// The token after it.
    pub end: usize,
    /// Written with decimals: `99,90`.
    pub decimals: bool,
    /// Multiplied by a word: `2 mil`.
    pub scaled: bool,
    /// Multiplied by a letter that hangs on it: `2k`, `3M`.
    pub lettered: bool,
    /// Nothing but "um" or "uma", which may be an article.
    pub article: bool,
}

impl Number {
    /// The value where it is whole and small enough to count with.
    pub fn whole(&self) -> Option<u32> {
        let whole = self.value.is_integer() && !self.decimals;
        if whole { u32::try_from(self.value).ok() } else { None }
    }

    fn plain(value: Decimal, end: usize) -> Self {
        Self { value, end, decimals: false, scaled: false, lettered: false, article: false }
    }
}

/// One word or run of digits of a number.
enum Part {
    Digits(Decimal, bool),
    Word(i64),
    Scale(i64),
    Letter(i64),
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
    if let Some(number) = spaced(text, at).or_else(|| headless(text, at)) {
        return Some(number);
    }
    let (mut sum, mut number) = first(text, at)?;
    loop {
        let plain = number.end;
        let joined = text.skip(plain, Class::And);
        let Some(end) = sum.extend(text, plain, joined, &mut number) else { break };
        number.end = end;
        number.article = false;
        number.value = sum.total.saturating_add(sum.group);
    }
    and_a_half(text, &sum, &mut number);
    after_the_point(text, &mut number);
    Some(number)
}

/// Reads "dois e quinhentos" as 2500, which only a sum in view makes sense of.
pub fn in_thousands(text: &Text, at: usize) -> Option<Number> {
    let Some(Part::Word(thousands @ 1..=9)) = part(text, at) else { return None };
    let joined = text.at(at + 1, Class::And)?;
    let hundreds = read(text, joined).filter(|number| !number.scaled && !number.decimals)?;
    let fits = text.kind(joined) == Some(Kind::Word)
        && (Decimal::ONE_HUNDRED..Decimal::ONE_THOUSAND).contains(&hundreds.value);
    let value = Decimal::from(thousands) * Decimal::ONE_THOUSAND + hundreds.value;
    fits.then(|| Number { scaled: true, ..Number::plain(value, hundreds.end) })
}

fn first(text: &Text, at: usize) -> Option<(Sum, Number)> {
    let mut sum = Sum { total: Decimal::ZERO, group: Decimal::ZERO, room: 0, scale: i64::MAX };
    let mut number = Number::plain(Decimal::ZERO, at + 1);
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
        Some(Part::Scale(_) | Part::Letter(_)) => return None,
        None => {
            let half = text.at(at, Class::HalfOf)?;
            let Some(Part::Scale(scale)) = part(text, half) else { return None };
            (sum.total, number.end) = (Decimal::from(scale / 2), half + 1);
            number.scaled = scale >= 1000;
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
        if let Some(Part::Scale(scale) | Part::Letter(scale)) = part(text, plain)
            && scale < self.scale
            && !self.group.is_zero()
        {
            let group = self.group.checked_mul(Decimal::from(scale))?;
            self.total = self.total.checked_add(group)?;
            (self.group, self.room, self.scale) = (Decimal::ZERO, scale, scale);
            (number.scaled, number.decimals) = (true, false);
            number.lettered |= text.word(plain).len() == 1;
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
            Part::Word(_) | Part::Digits(..) | Part::Scale(_) | Part::Letter(_) => None,
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

/// "Um milhão e meio", "1k e meio".
fn and_a_half(text: &Text, sum: &Sum, number: &mut Number) {
    let ends_in_scale = number.scaled && sum.group.is_zero() && sum.scale < i64::MAX;
    if let Some(end) = text.at(number.end, Class::AndHalf).filter(|_| ends_in_scale) {
        number.value = number.value.saturating_add(Decimal::from(sum.scale / 2));
        number.end = end;
    }
}

/// "Sete vírgula cinco", "duzentos vírgula zero três".
fn after_the_point(text: &Text, number: &mut Number) {
    let Some(mut at) = text.at(number.end, Class::Point).filter(|_| !number.decimals) else {
        return;
    };
    let mut digits = String::new();
    while let Some(Part::Word(0)) = part(text, at) {
        digits.push('0');
        at += 1;
    }
    let whole = first(text, at).and_then(|_| read(text, at)).filter(|n| !n.decimals);
    if let Some(tail) = whole {
        digits.push_str(&tail.value.normalize().to_string());
        at = tail.end;
    }
    let Ok(tail) = format!("0.{digits}").parse::<Decimal>() else { return };
    if !digits.is_empty() && digits.len() <= 9 {
        number.value = number.value.saturating_add(tail);
        (number.end, number.decimals, number.article) = (at, true, false);
    }
}

/// "1 234 567", "40 000", "1 234 567,89": groups of three set apart by spaces.
fn spaced(text: &Text, at: usize) -> Option<Number> {
    let digits = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let head = text.word(at);
    let apart = |at: usize| text.kind(at) == Some(Kind::Number) && !text.glued(at);
    if !digits(head) || head.len() > 3 || head.starts_with('0') {
        return None;
    }
    let mut whole = head.to_owned();
    let mut end = at + 1;
    let mut tail = "";
    while apart(end) && tail.is_empty() {
        let (group, cents) = text.word(end).split_once(',').unwrap_or((text.word(end), ""));
        if group.len() != 3 || !digits(group) || !(cents.is_empty() || digits(cents)) {
            return None;
        }
        whole.push_str(group);
        (tail, end) = (cents, end + 1);
    }
    let groups = end - at - 1;
    let round = groups == 1 && text.word(at + 1) == "000";
    if !(round || (2..=4).contains(&groups)) || text.kind(end) == Some(Kind::Number) {
        return None;
    }
    let decimals = !tail.is_empty();
    let written = if decimals { format!("{whole}.{tail}") } else { whole };
    Some(Number { decimals, ..Number::plain(written.parse().ok()?, end) })
}

/// ",50": centavos without the zero before them, where the message begins.
fn headless(text: &Text, at: usize) -> Option<Number> {
    let digits = text.word(at + 1);
    let opens = at == 0 && text.word(at) == "," && text.glued(at + 1);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let value = format!("0.{digits}").parse().ok().filter(|_| opens && plain)?;
    Some(Number { decimals: true, ..Number::plain(value, at + 2) })
}

fn part(text: &Text, at: usize) -> Option<Part> {
    let word = text.word(at);
    match text.kind(at)? {
        Kind::Number => decode(word).map(|(value, decimals)| Part::Digits(value, decimals)),
        Kind::Word => {
            let number = text.lexicon.numbers.get(word).map(|value| Part::Word(*value));
            let scale = || text.lexicon.scales.get(word).map(|value| Part::Scale(*value));
            number.or_else(scale).or_else(|| {
                let letter = text.lexicon.scale_letters.get(word).filter(|_| text.glued(at));
                letter.map(|value| Part::Letter(*value))
            })
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
