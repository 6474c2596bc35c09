//! Flows, policies and texts as files: those of a folder, or those in the binary.

use std::path::Path;

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
    /// The words and examples that the bot learns from.
    pub understanding: Vec<Source>,
}

/// The file of how people are spoken to, beside the policies.
const CONDUCT: &str = "policies/conduct.toml";

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
        let (texts, understanding) = locales
            .into_iter()
            .partition(|it| Path::new(&it.file).extension() == Some("ftl".as_ref()));
        let missing = || vec![Source::new(CONDUCT, "").problem("content-missing")];
        let conduct = conduct.into_iter().next().ok_or_else(missing)?;
        Ok(Self { flows, policies, conduct, texts, understanding })
    }
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
    let three = (of("flows"), of("policies"), of("locales"));
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
        let ours = path.extension().is_some_and(|it| it == "toml" || it == "ftl");
        if path.is_dir() {
            walk(&path, found, problems);
        } else if ours {
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
