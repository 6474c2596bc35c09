//! Review: somebody asks for it with a reason, somebody else lets it pass as it is, or gives it back.

use super::act::{act, living};
use super::drafts::short;
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::content::release::{Draft, Status};
use crate::store::tuning::draft;

/// Asks for a review.
///
/// # Errors
/// [`Refused`], or when the database refuses.
pub async fn ask(
    app: &App,
    who: &Who,
    (id, version, reason): (&str, i64, &str),
) -> Result<(), Error> {
    let (id, reason) = (id.to_owned(), short(reason));
    act(app, (who, Right::Draft, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = as_read(living(tx, &id).await?, version)?;
            if reason.is_empty() {
                return Err(Refused::NoReason.into());
            }
            if draft::files(&mut *tx, &id).await?.is_empty() {
                return Err(Refused::Nothing.into());
            }
            draft::save(tx, &Draft { status: Status::Review, reason, ..before }, acting.now)
                .await?;
            acting.note(tx, "draft-ask", (&id, String::new()));
            Ok(())
        })
    })
    .await
}

/// Lets a draft pass as it was read.
///
/// # Errors
/// [`Refused::OwnWork`] for whoever had a hand in it; [`Refused::Stale`] where it changed since.
pub async fn approve(app: &App, who: &Who, (id, version): (&str, i64)) -> Result<(), Error> {
    let id = id.to_owned();
    act(app, (who, Right::ReviewDraft, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = as_read(living(tx, &id).await?, version)?;
            if draft::hands(&mut *tx, &id).await?.contains(&acting.who.id) {
                return Err(Refused::OwnWork.into());
            }
            if before.status != Status::Review {
                return Err(Refused::Status.into());
            }
            let reviewer = Some(acting.who.id.clone());
            let after =
                Draft { status: Status::Approved, reviewer, remark: String::new(), ..before };
            draft::save(tx, &after, acting.now).await?;
            acting.note(tx, "draft-approve", (&id, format!("version={}", after.version)));
            Ok(())
        })
    })
    .await
}

/// Gives a draft back with what is to be mended.
///
/// # Errors
/// [`Refused`], or when the database refuses.
pub async fn give_back(
    app: &App,
    who: &Who,
    (id, version, remark): (&str, i64, &str),
) -> Result<(), Error> {
    let (id, remark) = (id.to_owned(), short(remark));
    act(app, (who, Right::ReviewDraft, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = as_read(living(tx, &id).await?, version)?;
            if !matches!(before.status, Status::Review | Status::Approved) {
                return Err(Refused::Status.into());
            }
            if remark.is_empty() {
                return Err(Refused::NoReason.into());
            }
            let reviewer = Some(acting.who.id.clone());
            let after = Draft { status: Status::Open, reviewer, remark, ..before };
            draft::save(tx, &after, acting.now).await?;
            acting.note(tx, "draft-return", (&id, String::new()));
            Ok(())
        })
    })
    .await
}

/// The draft, where it is still what somebody looked at.
pub(super) fn as_read(draft: Draft, version: i64) -> Result<Draft, Error> {
    if draft.version == version { Ok(draft) } else { Err(Refused::Stale.into()) }
}
