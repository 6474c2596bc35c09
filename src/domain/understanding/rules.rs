//! What must never be missed, by rule: distress, death, opt-out, disputes and the like.
//!
//! The rules are data, `locales/<locale>/understanding/safety.toml`: phrases over plain words,
//! with what makes each of them mean something else. A rule errs on the side of hearing.
//!
//! In a phrase `a|b` is either word, `par*` any word that begins so, `?a` may be missing, and
//! `..` stands for up to three words. `whole` phrases count only as the whole message.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::intent::{Detail, Intent};
use super::lexicon::{Class, broken};
use super::normalise::{Kind, Text};
use crate::domain::problem::{Problem, Source};

/// A rule that spoke up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it heard.
    pub intent: Intent,
    /// Which kind of it, where the words tell.
    pub detail: Option<Detail>,
    /// How sure that is, in thousandths.
    pub confidence: u16,
    /// Where the rule stands in the file: the earlier, the more urgent.
    pub rank: usize,
}

/// What the rules made of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// The rules that spoke up, the most urgent first.
    pub hits: Vec<Hit>,
    /// What was in the words, and not meant: "quero morrer de vergonha".
    pub taken_back: Vec<Intent>,
}

/// Every rule, ready to match.
#[derive(Debug)]
pub struct Rules {
    all: Vec<Rule>,
    /// Phrases by the first word that they need: rule and phrase.
    by_word: HashMap<String, Vec<(usize, usize)>>,
    /// Phrases that begin with part of a word.
    loose: Vec<(usize, usize)>,
}

#[derive(Debug)]
struct Rule {
    intent: Intent,
    detail: Option<Detail>,
    confidence: u16,
    negatable: bool,
    phrases: Vec<Vec<Piece>>,
    whole: Vec<Vec<Piece>>,
    unless: Vec<Vec<Piece>>,
}

#[derive(Debug)]
struct Piece {
    words: Vec<(String, bool)>,
    optional: bool,
    gap: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    rule: Vec<RuleDraft>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleDraft {
    intent: Intent,
    #[serde(default)]
    detail: Option<Detail>,
    #[serde(default = "most")]
    confidence: u16,
    #[serde(default)]
    negatable: bool,
    #[serde(default)]
    phrases: Option<Spanned<String>>,
    #[serde(default)]
    whole: Option<Spanned<String>>,
    #[serde(default)]
    unless: Option<Spanned<String>>,
}

const fn most() -> u16 {
    930
}

impl Rules {
    /// Reads the rules file.
    ///
    /// # Errors
    /// `words-broken` where the file cannot be read, `rule-empty` for each rule without phrases.
    pub fn load(source: &Source) -> Result<Self, Vec<Problem>> {
        let read = toml::from_str::<Draft>(&source.text);
        let draft = read.map_err(|error| vec![broken(source, &error)])?;
        let empty = |rule: &&RuleDraft| {
            let said = [&rule.phrases, &rule.whole].into_iter().flatten();
            said.into_iter().all(|text| text.get_ref().trim().is_empty())
        };
        let problems: Vec<Problem> = draft
            .rule
            .iter()
            .filter(empty)
            .map(|rule| source.problem("rule-empty").with("intent", rule.intent))
            .collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let rules: Vec<Rule> = draft.rule.into_iter().map(compile).collect();
        let mut index = Self { all: Vec::new(), by_word: HashMap::new(), loose: Vec::new() };
        for (at, rule) in rules.iter().enumerate() {
            for (number, phrase) in rule.phrases.iter().enumerate() {
                index.enter(phrase, (at, number));
            }
        }
        index.all = rules;
        Ok(index)
    }

    fn enter(&mut self, phrase: &[Piece], place: (usize, usize)) {
        for piece in phrase {
            for (word, open) in &piece.words {
                if *open {
                    self.loose.push(place);
                } else {
                    self.by_word.entry(word.clone()).or_default().push(place);
                }
            }
            if !piece.optional && !piece.gap {
                return;
            }
        }
    }

    /// What the rules hear in a text, and what they hear and take back.
    pub fn hear(&self, text: &Text) -> Heard {
        let words = Words::of(text);
        let mut heard = Heard::default();
        for at in 0..words.said.len() {
            let word = words.said.get(at).map_or("", |(word, _)| *word);
            let known = self.by_word.get(word).into_iter().flatten();
            for (rank, phrase) in known.chain(&self.loose) {
                let Some(rule) = self.all.get(*rank) else { continue };
                let Some(phrase) = rule.phrases.get(*phrase) else { continue };
                if !heard.has(*rank) && words.fits(phrase, at).is_some() {
                    if rule.stands(&words, at) {
                        heard.hits.push(rule.hit(*rank));
                    } else {
                        heard.taken_back.push(rule.intent);
                    }
                }
            }
        }
        for (rank, rule) in self.all.iter().enumerate() {
            if !heard.has(rank) && rule.whole.iter().any(|phrase| words.is_all(phrase)) {
                heard.hits.push(rule.hit(rank));
            }
        }
        heard.hits.sort_by_key(|hit| hit.rank);
        let Heard { hits, taken_back } = &mut heard;
        taken_back.retain(|intent| hits.iter().all(|hit| hit.intent != *intent));
        heard
    }
}

impl Heard {
    fn has(&self, rank: usize) -> bool {
        self.hits.iter().any(|hit| hit.rank == rank)
    }
}

impl Rule {
    fn hit(&self, rank: usize) -> Hit {
        Hit { intent: self.intent, detail: self.detail, confidence: self.confidence, rank }
    }

