//! Telegram over HTTP: one call, one answer of bounded size, no redirect.
//!
//! teloxide's payloads and types are sent by a client of our own, for what its own sending does:
//! it rests ten seconds on every 5xx, throws away the error's number, takes a message for lost
//! where its answer holds a kind that it does not know, and shows the token in the bot's debug form.
//! The token goes into the path and into nothing else: no error of the HTTP client is ever shown.

use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, Response, Url, redirect};
use serde::Serialize;
use serde_json::{Value as Json, json};
use teloxide::payloads::{AnswerCallbackQuery, SendDocument, SendPhoto};
use teloxide::requests::Payload;
use teloxide::types::CallbackQueryId;

use super::encode;
use super::parse::KINDS;
use super::trouble::{Refusal, Trouble};
use crate::config::hints::Secret;

/// The longest connecting may take.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a connection is kept for the next call; Telegram keeps its end longer.
const IDLE: Duration = Duration::from_secs(20);
/// The longest a call may take: a server that is told to end ends within ten seconds.
const CALL: Duration = Duration::from_secs(8);
/// The longest sending a file may take.
const FILE: Duration = Duration::from_secs(25);
/// How much longer than its poll an answer to it may take.
const BEYOND_POLL: Duration = Duration::from_secs(5);
/// The longest a download may take.
const DOWNLOAD: Duration = Duration::from_mins(1);
/// The longest answer that is read, in bytes: a hundred updates are far below.
const MOST_BYTES: u64 = 8 * 1024 * 1024;
/// The largest file that Telegram lets a bot fetch, in bytes.
pub const LARGEST_FILE: u64 = 20 * 1024 * 1024;

/// One bot, over HTTP.
#[derive(Clone)]
pub struct Api {
    client: Client,
    base: Url,
    token: Secret,
}

/// Why a bot cannot be used as it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The address is none.
    #[error("could not read the address of Telegram's API")]
    Url,
    /// The token is none.
    #[error("could not use the bot's token: it is not of the form 123456:letters")]
    Token,
    /// No client can be made.
    #[error("could not prepare the client for Telegram")]
    Client,
}

/// A bot as Telegram knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Its id.
    pub id: i64,
    /// Its user name, without `@`.
    pub username: String,
    /// Its name.
    pub name: String,
}

/// How Telegram shall post updates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Where to.
    pub url: String,
    /// What it shall bring in its header.
    pub secret: Secret,
    /// How many posts at once, 1 to 100.
    pub at_once: u8,
    /// True where what waits there is thrown away.
    pub forget: bool,
}

/// How Telegram posts updates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookInfo {
    /// Where to; empty where it does not.
    pub url: String,
    /// Updates that wait there.
    pub waiting: u64,
    /// What went wrong last, in Telegram's words.
    pub last_error: Option<String>,
    /// When it did.
    pub last_error_at: Option<DateTime<Utc>>,
    /// How many posts at once.
    pub at_once: Option<u64>,
    /// The kinds of updates that are posted; empty for Telegram's own choice.
    pub kinds: Vec<String>,
}

impl Api {
    /// Prepares the way to a bot; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for this address or token.
    pub fn new(base_url: &str, token: &Secret) -> Result<Self, Unfit> {
        let base = Url::parse(base_url).map_err(|_| Unfit::Url)?;
        if base.cannot_be_a_base() || !matches!(base.scheme(), "https" | "http") {
            return Err(Unfit::Url);
        }
        if !is_token(token.expose()) {
            return Err(Unfit::Token);
        }
        let client = Client::builder()
            // A redirect would take the token to where nobody chose to send it.
            .redirect(redirect::Policy::none())
            // The environment is read in config/ only.
            .no_proxy()
            .https_only(base.scheme() == "https")
            .referer(false)
            .tcp_nodelay(true)
            .connect_timeout(CONNECT)
            // A connection that the other side gives up while we write leaves a message unknown.
            .pool_idle_timeout(IDLE)
            .build()
            .map_err(|_| Unfit::Client)?;
        Ok(Self { client, base, token: token.clone() })
    }

    /// Who the bot is.
    ///
    /// # Errors
    /// Why Telegram does not tell.
    pub async fn me(&self) -> Result<Me, Trouble> {
        let found = self.post("getMe", &json!({}), CALL).await?;
        let text = |name: &str| found.get(name).and_then(Json::as_str).unwrap_or_default();
        let id = found.get("id").and_then(Json::as_i64);
        let id = id.ok_or_else(|| Trouble::Unknown("no-id".to_owned()))?;
        Ok(Me { id, username: text("username").to_owned(), name: text("first_name").to_owned() })
    }

