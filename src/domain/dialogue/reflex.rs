//! What is answered anywhere, before any step: safety first, then what a person may always ask.

use super::effect::Effect;
use super::engine::reply_with;
use super::flow::{Reflex, Reply};
use super::matter::About;
use super::state::{Collection, Identity};
use super::step::Kind;
use super::text::Message;
use super::walk::{Next, Walk};
use crate::domain::dialogue::choice::fold;
use crate::domain::understanding::{Intent, Kind as Sort, Reading};

/// Reflexes in the order in which they win; missing one of the first is worse than asking.
const ORDER: [Intent; 15] = [
    Intent::Distress,
    Intent::Deceased,
    Intent::OptOut,
    Intent::WrongPerson,
    Intent::ThirdParty,
    Intent::LegalThreat,
    Intent::Dispute,
    Intent::AlreadyPaid,
    Intent::PrivacyRequest,
    Intent::AskHuman,
    Intent::Abusive,
    Intent::IsScam,
    Intent::WhoAreYou,
    Intent::Repeat,
    Intent::Menu,
];

/// Beginnings of texts that a repetition leaves out: they answered something else.
const ASIDES: [&str; 8] = [
    "creditor-footer",
    "repeat-",
    "not-understood",
    "unclear-",
    "corrected",
    "misread",
    "back-",
    "media-",
];

/// Confidence, in thousandths, from which a reflex answers.
const SAFETY: u16 = 450;
const POLITE: u16 = 650;
const SURELY: u16 = 900;

/// Banking days for which an unproved claim is respected.
const HOLD_DAYS: u32 = 5;

/// What a reflex answers to this message, if one does.
pub fn answer(walk: &mut Walk<'_>) -> Option<Next> {
    let rules = walk.rules;
    if walk.heard.choice == Some("human") && !offers_a_human(walk) {
        return rules
            .flow
            .reflexes
            .get(&Intent::AskHuman.into())
            .map(|reflex| reply_with(walk, &reflex.reply));
    }
    if walk.heard.choice.is_some() {
        return None;
    }
    let reading = walk.heard.reading?;
    if walk.points_at_debts(reading) {
        return None;
    }
    let triggered = ORDER.into_iter().filter(|intent| triggers(walk, reading, *intent));
    let mut answered = triggered.map(|intent| (intent, reading.pick(intent, &rules.flow.reflexes)));
    let (intent, reflex) = answered.find_map(|(intent, reflex)| Some((intent, reflex?)))?;
    if reflex.verified && walk.state.identity != Identity::Verified {
        hold(walk);
        return None;
    }
    if intent == Intent::WrongPerson && may_be_the_customer(walk, reading) {
        walk.note("reflex", "asks who it is");
        walk.state.identity = Identity::Unknown;
        return Some(Next::Go(rules.flow.first.clone()));
    }
    walk.note("reflex", intent.as_str());
    if intent == Intent::Abusive && first_with_request(walk, reading, reflex) {
        return None;
    }
    Some(give(walk, intent, reflex))
}

/// True where the question that stands offers a human itself: its step says whose case it becomes.
fn offers_a_human(walk: &Walk<'_>) -> bool {
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    let Some(Kind::Ask(ask)) = step.map(|step| &step.kind) else { return false };
    ask.options.iter().any(|option| option.id == "human")
}

/// The first insult that comes with a request: the calm word, and the request is answered.
fn first_with_request(walk: &mut Walk<'_>, reading: &Reading, reflex: &Reflex) -> bool {
    let said = [reading.intent].into_iter().chain(reading.also.iter().copied());
    let mut requests = said.filter(|intent| matches!(intent.kind(), Sort::Request | Sort::Reason));
    let Reply::Say(key) = &reflex.reply else { return false };
    let first = walk.state.used.get(key).is_none_or(|used| *used == 0);
    if !first || requests.next().is_none() || walk.state.identity != Identity::Verified {
        return false;
    }
    walk.state.abuses += 1;
    walk.say_generic(key);
    true
}

/// What is contested or said to be paid is left in peace while it waits for the identity.
fn hold(walk: &mut Walk<'_>) {
    if walk.state.collection == Collection::Active {
        let until = walk.calendar.add_banking_days(walk.today(), HOLD_DAYS);
        walk.state.collection = Collection::Paused { until };
        walk.enact(Effect::PauseCollection { until });
    }
}

