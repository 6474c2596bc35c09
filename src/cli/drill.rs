//! A hidden command that does what a server does, in a process made to be killed.
//!
//! Standard input holds one JSON object a line, as a channel would deliver it; each accepted one is
//! answered by `accepted ID`; `ready` comes once it works, and `drained` once everything is worked. Tests kill it at a
//! named place, or anywhere, and start it again.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, NaiveDate, Utc};
use clap::Args as ClapArgs;
use serde::Deserialize;
use tokio::sync::watch;

use super::arranged::Arranged;
use crate::app::door::Door;
use crate::app::edition::Edition;
use crate::app::intake::{self, Inbound, Incoming};
use crate::app::opening::{self, Opening};
use crate::app::shelf::Shelf;
use crate::app::signals::Signals;
use crate::app::{App, payment};
use crate::clock::Clock;
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::facts::DeskHours;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::{Reader, shipped};
use crate::jobs::{Crew, Pace, Simulator, runner};
use crate::store::{Db, charge, outbox};
use crate::text::Locales;

/// Examples kept of each kind.
const EXAMPLES: u32 = 10;

/// What to drill.
#[derive(Debug, ClapArgs)]
pub struct Args {
    /// The database: a file or postgres://…
    #[arg(long)]
    db: String,
    /// The folder with flows, policies and locales.
    #[arg(long, default_value = ".")]
    root: PathBuf,
    /// The moment at which the clock stands.
    #[arg(long)]
    now: DateTime<Utc>,
    #[command(flatten)]
    arranged: Arranged,
}

/// One thing that a channel delivers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    id: String,
    creditor: String,
    customer: String,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    paid: Option<(Money, NaiveDate)>,
}

/// Runs the drill.
///
/// # Errors
/// When the database or a file of ours cannot be used, or a line cannot be read.
pub async fn run(args: Args) -> Result<()> {
    args.arranged.arm()?;
    let crew = crew(&args).await?;
    tell("ready");
    let (stop, stopped) = watch::channel(false);
    let worked = tokio::spawn(runner::run(crew.clone(), stopped));
    for line in std::io::stdin().lock().lines() {
        let line: Line = serde_json::from_str(&line?).context("could not read a line")?;
        take(&crew, line).await?;
    }
    while outbox::waiting(&crew.app.db).await? > 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tell("drained");
    stop.send(true).context("could not stop the crew")?;
    worked.await.context("the crew did not end well")
}

async fn crew(args: &Args) -> Result<Crew> {
    let flow = source(&args.root, "flows/negotiation.toml")?;
    let policy = source(&args.root, "policies/standard.toml")?;
    let words = Locales::open(&args.root.join("locales")).map_err(first)?;
    let shelf = Shelf::load(flow, vec![policy]).map_err(first)?;
    let app = App {
        db: Db::open(&args.db).await?,
        clock: Clock::manual(args.now),
        calendar: Arc::new(Calendar::brazil()),
        reader: Reader::train(&few_examples()).map_err(first)?.into(),
        editions: Edition::of_parts(words, shelf).into(),
        desk: DeskHours::default(),
        signals: Signals::default(),
        door: Door::default(),
        meter: crate::meter::Meter::default(),
        simulating: crate::app::tuning::impact::Turns::default(),
    };
    let issue = Arc::new(|charge: &crate::domain::debt::charge::Charge, _: &_| {
        Ok(format!("PIX {}", charge.id))
    });
    let mut crew = Crew::new(app, issue).with("web", Arc::new(Simulator::default()));
    crew.pace = Pace { rest: Duration::from_millis(5), batch: 4, ..Pace::default() };
    Ok(crew)
}

/// The shipped examples, a few of each kind: the process must be up before it is killed.
fn few_examples() -> Vec<Source> {
    let shorten = |source: Source| {
        let mut listed = None;
        let kept = source.text.lines().filter(|line| {
            if line.contains("'''") {
                listed = if listed.is_some() { None } else { Some(0) };
                return true;
            }
            listed = listed.map(|count| count + 1);
            listed.is_none_or(|count| count <= EXAMPLES)
        });
        let text = kept.collect::<Vec<_>>().join("\n");
        Source::new(source.file, text)
    };
    shipped().into_iter().map(shorten).collect()
}

async fn take(crew: &Crew, line: Line) -> Result<()> {
    let opening = Opening {
        creditor: line.creditor.clone(),
        customer: line.customer.clone(),
        channel: "web".to_owned(),
        address: line.customer.clone(),
    };
    let conversation = opening::open(&crew.app, opening).await?;
    match (line.text, line.paid) {
        (Some(text), _) => {
            let inbound = Inbound {
                creditor: line.creditor,
                channel: "web".to_owned(),
                external_id: line.id.clone(),
                line: conversation,
                body: Incoming::Text { text },
            };
            intake::accept(&crew.app, inbound).await?;
        }
        (None, Some((amount, on))) => {
            let charge = newest_charge(crew, &line.creditor, &line.customer).await?;
            let received = payment::Received {
                creditor: line.creditor,
                external_id: line.id.clone(),
                towards: payment::Towards::Charge(charge),
                amount,
                on,
            };
            payment::receive(&crew.app, received).await?;
        }
        (None, None) => {}
    }
    tell(&format!("accepted {}", line.id));
    Ok(())
}

async fn newest_charge(crew: &Crew, creditor: &str, customer: &str) -> Result<Id> {
    let charges = charge::of(&crew.app.db, creditor, customer).await?;
    let newest = charges.last().with_context(|| format!("customer {customer} has no charge"))?;
    Ok(newest.id.clone())
}

fn source(root: &Path, path: &str) -> Result<Source> {
    let text = std::fs::read_to_string(root.join(path))
        .with_context(|| format!("could not read {path}"))?;
    Ok(Source::new(path, text))
}

fn first(problems: impl AsRef<[Problem]>) -> anyhow::Error {
    let first = problems.as_ref().first();
    anyhow!("could not load: {}", first.map_or("no problem named", |problem| problem.code))
}

fn tell(words: &str) {
    let mut out = std::io::stdout();
    // A reader that went away is no concern of a drill.
    let _ = writeln!(out, "{words}");
    let _ = out.flush();
}
