//! Files that people of ours sent, fetched again by whoever sees the conversation.

use bytes::Bytes;

use super::{Error, Place, panel};
use crate::app::App;
use crate::domain::access::Who;
use crate::domain::dialogue::file::Attached;
use crate::domain::id::Id;
use crate::store::audit::{self, Entry};
use crate::store::file;

/// A file of a conversation with its bytes; none where there is none of this id. That somebody
/// fetched it is written down: it leaves the desk.
///
/// # Errors
/// [`Refused::Unknown`](super::Refused::Unknown) where they do not see the conversation; or when the
/// database refuses.
pub async fn fetch(
    app: &App,
    who: &Who,
    at: &Place,
    id: &Id,
) -> Result<Option<(Attached, Bytes)>, Error> {
    panel::seen(app, who, at).await?;
    let Some(found) = file::find(&app.db, at.key(), id).await? else { return Ok(None) };
    let entry = Entry {
        at: app.clock.now(),
        who: who.id.clone(),
        action: "read-file".to_owned(),
        creditor: Some(at.creditor.clone()),
        subject: at.conversation.to_string(),
        detail: format!("file={id}"),
    };
    app.db
        .write(move |tx| {
            Box::pin(async move {
                audit::add(tx, &entry);
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(Some(found))
}
