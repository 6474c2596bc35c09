//! Takes what a provider tells of our accounts and templates: into their states, and to the desk.
//!
//! Nothing here answers anybody. A suspended account is a normal state: what goes by it waits.

use chrono::{DateTime, TimeDelta, Utc};

use super::Result;
use crate::domain::channel::health::Health;
use crate::domain::channel::{Notice, Trouble};
use crate::store::contact::Account;
use crate::store::template_state::{self, TemplateState};
use crate::store::{Tx, account, alert};

/// After how long an account that its provider stopped is tried again.
const TRIED_AFTER: TimeDelta = TimeDelta::minutes(30);

/// Takes a notice; the same one told again counts its alert up and changes nothing else.
///
/// # Errors
/// When the database refuses.
pub async fn take(tx: &mut Tx, of: &Account, notice: &Notice, now: DateTime<Utc>) -> Result<()> {
    let lane = of.lane();
    let creditor = of.creditor.as_str();
    let detail = match &notice.detail {
        Some(detail) => format!("{}: {detail}", notice.code),
        None => notice.code.clone(),
    };
    match &notice.trouble {
        Trouble::Template { name, language, usable, category } => {
            let at = (creditor, of.channel.as_str());
            let before = template_state::find(&mut *tx, at, (name, language)).await?;
            // What does not say whether it may be used, such as a category, leaves that as it is.
            let is_good_news = *usable == Some(true);
            let usable = usable.unwrap_or_else(|| before.is_none_or(|it| it.usable));
            let state = TemplateState {
                creditor: of.creditor.clone(),
                channel: of.channel.clone(),
                name: name.clone(),
                language: language.clone(),
                usable,
                category: category.clone(),
                why: Some(notice.code.clone()),
                changed_at: now,
            };
            template_state::put(tx, state).await?;
            let subject = format!("{name}/{language}");
            if is_good_news {
                // Nobody need look at what was approved, nor any more at why it was not.
                alert::mended(tx, creditor, ("template", &subject), now).await?;
                return Ok(());
            }
            Ok(alert::raise(tx, creditor, ("template", &subject, &detail), now).await?)
        }
        Trouble::Stopped => {
            suspend(tx, (creditor, &lane), &notice.code, now).await?;
            Ok(alert::raise(tx, creditor, ("account", &lane, &detail), now).await?)
        }
        Trouble::Restored => {
            resume(tx, (creditor, &lane), now).await?;
            Ok(alert::raise(tx, creditor, ("account", &lane, &detail), now).await?)
        }
        Trouble::Worth => Ok(alert::raise(tx, creditor, ("channel", &lane, &detail), now).await?),
    }
}

/// Suspends an account: what goes by it waits, until it is told to be restored or a message that
/// tries it after a while goes through.
///
/// # Errors
/// When the database refuses.
pub async fn suspend(
    tx: &mut Tx,
    (creditor, lane): (&str, &str),
    why: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let before = account::find(&mut *tx, creditor, lane).await?;
    let health = Health {
        suspended: true,
        why: Some(why.to_owned()),
        blocked_until: Some(now + TRIED_AFTER),
        ..before
    };
    Ok(account::save(tx, (creditor, lane), &health, now).await?)
}

/// Opens an account again: what waited goes.
///
/// # Errors
/// When the database refuses.
pub async fn resume(tx: &mut Tx, (creditor, lane): (&str, &str), now: DateTime<Utc>) -> Result<()> {
    let mut health = account::find(&mut *tx, creditor, lane).await?;
    health.resume();
    account::save(tx, (creditor, lane), &health, now).await?;
    // Whoever resumes it has seen why it stopped.
    alert::seen(tx, Some(lane), now).await?;
    Ok(())
}
