//! What every page may use.

use std::sync::Arc;

use tokio::sync::watch;

use super::desk::{Access, Hub};
use super::texts::Texts;
use crate::app::App;
use crate::app::tuning::transcript::{Issue, Tell};
use crate::domain::locale::Locale;

/// What every page may use; clones share it.
#[derive(Clone)]
pub struct Site {
    /// The use cases.
    pub app: App,
    /// The pages' words.
    pub(super) texts: Texts,
    /// How people get into the desk.
    pub(super) access: Arc<Access>,
    /// Who tells the desk's streams.
    pub(super) hub: Arc<Hub>,
    /// Counts up whenever something was written that a page may show.
    pub news: watch::Sender<u64>,
    /// True once the server ends.
    pub end: watch::Receiver<bool>,
    /// How simulated charges are made payable, and told.
    pub(super) paying: Paying,
}

/// How simulated charges are made payable, and what is told of their codes.
#[derive(Clone, Copy)]
pub struct Paying {
    /// Makes them payable.
    pub issue: Issue,
    /// Tells in a line what a code holds.
    pub tell: Tell,
}

impl Default for Paying {
    /// Nothing is payable.
    fn default() -> Self {
        Self { issue: |_, _| Err("issue-off".to_owned()), tell: str::to_owned }
    }
}

impl Site {
    /// Puts a site together; `end` turns true when the server ends.
    pub fn new(app: App, end: watch::Receiver<bool>) -> Self {
        let texts = Texts::new(app.words());
        let access = Arc::default();
        let hub = Arc::default();
        let paying = Paying::default();
        Self { app, texts, access, hub, news: watch::Sender::new(0), end, paying }
    }

    /// The same, for somebody who likes pages in a language.
    #[must_use]
    pub fn speaking(&self, locale: Option<Locale>) -> Self {
        Self { texts: self.texts.speaking(locale), ..self.clone() }
    }

    /// The same, where simulated charges are payable.
    #[must_use]
    pub fn paying(self, paying: Paying) -> Self {
        Self { paying, ..self }
    }

    /// The same, with a desk of its own settings.
    #[must_use]
    pub fn with_desk(self, access: Access) -> Self {
        Self { access: Arc::new(access), ..self }
    }
}
