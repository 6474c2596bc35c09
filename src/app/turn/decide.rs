//! Decides turns, on every core: no row is read or written here, and no turn knows of another.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::runs::Changed;
use super::{How, Taken, reached};
use crate::app::edition::Edition;
use crate::app::enact::{self, Desk, Rare};
use crate::app::words::{self, Worded};
use crate::app::{App, Result, hearing};
use crate::domain::channel::WHATSAPP;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::moving::{self, MOVED};
use crate::domain::dialogue::stake::stake;
use crate::domain::dialogue::{Rules, Trace, Turn, advance, broken_handoff};
use crate::domain::experiment::PART;
use crate::domain::id::Id;
use crate::failpoint;
use crate::store;
use crate::store::conversation::Conversation;
use crate::store::inbox::{Claimed, End, Incoming};
use crate::store::many::work::{Frozen, Rows};
use crate::store::message::{Choice, Message, Sender};
use crate::store::tuning::experiment::Given;
use crate::store::turn::{Logged, Outcome};

/// Fewer turns than this are not worth another thread.
const WORTH: usize = 8;

/// Everything that a turn is decided from.
pub(super) struct Work {
    pub place: usize,
    pub entry: Claimed,
    pub how: How,
    pub incoming: Incoming,
    pub before: Conversation,
    pub choices: Vec<Choice>,
    pub rules: Rules,
    pub facts: Facts,
    /// The release it is decided and worded by.
    pub edition: Arc<Edition>,
    /// The release that the conversation came over from in this turn.
    pub came_from: Option<i64>,
    /// What the conversation runs on from this turn on, where that changed.
    pub changed: Option<Changed>,
}

/// A turn that is decided.
pub(super) struct Made {
    pub rows: Rows,
    pub after: Conversation,
    pub logged: Logged,
    pub rare: Vec<Rare>,
    pub taken: Taken,
    /// How often the identity question was answered wrongly, where that changed.
    pub tries: Option<u32>,
    /// What the conversation runs on from this turn on, where that changed.
    pub changed: Option<Changed>,
    entry: Claimed,
    proactive: bool,
    first: bool,
}

impl Made {
    /// What its effects are enacted with.
    pub fn desk(&self, now: DateTime<Utc>) -> Desk<'_> {
        let (entry, facts) = (&self.entry, &self.logged.facts);
        Desk { entry, facts, now, proactive: self.proactive, first: self.first }
    }
}

/// Decides every turn; of one that panics that is its answer.
pub(super) async fn all(
    app: &App,
    mut works: Vec<Work>,
    now: DateTime<Utc>,
) -> Vec<(usize, Result<Made>)> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if works.len() < WORTH || cores == 1 {
        return works.into_iter().map(|work| safely(app, work, now)).collect();
    }
    let each = works.len().div_ceil(cores);
    let mut threads = Vec::with_capacity(cores);
    while !works.is_empty() {
        let part = works.split_off(works.len().saturating_sub(each));
        let places: Vec<usize> = part.iter().map(|work| work.place).collect();
        let app = app.clone();
        let decide =
            move || part.into_iter().map(|work| safely(&app, work, now)).collect::<Vec<_>>();
        threads.push((places, tokio::task::spawn_blocking(decide)));
    }
    let mut made = Vec::new();
    for (places, thread) in threads.into_iter().rev() {
        match thread.await {
            Ok(part) => made.extend(part),
            Err(_) => made.extend(places.into_iter().map(|place| (place, Err(gone())))),
        }
    }
    made
}

fn gone() -> crate::app::Error {
    store::Error::Panicked("the runtime shut down".to_owned()).into()
}

fn safely(app: &App, work: Work, now: DateTime<Utc>) -> (usize, Result<Made>) {
    let place = work.place;
    let made = catch_unwind(AssertUnwindSafe(|| {
        failpoint::pass("in-turn");
        make(app, work, now)
    }));
    (place, made.unwrap_or_else(|panic| Err(store::Error::panicked(&*panic).into())))
}

