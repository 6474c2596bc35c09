//! Whether a webhook is Chatwoot's: its signature over the time and the bytes as they came.
//!
//! Each inbox has a secret of its own, made by Chatwoot. What is older than five minutes is refused
//! whoever signed it, so that what was overheard cannot be posted again later.

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::config::hints::Secret;
use crate::domain::id::hex;

/// The header with the signature.
pub const SIGNATURE: &str = "x-chatwoot-signature";
/// The header with the time of signing, in seconds.
pub const TIMESTAMP: &str = "x-chatwoot-timestamp";
/// The header with the delivery's name, the same on every try.
pub const DELIVERY: &str = "x-chatwoot-delivery";

/// How far the two clocks may be apart.
pub const SKEW: TimeDelta = TimeDelta::minutes(5);

/// Why a webhook is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nobody who knows the secret signed it.
    Unsigned,
    /// It was signed too long ago, or in the future.
    Stale,
}

/// Checks who posted a body, and when.
///
/// # Errors
/// Why it is not believed.
pub fn verify(
    secret: &Secret,
    (signature, timestamp): (Option<&str>, Option<&str>),
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Doubt> {
    let (Some(signature), Some(timestamp)) = (signature, timestamp) else {
        return Err(Doubt::Unsigned);
    };
    if secret.expose().is_empty() {
        return Err(Doubt::Unsigned);
    }
    let ours = sign(secret, timestamp, body);
    if !bool::from(ours.as_bytes().ct_eq(signature.as_bytes())) {
        return Err(Doubt::Unsigned);
    }
    let at = timestamp.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    match at {
        Some(at) if (now - at).abs() <= SKEW => Ok(()),
        Some(_) | None => Err(Doubt::Stale),
    }
}

/// What [`SIGNATURE`] must say for a body and a time.
///
/// # Panics
/// Never: a key may have any length.
pub fn sign(secret: &Secret, timestamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .expect("a key may have any length");
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    format!("sha256={}", hex(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_790_000_000;

    fn check(secret: &str, signature: Option<&str>, at: Option<&str>) -> Result<(), Doubt> {
        let now = DateTime::from_timestamp(NOW, 0).expect("a time");
        verify(&Secret::new(secret), (signature, at), b"{\"a\":1}", now)
    }

    #[test]
    fn only_who_knows_the_secret_is_believed() {
        let at = NOW.to_string();
        let good = sign(&Secret::new("s"), &at, b"{\"a\":1}");

        assert_eq!(check("s", Some(&good), Some(&at)), Ok(()));
        for (secret, signature, time) in [
            ("other", Some(good.as_str()), Some(at.as_str())),
            ("s", None, Some(at.as_str())),
            ("s", Some(good.as_str()), None),
            ("s", Some("sha256="), Some(at.as_str())),
            ("s", Some(good.trim_start_matches("sha256=")), Some(at.as_str())),
            ("", Some(good.as_str()), Some(at.as_str())),
            ("s", Some(good.as_str()), Some("1790000001")),
        ] {
            assert_eq!(check(secret, signature, time), Err(Doubt::Unsigned), "{signature:?}");
        }
    }

    #[test]
    fn what_was_signed_long_ago_or_later_is_refused() {
        for apart in [-301, 301, 86_400, -86_400] {
            let at = (NOW + apart).to_string();
            let signed = sign(&Secret::new("s"), &at, b"{\"a\":1}");
            assert_eq!(check("s", Some(&signed), Some(&at)), Err(Doubt::Stale), "{apart}");
        }
        for apart in [-300, 300] {
            let at = (NOW + apart).to_string();
            let signed = sign(&Secret::new("s"), &at, b"{\"a\":1}");
            assert_eq!(check("s", Some(&signed), Some(&at)), Ok(()), "{apart}");
        }
    }

    #[test]
    fn the_signature_is_that_of_the_vendor() {
        // printf '1790000000.{"a":1}' | openssl dgst -sha256 -hmac s
        let signed = sign(&Secret::new("s"), "1790000000", b"{\"a\":1}");
        assert_eq!(signed, EXPECTED);
    }

    const EXPECTED: &str =
        "sha256=5336baf475afcfb6303047b34360ceb7214bda2600ad0af94b737402617016eb";
}
