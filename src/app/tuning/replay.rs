//! Real conversations taken again under a draft: what would have come out otherwise.
//!
//! Each conversation goes on turn by turn until something other than words changes: what customers
//! would have answered to that, no log tells. Words are compared as they would have looked, with
//! whatever names somebody hidden. Nothing is written.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::app::replay::again;
use crate::app::shelf::Pins;
use crate::app::{App, Result};
use crate::domain::calendar::Calendar;
use crate::domain::content::{Content, Files};
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::state::State;
use crate::domain::dialogue::text::{Message, Part, Value};
use crate::domain::dialogue::{Flow, Rules};
use crate::domain::id::Id;
use crate::domain::policy::Policy;
use crate::domain::problem::Problem;
use crate::store::conversation;
use crate::store::turn::{self, Logged};
use crate::store::{self};
use crate::text::{Catalog, Locales};

/// What stands for whatever names somebody.
const HIDDEN: &str = "•••";

/// Values that name nobody.
const OPEN: [&str; 8] =
    ["creditor", "legal_name", "site", "kind", "scope", "reason", "matter", "bureau"];

/// A draft's rules and words, ready to be tried.
#[derive(Clone)]
pub struct Draft {
    /// The flow of new conversations.
    flow: Arc<Flow>,
    /// The policies by name.
    policies: BTreeMap<String, Arc<Policy>>,
    /// The words.
    words: Locales,
}

/// What would have been otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The same texts in other words.
    Words,
    /// Another step.
    Step,
    /// Another text.
    Text,
    /// A human would (not) have got the case.
    Handoff,
    /// An agreement would (not) have been made, or another one.
    Agreement,
    /// A promise would (not) have been taken, or another one.
    Promise,
    /// Something else would have been done.
    Other,
    /// The turn would have broken.
    Broken,
}

/// One conversation that would have gone otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: String,
    /// The first turn that would have been otherwise.
    pub turn: u32,
    /// In what.
    pub what: BTreeSet<What>,
    /// What was said, without whatever names somebody.
    pub before: String,
    /// What would have been said.
    pub after: String,
}

/// How often something was, and would have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// It was.
    pub before: u64,
    /// It would have been.
    pub after: u64,
}

/// What all conversations came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sum {
    /// Conversations taken again.
    pub conversations: u64,
    /// Turns taken again.
    pub turns: u64,
    /// Conversations that would have gone the same to the last word.
    pub same: u64,
    /// Conversations by what would have been otherwise first.
    pub changed: BTreeMap<What, u64>,
    /// Cases given to humans, as far as the turns go.
    pub handoffs: Pair,
    /// Agreements.
    pub agreements: Pair,
    /// Promises.
    pub promises: Pair,
    /// Conversations whose rules of then can no longer be loaded.
    pub unreadable: u64,
}

impl What {
    /// Everything, in the order of the table that people read.
    pub const ALL: [Self; 8] = [
        Self::Words,
        Self::Step,
        Self::Text,
        Self::Handoff,
        Self::Agreement,
        Self::Promise,
        Self::Other,
        Self::Broken,
    ];

    /// The code of texts and answers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Step => "step",
            Self::Text => "text",
            Self::Handoff => "handoff",
            Self::Agreement => "agreement",
            Self::Promise => "promise",
            Self::Other => "other",
            Self::Broken => "broken",
        }
    }
}

impl Draft {
    /// Makes files of content ready.
    ///
    /// # Errors
    /// Every problem of flow, policies and texts.
    pub fn of(files: &Files) -> Result<Self, Vec<Problem>> {
        let content = Content::of(files)?;
        let mut problems = Vec::new();
        let flow = content.flow().map(Flow::load).transpose();
        let flow = flow.map_err(|found| problems.extend(found)).ok().flatten();
        let mut policies = BTreeMap::new();
        for source in &content.policies {
            match Policy::load(source) {
                Ok(policy) => {
                    policies.insert(policy.name().to_owned(), Arc::new(policy));
                }
                Err(found) => problems.extend(found),
            }
        }
        let words = Locales::load(&content.texts).map_err(|found| problems.extend(found)).ok();
        match (flow, words) {
            (Some(flow), Some(words)) if problems.is_empty() => {
                Ok(Self { flow: Arc::new(flow), policies, words })
            }
            (Some(_) | None, Some(_) | None) => Err(problems),
        }
    }

    /// The rules in the place of those of then: of a policy that the draft lacks, that of then.
    fn rules(&self, own: &Rules) -> Rules {
        let policy = self.policies.get(own.policy.name()).unwrap_or(&own.policy);
        Rules { flow: self.flow.clone(), policy: policy.clone() }
    }
}

