//! Puts a message into words: each text a paragraph, each choice its label.

use crate::domain::dialogue::text::Message;
use crate::store::message::{Choice, Enclosure};
use crate::text::{Catalog, RenderError};

/// A message in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worded {
    /// The paragraphs, joined by blank lines.
    pub text: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What goes with it.
    pub attachments: Vec<Enclosure>,
}

/// Puts a whole message into words.
///
/// # Errors
/// When a text is missing or cannot be written with its values.
pub fn render(words: &Catalog, message: &Message) -> Result<Worded, RenderError> {
    let choice = |choice: &crate::domain::dialogue::text::Choice| {
        Ok(Choice { id: choice.id.clone(), label: words.part(&choice.label)? })
    };
    Ok(Worded {
        text: words.compose(&message.parts)?,
        options: message.choices.iter().map(choice).collect::<Result<_, _>>()?,
        attachments: message.attachments.iter().cloned().map(Enclosure::Ours).collect(),
    })
}

/// Puts into words what can be; for the case that is going to a human anyway.
pub fn render_what_can_be(words: &Catalog, message: &Message) -> Worded {
    let paragraphs: Vec<String> =
        message.parts.iter().filter_map(|part| words.part(part).ok()).collect();
    Worded { text: paragraphs.join("\n\n"), ..Worded::default() }
}
