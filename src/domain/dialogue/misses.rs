//! Not understood: asked in other words, then a human is offered, then one is called.
//!
//! Where a message may mean two or three things that would lead somewhere, these are put as
//! choices instead of guessing. What was written waits with them, so that nothing is typed twice.

use super::absorb;
use super::event::{Event, Media};
use super::flow::Reply;
use super::state::{Asked, Identity, State};
use super::step::{Kind, Step};
use super::steps;
use super::text::Part;
use super::walk::{Next, Walk};
use crate::domain::understanding::{Intent, Language, Reading, SURE};

/// Confidence, in thousandths, from which one guess is worth asking back, or all of them together.
const WORTH: u16 = 350;
const WORTH_TOGETHER: u16 = 450;

/// A meaning less likely than this is not put to anybody.
const LIKELY: u16 = 100;

/// A meaning as close as this to the first makes the first a guess.
const CLOSE: u16 = 150;

/// The most meanings that are put at once.
const MEANINGS: usize = 3;

/// The meanings that have words of their own to be asked by.
pub const ASKABLE: [(Intent, &str); 23] = [
    (Intent::AlreadyPaid, "label-meant-paid"),
    (Intent::AskBoleto, "label-meant-boleto"),
    (Intent::AskConsequences, "label-meant-effects"),
    (Intent::AskDetails, "label-meant-details"),
    (Intent::AskDiscount, "label-meant-discount"),
    (Intent::AskHuman, "label-human"),
    (Intent::AskInstalments, "label-meant-split"),
    (Intent::AskPix, "label-pay-pix"),
    (Intent::AskReceipt, "label-meant-receipt"),
    (Intent::AwaitingIncome, "label-meant-waiting"),
    (Intent::BusyNow, "label-meant-busy"),
    (Intent::CannotAfford, "label-meant-too-much"),
    (Intent::ChangeDueDate, "label-meant-date"),
    (Intent::Dispute, "label-meant-dispute"),
    (Intent::Forgot, "label-forgot"),
    (Intent::Hardship, "label-hardship"),
    (Intent::LostInvoice, "label-lost-invoice"),
    (Intent::Negotiate, "label-see-offers"),
    (Intent::PayNow, "label-meant-pay"),
    (Intent::PaymentProblem, "label-meant-trouble"),
    (Intent::PromiseToPay, "label-meant-promise"),
    (Intent::WhoAreYou, "label-meant-who"),
    (Intent::WillThink, "label-meant-think"),
];

/// What a choice of a meaning makes of the message it was asked about.
pub fn chosen(state: &State, event: &Event) -> Option<Reading> {
    let (choice, yes) = match event {
        Event::Chose { choice } => (Some(choice.as_str()), false),
        Event::Said { reading, choice } => {
            (choice.as_deref(), reading.is_yes() && reading.entities.is_empty())
        }
        Event::Media { .. }
        | Event::TimerFired { .. }
        | Event::OutreachStarted
        | Event::ChargeIssued { .. }
        | Event::ChargeRefused { .. }
        | Event::Paid { .. }
        | Event::AgentTook { .. }
        | Event::AgentSaid { .. }
        | Event::AgentPassed { .. }
        | Event::AgentReturned
        | Event::AgentOffered { .. }
        | Event::AgentWithdrew { .. }
        | Event::ProposalApproved { .. }
        | Event::ProposalRefused { .. }
        | Event::AgentClosed { .. }
        | Event::SendFailed { .. } => return None,
    };
    let unsure = state.talk.unsure.as_deref()?;
    let last = state.last.as_deref()?;
    let mut offered = last.choices.iter().filter_map(|choice| meaning(&choice.id));
    let mut only = || offered.next().filter(|_| offered.next().is_none());
    let by_yes = yes && choice.is_none() && state.asked == Some(Asked::Meaning);
    let intent = choice.and_then(meaning).or_else(|| only().filter(|_| by_yes))?;
    let also = unsure.also.iter().copied().filter(|other| *other != intent).collect();
    Some(Reading {
        intent,
        confidence: 1000,
        alternatives: Vec::new(),
        also,
        answer: None,
        ..unsure.clone()
    })
}

fn meaning(choice: &str) -> Option<Intent> {
    choice.strip_prefix("meant:")?.parse().ok()
}

