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
