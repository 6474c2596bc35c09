//! `combinado check --tests`: plays transcripts against the content in use, and tells what they reach.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::Exit;
use super::issue;
use super::kit::tell;
use super::told::Failure;
use crate::app::edition::Edition;
use crate::app::tuning::played::{self, InArm, Ran, Went, With};
use crate::app::tuning::testing;
use crate::config::{Settings, content};
use crate::domain::content::Files;
use crate::domain::content::release::Moves;
use crate::domain::problem::Problem;
use crate::domain::understanding::Reader;
use crate::text::{Catalog, problems};

/// With what tests are played on the command line.
pub(super) const WITH: With = With { issue: issue::pix, tell: issue::told };

/// Plays every transcript of a folder; of the content in use, where none is named.
///
/// # Errors
/// When the content in use is broken, or the folder cannot be read.
pub(super) fn run(folder: Option<&Path>, words: &Catalog) -> Result<Exit, Failure> {
    let broken = |found: Vec<Problem>| Failure::problems(words, &found, &[]);
    let files = in_use().map_err(broken)?;
    let edition = Edition::compile((1, Moves::Finish), &files, &files.over(&content::own()));
    let edition = edition.map_err(broken)?;
    let reader = Arc::new(Reader::train(&edition.lessons.understanding).map_err(broken)?);
    let tests = match folder {
        None => own(&files),
        Some(folder) => transcripts(folder)?,
    };
    let ran = played::play(&edition, &reader, &tests, WITH)?;
    told(words, &ran);
    let is_good = ran.verdict().problems == 0 && !tests.is_empty();
    Ok(if is_good { Exit::Done } else { Exit::WrongInput })
}

/// Tells on standard error what did not go as it must, what nothing reaches, and how much there was.
fn told(words: &Catalog, ran: &Ran) {
    for (path, went) in &ran.tests {
        one(words, (path, path), went);
    }
    for InArm { experiment, arm, otherwise, .. } in &ran.arms {
        for (path, went) in otherwise {
            let values = [("experiment", experiment.as_str()), ("arm", arm), ("path", path)];
            one(words, (&tell(words, "cli-check-in-arm", &values), path), went);
        }
    }
    for (name, line) in &ran.open {
        let place = line.map_or_else(|| ran.flow.clone(), |line| format!("{}:{line}", ran.flow));
        let values = [("place", place.as_str()), ("name", name)];
        eprintln!("{}", tell(words, "cli-check-not-reached", &values));
    }
    for InArm { experiment, arm, looked, otherwise } in &ran.arms {
        let (count, different) = (looked.to_string(), otherwise.len().to_string());
        let values = [
            ("experiment", experiment.as_str()),
            ("arm", arm),
            ("count", &count),
            ("different", &different),
        ];
        eprintln!("{}", tell(words, "cli-check-played-in-arm", &values));
    }
    let different = ran.tests.iter().filter(|(_, went)| *went != Went::Same).count();
    let counts = [
        ("count", ran.tests.len().to_string()),
        ("different", different.to_string()),
        ("covered", ran.covered.to_string()),
        ("steps", ran.steps.to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, it)| (*name, it.as_str())).collect();
    eprintln!("{}", tell(words, "cli-check-played", &counts));
}

/// How a test went, where it did not go as it must.
fn one(words: &Catalog, (name, path): (&str, &str), went: &Went) {
    match went {
        Went::Same => {}
        Went::Otherwise(lines) => eprintln!("{name}\n{lines}"),
        Went::Broken(why) => {
            let heading = if name == path { String::new() } else { format!("{name}\n") };
            eprintln!("{heading}{}\n", problems::line(words, &why.problem(path)));
        }
    }
}

/// The content in use.
fn in_use() -> Result<Files, Vec<Problem>> {
    content::files(Settings::load()?.content.as_deref())
}

/// The transcripts that are content, each by its path.
fn own(files: &Files) -> Vec<(String, String)> {
    let text = |path: &String| files.get(path).unwrap_or_default().to_owned();
    testing::paths(files).iter().map(|path| (files.shown(path), text(path))).collect()
}

/// The transcripts of a folder, each by its path.
fn transcripts(folder: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "chat"));
    paths.sort();
    let read = |path: &PathBuf| Ok((path.display().to_string(), std::fs::read_to_string(path)?));
    paths.iter().map(read).collect()
}
