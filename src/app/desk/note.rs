//! Notes: what colleagues tell each other of a conversation, whoever has it.

use super::{Acting, Error, Place, Refused, act, known_as};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::store::{Tx, case_note, conversation};

pub use crate::store::case_note::{Kind, Note};

/// The most letters of one note.
pub const MOST: usize = 4000;

/// Writes a note down; `id` names this one, so that it is written once.
///
/// # Errors
/// [`Refused::Right`] for a whisper of who does not lead; [`Refused::Empty`], [`Refused::TooLong`];
/// or when the database refuses.
pub async fn add(
    app: &App,
    who: &Who,
    at: &Place,
    (id, kind, text): (&str, Kind, &str),
) -> Result<(), Error> {
    let (id, text) = (known_as("note", who, id), text.trim().to_owned());
    act(app, (who, Right::Answer), at, move |acting, tx, _| {
        let (id, text) = (id.clone(), text.clone());
        Box::pin(async move { write(acting, tx, (&id, kind), &text).await })
    })
    .await
}

/// Writes a note down inside a write that does more.
pub(super) async fn write(
    acting: &Acting,
    tx: &mut Tx,
    (id, kind): (&str, Kind),
    text: &str,
) -> Result<(), Error> {
    if kind == Kind::Whisper && !acting.who.may(Right::Reassign) {
        return Err(Refused::Right.into());
    }
    if text.is_empty() {
        return Err(Refused::Empty.into());
    }
    if text.chars().count() > MOST {
        return Err(Refused::TooLong { most: MOST }.into());
    }
    let note = Note {
        id: id.to_owned(),
        kind,
        person: acting.who.id.clone(),
        name: acting.who.name.clone(),
        text: text.to_owned(),
        at: acting.now,
    };
    if case_note::add(tx, acting.at.key(), note).await? {
        conversation::touch(tx, acting.at.key(), acting.now).await?;
        acting.note(tx, "note", format!("kind={}", kind.as_str()));
    }
    Ok(())
}

/// True where somebody sees a note: one about the law only who wrote it and who may.
pub fn shows(who: &Who, note: &Note) -> bool {
    note.kind != Kind::Legal || note.person == who.id || who.may(Right::ReadLegal)
}
