//! Whether a token is what it must be: who signed it, for whom, when, in answer to what.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::Value;
use subtle::ConstantTimeEq;

use super::Unvouched;

/// Seconds by which two clocks may differ.
const OFF: i64 = 120;

/// Why a token is not good whose key is not known: it may be a new one.
pub const NO_KEY: &str = "key";

/// Somebody a provider vouches for.
#[derive(Clone, PartialEq, Eq)]
pub struct Vouched {
    claims: Value,
}

impl std::fmt::Debug for Vouched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vouched(…)")
    }
}

impl Vouched {
    /// What is said under a name, where it is a text; an e-mail address only where the provider
    /// has checked it.
    pub fn text(&self, name: &str) -> Option<&str> {
        let is_checked = || match self.claims.get("email_verified") {
            Some(Value::Bool(is)) => *is,
            Some(Value::String(is)) => is == "true",
            Some(Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_)) | None => {
                false
            }
        };
        let text = self.claims.get(name)?.as_str().filter(|text| !text.trim().is_empty())?;
        (name != "email" || is_checked()).then_some(text)
    }

    /// The groups that somebody is in.
    pub fn groups(&self, name: &str) -> Vec<&str> {
        let groups = self.claims.get(name).and_then(Value::as_array);
        groups.into_iter().flatten().filter_map(Value::as_str).collect()
    }
}

/// The keys with which a provider signs.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Keys {
    keys: Vec<Key>,
}

#[derive(Clone, Debug, Deserialize)]
struct Key {
    kty: String,
    #[serde(default)]
    kid: Option<String>,
    #[serde(default, rename = "use")]
    purpose: Option<String>,
    #[serde(default)]
    n: String,
    #[serde(default)]
    e: String,
    #[serde(default)]
    crv: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    y: String,
}

/// How a token was signed, as it says itself.
#[derive(Deserialize)]
struct Head {
    alg: String,
    #[serde(default)]
    kid: Option<String>,
}

/// What a token must say.
pub struct Expected<'a> {
    /// By whom.
    pub issuer: &'a str,
    /// For whom.
    pub client: &'a str,
    /// In answer to what.
    pub nonce: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

/// Reads a token that is good.
pub fn read(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<Vouched, Unvouched> {
    let bad = Unvouched::Bad;
    let (signed, signature) = token.rsplit_once('.').ok_or(bad("form"))?;
    let (head, claims) = signed.split_once('.').ok_or(bad("form"))?;
    let head: Head = part(head).ok_or(bad("form"))?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| bad("form"))?;
    if !matches!(head.alg.as_str(), "RS256" | "ES256") {
        return Err(bad("algorithm"));
    }
    let mut fit = keys.keys.iter().filter(|key| key.is_for(&head)).peekable();
    if fit.peek().is_none() {
        return Err(bad(NO_KEY));
    }
    if !fit.any(|key| key.proves(signed.as_bytes(), &signature)) {
        return Err(bad("signature"));
    }
    let claims: Value = part(claims).ok_or(bad("form"))?;
    expected.judge(&claims)?;
    Ok(Vouched { claims })
}

impl Expected<'_> {
    fn judge(&self, claims: &Value) -> Result<(), Unvouched> {
        let text = |name: &str| claims.get(name).and_then(Value::as_str);
        let moment = |name: &str| claims.get(name).and_then(Value::as_i64);
        let now = self.now.timestamp();
        if text("iss") != Some(self.issuer) {
            return Err(Unvouched::Bad("issuer"));
        }
        let is_ours = match claims.get("aud") {
            Some(Value::String(one)) => one == self.client,
            Some(Value::Array(many)) => {
                let named = many.iter().any(|it| it.as_str() == Some(self.client));
                named && (many.len() == 1 || text("azp") == Some(self.client))
            }
            Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_)) | None => {
                false
            }
        };
        if !is_ours {
            return Err(Unvouched::Bad("audience"));
        }
        let in_time = moment("exp").is_some_and(|end| end + OFF > now)
            && moment("iat").is_some_and(|made| made - OFF <= now);
        if !in_time {
            return Err(Unvouched::Bad("time"));
        }
        let nonce = text("nonce").unwrap_or_default();
        if !bool::from(nonce.as_bytes().ct_eq(self.nonce.as_bytes())) {
            return Err(Unvouched::Bad("nonce"));
        }
        Ok(())
    }
}

impl Key {
    /// True where a token that begins so may be signed by it.
    fn is_for(&self, head: &Head) -> bool {
        let kind = match head.alg.as_str() {
            "RS256" => self.kty == "RSA",
            "ES256" => self.kty == "EC" && self.crv == "P-256",
            _ => false,
        };
        let named = head.kid.is_none() || head.kid == self.kid;
        kind && named && self.purpose.as_deref().is_none_or(|it| it == "sig")
    }

    fn proves(&self, signed: &[u8], signature: &[u8]) -> bool {
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap_or_default();
        if self.kty == "RSA" {
            let key = RsaPublicKeyComponents { n: bytes(&self.n), e: bytes(&self.e) };
            return key.verify(&RSA_PKCS1_2048_8192_SHA256, signed, signature).is_ok();
        }
        let point = [vec![4], bytes(&self.x), bytes(&self.y)].concat();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature).is_ok()
    }
}

fn part<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}
