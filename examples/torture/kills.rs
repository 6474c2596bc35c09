//! Killed and frozen: R1 and R9.

use std::time::Duration;

use anyhow::{Context, Result};
use combinado::clock::Stopwatch;
use combinado::fake::faults::Chance;

use crate::database::Kind;
use crate::load::{self, Manner};
use crate::world::{Outcome, World};

/// How long a claim of somebody who is gone is waited for, and then some.
pub const LEASED: Duration = Duration::from_secs(150);

/// R1: the program is killed again and again while everybody writes.
pub async fn r1(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (chats, each, kills) = world.or_quick((500, 20, 50), (60, 8, 5));
    let chats = world.some(chats)?;
    let (from, to) = world.or_quick((200, 800), (300, 900));
    let mut manner = Manner::usual("kill", chats, each);
    // Enough time for every kill to fall into the load.
    manner.pause = Duration::from_millis(world.or_quick(90, 120));
    let before = world.fake.ledger().accepted();
    let (poured, tasks) = load::pour(world, &manner)?;
    let (mut ready, mut chance) = (Vec::new(), Chance(world.chance.draw()));
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(from + chance.below(to - from))).await;
        let count = u64::try_from(world.servers.len())?;
        let which = usize::try_from(chance.below(count))?;
        let server = world.servers.get_mut(which).context("there is such an instance")?;
        server.kill()?;
        server.start()?;
        ready.push(server.ready_after.as_millis());
    }
    let all = load::done(tasks, Duration::from_secs(400)).await;
    outcome.must(all, "the senders did not come to an end");
    ready.sort_unstable();
    let (median, worst) = (ready.get(ready.len() / 2), ready.last());
    outcome.tell(&format!("{kills} kills, {}", poured.words()));
    outcome.tell(&format!(
        "ready again after {} ms, at worst {} ms",
        median.unwrap_or(&0),
        worst.unwrap_or(&0)
    ));
    world.checked(&mut outcome, LEASED).await?;
    told(world, &mut outcome, before).await?;
    Ok(outcome)
}

/// What was sent, and what is marked as unknown.
async fn told(world: &mut World, outcome: &mut Outcome, before: usize) -> Result<()> {
    let unknown =
        world.database.count("select count(*) from outbox where status = 'unknown'").await?;
    let dead = world
        .database
        .count("select (select count(*) from outbox where status = 'dead') + (select count(*) from inbox where status = 'dead')")
        .await?;
    let agreed = world.database.count("select count(*) from agreement").await?;
    let sent = world.fake.ledger().accepted() - before;
    outcome.tell(&format!("{sent} sent, {unknown} unknown, {dead} dead, {agreed} agreements"));
    Ok(())
}

/// R9: one of two instances freezes while it holds claims; the other goes on; it wakes.
pub async fn r9(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (chats, each, rounds, frozen) = world.or_quick((300, 20, 4, 70), (60, 10, 1, 66));
    let chats = world.some(chats)?;
    let mut manner = Manner::usual("frozen", chats, each);
    manner.pause = Duration::from_millis(5);
    let before = world.fake.ledger().accepted();
    let (poured, tasks) = load::pour(world, &manner)?;
    let mut slowest = Duration::ZERO;
    for round in 0..rounds {
        tokio::time::sleep(Duration::from_millis(700)).await;
        let which = round % 2;
        let awake = world.servers.get(1 - which).context("there are two")?.base();
        let asleep = world.servers.get(which).context("there are two")?;
        asleep.signal("STOP")?;
        // The provider finds out by itself; so that it does not take the whole time, it is told.
        world.targets.set(vec![awake.clone()]);
        world.fake.aim(&format!("{awake}/webhooks/whatsapp"))?;
        let watch = Stopwatch::start();
        let held = drained_of_claims(world, Duration::from_secs(frozen)).await?;
        slowest = slowest.max(held);
        let rest = Duration::from_secs(frozen).saturating_sub(watch.elapsed());
        tokio::time::sleep(rest.min(Duration::from_secs(5))).await;
        world.servers.get(which).context("there are two")?.signal("CONT")?;
        world.aim_everywhere()?;
    }
    let all = load::done(tasks, Duration::from_mins(5)).await;
    outcome.must(all, "the senders did not come to an end");
    outcome.must(slowest <= Duration::from_secs(64), "what the frozen one held was not taken over");
    outcome.tell(&format!("{rounds} freezes, {}", poured.words()));
    outcome.tell(&format!("what was held was taken over after {} s at worst", slowest.as_secs()));
    world.checked(&mut outcome, LEASED).await?;
    told(world, &mut outcome, before).await?;
    Ok(outcome)
}

/// How long until nothing is claimed that was claimed at the beginning.
async fn drained_of_claims(world: &mut World, within: Duration) -> Result<Duration> {
    let claims = "select distinct claim from (select claim from inbox where status = 'waiting' union all \
        select claim from outbox where status = 'waiting') as held where claim is not null";
    let held = world.database.ask(claims).await?;
    let watch = Stopwatch::start();
    while watch.elapsed() < within {
        let now = world.database.ask(claims).await?;
        if !now.iter().any(|claim| held.contains(claim)) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(watch.elapsed())
}

/// How long a claim lasts there: a file's are freed when the program starts.
pub const fn lease(kind: Kind) -> Duration {
    match kind {
        Kind::Sqlite => Duration::from_mins(1),
        Kind::Postgres => LEASED,
    }
}
