//! Conversations written down with what must be said in them, played in a world in memory.
//!
//! ```text
//! # Any words about it.
//! # customer: A1001                 a customer of examples/portfolio.csv …
//! # set: amount=350,90; due_on={-44}    … with other values in their columns …
//! # also: invoice=F2; due_on={-75}      … and one more line
//! # creditor: suspends_after_days = 30  … and one more line of creditors
//! # arm: noted/direto               it is about an arm of an experiment, or about `control` alone
//! @ 2026-11-23 10:00                the moment it begins, where the customer lives
//! ! outreach                        we write first
//! > oi                              the customer writes
//! > [2]                             the customer chooses: a number, an id or a label
//! < Oi!                             what the bot says; its further lines begin with a bar
//! | [1] Sou eu  [2] Não sou
//! @ +2d                             time passes: m, h, d
//! ! paid                            money lands: what is due, or a sum: `! paid 123.45`
//! ! media image                     image, audio, video, document, sticker, location, contact
//! ! fail 131026                     what was said last could not be delivered, with the channel's code
//! ! agent Oi, aqui é a Júlia.       the human who has the case writes
//! ! return                          the human gives the conversation back
//! ! offer count=3; down=50          the human offers: total, down, instalment, count, first, as, seen
//! ! withdraw                        … takes it back
//! ! approve                         a supervisor approves what waits, or `! refuse why`
//! ! close promise amount=90; due=2026-12-01   the human closes the case with its outcome
//! ! switch                          the customer goes on at their other address, or comes back
//! ! old tap                         the customer taps a button of an older message
//! ! again                           the customer comes again without a word, as by `/start`
//! = step=open identity=unknown      what the conversation remembers now
//! ```
//!
//! [`Bench`] holds what is tried; [`Bench::play`] writes a transcript again with what is said now: the
//! same text where nothing changed.

mod desk;
mod diff;
mod facts;
pub mod fault;
mod player;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use self::diff::lines as difference;
pub use self::fault::Fault;
use crate::domain::debt::charge::Charge;
use crate::domain::debt::party::Creditor;
use crate::domain::dialogue::{Flow, Rules, Trace};
use crate::domain::problem::Source;
use crate::domain::understanding::Reader;
use crate::text::Locales;

/// How the lines of a header begin that say something to the player.
const KEYS: [&str; 5] = ["customer:", "set:", "also:", "creditor:", ARM];

/// How the line begins that says in which arm of an experiment a transcript is at home.
const ARM: &str = "arm:";

/// Makes a charge payable.
pub type Issue = fn(&Charge, &Creditor) -> Result<String, String>;

/// Says in a line what a Pix code holds: its sum and who gets it.
pub type Tell = fn(&str) -> String;

/// What transcripts are played with.
#[derive(Clone)]
pub struct Bench {
    /// Flow and policy.
    pub rules: Rules,
    /// What is said.
    pub words: Locales,
    /// What reads what customers write.
    pub reader: Arc<Reader>,
    /// Makes charges payable.
    pub issue: Issue,
    /// Tells what is in their codes.
    pub tell: Tell,
}

/// A transcript as it was played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The transcript with what is said now.
    pub text: String,
    /// What led to what, from its beginning to its end.
    pub trace: Vec<Trace>,
    /// The same, line by line of what happened: one list for each line of `>`, `!` and `@ +`.
    pub turns: Vec<Vec<Trace>>,
    /// Which texts could not be said, and where.
    pub unsaid: Vec<Fault>,
}

/// Which steps and cues of a flow some transcripts came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How often each step was come to; none is left out.
    pub steps: BTreeMap<String, u64>,
    /// How often each cue was heard where something is answered to it; none is left out.
    pub cues: BTreeMap<String, u64>,
}

