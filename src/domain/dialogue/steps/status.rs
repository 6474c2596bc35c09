//! Tells where the agreements that are being paid stand: paid, next, left.

use crate::domain::debt::agreement::Agreement;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk};

/// Tells of each agreement that is being paid, the one due first before the others.
pub fn enter(walk: &mut Walk<'_>, shown: &str, none: &str) -> Next {
    let mut running: Vec<Agreement> = walk.facts.running().cloned().collect();
    running.sort_by_key(|agreement| agreement.next_open().map(|part| part.due));
    if running.is_empty() {
        return Next::Go(none.to_owned());
    }
    for agreement in &running {
        tell(walk, agreement);
    }
    Next::Go(shown.to_owned())
}

fn tell(walk: &mut Walk<'_>, agreement: &Agreement) {
    let Some(next) = agreement.next_open() else { return };
    let left = agreement.instalments.iter().map(crate::domain::debt::agreement::Instalment::left);
    let late = next.due < walk.today();
    let key = match (agreement.instalments.len(), late) {
        (1, false) => "agreement-status-cash",
        (1, true) => "agreement-status-cash-late",
        (_, false) => "agreement-status",
        (_, true) => "agreement-status-late",
    };
    let part = Part::new(key)
        .debt("total", Value::Money(agreement.total))
        .debt("count", Value::Count(i64::try_from(agreement.instalments.len()).unwrap_or(i64::MAX)))
        .debt("received", Value::Money(agreement.received()))
        .debt("left", Value::Money(left.sum()))
        .debt("next", Value::Money(next.left()))
        .debt("due", Value::Date(next.due));
    walk.say(part);
}
