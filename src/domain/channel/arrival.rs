//! What a provider tells: messages, receipts, changes of who somebody is, trouble of ours there.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::who::Who;
use crate::domain::dialogue::event::Media;
use crate::domain::people::Phone;

/// One thing that a provider told about one account of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Our account there: a WhatsApp phone number's id, a Telegram bot's id.
    pub account: String,
    /// The provider's id of it, or a hash of it where it has none: the same id is the same thing.
    pub id: String,
    /// What it is.
    pub body: Body,
}

/// What a provider can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A customer did something.
    Heard(Box<Heard>),
    /// A message of ours came further, or not.
    Receipt(Receipt),
    /// Somebody changed.
    Change(Change),
    /// Something about our account, for humans of ours.
    Notice(Notice),
    /// What nobody can read; kept as it came.
    Stray(Stray),
}

/// A customer did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Who.
    pub who: Who,
    /// When, by the provider's clock: the 24-hour window counts from here.
    pub at: DateTime<Utc>,
    /// What.
    pub what: What,
    /// The provider's id of the message of ours that it answers, where it names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted: Option<String>,
    /// What the channel needs to show that it was seen: the provider's id of the message, or what
    /// the channel itself made of a tap. It means nothing to anybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// What a customer can do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    /// They wrote.
    Text {
        /// The words.
        text: String,
    },
    /// They tapped something of ours; see [`token`](super::token).
    Tapped {
        /// What stood behind the button: it may be stale or forged.
        token: String,
        /// What stood on it, where the provider tells.
        #[serde(default)]
        label: Option<String>,
    },
    /// They sent a file or the like.
    Media {
        /// Its kind.
        media: Media,
        /// Its name.
        #[serde(default)]
        name: Option<String>,
        /// The words that came with it.
        #[serde(default)]
        caption: Option<String>,
        /// Where it can be fetched.
        #[serde(default)]
        file: Option<File>,
    },
    /// They sent their own phone number, and the provider vouches that it is theirs.
    OwnPhone {
        /// The number; none where it is no Brazilian one.
        phone: Option<Phone>,
    },
    /// They came by a link of ours, or began without one.
    Started {
        /// What stood in the link.
        #[serde(default)]
        token: Option<String>,
    },
    /// They put a sign on a message, took it or a whole message away, or move: nothing to answer.
    Reacted,
    /// They changed a message that they had sent: nothing that we go by, and they are told so.
    Edited,
    /// They closed the channel to us.
    Blocked,
    /// They opened it again.
    Unblocked,
    /// Something that no channel of ours can read; it is answered politely.
    Unsupported {
        /// What the provider calls it.
        kind: String,
    },
}

/// A file at a provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The provider's id.
    pub id: String,
    /// Its type as told, such as `image/jpeg`.
    #[serde(default)]
    pub mime: Option<String>,
    /// Its length in bytes as told.
    #[serde(default)]
    pub bytes: Option<u64>,
    /// The SHA-256 of its bytes as told, in base64.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// A message of ours came further, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The provider's id of our message.
    pub provider_id: String,
    /// What we gave along with it: see [`Outgoing::opaque`](super::Outgoing::opaque).
    pub opaque: Option<String>,
    /// How far it came.
    pub reached: Reached,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a message came. Later ones imply the earlier; `Failed` ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It left the provider.
    Sent,
    /// It is on a device.
    Delivered,
    /// It was read, or played.
    Read,
    /// It did not arrive and will not.
    Failed {
        /// What it means.
        failure: super::Failure,
    },
}

/// Somebody changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// They have another number now; the old one may be a stranger's tomorrow.
    Number {
        /// Who it was.
        was: Who,
        /// Who it is.
        is: Who,
    },
    /// They want no more, or again, messages that advertise.
    Marketing {
        /// Who.
        who: Who,
        /// True where they want them.
        wanted: bool,
    },
}

/// Something about our account, for humans of ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about.
    pub trouble: Trouble,
    /// A code of the provider's, such as `REJECTED` or `131031`; never a person's words.
    pub code: String,
    /// The provider's details, short and without personal data.
    #[serde(default)]
    pub detail: Option<String>,
}

/// What a notice is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum Trouble {
    /// A template's approval, category or quality changed.
    Template {
        /// Its name.
        name: String,
        /// Its language.
        language: String,
        /// True where it may be used now; none where that is as it was.
        #[serde(default)]
        usable: Option<bool>,
        /// Its category now, where told.
        #[serde(default)]
        category: Option<String>,
    },
    /// The account may not send any more.
    Stopped,
    /// The account may send again.
    Restored,
    /// Anything that somebody should look at.
    Worth,
}

/// What nobody can read.
#[derive(Clone, PartialEq, Eq)]
pub struct Stray {
    /// The part of the body, as it came.
    pub raw: String,
    /// A code of why.
    pub why: &'static str,
}

impl Change {
    /// Whose change it is, as they were known before.
    pub const fn of(&self) -> &Who {
        match self {
            Self::Number { was, .. } => was,
            Self::Marketing { who, .. } => who,
        }
    }
}

impl std::fmt::Debug for What {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text { .. } => "Text(redacted)",
            Self::Tapped { .. } => "Tapped(redacted)",
            Self::Media { .. } => "Media(redacted)",
            Self::OwnPhone { .. } => "OwnPhone(redacted)",
            Self::Started { .. } => "Started(redacted)",
            Self::Reacted => "Reacted",
            Self::Edited => "Edited",
            Self::Blocked => "Blocked",
            Self::Unblocked => "Unblocked",
            Self::Unsupported { .. } => "Unsupported",
        })
    }
}

impl std::fmt::Debug for Stray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stray({})", self.why)
    }
}
