//! The provider refuses, breaks and lies: R10 and R11.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::Result;
use combinado::fake::faults::{Fault, Plan, Trigger};
use combinado::fake::whatsapp::Verdict;

use crate::inputs::common;
use crate::load;
use crate::world::{Outcome, World};

/// R10: 429 with and without the time to wait, the pair's rate, the number's rate.
pub async fn r10(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, lasts) = world.or_quick((100, 4, 15), (20, 2, 6));
    let chats = world.some(count)?;
    let begun = world.fake.ledger().attempts();
    let mild = Trigger::Percent(10);
    let faults = world.fake.faults();
    faults.order(Plan {
        trigger: mild,
        on: Some("messages".to_owned()),
        ..Plan::always(Fault::TooMany).retry_after(2)
    });
    faults.order(Plan {
        trigger: mild,
        on: Some("messages".to_owned()),
        ..Plan::always(Fault::TooMany)
    });
    faults.order(Plan {
        trigger: mild,
        on: Some("messages".to_owned()),
        ..Plan::always(Fault::Code(131_056))
    });
    faults.order(Plan {
        trigger: mild,
        on: Some("messages".to_owned()),
        ..Plan::always(Fault::Code(130_429))
    });
    let (poured, tasks) = load::pour(world, &common("slow", chats, each))?;
    outcome.must(
        load::done(tasks, Duration::from_secs(200)).await,
        "the senders did not come to an end",
    );
    tokio::time::sleep(Duration::from_secs(lasts)).await;
    // Then everything is refused for a while, as new messages come.
    world.fake.faults().clear();
    world.fake.faults().order(Plan::always(Fault::Code(130_429)));
    let chats = world.some(count)?;
    let flood = world.fake.ledger().attempts();
    let (_, tasks) = load::pour(world, &common("full", chats, 1))?;
    tokio::time::sleep(Duration::from_secs(lasts)).await;
    let knocks = world.fake.ledger().attempts() - flood;
    world.fake.faults().clear();
    let ended = load::done(tasks, Duration::from_secs(100)).await;
    outcome.must(ended, "the senders did not come to an end");
    outcome.tell(&poured.words());
    outcome.tell(&format!("{knocks} tries in {lasts} s of nothing but refusals"));
    outcome.must(knocks <= count * 2, "a storm of tries while everything was refused");
    world.checked(&mut outcome, Duration::from_mins(5)).await?;
    let (refused, most) = storms(world, begun);
    outcome.tell(&format!("{refused} refused, at most {most} tries of one message"));
    outcome.must(most <= 40, &format!("{most} tries of one message"));
    Ok(outcome)
}

/// How often something was refused, and the most tries of one message.
fn storms(world: &World, begun: usize) -> (usize, usize) {
    let mut tries: HashMap<String, usize> = HashMap::new();
    let mut refused = 0;
    for attempt in world.fake.ledger().since(begun) {
        refused += usize::from(matches!(attempt.verdict, Verdict::Refused { .. }));
        if let Some(opaque) = attempt.opaque {
            *tries.entry(opaque).or_default() += 1;
        }
    }
    (refused, tries.values().copied().max().unwrap_or(0))
}

/// R11: 500, 502 in HTML, silence, cut connections, half answers, answers that are no JSON.
pub async fn r11(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each) = world.or_quick((25, 3), (6, 2));
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
        let before = world.fake.ledger().accepted();
        let manner = common("break", chats, each);
        let (_, tasks) = load::pour(world, &manner)?;
        let ended = load::done(tasks, Duration::from_secs(200)).await;
        outcome.must(ended, "the senders did not come to an end");
        // Long enough for the first steps of the ladder.
        tokio::time::sleep(Duration::from_secs(2)).await;
        world.fake.faults().clear();
        let accepted = world.fake.ledger().accepted() - before;
        outcome.tell(&format!("{} {accepted}", fault.name()));
    }
    world.checked(&mut outcome, Duration::from_mins(5)).await?;
    let unknown =
        world.database.count("select count(*) from outbox where status = 'unknown'").await?;
    outcome.tell(&format!("{unknown} unknown in all"));
    Ok(outcome)
}