    /// True where nothing takes the phrase back.
    fn stands(&self, words: &Words, at: usize) -> bool {
        let negated = self.negatable && words.is_negated(at);
        !negated && !self.unless.iter().any(|phrase| words.has(phrase))
    }
}

fn compile(draft: RuleDraft) -> Rule {
    let lines = |text: Option<Spanned<String>>| -> Vec<Vec<Piece>> {
        let text = text.map(Spanned::into_inner).unwrap_or_default();
        text.lines().map(phrase).filter(|phrase| !phrase.is_empty()).collect()
    };
    Rule {
        intent: draft.intent,
        detail: draft.detail.filter(|detail| detail.intent() == draft.intent),
        confidence: draft.confidence.min(1000),
        negatable: draft.negatable,
        phrases: lines(draft.phrases),
        whole: lines(draft.whole),
        unless: lines(draft.unless),
    }
}

fn phrase(line: &str) -> Vec<Piece> {
    line.split_whitespace().map(piece).collect()
}

fn piece(text: &str) -> Piece {
    if text == ".." {
        return Piece { words: Vec::new(), optional: true, gap: true };
    }
    let optional = text.starts_with('?');
    let words = text.trim_start_matches('?').split('|').map(|word| match word.strip_suffix('*') {
        Some(stem) => (stem.to_owned(), true),
        None => (word.to_owned(), false),
    });
    Piece { words: words.collect(), optional, gap: false }
}

/// The words of a text without its signs; each with the number of its sentence.
struct Words<'a> {
    said: Vec<(&'a str, usize)>,
    negations: Vec<bool>,
    core: (usize, usize),
}

impl<'a> Words<'a> {
    fn of(text: &'a Text) -> Self {
        let mut words = Vec::new();
        let mut negations = Vec::new();
        let mut sentence = 0;
        let (mut first, mut last) = (None, 0);
        let mut courtesy_until = 0;
        for at in 0..text.len() {
            if text.kind(at) == Some(Kind::Mark) {
                sentence += usize::from(text.is_stop(at) || text.word(at) == ",");
                continue;
            }
            let polite = [Class::Hello, Class::Polite, Class::Address];
            let end = polite.iter().filter_map(|class| text.at(at, *class)).max();
            courtesy_until = courtesy_until.max(end.unwrap_or(0));
            words.push((text.word(at), sentence));
            let denies = text.at(at, Class::NoNegation).is_none();
            negations.push(denies && text.at(at, Class::Negation).is_some());
            if at >= courtesy_until {
                first = first.or(Some(words.len() - 1));
                last = words.len();
            }
        }
        Self { said: words, negations, core: (first.unwrap_or(0), last) }
    }

    /// The word after the phrase that begins here.
    fn fits(&self, phrase: &[Piece], at: usize) -> Option<usize> {
        self.fits_within(phrase, at, None)
    }

    /// The same within one sentence; only a gap may leave it.
    fn fits_within(&self, phrase: &[Piece], at: usize, within: Option<usize>) -> Option<usize> {
        let Some((piece, rest)) = phrase.split_first() else { return Some(at) };
        if piece.gap {
            return (0..=3).find_map(|skipped| self.fits_within(rest, at + skipped, None));
        }
        let (word, sentence) = self.said.get(at).copied().unwrap_or(("", usize::MAX));
        let matches = |(own, open): &(String, bool)| {
            if *open { word.starts_with(own.as_str()) } else { word == own }
        };
        let same = sentence != usize::MAX && within.is_none_or(|within| within == sentence);
        let here = same && piece.words.iter().any(matches);
        let taken = if here { self.fits_within(rest, at + 1, Some(sentence)) } else { None };
        let without = || self.fits_within(rest, at, within);
        taken.or_else(|| if piece.optional { without() } else { None })
    }

    fn has(&self, phrase: &[Piece]) -> bool {
        (0..self.said.len()).any(|at| self.fits(phrase, at).is_some())
    }

    /// True where the phrase is all that is said, courtesy aside.
    fn is_all(&self, phrase: &[Piece]) -> bool {
        let (first, last) = self.core;
        last > first && self.fits(phrase, first) == Some(last)
    }

    /// True where a "não" stands shortly before, in the same sentence.
    fn is_negated(&self, at: usize) -> bool {
        let sentence = self.said.get(at).map(|(_, sentence)| *sentence);
        let near = at.saturating_sub(4)..at;
        near.into_iter().any(|before| {
            let same = self.said.get(before).map(|(_, sentence)| *sentence) == sentence;
            same && self.negations.get(before).copied().unwrap_or(false)
        })
    }
}
