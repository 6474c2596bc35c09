//! The pre-contact gate: may we be the first to write about this debt, and if not, why.
//!
//! Ten checks, always all of them and always in the same order, each with a coded reason and the
//! values behind it; the words are in `locales/<locale>/gate.ftl`. Whatever failed or is unknown
//! means no contact. Hours, frequency and addresses are conduct's business, not the gate's.
//!
//! To add a check: a variant of [`Check`] at its place, its [`Why`], its line in [`gate`] and its
//! words.

use chrono::{Datelike, NaiveDate};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::invoice::{Invoice, InvoiceStatus};
use super::party::{Creditor, Customer};
use crate::domain::calendar::{Calendar, add_months};
use crate::domain::money::Money;

/// Months after which a debt is too old to be collected (CC art. 206, § 5, I).
const PRESCRIPTION_MONTHS: u32 = 60;

/// One thing that must be true before we write first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// The invoice was sent to the customer.
    Sent,
    /// It says everything that a customer needs to recognise it.
    Complete,
    /// Its sum is the contract's.
    MatchesContract,
    /// It is at least one day late, counted from the adjusted due date.
    Overdue,
    /// What is left of it is worth writing about.
    AboveTolerance,
    /// It was not paid.
    NotPaid,
    /// It is neither contested nor cancelled.
    NotDisputed,
    /// It is younger than five years.
    NotPrescribed,
    /// Nothing holds the debt or the customer back.
    NoHold,
    /// The customer did not ask for silence.
    NoOptOut,
}

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is true.
    Passed,
    /// It is not true.
    Failed(Why),
    /// Nobody knows, so it counts as not true.
    Unknown(Why),
}

/// Why a check did not pass.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Why {
    /// There is no evidence that the invoice was sent.
    NoEvidenceOfSending,
    /// The day of sending lies ahead.
    SentLater {
        /// That day.
        on: NaiveDate,
    },
    /// Something that an invoice must say is missing.
    Incomplete {
        /// The missing fields, by their names in the portfolio.
        missing: Vec<&'static str>,
    },
    /// What the contract says is not known.
    NoContractAmount,
    /// The invoice asks for another sum than the contract.
    DiffersFromContract {
        /// The sum billed.
        billed: Money,
        /// The sum of the contract.
        contract: Money,
    },
    /// The due date, moved to a banking day, did not pass yet.
    NotOverdue {
        /// The first day on which it is late.
        late_from: NaiveDate,
    },
    /// What is left is too small.
    WithinTolerance {
        /// What is left of the principal.
        left: Money,
        /// Up to which nobody is contacted.
        tolerance: Money,
    },
    /// It was paid.
    Paid {
        /// The day, where known.
        #[serde(skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    /// All of it was received, though it is not marked paid.
    PaidUnreconciled {
        /// The sum received.
        received: Money,
    },
    /// The customer contests it.
    Disputed,
    /// It is no longer owed.
    Cancelled,
    /// It is too old to be collected.
    Prescribed {
        /// The first day on which it may no longer be collected.
        since: NaiveDate,
    },
    /// The debt is held.
    InvoiceHeld {
        /// The reason on file.
        reason: String,
    },
    /// The customer is held.
    CustomerHeld {
        /// The reason on file.
        reason: String,
    },
    /// The customer asked not to be written to.
    OptedOut,
}

/// A value that explains a reason, for whoever writes it in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// A sum.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// Words from data.
    Text(String),
}

/// The whole gate of one debt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Every check in order, with its outcome.
    pub checks: Vec<(Check, Outcome)>,
}

/// Passes a debt through every check, as of a day in the customer's time zone.
///
/// `tolerance` is the largest sum about which nobody is contacted.
pub fn gate(
    invoice: &Invoice,
    customer: &Customer,
    creditor: &Creditor,
    calendar: &Calendar,
    tolerance: Money,
    today: NaiveDate,
) -> Gate {
    let checks = vec![
        (Check::Sent, sent(invoice, today)),
        (Check::Complete, complete(invoice, customer, creditor)),
        (Check::MatchesContract, matches_contract(invoice)),
        (Check::Overdue, failed_or_passed(not_overdue(invoice, calendar, today))),
        (Check::AboveTolerance, above_tolerance(invoice, tolerance)),
        (Check::NotPaid, failed_or_passed(paid(invoice))),
        (Check::NotDisputed, failed_or_passed(not_owed(invoice))),
        (Check::NotPrescribed, failed_or_passed(prescribed(invoice, today))),
        (Check::NoHold, failed_or_passed(held(invoice, customer))),
        (Check::NoOptOut, failed_or_passed(customer.opted_out.then_some(Why::OptedOut))),
    ];
    Gate { checks }
}

