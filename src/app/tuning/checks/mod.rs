//! The one engine of checks: the command line, the pages, the import and publishing ask it alike.
//!
//! It takes files as they are written, knows each by what it is (`kind`), and tells *every* problem
//! at once: what is broken in one file keeps nothing of another from being looked at. What must be
//! mended is a problem; what had better be looked at is a warning. To add a check: a function where
//! its files are at home (`flow`, `text`, `policy`, `understanding`), its code, the words
//! `problem-<code>` and a fixture; here only what needs files of several kinds.

mod channels;
pub mod codes;
mod creditors;
mod experiments;
pub mod kind;
mod lessons;
mod named;
mod rules;
mod samples;
mod size;

use std::collections::BTreeMap;

pub use self::creditors::{lacking, named as of_creditors};
pub use self::kind::Kind;
pub use self::named::beside;
pub use self::samples::{customers, samples};
use crate::domain::content::{CONDUCT, Files};
use crate::domain::dialogue::Flow;
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::text::Catalog;
use crate::text::locales::locale_of;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What must be mended before it may be used.
    pub problems: Vec<Problem>,
    /// What had better be looked at.
    pub warnings: Vec<Problem>,
}

/// How grave something found is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It must be mended.
    Problem,
    /// It had better be looked at.
    Warning,
}

/// The files of content by what they are.
#[derive(Clone, Debug, Default)]
struct Sorted {
    flows: Vec<Source>,
    policies: Vec<Source>,
    conduct: Vec<Source>,
    texts: BTreeMap<Locale, Vec<Source>>,
    lessons: Vec<Source>,
    templates: Vec<Source>,
    experiments: Vec<Source>,
    unknown: Vec<Source>,
    large: Vec<Problem>,
}

/// Checks all files of an installation together.
pub fn check(files: &Files) -> Report {
    let sorted = Sorted::of(&files.sources().collect::<Vec<_>>());
    let mut report = together(&sorted);
    report.add(experiments::check(files, &sorted));
    report.add(lessons::judge(&sorted.lessons));
    report.settled()
}

/// Checks all but learning itself, which takes a second: what an editor asks while typing.
pub fn quick(files: &Files) -> Report {
    let sorted = Sorted::of(&files.sources().collect::<Vec<_>>());
    let mut report = together(&sorted);
    report.add(lessons::read(&sorted.lessons));
    report.add(experiments::check(files, &sorted));
    report.settled()
}

fn together(sorted: &Sorted) -> Report {
    let mut report = Report { problems: sorted.large.clone(), ..Report::default() };
    let flows = rules::flows(&sorted.flows, &mut report);
    rules::policies(&sorted.policies, &mut report);
    for (what, found) in
        [("flows/", &sorted.flows), ("policies/", &sorted.policies), (CONDUCT, &sorted.conduct)]
    {
        if found.is_empty() {
            report.problems.push(Source::new(what, "").problem("content-missing"));
        }
    }
    let catalogs = rules::texts(&sorted.texts, &mut report);
    for conduct in &sorted.conduct {
        rules::conduct(conduct, &catalogs, &mut report);
    }
    for catalog in catalogs.values() {
        rules::said(&flows, catalog, &mut report);
    }
    for source in &sorted.templates {
        let catalog = catalogs.get(&locale_of(&source.file));
        let conduct = sorted.conduct.first();
        report.problems.extend(channels::templates(source, conduct, catalog));
    }
    report.problems.extend(channels::parity(&sorted.templates, &catalogs));
    for source in &sorted.unknown {
        report.problems.push(source.problem("check-unknown-file"));
    }
    report
}

impl Report {
    /// True where nothing must be mended.
    pub fn is_clean(&self) -> bool {
        self.problems.is_empty()
    }

    /// Everything found, with how grave it is; problems first.
    pub fn all(&self) -> impl Iterator<Item = (Severity, &Problem)> {
        let problems = self.problems.iter().map(|it| (Severity::Problem, it));
        problems.chain(self.warnings.iter().map(|it| (Severity::Warning, it)))
    }

    fn add(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.warnings.extend(other.warnings);
    }

    /// Leaves out what is not about the files of these names.
    pub(super) fn only(mut self, about: impl Fn(&Problem) -> bool) -> Self {
        self.problems.retain(&about);
        self.warnings.retain(&about);
        self
    }

    /// In the order of files and lines, each once.
    fn settled(mut self) -> Self {
        for found in [&mut self.problems, &mut self.warnings] {
            found.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
            found.dedup();
            size::cut(found);
        }
        self
    }
}

