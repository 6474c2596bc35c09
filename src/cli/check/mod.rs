//! Checks flows, policies, texts and the words the bot learns from, all at once.

mod channels;
mod kind;
mod lessons;
mod samples;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use self::kind::Kind;
use self::samples::samples;
use super::exit::Exit;
use super::kit::{own_words, tell};
use super::told::Failure;
use crate::app::import;
use crate::config::Settings;
use crate::config::content;
use crate::domain::content::{Content, Lessons, is_ours};
use crate::domain::dialogue::Flow;
use crate::domain::locale::Locale;
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::domain::words::ForbiddenWords;
use crate::text::locales::{by_locale, locale_of};
use crate::text::manners::Manners;
use crate::text::{Catalog, lint, problems};

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Files and folders to check; none for everything that is in use.
    #[arg(value_name = "PATHS")]
    paths: Vec<PathBuf>,
    /// Tell the problems as one JSON array.
    #[arg(long)]
    json: bool,
}

/// What was found.
#[derive(Default)]
struct Found {
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    sources: Vec<Source>,
}

/// Checks everything, or what was named.
///
/// # Errors
/// When even the program's own texts are broken.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let words = own_words()?;
    let mut found = Found::default();
    if arguments.paths.is_empty() {
        found.in_use();
    } else {
        found.named(&arguments.paths);
    }
    found.problems.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
    found.problems.dedup();
    if arguments.json {
        writeln!(std::io::stdout(), "{}", problems::json(&words, &found.problems))?;
    }
    found.warnings.iter().for_each(|warning| eprintln!("{}", problems::line(&words, warning)));
    if found.problems.is_empty() {
        let count = found.sources.len().to_string();
        eprintln!("{}", tell(&words, "cli-check-clean", &[("files", &count)]));
        return Ok(Exit::Done);
    }
    if !arguments.json {
        let Failure::Input(told) = Failure::problems(&words, &found.problems, &found.sources)
        else {
            return Ok(Exit::WrongInput);
        };
        eprintln!("{told}\n");
    }
    let count = found.problems.len().to_string();
    eprintln!("{}", tell(&words, "cli-check-problems", &[("problems", &count)]));
    Ok(Exit::WrongInput)
}

impl Found {
    /// Checks the settings and all content that they name, together.
    fn in_use(&mut self) {
        let folder = match Settings::load() {
            Ok(settings) => settings.content,
            Err(found) => {
                self.problems.extend(found);
                None
            }
        };
        match content::files(folder.as_deref()).and_then(|files| Content::of(&files)) {
            Ok(content) => self.content(content),
            Err(found) => self.problems.extend(found),
        }
    }

    fn content(&mut self, content: Content) {
        self.sources.extend(content.clone().into_sources());
        let Content { flows, policies, conduct, texts, lessons, templates } = content;
        let compiled: Vec<(Flow, Source)> =
            flows.iter().filter_map(|it| Some((self.flow(it)?, it.clone()))).collect();
        for source in &policies {
            self.policy(source);
        }
        self.learn(&lessons);
        let catalogs = self.texts(&texts);
        self.conduct(&conduct, &catalogs);
        for catalog in catalogs.values() {
            self.said(&compiled, catalog);
            self.problems.extend(channels::texts(catalog));
        }
        for source in &templates {
            let catalog = catalogs.get(&locale_of(&source.file));
            self.problems.extend(channels::templates(source, &conduct, catalog));
        }
        self.problems.extend(channels::parity(&templates, &catalogs));
    }

    /// Checks that what flows say is written, and names nothing that it is not given.
    fn said(&mut self, flows: &[(Flow, Source)], catalog: &Catalog) {
        for (flow, source) in flows {
            for key in flow.texts().keys().filter(|key| !catalog.has(key)) {
                let quoted = format!("\"{key}\"");
                let at = source.text.find(&quoted).map_or(0..0, |at| at..at + quoted.len());
                self.problems.push(source.problem_at("text-missing", at).with("key", key));
            }
        }
        let declared: BTreeMap<_, _> = flows.iter().flat_map(|(flow, _)| flow.texts()).collect();
        self.problems.extend(lint::variables(catalog, &declared));
    }

    /// Checks single files and folders, each by what it is.
    fn named(&mut self, paths: &[PathBuf]) {
        let (mut texts, mut lessons, mut flows) = (Vec::new(), Vec::new(), Vec::new());
        let (mut files, mut templates) = (Vec::new(), Vec::new());
        for path in paths {
            self.gather(path, &mut files);
        }
        self.sources.clone_from(&files);
        for source in files {
            match Kind::of(&source) {
                Kind::Flow => flows.extend(self.flow(&source).map(|flow| (flow, source))),
                Kind::Policy => self.policy(&source),
                Kind::Conduct => self.conduct(&source, &BTreeMap::new()),
                Kind::Texts => texts.push(source),
                Kind::Understanding => lessons.push(source),
                Kind::Templates => templates.push(source),
                Kind::Creditors => self.problems.extend(faults(import::creditors(&source))),
                Kind::Configuration => {
                    self.problems.extend(faults(Settings::read(&source, |_| None)));
                }
                Kind::Unknown => self.problems.push(source.problem("check-unknown-file")),
            }
        }
        self.templates_named(&templates, &texts);
        self.beside_ours(texts, lessons, flows);
    }

