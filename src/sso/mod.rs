//! Signing in by somebody else's word: `OpenID` Connect, authorization code with PKCE.
//!
//! The provider says where its pages are (discovery) and with which keys it signs; a token counts
//! only where its signature, issuer, audience, times and nonce are right. This module knows no
//! person and no session: it answers with what the provider vouches for.

mod proof;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use reqwest::{Client as Http, Response, Url, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

pub use self::proof::Vouched;
use self::proof::{Expected, Keys};
use crate::clock::Stopwatch;
use crate::config::desk::{Oidc, is_reached_safely};

/// The longest answer that is read, in bytes.
const MOST_BYTES: usize = 256 * 1024;

/// How long a provider may take.
const WITHIN: Duration = Duration::from_secs(10);

/// How long what a provider says about itself is good.
const FRESH: Duration = Duration::from_mins(10);

/// Why nobody was vouched for; no variant holds what a provider said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unvouched {
    /// The provider does not answer, or not as one.
    #[error("the provider could not be asked")]
    Unreachable,
    /// The provider does not take the code.
    #[error("the provider refused the code")]
    Refused,
    /// The token is not what it must be.
    #[error("the token is not good: {0}")]
    Bad(&'static str),
    /// The system gives no random numbers.
    #[error("could not draw a random number")]
    NoChance,
}

/// What a browser is sent off with, and holds meanwhile.
#[derive(Clone, PartialEq, Eq)]
pub struct Departure {
    /// Where the browser goes.
    pub url: String,
    /// What must come back with it.
    pub state: String,
    /// What must stand in the token.
    pub nonce: String,
    /// What proves that the code is exchanged by who asked for it.
    pub verifier: String,
}

/// What a provider says about itself.
#[derive(Clone, Debug, Deserialize)]
struct Provider {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// A provider that is asked; clones share what it said.
#[derive(Clone)]
pub struct Client {
    settings: Oidc,
    back: String,
    http: Http,
    known: Arc<Mutex<Option<(Stopwatch, Provider, Keys)>>>,
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("issuer", &self.settings.issuer).finish_non_exhaustive()
    }
}

impl Client {
    /// Prepares the way to a provider; `back` is where it sends browsers afterwards.
    ///
    /// # Errors
    /// Where no client can be made.
    pub fn new(settings: Oidc, back: String) -> Result<Self, Unvouched> {
        let http = Http::builder()
            .redirect(redirect::Policy::none())
            // The environment is read in config/ only.
            .no_proxy()
            .referer(false)
            .timeout(WITHIN)
            .build()
            .map_err(|_| Unvouched::Unreachable)?;
        Ok(Self { settings, back, http, known: Arc::default() })
    }

    /// Where a browser goes to sign in, and what it holds meanwhile.
    ///
    /// # Errors
    /// Where the provider cannot be asked.
    pub async fn depart(&self) -> Result<Departure, Unvouched> {
        let (provider, _) = self.known(false).await?;
        let (state, nonce, verifier) = (chance()?, chance()?, chance()?);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
        let mut url =
            Url::parse(&provider.authorization_endpoint).map_err(|_| Unvouched::Unreachable)?;
        url.query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client)
            .append_pair("redirect_uri", &self.back)
            .append_pair("scope", &self.settings.scope())
            .append_pair("state", &state)
            .append_pair("nonce", &nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        Ok(Departure { url: url.into(), state, nonce, verifier })
    }

    /// Exchanges what a browser brought back for what the provider vouches for.
    ///
    /// # Errors
    /// Why nobody is vouched for.
    pub async fn arrive(
        &self,
        code: &str,
        (verifier, nonce): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Vouched, Unvouched> {
        let (provider, keys) = self.known(false).await?;
        let token = self.exchange(&provider, (code, verifier)).await?;
        let expected =
            Expected { issuer: &provider.issuer, client: &self.settings.client, nonce, now };
        match proof::read(&token, &keys, &expected) {
            // The provider may sign with a new key since it was last asked.
            Err(Unvouched::Bad(proof::NO_KEY)) => {
                let (_, keys) = self.known(true).await?;
                proof::read(&token, &keys, &expected)
            }
            read => read,
        }
    }

    async fn exchange(
        &self,
        provider: &Provider,
        (code, verifier): (&str, &str),
    ) -> Result<String, Unvouched> {
        let secret = self.settings.secret.expose();
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.back),
            ("code_verifier", verifier),
            ("client_id", &self.settings.client),
        ];
        let methods = &provider.token_endpoint_auth_methods_supported;
        let in_form = methods.iter().any(|method| method == "client_secret_post");
        let request = self.http.post(&provider.token_endpoint);
        let request = if in_form {
            form.push(("client_secret", secret));
            request
        } else {
            request.basic_auth(escaped(&self.settings.client), Some(escaped(secret)))
        };
        let answer = request.form(&form).send().await.map_err(|_| Unvouched::Unreachable)?;
        if answer.status().is_client_error() {
            return Err(Unvouched::Refused);
        }
        Ok(read::<Tokens>(answer).await?.id_token)
    }

    /// What the provider says about itself, and its keys; asked anew where that is wanted or old.
    async fn known(&self, anew: bool) -> Result<(Provider, Keys), Unvouched> {
        if !anew && let Some(known) = self.remembered() {
            return Ok(known);
        }
        let issuer = self.settings.issuer.trim_end_matches('/');
        let provider: Provider =
            self.ask(&format!("{issuer}/.well-known/openid-configuration")).await?;
        if provider.issuer.trim_end_matches('/') != issuer {
            return Err(Unvouched::Bad("issuer"));
        }
        let ways = [&provider.authorization_endpoint, &provider.token_endpoint, &provider.jwks_uri];
        if !ways.into_iter().all(|way| is_reached_safely(way)) {
            return Err(Unvouched::Bad("address"));
        }
        let keys: Keys = self.ask(&provider.jwks_uri).await?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((Stopwatch::start(), provider.clone(), keys.clone()));
        Ok((provider, keys))
    }

    fn remembered(&self) -> Option<(Provider, Keys)> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, provider, keys) = known.as_ref()?;
        (since.elapsed() < FRESH).then(|| (provider.clone(), keys.clone()))
    }

    async fn ask<T: DeserializeOwned>(&self, url: &str) -> Result<T, Unvouched> {
        let answer = self.http.get(url).send().await.map_err(|_| Unvouched::Unreachable)?;
        read(answer).await
    }
}

/// Reads an answer of bounded size.
async fn read<T: DeserializeOwned>(mut answer: Response) -> Result<T, Unvouched> {
    if !answer.status().is_success() {
        return Err(Unvouched::Unreachable);
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| Unvouched::Unreachable)? {
        if body.len() + part.len() > MOST_BYTES {
            return Err(Unvouched::Unreachable);
        }
        body.extend_from_slice(&part);
    }
    serde_json::from_slice(&body).map_err(|_| Unvouched::Unreachable)
}

fn chance() -> Result<String, Unvouched> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| Unvouched::NoChance)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// A name or secret as RFC 6749 has it stand in a header: escaped as in a form.
fn escaped(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}
