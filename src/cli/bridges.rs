//! Other desks, as commands use them: complete, and ready to be worked.

use std::sync::Arc;

use super::kit::Kit;
use super::told::Failure;
use crate::app::App;
use crate::config;
use crate::desks::Bridge;
use crate::desks::chatwoot::Way;
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
        ways.push(Arc::new(Way::new(settings)?));
    }
    let link = kit.settings.public_url.clone();
    Ok(ways.into_iter().map(|way| Worker::new(app.clone(), way, link.clone())).collect())
}
