//! `combinado audit`: whether the log of what people did is whole, and what stands in it.

use std::io::Write;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use crate::app::App;
use crate::app::people::log::{self, Head, Verdict};
use crate::clock::Clock;

/// Proves and lists the log of what people did.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  combinado audit verify\n  \
    combinado audit verify --expect 1200:5f0c…    that row must still be there, as it was\n  \
    combinado audit list --json > auditoria.jsonl")]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
enum Action {
    /// Go through the whole chain; exit 1 and the first broken row where there is one.
    Verify {
        /// A row that was written down elsewhere, as number:hash; it must still be there.
        #[arg(long, value_name = "ROW")]
        expect: Option<String>,
        /// Write one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// List every row, oldest first.
    List {
        /// Write one JSON object a line.
        #[arg(long)]
        json: bool,
    },
}

/// Does what was asked, in the configured database.
///
/// # Errors
/// When the database cannot be used.
pub async fn run(arguments: &Args, kit: &Kit) -> Result<Exit, Failure> {
    let app = kit.app(kit.database().await?, Clock::System);
    let exit = match &arguments.action {
        Action::Verify { expect, json } => verify(&app, kit, (expect.as_deref(), *json)).await,
        Action::List { json } => list(&app, *json).await,
    };
    app.db.close().await;
    exit
}

async fn verify(
    app: &App,
    kit: &Kit,
    (expect, as_json): (Option<&str>, bool),
) -> Result<Exit, Failure> {
    let expected = expect.map(|it| expected(kit, it)).transpose()?;
    let mut verdict = log::verify(app).await?;
    if let (Verdict::Whole(_), Some(row)) = (&verdict, expected)
        && !stands(app, &row).await?
    {
        verdict = Verdict::Broken(row.number);
    }
    let mut out = std::io::stdout();
    match verdict {
        Verdict::Whole(head) => {
            if as_json {
                writeln!(out, "{}", json!({"whole": true, "head": head}))?;
            } else {
                writeln!(out, "{}:{}", head.number, head.hash)?;
                let count = head.number.to_string();
                eprintln!("{}", kit.tell("cli-audit-whole", &[("count", &count)]));
            }
            Ok(Exit::Done)
        }
        Verdict::Broken(number) => {
            if as_json {
                writeln!(out, "{}", json!({"whole": false, "broken": number}))?;
            }
            let number = number.to_string();
            eprintln!("{}", kit.tell("cli-audit-broken", &[("number", &number)]));
            Ok(Exit::Failed)
        }
    }
}

fn expected(kit: &Kit, text: &str) -> Result<Head, Failure> {
    let parts = text.split_once(':').and_then(|(number, hash)| {
        Some(Head { number: number.parse().ok()?, hash: hash.trim().to_owned() })
    });
    parts.ok_or_else(|| Failure::Input(kit.tell("cli-audit-expect", &[])))
}

/// True where a row is there as it was written down elsewhere.
async fn stands(app: &App, expected: &Head) -> Result<bool, Failure> {
    let rows = log::after(app, expected.number - 1).await?;
    let row = rows.first();
    Ok(row.is_some_and(|row| row.number == expected.number && row.hash == expected.hash))
}

async fn list(app: &App, as_json: bool) -> Result<Exit, Failure> {
    let mut out = std::io::stdout();
    let mut last = 0;
    loop {
        let rows = log::after(app, last).await?;
        let Some(newest) = rows.last().map(|row| row.number) else { return Ok(Exit::Done) };
        for row in rows {
            if as_json {
                writeln!(out, "{}", serde_json::to_string(&row)?)?;
            } else {
                let (at, number) = (row.at.to_rfc3339(), row.number);
                let creditor = row.creditor.unwrap_or_default();
                let (who, action) = (row.who, row.action);
                let (subject, detail) = (row.subject, row.detail);
                writeln!(out, "{number}\t{at}\t{who}\t{action}\t{creditor}\t{subject}\t{detail}")?;
            }
        }
        last = newest;
    }
}
