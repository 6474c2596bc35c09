//! What the words around a sum say of it: about, at most, each month, down, earned.
//!
//! Income is told apart from what is offered: "ganho 1.800" is never what fits a month.

use super::entities::{Held, Scan};
use super::lexicon::Class;
use super::money::{Sum, opens_a_range};
use super::reading::{Bound, Value};
use crate::domain::money::{Money, Rounding};

/// Notes a sum with what the words around it say of it.
pub fn take(scan: &mut Scan, at: usize, sum: &Sum, each: bool) {
    let text = scan.text;
    let about = text.before(at, Class::About);
    let mut end = sum.end;
    let about_after = text.at(end, Class::AboutAfter);
    if let Some(after) = about_after {
        end = text.skip(after, Class::Currency);
    }
    let from = about.unwrap_or(at);
    let weekly = text.at(end, Class::Weekly).is_some() || far(scan, from, Class::Weekly);
    let income = is_income(scan, from, end);
    let monthly = !weekly && !income && (each || is_monthly(scan, from, end));
    let down_payment = is_down(scan, from, end);
    let bound = bound(scan, at, from, sum.end, end);
    let approximate = about.is_some() || about_after.is_some();
    let amount = Money::from_decimal(sum.reais, Rounding::HalfUp);
    let value = Value::Money { amount, monthly, weekly, approximate, bound, down_payment, income };
    scan.take(at, end, value);
}

/// True where the sum comes each month or each week.
pub fn is_regular(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    text.at(end, Class::Weekly).is_some()
        || text.at(end, Class::Monthly).is_some()
        || text.at(end, Class::Every).is_some()
        || text.before(at, Class::MonthlyBefore).is_some()
}

fn is_monthly(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    let bounded = text.skip(end, Class::AtMostAfter);
    text.at(bounded, Class::Monthly).is_some()
        || text.at(bounded, Class::Every).is_some()
        || text.before(at, Class::MonthlyBefore).is_some()
        || text
            .before(at, Class::AtMost)
            .is_some_and(|most| text.before(most, Class::MonthlyBefore).is_some())
        || far(scan, at, Class::EachMonth)
}

/// True where the sum is paid down.
pub fn is_down(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    text.at(end, Class::Down).is_some() || text.before(at, Class::DownBefore).is_some()
}

/// True where the sum is what somebody earns.
pub fn is_income(scan: &Scan, at: usize, end: usize) -> bool {
    let text = scan.text;
    let spread = text.skip(end, Class::Monthly);
    text.at(spread, Class::IncomeAfter).is_some() || far(scan, at, Class::Income)
}

fn bound(scan: &Scan, at: usize, from: usize, sum_end: usize, end: usize) -> Option<Bound> {
    let text = scan.text;
    let after = |class: Class| {
        let spread = text.skip(end, Class::Monthly);
        text.at(end, class).or_else(|| text.at(spread, class)).is_some()
    };
    let most = text.before(from, Class::AtMost).is_some()
        || after(Class::AtMostAfter)
        || far(scan, from, Class::Limit);
    if closes_a_range(scan, at) || most {
        return Some(Bound::AtMost);
    }
    let least = text.before(from, Class::AtLeast);
    if let Some(more) =
        least.filter(|more| text.word(*more) == "mais" || text.word(*more) == "acima")
        && (more.saturating_sub(7)..more)
            .rev()
            .take_while(|at| !text.is_pause(*at))
            .any(|at| text.word(at) == "nao")
    {
        return Some(Bound::AtMost);
    }
    let least = least.is_some() || after(Class::AtLeastAfter);
    (opens_a_range(scan, at, sum_end) || least).then_some(Bound::AtLeast)
}

/// True where a word of this class leads to the sum, with small words only in between.
fn far(scan: &Scan, at: usize, class: Class) -> bool {
    let text = scan.text;
    for before in (at.saturating_sub(9)..at).rev() {
        if text.at(before, class).is_some() {
            let of_another = |held: &Held| held.end == before && held.entity.value.is_money();
            return !scan.held.iter().any(of_another);
        }
        let pays = text.at(before, Class::Pay).is_some() && class == Class::Income;
        let small = [Class::PayFiller, Class::Pay, Class::About, Class::Have, Class::TermFiller]
            .iter()
            .any(|class| text.at(before, *class).is_some());
        let earlier = !scan.is_free(before, before + 1);
        if text.is_stop(before) || pays || !(small || (earlier && class == Class::Income)) {
            return false;
        }
    }
    false
}

/// True where a range that was opened shortly before ends here.
fn closes_a_range(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    let word = text.before(at, Class::RangeWord);
    word.is_some_and(|word| {
        let near = word.saturating_sub(4)..word;
        let earlier = !scan.is_free(word.saturating_sub(1), word);
        let spans = matches!(text.word(word), "a" | "ate") && word + 1 == at;
        let opened = near.into_iter().any(|at| text.at(at, Class::Between).is_some());
        let before = scan.held.iter().any(|held| held.end == word && held.entity.value.is_money());
        earlier && (opened || (spans && before))
    })
}
