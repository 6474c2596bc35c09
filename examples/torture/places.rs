//! At named places: killed there, and made to panic there. R2 and R14.

use std::collections::BTreeSet;
use std::sync::PoisonError;
use std::time::Duration;

use anyhow::{Context, Result};
use combinado::clock::{Clock, Stopwatch};
use combinado::failpoint::PLACES;
use combinado::jobs::Pace;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use crate::checker::{Part, accepted};
use crate::database::{Kind, Line};
use crate::inputs::{at_once, common, of, who};
use crate::kills::{LEASED, lease};
use crate::load::{self, Letter, letter_of};
use crate::portfolio;
use crate::world::{Outcome, World};

/// How long it is waited until a place is passed: the reader learns before the first turn.
const PASSED_WITHIN: Duration = Duration::from_mins(1);

/// How a log tells of a panic that was ordered.
const PANICKED: &str = "src/failpoint.rs";

/// How long it may take until it is settled what became of what was on its way.
const RESOLVED_WITHIN: Duration = Duration::from_mins(1);

/// What was on its way, one row for each part that a claim stands on.
const ON_ITS_WAY: &str = "select id, cast(part as text) from outbox where claim is not null and \
    status in ('waiting', 'unknown') and kind <> 'issue_charge'";

/// What one kill came to.
struct Killed {
    /// False where the place was never passed.
    reached: bool,
    /// What was on its way.
    held: BTreeSet<Part>,
}

/// R2: killed exactly at each named place, again and again, always a little later.
pub async fn r2(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let rounds = match world.kind {
        Kind::Sqlite => world.or_quick(20, 2),
        Kind::Postgres => world.or_quick(10, 2),
    };
    let unknown = "select count(*) from outbox where status = 'unknown'";
    let before = world.database.count(unknown).await?;
    // The others would take the work away from the one that is to come by.
    for server in world.servers.iter_mut().skip(1) {
        server.kill()?;
    }
    let slots = usize::try_from(Pace::default().slots)?;
    let (mut senders, mut missed) = (Vec::new(), BTreeSet::new());
    let (mut held, mut crowded) = (BTreeSet::new(), 0);
    for place in PLACES {
        for round in 0..rounds {
            let killed = killed_at(world, (place, round), &mut senders).await?;
            if !killed.reached {
                missed.insert(place);
            }
            crowded += usize::from(killed.held.len() > slots);
            held.extend(killed.held);
        }
    }
    for server in &mut world.servers {
        server.kill()?;
        server.start()?;
    }
    world.aim_everywhere()?;
    let resolved = resolved(world, &held).await?;
    let ended = load::done(senders, Duration::from_mins(2)).await;
    outcome.must(ended, "the senders did not come to an end");
    outcome.must(missed.is_empty(), &format!("never came by {missed:?}"));
    outcome.must(crowded == 0, &format!("{crowded} kills with more on its way than may be"));
    outcome.tell(&format!("{} places, {rounds} kills at each", PLACES.len()));
    match resolved {
        Some((count, took)) => outcome
            .tell(&format!("{count} that had arrived were settled after {} ms", took.as_millis())),
        None => outcome.must(false, "what had arrived was not settled within a minute"),
    }
    world.checked(&mut outcome, LEASED).await?;
    let lost = world.database.count(unknown).await? - before;
    outcome.tell(&format!("{} on their way, {lost} stayed unknown", held.len()));
    outcome.must(usize::try_from(lost)? <= held.len(), "more is unknown than was on its way");
    Ok(outcome)
}

