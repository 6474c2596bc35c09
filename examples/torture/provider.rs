//! The provider refuses, breaks and lies: R10 and R11.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Result;
use chrono::{DateTime, TimeDelta, Utc};
use combinado::clock::Stopwatch;
use combinado::domain::channel::aftermath::MOST_ATTEMPTS;
use combinado::domain::channel::health::MOST_FAILURES;
use combinado::fake::faults::{Fault, Plan, Trigger};
use combinado::fake::whatsapp::Verdict;

use crate::inputs::common;
use crate::load;
use crate::world::{ACCOUNT, Outcome, World};

/// Tries that are less apart than this are one round: the shortest pause is a second.
const AT_ONCE: TimeDelta = TimeDelta::milliseconds(700);

/// How long it is waited until something new is tried.
const TRIED_WITHIN: Duration = Duration::from_mins(3);

/// R10: 429 with and without the time to wait, the pair's rate, the number's rate: now and then, then
/// each of them alone and always.
pub async fn r10(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each) = world.or_quick((100, 4), (20, 2));
    let refusals = refusals(world.or_quick(5, 2));
    let chats = world.some(count)?;
    let begun = world.fake.ledger().attempts();
    for refusal in &refusals {
        let trigger = Trigger::Percent(10);
        world.fake.faults().order(Plan { trigger, ..refusal.plan.clone() });
    }
    let (poured, tasks) = load::pour(world, &common("slow", chats, each))?;
    let ended = load::done(tasks, Duration::from_secs(200)).await;
    outcome.must(ended, "the senders did not come to an end");
    tried(world, begun + count * each).await;
    tokio::time::sleep(Duration::from_secs(world.or_quick(10, 2))).await;
    mended(world, &mut outcome).await?;
    let refused = refused(world, begun).into_values().map(|tries| tries.len()).sum::<usize>();
    outcome.tell(&format!("{}, {refused} tries refused", poured.words()));
    outcome.must(refused > 0, "nothing was refused now and then");
    for refusal in &refusals {
        always(world, refusal, &mut outcome).await?;
    }
    world.checked(&mut outcome, Duration::from_mins(5)).await?;
    Ok(outcome)
}

/// A way to refuse, and what whoever is refused has to wait.
struct Refusal {
    words: &'static str,
    plan: Plan,
    /// True where it is one recipient's matter, false where it is the account's.
    pair: bool,
    /// Seconds to wait after so many rounds of tries.
    pause: Box<dyn Fn(u32) -> u64>,
}

/// Every way to refuse; the pair's comes last, for its messages wait on after it ended.
fn refusals(asked: u32) -> [Refusal; 4] {
    let of = |words, fault, pause: Box<dyn Fn(u32) -> u64>| Refusal {
        words,
        plan: Plan { on: Some("messages".to_owned()), ..Plan::always(fault) },
        pair: fault == Fault::Code(131_056),
        pause,
    };
    let mut told = of("429 that asks to wait", Fault::TooMany, Box::new(move |_| u64::from(asked)));
    told.plan = told.plan.retry_after(asked);
    [
        told,
        of("429", Fault::TooMany, Box::new(|rounds| 1 << (rounds - 1))),
        // It comes with a header that asks for a minute.
        of("130429", Fault::Code(130_429), Box::new(|_| 60)),
        of("131056", Fault::Code(131_056), Box::new(|rounds| 1 << (2 * (rounds - 1)))),
    ]
}

