//! Single files, each checked by what it is, among those of ours that they are used with.

use std::collections::BTreeSet;
use std::path::Path;

use super::{
    Kind, Report, Sorted, creditors, experiments, lessons, rules, together as together_of,
};
use crate::app::import;
use crate::domain::content::{Files, is_golden};
use crate::domain::problem::{Problem, Source};
use crate::text::locales::locale_of;

/// Checks single files among `ours`, which they replace by their names; only what is wrong with
/// the given ones is told.
pub fn beside(given: &[Source], ours: &Files) -> Report {
    let files = ours;
    let ours: &[Source] = &ours.sources().collect::<Vec<_>>();
    let names: BTreeSet<&str> = given.iter().map(|source| source.file.as_str()).collect();
    let sorted = Sorted::of(given);
    let mut report = Report { problems: sorted.large.clone(), ..Report::default() };
    rules::policies(&sorted.policies, &mut report);
    for source in &sorted.unknown {
        report.problems.extend(alone(source, files));
    }
    let together: Vec<Source> = [&sorted.flows, &sorted.conduct, &sorted.templates]
        .into_iter()
        .chain(sorted.texts.values())
        .flatten()
        .cloned()
        .collect();
    if !together.is_empty() {
        report.add(together_of(&Sorted::of(&replaced(ours, &together, !sorted.flows.is_empty()))));
    }
    if !sorted.experiments.is_empty() {
        report.add(experiments_of(&sorted.experiments, files));
    }
    if !sorted.lessons.is_empty() {
        // The golden sentences of ours are no concern of who checks their own files.
        let ours: Vec<Source> = Sorted::of(ours).lessons;
        let ours: Vec<Source> = ours.into_iter().filter(|it| !is_golden(it)).collect();
        report.add(lessons::judge(&replaced(&ours, &sorted.lessons, false)));
    }
    // What another language lacks of a given file stands in that language's own.
    let from = |problem: &Problem| {
        let at = problem.values.get("at").and_then(|at| at.rsplit_once(':'));
        at.is_some_and(|(file, _)| names.contains(file))
    };
    report.only(|problem| names.contains(problem.file.as_str()) || from(problem)).settled()
}

/// Experiments, among the texts, flows and policies of ours.
fn experiments_of(given: &[Source], ours: &Files) -> Report {
    let mut sorted = Sorted::of(&ours.sources().collect::<Vec<_>>());
    sorted.experiments.retain(|source| given.iter().all(|it| it.file != source.file));
    sorted.experiments.extend(given.iter().cloned());
    experiments::check(ours, &sorted)
}

/// A file that is used beside content.
fn alone(source: &Source, files: &Files) -> Vec<Problem> {
    match Kind::of(source) {
        Kind::Creditors => match import::creditors(source) {
            Ok(read) => creditors::named(source, &read, files),
            Err(problems) => problems,
        },
        Kind::Flow
        | Kind::Policy
        | Kind::Conduct
        | Kind::Texts
        | Kind::Understanding
        | Kind::Templates
        | Kind::Experiment
        | Kind::Transcript
        | Kind::Configuration
        | Kind::Unknown => vec![source.problem("check-unknown-file")],
    }
}

/// Ours, with the given ones in the place of those of the same name and locale; where a flow is given, ours
/// do not stand beside it.
fn replaced(ours: &[Source], given: &[Source], own_flow: bool) -> Vec<Source> {
    let name = |source: &Source| {
        let name = Path::new(&source.file).file_name().map(ToOwned::to_owned);
        (locale_of(&source.file), name)
    };
    let taken: BTreeSet<_> = given.iter().map(name).collect();
    let rest = ours.iter().filter(|source| !taken.contains(&name(source)));
    let rest = rest.filter(|source| !(own_flow && Kind::of(source) == Kind::Flow));
    rest.cloned().chain(given.iter().cloned()).collect()
}
