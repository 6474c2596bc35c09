//! What an imported file told besides: unknown columns, kept for the humans of the desk.

use serde::{Deserialize, Serialize};

use super::{Error, On, Result, Tx};

/// One value of a column that we do not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The creditor's id.
    pub creditor: String,
    /// The invoice of the row.
    pub invoice: String,
    /// The column's name as it stood.
    pub name: String,
    /// What stood there.
    pub value: String,
}

/// Writes down many notes in one statement; the newest value stays.
///
/// # Errors
/// When the database refuses.
pub async fn import(tx: &mut Tx, notes: &[Note]) -> Result<u64> {
    tx.sql2(
        "insert into import_note (creditor, invoice, name, value)
         select value->>'creditor', value->>'invoice', value->>'name', value->>'value'
         from json_each($1) where true
         on conflict (creditor, invoice, name) do update set value = excluded.value
         where import_note.value <> excluded.value",
        "insert into import_note (creditor, invoice, name, value)
         select value->>'creditor', value->>'invoice', value->>'name', value->>'value'
         from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
         on conflict (creditor, invoice, name) do update set value = excluded.value
         where import_note.value <> excluded.value",
    )
    .bind(serde_json::to_string(notes).map_err(|e| Error::corrupt("import_note.value", e))?)
    .run(tx)
    .await
}

/// The notes of an invoice, in order of name.
///
/// # Errors
/// When the database refuses.
pub async fn of(on: impl Into<On<'_>>, creditor: &str, invoice: &str) -> Result<Vec<Note>> {
    let on = on.into();
    let rows: Vec<(String, String)> = on
        .sql(
            "select name, value from import_note
             where creditor = $1 and invoice = $2 order by name",
        )
        .bind(creditor.to_owned())
        .bind(invoice.to_owned())
        .all(on)
        .await?;
    let note = |(name, value)| {
        let (creditor, invoice) = (creditor.to_owned(), invoice.to_owned());
        Note { creditor, invoice, name, value }
    };
    Ok(rows.into_iter().map(note).collect())
}
