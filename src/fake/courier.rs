//! Posts webhooks until they are taken, as the providers do, only faster.
//!
//! It knows neither what it carries nor how that is signed: a [`Parcel`] comes ready.

use std::net::IpAddr;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use reqwest::{Client, StatusCode, Url};

use super::{Error, held};

/// A webhook ready to be posted.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// The body, byte by byte as it was signed.
    pub body: Bytes,
    /// Headers beside the content type.
    pub headers: Vec<(&'static str, String)>,
}

/// How long somebody goes on posting.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// The pause before the second try.
    pub first: Duration,
    /// The longest pause; each is twice the one before.
    pub longest: Duration,
    /// Tries after which it is given up.
    pub tries: u32,
    /// How long an answer may take.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            first: Duration::from_millis(50),
            longest: Duration::from_secs(2),
            tries: 200,
            answer: Duration::from_secs(10),
        }
    }
}

impl Patience {
    fn pause(&self, tried: u32) -> Duration {
        let doubled = self.first.saturating_mul(1 << tried.saturating_sub(1).min(16));
        doubled.min(self.longest)
    }
}

/// How the posting went so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Tally {
    /// Times that something was posted.
    pub posted: u64,
    /// Webhooks that were taken.
    pub taken: u64,
    /// Webhooks that were given up.
    pub given_up: u64,
}

/// Posts to one address at a time; the address may change.
#[derive(Debug)]
pub struct Courier {
    client: Client,
    url: Mutex<Option<Url>>,
    patience: Patience,
    takes: fn(StatusCode) -> bool,
    posted: AtomicU64,
    taken: AtomicU64,
    given_up: AtomicU64,
}

impl Courier {
    /// One that posts nowhere until it is told where; which statuses take a webhook is given.
    ///
    /// # Errors
    /// When the client cannot be made.
    pub fn new(patience: Patience, takes: fn(StatusCode) -> bool) -> Result<Self, Error> {
        let client = Client::builder().no_proxy().timeout(patience.answer).build();
        Ok(Self {
            client: client.map_err(Error::Client)?,
            url: Mutex::new(None),
            patience,
            takes,
            posted: AtomicU64::new(0),
            taken: AtomicU64::new(0),
            given_up: AtomicU64::new(0),
        })
    }

    /// Posts there from now on, or nowhere.
    pub fn aim(&self, url: Option<Url>) {
        *held(&self.url) = url;
    }

    /// Where it posts.
    pub fn aimed(&self) -> Option<Url> {
        held(&self.url).clone()
    }

    /// How it went so far.
    pub fn tally(&self) -> Tally {
        Tally {
            posted: self.posted.load(Ordering::Relaxed),
            taken: self.taken.load(Ordering::Relaxed),
            given_up: self.given_up.load(Ordering::Relaxed),
        }
    }

    /// Posts once; true where it was taken.
    pub async fn post(&self, parcel: &Parcel) -> bool {
        let Some(url) = self.aimed() else { return true };
        self.posted.fetch_add(1, Ordering::Relaxed);
        let mut request = self.client.post(url).header("content-type", "application/json");
        for (name, value) in &parcel.headers {
            request = request.header(*name, value);
        }
        let answered = request.body(parcel.body.clone()).send().await;
        let taken = answered.is_ok_and(|response| (self.takes)(response.status()));
        if taken {
            self.taken.fetch_add(1, Ordering::Relaxed);
        }
        taken
    }

    /// Goes on posting what was refused once, until it is taken or patience ends.
    pub async fn insist(&self, parcel: &Parcel) -> bool {
        for tried in 1..self.patience.tries {
            tokio::time::sleep(self.patience.pause(tried)).await;
            if self.post(parcel).await {
                return true;
            }
        }
        self.given_up.fetch_add(1, Ordering::Relaxed);
        false
    }

    /// Asks an address as verifications do; its answer's status and body.
    pub async fn ask(&self, url: Url) -> Option<(u16, String)> {
        let response = self.client.get(url).send().await.ok()?;
        let status = response.status().as_u16();
        Some((status, response.text().await.ok()?))
    }
}

/// An address on this machine.
///
/// # Errors
/// When it is no address, or one elsewhere.
pub fn on_this_machine(text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|_| Error::Webhook(text.to_owned()))?;
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let here = bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    if here { Ok(url) } else { Err(Error::Webhook(text.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn webhooks_stay_on_this_machine() {
        assert!(on_this_machine("http://127.0.0.1:8080/webhooks/whatsapp").is_ok());
        assert!(on_this_machine("http://localhost:1/x").is_ok());
        assert!(on_this_machine("http://[::1]:1/x").is_ok());
        assert!(on_this_machine("https://example.com/x").is_err());
        assert!(on_this_machine("nowhere").is_err());
    }

    #[test]
    fn pauses_double_up_to_the_longest() {
        let patience = Patience::default();

        assert_eq!(patience.pause(1), Duration::from_millis(50));
        assert_eq!(patience.pause(2), Duration::from_millis(100));
        assert_eq!(patience.pause(30), Duration::from_secs(2));
    }
}
