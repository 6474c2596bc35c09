//! Has a message of a human's go again that failed for good: the very same, so that it is never two.

use super::{Error, Place, Refused, act, standing};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::id::Id;
use crate::store::conversation;
use crate::store::message::{self, Sender};
use crate::store::outbox::silence;

/// Has it go again; a second click finds that it waits.
///
/// # Errors
/// [`Refused::NotFailed`] where it went, may have, or waits; [`Refused::WindowClosed`] where only a
/// template may go; [`Refused::NotYours`] and [`Refused::Owned`] where the conversation is not theirs.
pub async fn retry(app: &App, who: &Who, at: &Place, seq: i64) -> Result<Id, Error> {
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        Box::pin(async move {
            acting.owns(&before)?;
            let (creditor, id) = acting.at.key();
            let found = message::find(&mut *tx, creditor, id, seq).await?;
            let found = found.filter(|message| message.from == Sender::Agent);
            let found = found.ok_or(Refused::NotFailed)?;
            standing::begins(acting, tx, &before).await?;
            if !standing::window(acting, tx, &before).await? {
                return Err(Refused::WindowClosed.into());
            }
            if !silence::again(tx, acting.at.key(), &found.id, acting.now).await? {
                return Err(Refused::NotFailed.into());
            }
            conversation::touch(tx, acting.at.key(), acting.now).await?;
            acting.note(tx, "retry", format!("message={}", found.id));
            Ok(found.id)
        })
    })
    .await
}
