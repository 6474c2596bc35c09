//! The checks of experiments: what they name is there, what an arm says holds as if everybody were told
//! it, and no two of them change the same at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Report, Sorted, rules};
use crate::domain::content::{Files, is_texts};
use crate::domain::dialogue::Flow;
use crate::domain::experiment::{Arm, Experiment, variant};
use crate::domain::locale::Locale;
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::text::locales::locale_of;

/// Checks all experiments of an installation's files.
pub(super) fn check(files: &Files, sorted: &Sorted) -> Report {
    let mut report = Report::default();
    let mut read: Vec<(&Source, Experiment)> = Vec::new();
    for source in &sorted.experiments {
        match Experiment::load(source) {
            Ok(experiment) => read.push((source, experiment)),
            Err(found) => report.problems.extend(found),
        }
    }
    if read.is_empty() {
        return report;
    }
    let flows: Vec<Flow> = sorted.flows.iter().filter_map(|it| Flow::load(it).ok()).collect();
    let policies = sorted.policies.iter().filter_map(|it| Policy::load(it).ok());
    let policies: BTreeSet<String> = policies.map(|it| it.name().to_owned()).collect();
    for (source, experiment) in &read {
        for arm in &experiment.arms {
            let known = |what: &str, name: &str| match what {
                "flow" => flows.iter().any(|flow| flow.name == name),
                _ => policies.contains(name),
            };
            report.problems.extend(named(source, arm, known));
            report.problems.extend(said(source, arm, (files, sorted)));
        }
    }
    report.problems.extend(overlaps(&read));
    report
}

/// Flows and policies that an arm names and that are not there.
fn named(source: &Source, arm: &Arm, known: impl Fn(&str, &str) -> bool) -> Vec<Problem> {
    let flow = arm.flow.iter().map(|name| ("flow", name));
    let policies = arm.policies.iter().flat_map(|(from, to)| [("policy", from), ("policy", to)]);
    let missing = flow.chain(policies).filter(|(what, name)| !known(what, name));
    let problem = |(what, name): (&str, &String)| unknown(source, (what, name));
    missing.map(problem).collect()
}

fn unknown(source: &Source, (what, name): (&str, &str)) -> Problem {
    at(source, "experiment-unknown", name).with("what", what).with("name", name)
}

/// What is wrong with an arm's texts, were they those of everybody; told at their place in its file.
fn said(source: &Source, arm: &Arm, (files, sorted): (&Files, &Sorted)) -> Vec<Problem> {
    let mut problems = Vec::new();
    for locale in arm.texts.keys() {
        if !variant::texts(arm).any(|(of, ..)| of == *locale) {
            let problem = at(source, "experiment-wrong-value", locale.as_str());
            let key = format!("arms.{}.texts.{locale}", arm.name);
            problems.push(problem.with("key", key).with("expected", "text"));
        }
    }
    let (changed, missing) = variant::worded(files, arm);
    problems.extend(missing.iter().map(|(_, key)| unknown(source, ("text", key))));
    let keys: Vec<&str> = variant::texts(arm).map(|(_, key, _)| key).collect();
    let before = looked(files, arm, sorted);
    let known: BTreeSet<_> = before.iter().map(|it| (it.code, &it.values)).collect();
    let after = looked(&changed, arm, sorted);
    for problem in after.iter().filter(|it| !known.contains(&(it.code, &it.values))) {
        let named = problem.values.get("key").map(String::as_str);
        let key = named.or_else(|| keys.first().copied()).unwrap_or_default();
        let key = key.split('.').next().unwrap_or_default();
        let place = at(source, problem.code, key);
        problems.push(Problem { values: problem.values.clone(), ..place });
    }
    problems
}

/// What is wrong with the texts of the languages that an arm has words in, beside the own one.
fn looked(files: &Files, arm: &Arm, sorted: &Sorted) -> Vec<Problem> {
    let spoken: BTreeSet<Locale> = arm.texts.keys().copied().chain([Locale::OWN]).collect();
    let mut texts: BTreeMap<Locale, Vec<Source>> = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| is_texts(path)) {
        let locale = locale_of(path);
        if spoken.contains(&locale) {
            texts.entry(locale).or_default().push(Source::new(files.shown(path), text));
        }
    }
    let mut report = Report::default();
    let flows = rules::flows(&sorted.flows, &mut Report::default());
    let catalogs = rules::texts(&texts, &mut report);
    for conduct in &sorted.conduct {
        rules::conduct(conduct, &catalogs, &mut report);
    }
    for catalog in catalogs.values() {
        rules::said(&flows, catalog, &mut report);
    }
    report.problems
}

