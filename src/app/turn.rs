//! Takes one turn: everything between a claimed entry and its rows, in one transaction.
//!
//! The turn is decided from what this transaction read, and saved only over the version it read;
//! who saved in between makes it be taken again, which costs nothing, for deciding is pure.

use chrono::{DateTime, Utc};

use super::enact::{self, Desk};
use super::reception::{self, Met};
use super::shelf::Pins;
use super::words::{self, Worded};
use super::{App, Error, Result, changes, facts, hearing};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::{Rules, Trace, Turn, advance, broken_handoff};
use crate::domain::id::Id;
use crate::domain::understanding::Hint;
use crate::failpoint;
use crate::store::conversation::{self, Conversation};
use crate::store::inbox::{self, Claimed, End, Incoming};
use crate::store::message::{self, Choice, Message, Sender};
use crate::store::turn::{self, Logged, Outcome, state_hash};
use crate::store::{self, Tx, customer, identity};

/// How often a turn is taken again when someone saved in between.
const ATTEMPTS: u32 = 5;

/// What became of a claimed entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The dialogue took its turn.
    Advanced,
    /// It could not, and a human got the case; why.
    Broken(String),
    /// Nothing of it concerns a dialogue: it was received, and answered where it needs to be.
    Received,
    /// Someone else works the entry by now.
    ClaimLost,
}

/// How the turn is decided.
#[derive(Clone, Debug)]
enum How {
    /// By the dialogue, with a second opinion where one was given.
    Dialogue(Option<Hint>),
    /// For a human, because the entry cannot be worked; why.
    ForHuman(String),
}

/// Takes a turn for a claimed entry, weighing the second opinion that was asked before it.
///
/// # Errors
/// When the entry cannot be worked, or the database refuses; nothing of the turn stays then.
pub async fn take(app: &App, entry: &Claimed, hint: Option<Hint>) -> Result<Taken> {
    again(app, entry, How::Dialogue(hint)).await
}

/// Gives the case of an entry that cannot be worked to a human; the entry is dead then.
///
/// # Errors
/// When even this cannot be done; nothing of it stays then.
pub async fn take_for_human(app: &App, entry: &Claimed, why: &str) -> Result<Taken> {
    again(app, entry, How::ForHuman(why.to_owned())).await
}

async fn again(app: &App, entry: &Claimed, how: How) -> Result<Taken> {
    let mut answer = Err(Error::ClaimLost);
    for _ in 0..ATTEMPTS {
        answer = once(app, entry, how.clone()).await;
        match &answer {
            Err(error) if error.is_passing() => {}
            Err(Error::ClaimLost) => return Ok(Taken::ClaimLost),
            Err(_) => return answer,
            Ok(_) => {
                app.signals.outbox.notify_one();
                app.signals.timers.notify_one();
                return answer;
            }
        }
    }
    answer
}

async fn once(app: &App, entry: &Claimed, how: How) -> Result<Taken> {
    let (work, entry, now) = (app.clone(), entry.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let taken = turn(&work, tx, &entry, how, now).await?;
                failpoint::pass("before-turn-commit");
                Ok(taken)
            })
        })
        .await
}

async fn turn(
    app: &App,
    tx: &mut Tx,
    entry: &Claimed,
    how: How,
    now: DateTime<Utc>,
) -> Result<Taken> {
    let creditor = entry.new.creditor.as_str();
    let (conversation, incoming) = match &entry.new.body {
        Incoming::Heard { heard } => match reception::meet(app, tx, (entry, heard), now).await? {
            Met::At(conversation, incoming) => (conversation, incoming),
            Met::Over => return received(tx, entry, now).await,
        },
        Incoming::Changed { change } => {
            reception::changed(tx, (entry, change), now).await?;
            return received(tx, entry, now).await;
        }
        Incoming::Text { .. }
        | Incoming::Choice { .. }
        | Incoming::Passed { .. }
        | Incoming::Media { .. }
        | Incoming::Event { .. } => (entry.new.line.clone(), entry.new.body.clone()),
    };
    let incoming = &incoming;
    let before = load(tx, creditor, &conversation).await?;
    changes::apply(tx, &before, incoming, now).await?;
    let facts = facts::gather(app, tx, &before).await?;
    let pins = Pins { flow: before.flow.clone(), policy: before.policy.clone() };
    let rules = app.shelf.rules(tx, creditor, &pins).await?;
    let choices = hearing::choices(tx, &before, incoming).await?;
    failpoint::pass("in-turn");
    let decided = decide(app, (&before, &choices), (&rules, &facts), incoming, (how, now));
    let said = decided.worded(app)?;
    let mut after = before.clone();
    show(tx, &mut after, (entry, incoming), &choices).await?;
    let first = decided.turn.effects.iter().any(|effect| matches!(effect, Effect::OptOut));
    let desk = Desk { entry, facts: &facts, now, proactive: is_proactive(incoming), first };
    enact::all(tx, &desk, &mut after, &decided.turn, said).await?;
    after.suppressed = after.suppressed && decided.turn.state.is_a_strangers();
    if decided.turn.state.tries != facts.identity_tries {
        let tries = decided.turn.state.tries;
        identity::remember(tx, creditor, &before.customer, tries, now).await?;
    }
    let (taken, end) = match &decided.broken {
        None => (Taken::Advanced, End::Done),
        Some(why) => (Taken::Broken(why.clone()), End::Dead(why.clone())),
    };
    let number = u32::try_from(before.version + 1).unwrap_or(u32::MAX);
    after.state = decided.turn.state.clone();
    after.changed_at = now;
    turn::append(tx, creditor, &before.id, decided.log(entry, &before, facts, (number, now)))
        .await?;
    conversation::save(tx, &after).await?;
    if inbox::end(tx, entry, Some(number), end, now).await? {
        Ok(taken)
    } else {
        Err(Error::ClaimLost)
    }
}

