//! What is owed, whether contact is allowed, and what may be offered; with a counter-offer, the
//! judgement of it. Nothing is kept: asking changes no negotiation.

use std::io::Write;

use chrono::{DateTime, NaiveDate, Utc};
use clap::Args;
use serde_json::{Value as Json, json};

use super::PortfolioFiles;
use super::exit::Exit;
use super::files::{self, Found};
use super::kit::Kit;
use super::told::Failure;
use crate::app::import::CustomerRecord;
use crate::clock::Clock;
use crate::domain::debt::gate::{Gate, Why, gate};
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::{Owed, owed};
use crate::domain::debt::reason::Reason;
use crate::domain::id::Id;
use crate::domain::people::Uf;
use crate::domain::policy::negotiation::{Counter, Negotiation};
use crate::domain::policy::offer::{Authority, Offer};
use crate::domain::policy::{History, Policy, Request, Verdict, Wishes, counter, quote};
use crate::store::{case, customer};

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The customer's id; `creditor/id` where two creditors have the same one.
    #[arg(long, value_name = "ID")]
    customer: String,
    /// As of which moment; the customer's own day counts.
    #[arg(long, value_name = "RFC3339", value_parser = super::moment::<Utc>)]
    now: Option<DateTime<Utc>>,
    /// Answer as one JSON object.
    #[arg(long)]
    json: bool,
    /// Who grants it.
    #[arg(long, value_enum, default_value = "bot")]
    authority: Who,
    /// Why the customer is late, such as `forgot` or `unemployment`.
    #[arg(long, value_name = "CODE", value_parser = reason)]
    reason: Option<Reason>,
    /// What the customer asks for, such as '{"instalment":"80.00","count":6}'.
    #[arg(long, value_name = "JSON", value_parser = asked)]
    counter: Option<Counter>,
    #[command(flatten)]
    files: PortfolioFiles,
}

/// Who grants an offer, as it is typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Who {
    /// The bot.
    Bot,
    /// A human agent.
    Agent,
    /// A supervisor.
    Supervisor,
}

impl From<Who> for Authority {
    fn from(who: Who) -> Self {
        match who {
            Who::Bot => Self::Bot,
            Who::Agent => Self::Agent,
            Who::Supervisor => Self::Supervisor,
        }
    }
}

fn reason(code: &str) -> Result<Reason, String> {
    let known = || Reason::ALL.map(Reason::as_str).join(", ");
    Reason::from_code(code).ok_or_else(|| format!("use one of: {}", known()))
}

fn asked(text: &str) -> Result<Counter, String> {
    let counter: Counter = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let sums = [counter.total, counter.down_payment, counter.instalment];
    if sums.into_iter().flatten().any(|sum| !sum.is_positive()) {
        return Err("a sum must be above zero".to_owned());
    }
    if counter.count == Some(0) {
        return Err("a count must be at least 1".to_owned());
    }
    if counter.due_day.is_some_and(|day| !(1..=31).contains(&day)) {
        return Err("a due day must be from 1 to 31".to_owned());
    }
    Ok(counter)
}

/// Everything a quote is made from.
struct Case {
    found: Found,
    history: History,
    negotiation: Negotiation,
}

/// Quotes, and judges the counter-offer where there is one.
///
/// # Errors
/// What was given is wrong, or something did not work.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let kit = Kit::load()?;
    let now = arguments.now.unwrap_or_else(|| Clock::System.now());
    let case = match arguments.files.paths() {
        Some(paths) => {
            let today = now.with_timezone(&chrono_tz::America::Sao_Paulo).date_naive();
            let found = files::find(&kit.words, paths, &arguments.customer, today)?;
            Case { found, history: History::default(), negotiation: Negotiation::default() }
        }
        None => stored(&kit, &arguments.customer)?,
    };
    let policy = &case.found.creditor.policy;
    let rules = kit
        .shelf
        .today(policy)
        .map_err(|_| Failure::Input(kit.tell("cli-no-policy", &[("policy", policy)])))?;
    let zone = case.found.record.customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone);
    let today = now.with_timezone(&zone).date_naive();
    let answer = answer(&kit, &case, &rules.policy, arguments, today)?;
    let told =
        if arguments.json { answer.to_string() } else { serde_json::to_string_pretty(&answer)? };
    writeln!(std::io::stdout(), "{told}")?;
    Ok(Exit::Done)
}

