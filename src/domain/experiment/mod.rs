//! Experiments: several ways of saying or doing the same, and which of them has more people pay.
//!
//! An experiment is a file of a release, read by `reading`. Who gets which way is told by a hash
//! (`assign`), so that nobody needs to remember it; what came of it is judged by `verdict`, with the
//! sums of `stats`. It knows no row and no page.

pub mod assign;
mod reading;
pub mod stats;
pub mod variant;
pub mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::id::Id;
use super::locale::Locale;
use super::problem::{Problem, Source};

/// The name of the way things are without the experiment.
pub const CONTROL: &str = "control";

/// The folder of experiments.
pub const FOLDER: &str = "experiments/";

/// The kind of a trace that tells that somebody takes part from this turn on.
pub const PART: &str = "experiment";

/// The most arms; the bounds of the stop rule are known for so many.
pub const MOST_ARMS: usize = 4;

/// Several ways of saying or doing the same, tried on customers drawn by lot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experiment {
    /// Its name: that of its file.
    pub name: String,
    /// What is to be found out.
    pub why: String,
    /// The first day on which a conversation may begin in it.
    pub since: NaiveDate,
    /// The last one.
    pub until: NaiveDate,
    /// How many of a hundred customers take part.
    pub share: u32,
    /// How many days somebody has to pay the first instalment.
    pub days: u32,
    /// How many of a hundred are thought to pay as things are.
    pub expect: u32,
    /// From how many of a hundred more or less on a difference matters.
    pub detect: u32,
    /// What must not get worse.
    pub guard: Guard,
    /// The ways; control is the first.
    pub arms: Vec<Arm>,
}

/// By how many percent something may happen more often than in control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guard {
    /// Complaints.
    pub complaints: u32,
    /// Customers who ask not to be written to.
    pub opt_outs: u32,
    /// Cases that go to a human.
    pub handoffs: u32,
}

/// One of the ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arm {
    /// Its name.
    pub name: String,
    /// How many parts of those who take part it gets.
    pub weight: u32,
    /// The flow that its conversations run on; none for the usual one.
    pub flow: Option<String>,
    /// Policies by the name of that in whose place they stand.
    pub policies: BTreeMap<String, String>,
    /// Texts as they stand in a file of texts, by language; they stand in the place of those of their
    /// keys.
    pub texts: BTreeMap<Locale, String>,
}

impl Experiment {
    /// Reads an experiment.
    ///
    /// # Errors
    /// Every problem of the file that it shows by itself.
    pub fn load(source: &Source) -> Result<Self, Vec<Problem>> {
        reading::read(source)
    }

    /// The name of an experiment by its file.
    pub fn name_of(file: &str) -> &str {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// An arm by its name.
    pub fn arm(&self, name: &str) -> Option<&Arm> {
        self.arms.iter().find(|arm| arm.name == name)
    }

    /// True on a day on which a conversation may begin in it.
    pub fn runs_on(&self, day: NaiveDate) -> bool {
        (self.since..=self.until).contains(&day)
    }

    /// True where both run on some day.
    pub fn meets(&self, other: &Self) -> bool {
        self.since <= other.until && other.since <= self.until
    }

    /// What tells what is counted together: what the arms are, how they are drawn and what is counted. The
    /// share may grow and the last day move without counting anew.
    pub fn plan(&self) -> String {
        let mut parts = vec!["experiment-plan".to_owned(), self.name.clone()];
        parts.push(self.since.to_string());
        parts.extend([self.days, self.expect, self.detect].map(|it| it.to_string()));
        for arm in &self.arms {
            parts.push(format!("arm {} {}", arm.name, arm.weight));
            parts.push(arm.flow.clone().unwrap_or_default());
            parts.extend(arm.policies.iter().map(|(from, to)| format!("policy {from} {to}")));
            parts.extend(arm.texts.iter().map(|(locale, text)| format!("text {locale} {text}")));
        }
        Id::derive(&parts.iter().map(String::as_str).collect::<Vec<_>>()).to_string()
    }

    /// The languages that every arm which changes texts has words in; none where no arm changes any.
    pub fn locales(&self) -> Option<BTreeSet<Locale>> {
        let worded = self.arms.iter().filter(|arm| !arm.texts.is_empty());
        let each = worded.map(|arm| arm.texts.keys().copied().collect::<BTreeSet<_>>());
        each.reduce(|one, other| &one & &other)
    }

    /// The policies in whose place every arm which changes any puts another; none where no arm does.
    pub fn policies(&self) -> Option<BTreeSet<&str>> {
        let changing = self.arms.iter().filter(|arm| !arm.policies.is_empty());
        let each =
            changing.map(|arm| arm.policies.keys().map(String::as_str).collect::<BTreeSet<_>>());
        each.reduce(|one, other| &one & &other)
    }

    /// True where an arm runs on another flow.
    pub fn changes_flow(&self) -> bool {
        self.arms.iter().any(|arm| arm.flow.is_some())
    }
}

impl Arm {
    /// True where it changes nothing.
    pub fn is_plain(&self) -> bool {
        self.flow.is_none() && self.policies.is_empty() && self.texts.is_empty()
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// An experiment with two arms of equal weight.
    pub fn two_ways() -> Experiment {
        let text = "why = 'x'\nsince = 2026-11-01\nuntil = 2027-01-31\nshare = 100\ndays = 14\n\
                    expect = 20\ndetect = 10\n[arms.control]\nweight = 1\n[arms.direct]\nweight = 1\n\
                    [arms.direct.texts]\npt-BR = 'hi = Oi'\n";
        Experiment::load(&Source::new("experiments/greeting.toml", text)).expect("a good one")
    }
}
