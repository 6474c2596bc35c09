//! Cases for the tests: one customer, some invoices, the shipped policy.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};

use super::{Authority, History, Offer, Policy, Request, Wishes};
use crate::domain::calendar::Calendar;
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::late::LateTerms;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::debt::reason::Reason;
use crate::domain::money::{Money, Rate};
use crate::domain::policy::negotiation::Negotiation;
use crate::domain::problem::Source;

/// The text of the shipped policy.
pub(super) const STANDARD: &str = include_str!("../../../policies/standard.toml");

static SHIPPED: LazyLock<Policy> = LazyLock::new(|| load(STANDARD));

/// The shipped policy.
pub(super) fn standard() -> &'static Policy {
    &SHIPPED
}

/// A policy that must be right.
pub(super) fn load(text: &str) -> Policy {
    Policy::load(&Source::new("policy.toml", text)).expect("a policy without problems")
}

/// Everything a request borrows.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub creditor: Creditor,
    pub customer: Customer,
    pub invoices: Vec<Invoice>,
    pub reason: Option<Reason>,
    pub authority: Authority,
    pub as_of: NaiveDate,
    pub calendar: Calendar,
    pub wishes: Wishes,
    pub negotiation: Negotiation,
    pub history: History,
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn money(text: &str) -> Money {
    text.parse().expect("a sum")
}

/// A debt due on Monday, 2 March 2026, seen so many days later.
pub(super) fn case(principal: &str, days: u64) -> Case {
    let due = day("2026-03-02");
    Case {
        creditor: creditor(),
        customer: customer(),
        invoices: vec![invoice("F-1", principal, due)],
        reason: None,
        authority: Authority::Bot,
        as_of: due + Days::new(days),
        calendar: Calendar::brazil(),
        wishes: Wishes::default(),
        negotiation: Negotiation::default(),
        history: History::default(),
    }
}

pub(super) fn invoice(id: &str, principal: &str, due_on: NaiveDate) -> Invoice {
    Invoice {
        id: id.to_owned(),
        contract: None,
        product: None,
        issued_on: None,
        sent_on: None,
        due_on,
        amount: money(principal),
        contract_amount: None,
        boleto_line: None,
        status: InvoiceStatus::Open,
        paid: Money::ZERO,
        hold: None,
    }
}

fn creditor() -> Creditor {
    Creditor {
        id: "aurora".to_owned(),
        trade_name: "Lojas Aurora".to_owned(),
        legal_name: "Aurora Ltda.".to_owned(),
        cnpj: "11.222.333/0001-81".parse().expect("a CNPJ"),
        address: "Rua das Acácias, 100, Centro, Campinas/SP, 13010-000".to_owned(),
        city: "Campinas".to_owned(),
        phone: "+551130000000".parse().expect("a phone"),
        site: "https://aurora.example".to_owned(),
        pix_key: "39580525000189".parse().expect("a key"),
        late_terms: LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true),
        lists_in_credit_bureau: false,
        suspends_after_days: None,
        policy: "standard".to_owned(),
        language: None,
    }
}

fn customer() -> Customer {
    Customer {
        id: "C-1".to_owned(),
        creditor: "aurora".to_owned(),
        name: "Maria Silva".parse().expect("a name"),
        document: None,
        birth_date: None,
        phone: None,
        email: None,
        uf: None,
        opt_in_on: None,
        late_12m: Some(2),
        broken_agreements: 0,
        opted_out: false,
        hold: None,
        language: None,
    }
}

impl Case {
    pub fn request(&self) -> Request<'_> {
        Request {
            creditor: &self.creditor,
            customer: &self.customer,
            invoices: &self.invoices,
            reason: self.reason,
            authority: self.authority,
            as_of: self.as_of,
            calendar: &self.calendar,
            wishes: &self.wishes,
            negotiation: &self.negotiation,
            history: &self.history,
        }
    }

    pub fn chronic(mut self) -> Self {
        self.customer.late_12m = Some(5);
        self
    }

    pub fn because(mut self, reason: Reason) -> Self {
        self.reason = Some(reason);
        self
    }

    pub fn asked_by(mut self, authority: Authority) -> Self {
        self.authority = authority;
        self
    }

    /// The same case as if so many concessions were made.
    pub fn after(mut self, moves: u32) -> Self {
        self.negotiation.moves = moves;
        self
    }

    /// Lets days pass.
    pub fn later(mut self, days: u64) -> Self {
        self.as_of = self.as_of + Days::new(days);
        self
    }
}

/// An offer in one line: sums and days of its payments.
pub(super) fn line(offer: &Offer) -> String {
    let down = offer.down_payment.map(|part| format!("{} on {} + ", part.amount, part.due));
    let parts: Vec<String> =
        offer.instalments.iter().map(|part| format!("{} on {}", part.amount, part.due)).collect();
    format!("{}{}", down.unwrap_or_default(), parts.join(", "))
}