/// Ends an entry that takes no turn.
async fn received(tx: &mut Tx, entry: &Claimed, now: DateTime<Utc>) -> Result<Taken> {
    if inbox::end(tx, entry, None, End::Done, now).await? {
        Ok(Taken::Received)
    } else {
        Err(Error::ClaimLost)
    }
}

/// Loads a conversation once nobody else writes about its customer.
async fn load(tx: &mut Tx, creditor: &str, id: &Id) -> Result<Conversation> {
    let missing = || store::Error::missing(format!("conversation {id}"));
    if let Some(whose) = conversation::customer(&mut *tx, creditor, id).await? {
        customer::lock(tx, creditor, &whose).await?;
    }
    Ok(conversation::find(tx, creditor, id).await?.ok_or_else(missing)?)
}

/// What was decided, and from what.
struct Decided {
    event: Option<Event>,
    turn: Turn,
    broken: Option<String>,
}

fn decide(
    app: &App,
    (before, choices): (&Conversation, &[Choice]),
    (rules, facts): (&Rules, &Facts),
    incoming: &Incoming,
    (how, now): (How, DateTime<Utc>),
) -> Decided {
    let for_human = |event, why: String| {
        let mut turn = broken_handoff(rules, &app.calendar, &before.state, facts, now);
        turn.trace.push(Trace { kind: "broken".to_owned(), detail: why.clone() });
        Decided { event, turn, broken: Some(why) }
    };
    match how {
        How::ForHuman(why) => for_human(None, why),
        How::Dialogue(hint) => {
            let said = (incoming, hint.as_ref());
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
    fn worded(&self, app: &App) -> Result<Option<Worded>> {
        let said = self.turn.effects.iter().find_map(|effect| match effect {
            Effect::Say { message, .. } => Some(message),
            Effect::SayForAgent { .. }
            | Effect::SetTimer { .. }
            | Effect::ClearTimer { .. }
            | Effect::RecordAgreement { .. }
            | Effect::BreakAgreement { .. }
            | Effect::CancelAgreement { .. }
            | Effect::MoveDueDates { .. }
            | Effect::BreakPromise { .. }
            | Effect::RecordPromise { .. }
            | Effect::RequestCharge { .. }
            | Effect::CancelCharge { .. }
            | Effect::HandOff { .. }
            | Effect::OptOut
            | Effect::SuppressAddress
            | Effect::PauseCollection { .. }
            | Effect::StopCollection { .. }
            | Effect::OpenDispute { .. }
            | Effect::RecordPaidClaim { .. }
            | Effect::OpenRequest { .. }
            | Effect::AddEvidence { .. }
            | Effect::RecordReason { .. }
            | Effect::CarryOn { .. } => None,
        });
        match said {
            None => Ok(None),
            Some(message) if self.broken.is_some() => {
                Ok(Some(words::render_what_can_be(&app.words, message)))
            }
            Some(message) => Ok(Some(words::render(&app.words, message)?)),
        }
    }

    fn log(
        self,
        entry: &Claimed,
        before: &Conversation,
        facts: Facts,
        (number, now): (u32, DateTime<Utc>),
    ) -> Logged {
        Logged {
            number,
            at: now,
            outcome: if self.broken.is_some() { Outcome::Broken } else { Outcome::Advanced },
            source: (entry.new.channel.clone(), entry.new.external_id.clone()),
            flow: before.flow.clone(),
            policy: before.policy.clone(),
            event: self.event,
            facts,
            state_hash: state_hash(&self.turn.state),
            effects: self.turn.effects,
            trace: self.turn.trace,
        }
    }
}

/// Shows in the conversation what the customer did.
async fn show(
    tx: &mut Tx,
    after: &mut Conversation,
    (entry, incoming): (&Claimed, &Incoming),
    choices: &[Choice],
) -> Result<()> {
    let Some(shown) = hearing::shown(incoming, choices) else { return Ok(()) };
    after.messages += 1;
    let message = Message {
        id: Id::derive(&[&entry.new.creditor, &entry.new.channel, &entry.new.external_id]),
        seq: after.messages,
        from: Sender::Customer,
        turn: after.state.turn + 1,
        at: entry.arrived_at,
        text: shown.text,
        options: Vec::new(),
        attachments: shown.attachments,
        sent_at: None,
        failure: None,
    };
    Ok(message::add(tx, &entry.new.creditor, &after.id, message).await?)
}

/// True where nobody asked for what the turn says.
const fn is_proactive(incoming: &Incoming) -> bool {
    match incoming {
        Incoming::Text { .. }
        | Incoming::Choice { .. }
        | Incoming::Passed { .. }
        | Incoming::Media { .. }
        | Incoming::Changed { .. }
        | Incoming::Heard { .. } => false,
        Incoming::Event { event } => {
            matches!(event, Event::TimerFired { .. } | Event::OutreachStarted)
        }
    }
}
