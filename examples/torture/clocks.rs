//! Clocks that are wrong, and that jump. R28.
//!
//! Each instance reads from a file by how much its clock is off, so no tool is needed. Time that is
//! measured goes on as always: only the time of day jumps.

use std::collections::BTreeSet;
use std::sync::PoisonError;
use std::time::Duration;

use anyhow::{Context, Result};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};
use combinado::clock::{Clock, Stopwatch};
use serde_json::json;

use crate::checker::{self, local};
use crate::inputs::{at_once, common, who};
use crate::load::{self, letter_of};
use crate::portfolio::{self, STOP};
use crate::world::{Outcome, World};

/// How long everything that is due may take after a jump.
const WORKED_WITHIN: Duration = Duration::from_secs(150);

/// The days after the agreement on which its first payment may fall due.
const FIRST_DUE: std::ops::RangeInclusive<i64> = 0..=45;

/// R28: the time of day jumps under load, differs between instances, and stands at the edges of days,
/// months and contact hours.
pub async fn r28(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    // A world of its own: what is years ahead would be in everybody's way.
    let seed = world.chance.draw();
    let mut apart = World::begin(world.kind, true, seed).await?;
    let done = jump(&mut apart, &mut outcome).await;
    apart.end(false).await;
    done?;
    Ok(outcome)
}

async fn jump(world: &mut World, outcome: &mut Outcome) -> Result<()> {
    for server in &mut world.servers {
        server.kill()?;
        server.off_by(0)?;
        server.start()?;
    }
    let jumps = under_load(world, outcome).await?;
    let edges = edges(Clock::System.now());
    for (at, edge) in edges.iter().enumerate() {
        let off_by = (*edge - Clock::System.now()).num_seconds();
        set(world, off_by).await?;
        talk(world, &format!("edge{at}x"), off_by).await?;
        worked(world, off_by, outcome).await?;
    }
    outcome.tell(&format!("{jumps} jumps under load, {} edges of days and hours", edges.len()));
    let begun = world
        .database
        .count("select count(*) from outbox where status = 'done' and cast(proactive as text) in ('1', 'true')")
        .await?;
    outcome.tell(&format!("{begun} begun by us"));
    outcome.must(begun > 0, "nothing came due that we begin");
    due_days(world, outcome).await?;
    outcome.and(checker::check(world).await?);
    Ok(())
}

/// An hour ahead and back again, five minutes between two instances, and back by an hour.
async fn under_load(world: &mut World, outcome: &mut Outcome) -> Result<usize> {
    let mut count = 0;
    for offsets in [[3600, 3600], [0, 0], [3700, 3700], [3700, 4000], [100, 100], [4000, 4000]] {
        let chats = world.some(world.or_quick(40, 40))?;
        let mut manner = common("clock", chats, 6);
        manner.pause = Duration::from_millis(20);
        let (_, tasks) = load::pour(world, &manner)?;
        tokio::time::sleep(Duration::from_millis(150)).await;
        for (server, off_by) in world.servers.iter_mut().zip(offsets) {
            server.off_by(off_by)?;
        }
        let ended = load::done(tasks, Duration::from_mins(1)).await;
        outcome.must(ended, "the senders did not come to an end");
        count += 1;
    }
    // What was accepted while the clock was ahead is due by now.
    worked(world, 4000, outcome).await?;
    Ok(count)
}

/// The moments that are hard: when contact hours open and close, and the ends of days and months.
fn edges(now: DateTime<Utc>) -> Vec<DateTime<Utc>> {
    let today = local(now).date();
    let working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let days = || today.iter_days().skip(1);
    let is_last = |day: &NaiveDate| day.succ_opt().is_some_and(|next| next.day() == 1);
    let moments = [
        days().find(working).and_then(|day| day.and_hms_opt(8, 59, 57)),
        days().find(working).and_then(|day| day.and_hms_opt(17, 59, 57)),
        days().find(working).and_then(|day| day.and_hms_opt(20, 59, 57)),
        days().skip(2).find(working).and_then(|day| day.and_hms_opt(10, 0, 0)),
        days().skip(9).find(is_last).and_then(|day| day.and_hms_opt(23, 58, 0)),
        days()
            .find(|day| (day.month(), day.day()) == (1, 31))
            .and_then(|day| day.and_hms_opt(12, 0, 0)),
        days()
            .find(|day| (day.month(), day.day()) == (2, 29))
            .and_then(|day| day.and_hms_opt(23, 58, 0)),
    ];
    let mut moments: Vec<NaiveDateTime> = moments.into_iter().flatten().collect();
    moments.sort();
    moments.into_iter().map(|moment| (moment + TimeDelta::hours(3)).and_utc()).collect()
}

