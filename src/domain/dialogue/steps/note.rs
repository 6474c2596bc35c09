//! Takes what a customer adds to a dispute, a claim or a request: words, or a file.

use crate::domain::dialogue::absorb;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::text::{Part, Value};
use crate::domain::dialogue::walk::{Next, Walk, meant};
use crate::domain::id::Id;
use crate::domain::understanding::Intent;

/// Asks for what may help; without a matter there is nothing to ask for.
pub fn enter(walk: &mut Walk<'_>, say: &str, go: &str) -> Next {
    if walk.state.matter.is_none() {
        return Next::Go(go.to_owned());
    }
    ask(walk, say);
    Next::Rest
}

/// Asks again.
pub fn ask(walk: &mut Walk<'_>, say: &str) {
    walk.say_generic(say);
    walk.offer_choice("nothing", Part::new("label-that-is-all"));
}

/// Hears words, a file, or that there is nothing to add.
pub fn hear(walk: &mut Walk<'_>, go: &str) -> Option<Next> {
    let matter = walk.state.matter.clone()?;
    let protocol = Value::Text(matter.id.protocol());
    if is_file(walk.heard.media) {
        add(walk, &matter.id);
        walk.say(Part::new("note-file").with("protocol", protocol));
        return Some(Next::Go(go.to_owned()));
    }
    if walk.heard.choice == Some("nothing") || adds_nothing(walk) {
        walk.say(Part::new("note-nothing").with("protocol", protocol));
        return Some(Next::Go(go.to_owned()));
    }
    let reading = walk.heard.reading?;
    let leaves = LEAVES.contains(&meant(reading)) && reading.is_sure();
    if walk.heard.choice.is_some() || leaves && walk.rules.flow.answers(reading) {
        return None;
    }
    if !reading.text.chars().any(char::is_alphanumeric) {
        return None;
    }
    add(walk, &matter.id);
    if reading.text.trim_end().ends_with('?') {
        let opens = walk.desk_answers().with_timezone(&walk.zone).naive_local();
        let part = Part::new("note-question").with("opens", Value::Moment(opens));
        walk.say(part.with("protocol", protocol));
        walk.offer_choice("nothing", Part::new("label-that-is-all"));
        return Some(Next::Rest);
    }
    walk.say(Part::new("note-words").with("protocol", protocol));
    Some(Next::Go(go.to_owned()))
}

/// A picture or a document: what can be a proof.
pub fn is_file(media: Option<Media>) -> bool {
    matches!(media, Some(Media::Image | Media::Document))
}

/// Adds this message to a matter.
pub fn add(walk: &mut Walk<'_>, matter: &Id) {
    let words = walk.heard.reading.map(|reading| absorb::short(&reading.text)).unwrap_or_default();
    let (id, media) = (walk.name(), walk.heard.media);
    walk.enact(Effect::AddEvidence { id, matter: matter.clone(), words, media });
}

/// "No", "that is all", "thanks".
fn adds_nothing(walk: &Walk<'_>) -> bool {
    let nothing = [
        Intent::Deny,
        Intent::Thanks,
        Intent::Goodbye,
        Intent::Acknowledge,
        // "I have none" is no word about money here.
        Intent::CannotAfford,
    ];
    walk.heard.reading.is_some_and(|reading| {
        let short = reading.text.split_whitespace().count() <= SHORT;
        short && (reading.is_no() || nothing.contains(&meant(reading)))
    })
}

/// What is no answer but another subject; anything else is added.
const LEAVES: [Intent; 12] = [
    Intent::Negotiate,
    Intent::AskDiscount,
    Intent::AskInstalments,
    Intent::AskPix,
    Intent::AskBoleto,
    Intent::PayNow,
    Intent::Settle,
    Intent::AskDetails,
    Intent::AskReceipt,
    Intent::AskConsequences,
    Intent::PrivacyRequest,
    Intent::BusyNow,
];

/// Words up to which a no says nothing besides.
const SHORT: usize = 4;