/// Asks again, then offers a human, then calls one.
pub fn miss(walk: &mut Walk<'_>, step: Option<&Step>) -> Next {
    let blank = walk.heard.reading.is_some_and(is_blank);
    if !blank || walk.state.used.contains_key("unclear-blank") {
        count(walk);
    }
    let own = step.and_then(|step| step.given_up.clone());
    if let Some(next) = too_often(walk, own) {
        return next;
    }
    if let Some(reading) = walk.heard.reading {
        if let Some(language) = reading.language {
            walk.say_generic(language_key(language));
        } else if is_blank(reading) {
            walk.say_generic("unclear-blank");
        } else if let Some(next) = ask_meaning(walk, reading) {
            return next;
        } else {
            unclear(walk, step);
        }
    } else {
        unclear(walk, step);
    }
    if let Some(step) = step {
        steps::again(walk, step);
    }
    Next::Rest
}

/// What cannot be read is said to be so; the question stands.
pub fn media(walk: &mut Walk<'_>, step: &Step) -> Option<Next> {
    let media = walk.heard.media?;
    let consent = matches!(step.kind, Kind::Confirm { .. });
    let telling = match media {
        Media::Image | Media::Audio | Media::Video | Media::Document => true,
        Media::Sticker | Media::Location | Media::Contact | Media::Edited | Media::Other => false,
    };
    if telling && !consent {
        count(walk);
        if let Some(next) = too_often(walk, None) {
            return Some(next);
        }
    }
    if consent && media != Media::Edited {
        walk.say_generic("media-consent");
    } else {
        walk.say_generic(media_key(media));
    }
    steps::again(walk, step);
    Some(Next::Rest)
}

/// The text that says of each kind that it cannot be read.
pub const fn media_key(media: Media) -> &'static str {
    match media {
        Media::Image | Media::Document => "media-file",
        Media::Audio => "media-audio",
        Media::Video => "media-video",
        Media::Sticker => "media-sticker",
        Media::Location => "media-location",
        Media::Contact => "media-contact",
        Media::Edited => "media-edited",
        Media::Other => "media-other",
    }
}

/// What the first message told is not passed over: care first, else a word that it was heard.
pub fn acknowledge(walk: &mut Walk<'_>) {
    if let Some(media) = walk.heard.media {
        let question = walk.message.parts.pop();
        walk.say_generic(media_key(media));
        walk.message.parts.extend(question);
        return;
    }
    if let Some(language) = walk.heard.reading.and_then(|reading| reading.language) {
        let question = walk.message.parts.pop();
        walk.say_generic(language_key(language));
        walk.message.parts.extend(question);
        return;
    }
    let told = walk.heard.reading.filter(|reading| reading.is_sure());
    let Some(intent) = told.map(|reading| reading.intent) else { return };
    let small = [Intent::Greet, Intent::Affirm, Intent::Deny, Intent::Thanks, Intent::Acknowledge];
    if small.contains(&intent) || intent == Intent::OutOfScope {
        return;
    }
    let hardship = walk.state.reason.is_some_and(crate::domain::debt::reason::Reason::is_hardship);
    let key = if hardship { "open-care" } else { "open-noted" };
    let question = walk.message.parts.pop();
    walk.say(Part::new(key));
    walk.message.parts.extend(question);
}

/// True where the message's first meaning is hardly likelier than another that leads elsewhere.
pub fn is_torn(walk: &Walk<'_>, reading: &Reading, intent: Intent) -> bool {
    let Some((other, likely)) = reading.alternatives.first().copied() else { return false };
    let flow = &walk.rules.flow;
    let elsewhere = flow.topics.get(&other.into()) != reading.pick(intent, &flow.topics);
    reading.intent == intent
        && reading.confidence < SURE
        && elsewhere
        && leads(walk, other)
        && likely + CLOSE >= reading.confidence
}

