//! Everything that was sent here, accepted or not, in the order it came.

use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::fake::held;

/// What became of a message that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It was accepted under this id.
    Accepted {
        /// The message's id.
        id: String,
        /// False where the sender was never told.
        told: bool,
    },
    /// It was refused.
    Refused {
        /// The HTTP status.
        status: u16,
        /// The provider's number; 0 where it said none.
        code: u32,
    },
    /// It was never taken in: the connection broke before.
    Lost,
}

/// One message that was sent here.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// When it came.
    pub at: DateTime<Utc>,
    /// The call's name, such as `messages` or `sendMessage`.
    pub call: String,
    /// Who it was for: an account of WhatsApp, a chat of Telegram.
    pub to: String,
    /// The opaque data that came with it.
    pub opaque: Option<String>,
    /// What was sent, byte by byte.
    pub body: Bytes,
    /// What became of it.
    pub verdict: Verdict,
}

impl Attempt {
    /// What was sent, read.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The message's id, where it was accepted.
    pub fn id(&self) -> Option<&str> {
        match &self.verdict {
            Verdict::Accepted { id, .. } => Some(id),
            Verdict::Refused { .. } | Verdict::Lost => None,
        }
    }

    /// As the control side shows it.
    pub fn shown(&self, place: usize) -> Value {
        let verdict = match &self.verdict {
            Verdict::Accepted { id, told } => json!({"accepted": id, "told": told}),
            Verdict::Refused { status, code } => json!({"refused": code, "status": status}),
            Verdict::Lost => json!("lost"),
        };
        json!({
            "place": place,
            "at": self.at,
            "call": self.call,
            "to": self.to,
            "opaque": self.opaque,
            "verdict": verdict,
            "id": self.id(),
            "body": self.json(),
        })
    }
}

/// What was sent here, in order.
#[derive(Debug, Default)]
pub struct Ledger {
    attempts: Mutex<Vec<Attempt>>,
    accepted: watch::Sender<usize>,
}

impl Ledger {
    /// Writes down one more.
    pub fn write(&self, attempt: Attempt) {
        let accepted = attempt.id().is_some();
        held(&self.attempts).push(attempt);
        if accepted {
            self.accepted.send_modify(|count| *count += 1);
        }
    }

    /// How many messages were accepted.
    pub fn accepted(&self) -> usize {
        *self.accepted.borrow()
    }

    /// How many were sent here, accepted or not.
    pub fn attempts(&self) -> usize {
        held(&self.attempts).len()
    }

    /// Waits until so many were accepted; false where time ran out.
    pub async fn reaches(&self, count: usize, within: Duration) -> bool {
        let mut accepted = self.accepted.subscribe();
        let reached = accepted.wait_for(|have| *have >= count);
        tokio::time::timeout(within, reached).await.is_ok_and(|reached| reached.is_ok())
    }

    /// What was sent from a place of the ledger on.
    pub fn since(&self, place: usize) -> Vec<Attempt> {
        held(&self.attempts).get(place..).map(<[Attempt]>::to_vec).unwrap_or_default()
    }

    /// The last accepted message to an account for which something is found in its body.
    pub fn last<T>(&self, to: &str, find: impl Fn(&Attempt) -> Option<T>) -> Option<T> {
        let attempts = held(&self.attempts);
        let mut own = attempts.iter().rev().filter(|one| one.to == to && one.id().is_some());
        own.find_map(find)
    }

    /// What was sent here, as the control side shows it.
    pub fn shown(&self, since: usize, to: Option<&str>) -> Vec<Value> {
        let sent = self.since(since).into_iter().enumerate();
        let own = sent.filter(|(_, attempt)| to.is_none_or(|to| to == attempt.to));
        own.map(|(place, attempt)| attempt.shown(since + place)).collect()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        held(&self.attempts).clear();
        self.accepted.send_replace(0);
    }
}
