//! Transaction ids: what a payment carries on the receiver's statement.

use std::fmt;

use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::domain::id::hex;

/// A transaction id: letters and digits of ASCII.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Txid(String);

/// Why a transaction id is none.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("could not read a transaction id: not {least} to {most} letters and digits")]
pub struct NotATxid {
    least: usize,
    most: usize,
}

impl Txid {
    /// Takes an id for a static code: 1 to 25 letters and digits.
    ///
    /// # Errors
    /// [`NotATxid`] where it is anything else.
    pub fn for_static(text: &str) -> Result<Self, NotATxid> {
        Self::within(text, 1, 25)
    }

    /// Takes an id for a charge of the API Pix: 26 to 35 letters and digits.
    ///
    /// # Errors
    /// [`NotATxid`] where it is anything else.
    pub fn for_charge(text: &str) -> Result<Self, NotATxid> {
        Self::within(text, 26, 35)
    }

    /// Takes an id as a received Pix carries it: 1 to 35 letters and digits.
    ///
    /// # Errors
    /// [`NotATxid`] where it is anything else.
    pub fn received(text: &str) -> Result<Self, NotATxid> {
        Self::within(text, 1, 35)
    }

    /// Derives a static code's id from an id of ours: the same text gives the same id.
    ///
    /// What already fits is kept; anything else becomes 25 digits of its hash, so that ids
    /// alike in their beginning stay apart.
    pub fn static_from(id: &str) -> Self {
        Self::for_static(id).unwrap_or_else(|_| {
            let digits = hex(&Sha256::digest(id.as_bytes()));
            Self(digits.chars().take(25).collect())
        })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn within(text: &str, least: usize, most: usize) -> Result<Self, NotATxid> {
        let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain && (least..=most).contains(&text.len()) {
            return Ok(Self(text.to_owned()));
        }
        Err(NotATxid { least, most })
    }
}

impl fmt::Display for Txid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