/// Puts what a message may have meant; none where nothing likely leads anywhere.
pub fn ask_meaning(walk: &mut Walk<'_>, reading: &Reading) -> Option<Next> {
    if reading.confidence >= SURE || walk.heard.choice.is_some() {
        return None;
    }
    let all =
        [(reading.intent, reading.confidence)].into_iter().chain(reading.alternatives.clone());
    let likely = all.filter(|(intent, likely)| *likely >= LIKELY && leads(walk, *intent));
    let mut meant: Vec<(Intent, &'static str)> = Vec::new();
    let mut together = 0_u16;
    for (intent, likely) in likely {
        let Some(label) = label(intent).filter(|_| meant.len() < MEANINGS) else { continue };
        if !meant.iter().any(|(_, known)| *known == label) {
            meant.push((intent, label));
            together = together.saturating_add(likely);
        }
    }
    let first = meant.first().is_some_and(|(intent, _)| *intent == reading.intent);
    if !(first && reading.confidence >= WORTH) && together < WORTH_TOGETHER {
        return None;
    }
    walk.note("meaning", "asked back");
    walk.say_generic(if meant.len() > 1 { "did-you-mean" } else { "did-you-mean-one" });
    for (intent, label) in meant {
        walk.offer_choice(&format!("meant:{}", intent.as_str()), Part::new(label));
    }
    walk.offer_choice("go-on", Part::new("label-something-else"));
    walk.state.talk.unsure = Some(Box::new(reading.clone()));
    walk.state.asked = Some(Asked::Meaning);
    Some(Next::Rest)
}

fn label(intent: Intent) -> Option<&'static str> {
    ASKABLE.iter().find(|(known, _)| *known == intent).map(|(_, label)| *label)
}

/// True where this meaning would be taken up here.
fn leads(walk: &Walk<'_>, intent: Intent) -> bool {
    let flow = &walk.rules.flow;
    let verified = walk.state.identity == Identity::Verified;
    let reflex =
        flow.reflexes.get(&intent.into()).is_some_and(|reflex| verified || !reflex.verified);
    let topic = verified && flow.topics.contains_key(&intent.into());
    topic || (reflex && (verified || intent == Intent::AskHuman))
}

fn count(walk: &mut Walk<'_>) {
    walk.state.misses += 1;
    if let Some(reading) = walk.heard.reading {
        let missed = &mut walk.state.missed;
        missed.push(absorb::short(&reading.text));
        if missed.len() > 3 {
            missed.remove(0);
        }
    }
    walk.note("miss", walk.state.misses.to_string());
}

/// The second time a human is offered, the third one is called.
fn too_often(walk: &mut Walk<'_>, own: Option<String>) -> Option<Next> {
    match walk.state.misses {
        0 | 1 => None,
        2 => {
            walk.say(Part::new("unclear-human"));
            walk.offer_choice("human", Part::new("label-human"));
            walk.offer_choice("go-on", Part::new("label-go-on"));
            walk.state.asked = Some(Asked::Human);
            Some(Next::Rest)
        }
        _ => {
            walk.state.misses = 0;
            Some(Next::Go(own.unwrap_or_else(|| walk.rules.flow.given_up.clone())))
        }
    }
}

fn unclear(walk: &mut Walk<'_>, step: Option<&Step>) {
    let rules = walk.rules;
    let own = step.and_then(|step| step.unclear.as_deref());
    walk.say_generic(own.unwrap_or(&rules.flow.unclear));
}

/// True where there is nothing to read: no letter, no digit, no picture that means something.
fn is_blank(reading: &Reading) -> bool {
    !reading.text.chars().any(char::is_alphanumeric)
}

/// The text that says, in a language of theirs, which one is spoken here.
pub const fn language_key(language: Language) -> &'static str {
    match language {
        Language::Spanish => "language-spanish",
        Language::English => "language-english",
    }
}

/// What was answered besides: a question that came with an answer is answered first.
pub fn besides(walk: &mut Walk<'_>) {
    let Some(reading) = walk.heard.reading else { return };
    if walk.state.identity != Identity::Verified || walk.heard.choice.is_some() {
        return;
    }
    let rules = walk.rules;
    let first = reading.is_sure().then_some(reading.intent);
    let mut intents = first.into_iter().chain(reading.also.iter().copied());
    let reply = intents.find_map(|intent| {
        let reply = reading.pick(intent, &rules.flow.topics)?;
        (!matches!(reply, Reply::Go(_))).then_some(reply)
    });
    let Some(reply) = reply else { return };
    let rest = std::mem::take(&mut walk.message.parts);
    match reply {
        Reply::Say(key) if rest.iter().any(|part| part.key == *key) => {}
        Reply::Say(key) => walk.say_generic(key),
        Reply::Tell(what) => steps::tell::tell(walk, *what),
        Reply::Go(_) => {}
    }
    walk.message.parts.extend(rest);
}
