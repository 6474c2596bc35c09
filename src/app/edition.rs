//! What serves: everything of one release, compiled, exchanged as a whole while serving.
//!
//! A conversation is decided and worded by the release it is on, wherever it is worked: an older one
//! is loaded from its rows when it is asked for, and kept for a while. The reader serves everyone from
//! publishing on, for readings are logged. See decision 0016.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::ear::Ear;
use super::shelf::Shelf;
use super::trials::{self, Trial};
use super::{Error, Result};
use crate::domain::channel::Catalogue;
use crate::domain::content::release::Moves;
use crate::domain::content::{Content, Files, Lessons, is_texts};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::Reader;
use crate::domain::words::ForbiddenWords;
use crate::store::tuning::{edition, experiment};
use crate::store::{self, Db, On};
use crate::text::Locales;
use crate::text::locales::locale_of;

/// How many releases that no longer serve are kept ready.
const KEPT: usize = 4;

/// Everything of one release, compiled.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Its number.
    pub number: i64,
    /// What becomes of conversations that are on others.
    pub moves: Moves,
    /// Words for people.
    pub words: Locales,
    /// What stands in for words outside the 24 hours of WhatsApp.
    pub templates: Arc<Catalogue>,
    /// What no text may carry, whoever writes it.
    pub conduct: Arc<ForbiddenWords>,
    /// Flows and policies.
    pub shelf: Shelf,
    /// What the bot learns from.
    pub lessons: Arc<Lessons>,
    /// The files that it was made of, as far as people tune them.
    pub files: Files,
    /// The experiments that run on it.
    pub trials: Arc<Vec<Trial>>,
}

/// The release that serves, and older ones; clones share them.
#[derive(Clone, Debug)]
pub struct Editions(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// What came with the program: words of its pages, and what a release may lack.
    own: Files,
    live: watch::Sender<Arc<Edition>>,
    /// True once what serves is known to be what its rows say: a newer program brings other content
    /// under the number of the first release.
    is_proved: AtomicBool,
    old: Mutex<BTreeMap<i64, Arc<Edition>>>,
    readers: Mutex<Vec<(String, Arc<Reader>)>>,
    /// The plans of experiments that were stopped.
    stopped: Mutex<BTreeSet<String>>,
}

impl Edition {
    /// Compiles the files of a release, over those that came with the program.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn compile(
        (number, moves): (i64, Moves),
        files: &Files,
        own: &Files,
    ) -> Result<Self, Vec<Problem>> {
        let all = whole(files, own);
        let content = Content::of(&all)?;
        let below = Content::of(own).map(|own| own.texts).unwrap_or_default();
        let mut problems = Vec::new();
        let words = Locales::load_over(&content.texts, &below);
        let words = words.map_err(|found| problems.extend(found)).ok();
        let templates = catalogue(&content.templates);
        let templates = templates.map_err(|found| problems.extend(found)).ok();
        let conduct = ForbiddenWords::parse(&content.conduct);
        let conduct = conduct.map_err(|found| problems.extend(found)).ok();
        let none = || Source::new(files.shown("flows"), "").problem("content-missing");
        let flow = content.flow().cloned();
        if flow.is_none() {
            problems.push(none());
        }
        let shelf = flow.and_then(|flow| {
            let shelf = Shelf::load(flow, content.policies.clone());
            shelf.map_err(|found| problems.extend(found)).ok()
        });
        let (Some(words), Some(templates), Some(conduct), Some(shelf)) =
            (words, templates, conduct, shelf)
        else {
            return Err(problems);
        };
        let base = Self {
            number,
            moves,
            words,
            templates: Arc::new(templates),
            conduct: Arc::new(conduct),
            shelf,
            lessons: Arc::new(content.lessons.clone()),
            files: files.only(Files::is_tuned),
            trials: Arc::default(),
        };
        let trials = trials::compile(&base, (&content, &all), &below)?;
        Ok(Self { trials: Arc::new(trials), ..base })
    }

    /// Parts that are compiled already, as the first release.
    pub fn of_parts(words: Locales, shelf: Shelf) -> Self {
        Self {
            number: 1,
            moves: Moves::Finish,
            words,
            templates: Arc::default(),
            conduct: Arc::default(),
            shelf,
            lessons: Arc::default(),
            files: Files::default(),
            trials: Arc::default(),
        }
    }

    /// What tells what is learnt from it from what is learnt from others.
    pub fn lesson(&self) -> String {
        let texts: Vec<&str> =
            self.lessons.understanding.iter().map(|it| it.text.as_str()).collect();
        Files::hash_of(&texts.join("\0"))
    }
}

