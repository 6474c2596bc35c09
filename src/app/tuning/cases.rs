//! Customers of ours as the simulator takes them: what they owe and for how long, and nothing of who
//! they are. Name, document, phone, birthday and products are those of the example.

use std::fmt::Write as _;

use chrono::{NaiveDate, TimeDelta};

use super::{Error, Refused};
use crate::app::App;
use crate::app::facts::day_in_brazil;
use crate::app::watch::seen;
use crate::domain::access::{Right, Who};
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::store::views::steps;
use crate::store::{conversation, creditor, invoice};

/// The customer of the example who lends them a face.
const FACE: &str = "A1001";

/// How many are offered.
const MOST: usize = 12;

/// How many conversations are looked at for them, the latest first.
const LOOKED: i64 = 40;

/// How many days ago a conversation may have changed.
const LATELY: i64 = 90;

/// The most invoices of one customer.
const INVOICES: usize = 20;

/// What a customer of ours owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The conversation that it is chosen by.
    pub id: String,
    /// The policy of their creditor.
    pub policy: String,
    /// How many invoices are overdue.
    pub invoices: usize,
    /// What they come to.
    pub owed: Money,
    /// For how many days the oldest is overdue.
    pub overdue: i64,
    /// The head of a transcript with such a customer.
    pub(super) head: String,
}

/// The latest customers with something overdue whom somebody sees.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn list(app: &App, who: &Who) -> Result<Vec<Case>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let since = app.clock.now() - TimeDelta::days(LATELY);
    let failed = |_| Error::from(Refused::Unknown);
    let mut talks = Vec::new();
    for (creditor, _) in seen(&app.db, who, None).await.map_err(failed)? {
        let own = steps::talks(&app.db, &creditor, since, LOOKED).await?;
        talks.extend(own.into_iter().map(|talk| (talk.changed_at, creditor.clone(), talk.id)));
    }
    talks.sort_unstable_by(|one, other| other.cmp(one));
    talks.truncate(usize::try_from(LOOKED).unwrap_or_default());
    let mut cases: Vec<Case> = Vec::new();
    for (_, creditor, id) in talks {
        let case = of(app, &creditor, &id).await?;
        // Who talked twice is met once.
        cases.extend(case.filter(|new| cases.iter().all(|it| it.head != new.head)));
        if cases.len() == MOST {
            break;
        }
    }
    Ok(cases)
}

/// The customer of a conversation; none where nothing of theirs is overdue, or somebody does not see it.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn find(app: &App, who: &Who, id: &str) -> Result<Option<Case>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let failed = |_| Error::from(Refused::Unknown);
    for (creditor, _) in seen(&app.db, who, None).await.map_err(failed)? {
        if let Some(case) = of(app, &creditor, id).await? {
            return Ok(Some(case));
        }
    }
    Ok(None)
}

async fn of(app: &App, creditor: &str, id: &str) -> Result<Option<Case>, Error> {
    let talk = conversation::customer(&app.db, creditor, &Id::stored(id)).await?;
    let Some(customer) = talk else { return Ok(None) };
    let today = day_in_brazil(app.clock.now());
    let all = invoice::of(&app.db, creditor, &customer).await?;
    let is_owed = |it: &Invoice| it.status == InvoiceStatus::Open && it.due_on < today;
    let mut owed: Vec<Invoice> = all.into_iter().filter(is_owed).collect();
    owed.sort_by_key(|it| it.due_on);
    owed.truncate(INVOICES);
    let Some(oldest) = owed.first().map(|it| it.due_on) else { return Ok(None) };
    let policy = creditor::find(&app.db, creditor).await?.map(|it| it.policy);
    Ok(Some(Case {
        id: id.to_owned(),
        policy: policy.unwrap_or_default(),
        invoices: owed.len(),
        owed: owed.iter().map(left).sum(),
        overdue: (today - oldest).num_days(),
        head: head(&owed, today),
    }))
}

/// What is left of an invoice.
fn left(invoice: &Invoice) -> Money {
    invoice.amount.less(invoice.paid)
}

/// The first lines of a transcript: a face, and each invoice with its sum and its distance from today.
fn head(owed: &[Invoice], today: NaiveDate) -> String {
    let mut head = format!("# customer: {FACE}\n");
    for (number, it) in owed.iter().enumerate() {
        let key = if number == 0 { "set" } else { "also" };
        let away = |day: NaiveDate| format!("{{{}}}", (day - today).num_days());
        let issued = away(it.issued_on.unwrap_or(it.due_on));
        let sent = it.sent_on.map(away).unwrap_or_default();
        let sum = left(it).to_string().replace('.', ",");
        // Writing to a text cannot fail.
        let _ = writeln!(
            head,
            "# {key}: invoice=F-{}; amount={sum}; contract_amount={sum}; issued_on={issued}; \
             sent_on={sent}; due_on={}",
            number + 1,
            away(it.due_on)
        );
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_tells_sums_and_days_and_nobody() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let one = Invoice {
            id: "SECRET-1".to_owned(),
            contract: Some("SECRET-2".to_owned()),
            product: Some("SECRET-3".to_owned()),
            issued_on: None,
            sent_on: today.checked_sub_days(chrono::Days::new(48)),
            due_on: NaiveDate::from_ymd_opt(2026, 10, 9).expect("a day"),
            amount: Money::centavos(48_990),
            contract_amount: None,
            boleto_line: Some("SECRET-4".to_owned()),
            status: InvoiceStatus::Open,
            paid: Money::centavos(10_000),
            hold: None,
        };
        let other = Invoice { amount: Money::reais(200), paid: Money::default(), ..one.clone() };

        let head = head(&[one, other], today);

        assert_eq!(
            head,
            "# customer: A1001\n\
             # set: invoice=F-1; amount=389,90; contract_amount=389,90; issued_on={-45}; sent_on={-48}; due_on={-45}\n\
             # also: invoice=F-2; amount=200,00; contract_amount=200,00; issued_on={-45}; sent_on={-48}; due_on={-45}\n"
        );
    }
}
