//! The words a flow file may use and the texts the steps themselves speak.
//!
//! Each text is listed with the variables it is given; `check` holds every locale to this list.

use std::collections::{BTreeMap, BTreeSet};

use super::misses::ASKABLE;

/// The kinds of steps.
pub const KINDS: [&str; 23] = [
    "say", "ask", "decide", "identify", "debts", "offer", "confirm", "pay", "resend", "promise",
    "pause", "status", "undo", "due_date", "callback", "back", "act", "tell", "dispute", "claim",
    "note", "handoff", "end",
];

/// What every text named by a flow file may say; none of it tells of a debt.
const GENERIC: [&str; 13] = [
    "bureau",
    "name",
    "creditor",
    "legal_name",
    "cnpj",
    "site",
    "phone",
    "opens",
    "protocol",
    "until",
    "code",
    "reason",
    "matter",
];

const PLAN: &[&str] = &["number", "count", "instalment", "last", "first_due", "total"];
const PLAN_DOWN: &[&str] =
    &["number", "down", "down_due", "count", "instalment", "last", "first_due", "total"];
const RECAP: &[&str] = &["total", "count", "instalment", "last"];
const RECAP_DOWN: &[&str] = &["total", "down", "down_due", "count", "instalment", "last"];

const STATUS: &[&str] = &["total", "count", "received", "left", "next", "due"];
const DUE_DATE: &[&str] = &["amount", "due", "until"];
const MOVED: &[&str] = &["amount", "from", "to", "dates"];
const BREAKDOWN: &[&str] =
    &["product", "due_on", "days", "fine_rate", "rate", "principal", "fine", "interest", "total"];
const GROWTH: &[&str] = &["today", "tomorrow", "later", "rate"];
const PAPER: &[&str] = &["protocol", "customer", "legal_name", "cnpj", "today"];
const PAID: &[&str] = &["product", "due_on", "amount", "dated", "on"];