    /// Checks templates beside the texts that are named with them, or those in the binary.
    fn templates_named(&mut self, templates: &[Source], texts: &[Source]) {
        let Ok(own) = Content::of(&content::own()) else { return };
        let texts = by_locale(&replaced(own.texts, texts.to_vec()));
        for source in templates {
            let texts = texts.get(&locale_of(&source.file));
            let catalog = texts.and_then(|texts| Catalog::load(texts).ok());
            self.problems.extend(channels::templates(source, &own.conduct, catalog.as_ref()));
        }
    }

    /// Checks texts and lessons among those in the binary, which the named ones replace; only what
    /// is wrong with the named ones is told.
    fn beside_ours(
        &mut self,
        texts: Vec<Source>,
        lessons: Vec<Source>,
        mut flows: Vec<(Flow, Source)>,
    ) {
        let Ok(own) = Content::of(&content::own()) else { return };
        let (before, doubts) = (self.problems.len(), self.warnings.len());
        let named: Vec<String> = texts
            .iter()
            .chain(&lessons)
            .chain(flows.iter().map(|(_, source)| source))
            .map(|source| source.file.clone())
            .collect();
        if !texts.is_empty() || !flows.is_empty() {
            if flows.is_empty() {
                let ours = own.flows.into_iter();
                flows.extend(ours.filter_map(|it| Some((Flow::load(&it).ok()?, it))));
            }
            let catalogs = self.texts(&replaced(own.texts, texts));
            self.conduct(&own.conduct, &catalogs);
            for catalog in catalogs.values() {
                self.said(&flows, catalog);
                self.problems.extend(channels::texts(catalog));
            }
        }
        if !lessons.is_empty() {
            // The golden sentences in the binary are no concern of who checks their own files.
            let own = own.lessons.understanding;
            self.learn(&Lessons::of(replaced(own, lessons)));
        }
        let ours = |it: &Problem| named.contains(&it.file);
        let found = self.problems.split_off(before);
        self.problems.extend(found.into_iter().filter(ours));
        let doubted = self.warnings.split_off(doubts);
        self.warnings.extend(doubted.into_iter().filter(ours));
    }

    fn gather(&mut self, path: &Path, files: &mut Vec<Source>) {
        let name = path.display().to_string();
        let mut refuse = |error: &std::io::Error| {
            let problem = Source::new(name.clone(), "").problem("content-unreadable");
            self.problems.push(problem.with("detail", error));
        };
        if !path.is_dir() {
            match std::fs::read_to_string(path) {
                Ok(text) => files.push(Source::new(name, text)),
                Err(error) => refuse(&error),
            }
            return;
        }
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return refuse(&error),
        };
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        for path in inside {
            if is_ours(&path.to_string_lossy()) || path.is_dir() {
                self.gather(&path, files);
            }
        }
    }

    fn flow(&mut self, source: &Source) -> Option<Flow> {
        Flow::load(source).map_err(|found| self.problems.extend(found)).ok()
    }

    fn policy(&mut self, source: &Source) {
        match Policy::load(source) {
            Ok(policy) => self.warnings.extend(policy.warnings().iter().cloned()),
            Err(found) => self.problems.extend(found),
        }
    }

    /// Each locale's texts, and that none has holes.
    fn texts(&mut self, sources: &[Source]) -> BTreeMap<Locale, Catalog> {
        let mut catalogs = BTreeMap::new();
        for (locale, sources) in by_locale(sources) {
            match Catalog::load(&sources) {
                Ok(catalog) => {
                    self.problems.extend(lint::plurals(&catalog));
                    catalogs.insert(locale, catalog);
                }
                Err(found) => self.problems.extend(found),
            }
        }
        if let Some(own) = catalogs.get(&Locale::OWN) {
            let others = catalogs.iter().filter(|(locale, _)| **locale != Locale::OWN);
            self.problems.extend(others.flat_map(|(_, other)| lint::beside(own, other)));
        }
        catalogs
    }

    fn learn(&mut self, lessons: &Lessons) {
        let judged = lessons::judge(lessons);
        self.problems.extend(judged.problems);
        self.warnings.extend(judged.warnings);
    }

    fn conduct(&mut self, source: &Source, catalogs: &BTreeMap<Locale, Catalog>) {
        let samples = samples();
        match ForbiddenWords::parse(source) {
            Ok(words) => {
                let found = catalogs.values().flat_map(|it| lint::words(it, &words, &samples));
                self.problems.extend(found);
            }
            Err(found) => self.problems.extend(found),
        }
        match Manners::parse(source) {
            Ok(manners) => {
                let found = catalogs.values().flat_map(|it| lint::manners(it, &manners, &samples));
                self.problems.extend(found);
            }
            Err(found) => self.problems.extend(found),
        }
    }
}

fn faults<T>(read: Result<T, Vec<Problem>>) -> Vec<Problem> {
    read.err().unwrap_or_default()
}

/// Ours, with the given ones in the place of those of the same name and locale.
fn replaced(ours: Vec<Source>, given: Vec<Source>) -> Vec<Source> {
    let name = |source: &Source| {
        let name = Path::new(&source.file).file_name().map(ToOwned::to_owned);
        (locale_of(&source.file), name)
    };
    let taken: Vec<_> = given.iter().map(name).collect();
    let rest = ours.into_iter().filter(|source| !taken.contains(&name(source)));
    rest.chain(given).collect()
}