fn answer(
    kit: &Kit,
    case: &Case,
    policy: &Policy,
    arguments: &Arguments,
    today: NaiveDate,
) -> Result<Json, Failure> {
    let Found { creditor, record } = &case.found;
    let open: Vec<Invoice> = record.invoices.iter().filter(|it| it.is_open()).cloned().collect();
    let request = Request {
        creditor,
        customer: &record.customer,
        invoices: &open,
        reason: arguments.reason,
        authority: arguments.authority.into(),
        as_of: today,
        calendar: &kit.calendar,
        wishes: &Wishes::default(),
        negotiation: &case.negotiation,
        history: &case.history,
    };
    let mut told = json!({
        "customer": record.customer.id,
        "creditor": creditor.id,
        "as_of": today,
        "policy": policy.reference(),
        "authority": Authority::from(arguments.authority),
    });
    let mut put = |key: &str, value: Json| {
        if let Some(object) = told.as_object_mut() {
            object.insert(key.to_owned(), value);
        }
    };
    put("charges", charges(kit, case, today));
    put("gate", gates(kit, case, policy, today));
    match quote(policy, &request) {
        Ok(quote) => {
            let offers = quote.offers.iter().map(offered).collect::<Result<Vec<_>, _>>()?;
            let mut quote = serde_json::to_value(quote)?;
            if let Some(fields) = quote.as_object_mut() {
                fields.remove("negotiation");
                fields.insert("offers".to_owned(), Json::Array(offers));
                for (name, value) in fields {
                    put(name, value.take());
                }
            }
            put("refusal", Json::Null);
        }
        Err(refusal) => {
            put("offers", json!([]));
            put("refusal", serde_json::to_value(refusal)?);
        }
    }
    if let Some(asked) = &arguments.counter {
        put("judgement", judged(policy, &request, asked)?);
    }
    Ok(told)
}

/// An offer with what people look for first: its rule and how much is not asked.
fn offered(offer: &Offer) -> Result<Json, Failure> {
    let mut told = serde_json::to_value(offer)?;
    if let Some(fields) = told.as_object_mut() {
        fields.insert("rule".to_owned(), json!(offer.rule()));
        fields.insert("waived_total".to_owned(), json!(offer.waived.total()));
    }
    Ok(told)
}

fn judged(policy: &Policy, request: &Request<'_>, asked: &Counter) -> Result<Json, Failure> {
    match counter(policy, request, asked) {
        Ok(judgement) => {
            let limit = match &judgement.verdict {
                Verdict::Accepted(_) | Verdict::Better(_) => None,
                Verdict::Nearest { limit, .. } | Verdict::Refused { limit } => Some(limit.code()),
            };
            let verdict = match &judgement.verdict {
                Verdict::Accepted(_) => "accepted",
                Verdict::Better(_) => "better",
                Verdict::Nearest { .. } => "nearest",
                Verdict::Refused { .. } => "refused",
            };
            let offer = judgement.verdict.offer().map(offered).transpose()?;
            let mut told = serde_json::to_value(&judgement)?;
            if let Some(fields) = told.as_object_mut() {
                fields.remove("negotiation");
                fields.insert("verdict".to_owned(), json!(verdict));
                fields.insert("offer".to_owned(), json!(offer));
                fields.insert("limit".to_owned(), json!(limit));
            }
            Ok(told)
        }
        Err(refusal) => Ok(json!({ "verdict": "refused", "refusal": refusal })),
    }
}

