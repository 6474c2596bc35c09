//! Rights over personal data (LGPD art. 18 to 20): each written down, with protocol and deadline.

use super::requests::{self, told};
use crate::domain::dialogue::effect::HandoffReason;
use crate::domain::dialogue::matter::RequestKind;
use crate::domain::dialogue::state::{Identity, Requested};
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::Walk;

/// Who answers such requests.
const DESK: (HandoffReason, &str) = (HandoffReason::Privacy, "privacy");

/// A copy of the own data: in short at once, whole within the deadline (LGPD art. 19).
pub fn access(walk: &mut Walk<'_>) {
    let Some(made) = open(walk, RequestKind::Access) else { return };
    walk.say(told("privacy-access", &made));
    let customer = &walk.facts.customer;
    let yes_or_no = |there: bool| Value::Text(if there { "yes" } else { "no" }.to_owned());
    let held = Part::new("privacy-held")
        .with("document", yes_or_no(customer.document.is_some()))
        .with("birth", yes_or_no(customer.birth_date.is_some()))
        .with("phone", yes_or_no(customer.phone.is_some()))
        .with("email", yes_or_no(customer.email.is_some()))
        .with("bills", yes_or_no(!walk.facts.invoices.is_empty()))
        .with("creditor", Value::Text(walk.facts.creditor.trade_name.clone()));
    walk.say(held);
}

/// Deletion: what the law lets go goes, what it keeps is told.
pub fn erasure(walk: &mut Walk<'_>) {
    say(walk, RequestKind::Erasure, "privacy-erasure");
}

/// Correction: what is wrong is asked for afterwards.
pub fn correction(walk: &mut Walk<'_>) {
    say(walk, RequestKind::Correction, "privacy-correction");
}

/// Where the data came from: told to anybody; written down for whoever proved who they are.
pub fn source(walk: &mut Walk<'_>) {
    walk.say_generic("privacy-source");
    if walk.state.identity == Identity::Verified {
        say(walk, RequestKind::Source, "privacy-source-asked");
    }
}

/// A person's look at what rules decided.
pub fn review(walk: &mut Walk<'_>) {
    say(walk, RequestKind::Review, "privacy-review");
}

fn say(walk: &mut Walk<'_>, kind: RequestKind, key: &str) {
    if let Some(made) = open(walk, kind) {
        let creditor = Value::Text(walk.facts.creditor.trade_name.clone());
        walk.say(told(key, &made).with("creditor", creditor));
    }
}

fn open(walk: &mut Walk<'_>, kind: RequestKind) -> Option<Requested> {
    let by = requests::privacy_deadline(walk);
    requests::refer(walk, kind, DESK, by)
}