/// Decides a turn and makes its rows.
fn make(app: &App, work: Work, now: DateTime<Utc>) -> Result<Made> {
    let decided = decide(app, &work, now);
    let said = decided.worded(&work)?;
    let Work { entry, incoming, before, choices, rules, facts, edition, came_from, .. } = work;
    let changed = work.changed;
    let Decided { event, mut turn, broken } = decided;
    turn.trace.extend(came_from.map(|from| came_over(from, edition.number)));
    turn.trace.extend(changed.iter().flat_map(|it| &it.given).map(takes_part));
    let mut rows = Rows::default();
    let mut after = before;
    let number = u32::try_from(after.version + 1).unwrap_or(u32::MAX);
    show(&mut rows, &mut after, (&entry, &incoming), &choices);
    let first = turn.effects.iter().any(|effect| matches!(effect, Effect::OptOut));
    let proactive = is_proactive(&incoming);
    let desk = Desk { entry: &entry, facts: &facts, now, proactive, first };
    reached::note(&mut rows, (&after, number), &turn, now);
    let rare = enact::usual(&mut rows, &desk, &mut after, &turn, said);
    after.suppressed = after.suppressed && turn.state.is_a_strangers();
    after.state = turn.state;
    after.changed_at = now;
    let stake = stake((&rules, &app.calendar), (&after.state, &facts), now);
    let tries = Some(after.state.tries).filter(|tries| *tries != facts.identity_tries);
    let frozen = Frozen::of(&after.state)?;
    let logged = Logged {
        number,
        at: now,
        outcome: if broken.is_some() { Outcome::Broken } else { Outcome::Advanced },
        source: (entry.new.channel.clone(), entry.new.external_id.clone()),
        flow: after.flow.clone(),
        policy: after.policy.clone(),
        event,
        facts,
        state_hash: frozen.hash.clone(),
        effects: turn.effects,
        trace: turn.trace,
    };
    rows.turn(&after.creditor, &after.id, &logged)?;
    rows.conversation(&after, frozen, stake);
    let (taken, end) = match broken {
        None => (Taken::Advanced, End::Done),
        Some(why) => (Taken::Broken(why.clone()), End::Dead(why)),
    };
    rows.end(&entry, Some(number), end, now);
    Ok(Made { rows, after, logged, rare, taken, tries, changed, entry, proactive, first })
}

/// Tells that a conversation came over.
fn came_over(from: i64, to: i64) -> Trace {
    Trace { kind: MOVED.to_owned(), detail: moving::told(from, to) }
}

/// Tells that somebody takes part in an experiment from this turn on.
fn takes_part(given: &Given) -> Trace {
    Trace { kind: PART.to_owned(), detail: format!("{}/{}", given.experiment, given.arm) }
}

/// What was decided.
struct Decided {
    event: Option<Event>,
    turn: Turn,
    broken: Option<String>,
}

fn decide(app: &App, work: &Work, now: DateTime<Utc>) -> Decided {
    let Work { before, rules, facts, incoming, choices, .. } = work;
    let for_human = |event, why: String| {
        let mut turn = broken_handoff(rules, &app.calendar, &before.state, facts, now);
        turn.trace.push(Trace { kind: "broken".to_owned(), detail: why.clone() });
        Decided { event, turn, broken: Some(why) }
    };
    match &work.how {
        How::ForHuman(why) => for_human(None, why.clone()),
        How::Dialogue(hint) => {
            let said = (incoming, hint.as_deref());
            let event = hearing::hear(app, (before, choices), (rules, facts), said, now);
            match advance(rules, &app.calendar, &before.state, &event, facts, now) {
                Ok(turn) => Decided { event: Some(event), turn, broken: None },
                Err(broken) => for_human(Some(event), broken.to_string()),
            }
        }
    }
}

impl Decided {
    /// The words of the turn's message, where it has one.
    fn worded(&self, of: &Work) -> Result<Option<Worded>> {
        let said = self.turn.effects.iter().find_map(Effect::said);
        let words = of.edition.words.of(of.facts.language());
        match said {
            None => Ok(None),
            Some(message) if self.broken.is_some() => {
                Ok(Some(words::render_what_can_be(words, message)))
            }
            Some(message) => {
                let worded = words::render(words, message)?;
                let on_whatsapp = of.before.channel == WHATSAPP;
                let stand_in = || words::stand_in(&of.edition.templates, words, message, &of.facts);
                Ok(Some(Worded { template: on_whatsapp.then(stand_in).flatten(), ..worded }))
            }
        }
    }
}

/// Shows in the conversation what the customer did.
fn show(
    rows: &mut Rows,
    after: &mut Conversation,
    (entry, incoming): (&Claimed, &Incoming),
    choices: &[Choice],
) {
    let Some(shown) = hearing::shown(incoming, choices) else { return };
    after.messages += 1;
    let message = Message {
        id: Id::derive(&[&entry.new.creditor, &entry.new.channel, &entry.new.external_id]),
        seq: after.messages,
        from: Sender::Customer,
        author: None,
        turn: after.state.turn + 1,
        at: entry.arrived_at,
        text: shown.text,
        options: Vec::new(),
        attachments: shown.attachments,
        sent_at: None,
        failure: None,
    };
    rows.message(&entry.new.creditor, &after.id, message);
}

/// True where nobody asked for what the turn says.
const fn is_proactive(incoming: &Incoming) -> bool {
    match incoming {
        Incoming::Text { .. }
        | Incoming::Choice { .. }
        | Incoming::Passed { .. }
        | Incoming::Again { .. }
        | Incoming::Media { .. }
        | Incoming::Captioned { .. }
        | Incoming::Changed { .. }
        | Incoming::Heard { .. } => false,
        Incoming::Event { event } => {
            matches!(
                event,
                Event::TimerFired { .. }
                    | Event::OutreachStarted
                    | Event::AgentSaid { begins: true, .. }
            )
        }
    }
}
