//! What a chat message means: text in, [`Reading`] out.
//!
//! Pure and deterministic: the words, the examples and the day it is read on are arguments. This
//! module knows no debt and no dialogue; it only says what a person said, and how sure that is.
//! Words and examples are data, in `locales/<locale>/understanding/`.
//!
//! The road of a message: [`normalise`] makes plain tokens, [`entities`] finds the values, the
//! [`classifier`] leans to an intent, the question asked and the [`rules`] decide in `draft`.
//! Where that leaves doubt, [`mask`] makes a text that may leave the house, and [`merge`](mod@merge)
//! weighs the [`hint`] that may come back.

pub mod answer;
pub mod budget;
pub mod classifier;
pub mod clock;
pub mod counts;
pub mod dates;
mod draft;
pub mod entities;
pub mod evaluate;
pub mod feasts;
pub mod features;
pub mod glossary;
pub mod hint;
pub mod identity;
mod intent;
pub mod languages;
pub mod lexicon;
pub mod linear;
pub mod mask;
pub mod memory;
mod merge;
pub mod money;
pub mod months;
pub mod normalise;
pub mod numbers;
pub mod parts;
pub mod ranges;
pub mod reader;
mod reading;
pub mod review;
pub mod rules;
mod second;
pub mod selection;
pub mod shares;
pub mod spans;
pub mod taken_back;
pub mod terms;
pub mod train;
pub mod weeks;

pub use hint::{Doubt, Hint, Mention, Proposal, Question, Sort, Sure, Weighed};
pub use intent::{Answer, Detail, Expectation, Intent, Kind, Language, Meaning, Unknown};
pub use merge::{Ours, merge};
pub use reader::{Reader, Why};
pub use reading::{Bound, DateBound, DayPart, Entity, Length, Reading, SURE, Unit, Value};
pub use selection::{Pick, Selection};

use std::sync::OnceLock;

use crate::domain::problem::Source;

/// The words, rules, examples and glossaries that come with the program.
pub fn shipped() -> Vec<Source> {
    macro_rules! sources {
        ($($name:literal)+) => {
            vec![$(Source::new(
                concat!("locales/", $name),
                include_str!(concat!("../../../locales/", $name)),
            )),+]
        };
    }
    sources!("pt-BR/understanding/alarms.toml" "pt-BR/understanding/elsewhere.toml"
        "pt-BR/understanding/payment.toml" "pt-BR/understanding/reasons.toml"
        "pt-BR/understanding/requests.toml" "pt-BR/understanding/safety.toml"
        "pt-BR/understanding/talk.toml" "pt-BR/understanding/words.toml"
        "es/understanding/glossary.toml")
}

/// A reader of the shipped files, made once a process: for tests and tools.
///
/// # Panics
/// Never: a test proves the shipped files sound.
pub fn shipped_reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    let make = || Reader::train(&shipped()).expect("a test proves the shipped files sound");
    READER.get_or_init(make)
}

#[cfg(test)]
mod tests;
