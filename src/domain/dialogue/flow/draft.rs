//! From the file to a flow whose every word is known; whether its graph holds is `graph`'s.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use super::node::{Found, Node, Placed};
use super::{Flow, Reflex, Reply};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::effect::{HandoffReason, Priority, StopReason};
use crate::domain::dialogue::state::Identity;
use crate::domain::dialogue::step::{Act, Ask, Kind, Name, Opt, Slot, Step, When};
use crate::domain::dialogue::vocabulary::KINDS;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::{Expectation, Meaning};

/// Where steps and the targets they name stand in the file.
#[derive(Debug, Default)]
pub struct Places {
    /// Each step's name.
    pub steps: BTreeMap<Name, Range<usize>>,
    /// Each target named, with the step that names it.
    pub targets: Vec<(Name, Placed<Name>)>,
    /// The table of reflexes.
    pub reflexes: Range<usize>,
}

/// Reads a file as far as it can be read.
pub fn read(source: &Source) -> (Option<Flow>, Places, Vec<Problem>) {
    let found = Found::default();
    let (root, errors) = DeTable::parse_recoverable(&source.text);
    for error in &errors {
        let at = error.span().unwrap_or(0..0);
        let problem = source.problem_at("flow-broken-toml", at).with("error", error.message());
        found.borrow_mut().push(problem);
    }
    if !errors.is_empty() {
        return (None, Places::default(), found.into_inner());
    }
    let root = Node::new(source, &found, "flow".to_owned(), &root);
    let mut draft = Draft { places: Places::default() };
    let flow = draft.flow(&root);
    root.finish();
    (flow, draft.places, found.into_inner())
}

struct Draft {
    places: Places,
}

impl Draft {
    fn flow(&mut self, root: &Node<'_>) -> Option<Flow> {
        let name = root.need_text("name");
        root.must_have("version");
        let version = root.number("version");
        let first = self.target(root, "first");
        let resume = self.target(root, "resume");
        let given_up = self.target(root, "given_up");
        let unclear = root.need_text("unclear");
        root.must_have("reflexes");
        root.must_have("steps");
        let reflexes = root.node("reflexes").map(|node| self.reflexes(&node)).unwrap_or_default();
        let topics = root.node("topics").map(|node| self.topics(&node)).unwrap_or_default();
        let steps = root.node("steps").map(|node| self.steps(&node)).unwrap_or_default();
        Some(Flow {
            name: name?.value,
            version: version?,
            first: first?,
            resume: resume?,
            given_up: given_up?,
            unclear: unclear?.value,
            steps,
            reflexes,
            topics,
        })
    }

    fn reflexes(&mut self, node: &Node<'_>) -> BTreeMap<Meaning, Reflex> {
        self.places.reflexes = node.at.clone();
        let mut reflexes = BTreeMap::new();
        for (key, entry) in node.nodes() {
            let meaning = meaning(&key, node);
            let verified = entry.flag("verified");
            let again = self.maybe_target(&entry, "again");
            let reply = self.reply(&entry);
            entry.finish();
            if let (Some(meaning), Some(reply)) = (meaning, reply) {
                reflexes.insert(meaning, Reflex { reply, verified, again });
            }
        }
        reflexes
    }

    fn topics(&mut self, node: &Node<'_>) -> BTreeMap<Meaning, Reply> {
        let mut topics = BTreeMap::new();
        for (key, entry) in node.nodes() {
            let meaning = meaning(&key, node);
            let reply = self.reply(&entry);
            entry.finish();
            if let (Some(meaning), Some(reply)) = (meaning, reply) {
                topics.insert(meaning, reply);
            }
        }
        topics
    }

    fn reply(&mut self, entry: &Node<'_>) -> Option<Reply> {
        let say = entry.text("say");
        let go = self.maybe_target(entry, "go");
        match (say, go) {
            (Some(say), None) => Some(Reply::Say(say.value)),
            (None, Some(go)) => Some(Reply::Go(go)),
            (None, None) | (Some(_), Some(_)) => {
                entry.report("flow-say-or-go", entry.at.clone(), &[]);
                None
            }
        }
    }

    fn steps(&mut self, node: &Node<'_>) -> BTreeMap<Name, Step> {
        let mut steps = BTreeMap::new();
        for (key, entry) in node.nodes() {
            self.places.steps.insert(key.value.clone(), key.at);
            if let Some(step) = self.step(key.value.clone(), &entry) {
                steps.insert(key.value, step);
            }
            entry.finish();
        }
        steps
    }

