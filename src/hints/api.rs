//! The endpoint over HTTP: one request, one answer of bounded size, no redirect.
//!
//! The key goes into one header, marked as secret, and into nothing else.

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use super::Silence;
use crate::config::hints::Hints;

/// The longest answer that is read, in bytes.
const MOST_BYTES: usize = 64 * 1024;
/// The longest connecting may take; the whole question has its own limit.
const CONNECT: Duration = Duration::from_secs(2);

/// Where questions go.
pub struct Api {
    client: Client,
    url: Url,
    authorization: Option<HeaderValue>,
}

impl Api {
    /// Prepares the way to an endpoint; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for this address or key.
    pub fn new(settings: &Hints) -> Result<Self, Unfit> {
        let url = Url::parse(&settings.completions()).map_err(|_| Unfit::Url)?;
        let authorization = match &settings.key {
            None => None,
            Some(key) => {
                let bearer = format!("Bearer {}", key.expose());
                let mut value = HeaderValue::from_str(&bearer).map_err(|_| Unfit::Key)?;
                value.set_sensitive(true);
                Some(value)
            }
        };
        let client = Client::builder()
            // A redirect would take the text, and perhaps the key, to where nobody chose to send it.
            .redirect(redirect::Policy::none())
            // The environment is read in config/ only.
            .no_proxy()
            .https_only(url.scheme() == "https")
            .referer(false)
            .connect_timeout(CONNECT)
            .pool_max_idle_per_host(settings.at_once)
            .build()
            .map_err(|_| Unfit::Client)?;
        Ok(Self { client, url, authorization })
    }

    /// Sends a request and reads the answer's body.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn call(&self, body: Vec<u8>) -> Result<Vec<u8>, Silence> {
        let mut request = self.client.post(self.url.clone()).header(CONTENT_TYPE, JSON).body(body);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization.clone());
        }
        let response = request.send().await.map_err(|_| Silence::Unreachable)?;
        if response.status() != StatusCode::OK {
            return Err(Silence::Refused {
                status: response.status().as_u16(),
                wait: retry_after(&response),
            });
        }
        read(response).await
    }
}

const JSON: &str = "application/json";

/// Why an endpoint cannot be used as it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The address is none.
    #[error("could not read the address of the second opinion")]
    Url,
    /// The key holds what no header can hold.
    #[error("could not use the key of the second opinion: it holds a character of no key")]
    Key,
    /// No client can be made.
    #[error("could not prepare the client of the second opinion")]
    Client,
}

/// Reads a body up to what an answer may be long.
async fn read(mut response: Response) -> Result<Vec<u8>, Silence> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| Silence::Unreachable)? {
        if body.len() + chunk.len() > MOST_BYTES {
            return Err(Silence::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// The seconds that the endpoint asks to be left alone for.
fn retry_after(response: &Response) -> Option<u32> {
    response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()
}
