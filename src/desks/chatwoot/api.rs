//! Chatwoot over HTTP: one call, one answer of bounded size, no redirect.
//!
//! The token goes into one header, marked as secret, and into nothing else.

use std::time::Duration;

use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Method, RequestBuilder, Response, Url, redirect};
use serde_json::Value as Json;

use crate::config::desks::Chatwoot;
use crate::desks::Trouble;

/// The header of the token.
const TOKEN: &str = "api_access_token";
/// The longest answer that is read, in bytes.
const MOST_BYTES: usize = 4 * 1024 * 1024;
/// The longest connecting may take.
const CONNECT: Duration = Duration::from_secs(3);
/// The longest a call may take.
const CALL: Duration = Duration::from_secs(8);
/// How long a connection is kept for the next call.
const IDLE: Duration = Duration::from_secs(20);

/// One account, over HTTP.
#[derive(Clone)]
pub struct Api {
    client: Client,
    base: Url,
    account: String,
    token: HeaderValue,
}

/// Why an account cannot be used as it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The address is none.
    #[error("could not read the address of Chatwoot")]
    Url,
    /// The token holds what no header can hold.
    #[error("could not use the token of Chatwoot: it holds a character of no token")]
    Token,
    /// No client can be made.
    #[error("could not prepare the client for Chatwoot")]
    Client,
}

impl Api {
    /// Prepares the way to an account; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for this address or token.
    pub fn new(settings: &Chatwoot) -> Result<Self, Unfit> {
        let base = Url::parse(&settings.base_url).map_err(|_| Unfit::Url)?;
        if base.cannot_be_a_base() || !matches!(base.scheme(), "https" | "http") {
            return Err(Unfit::Url);
        }
        let mut token = HeaderValue::from_str(settings.token.expose()).map_err(|_| Unfit::Token)?;
        token.set_sensitive(true);
        let client = Client::builder()
            // A redirect would take the token to where nobody chose to send it.
            .redirect(redirect::Policy::none())
            // The environment is read in config/ only.
            .no_proxy()
            .https_only(base.scheme() == "https")
            .referer(false)
            .tcp_nodelay(true)
            .connect_timeout(CONNECT)
            .pool_idle_timeout(IDLE)
            .build()
            .map_err(|_| Unfit::Client)?;
        Ok(Self { client, base, account: settings.account.clone(), token })
    }

    /// Whose token it is.
    ///
    /// # Errors
    /// Why Chatwoot does not tell.
    pub async fn profile(&self) -> Result<Json, Trouble> {
        let url = self.url(&["api", "v1", "profile"]);
        read(self.request(Method::GET, url)).await.map(|(answer, _)| answer)
    }

    /// What the clock of Chatwoot says.
    ///
    /// # Errors
    /// Why it does not answer.
    pub async fn time(&self) -> Result<Option<DateTime<Utc>>, Trouble> {
        let url = self.url(&["api", "v1", "profile"]);
        read(self.request(Method::GET, url)).await.map(|(_, date)| date)
    }

    /// Reads something of the account.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub async fn get(&self, path: &str, query: &[(&str, String)]) -> Result<Json, Trouble> {
        let mut url = self.of_account(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        read(self.request(Method::GET, url)).await.map(|(answer, _)| answer)
    }

    /// Makes something, or has something done.
    ///
    /// # Errors
    /// Why it was not, or why nobody knows.
    pub async fn post(&self, path: &str, body: &Json) -> Result<Json, Trouble> {
        let url = self.of_account(path);
        read(written(self.request(Method::POST, url), body)).await.map(|(answer, _)| answer)
    }

    /// Changes something.
    ///
    /// # Errors
    /// Why it was not, or why nobody knows.
    pub async fn patch(&self, path: &str, body: &Json) -> Result<Json, Trouble> {
        let url = self.of_account(path);
        read(written(self.request(Method::PATCH, url), body)).await.map(|(answer, _)| answer)
    }

    fn request(&self, method: Method, url: Url) -> RequestBuilder {
        self.client.request(method, url).header(TOKEN, self.token.clone()).timeout(CALL)
    }

    fn of_account(&self, path: &str) -> Url {
        let begin = ["api", "v1", "accounts", self.account.as_str()];
        let all: Vec<&str> = begin.into_iter().chain(path.split('/')).collect();
        self.url(&all)
    }

    fn url(&self, segments: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(segments);
        }
        url
    }
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api(Chatwoot)")
    }
}

fn written(request: RequestBuilder, body: &Json) -> RequestBuilder {
    request.header(CONTENT_TYPE, "application/json").body(body.to_string())
}

/// Sends a request and reads its answer, with the time that it says.
async fn read(request: RequestBuilder) -> Result<(Json, Option<DateTime<Utc>>), Trouble> {
    let response = request.send().await.map_err(|error| unsent(&error))?;
    let status = response.status().as_u16();
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
    let after = header(RETRY_AFTER).and_then(|value| value.trim().parse().ok());
    let date = header(DATE).and_then(|value| DateTime::parse_from_rfc2822(value).ok());
    let date = date.map(|date| date.to_utc());
    if !response.status().is_success() {
        return Err(refused(status, after));
    }
    let body = body(response).await?;
    if body.iter().all(u8::is_ascii_whitespace) {
        return Ok((Json::Null, date));
    }
    let answer = serde_json::from_slice(&body);
    answer.map(|answer| (answer, date)).map_err(|_| unknown("unreadable"))
}

/// What an error of Chatwoot's says.
fn refused(status: u16, after: Option<u32>) -> Trouble {
    let code = status.to_string();
    match status {
        401 | 403 | 404 => Trouble::Gone { code },
        429 | 503 => Trouble::Later { code, after },
        408 | 500.. | 300..=399 => Trouble::Unknown { code },
        _ => Trouble::Refused { code },
    }
}

/// Why a request has no answer: nothing left us before there was a connection.
fn unsent(error: &reqwest::Error) -> Trouble {
    if error.is_connect() {
        return Trouble::Later { code: "no-connection".to_owned(), after: None };
    }
    if error.is_builder() {
        return Trouble::Refused { code: "bad-request".to_owned() };
    }
    unknown(if error.is_timeout() { "timeout" } else { "no-answer" })
}

fn unknown(code: &str) -> Trouble {
    Trouble::Unknown { code: code.to_owned() }
}

/// Reads a body up to what it may be long.
async fn body(mut response: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| unknown("torn-answer"))? {
        if body.len() + chunk.len() > MOST_BYTES {
            return Err(unknown("too-long"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
