//! Killed and frozen: R1 and R9.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result};
use combinado::clock::Stopwatch;
use combinado::fake::faults::Chance;

use crate::database::{Kind, Line};
use crate::load::{self, Manner};
use crate::world::{Outcome, World};

/// How long a claim of somebody who is gone is waited for, and then some.
pub const LEASED: Duration = Duration::from_secs(150);

/// How long a start may take, by the exam; it is told, for other work of the machine counts in it.
const READY_MS: u128 = 300;

/// R1: the program is killed again and again while everybody writes; where there are two, the other one
/// is stopped now and then meanwhile, and goes on.
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
    let (count, mut frozen) = (world.servers.len(), 0);
    for round in 0..kills {
        tokio::time::sleep(Duration::from_millis(from + chance.below(to - from))).await;
        let which = usize::try_from(chance.below(u64::try_from(count)?))?;
        let asleep = (count > 1 && round % 3 == 2).then_some((which + 1) % count);
        if let Some(asleep) = asleep {
            world.servers.get(asleep).context("there is such an instance")?.signal("STOP")?;
            tokio::time::sleep(Duration::from_millis(200 + chance.below(1300))).await;
            frozen += 1;
        }
        let server = world.servers.get_mut(which).context("there is such an instance")?;
        server.kill()?;
        if let Some(asleep) = asleep {
            world.servers.get(asleep).context("there is such an instance")?.signal("CONT")?;
        }
        let server = world.servers.get_mut(which).context("there is such an instance")?;
        server.start()?;
        ready.push(server.ready_after.as_millis());
    }
    let all = load::done(tasks, Duration::from_secs(400)).await;
    outcome.must(all, "the senders did not come to an end");
    ready.sort_unstable();
    let (median, worst) = (ready.get(ready.len() / 2), ready.last());
    let late = ready.iter().filter(|ms| **ms > READY_MS).count();
    outcome.tell(&format!("{kills} kills, {frozen} freezes beside, {}", poured.words()));
    outcome.tell(&format!(
        "ready again after {} ms, at worst {} ms, {late} times later than {READY_MS} ms",
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

/// How a freeze ends.
#[derive(Clone, Copy)]
enum Waking {
    /// The other one took over what the frozen one held; then it goes on.
    TakenOver,
    /// It goes on while all it held is still its own.
    Soon,
    /// It never does: it is killed as it is, and started anew.
    Never,
}

/// R9: one of two instances freezes while it holds claims; the other goes on; it wakes, or dies.
pub async fn r9(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, rounds) = world.or_quick((60, 15, 12), (40, 8, 3));
    let before = world.fake.ledger().accepted();
    let (mut slowest, mut held, mut senders) = (Duration::ZERO, 0, Vec::new());
    let wakings = [Waking::Soon, Waking::Never, Waking::TakenOver, Waking::Soon];
    for (round, waking) in wakings.iter().cycle().take(rounds).enumerate() {
        let mut manner = Manner::usual("frozen", world.some(count)?, each);
        manner.pause = Duration::from_millis(5);
        let (_, tasks) = load::pour(world, &manner)?;
        senders.extend(tasks);
        tokio::time::sleep(Duration::from_millis(700)).await;
        let which = round % 2;
        let awake = world.servers.get(1 - which).context("there are two")?.base();
        world.servers.get(which).context("there are two")?.signal("STOP")?;
        let watch = Stopwatch::start();
        // The provider finds out by itself; so that it does not take the whole time, it is told.
        world.targets.set(vec![awake.clone()]);
        world.fake.aim(&format!("{awake}/webhooks/whatsapp"))?;
        match waking {
            Waking::TakenOver => {
                held += taken_over(world).await?;
                slowest = slowest.max(watch.elapsed());
            }
            Waking::Soon | Waking::Never => tokio::time::sleep(Duration::from_secs(3)).await,
        }
        let asleep = world.servers.get_mut(which).context("there are two")?;
        match waking {
            Waking::TakenOver | Waking::Soon => asleep.signal("CONT")?,
            Waking::Never => {
                asleep.kill()?;
                asleep.start()?;
            }
        }
        world.aim_everywhere()?;
    }
    let all = load::done(senders, Duration::from_mins(5)).await;
    outcome.must(all, "the senders did not come to an end");
    outcome.must(held > 0, "the frozen one held nothing");
    outcome
        .must(slowest <= TAKEN_OVER_WITHIN, "what the frozen one held was not taken over in time");
    let messages = rounds * count * each;
    outcome.tell(&format!("{rounds} freezes, a quarter ended by a kill, {messages} messages"));
    outcome.tell(&format!(
        "{held} claims taken over, the last after {:.1} s of {} s allowed",
        slowest.as_secs_f32(),
        TAKEN_OVER_WITHIN.as_secs()
    ));
    world.checked(&mut outcome, LEASED).await?;
    told(world, &mut outcome, before).await?;
    Ok(outcome)
}

/// A claim lasts a minute; two seconds more are for whoever looks.
const TAKEN_OVER_WITHIN: Duration = Duration::from_secs(62);

/// Waits until nobody holds any more what a frozen instance held; how much that was.
async fn taken_over(world: &mut World) -> Result<usize> {
    // What the other one holds ends meanwhile.
    tokio::time::sleep(Duration::from_secs(2)).await;
    let claims = "select claim, cast(count(*) as text) from (select claim from inbox where status = \
        'waiting' and claimed_until is not null union all select claim from outbox where status = \
        'waiting' and claimed_until is not null) as held group by claim";
    let held = world.database.ask(claims).await?;
    let name = |line: &Line| line.first().cloned().flatten();
    let names: BTreeSet<String> = held.iter().filter_map(name).collect();
    let watch = Stopwatch::start();
    let mut left = names.clone();
    while !left.is_empty() && watch.elapsed() < TAKEN_OVER_WITHIN * 2 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let now: BTreeSet<String> =
            world.database.ask(claims).await?.iter().filter_map(name).collect();
        left.retain(|claim| now.contains(claim));
    }
    let count =
        |line: &Line| line.get(1).cloned().flatten().and_then(|count| count.parse::<usize>().ok());
    Ok(held.iter().filter_map(count).sum())
}

/// How long a claim lasts there: a file's are freed when the program starts.
pub const fn lease(kind: Kind) -> Duration {
    match kind {
        Kind::Sqlite => Duration::from_mins(1),
        Kind::Postgres => LEASED,
    }
}
