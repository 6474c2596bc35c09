//! Turns timers that came due into events, in one transaction: neither is lost, neither doubled.

use super::{Crew, Progress};
use crate::app::Result;
use crate::app::intake;
use crate::domain::dialogue::event::Event;
use crate::store::{self, timer};

/// Takes the timers that are due by now.
///
/// # Errors
/// When the database refuses.
pub async fn tick(crew: &Crew) -> Result<Progress> {
    let (now, batch) = (crew.app.clock.now(), crew.pace.batch);
    // Most looks find nothing: a read that blocks nobody.
    if timer::next(&crew.app.db).await?.is_none_or(|at| at > now) {
        return Ok(Progress::default());
    }
    let worked = crew
        .app
        .db
        .write(move |tx| {
            Box::pin(async move {
                let due = timer::take_due(tx, now, batch).await?;
                let count = due.len();
                for timer in due {
                    let name = format!(
                        "timer/{}/{:?}/{}",
                        timer.conversation,
                        timer.timer,
                        timer.at.timestamp_millis()
                    );
                    let event = Event::TimerFired { timer: timer.timer };
                    let entry = intake::internal(&timer.creditor, &timer.conversation, name, event);
                    intake::add(tx, entry, now).await?;
                }
                Ok::<_, store::Error>(count)
            })
        })
        .await;
    match worked {
        Ok(worked) => {
            crew.app.signals.inbox.notify_one();
            Ok(Progress { worked })
        }
        // Someone accepted something at the same moment: the next look finds the timers again.
        Err(error) if error.is_duplicate() || error.is_passing() => Ok(Progress { worked: 1 }),
        Err(error) => Err(error.into()),
    }
}
