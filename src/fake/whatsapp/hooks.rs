//! Webhooks: what is posted, when, and how often.
//!
//! Updates of one customer leave in order, those of others beside them; what is refused comes again
//! later, so that the order holds only while all goes well, as it does with the provider.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::Inner;
use super::people::Person;
use super::problem::Refusal;
use super::wire;
use crate::fake::courier::Parcel;
use crate::fake::faults::{Fault, Moment};

/// How many lines of customers leave side by side.
const LINES: usize = 16;

/// The most updates of one webhook.
const BATCH: usize = 1000;

/// How long what is to be batched or overtaken is held back.
const HELD_BACK: Duration = Duration::from_millis(80);

/// When a message is said to be sent, delivered and read; `None` says it never.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ladder {
    /// After acceptance.
    pub sent: Option<Duration>,
    /// After it was sent.
    pub delivered: Option<Duration>,
    /// After it was delivered.
    pub read: Option<Duration>,
}

impl Ladder {
    /// No statuses at all.
    pub const SILENT: Self = Self { sent: None, delivered: None, read: None };

    /// Every status, one after the other, at once.
    pub const QUICK: Self = Self {
        sent: Some(Duration::ZERO),
        delivered: Some(Duration::from_millis(5)),
        read: Some(Duration::from_millis(5)),
    };

    /// Every status, as a person would cause them.
    pub const GENTLE: Self = Self {
        sent: Some(Duration::from_millis(100)),
        delivered: Some(Duration::from_millis(400)),
        read: Some(Duration::from_millis(1500)),
    };
}

/// One change that a webhook tells of.
#[derive(Clone, Debug)]
pub struct Update {
    /// The field, such as `messages`.
    pub field: &'static str,
    /// What changed.
    pub value: Value,
}

/// The lines on which updates leave.
#[derive(Debug)]
pub struct Hooks(Vec<mpsc::UnboundedSender<Update>>);

impl Hooks {
    /// Opens the lines; each works until the fake is gone.
    pub fn open(fake: &Weak<Inner>) -> Self {
        let line = |_| {
            let (sender, receiver) = mpsc::unbounded_channel();
            tokio::spawn(work(fake.clone(), receiver));
            sender
        };
        Self((0..LINES).map(line).collect())
    }

    /// Has an update posted, after all others of the same customer.
    pub fn post(&self, whose: &str, update: Update) {
        let mut hasher = DefaultHasher::new();
        whose.hash(&mut hasher);
        let line = usize::try_from(hasher.finish() % 16).unwrap_or(0);
        if let Some(line) = self.0.get(line) {
            // Without its worker the fake is ending, and nobody is told of anything any more.
            let _ = line.send(update);
        }
    }
}

async fn work(fake: Weak<Inner>, mut line: mpsc::UnboundedReceiver<Update>) {
    while let Some(first) = line.recv().await {
        let Some(fake) = fake.upgrade() else { return };
        let mut updates = vec![first];
        let struck = fake.faults.strike(Moment::Webhook, "webhook", "");
        let fault = struck.map(|plan| plan.fault);
        if fault == Some(Fault::Batch) {
            tokio::time::sleep(HELD_BACK).await;
        }
        let most = if fault == Some(Fault::Batch) { BATCH } else { fake.settings.batch.max(1) };
        while updates.len() < most
            && let Ok(next) = line.try_recv()
        {
            updates.push(next);
        }
        let parcel = fake.parcel(&updates);
        match fault {
            Some(Fault::Reorder) => {
                tokio::spawn(async move {
                    tokio::time::sleep(HELD_BACK).await;
                    leave(&fake, parcel).await;
                });
            }
            Some(Fault::Duplicate) => {
                leave(&fake, parcel.clone()).await;
                leave(&fake, parcel).await;
            }
            Some(_) | None => leave(&fake, parcel).await,
        }
    }
}

/// Posts once; what is refused comes again beside the line.
async fn leave(fake: &Arc<Inner>, parcel: Parcel) {
    if !fake.courier.post(&parcel).await {
        let fake = Arc::clone(fake);
        tokio::spawn(async move { fake.courier.insist(&parcel).await });
    }
}

