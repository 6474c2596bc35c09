//! What other desks need of us: cases put into words, what agents do there carried out.
//!
//! Whoever acts at another desk is one of our people and acts through [`super::desk`], under the
//! same rights, ownership and rules as on our own pages. This module reaches nobody: the job of the
//! other desks does that. To let agents do something else: a variant of
//! [`Deed`](crate::domain::bridge::Deed), its arm in [`deeds`].

pub mod deeds;
pub mod people;
pub mod telling;

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

use super::{App, Result};
use crate::domain::bridge::{Came, Desk};
use crate::store::bridge::{self, event};

/// Keeps what another desk told; false where it was kept before.
///
/// # Errors
/// When the database refuses.
pub async fn accept(app: &App, desk: Desk, came: Came) -> Result<bool> {
    let now = app.clock.now();
    let is_new = app
        .db
        .write(move |tx| Box::pin(async move { event::add(tx, desk, &came, now).await }))
        .await?;
    bell(app).notify_one();
    Ok(is_new)
}

/// Notes a delivery that is nothing to us: who sets a desk up sees that it came.
///
/// # Errors
/// When the database refuses.
pub async fn pass(app: &App, desk: Desk, delivery: String, why: &'static str) -> Result<()> {
    let now = app.clock.now();
    let noted = app.db.write(move |tx| {
        Box::pin(async move { event::pass(tx, desk, (&delivery, why), now).await })
    });
    Ok(noted.await?)
}

/// What wakes the job of the other desks.
pub fn bell(app: &App) -> &Notify {
    &app.signals.bridge
}

/// The other desks that are worked and do not answer, with since when: cases stay with ours.
///
/// # Errors
/// When the database refuses.
pub async fn down(app: &App) -> Result<Vec<(String, DateTime<Utc>)>> {
    Ok(bridge::down(&app.db, app.clock.now()).await?)
}