/// What each open invoice comes to today, and all of them.
fn charges(kit: &Kit, case: &Case, today: NaiveDate) -> Json {
    let terms = &case.found.creditor.late_terms;
    let one = |invoice: &Invoice| {
        let owed = owed(invoice.amount, invoice.due_on, terms, &kit.calendar, today, invoice.paid);
        let mut told = told_owed(&owed);
        if let Some(fields) = told.as_object_mut() {
            fields.insert("invoice".to_owned(), json!(invoice.id));
            fields.insert("due_on".to_owned(), json!(invoice.due_on));
            fields.insert("amount".to_owned(), json!(invoice.amount));
            fields.insert("status".to_owned(), json!(invoice.status.as_str()));
        }
        told
    };
    case.found.record.invoices.iter().filter(|it| it.is_open()).map(one).collect()
}

fn told_owed(owed: &Owed) -> Json {
    json!({
        "principal": owed.principal,
        "fine": owed.fine,
        "interest": owed.interest,
        "total": owed.total(),
        "days_overdue": owed.days_overdue,
    })
}

/// Each debt's gate, check by check, and whether the customer may be written to at all.
fn gates(kit: &Kit, case: &Case, policy: &Policy, today: NaiveDate) -> Json {
    let Found { creditor, record } = &case.found;
    let one = |invoice: &Invoice| {
        let tolerance = policy.tolerance();
        let gate = gate(invoice, &record.customer, creditor, &kit.calendar, tolerance, today);
        (gate.may_contact(), told_gate(&invoice.id, &gate))
    };
    let gates: Vec<(bool, Json)> = record.invoices.iter().map(one).collect();
    let any = gates.iter().any(|(may, _)| *may);
    json!({
        "may_contact": any,
        "invoices": gates.into_iter().map(|(_, told)| told).collect::<Vec<_>>(),
    })
}

fn told_gate(invoice: &str, gate: &Gate) -> Json {
    let checks = gate.checks.iter().map(|(check, outcome)| {
        json!({
            "check": check.as_str(),
            "outcome": outcome.as_str(),
            "code": outcome.why().map(Why::code),
        })
    });
    json!({
        "invoice": invoice,
        "may_contact": gate.may_contact(),
        "checks": checks.collect::<Vec<_>>(),
    })
}

/// A customer of the configured database, with what earlier negotiations came to.
fn stored(kit: &Kit, wanted: &str) -> Result<Case, Failure> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let db = kit.database().await?;
        let (creditor, id) = match wanted.split_once('/') {
            Some((creditor, id)) => (Some(creditor), id),
            None => (None, wanted),
        };
        let mut found = customer::with_id(&db, id).await?;
        found.retain(|it| creditor.is_none_or(|creditor| it.creditor == creditor));
        let values = [("id", wanted)];
        let customer = match (found.pop(), found.len()) {
            (Some(customer), 0) => customer,
            (Some(_), _) => return Err(Failure::Input(kit.tell("cli-customer-many", &values))),
            (None, _) => return Err(Failure::Input(kit.tell("cli-customer-unknown", &values))),
        };
        let nowhere = Id::stored("");
        let case = case::gather(&db, &customer.creditor, &customer.id, &nowhere).await?;
        let talks = crate::store::conversation::of(&db, &customer.creditor, &customer.id).await?;
        let newest = talks.into_iter().map(|it| it.state.negotiation).max_by_key(|it| it.last_on);
        db.close().await;
        Ok(Case {
            history: History { broken_on: case.broken_on, seeking: case.exhausted },
            negotiation: newest.unwrap_or_default(),
            found: Found {
                creditor: case.creditor,
                record: CustomerRecord {
                    customer: case.customer,
                    invoices: case.invoices,
                    notes: Vec::new(),
                },
            },
        })
    })
}
