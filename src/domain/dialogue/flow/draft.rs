//! From the file to a flow whose every word is known; whether its graph holds is `graph`'s.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::DeTable;

use super::node::{Found, Node, Placed};
use super::when::when;
use super::words::{cues, dispute, disputes, end, find, handoff, meaning, names, reasons};
use super::{Flow, Reflex, Reply};
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::step::{Act, Ask, Kind, Name, Opt, Slot, Step};
use crate::domain::dialogue::telling::Telling;
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
    let mut draft = Draft { places: Places::default(), cues: Vec::new() };
    let flow = draft.flow(&root);
    root.finish();
    (flow, draft.places, found.into_inner())
}

struct Draft {
    places: Places,
    /// The names of cues that conditions may use.
    cues: Vec<String>,
}

impl Draft {
    fn flow(&mut self, root: &Node<'_>) -> Option<Flow> {
        let name = root.need_text("name");
        root.must_have("version");
        let version = root.number("version");
        let first = self.target(root, "first");
        let resume = self.target(root, "resume");
        let given_up = self.target(root, "given_up");
        let corrected = self.maybe_target(root, "corrected");
        let unclear = root.need_text("unclear");
        root.must_have("reflexes");
        root.must_have("steps");
        let reflexes = root.node("reflexes").map(|node| self.reflexes(&node)).unwrap_or_default();
        let topics = root.node("topics").map(|node| self.topics(&node)).unwrap_or_default();
        let cues = root.node("cues").map(|node| cues(&node)).unwrap_or_default();
        self.cues = cues.keys().cloned().collect();
        let replies = root.node("cued").map(|node| self.cued(&node)).unwrap_or_default();
        let files = self.maybe_target(root, "files");
        let steps = root.node("steps").map(|node| self.steps(&node)).unwrap_or_default();
        Some(Flow {
            name: name?.value,
            version: version?,
            first: first?,
            resume: resume?,
            given_up: given_up?,
            corrected,
            unclear: unclear?.value,
            steps,
            reflexes,
            topics,
            cues,
            cued: replies,
            files,
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

    fn cued(&mut self, node: &Node<'_>) -> BTreeMap<String, Reply> {
        let mut cued = BTreeMap::new();
        for (key, entry) in node.nodes() {
            if !self.cues.contains(&key.value) {
                node.unknown_word(&key, &self.cues.iter().map(String::as_str).collect::<Vec<_>>());
            }
            let reply = self.reply(&entry);
            entry.finish();
            cued.extend(reply.map(|reply| (key.value, reply)));
        }
        cued
    }

    fn reply(&mut self, entry: &Node<'_>) -> Option<Reply> {
        let say = entry.text("say");
        let go = self.maybe_target(entry, "go");
        let tell = entry.one_of("tell", |word| find(&Telling::ALL, word), &names(&Telling::ALL));
        match (say, go, tell) {
            (Some(say), None, None) => Some(Reply::Say(say.value)),
            (None, Some(go), None) => Some(Reply::Go(go)),
            (None, None, Some(tell)) => Some(Reply::Tell(tell)),
            (_, _, _) => {
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
        let quiet = entry.flag("quiet");
        let kind = entry.need_text("kind")?;
        let kind = match kind.value.as_str() {
            "say" => self.say(entry),
            "ask" => self.ask(entry).map(Kind::Ask),
            "decide" => self.decide(entry),
            "act" => self.act(entry),
            "back" => self.target(entry, "otherwise").map(|otherwise| Kind::Back { otherwise }),
            "callback" => self.callback(entry),
            "tell" => self.tell(entry),
            "note" => self.note(entry),
            "dispute" => self.dispute(entry),
            "claim" => self.claim(entry),
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
        Some(Step { name, kind: kind?, unclear, given_up, hear, quiet })
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
            let when = branch.node("when").map(|node| when(&node, &self.cues));
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

    fn callback(&mut self, entry: &Node<'_>) -> Option<Kind> {
        entry.must_have("on");
        let [resumed] = self.outcomes(&entry.node("on")?, ["resumed"]);
        Some(Kind::Callback { resumed: resumed? })
    }

    fn tell(&mut self, entry: &Node<'_>) -> Option<Kind> {
        entry.must_have("tell");
        let tell = entry.one_of("tell", |word| find(&Telling::ALL, word), &names(&Telling::ALL));
        let go = self.target(entry, "go");
        Some(Kind::Tell { tell: tell?, go: go? })
    }

    fn note(&mut self, entry: &Node<'_>) -> Option<Kind> {
        let say = entry.need_text("say");
        let go = self.target(entry, "go");
        Some(Kind::Note { say: say?.value, go: go? })
    }

    fn dispute(&mut self, entry: &Node<'_>) -> Option<Kind> {
        let about = entry.one_of("about", dispute, &disputes()).unwrap_or_default();
        let queue = entry.need_text("queue");
        entry.must_have("on");
        let [opened, noted] = self.outcomes(&entry.node("on")?, ["opened", "noted"]);
        Some(Kind::Dispute { about, queue: queue?.value, opened: opened?, noted: noted? })
    }

    fn claim(&mut self, entry: &Node<'_>) -> Option<Kind> {
        entry.must_have("on");
        let on = entry.node("on")?;
        let [paid, proved, scheduled, later] =
            self.outcomes(&on, ["paid", "proved", "scheduled", "later"]);
        let (paid, proved, scheduled) = (paid?, proved?, scheduled?);
        Some(Kind::Claim { paid, proved, scheduled, later: later? })
    }

    fn with_outcomes(&mut self, kind: &str, entry: &Node<'_>) -> Option<Kind> {
        let intro = if kind == "offer" { entry.text("intro").map(|text| text.value) } else { None };
        let at_once = kind == "offer" && entry.flag("at_once");
        let whole = kind == "pay" && entry.flag("whole");
        let tell = kind == "debts" && entry.flag("tell");
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
                Kind::Debts {
                    tell,
                    shown: shown?,
                    none: none?,
                    prescribed: prescribed?,
                    review: review?,
                }
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
            "promise" | "status" | "undo" | "due_date" => self.of_agreement(kind, &on)?,
            _pause => {
                let [paused, declined] = self.outcomes(&on, ["paused", "declined"]);
                Kind::Pause { paused: paused?, declined: declined? }
            }
        };
        Some(built)
    }

    /// The steps about what was promised or agreed.
    fn of_agreement(&mut self, kind: &str, on: &Node<'_>) -> Option<Kind> {
        let built = match kind {
            "promise" => {
                let [recorded, cancelled, limit, pause] =
                    self.outcomes(on, ["recorded", "cancelled", "limit", "pause"]);
                let (recorded, cancelled) = (recorded?, cancelled?);
                Kind::Promise { recorded, cancelled, limit: limit?, pause: pause? }
            }
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
