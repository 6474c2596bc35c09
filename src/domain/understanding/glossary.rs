//! Another language, word by word, into the one that the reader knows.
//!
//! Spanish and Portuguese are near enough that a message put word by word into the other is read
//! with all that the reader knows: its alarms, its examples, its grammar of sums and days. The
//! words are data: `locales/<locale>/understanding/glossary.toml`, a table `words` of runs of words
//! and what they stand for; the longest run wins. `#` is a number, kept as it is. A key stands
//! for its words without their accents, too, unless another key is written so.
//!
//! It is used where it is known which language somebody writes in, so that no word of ours changes
//! its meaning for anybody else.

use std::collections::BTreeMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::problem::{Problem, Source};

/// The longest run of words that stands for something together.
const LONGEST: usize = 6;

/// What stands for a number in a run of words.
const NUMBER: &str = "#";

/// The words of one language, with what each stands for in the reader's.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    words: BTreeMap<Vec<String>, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    words: BTreeMap<String, String>,
}

/// A piece of a text: a word or a number, or what stands between two.
#[derive(Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    is_word: bool,
    is_number: bool,
}

impl Glossary {
    /// Reads a glossary.
    ///
    /// # Errors
    /// The problem `words-broken`, where the file is none.
    pub fn load(source: &Source) -> Result<Self, Problem> {
        let draft: Draft =
            toml::from_str(&source.text).map_err(|error| super::lexicon::broken(source, &error))?;
        let split = |key: &str| key.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
        let written = draft.words.into_iter().map(|(key, value)| (split(&key), value));
        let mut words: BTreeMap<Vec<String>, String> = written.collect();
        for (key, value) in words.clone() {
            words.entry(key.iter().map(|word| folded(word)).collect()).or_insert(value);
        }
        Ok(Self { words })
    }

    /// A text with every word that is known put into the reader's language.
    pub fn translate(&self, text: &str) -> String {
        let text: String = text.nfc().collect();
        let pieces = pieces(&text);
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            if let Some((words, end)) = self.longest(&pieces, at) {
                out.push_str(&words);
                at = end;
            } else {
                out.push_str(piece.text);
                at += 1;
            }
        }
        out
    }

    /// What the longest run that begins here stands for, and where it ends.
    fn longest(&self, pieces: &[Piece<'_>], at: usize) -> Option<(String, usize)> {
        let runs = run_ends(pieces, at);
        runs.into_iter().rev().find_map(|end| {
            let run: Vec<Piece<'_>> = pieces
                .get(at..end)?
                .iter()
                .copied()
                .filter(|it| it.is_word || it.is_number)
                .collect();
            let written = |plain: fn(&str) -> String| -> Vec<String> {
                let word = |it: &Piece<'_>| {
                    if it.is_number { NUMBER.to_owned() } else { plain(it.text) }
                };
                run.iter().map(word).collect()
            };
            let found = self.words.get(&written(str::to_lowercase));
            let words = found.or_else(|| self.words.get(&written(folded)))?;
            let mut numbers = run.iter().filter(|it| it.is_number);
            let put = |word: &str| match (word == NUMBER).then(|| numbers.next()).flatten() {
                Some(number) => number.text.to_owned(),
                None => word.to_owned(),
            };
            Some((words.split(' ').map(put).collect::<Vec<_>>().join(" "), end))
        })
    }
}

/// Where each run of words that begins here may end; nothing but blanks stands between its words.
fn run_ends(pieces: &[Piece<'_>], at: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    for (place, piece) in pieces.iter().enumerate().skip(at) {
        if ends.len() == LONGEST {
            break;
        }
        if piece.is_word || piece.is_number {
            ends.push(place + 1);
        } else if place == at || !piece.text.chars().all(|c| c == ' ') {
            break;
        }
    }
    ends
}

/// A text as words, numbers with their separators, and what stands between.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let sort = |c: char| match c {
        c if c.is_alphabetic() => 0_u8,
        c if c.is_ascii_digit() => 1,
        _ => 2,
    };
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut from = 0;
    for (at, (place, letter)) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let ends = next.is_none_or(|(_, next)| sort(*next) != sort(*letter));
        if ends {
            let end = place + letter.len_utf8();
            let kind = sort(*letter);
            let text = text.get(from..end).unwrap_or_default();
            found.push(Piece { text, is_word: kind == 0, is_number: kind == 1 });
            from = end;
        }
    }
    found
}

/// Lower case and without accents.
fn folded(word: &str) -> String {
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(words: &str) -> Glossary {
        let source =
            Source::new("locales/es/understanding/glossary.toml", format!("[words]\n{words}"));
        Glossary::load(&source).expect("a good glossary")
    }

    #[test]
    fn the_longest_run_of_words_wins() {
        let words = "manana = \"amanha\"\n\"por la manana\" = \"de manha\"\nla = \"a\"\n";
        let glossary = glossary(words);

        assert_eq!(glossary.translate("Mañana por la mañana, la 2"), "amanha de manha, a 2");
        assert_eq!(glossary.translate("por la, mañana"), "por a, amanha");
    }

    #[test]
    fn an_accent_tells_words_apart_where_the_glossary_does() {
        let glossary =
            glossary("\"pagué\" = \"paguei\"\npague = \"pague\"\n\"sí\" = \"sim\"\nsi = \"se\"\n");

        assert_eq!(glossary.translate("Sí, PAGUÉ. si pague"), "sim, paguei. se pague");
    }

    #[test]
    fn a_number_is_kept_where_it_stands() {
        let glossary =
            glossary("\"el #\" = \"dia #\"\n\"a las # de la noche\" = \"as # da noite\"\n");

        assert_eq!(glossary.translate("el 5"), "dia 5");
        assert_eq!(glossary.translate("el 5/12 a las 8 de la noche"), "dia 5/12 as 8 da noite");
    }

    #[test]
    fn what_is_not_known_stays_letter_by_letter() {
        let glossary = glossary("y = \"e\"\n");

        for text in ["", "  ", "👍🏽 R$ 1.200,50", "Straße\n\tñandú", "\u{0}\u{202e}x", "a\u{301}"]
        {
            let same: String = text.nfc().collect();
            assert_eq!(glossary.translate(text), same);
        }
    }

    #[test]
    fn what_is_no_glossary_says_where() {
        let source = Source::new("glossary.toml", "[words]\nsi = 1\n");
        let problem = Glossary::load(&source).expect_err("no text");
        assert_eq!((problem.code, problem.line), ("words-broken", Some(2)));
    }
}
