//! Closes what must not stand readable in rows: the secrets of authenticators.
//!
//! Sealed by ChaCha20-Poly1305 under a key of the settings, each for the person it belongs to: rows
//! that are copied or exchanged are of no use. Without a key things stand as they are; with one, what
//! stood readable before is sealed at the next start.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use sha2::{Digest, Sha256};

use super::{Error, Result};
use crate::domain::id::hex;

/// What stands before something sealed, so that its form can change.
const SEALED: &str = "sealed1:";

/// Closes and opens; as it is set up it closes nothing.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Seal(Option<[u8; 32]>);

impl Seal {
    /// A seal under the words of the settings, of which nothing is kept but their hash.
    pub fn new(words: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"combinado authenticators\0");
        hash.update(words.as_bytes());
        Self(Some(hash.finalize().into()))
    }

    /// True where there is a key.
    pub const fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// True for what stands closed.
    pub fn is_closed(kept: &str) -> bool {
        kept.starts_with(SEALED)
    }

    /// Closes something of somebody's, as rows keep it; as it is where there is no key.
    ///
    /// # Errors
    /// Where the system has no chance to give.
    pub fn close(&self, whose: &str, plain: &str) -> Result<String> {
        let Some(key) = self.key() else { return Ok(plain.to_owned()) };
        let mut nonce = [0_u8; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|_| Error::NoChance)?;
        let mut bytes = plain.as_bytes().to_vec();
        let once = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(once, Aad::from(whose.as_bytes()), &mut bytes)
            .map_err(|_| Error::NoChance)?;
        Ok(format!("{SEALED}{}{}", hex(&nonce), hex(&bytes)))
    }

    /// What was closed; none under another key, for somebody else, or where it was changed.
    pub fn open(&self, whose: &str, kept: &str) -> Option<String> {
        let Some(closed) = kept.strip_prefix(SEALED) else { return Some(kept.to_owned()) };
        let bytes = unhex(closed)?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut rest = rest.to_vec();
        let plain =
            self.key()?.open_in_place(nonce, Aad::from(whose.as_bytes()), &mut rest).ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }

    fn key(&self) -> Option<LessSafeKey> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, self.0.as_ref()?).ok()?;
        Some(LessSafeKey::new(key))
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(high)? * 16 + digit(low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.is_set() { "Seal(set)" } else { "Seal(none)" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_opens_under_its_key_for_its_person_and_only_whole() {
        let seal = Seal::new("a long enough word of the settings");
        let closed = seal.close("p-bia", "JBSWY3DP").expect("there is chance");
        let again = seal.close("p-bia", "JBSWY3DP").expect("there is chance");

        assert!(Seal::is_closed(&closed) && !closed.contains("JBSWY3DP"));
        assert_ne!(closed, again, "the same secret twice does not look the same");
        assert_eq!(seal.open("p-bia", &closed).as_deref(), Some("JBSWY3DP"));
        assert_eq!(seal.open("p-caio", &closed), None);
        assert_eq!(Seal::new("another").open("p-bia", &closed), None);
        assert_eq!(Seal::default().open("p-bia", &closed), None);
        let mut broken = closed.clone();
        broken.pop();
        assert_eq!(seal.open("p-bia", &broken), None);
        assert_eq!(seal.open("p-bia", &format!("{broken}é")), None);
    }

    #[test]
    fn without_a_key_things_stay_as_they_are_and_old_ones_are_read_with_one() {
        assert_eq!(Seal::default().close("p", "ABC").ok().as_deref(), Some("ABC"));
        assert_eq!(Seal::new("key").open("p", "ABC").as_deref(), Some("ABC"));
        assert!(!format!("{:?}", Seal::new("key")).contains("key"));
    }
}
