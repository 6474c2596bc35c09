//! Sums in reais, in every way Brazilians write and say them.
//!
//! `R$ 1.234,56`, `duzentos conto`, `cinquentinha`, `2k`, `25 reais e 50`, and `300` after a verb
//! of paying. A number that something names ("2 filhos") is never a sum. What the words around a
//! sum say of it is in [`super::terms`].

use rust_decimal::Decimal;

use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;
use super::numbers::{self, Number};
use super::terms;

/// A sum found, with the token after it.
#[derive(Clone, Copy, Debug)]
pub struct Sum {
    /// How much.
    pub reais: Decimal,
    /// The token after it.
    pub end: usize,
}

/// From this value on a bare number is no day of the month.
const NO_DAY: Decimal = Decimal::from_parts(32, 0, 0, false, 0);
/// From this value on "tenho N" is hardly an age.
const NO_AGE: Decimal = Decimal::from_parts(120, 0, 0, false, 0);

/// Finds every sum that can be told without knowing what was asked.
pub fn sums(scan: &mut Scan) {
    let mut at = 0;
    while at < scan.text.len() {
        let sum = with_sign(scan, at)
            .or_else(|| one_word(scan, at))
            .or_else(|| with_unit(scan, at))
            .or_else(|| by_its_look(scan, at))
            .or_else(|| in_context(scan, at));
        match sum {
            Some(sum) => {
                terms::take(scan, at, &sum, false);
                at = sum.end;
                second_of_a_range(scan, at);
            }
            None => at += 1,
        }
    }
}

/// Takes a bare number as a sum, where a sum was asked for.
pub fn bare(scan: &mut Scan, at: usize, number: &Number) {
    if digits(scan, at) < 8 && scan.text.before(at, Class::Day).is_none() {
        let number = numbers::in_thousands(scan.text, at).unwrap_or_else(|| number.clone());
        let sum = with_centavos(scan, &number);
        if scan.is_free(at, sum.end) {
            terms::take(scan, at, &sum, false);
        }
    }
}

/// Takes these tokens as exactly this sum.
pub fn plain(scan: &mut Scan, at: usize, end: usize, reais: Decimal) {
    terms::take(scan, at, &Sum { reais, end }, false);
}