    fn step(&mut self, name: Name, entry: &Node<'_>) -> Option<Step> {
        let unclear = entry.text("unclear").map(|text| text.value);
        let given_up = self.maybe_target(entry, "given_up");
        let hear = entry.node("hear").map(|node| self.hear(&node)).unwrap_or_default();
        let kind = entry.need_text("kind")?;
        let kind = match kind.value.as_str() {
            "say" => self.say(entry),
            "ask" => self.ask(entry).map(Kind::Ask),
            "decide" => self.decide(entry),
            "act" => self.act(entry),
            "handoff" => handoff(entry),
            "end" => Some(end(entry)),
            "identify" | "debts" | "offer" | "confirm" | "pay" | "resend" | "promise" | "pause"
            | "status" | "undo" | "due_date" => self.with_outcomes(&kind.value, entry),
            _unknown => {
                entry.unknown_word(&kind, &KINDS);
                entry.forgive();
                None
            }
        };
        Some(Step { name, kind: kind?, unclear, given_up, hear })
    }

    fn hear(&mut self, node: &Node<'_>) -> BTreeMap<Meaning, Name> {
        let mut hear = BTreeMap::new();
        for (key, target) in node.pairs() {
            let meaning = meaning(&key, node);
            self.places.targets.push((node.name.clone(), target.clone()));
            if let Some(meaning) = meaning {
                hear.insert(meaning, target.value);
            }
        }
        hear
    }

    fn say(&mut self, entry: &Node<'_>) -> Option<Kind> {
        let say = entry.need_text("say");
        let go = self.target(entry, "go");
        Some(Kind::Say { say: say?.value, go: go? })
    }

    fn ask(&mut self, entry: &Node<'_>) -> Option<Ask> {
        let say = entry.need_text("say");
        let expect = entry.one_of("expect", |word| word.parse::<Expectation>().ok(), &EXPECT);
        let slot = entry.one_of("slot", |word| find(&Slot::ALL, word), &names(&Slot::ALL));
        let heard = self.maybe_target(entry, "heard");
        if slot.is_some() && heard.is_none() {
            entry.must_have("heard");
        }
        let options =
            entry.list("options").iter().filter_map(|option| self.option(option)).collect();
        Some(Ask { say: say?.value, expect: expect.unwrap_or_default(), options, slot, heard })
    }

    fn option(&mut self, option: &Node<'_>) -> Option<Opt> {
        let id = option.need_text("id");
        let label = option.need_text("label");
        let go = self.target(option, "go");
        let reason = option.one_of("reason", Reason::from_code, &reasons());
        option.finish();
        Some(Opt { id: id?.value, label: label?.value, go: go?, reason })
    }

    fn decide(&mut self, entry: &Node<'_>) -> Option<Kind> {
        let mut branches = Vec::new();
        for branch in entry.list("branches") {
            let go = self.target(&branch, "go");
            branch.must_have("when");
            let when = branch.node("when").map(|node| when(&node));
            branch.finish();
            branches.extend(when.zip(go));
        }
        Some(Kind::Decide { branches, otherwise: self.target(entry, "otherwise")? })
    }

    fn act(&mut self, entry: &Node<'_>) -> Option<Kind> {
        entry.must_have("act");
        let act = entry.one_of("act", |word| find(&Act::ALL, word), &names(&Act::ALL));
        let say = entry.text("say").map(|text| text.value);
        let go = self.target(entry, "go");
        Some(Kind::Act { act: act?, say, go: go? })
    }