/// Takes one conversation again and adds it to the sum; answers it where it would go otherwise.
///
/// # Errors
/// When the conversation is unknown, or the database refuses.
pub async fn one(
    app: &App,
    draft: &Draft,
    (creditor, id): (&str, &Id),
    sum: &mut Sum,
) -> Result<Option<Case>> {
    let missing = || store::Error::missing(format!("conversation {id}"));
    let found = conversation::find(&app.db, creditor, id).await?.ok_or_else(missing)?;
    let log = turn::of(&app.db, creditor, id).await?;
    let pins = Pins { flow: found.flow.clone(), policy: found.policy.clone() };
    sum.conversations += 1;
    let Ok(own) = app.shelf.read_rules(&app.db, creditor, &pins).await else {
        sum.unreadable += 1;
        return Ok(None);
    };
    let rules = draft.rules(&own);
    let began = conversation::began(&app.db, creditor, id).await?;
    let began = State { flow: rules.flow.reference(), ..began };
    let words = (&app.words, &draft.words);
    let case = compare((&rules, &app.calendar), began, &log, words, sum);
    let Some((turn, what, before, after)) = case else {
        sum.same += 1;
        return Ok(None);
    };
    for what in &what {
        *sum.changed.entry(*what).or_default() += 1;
    }
    let (creditor, conversation) = (creditor.to_owned(), id.to_string());
    Ok(Some(Case { creditor, conversation, turn, what, before, after }))
}

/// Turn, what is otherwise, what was said and what would have been.
type Found = (u32, BTreeSet<What>, String, String);

fn compare(
    (rules, calendar): (&Rules, &Calendar),
    mut state: State,
    log: &[Logged],
    (live, draft): (&Locales, &Locales),
    sum: &mut Sum,
) -> Option<Found> {
    let mut worded: Option<Found> = None;
    for logged in log {
        let (turn, broken) = again(rules, calendar, &state, logged);
        sum.turns += 1;
        count(sum, &logged.effects, |pair| &mut pair.before);
        count(sum, &turn.effects, |pair| &mut pair.after);
        let locale = logged.facts.language();
        let (live, draft) = (live.of(locale), draft.of(locale));
        let told = || (said(live, &logged.effects), said(draft, &turn.effects));
        if broken.is_some() || turn.effects != logged.effects {
            let steps = |trace: &[crate::domain::dialogue::Trace]| {
                let steps = trace.iter().filter(|it| it.kind == "step");
                steps.map(|it| it.detail.clone()).collect::<Vec<_>>()
            };
            let mut what = differences(&logged.effects, &turn.effects);
            if steps(&logged.trace) != steps(&turn.trace) {
                what.insert(What::Step);
            }
            if broken.is_some() {
                what.insert(What::Broken);
            }
            if what.is_empty() {
                what.insert(What::Other);
            }
            let (before, after) = told();
            return Some((logged.number, what, before, after));
        }
        let (before, after) = told();
        if worded.is_none() && before != after {
            worded = Some((logged.number, BTreeSet::from([What::Words]), before, after));
        }
        state = turn.state;
    }
    worded
}

fn count(sum: &mut Sum, effects: &[Effect], side: impl Fn(&mut Pair) -> &mut u64) {
    for effect in effects {
        if let Effect::HandOff { .. } = effect {
            *side(&mut sum.handoffs) += 1;
        }
        if let Effect::RecordAgreement { .. } = effect {
            *side(&mut sum.agreements) += 1;
        }
        if let Effect::RecordPromise { .. } = effect {
            *side(&mut sum.promises) += 1;
        }
    }
}

fn differences(logged: &[Effect], now: &[Effect]) -> BTreeSet<What> {
    let of = |wanted: fn(&Effect) -> bool| {
        let (a, b) = (logged.iter().filter(|it| wanted(it)), now.iter().filter(|it| wanted(it)));
        a.ne(b)
    };
    let kinds = [
        (What::Handoff, of(|it| matches!(it, Effect::HandOff { .. }))),
        (What::Agreement, of(|it| matches!(it, Effect::RecordAgreement { .. }))),
        (What::Promise, of(|it| matches!(it, Effect::RecordPromise { .. }))),
        (What::Text, of(|it| it.said().is_some())),
    ];
    kinds.into_iter().filter_map(|(what, differs)| differs.then_some(what)).collect()
}

/// What a turn says, without whatever names somebody.
fn said(words: &Catalog, effects: &[Effect]) -> String {
    let told = effects.iter().filter_map(Effect::said).map(|message| text(words, message));
    told.collect::<Vec<_>>().join("\n\n")
}

fn text(words: &Catalog, message: &Message) -> String {
    let parts: Vec<Part> = message.parts.iter().map(masked).collect();
    // A text that the draft lacks shows its keys.
    let keys = || parts.iter().map(|part| part.key.as_str()).collect::<Vec<_>>().join(" ");
    let mut text = words.compose(&parts).unwrap_or_else(|_| keys());
    for choice in &message.choices {
        let label = words.compose(&[masked(&choice.label)]);
        text.push_str("\n[");
        text.push_str(&label.unwrap_or_else(|_| choice.label.key.clone()));
        text.push(']');
    }
    text
}

fn masked(part: &Part) -> Part {
    let mut part = part.clone();
    for (name, value) in &mut part.args {
        let is_open = OPEN.contains(&name.as_str());
        if let Value::Text(text) = value
            && !is_open
        {
            HIDDEN.clone_into(text);
        }
    }
    part
}
