//! One message as the page receives it.

use serde::Serialize;

/// A message of the conversation, whoever it is from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// Its place in the conversation; also the id of its server-sent event.
    pub seq: i64,
    /// Who speaks.
    pub from: Speaker,
    /// The hour, in the customer's time zone.
    pub time: String,
    /// The day, in the customer's time zone.
    pub day: String,
    /// The whole text.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<ShownOption>,
    /// What goes with it.
    pub attachments: Vec<ShownAttachment>,
    /// The id that the page made, where the page sent it.
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The bot.
    Bot,
    /// A human of the team.
    Agent,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShownOption {
    /// Its id.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// Something that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ShownAttachment {
    /// A Pix code with its picture.
    Pix {
        /// The whole payload.
        code: String,
        /// The address of its QR picture.
        qr: String,
    },
    /// A linha digitável.
    Boleto {
        /// The digits.
        line: String,
    },
    /// What the customer sent.
    Media {
        /// Its words.
        label: String,
    },
}