    /// Lets Telegram post updates, of the kinds that are read.
    ///
    /// # Errors
    /// Why Telegram does not.
    pub async fn set_webhook(&self, webhook: &Webhook) -> Result<(), Trouble> {
        let body = json!({
            "url": webhook.url,
            "secret_token": webhook.secret.expose(),
            "allowed_updates": KINDS,
            "max_connections": webhook.at_once.clamp(1, 100),
            "drop_pending_updates": webhook.forget,
        });
        self.post("setWebhook", &body, CALL).await.map(drop)
    }

    /// Stops Telegram from posting updates; what waits there stays, but where it is thrown away.
    ///
    /// # Errors
    /// Why Telegram does not.
    pub async fn delete_webhook(&self, forget: bool) -> Result<(), Trouble> {
        let body = json!({ "drop_pending_updates": forget });
        self.post("deleteWebhook", &body, CALL).await.map(drop)
    }

    /// How Telegram posts updates now.
    ///
    /// # Errors
    /// Why Telegram does not tell.
    pub async fn webhook_info(&self) -> Result<WebhookInfo, Trouble> {
        let found = self.post("getWebhookInfo", &json!({}), CALL).await?;
        let text = |name: &str| found.get(name).and_then(Json::as_str).map(str::to_owned);
        let number = |name: &str| found.get(name).and_then(Json::as_u64);
        let at = found.get("last_error_date").and_then(Json::as_i64);
        let kinds = found.get("allowed_updates").and_then(Json::as_array);
        let kinds = kinds.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned);
        Ok(WebhookInfo {
            url: text("url").unwrap_or_default(),
            waiting: number("pending_update_count").unwrap_or(0),
            last_error: text("last_error_message"),
            last_error_at: at.and_then(|at| DateTime::from_timestamp(at, 0)),
            at_once: number("max_connections"),
            kinds: kinds.collect(),
        })
    }

    /// Asks for updates from a number on, and so tells that those before it are kept.
    ///
    /// # Errors
    /// Why there are none to be had.
    pub async fn updates(&self, from: Option<i64>, wait: Duration) -> Result<Vec<Json>, Trouble> {
        let mut body = json!({ "timeout": wait.as_secs(), "limit": 100, "allowed_updates": KINDS });
        if let (Some(from), Some(body)) = (from, body.as_object_mut()) {
            body.insert("offset".to_owned(), json!(from));
        }
        match self.post("getUpdates", &body, wait + BEYOND_POLL).await? {
            Json::Array(updates) => Ok(updates),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
                Err(Trouble::Unknown("no-updates".to_owned()))
            }
        }
    }

    /// Stops the button of a tap from turning.
    ///
    /// # Errors
    /// Why it goes on; after a while it stops by itself, and Telegram refuses.
    pub async fn answer_tap(&self, query: &str) -> Result<Json, Trouble> {
        self.call(&AnswerCallbackQuery::new(CallbackQueryId(query.to_owned()))).await
    }

    /// Makes a typed call.
    ///
    /// # Errors
    /// Why it did not do what it should.
    pub async fn call<P>(&self, payload: &P) -> Result<Json, Trouble>
    where
        P: Payload + Serialize,
    {
        self.post(P::NAME, payload, CALL).await
    }

    /// Sends a picture of ours.
    ///
    /// # Errors
    /// Why it was not sent.
    pub async fn send_picture(&self, call: &SendPhoto, png: Vec<u8>) -> Result<Json, Trouble> {
        let unfit = |_| Trouble::Impossible("bad-form");
        let part = Part::bytes(png).file_name("pix.png").mime_str("image/png").map_err(unfit)?;
        let fields = encode::form(call).into_iter();
        let form = fields.fold(Form::new(), |form, (name, value)| form.text(name, value));
        let request =
            self.client.post(self.url(SendPhoto::NAME)).multipart(form.part("photo", part));
        read(request.timeout(CALL)).await
    }

    /// Sends a file of somebody of ours, by its name and type.
    ///
    /// A picture goes as a file as well: as a photograph Telegram refuses some by their measures, and
    /// makes small letters unreadable.
    ///
    /// # Errors
    /// Why it was not sent.
    pub async fn send_file(
        &self,
        call: &SendDocument,
        (name, mime): (&str, &str),
        bytes: Vec<u8>,
    ) -> Result<Json, Trouble> {
        let unfit = |_| Trouble::Impossible("bad-form");
        let part = Part::bytes(bytes).file_name(name.to_owned()).mime_str(mime).map_err(unfit)?;
        let fields = encode::form(call).into_iter();
        let form = fields.fold(Form::new(), |form, (name, value)| form.text(name, value));
        let request =
            self.client.post(self.url(SendDocument::NAME)).multipart(form.part("document", part));
        read(request.timeout(FILE)).await
    }

    /// Fetches a file that somebody sent, unless it is larger than a bot may fetch.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub async fn file(&self, id: &str) -> Result<Bytes, Trouble> {
        let found = self.post("getFile", &json!({ "file_id": id }), CALL).await?;
        if found.get("file_size").and_then(Json::as_u64).is_some_and(|size| size > LARGEST_FILE) {
            return Err(Trouble::Impossible("too-big"));
        }
        let path = found.get("file_path").and_then(Json::as_str);
        let path = path.ok_or(Trouble::Impossible("no-file-path"))?;
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("file").push(&format!("bot{}", self.token.expose()));
            segments.extend(path.split('/'));
        }
        let response =
            self.client.get(url).timeout(DOWNLOAD).send().await.map_err(|error| unsent(&error))?;
        let status = response.status();
        if !status.is_success() {
            return Err(Trouble::of_page(status.as_u16(), None));
        }
        body(response, LARGEST_FILE).await.map(Bytes::from)
    }

    async fn post<B>(&self, method: &str, body: &B, limit: Duration) -> Result<Json, Trouble>
    where
        B: Serialize + ?Sized,
    {
        let body = serde_json::to_vec(body).map_err(|_| Trouble::Impossible("bad-body"))?;
        let request = self.client.post(self.url(method)).header(CONTENT_TYPE, "application/json");
        read(request.body(body).timeout(limit)).await
    }

    /// A method's address, with its name as the documentation writes it.
    fn url(&self, method: &str) -> Url {
        let mut letters = method.chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        let name: String = first.into_iter().chain(letters).collect();
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(&format!("bot{}", self.token.expose())).push(&name);
        }
        url
    }
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api(Telegram)")
    }
}

