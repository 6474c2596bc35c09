//! What agents do there: write, note, label, resolve, reopen, snooze, try again.

use std::sync::Arc;

use serde::Deserialize;

use super::Inner;
use super::state::Message;
use crate::fake::held;

/// One thing that an agent does.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// The conversation.
    pub conversation: u64,
    /// The agent's number; 7 where none is said.
    #[serde(default)]
    pub agent: Option<u64>,
    /// Words for the customer, or for the house.
    #[serde(default)]
    pub text: Option<String>,
    /// True where the words stay in the house.
    #[serde(default)]
    pub private: bool,
    /// True where a file goes with the words.
    #[serde(default)]
    pub file: bool,
    /// Labels that it bears from now on.
    #[serde(default)]
    pub labels: Option<Vec<String>>,
    /// Where it stands from now on: open, resolved, snoozed, pending.
    #[serde(default)]
    pub status: Option<String>,
    /// A failed message of theirs that is to be tried again.
    #[serde(default)]
    pub retry: Option<u64>,
}

/// Why an agent could not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Nothing {
    /// There is no such conversation.
    #[error("there is no such conversation")]
    Conversation,
    /// The composer is closed: the customer wrote too long ago.
    #[error("the composer is closed: the customer's last message is too old")]
    Closed,
    /// There is no such failed message.
    #[error("there is no such failed message")]
    Message,
}

impl Inner {
    /// An agent does something; the number of their message, where it is one.
    pub fn act(self: &Arc<Self>, act: &Act) -> Result<Option<u64>, Nothing> {
        let agent = act.agent.unwrap_or(7);
        if held(&self.state).conversation(act.conversation).is_none() {
            return Err(Nothing::Conversation);
        }
        let mut wrote = None;
        if let Some(text) = &act.text {
            wrote = Some(self.write(act, agent, text)?);
        }
        if let Some(labels) = &act.labels {
            if let Some(found) = held(&self.state).conversation(act.conversation) {
                found.labels.clone_from(labels);
            }
            self.tell_conversation("conversation_updated", act.conversation, Some(agent));
        }
        if let Some(status) = &act.status {
            self.turns(act.conversation, status, Some(agent));
        }
        if let Some(id) = act.retry {
            self.retry(act.conversation, id)?;
        }
        Ok(wrote)
    }

    fn write(&self, act: &Act, agent: u64, text: &str) -> Result<u64, Nothing> {
        let now = self.clock.now();
        let mut state = held(&self.state);
        if !act.private && state.is_closed(act.conversation, now) {
            return Err(Nothing::Closed);
        }
        let message = Message {
            id: state.number(),
            incoming: false,
            private: act.private,
            content: text.to_owned(),
            source_id: None,
            status: "sent".to_owned(),
            error: None,
            sender: Some(agent),
            has_file: act.file,
            at: now,
        };
        let found = state.conversation(act.conversation).ok_or(Nothing::Conversation)?;
        found.messages.push(message.clone());
        drop(state);
        self.tell_message("message_created", act.conversation, &message);
        Ok(message.id)
    }

    fn retry(&self, conversation: u64, id: u64) -> Result<(), Nothing> {
        let mut state = held(&self.state);
        let found = state.conversation(conversation).ok_or(Nothing::Conversation)?;
        let is_it = |it: &&mut Message| it.id == id && it.status == "failed";
        let message = found.messages.iter_mut().find(is_it).ok_or(Nothing::Message)?;
        "sent".clone_into(&mut message.status);
        message.error = None;
        let message = message.clone();
        drop(state);
        self.tell_message("message_updated", conversation, &message);
        Ok(())
    }

    /// Says where a conversation stands; tells of it where that is news.
    pub fn turns(&self, conversation: u64, status: &str, agent: Option<u64>) {
        let mut state = held(&self.state);
        let Some(found) = state.conversation(conversation) else { return };
        if found.status == status {
            return;
        }
        status.clone_into(&mut found.status);
        drop(state);
        self.tell_conversation("conversation_status_changed", conversation, agent);
    }
}
