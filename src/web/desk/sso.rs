//! Signing in by the word of a provider: sent off, and taken in again.
//!
//! What must come back is held by the browser meanwhile, in a cookie of some minutes.

use axum::extract::{Query, State};
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use subtle::ConstantTimeEq;

use super::enter::{self, fit, place};
use super::settings::Oidc;
use super::signed::escaped;
use crate::app::people::entry::{self, Guest};
use crate::web::error::Error;
use crate::web::site::Site;

/// For how many seconds somebody may be away.
const AWAY: u32 = 600;

/// Where to go on to.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// What a provider has a browser bring back; it shows in no Debug.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Brought {
    code: String,
    state: String,
}

/// Sends somebody off to the provider.
pub async fn depart(
    State(site): State<Site>,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Error> {
    let oidc = site.access.oidc.as_ref().ok_or(Error::NotFound)?;
    let departure = match oidc.client.depart().await {
        Ok(departure) => departure,
        Err(error) => {
            tracing::warn!(%error, "could not send anybody to the provider of sign-ins");
            return enter::refused(&site, "web-desk-sso-down").await;
        }
    };
    let (state, nonce, verifier) = (departure.state, departure.nonce, departure.verifier);
    let held = format!("{state}:{nonce}:{verifier}:{}", escaped(&fit(&next)));
    let cookie = cookie(&held, AWAY, site.access.is_encrypted);
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&departure.url)).into_response())
}

/// Takes somebody in whom the provider vouches for.
pub async fn arrive(
    State(site): State<Site>,
    headers: HeaderMap,
    extensions: Extensions,
    Query(brought): Query<Brought>,
) -> Result<Response, Error> {
    let oidc = site.access.oidc.as_ref().ok_or(Error::NotFound)?;
    let Some([state, nonce, verifier, next]) = held(&headers, site.access.is_encrypted) else {
        return enter::refused(&site, "web-desk-sso-over").await;
    };
    if !bool::from(state.as_bytes().ct_eq(brought.state.as_bytes())) {
        return enter::refused(&site, "web-desk-sso-over").await;
    }
    let now = site.app.clock.now();
    let vouched = match oidc.client.arrive(&brought.code, (&verifier, &nonce), now).await {
        Ok(vouched) => vouched,
        Err(error) => {
            tracing::warn!(%error, "a provider of sign-ins vouched for nobody");
            return enter::refused(&site, "web-desk-sso-refused").await;
        }
    };
    let guest = Guest {
        login: vouched.text(&oidc.claim).unwrap_or_default(),
        name: vouched.text("name").unwrap_or_default(),
        role: role(oidc, &vouched.groups("groups")),
        place: &place(&headers, &extensions),
    };
    let opened = entry::vouched(&site.app, &site.access.rules, &guest).await;
    let Some(opened) = opened.map_err(Error::internal)? else {
        return enter::refused(&site, "web-desk-sso-unknown").await;
    };
    enter::forget(&site, &headers).await?;
    let next = percent_decoded(&next);
    let mut answer = enter::let_in(&site, &opened, (&next, ""))?;
    let gone = cookie("", 0, site.access.is_encrypted);
    answer.headers_mut().append(header::SET_COOKIE, gone);
    Ok(answer)
}

/// The role that the first fitting group gives.
fn role(oidc: &Oidc, groups: &[&str]) -> Option<crate::domain::access::Role> {
    let fits = oidc.groups.iter().find(|(group, _)| groups.contains(&group.as_str()));
    fits.map(|(_, role)| *role)
}

fn name(is_encrypted: bool) -> &'static str {
    if is_encrypted { "__Host-combinado-sso" } else { "combinado-sso" }
}

fn cookie(held: &str, seconds: u32, is_encrypted: bool) -> HeaderValue {
    let (name, secure) = (name(is_encrypted), if is_encrypted { "; Secure" } else { "" });
    let text = format!("{name}={held}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax{secure}");
    let value = HeaderValue::from_str(&text);
    let mut value = value.unwrap_or_else(|_| HeaderValue::from_static("combinado-sso="));
    value.set_sensitive(true);
    value
}

/// What the browser held meanwhile: state, nonce, verifier, and where to go on to.
fn held(headers: &HeaderMap, is_encrypted: bool) -> Option<[String; 4]> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    let (_, held) = pairs.find(|(key, _)| *key == name(is_encrypted))?;
    let parts: Vec<String> = held.split(':').map(str::to_owned).collect();
    let parts: [String; 4] = parts.try_into().ok()?;
    parts.iter().all(|part| !part.is_empty()).then_some(parts)
}

/// A path as it stood before it was escaped; it is of our own letters.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let pair = [rest.next().unwrap_or_default(), rest.next().unwrap_or_default()];
        let pair = String::from_utf8_lossy(&pair).into_owned();
        bytes.extend(u8::from_str_radix(&pair, 16).ok());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_somebody_was_is_read_back() {
        let path = "/conversas/aurora/1?q=a&b=%20";

        assert_eq!(percent_decoded(&escaped(path)), path);
    }
}
