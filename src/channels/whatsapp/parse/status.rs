//! How far our messages came, and what Meta could not do.

use serde_json::Value;

use super::people::Names;
use super::{PREFERENCES, Scene, bounded, text};
use crate::channels::whatsapp::errors;
use crate::domain::channel::{Arrival, Body, Change, Failure, Notice, Reached, Receipt, Trouble};
use crate::domain::id::Id;

impl Scene<'_> {
    pub(super) fn status(&self, status: &Value) -> Arrival {
        let (id, word) = (text(status, "id"), text(status, "status"));
        let reached = word.as_deref().and_then(|word| reached(word, status));
        let (Some(id), Some(word), Some(reached)) = (id, word, reached) else {
            return self.stray("statuses", status, "unknown-status");
        };
        let recipient = ["recipient_id", "recipient_user_id"]
            .into_iter()
            .find_map(|name| text(status, name))
            .unwrap_or_default();
        let receipt = Receipt {
            provider_id: bounded(id.clone()),
            opaque: text(status, "biz_opaque_callback_data"),
            reached,
            at: self.moment(status.get("timestamp")),
        };
        let name = Id::derive(&["whatsapp", "status", &id, &word, &recipient]);
        self.arrival(name.to_string(), Body::Receipt(receipt))
    }

    /// Trouble of ours that belongs to no message.
    pub(super) fn trouble(&self, error: &Value) -> Arrival {
        let Some(code) = errors::code_of(error) else {
            return self.stray("errors", error, "unknown-error");
        };
        let trouble = match errors::of_error(error) {
            Failure::Account { .. } => Trouble::Stopped,
            Failure::Later { .. }
            | Failure::Pair { .. }
            | Failure::Throttled { .. }
            | Failure::Ambiguous { .. }
            | Failure::WindowClosed
            | Failure::Otherwise { .. }
            | Failure::Template { .. }
            | Failure::Never { .. }
            | Failure::Changed { .. }
            | Failure::Malformed { .. } => Trouble::Worth,
        };
        let at = self.at.to_rfc3339();
        let id = Id::derive(&["whatsapp", "error", &self.account, &error.to_string(), &at]);
        let notice = Notice { trouble, code: code.to_string(), detail: None };
        self.arrival(id.to_string(), Body::Notice(notice))
    }

    /// Whether somebody wants messages that advertise.
    pub(super) fn preference(&self, preference: &Value) -> Arrival {
        let who = self.who(Names::of(preference, "wa_id", "user_id"));
        let wanted = match text(preference, "value").as_deref() {
            Some("stop") => Some(false),
            Some("resume") => Some(true),
            _ => None,
        };
        let (Some(who), Some(wanted)) = (who, wanted) else {
            return self.stray(PREFERENCES, preference, "unknown-preference");
        };
        let id = Id::derive(&["whatsapp", "preference", &preference.to_string()]);
        self.arrival(id.to_string(), Body::Change(Change::Marketing { who, wanted }))
    }
}

fn reached(word: &str, status: &Value) -> Option<Reached> {
    Some(match word {
        "sent" => Reached::Sent,
        "delivered" => Reached::Delivered,
        "read" | "played" => Reached::Read,
        "failed" => {
            let errors = status.get("errors").and_then(Value::as_array);
            let first = errors.and_then(|errors| errors.first()).unwrap_or(&Value::Null);
            Reached::Failed { failure: errors::of_error(first) }
        }
        _ => return None,
    })
}
