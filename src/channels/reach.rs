//! Asks our own public address what a provider would ask, to see whether providers reach us.

use std::time::Duration;

use reqwest::{Client, Url, redirect};

use crate::config::hints::Secret;

/// How long our own address may take.
const WITHIN: Duration = Duration::from_secs(10);

/// How our public address answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It is us, and the word is the one set.
    Us,
    /// Somebody answered, but not as we would.
    Other(u16),
    /// Nobody answered, or not encrypted as a provider wants it.
    Nobody,
}

/// Asks the webhook's address of WhatsApp under a public address to be registered.
pub async fn whatsapp(public_url: &str, word: &Secret, challenge: &str) -> Reached {
    let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().build();
    let url = Url::parse(&format!("{public_url}/webhooks/whatsapp"));
    let (Ok(client), Ok(mut url)) = (client, url) else { return Reached::Nobody };
    url.query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.verify_token", word.expose())
        .append_pair("hub.challenge", challenge);
    let Ok(mut answer) = client.get(url).timeout(WITHIN).send().await else {
        return Reached::Nobody;
    };
    let status = answer.status();
    let body = answer.chunk().await.ok().flatten().unwrap_or_default();
    if status.is_success() && body == challenge.as_bytes() {
        Reached::Us
    } else {
        Reached::Other(status.as_u16())
    }
}

/// Posts a signed body to an address of ours; `signed` is the signature and its time.
pub async fn signed(url: &str, signed: (&str, &str), body: String) -> Reached {
    let client = Client::builder().redirect(redirect::Policy::none()).no_proxy().build();
    let (Ok(client), Ok(url)) = (client, Url::parse(url)) else { return Reached::Nobody };
    let (signature, at) = signed;
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header("X-Chatwoot-Signature", signature)
        .header("X-Chatwoot-Timestamp", at)
        .body(body)
        .timeout(WITHIN);
    match request.send().await {
        Ok(answer) if answer.status().is_success() => Reached::Us,
        Ok(answer) => Reached::Other(answer.status().as_u16()),
        Err(_) => Reached::Nobody,
    }
}