/// Experiments that run on the same day and change the same.
fn overlaps(read: &[(&Source, Experiment)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, (source, later)) in read.iter().enumerate() {
        for (_, other) in read.iter().take(place).filter(|(_, other)| other.meets(later)) {
            let (ours, theirs) = (touched(later), touched(other));
            if let Some(both) = ours.intersection(&theirs).next() {
                let problem = at(source, "experiment-overlap", "since");
                let problem = problem.with("other", &other.name);
                problems.push(problem.with("what", both.0).with("name", &both.1));
            }
        }
    }
    problems
}

/// What an experiment changes: each with its kind.
fn touched(experiment: &Experiment) -> BTreeSet<(&'static str, String)> {
    let mut all = BTreeSet::new();
    for arm in &experiment.arms {
        all.extend(arm.flow.iter().map(|_| ("flow", String::new())));
        all.extend(arm.policies.keys().map(|from| ("policy", from.clone())));
        all.extend(variant::texts(arm).map(|(_, key, _)| ("text", key.to_owned())));
    }
    all
}

/// A problem at the first place where something is named.
pub(super) fn at(source: &Source, code: &'static str, name: &str) -> Problem {
    match source.text.find(name).filter(|_| !name.is_empty()) {
        Some(start) => source.problem_at(code, start..start + name.len()),
        None => source.problem(code),
    }
}

#[cfg(test)]
mod tests {
    use super::super::quick;
    use super::*;
    use crate::app::edition::Edition;
    use crate::config::content;
    use crate::domain::content::release::Moves;

    /// Ours, with the experiments of a folder of fixtures.
    fn with(folder: &str) -> Files {
        let mut files = content::own();
        let folder = format!("tests/fixtures/problems/{folder}");
        let entries = std::fs::read_dir(&folder).expect("a fixture").flatten();
        for entry in entries.filter(|entry| entry.path().is_file()) {
            let name = entry.file_name().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(entry.path()).expect("a text");
            files.put(format!("experiments/{name}"), text);
        }
        files
    }

    fn found(files: &Files) -> Vec<(&'static str, String)> {
        let report = quick(files);
        report.problems.into_iter().map(|it| (it.code, it.file)).collect()
    }

    #[test]
    fn each_code_is_raised_by_its_fixture_and_nothing_else_is() {
        for code in [
            "experiment-arms",
            "experiment-broken-toml",
            "experiment-days",
            "experiment-missing-key",
            "experiment-overlap",
            "experiment-unknown",
            "experiment-unknown-key",
            "experiment-wrong-value",
        ] {
            let all = found(&with(code));
            assert!(!all.is_empty(), "{code} is not raised");
            let ours =
                |(it, file): &(&str, String)| *it == code && file.starts_with("experiments/");
            assert!(all.iter().all(ours), "{code}: {all:?}");
            assert_eq!(found(&with(&format!("{code}/good"))), [], "the good twin of {code}");
        }
    }

    #[test]
    fn a_good_experiment_raises_nothing_and_compiles() {
        let mut files = content::own();
        files.put("experiments/noted.toml", include_str!("../../../../docs/examples/noted.toml"));

        assert_eq!(found(&files), []);
        let edition = Edition::compile((1, Moves::Finish), &files, &content::own());
        let edition = edition.expect("it compiles");
        let trial = edition.trials.first().expect("an experiment");
        assert!(trial.arm("control").is_none() && trial.arm("direto").is_some());
    }

    #[test]
    fn what_an_arm_says_is_checked_as_if_everybody_were_told_it() {
        let mut files = content::own();
        let text = include_str!("../../../../docs/examples/noted.toml");
        let wrong = [
            ("Seu caloteiro, pague agora.", "text-forbidden-word"),
            ("Anotei, { $nothing }.", "text-unknown-variable"),
            ("Anotei, { nothing }.", "text-unknown-reference"),
        ];
        for (words, code) in wrong {
            let text = text.replace("Obrigado por responder.", words);
            files.put("experiments/noted.toml", text.clone());
            let report = quick(&files);
            let told = report.problems.iter().find(|it| it.code == code);
            let told = told.unwrap_or_else(|| panic!("{code}: {:?}", report.problems));
            let line = text.lines().position(|line| line.starts_with("identify-noted"));
            let place = (told.file.as_str(), told.line);
            assert_eq!(place, ("experiments/noted.toml", line.map(|it| it + 1)), "{code}");
        }
    }
}
