//! What stands beside a conversation: who the customer is, what is owed and may be granted, the case.
//!
//! Looked up and nothing else; only a document that is shown whole is written down.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Error, Place, Refused};
use crate::app::shelf::Pins;
use crate::app::{App, facts};
use crate::domain::access::{Right, Who};
use crate::domain::conduct::{self, Forbidden, Standing};
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::late::Owed;
use crate::domain::dialogue::desk::{self, Seen, outcome};
use crate::domain::dialogue::effect::Packet;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::state::{Collection, Identity, State};
use crate::domain::people::Document;
use crate::domain::policy::{Authority, Counter, Judgement, Refusal, Room};
use crate::store::audit::{self, Entry};
use crate::store::contact::{self, Contact};
use crate::store::conversation::{self, Conversation};
use crate::store::handoff::{self, Case};
use crate::store::message::{self, Sender};
use crate::store::proposal::{self, Kept};
use crate::store::{self, consent};

/// Days of the contact log.
const LOG_DAYS: i64 = 7;

/// How many cases are told.
const CASES_MOST: i64 = 20;

/// How many messages are looked at for the contact log.
const LOG_MOST: i64 = 200;

/// What is owed, what may be granted, what was offered and agreed.
#[derive(Clone, Debug)]
pub struct Debts {
    /// The day it is where the customer lives.
    pub today: NaiveDate,
    /// The case.
    pub facts: Facts,
    /// The conversation's memory.
    pub state: State,
    /// Each invoice with what is owed for it today.
    pub invoices: Vec<(Invoice, Owed)>,
    /// How far who looks may go.
    pub authority: Authority,
    /// What they may grant, or why nothing.
    pub room: Result<Room, Refusal>,
    /// Their terms as they are judged now; none where none were given.
    pub judged: Option<Result<Judgement, Refusal>>,
    /// What may be agreed on when the case is closed.
    pub limits: outcome::Limits,
    /// What people of ours offered here, the newest first.
    pub proposals: Vec<Kept>,
    /// True where the conversation is theirs.
    pub is_theirs: bool,
}

/// Who the customer is, and how they may be reached.
#[derive(Clone, Debug)]
pub struct Person {
    /// The case.
    pub facts: Facts,
    /// The conversation's memory.
    pub state: State,
    /// The channel they are on here.
    pub channel: String,
    /// The address there, as the channel knows it.
    pub contact: Option<Contact>,
    /// What they agreed to, and what shows it.
    pub consents: Vec<consent::Consent>,
    /// Days on which we wrote, with how often, the newest first.
    pub written: Vec<(NaiveDate, u32)>,
    /// How often the bot recalled an open question in seven days, and how often it may.
    pub nudges: (usize, u32),
    /// From when on we may begin; why not, where no hour changes that.
    pub may_begin: Result<DateTime<Utc>, Forbidden>,
    /// When they wrote last.
    pub heard_at: Option<DateTime<Utc>>,
    /// True where the address is somebody else's.
    pub suppressed: bool,
}

/// The case: how it came, what was understood, the ones before.
#[derive(Clone, Debug)]
pub struct Context {
    /// The conversation's memory.
    pub state: State,
    /// What came with the newest case.
    pub packet: Option<Packet>,
    /// The customer's cases that they see, in whatever conversation, the newest first.
    pub cases: Vec<Case>,
}

/// A conversation that somebody sees, with the case around it.
async fn look(app: &App, who: &Who, at: &Place) -> Result<(Conversation, Facts), Error> {
    let found = seen(app, who, at).await?;
    let facts = facts::look(app, &found).await?;
    Ok((found, facts))
}

/// A conversation that somebody may read.
pub(super) async fn seen(app: &App, who: &Who, at: &Place) -> Result<Conversation, Error> {
    let found = conversation::find(&app.db, &at.creditor, &at.conversation).await?;
    let sees = |found: &Conversation| {
        let sector = found.state.handoff.as_ref().map(|handoff| handoff.queue.as_str());
        who.may(Right::ReadCases) && who.sees(&found.creditor, sector)
    };
    Ok(found.filter(sees).ok_or(Refused::Unknown)?)
}

/// What is owed and may be granted, with terms judged as an offer of them would be.
///
/// # Errors
/// [`Refused::Unknown`] where they do not see the conversation; or when the database refuses.
pub async fn debts(
    app: &App,
    who: &Who,
    at: &Place,
    terms: Option<&Counter>,
) -> Result<Debts, Error> {
    let (found, facts) = look(app, who, at).await?;
    let pins = Pins { flow: found.flow.clone(), policy: found.policy.clone() };
    let rules = app.shelf.read_rules(&app.db, &found.creditor, &pins).await?;
    let (authority, now) = (who.authority(), app.clock.now());
    let calendar = &app.calendar;
    let seen = Seen { rules: &rules, calendar, state: &found.state, facts: &facts, now };
    Ok(Debts {
        today: facts::local_day(&facts.customer, now),
        invoices: desk::owed(seen),
        room: desk::room(seen, authority),
        judged: terms.map(|terms| desk::judge(seen, authority, terms)),
        limits: desk::limits(seen),
        proposals: proposal::of(&app.db, &found.creditor, &found.id).await?,
        is_theirs: found.state.agent.as_ref().is_some_and(|holder| holder.person == who.id),
        authority,
        state: found.state,
        facts,
    })
}

