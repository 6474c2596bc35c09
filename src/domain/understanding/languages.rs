//! Whether a whole message is written in a language that is not ours.
//!
//! Told by words that only one of the languages has; those shared by two say nothing. The words
//! are data, the table `languages` of `words.toml`. To tell another language: its list there and
//! a variant of [`Language`].

use std::collections::{BTreeSet, HashMap};

use serde::Deserialize;

use super::intent::Language;
use super::normalise::{Kind, Origin, Text};

/// Words that only one language has.
#[derive(Debug, Default)]
pub struct Languages {
    /// The language of a word; none stands for ours.
    words: HashMap<String, Option<Language>>,
}

/// The lists as they are written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    ours: Vec<String>,
    spanish: Vec<String>,
    english: Vec<String>,
}

impl From<Lists> for Languages {
    fn from(lists: Lists) -> Self {
        let named = |language| move |word: String| (word, language);
        let ours = lists.ours.into_iter().map(named(None));
        let spanish = lists.spanish.into_iter().map(named(Some(Language::Spanish)));
        let english = lists.english.into_iter().map(named(Some(Language::English)));
        Self { words: ours.chain(spanish).chain(english).collect() }
    }
}

impl Languages {
    /// The language of the whole message, where it is another than ours.
    pub fn of(&self, text: &Text) -> Option<Language> {
        let (mut all, mut own, mut spanish, mut english) = (0_usize, 0, 0, 0);
        let mut met = BTreeSet::new();
        for token in text.tokens.iter().filter(|token| token.kind == Kind::Word) {
            if !met.insert(token.text.as_str()) {
                continue;
            }
            all += 1;
            match self.words.get(&token.text).filter(|_| token.origin == Origin::Typed) {
                Some(Some(Language::Spanish)) => spanish += 1,
                Some(Some(Language::English)) => english += 1,
                Some(None) => own += 1,
                None => {}
            }
        }
        let (language, told) = if spanish >= english {
            (Language::Spanish, spanish)
        } else {
            (Language::English, english)
        };
        let whole = told > own * 2 && told * 4 >= all && told >= 2;
        whole.then_some(language)
    }
}
