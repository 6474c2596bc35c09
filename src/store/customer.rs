//! Customers: as imported, with what we learnt beside it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Error, On, Result, Tx, body, many};
use crate::domain::debt::party::Customer;

/// How many rows an import added and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Rows that were not there.
    pub added: u64,
    /// Rows that were there and differ.
    pub changed: u64,
}

/// Writes down many customers in one statement, each once; rows that are the same stay untouched.
///
/// An opt-out that we heard ourselves stays, whatever the import says.
///
/// # Errors
/// When the database refuses, or a creditor is unknown.
pub async fn import(tx: &mut Tx, customers: &[Customer]) -> Result<Changes> {
    let rows = serde_json::to_string(customers).map_err(|e| Error::corrupt("customer.body", e))?;
    let known = known(&mut *tx, &rows).await?;
    let written = tx
        .sql2(
            "insert into customer (creditor, id, name, phone, opted_out, body)
             select value->>'creditor', value->>'id', value->>'name', value->>'phone',
                    value->>'opted_out', value
             from json_each($1) where true
             on conflict (creditor, id) do update
             set name = excluded.name, phone = excluded.phone, body = excluded.body,
                 opted_out = customer.opted_out or excluded.opted_out
             where customer.body <> excluded.body",
            "insert into customer (creditor, id, name, phone, opted_out, body)
             select value->>'creditor', value->>'id', value->>'name', value->>'phone',
                    cast(value->>'opted_out' as boolean), value
             from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
             on conflict (creditor, id) do update
             set name = excluded.name, phone = excluded.phone, body = excluded.body,
                 opted_out = customer.opted_out or excluded.opted_out
             where customer.body <> excluded.body",
        )
        .bind(rows)
        .run(&mut *tx)
        .await?;
    let added = u64::try_from(customers.len()).unwrap_or(u64::MAX).saturating_sub(known);
    Ok(Changes { added, changed: written.saturating_sub(added) })
}

