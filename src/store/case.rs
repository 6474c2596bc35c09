//! One customer's whole case, in one statement: what the facts of a turn are made of.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sqlx::FromRow;

use super::{Error, On, Result, body, customer, decode, invoice, many};
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
    place: i64,
    body: Option<String>,
    mark: Option<String>,
    day: Option<NaiveDate>,
    number: Option<i64>,
    at: Option<DateTime<Utc>>,
}

#[derive(Default)]
struct Gathered {
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

/// Whose case is wanted, and the conversation whose timers are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Wanted<'a> {
    /// The creditor's id.
    pub creditor: &'a str,
    /// The customer's id.
    pub customer: &'a str,
    /// The conversation.
    pub conversation: &'a Id,
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
    let wanted = Wanted { creditor, customer, conversation };
    let mut cases = gather_all(on, &[wanted]).await?;
    cases.pop().unwrap_or_else(|| Err(Error::missing(format!("customer {customer}"))))
}

/// Gathers many cases, in the order given; what is wrong with one is its own answer.
///
/// # Errors
/// When the database refuses.
pub async fn gather_all(on: impl Into<On<'_>>, wanted: &[Wanted<'_>]) -> Result<Vec<Result<Case>>> {
    let on = on.into();
    let rows: Vec<Row> = on.sql2(LITE, PG).bind(many::rows(wanted)?).all(on).await?;
    let mut creditors = HashMap::new();
    let mut cases: Vec<Result<Gathered>> = wanted.iter().map(|_| Ok(Gathered::default())).collect();
    for row in rows {
        if row.kind == "creditor" {
            let found: Result<Creditor> = body("creditor.body", row.body.as_deref().unwrap_or(""));
            creditors.insert(row.mark.unwrap_or_default(), found);
            continue;
        }
        let Some(case) = usize::try_from(row.place).ok().and_then(|n| cases.get_mut(n)) else {
            continue;
        };
        if let Ok(gathered) = case
            && let Err(error) = gathered.add(&row)
        {
            *case = Err(error);
        }
    }
    let cases = wanted.iter().zip(cases).map(|(wanted, gathered)| {
        let creditor = match creditors.get(wanted.creditor) {
            Some(Ok(creditor)) => creditor.clone(),
            Some(Err(error)) => return Err(Error::corrupt("creditor.body", error.to_string())),
            None => return Err(Error::missing(format!("creditor {}", wanted.creditor))),
        };
        gathered?.case(creditor, wanted.customer)
    });
    Ok(cases.collect())
}

/// One statement for all that is known; the two engines differ in how they unfold its one value.
macro_rules! everything {
    ($wanted:literal) => {
        concat!(
            "with w as materialized (",
            $wanted,
            ")
             select 'creditor' as kind, cast(-1 as bigint) as place, cast(c.body as text) as body,
                    c.creditor as mark, cast(null as date) as day, cast(null as bigint) as number,
                    cast(null as timestamptz) as at
             from creditor as c where c.creditor in (select creditor from w)
             union all select 'customer', w.place, cast(t.body as text), null, null,
                    case when t.opted_out then 1 else 0 end, null
             from w join customer as t on t.creditor = w.creditor and t.id = w.customer
             union all select 'invoice', w.place, cast(t.body as text), t.status, t.paid_on, t.paid,
                    null
             from w join invoice as t on t.creditor = w.creditor and t.customer = w.customer
             union all select 'agreement', w.place, cast(t.body as text), null, t.ended_on, null,
                    null
             from w join agreement as t on t.creditor = w.creditor and t.customer = w.customer
             union all select 'promise', w.place, cast(t.body as text), null, null, null, null
             from w join promise as t on t.creditor = w.creditor and t.customer = w.customer
             union all select 'charge', w.place, cast(t.body as text), null, null, null, null
             from w join charge as t on t.creditor = w.creditor and t.customer = w.customer
             union all select 'payment', w.place, t.agreement, t.charge, t.paid_on, t.amount,
                    t.received_at
             from w join payment as t on t.creditor = w.creditor and t.customer = w.customer
             union all select 'timer', w.place, null, t.kind, null, null, t.due_at
             from w join timer as t on t.creditor = w.creditor and t.conversation = w.conversation
             union all select 'tries', w.place, null, null, null, t.tries, null
             from w join identity_try as t on t.creditor = w.creditor and t.customer = w.customer
             union all select 'exhausted', w.place, null, null, null, count(*), null
             from w join handoff as t on t.creditor = w.creditor and t.customer = w.customer
              and t.conversation <> w.conversation and t.reason = 'beyond_policy'
             group by w.place"
        )
    };
}

const LITE: &str = everything!(
    "select cast(key as bigint) as place, value->>'creditor' as creditor,
            value->>'customer' as customer, value->>'conversation' as conversation
     from json_each($1)"
);

const PG: &str = everything!(
    "select place - 1 as place, value->>'creditor' as creditor, value->>'customer' as customer,
            value->>'conversation' as conversation
     from jsonb_array_elements(cast($1 as jsonb)) with ordinality as n (value, place)"
);

impl Gathered {
    fn add(&mut self, row: &Row) -> Result<()> {
        let text = row.body.as_deref().unwrap_or_default();
        let number = row.number.unwrap_or_default();
        let count = || u32::try_from(number).unwrap_or(u32::MAX);
        match row.kind.as_str() {
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

    fn case(mut self, creditor: Creditor, customer: &str) -> Result<Case> {
        self.invoices.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
        self.agreements.sort_by(|a, b| (a.accepted_at, &a.id).cmp(&(b.accepted_at, &b.id)));
        self.promises.sort_by(|a, b| (a.made_at, &a.id).cmp(&(b.made_at, &b.id)));
        self.charges.sort_by(|a, b| (a.requested_at, &a.id).cmp(&(b.requested_at, &b.id)));
        self.payments.sort_by_key(|(at, payment)| (*at, payment.on));
        self.broken_on.sort_unstable();
        Ok(Case {
            creditor,
            customer: self
                .customer
                .ok_or_else(|| Error::missing(format!("customer {customer}")))?,
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
