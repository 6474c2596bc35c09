//! Flows, policies and texts as files: those of a folder, or those in the binary.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::embedded::{self, File};
use crate::domain::problem::{Problem, Source};

/// Everything that business people change, as it is written.
#[derive(Clone, Debug)]
pub struct Content {
    /// The conversation flows.
    pub flows: Vec<Source>,
    /// The policies of offers.
    pub policies: Vec<Source>,
    /// How people are spoken to.
    pub conduct: Source,
    /// The texts.
    pub texts: Vec<Source>,
    /// What the bot learns from.
    pub lessons: Lessons,
    /// The templates of WhatsApp, a file a language, where there are any.
    pub templates: Vec<Source>,
}

/// What the bot learns from, and what it may not unlearn.
#[derive(Clone, Debug, Default)]
pub struct Lessons {
    /// The words and examples.
    pub understanding: Vec<Source>,
    /// The sentences that must keep their reading.
    pub golden: Option<Source>,
}

/// What tells a changed file from the same one: when it was written, and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

/// The file of how people are spoken to, beside the policies.
const CONDUCT: &str = "policies/conduct.toml";

/// The folder of texts and of what is learnt from.
const LOCALES: &str = "locales";

/// The name of the templates of WhatsApp, beside the texts of their locale.
pub const TEMPLATES: &str = "whatsapp.toml";

/// The name of the sentences that must keep their reading, beside the examples.
pub const GOLDEN: &str = "golden.jsonl";

impl Content {
    /// Takes the files of a folder, or those in the binary.
    ///
    /// # Errors
    /// Every file and folder that cannot be read.
    pub fn load(folder: Option<&Path>) -> Result<Self, Vec<Problem>> {
        let (flows, policies, locales) = match folder {
            None => (own(embedded::FLOWS), own(embedded::POLICIES), own(embedded::LOCALES)),
            Some(folder) => read(folder)?,
        };
        let (conduct, policies): (Vec<_>, Vec<_>) =
            policies.into_iter().partition(|it| it.file.ends_with(CONDUCT));
        let (texts, lessons): (Vec<_>, Vec<_>) =
            locales.into_iter().partition(|it| ends(Path::new(&it.file), "ftl"));
        let templates = lessons.iter().filter(|it| is_templates(it)).cloned().collect();
        let lessons = Lessons::of(lessons);
        let missing = || vec![Source::new(CONDUCT, "").problem("content-missing")];
        let conduct = conduct.into_iter().next().ok_or_else(missing)?;
        Ok(Self { flows, policies, conduct, texts, lessons, templates })
    }
}

impl Lessons {
    /// Takes what the bot learns from out of a folder, or what is in the binary.
    ///
    /// # Errors
    /// Every file and folder that cannot be read.
    pub fn load(folder: Option<&Path>) -> Result<Self, Vec<Problem>> {
        let Some(folder) = folder else { return Ok(Self::of(own(embedded::LOCALES))) };
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        walk(&folder.join(LOCALES), &mut found, &mut problems);
        found.sort_by(|a, b| a.file.cmp(&b.file));
        if problems.is_empty() { Ok(Self::of(found)) } else { Err(problems) }
    }

    /// Tells the golden sentences from the rest; texts and templates are left out.
    pub fn of(files: Vec<Source>) -> Self {
        let files = files.into_iter();
        let files = files.filter(|it| !ends(Path::new(&it.file), "ftl") && !is_templates(it));
        let (golden, understanding) = files.partition::<Vec<_>, _>(is_golden);
        Self { understanding, golden: golden.into_iter().next() }
    }

    /// All files, the golden sentences last.
    pub fn files(self) -> impl Iterator<Item = Source> {
        self.understanding.into_iter().chain(self.golden)
    }
}

impl Stamp {
    /// The stamp of all that is learnt from in a folder; what cannot be looked at is noted as such.
    pub fn of(folder: &Path) -> Self {
        let mut stamp = BTreeMap::new();
        mark(&folder.join(LOCALES), &mut stamp);
        Self(stamp)
    }
}

fn mark(folder: &Path, stamp: &mut BTreeMap<PathBuf, Option<(SystemTime, u64)>>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        stamp.insert(folder.to_owned(), None);
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            mark(&path, stamp);
        } else if is_ours(&path) && !ends(&path, "ftl") {
            let known = std::fs::metadata(&path);
            let known = known.and_then(|known| Ok((known.modified()?, known.len())));
            stamp.insert(path, known.ok());
        }
    }
}

/// True for the golden sentences.
pub fn is_golden(source: &Source) -> bool {
    Path::new(&source.file).file_name().is_some_and(|name| name == GOLDEN)
}

/// True for the templates of WhatsApp.
pub fn is_templates(source: &Source) -> bool {
    Path::new(&source.file).file_name().is_some_and(|name| name == TEMPLATES)
}

/// True for a file of content, by its ending or its name.
pub fn is_ours(path: &Path) -> bool {
    ends(path, "toml") || ends(path, "ftl") || path.file_name().is_some_and(|name| name == GOLDEN)
}

fn ends(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|it| it == ending)
}

fn own(files: &[File]) -> Vec<Source> {
    files.iter().map(|(path, text)| Source::new(*path, *text)).collect()
}

type Three = (Vec<Source>, Vec<Source>, Vec<Source>);

fn read(folder: &Path) -> Result<Three, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut of = |name: &str| {
        let mut found = Vec::new();
        walk(&folder.join(name), &mut found, &mut problems);
        found.sort_by(|a, b| a.file.cmp(&b.file));
        found
    };
    let three = (of("flows"), of("policies"), of(LOCALES));
    if problems.is_empty() { Ok(three) } else { Err(problems) }
}

/// Reads every file of a folder that is one of ours, by its ending.
fn walk(folder: &Path, found: &mut Vec<Source>, problems: &mut Vec<Problem>) {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return problems.push(unreadable(folder, &error)),
    };
    for entry in entries {
        let path = match entry {
            Ok(entry) => entry.path(),
            Err(error) => {
                problems.push(unreadable(folder, &error));
                continue;
            }
        };
        if path.is_dir() {
            walk(&path, found, problems);
        } else if is_ours(&path) {
            match std::fs::read_to_string(&path) {
                Ok(text) => found.push(Source::new(path.display().to_string(), text)),
                Err(error) => problems.push(unreadable(&path, &error)),
            }
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    let source = Source::new(path.display().to_string(), "");
    source.problem("content-unreadable").with("detail", error)
}
