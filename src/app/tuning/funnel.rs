//! What became of those who came to each step of a flow, counted from the log of turns.
//!
//! Each time that a conversation comes to a step is counted once, with exactly one end: it went on
//! from there, it was handed to a human, it waits, or the customer left. So the sums always add up.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::app::App;
use crate::app::watch::{self, begins, need, seen};
use crate::domain::access::{Right, Who};
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::moving;
use crate::domain::dialogue::step::Kind;
use crate::domain::money::Money;
use crate::store::views::steps::{self, Passed, Talk};

/// Silent for longer than this, a customer has left.
pub const PATIENCE: TimeDelta = TimeDelta::days(3);

/// The most conversations of a creditor that are counted, the latest first.
pub const MOST: i64 = 5000;

/// Conversations whose turns are read at once.
const AT_ONCE: usize = 250;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The first and the last day on which somebody came to a step.
    pub days: (NaiveDate, NaiveDate),
    /// One creditor alone.
    pub creditor: Option<String>,
    /// One release alone: that of the turns in which somebody came to a step.
    pub release: Option<i64>,
    /// One channel alone.
    pub channel: Option<String>,
}

/// What became of those who came to a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How often somebody came to it.
    pub entered: u64,
    /// How often they went on from it, or were through with it at an end.
    pub answered: u64,
    /// How often the customer fell silent at it.
    pub left: u64,
    /// How often it still waits for the customer.
    pub waiting: u64,
    /// How often a human got the case there.
    pub handed_off: u64,
    /// What was agreed on there.
    pub agreed: Money,
    waits: Vec<i64>,
}

/// What became of everybody, step by step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// By the name of the step.
    pub steps: BTreeMap<String, Count>,
    /// How many conversations were counted.
    pub conversations: usize,
    /// True where there were more than are counted.
    pub is_cut: bool,
    /// The releases that were met.
    pub releases: BTreeSet<i64>,
    /// The channels that were met.
    pub channels: BTreeSet<String>,
}

/// A step somebody came to, whose end is not known yet.
struct Open {
    step: String,
    at: DateTime<Utc>,
    turn: usize,
    counts: bool,
}

/// One conversation on its way through a flow.
struct Way<'a> {
    flow: &'a Flow,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    /// True in turns of the release that is asked for.
    wanted: bool,
    open: Option<Open>,
}

impl Count {
    /// The median of how long answers took that came in a later turn, in seconds.
    pub fn median_wait(&self) -> Option<i64> {
        let mut waits = self.waits.clone();
        waits.sort_unstable();
        waits.get(waits.len().saturating_sub(1) / 2).copied()
    }

    /// Adds another's counts.
    fn add(&mut self, other: Self) {
        self.entered += other.entered;
        self.answered += other.answered;
        self.left += other.left;
        self.waiting += other.waiting;
        self.handed_off += other.handed_off;
        self.agreed += other.agreed;
        self.waits.extend(other.waits);
    }
}

/// Counts a flow's steps over what somebody sees.
///
/// # Errors
/// Where they do not hold the right, there is no such creditor for them, or the database refuses.
pub async fn funnel(app: &App, who: &Who, flow: &Flow, asked: &Asked) -> watch::Result<Funnel> {
    need(who, Right::ReadTuning)?;
    let mut funnel = Funnel::default();
    let from = begins(asked.days.0);
    for (creditor, _) in seen(&app.db, who, asked.creditor.as_deref()).await? {
        let talks = steps::talks(&app.db, &creditor, from, MOST + 1).await?;
        let whole = usize::try_from(MOST).unwrap_or(usize::MAX);
        funnel.is_cut |= talks.len() > whole;
        let talks: Vec<Talk> = talks.into_iter().take(whole).collect();
        for group in talks.chunks(AT_ONCE) {
            let ids: Vec<&str> = group.iter().map(|talk| talk.id.as_str()).collect();
            let turns = steps::turns(&app.db, &creditor, &ids, from).await?;
            let talks: BTreeMap<&str, &Talk> =
                group.iter().map(|talk| (talk.id.as_str(), talk)).collect();
            for turns in turns.chunk_by(|a, b| a.conversation == b.conversation) {
                let of = turns.first().and_then(|it| talks.get(it.conversation.as_str()));
                if let Some(talk) = of {
                    funnel.take(flow, asked, (turns, talk), app.clock.now());
                }
            }
        }
    }
    Ok(funnel)
}