/// Everything is refused for a while as new messages come: they are tried, none before its time and
/// none twice in a round.
async fn always(world: &mut World, refusal: &Refusal, outcome: &mut Outcome) -> Result<()> {
    let (count, lasts) = world.or_quick((100, 30), (20, 6));
    let chats = world.some(count)?;
    let begun = world.fake.ledger().attempts();
    world.fake.faults().order(refusal.plan.clone());
    let (_, tasks) = load::pour(world, &common("full", chats, 1))?;
    tried(world, begun + 1).await;
    tokio::time::sleep(Duration::from_secs(lasts)).await;
    let refused = refused(world, begun);
    mended(world, outcome).await?;
    let ended = load::done(tasks, Duration::from_secs(100)).await;
    outcome.must(ended, "the senders did not come to an end");
    let lines: Vec<Vec<DateTime<Utc>>> = if refusal.pair {
        refused.values().cloned().collect()
    } else {
        vec![refused.values().flatten().copied().collect()]
    };
    let (mut most, mut early) = (0, 0);
    for line in lines {
        let rounds = rounds(line);
        most = most.max(rounds.len());
        for (number, pair) in (1..).zip(rounds.windows(2)) {
            let [(_, before), (next, _)] = pair else { continue };
            let pause = i64::try_from((refusal.pause)(number) * 950)?;
            early += usize::from((*next - *before).num_milliseconds() < pause);
        }
    }
    let words = refusal.words;
    let knocks = refused.values().map(Vec::len).sum::<usize>();
    outcome.tell(&format!("{words}: {knocks} tries in {most} rounds in {lasts} s"));
    outcome.must(knocks > 0, &format!("{words}: nothing was tried"));
    let is_due = (refusal.pause)(1) < lasts / 2;
    outcome.must(most > 1 || !is_due, &format!("{words}: nothing was tried again"));
    outcome.must(early == 0, &format!("{words}: {early} rounds before their time"));
    let stormed = refused.values().filter(|tries| tries.len() > most).count();
    outcome.must(stormed == 0, &format!("{words}: {stormed} tried twice in a round"));
    Ok(())
}

/// Tries that follow one another at once, as from when to when.
fn rounds(mut tries: Vec<DateTime<Utc>>) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    tries.sort_unstable();
    let mut rounds: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for at in tries {
        match rounds.last_mut() {
            Some((_, last)) if at - *last < AT_ONCE => *last = at,
            Some(_) | None => rounds.push((at, at)),
        }
    }
    rounds
}

/// The provider works again, and so does what its faults shut; waits for what they held up.
async fn mended(world: &mut World, outcome: &mut Outcome) -> Result<()> {
    world.fake.faults().clear();
    // An account of which nothing was ever learnt has nothing to open.
    world.command(&["queue", "resume", ACCOUNT])?;
    let drained = world.drained(Duration::from_mins(2)).await?;
    outcome.must(drained.is_some(), "I8: still waiting two minutes after a fault");
    Ok(())
}

