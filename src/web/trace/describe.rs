//! A turn of the log, in words and in the codes that flows and policies use.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value as Json;

use crate::domain::calendar::Calendar;
use crate::domain::debt::late::owed;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::Rate;
use crate::domain::understanding::{Intent, Reading, Weighed};
use crate::store::views::{Logged, Message, Sender};
use crate::web::texts::Texts;

/// One turn as the page shows it.
pub struct Turn {
    /// Its number, from 1.
    pub number: u32,
    /// Its number in words.
    pub heading: String,
    /// When.
    pub at: String,
    /// What came in.
    pub came: String,
    /// How it was read; nothing where there was nothing to read.
    pub reading: Vec<Named>,
    /// Which way the turn went.
    pub steps: Vec<Named>,
    /// What was said.
    pub said: String,
    /// What was done.
    pub effects: Vec<Named>,
    /// What it was decided from.
    pub facts: Vec<Named>,
    /// The state's hash after it.
    pub hash: String,
}

/// Something with its name.
pub struct Named {
    /// The name.
    pub name: String,
    /// The rest.
    pub value: String,
}

/// What is needed to describe turns.
pub struct Describer<'a> {
    /// The page's words.
    pub texts: &'a Texts,
    /// Business days, to tell what was owed.
    pub calendar: &'a Calendar,
    /// The customer's time zone.
    pub zone: Tz,
    /// Everything said in the conversation.
    pub messages: &'a [Message],
}

