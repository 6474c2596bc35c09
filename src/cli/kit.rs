//! What most commands need: the settings, and flows, policies, texts and reader, loaded and checked.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::told::Failure;
use crate::app::App;
use crate::app::door::Door;
use crate::app::ear::Ear;
use crate::app::edition::{Edition, Editions};
use crate::app::shelf::Shelf;
use crate::app::signals::Signals;
use crate::clock::Clock;
use crate::config::content;
use crate::config::watch::Watch;
use crate::config::{self, Settings};
use crate::domain::calendar::Calendar;
use crate::domain::channel::Catalogue;
use crate::domain::content::release::Moves;
use crate::domain::content::{Content, Files, Lessons};
use crate::domain::dialogue::facts::DeskHours;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::Reader;
use crate::domain::words::ForbiddenWords;
use crate::hints::Adviser;
use crate::store::Db;
use crate::text::locales::by_locale;
use crate::text::{Catalog, Locales};

/// Everything that comes with the program or its folder, ready for use.
pub struct Kit {
    /// The settings.
    pub settings: Settings,
    /// Words for people.
    pub words: Locales,
    /// Understands what customers write.
    pub reader: Ear,
    /// Sees changes in what the reader learns from, where that is a folder.
    pub watch: Option<Watch>,
    /// What stands in for words outside the 24 hours of WhatsApp.
    pub templates: Arc<Catalogue>,
    /// What no text may carry.
    pub conduct: Arc<ForbiddenWords>,
    /// Flows and policies.
    pub shelf: Shelf,
    /// All of it, as the release that serves where a database has none.
    pub edition: Edition,
    /// What came with the program, or lies in its folder.
    pub own: Files,
    /// Business days.
    pub calendar: Arc<Calendar>,
}

/// A reader that learns beside.
pub struct Learning(JoinHandle<Learnt>);

/// That a reader has learnt, or what is wrong with what it learns from.
type Learnt = Result<(), (Vec<Problem>, Vec<Source>)>;

impl Learning {
    /// Waits, with its thread, until the reader has learnt.
    ///
    /// # Errors
    /// Every problem of what it learns from.
    pub fn wait(self, words: &Catalog) -> Result<(), Failure> {
        match self.0.join() {
            Ok(Ok(())) => Ok(()),
            Ok(Err((found, sources))) => Err(Failure::problems(words, &found, &sources)),
            Err(_) => Err(anyhow::anyhow!("the reader could not learn").into()),
        }
    }
}

impl Kit {
    /// Loads the settings and what they name.
    ///
    /// # Errors
    /// Every problem of whatever is wrong.
    pub fn load() -> Result<Self, Failure> {
        Self::with(settings(&own_words()?)?)
    }

    /// The same without a reader, for commands that read nobody's words: it learns for a while.
    ///
    /// # Errors
    /// Every problem of whatever is wrong, but for what the reader learns from.
    pub fn without_reader() -> Result<Self, Failure> {
        Self::put(settings(&own_words()?)?, |_| Ok(Ear::learning()))
    }

    /// The same with what came with the program, whatever lies in the folder of the settings.
    ///
    /// # Errors
    /// Every problem of the settings.
    pub fn of_program() -> Result<Self, Failure> {
        let settings = Settings { content: None, ..settings(&own_words()?)? };
        Self::put(settings, |_| Ok(Ear::learning()))
    }

    /// Loads only what the reader learns from, as the settings name it.
    ///
    /// # Errors
    /// Every problem of the settings, or of files that cannot be read.
    pub fn lessons() -> Result<Lessons, Failure> {
        let own = own_words()?;
        let settings = settings(&own)?;
        let lessons = content::lessons(settings.content.as_deref());
        lessons.map_err(|found| Failure::problems(&own, &found, &[]))
    }

    /// The same, but the reader learns beside: what it says once it has learnt, or cannot.
    ///
    /// # Errors
    /// Every problem of whatever is wrong, but for what the reader learns from.
    pub fn load_learning() -> Result<(Self, Learning), Failure> {
        let mut learning = None;
        let kit = Self::put(settings(&own_words()?)?, |examples| {
            let (ear, examples) = (Ear::learning(), examples.to_vec());
            let learner = ear.clone();
            learning = Some(thread::spawn(move || match Reader::train(&examples) {
                Ok(reader) => {
                    learner.exchange(Arc::new(reader));
                    Ok(())
                }
                Err(found) => Err((found, examples)),
            }));
            Ok(ear)
        })?;
        let learning = learning.ok_or_else(|| anyhow::anyhow!("nobody began to learn"))?;
        Ok((kit, Learning(learning)))
    }

    /// Loads what settings name.
    ///
    /// # Errors
    /// Every problem of whatever is wrong.
    pub fn with(settings: Settings) -> Result<Self, Failure> {
        Self::put(settings, |examples| Reader::train(examples).map(Ear::from))
    }

