//! A human of ours writes to the customer; whoever writes has the conversation.

use std::collections::BTreeMap;

use bytes::Bytes;

use super::{Acting, Error, Place, Refused, act, draft, known_as, standing, take, templates};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::file::{self, Attached, Form};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::{self, Tx};

/// The most letters of one message.
pub const MOST: usize = 4000;

/// What somebody wants said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Names this one message: sent twice it goes once.
    pub id: String,
    /// The words; none are needed where a template is named.
    pub text: String,
    /// True where a forbidden word shall stand there all the same.
    pub insists: bool,
    /// The template that goes instead, by name.
    pub template: Option<String>,
    /// Values of the template that nobody but who writes knows, by our name.
    pub values: BTreeMap<String, String>,
    /// The file that goes with the words; with one, none are needed.
    pub file: Option<Carried>,
}

/// A file as it was handed over.
#[derive(Clone, PartialEq, Eq)]
pub struct Carried {
    /// Its name, as who sends it calls it.
    pub name: String,
    /// What it holds.
    pub bytes: Bytes,
}

impl Carried {
    /// As it stands with its message, where it is of a kind that is sent and not too large.
    fn attached(&self, id: Id) -> Result<Attached, Refused> {
        let form = Form::of(&self.bytes).ok_or(Refused::FileKind)?;
        if self.bytes.len() > file::LARGEST {
            return Err(Refused::FileTooLarge);
        }
        let size = u64::try_from(self.bytes.len()).unwrap_or(u64::MAX);
        Ok(Attached { id, name: form.name(&self.name), form, size })
    }
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
/// [`Refused::Owned`] where a colleague has it; whatever stands against the words: see
/// [`standing`]; or when the database refuses.
pub async fn say(app: &App, who: &Who, at: &Place, words: Words) -> Result<Said, Error> {
    fits(&words)?;
    let id = known_as("say", who, &words.id);
    act(app, (who, Right::Answer), at, move |acting, tx, before| {
        let (id, words) = (id.clone(), words.clone());
        Box::pin(async move {
            let said = once(acting, tx, &before, (&id, words)).await?;
            if said != Said::Before {
                draft::drop(acting, tx).await?;
            }
            Ok(said)
        })
    })
    .await
}

/// Refuses nothing, and too much.
pub(super) fn fits(words: &Words) -> Result<(), Refused> {
    if words.text.trim().is_empty() && words.template.is_none() && words.file.is_none() {
        return Err(Refused::Empty);
    }
    if words.file.is_some() && words.template.is_some() {
        return Err(Refused::NoTemplate);
    }
    if words.text.chars().count() > MOST {
        return Err(Refused::TooLong { most: MOST });
    }
    Ok(())
}

/// Says it, inside a write that does more.
pub(super) async fn once(
    acting: &Acting,
    tx: &mut Tx,
    before: &Conversation,
    (id, words): (&str, Words),
) -> Result<Said, Error> {
    // Asked before whose it is: who sends again what went must hear that it went.
    if acting.did(tx, id).await? {
        return Ok(Said::Before);
    }
    if let Some(holder) = acting.colleague(before) {
        return Err(Refused::Owned { by: holder.name.clone() }.into());
    }
    let begins = standing::begins(acting, tx, before).await?;
    let (text, template) = match &words.template {
        Some(name) => templates::fill(acting, tx, before, (name, &words.values)).await?,
        None if standing::window(acting, tx, before).await? => (words.text.trim().to_owned(), None),
        None => return Err(Refused::WindowClosed.into()),
    };
    let insisted = standing::words(acting, before, (&text, words.insists))?;
    if !acting.holds(before) {
        take::own(acting, tx, &format!("{id}/take")).await?;
    }
    let agent = acting.who.name.clone();
    let file = kept(acting, tx, (id, words.file)).await?;
    let event = Event::AgentSaid { text, agent, begins, template, file };
    let now = acting.turn(tx, id, event).await?;
    if let Some(entry) = insisted {
        acting.note(tx, "insist", format!("word={entry}"));
    }
    let said = now.into_iter().flat_map(|now| now.effects).find_map(|effect| match effect {
        Effect::SayForAgent { id, .. } => Some(id),
        _other => None,
    });
    Ok(said.map_or(Said::Before, Said::New))
}

/// Keeps the file that goes with a message, in the same write.
async fn kept(
    acting: &Acting,
    tx: &mut Tx,
    (id, file): (&str, Option<Carried>),
) -> Result<Option<Box<Attached>>, Error> {
    let Some(carried) = file else { return Ok(None) };
    let name = Id::derive(&["file", &acting.at.creditor, acting.at.conversation.as_str(), id]);
    let attached = carried.attached(name)?;
    let by = (acting.who.id.as_str(), acting.now);
    store::file::add(tx, acting.at.key(), (&attached, &carried.bytes), by).await?;
    acting.note(tx, "attach", format!("form={};size={}", attached.form.as_str(), attached.size));
    Ok(Some(Box::new(attached)))
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.id)
    }
}