    fn with_outcomes(&mut self, kind: &str, entry: &Node<'_>) -> Option<Kind> {
        let intro = if kind == "offer" { entry.text("intro").map(|text| text.value) } else { None };
        let at_once = kind == "offer" && entry.flag("at_once");
        let whole = kind == "pay" && entry.flag("whole");
        entry.must_have("on");
        let on = entry.node("on")?;
        let built = match kind {
            "identify" => {
                let [verified, locked, impossible] =
                    self.outcomes(&on, ["verified", "locked", "impossible"]);
                Kind::Identify { verified: verified?, locked: locked?, impossible: impossible? }
            }
            "debts" => {
                let [shown, none, prescribed, review] =
                    self.outcomes(&on, ["shown", "none", "prescribed", "review"]);
                Kind::Debts { shown: shown?, none: none?, prescribed: prescribed?, review: review? }
            }
            "offer" => {
                let [accepted, promise, exhausted, unaffordable, none] = self
                    .outcomes(&on, ["accepted", "promise", "exhausted", "unaffordable", "none"]);
                Kind::Offer {
                    intro,
                    at_once,
                    accepted: accepted?,
                    promise: promise?,
                    exhausted: exhausted?,
                    unaffordable: unaffordable?,
                    none: none?,
                }
            }
            "confirm" => {
                let [agreed, changed] = self.outcomes(&on, ["agreed", "changed"]);
                Kind::Confirm { agreed: agreed?, changed: changed? }
            }
            "pay" => {
                let [issued, refused] = self.outcomes(&on, ["issued", "refused"]);
                Kind::Pay { whole, issued: issued?, refused: refused? }
            }
            "resend" => {
                let [sent, none] = self.outcomes(&on, ["sent", "none"]);
                Kind::Resend { sent: sent?, none: none? }
            }
            "promise" => {
                let [recorded, cancelled, limit, pause] =
                    self.outcomes(&on, ["recorded", "cancelled", "limit", "pause"]);
                let (recorded, cancelled) = (recorded?, cancelled?);
                Kind::Promise { recorded, cancelled, limit: limit?, pause: pause? }
            }
            "status" | "undo" | "due_date" => self.of_agreement(kind, &on)?,
            _pause => {
                let [paused, declined] = self.outcomes(&on, ["paused", "declined"]);
                Kind::Pause { paused: paused?, declined: declined? }
            }
        };
        Some(built)
    }

    /// The steps about an agreement that is being paid.
    fn of_agreement(&mut self, kind: &str, on: &Node<'_>) -> Option<Kind> {
        let built = match kind {
            "status" => {
                let [shown, none] = self.outcomes(on, ["shown", "none"]);
                Kind::Status { shown: shown?, none: none? }
            }
            "undo" => {
                let [undone, kept, paid, none] =
                    self.outcomes(on, ["undone", "kept", "paid", "none"]);
                Kind::Undo { undone: undone?, kept: kept?, paid: paid?, none: none? }
            }
            _due_date => {
                let [moved, kept, beyond, none] =
                    self.outcomes(on, ["moved", "kept", "beyond", "none"]);
                Kind::DueDate { moved: moved?, kept: kept?, beyond: beyond?, none: none? }
            }
        };
        Some(built)
    }

    fn outcomes<const N: usize>(
        &mut self,
        on: &Node<'_>,
        names: [&'static str; N],
    ) -> [Option<Name>; N] {
        let targets = names.map(|name| self.target(on, name));
        on.finish();
        targets
    }

    fn target(&mut self, node: &Node<'_>, key: &'static str) -> Option<Name> {
        node.must_have(key);
        self.maybe_target(node, key)
    }

    fn maybe_target(&mut self, node: &Node<'_>, key: &'static str) -> Option<Name> {
        let target = node.text(key)?;
        self.places.targets.push((node.name.clone(), target.clone()));
        Some(target.value)
    }
}

const EXPECT: [&str; 9] =
    ["free", "yes_no", "consent", "money", "date", "count", "reason", "identity", "offer"];

fn handoff(entry: &Node<'_>) -> Option<Kind> {
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

fn end(entry: &Node<'_>) -> Kind {
    let say = entry.text("say").map(|text| text.value);
    Kind::End { say, closed: entry.flag("closed") }
}

fn when(node: &Node<'_>) -> When {
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
        others: flag("others"),
        due_day_known: flag("due_day_known"),
        income_wanted: flag("income_wanted"),
        unsaid: node.text("unsaid").map(|text| text.value),
    };
    if node.keys().is_empty() {
        node.report("flow-empty-condition", node.at.clone(), &[]);
    }
    node.finish();
    when
}

fn identity(word: &str) -> Option<Identity> {
    [Identity::Unknown, Identity::Verified, Identity::Locked]
        .into_iter()
        .find(|identity| identity.as_str() == word)
}

/// An intent, or one kind of it: `menu`, `"menu/start_over"`.
fn meaning(key: &Placed<String>, node: &Node<'_>) -> Option<Meaning> {
    let meaning = key.value.parse::<Meaning>().ok();
    if meaning.is_none() {
        let all: Vec<String> = Meaning::all().map(|meaning| meaning.to_string()).collect();
        node.unknown_word(key, &all.iter().map(String::as_str).collect::<Vec<_>>());
    }
    meaning
}

fn reasons() -> Vec<&'static str> {
    Reason::ALL.iter().map(|reason| reason.as_str()).collect()
}

fn find<T: Copy>(all: &[(&str, T)], word: &str) -> Option<T> {
    all.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn names<'a, T>(all: &[(&'a str, T)]) -> Vec<&'a str> {
    all.iter().map(|(name, _)| *name).collect()
}
