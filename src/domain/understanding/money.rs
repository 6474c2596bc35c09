//! Sums in reais, in every way Brazilians write and say them.
//!
//! `R$ 1.234,56`, `duzentos conto`, `cinquentinha`, `2k`, `25 reais e 50`, and `300` after a verb
//! of paying. A number that something names ("2 filhos") is never a sum.

use rust_decimal::Decimal;

use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;
use super::numbers::Number;
use super::reading::{Bound, Value};
use crate::domain::money::{Money, Rounding};

/// A sum found, with the token after it.
struct Sum {
    reais: Decimal,
    end: usize,
}

/// Finds every sum that can be told without knowing what was asked.
pub fn sums(scan: &mut Scan) {
    let mut at = 0;
    while at < scan.text.len() {
        let sum = with_sign(scan, at)
            .or_else(|| one_word(scan, at))
            .or_else(|| with_unit(scan, at))
            .or_else(|| by_its_look(scan, at))
            .or_else(|| after_a_verb(scan, at));
        match sum {
            Some(sum) => {
                let end = sum.end;
                take(scan, at, &sum, false);
                at = end;
                second_of_a_range(scan, at);
            }
            None => at += 1,
        }
    }
}

/// Takes a bare number as a sum, where a sum was asked for.
pub fn bare(scan: &mut Scan, at: usize, number: &Number) {
    let digits = scan.text.word(at).bytes().filter(u8::is_ascii_digit).count();
    if digits < 8 && scan.text.before(at, Class::Day).is_none() {
        take(scan, at, &Sum { reais: number.value, end: number.end }, false);
    }
}

/// Takes the value of each instalment after a count: "3x de 200".
pub fn each(scan: &mut Scan, at: usize) {
    let text = scan.text;
    let mut from = text.skip(at, Class::Of);
    from = text.skip(from, Class::About);
    let bounded = text.skip(from, Class::AtMost);
    let (from, linked) = (bounded, bounded > at);
    let sum = with_sign(scan, from)
        .or_else(|| one_word(scan, from))
        .or_else(|| with_unit(scan, from))
        .or_else(|| {
            let number = scan.number(from).filter(|n| linked && follows(scan, n.end))?;
            let counted = number.article || text.at(number.end, Class::Times).is_some();
            (!counted).then_some(Sum { reais: number.value, end: number.end })
        });
    if let Some(sum) = sum {
        take(scan, from, &sum, true);
    }
}

/// "R$ 200", "rs 200", "$200".
fn with_sign(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let sign = text.at(at, Class::CurrencyBefore).or_else(|| {
        let digits = text.kind(at + 1) == Some(Kind::Number);
        let dollar = text.word(at) == "$";
        let short = text.at(at, Class::CurrencyBeforeDigits).is_some();
        (digits && (dollar || short)).then_some(at + 1)
    })?;
    let sign = if text.word(sign) == ":" { sign + 1 } else { sign };
    let number = scan.number(sign)?;
    Some(tail(scan, number.value, number.end))
}

/// "Cinquentinha", "quinhentão".
fn one_word(scan: &Scan, at: usize) -> Option<Sum> {
    let sums = &scan.text.lexicon.sums;
    let reais = sums.get(scan.text.word(at)).filter(|_| scan.is_free(at, at + 1))?;
    Some(tail(scan, Decimal::from(*reais), at + 1))
}

/// "200 reais", "duzentos conto", "90 centavos".
fn with_unit(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let number = scan.number(at)?;
    let after_of = if number.scaled { text.skip(number.end, Class::Of) } else { number.end };
    if let Some(end) = text.at(number.end, Class::Cents) {
        return Some(Sum { reais: number.value / Decimal::ONE_HUNDRED, end });
    }
    let unit = text.at(after_of, Class::Currency);
    if let Some(end) = unit {
        return Some(tail(scan, number.value, end));
    }
    let approximate = text.at(number.end, Class::AboutAfter)?;
    let end = text.at(approximate, Class::Currency)?;
    Some(Sum { reais: number.value, end })
}

/// The unit and the centavos that may follow a sum.
fn tail(scan: &Scan, reais: Decimal, at: usize) -> Sum {
    let text = scan.text;
    let end = text.skip(at, Class::Currency);
    let joined = text.skip(end, Class::And);
    if joined > end
        && let Some(more) = scan.number(joined)
        && let Some(cents) = more.whole().filter(|cents| (1..=99).contains(cents))
    {
        let named = text.at(more.end, Class::Cents);
        let silent = end > at && !more.article && text.is_pause(more.end);
        if let Some(end) = named.or(silent.then_some(more.end)) {
            return Sum { reais: reais + Decimal::new(cents.into(), 2), end };
        }
    }
    Sum { reais, end }
}

