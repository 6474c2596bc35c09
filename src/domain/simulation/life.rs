//! One simulated customer's whole case, from our first message to the last day.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};

use super::behaviour::Act;
use super::people::Person;
use super::phrases::Phrases;
use super::{Outgoing, World};
use crate::domain::conduct::next_opening;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::match_choice;
use crate::domain::money::Money;
use crate::domain::understanding::Reader;

/// Things that may happen in one case; a flow that needs more never ends.
const MOST_EVENTS: u32 = 400;

/// What came of a case, beside what its world tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// What was owed at the beginning, with its charges.
    pub owed: Money,
    /// True where we wrote first.
    pub contacted: bool,
    /// True where the customer wrote or chose at all.
    pub replied: bool,
    /// Messages that the bot did not understand.
    pub misses: u32,
}

/// Lets a customer live for some days with our flow and policy.
pub fn live(
    person: &mut Person,
    world: &mut World,
    (reader, phrases): (&Reader, &Phrases),
    days: u32,
) -> Story {
    let end = world.now() + TimeDelta::days(days.into());
    let opening = next_opening(world.now(), world.zone(), world.calendar());
    world.pass(opening - world.now());
    let mut story = Story { owed: world.owed_today(), contacted: false, replied: false, misses: 0 };
    let mut out = world.take(Event::OutreachStarted);
    story.contacted = !out.is_empty();
    let mut pays_at = None;
    for _ in 0..MOST_EVENTS {
        talk(person, world, (reader, phrases), &mut story, out);
        pays_at = intends(person, world, pays_at);
        let timer = world.next_timer().map(|(_, at)| at);
        let paying = pays_at.filter(|at| *at < end);
        let Some(next) = paying.into_iter().chain(timer.filter(|at| *at < end)).min() else {
            break;
        };
        out = world.pass(next - world.now());
        if paying.is_some_and(|at| at <= world.now()) {
            pays_at = None;
            out.extend(world.pay(None));
        }
    }
    if end > world.now() {
        world.pass(end - world.now());
    }
    story
}

/// Answers message by message until there is nothing more to say.
fn talk(
    person: &mut Person,
    world: &mut World,
    (reader, phrases): (&Reader, &Phrases),
    story: &mut Story,
    mut out: Vec<Outgoing>,
) {
    while !out.is_empty() && !world.state().closed {
        let event = match person.answer(world, phrases) {
            Act::Wait => return,
            Act::Choose(choice) => Event::Chose { choice },
            Act::Say(text) => {
                let today = world.today();
                let reading = reader.read(&text, world.expectation(), today, world.calendar());
                let ids = world.choices().iter().map(|each| (each.id.clone(), each.id.clone()));
                let choice = match_choice(&text, &ids.collect::<Vec<_>>());
                Event::Said { reading, choice }
            }
        };
        story.replied = true;
        let minutes = person.chance.between(1, 6);
        out = world.pass(TimeDelta::minutes(minutes.into()));
        out.extend(world.take(event));
        story.misses +=
            u32::try_from(world.trace().iter().filter(|t| t.kind == "miss").count()).unwrap_or(0);
    }
}

/// When the customer means to pay what is next; decided once for each part.
fn intends(
    person: &mut Person,
    world: &World,
    before: Option<DateTime<Utc>>,
) -> Option<DateTime<Utc>> {
    let facts = world.facts();
    let part = facts.active_agreement().and_then(|agreement| agreement.next_open());
    let promised = facts.open_promise().map(|promise| promise.due);
    let due = part.map(|part| part.due).or(promised);
    let due = due.or_else(|| facts.open_charge().map(|_| world.today()))?;
    if before.is_some() {
        return before;
    }
    // Whoever did not pay in time decides again only when something else happens.
    if world.today() > due || !person.chance.percent(person.pays) {
        return None;
    }
    let early = Days::new(u64::from(person.chance.below(3)));
    let day = due.checked_sub_days(early).unwrap_or(due).max(world.today());
    let noon = day.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    let at = world.zone().from_local_datetime(&noon).earliest()?.to_utc();
    Some(at.max(world.now() + TimeDelta::minutes(10)))
}