/// What a transcript is about: its first line, where that is words.
pub fn title(written: &str) -> Option<&str> {
    let first = written.lines().next()?.strip_prefix('#')?.trim();
    let is_words = !first.is_empty() && !KEYS.iter().any(|key| first.starts_with(key));
    is_words.then_some(first)
}

/// The arm that a transcript is about, as `experiment/arm`, or [`CONTROL`], with the line that says so;
/// none where it is about all.
///
/// [`CONTROL`]: crate::domain::experiment::CONTROL
pub fn home(written: &str) -> Option<(usize, &str)> {
    let header = written.lines().map_while(|line| line.strip_prefix('#'));
    let mut header = (1..).zip(header);
    header.find_map(|(at, line)| Some((at, line.trim().strip_prefix(ARM)?.trim())))
}

/// What a transcript tells apart from the words of ours: what was done, and what is remembered of it.
pub fn outcome(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with(['<', '|']));
    lines.flat_map(|line| [line, "\n"]).collect()
}

impl Bench {
    /// Plays a transcript.
    ///
    /// # Errors
    /// The first line that makes no sense, and why.
    pub fn play(&self, written: &str) -> Result<Played, Fault> {
        player::play(self, written)
    }
}

impl Coverage {
    /// Of a flow, nothing come to yet.
    pub fn of(flow: &Flow) -> Self {
        let zero = |name: &String| (name.clone(), 0);
        Self {
            steps: flow.steps.keys().map(zero).collect(),
            cues: flow.cued.keys().map(zero).collect(),
        }
    }

    /// Adds what a transcript came to.
    pub fn add(&mut self, trace: &[Trace]) {
        for mark in trace {
            let of = match mark.kind.as_str() {
                "step" => &mut self.steps,
                "cue" => &mut self.cues,
                _other => continue,
            };
            if let Some(count) = of.get_mut(&mark.detail) {
                *count += 1;
            }
        }
    }

    /// How many steps were come to.
    pub fn covered(&self) -> usize {
        self.steps.values().filter(|count| **count > 0).count()
    }

    /// The steps and cues that nothing came to, with their lines in the flow's file.
    pub fn open(&self, source: &Source) -> Vec<(String, Option<usize>)> {
        let lines: BTreeMap<String, usize> = Flow::lines(source).into_iter().collect();
        let bare = |all: &BTreeMap<String, u64>| {
            let bare = all.iter().filter(|(_, count)| **count == 0);
            bare.map(|(name, _)| name.clone()).collect::<BTreeSet<_>>()
        };
        let steps = bare(&self.steps).into_iter();
        let steps = steps.map(|name| (name.clone(), lines.get(&name).copied()));
        steps.chain(bare(&self.cues).into_iter().map(|name| (name, None))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transcript_is_named_by_its_first_words() {
        assert_eq!(title("# Já pagou.\n# customer: A1001\n"), Some("Já pagou."));
        assert_eq!(title("# customer: A1001\n# Já pagou.\n"), None);
        assert_eq!(title("#\n"), None);
        assert_eq!(title("@ 2026-11-23 10:00\n# Já pagou.\n"), None);
    }

    #[test]
    fn a_transcript_is_about_everything_or_about_the_arm_of_its_header() {
        assert_eq!(home("# Oi.\n# customer: A1001\n@ 2026-11-23 10:00\n"), None);
        assert_eq!(
            home("# Oi.\n# arm: noted/direto\n@ 2026-11-23 10:00\n"),
            Some((2, "noted/direto"))
        );
        assert_eq!(home("# arm: control\n"), Some((1, "control")));
        assert_eq!(home("# Oi.\n@ 2026-11-23 10:00\n# arm: control\n"), None);
    }

    #[test]
    fn an_outcome_is_all_but_our_words() {
        let text = "# Oi.\n@ 2026-11-23 10:00\n> oi\n< Oi!\n| [1] Sim\n= step=open\n";

        assert_eq!(outcome(text), "# Oi.\n@ 2026-11-23 10:00\n> oi\n= step=open\n");
    }
}
