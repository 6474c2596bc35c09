//! Creditors, as configured.

use sqlx::types::Json;

use super::{On, Result, Tx, body};
use crate::domain::debt::party::Creditor;

/// Writes a creditor down, or what changed about it; true where something did.
///
/// # Errors
/// When the database refuses.
pub async fn save(tx: &mut Tx, creditor: &Creditor) -> Result<bool> {
    let changed = tx
        .sql(
            "insert into creditor (creditor, trade_name, body) values ($1, $2, $3)
             on conflict (creditor) do update
             set trade_name = excluded.trade_name, body = excluded.body
             where creditor.body <> excluded.body",
        )
        .bind(creditor.id.clone())
        .bind(creditor.trade_name.clone())
        .bind(Json(creditor.clone()))
        .run(tx)
        .await?;
    Ok(changed > 0)
}

/// Finds a creditor.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, id: &str) -> Result<Option<Creditor>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql("select cast(body as text) from creditor where creditor = $1")
        .bind(id.to_owned())
        .opt(on)
        .await?;
    row.map(|(text,)| body("creditor.body", &text)).transpose()
}

/// Every creditor, in order of id.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<Creditor>> {
    let on = on.into();
    let rows: Vec<(String,)> =
        on.sql("select cast(body as text) from creditor order by creditor").all(on).await?;
    rows.iter().map(|(text,)| body("creditor.body", text)).collect()
}
