//! Rows on their way into a database, each table in one statement.

use combinado::domain::debt::party::Customer;
use combinado::store::invoice::Imported;
use combinado::store::{Error, Tx, customer, invoice};
use serde_json::Value;

/// How a column is read from a row's JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Moment,
    Day,
    Body,
    Truth,
}

/// A table with its columns, in order of the rows' writing.
type Table = (&'static str, &'static [(&'static str, Kind)]);

use Kind::{Body, Day, Moment, Number, Text, Truth};

const TABLES: [Table; 15] = [
    (
        "conversation",
        &[
            ("creditor", Text),
            ("id", Text),
            ("customer", Text),
            ("channel", Text),
            ("address", Text),
            ("flow", Text),
            ("flow_hash", Text),
            ("policy", Text),
            ("policy_hash", Text),
            ("version", Number),
            ("messages", Number),
            ("step", Text),
            ("owner", Text),
            ("collection", Text),
            ("stopped_why", Text),
            ("closed", Truth),
            ("began", Body),
            ("state", Body),
            ("started_at", Moment),
            ("changed_at", Moment),
            ("agent", Text),
            ("handoff", Text),
            ("sector", Text),
            ("at_stake", Number),
            ("rank", Number),
        ],
    ),
    (
        "contact",
        &[
            ("creditor", Text),
            ("line", Text),
            ("channel", Text),
            ("account", Text),
            ("address", Text),
            ("name", Text),
            ("customer", Text),
            ("conversation", Text),
            ("proof", Text),
            ("heard_at", Moment),
            ("began_at", Moment),
        ],
    ),
    (
        "message",
        &[
            ("creditor", Text),
            ("conversation", Text),
            ("seq", Number),
            ("id", Text),
            ("sender", Text),
            ("turn", Number),
            ("at", Moment),
            ("text", Text),
            ("options", Body),
            ("attachments", Body),
            ("sent_at", Moment),
            ("delivered_at", Moment),
            ("author", Text),
        ],
    ),
    (
        "milestone",
        &[
            ("creditor", Text),
            ("conversation", Text),
            ("turn", Number),
            ("kind", Text),
            ("customer", Text),
            ("at", Moment),
        ],
    ),
    (
        "delay_reason",
        &[
            ("creditor", Text),
            ("conversation", Text),
            ("turn", Number),
            ("customer", Text),
            ("reason", Text),
            ("told_at", Moment),
        ],
    ),
    (
        "handoff",
        &[
            ("creditor", Text),
            ("id", Text),
            ("customer", Text),
            ("conversation", Text),
            ("reason", Text),
            ("queue", Text),
            ("priority", Text),
            ("status", Text),
            ("answer_by", Moment),
            ("opened_at", Moment),
            ("taken_at", Moment),
            ("taken_by", Text),
            ("returned_at", Moment),
            ("packet", Body),
            ("last_turns", Body),
            ("agent", Text),
            ("outcome", Text),
            ("closed_by", Text),
            ("closed_at", Moment),
        ],
    ),
    (
        "agreement",
        &[
            ("creditor", Text),
            ("id", Text),
            ("customer", Text),
            ("conversation", Text),
            ("status", Text),
            ("accepted_at", Moment),
            ("owed", Number),
            ("total", Number),
            ("policy", Text),
            ("rule", Text),
            ("ended_on", Day),
            ("body", Body),
        ],
    ),
    (
        "agreement_invoice",
        &[("creditor", Text), ("agreement", Text), ("invoice", Text), ("active", Truth)],
    ),
    (
        "instalment",
        &[
            ("creditor", Text),
            ("agreement", Text),
            ("number", Number),
            ("due_on", Day),
            ("amount", Number),
            ("paid", Number),
            ("paid_on", Day),
        ],
    ),
    (
        "promise",
        &[
            ("creditor", Text),
            ("id", Text),
            ("customer", Text),
            ("conversation", Text),
            ("status", Text),
            ("due_on", Day),
            ("amount", Number),
            ("made_at", Moment),
            ("body", Body),
        ],
    ),
    (
        "charge",
        &[
            ("creditor", Text),
            ("id", Text),
            ("customer", Text),
            ("conversation", Text),
            ("status", Text),
            ("amount", Number),
            ("requested_at", Moment),
            ("body", Body),
        ],
    ),
    (
        "payment",
        &[
            ("creditor", Text),
            ("external_id", Text),
            ("customer", Text),
            ("charge", Text),
            ("agreement", Text),
            ("amount", Number),
            ("unused", Number),
            ("paid_on", Day),
            ("received_at", Moment),
        ],
    ),
    (
        "dispute",
        &[
            ("creditor", Text),
            ("id", Text),
            ("customer", Text),
            ("conversation", Text),
            ("kind", Text),
            ("invoices", Body),
            ("words", Text),
            ("opened_at", Moment),
        ],
    ),
    (
        "alert",
        &[
            ("creditor", Text),
            ("id", Text),
            ("kind", Text),
            ("subject", Text),
            ("detail", Text),
            ("raised_at", Moment),
            ("last_at", Moment),
        ],
    ),
    ("presence", &[("person", Text), ("name", Text), ("seen_at", Moment), ("away_at", Moment)]),
];

/// Rows on their way.
#[derive(Default)]
pub struct Rows {
    /// Whom debts belong to.
    pub customers: Vec<Customer>,
    /// What they owe.
    pub invoices: Vec<Imported>,
    others: Vec<(&'static str, Value)>,
}

impl Rows {
    /// Adds a row of a table.
    pub fn add(&mut self, table: &'static str, row: Value) {
        self.others.push((table, row));
    }

    /// Writes all of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write(self, tx: &mut Tx) -> Result<(), Error> {
        customer::import(tx, &self.customers).await?;
        invoice::import(tx, &self.invoices).await?;
        for table in &TABLES {
            let rows = self.others.iter().filter(|(name, _)| *name == table.0);
            let rows: Vec<&Value> = rows.map(|(_, row)| row).collect();
            if rows.is_empty() {
                continue;
            }
            let text = serde_json::to_string(&rows).expect("rows are JSON");
            let (lite, pg) = statements(table);
            tx.sql2(lite, pg).bind(text).run(&mut *tx).await?;
        }
        Ok(())
    }
}

/// The statement for a table, for either engine; made once and kept.
fn statements((table, columns): &Table) -> (&'static str, &'static str) {
    use std::collections::HashMap;
    use std::sync::{LazyLock, Mutex};
    type Made = Mutex<HashMap<&'static str, (&'static str, &'static str)>>;
    static MADE: LazyLock<Made> = LazyLock::new(Mutex::default);
    *MADE.lock().expect("nobody panics here").entry(table).or_insert_with(|| {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        let (lite, pg): (Vec<String>, Vec<String>) =
            columns.iter().map(|(name, kind)| read(name, *kind)).unzip();
        let made = |from: &str, columns: Vec<String>| -> &'static str {
            let columns = columns.join(", ");
            format!("insert into {table} ({names}) select {columns} from {from}").leak()
        };
        let lite = made("json_each($1) where true", lite);
        (lite, made("jsonb_array_elements(cast($1 as jsonb)) as n (value)", pg))
    })
}

/// How a column is read on either engine.
fn read(name: &str, kind: Kind) -> (String, String) {
    let plain = format!("value->>'{name}'");
    let cast = |kind: &str| format!("cast(value->>'{name}' as {kind})");
    let pg = match kind {
        Text => plain.clone(),
        Number => cast("bigint"),
        Moment => cast("timestamptz"),
        Day => cast("date"),
        Body => format!("value->'{name}'"),
        Truth => cast("boolean"),
    };
    (plain, pg)
}
