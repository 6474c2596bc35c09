//! Other desks, as commands use them: complete, and ready to be worked.

use std::sync::Arc;

use super::kit::Kit;
use super::told::Failure;
use crate::app::App;
use crate::config;
use crate::desks::Bridge;
use crate::desks::{chatwoot, telegram};
use crate::domain::problem::Source;
use crate::jobs::bridge::Worker;

/// Makes sure that no secret of another desk is missing.
///
/// # Errors
/// Every secret that is missing.
pub fn complete(kit: &Kit) -> Result<(), Failure> {
    let missing = &kit.settings.desks.missing;
    if missing.is_empty() {
        return Ok(());
    }
    let text = std::fs::read_to_string(config::FILE).unwrap_or_default();
    let source = Source::new(config::FILE, text);
    Err(Failure::problems(&kit.words, missing, &[source]))
}

/// Who works each other desk.
///
/// # Errors
/// Where a desk cannot be used as it is set.
pub fn workers(kit: &Kit, app: &App) -> Result<Vec<Worker>, Failure> {
    complete(kit)?;
    let mut ways: Vec<Arc<dyn Bridge>> = Vec::new();
    if let Some(settings) = &kit.settings.desks.chatwoot {
        ways.push(Arc::new(chatwoot::Way::new(settings)?));
    }
    ways.extend(pocket(kit)?.map(|way| way as Arc<dyn Bridge>));
    let link = kit.settings.public_url.clone();
    Ok(ways.into_iter().map(|way| Worker::new(app.clone(), way, link.clone())).collect())
}

/// The way to the group of the pocket desk, where there is one.
///
/// # Errors
/// Where it cannot be used as it is set.
pub fn pocket(kit: &Kit) -> Result<Option<Arc<telegram::Way>>, Failure> {
    let Some(settings) = &kit.settings.desks.telegram else { return Ok(None) };
    let repeated = format!("{} ", kit.tell("bridge-maybe-again", &[]));
    Ok(Some(Arc::new(telegram::Way::new(settings, repeated)?)))
}

/// The same, where its updates are asked for.
///
/// # Errors
/// Where it cannot be used as it is set.
pub fn polled(kit: &Kit) -> Result<Option<Arc<telegram::Way>>, Failure> {
    Ok(pocket(kit)?.filter(|way| way.settings().polling))
}
