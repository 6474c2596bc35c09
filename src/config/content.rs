//! Flows, policies and texts as files: those of a folder, or those in the binary.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::embedded;
use crate::domain::content::{Files, Lessons, is_ours, is_texts};
use crate::domain::problem::{Problem, Source};

/// What tells a changed file from the same one: when it was written, and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(BTreeMap<PathBuf, Option<(SystemTime, u64)>>);

/// The folders that hold content.
const FOLDERS: [&str; 3] = ["flows", "policies", LOCALES];

/// The folders that need not be there: experiments, and conversations that must go as they are written.
const MAYBE: [&str; 2] = ["experiments", "conversations"];

/// The folder of texts and of what is learnt from.
const LOCALES: &str = "locales";

/// The files of a folder, or those in the binary.
///
/// # Errors
/// Every file and folder that cannot be read.
pub fn files(folder: Option<&Path>) -> Result<Files, Vec<Problem>> {
    match folder {
        None => Ok(own()),
        Some(folder) => {
            let more = MAYBE.into_iter().filter(|name| folder.join(name).is_dir());
            read(folder, &FOLDERS.into_iter().chain(more).collect::<Vec<_>>())
        }
    }
}

/// The files of a folder, as far as there are any.
///
/// # Errors
/// Every file and folder that cannot be read.
pub fn present(folder: &Path) -> Result<Files, Vec<Problem>> {
    let all = FOLDERS.into_iter().chain(MAYBE);
    let there = all.filter(|name| folder.join(name).is_dir());
    read(folder, &there.collect::<Vec<_>>())
}

/// The files in the binary.
pub fn own() -> Files {
    let mut files = Files::default();
    let rules = [embedded::FLOWS, embedded::POLICIES].concat();
    let said = [embedded::LOCALES, embedded::CONVERSATIONS].concat();
    for (path, text) in rules.into_iter().chain(said) {
        files.put(path, text);
    }
    files
}

/// What the bot learns from in a folder, or what is in the binary.
///
/// # Errors
/// Every file and folder that cannot be read.
pub fn lessons(folder: Option<&Path>) -> Result<Lessons, Vec<Problem>> {
    let files = match folder {
        None => own(),
        Some(folder) => read(folder, &[LOCALES])?,
    };
    Ok(Lessons::of(files.only(|path| path.starts_with(LOCALES)).sources().collect()))
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
        let shown = path.to_string_lossy();
        if path.is_dir() {
            mark(&path, stamp);
        } else if is_ours(&shown) && !is_texts(&shown) {
            let known = std::fs::metadata(&path);
            let known = known.and_then(|known| Ok((known.modified()?, known.len())));
            stamp.insert(path, known.ok());
        }
    }
}

fn read(folder: &Path, folders: &[&str]) -> Result<Files, Vec<Problem>> {
    let mut reading = Reading { folder, files: Files::rooted(shown(folder)), problems: Vec::new() };
    for name in folders {
        reading.walk(name);
    }
    if reading.problems.is_empty() { Ok(reading.files) } else { Err(reading.problems) }
}

/// A folder's files, as far as they were read.
struct Reading<'f> {
    folder: &'f Path,
    files: Files,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    /// Reads every file of a folder that is one of ours, by its ending.
    fn walk(&mut self, below: &str) {
        let folder = self.folder.join(below);
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(unreadable(&folder, &error)),
        };
        for entry in entries {
            let (path, name) = match entry {
                Ok(entry) => (entry.path(), entry.file_name().to_string_lossy().into_owned()),
                Err(error) => {
                    self.problems.push(unreadable(&folder, &error));
                    continue;
                }
            };
            let below = format!("{below}/{name}");
            if path.is_dir() {
                self.walk(&below);
            } else if is_ours(&name) {
                match std::fs::read_to_string(&path) {
                    Ok(text) => self.files.put(below, text),
                    Err(error) => self.problems.push(unreadable(&path, &error)),
                }
            }
        }
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Source::new(shown(path), "").problem("content-unreadable").with("detail", error)
}