/// Says whether a debt may be shown to a verified customer who wrote first.
///
/// Less than the gate asks for: an invoice without evidence of sending may be shown to whoever
/// asks for it, one that is paid, contested, held, too old or known to be wrong may not.
///
/// # Errors
/// The first reason against it.
pub fn presentable(
    invoice: &Invoice,
    customer: &Customer,
    calendar: &Calendar,
    today: NaiveDate,
) -> Result<(), Why> {
    let contract = match matches_contract(invoice) {
        Outcome::Failed(why) => Some(why),
        Outcome::Passed | Outcome::Unknown(_) => None,
    };
    paid(invoice)
        .or_else(|| not_owed(invoice))
        .or_else(|| prescribed(invoice, today))
        .or_else(|| held(invoice, customer))
        .or(contract)
        .or_else(|| not_overdue(invoice, calendar, today))
        .map_or(Ok(()), Err)
}

/// The first day on which a debt may no longer be collected: five years after it was due.
///
/// # Examples
/// ```
/// use combinado::domain::debt::gate::prescribed_from;
/// let day = |text: &str| text.parse().expect("a date");
/// assert_eq!(prescribed_from(day("2021-11-22")), day("2026-11-22"));
/// assert_eq!(prescribed_from(day("2024-02-29")), day("2029-02-28"));
/// ```
pub fn prescribed_from(due_on: NaiveDate) -> NaiveDate {
    add_months(due_on, PRESCRIPTION_MONTHS, due_on.day())
}

impl Gate {
    /// True where every check passed.
    pub fn may_contact(&self) -> bool {
        self.blocked_by().next().is_none()
    }

    /// The checks that did not pass, in order, each with its reason.
    pub fn blocked_by(&self) -> impl Iterator<Item = (Check, &Why)> {
        self.checks.iter().filter_map(|(check, outcome)| Some((*check, outcome.why()?)))
    }

    /// How one check came out.
    pub fn outcome(&self, check: Check) -> Option<&Outcome> {
        self.checks.iter().find(|(each, _)| *each == check).map(|(_, outcome)| outcome)
    }
}

impl Check {
    /// The code of machine output; `gate-check-…` in the texts, with hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Complete => "complete",
            Self::MatchesContract => "matches_contract",
            Self::Overdue => "overdue",
            Self::AboveTolerance => "above_tolerance",
            Self::NotPaid => "not_paid",
            Self::NotDisputed => "not_disputed",
            Self::NotPrescribed => "not_prescribed",
            Self::NoHold => "no_hold",
            Self::NoOptOut => "no_opt_out",
        }
    }
}

impl Outcome {
    /// The code of machine output.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed(_) => "failed",
            Self::Unknown(_) => "unknown",
        }
    }

    /// The reason, where the check did not pass.
    pub const fn why(&self) -> Option<&Why> {
        match self {
            Self::Passed => None,
            Self::Failed(why) | Self::Unknown(why) => Some(why),
        }
    }
}

