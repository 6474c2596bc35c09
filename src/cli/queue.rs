//! `combinado queue`: what waits to be sent, what failed, what is unknown; and how it goes again.

use std::io::Write;

use chrono::{DateTime, Utc};
use clap::{Args as ClapArgs, Subcommand};
use serde_json::{Value, json};

use super::exit::Exit;
use super::kit::tell;
use super::told::Failure;
use crate::app::{Error, notices};
use crate::domain::id::Id;
use crate::store::Db;
use crate::store::account::{self, State};
use crate::store::alert::{self, Alert};
use crate::store::outbox::aside::{self, Count, Item};
use crate::text::Catalog;

/// The most items that are listed.
const MOST: u32 = 500;

/// Shows and mends what goes out.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Examples:\n  combinado queue\n  combinado queue --dead --json\n  \
    combinado queue again 0f3a…    sends a dead or unknown message once more\n  \
    combinado queue resume whatsapp/200000000000002\n  \
    combinado queue seen             takes note of the alerts")]
pub struct Args {
    /// List what was given up, with the reason.
    #[arg(long, conflicts_with = "unknown")]
    dead: bool,
    /// List what may or may not have been sent.
    #[arg(long)]
    unknown: bool,
    /// Write one JSON object a line.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    action: Option<Action>,
}

/// What can be done to the queue.
#[derive(Debug, Subcommand)]
enum Action {
    /// Send a dead or unknown message once more; an unknown one may arrive twice.
    Again {
        /// The message's id, as it is listed.
        id: String,
    },
    /// Take note of every alert, so that only new ones are listed.
    Seen,
    /// Let an account that is suspended or paused send again.
    Resume {
        /// The account, as channel/account.
        account: String,
    },
}

/// Shows or mends the queue.
///
/// # Errors
/// When the database or the output cannot be used, or what was named is not there.
pub async fn run(
    db: &Db,
    (args, words): (&Args, &Catalog),
    now: DateTime<Utc>,
    out: &mut (impl Write + Send),
) -> Result<Exit, Failure> {
    match &args.action {
        Some(Action::Again { id }) => again(db, (id, words), now).await,
        Some(Action::Resume { account }) => resume(db, (account, words), now).await,
        Some(Action::Seen) => seen(db, words, now).await,
        None if args.dead => list(db, "dead", args.json, out).await,
        None if args.unknown => list(db, "unknown", args.json, out).await,
        None => {
            if !all(db, args.json, out).await? {
                eprintln!("{}", tell(words, "cli-queue-empty", &[]));
            }
            Ok(Exit::Done)
        }
    }
}

async fn again(
    db: &Db,
    (id, words): (&str, &Catalog),
    now: DateTime<Utc>,
) -> Result<Exit, Failure> {
    let which = Id::stored(id);
    let found =
        db.write(move |tx| Box::pin(async move { aside::again(tx, &which, now).await })).await?;
    told(found, words, ("cli-queue-again", "cli-queue-none"), id)
}

async fn resume(
    db: &Db,
    (lane, words): (&str, &Catalog),
    now: DateTime<Utc>,
) -> Result<Exit, Failure> {
    let states = account::all(db).await?;
    let found: Vec<State> = states.into_iter().filter(|state| state.lane == lane).collect();
    let known = !found.is_empty();
    db.write(move |tx| {
        Box::pin(async move {
            for state in &found {
                notices::resume(tx, (&state.creditor, &state.lane), now).await?;
            }
            Ok::<_, Error>(())
        })
    })
    .await?;
    told(known, words, ("cli-queue-resumed", "cli-queue-open"), lane)
}

async fn seen(db: &Db, words: &Catalog, now: DateTime<Utc>) -> Result<Exit, Failure> {
    let count = db
        .write(move |tx| Box::pin(async move { Ok::<_, Error>(alert::seen(tx, None, now).await?) }))
        .await?;
    eprintln!("{}", tell(words, "cli-queue-seen", &[("count", &count.to_string())]));
    Ok(Exit::Done)
}

