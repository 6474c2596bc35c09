//! Simulated customers who meet two sets of rules, each customer both.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};

use super::super::look::aside;
use super::super::transcript::Issue;
use super::super::{Error, Refused};
use crate::app::edition::whole;
use crate::app::{App, import};
use crate::domain::access::{Right, Who};
use crate::domain::calendar::Calendar;
use crate::domain::content::{Content, Files};
use crate::domain::debt::party::Creditor;
use crate::domain::dialogue::{Flow, Rules};
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::domain::simulation::paired::{Met, Pairs};
use crate::domain::simulation::{Kind, Phrases, Tally, World, draw, live};
use crate::domain::understanding::Reader;

/// What simulated customers say.
const PHRASES: (&str, &str) =
    ("examples/customers.toml", include_str!("../../../../examples/customers.toml"));

/// When every simulation begins: a Monday, so that the same seed means the same days.
const START: &str = "2026-11-23T12:00:00Z";

/// The most customers that a page has simulated at once.
pub const MOST: u64 = 2_000;

/// How much is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How many customers.
    pub customers: u64,
    /// From which seed they are drawn.
    pub seed: u64,
    /// How many days each case lasts.
    pub days: u32,
}

/// What every simulated case shares.
pub struct Stage {
    calendar: Arc<Calendar>,
    reader: Arc<Reader>,
    phrases: Phrases,
    creditor: Creditor,
    start: DateTime<Utc>,
    issue: Issue,
}

impl Stage {
    /// Sets the stage on which customers meet rules.
    ///
    /// # Errors
    /// Every problem of the example and the phrases.
    pub fn set(reader: Arc<Reader>, issue: Issue) -> Result<Self, Vec<Problem>> {
        let start: DateTime<Utc> = START.parse().unwrap_or_default();
        let (file, text) = PHRASES;
        let phrases = Phrases::load(&Source::new(file, text))?;
        let (toml, _) = import::demo_portfolio(start.date_naive());
        let known = import::creditors(&Source::new("examples/creditors.toml", toml))?;
        let none = || vec![Source::new("examples/creditors.toml", "").problem("content-missing")];
        let creditor = known.into_iter().next().ok_or_else(none)?;
        let calendar = Arc::new(Calendar::brazil());
        Ok(Self { calendar, reader, phrases, creditor, start, issue })
    }

    /// The rules of some files that simulated customers meet.
    ///
    /// # Errors
    /// Every problem of flow and policy.
    pub fn rules(&self, files: &Files) -> Result<Rules, Vec<Problem>> {
        let content = Content::of(files)?;
        let flow = content.flow().map(Flow::load).transpose()?;
        let mut policies = Vec::new();
        for source in &content.policies {
            policies.push(Policy::load(source)?);
        }
        let wanted = &self.creditor.policy;
        let policy = policies.into_iter().find(|policy| policy.name() == wanted);
        let missing = || {
            let path = format!("policies/{wanted}.toml");
            vec![Source::new(files.shown(&path), "").problem("content-missing")]
        };
        let (flow, policy) = flow.zip(policy).ok_or_else(missing)?;
        Ok(Rules { flow: Arc::new(flow), policy: Arc::new(policy) })
    }

    /// One case from beginning to end.
    fn met(&self, rules: &Rules, (asked, place): (Asked, u64)) -> (Kind, Met) {
        let today = self.start.date_naive();
        let of = (asked.seed, place);
        let (mut person, facts) = draw(&self.phrases, &self.creditor, of, today);
        let issue = Box::new(self.issue);
        let mut world = World::new(self.calendar.clone(), rules.clone(), facts, self.start, issue);
        let with = (self.reader.as_ref(), &self.phrases);
        let story = live(&mut person, &mut world, with, asked.days);
        (person.kind, Met::of(Tally::of(&story, &world), &world))
    }
}

/// Has each customer of a share, the first and how far apart, meet both sets of rules.
pub fn compare(
    stage: &Stage,
    [before, after]: [&Rules; 2],
    (asked, (first, apart)): (Asked, (u64, u64)),
) -> Pairs {
    let mut pairs = Pairs::default();
    let apart = usize::try_from(apart.max(1)).unwrap_or(1);
    for place in (first..asked.customers).step_by(apart) {
        let (kind, one) = stage.met(before, (asked, place));
        let (_, other) = stage.met(after, (asked, place));
        pairs.count(kind, [&one, &other]);
    }
    pairs
}

/// Has simulated customers meet what serves, and the same with a draft's policies: it takes seconds.
///
/// The flow is on both sides the one that serves, so that what differs comes of the policy alone.
/// None where another simulation runs.
///
/// # Errors
/// [`Refused::Problems`] where the draft's policy cannot serve; or when the database refuses.
pub async fn simulated(
    app: &App,
    who: &Who,
    files: &Files,
    (asked, issue): (Asked, Issue),
) -> Result<Option<Pairs>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let Some(turn) = app.simulating.take() else { return Ok(None) };
    let (live, ear) = (app.live().files.clone(), app.reader.clone());
    let own = app.editions.own().clone();
    let mut drafted = live.clone();
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("policies/")) {
        drafted.put(path, text);
    }
    let asked = Asked { customers: asked.customers.clamp(1, MOST), ..asked };
    let work = move || {
        let _turn = turn;
        let stage = Stage::set(ear.reader(), issue)?;
        let (before, after) =
            (stage.rules(&whole(&live, &own))?, stage.rules(&whole(&drafted, &own))?);
        Ok(compare(&stage, [&before, &after], (asked, (0, 1))))
    };
    let done: Result<Pairs, Vec<Problem>> = aside(work).await?;
    Ok(Some(done.map_err(|problems| Refused::Problems { problems })?))
}

/// Whose turn it is to simulate: one at a time, for it takes a core.
#[derive(Clone, Debug, Default)]
pub struct Turns(Arc<AtomicBool>);

/// The right to simulate, given back as it is dropped, whatever ends it.
#[derive(Debug)]
pub struct Turn(Arc<AtomicBool>);

impl Turns {
    /// Takes the turn; none where somebody has it.
    pub fn take(&self) -> Option<Turn> {
        let taken = self.0.compare_exchange(false, true, Ordering::AcqRel, Ordering::Acquire);
        taken.ok().map(|_| Turn(self.0.clone()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}
