//! Ways in for customers: a link of their own, good once and for some hours.
//!
//! What stands in a link is random and tells nothing; only its hash is kept, so that nobody who
//! reads the database can come by one. A link is a hint of who comes, no proof: the dialogue still
//! asks before it tells of any debt.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::{App, Error, Result};
use crate::domain::id::{Id, hex};
use crate::store::link::{self, New};
use crate::store::{self, Tx, customer};

/// Hours for which a link is good where nobody says otherwise.
pub const HOURS: u32 = 72;

/// Bytes of chance in a link; 32 letters, which every channel lets through.
const CHANCE: usize = 16;

/// A way in, as it is given to the customer.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// What stands in it: `https://t.me/<bot>?start=<token>`.
    pub token: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

/// Makes a way in for a customer.
///
/// # Errors
/// When the customer is unknown, there is no chance to be had, or the database refuses.
pub async fn make(app: &App, (creditor, whose): (&str, &str), hours: u32) -> Result<Link> {
    let (token, now) = (token()?, app.clock.now());
    let expires_at = now + TimeDelta::hours(i64::from(hours));
    let new = New {
        creditor: creditor.to_owned(),
        hash: hash(&token),
        customer: whose.to_owned(),
        made_at: now,
        expires_at,
    };
    app.db
        .write(move |tx| {
            Box::pin(async move {
                if customer::find(&mut *tx, &new.creditor, &new.customer).await?.is_none() {
                    return Err(store::Error::missing(format!("customer {}", new.customer)));
                }
                link::add(tx, new).await
            })
        })
        .await?;
    Ok(Link { token, expires_at })
}

/// The customer whose link somebody came by, who has used it up with that; none where it leads
/// nowhere: it ended, was used on another line, or never was.
///
/// # Errors
/// When the database refuses.
pub async fn follow(
    tx: &mut Tx,
    creditor: &str,
    (token, line): (&str, &Id),
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let hash = hash(token);
    let Some(found) = link::find(&mut *tx, creditor, &hash).await? else { return Ok(None) };
    let again = found.line.as_deref() == Some(line.as_str()) && found.expires_at > now;
    let good = again || link::use_up(tx, (creditor, &hash), line, now).await?;
    Ok(good.then_some(found.customer))
}

fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

fn token() -> Result<String> {
    let mut bytes = [0_u8; CHANCE];
    getrandom::fill(&mut bytes).map_err(|_| Error::NoChance)?;
    Ok(hex(&bytes))
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Link(until {})", self.expires_at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_links_are_alike_and_each_fits_a_deep_link() {
        let (one, other) = (token().expect("chance"), token().expect("chance"));

        assert_ne!(one, other);
        assert_eq!(one.len(), 2 * CHANCE);
        assert!(one.len() <= 64 && one.chars().all(|c| c.is_ascii_alphanumeric()));
    }
}