/// The files of a release, with what the program says itself on pages and in commands, in the languages
/// that the release speaks.
pub fn whole(files: &Files, own: &Files) -> Files {
    let texts = files.paths().filter(|path| is_texts(path) && Files::is_tuned(path));
    let spoken: BTreeSet<_> = texts.map(locale_of).chain([Locale::OWN]).collect();
    files.over(&own.only(|path| !Files::is_tuned(path) && spoken.contains(&locale_of(path))))
}

/// The templates of every language together.
fn catalogue(files: &[Source]) -> Result<Catalogue, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut all = Catalogue::default();
    for file in files {
        match Catalogue::load(file) {
            Ok(one) => all = all.with(one),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(all) } else { Err(problems) }
}

impl From<Edition> for Editions {
    fn from(first: Edition) -> Self {
        Self::new(first, Files::default())
    }
}

impl Editions {
    /// Serves a release, over what came with the program.
    pub fn new(first: Edition, own: Files) -> Self {
        let live = watch::Sender::new(Arc::new(first));
        let (old, readers, stopped) = (Mutex::default(), Mutex::default(), Mutex::default());
        let is_proved = AtomicBool::new(false);
        Self(Arc::new(Inner { own, live, is_proved, old, readers, stopped }))
    }

    /// The release that serves.
    pub fn live(&self) -> Arc<Edition> {
        self.0.live.borrow().clone()
    }

    /// Hears of every release that begins to serve here.
    pub fn listen(&self) -> watch::Receiver<Arc<Edition>> {
        self.0.live.subscribe()
    }

    /// What came with the program.
    pub fn own(&self) -> &Files {
        &self.0.own
    }

    /// A release by its number: the one that serves, one that is kept, or from its rows.
    ///
    /// # Errors
    /// When it is unknown, can no longer be compiled, or the database refuses.
    pub async fn of(&self, on: impl Into<On<'_>>, number: i64) -> Result<Arc<Edition>> {
        if let Some(known) = self.known(number) {
            return Ok(known);
        }
        let on = on.into();
        let found = match on {
            On::Readers(db) => load(db, &self.0.own, number).await?,
            On::Writer(tx) => {
                let release = edition::find(&mut *tx, number).await?;
                let files = edition::files(tx, number).await?;
                compiled(release.map(|it| it.moves), &files, &self.0.own, number)?
            }
        };
        Ok(self.keep(found))
    }

    /// A release as somebody in an arm has it; as it is where they are in none, or it was stopped.
    pub fn in_arm(&self, edition: Arc<Edition>, arm: Option<&str>) -> Arc<Edition> {
        let Some((name, arm)) = arm.and_then(|arm| arm.split_once('/')) else { return edition };
        let trial = edition.trials.iter().find(|trial| trial.experiment.name == name);
        let trial = trial.filter(|trial| !self.is_stopped(&trial.plan));
        trial.and_then(|trial| trial.arm(arm)).cloned().unwrap_or(edition)
    }

    /// True where an experiment of this plan was stopped.
    pub fn is_stopped(&self, plan: &str) -> bool {
        self.0.stopped.lock().unwrap_or_else(PoisonError::into_inner).contains(plan)
    }

    /// Notes which experiments were stopped.
    pub fn stop(&self, plans: impl IntoIterator<Item = String>) {
        self.0.stopped.lock().unwrap_or_else(PoisonError::into_inner).extend(plans);
    }