/// Waits until so much was tried, for a while: the reader learns before the first turn.
async fn tried(world: &World, upto: usize) {
    let watch = Stopwatch::start();
    while world.fake.ledger().attempts() < upto && watch.elapsed() < TRIED_WITHIN {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// When each message was refused, from a place of the ledger on.
fn refused(world: &World, begun: usize) -> HashMap<String, Vec<DateTime<Utc>>> {
    let mut tries: HashMap<String, Vec<DateTime<Utc>>> = HashMap::new();
    for attempt in world.fake.ledger().since(begun) {
        if let (Verdict::Refused { .. }, Some(opaque)) = (attempt.verdict, attempt.opaque) {
            tries.entry(opaque).or_default().push(attempt.at);
        }
    }
    tries
}

/// R11: 500, 502 in HTML, silence, cut connections, half answers, answers that are no JSON; then nothing
/// but failures, until a message is given up and sent once more by hand.
pub async fn r11(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each) = world.or_quick((100, 5), (6, 2));
    let faults = [
        Fault::Internal,
        Fault::BadGateway,
        Fault::Reset,
        Fault::ResetAfter,
        Fault::Half,
        Fault::Garbage,
        Fault::Slow,
        Fault::SilenceAfter,
    ];
    for fault in faults {
        let chats = world.some(count)?;
        let plan = Plan {
            trigger: Trigger::Percent(25),
            on: Some("messages".to_owned()),
            ..Plan::always(fault).lasting(30)
        };
        world.fake.faults().order(plan);
        let (before, begun) = (world.fake.ledger().accepted(), world.fake.ledger().attempts());
        let manner = common("break", chats, each);
        let (_, tasks) = load::pour(world, &manner)?;
        let ended = load::done(tasks, Duration::from_secs(200)).await;
        outcome.must(ended, "the senders did not come to an end");
        tried(world, begun + 1).await;
        // Long enough for the first steps of the ladder.
        tokio::time::sleep(Duration::from_secs(2)).await;
        reopened(world).await?;
        tried(world, begun + count * each / 2).await;
        let accepted = world.fake.ledger().accepted() - before;
        outcome.tell(&format!("{} {accepted}", fault.name()));
        outcome.must(accepted > 0, &format!("{}: nothing was accepted", fault.name()));
    }
    shut(world, &mut outcome).await?;
    world.checked(&mut outcome, Duration::from_mins(5)).await?;
    let unknown =
        world.database.count("select count(*) from outbox where status = 'unknown'").await?;
    outcome.tell(&format!("{unknown} unknown in all"));
    let seed = world.chance.draw();
    let mut apart = World::begin(world.kind, true, seed).await?;
    let done = given_up(&mut apart, &mut outcome).await;
    apart.end(false).await;
    done?;
    Ok(outcome)
}

/// Nothing goes through: after five failures the account is shut, and then tried with one message.
async fn shut(world: &mut World, outcome: &mut Outcome) -> Result<()> {
    let chats = world.some(world.or_quick(50, 10))?;
    let plan = Plan { on: Some("messages".to_owned()), ..Plan::always(Fault::Internal) };
    world.fake.faults().order(plan);
    let begun = world.fake.ledger().attempts();
    let (_, tasks) = load::pour(world, &common("shut", chats, 1))?;
    let ended = load::done(tasks, Duration::from_secs(200)).await;
    outcome.must(ended, "the senders did not come to an end");
    tried(world, begun + usize::try_from(MOST_FAILURES)?).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let open = format!(
        "select count(*) from account where failures >= {MOST_FAILURES} and blocked_until is not null"
    );
    outcome.must(world.database.count(&open).await? == 1, "nothing shut the account");
    let tried = world.fake.ledger().attempts();
    tokio::time::sleep(Duration::from_secs(20)).await;
    // It is tried after five seconds, after ten more, and so on; later where more was on its way.
    let trials = world.fake.ledger().attempts() - tried;
    outcome.tell(&format!("shut after {} failures, tried {trials} times in 20 s", tried - begun));
    outcome.must(trials <= 3, "a shut account is knocked at");
    reopened(world).await
}

/// Somebody is answered with nothing but failures: given up after the last step of the ladder, and
/// sent once more by hand. The time of day is moved on, for the ladder takes hours.
async fn given_up(world: &mut World, outcome: &mut Outcome) -> Result<()> {
    for server in &mut world.servers {
        server.kill()?;
        server.off_by(0)?;
        server.start()?;
    }
    let plan = Plan { on: Some("messages".to_owned()), ..Plan::always(Fault::Internal) };
    world.fake.faults().order(plan);
    let chats = world.some(1)?;
    let (_, tasks) = load::pour(world, &common("dead", chats, 1))?;
    let ended = load::done(tasks, Duration::from_secs(100)).await;
    outcome.must(ended, "the senders did not come to an end");
    let mut ahead = 0;
    for (tries, wait) in (1..).zip([5, 30, 120, 600, 1800, 7200, 18_000, 0]) {
        tried(world, tries).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        ahead += wait;
        for server in &mut world.servers {
            server.off_by(ahead)?;
        }
    }
    let dead = world
        .database
        .ask("select id, cast(attempts as text), why from outbox where status = 'dead'")
        .await?;
    let [one] = dead.as_slice() else {
        outcome.must(false, &format!("{} given up in place of one", dead.len()));
        return Ok(());
    };
    let text = |at: usize| one.get(at).cloned().flatten().unwrap_or_default();
    outcome.tell(&format!("given up after {} tries: {}", text(1), text(2)));
    outcome.must(text(1) == MOST_ATTEMPTS.to_string(), "it was given up after other tries");
    outcome.must(!text(2).is_empty(), "it was given up without a reason");
    world.fake.faults().clear();
    let accepted = world.fake.ledger().accepted();
    for order in [["queue", "resume", ACCOUNT], ["queue", "again", &text(0)]] {
        let (done, words) = world.command(&order)?;
        outcome.must(done, &format!("combinado {}: {words}", order.join(" ")));
    }
    let sent = world.fake.ledger().reaches(accepted + 1, Duration::from_secs(20)).await;
    outcome.must(sent, "what was ordered again did not go");
    Ok(())
}

/// The provider works again, and the account is open.
async fn reopened(world: &World) -> Result<()> {
    world.fake.faults().clear();
    // What is on its way is still answered by the fault.
    tokio::time::sleep(Duration::from_secs(1)).await;
    world.command(&["queue", "resume", ACCOUNT])?;
    Ok(())
}
