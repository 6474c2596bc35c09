//! Views of the list that somebody keeps for themselves.

use crate::app::{App, Result};
use crate::domain::access::Who;
use crate::store::{self, saved_view};

/// The longest name.
const LONGEST: usize = 40;

/// Keeps a filter under a name; the same id again changes nothing, and without a name nothing is kept.
///
/// # Errors
/// When the database refuses.
pub async fn keep(app: &App, who: &Who, (id, name): (&str, &str), query: &str) -> Result<()> {
    let name: String = name.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    let is_fit =
        (8..=64).contains(&id.len()) && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    if name.is_empty() || !is_fit {
        return Ok(());
    }
    let (person, id, query, now) =
        (who.id.clone(), id.to_owned(), query.to_owned(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                saved_view::add(tx, (&person, &id), (&name, &query), now).await?;
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(())
}

/// Lets a view go.
///
/// # Errors
/// When the database refuses.
pub async fn forget(app: &App, who: &Who, id: &str) -> Result<()> {
    let (person, id) = (who.id.clone(), id.to_owned());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                saved_view::remove(tx, &person, &id).await?;
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(())
}
