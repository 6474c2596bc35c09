//! How SQLite finds rows: no statement of the store looks at every row of a table that grows.
//!
//! Without statistics the planner takes any equality for a sharp one, and `creditor = ?` alone is
//! every row there is where there is one creditor. Statements are read out of the store's sources, so
//! that a new one is asked without being named here; those put together from pieces are not seen.

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

use crate::sources::files;

/// Tables that grow with customers and with what they write.
const GROWING: [&str; 29] = [
    "agreement",
    "bridge_case",
    "bridge_event",
    "bridge_message",
    "audit",
    "charge",
    "consent",
    "contact",
    "contact_alias",
    "conversation",
    "customer",
    "delay_reason",
    "evidence",
    "experiment_arm",
    "handoff",
    "inbox",
    "instalment",
    "invoice",
    "message",
    "milestone",
    "outbox",
    "payment",
    "promise",
    "refusal",
    "review",
    "session",
    "sign_in_try",
    "timer",
    "turn",
];

/// Statements that may look at many rows, by where they stand and how they begin; and why.
const MAY: [(&str, &str, &str); 29] = [
    ("store/views/board.rs", "with owes as", "the board counts whoever owes"),
    ("store/views/reports/funnel.rs", "with owes as", "the way to paid of whoever owed"),
    ("store/views/wall.rs", "select c.id as conversation", "what waits at the desk"),
    ("store/views/wall.rs", "select count(*) filter", "what is set aside, counted"),
    ("store/views/wall.rs", "select count(*) from inbox", "what is set aside, counted"),
    ("store/consent.rs", "select (select count(distinct", "`doctor` counts"),
    ("store/conversation.rs", "insert into conversation", "a child's deferred key, unasked"),
    ("store/conversation.rs", "select creditor, id from", "`replay --all` means all"),
    ("store/customer.rs", "select cast(body as text), opted_out from customer where id", "`chat`"),
    ("store/inbox.rs", "update inbox set claim = null", "what waits, once at the start"),
    ("store/inbox.rs", "select count(*) filter", "tests count"),
    ("store/outbox/aside.rs", "select creditor, id, kind", "`queue` lists"),
    ("store/outbox/aside.rs", "select creditor, lane, status", "`queue` counts"),
    ("store/outbox/aside.rs", "select creditor from outbox", "`queue` finds what is set aside"),
    ("store/outbox/aside.rs", "update outbox set status = 'waiting'", "`queue again`"),
    ("store/outbox/claim.rs", "with recursive l", "from lane to lane: one row each"),
    ("store/outbox/mod.rs", "select (select count(*)", "a drill waits until nothing does"),
    ("store/outbox/mod.rs", "select count(*) filter", "tests count"),
    ("store/outbox/settle.rs", "update outbox set claimed_until = null", "once at the start"),
    ("store/tuning/failure.rs", "select i.channel as kind", "what is set aside, listed"),
    ("store/tuning/failure.rs", "select o.kind, o.id, o.why", "what is set aside, listed"),
    ("store/timer.rs", "select due_at from timer", "the first of an index"),
    ("store/views/chat.rs", "select cast(body as text) from charge", "the demo's page"),
    ("store/views/people.rs", "select c.trade_name", "the demo's list"),
    ("store/views/queues.rs", "select count(*)", "what waits or is set aside, counted"),
    ("store/views/queues.rs", "select count(*) filter", "what is set aside, counted"),
    ("store/views/queues.rs", "select count(*), min(due_at)", "every timer, counted"),
    ("store/views/trace.rs", "select creditor from conversation", "the trace page"),
    ("store/handoff.rs", "select creditor, customer, conversation, status", "the open cases"),
];

/// A statement, as far as it is prepared, with where it stands.
struct Statement {
    file: String,
    line: usize,
    text: String,
    plan: Vec<String>,
}