/// The texts that steps speak by themselves, with their variables.
const FIXED: &[(&str, &[&str])] = &[
    ("open-noted", &[]),
    ("open-care", &[]),
    ("identify-cpf", &["creditor"]),
    ("identify-cpf-or-birth", &["creditor"]),
    ("identify-birth", &["creditor"]),
    ("identify-noted", &[]),
    ("identify-wrong", &["left"]),
    ("debt-card", &["product", "due_on", "principal", "fine", "interest", "total"]),
    ("debt-card-plain", &["due_on", "principal", "fine", "interest", "total"]),
    ("debts-intro", &["count"]),
    ("debt-line", &["number", "product", "due_on", "principal", "fine", "interest", "total"]),
    ("debt-line-plain", &["number", "due_on", "principal", "fine", "interest", "total"]),
    ("debts-total", &["principal", "fine", "interest", "total"]),
    ("debts-which", &[]),
    ("debts-which-one", &[]),
    ("offer-two", &[]),
    ("offer-one", &[]),
    ("offer-conceded", &[]),
    ("offer-again", &[]),
    ("offer-better", &[]),
    ("offer-cash", &["number", "total", "due", "waived"]),
    ("offer-cash-whole", &["number", "total", "due"]),
    ("offer-plan", PLAN),
    ("offer-plan-even", PLAN),
    ("offer-plan-down", PLAN_DOWN),
    ("offer-plan-down-even", PLAN_DOWN),
    ("offer-plan-rate", &["rate", "cet"]),
    ("offer-which", &["valid_until"]),
    ("offer-take-it", &["valid_until"]),
    ("offer-unclear", &[]),
    ("offer-what-fits", &[]),
    ("offer-thinking", &["valid_until"]),
    ("counter-limit-first-date", &[]),
    ("counter-limit-count", &[]),
    ("counter-limit-down-payment", &[]),
    ("counter-limit-instalment", &[]),
    ("counter-limit-total", &[]),
    ("counter-limit-no-down", &[]),
    ("counter-limit-income", &[]),
    ("offer-no-down", &[]),
    ("counter-limit-other", &[]),
    ("recap-cash", &["total", "due"]),
    ("recap-plan", RECAP),
    ("recap-plan-even", RECAP),
    ("recap-plan-down", RECAP_DOWN),
    ("recap-plan-down-even", RECAP_DOWN),
    ("recap-days", &["dates"]),
    ("recap-span", &["first_due", "last_due"]),
    ("recap-waived", &["waived", "owed"]),
    ("recap-break", &["days", "owed"]),
    ("recap-ask", &[]),
    ("recap-explicit", &[]),
    ("recap-expired", &[]),
    ("agreement-recorded", &["protocol"]),
    ("pay-ready", &["amount", "due", "legal_name", "cnpj"]),
    ("pay-waiting", &[]),
    ("resend-boleto", &["due_on", "amount", "total"]),
    ("resend-pix-only", &["due_on", "amount", "total"]),
    ("promise-ask-date", &["until"]),
    ("promise-too-far", &["until"]),
    ("promise-past", &["until"]),
    ("promise-recap", &["amount", "due", "left"]),
    ("promise-recap-part", &["amount", "due", "left"]),
    ("promise-recorded", &["amount", "due"]),
    ("pause-offer", &["until"]),
    ("pause-done", &["until"]),
    ("agreement-status", STATUS),
    ("agreement-status-late", STATUS),
    ("agreement-status-cash", STATUS),
    ("agreement-status-cash-late", STATUS),
    ("payoff-whole", &[]),
    ("undo-recap", &["total", "owed"]),
    ("undo-ask", &[]),
    ("undo-explicit", &[]),
    ("undo-kept", &[]),
    ("agreement-undone", &["protocol"]),
    ("due-date-ask", DUE_DATE),
    ("due-date-which", DUE_DATE),
    ("due-date-too-far", DUE_DATE),
    ("due-date-past", DUE_DATE),
    ("due-date-same", DUE_DATE),
    ("due-date-recap", MOVED),
    ("due-date-recap-only", MOVED),
    ("due-date-recap-all", MOVED),
    ("due-date-confirm", &[]),
    ("due-date-explicit", &[]),
    ("due-date-moved", &["amount", "due"]),
    ("due-date-kept", &[]),
    ("promise-moving", &["until"]),
    ("promise-which-day", &["until"]),
    ("promise-closed-day", &[]),
    ("others-open", &[]),
    ("payment-over", &["over", "opens"]),
    ("payment-over-little", &["over"]),
    ("unclear-human", &[]),
    ("dispute-understood", &["kind"]),
    ("dispute-debt", &["product", "due_on"]),
    ("dispute-debt-plain", &["due_on"]),
    ("dispute-stopped", &["scope", "protocol", "opens"]),
    ("dispute-which", &[]),
    ("dispute-already", &["protocol"]),
    ("note-words", &["protocol"]),
    ("note-file", &["protocol"]),
    ("note-nothing", &["protocol"]),
    ("note-question", &["protocol", "opens"]),
    ("refusing-calm", &[]),
    ("breakdown", BREAKDOWN),
    ("breakdown-plain", BREAKDOWN),
    ("claim-which-day", &[]),
    ("claim-scheduled", &["on", "until"]),
    ("claim-unsure", &["until"]),
    ("payment-asked", &["protocol", "deadline"]),
    ("request-already", &["protocol", "deadline"]),
    ("receipt-head", PAPER),
    ("receipt-agreement", &["amount", "on", "protocol"]),
    ("receipt-payment", &["amount", "on", "product"]),
    ("receipt-invoice", PAID),
    ("receipt-invoice-plain", PAID),
    ("receipt-none", &[]),
    ("discharge-head", PAPER),
    ("discharge-line", PAID),
    ("discharge-line-plain", PAID),
    ("discharge-left", &["left"]),
    ("discharge-left-agreed", &["left", "count"]),
    ("discharge-not-yet", &["left"]),
    ("discharge-not-yet-agreed", &["left", "count"]),
    ("discharge-nothing", &[]),
    ("contract-asked", &["protocol", "deadline"]),
    ("privacy-access", &["protocol", "deadline"]),
    ("privacy-held", &["creditor", "document", "birth", "phone", "email", "bills"]),
    ("privacy-erasure", &["protocol", "deadline", "creditor"]),
    ("privacy-correction", &["protocol", "deadline", "creditor"]),
    ("privacy-source-asked", &["protocol", "deadline", "creditor"]),
    ("privacy-review", &["protocol", "deadline", "creditor"]),
    ("consequences-growth", GROWTH),
    ("growth", GROWTH),
    ("refusing-numbers", GROWTH),
    ("growth-agreed", &["total", "left", "days"]),
    ("growth-nothing", &[]),
    ("removal", &["bureau", "creditor"]),
    ("removal-dated", &["until", "passed"]),
    ("service-suspended", &["days", "creditor"]),
    ("service-unknown", &["creditor"]),
    ("prescription", &["due_on", "years"]),
    ("prescription-plain", &["years"]),
    ("summary-matter", &["matter", "protocol"]),
    ("summary-check", &["code"]),
    ("summary-why", &["reason", "identity"]),
    ("summary-late", &["reason"]),
    ("summary-owed", &["count", "total", "days"]),
    ("summary-agreed", &["total", "received"]),
    ("summary-offers", &["made", "total", "count"]),
    ("handoff-waiting", &["opens", "from", "to"]),
    ("proof-received", &["opens"]),
    ("payment-received", &["amount"]),
    ("payment-next", &["amount", "due"]),
    ("payment-partial", &["left"]),
    ("payment-settled", &["bureau"]),
    ("reminder-instalment", &["amount", "due"]),
    ("reminder-promise", &["amount", "due"]),
    ("promise-missed", &[]),
    ("agreement-broken", &["days"]),
    ("pause-over", &["name", "creditor"]),
    ("corrected", &[]),
    ("ask-code-again", &[]),
    ("ask-talk-again", &[]),
    ("nudge-rest", &[]),
    ("back-hello", &[]),
    ("carried-on", &[]),
    ("carried-agreed", &[]),
    ("tap-passed", &[]),
    ("back-debt", &["total"]),
    ("back-offers", &[]),
    ("back-offers-expired", &[]),
    ("back-confirm", &[]),
    ("callback-agreed", &["at", "from", "to"]),
    ("callback-nearest", &["at", "from", "to"]),
    ("callback-cancelled", &[]),
    ("handoff-file", &["opens", "from", "to"]),
    ("given-back", &[]),
    ("end-polite", &[]),
    ("creditor-footer", &["legal_name", "cnpj", "address"]),
];

