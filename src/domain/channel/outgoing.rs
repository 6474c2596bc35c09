//! What goes out, and what a provider answers to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::dialogue::text::Attachment;
use crate::domain::id::Id;
use crate::domain::locale::Locale;
use crate::domain::money::Money;

/// Something that can be chosen, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// Its label as shown.
    pub label: String,
}

/// Where a message goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Our account at the provider.
    pub account: String,
    /// As the provider wants it: `+5511987654321`, a user id, a chat's id.
    pub address: String,
}

/// A message on its way, with all that a channel needs to send it.
///
/// A channel may need several parts for one message, such as a text and a code alone to be copied;
/// each part is sent once, one after another: see `channels::Delivery::parts`.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation, or the line of somebody who has none.
    pub conversation: Id,
    /// The channel.
    pub channel: String,
    /// Where it goes.
    pub to: Recipient,
    /// The message's id.
    pub id: Id,
    /// Which of its parts this is, from 0.
    pub part: u32,
    /// The words.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What goes with it.
    pub attachments: Vec<Attachment>,
    /// What the attached code pays, where a code is attached.
    pub payment: Option<Payment>,
    /// The approved template that is sent instead of the words, outside the window.
    pub template: Option<TemplateCall>,
    /// True where they are asked to share their own phone number.
    pub asks_phone: bool,
    /// The language of what a channel adds by itself; none for the installation's own.
    pub language: Option<Locale>,
    /// The bytes of the attached file, fetched as it is sent.
    pub bytes: Option<Arc<[u8]>>,
}

/// What a code pays, for channels that show a payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Our reference; unique in every message that shows it.
    pub reference: String,
    /// The sum.
    pub amount: Money,
    /// Who is paid, as a bank shows it.
    pub payee: String,
    /// Where Pix goes.
    pub key: String,
    /// The kind of key: `CPF`, `CNPJ`, `EMAIL`, `PHONE` or `EVP`.
    pub key_type: &'static str,
}

/// Word, where a payment of ours was shown, that it is paid.
#[derive(Clone, PartialEq, Eq)]
pub struct OrderStatus {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
    /// The channel.
    pub channel: String,
    /// Where it goes.
    pub to: Recipient,
    /// Its id; goes along and comes back as [`Outgoing::opaque`] does, as part 0.
    pub id: Id,
    /// Under which reference the payment was shown: see [`Payment::reference`].
    pub reference: String,
    /// When it was paid.
    pub paid_at: DateTime<Utc>,
    /// What stands beside it, in words.
    pub text: String,
}

/// A template with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateCall {
    /// Its name at the provider.
    pub name: String,
    /// Its language, such as `pt_BR`.
    pub language: String,
    /// True where its values have names there.
    pub named: bool,
    /// The values of its body by name, in the template's order.
    pub values: Vec<(String, String)>,
    /// What stands behind its quick replies, in order: choice ids of the message.
    #[serde(default)]
    pub replies: Vec<String>,
    /// What stands behind its buttons of other kinds, by place.
    #[serde(default)]
    pub links: BTreeMap<u32, Behind>,
}

/// What stands behind a button of a template that is no quick reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behind {
    /// The rest of the page's address, after what the template fixes.
    Url(String),
    /// A Pix code, copied by a tap.
    Pix(String),
    /// The digits of a boleto, copied by a tap.
    Boleto(String),
    /// The address of a page where it can be paid.
    Payment(String),
    /// The whole payment of the message; see [`Outgoing::payment`].
    Order,
}

/// A provider took a message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// The provider's id of it.
    pub provider_id: Option<String>,
    /// The address as the provider knows it, where it told another one.
    pub address: Option<String>,
}

