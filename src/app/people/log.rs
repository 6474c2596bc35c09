//! The log of who saw, changed and took out what: read, taken out, and proved whole.

use super::super::{App, Result};
use super::manage::line;
use crate::domain::access::Who;
pub use crate::store::audit::{Filter, Head, Row, Verdict};
use crate::store::{self, audit};

/// The most rows that are taken out at once.
pub const MOST: usize = 100_000;

/// Rows of one reading.
const PAGE: u32 = 1000;

/// The newest rows before a number that a filter lets through, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list(app: &App, filter: &Filter, (before, most): (i64, u32)) -> Result<Vec<Row>> {
    Ok(audit::list(&app.db, filter, (before, most)).await?)
}

/// Rows that somebody takes out of the program, oldest first; that they did is written down first.
///
/// # Errors
/// When the database refuses.
pub async fn export(app: &App, who: &Who, filter: &Filter) -> Result<Vec<Row>> {
    let detail = format!(
        "who={} action={} from={} until={}",
        filter.who,
        filter.action,
        filter.from.map(|at| at.to_rfc3339()).unwrap_or_default(),
        filter.until.map(|at| at.to_rfc3339()).unwrap_or_default()
    );
    let line = line(app.clock.now(), &who.id, "export", ("audit", &detail));
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                audit::add(tx, &line);
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    let mut rows: Vec<Row> = Vec::new();
    while rows.len() < MOST {
        let before = rows.last().map_or(i64::MAX, |row| row.number);
        let page = list(app, filter, (before, PAGE)).await?;
        if page.is_empty() {
            break;
        }
        rows.extend(page);
    }
    rows.reverse();
    Ok(rows)
}

/// Goes through the whole chain.
///
/// # Errors
/// When the database refuses.
pub async fn verify(app: &App) -> Result<Verdict> {
    Ok(audit::verify(&app.db).await?)
}

/// The rows after a number, oldest first, as many as are read at once.
///
/// # Errors
/// When the database refuses.
pub async fn after(app: &App, number: i64) -> Result<Vec<Row>> {
    Ok(audit::after(&app.db, number).await?)
}