/// The labels of choices that steps offer by themselves, with their variables.
const LABELS: &[(&str, &[&str])] = &[
    ("label-all-debts", &[]),
    ("label-one-debt", &["due_on"]),
    ("label-cash", &[]),
    ("label-plan", &["count"]),
    ("label-other-terms", &[]),
    ("label-human", &[]),
    ("label-confirm", &[]),
    ("label-change", &[]),
    ("label-yes", &[]),
    ("label-no", &[]),
    ("label-another-day", &[]),
    ("label-go-on", &[]),
    ("label-see-offers", &[]),
    ("label-want-code", &[]),
    ("label-talk", &[]),
    ("label-undo", &[]),
    ("label-keep", &[]),
    ("label-keep-date", &[]),
    ("label-continue", &[]),
    ("label-later", &[]),
    ("label-something-else", &[]),
    ("label-every-debt", &[]),
    ("label-that-is-all", &[]),
    ("label-unsure-day", &[]),
];

/// Every text that steps speak by themselves, labels included.
pub fn fixed_texts() -> BTreeMap<String, BTreeSet<String>> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let meanings = ASKABLE.iter().map(|(_, key)| ((*key).to_owned(), BTreeSet::new()));
    let own = FIXED.iter().chain(LABELS).map(|(key, names)| ((*key).to_owned(), owned(names)));
    own.chain(meanings).collect()
}

/// The labels among them.
pub fn fixed_labels() -> impl Iterator<Item = String> {
    let meanings = ASKABLE.iter().map(|(_, key)| (*key).to_owned());
    LABELS.iter().map(|(key, _)| (*key).to_owned()).chain(meanings)
}

/// Texts that steps speak by themselves and that may say what a flow's texts may.
pub const GENERIC_FIXED: [&str; 20] = [
    "handoff-broken",
    "unclear-blank",
    "did-you-mean",
    "did-you-mean-one",
    "language-spanish",
    "language-english",
    "media-audio",
    "media-file",
    "media-video",
    "media-sticker",
    "media-location",
    "media-contact",
    "media-edited",
    "media-other",
    "media-consent",
    "misread",
    "nudge",
    "callback-now",
    "consequences",
    "privacy-source",
];

/// What every text named by a flow file may say.
pub fn generic_variables() -> BTreeSet<String> {
    GENERIC.iter().map(|name| (*name).to_owned()).collect()
}
