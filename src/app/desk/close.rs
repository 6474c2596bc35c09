//! A human of ours closes a case: with an outcome or not at all.

use super::{Error, Place, act, known_as, written};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::desk::outcome::Outcome;
use crate::domain::dialogue::event::Event;

/// Closes a case; what follows from its outcome is done in the same write.
///
/// # Errors
/// [`super::Refused`] where the conversation is not theirs, or the outcome's condition does not
/// hold; the attempt is written down then and nothing else changes.
pub async fn close(
    app: &App,
    who: &Who,
    at: &Place,
    (id, outcome): (&str, Outcome),
) -> Result<(), Error> {
    let id = known_as("close", who, id);
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let (id, outcome) = (id.clone(), outcome.clone());
        Box::pin(async move {
            if acting.did(tx, &id).await? {
                return Ok(());
            }
            acting.owns(&before)?;
            let detail = format!("outcome={}", outcome.code().as_str());
            let event = Event::AgentClosed { by: acting.who.id.clone(), outcome };
            let Some(now) = acting.turn(tx, &id, event).await? else { return Ok(()) };
            written::permitted(now)?;
            acting.note(tx, "close", detail);
            Ok(())
        })
    })
    .await
}