/// Waits until everything is settled that was on its way and had arrived, by what the provider tells;
/// how much that was, and how long it took.
async fn resolved(world: &mut World, held: &BTreeSet<Part>) -> Result<Option<(usize, Duration)>> {
    let watch = Stopwatch::start();
    let accepted = accepted(world);
    let arrived: BTreeSet<Part> =
        held.iter().filter(|part| accepted.contains_key(*part)).cloned().collect();
    while watch.elapsed() < RESOLVED_WITHIN {
        if on_its_way(world).await?.is_disjoint(&arrived) {
            return Ok(Some((arrived.len(), watch.elapsed())));
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(None)
}

/// The parts on which a claim stands.
async fn on_its_way(world: &mut World) -> Result<BTreeSet<Part>> {
    let rows = world.database.ask(ON_ITS_WAY).await?;
    let part = |row: &Line| {
        let text = |at: usize| row.get(at).cloned().flatten().context("a column");
        Ok((text(0)?, text(1)?.parse()?))
    };
    rows.iter().map(part).collect()
}

/// Starts the first instance so that it stops at a place, has customers write, and kills it there.
async fn killed_at(
    world: &mut World,
    (place, round): (&'static str, usize),
    senders: &mut Vec<JoinHandle<Duration>>,
) -> Result<Killed> {
    let chats = world.some(2)?;
    let first = world.servers.first_mut().context("there is an instance")?;
    first.kill()?;
    first.extra = vec!["--stop-at".to_owned(), format!("{place}:{}", 1 + round % 5)];
    first.start()?;
    first.extra.clear();
    let base = first.base();
    world.targets.set(vec![base.clone()]);
    world.fake.aim(&format!("{base}/webhooks/whatsapp"))?;
    let mut manner = common("place", chats, 5);
    manner.senders = 2;
    let (_, tasks) = load::pour(world, &manner)?;
    senders.extend(tasks);
    let first = world.servers.first_mut().context("there is an instance")?;
    let reached = first.reached(PASSED_WITHIN).await;
    first.kill()?;
    let held = on_its_way(world).await?;
    Ok(Killed { reached, held })
}

/// R14: messages that are hard to swallow, and turns that panic, among good ones.
pub async fn r14(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, every) = world.or_quick((150, 20, 150), (30, 4, 70));
    let chats = world.some(count)?;
    let dead = "select count(*) from inbox where status = 'dead'";
    let before = world.database.count(dead).await?;
    let panicked = world.logs().matches(PANICKED).count();
    for server in &mut world.servers {
        server.kill()?;
        server.extra = vec!["--panic-each".to_owned(), format!("in-turn:{every}")];
        server.start()?;
        server.extra.clear();
    }
    let (mut batches, mut ids, mut bad) = (Vec::new(), BTreeSet::new(), 0);
    let poison = poison();
    for chat in chats {
        let mut batch = Vec::new();
        for place in 0..each {
            batch.push(of(
                world,
                chat,
                &format!("pois{chat}x{place}"),
                &portfolio::words(chat, place),
            ));
        }
        if let Some(message) = poison.get(chat % (poison.len() * 2)) {
            batch.insert(1, venom(world, chat, message.clone()));
            bad += 1;
        }
        ids.extend(batch.iter().map(|one| one.id.clone()));
        batches.push(batch);
    }
    let refused = at_once(world, batches, 8).await?;
    outcome.must(refused == 0, &format!("{refused} webhooks were refused"));
    outcome.tell(&format!("{bad} hard to swallow among {}", ids.len() - bad));
    world.acked.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    let alive = world.servers.iter_mut().all(crate::server::Server::runs);
    outcome.must(alive, "the program died");
    let panics = i64::try_from(world.logs().matches(PANICKED).count() - panicked)?;
    let dead = world.database.count(dead).await? - before;
    outcome.tell(&format!("{panics} turns panicked, {dead} of them given to a human"));
    outcome.must(panics > 0, "no turn panicked");
    // Where giving it to a human panics as well, one message panicked twice.
    outcome.must(0 < dead && dead <= panics, "what panicked is not what humans were given");
    for server in &mut world.servers {
        server.kill()?;
        server.start()?;
    }
    Ok(outcome)
}

fn venom(world: &World, chat: usize, mut message: Value) -> Letter {
    let (number, user) = who(world, chat);
    let at = Clock::System.now().timestamp().to_string();
    if let Some(fields) = message.as_object_mut() {
        fields.insert("timestamp".to_owned(), at.into());
    }
    letter_of((&number, &user, chat), &format!("wamid.venom{chat}"), message)
}

/// Messages that are signed and true, and hard to swallow.
fn poison() -> [Value; 12] {
    [
        json!({"type": "text", "text": {"body": "\u{0}\u{1}\u{202e}{ $x } { PAYMENT() }"}}),
        json!({"type": "text", "text": {"body": "9".repeat(4000)}}),
        json!({"type": "text", "text": {"body": "R$ 99999999999999999999999999999,99 em 2147483648 vezes"}}),
        json!({"type": "text", "text": {"body": "dia 31/02/99999999999999"}}),
        json!({"type": "text", "text": {}}),
        json!({"type": "text"}),
        json!({"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": "\u{0}", "title": ""}}}),
        json!({"type": "interactive", "interactive": {}}),
        json!({"type": "image", "image": {"id": 5}}),
        json!({"type": "location", "location": {"latitude": 1e308, "longitude": "x"}}),
        json!({"type": "contacts", "contacts": [{}]}),
        json!({"type": "hologram", "hologram": {"deep": [[[[]]]]}}),
    ]
}
