//! The one way to change something in the tuning room: checked, done and written down in one write.

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;

use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::{Right, Scope, Who};
use crate::domain::content::release::Draft;
use crate::store::Tx;
use crate::store::audit::{self, Entry};
use crate::store::tuning::draft;

/// Somebody who changes something.
#[derive(Clone)]
pub(super) struct Acting {
    pub app: App,
    pub who: Who,
    pub now: DateTime<Utc>,
}

impl Acting {
    /// Writes down what was done.
    pub fn note(&self, tx: &mut Tx, action: &str, (subject, detail): (&str, String)) {
        audit::add(tx, &entry(&self.who, self.now, action, (subject, detail)));
    }

    /// Writes down what was done with something of a creditor's.
    pub fn note_of(
        &self,
        tx: &mut Tx,
        (action, creditor): (&str, &str),
        (subject, detail): (&str, String),
    ) {
        let line = entry(&self.who, self.now, action, (subject, detail));
        audit::add(tx, &Entry { creditor: Some(creditor.to_owned()), ..line });
    }
}

/// True where somebody may do what takes a right here. Content is the installation's: who sees only some
/// creditors changes nothing of it.
pub fn may(who: &Who, right: Right) -> bool {
    who.may(right) && (right == Right::ReadTuning || who.creditors == Scope::All)
}

/// Changes something that takes a right; refusals that no page offers are written down.
pub(super) async fn act<T, F>(
    app: &App,
    (who, right, subject): (&Who, Right, &str),
    work: F,
) -> Result<T, Error>
where
    F: for<'t> FnOnce(Acting, &'t mut Tx) -> BoxFuture<'t, Result<T, Error>> + Send + 'static,
    T: Send + 'static,
{
    let acting = Acting { app: app.clone(), who: who.clone(), now: app.clock.now() };
    let done = if may(who, right) {
        app.db.write(move |tx| work(acting, tx)).await
    } else {
        Err(Refused::Right.into())
    };
    if let Err(Error::Refused(refused)) = &done
        && refused.is_noted()
    {
        let detail = format!("{};right={}", refused.as_str(), right.as_str());
        let line = entry(who, app.clock.now(), "refused", (subject, detail));
        app.db
            .write(move |tx| {
                Box::pin(async move {
                    audit::add(tx, &line);
                    Ok::<_, Error>(())
                })
            })
            .await?;
    }
    done
}

fn entry(who: &Who, at: DateTime<Utc>, action: &str, (subject, detail): (&str, String)) -> Entry {
    Entry {
        at,
        who: who.id.clone(),
        action: action.to_owned(),
        creditor: None,
        subject: subject.to_owned(),
        detail,
    }
}

/// A draft on which something may still be done.
pub(super) async fn living(tx: &mut Tx, id: &str) -> Result<Draft, Error> {
    let found = draft::find(tx, id).await?.ok_or(Refused::Unknown)?;
    if found.status.is_over() { Err(Refused::Status.into()) } else { Ok(found) }
}
