//! Whether a webhook is Meta's: its signature over the raw bytes, and the word agreed on.
//!
//! Everything is compared in constant time. Nothing here parses a body: whoever calls this does so
//! before anything else is done with it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::config::hints::Secret;
use crate::domain::id::hex;

/// The header that carries the signature.
pub const HEADER: &str = "x-hub-signature-256";

/// What stands before the digits.
const PREFIX: &str = "sha256=";

/// What Meta asks when the webhook's address is registered.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// `hub.mode`.
    pub mode: Option<&'a str>,
    /// `hub.verify_token`.
    pub token: Option<&'a str>,
    /// `hub.challenge`.
    pub challenge: Option<&'a str>,
}

/// True where a body was signed with the app's secret.
///
/// `header` is the whole value of [`HEADER`]: `sha256=` and 64 lower-case hexadecimal digits, as
/// Meta writes them; anything else is refused. The body is the bytes as they came.
///
/// # Examples
/// ```
/// use combinado::channels::whatsapp::signature::verify;
/// use combinado::config::hints::Secret;
/// let secret = Secret::new("dev-app-secret");
/// assert!(!verify(&secret, Some("sha256=00"), b"{}"));
/// assert!(!verify(&secret, None, b"{}"));
/// ```
pub fn verify(secret: &Secret, header: Option<&str>, body: &[u8]) -> bool {
    let Some(header) = header.filter(|_| !secret.expose().is_empty()) else { return false };
    same(header.as_bytes(), sign(secret, body).as_bytes())
}

/// What [`HEADER`] must say for a body.
///
/// # Panics
/// Never: a key may have any length.
pub fn sign(secret: &Secret, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .expect("a key may have any length");
    mac.update(body);
    format!("{PREFIX}{}", hex(&mac.finalize().into_bytes()))
}

/// What is answered to the registration of an address: the challenge, or nothing where it is refused.
pub fn challenge<'a>(verify_token: &Secret, asked: Asked<'a>) -> Option<&'a str> {
    let token = asked.token.unwrap_or_default();
    let known = !verify_token.expose().is_empty()
        && same(token.as_bytes(), verify_token.expose().as_bytes());
    let subscribes = asked.mode == Some("subscribe");
    asked.challenge.filter(|_| known && subscribes)
}

fn same(one: &[u8], other: &[u8]) -> bool {
    bool::from(one.ct_eq(other))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn fixture(name: &str) -> Value {
        let path = format!("tests/fixtures/whatsapp/{name}.json");
        let text = std::fs::read_to_string(path).expect("a fixture");
        serde_json::from_str(&text).expect("a good fixture")
    }

    #[test]
    fn signatures_are_over_the_bytes_as_they_came() {
        let given = fixture("webhook_signatures");
        let secret = Secret::new(given["app_secret"].as_str().expect("a secret"));
        for case in given["cases"].as_array().expect("cases") {
            let body = case["body_text"].as_str().expect("a body").as_bytes();
            let header = case["x_hub_signature_256"].as_str().expect("a header");
            let good = case.get("expect").is_none();

            assert_eq!(verify(&secret, Some(header), body), good, "{}", case["name"]);
            assert!(!verify(&Secret::new("another"), Some(header), body));
            assert!(!verify(&Secret::new(""), Some(header), body));
            let again = serde_json::from_slice::<Value>(body).expect("JSON").to_string();
            assert!(!verify(&secret, Some(header), again.as_bytes()), "encoded anew");
        }
    }

    #[test]
    fn only_the_form_that_meta_writes_is_taken() {
        let secret = Secret::new("dev-app-secret");
        let good = sign(&secret, b"{}");
        let digits = good.strip_prefix(PREFIX).expect("a prefix");
        let empty = sign(&Secret::new(""), b"{}");

        assert!(verify(&secret, Some(&good), b"{}"));
        for bad in [
            good.to_uppercase(),
            format!("sha256={}", digits.to_uppercase()),
            digits.to_owned(),
            format!("sha1={digits}"),
            format!("sha1={}", &digits[..40]),
            format!("{good}0"),
            format!(" {good}"),
            good[..good.len() - 1].to_owned(),
            String::new(),
        ] {
            assert!(!verify(&secret, Some(&bad), b"{}"), "{bad}");
        }
        assert!(!verify(&secret, None, b"{}"));
        assert!(!verify(&Secret::new(""), Some(&empty), b"{}"), "no secret signs nothing");
    }

    #[test]
    fn the_challenge_goes_back_only_to_who_knows_the_word() {
        let given = fixture("webhook_verify");
        let query = &given["request"]["query"];
        let asked = Asked {
            mode: query["hub.mode"].as_str(),
            token: query["hub.verify_token"].as_str(),
            challenge: query["hub.challenge"].as_str(),
        };
        let word = Secret::new("dev-verify-token");

        assert_eq!(challenge(&word, asked), given["expected_ok"]["body"].as_str());
        assert_eq!(challenge(&word, Asked { mode: Some("unsubscribe"), ..asked }), None);
        assert_eq!(challenge(&word, Asked { token: Some("dev-verify-toke"), ..asked }), None);
        assert_eq!(challenge(&word, Asked { token: None, ..asked }), None);
        assert_eq!(challenge(&Secret::new(""), Asked { token: Some(""), ..asked }), None);
    }
}
