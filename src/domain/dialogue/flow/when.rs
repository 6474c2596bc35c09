//! The conditions of a branch, read from its table.
//!
//! To add one: a field of [`When`], its key here, and what it asks of a walk in `steps/decide.rs`.

use super::node::Node;
use super::words::{identity, known_words, reasons};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::effect::StopReason;
use crate::domain::dialogue::matter::Waiting;
use crate::domain::dialogue::step::When;

/// Reads the conditions; `cues` are those the flow knows.
pub(super) fn when(node: &Node<'_>, cues: &[String]) -> When {
    let mut reasons_wanted = Vec::new();
    for word in node.texts("reason") {
        match Reason::from_code(&word.value) {
            Some(reason) => reasons_wanted.push(reason),
            None => node.unknown_word(&word, &reasons()),
        }
    }
    let mut stopped = Vec::new();
    let all: Vec<&str> = StopReason::ALL.iter().map(|why| why.as_str()).collect();
    for word in node.texts("stopped") {
        match StopReason::ALL.into_iter().find(|why| why.as_str() == word.value) {
            Some(why) => stopped.push(why),
            None => node.unknown_word(&word, &all),
        }
    }
    let pending = known_words(node, "pending", &Waiting::CODES);
    let said = node.texts("said").into_iter().map(|word| word.value).collect();
    let said_twice = node.texts("said_twice").into_iter().map(|word| word.value).collect();
    let cues: Vec<&str> = cues.iter().map(String::as_str).collect();
    let cue = known_words(node, "cue", &cues);
    let asked = |key: &'static str| node.keys().iter().any(|k| k.value == key);
    let flag = |key: &'static str| asked(key).then(|| node.flag(key));
    let identity = node.one_of("identity", identity, &["unknown", "verified", "locked"]);
    let overdue = node.node("days_overdue");
    let overdue_at_least = overdue.as_ref().and_then(|node| node.number("at_least"));
    if let Some(overdue) = overdue {
        overdue.must_have("at_least");
        overdue.finish();
    }
    let when = When {
        reason: reasons_wanted,
        hardship: flag("hardship"),
        reason_known: flag("reason_known"),
        identity,
        overdue_at_least,
        agreement: flag("agreement"),
        promise: flag("promise"),
        paused: flag("paused"),
        stopped,
        monthly_known: flag("monthly_known"),
        terms_asked: flag("terms_asked"),
        received: flag("received"),
        due_day_known: flag("due_day_known"),
        income_wanted: flag("income_wanted"),
        unsaid: node.text("unsaid").map(|text| text.value),
        debts: flag("debts"),
        matter: flag("matter"),
        pending,
        said,
        said_twice,
        cue,
    };
    if node.keys().is_empty() {
        node.report("flow-empty-condition", node.at.clone(), &[]);
    }
    node.finish();
    when
}
