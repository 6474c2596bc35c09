//! Words of a flow file that are read alike wherever they stand.

use std::collections::BTreeMap;

use super::Cue;
use super::node::{Node, Placed};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::choice::fold;
use crate::domain::dialogue::effect::{HandoffReason, Priority};
use crate::domain::dialogue::matter::DisputeKind;
use crate::domain::dialogue::state::Identity;
use crate::domain::dialogue::step::Kind;
use crate::domain::understanding::Meaning;

/// A handoff: why, which queue, how soon.
pub fn handoff(entry: &Node<'_>) -> Option<Kind> {
    entry.must_have("reason");
    let all: Vec<&str> = HandoffReason::ALL.iter().map(|reason| reason.as_str()).collect();
    let parse = |word: &str| HandoffReason::ALL.into_iter().find(|reason| reason.as_str() == word);
    let reason = entry.one_of("reason", parse, &all);
    let queue = entry.need_text("queue");
    let all: Vec<&str> = Priority::ALL.iter().map(|priority| priority.as_str()).collect();
    let parse = |word: &str| Priority::ALL.into_iter().find(|p| p.as_str() == word);
    let priority = entry.one_of("priority", parse, &all).unwrap_or(Priority::Normal);
    let say = entry.need_text("say");
    Some(Kind::Handoff { reason: reason?, queue: queue?.value, priority, say: say?.value })
}

/// An end.
pub fn end(entry: &Node<'_>) -> Kind {
    let say = entry.text("say").map(|text| text.value);
    Kind::End { say, closed: entry.flag("closed") }
}

/// Words of a closed list.
pub fn known_words(node: &Node<'_>, key: &'static str, all: &[&str]) -> Vec<String> {
    let (known, unknown): (Vec<_>, Vec<_>) =
        node.texts(key).into_iter().partition(|word| all.contains(&word.value.as_str()));
    for word in &unknown {
        node.unknown_word(word, all);
    }
    known.into_iter().map(|word| word.value).collect()
}

/// Cues: by name, a list of groups; a group is words with spaces between them.
pub fn cues(node: &Node<'_>) -> BTreeMap<String, Cue> {
    let group = |words: Placed<String>| {
        fold(&words.value).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let cue = |key: &Placed<String>| node.texts_of(&key.value).into_iter().map(group).collect();
    node.keys().iter().map(|key| (key.value.clone(), cue(key))).collect()
}

/// An identity by its code.
pub fn identity(word: &str) -> Option<Identity> {
    [Identity::Unknown, Identity::Verified, Identity::Locked]
        .into_iter()
        .find(|identity| identity.as_str() == word)
}

/// An intent, or one kind of it: `menu`, `"menu/start_over"`.
pub fn meaning(key: &Placed<String>, node: &Node<'_>) -> Option<Meaning> {
    let meaning = key.value.parse::<Meaning>().ok();
    if meaning.is_none() {
        let all: Vec<String> = Meaning::all().map(|meaning| meaning.to_string()).collect();
        node.unknown_word(key, &all.iter().map(String::as_str).collect::<Vec<_>>());
    }
    meaning
}

/// A kind of dispute by its code.
pub fn dispute(word: &str) -> Option<DisputeKind> {
    DisputeKind::ALL.into_iter().find(|kind| kind.as_str() == word)
}

/// The codes of disputes.
pub fn disputes() -> Vec<&'static str> {
    DisputeKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

/// The codes of reasons.
pub fn reasons() -> Vec<&'static str> {
    Reason::ALL.iter().map(|reason| reason.as_str()).collect()
}

/// The value of a word in a closed list.
pub fn find<T: Copy>(all: &[(&str, T)], word: &str) -> Option<T> {
    all.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The words of a closed list.
pub fn names<'a, T>(all: &[(&'a str, T)]) -> Vec<&'a str> {
    all.iter().map(|(name, _)| *name).collect()
}
