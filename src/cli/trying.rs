//! `combinado check --tests`: plays transcripts against the content in use, and tells what they reach.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::exit::Exit;
use super::issue;
use super::kit::tell;
use super::told::Failure;
use crate::app::tuning::testing;
use crate::app::tuning::transcript::{Bench, Coverage, difference};
use crate::config::{Settings, content};
use crate::domain::content::{Content, Files};
use crate::domain::dialogue::{Flow, Rules};
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::Reader;
use crate::text::{Catalog, Locales};

/// The policy that the example's customers are under.
const POLICY: &str = "standard.toml";

/// Plays every transcript of a folder; of the content in use, where none is named.
///
/// # Errors
/// When the content in use is broken, or the folder cannot be read.
pub(super) fn run(folder: &Path, words: &Catalog) -> Result<Exit, Failure> {
    let files = in_use().map_err(|found| Failure::problems(words, &found, &[]))?;
    let (bench, flow) = bench(&files).map_err(|found| Failure::problems(words, &found, &[]))?;
    let mut coverage = Coverage::of(&bench.rules.flow);
    let tests = if folder.as_os_str().is_empty() { own(&files) } else { transcripts(folder)? };
    let mut different = 0_usize;
    for (shown, written) in &tests {
        match bench.play(written) {
            Ok(played) => {
                coverage.add(&played.trace);
                if played.text != *written {
                    different += 1;
                    eprintln!("{shown}\n{}", difference(written, &played.text));
                }
            }
            Err(why) => {
                different += 1;
                eprintln!("{shown}: {why}\n");
            }
        }
    }
    for (name, line) in coverage.open(&flow) {
        let place = line.map_or_else(|| flow.file.clone(), |line| format!("{}:{line}", flow.file));
        eprintln!(
            "{}",
            tell(words, "cli-check-not-reached", &[("place", &place), ("name", &name)])
        );
    }
    let counts = [
        ("count", tests.len().to_string()),
        ("different", different.to_string()),
        ("covered", coverage.covered().to_string()),
        ("steps", coverage.steps.len().to_string()),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, it)| (*name, it.as_str())).collect();
    eprintln!("{}", tell(words, "cli-check-played", &counts));
    Ok(if different == 0 && !tests.is_empty() { Exit::Done } else { Exit::WrongInput })
}

/// The content in use.
fn in_use() -> Result<Files, Vec<Problem>> {
    content::files(Settings::load()?.content.as_deref())
}

/// What some content makes, with the file of its flow.
fn bench(files: &Files) -> Result<(Bench, Source), Vec<Problem>> {
    let content = Content::of(files)?;
    let missing = |what: &str| vec![Source::new(what, "").problem("content-missing")];
    let file = content.flow().cloned().ok_or_else(|| missing("flows"))?;
    let policy = content.policies.iter().find(|it| it.file.ends_with(POLICY));
    let policy = policy.or_else(|| content.policies.first()).ok_or_else(|| missing("policies"))?;
    let rules =
        Rules { flow: Arc::new(Flow::load(&file)?), policy: Arc::new(Policy::load(policy)?) };
    let bench = Bench {
        rules,
        words: Locales::load(&content.texts)?,
        reader: Arc::new(Reader::train(&content.lessons.understanding)?),
        issue: issue::pix,
        tell: issue::told,
    };
    Ok((bench, file))
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