impl Funnel {
    /// Counts the turns of one conversation, in their order.
    pub fn take(
        &mut self,
        flow: &Flow,
        asked: &Asked,
        (turns, talk): (&[Passed], &Talk),
        now: DateTime<Utc>,
    ) {
        let name = format!("{}@", flow.name);
        if !turns.iter().any(|turn| turn.flow.starts_with(&name)) {
            return;
        }
        self.channels.insert(talk.channel.clone());
        let releases = releases(turns, talk.release);
        self.releases.extend(&releases);
        if asked.channel.as_ref().is_some_and(|wanted| *wanted != talk.channel) {
            return;
        }
        let (from, to) = (begins(asked.days.0), begins(asked.days.1 + TimeDelta::days(1)));
        let mut way = Way { flow, from, to, wanted: true, open: None };
        let before: u64 = self.steps.values().map(|count| count.entered).sum();
        for (number, (turn, release)) in turns.iter().zip(releases).enumerate() {
            way.wanted = asked.release.is_none_or(|wanted| wanted == release);
            way.turn(number, turn, &mut self.steps);
        }
        // Our own reminders are no sign of life.
        let theirs = turns.iter().rev().find(|turn| turn.is_theirs).map(|turn| turn.at);
        let last = theirs.max(way.open.as_ref().map(|open| open.at));
        way.end(now - last.unwrap_or(now) > PATIENCE, &mut self.steps);
        let after: u64 = self.steps.values().map(|count| count.entered).sum();
        self.conversations += usize::from(after > before);
    }

    /// The sums of all steps.
    pub fn total(&self) -> Count {
        let mut total = Count::default();
        self.steps.values().cloned().for_each(|count| total.add(count));
        total
    }
}

/// The release of each turn of a conversation that is on the last one now.
fn releases(turns: &[Passed], last: i64) -> Vec<i64> {
    let mut release = last;
    let mut all: Vec<i64> = Vec::with_capacity(turns.len());
    for turn in turns.iter().rev() {
        all.push(release);
        let moved = turn.trace.iter().find(|trace| trace.kind == moving::MOVED);
        release = moved.and_then(|it| moving::came_from(&it.detail)).unwrap_or(release);
    }
    all.reverse();
    all
}

impl Way<'_> {
    fn turn(&mut self, number: usize, turn: &Passed, steps: &mut BTreeMap<String, Count>) {
        if let Some(open) = self.open.as_ref().filter(|open| open.counts && !turn.agreed.is_zero())
        {
            steps.entry(open.step.clone()).or_default().agreed += turn.agreed;
        }
        for trace in &turn.trace {
            match trace.kind.as_str() {
                "step" => {
                    self.passed_on(number, turn, steps);
                    self.enter(number, turn, &trace.detail, steps);
                }
                "handoff" => {
                    if let Some(open) = self.open.take().filter(|open| open.counts) {
                        steps.entry(open.step).or_default().handed_off += 1;
                    }
                }
                _other => {}
            }
        }
    }

    fn enter(
        &mut self,
        number: usize,
        turn: &Passed,
        step: &str,
        steps: &mut BTreeMap<String, Count>,
    ) {
        let ours = turn.flow.split('@').next() == Some(self.flow.name.as_str());
        let counts = self.wanted && ours && turn.at >= self.from && turn.at < self.to;
        if counts {
            steps.entry(step.to_owned()).or_default().entered += 1;
        }
        self.open = Some(Open { step: step.to_owned(), at: turn.at, turn: number, counts });
    }

    fn passed_on(&mut self, number: usize, turn: &Passed, steps: &mut BTreeMap<String, Count>) {
        let Some(open) = self.open.take().filter(|open| open.counts) else { return };
        let count = steps.entry(open.step).or_default();
        count.answered += 1;
        if number > open.turn {
            count.waits.push((turn.at - open.at).num_seconds());
        }
    }

    /// What is open at the end of the log: an end is reached, else the customer left or is waited for.
    fn end(&mut self, is_silent: bool, steps: &mut BTreeMap<String, Count>) {
        let Some(open) = self.open.take().filter(|open| open.counts) else { return };
        let ends = self.flow.step(&open.step);
        let ends = ends.is_some_and(|step| matches!(step.kind, Kind::End { .. }));
        let count = steps.entry(open.step).or_default();
        match (ends, is_silent) {
            (true, _) => count.answered += 1,
            (false, true) => count.left += 1,
            (false, false) => count.waiting += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dialogue::Trace;

    #[test]
    fn a_turn_is_of_the_release_that_the_conversation_was_on() {
        let turn = |moved: Option<(i64, i64)>| Passed {
            conversation: "c".to_owned(),
            at: DateTime::UNIX_EPOCH,
            flow: "negotiation@1".to_owned(),
            trace: moved
                .map(|(from, to)| Trace {
                    kind: moving::MOVED.to_owned(),
                    detail: moving::told(from, to),
                })
                .into_iter()
                .collect(),
            agreed: Money::default(),
            is_theirs: true,
        };
        let turns = [turn(None), turn(Some((1, 2))), turn(None), turn(Some((2, 4))), turn(None)];

        assert_eq!(releases(&turns, 4), [1, 2, 2, 4, 4]);
        assert_eq!(releases(&turns[..1], 7), [7]);
    }
}
