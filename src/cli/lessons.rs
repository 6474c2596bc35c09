//! Keeps the reader of a running command fresh: what an admin changes is learnt without a restart.

use std::sync::Arc;

use super::kit::{Kit, own_words, tell};
use super::told::Failure;
use crate::app::ear::Ear;
use crate::app::relearn::relearn;
use crate::config::watch::Watch;
use crate::domain::content::Lessons;
use crate::domain::problem::Problem;
use crate::jobs::lessons::{self, Look, Looking};
use crate::text::{Catalog, problems};

/// Begins to look after the content folder; nothing to look after where there is none.
///
/// # Errors
/// When the system gives no thread.
pub fn look_after(kit: &Kit) -> Result<Option<Looking>, Failure> {
    let Some(watch) = kit.watch.clone() else { return Ok(None) };
    let look = look(watch, kit.reader.clone(), Arc::new(own_words()?));
    Ok(Some(lessons::start(look, lessons::REST)?))
}

/// A look: what changed and came to rest is learnt, and what came of it is told.
fn look(mut watch: Watch, ear: Ear, words: Arc<Catalog>) -> Look {
    Box::new(move || {
        if let Some(found) = watch.look() {
            learn(found, &ear, &words);
        }
    })
}

/// Learns from what was found, and tells the log and whoever watches the terminal.
fn learn(found: Result<Lessons, Vec<Problem>>, ear: &Ear, words: &Catalog) {
    let learnt = found.and_then(|found| relearn(ear, &found.understanding, found.golden.as_ref()));
    match learnt {
        Ok(learnt) => {
            let examples = learnt.examples.to_string();
            let told = tell(words, "cli-lessons-learnt", &[("examples", &examples)]);
            tracing::info!("{told}");
            for problem in &learnt.misread {
                tracing::warn!("{}", problems::line(words, problem));
            }
        }
        Err(found) => {
            tracing::error!("{}", tell(words, "cli-lessons-refused", &[]));
            for problem in &found {
                tracing::error!("{}", problems::line(words, problem));
            }
        }
    }
}