async fn set(world: &mut World, off_by: i64) -> Result<()> {
    for server in &mut world.servers {
        server.off_by(off_by)?;
    }
    // It is looked for every few milliseconds.
    tokio::time::sleep(Duration::from_millis(200)).await;
    Ok(())
}

/// Some new customers come to an agreement; the provider's clock is as ours.
async fn talk(world: &mut World, mark: &str, off_by: i64) -> Result<()> {
    let at = (Clock::System.now().timestamp() + off_by).to_string();
    let (mut batches, mut ids) = (Vec::new(), BTreeSet::new());
    for chat in world.some(8)? {
        let (number, user) = who(world, chat);
        let mut batch = Vec::new();
        // Half of them leave a question open, to which we come back within contact hours.
        for place in 0..if chat % 2 == 0 { 6 } else { 4 } {
            // Of whom a question is open, half want to be left alone.
            let stops = place == 3 && chat % 4 == 3;
            let words = if stops { STOP.to_owned() } else { portfolio::words(chat, place) };
            let message = json!({"type": "text", "text": {"body": words}, "timestamp": at});
            let id = format!("wamid.{mark}{chat}x{place}");
            batch.push(letter_of((&number, &user, chat), &id, message));
            ids.insert(id);
        }
        batches.push(batch);
    }
    at_once(world, batches, 4).await?;
    world.acked.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
    // Across the edge.
    tokio::time::sleep(Duration::from_secs(5)).await;
    Ok(())
}

/// Waits until everything is done that is due by a clock that is off.
async fn worked(world: &mut World, off_by: i64, outcome: &mut Outcome) -> Result<()> {
    let watch = Stopwatch::start();
    while watch.elapsed() < WORKED_WITHIN {
        let now = Clock::System.now() + TimeDelta::seconds(off_by);
        let due = format!(
            "status = 'waiting' and next_at <= '{}'",
            now.format("%Y-%m-%dT%H:%M:%S+00:00")
        );
        let asked = format!(
            "select (select count(*) from inbox where {due}) + (select count(*) from outbox where {due})"
        );
        if world.database.count(&asked).await? == 0 {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    outcome.must(false, &format!("I8: what is due was not done in {} s", WORKED_WITHIN.as_secs()));
    Ok(())
}

/// Payments fall due by the day on which the customer agreed, where they live.
async fn due_days(world: &mut World, outcome: &mut Outcome) -> Result<()> {
    let accepted = world.database.moment("a.accepted_at");
    let rows = world
        .database
        .ask(&format!(
            "select a.id, {accepted}, cast(i.due_on as text) from agreement a join instalment i on \
             i.creditor = a.creditor and i.agreement = a.id order by a.id, i.number"
        ))
        .await?;
    let (mut last, mut wrong, mut first) = (None::<(String, NaiveDate)>, 0, BTreeSet::new());
    for row in rows {
        let text = |at: usize| row.get(at).cloned().flatten().context("a column");
        let (id, due) = (text(0)?, text(2)?.parse::<NaiveDate>()?);
        let gap = match last.as_ref().filter(|(before, _)| *before == id) {
            Some((_, before)) => {
                let gap = (due - *before).num_days();
                wrong += usize::from(!(27..=33).contains(&gap));
                None
            }
            None => Some((due - local(text(1)?.parse()?).date()).num_days()),
        };
        wrong += gap.map_or(0, |gap| usize::from(!FIRST_DUE.contains(&gap)));
        first.extend(gap);
        last = Some((id, due));
    }
    outcome.must(!first.is_empty(), "nobody agreed");
    outcome.must(wrong == 0, &format!("{wrong} payments fall due on a wrong day"));
    outcome.tell(&format!("first payments due {first:?} days after"));
    Ok(())
}