/// True where a text has the form of a bot's token.
pub fn is_token(text: &str) -> bool {
    let Some((id, key)) = text.split_once(':') else { return false };
    let in_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    id.parse::<i64>().is_ok_and(|id| id > 0) && !key.is_empty() && key.chars().all(in_key)
}

async fn read(request: RequestBuilder) -> Result<Json, Trouble> {
    let response = request.send().await.map_err(|error| unsent(&error))?;
    let status = response.status().as_u16();
    let after = response.headers().get(RETRY_AFTER);
    let after = after.and_then(|value| value.to_str().ok()?.trim().parse().ok());
    let body = body(response, MOST_BYTES).await?;
    let Ok(answer) = serde_json::from_slice::<Json>(&body) else {
        return Err(Trouble::of_page(status, after));
    };
    if let Some(mut refusal) = Refusal::read(status, &answer) {
        refusal.after = refusal.after.or(after);
        return Err(Trouble::Refused(refusal));
    }
    match answer {
        Json::Object(mut answer) if answer.get("ok") == Some(&Json::Bool(true)) => {
            Ok(answer.remove("result").unwrap_or_default())
        }
        _ => Err(Trouble::of_page(status, after)),
    }
}

/// Why a request has no answer: nothing left us before there was a connection.
fn unsent(error: &reqwest::Error) -> Trouble {
    if error.is_connect() {
        return Trouble::Unreached("no-connection");
    }
    if error.is_builder() {
        return Trouble::Impossible("bad-request");
    }
    Trouble::Unknown(if error.is_timeout() { "timeout" } else { "no-answer" }.to_owned())
}

/// Reads a body up to what it may be long.
async fn body(mut response: Response, most: u64) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    let torn = |error: reqwest::Error| {
        Trouble::Unknown(if error.is_timeout() { "timeout" } else { "torn-answer" }.to_owned())
    };
    while let Some(chunk) = response.chunk().await.map_err(torn)? {
        if u64::try_from(body.len() + chunk.len()).is_ok_and(|length| length > most) {
            return Err(Trouble::Unknown("too-long".to_owned()));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}
