//! Checks flows, policies, texts and the words the bot learns from, all at once.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::Exit;
use super::kit::{own_words, tell};
use super::told::Failure;
use crate::app::tuning::checks::{self, Kind, Report};
use crate::config::Settings;
use crate::config::content;
use crate::domain::content::is_ours;
use crate::domain::problem::{Problem, Source};
use crate::text::problems;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files and folders to check; none for everything that is in use.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Tell the problems as one JSON array.
    #[arg(long)]
    json: bool,
    /// Play transcripts against the content in use, and tell what they reach: those of a folder, or its
    /// own, below `conversations/`.
    #[arg(
        long,
        value_name = "DIR",
        num_args = 0..=1,
        conflicts_with_all = ["paths", "json"]
    )]
    #[expect(clippy::option_option, reason = "asked for or not, with a folder or without")]
    tests: Option<Option<PathBuf>>,
    /// Tell what each code of the checks means and what to do about it, as a page.
    #[arg(long, conflicts_with_all = ["paths", "json", "tests"])]
    codes: bool,
    /// Show in that page the files of this folder, which holds a folder a code.
    #[arg(long, value_name = "DIR", requires = "codes")]
    examples: Option<PathBuf>,
}

/// What was found, and in what.
#[derive(Default)]
struct Found {
    report: Report,
    sources: Vec<Source>,
}

/// Checks everything, or what was named.
///
/// # Errors
/// When even the program's own texts are broken.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let words = own_words()?;
    if arguments.codes {
        let page = super::codes::page(&words, arguments.examples.as_deref());
        write!(std::io::stdout(), "{page}")?;
        return Ok(Exit::Done);
    }
    if let Some(folder) = &arguments.tests {
        return super::trying::run(folder.as_deref(), &words);
    }
    let mut found =
        if arguments.paths.is_empty() { in_use() } else { Found::named(&arguments.paths) };
    let told = &mut found.report.problems;
    told.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
    let Report { problems: wrong, warnings } = &found.report;
    if arguments.json {
        writeln!(std::io::stdout(), "{}", problems::json(&words, wrong))?;
    }
    for warning in warnings {
        eprintln!("{}", problems::line(&words, warning));
    }
    if wrong.is_empty() {
        let count = found.sources.len().to_string();
        eprintln!("{}", tell(&words, "cli-check-clean", &[("files", &count)]));
        return Ok(Exit::Done);
    }
    if !arguments.json {
        let Failure::Input(told) = Failure::problems(&words, wrong, &found.sources) else {
            return Ok(Exit::WrongInput);
        };
        eprintln!("{told}\n");
    }
    let count = wrong.len().to_string();
    eprintln!("{}", tell(&words, "cli-check-problems", &[("problems", &count)]));
    Ok(Exit::WrongInput)
}

/// Checks the settings and all content that they name, together.
fn in_use() -> Found {
    let mut found = Found::default();
    let folder = match Settings::load() {
        Ok(settings) => settings.content,
        Err(problems) => {
            found.report.problems.extend(problems);
            None
        }
    };
    match content::files(folder.as_deref()) {
        Ok(files) => {
            found.sources = files.sources().collect();
            let Report { problems, warnings } = checks::check(&files);
            found.report.problems.extend(problems);
            found.report.warnings.extend(warnings);
        }
        Err(problems) => found.report.problems.extend(problems),
    }
    found
}

impl Found {
    /// Checks single files and folders, each by what it is.
    fn named(paths: &[PathBuf]) -> Self {
        let mut found = Self::default();
        let mut sources = Vec::new();
        for path in paths {
            found.gather(path, &mut sources);
        }
        found.sources.clone_from(&sources);
        let (settings, given): (Vec<_>, Vec<_>) =
            sources.into_iter().partition(|source| Kind::of(source) == Kind::Configuration);
        for source in &settings {
            let read = Settings::read(source, |_| None);
            found.report.problems.extend(read.err().unwrap_or_default());
        }
        let Report { problems, warnings } = checks::beside(&given, &content::own());
        found.report.problems.extend(problems);
        found.report.warnings.extend(warnings);
        found
    }

    fn gather(&mut self, path: &Path, files: &mut Vec<Source>) {
        let name = path.display().to_string();
        let refuse = |error: &std::io::Error| -> Problem {
            let problem = Source::new(name.clone(), "").problem("content-unreadable");
            problem.with("detail", error)
        };
        if !path.is_dir() {
            match std::fs::read_to_string(path) {
                Ok(text) => files.push(Source::new(name, text)),
                Err(error) => self.report.problems.push(refuse(&error)),
            }
            return;
        }
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.report.problems.push(refuse(&error)),
        };
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        for path in inside {
            if is_ours(&path.to_string_lossy()) || path.is_dir() {
                self.gather(&path, files);
            }
        }
    }
}