/// True where a message says this surely enough for it.
pub fn triggers(walk: &Walk<'_>, reading: &Reading, intent: Intent) -> bool {
    let least = match intent {
        Intent::Distress => SAFETY,
        Intent::Deceased => SURELY,
        Intent::WrongPerson if reading.denied_name.is_some() => 0,
        _other => POLITE,
    };
    let said =
        reading.also.contains(&intent) || (reading.intent == intent && reading.confidence >= least);
    let resend = [Intent::LostInvoice, Intent::AskBoleto, Intent::AskPix];
    match intent {
        Intent::Deceased => said && !mourns(walk, reading),
        Intent::AlreadyPaid | Intent::Dispute => said && !is_evidence(walk, intent),
        Intent::WrongPerson => said && denies_the_customer(walk, reading),
        // "Send it again" asks for the invoice, not for our last words.
        Intent::Repeat => said && !resend.iter().any(|asked| reading.has(*asked)),
        _other => said,
    }
}

/// Who names the customer and denies no name may well be the customer: asked before all is lost.
fn may_be_the_customer(walk: &Walk<'_>, reading: &Reading) -> bool {
    let first = fold(walk.facts.customer.name.first());
    let named = fold(&reading.text).split(' ').any(|word| word == first);
    let locked = walk.state.identity == Identity::Locked;
    let doubtful = reading.intent != Intent::WrongPerson || reading.confidence < SURELY;
    named && !locked && doubtful && reading.denied_name.is_none()
}

/// The customer in person, who tells of a death and of hard times, lost somebody else.
fn mourns(walk: &Walk<'_>, reading: &Reading) -> bool {
    walk.state.identity == Identity::Verified && reading.has(Intent::Hardship)
}

/// In answer to what is asked for a dispute or a request, such words tell of it.
fn is_evidence(walk: &Walk<'_>, intent: Intent) -> bool {
    let step = walk.state.step.as_deref().and_then(|name| walk.rules.flow.step(name));
    let noting = matches!(step.map(|step| &step.kind), Some(Kind::Note { .. }));
    let disputed = walk.state.matter.as_ref();
    let disputed = disputed.is_some_and(|matter| matches!(matter.about, About::Dispute(_)));
    noting && (intent == Intent::AlreadyPaid || !disputed)
}

/// "I am not Ana" says nothing where the customer is Maria.
fn denies_the_customer(walk: &Walk<'_>, reading: &Reading) -> bool {
    let Some(denied) = reading.denied_name.as_deref() else { return true };
    let name = fold(walk.facts.customer.name.full());
    fold(denied).split(' ').any(|word| name.split(' ').any(|part| part == word))
}

fn give(walk: &mut Walk<'_>, intent: Intent, reflex: &Reflex) -> Next {
    if intent == Intent::Repeat {
        return repeat(walk, reflex);
    }
    if intent == Intent::Abusive {
        walk.state.abuses += 1;
    }
    if let (Reply::Say(key), Some(again)) = (&reflex.reply, &reflex.again)
        && walk.state.used.get(key).is_some_and(|used| *used > 0)
    {
        return Next::Go(again.clone());
    }
    reply_with(walk, &reflex.reply)
}

/// The last message once more, in other words where there are; nothing of a debt to a stranger.
fn repeat(walk: &mut Walk<'_>, reflex: &Reflex) -> Next {
    let Some(last) = walk.state.last.clone() else {
        return Next::Go(walk.rules.flow.first.clone());
    };
    let intro = match &reflex.reply {
        Reply::Say(key) => key.as_str(),
        Reply::Go(_) | Reply::Tell(_) => "",
    };
    let verified = walk.state.identity == Identity::Verified;
    if last.is_sensitive() && !verified {
        return reply_with(walk, &reflex.reply);
    }
    if let Reply::Say(key) = &reflex.reply {
        walk.say_generic(key);
    }
    let Message { parts, choices, attachments } = *last;
    for part in parts {
        let aside = ASIDES.iter().any(|beginning| part.key.starts_with(beginning));
        if !aside && part.key != intro {
            walk.say(part);
        }
    }
    walk.message.choices = choices;
    walk.message.attachments = attachments;
    walk.reasked = true;
    Next::Rest
}