impl Why {
    /// The stable code; its words are under `gate-<code>`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoEvidenceOfSending => "no-evidence-of-sending",
            Self::SentLater { .. } => "sent-later",
            Self::Incomplete { .. } => "incomplete",
            Self::NoContractAmount => "no-contract-amount",
            Self::DiffersFromContract { .. } => "differs-from-contract",
            Self::NotOverdue { .. } => "not-overdue",
            Self::WithinTolerance { .. } => "within-tolerance",
            Self::Paid { .. } => "paid",
            Self::PaidUnreconciled { .. } => "paid-unreconciled",
            Self::Disputed => "disputed",
            Self::Cancelled => "cancelled",
            Self::Prescribed { .. } => "prescribed",
            Self::InvoiceHeld { .. } => "invoice-held",
            Self::CustomerHeld { .. } => "customer-held",
            Self::OptedOut => "opted-out",
        }
    }

    /// The values that its words name.
    pub fn evidence(&self) -> Vec<(&'static str, Evidence)> {
        match self {
            Self::NoEvidenceOfSending
            | Self::NoContractAmount
            | Self::Paid { .. }
            | Self::Disputed
            | Self::Cancelled
            | Self::OptedOut => Vec::new(),
            Self::SentLater { on } => vec![("on", Evidence::Date(*on))],
            Self::Incomplete { missing } => {
                vec![("missing", Evidence::Text(missing.join(", ")))]
            }
            Self::DiffersFromContract { billed, contract } => {
                vec![("billed", Evidence::Money(*billed)), ("contract", Evidence::Money(*contract))]
            }
            Self::NotOverdue { late_from } => vec![("late_from", Evidence::Date(*late_from))],
            Self::WithinTolerance { left, tolerance } => {
                vec![("left", Evidence::Money(*left)), ("tolerance", Evidence::Money(*tolerance))]
            }
            Self::PaidUnreconciled { received } => vec![("received", Evidence::Money(*received))],
            Self::Prescribed { since } => vec![("since", Evidence::Date(*since))],
            Self::InvoiceHeld { reason } | Self::CustomerHeld { reason } => {
                vec![("reason", Evidence::Text(reason.clone()))]
            }
        }
    }
}

impl Serialize for Gate {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Line<'a> {
            check: Check,
            outcome: &'static str,
            #[serde(flatten)]
            why: Option<&'a Why>,
        }
        let line = |(check, outcome): &'_ (Check, Outcome)| (*check, outcome.as_str());
        let lines: Vec<Line> = self
            .checks
            .iter()
            .map(|each| (line(each), each.1.why()))
            .map(|((check, outcome), why)| Line { check, outcome, why })
            .collect();
        let mut gate = to.serialize_struct("Gate", 2)?;
        gate.serialize_field("may_contact", &self.may_contact())?;
        gate.serialize_field("checks", &lines)?;
        gate.end()
    }
}

fn sent(invoice: &Invoice, today: NaiveDate) -> Outcome {
    match invoice.sent_on {
        None => Outcome::Unknown(Why::NoEvidenceOfSending),
        Some(on) if on > today => Outcome::Failed(Why::SentLater { on }),
        Some(_) => Outcome::Passed,
    }
}

fn complete(invoice: &Invoice, customer: &Customer, creditor: &Creditor) -> Outcome {
    let absent = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
    let unidentified = customer.document.is_none() && customer.birth_date.is_none();
    let fields = [
        ("product", absent(&invoice.product) && absent(&invoice.contract)),
        ("issued_on", invoice.issued_on.is_none()),
        ("amount", !invoice.amount.is_positive()),
        ("document", unidentified),
        ("creditor_address", creditor.address.trim().is_empty()),
    ];
    let missing: Vec<&str> =
        fields.iter().filter(|(_, gone)| *gone).map(|(name, _)| *name).collect();
    if missing.is_empty() { Outcome::Passed } else { Outcome::Failed(Why::Incomplete { missing }) }
}

fn matches_contract(invoice: &Invoice) -> Outcome {
    let billed = invoice.amount;
    match invoice.contract_amount {
        None => Outcome::Unknown(Why::NoContractAmount),
        Some(contract) if contract != billed => {
            Outcome::Failed(Why::DiffersFromContract { billed, contract })
        }
        Some(_) => Outcome::Passed,
    }
}

fn not_overdue(invoice: &Invoice, calendar: &Calendar, today: NaiveDate) -> Option<Why> {
    let due = calendar.next_banking_day(invoice.due_on);
    (today <= due).then(|| Why::NotOverdue { late_from: due.succ_opt().unwrap_or(due) })
}