/// Who the customer is.
///
/// # Errors
/// As [`debts`].
pub async fn person(app: &App, who: &Who, at: &Place) -> Result<Person, Error> {
    let (found, facts) = look(app, who, at).await?;
    let newest = found.messages;
    let since = newest.saturating_sub(LOG_MOST);
    let said = message::since(&app.db, &found.creditor, &found.id, since).await?;
    let from = app.clock.now() - chrono::TimeDelta::days(LOG_DAYS);
    let day = |at: DateTime<Utc>| facts::local_day(&facts.customer, at);
    let mut written: Vec<(NaiveDate, u32)> = Vec::new();
    for ours in said.iter().rev().filter(|it| it.from != Sender::Customer && it.at >= from) {
        match written.last_mut() {
            Some((on, count)) if *on == day(ours.at) => *count += 1,
            Some(_) | None => written.push((day(ours.at), 1)),
        }
    }
    let pins = Pins { flow: found.flow.clone(), policy: found.policy.clone() };
    let rules = app.shelf.read_rules(&app.db, &found.creditor, &pins).await?;
    let week = day(from);
    let recalled = found.state.talk.nudged_on.iter().filter(|on| **on > week).count();
    Ok(Person {
        nudges: (recalled, rules.policy.silence().map_or(0, |it| it.per_week)),
        may_begin: may_begin(app, &found, &facts),
        contact: contact::of(&app.db, &found.creditor, &found.id).await?,
        consents: consent::of(&app.db, &found.creditor, &found.customer).await?,
        heard_at: said.iter().rev().find(|it| it.from == Sender::Customer).map(|it| it.at),
        written,
        channel: found.channel,
        suppressed: found.suppressed,
        state: found.state,
        facts,
    })
}

/// From when on somebody of ours may begin to write.
fn may_begin(app: &App, talk: &Conversation, facts: &Facts) -> Result<DateTime<Utc>, Forbidden> {
    let (now, zone) = (app.clock.now(), facts::zone(&facts.customer));
    let local = now.with_timezone(&zone).naive_local();
    let resting = match talk.state.collection {
        Collection::Active => false,
        Collection::Paused { until } => local.date() < until,
        Collection::Stopped { .. } => true,
    };
    let opted_out = facts.customer.opted_out || talk.state.opted_out;
    let verified = talk.state.identity == Identity::Verified;
    match conduct::may_begin(Standing { verified, opted_out, resting, local }, &app.calendar) {
        Ok(()) => Ok(now),
        Err(Forbidden::OutOfHours) => Ok(conduct::next_opening(now, zone, &app.calendar)),
        Err(why) => Err(why),
    }
}

/// The whole document of a customer; each look is written down, and so is each refusal.
///
/// # Errors
/// [`Refused::Right`] where they may not; otherwise as [`debts`].
pub async fn reveal(app: &App, who: &Who, at: &Place) -> Result<Option<String>, Error> {
    let (found, facts) = look(app, who, at).await?;
    let may = who.may(Right::RevealDocument);
    let line = Entry {
        at: app.clock.now(),
        who: who.id.clone(),
        action: if may { "reveal-document" } else { "reveal-document-refused" }.to_owned(),
        creditor: Some(found.creditor),
        subject: found.customer,
        detail: format!("conversation={}", found.id),
    };
    let write = app.db.write_aside(move |tx| {
        Box::pin(async move {
            audit::add(tx, &line);
            Ok::<_, store::Error>(())
        })
    });
    write.await?;
    if !may {
        return Err(Refused::Right.into());
    }
    Ok(facts.customer.document.as_ref().map(Document::formatted))
}

/// How the case came, and those before it.
///
/// # Errors
/// As [`debts`].
pub async fn context(app: &App, who: &Who, at: &Place) -> Result<Context, Error> {
    let (found, _) = look(app, who, at).await?;
    let whose = (found.creditor.as_str(), found.customer.as_str());
    let mut cases = handoff::of_customer(&app.db, whose, CASES_MOST).await?;
    cases.retain(|case| who.sees(&case.creditor, Some(&case.packet.queue)));
    let here = cases.iter().find(|case| case.conversation == found.id);
    let packet = here.map(|case| case.packet.clone());
    Ok(Context { state: found.state, packet, cases })
}