/// Finds a customer.
///
/// # Errors
/// When the database refuses.
pub async fn find(on: impl Into<On<'_>>, creditor: &str, id: &str) -> Result<Option<Customer>> {
    let on = on.into();
    let row: Option<(String, bool)> = on
        .sql("select cast(body as text), opted_out from customer where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(id.to_owned())
        .opt(on)
        .await?;
    row.map(|(text, opted_out)| imported(&text, opted_out)).transpose()
}

/// Every customer with this id, one a creditor at most, in order of creditor.
///
/// # Errors
/// When the database refuses.
pub async fn with_id(on: impl Into<On<'_>>, id: &str) -> Result<Vec<Customer>> {
    let on = on.into();
    let rows: Vec<(String, bool)> = on
        .sql("select cast(body as text), opted_out from customer where id = $1 order by creditor")
        .bind(id.to_owned())
        .all(on)
        .await?;
    rows.iter().map(|(text, opted_out)| imported(text, *opted_out)).collect()
}

/// The ids of the customers of a creditor whose phone has a key; see
/// [`Phone::key`](crate::domain::people::Phone::key).
///
/// # Errors
/// When the database refuses.
pub async fn with_phone(on: impl Into<On<'_>>, creditor: &str, key: &str) -> Result<Vec<String>> {
    let on = on.into();
    let [without, with] = phones(key);
    let rows: Vec<(String,)> = on
        // Not in order here: SQLite would look at every customer for it.
        .sql("select id from customer where creditor = $1 and phone in ($2, $3)")
        .bind(creditor.to_owned())
        .bind(without)
        .bind(with)
        .all(on)
        .await?;
    let mut ids: Vec<String> = rows.into_iter().map(|(id,)| id).collect();
    ids.sort_unstable();
    Ok(ids)
}

/// The phones on file that a key may mean: one on file has its ninth digit, a key lacks it.
fn phones(key: &str) -> [String; 2] {
    let (area, line) = key.split_at_checked(4).unwrap_or((key, ""));
    [format!("+{key}"), format!("+{area}9{line}")]
}

/// A creditor and the key of a phone.
pub type At = (String, String);

/// The customers whose phones have keys, given with whose they are; each with whether there ever
/// was a conversation with them.
///
/// # Errors
/// When the database refuses.
pub async fn with_phones(
    on: impl Into<On<'_>>,
    keys: &[(&str, &str)],
) -> Result<HashMap<At, Vec<(Customer, bool)>>> {
    let on = on.into();
    let wanted: Vec<[String; 4]> = keys
        .iter()
        .map(|(creditor, key)| {
            let [without, with] = phones(key);
            [(*creditor).to_owned(), (*key).to_owned(), without, with]
        })
        .collect();
    let rows: Vec<(String, String, String, bool, bool)> = on
        .sql2(
            "select c.creditor, n.value->>1, cast(c.body as text), c.opted_out,
                    exists (select 1 from conversation v
                            where v.creditor = c.creditor and v.customer = c.id)
             from json_each($1) as n cross join customer as c
             where c.creditor = n.value->>0 and c.phone in (n.value->>2, n.value->>3)",
            // `in` and `exists` would be taken apart: by every customer, then by every conversation.
            "select c.creditor, n.value->>1, cast(c.body as text), c.opted_out,
                    (select true from conversation v
                     where v.creditor = c.creditor and v.customer = c.id limit 1) is not null
             from jsonb_array_elements(cast($1 as jsonb)) as n (value)
             join customer as c on c.creditor = n.value->>0
              and c.phone = any (array[n.value->>2, n.value->>3])",
        )
        .bind(many::rows(&wanted)?)
        .all(on)
        .await?;
    let mut found: HashMap<At, Vec<(Customer, bool)>> = HashMap::new();
    for (creditor, key, text, opted_out, known) in rows {
        found.entry((creditor, key)).or_default().push((imported(&text, opted_out)?, known));
    }
    Ok(found)
}

/// Customers of a creditor after an id, in order of id; a page at a time.
///
/// # Errors
/// When the database refuses.
pub async fn page(
    on: impl Into<On<'_>>,
    creditor: &str,
    after: &str,
    limit: u32,
) -> Result<Vec<Customer>> {
    let on = on.into();
    let rows: Vec<(String, bool)> = on
        .sql(
            "select cast(body as text), opted_out from customer
             where creditor = $1 and id > $2 order by id limit $3",
        )
        .bind(creditor.to_owned())
        .bind(after.to_owned())
        .bind(i64::from(limit))
        .all(on)
        .await?;
    rows.iter().map(|(text, opted_out)| imported(text, *opted_out)).collect()
}

/// Remembers that a customer asked never to be written to first.
///
/// # Errors
/// When the database refuses or there is no such customer.
pub async fn opt_out(tx: &mut Tx, creditor: &str, id: &str) -> Result<()> {
    let rows = tx
        .sql("update customer set opted_out = true where creditor = $1 and id = $2")
        .bind(creditor.to_owned())
        .bind(id.to_owned())
        .run(tx)
        .await?;
    if rows == 0 { Err(Error::missing(format!("customer {id}"))) } else { Ok(()) }
}

/// Puts a customer's rows into one writer's hands until the write ends.
///
/// On SQLite every write already stands alone.
///
/// # Errors
/// When the database refuses.
pub async fn lock(tx: &mut Tx, creditor: &str, id: &str) -> Result<()> {
    if let Tx::Pg(..) = tx {
        tx.sql("select 1 from customer where creditor = $1 and id = $2 for no key update")
            .bind(creditor.to_owned())
            .bind(id.to_owned())
            .run(tx)
            .await?;
    }
    Ok(())
}

/// The customer as imported, with the opt-out as it stands.
pub(super) fn imported(text: &str, opted_out: bool) -> Result<Customer> {
    Ok(Customer { opted_out, ..body("customer.body", text)? })
}

/// How many of these rows are there already.
async fn known(tx: &mut Tx, rows: &str) -> Result<u64> {
    let (known,): (i64,) = tx
        .sql2(
            "select count(*) from json_each($1)
             join customer on customer.creditor = value->>'creditor' and customer.id = value->>'id'",
            "select count(*) from jsonb_array_elements(cast($1 as jsonb)) as rows (value)
             join customer on customer.creditor = value->>'creditor' and customer.id = value->>'id'",
        )
        .bind(rows.to_owned())
        .one(tx)
        .await?;
    Ok(u64::try_from(known).unwrap_or_default())
}
