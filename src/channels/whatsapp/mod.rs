//! WhatsApp by the Cloud API of Meta.
//!
//! [`parse`](parse::parse) reads webhooks once [`signature::verify`] said that they are Meta's;
//! [`encode`] writes messages; [`errors`] says what a refusal means; [`api`] sends. [`WhatsApp`] is
//! one number of ours, as the queue of outgoing messages sees it.

pub mod api;
pub mod encode;
pub mod errors;
pub mod parse;
pub mod signature;
pub mod templates;

use std::collections::BTreeMap;

use futures_util::future::BoxFuture;

pub use api::{Api, UNVERIFIED, Unfit};
pub use encode::{Means, Outcome, Shape};
pub use parse::{Malformed, Sorted};

use super::{Delivery, Seen};
use crate::config::channels;
use crate::domain::channel::{Failure, OrderStatus, Outgoing, Sent};
use crate::domain::locale::Locale;

/// What Meta answers where somebody cannot be shown a payment.
const NO_ORDER: &str = "2040";

/// One number of ours.
pub struct WhatsApp {
    api: Api,
    number: String,
    means: Means,
}

impl WhatsApp {
    /// Prepares a number for sending; nothing is sent yet.
    ///
    /// `list_button` is what stands on the button that opens a list, at most 20 letters.
    ///
    /// # Errors
    /// Where no client can be made for its settings.
    pub fn new(
        settings: &channels::WhatsApp,
        list_button: impl Into<String>,
    ) -> Result<Self, Unfit> {
        let means = Means {
            payments: settings.payments,
            list_button: list_button.into(),
            list_buttons: BTreeMap::new(),
        };
        let number = settings.phone_number_id.clone();
        Ok(Self { api: Api::new(settings)?, number, means })
    }

    /// The same, with what stands on that button in another language.
    #[must_use]
    pub fn speaking(mut self, locale: Locale, list_button: impl Into<String>) -> Self {
        self.means.list_buttons.insert(locale, list_button.into());
        self
    }

    /// The number's account at Meta, for everything that is no message of a conversation.
    pub const fn api(&self) -> &Api {
        &self.api
    }

    /// Sends one form, such as a first test message.
    ///
    /// # Errors
    /// Why it was not sent, or that nobody knows.
    pub async fn send(&self, address: &str, shape: &Shape, opaque: &str) -> Result<Sent, Failure> {
        self.api.send(&self.number, &encode::request(address, shape, opaque, None)).await
    }

    async fn part(&self, outgoing: &Outgoing) -> Result<Sent, Failure> {
        let Some((part, request)) = encode::encode(outgoing, &self.means) else {
            return Err(Failure::Malformed { code: "no-such-part".to_owned() });
        };
        let (part, request) = if part.waits_for_upload() {
            let part = part.uploaded(self.upload(outgoing).await?);
            let request = encode::request(&outgoing.to.address, &part, &outgoing.opaque(), None);
            (part, request)
        } else {
            (part, request)
        };
        let sent = match self.api.send(&self.number, &request).await {
            Err(failure) if failure.code() == NO_ORDER => match encode::without_order(&part) {
                // Refused, so it was not sent: the words go as they are, the code follows anyway.
                Some(words) => self.send(&outgoing.to.address, &words, &outgoing.opaque()).await,
                None => Err(failure),
            },
            answer => answer,
        };
        sent.map(|sent| Sent { address: another(sent.address, &outgoing.to.address), ..sent })
    }
}

impl WhatsApp {
    /// Brings a file of ours to Meta; as long as nothing points to it nobody sees it.
    async fn upload(&self, outgoing: &Outgoing) -> Result<String, Failure> {
        let lost = || Failure::Never { code: "no-file".to_owned(), gone: false };
        let file = encode::file(outgoing).ok_or_else(lost)?;
        let bytes = outgoing.bytes.as_ref().ok_or_else(lost)?.to_vec();
        let upload =
            api::Upload { bytes, mime: file.form.mime().to_owned(), name: file.name.clone() };
        match self.api.upload(&self.number, upload).await {
            // Whether it arrived or not: the customer was sent nothing.
            Err(Failure::Ambiguous { code }) => Err(Failure::Later { code }),
            answer => answer,
        }
    }
}

impl Delivery for WhatsApp {
    fn parts(&self, outgoing: &Outgoing) -> u32 {
        let parts = encode::parts(outgoing, &self.means).len().max(1);
        u32::try_from(parts).unwrap_or(u32::MAX)
    }

    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(self.part(outgoing))
    }

    fn shows_payment(&self, outgoing: &Outgoing) -> bool {
        encode::encode(outgoing, &self.means).is_some_and(|(part, _)| encode::shows_payment(&part))
    }

    fn tell_paid<'a>(&'a self, order: &'a OrderStatus) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(async move {
            let told = Shape::OrderStatus {
                body: order.text.clone(),
                reference: order.reference.clone(),
                outcome: Outcome::Paid { at: order.paid_at },
            };
            self.send(&order.to.address, &told, &order.opaque()).await
        })
    }

    fn attend<'a>(&'a self, seen: &'a Seen) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            if !seen.reference.starts_with("wamid.") {
                return Ok(());
            }
            let mark = encode::seen(&seen.reference, true);
            self.api.seen(&self.number, &mark).await
        })
    }
}

impl std::fmt::Debug for WhatsApp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WhatsApp({})", self.number)
    }
}

/// The address as Meta told it, where it is another line than the one written to.
///
/// The number without its ninth digit is the same line, and is not written to: Meta makes the one
/// of the other by itself.
fn another(told: Option<String>, address: &str) -> Option<String> {
    let told = told.filter(|told| !told.is_empty())?;
    let told =
        if told.bytes().all(|it| it.is_ascii_digit()) { parse::address_of(&told) } else { told };
    let digits = address.trim_start_matches('+');
    (told != address && told != parse::address_of(digits)).then_some(told)
}

#[cfg(test)]
mod tests;
