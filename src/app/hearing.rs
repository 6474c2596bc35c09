//! Turns what came in into an event: reads the words, resolves the choice.

use chrono::{DateTime, Utc};

use super::App;
use crate::domain::dialogue::event::{Event, GO_ON, Media, PASSED};
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::{Rules, match_choice};
use crate::domain::understanding::Hint;
use crate::store::conversation::Conversation;
use crate::store::inbox::Incoming;
use crate::store::message::{Choice, Enclosure};

/// What a customer's contribution looks like in the conversation; none for what is not theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// What came with them.
    pub attachments: Vec<Enclosure>,
}

/// Reads what came in, and weighs the second opinion on it where there is one.
pub fn hear(
    app: &App,
    (conversation, choices): (&Conversation, &[Choice]),
    (rules, facts): (&Rules, &Facts),
    (incoming, hint): (&Incoming, Option<&Hint>),
    now: DateTime<Utc>,
) -> Event {
    let language = facts.language();
    match incoming {
        Incoming::Text { text } => {
            let expected = conversation.state.expectation(&rules.flow);
            let today = super::facts::local_day(&facts.customer, now);
            let shown: Vec<(String, String)> =
                choices.iter().map(|choice| (choice.id.clone(), choice.label.clone())).collect();
            let choice = match_choice(text, &shown);
            let reader = app.reader.reader();
            let reading = reader.read_in(language, text, expected, today, &app.calendar);
            let reading = match hint.filter(|_| choice.is_none()) {
                Some(hint) => reader.heed(reading, hint, expected, today, &app.calendar),
                None => reading,
            };
            Event::Said { reading, choice }
        }
        Incoming::Choice { choice } => Event::Chose { choice: choice.clone() },
        Incoming::Media { media, .. } => Event::Media { media: *media, words: None },
        Incoming::Captioned { media, text, .. } => {
            let expected = conversation.state.expectation(&rules.flow);
            let today = super::facts::local_day(&facts.customer, now);
            let reader = app.reader.reader();
            let words = reader.read_in(language, text, expected, today, &app.calendar);
            let words = match hint {
                Some(hint) => reader.heed(words, hint, expected, today, &app.calendar),
                None => words,
            };
            Event::Media { media: *media, words: Some(words) }
        }
        Incoming::Passed { .. } => Event::Chose { choice: PASSED.to_owned() },
        Incoming::Again { .. } => Event::Chose { choice: GO_ON.to_owned() },
        // Reception has made one of the others of it, or has ended it.
        Incoming::Heard { .. } | Incoming::Changed { .. } => {
            Event::Media { media: Media::Document, words: None }
        }
        Incoming::Event { event } => event.clone(),
    }
}

/// How the conversation shows what a customer did.
pub fn shown(incoming: &Incoming, choices: &[Choice]) -> Option<Shown> {
    match incoming {
        Incoming::Text { text } => Some(Shown { text: text.clone(), attachments: Vec::new() }),
        Incoming::Choice { choice } => {
            let label = choices.iter().find(|c| c.id == *choice).map(|c| c.label.clone());
            Some(Shown { text: label.unwrap_or_else(|| choice.clone()), attachments: Vec::new() })
        }
        Incoming::Media { media, name } => Some(Shown {
            text: String::new(),
            attachments: vec![Enclosure::Theirs { kind: *media, name: name.clone() }],
        }),
        Incoming::Captioned { media, name, text } => Some(Shown {
            text: text.clone(),
            attachments: vec![Enclosure::Theirs { kind: *media, name: name.clone() }],
        }),
        Incoming::Passed { label: words } | Incoming::Again { shown: words } => {
            Some(Shown { text: words.clone(), attachments: Vec::new() })
        }
        Incoming::Heard { .. } | Incoming::Changed { .. } | Incoming::Event { .. } => None,
    }
}

/// True where a customer may be answering what the last message of ours offered.
pub const fn answers(incoming: &Incoming) -> bool {
    match incoming {
        Incoming::Text { .. } | Incoming::Choice { .. } => true,
        Incoming::Media { .. }
        | Incoming::Captioned { .. }
        | Incoming::Passed { .. }
        | Incoming::Again { .. }
        | Incoming::Heard { .. }
        | Incoming::Changed { .. }
        | Incoming::Event { .. } => false,
    }
}
