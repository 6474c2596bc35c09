//! Experiments that run: their arms compiled, and who is given which.
//!
//! An arm is the release with other texts, another flow or other policies; a conversation in it is
//! decided and worded by that. Where no experiment runs nothing is asked and nothing read.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::Result;
use super::edition::Edition;
use super::watch::day_of;
use crate::domain::content::{Content, Files};
use crate::domain::debt::invoice::InvoiceStatus;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::{Flow, moving};
use crate::domain::experiment::assign::{self, Guest};
use crate::domain::experiment::{Arm, Experiment, variant};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::store::Tx;
use crate::store::conversation::Conversation;
use crate::store::tuning::experiment::{Given, needs_care};
use crate::text::Locales;

/// After so much silence whoever writes, or is written to, begins a talk anew.
const REST: TimeDelta = TimeDelta::days(14);

/// An experiment of a release, compiled.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The experiment.
    pub experiment: Experiment,
    /// What is counted together.
    pub plan: String,
    arms: BTreeMap<String, Arc<Edition>>,
}

impl Trial {
    /// The release as an arm has it; none where that is as it is.
    pub fn arm(&self, name: &str) -> Option<&Arc<Edition>> {
        self.arms.get(name)
    }
}

/// Compiles the experiments of a release.
///
/// # Errors
/// Every problem of every experiment.
pub fn compile(
    base: &Edition,
    (content, files): (&Content, &Files),
    below: &[Source],
) -> Result<Vec<Trial>, Vec<Problem>> {
    let (mut trials, mut problems) = (Vec::new(), Vec::new());
    for source in &content.experiments {
        let made = Experiment::load(source).and_then(|experiment| {
            let changing = experiment.arms.iter().filter(|arm| !arm.is_plain());
            let arms = changing.map(|arm| {
                let edition = varied(base, (source, arm), (content, files), below)?;
                Ok((arm.name.clone(), Arc::new(edition)))
            });
            let arms = arms.collect::<Result<_, Vec<Problem>>>()?;
            Ok(Trial { plan: experiment.plan(), experiment, arms })
        });
        match made {
            Ok(trial) => trials.push(trial),
            Err(found) => problems.extend(found),
        }
    }
    if problems.is_empty() { Ok(trials) } else { Err(problems) }
}

fn missing(source: &Source, name: &str) -> Vec<Problem> {
    vec![source.problem("experiment-unknown").with("what", "flow").with("name", name)]
}

fn varied(
    base: &Edition,
    (source, arm): (&Source, &Arm),
    (content, files): (&Content, &Files),
    below: &[Source],
) -> Result<Edition, Vec<Problem>> {
    let words = if arm.texts.is_empty() {
        base.words.clone()
    } else {
        let (files, _) = variant::worded(files, arm);
        Locales::load_over(&Content::of(&files)?.texts, below)?
    };
    let named = |name: &String| {
        let is_it = |source: &&Source| Flow::load(source).is_ok_and(|flow| flow.name == *name);
        content.flows.iter().find(is_it).cloned()
    };
    let flow = arm.flow.as_ref().map(|name| named(name).ok_or_else(|| missing(source, name)));
    let shelf = base.shelf.varied(flow.transpose()?, &arm.policies)?;
    Ok(Edition { words, shelf, ..base.clone() })
}

/// Whether somebody begins to talk in this turn: anew, or after long.
pub(super) fn begins(before: &Conversation, flow: &Flow, now: DateTime<Utc>) -> bool {
    let is_new = before.version == 0;
    is_new || now - before.changed_at >= REST && moving::may_move(&before.state, (flow, flow))
}

/// The arm that somebody is given as they begin to talk; none for whoever takes part in none.
///
/// # Errors
/// When the database refuses.
pub(super) async fn drawn(
    tx: &mut Tx,
    open: Vec<&Trial>,
    (of, facts): (&Conversation, &Facts),
    now: DateTime<Utc>,
) -> Result<Option<Given>> {
    let owes = facts.invoices.iter().any(|invoice| invoice.status == InvoiceStatus::Open);
    if open.is_empty() || !owes || facts.running().next().is_some() {
        return Ok(None);
    }
    let today = day_of(now);
    let guest = Guest {
        creditor: &of.creditor,
        customer: &of.customer,
        policy: &facts.creditor.policy,
        locale: facts.language().unwrap_or(Locale::OWN),
        was_offered: !moving::may_change_policy(&of.state),
        today,
    };
    let experiments = open.iter().map(|trial| &trial.experiment);
    let Some((found, arm)) = assign::arm(experiments, &guest) else { return Ok(None) };
    if assign::is_protected(facts, &of.state) || needs_care(tx, &of.creditor, &of.customer).await? {
        return Ok(None);
    }
    let ends_at = now + TimeDelta::days(i64::from(found.days));
    Ok(Some(Given {
        creditor: of.creditor.clone(),
        plan: found.plan(),
        customer: of.customer.clone(),
        conversation: of.id.clone(),
        experiment: found.name.clone(),
        arm: arm.name.clone(),
        given_at: now,
        ends_at,
        last_day: day_of(ends_at),
    }))
}