/// Why a provider did not take a message, by what is to be done about it.
///
/// Codes are the provider's or ours; they never hold a person's words or numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "class", rename_all = "snake_case")]
pub enum Failure {
    /// It was not sent and may be tried again.
    Later {
        /// Why.
        code: String,
    },
    /// This recipient gets too many; others go on.
    Pair {
        /// Why.
        code: String,
        /// Not before this has passed, where the provider tells.
        after: Option<Seconds>,
    },
    /// The whole account sends too many.
    Throttled {
        /// Why.
        code: String,
        /// Not before this has passed, where the provider tells.
        after: Option<Seconds>,
        /// True where humans should look at once, such as after complaints.
        alert: bool,
    },
    /// Nobody knows whether it was sent: the answer never came.
    Ambiguous {
        /// Why.
        code: String,
    },
    /// The 24 hours are over: only a template goes.
    WindowClosed,
    /// Another form of it may go: another address, a new upload.
    Otherwise {
        /// Why.
        code: String,
    },
    /// The template cannot be used.
    Template {
        /// Why.
        code: String,
    },
    /// It never reaches this recipient.
    Never {
        /// Why.
        code: String,
        /// True where nothing will reach them here any more, such as after a block.
        gone: bool,
    },
    /// Somebody else may be at the address now: who it is must be proved anew.
    Changed {
        /// Why.
        code: String,
    },
    /// We built it wrongly.
    Malformed {
        /// Why.
        code: String,
    },
    /// The account cannot send: credentials, rights, a block by the provider.
    Account {
        /// Why.
        code: String,
    },
}

/// A length of time in whole seconds.
pub type Seconds = u32;

impl Failure {
    /// The provider's code, or ours.
    pub fn code(&self) -> &str {
        match self {
            Self::Later { code }
            | Self::Pair { code, .. }
            | Self::Throttled { code, .. }
            | Self::Ambiguous { code }
            | Self::Otherwise { code }
            | Self::Template { code }
            | Self::Never { code, .. }
            | Self::Changed { code }
            | Self::Malformed { code }
            | Self::Account { code } => code,
            Self::WindowClosed => "window-closed",
        }
    }

    /// How long the provider asks to wait, where it does.
    pub fn after(&self) -> Option<TimeDelta> {
        match self {
            Self::Pair { after, .. } | Self::Throttled { after, .. } => {
                after.map(|seconds| TimeDelta::seconds(i64::from(seconds)))
            }
            Self::Later { .. }
            | Self::Ambiguous { .. }
            | Self::WindowClosed
            | Self::Otherwise { .. }
            | Self::Template { .. }
            | Self::Never { .. }
            | Self::Changed { .. }
            | Self::Malformed { .. }
            | Self::Account { .. } => None,
        }
    }
}

impl Outgoing {
    /// The charge whose code is attached.
    pub fn charge(&self) -> Option<&Id> {
        self.attachments.iter().find_map(|attachment| match attachment {
            Attachment::Pix { charge, .. } => Some(charge),
            Attachment::Boleto { .. } | Attachment::File(_) => None,
        })
    }

    /// What is given along with a part and comes back in its receipts: creditor, message and part.
    pub fn opaque(&self) -> String {
        format!("{}/{}/{}", self.creditor, self.id, self.part)
    }

    /// Reads what [`opaque`](Self::opaque) gave: creditor, message, part.
    pub fn of_opaque(text: &str) -> Option<(String, Id, u32)> {
        let mut parts = text.rsplitn(3, '/');
        let (part, id, creditor) = (parts.next()?, parts.next()?, parts.next()?);
        let is_id = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_id.then_some(())?;
        Some((creditor.to_owned(), Id::stored(id), part.parse().ok()?))
    }
}

impl OrderStatus {
    /// What is given along with it and comes back in its receipts.
    pub fn opaque(&self) -> String {
        format!("{}/{}/0", self.creditor, self.id)
    }
}

impl std::fmt::Debug for OrderStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OrderStatus({} to {})", self.id, self.channel)
    }
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recipient(redacted)")
    }
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Outgoing({} to {}, part {})", self.id, self.channel, self.part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_along_names_creditor_message_and_part() {
        let id = Id::derive(&["a"]);
        let outgoing = Outgoing {
            creditor: "a/b".to_owned(),
            conversation: id.clone(),
            channel: super::super::WHATSAPP.to_owned(),
            to: Recipient { account: "1".to_owned(), address: "+5511987654321".to_owned() },
            id: id.clone(),
            part: 2,
            text: String::new(),
            options: Vec::new(),
            attachments: Vec::new(),
            payment: None,
            template: None,
            asks_phone: false,
            language: None,
            bytes: None,
        };

        assert_eq!(Outgoing::of_opaque(&outgoing.opaque()), Some(("a/b".to_owned(), id, 2)));
        assert_eq!(Outgoing::of_opaque("msg:9f0c2d"), None);
        assert!(!format!("{outgoing:?} {:?}", outgoing.to).contains("987654321"));
    }
}
