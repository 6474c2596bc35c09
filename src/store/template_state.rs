//! What a provider told of each template of ours: whether it may be used now.

use chrono::{DateTime, Utc};
use sqlx::FromRow;

use super::{On, Result, Tx};

/// What was told of a template; one of which nothing was told may be used.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TemplateState {
    /// Whose it is.
    pub creditor: String,
    /// The channel.
    pub channel: String,
    /// Its name there.
    pub name: String,
    /// Its language.
    pub language: String,
    /// True where it may be used now.
    pub usable: bool,
    /// Its category, where told.
    pub category: Option<String>,
    /// A code of why.
    pub why: Option<String>,
    /// When it was told.
    pub changed_at: DateTime<Utc>,
}

/// Keeps what was told of a template; a category that is not told stays.
///
/// # Errors
/// When the database refuses.
pub async fn put(tx: &mut Tx, state: TemplateState) -> Result<()> {
    tx.sql(
        "insert into template_state
           (creditor, channel, name, language, usable, category, why, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (creditor, channel, name, language) do update
         set usable = excluded.usable, why = excluded.why, changed_at = excluded.changed_at,
             category = coalesce(excluded.category, template_state.category)",
    )
    .bind(state.creditor)
    .bind(state.channel)
    .bind(state.name)
    .bind(state.language)
    .bind(state.usable)
    .bind(state.category)
    .bind(state.why)
    .bind(state.changed_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Everything that was told of templates.
///
/// # Errors
/// When the database refuses.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<TemplateState>> {
    let on = on.into();
    on.sql(
        "select creditor, channel, name, language, usable, category, why, changed_at
         from template_state order by creditor, channel, name, language",
    )
    .all(on)
    .await
}

/// What was told of one template.
///
/// # Errors
/// When the database refuses.
pub async fn find(
    on: impl Into<On<'_>>,
    (creditor, channel): (&str, &str),
    (name, language): (&str, &str),
) -> Result<Option<TemplateState>> {
    let on = on.into();
    on.sql(
        "select creditor, channel, name, language, usable, category, why, changed_at
         from template_state
         where creditor = $1 and channel = $2 and name = $3 and language = $4",
    )
    .bind(creditor.to_owned())
    .bind(channel.to_owned())
    .bind(name.to_owned())
    .bind(language.to_owned())
    .opt(on)
    .await
}