fn told(
    done: bool,
    words: &Catalog,
    (yes, no): (&str, &str),
    about: &str,
) -> Result<Exit, Failure> {
    if done {
        eprintln!("{}", tell(words, yes, &[("about", about)]));
        Ok(Exit::Done)
    } else {
        Err(Failure::Input(tell(words, no, &[("about", about)])))
    }
}

async fn list(
    db: &Db,
    status: &str,
    as_json: bool,
    out: &mut (impl Write + Send),
) -> Result<Exit, Failure> {
    for item in aside::list(db, status, MOST).await? {
        if as_json {
            writeln!(out, "{}", item_json(&item))?;
        } else {
            writeln!(out, "{}", item_line(&item))?;
        }
    }
    Ok(Exit::Done)
}

/// Writes everything that a human may want to know of; true where there is anything.
async fn all(db: &Db, as_json: bool, out: &mut (impl Write + Send)) -> Result<bool, Failure> {
    let mut any = false;
    for count in aside::counts(db).await? {
        any = true;
        let line = if as_json { count_json(&count).to_string() } else { count_line(&count) };
        writeln!(out, "{line}")?;
    }
    for state in account::all(db).await? {
        any = true;
        let line = if as_json { state_json(&state).to_string() } else { state_line(&state) };
        writeln!(out, "{line}")?;
    }
    for alert in alert::open(db).await? {
        any = true;
        let line = if as_json { alert_json(&alert).to_string() } else { alert_line(&alert) };
        writeln!(out, "{line}")?;
    }
    Ok(any)
}

fn item_json(item: &Item) -> Value {
    json!({
        "id": item.id, "creditor": item.creditor, "kind": item.kind, "account": item.lane,
        "conversation": item.conversation, "status": item.status, "why": item.why,
        "attempts": item.attempts, "created_at": item.created_at, "next_at": item.next_at,
    })
}

fn item_line(item: &Item) -> String {
    let why = item.why.as_deref().unwrap_or("-");
    let Item { id, kind, lane, status, attempts, created_at, .. } = item;
    let at = created_at.to_rfc3339();
    format!("{id}  {status}  {why}  {kind}  {lane}  attempts {attempts}  {at}")
}

fn count_json(count: &Count) -> Value {
    json!({
        "creditor": count.creditor, "account": count.lane, "status": count.status,
        "count": count.count, "oldest": count.oldest,
    })
}

fn count_line(count: &Count) -> String {
    let lane = if count.lane.is_empty() { "-" } else { &count.lane };
    let Count { creditor, status, count, oldest, .. } = count;
    format!("{creditor}  {lane}  {status}  {count}  oldest {}", oldest.to_rfc3339())
}

fn state_json(state: &State) -> Value {
    let health = &state.health;
    json!({
        "creditor": state.creditor, "account": state.lane, "suspended": health.suspended,
        "why": health.why, "blocked_until": health.blocked_until, "failures": health.failures,
        "share": health.share, "changed_at": state.changed_at,
    })
}

fn state_line(state: &State) -> String {
    let health = &state.health;
    let status = if health.suspended { "suspended" } else { "open" };
    let until = health.blocked_until.map_or_else(|| "-".to_owned(), |at| at.to_rfc3339());
    let why = health.why.as_deref().unwrap_or("-");
    format!("{}  {}  {status}  {why}  blocked until {until}", state.creditor, state.lane)
}

fn alert_json(alert: &Alert) -> Value {
    json!({
        "creditor": alert.creditor, "alert": alert.kind, "subject": alert.subject,
        "detail": alert.detail, "count": alert.count, "raised_at": alert.raised_at,
        "last_at": alert.last_at,
    })
}

fn alert_line(alert: &Alert) -> String {
    let Alert { creditor, kind, subject, detail, count, last_at, .. } = alert;
    format!(
        "{creditor}  alert {kind}  {subject}  {detail}  {count} times  {}",
        last_at.to_rfc3339()
    )
}
