//! Meta's webhooks as arrivals: everything in a batch, whatever its order, whatever its kind.
//!
//! Nothing is trusted to be there or to be of its type. What is known is read, what is not is kept
//! as it came, and one bad part never hides another. Whoever calls this has verified the signature.
//!
//! To read a further kind of message: an arm in `message`; a further field: an arm in `account`.

mod account;
mod lenient;
mod message;
mod people;
mod status;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::config::channels::WhatsApp;
use crate::domain::channel::{Arrival, Body, Stray};
use crate::domain::id::Id;

pub use people::{address_of, is_user_id};

/// What a webhook told about numbers of ours, and how much of it was about others'.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted<'a> {
    /// What is ours, with the number that it is about.
    pub ours: Vec<(&'a WhatsApp, Arrival)>,
    /// How many arrivals name a number or a business that is none of ours.
    pub foreign: usize,
}

/// Tells what is about our numbers from what is not.
///
/// `numbers` are those whose secret signed the webhook: one app cannot speak for another's number.
/// What is about a whole business is told of each number of it; what names nobody, of the first.
pub fn sort(arrivals: Vec<Arrival>, numbers: &[WhatsApp]) -> Sorted<'_> {
    let mut sorted = Sorted { ours: Vec::new(), foreign: 0 };
    for arrival in arrivals {
        let before = sorted.ours.len();
        let nobody = arrival.account.is_empty();
        let most = if nobody { 1 } else { numbers.len() };
        let meant = numbers.iter().filter(|number| nobody || is_about(number, &arrival.account));
        for number in meant.take(most) {
            let account = number.phone_number_id.clone();
            sorted.ours.push((number, Arrival { account, ..arrival.clone() }));
        }
        if sorted.ours.len() == before {
            sorted.foreign += 1;
        }
    }
    sorted
}

fn is_about(number: &WhatsApp, account: &str) -> bool {
    number.phone_number_id == account || number.business_account_id.as_deref() == Some(account)
}

/// Why a body is no webhook of WhatsApp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// It is no JSON, or nested deeper than anything is.
    #[error("could not read a webhook: no JSON")]
    Json,
    /// It is of another product, or of no shape that we know.
    #[error("could not read a webhook: not of WhatsApp")]
    Shape,
}

impl Malformed {
    /// A code of why, for a stray.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Json => "not-json",
            Self::Shape => "not-whatsapp",
        }
    }
}

/// How far ahead of ours Meta's clock may be before it is not believed.
const AHEAD: TimeDelta = TimeDelta::hours(1);

/// The longest id that is kept as it came.
const LONGEST_ID: usize = 256;

/// Reads a webhook's body; `now` stands in for times that are missing or cannot be.
///
/// The account of an arrival is the id of the number that it is about; the id of the business where
/// it is about all of its numbers; empty where nobody can tell.
///
/// # Errors
/// Where it is no webhook of WhatsApp; [`whole`] keeps such a body.
pub fn parse(body: &[u8], now: DateTime<Utc>) -> Result<Vec<Arrival>, Malformed> {
    let webhook = lenient::read(body).ok_or(Malformed::Json)?;
    let of_whatsapp = text(&webhook, "object").is_some_and(|it| it == OBJECT);
    let entries = webhook.get("entry").and_then(Value::as_array).filter(|_| of_whatsapp);
    let mut arrivals = Vec::new();
    for entry in entries.ok_or(Malformed::Shape)? {
        let business = text(entry, "id").unwrap_or_default();
        let at = moment(entry.get("time"), now);
        let Some(changes) = entry.get("changes").and_then(Value::as_array) else {
            arrivals.push(stray(&business, (entry, entry.clone()), "no-changes"));
            continue;
        };
        for change in changes {
            arrivals.extend(Scene::of(change, &business, at, now).read(change));
        }
    }
    Ok(arrivals)
}

/// A body that nobody can read, whole.
pub fn whole(account: &str, body: &[u8], why: Malformed) -> Arrival {
    let raw = clean(&String::from_utf8_lossy(body));
    let id = Id::derive(&["whatsapp", "body", &raw]).to_string();
    Arrival { account: account.to_owned(), id, body: Body::Stray(Stray { raw, why: why.code() }) }
}

const OBJECT: &str = "whatsapp_business_account";

/// The field, and the list in it, of what customers want to be sent.
const PREFERENCES: &str = "user_preferences";

/// One change and what holds for everything in it.
struct Scene<'a> {
    /// The number's id, or the business's where the change names no number.
    account: String,
    has_number: bool,
    /// The business's id.
    business: &'a str,
    value: &'a Value,
    /// When the change was told, by Meta's clock.
    at: DateTime<Utc>,
    now: DateTime<Utc>,
}