impl Inner {
    /// A signed webhook of some updates.
    pub(super) fn parcel(&self, updates: &[Update]) -> Parcel {
        let changes: Vec<Value> = updates
            .iter()
            .map(|update| json!({"field": update.field, "value": update.value}))
            .collect();
        let body = wire::escaped(&json!({
            "object": "whatsapp_business_account",
            "entry": [{
                "id": self.settings.waba_id,
                "time": self.clock.now().timestamp(),
                "changes": changes,
            }],
        }));
        let signature = wire::signature(&self.settings.secret, &body);
        Parcel { body, headers: vec![("X-Hub-Signature-256", signature)] }
    }

    /// The value of a `messages` change, without what it tells.
    pub(super) fn about(&self, person: Option<&Person>) -> Value {
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": self.settings.display_phone_number,
                "phone_number_id": self.settings.phone_number_id,
            },
        });
        if let (Some(person), Some(value)) = (person, value.as_object_mut()) {
            let mut contact = json!({"profile": {"name": person.name}, "user_id": person.user_id});
            if let (false, Some(contact)) = (person.hidden, contact.as_object_mut()) {
                contact.insert("wa_id".to_owned(), person.wa_id.clone().into());
            }
            value.insert("contacts".to_owned(), json!([contact]));
        }
        value
    }

    /// Walks an accepted message up the ladder, or down it under a plan.
    pub(super) fn walk(self: &Arc<Self>, sent: Sent) {
        let Ladder { sent: first, delivered, read } = self.settings.ladder;
        let rungs = [("sent", first), ("delivered", delivered), ("read", read)];
        let mut rungs: Vec<(&str, Duration)> =
            rungs.into_iter().filter_map(|(name, after)| Some((name, after?))).collect();
        if rungs.is_empty() && sent.failed.is_none() {
            return;
        }
        match self.faults.strike(Moment::Status, "messages", &sent.person.wa_id) {
            Some(plan) if plan.fault == Fault::StatusLost => return,
            Some(plan) if plan.fault == Fault::StatusReversed => rungs.reverse(),
            Some(_) | None => {}
        }
        if sent.failed.is_some() {
            rungs = vec![("failed", first.unwrap_or_default())];
        }
        let fake = Arc::downgrade(self);
        tokio::spawn(async move {
            for (rung, after) in rungs {
                tokio::time::sleep(after).await;
                let Some(fake) = fake.upgrade() else { return };
                fake.tell_status(&sent, rung);
            }
        });
    }

    fn tell_status(&self, sent: &Sent, rung: &str) {
        let at = self.clock.now();
        // A failure names no contact, and only the address that was used.
        let failed = rung == "failed";
        let mut value = self.about((!failed).then_some(&sent.person));
        let status = status_of(sent, rung, at);
        if let Some(value) = value.as_object_mut() {
            value.insert("statuses".to_owned(), json!([status]));
        }
        self.hooks().post(&sent.person.wa_id, Update { field: "messages", value });
    }
}

/// A message that was accepted.
#[derive(Clone, Debug)]
pub struct Sent {
    /// Its id.
    pub id: String,
    /// Who it is for.
    pub person: Person,
    /// True where it was addressed to a user id.
    pub scoped: bool,
    /// The opaque data that statuses repeat.
    pub opaque: Option<String>,
    /// The category it is billed under; none is the free service.
    pub category: Option<String>,
    /// Why it will never arrive.
    pub failed: Option<Refusal>,
}

fn status_of(sent: &Sent, rung: &str, at: DateTime<Utc>) -> Value {
    let mut status =
        json!({"id": sent.id, "status": rung, "timestamp": at.timestamp().to_string()});
    let Some(fields) = status.as_object_mut() else { return status };
    let mut put = |name: &str, value: Value| fields.insert(name.to_owned(), value);
    let failed = rung == "failed";
    if !(sent.person.hidden || failed && sent.scoped) {
        put("recipient_id", sent.person.wa_id.clone().into());
    }
    if !failed || sent.scoped {
        put("recipient_user_id", sent.person.user_id.clone().into());
    }
    if let Some(opaque) = &sent.opaque {
        put("biz_opaque_callback_data", opaque.clone().into());
    }
    if matches!(rung, "sent" | "delivered") {
        let (kind, category) = match &sent.category {
            Some(category) => ("regular", category.as_str()),
            None => ("free_customer_service", "service"),
        };
        let billable = sent.category.is_some();
        put(
            "pricing",
            json!({"billable": billable, "pricing_model": "PMP", "type": kind, "category": category}),
        );
    }
    if let Some(refusal) = sent.failed.as_ref().filter(|_| failed) {
        put("errors", json!([refusal.in_status()]));
    }
    status
}
