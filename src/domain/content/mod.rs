//! What business people change: flows, policies, texts, words and examples, as files.
//!
//! [`Files`] are the same bytes in a folder, in the binary and in the database; [`Content`] tells
//! them by what they are. Nothing is compiled here: each part has its own loader.

pub mod base;
pub mod diff;
mod files;
pub mod release;

pub use files::Files;

use super::problem::{Problem, Source};

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
    /// The experiments.
    pub experiments: Vec<Source>,
}

/// What the bot learns from, and what it may not unlearn.
#[derive(Clone, Debug, Default)]
pub struct Lessons {
    /// The words and examples.
    pub understanding: Vec<Source>,
    /// The sentences that must keep their reading.
    pub golden: Option<Source>,
}

/// The file of how people are spoken to, beside the policies.
pub const CONDUCT: &str = "policies/conduct.toml";

/// The name of the templates of WhatsApp, beside the texts of their locale.
pub const TEMPLATES: &str = "whatsapp.toml";

/// The name of the sentences that must keep their reading, beside the examples.
pub const GOLDEN: &str = "golden.jsonl";

/// The folder of conversations that must go as they are written, with its stroke.
pub const TESTS: &str = "conversations/";

/// The flow that new conversations run on, where there are several.
const MAIN: &str = "negotiation.toml";

impl Content {
    /// Tells files by what they are.
    ///
    /// # Errors
    /// When there is no file of how people are spoken to.
    pub fn of(files: &Files) -> Result<Self, Vec<Problem>> {
        let under = |folder: &str| files.sources().filter(under(files, folder)).collect::<Vec<_>>();
        let (conduct, policies): (Vec<_>, Vec<_>) =
            under("policies").into_iter().partition(|it| it.file.ends_with(CONDUCT));
        let (texts, lessons): (Vec<_>, Vec<_>) =
            under("locales").into_iter().partition(|it| is_texts(&it.file));
        let templates = lessons.iter().filter(|it| is_templates(it)).cloned().collect();
        let missing = || vec![Source::new(files.shown(CONDUCT), "").problem("content-missing")];
        Ok(Self {
            flows: under("flows"),
            policies,
            conduct: conduct.into_iter().next().ok_or_else(missing)?,
            texts,
            lessons: Lessons::of(lessons),
            templates,
            experiments: under("experiments"),
        })
    }

    /// The flow that new conversations run on: the one for negotiations, or the only one.
    pub fn flow(&self) -> Option<&Source> {
        self.flows.iter().find(|it| it.file.ends_with(MAIN)).or_else(|| self.flows.first())
    }

    /// Every file there is.
    pub fn into_sources(self) -> Vec<Source> {
        let Self { flows, policies, conduct, texts, lessons, templates, experiments } = self;
        let parts = [flows, policies, vec![conduct], texts, lessons.files().collect()];
        parts.into_iter().flatten().chain(templates).chain(experiments).collect()
    }
}

fn under(files: &Files, folder: &str) -> impl Fn(&Source) -> bool {
    let start = files.shown(&format!("{folder}/"));
    move |source| source.file.starts_with(&start)
}

impl Lessons {
    /// Tells the golden sentences from the rest; texts and templates are left out.
    pub fn of(files: Vec<Source>) -> Self {
        let files = files.into_iter();
        let files = files.filter(|it| !is_texts(&it.file) && !is_templates(it));
        let (golden, understanding) = files.partition::<Vec<_>, _>(is_golden);
        Self { understanding, golden: golden.into_iter().next() }
    }

    /// All files, the golden sentences last.
    pub fn files(self) -> impl Iterator<Item = Source> {
        self.understanding.into_iter().chain(self.golden)
    }
}

/// True for the golden sentences.
pub fn is_golden(source: &Source) -> bool {
    name(&source.file) == GOLDEN
}

/// True for the templates of WhatsApp.
pub fn is_templates(source: &Source) -> bool {
    name(&source.file) == TEMPLATES
}

/// True for a file of content, by its ending or its name.
pub fn is_ours(path: &str) -> bool {
    is_table(path) || is_texts(path) || is_test(path) || name(path) == GOLDEN
}

/// True for a conversation that must go as it is written, by its ending.
pub fn is_test(path: &str) -> bool {
    ends(path, "chat")
}

/// True for a file of texts, by its ending.
pub fn is_texts(path: &str) -> bool {
    ends(path, "ftl")
}

/// True for a file of tables: a flow, a policy, examples, templates.
pub fn is_table(path: &str) -> bool {
    ends(path, "toml")
}

fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn ends(path: &str, ending: &str) -> bool {
    name(path).rsplit_once('.').is_some_and(|(stem, it)| !stem.is_empty() && it == ending)
}
