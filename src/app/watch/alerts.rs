//! What somebody of ours should look at: which account, template or line, why, since when; and that
//! it was looked at.
//!
//! Alerts are raised by whoever meets the trouble. Nothing is mended here: an alert that is settled
//! comes again with its next cause.

use std::collections::BTreeMap;

use super::{Error, Result, need, seen};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::store::alert;
use crate::store::audit::{self, Entry};

pub use crate::store::alert::Alert;

/// The alerts that nobody has settled, of creditors that somebody sees and of the house, newest first; each
/// with the creditor's name, which is empty for the house.
///
/// # Errors
/// Where they may not watch, or the database refuses.
pub async fn open(app: &App, who: &Who) -> Result<Vec<(Alert, String)>> {
    need(who, Right::Watch)?;
    let names: BTreeMap<String, String> = seen(&app.db, who, None).await?.into_iter().collect();
    let all = alert::open_of(&app.db, &who.creditors).await?.into_iter();
    let called = |alert: Alert| {
        let name = names.get(&alert.creditor).unwrap_or(&alert.creditor).clone();
        (alert, name)
    };
    Ok(all.map(called).collect())
}

/// Takes note of an alert.
///
/// # Errors
/// Where they may not, or it is none that they see, or the database refuses.
pub async fn settle(app: &App, who: &Who, (creditor, id): (&str, &str)) -> Result<()> {
    need(who, Right::SettleAlerts)?;
    if !is_seen(who, creditor) {
        return Err(Error::NotFound);
    }
    let (creditor, id) = (creditor.to_owned(), id.to_owned());
    let (who, at) = (who.id.clone(), app.clock.now());
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                let settled = alert::settle(tx, (&creditor, &id), at).await?;
                // Whoever was faster took note of the same.
                let Some(settled) = settled else { return Ok(()) };
                let (action, creditor) = ("alert-seen".to_owned(), settled.creditor);
                let creditor = Some(creditor).filter(|creditor| !creditor.is_empty());
                let detail = format!("kind={};count={}", settled.kind, settled.count);
                let subject = settled.subject;
                audit::add(tx, &Entry { at, who, action, creditor, subject, detail });
                Ok(())
            })
        })
        .await
}

/// True where it is about a creditor whose cases they see, or about the house itself.
fn is_seen(who: &Who, creditor: &str) -> bool {
    creditor.is_empty() || who.sees(creditor, None)
}