fn above_tolerance(invoice: &Invoice, tolerance: Money) -> Outcome {
    let left = invoice.amount.less(invoice.paid);
    if left > tolerance {
        Outcome::Passed
    } else {
        Outcome::Failed(Why::WithinTolerance { left, tolerance })
    }
}

fn paid(invoice: &Invoice) -> Option<Why> {
    match invoice.status {
        InvoiceStatus::Paid { on } => Some(Why::Paid { on }),
        InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed => {
            let received = invoice.paid;
            let all = received.is_positive() && received >= invoice.amount;
            all.then_some(Why::PaidUnreconciled { received })
        }
    }
}

fn not_owed(invoice: &Invoice) -> Option<Why> {
    match invoice.status {
        InvoiceStatus::Open | InvoiceStatus::Paid { .. } => None,
        InvoiceStatus::Cancelled => Some(Why::Cancelled),
        InvoiceStatus::Disputed => Some(Why::Disputed),
    }
}

fn prescribed(invoice: &Invoice, today: NaiveDate) -> Option<Why> {
    let since = prescribed_from(invoice.due_on);
    (today >= since).then_some(Why::Prescribed { since })
}

fn held(invoice: &Invoice, customer: &Customer) -> Option<Why> {
    let invoice = invoice.hold.clone().map(|reason| Why::InvoiceHeld { reason });
    invoice.or_else(|| customer.hold.clone().map(|reason| Why::CustomerHeld { reason }))
}

