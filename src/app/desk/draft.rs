//! Drafts: kept on the server, one of a kind for each person and conversation, until they are sent.

use super::{Acting, Error, Place, Refused, act, note, say};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::store::{Tx, draft};

pub use crate::store::draft::Kind;

/// Keeps what somebody is writing; an empty text forgets it.
///
/// # Errors
/// [`Refused::TooLong`]; or when the database refuses.
pub async fn keep(
    app: &App,
    who: &Who,
    at: &Place,
    (kind, text): (Kind, &str),
) -> Result<(), Error> {
    let most = say::MOST.max(note::MOST);
    if text.chars().count() > most {
        return Err(Refused::TooLong { most }.into());
    }
    let text = text.to_owned();
    act(app, (who, Right::Answer), at, move |acting, tx, _| {
        let text = text.clone();
        Box::pin(async move {
            let whose = (acting.who.id.as_str(), kind);
            Ok(draft::keep(tx, acting.at.key(), whose, &text, acting.now).await?)
        })
    })
    .await
}

/// Somebody's own draft; a colleague's is nobody's to see.
///
/// # Errors
/// When the database refuses.
pub async fn of(app: &App, who: &Who, at: &Place, kind: Kind) -> Result<Option<String>, Error> {
    Ok(draft::find(&app.db, at.key(), (&who.id, kind)).await?)
}

/// Forgets the words that were sent.
pub(super) async fn drop(acting: &Acting, tx: &mut Tx) -> Result<(), Error> {
    Ok(draft::forget(tx, acting.at.key(), (&acting.who.id, Kind::Reply)).await?)
}
