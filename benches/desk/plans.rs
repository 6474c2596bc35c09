//! How both engines find the rows of the desk's pages, as they say themselves over a full database.

use std::fmt::Write as _;
use std::path::Path;

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row, SqliteConnection};

/// Where the statements of the desk's pages stand.
const FILES: [&str; 3] =
    ["src/store/views/desk", "src/store/views/reports", "src/store/views/wall.rs"];

/// What stands above the plans.
pub const HEAD: &str = "# Plans of the desk

How each database finds the rows of the desk's pages, as it says itself. This page is written by
`cargo bench --bench desk -- --postgres URL --plans docs/desk-plans.md`, which fills the databases first.
PostgreSQL plans for whatever values and with our connections' settings. Small tables of the house
(people, creditors) are read whole.
";

/// The plans of an engine, as a section of a page.
pub async fn of(engine: &str, address: &str) -> String {
    let name = if engine == "sqlite" { "SQLite" } else { "PostgreSQL" };
    let mut text = format!("\n## {name}\n");
    for path in FILES {
        for (file, statement) in statements(Path::new(path)) {
            let plan = match engine {
                "sqlite" => lite(address, &statement).await,
                _ => pg(address, &statement).await,
            };
            // A text that only begins like a statement has no plan.
            if let Some(plan) = plan {
                let _ = write!(text, "\n### {file}\n\n```text\n{statement}\n\n{plan}\n```\n");
            }
        }
    }
    text
}

async fn lite(address: &str, statement: &str) -> Option<String> {
    let mut db = SqliteConnection::connect(address).await.ok()?;
    let asked = sqlx::query(AssertSqlSafe(format!("explain query plan {statement}")));
    let rows = asked.fetch_all(&mut db).await.ok()?;
    let lines: Vec<String> =
        rows.iter().map(|row| format!("  {}", row.get::<String, _>(3))).collect();
    Some(lines.join("\n"))
}

/// As for whatever values, and as our own connections ask.
async fn pg(address: &str, statement: &str) -> Option<String> {
    let mut db = PgConnection::connect(address).await.ok()?;
    for setting in ["enable_hashjoin", "enable_mergejoin", "enable_seqscan", "jit"] {
        let asked = sqlx::query(AssertSqlSafe(format!("set {setting} = off")));
        asked.execute(&mut db).await.ok()?;
    }
    // As servers before 16 say it, too, which have no `explain (generic_plan)`.
    let nulls = vec!["null"; parameters(statement)].join(", ");
    let nulls = if nulls.is_empty() { nulls } else { format!("({nulls})") };
    for command in [
        "set plan_cache_mode = force_generic_plan".to_owned(),
        format!("prepare asked as {statement}"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(command)).execute(&mut db).await.ok()?;
    }
    let asked = sqlx::raw_sql(AssertSqlSafe(format!("explain execute asked{nulls}")));
    let rows = asked.fetch_all(&mut db).await.ok()?;
    let lines: Vec<String> =
        rows.iter().map(|row| format!("  {}", row.get::<String, _>(0))).collect();
    Some(lines.join("\n"))
}

/// The highest number of a `$n` in a statement.
fn parameters(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or(0)
    });
    numbers.max().unwrap_or(0)
}

/// Every text of the sources that begins like a question to the database.
fn statements(path: &Path) -> Vec<(String, String)> {
    if path.is_dir() {
        let entries = std::fs::read_dir(path).expect("a folder of ours");
        let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        return paths.iter().flat_map(|path| statements(path)).collect();
    }
    let source = std::fs::read_to_string(path).expect("a source of ours");
    let file = path.display().to_string();
    let texts = source.split('"').skip(1).step_by(2);
    let asks = texts.filter(|text| text.starts_with("select ") || text.starts_with("with "));
    asks.map(|text| (file.clone(), text.to_owned())).collect()
}
