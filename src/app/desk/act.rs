//! The one way to do something in a conversation: checked, done and written down in one write.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::BoxFuture;

use super::{Error, Place, Refused};
use crate::app::App;
use crate::app::turn::{self, Now};
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::state::Holder;
use crate::store::audit::{self, Entry};
use crate::store::conversation::{self, Conversation};
use crate::store::{Tx, inbox};

/// How often a write is done again where another was there at the same moment.
const ATTEMPTS: u32 = 5;

/// Somebody who does something in a conversation.
#[derive(Clone)]
pub struct Acting {
    /// The use cases' world.
    pub app: App,
    /// Who.
    pub who: Who,
    /// Where.
    pub at: Place,
    /// When.
    pub now: DateTime<Utc>,
}

/// Does something in a conversation, in one write; `work` is given the conversation as it stands
/// and may be called again where another write was in the way.
///
/// # Errors
/// [`Refused`] where somebody lacks the right, or does not see the conversation, or `work` refuses;
/// nothing is changed then.
pub async fn act<T, F>(
    app: &App,
    (who, right): (&Who, Right),
    at: &Place,
    work: F,
) -> Result<T, Error>
where
    F: for<'t> Fn(&'t Acting, &'t mut Tx, Conversation) -> BoxFuture<'t, Result<T, Error>>
        + Send
        + Sync
        + 'static,
    T: Send + 'static,
{
    let work = Arc::new(work);
    let told_of = (who.id.clone(), at.clone());
    let mut tries = 0;
    loop {
        tries += 1;
        let (who, at, now) = (who.clone(), at.clone(), app.clock.now());
        let acting = Acting { app: app.clone(), who, at, now };
        let work = work.clone();
        let done = app
            .db
            .write(move |tx| {
                Box::pin(async move {
                    let before = gate(tx, &acting, right).await?;
                    work(&acting, tx, before).await
                })
            })
            .await;
        match done {
            Err(error) if Error::is_passing(&error) && tries < ATTEMPTS => {}
            Err(Error::Refused(refused)) => {
                told(app, &told_of, &refused).await?;
                return Err(refused.into());
            }
            done => {
                if done.is_ok() {
                    app.signals.outbox.notify_one();
                    app.signals.timers.notify_one();
                }
                return done;
            }
        }
    }
}

/// The conversation, held until the write ends, where they may be there.
async fn gate(tx: &mut Tx, acting: &Acting, right: Right) -> Result<Conversation, Error> {
    let found = conversation::hold_all(tx, &[acting.at.key()]).await?.pop();
    let sees = |found: &Conversation| {
        let sector = found.state.handoff.as_ref().map(|handoff| handoff.queue.as_str());
        acting.who.sees(&found.creditor, sector)
    };
    let found = found.filter(sees).ok_or(Refused::Unknown)?;
    if acting.who.may(right) { Ok(found) } else { Err(Refused::Right.into()) }
}

/// Writes down that something was refused which pages do not offer: a forged form, or a page that
/// somebody looked at for long.
async fn told(app: &App, (who, at): &(String, Place), refused: &Refused) -> Result<(), Error> {
    if !refused.is_noted() {
        return Ok(());
    }
    let entry = Entry {
        at: app.clock.now(),
        who: who.clone(),
        action: "refused".to_owned(),
        creditor: Some(at.creditor.clone()),
        subject: at.conversation.to_string(),
        detail: refused.detail(),
    };
    app.db
        .write(move |tx| {
            Box::pin(async move {
                audit::add(tx, &entry);
                Ok::<_, Error>(())
            })
        })
        .await
}

/// The id of an event, from one that a page made: somebody else's is another.
pub fn known_as(kind: &str, who: &Who, id: &str) -> String {
    format!("{kind}/{}/{id}", who.id)
}

impl Acting {
    /// Takes the turn of an event; none where the same id was taken before.
    pub async fn turn(&self, tx: &mut Tx, id: &str, event: Event) -> Result<Option<Now>, Error> {
        Ok(turn::now(&self.app, tx, self.at.key(), id, event, self.now).await?)
    }

    /// Has it written down, with the write, what they did; `detail` are codes and never words.
    pub fn note(&self, tx: &mut Tx, action: &str, detail: impl Into<String>) {
        let entry = Entry {
            at: self.now,
            who: self.who.id.clone(),
            action: action.to_owned(),
            creditor: Some(self.at.creditor.clone()),
            subject: self.at.conversation.to_string(),
            detail: detail.into(),
        };
        audit::add(tx, &entry);
    }

    /// True where this very thing was done before: who sends it again hears the same.
    pub async fn did(&self, tx: &mut Tx, id: &str) -> Result<bool, Error> {
        Ok(inbox::has(tx, (&self.at.creditor, turn::DESK, id)).await?)
    }

    /// True where the conversation is theirs.
    pub fn holds(&self, conversation: &Conversation) -> bool {
        let holder = conversation.state.agent.as_ref();
        holder.is_some_and(|holder| holder.person == self.who.id)
    }

    /// The colleague who has the conversation, where one does.
    pub fn colleague<'c>(&self, conversation: &'c Conversation) -> Option<&'c Holder> {
        conversation.state.agent.as_ref().filter(|holder| holder.person != self.who.id)
    }

    /// Refuses where the conversation is not theirs.
    pub fn owns(&self, conversation: &Conversation) -> Result<(), Refused> {
        match &conversation.state.agent {
            Some(holder) if holder.person == self.who.id => Ok(()),
            Some(holder) => Err(Refused::Owned { by: holder.name.clone() }),
            None => Err(Refused::NotYours),
        }
    }
}
