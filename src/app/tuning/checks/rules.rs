//! The checks of each kind of file, and of what lies between kinds.

use std::collections::{BTreeMap, BTreeSet};

use super::channels;
use super::samples::samples;
use super::{Catalogs, Flows, Report};
use crate::domain::content::Files;
use crate::domain::dialogue::{Flow, contract};
use crate::domain::locale::Locale;
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::domain::words::ForbiddenWords;
use crate::text::manners::Manners;
use crate::text::{Catalog, arms, ease, fresh, lint, shown};

/// The flows that hold, with what is doubtful about them.
pub(super) fn flows(sources: &[Source], report: &mut Report) -> Flows {
    let mut flows = Vec::new();
    for source in sources {
        match Flow::load(source) {
            Ok(flow) => {
                report.warnings.extend(flow.doubts(source));
                flows.push((flow, source.clone()));
            }
            Err(found) => report.problems.extend(found),
        }
    }
    flows
}

/// Policies.
pub(super) fn policies(sources: &[Source], report: &mut Report) {
    for source in sources {
        match Policy::load(source) {
            Ok(policy) => report.warnings.extend(policy.warnings().iter().cloned()),
            Err(found) => report.problems.extend(found),
        }
    }
}

/// Values that texts must show and do not.
fn owed(catalog: &Catalog) -> Vec<Problem> {
    let shown = contract::SHOWN.iter().map(|it| shown::lost(catalog, *it, "text-value-lost"));
    let footer = shown::lost(catalog, contract::FOOTER, "text-creditor-unnamed");
    shown.flatten().chain(footer).collect()
}

/// The texts of each locale, as far as they can be read, and that none has holes.
pub(super) fn texts(locales: &BTreeMap<Locale, Vec<Source>>, report: &mut Report) -> Catalogs {
    let mut catalogs = Catalogs::new();
    let samples = samples();
    for (locale, sources) in locales {
        let (catalog, found) = Catalog::read(sources);
        report.problems.extend(found);
        report.problems.extend(lint::plurals(&catalog));
        report.problems.extend(fresh::untranslated(&catalog));
        report.problems.extend(channels::texts(&catalog));
        report.problems.extend(shown::sums(&catalog, channels::is_told));
        report.problems.extend(owed(&catalog));
        report.warnings.extend(ease::hard(&catalog, channels::is_told, &samples));
        catalogs.insert(*locale, catalog);
    }
    if let Some(own) = catalogs.get(&Locale::OWN) {
        let others = catalogs.iter().filter(|(locale, _)| **locale != Locale::OWN);
        let holes = others.flat_map(|(_, other)| lint::beside(own, other));
        // A newer program may have pages that a locale of the installation does not know yet.
        let (told, pages) = holes.partition::<Vec<_>, _>(|it| Files::is_tuned(&it.file));
        report.problems.extend(told);
        report.warnings.extend(pages);
    }
    catalogs
}

/// How people are spoken to, held against all texts.
pub(super) fn conduct(source: &Source, catalogs: &Catalogs, report: &mut Report) {
    let samples = samples();
    match ForbiddenWords::parse(source) {
        Ok(words) => {
            let found = catalogs.values().flat_map(|it| lint::words(it, &words, &samples));
            report.problems.extend(found);
        }
        Err(found) => report.problems.extend(found),
    }
    match Manners::parse(source) {
        Ok(manners) => {
            let found = catalogs.values().flat_map(|it| lint::manners(it, &manners, &samples));
            report.problems.extend(found);
        }
        Err(found) => report.problems.extend(found),
    }
}

/// That what flows say is written, and names nothing that it is not given.
pub(super) fn said(flows: &[(Flow, Source)], catalog: &Catalog, report: &mut Report) {
    // What another language lacks of the own one's texts is told where it would stand.
    let own = flows.iter().filter(|_| catalog.locale() == Locale::OWN.as_str());
    for (flow, source) in own {
        for key in flow.texts().keys().filter(|key| !catalog.has(key)) {
            let quoted = format!("\"{key}\"");
            let at = source.text.find(&quoted).map_or(0..0, |at| at..at + quoted.len());
            report.problems.push(source.problem_at("text-missing", at).with("key", key));
        }
    }
    let declared: BTreeMap<_, _> = flows.iter().flat_map(|(flow, _)| flow.texts()).collect();
    report.problems.extend(lint::variables(catalog, &declared));
    report.problems.extend(arms::unreached(catalog, |key, variable| {
        declared.contains_key(key).then(|| contract::codes(key, variable)).flatten()
    }));
    let early: BTreeSet<_> = flows.iter().flat_map(|(flow, _)| flow.said_early()).collect();
    report.problems.extend(shown::early(catalog, &early, &samples()));
}
