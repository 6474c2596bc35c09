//! Conversation flows: TOML files that become a [`Flow`] only when nothing is wrong with them.
//!
//! A flow decides the order of a conversation and its words, never the law or the money: conduct
//! and policy stand above it. To add a kind of step see `step.rs`.

mod doubts;
mod draft;
mod early;
#[cfg(test)]
mod shipped_tests;
mod graph;
mod node;
mod when;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use self::node::{Node, Placed, nearest};
use super::choice::fold;
use super::step::{Name, Step};
use super::telling::Telling;
use super::vocabulary;
use super::walk::meant;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::{Meaning, Reading};

/// A flow that can run: every target exists and every path can end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: u32,
    /// Where a conversation begins.
    pub first: Name,
    /// Where it goes on after an end, or when a human gives it back.
    pub resume: Name,
    /// Where it goes when the bot does not understand.
    pub given_up: Name,
    /// Where it goes once another reason was told than before; `resume` where none.
    pub corrected: Option<Name>,
    /// Said when an answer was not understood.
    pub unclear: String,
    /// The steps by name.
    pub steps: BTreeMap<Name, Step>,
    /// What is answered anywhere, at any time.
    pub reflexes: BTreeMap<Meaning, Reflex>,
    /// What is answered anywhere once the identity is verified.
    pub topics: BTreeMap<Meaning, Reply>,
    /// Words that mark a message, by the name that conditions use.
    pub cues: BTreeMap<String, Cue>,
    /// What is answered to a cue before the step, once the identity is verified.
    pub cued: BTreeMap<String, Reply>,
    /// Where a file leads that nobody said what it is; none where files are not taken.
    pub files: Option<Name>,
}

/// Words that mark a message: one of each group must stand in it.
pub type Cue = Vec<BTreeSet<String>>;

/// What a reflex does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reflex {
    /// What it answers with.
    pub reply: Reply,
    /// True where it waits for the identity: before that it is only remembered.
    pub verified: bool,
    /// Where a second time leads; the first time only says.
    pub again: Option<Name>,
}

/// A text that leaves the question standing, or a step to go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Says it and asks again.
    Say(String),
    /// Goes there.
    Go(Name),
    /// Tells something from facts and asks again.
    Tell(Telling),
}

impl Flow {
    /// Reads a flow file and checks it whole.
    ///
    /// # Errors
    /// With every problem at once, each with its line.
    pub fn load(source: &Source) -> Result<Self, Vec<Problem>> {
        let (flow, places, mut problems) = draft::read(source);
        if let Some(flow) = flow {
            problems.extend(graph::check(&flow, &places, source));
            if problems.is_empty() {
                return Ok(flow);
            }
        }
        problems.sort_by_key(|problem| problem.line);
        problems.dedup();
        Err(problems)
    }

    /// Reads a flow file as far as its words go, for who is still writing it: whether its ways hold is
    /// asked by [`load`](Self::load).
    pub fn drafted(source: &Source) -> Option<Self> {
        draft::read(source).0
    }

    /// Name and version, as conversations pin them.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// The step of a name.
    pub fn step(&self, name: &str) -> Option<&Step> {
        self.steps.get(name)
    }

    /// True where a topic answers what a reading means.
    pub fn answers(&self, reading: &Reading) -> bool {
        reading.pick(meant(reading), &self.topics).is_some()
    }

    /// True where a message has the words of a cue.
    pub fn has_cue(&self, name: &str, text: &str) -> bool {
        let words = fold(text);
        let said: BTreeSet<&str> = words.split(' ').collect();
        let any = |group: &BTreeSet<String>| group.iter().any(|word| said.contains(word.as_str()));
        self.cues.get(name).is_some_and(|groups| !groups.is_empty() && groups.iter().all(any))
    }

    /// Every text that a conversation on this flow may say, with the variables it is given.
    pub fn texts(&self) -> BTreeMap<String, BTreeSet<String>> {
        let replies = self.topics.values().chain(self.reflexes.values().map(|r| &r.reply));
        let replies = replies.chain(self.cued.values());
        let said = replies.filter_map(|reply| match reply {
            Reply::Say(key) => Some(key.as_str()),
            Reply::Go(_) | Reply::Tell(_) => None,
        });
        let steps = self.steps.values().flat_map(Step::texts);
        let own = vocabulary::GENERIC_FIXED.into_iter().chain([self.unclear.as_str()]);
        let generic = said.chain(steps).chain(own);
        let labels = self.steps.values().flat_map(Step::labels);

        let mut texts = vocabulary::fixed_texts();
        texts.extend(generic.map(|key| (key.to_owned(), vocabulary::generic_variables())));
        texts.extend(labels.map(|key| (key.to_owned(), BTreeSet::new())));
        texts
    }

    /// The keys that label choices, which must fit every channel's buttons.
    pub fn labels(&self) -> BTreeSet<String> {
        let own = self.steps.values().flat_map(Step::labels).map(str::to_owned);
        own.chain(vocabulary::fixed_labels()).collect()
    }
}
