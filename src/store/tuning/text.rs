//! Texts of files of content, each once by its hash.

use std::collections::HashMap;

use super::super::many;
use super::super::{On, Result, Tx};
use crate::domain::content::Files;

/// Keeps texts; those that are there stay as they are.
///
/// # Errors
/// When the database refuses.
pub async fn keep(tx: &mut Tx, texts: Vec<String>) -> Result<()> {
    let around = (
        "insert into content_text (hash, text) select * from (values ",
        ") as n where n.column1 is not null on conflict (hash) do nothing",
    );
    let mut unique: HashMap<String, String> = HashMap::new();
    for text in texts {
        unique.insert(Files::hash_of(&text), text);
    }
    many::run(tx, (around, 2), unique.into_iter().collect(), |sql, (hash, text)| {
        sql.bind(hash).bind(text)
    })
    .await?;
    Ok(())
}

/// A text by its hash.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, hash: &str) -> Result<Option<String>> {
    let on = on.into();
    let row: Option<(String,)> = on
        .sql("select text from content_text where hash = $1")
        .bind(hash.to_owned())
        .opt(on)
        .await?;
    Ok(row.map(|(text,)| text))
}
