//! The cases that texts tell apart by a word, such as a channel, beside those of another locale.
//!
//! Counts are left alone: which numbers and plurals a locale tells apart is its own.

use std::collections::{BTreeMap, BTreeSet};

use super::catalog::{Catalog, Text};
use super::format::PREFIX;
use super::tree::selections;
use crate::domain::problem::Problem;

/// The plurals of all languages.
const PLURALS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The arms by word, by the variable that they look at.
type Arms<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Texts of a locale that do not tell apart what the own locale does, or tell more apart.
pub(super) fn beside(own: &Catalog, other: &Catalog) -> Vec<Problem> {
    let index = own.index();
    let mut problems = Vec::new();
    let texts = other.texts().filter(|text| !text.key.starts_with(['-']));
    for text in texts.filter(|text| !text.key.starts_with(PREFIX)) {
        let Some(same) = index.get(&text.key) else { continue };
        let (ours, theirs) = (arms(same), arms(&text));
        let (missing, extra) = (without(&ours, &theirs), without(&theirs, &ours));
        if !missing.is_empty() || !extra.is_empty() {
            let problem = text.problem("text-arms-differ").with("key", &text.key);
            let problem = problem.with("locale", own.locale());
            problems.push(problem.with("missing", missing).with("extra", extra));
        }
    }
    problems
}

/// Arms that no value can reach: `codes` are all that a variable may be, by text and variable.
pub fn unreached(
    catalog: &Catalog,
    codes: impl Fn(&str, &str) -> Option<Vec<&'static str>>,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in catalog.texts() {
        for selection in text.patterns.iter().flat_map(|(_, pattern)| selections(pattern)) {
            let Some(variable) = selection.variable else { continue };
            let Some(known) = codes(&text.key, variable) else { continue };
            let others = selection.branches.iter().filter(|arm| Some(**arm) != selection.default);
            for arm in others.filter(|arm| !known.contains(*arm)) {
                let problem = text.problem_at("text-arm-unreached", arm).with("key", &text.key);
                let problem = problem.with("variable", variable).with("arm", arm);
                problems.push(problem.with("known", known.join(", ")));
            }
        }
    }
    problems
}

fn arms<'a>(text: &Text<'a>) -> Arms<'a> {
    let mut arms = Arms::new();
    for (_, pattern) in &text.patterns {
        for selection in selections(pattern) {
            let words = selection.branches.iter().filter(|it| is_word(it));
            if let Some(variable) = selection.variable {
                arms.entry(variable).or_default().extend(words);
            }
        }
    }
    arms
}

fn is_word(arm: &str) -> bool {
    !PLURALS.contains(&arm) && arm.parse::<f64>().is_err()
}

/// What the first has and the second lacks, as people read it.
fn without(one: &Arms<'_>, other: &Arms<'_>) -> String {
    let none = BTreeSet::new();
    let lacks = one.iter().flat_map(|(variable, arms)| {
        let theirs = other.get(variable).unwrap_or(&none);
        arms.difference(theirs).map(move |arm| format!("${variable} [{arm}]"))
    });
    lacks.collect::<Vec<_>>().join(", ")
}
