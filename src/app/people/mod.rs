//! Who works at the desk: how they prove it, how long that is good, and who may change it.
//!
//! A password is checked off the async threads and costs the same whether or not there is such a
//! login; tries are counted before they are made. A browser holds 256 bits of chance, the store
//! their hash. Whoever is asked for gets a [`Who`](crate::domain::access::Who) read at that moment,
//! so that a role that was taken away is gone with the next request. Everything that is done here
//! leaves a line in the audit log.

pub mod demo;
pub mod entry;
pub mod link;
pub mod log;
pub mod manage;
pub mod own;
mod password;
mod seal;
pub mod second;
pub mod session;
pub mod totp;
mod tries;

pub use self::password::{LEAST, MOST};
pub use self::seal::Seal;
use super::{Error, Result};
use crate::domain::access::Role;
use crate::domain::id::{Id, hex};
use chrono::TimeDelta;
use sha2::{Digest, Sha256};

/// Who is named in the audit log where a command was given on the machine itself.
pub const CONSOLE: &str = "console";

/// Who is named where a provider of sign-ins had somebody made.
pub const PROVIDER: &str = "provider";

/// Who is named where nobody is signed in.
pub const NOBODY: &str = "nobody";

/// How long being signed in is good, and who needs a second factor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// After how long without a request a session ends.
    pub idle: TimeDelta,
    /// After how long it ends whatever happens.
    pub longest: TimeDelta,
    /// Whose role asks for a second factor.
    pub second: Vec<Role>,
    /// Closes the secrets of authenticators.
    pub seal: Seal,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            idle: TimeDelta::hours(2),
            longest: TimeDelta::hours(12),
            second: Vec::new(),
            seal: Seal::default(),
        }
    }
}

/// Chance that nobody guesses, as hexadecimal digits.
fn chance<const BYTES: usize>() -> Result<String> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).map_err(|_| Error::NoChance)?;
    Ok(hex(&bytes))
}

/// A new name.
fn new_id() -> Result<String> {
    chance::<16>()
}

/// What is kept of something secret that is long enough by itself.
fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// What is kept of something that may be guessed, so that the rows do not tell it at a glance.
fn veiled(kind: &str, what: &str) -> String {
    Id::derive(&["sign-in", kind, what]).to_string()
}

/// A login as it is kept: as typed, without spaces around and in lower case.
pub fn login(typed: &str) -> String {
    typed.trim().to_lowercase()
}