impl<'a> Scene<'a> {
    fn of(change: &'a Value, business: &'a str, at: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let value = change.get("value").unwrap_or(&Value::Null);
        let number = value.get("metadata").and_then(|it| text(it, "phone_number_id"));
        let has_number = number.is_some();
        let account = number.unwrap_or_else(|| business.to_owned());
        Self { account, has_number, business, value, at, now }
    }

    fn read(&self, change: &Value) -> Vec<Arrival> {
        let field = text(change, "field").unwrap_or_default();
        let arrivals = match field.as_str() {
            "messages" => self.messages(),
            PREFERENCES => self.preferences(),
            field => account::notice(field, self.value).map(|notice| {
                let at = self.at.to_rfc3339();
                let id = Id::derive(&["whatsapp", field, &self.value.to_string(), &at]);
                vec![self.arrival(id.to_string(), Body::Notice(notice))]
            }),
        };
        arrivals.unwrap_or_else(|| {
            let entry = self.entry(change);
            vec![stray(&self.account, (change, entry), "unknown-change")]
        })
    }

    /// Everything of a change of messages; none where there is nothing that we know.
    fn messages(&self) -> Option<Vec<Arrival>> {
        let list = |name: &str| self.value.get(name).and_then(Value::as_array);
        self.has_number.then_some(())?;
        let (messages, statuses, errors) = (list("messages"), list("statuses"), list("errors"));
        messages.or(statuses).or(errors)?;
        let mut arrivals = Vec::new();
        for message in messages.into_iter().flatten() {
            self.message(message, &mut arrivals);
        }
        for status in statuses.into_iter().flatten() {
            arrivals.push(self.status(status));
        }
        for error in errors.into_iter().flatten() {
            arrivals.push(self.trouble(error));
        }
        Some(arrivals)
    }

    fn preferences(&self) -> Option<Vec<Arrival>> {
        let all = self.value.get(PREFERENCES).and_then(Value::as_array)?;
        self.has_number.then_some(())?;
        Some(all.iter().map(|one| self.preference(one)).collect())
    }

    fn arrival(&self, id: String, body: Body) -> Arrival {
        Arrival { account: self.account.clone(), id, body }
    }

    /// What of a list of this change nobody can read, with what is needed to read it alone.
    fn stray(&self, list: &str, part: &Value, why: &'static str) -> Arrival {
        let field = if list == PREFERENCES { list } else { "messages" };
        let named = |name: &str| self.value.get(name).cloned().unwrap_or_default();
        let value = json!({
            "metadata": named("metadata"), "contacts": named("contacts"), list: [part],
        });
        let entry = self.entry(&json!({ "field": field, "value": value }));
        stray(&self.account, (part, entry), why)
    }

    fn entry(&self, change: &Value) -> Value {
        json!({ "id": self.business, "time": self.at.timestamp(), "changes": [change] })
    }

    fn moment(&self, seconds: Option<&Value>) -> DateTime<Utc> {
        moment(seconds, self.at)
    }
}

/// What nobody can read, kept as a webhook of its own: a program that knows it reads it as any other.
fn stray(account: &str, (part, entry): (&Value, Value), why: &'static str) -> Arrival {
    let id = Id::derive(&["whatsapp", "stray", &part.to_string()]).to_string();
    let raw = json!({ "object": OBJECT, "entry": [entry] }).to_string();
    Arrival { account: account.to_owned(), id, body: Body::Stray(Stray { raw, why }) }
}

/// A text of an object, without what no database keeps; none where it is empty.
fn text(of: &Value, name: &str) -> Option<String> {
    of.get(name)?.as_str().map(clean).filter(|text| !text.is_empty())
}

/// The text without NUL, which PostgreSQL cannot keep.
fn clean(text: &str) -> String {
    text.replace('\0', "")
}

/// An id as it came, or a hash where it is longer than any id.
fn bounded(id: String) -> String {
    if id.len() <= LONGEST_ID { id } else { Id::derive(&["whatsapp", "id", &id]).to_string() }
}

/// A moment in seconds, as a number or in digits; `other` where it is none or lies ahead.
fn moment(seconds: Option<&Value>, other: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = seconds.and_then(|it| it.as_i64().or_else(|| it.as_str()?.trim().parse().ok()));
    let at = seconds.filter(|seconds| *seconds > 0).and_then(|it| DateTime::from_timestamp(it, 0));
    at.filter(|at| *at <= other + AHEAD).unwrap_or(other)
}

#[cfg(test)]
mod tests;