impl Severity {
    /// The code of texts and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Warning => "warning",
        }
    }
}

impl Sorted {
    fn of(files: &[Source]) -> Self {
        let mut sorted = Self::default();
        for source in files {
            if let Some(problem) = size::too_large(source) {
                sorted.large.push(problem);
                continue;
            }
            let source = source.clone();
            match Kind::of(&source) {
                Kind::Flow => sorted.flows.push(source),
                Kind::Policy => sorted.policies.push(source),
                Kind::Conduct => sorted.conduct.push(source),
                Kind::Texts => {
                    sorted.texts.entry(locale_of(&source.file)).or_default().push(source);
                }
                Kind::Understanding => sorted.lessons.push(source),
                Kind::Templates => sorted.templates.push(source),
                Kind::Experiment => sorted.experiments.push(source),
                Kind::Transcript => {}
                Kind::Creditors | Kind::Configuration | Kind::Unknown => {
                    sorted.unknown.push(source);
                }
            }
        }
        sorted
    }
}

/// Flows that hold, each with its file.
type Flows = Vec<(Flow, Source)>;

/// Each locale's texts as far as they could be read.
type Catalogs = BTreeMap<Locale, Catalog>;

#[cfg(test)]
mod tests {
    use super::*;

    fn ours() -> Files {
        let mut files = Files::default();
        for folder in [
            "flows",
            "policies",
            "locales/pt-BR",
            "locales/pt-BR/understanding",
            "locales/es",
            "locales/es/understanding",
        ] {
            for entry in std::fs::read_dir(folder).expect("a folder of ours").flatten() {
                let path = entry.path();
                if path.is_file() {
                    let text = std::fs::read_to_string(&path).expect("a file of ours");
                    files.put(path.display().to_string(), text);
                }
            }
        }
        files
    }

    fn codes(report: &Report) -> Vec<(&'static str, &str)> {
        report.problems.iter().map(|it| (it.code, it.file.as_str())).collect()
    }

    #[test]
    fn what_is_shipped_is_clean() {
        let report = quick(&ours());

        assert_eq!(codes(&report), []);
        assert!(report.is_clean());
    }

    #[test]
    fn a_broken_file_hides_nothing_of_another() {
        let mut files = ours();
        let texts = "locales/pt-BR/conversation.ftl";
        let talk = format!(
            "broken {{ = x\n{}\nbad-one = Seu caloteiro, vai preso\n",
            files.get(texts).expect("texts")
        );
        files.put(texts, talk);
        files.put("flows/negotiation.toml", "name = ");
        files.put("policies/standard.toml", "name = 3");

        let report = quick(&files);

        let found = codes(&report);
        let of = |code: &str| found.iter().filter(|(it, _)| *it == code).count();
        assert!(of("flow-broken-toml") > 0 && of("text-syntax") == 1, "{found:?}");
        assert!(of("text-forbidden-word") > 1, "each word is told: {found:?}");
        assert!(found.iter().any(|(_, file)| *file == "policies/standard.toml"), "{found:?}");
        assert!(report.problems.iter().all(|it| it.line.is_some() || it.span.is_none()));
    }

    #[test]
    fn a_hole_of_a_language_is_told_once_at_its_own_file_with_its_name() {
        let mut files = ours();
        let path = "locales/es/conversation.ftl";
        let text = files.get(path).expect("texts").to_owned();
        files.put(path, text.replace("identify-noted =", "identify-gone ="));

        let report = quick(&files);

        let of = |code: &str, key: &str| {
            let found =
                report.problems.iter().find(|it| it.code == code && it.values["key"] == key);
            found.map(|it| (it.file.as_str(), it.line.is_some(), it.values["locale"].as_str()))
        };
        let code = "text-missing-in-locale";
        assert_eq!(of(code, "identify-noted"), Some((path, false, "es")), "{:?}", report.problems);
        assert_eq!(of(code, "identify-gone"), Some((path, true, "pt-BR")));
        assert!(report.problems.iter().all(|it| it.file == path), "{:?}", report.problems);
    }

    #[test]
    fn only_what_is_wrong_with_the_given_files_is_told() {
        let bad = Source::new("mine/talk.ftl", "a = { nothing }\n");

        let report = beside(&[bad], &ours());

        assert!(!report.problems.is_empty());
        assert!(report.problems.iter().all(|it| it.file == "mine/talk.ftl"), "{report:?}");
    }
}
