//! Both sides of Meta, as cheap as it gets: webhooks signed, messages taken and counted.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tokio::sync::mpsc::UnboundedSender;

use crate::people;

/// The app's secret.
pub const SECRET: &str = "segredo-de-teste";

/// How many numbers the creditor has; each may send a thousand a second.
pub const NUMBERS: u32 = 16;

/// The id of the number that a customer writes to.
pub fn account(number: u32) -> String {
    format!("2000000000{:05}", number % NUMBERS)
}

/// The signature header of a body.
pub fn signed(body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("any length is a key");
    mac.update(body);
    let bytes = mac.finalize().into_bytes();
    let hex = bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    });
    format!("x-hub-signature-256: sha256={hex}")
}

/// The webhook of one message.
pub fn message(number: u32, id: &str, text: &str, at: i64) -> Vec<u8> {
    let phone = people::phone(number);
    wrapped(
        number,
        &format!(
            r#""contacts":[{{"profile":{{"name":"Maria"}},"wa_id":"{phone}"}}],"messages":[{{"from":"{phone}","id":"wamid.{id}","timestamp":"{at}","type":"text","text":{{"body":"{text}"}}}}]"#
        ),
    )
}

/// The webhook of one status.
pub fn status(number: u32, id: &str, opaque: &str, status: &str, at: i64) -> Vec<u8> {
    let phone = people::phone(number);
    wrapped(
        number,
        &format!(
            r#""statuses":[{{"id":"{id}","status":"{status}","timestamp":"{at}","recipient_id":"{phone}","biz_opaque_callback_data":"{opaque}","pricing":{{"billable":true,"pricing_model":"PMP","type":"regular","category":"service"}}}}]"#
        ),
    )
}

fn wrapped(number: u32, value: &str) -> Vec<u8> {
    let account = account(number);
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"100000000000001","changes":[{{"field":"messages","value":{{"messaging_product":"whatsapp","metadata":{{"display_phone_number":"551130000000","phone_number_id":"{account}"}},{value}}}}}]}}]}}"#
    )
    .into_bytes()
}

/// What the provider saw of us.
pub struct Ledger {
    accepted: AtomicU64,
    /// When each customer last wrote, to know how long an answer took.
    asked: Mutex<Vec<Option<Instant>>>,
    /// How long answers took.
    took: Mutex<Vec<Duration>>,
    heard: UnboundedSender<Heard>,
}

/// A message that was taken.
#[derive(Clone, Debug)]
pub struct Heard {
    /// The customer it went to.
    pub number: u32,
    /// Its id.
    pub id: String,
    /// What went with it.
    pub opaque: String,
}

impl Ledger {
    /// An empty one for as many customers; each taken message is told.
    pub fn new(customers: u32, heard: UnboundedSender<Heard>) -> Self {
        let asked = Mutex::new(vec![None; customers as usize]);
        Self { accepted: AtomicU64::new(0), asked, took: Mutex::default(), heard }
    }

    /// How many messages were taken.
    pub fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::Relaxed)
    }

    /// A customer writes now.
    pub fn asks(&self, number: u32, at: Instant) {
        let mut asked = self.asked.lock().expect("nobody panics within");
        if let Some(slot) = asked.get_mut(number as usize) {
            *slot = Some(at);
        }
    }

    /// How long answers took since the last call, sorted.
    pub fn took(&self) -> Vec<Duration> {
        let mut took = std::mem::take(&mut *self.took.lock().expect("nobody panics within"));
        took.sort_unstable();
        took
    }

    /// Answers what was posted, as the Cloud API does.
    pub fn answer(&self, body: &[u8]) -> String {
        let Ok(json) = serde_json::from_slice::<serde_json::Value>(body) else {
            return r#"{"error":{"message":"no JSON","code":100}}"#.to_owned();
        };
        let Some(to) = json["to"].as_str() else { return r#"{"success":true}"#.to_owned() };
        let count = self.accepted.fetch_add(1, Ordering::Relaxed);
        let (id, number) = (format!("wamid.OUT{count}"), people::number(to).unwrap_or(0));
        let asked = self
            .asked
            .lock()
            .expect("nobody panics within")
            .get_mut(number as usize)
            .and_then(Option::take);
        if let Some(asked) = asked {
            self.took.lock().expect("nobody panics within").push(asked.elapsed());
        }
        let opaque = json["biz_opaque_callback_data"].as_str().unwrap_or_default().to_owned();
        // Nobody listens at the very end.
        let _ = self.heard.send(Heard { number, id: id.clone(), opaque });
        format!(
            r#"{{"messaging_product":"whatsapp","contacts":[{{"input":"{to}","wa_id":"{}"}}],"messages":[{{"id":"{id}"}}]}}"#,
            people::phone(number)
        )
    }
}
