//! Numbers of instalments: "3x de 200", "em duas vezes", "dez parcelas", "à vista".
//!
//! What was charged, called or repeated so many times is no plan, nor are the instalments that
//! are owed already. Here too orders are told apart: "2ª via", "terceira vez".

use rust_decimal::Decimal;

use super::entities::Scan;
use super::lexicon::Class;
use super::money;
use super::numbers::{self, Number};
use super::reading::Value;

/// Hides orders that are no numbers: "2ª via", "segunda parcela", "terceira vez".
pub fn ordinals(scan: &mut Scan) {
    let text = scan.text;
    for at in 0..text.len() {
        let Some((_, end)) = scan.ordinal(at) else { continue };
        let of_days = text.at(text.skip(end, Class::Day), Class::BusinessDay);
        let noun = text.at(end, Class::OrdinalNoun).filter(|_| of_days.is_none());
        let dated = text.before(at, Class::Day).is_some();
        if noun.is_some() && !dated && scan.is_free(at, end) {
            scan.mask(at, end, "ordem");
        }
    }
}

/// Takes numbers of instalments, with the value of each where it is said.
pub fn plans(scan: &mut Scan) {
    let text = scan.text;
    for at in 0..text.len() {
        if let Some(end) = text.at(at, Class::NotSingle) {
            scan.set_aside(at, end);
        } else if let Some(end) = text.at(at, Class::Single).filter(|e| scan.is_free(at, *e)) {
            scan.take(at, end, Value::Count(1));
        } else if let Some(end) = shift_work(scan, at) {
            scan.set_aside(at, end);
        } else if let Some((n, end)) = count_at(scan, at) {
            scan.take(at, end, Value::Count(n));
            money::each(scan, end);
        } else if let Some((n, end, of)) = so_many_of(scan, at) {
            scan.take(at, end, Value::Count(n));
            money::each(scan, of);
        }
    }
}

/// Takes a bare number as a count, where a count was asked for.
pub fn bare(scan: &mut Scan, at: usize, number: &Number) {
    let article = number.article && !scan.is_whole(at, number.end);
    if article || scan.has_a_name(at) || !scan.follows(number.end) {
        return;
    }
    match number.whole().filter(|n| (1..=120).contains(n)) {
        Some(n) => scan.take(at, number.end, Value::Count(n)),
        None => money::bare(scan, at, number),
    }
}

/// Lets go of what only repeats: "metade" twice beside a count.
pub fn settle(scan: &mut Scan) {
    let planned = scan.held.iter().any(|h| matches!(h.entity.value, Value::Count(2..)));
    let half =
        |value: &Value| *value == Value::Percent(crate::domain::money::Rate::whole_percent(50));
    let halves = scan.held.iter().filter(|held| half(&held.entity.value)).count();
    if halves >= 2 && planned {
        scan.held.retain(|held| !half(&held.entity.value));
    }
}

/// The count that begins here, if one does.
fn count_at(scan: &Scan, at: usize) -> Option<(u32, usize)> {
    let text = scan.text;
    let number = scan.number(at)?;
    let n = number.whole().filter(|n| (1..=420).contains(n))?;
    let dozens = text.skip(number.end, Class::Of);
    let grouped = number.end > at + 1 && text.at(dozens, Class::Times).is_some();
    let after = if grouped { dozens } else { number.end };
    if let Some(end) = text.at(after, Class::Times) {
        let counted = text.at(after, Class::TimesOnly).is_none();
        let owed = counted && is_owed(scan, at, end);
        let once = n == 1 && text.before(at, Class::InTime).is_none();
        let each_month =
            text.at(end, Class::Every).is_some_and(|day| numbers::read(text, day).is_some());
        let often = text.at(end, Class::Often).is_some() && !each_month;
        let told = owed || (once && (number.article || !counted)) || often;
        return (!told && !has_happened(scan, at)).then_some((n, end));
    }
    in_so_many(scan, at, &number, n)
}

/// "Divide em quatro", "parcela em 10 meses", "em duas?".
fn in_so_many(scan: &Scan, at: usize, number: &Number, n: u32) -> Option<(u32, usize)> {
    let text = scan.text;
    let divided = in_time_before(scan, at)?;
    let near = divided.saturating_sub(5)..divided;
    let asked = near.clone().any(|j| text.at(j, Class::Divide).is_some());
    let split = near.into_iter().any(|j| text.at(j, Class::Split).is_some());
    let small = (2..=72).contains(&n) && !number.decimals;
    let in_months = text.at(number.end, Class::Months).filter(|_| split);
    let ends = text.is_pause(number.end) || text.at(number.end, Class::AfterSum).is_some();
    let alone = scan.is_whole(divided, number.end) && n <= 36;
    let takes = (asked || alone) && ends || in_months.is_some();
    (takes && small && !has_happened(scan, at)).then_some((n, in_months.unwrap_or(number.end)))
}

/// Where the "em" of "em 3", "em até 3", "em umas 3" stands.
fn in_time_before(scan: &Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let about = text.before(at, Class::About).unwrap_or(at);
    let most = text.before(about, Class::AtMost).unwrap_or(about);
    text.before(most, Class::InTime)
}

/// "Duas de 250", "10 de 50": a count and the value of each.
fn so_many_of(scan: &Scan, at: usize) -> Option<(u32, usize, usize)> {
    let text = scan.text;
    let number = scan.number(at).filter(|n| !n.article && !n.scaled && !n.decimals)?;
    let n = number.whole().filter(|n| (2..=60).contains(n))?;
    let of = text.at(number.end, Class::Of)?;
    let each = scan.number(of).filter(|each| each.value >= Decimal::from(20))?;
    let month = text.lexicon.months_short.contains_key(text.word(of));
    let priced = scan.follows(each.end) || text.at(each.end, Class::Currency).is_some();
    let year = each.whole().is_some_and(|y| (1990..=2100).contains(&y)) && text.word(of).len() == 4;
    let named = scan.has_a_name(at)
        || text.before(at, Class::Day).is_some()
        || text.before(at, Class::Times).is_some();
    let whole = each.value >= Decimal::from(n);
    let sound = priced && whole && !named && !month && !year && !has_happened(scan, at);
    sound.then_some((n, number.end, of))
}

/// "Escala 12x36", "trabalho 6x1": hours of work, not instalments.
fn shift_work(scan: &Scan, at: usize) -> Option<usize> {
    let text = scan.text;
    let whole = |at: usize| text.word(at).parse::<u32>().ok();
    let glued = text.word(at + 1) == "x" && text.glued(at + 1) && text.glued(at + 2);
    let (first, second) = (whole(at)?, whole(at + 2).filter(|_| glued)?);
    matches!((first, second), (12, 36) | (24, 48 | 72) | (5 | 6, 1 | 2) | (4, 2 | 3))
        .then_some(at + 3)
}

/// True where it was done so many times, rather than wished.
fn has_happened(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    for near in (at.saturating_sub(5)..at).rev() {
        if text.is_stop(near) || text.word(near) == "," || text.at(near, Class::Future).is_some() {
            return false;
        }
        if text.before(near + 1, Class::Past).is_some() {
            return true;
        }
    }
    text.before(at, Class::Already).is_some()
}

/// True where instalments are those already owed: "devo 3 parcelas", "2 parcelas vencidas".
fn is_owed(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    text.at(end, Class::Arrears).is_some() || text.before(at, Class::OwedBefore).is_some()
}
