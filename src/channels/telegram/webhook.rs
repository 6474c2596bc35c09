//! What a webhook and a link must hold to be Telegram's and ours.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::config::hints::Secret;

/// The header that brings the webhook's secret.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// The longest secret that Telegram takes.
const LONGEST_SECRET: usize = 256;

/// True where a post brings the secret that was agreed on.
///
/// Takes the same time wherever the two differ and however long what came is beside ours: their
/// hashes are compared.
pub fn authenticate(secret: &Secret, header: Option<&[u8]>) -> bool {
    let ours = Sha256::digest(secret.expose().as_bytes());
    let theirs = Sha256::digest(header.unwrap_or_default());
    let same: bool = ours.as_slice().ct_eq(theirs.as_slice()).into();
    same && !secret.expose().is_empty()
}

/// True where Telegram takes a text for a secret: 1 to 256 of `A-Z`, `a-z`, `0-9`, `_`, `-`.
pub fn is_secret(text: &str) -> bool {
    let in_secret = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    (1..=LONGEST_SECRET).contains(&text.len()) && text.chars().all(in_secret)
}

/// The link that opens a chat with a bot and brings a token along.
///
/// The token is 1 to 64 of the letters of a secret; whoever has the link has the token.
pub fn link(username: &str, token: &str) -> String {
    format!("https://t.me/{}?start={token}", username.trim_start_matches('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_whole_secret_opens() {
        let secret = Secret::new("s3cr3t_Token-1");

        assert!(authenticate(&secret, Some(b"s3cr3t_Token-1")));
        for wrong in ["", "s3cr3t_Token-", "s3cr3t_Token-11", "S3cr3t_Token-1", "s3cr3t_Token-1\0"]
        {
            assert!(!authenticate(&secret, Some(wrong.as_bytes())), "{wrong}");
        }
        assert!(!authenticate(&secret, None));
        assert!(!authenticate(&secret, Some(&[0xff; 10_000])));
    }

    #[test]
    fn no_secret_opens_nothing() {
        assert!(!authenticate(&Secret::new(""), None));
        assert!(!authenticate(&Secret::new(""), Some(b"")));
    }

    #[test]
    fn a_secret_is_what_telegram_takes() {
        assert!(is_secret("aZ09_-") && is_secret(&"a".repeat(256)));
        for wrong in ["", "a b", "a.b", "é", &"a".repeat(257)] {
            assert!(!is_secret(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_link_names_the_bot_and_the_token() {
        let link = link("@acordofacil_bot", "c_9f0c2dA-1_x");

        assert_eq!(link, "https://t.me/acordofacil_bot?start=c_9f0c2dA-1_x");
    }
}
