//! The Cloud API over HTTP: one request, one answer of bounded size, no redirect.
//!
//! The token goes into one header, marked as secret, and into nothing else: no address, no error and
//! no `Debug` holds it. What cannot be known is said: an answer that never came leaves open whether
//! the request was heard.

mod manage;
mod media;

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, Url, redirect};
use serde_json::Value;

use super::errors::{self, Answer};
use crate::config::channels::WhatsApp;
use crate::domain::channel::{Failure, Sent};

pub use manage::{Number, Remote, Rights, UNVERIFIED};
pub use media::{Media, Upload};

/// The longest answer that is read, in bytes; media has limits of its own.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The longest connecting may take: nothing was sent by then.
const CONNECT: Duration = Duration::from_secs(5);
/// The longest a message may take, from connecting to the last byte of the answer.
const LIMIT: Duration = Duration::from_secs(15);
/// The longest a file may take.
const FILE_LIMIT: Duration = Duration::from_mins(2);
/// How long an idle connection is kept: shorter than Meta keeps it, so that none dies under a send.
const IDLE: Duration = Duration::from_secs(20);

/// The way to one business's account.
pub struct Api {
    client: Client,
    root: Url,
    authorization: HeaderValue,
}

/// Why an account cannot be used as it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The address is none.
    #[error("could not read the address of the WhatsApp API")]
    Url,
    /// The token holds what no header can hold.
    #[error("could not use the WhatsApp token: it holds a character of no token")]
    Token,
    /// No client can be made.
    #[error("could not prepare the client of the WhatsApp API")]
    Client,
}

/// An answer, whatever it says.
struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lost {
    /// Nothing was sent.
    Unsent,
    /// It may have been heard.
    Unknown,
    /// It was heard, and the answer is longer than any.
    TooLong,
}

impl Api {
    /// Prepares the way; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for this address or token.
    pub fn new(settings: &WhatsApp) -> Result<Self, Unfit> {
        let mut root = Url::parse(&settings.base_url).map_err(|_| Unfit::Url)?;
        let of_web = matches!(root.scheme(), "https" | "http") && root.has_host();
        of_web.then_some(()).ok_or(Unfit::Url)?;
        root.path_segments_mut().map_err(|()| Unfit::Url)?.pop_if_empty().push(&settings.version);
        let bearer = format!("Bearer {}", settings.token.expose().trim());
        let mut authorization = HeaderValue::from_str(&bearer).map_err(|_| Unfit::Token)?;
        authorization.set_sensitive(true);
        let client = Client::builder()
            // A redirect would take words, and perhaps the token, to where nobody chose to send it.
            .redirect(redirect::Policy::none())
            // The environment is read in config/ only.
            .no_proxy()
            .https_only(root.scheme() == "https")
            .referer(false)
            .connect_timeout(CONNECT)
            .pool_idle_timeout(IDLE)
            .build()
            .map_err(|_| Unfit::Client)?;
        Ok(Self { client, root, authorization })
    }

    /// Posts a message of a number of ours.
    ///
    /// # Errors
    /// Why it was not sent, or that nobody knows.
    pub async fn send(&self, number: &str, message: &Value) -> Result<Sent, Failure> {
        let reply = self.post(&[number, "messages"], message, LIMIT).await?;
        let heard: Value = reply.json()?;
        let id = heard.pointer("/messages/0/id").and_then(Value::as_str);
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            // It was taken, but under which name nobody knows; its status will tell.
            return Err(Failure::Ambiguous { code: "garbled".to_owned() });
        };
        let contact = heard.pointer("/contacts/0");
        let told = contact.and_then(|it| it.get("wa_id").or_else(|| it.get("user_id")));
        let address = told.and_then(Value::as_str).map(str::to_owned);
        Ok(Sent { provider_id: Some(id.to_owned()), address })
    }

    /// Marks a message as read, and shows that an answer is being written.
    ///
    /// # Errors
    /// Why that did not work.
    pub async fn seen(&self, number: &str, mark: &Value) -> Result<(), Failure> {
        self.post(&[number, "messages"], mark, CONNECT).await.map(|_| ())
    }

    async fn get(&self, path: &[&str], query: &[(&str, &str)]) -> Result<Value, Failure> {
        let mut url = self.url(path)?;
        url.query_pairs_mut().extend_pairs(query);
        let request = self.request(Method::GET, url).timeout(LIMIT);
        accepted(self.call(request).await)?.json()
    }

    async fn post(&self, path: &[&str], body: &Value, limit: Duration) -> Result<Reply, Failure> {
        let request = self.request(Method::POST, self.url(path)?).timeout(limit);
        let request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        accepted(self.call(request).await)
    }

    /// The address of something; a part of a path never becomes two.
    fn url(&self, path: &[&str]) -> Result<Url, Failure> {
        let malformed = || Failure::Malformed { code: "bad-path".to_owned() };
        let bad = |part: &&&str| part.is_empty() || part.chars().all(|it| it == '.');
        if path.iter().find(bad).is_some() {
            return Err(malformed());
        }
        let mut url = self.root.clone();
        url.path_segments_mut().map_err(|()| malformed())?.extend(path);
        Ok(url)
    }

    fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url).header(AUTHORIZATION, self.authorization.clone())
    }

    async fn call(&self, request: RequestBuilder) -> Result<Reply, Lost> {
        let response = request.send().await.map_err(|error| lost(&error))?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = read(response, MOST_BYTES).await?;
        Ok(Reply { status, headers, body })
    }
}

impl Reply {
    fn json(&self) -> Result<Value, Failure> {
        serde_json::from_slice(&self.body)
            .map_err(|_| Failure::Ambiguous { code: "garbled".to_owned() })
    }
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api(redacted)")
    }
}

/// An answer that says yes, or what the other ones mean.
fn accepted(reply: Result<Reply, Lost>) -> Result<Reply, Failure> {
    let reply = reply.map_err(|lost| match lost {
        Lost::Unsent => Failure::Later { code: "unreachable".to_owned() },
        Lost::Unknown => Failure::Ambiguous { code: "no-answer".to_owned() },
        Lost::TooLong => Failure::Ambiguous { code: "answer-too-long".to_owned() },
    })?;
    if reply.status == 200 || reply.status == 201 {
        return Ok(reply);
    }
    let header = |name: &str| reply.headers.get(name).and_then(|value| value.to_str().ok());
    let answer = Answer {
        status: reply.status,
        retry_after: header(RETRY_AFTER.as_str()),
        usage: header("x-business-use-case-usage"),
    };
    Err(errors::of_answer(answer, &reply.body))
}

/// Whether anything was sent when there is no answer.
fn lost(error: &reqwest::Error) -> Lost {
    if error.is_connect() || error.is_builder() { Lost::Unsent } else { Lost::Unknown }
}

/// Reads a body up to a length.
async fn read(mut response: Response, most: usize) -> Result<Vec<u8>, Lost> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Lost::Unknown)? {
        if body.len() + chunk.len() > most {
            return Err(Lost::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

#[cfg(test)]
mod tests;
