//! The forms a message can take on WhatsApp, and each as Meta wants it written.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::channels::whatsapp::parse::is_user_id;
use crate::domain::channel::{Behind, Payment, TemplateCall};

/// One form of a message.
#[derive(Clone, PartialEq, Eq)]
pub enum Shape {
    /// Words alone.
    Text {
        /// The words, at most 4,096 letters.
        body: String,
    },
    /// Words over at most three buttons.
    Buttons {
        /// The words, at most 1,024 letters.
        body: String,
        /// What stands behind each button, and its title of at most 20 letters.
        buttons: Vec<Tap>,
    },
    /// Words over a button that opens a list of at most ten rows.
    List {
        /// The words, at most 1,024 letters.
        body: String,
        /// What opens the list, at most 20 letters.
        button: String,
        /// What stands behind each row, and its title of at most 24 letters.
        rows: Vec<Tap>,
    },
    /// Words over a button that opens a page.
    Link {
        /// The words, at most 1,024 letters.
        body: String,
        /// What stands on the button, at most 20 letters.
        label: String,
        /// The page.
        url: String,
    },
    /// A picture.
    Image {
        /// Where it is.
        source: Source,
        /// The words below it, at most 1,024 letters.
        caption: Option<String>,
    },
    /// A file.
    Document {
        /// Where it is.
        source: Source,
        /// Its name.
        name: String,
        /// The words below it, at most 1,024 letters.
        caption: Option<String>,
    },
    /// Words over a button that shares the customer's own phone number.
    AskPhone {
        /// The words, at most 1,024 letters.
        body: String,
    },
    /// Words over a payment that WhatsApp shows.
    Order {
        /// The words, at most 1,024 letters.
        body: String,
        /// What is paid.
        order: Box<Order>,
    },
    /// Words that end a payment shown before.
    OrderStatus {
        /// The words, at most 1,024 letters.
        body: String,
        /// The payment's reference.
        reference: String,
        /// What became of it.
        outcome: Outcome,
    },
    /// An approved template with its values.
    Template {
        /// The template.
        call: Box<TemplateCall>,
        /// What stands behind its quick replies, in order.
        payloads: Vec<String>,
        /// The payment that its button shows, where it has such a button.
        order: Option<Box<Order>>,
    },
}

/// Something to tap.
#[derive(Clone, PartialEq, Eq)]
pub struct Tap {
    /// What comes back.
    pub id: String,
    /// What stands on it.
    pub title: String,
}

/// Where a file is.
#[derive(Clone, PartialEq, Eq)]
pub enum Source {
    /// Kept by us under this id: it is uploaded as it is sent.
    Ours(String),
    /// Uploaded before: its id at Meta.
    Uploaded(String),
    /// At an address; Meta keeps what it found there for ten minutes, whatever becomes of it.
    At(String),
}

/// A payment that WhatsApp shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Order {
    /// What is paid, by whom it was asked.
    pub payment: Payment,
    /// The Pix code, as it is copied.
    pub pix: Option<String>,
    /// The digits of a boleto.
    pub boleto: Option<String>,
}

/// What became of a payment that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was paid.
    Paid {
        /// When.
        at: DateTime<Utc>,
    },
    /// It holds no more.
    Cancelled,
}

/// The request of one message.
///
/// `opaque` comes back in its statuses; `quoted` is the message that it answers, where it shows one.
pub fn request(address: &str, shape: &Shape, opaque: &str, quoted: Option<&str>) -> Value {
    let (kind, content) = shape.content();
    let mut request = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": kind,
        "biz_opaque_callback_data": opaque,
    });
    request[kind] = content;
    if is_user_id(address) {
        request["recipient"] = json!(address);
    } else {
        // Without the plus sign Meta puts the country of the sender in front.
        request["to"] = json!(format!("+{}", address.trim_start_matches('+')));
    }
    if let Some(quoted) = quoted {
        request["context"] = json!({ "message_id": quoted });
    }
    request
}

/// The request that marks a message as read, and shows that an answer is being written.
pub fn seen(message: &str, typing: bool) -> Value {
    let mut request =
        json!({ "messaging_product": "whatsapp", "status": "read", "message_id": message });
    if typing {
        request["typing_indicator"] = json!({ "type": "text" });
    }
    request
}

impl Shape {
    /// True where a file of ours must be uploaded before it can be sent.
    pub const fn waits_for_upload(&self) -> bool {
        matches!(
            self,
            Self::Image { source: Source::Ours(_), .. }
                | Self::Document { source: Source::Ours(_), .. }
        )
    }

    /// The same with its file as Meta knows it.
    #[must_use]
    pub fn uploaded(mut self, id: String) -> Self {
        if let Self::Image { source, .. } | Self::Document { source, .. } = &mut self {
            *source = Source::Uploaded(id);
        }
        self
    }