/// Takes the value of each instalment after a count: "3x de 200", "10x 59,90".
pub fn each(scan: &mut Scan, at: usize) {
    let text = scan.text;
    let mut from = text.skip(at, Class::Of);
    from = text.skip(from, Class::About);
    from = text.skip(from, Class::AtMost);
    let sum = with_sign(scan, from)
        .or_else(|| one_word(scan, from))
        .or_else(|| with_unit(scan, from))
        .or_else(|| {
            let number = scan.number(from).filter(|n| scan.follows(n.end))?;
            let linked = from > at || number.decimals || number.value >= Decimal::from(20);
            let counted = number.article || text.at(number.end, Class::Times).is_some();
            (linked && !counted).then(|| with_centavos(scan, &number))
        });
    if let Some(sum) = sum {
        terms::take(scan, from, &sum, true);
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
    let sign = sign + usize::from(text.word(sign) == ":");
    let number = scan.number(sign)?;
    let thousand = numbers::decode(text.word(sign + 1)).filter(|_| {
        let short = text.word(sign).len() <= 3 && text.word(sign + 1).len() >= 3;
        let apart = text.kind(sign + 1) == Some(Kind::Number) && number.end == sign + 1;
        short && apart && !number.decimals && spaced_thousands(text.word(sign + 1))
    });
    if let Some((tail, _)) = thousand {
        let reais = number.value * Decimal::ONE_THOUSAND + tail;
        return Some(tail_of(scan, reais, sign + 2));
    }
    Some(tail_of(scan, number.value, number.end))
}

/// True for the last group of a thousand: "500", "500,00".
fn spaced_thousands(word: &str) -> bool {
    let whole = word.split(',').next().unwrap_or("");
    whole.len() == 3 && !word.contains('.')
}

/// "Cinquentinha", "quinhentão", "cento e cinquentinha".
fn one_word(scan: &Scan, at: usize) -> Option<Sum> {
    let sums = &scan.text.lexicon.sums;
    if let Some(number) = scan.number(at).filter(|number| !number.article && !number.decimals)
        && let Some(joined) = scan.text.at(number.end, Class::And)
        && let Some(more) = sums.get(scan.text.word(joined)).copied().map(Decimal::from)
    {
        let room = [1000, 100].into_iter().map(Decimal::from);
        let fits = room.into_iter().any(|room| (number.value % room).is_zero() && more < room);
        return fits.then(|| tail_of(scan, number.value + more, joined + 1));
    }
    let reais = sums.get(scan.text.word(at)).filter(|_| scan.is_free(at, at + 1))?;
    Some(tail_of(scan, Decimal::from(*reais), at + 1))
}

/// "200 reais", "duzentos conto", "90 centavos", "350rs", "dois e quinhentos reais".
fn with_unit(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let thousands = numbers::in_thousands(text, at).filter(|number| {
        scan.is_free(at, number.end) && text.at(number.end, Class::Currency).is_some()
    });
    let number = thousands.or_else(|| scan.number(at))?;
    let after_of = if number.scaled { text.skip(number.end, Class::Of) } else { number.end };
    if let Some(end) = text.at(number.end, Class::Cents) {
        return Some(Sum { reais: number.value / Decimal::ONE_HUNDRED, end });
    }
    let sign = text.at(number.end, Class::CurrencyAfter).filter(|_| text.glued(number.end));
    if text.at(after_of, Class::Currency).is_some() {
        return Some(tail_of(scan, number.value, after_of));
    }
    if let Some(end) = sign {
        return Some(tail_of(scan, number.value, end));
    }
    let approximate = text.at(number.end, Class::AboutAfter)?;
    let end = text.at(approximate, Class::Currency)?;
    Some(Sum { reais: number.value, end })
}

/// The unit and the centavos that may follow a sum.
fn tail_of(scan: &Scan, reais: Decimal, at: usize) -> Sum {
    let text = scan.text;
    let end = text.skip(at, Class::Currency);
    let joined = text.skip(end, Class::And).max(text.skip(end, Class::With));
    if joined > end
        && let Some(more) = scan.number(joined)
        && let Some(cents) = more.whole().filter(|cents| (1..=99).contains(cents))
    {
        let named = text.at(more.end, Class::Cents);
        let silent = end > at && !more.article && cents >= 5 && text.is_pause(more.end);
        if let Some(end) = named.or(silent.then_some(more.end)) {
            return Sum { reais: reais + Decimal::new(cents.into(), 2), end };
        }
    }
    Sum { reais, end }
}

/// "99 e noventa", "quarenta e nove e noventa": a price as it is said in a shop.
fn with_centavos(scan: &Scan, number: &Number) -> Sum {
    let text = scan.text;
    let plain = Sum { reais: number.value, end: number.end };
    let said = number.whole().filter(|n| *n < 1000 && n % 10 > 0 && !number.scaled);
    let Some(joined) = said.and_then(|_| text.at(number.end, Class::And)) else { return plain };
    let Some(more) = scan.number(joined).filter(|more| text.is_pause(more.end)) else {
        return plain;
    };
    match more.whole().filter(|cents| (10..=99).contains(cents)) {
        Some(cents) => Sum { reais: number.value + Decimal::new(cents.into(), 2), end: more.end },
        None => plain,
    }
}

/// "99,90", "1.250", "dois mil", "2k": sums by their look alone.
fn by_its_look(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let number = scan.number(at).filter(|_| !scan.has_a_name(at))?;
    let word = text.word(at);
    let places = word.rsplit(['.', ',']).next().map_or(0, str::len);
    let measured = text.at(number.end, Class::Measure).is_some();
    let follows = scan.follows(number.end);
    let one_token = number.end == at + 1;
    let cents = one_token && number.decimals && places == 2 && !measured;
    let long = number.decimals && places == 1 && word.len() >= 5 && follows;
    let letter = number.lettered && text.word(at + 1) == "k" && !measured;
    let said = number.scaled && !number.lettered && follows;
    let grouped = !number.decimals && word.contains('.') && !number.scaled && follows;
    let about = text.at(number.end, Class::AboutAfter).is_some() && number.value >= Decimal::TEN;
    let apart =
        !one_token && text.kind(at + 1) == Some(Kind::Number) && (number.decimals || follows);
    let look = apart || cents || long || letter || said || grouped || (about && follows);
    look.then_some(Sum { reais: number.value, end: number.end })
}

/// A bare number that the words around it make a sum.
fn in_context(scan: &Scan, at: usize) -> Option<Sum> {
    let text = scan.text;
    let number = scan.number(at).filter(|number| !number.article)?;
    let dated = text.before(at, Class::Day).is_some() || is_year(scan, at, &number);
    if digits(scan, at) >= 6 || dated || scan.has_a_name(at) {
        return None;
    }
    let sum = with_centavos(scan, &number);
    if terms::is_regular(scan, at, number.end) || terms::is_down(scan, at, number.end) {
        return (number.value >= Decimal::TEN).then_some(Sum { end: number.end, ..sum });
    }
    if !scan.follows(number.end) {
        return None;
    }
    let large = number.value >= NO_DAY || number.scaled;
    let meant = if large {
        after_pay(scan, at, &number)
            || terms::is_income(scan, at, number.end) && number.value >= Decimal::ONE_HUNDRED
            || opens_a_range(scan, at, number.end)
            || lowered(scan, at, number.end)
            || beside_another(scan, at)
            || shares_a_unit(scan, number.end)
            || measured_out(scan, at, number.end)
    } else {
        number.value >= Decimal::from(5) && text.before(at, Class::PaySure).is_some()
            || shares_a_unit(scan, number.end)
    };
    meant.then_some(sum)
}

/// "Entre 100 e 200".
pub fn opens_a_range(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    let other = text.at(end, Class::RangeWord).and_then(|from| scan.number(from));
    let spans = matches!(text.word(end), "a" | "ate") && text.at(end, Class::RangeWord).is_some();
    let sound = other.as_ref().is_some_and(|other| other.value >= NO_DAY);
    let opened = text.before(at, Class::Between).is_some();
    other.is_some() && (opened || (spans && sound && shares_a_unit(scan, end)))
}

/// True where the unit of this number stands after the next: "100 ou 200 reais".
fn shares_a_unit(scan: &Scan, end: usize) -> bool {
    let text = scan.text;
    let Some(from) = text.at(end, Class::RangeWord) else { return false };
    let Some(other) = scan.number(from) else { return false };
    text.at(other.end, Class::Currency).is_some() || text.at(other.end, Class::Monthly).is_some()
}

/// "Uns 200", "no máximo 250", "150 no mínimo": only sums are weighed so.
fn measured_out(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    let before = [Class::About, Class::AtMost, Class::AtLeast];
    let after = [Class::AtMostAfter, Class::AtLeastAfter];
    before.iter().any(|class| text.before(at, *class).is_some())
        || after.iter().any(|class| text.at(end, *class).is_some())
}

/// "De 980 pra 600".
fn lowered(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    let Some(to) = text.at(end, Class::Lowered) else { return false };
    let other = scan.number(to).filter(|other| other.value >= NO_DAY && scan.follows(other.end));
    text.before(at, Class::Of).is_some() && other.is_some()
}

/// True where another sum stands shortly before: "100 hoje e 200 depois", "300, não, 250".
fn beside_another(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    let ends = scan.held.iter().filter(|held| held.entity.value.is_money()).map(|held| held.end);
    let Some(from) = ends.filter(|end| *end <= at).max() else { return false };
    let links = |at: usize| {
        let link = [Class::SumLink, Class::Slip, Class::About, Class::PayFiller, Class::Negation];
        link.iter().any(|class| text.at(at, *class).is_some())
            || text.kind(at) == Some(Kind::Mark)
            || !scan.is_free(at, at + 1)
    };
    let joined = matches!(text.word(at.wrapping_sub(1)), "e" | "mais" | "ou");
    let near = at - from <= 8 && (from..at).all(|at| !text.is_stop(at));
    let article = matches!(text.word(at.wrapping_sub(2)), "o" | "a" | "os" | "as");
    let noun = article && text.word(at.wrapping_sub(3)) == "e";
    (at - from <= 8 && (from..at).all(links)) || (near && (joined || noun))
}

/// True where a verb of paying stands before, with small words only in between.
fn after_pay(scan: &Scan, at: usize, number: &Number) -> bool {
    let text = scan.text;
    for before in (at.saturating_sub(6)..at).rev() {
        if text.at(before, Class::Have).is_some() {
            let only = text.before(before, Class::Only).is_some();
            let at_hand = text.at(number.end, Class::AtHand).is_some();
            return only || at_hand || number.value > NO_AGE;
        }
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

/// "Em 2024", "desde 2019": a year, unless a sum is being settled ("fecha em 2000").
fn is_year(scan: &Scan, at: usize, number: &Number) -> bool {
    let text = scan.text;
    let four = number.end == at + 1 && text.word(at).len() == 4;
    let year = number.whole().is_some_and(|year| (1950..=2040).contains(&year)) && four;
    let Some(cue) = text.before(at, Class::YearCue).filter(|_| year) else { return false };
    text.before(cue, Class::Settle).is_none()
}

/// How long the longest run of digits is: a document's number has no signs in between.
fn digits(scan: &Scan, at: usize) -> usize {
    let whole = scan.text.word(at).split(',').next().unwrap_or("");
    let runs = whole.split(|c: char| !c.is_ascii_digit());
    runs.map(str::len).max().unwrap_or(0)
}

/// "Entre 100 e 200", "100 ou 200": the other end of a range.
fn second_of_a_range(scan: &mut Scan, at: usize) {
    let Some(from) = scan.text.at(at, Class::RangeWord) else { return };
    let Some(number) = scan.number(from) else { return };
    let plain = !number.article && number.value >= Decimal::TEN && scan.follows(number.end);
    let counted = scan.text.at(number.end, Class::Times).is_some();
    if plain && !counted && with_unit(scan, from).is_none() {
        let sum = Sum { reais: number.value, end: number.end };
        terms::take(scan, from, &sum, false);
    }
}