/// "99,90", "1.250", "dois mil": sums by their look alone.
fn by_its_look(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let number = scan.number(at)?;
    let word = text.word(at);
    let cents = number.decimals && word.rsplit(['.', ',']).next().is_some_and(|d| d.len() == 2);
    let grouped = !number.decimals && word.contains('.') && !number.scaled;
    let about = text.at(number.end, Class::AboutAfter).is_some() && number.value >= Decimal::TEN;
    let look = cents || number.scaled || grouped || about;
    let named = text.before(at, Class::BeforeSumNo).is_some();
    let free = follows(scan, number.end) && !named;
    (look && free).then_some(Sum { reais: number.value, end: number.end })
}

/// "Consigo 300", "200 de entrada", "150 por mês", "faz por 350".
fn after_a_verb(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let number = scan.number(at).filter(|number| !number.article)?;
    let digits = text.word(at).bytes().filter(u8::is_ascii_digit).count();
    let sum = Sum { reais: number.value, end: number.end };
    if digits >= 8 || text.before(at, Class::Day).is_some() {
        return None;
    }
    let monthly = text.at(number.end, Class::Monthly).is_some()
        || text.before(at, Class::MonthlyBefore).is_some();
    let down =
        text.at(number.end, Class::Down).is_some() || text.before(at, Class::DownBefore).is_some();
    let small = number.value < Decimal::TEN;
    if (monthly || down) && !small {
        return Some(sum);
    }
    let named = text.before(at, Class::BeforeSumNo).is_some();
    let could_be_day = number.value <= Decimal::from(31) && !number.scaled;
    let free = follows(scan, number.end) && !named && !could_be_day;
    (free && (after_pay(scan, at) || opens_a_range(scan, at, number.end))).then_some(sum)
}

/// True where another number ends the range that opens here: "entre 100 e 200".
fn opens_a_range(scan: &Scan, at: usize, end: usize) -> bool {
    let from = scan.text.at(end, Class::RangeWord);
    let other = from.and_then(|from| scan.number(from));
    scan.text.before(at, Class::Between).is_some() && other.is_some()
}

/// True where a range that was opened shortly before ends here.
fn closes_a_range(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    let word = text.before(at, Class::RangeWord);
    word.is_some_and(|word| {
        let near = word.saturating_sub(4)..word;
        !scan.is_free(word.saturating_sub(1), word)
            && near.into_iter().any(|at| text.at(at, Class::Between).is_some())
    })
}

/// True where a verb of paying stands before, with small words only in between.
fn after_pay(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    for before in (at.saturating_sub(6)..at).rev() {
        if text.at(before, Class::Pay).is_some() {
            return true;
        }
        let small = text.at(before, Class::PayFiller).is_some() && !text.is_stop(before);
        let earlier = !scan.is_free(before, before + 1);
        if !small && !earlier {
            return false;
        }
    }
    false
}

fn follows(scan: &Scan, at: usize) -> bool {
    scan.text.is_pause(at)
        || scan.text.at(at, Class::AfterSum).is_some()
        || scan.text.at(at, Class::AboutAfter).is_some()
        || !scan.is_free(at, at + 1)
}

/// "Entre 100 e 200", "100 ou 200": the other end of a range.
fn second_of_a_range(scan: &mut Scan, at: usize) {
    let Some(from) = scan.text.at(at, Class::RangeWord) else { return };
    let Some(number) = scan.number(from) else { return };
    let plain = !number.article && number.value >= Decimal::TEN && follows(scan, number.end);
    let counted = scan.text.at(number.end, Class::Times).is_some();
    if plain && !counted && with_unit(scan, from).is_none() {
        take(scan, from, &Sum { reais: number.value, end: number.end }, false);
    }
}

/// Notes a sum with what the words around it say of it.
fn take(scan: &mut Scan, at: usize, sum: &Sum, each: bool) {
    let text = scan.text;
    let about = text.before(at, Class::About);
    let mut end = sum.end;
    let about_after = text.at(end, Class::AboutAfter);
    if let Some(after) = about_after {
        end = text.skip(after, Class::Currency);
    }
    let from = about.unwrap_or(at);
    let monthly = each
        || text.at(end, Class::Monthly).is_some()
        || text.before(from, Class::MonthlyBefore).is_some();
    let down_payment =
        text.at(end, Class::Down).is_some() || text.before(from, Class::DownBefore).is_some();
    let opens = opens_a_range(scan, at, sum.end);
    let closes = closes_a_range(scan, at);
    let bound = if closes || text.before(from, Class::AtMost).is_some() {
        Some(Bound::AtMost)
    } else if opens || text.before(from, Class::AtLeast).is_some() {
        Some(Bound::AtLeast)
    } else {
        None
    };
    let approximate = about.is_some() || about_after.is_some();
    let amount = Money::from_decimal(sum.reais, Rounding::HalfUp);
    scan.take(at, end, Value::Money { amount, monthly, approximate, bound, down_payment });
}