fn failed_or_passed(why: Option<Why>) -> Outcome {
    why.map_or(Outcome::Passed, Outcome::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::debt::late::LateTerms;
    use crate::domain::money::Rate;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn creditor() -> Creditor {
        Creditor {
            id: "aurora".into(),
            trade_name: "Lojas Aurora".into(),
            legal_name: "Aurora Ltda.".into(),
            cnpj: "11.222.333/0001-81".parse().expect("a CNPJ"),
            address: "Rua das Acácias, 100, Campinas/SP".into(),
            city: "Campinas".into(),
            phone: "+551130000000".parse().expect("a phone"),
            site: "https://aurora.example".into(),
            pix_key: "39580525000189".parse().expect("a key"),
            late_terms: LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true),
            lists_in_credit_bureau: false,
            suspends_after_days: None,
            policy: "standard".into(),
            language: None,
        }
    }

    fn customer() -> Customer {
        Customer {
            id: "C1".into(),
            creditor: "aurora".into(),
            name: "Maria".parse().expect("a name"),
            document: Some("12345678909".parse().expect("a CPF")),
            birth_date: None,
            phone: None,
            email: None,
            uf: None,
            opt_in_on: None,
            late_12m: None,
            broken_agreements: 0,
            opted_out: false,
            hold: None,
            language: None,
        }
    }

    fn invoice() -> Invoice {
        Invoice {
            id: "F1".into(),
            contract: None,
            product: Some("Sofá".into()),
            issued_on: Some(day("2026-09-20")),
            sent_on: Some(day("2026-09-21")),
            due_on: day("2026-10-09"),
            amount: Money::reais(350),
            contract_amount: Some(Money::reais(350)),
            boleto_line: None,
            status: InvoiceStatus::Open,
            paid: Money::ZERO,
            hold: None,
        }
    }

    fn pass(invoice: &Invoice, customer: &Customer, today: &str) -> Gate {
        let calendar = Calendar::brazil();
        gate(invoice, customer, &creditor(), &calendar, Money::reais(20), day(today))
    }

    fn codes(gate: &Gate) -> Vec<(Check, &'static str, &'static str)> {
        let line = |(check, outcome): &(Check, Outcome)| {
            Some((*check, outcome.as_str(), outcome.why()?.code()))
        };
        gate.checks.iter().filter_map(line).collect()
    }

    #[test]
    fn a_debt_in_order_may_be_written_about() {
        let gate = pass(&invoice(), &customer(), "2026-11-23");

        assert!(gate.may_contact());
        assert_eq!(gate.checks.len(), 10);
        assert_eq!(gate.outcome(Check::NoHold), Some(&Outcome::Passed));
        let calendar = Calendar::brazil();
        assert_eq!(presentable(&invoice(), &customer(), &calendar, day("2026-11-23")), Ok(()));
    }

    #[test]
    fn what_nobody_knows_blocks_contact_but_not_an_answer() {
        let invoice = Invoice { sent_on: None, contract_amount: None, ..invoice() };

        let gate = pass(&invoice, &customer(), "2026-11-23");

        assert_eq!(
            codes(&gate),
            [
                (Check::Sent, "unknown", "no-evidence-of-sending"),
                (Check::MatchesContract, "unknown", "no-contract-amount"),
            ]
        );
        let calendar = Calendar::brazil();
        assert_eq!(presentable(&invoice, &customer(), &calendar, day("2026-11-23")), Ok(()));
    }

    #[test]
    fn every_reason_is_told_at_once_and_in_order() {
        let invoice = Invoice {
            sent_on: Some(day("2026-12-01")),
            product: Some(" ".into()),
            issued_on: None,
            due_on: day("2021-11-23"),
            amount: Money::reais(20),
            contract_amount: Some(Money::reais(19)),
            status: InvoiceStatus::Disputed,
            hold: Some("ação judicial".into()),
            ..invoice()
        };
        let customer = Customer { document: None, opted_out: true, ..customer() };

        let gate = pass(&invoice, &customer, "2026-11-23");

        let expected = [
            (Check::Sent, "failed", "sent-later"),
            (Check::Complete, "failed", "incomplete"),
            (Check::MatchesContract, "failed", "differs-from-contract"),
            (Check::AboveTolerance, "failed", "within-tolerance"),
            (Check::NotDisputed, "failed", "disputed"),
            (Check::NotPrescribed, "failed", "prescribed"),
            (Check::NoHold, "failed", "invoice-held"),
            (Check::NoOptOut, "failed", "opted-out"),
        ];
        assert_eq!(codes(&gate), expected);
    }

    #[test]
    fn a_day_late_counts_from_the_adjusted_due_date() {
        let saturday = Invoice { due_on: day("2026-11-21"), ..invoice() };

        for (today, late) in [("2026-11-22", false), ("2026-11-23", false), ("2026-11-24", true)] {
            let gate = pass(&saturday, &customer(), today);
            assert_eq!(gate.may_contact(), late, "{today}");
        }
        let why = Why::NotOverdue { late_from: day("2026-11-24") };
        let gate = pass(&saturday, &customer(), "2026-11-23");
        assert_eq!(gate.blocked_by().collect::<Vec<_>>(), [(Check::Overdue, &why)]);
    }

    #[test]
    fn five_years_block_from_the_same_day_on() {
        let old = Invoice { due_on: day("2021-11-23"), ..invoice() };

        assert!(pass(&old, &customer(), "2026-11-22").may_contact());
        assert!(!pass(&old, &customer(), "2026-11-23").may_contact());
    }

    #[test]
    fn money_received_in_full_is_no_longer_asked_for() {
        let calendar = Calendar::brazil();
        let today = day("2026-11-23");
        let received = Invoice { paid: Money::reais(350), ..invoice() };
        let paid = Invoice { status: InvoiceStatus::Paid { on: None }, ..invoice() };
        let cancelled = Invoice { status: InvoiceStatus::Cancelled, ..invoice() };

        for (invoice, code) in
            [(received, "paid-unreconciled"), (paid, "paid"), (cancelled, "cancelled")]
        {
            let shown = presentable(&invoice, &customer(), &calendar, today);
            assert_eq!(shown.map_err(|why| why.code()), Err(code));
            assert!(!pass(&invoice, &customer(), "2026-11-23").may_contact());
        }
    }

    #[test]
    fn machine_output_names_each_check() {
        let sued = Customer { hold: Some("óbito".into()), ..customer() };

        let json = serde_json::to_value(pass(&invoice(), &sued, "2026-11-23")).expect("JSON");

        assert_eq!(json["may_contact"], false);
        assert_eq!(json["checks"][0], serde_json::json!({"check": "sent", "outcome": "passed"}));
        let hold = serde_json::json!({
            "check": "no_hold", "outcome": "failed", "code": "customer-held", "reason": "óbito"
        });
        assert_eq!(json["checks"][8], hold);
    }
}
