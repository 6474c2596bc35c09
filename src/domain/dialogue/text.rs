//! What the dialogue says: keys and values, never words.
//!
//! `text` turns a [`Message`] into words. A value taken from a debt is put in with
//! [`Part::debt`], which marks the part sensitive: conduct lets no sensitive part out before the
//! identity is verified, and adds the creditor's footer to every message that carries one.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::file::Attached;
use crate::domain::id::Id;
use crate::domain::money::{Money, Rate};

/// A value that a text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words that come from data, such as a name; never words of ours.
    Text(String),
    /// A sum.
    Money(Money),
    /// A day.
    Date(NaiveDate),
    /// Several days, in order.
    Dates(Vec<NaiveDate>),
    /// A number of things.
    Count(i64),
    /// A percentage.
    Percent(Rate),
    /// A day and an hour, in the customer's time zone.
    Moment(NaiveDateTime),
}

/// The values of one text, by name.
pub type Args = BTreeMap<String, Value>;

/// One text of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The Fluent key.
    pub key: String,
    /// Its values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: Args,
    /// True where it tells of a debt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sensitive: bool,
    /// Which of the key's variants to use, counted up so that none is used twice in a row.
    #[serde(default)]
    pub variant: u32,
    /// True where it is a further line of what stands before it, such as of a list.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub tight: bool,
}

/// Something a customer can choose instead of writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Short id, unique in its message.
    pub id: String,
    /// The label; at most 20 letters once rendered.
    pub label: Part,
}

/// Something that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Attachment {
    /// A Pix code; a channel shows it as a code to copy and as a QR.
    Pix {
        /// The charge it pays.
        charge: Id,
        /// The whole payload.
        code: String,
    },
    /// A checked linha digitável.
    Boleto {
        /// As it is typed into a bank's app.
        line: String,
    },
    /// A file of a human of ours.
    File(Attached),
}

/// An approved template that goes in place of words where only one may.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Its name at the provider.
    pub name: String,
    /// Its language there.
    pub language: String,
    /// Its values, in its order.
    pub values: Vec<(String, String)>,
    /// What stands behind its quick replies, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replies: Vec<String>,
}

/// One message: its texts in order, what can be chosen, what goes with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The texts, each a paragraph.
    pub parts: Vec<Part>,
    /// What can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// What goes with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

impl Part {
    /// A text without values.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), args: Args::new(), sensitive: false, variant: 0, tight: false }
    }

    /// Adds a value that tells nothing of a debt.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.args.insert(name.to_owned(), value);
        self
    }

    /// Adds a value that tells of a debt, and so makes the text sensitive.
    #[must_use]
    pub fn debt(mut self, name: &str, value: Value) -> Self {
        self.sensitive = true;
        self.with(name, value)
    }

    /// Keeps it close to the text before it.
    #[must_use]
    pub fn tight(mut self) -> Self {
        self.tight = true;
        self
    }

    /// Marks a text that tells of a debt by its words alone.
    #[must_use]
    pub fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }
}

impl Message {
    /// True where a part tells of a debt or a payment of one goes with it.
    pub fn is_sensitive(&self) -> bool {
        !self.attachments.is_empty() || self.parts.iter().any(|part| part.sensitive)
    }

    /// True where there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.attachments.is_empty()
    }
}
