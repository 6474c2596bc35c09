//! Somebody at a channel, by every name that the channel gives them.

use serde::{Deserialize, Serialize};

/// Somebody at a channel. No name of theirs is sure to be there for ever: WhatsApp leaves out the
/// phone of who took a user name, and gives a new user id to who changed the phone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// What they are known by, the strongest first; never empty.
    pub aliases: Vec<Alias>,
    /// Where an answer goes, as the provider wants it: `+5511987654321`, a user id, a chat's id.
    pub address: String,
    /// The name they gave themselves; never a proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Their user name, where they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
}

/// One name of somebody at a channel.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alias {
    /// The provider's id of the user: a BSUID, a Telegram user.
    User(String),
    /// A phone, as its key: see [`Phone::key`](crate::domain::people::Phone::key). For a number
    /// that is no Brazilian one, its digits.
    Phone(String),
}

impl Alias {
    /// The alias as it stands in a row: `user:…`, `phone:…`.
    pub fn text(&self) -> String {
        match self {
            Self::User(id) => format!("user:{id}"),
            Self::Phone(key) => format!("phone:{key}"),
        }
    }
}

impl std::fmt::Debug for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Who(redacted)")
    }
}

impl std::fmt::Debug for Alias {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::User(_) => "User(redacted)",
            Self::Phone(_) => "Phone(redacted)",
        })
    }
}
