//! Shares of the whole: "50%", "trinta por cento", "metade", "um terço da dívida".
//!
//! A fraction is a share only where it says of what, or is one that nobody says of anything else.

use rust_decimal::Decimal;

use super::entities::Scan;
use super::intent::Expectation;
use super::lexicon::Class;
use super::money;
use super::reading::Value;
use crate::domain::money::Rate;

/// The largest share that anybody means.
const MOST: Decimal = Decimal::ONE_THOUSAND;

/// Takes every share of the text.
pub fn shares(scan: &mut Scan) {
    for at in 0..scan.text.len() {
        if percent(scan, at) || fraction(scan, at) {
            continue;
        }
        let Some(end) = scan.text.at(at, Class::Half) else { continue };
        let of = scan.text.skip(end, Class::Of);
        let of_time = [Class::Month, Class::Year, Class::Week]
            .iter()
            .any(|class| scan.text.at(of, *class).is_some());
        if !of_time && scan.is_free(at, end) {
            scan.take(at, end, Value::Percent(Rate::whole_percent(50)));
        }
    }
}

fn percent(scan: &mut Scan, at: usize) -> bool {
    let Some(number) = scan.number(at) else { return false };
    let Some(end) = scan.text.at(number.end, Class::Percent) else { return false };
    if number.value <= MOST {
        scan.take(at, end, Value::Percent(Rate::percent(number.value)));
    } else {
        scan.mask(at, end, "");
    }
    true
}

/// "Um terço", "três quintos por cento", "dois onze avos", "um sobre três".
fn fraction(scan: &mut Scan, at: usize) -> bool {
    let Some((value, end, common)) = fraction_at(scan, at) else { return false };
    let text = scan.text;
    if let Some(end) = text.at(end, Class::Percent) {
        scan.take(at, end, Value::Percent(Rate::percent(value.round_dp(4))));
    } else if text.at(end, Class::ShareOf).is_some() || (common && scan.follows(end)) {
        let share = (value * Decimal::ONE_HUNDRED).round_dp(2);
        scan.take(at, end, Value::Percent(Rate::percent(share)));
    } else if scan.setting.expected == Expectation::Money && scan.is_whole(at, end) {
        money::plain(scan, at, end, value);
    } else {
        return false;
    }
    true
}

/// A fraction, the token after it, and whether it is one that only shares have.
fn fraction_at(scan: &Scan, at: usize) -> Option<(Decimal, usize, bool)> {
    let text = scan.text;
    if let Some((parts, whole)) = text.word(at).split_once('/').filter(|_| scan.is_free(at, at + 1))
        && let (Ok(parts), Ok(whole)) = (parts.parse::<Decimal>(), whole.parse::<Decimal>())
    {
        return Some((parts.checked_div(whole)?, at + 1, false));
    }
    let parts = scan.number(at).filter(|number| !number.decimals)?;
    if let Some(over) = text.at(parts.end, Class::Over) {
        let whole = scan.number(over).filter(|whole| !whole.value.is_zero())?;
        return Some((parts.value.checked_div(whole.value)?, whole.end, false));
    }
    let named = |at: usize| text.lexicon.denominators.get(text.word(at)).copied();
    if let Some(whole) = named(parts.end) {
        let value = parts.value.checked_div(Decimal::from(whole))?;
        return Some((value, parts.end + 1, whole == 3));
    }
    let whole = scan.number(parts.end).filter(|whole| !whole.value.is_zero())?;
    let unit = named(whole.end).filter(|unit| *unit >= 1000);
    let avos = text.at(whole.end, Class::Avos);
    let end = avos.or(unit.map(|_| whole.end + 1))?;
    let whole = whole.value.checked_mul(Decimal::from(unit.unwrap_or(1)))?;
    Some((parts.value.checked_div(whole)?, end, false))
}
