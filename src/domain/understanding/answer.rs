//! A yes or a no to the question asked, told apart by strict matching.
//!
//! A yes that binds is the whole message, in words that leave no doubt; a picture, a question, a
//! number or a "mas" makes it a lesser yes or none. This is never left to the classifier.

use super::intent::{Answer, Expectation};
use super::lexicon::Class;
use super::normalise::{Kind, Origin, Text};

/// What the whole message answers, if it is nothing but an answer.
pub fn whole(text: &Text, expected: Expectation, has_values: bool) -> Option<Answer> {
    if text.at(0, Class::Musing).is_some() && expected != Expectation::YesNo {
        return None;
    }
    let asks = (0..text.len()).any(|at| text.word(at) == "?");
    let binding = !asks && !has_values && covers(text, Class::Binding, &[Class::BindingFiller]);
    if binding && is_typed(text) {
        return Some(Answer::BindingYes);
    }
    if !asks && !has_values {
        if covers(text, Class::Yes, &[Class::YesFiller, Class::Binding, Class::Polite]) {
            return Some(Answer::Yes);
        }
        let no = [Class::NoFiller, Class::Hello, Class::Polite, Class::Address];
        if covers(text, Class::No, &no) {
            return Some(Answer::No);
        }
    }
    None
}

/// What a message that says more begins with: "sim, mas …", "não, dia 20".
pub fn leading(text: &Text, expected: Expectation) -> Option<Answer> {
    let asked = matches!(
        expected,
        Expectation::YesNo | Expectation::Consent | Expectation::Identity | Expectation::Offer
    );
    let mut at = 0;
    while at < text.len() && asked {
        let polite = [Class::Hello, Class::Address];
        let next = polite.iter().filter_map(|class| text.at(at, *class)).max();
        match next {
            _ if text.word(at) == "," => at += 1,
            Some(end) => at = end,
            None => break,
        }
    }
    let pauses = |end: usize| matches!(text.word(end), "," | "." | "!" | ";" | "\n");
    if !asked {
        return None;
    }
    if let Some(end) = text.at(at, Class::No).filter(|end| pauses(*end)) {
        return (end < text.len()).then_some(Answer::No);
    }
    let hedged = is_hedged(text);
    let binds = matches!(expected, Expectation::Consent | Expectation::Offer);
    let yes = text.at(at, Class::Yes).filter(|end| pauses(*end) || starts_with_yes(text, at));
    yes.filter(|_| !(hedged && binds)).map(|_| Answer::Yes)
}

/// True where something is held against what is said: "mas", "só que", "se".
pub fn is_hedged(text: &Text) -> bool {
    (0..text.len()).any(|at| text.at(at, Class::But).is_some())
}

/// True where the first word is a yes by itself, whatever follows.
fn starts_with_yes(text: &Text, at: usize) -> bool {
    let alone = text.at(at, Class::Binding) == Some(at + 1);
    alone && text.at(at, Class::Yes) == Some(at + 1) && text.kind(at + 1) == Some(Kind::Word)
}

/// True where the message is a core and fillers, in any order, and nothing else.
fn covers(text: &Text, core: Class, fillers: &[Class]) -> bool {
    let mut at = 0;
    let mut said = false;
    while at < text.len() {
        if matches!(text.word(at), "," | "." | "!" | "\n" | "-") {
            at += 1;
            continue;
        }
        let own = text.at(at, core);
        let filler = fillers.iter().filter_map(|class| text.at(at, *class)).max();
        match (own, filler) {
            (Some(own), Some(filler)) if filler > own => at = filler,
            (Some(own), _) => (at, said) = (own, true),
            (None, Some(filler)) => at = filler,
            (None, None) => return false,
        }
    }
    said
}

/// True where a person wrote the yes out: no picture, no single letter.
fn is_typed(text: &Text) -> bool {
    let no_picture = text.tokens.iter().all(|token| token.origin != Origin::Picture);
    let written = (0..text.len()).any(|at| {
        let own = text.at(at, Class::Binding).is_some();
        own && text.tokens.get(at).is_some_and(|token| token.origin == Origin::Typed)
    });
    no_picture && written
}
