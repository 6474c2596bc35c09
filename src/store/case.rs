//! One customer's whole case, in one statement: what the facts of a turn are made of.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::FromRow;

use super::{Error, On, Result, body, customer, decode, invoice};
use crate::domain::debt::agreement::{Agreement, AgreementStatus};
use crate::domain::debt::charge::Charge;
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::debt::payment::Payment;
use crate::domain::debt::promise::Promise;
use crate::domain::dialogue::event::Timer;
use crate::domain::id::Id;
use crate::domain::money::Money;

/// Everything stored about a customer with a creditor, and the timers of a conversation.
#[derive(Clone, Debug)]
pub struct Case {
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes.
    pub customer: Customer,
    /// In order of due date.
    pub invoices: Vec<Invoice>,
    /// Oldest first.
    pub agreements: Vec<Agreement>,
    /// The days on which agreements broke, in order.
    pub broken_on: Vec<NaiveDate>,
    /// Oldest first.
    pub promises: Vec<Promise>,
    /// Oldest first.
    pub charges: Vec<Charge>,
    /// Money that came in, oldest first.
    pub payments: Vec<Payment>,
    /// Timers of the conversation.
    pub timers: BTreeMap<Timer, DateTime<Utc>>,
    /// Wrong answers to the identity question.
    pub identity_tries: u32,
    /// Other conversations that went to a human because no offer was left.
    pub exhausted: u32,
}

#[derive(FromRow)]
struct Row {
    kind: String,
    body: Option<String>,
    mark: Option<String>,
    day: Option<NaiveDate>,
    number: Option<i64>,
    at: Option<DateTime<Utc>>,
}

#[derive(Default)]
struct Gathered {
    creditor: Option<Creditor>,
    customer: Option<Customer>,
    invoices: Vec<Invoice>,
    agreements: Vec<Agreement>,
    broken_on: Vec<NaiveDate>,
    promises: Vec<Promise>,
    charges: Vec<Charge>,
    payments: Vec<(Option<DateTime<Utc>>, Payment)>,
    timers: BTreeMap<Timer, DateTime<Utc>>,
    identity_tries: u32,
    exhausted: u32,
}

/// Gathers a case.
///
/// # Errors
/// When the database refuses, or the creditor or customer is unknown.
pub async fn gather(
    on: impl Into<On<'_>>,
    creditor: &str,
    customer: &str,
    conversation: &Id,
) -> Result<Case> {
    let on = on.into();
    let rows: Vec<Row> = on
        .sql(
            "select 'creditor' as kind, cast(body as text) as body, cast(null as text) as mark,
                    cast(null as date) as day, cast(null as bigint) as number,
                    cast(null as timestamptz) as at
             from creditor where creditor = $1
             union all select 'customer', cast(body as text), null, null,
                    case when opted_out then 1 else 0 end, null
             from customer where creditor = $1 and id = $2
             union all select 'invoice', cast(body as text), status, paid_on, paid, null
             from invoice where creditor = $1 and customer = $2
             union all select 'agreement', cast(body as text), null, ended_on, null, null
             from agreement where creditor = $1 and customer = $2
             union all select 'promise', cast(body as text), null, null, null, null
             from promise where creditor = $1 and customer = $2
             union all select 'charge', cast(body as text), null, null, null, null
             from charge where creditor = $1 and customer = $2
             union all select 'payment', agreement, charge, paid_on, amount, received_at
             from payment where creditor = $1 and customer = $2
             union all select 'timer', null, kind, null, null, due_at
             from timer where creditor = $1 and conversation = $3
             union all select 'tries', null, null, null, tries, null
             from identity_try where creditor = $1 and customer = $2
             union all select 'exhausted', null, null, null, count(*), null
             from handoff where creditor = $1 and customer = $2 and conversation <> $3
               and reason = 'beyond_policy'",
        )
        .bind(creditor.to_owned())
        .bind(customer.to_owned())
        .bind(conversation.to_string())
        .all(on)
        .await?;
    let mut gathered = Gathered::default();
    for row in rows {
        gathered.add(&row)?;
    }
    gathered.case(creditor, customer)
}

impl Gathered {
    fn add(&mut self, row: &Row) -> Result<()> {
        let text = row.body.as_deref().unwrap_or_default();
        let number = row.number.unwrap_or_default();
        let count = || u32::try_from(number).unwrap_or(u32::MAX);
        match row.kind.as_str() {
            "creditor" => self.creditor = Some(body("creditor.body", text)?),
            "customer" => self.customer = Some(customer::imported(text, number == 1)?),
            "invoice" => {
                let status = row.mark.as_deref().unwrap_or_default();
                self.invoices.push(invoice::stands(text, status, row.day, number)?);
            }
            "agreement" => {
                let agreement: Agreement = body("agreement.body", text)?;
                if agreement.status == AgreementStatus::Broken {
                    self.broken_on.extend(row.day);
                }
                self.agreements.push(agreement);
            }
            "promise" => self.promises.push(body("promise.body", text)?),
            "charge" => self.charges.push(body("charge.body", text)?),
            "payment" => {
                let id = |id: &Option<String>| id.clone().map(Id::stored);
                let paid_on = || Error::corrupt("payment.paid_on", "null".to_owned());
                let payment = Payment {
                    amount: Money::centavos(number),
                    on: row.day.ok_or_else(paid_on)?,
                    charge: id(&row.mark),
                    agreement: id(&row.body),
                };
                self.payments.push((row.at, payment));
            }
            "timer" => {
                let timer = decode("timer.kind", row.mark.as_deref().unwrap_or_default())?;
                self.timers.extend(row.at.map(|at| (timer, at)));
            }
            "tries" => self.identity_tries = count(),
            "exhausted" => self.exhausted = count(),
            other => return Err(Error::corrupt("kind", other.to_owned())),
        }
        Ok(())
    }

    fn case(mut self, creditor: &str, customer: &str) -> Result<Case> {
        self.invoices.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
        self.agreements.sort_by(|a, b| (a.accepted_at, &a.id).cmp(&(b.accepted_at, &b.id)));
        self.promises.sort_by(|a, b| (a.made_at, &a.id).cmp(&(b.made_at, &b.id)));
        self.charges.sort_by(|a, b| (a.requested_at, &a.id).cmp(&(b.requested_at, &b.id)));
        self.payments.sort_by_key(|(at, payment)| (*at, payment.on));
        self.broken_on.sort_unstable();
        let missing = |kind, id| Error::missing(format!("{kind} {id}"));
        Ok(Case {
            creditor: self.creditor.ok_or_else(|| missing("creditor", creditor))?,
            customer: self.customer.ok_or_else(|| missing("customer", customer))?,
            invoices: self.invoices,
            agreements: self.agreements,
            broken_on: self.broken_on,
            promises: self.promises,
            charges: self.charges,
            payments: self.payments.into_iter().map(|(_, payment)| payment).collect(),
            timers: self.timers,
            identity_tries: self.identity_tries,
            exhausted: self.exhausted,
        })
    }
}
