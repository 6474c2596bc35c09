//! The customers of an installation, for a list with one line each.

use sqlx::FromRow;

use crate::domain::debt::party::Customer;
use crate::store::{Db, Result, customer};

/// One customer of the list.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub customer: Customer,
    /// The creditor's name that customers know.
    pub creditor: String,
    /// What a note of the import says under the name asked for.
    pub note: Option<String>,
}

#[derive(FromRow)]
struct Row {
    trade_name: String,
    body: String,
    opted_out: bool,
    note: Option<String>,
}

/// The first customers, by creditor and id, with a note of their first invoice that has one.
///
/// # Errors
/// When the database refuses.
pub async fn list(db: &Db, note: &str, limit: u32) -> Result<Vec<Person>> {
    let rows: Vec<Row> = db
        .sql(
            "select c.trade_name, cast(u.body as text) as body, u.opted_out,
                    (select min(n.value) from import_note n
                     join invoice i on i.creditor = n.creditor and i.id = n.invoice
                     where i.creditor = u.creditor and i.customer = u.id and n.name = $1) as note
             from customer u join creditor c on c.creditor = u.creditor
             order by u.creditor, u.id limit $2",
        )
        .bind(note.to_owned())
        .bind(i64::from(limit))
        .all(db)
        .await?;
    rows.into_iter().map(Person::try_from).collect()
}

impl TryFrom<Row> for Person {
    type Error = crate::store::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            customer: customer::imported(&row.body, row.opted_out)?,
            creditor: row.trade_name,
            note: row.note,
        })
    }
}
