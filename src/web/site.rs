//! What every page may use.

use tokio::sync::watch;

use super::texts::Texts;
use crate::app::App;

/// What every page may use; clones share it.
#[derive(Clone)]
pub struct Site {
    /// The use cases.
    pub app: App,
    /// The pages' words.
    pub(super) texts: Texts,
    /// Counts up whenever something was written that a page may show.
    pub news: watch::Sender<u64>,
    /// True once the server ends.
    pub end: watch::Receiver<bool>,
}

impl Site {
    /// Puts a site together; `end` turns true when the server ends.
    pub fn new(app: App, end: watch::Receiver<bool>) -> Self {
        let texts = Texts::new(app.words.clone());
        Self { app, texts, news: watch::Sender::new(0), end }
    }
}
