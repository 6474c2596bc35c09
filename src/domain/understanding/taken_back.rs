//! What a message takes back of itself: "não, dia 15 não, dia 20", "300, digo, 250".
//!
//! Of two values of one sort, the one that a slip, a "não" or a refusal stands by is dropped. A
//! value that is refused with none put in its place stays: it is all the message names.

use super::entities::Scan;
use super::lexicon::Class;
use super::normalise::Kind;
use super::reading::Value;

/// How many tokens may stand between two values that correct each other.
const REACH: usize = 10;

/// Drops every value that the message takes back.
pub fn drop_all(scan: &mut Scan) {
    let mut gone = vec![false; scan.held.len()];
    for (second, later) in scan.held.iter().enumerate() {
        let earlier = scan.held.iter().enumerate().take(second).rev();
        let same = earlier
            .filter(|(_, held)| sort(&held.entity.value) == sort(&later.entity.value))
            .find(|(first, _)| !gone.get(*first).copied().unwrap_or(true));
        let Some((first, held)) = same else { continue };
        let lost = match judge(scan, held.from, held.end, later.from, later.end) {
            Some(Side::Earlier) => first,
            Some(Side::Later) => second,
            None => continue,
        };
        if let Some(gone) = gone.get_mut(lost) {
            *gone = true;
        }
    }
    let mut gone = gone.into_iter();
    scan.held.retain(|_| !gone.next().unwrap_or(false));
}

/// Which of two values is taken back.
enum Side {
    Earlier,
    Later,
}

fn judge(scan: &Scan, from: usize, end: usize, next: usize, last: usize) -> Option<Side> {
    let text = scan.text;
    let mark = |at: usize| text.kind(at) == Some(Kind::Mark);
    if next < end || next - end > REACH {
        return None;
    }
    if instead(scan, end, next) {
        return Some(Side::Later);
    }
    if instead_before(scan, from) {
        return Some(Side::Earlier);
    }
    let between = end..next;
    if let Some(no) = between.clone().rev().find(|at| text.word(*at) == "nao") {
        let bare = (no + 1..next).all(|at| lead(scan, at));
        let apart = mark(no + 1);
        let marked = no > end && (end..no).any(|at| mark(at) || text.word(at) == "e");
        if bare && !apart && marked && !refused_after(scan, last) {
            return Some(Side::Later);
        }
        let refused = (no..next).rev().find(|at| text.at(*at, Class::Refusal).is_some());
        let parted = |at: usize| {
            mark(at) || [Class::But, Class::Only].iter().any(|c| text.at(at, *c).is_some())
        };
        if refused.is_some_and(|at| !(at + 1..next).any(parted)) {
            return (no > end && mark(no - 1)).then_some(Side::Later);
        }
        let refusal = (end..no).all(|at| mark(at) || lead(scan, at));
        let slips = (no..next).all(|at| mark(at) || slip(scan, at) || lead(scan, at));
        if refusal && slips {
            return Some(Side::Earlier);
        }
    }
    let slipped = between.clone().any(|at| text.at(at, Class::Slip).is_some());
    if slipped && between.clone().all(|at| mark(at) || slip(scan, at) || lead(scan, at)) {
        return Some(Side::Earlier);
    }
    let replaced = between.clone().any(|at| mark(at) || text.at(at, Class::But).is_some());
    let replaced = replaced || named_anew(scan, from, end);
    let close = between.clone().all(|at| mark(at) || slip(scan, at) || lead(scan, at));
    (denied(scan, from) && replaced && close).then_some(Side::Earlier)
}

/// True where the word leads to a value and says nothing more.
fn lead(scan: &Scan, at: usize) -> bool {
    scan.text.at(at, Class::ValueLead).is_some() || !scan.is_free(at, at + 1)
}

fn slip(scan: &Scan, at: usize) -> bool {
    let text = scan.text;
    let classes = [Class::Slip, Class::Refusal, Class::But, Class::Negation];
    classes.iter().any(|class| text.at(at, *class).is_some())
        || (at.saturating_sub(3)..at)
            .any(|near| text.at(near, Class::Slip).is_some_and(|end| end > at))
}

/// "Não é 300", "não consigo pagar 300": the value is denied where it stands.
fn denied(scan: &Scan, from: usize) -> bool {
    let text = scan.text;
    for before in (from.saturating_sub(6)..from).rev() {
        if text.word(before) == "nao" {
            return true;
        }
        let refuses = text.at(before, Class::Refusal).is_some();
        if !refuses && !lead(scan, before) || text.kind(before) == Some(Kind::Mark) {
            return false;
        }
    }
    false
}

/// "Não é 300 é 280": the same verb names the value anew.
fn named_anew(scan: &Scan, from: usize, end: usize) -> bool {
    let is = |at: usize| matches!(scan.text.word(at), "e" | "eh" | "era" | "sao" | "foi");
    let said = (from.saturating_sub(3)..from).any(|at| scan.text.word(at) == "nao" && is(at + 1));
    said && is(end)
}

/// "…, não dá": the later value is refused itself, so it replaces nothing.
fn refused_after(scan: &Scan, last: usize) -> bool {
    scan.text.word(last) == "nao"
}

/// "Dia 20 em vez do dia 15".
fn instead(scan: &Scan, end: usize, next: usize) -> bool {
    (end..next).any(|at| scan.text.at(at, Class::Instead).is_some_and(|after| after <= next))
}

/// "Em vez do dia 15, dia 20".
fn instead_before(scan: &Scan, from: usize) -> bool {
    (from.saturating_sub(5)..from).any(|at| {
        let end = scan.text.at(at, Class::Instead);
        end.is_some_and(|end| (end..from).all(|at| lead(scan, at)))
    })
}

/// Values of one sort correct each other.
fn sort(value: &Value) -> u8 {
    match value {
        Value::Money { .. } => 0,
        Value::Date { .. } => 1,
        Value::Count(_) => 2,
        Value::Percent(_) => 3,
        Value::Duration { .. } => 4,
        Value::Time { .. } => 5,
        Value::Document(_) => 6,
        Value::Phone(_) => 7,
        Value::Digits(_) => 8,
        Value::DayMonth { .. } => 9,
        Value::DayOfMonth(_) => 10,
    }
}