    fn put(
        settings: Settings,
        learn: impl FnOnce(&[Source]) -> Result<Ear, Vec<Problem>>,
    ) -> Result<Self, Failure> {
        let own = own_words()?;
        let folder = settings.content.as_deref().map(Path::new);
        // Before anything is read, so that no change in between is missed.
        let watch = folder.map(Watch::new);
        let files = content::files(folder);
        let files = files.map_err(|found| Failure::problems(&own, &found, &[]))?;
        let content = Content::of(&files);
        let content = content.map_err(|found| Failure::problems(&own, &found, &[]))?;
        if content.flow().is_none() {
            return Err(Failure::Input(tell(&own, "cli-no-flow", &[])));
        }
        let mut problems = Vec::new();
        let all = files.over(&content::own());
        let edition = Edition::compile((1, Moves::Finish), &files, &all);
        let edition = edition.map_err(|found| problems.extend(found));
        let reader = learn(&content.lessons.understanding);
        let reader = reader.map_err(|found| problems.extend(found));
        match (edition, reader) {
            (Ok(edition), Ok(reader)) => Ok(Self {
                conduct: edition.conduct.clone(),
                templates: edition.templates.clone(),
                settings,
                words: edition.words.clone(),
                reader,
                watch,
                shelf: edition.shelf.clone(),
                edition,
                own: all,
                calendar: Arc::new(Calendar::brazil()),
            }),
            (Ok(_) | Err(()), Ok(_) | Err(())) => {
                Err(Failure::problems(&own, &problems, &content.into_sources()))
            }
        }
    }

    /// Puts the use cases together over a database.
    pub fn app(&self, db: Db, clock: Clock) -> App {
        App {
            db,
            clock,
            calendar: self.calendar.clone(),
            reader: self.reader.clone(),
            editions: Editions::new(self.edition.clone(), self.own.clone()),
            desk: DeskHours::default(),
            signals: Signals::default(),
            door: Door::default(),
            meter: crate::meter::Meter::default(),
            simulating: crate::app::tuning::impact::Turns::default(),
        }
    }

    /// Who may be asked for second opinions, where the settings name somebody.
    ///
    /// # Errors
    /// When the endpoint cannot be used as it is set.
    pub fn adviser(&self, clock: &Clock) -> Result<Option<Adviser>, Failure> {
        let hints = self.settings.hints.as_ref();
        Ok(hints.map(|hints| Adviser::new(hints, clock.clone())).transpose()?)
    }

    /// Words for people.
    pub fn tell(&self, key: &str, values: &[(&str, &str)]) -> String {
        tell(&self.words, key, values)
    }

    /// Words that depend on how many there are.
    pub fn count(&self, key: &str, count: (&str, usize), values: &[(&str, &str)]) -> String {
        counted(&self.words, key, count, values)
    }

    /// Opens the database of the settings.
    ///
    /// # Errors
    /// Why it does not open, and what to look at, in words.
    pub async fn database(&self) -> anyhow::Result<Db> {
        open(&self.settings.database, &self.words).await
    }
}

/// Opens a database; its address may hold a password and is not told.
///
/// # Errors
/// Why it does not open, and what to look at, in words.
pub async fn open(database: &str, words: &Catalog) -> anyhow::Result<Db> {
    Db::open(database).await.map_err(|error| {
        let error = anyhow::Error::from(error);
        let detail = error.root_cause().to_string();
        anyhow::anyhow!(tell(words, "cli-database-closed", &[("detail", &detail)]))
    })
}

/// What the installation says about itself.
fn settings(words: &Catalog) -> Result<Settings, Failure> {
    Settings::load().map_err(|found| {
        let text = std::fs::read_to_string(config::FILE).unwrap_or_default();
        Failure::problems(words, &found, &[Source::new(config::FILE, text)])
    })
}

/// Words for people, whose values are somebody else's words.
pub fn tell(words: &Catalog, key: &str, values: &[(&str, &str)]) -> String {
    words.render(key, &named(values)).unwrap_or_else(|_| key.to_owned())
}

/// Words for people that depend on how many there are.
fn counted(
    words: &Catalog,
    key: &str,
    (name, count): (&str, usize),
    values: &[(&str, &str)],
) -> String {
    let mut args = named(values);
    args.insert(name.to_owned(), Value::Count(i64::try_from(count).unwrap_or(i64::MAX)));
    words.render(key, &args).unwrap_or_else(|_| key.to_owned())
}

fn named(values: &[(&str, &str)]) -> Args {
    let text =
        |(name, value): &(&str, &str)| ((*name).to_owned(), Value::Text((*value).to_owned()));
    values.iter().map(text).collect()
}

/// The texts in the binary, which speak of problems in all others.
///
/// # Errors
/// When the binary was built from broken texts.
pub fn own_words() -> Result<Catalog, Failure> {
    let content = Content::of(&content::own());
    let own = |texts: Vec<Source>| by_locale(&texts).remove(&Locale::OWN).unwrap_or_default();
    let texts = content.map(|content| own(content.texts)).and_then(|texts| Catalog::load(&texts));
    texts.map_err(|problems| anyhow::anyhow!("the embedded texts are broken: {problems:?}").into())
}

/// True where colours may be used on standard output.
pub fn colours_on_stdout() -> bool {
    std::io::stdout().is_terminal() && !config::no_colour()
}

/// True where colours may be used on standard error.
pub fn colours_on_stderr() -> bool {
    std::io::stderr().is_terminal() && !config::no_colour()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_pushed_without_problems_asks_for_no_mending() {
        let words = own_words().expect("our texts are good");
        let told = |count| counted(&words, "cli-push-done", ("problems", count), &[("id", "x")]);

        assert_eq!(told(0), "Rascunho x à espera de revisão, em /ajustes.");
        assert!(told(2).contains("corrija o que está acima"), "{}", told(2));
    }
}