impl Describer<'_> {
    /// Describes one turn.
    pub fn turn(&self, logged: &Logged) -> Turn {
        let number = Value::Count(i64::from(logged.number));
        let steps = logged.trace.iter();
        Turn {
            number: logged.number,
            heading: self.tell("web-trace-turn", "number", number),
            at: self.tell("web-trace-at", "at", self.local(logged.at)),
            came: self.came(logged),
            reading: match &logged.event {
                Some(Event::Said { reading, .. }) => self.reading(reading),
                Some(_) | None => Vec::new(),
            },
            steps: steps
                .map(|it| Named { name: it.kind.clone(), value: it.detail.clone() })
                .collect(),
            said: self.said(&logged.effects),
            effects: logged.effects.iter().map(|it| self.effect(it)).collect(),
            facts: self.facts(&logged.facts, logged.at),
            hash: logged.state_hash.clone(),
        }
    }

    /// What came in: the customer's own words, or what else happened.
    fn came(&self, logged: &Logged) -> String {
        let Some(event) = &logged.event else { return self.texts.say("web-trace-unread") };
        let (kind, detail) = tagged(event, "event");
        let shown = self
            .messages
            .iter()
            .find(|message| message.turn == logged.number && message.from == Sender::Customer);
        let detail = match (event, shown) {
            (Event::Said { reading, .. }, _) => reading.text.clone(),
            (Event::Chose { .. }, Some(message)) => message.text.clone(),
            _ => compact(&detail),
        };
        let name = self.texts.say_of("web-trace-event", "kind", &kind);
        if detail.is_empty() { name } else { format!("{name}: {detail}") }
    }

    fn reading(&self, reading: &Reading) -> Vec<Named> {
        let share = |thousandths: u16| {
            let rate = Rate::fraction(Decimal::new(i64::from(thousandths), 3));
            self.tell("web-trace-share", "share", Value::Percent(rate))
        };
        let alternatives = reading.alternatives.iter();
        let alternatives =
            alternatives.map(|(intent, sure)| format!("{} {}", code(intent), share(*sure)));
        let also = reading.also.iter().map(code::<Intent>);
        let entities = reading.entities.iter();
        let entities = entities.map(|entity| {
            let (kind, value) = tagged(&entity.value, "kind");
            format!("{kind} {} ({})", compact(&value), entity.text)
        });
        let rows = [
            ("web-trace-intent", code(&reading.intent)),
            ("web-trace-confidence", share(reading.confidence)),
            ("web-trace-alternatives", alternatives.collect::<Vec<_>>().join(", ")),
            ("web-trace-also", also.collect::<Vec<_>>().join(", ")),
            ("web-trace-entities", entities.collect::<Vec<_>>().join("; ")),
            (
                "web-trace-hint",
                reading.hint.as_deref().map_or_else(String::new, |it| self.hint(it)),
            ),
        ];
        self.named(rows)
    }

    /// A second opinion: what it was weighed against, what it proposed, what was heeded.
    fn hint(&self, weighed: &Weighed) -> String {
        let says = weighed.hint.says.iter();
        let says = says.map(|one| format!("{} ({})", code(&one.intent), code(&one.sure)));
        let heeded = weighed.heeded.iter().map(code::<Intent>).collect::<Vec<_>>();
        let own = Rate::fraction(Decimal::new(i64::from(weighed.own_confidence), 3));
        let values = [
            ("own", Value::Text(code(&weighed.own))),
            ("share", Value::Percent(own)),
            ("proposed", Value::Text(says.collect::<Vec<_>>().join(", "))),
            ("heeded", Value::Text(heeded.join(", "))),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value));
        self.texts.tell("web-trace-hinted", &values.into())
    }

    /// The words of what the turn said, as they were written.
    fn said(&self, effects: &[Effect]) -> String {
        let ids: Vec<String> = effects
            .iter()
            .filter_map(|effect| Some(tagged(effect, "effect").1.get("id")?.as_str()?.to_owned()))
            .collect();
        let said = self.messages.iter().filter(|it| ids.iter().any(|id| id == it.id.as_str()));
        said.map(|message| message.text.clone()).collect::<Vec<_>>().join("\n\n")
    }

    /// What was done; a case's summary in words, then the rest as it is kept.
    fn effect(&self, done: &Effect) -> Named {
        let mut named = effect(done);
        if let Effect::HandOff { packet } = done {
            let lines = packet.summary.iter().map(|part| self.texts.tell(&part.key, &part.args));
            let summary: Vec<String> = lines.collect();
            named.value = format!("{}\n\n{}", summary.join("\n"), named.value);
        }
        named
    }

    fn facts(&self, facts: &Facts, at: DateTime<Utc>) -> Vec<Named> {
        let today = at.with_timezone(&self.zone).date_naive();
        let invoices = facts.invoices.iter().map(|invoice| {
            let terms = &facts.creditor.late_terms;
            let owed =
                owed(invoice.amount, invoice.due_on, terms, self.calendar, today, invoice.paid);
            let values = [
                ("invoice", Value::Text(invoice.id.clone())),
                ("status", Value::Text(invoice.status.as_str().to_owned())),
                ("due", Value::Date(invoice.due_on)),
                ("amount", Value::Money(invoice.amount)),
                ("owed", Value::Money(owed.total())),
            ];
            let values = values.map(|(name, value)| (name.to_owned(), value));
            self.texts.tell("web-trace-invoice", &values.into())
        });
        let agreements = facts.agreements.iter().map(|agreement| {
            self.sum(&code(&agreement.status), agreement.total, agreement.rule.clone())
        });
        let promises = facts.promises.iter().map(|promise| {
            self.sum(&code(&promise.status), promise.amount, promise.due.to_string())
        });
        let charges = facts.charges.iter().map(|charge| {
            self.sum(&tagged(&charge.status, "status").0, charge.amount, charge.id.to_string())
        });
        let timers = facts.timers.iter().map(|(timer, at)| {
            let when = self.tell("web-trace-at", "at", self.local(*at));
            format!("{} {when}", code(timer))
        });
        let lines = |all: Vec<String>| all.join("\n");
        self.named([
            ("web-trace-invoices", lines(invoices.collect())),
            ("web-trace-agreements", lines(agreements.collect())),
            ("web-trace-promises", lines(promises.collect())),
            ("web-trace-charges", lines(charges.collect())),
            ("web-trace-timers", lines(timers.collect())),
            ("web-trace-history", compact(&json(&facts.history))),
            ("web-trace-tries", facts.identity_tries.to_string()),
        ])
    }

    fn sum(&self, status: &str, amount: crate::domain::money::Money, rest: String) -> String {
        let values = [
            ("status", Value::Text(status.to_owned())),
            ("amount", Value::Money(amount)),
            ("rest", Value::Text(rest)),
        ];
        let values = values.map(|(name, value)| (name.to_owned(), value));
        self.texts.tell("web-trace-sum", &values.into())
    }

    /// Rows with something in them.
    fn named<const N: usize>(&self, rows: [(&str, String); N]) -> Vec<Named> {
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        rows.map(|(key, value)| Named { name: self.texts.say(key), value }).collect()
    }

    fn tell(&self, key: &str, name: &str, value: Value) -> String {
        self.texts.tell(key, &Args::from([(name.to_owned(), value)]))
    }

    fn local(&self, at: DateTime<Utc>) -> Value {
        Value::Moment(at.with_timezone(&self.zone).naive_local())
    }
}

fn effect(effect: &Effect) -> Named {
    let (name, rest) = tagged(effect, "effect");
    let value = match &rest {
        Json::Object(fields) if fields.is_empty() => String::new(),
        rest => serde_json::to_string_pretty(rest).unwrap_or_default(),
    };
    Named { name, value }
}

/// A tagged value's tag, and the rest of it.
fn tagged<T: Serialize>(value: &T, tag: &str) -> (String, Json) {
    let mut rest = json(value);
    let name = rest.as_object_mut().and_then(|fields| fields.remove(tag));
    (name.and_then(|name| Some(name.as_str()?.to_owned())).unwrap_or_default(), rest)
}

fn json<T: Serialize>(value: &T) -> Json {
    serde_json::to_value(value).unwrap_or_default()
}

/// The code of a value that is written as one word.
fn code<T: Serialize>(value: &T) -> String {
    json(value).as_str().unwrap_or_default().to_owned()
}

/// A value in one line, without what says nothing.
fn compact(value: &Json) -> String {
    match value {
        Json::Null | Json::Bool(false) => String::new(),
        Json::Bool(true) | Json::Number(_) => value.to_string(),
        Json::String(text) => text.clone(),
        Json::Array(items) => items.iter().map(compact).collect::<Vec<_>>().join(", "),
        Json::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name, compact(value)));
            let told = fields.filter(|(_, value)| !value.is_empty());
            told.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
        }
    }
}
