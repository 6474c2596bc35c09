//! What is written down beside what is done with money: who, what, in codes.

use super::{Acting, Error, Place, Refused};
use crate::app::App;
use crate::app::turn::Now;
use crate::domain::access::Who;
use crate::domain::dialogue::desk::REFUSED;
use crate::store::audit::{self, Entry};
use crate::store::{self, Tx};

/// Writes down what somebody did, in the write that does it.
pub fn done(acting: &Acting, tx: &mut Tx, action: &str, detail: String) {
    let line = Entry {
        at: acting.now,
        who: acting.who.id.clone(),
        action: action.to_owned(),
        creditor: Some(acting.at.creditor.clone()),
        subject: acting.at.conversation.to_string(),
        detail,
    };
    audit::add(tx, &line);
}

/// Refuses what the dialogue did not permit: the whole write is taken back then.
pub fn permitted(now: Now) -> Result<Now, Error> {
    let stopped = now.trace.iter().find(|trace| trace.kind == REFUSED);
    match stopped {
        Some(trace) => Err(Refused::Stopped { why: trace.detail.clone() }.into()),
        None => Ok(now),
    }
}

/// Writes down that something was tried and refused, and hands the refusal on.
pub async fn or_refused<T>(
    app: &App,
    (who, at): (&Who, &Place),
    action: &str,
    answer: Result<T, Error>,
) -> Result<T, Error> {
    let Err(Error::Refused(refused)) = &answer else { return answer };
    let why = match refused {
        Refused::Stopped { why } => why.as_str(),
        other => other.as_str(),
    };
    let line = Entry {
        at: app.clock.now(),
        who: who.id.clone(),
        action: format!("{action}-refused"),
        creditor: Some(at.creditor.clone()),
        subject: at.conversation.to_string(),
        detail: format!("why={why}"),
    };
    let write = app.db.write_aside(move |tx| {
        Box::pin(async move {
            audit::add(tx, &line);
            Ok::<_, store::Error>(())
        })
    });
    write.await.map_err(Error::from)?;
    answer
}