    fn content(&self) -> (&'static str, Value) {
        match self {
            Self::Text { body } => ("text", json!({ "body": body, "preview_url": false })),
            Self::Buttons { body, buttons } => {
                let buttons: Vec<Value> = buttons
                    .iter()
                    .map(|tap| json!({ "type": "reply", "reply": { "id": tap.id, "title": tap.title } }))
                    .collect();
                interactive("button", body, &json!({ "buttons": buttons }))
            }
            Self::List { body, button, rows } => {
                let rows: Vec<Value> =
                    rows.iter().map(|tap| json!({ "id": tap.id, "title": tap.title })).collect();
                let action = json!({ "button": button, "sections": [{ "rows": rows }] });
                interactive("list", body, &action)
            }
            Self::Link { body, label, url } => {
                let parameters = json!({ "display_text": label, "url": url });
                let action = json!({ "name": "cta_url", "parameters": parameters });
                interactive("cta_url", body, &action)
            }
            Self::Image { source, caption } => ("image", file(source, caption.as_deref())),
            Self::Document { source, name, caption } => {
                let mut content = file(source, caption.as_deref());
                content["filename"] = json!(name);
                ("document", content)
            }
            Self::AskPhone { body } => {
                interactive("contact_request", body, &json!({ "name": "request_contact_info" }))
            }
            Self::Order { body, order } => {
                let action = json!({ "name": "review_and_pay", "parameters": order.details() });
                interactive("order_details", body, &action)
            }
            Self::OrderStatus { body, reference, outcome } => {
                let parameters = outcome.parameters(reference);
                let action = json!({ "name": "review_order", "parameters": parameters });
                interactive("order_status", body, &action)
            }
            Self::Template { call, payloads, order } => {
                ("template", template(call, payloads, order.as_deref()))
            }
        }
    }
}

impl Order {
    fn details(&self) -> Value {
        let payment = &self.payment;
        let pix = self.pix.as_ref().map(|code| {
            json!({ "type": "pix_dynamic_code", "pix_dynamic_code": {
                "code": code, "merchant_name": payment.payee,
                "key": payment.key, "key_type": payment.key_type,
            } })
        });
        let boleto = self.boleto.as_ref().map(|line| boleto(line));
        let settings: Vec<Value> = [pix, boleto].into_iter().flatten().collect();
        json!({
            "reference_id": payment.reference,
            "type": "digital-goods",
            "payment_type": "br",
            "payment_settings": settings,
            "currency": "BRL",
            "total_amount": { "value": payment.amount.in_centavos(), "offset": 100 },
        })
    }
}

impl Outcome {
    fn parameters(self, reference: &str) -> Value {
        match self {
            Self::Paid { at } => json!({
                "reference_id": reference,
                "order": { "status": "completed" },
                "payment": { "status": "captured", "timestamp": at.timestamp() },
            }),
            Self::Cancelled => {
                json!({ "reference_id": reference, "order": { "status": "canceled" } })
            }
        }
    }
}

fn interactive(kind: &str, body: &str, action: &Value) -> (&'static str, Value) {
    ("interactive", json!({ "type": kind, "body": { "text": body }, "action": action }))
}

fn file(source: &Source, caption: Option<&str>) -> Value {
    let mut content = match source {
        Source::Uploaded(id) | Source::Ours(id) => json!({ "id": id }),
        Source::At(link) => json!({ "link": link }),
    };
    if let Some(caption) = caption.filter(|caption| !caption.is_empty()) {
        content["caption"] = json!(caption);
    }
    content
}

/// A boleto as Meta wants it: digits alone.
fn boleto(line: &str) -> Value {
    let digits: String = line.chars().filter(char::is_ascii_digit).collect();
    json!({ "type": "boleto", "boleto": { "digitable_line": digits } })
}

fn template(call: &TemplateCall, payloads: &[String], order: Option<&Order>) -> Value {
    let mut components = Vec::new();
    if !call.values.is_empty() {
        let value = |(name, text): &(String, String)| {
            let mut value = json!({ "type": "text", "text": on_one_line(text) });
            if call.named {
                value["parameter_name"] = json!(name);
            }
            value
        };
        let parameters: Vec<Value> = call.values.iter().map(value).collect();
        components.push(json!({ "type": "body", "parameters": parameters }));
    }
    for (place, payload) in payloads.iter().enumerate() {
        let parameter = json!({ "type": "payload", "payload": payload });
        components.push(button("quick_reply", place, &parameter));
    }
    for (place, behind) in &call.links {
        let place = usize::try_from(*place).unwrap_or_default();
        let asked = |setting: Value| json!({ "type": "action", "action": { "payment_request": { "payment_setting": setting } } });
        components.extend(match behind {
            Behind::Url(rest) => {
                Some(button("url", place, &json!({ "type": "text", "text": rest })))
            }
            Behind::Pix(code) => {
                let setting =
                    json!({ "type": "pix_dynamic_code", "pix_dynamic_code": { "code": code } });
                Some(button("payment_request", place, &asked(setting)))
            }
            Behind::Boleto(line) => Some(button("payment_request", place, &asked(boleto(line)))),
            Behind::Payment(uri) => {
                let setting = json!({ "type": "payment_link", "payment_link": { "uri": uri } });
                Some(button("payment_request", place, &asked(setting)))
            }
            Behind::Order => order.map(|order| {
                let action = json!({ "order_details": order.details() });
                button("order_details", place, &json!({ "type": "action", "action": action }))
            }),
        });
    }
    json!({
        "name": call.name,
        "language": { "code": call.language },
        "components": components,
    })
}

fn button(kind: &str, place: usize, parameter: &Value) -> Value {
    json!({ "type": "button", "sub_type": kind, "index": place.to_string(), "parameters": [parameter] })
}

/// A value without line breaks, tabs or rows of blanks, which Meta refuses.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// True where Meta takes a reference: at most 60 letters, digits and `_.-`.
pub fn is_reference(text: &str) -> bool {
    let fit = |byte: u8| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte);
    (1..=60).contains(&text.len()) && text.bytes().all(fit)
}
