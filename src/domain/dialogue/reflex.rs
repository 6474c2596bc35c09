//! What is answered anywhere, before any step: safety first, then what a person may always ask.

use super::effect::{Effect, HandoffReason};
use super::engine::reply_with;
use super::event::Media;
use super::flow::{Reflex, Reply};
use super::matter::About;
use super::state::{Collection, Identity};
use super::step::Kind;
use super::steps;
use super::text::{Message, Part, Value};
use super::walk::{Next, Walk};
use crate::domain::dialogue::choice::fold;
use crate::domain::understanding::{Intent, Reading};

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

/// Confidence, in thousandths, from which a reflex answers.
const SAFETY: u16 = 450;
const POLITE: u16 = 650;
const SURELY: u16 = 900;

/// Banking days for which an unproved claim is respected.
const HOLD_DAYS: u32 = 5;

/// What a reflex answers to this message, if one does.
pub fn answer(walk: &mut Walk<'_>) -> Option<Next> {
    let rules = walk.rules;
    if walk.heard.choice == Some("human") {
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
    walk.note("reflex", intent.as_str());
    Some(give(walk, intent, reflex))
}

/// What is contested or said to be paid is left in peace while it waits for the identity.
fn hold(walk: &mut Walk<'_>) {
    if walk.state.collection == Collection::Active {
        let until = walk.calendar.add_banking_days(walk.today(), HOLD_DAYS);
        walk.state.collection = Collection::Paused { until };
        walk.enact(Effect::PauseCollection { until });
    }
}

/// While a human has the case the bot keeps silent, but for safety and one reassurance.
pub fn while_human(walk: &mut Walk<'_>) -> Next {
    let rules = walk.rules;
    let urgent = walk.heard.reading.and_then(|reading| {
        let urgent = [Intent::Distress, Intent::OptOut];
        urgent.into_iter().find(|intent| triggers(walk, reading, *intent))
    });
    let known = urgent.filter(|intent| {
        let told = walk.state.handoff.as_ref().map(|handoff| handoff.reason);
        if *intent == Intent::Distress {
            told != Some(HandoffReason::Distress)
        } else {
            !walk.state.opted_out
        }
    });
    if let Some(reflex) = known.and_then(|intent| rules.flow.reflexes.get(&intent.into())) {
        walk.note("reflex", "urgent while with a human");
        return reply_with(walk, &reflex.reply);
    }
    if proof(walk) {
        return Next::Rest;
    }
    let reassured = walk.state.handoff.as_ref().is_none_or(|handoff| handoff.reassured);
    if let Some(handoff) = walk.state.handoff.as_mut().filter(|_| !reassured) {
        handoff.reassured = true;
        let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
        walk.say(Part::new("handoff-waiting").with("opens", Value::Moment(opens)));
    }
    Next::Rest
}

/// A proof of payment that comes while a human looks into it is received and kept.
fn proof(walk: &mut Walk<'_>) -> bool {
    let awaited = walk.state.handoff.as_ref().map(|handoff| handoff.reason);
    let sent = matches!(walk.heard.media, Some(Media::Image | Media::Document));
    if !sent {
        return false;
    }
    if awaited != Some(HandoffReason::AlreadyPaid) {
        return evidence(walk);
    }
    let id = walk.name();
    let invoices = walk.invoices().into_iter().map(|invoice| invoice.id).collect();
    let (words, scheduled) = (String::new(), None);
    walk.enact(Effect::RecordPaidClaim { id, invoices, proof: true, scheduled, words });
    let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
    walk.say(Part::new("proof-received").with("opens", Value::Moment(opens)));
    true
}

/// A file for a dispute or a request that a human looks into.
fn evidence(walk: &mut Walk<'_>) -> bool {
    let Some(matter) = walk.state.matter.clone() else { return false };
    steps::note::add(walk, &matter.id);
    walk.say(Part::new("note-file").with("protocol", Value::Text(matter.id.protocol())));
    true
}

fn triggers(walk: &Walk<'_>, reading: &Reading, intent: Intent) -> bool {
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

fn repeat(walk: &mut Walk<'_>, reflex: &Reflex) -> Next {
    let Some(last) = walk.state.last.clone() else {
        return Next::Go(walk.rules.flow.first.clone());
    };
    if let Reply::Say(key) = &reflex.reply {
        walk.say_generic(key);
    }
    let Message { parts, choices, attachments } = *last;
    let intro = match &reflex.reply {
        Reply::Say(key) => key.as_str(),
        Reply::Go(_) | Reply::Tell(_) => "",
    };
    let kept = |part: &Part| part.key != "creditor-footer" && part.key != intro;
    walk.message.parts.extend(parts.into_iter().filter(kept));
    walk.message.choices = choices;
    walk.message.attachments = attachments;
    Next::Rest
}