#[tokio::test]
async fn no_statement_looks_at_every_row_of_a_table_that_grows() {
    let statements = statements().await;
    let asked = statements.len();

    let wide: Vec<String> = statements.iter().filter_map(wide).collect();

    assert!(asked > 120, "only {asked} statements were found");
    assert!(wide.is_empty(), "{}\n", wide.join("\n"));
}

#[tokio::test]
async fn a_statement_that_looks_at_every_row_is_found() {
    let mut db = empty().await;
    for (text, is_wide) in [
        ("select id from message where text = $1", true),
        ("select id from customer where creditor = $1 order by id", true),
        ("select m.id from message as m where m.creditor = $1 and m.text = $2", true),
        ("select id from message where creditor = $1 and id = $2", false),
        ("select value from json_each($1)", false),
    ] {
        let plan = plan(&mut db, text).await.expect("it is a statement");
        let found = wide(&Statement { file: "x.rs".into(), line: 1, text: text.to_owned(), plan });

        assert_eq!(found.is_some(), is_wide, "{text}");
    }
}

/// What a statement looks at too much of, in words; nothing where it is sharp or may do so.
fn wide(of: &Statement) -> Option<String> {
    let text = of.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let may = |(file, begins, _): &(&str, &str, &str)| of.file == *file && text.starts_with(begins);
    if MAY.iter().any(may) {
        return None;
    }
    let step = of.plan.iter().find(|step| {
        let mut words = step.split(' ');
        let is_scan = words.next() == Some("SCAN");
        let name = words.next().unwrap_or_default();
        grows(&text, name) && (is_scan || step.ends_with("(creditor=?)"))
    })?;
    Some(format!("src/{}:{}: {step}: {text}", of.file, of.line))
}

/// True where a name in a statement stands for a table that grows.
fn grows(text: &str, name: &str) -> bool {
    GROWING.iter().any(|table| {
        *table == name
            || text.contains(&format!(" {table} {name} "))
            || text.contains(&format!(" {table} as {name} "))
    })
}

async fn empty() -> SqliteConnection {
    let mut db = SqliteConnection::connect("sqlite::memory:").await.expect("it opens");
    sqlx::migrate!("./migrations/sqlite").run(&mut db).await.expect("it is made");
    db
}

/// Every statement of the store that SQLite takes, with its plan.
async fn statements() -> Vec<Statement> {
    let mut db = empty().await;
    let mut found = Vec::new();
    for file in files().into_iter().filter(|file| file.path.starts_with("store/")) {
        for (place, (line, begins)) in file.strings.iter().enumerate() {
            let is_statement = ["select ", "insert ", "update ", "delete ", "with "]
                .iter()
                .any(|word| begins.starts_with(word));
            if !is_statement {
                continue;
            }
            let ends = file.strings.get(place + 1).map_or("", |(_, ends)| ends.as_str());
            let Some((text, plan)) = planned(&mut db, begins, ends).await else { continue };
            found.push(Statement { file: file.path.clone(), line: *line, text, plan });
        }
    }
    found
}

/// The plan of a statement; of one that is given rows of values, with as many columns as it takes.
async fn planned(
    db: &mut SqliteConnection,
    begins: &str,
    ends: &str,
) -> Option<(String, Vec<String>)> {
    if !begins.trim_end().ends_with("values") {
        return Some((begins.to_owned(), plan(db, begins).await?));
    }
    for columns in 1..=30 {
        let text = format!("{begins}({}){ends}", vec!["?"; columns].join(","));
        if let Some(plan) = plan(db, &text).await {
            return Some((text, plan));
        }
    }
    None
}

/// The steps of a statement; none where SQLite does not know such a one.
async fn plan(db: &mut SqliteConnection, text: &str) -> Option<Vec<String>> {
    let text = format!("explain query plan {text}");
    let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(db).await.ok()?;
    Some(rows.iter().map(|row| row.get::<String, _>("detail")).collect())
}
