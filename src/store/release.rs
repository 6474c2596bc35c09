//! Texts of flows and policies that conversations run on; a text never changes.

use chrono::{DateTime, Utc};

use super::{On, Result, Tx};
use crate::domain::id::Id;
use crate::domain::problem::Source;

/// Names one text: what it calls itself, and the hash of what it says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pin {
    /// Its name and version, such as `negotiation@1`.
    pub reference: String,
    /// The hash of its text.
    pub hash: String,
}

/// What kind of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A flow.
    Flow,
    /// A policy.
    Policy,
}

impl Pin {
    /// Pins a text.
    pub fn new(reference: String, text: &str) -> Self {
        Self { reference, hash: Id::derive(&[text]).to_string() }
    }
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Flow => "flow",
            Self::Policy => "policy",
        }
    }
}

/// Keeps a text for good; one that is there stays as it is.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    creditor: &str,
    kind: Kind,
    (pin, source): (&Pin, &Source),
    now: DateTime<Utc>,
) -> Result<()> {
    // The text is long: whether it is there is asked without it.
    if is_kept(&mut *tx, creditor, kind, pin).await? {
        return Ok(());
    }
    tx.sql(
        "insert into release (creditor, kind, reference, hash, source, text, released_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (creditor, kind, reference, hash) do nothing",
    )
    .bind(creditor.to_owned())
    .bind(kind.as_str())
    .bind(pin.reference.clone())
    .bind(pin.hash.clone())
    .bind(source.file.clone())
    .bind(source.text.clone())
    .bind(now)
    .run(tx)
    .await?;
    Ok(())
}

async fn is_kept(tx: &mut Tx, creditor: &str, kind: Kind, pin: &Pin) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .sql(
            "select cast(1 as bigint) from release
             where creditor = $1 and kind = $2 and reference = $3 and hash = $4",
        )
        .bind(creditor.to_owned())
        .bind(kind.as_str())
        .bind(pin.reference.clone())
        .bind(pin.hash.clone())
        .opt(tx)
        .await?;
    Ok(row.is_some())
}

/// Finds a text that was kept.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    on: impl Into<On<'_>>,
    creditor: &str,
    kind: Kind,
    pin: &Pin,
) -> Result<Option<Source>> {
    let on = on.into();
    let row: Option<(String, String)> = on
        .sql(
            "select source, text from release
             where creditor = $1 and kind = $2 and reference = $3 and hash = $4",
        )
        .bind(creditor.to_owned())
        .bind(kind.as_str())
        .bind(pin.reference.clone())
        .bind(pin.hash.clone())
        .opt(on)
        .await?;
    Ok(row.map(|(file, text)| Source::new(file, text)))
}
