//! A human of ours writes to the customer; whoever writes has the conversation.

use super::{Acting, Error, Place, Refused, act, known_as, take};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::id::Id;
use crate::store::Tx;
use crate::store::conversation::Conversation;

/// The most letters of one message.
pub const MOST: usize = 4000;

/// What somebody wants said.
#[derive(Clone, PartialEq, Eq)]
pub struct Words {
    /// Names this one message: sent twice it goes once.
    pub id: String,
    /// The words.
    pub text: String,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It is said; the message's id.
    New(Id),
    /// It was said before.
    Before,
}

/// Says something in a conversation, and takes it with the very same write where nobody has it.
///
/// # Errors
/// [`Refused::Owned`] where a colleague has it; [`Refused::Empty`] and [`Refused::TooLong`]; or when
/// the database refuses.
pub async fn say(app: &App, who: &Who, at: &Place, words: Words) -> Result<Said, Error> {
    let text = words.text.trim().to_owned();
    if text.is_empty() {
        return Err(Refused::Empty.into());
    }
    if text.chars().count() > MOST {
        return Err(Refused::TooLong { most: MOST }.into());
    }
    let id = known_as("say", who, &words.id);
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let (id, text) = (id.clone(), text.clone());
        Box::pin(async move { once(acting, tx, &before, (&id, text)).await })
    })
    .await
}

async fn once(
    acting: &Acting,
    tx: &mut Tx,
    before: &Conversation,
    (id, text): (&str, String),
) -> Result<Said, Error> {
    // Asked before whose it is: who sends again what went must hear that it went.
    if acting.did(tx, id).await? {
        return Ok(Said::Before);
    }
    if let Some(holder) = acting.colleague(before) {
        return Err(Refused::Owned { by: holder.name.clone() }.into());
    }
    if !acting.holds(before) {
        take::own(acting, tx, &format!("{id}/take")).await?;
    }
    let agent = acting.who.name.clone();
    let event = Event::AgentSaid { text, agent, begins: false };
    let now = acting.turn(tx, id, event).await?;
    let said = now.into_iter().flat_map(|now| now.effects).find_map(|effect| match effect {
        Effect::SayForAgent { id, .. } => Some(id),
        _other => None,
    });
    Ok(said.map_or(Said::Before, Said::New))
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.id)
    }
}
