//! What a text owes to the step that says it: values that it must show, words that it may tell apart.
//!
//! Whoever accepts terms has read them: a text that no longer shows the total, the first date or
//! the creditor's number would have them agree to less than they see. To add a text: its line here.

use super::matter::{About, DisputeKind, RequestKind};
use crate::domain::debt::reason::Reason;

/// The text that names the creditor below every message that tells of a debt (CDC art. 42-A).
pub const FOOTER: (&str, &[&str]) = ("creditor-footer", &["legal_name", "cnpj", "address"]);

/// Texts with the values that each must show, whoever words it and in every branch.
pub const SHOWN: &[(&str, &[&str])] = &[
    ("debt-card", &["product", "due_on", "principal", "fine", "interest", "total"]),
    ("debt-card-plain", &["due_on", "principal", "fine", "interest", "total"]),
    ("debt-line", &["number", "product", "due_on", "principal", "fine", "interest", "total"]),
    ("debt-line-plain", &["number", "due_on", "principal", "fine", "interest", "total"]),
    ("debts-total", &["principal", "fine", "interest", "total"]),
    ("breakdown", &["product", "due_on", "days", "principal", "fine", "interest", "total"]),
    ("breakdown-plain", &["due_on", "days", "principal", "fine", "interest", "total"]),
    ("offer-cash", &["number", "total", "due", "waived"]),
    ("offer-cash-whole", &["number", "total", "due"]),
    ("offer-plan", &["number", "count", "instalment", "last", "first_due", "total"]),
    ("offer-plan-even", &["number", "count", "instalment", "first_due", "total"]),
    (
        "offer-plan-down",
        &["number", "down", "down_due", "count", "instalment", "last", "first_due", "total"],
    ),
    (
        "offer-plan-down-even",
        &["number", "down", "down_due", "count", "instalment", "first_due", "total"],
    ),
    ("offer-plan-rate", &["rate", "cet"]),
    ("offer-which", &["valid_until"]),
    ("offer-take-it", &["valid_until"]),
    ("recap-cash", &["total", "due"]),
    ("recap-plan", &["total", "count", "instalment", "last"]),
    ("recap-plan-even", &["total", "count", "instalment"]),
    ("recap-plan-down", &["total", "down", "down_due", "count", "instalment", "last"]),
    ("recap-plan-down-even", &["total", "down", "down_due", "count", "instalment"]),
    ("recap-days", &["dates"]),
    ("recap-span", &["first_due", "last_due"]),
    ("recap-waived", &["waived", "owed"]),
    ("recap-break", &["days"]),
    ("agreement-recorded", &["protocol"]),
    ("agreement-undone", &["protocol"]),
    ("agreement-status", &["total", "received", "left", "next", "due"]),
    ("agreement-status-late", &["total", "received", "left", "next", "due"]),
    ("agreement-status-cash", &["next", "due"]),
    ("agreement-status-cash-late", &["next", "due"]),
    ("pay-ready", &["amount", "due", "legal_name", "cnpj"]),
    ("resend-boleto", &["due_on", "amount", "total"]),
    ("resend-pix-only", &["due_on", "amount", "total"]),
    ("promise-recap", &["amount", "due"]),
    ("promise-recap-part", &["amount", "due", "left"]),
    ("promise-recorded", &["amount", "due"]),
    ("pause-offer", &["until"]),
    ("pause-done", &["until"]),
    ("undo-recap", &["total", "owed"]),
    ("due-date-recap", &["amount", "from", "to"]),
    ("due-date-recap-only", &["amount", "from", "to"]),
    ("due-date-recap-all", &["amount", "from", "to", "dates"]),
    ("due-date-moved", &["amount", "due"]),
    ("payment-received", &["amount"]),
    ("payment-next", &["amount", "due"]),
    ("payment-partial", &["left"]),
    ("payment-over", &["over", "opens"]),
    ("reminder-instalment", &["amount", "due"]),
    ("reminder-promise", &["amount", "due"]),
    ("agreement-broken", &["days"]),
    ("dispute-stopped", &["protocol", "opens"]),
    ("claim-scheduled", &["on", "until"]),
    ("receipt-head", &["protocol", "customer", "legal_name", "cnpj", "today"]),
    ("discharge-head", &["protocol", "customer", "legal_name", "cnpj", "today"]),
    ("discharge-left", &["left"]),
    ("privacy-access", &["protocol", "deadline"]),
    ("privacy-erasure", &["protocol", "deadline"]),
    ("privacy-correction", &["protocol", "deadline"]),
    ("growth", &["today", "tomorrow", "later", "rate"]),
    ("callback-agreed", &["at"]),
    ("callback-nearest", &["at", "from", "to"]),
];

/// Every word that a variable of a text may be; none where it is no closed list.
pub fn codes(key: &str, variable: &str) -> Option<Vec<&'static str>> {
    if key.starts_with("summary-") {
        return None;
    }
    let reasons = || Reason::ALL.iter().map(|it| it.as_str()).chain(["untold"]);
    let disputes = || DisputeKind::ALL.into_iter().map(DisputeKind::as_str);
    match variable {
        "bureau" | "dated" | "passed" | "bills" | "document" | "birth" | "email" => {
            Some(vec!["yes", "no"])
        }
        "scope" => Some(vec!["part", "all"]),
        "reason" => Some(reasons().collect()),
        "kind" => Some(disputes().collect()),
        "matter" => {
            let requests = RequestKind::ALL.into_iter().map(About::Request);
            let others = requests.chain([About::PaidClaim]).map(About::as_str);
            Some(disputes().chain(others).chain(["none"]).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dialogue::vocabulary::fixed_texts;

    #[test]
    fn a_text_owes_only_what_it_is_given() {
        let given = fixed_texts();

        for (key, names) in SHOWN.iter().chain([&FOOTER]) {
            let own = given.get(*key).unwrap_or_else(|| unreachable!("{key} is no text of a step"));
            assert!(names.iter().all(|name| own.contains(*name)), "{key}: {names:?} of {own:?}");
        }
    }
}
