//! Which intent a text leans to, and which kind of it: a regression and a memory, weighed.
//!
//! With `linear`, `memory` and `features` the only place of the domain that counts in floats;
//! what leaves it are thousandths. Intents and the kinds of each intent are told apart by models
//! of their own: one model over all kinds at once measured 1.6 points worse. It knows no word of
//! any language.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "likelihoods become thousandths"
)]

use std::collections::{BTreeMap, BTreeSet};

use super::features::{Feature, Sort, features, misspelt, shortened, spelled};
use super::intent::{Detail, Intent, Meaning};
use super::linear::{Lesson, Linear};
use super::memory::Memory;

/// The share of known letters from which a word is taken for a known one misspelt.
const ALIKE: f32 = 0.7;
/// What the memory's opinion counts beside the regression's.
const RECALL: f32 = 0.5;
/// The likelihood that even the unlikeliest has.
const LEAST: f32 = 1e-4;
/// How likely a kind must be to be named.
const KIND: f32 = 0.4;

/// A text to learn from: its words, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The words, values already replaced by what they are.
    pub words: Vec<String>,
    /// What it means.
    pub meaning: Meaning,
}

/// What a text leans to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    /// How likely each intent is, best first, in thousandths.
    pub intents: Vec<(Intent, u16)>,
    /// The kinds of the likelier intents, where they are clear.
    pub details: BTreeMap<Intent, Detail>,
}

/// A trained model.
#[derive(Debug)]
pub struct Classifier {
    intents: Linear<Intent>,
    kinds: BTreeMap<Intent, Linear<Option<Detail>>>,
    memory: Memory,
    sharpness: f32,
}

impl Classifier {
    /// Learns from examples; `temperature` in thousandths sharpens or softens the confidence.
    pub fn train(examples: &[Example], temperature: u32) -> Self {
        let memory = Memory::new(
            examples.iter().map(|example| (features(&example.words), example.meaning.intent)),
        );
        let slips: Vec<(Vec<String>, Meaning)> = (0_u64..)
            .zip(examples)
            .filter_map(|(number, example)| {
                let slip = if number % 2 == 0 { misspelt } else { shortened };
                Some((slip(&example.words, number)?, example.meaning))
            })
            .collect();
        let said =
            examples.iter().map(|example| (example.words.as_slice(), example.meaning, false));
        let slipped = slips.iter().map(|(words, meaning)| (words.as_slice(), *meaning, true));
        let seen: Vec<(&[String], Meaning, bool)> = said.chain(slipped).collect();
        let mut kinds = BTreeMap::new();
        let kinded: BTreeSet<Intent> = Detail::ALL.iter().map(|kind| kind.intent()).collect();
        for intent in kinded {
            let own: Vec<_> = seen
                .iter()
                .filter(|(_, meaning, _)| meaning.intent == intent)
                .map(|&(words, meaning, slipped)| Lesson { words, class: meaning.detail, slipped })
                .collect();
            kinds.insert(intent, Linear::train(&own));
        }
        let lessons: Vec<_> = seen
            .iter()
            .map(|&(words, meaning, slipped)| Lesson { words, class: meaning.intent, slipped })
            .collect();
        let intents = Linear::train(&lessons);
        Self { intents, kinds, memory, sharpness: 1000.0 / temperature as f32 }
    }

    /// What a text leans to.
    pub fn classify(&self, words: &[String], prior: Option<&BTreeMap<Intent, u32>>) -> Leaning {
        let features = features(words);
        let familiar = self.familiar(&features);
        let shares = self.shares(&features, prior);
        let mut details = BTreeMap::new();
        for (intent, _) in shares.iter().filter(|(_, share)| *share >= 0.05) {
            if let Some(detail) = self.kind(*intent, &features) {
                details.insert(*intent, detail);
            }
        }
        let thousandths = |share: f32| (share * familiar * 1000.0).round() as u16;
        let mut intents: Vec<(Intent, u16)> =
            shares.into_iter().map(|(intent, share)| (intent, thousandths(share))).collect();
        intents.sort_by_key(|(intent, p)| (std::cmp::Reverse(*p), *intent));
        Leaning { intents, details }
    }

    /// The kind of an intent that a text speaks of, where it is clear.
    fn kind(&self, intent: Intent, features: &[Feature]) -> Option<Detail> {
        let kinds = self.kinds.get(&intent)?.likelihoods(features, 1.0);
        let (kind, likely) = kinds.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        kind.filter(|_| likely >= KIND)
    }

    /// The likelihoods of the intents: regression and memory, weighed by the prior.
    fn shares(
        &self,
        features: &[Feature],
        prior: Option<&BTreeMap<Intent, u32>>,
    ) -> Vec<(Intent, f32)> {
        let votes = self.memory.votes(features);
        let mut shares = self.intents.likelihoods(features, 1.0);
        for (intent, share) in &mut shares {
            let vote = votes.get(intent).copied().unwrap_or(0.0);
            let both = (*share + LEAST).ln() + RECALL * (vote + LEAST * 10.0).ln();
            let prior = prior.and_then(|prior| prior.get(intent)).copied().unwrap_or(1000);
            *share = both * self.sharpness + (prior.max(1) as f32 / 1000.0).ln();
        }
        let top = shares.iter().map(|(_, share)| *share).fold(f32::NEG_INFINITY, f32::max);
        for (_, share) in &mut shares {
            *share = (*share - top).exp();
        }
        let sum: f32 = shares.iter().map(|(_, share)| *share).sum();
        for (_, share) in &mut shares {
            *share /= sum;
        }
        shares
    }

    /// How far a text may be believed, from 0 to 1: letters that look like something are no words.
    ///
    /// With one known word it is believed whole; without any, as far as its letters are known.
    fn familiar(&self, features: &[Feature]) -> f32 {
        let known = |feature: &&Feature| self.intents.knows(feature);
        if features.iter().filter(|feature| feature.sort == Sort::Word).any(|word| known(&word)) {
            return 1.0;
        }
        let letters = || features.iter().filter(|feature| feature.sort == Sort::Letters);
        let share = letters().filter(known).count() as f32 / letters().count().max(1) as f32;
        if share < ALIKE { share * share } else { share }
    }

    /// The features that speak most for one intent rather than another, in thousandths.
    pub fn pulls(&self, words: &[String], of: Intent, against: Intent) -> Vec<(String, i32)> {
        let pulls: BTreeMap<u64, f32> =
            self.intents.pulls(&features(words), of, against).into_iter().collect();
        let mut named: BTreeMap<String, f32> = BTreeMap::new();
        for (key, name) in spelled(words) {
            if let Some(pull) = pulls.get(&key) {
                named.insert(name, *pull);
            }
        }
        let thousandths = |pull: f32| (pull * 1000.0).round() as i32;
        let mut named: Vec<(String, i32)> =
            named.into_iter().map(|(name, pull)| (name, thousandths(pull))).collect();
        named.sort_by_key(|(_, pull)| std::cmp::Reverse(*pull));
        named
    }

    /// The examples nearest to a text by their numbers, with their nearness in thousandths.
    pub fn nearest(&self, words: &[String], most: usize) -> Vec<(usize, u16)> {
        let near = self.memory.nearest(&features(words), most);
        near.into_iter().map(|(number, near)| (number, (near * 1000.0).round() as u16)).collect()
    }

    /// The bytes that the model takes in memory, about.
    pub fn size(&self) -> usize {
        let kinds: usize = self.kinds.values().map(Linear::size).sum();
        self.intents.size() + kinds + self.memory.size()
    }
}