    /// Looks which experiments were stopped, where the release that serves has any.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn look_for_stops(&self, db: &Db) -> Result<()> {
        if !self.live().trials.is_empty() {
            self.stop(experiment::stops(db).await?.into_iter().map(|it| it.plan));
        }
        Ok(())
    }

    fn known(&self, number: i64) -> Option<Arc<Edition>> {
        let live = self.live();
        if live.number == number {
            return Some(live);
        }
        let old = self.0.old.lock().unwrap_or_else(PoisonError::into_inner);
        old.get(&number).cloned()
    }

    fn keep(&self, edition: Edition) -> Arc<Edition> {
        let edition = Arc::new(edition);
        let mut old = self.0.old.lock().unwrap_or_else(PoisonError::into_inner);
        old.insert(edition.number, edition.clone());
        while old.len() > KEPT {
            // The oldest: most conversations under way are on newer ones.
            old.pop_first();
        }
        edition
    }

    /// Looks which release serves by the rows, and serves it; true where that is another one.
    ///
    /// # Errors
    /// When it cannot be compiled, or the database refuses; what served goes on serving.
    pub async fn refresh(&self, db: &Db) -> Result<bool> {
        let Some(live) = edition::live(db).await? else { return Ok(false) };
        let before = self.live();
        if before.number == live.number && !before.files.is_empty() {
            return self.prove(db, &before).await;
        }
        let next = match self.known(live.number).filter(|known| known.number != before.number) {
            Some(known) => known,
            None => Arc::new(load(db, &self.0.own, live.number).await?),
        };
        Ok(self.serve(next))
    }

    /// Holds what serves against its rows, once; true where they say something else, which then serves.
    async fn prove(&self, db: &Db, live: &Edition) -> Result<bool> {
        if self.0.is_proved.load(Ordering::Relaxed) {
            return Ok(false);
        }
        let written = edition::find(db, live.number).await?;
        let differs = written.is_some_and(|written| written.hash != live.files.hash());
        if differs {
            let written = load(db, &self.0.own, live.number).await?;
            self.0.live.send_replace(Arc::new(written));
        }
        self.0.is_proved.store(true, Ordering::Relaxed);
        Ok(differs)
    }

    /// Serves a release that was just written down; true where a newer one serves already.
    pub fn serve(&self, next: Arc<Edition>) -> bool {
        let mut replaced = None;
        self.0.live.send_if_modified(|live| {
            let newer = live.number < next.number || live.files.is_empty();
            if newer {
                replaced = Some(std::mem::replace(live, next));
            }
            newer
        });
        let is_new = replaced.is_some();
        if let Some(before) = replaced {
            self.keep(Arc::unwrap_or_clone(before));
        }
        is_new
    }

    /// Has the reader learn what the release that serves teaches; it learns for a while, with its
    /// thread. What was learnt lately is not learnt again.
    ///
    /// # Errors
    /// Every problem of what it learns from; the reader in use stays.
    pub fn learn(&self, ear: &Ear) -> Result<bool, Vec<Problem>> {
        let live = self.live();
        if live.lessons.understanding.is_empty() {
            return Ok(false);
        }
        let lesson = live.lesson();
        let mut readers = self.0.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.last().is_some_and(|(last, _)| *last == lesson) {
            return Ok(false);
        }
        let known = readers.iter().position(|(known, _)| *known == lesson);
        let entry = match known {
            Some(place) => readers.remove(place),
            None => (lesson, Arc::new(Reader::train(&live.lessons.understanding)?)),
        };
        ear.exchange(entry.1.clone());
        readers.push(entry);
        if readers.len() > 2 {
            readers.remove(0);
        }
        Ok(true)
    }

    /// Notes what the reader in use has learnt.
    pub fn learnt(&self, lesson: String, reader: Arc<Reader>) {
        let mut readers = self.0.readers.lock().unwrap_or_else(PoisonError::into_inner);
        readers.push((lesson, reader));
    }
}

async fn load(db: &Db, own: &Files, number: i64) -> Result<Edition> {
    let release = edition::find(db, number).await?;
    let files = edition::files(db, number).await?;
    let own = own.clone();
    // It takes a while: whoever answers meanwhile is not held up.
    let work = move || compiled(release.map(|it| it.moves), &files, &own, number);
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| store::Error::Panicked(format!("release {number}")))?
}

fn compiled(moves: Option<Moves>, files: &Files, own: &Files, number: i64) -> Result<Edition> {
    let missing = || store::Error::missing(format!("release {number}"));
    let moves = moves.ok_or_else(missing)?;
    Edition::compile((number, moves), files, own)
        .map_err(|problems| Error::Unloadable { reference: format!("release {number}"), problems })
}
