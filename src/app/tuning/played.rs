//! Tests played on a release: as it is, and as each arm of its experiments has it.
//!
//! As things are, a test must go to the letter. An arm says or does something else, so that our words
//! are not compared there: what happens and what is remembered must come out the same, and every text
//! must be sayable. A test that is about one arm says so in its header (`# arm: noted/direto`) and must
//! go to the letter there alone; one that is about `control` is played in no arm. It knows no rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::transcript::fault::{Fault, Why, Word};
use super::transcript::{Bench, Coverage, Issue, Tell, difference, home, outcome};
use crate::app::Result;
use crate::app::edition::Edition;
use crate::domain::content::Content;
use crate::domain::content::release::Verdict;
use crate::domain::experiment::CONTROL;
use crate::domain::understanding::Reader;

/// The policy that the example's customers are under.
const POLICY: &str = "standard";

/// With what tests are played beside content.
#[derive(Clone, Copy)]
pub struct With {
    /// Makes charges payable.
    pub issue: Issue,
    /// Tells what is in their codes.
    pub tell: Tell,
}

/// How a test went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Went {
    /// As it is written.
    Same,
    /// Otherwise: the lines that differ.
    Otherwise(String),
    /// It could not be played: the line that makes no sense, or at which a text could not be said.
    Broken(Fault),
}

/// How tests went in an arm of an experiment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InArm {
    /// The experiment.
    pub experiment: String,
    /// The arm.
    pub arm: String,
    /// How many were played there.
    pub looked: usize,
    /// Those that did not come out the same, each by its path.
    pub otherwise: Vec<(String, Went)>,
}

/// Tests that were played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Each by its path, in order.
    pub tests: Vec<(String, Went)>,
    /// The same in the arms of experiments.
    pub arms: Vec<InArm>,
    /// How many more there are than are played at once.
    pub left: usize,
    /// How many steps they came to.
    pub covered: usize,
    /// How many steps there are.
    pub steps: usize,
    /// The file of the flow.
    pub flow: String,
    /// The steps and cues that nothing came to, with their lines.
    pub open: Vec<(String, Option<usize>)>,
}

impl Ran {
    /// What a release keeps of it: a test that goes otherwise anywhere counts once.
    pub fn verdict(&self) -> Verdict {
        let own = self.tests.iter().filter(|(_, went)| *went != Went::Same);
        let in_arms = self.arms.iter().flat_map(|arm| &arm.otherwise);
        let otherwise: BTreeSet<&str> = own.chain(in_arms).map(|(path, _)| path.as_str()).collect();
        Verdict { looked: self.tests.len(), problems: otherwise.len(), warnings: 0 }
    }
}

/// A release with what tests are played with in each arm.
struct Benches {
    own: Bench,
    arms: Vec<(String, String, Bench)>,
}

/// Plays tests, each by its path, on a release and in the arms of its experiments.
///
/// # Errors
/// When the release has no policy at all.
pub fn play(
    edition: &Edition,
    reader: &Arc<Reader>,
    tests: &[(String, String)],
    with: With,
) -> Result<Ran> {
    let benches = Benches::of(edition, reader, with)?;
    let mut coverage = Coverage::of(&benches.own.rules.flow);
    let went = |(path, written): &(String, String)| {
        (path.clone(), benches.at_home(written, &mut coverage))
    };
    let went = tests.iter().map(went).collect();
    let flow = Content::of(&edition.files).ok().and_then(|content| content.flow().cloned());
    Ok(Ran {
        tests: went,
        arms: benches.in_arms(tests),
        left: 0,
        covered: coverage.covered(),
        steps: coverage.steps.len(),
        open: flow.as_ref().map(|flow| coverage.open(flow)).unwrap_or_default(),
        flow: flow.map(|flow| flow.file).unwrap_or_default(),
    })
}

/// Plays a test again where it is at home: the text as it goes now.
///
/// # Errors
/// When the release has no policy at all; within, why it cannot be played.
pub(super) fn again(
    edition: &Edition,
    reader: &Arc<Reader>,
    written: &str,
    with: With,
) -> Result<Result<String, Fault>> {
    let benches = Benches::of(edition, reader, with)?;
    let played = benches.home(written).and_then(|bench| bench.play(written));
    Ok(played.map(|played| played.text))
}

impl Benches {
    fn of(edition: &Edition, reader: &Arc<Reader>, with: With) -> Result<Self> {
        let bench = |edition: &Edition| -> Result<Bench> {
            let With { issue, tell } = with;
            let (words, reader) = (edition.words.clone(), reader.clone());
            Ok(Bench { rules: edition.shelf.example(POLICY)?, words, reader, issue, tell })
        };
        let mut arms = Vec::new();
        for trial in edition.trials.iter() {
            for arm in &trial.experiment.arms {
                if let Some(varied) = trial.arm(&arm.name) {
                    let name = trial.experiment.name.clone();
                    arms.push((name, arm.name.clone(), bench(varied)?));
                }
            }
        }
        Ok(Self { own: bench(edition)?, arms })
    }

    /// Where a test must go to the letter.
    fn home(&self, written: &str) -> Result<&Bench, Fault> {
        let wanted = home(written).filter(|(_, wanted)| *wanted != CONTROL);
        let Some((line, wanted)) = wanted else { return Ok(&self.own) };
        let (of, named) = wanted.split_once('/').unwrap_or((wanted, ""));
        let found = self.arms.iter().find(|(experiment, arm, _)| experiment == of && arm == named);
        let unknown = || {
            let own = self.arms.iter().map(|(of, arm, _)| format!("{of}/{arm}"));
            let known = [CONTROL.to_owned()].into_iter().chain(own).collect();
            Why::Word { of: Word::Arm, said: wanted.to_owned(), known }
        };
        found.map(|(.., bench)| bench).ok_or_else(|| Fault { line, why: unknown() })
    }

    fn at_home(&self, written: &str, coverage: &mut Coverage) -> Went {
        let played = match self.home(written).and_then(|bench| bench.play(written)) {
            Ok(played) => played,
            Err(why) => return Went::Broken(why),
        };
        coverage.add(&played.trace);
        if played.text == written {
            Went::Same
        } else {
            Went::Otherwise(difference(written, &played.text))
        }
    }

    fn in_arms(&self, tests: &[(String, String)]) -> Vec<InArm> {
        let everywhere = || tests.iter().filter(|(_, written)| home(written).is_none());
        let tried = |(experiment, arm, bench): &(String, String, Bench)| {
            let went = everywhere().map(|(path, written)| (path.clone(), in_arm(bench, written)));
            let otherwise = went.filter(|(_, went)| *went != Went::Same).collect();
            let looked = everywhere().count();
            InArm { experiment: experiment.clone(), arm: arm.clone(), looked, otherwise }
        };
        self.arms.iter().map(tried).collect()
    }
}

/// How a test goes where other words are no fault.
fn in_arm(bench: &Bench, written: &str) -> Went {
    let played = match bench.play(written) {
        Ok(played) => played,
        Err(why) => return Went::Broken(why),
    };
    if let Some(why) = played.unsaid.into_iter().next() {
        return Went::Broken(why);
    }
    let (before, now) = (outcome(written), outcome(&played.text));
    if before == now { Went::Same } else { Went::Otherwise(difference(&before, &now)) }
}
