//! How the provider writes: escaped as PHP does, signed over exactly those bytes.

use std::fmt::Write;

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A body with slashes and everything beyond ASCII escaped.
pub fn escaped(body: &Value) -> Bytes {
    let plain = body.to_string();
    let mut escaped = String::with_capacity(plain.len() + plain.len() / 8);
    for letter in plain.chars() {
        match letter {
            '/' => escaped.push_str("\\/"),
            ascii if ascii.is_ascii() => escaped.push(ascii),
            other => {
                let mut units = [0_u16; 2];
                for unit in other.encode_utf16(&mut units) {
                    let _ = write!(escaped, "\\u{unit:04x}");
                }
            }
        }
    }
    escaped.into()
}

/// What `X-Hub-Signature-256` says of a body.
///
/// # Panics
/// Never: a key of any length is a key.
pub fn signature(secret: &str, body: &[u8]) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = mac.expect("a key of any length is a key");
    mac.update(body);
    format!("sha256={}", hex(&mac.finalize().into_bytes()))
}

/// The SHA-256 of a file, in hexadecimal as media answers have it.
pub fn sha256(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

/// The SHA-256 of a file, in base64 as webhooks have it.
pub fn sha256_base64(content: &[u8]) -> String {
    base64(&Sha256::digest(content))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let whole = chunk.iter().chain([0, 0].iter()).take(3);
        let bits = whole.fold(0_u32, |bits, byte| (bits << 8) | u32::from(*byte));
        for place in 0..4_usize {
            let six = (bits >> (18 - 6 * place)) & 63;
            let letter = usize::try_from(six).ok().and_then(|six| LETTERS.get(six));
            text.push(if place > chunk.len() { '=' } else { char::from(*letter.unwrap_or(&b'=')) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn slashes_and_accents_are_escaped_and_read_the_same() {
        let body = json!({"body": "N\u{e3}o pago / \u{1f621}"});

        let written = escaped(&body);

        assert_eq!(&written[..], br#"{"body":"N\u00e3o pago \/ \ud83d\ude21"}"#);
        assert_eq!(serde_json::from_slice::<Value>(&written).ok(), Some(body));
    }

    #[test]
    fn a_signature_is_the_one_that_others_compute() {
        let signed = signature("key", b"The quick brown fox jumps over the lazy dog");

        assert_eq!(
            signed,
            "sha256=f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
        );
    }

    #[test]
    fn base64_is_padded() {
        assert_eq!(base64(b"Man"), "TWFu");
        assert_eq!(base64(b"Ma"), "TWE=");
        assert_eq!(base64(b"M"), "TQ==");
    }
}
