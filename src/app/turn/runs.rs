//! What a turn is decided by: the conversation's own release, or the one that it comes over to, as the
//! arm of an experiment has it where the conversation runs in one.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::app::edition::Edition;
use crate::app::shelf::Pins;
use crate::app::{App, Result, trials};
use crate::domain::content::release::Moves;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::{Rules, moving};
use crate::store::Tx;
use crate::store::conversation::{self, Conversation};
use crate::store::tuning::experiment::Given;

/// What a turn is decided by.
pub(super) struct Runs {
    /// Flow and policy.
    pub rules: Rules,
    /// The release.
    pub edition: Arc<Edition>,
    /// The release that the conversation leaves with this turn.
    pub came_from: Option<i64>,
    /// What the conversation runs on from this turn on, where that changed.
    pub changed: Option<Changed>,
}

/// What a conversation runs on from a turn on.
pub(super) struct Changed {
    /// The release, as the conversation has it.
    pub edition: Arc<Edition>,
    /// The arm of an experiment that it was given.
    pub given: Option<Given>,
}

/// Finds what a conversation runs on; brings it over where the release that serves wants it and it
/// may; gives it an arm where it begins while an experiment runs.
pub(super) async fn on(
    app: &App,
    tx: &mut Tx,
    (live, before, facts): (&Arc<Edition>, &mut Conversation, &Facts),
    now: DateTime<Utc>,
) -> Result<Runs> {
    let arm = before.arm.clone();
    let own = app.editions.of(&mut *tx, before.edition).await?;
    let own = app.editions.in_arm(own, arm.as_deref());
    let pins = Pins { flow: before.flow.clone(), policy: before.policy.clone() };
    let rules = own.shelf.rules(tx, &before.creditor, &pins).await?;
    let mut runs = Runs { rules, edition: own, came_from: None, changed: None };
    if live.number > before.edition && live.moves == Moves::Safe {
        let to = app.editions.in_arm(live.clone(), arm.as_deref());
        let rules = to.shelf.today(&facts.creditor.policy)?;
        if moving::may_move(&before.state, (&runs.rules.flow, &rules.flow)) {
            runs.came_from = Some(std::mem::replace(&mut before.edition, live.number));
            run_on(&mut runs, to, (before, facts))?;
        }
    }
    if !live.trials.is_empty() && before.edition == live.number {
        take_part(app, tx, (live, before, facts, &mut runs), now).await?;
    }
    Ok(runs)
}

/// Gives an arm to whoever begins to talk; whoever is in one that was stopped has things again as
/// they are without it, as soon as they may.
async fn take_part(
    app: &App,
    tx: &mut Tx,
    (live, before, facts, runs): (&Arc<Edition>, &mut Conversation, &Facts, &mut Runs),
    now: DateTime<Utc>,
) -> Result<()> {
    if trials::begins(before, &runs.rules.flow, now) {
        let open = live.trials.iter().filter(|it| !app.editions.is_stopped(&it.plan)).collect();
        let given = trials::drawn(tx, open, (before, facts), now).await?;
        let arm = given.as_ref().map(|given| format!("{}/{}", given.experiment, given.arm));
        if arm != before.arm || given.is_some() {
            let to = app.editions.in_arm(live.clone(), arm.as_deref());
            before.arm = arm;
            run_on(runs, to, (before, facts))?;
            if let Some(changed) = &mut runs.changed {
                changed.given = given;
            }
        }
        return Ok(());
    }
    let name = before.arm.as_deref().and_then(|arm| arm.split_once('/')).map(|(name, _)| name);
    let trial = live.trials.iter().find(|trial| Some(trial.experiment.name.as_str()) == name);
    if trial.is_some_and(|trial| app.editions.is_stopped(&trial.plan)) {
        let pins = live.shelf.pins(&facts.creditor.policy)?;
        let differs = pins.flow != before.flow
            || pins.policy != before.policy && moving::may_change_policy(&before.state);
        let flow = live.shelf.today(&facts.creditor.policy)?.flow;
        if differs && moving::may_move(&before.state, (&runs.rules.flow, &flow)) {
            run_on(runs, live.clone(), (before, facts))?;
        }
    }
    Ok(())
}

/// Puts a conversation onto a release as it is from now on; a ladder that was begun keeps its policy.
fn run_on(
    runs: &mut Runs,
    to: Arc<Edition>,
    (before, facts): (&mut Conversation, &Facts),
) -> Result<()> {
    let pins = to.shelf.pins(&facts.creditor.policy)?;
    let mut rules = to.shelf.today(&facts.creditor.policy)?;
    let ran_on = (before.flow.clone(), before.policy.clone());
    before.flow = pins.flow;
    if moving::may_change_policy(&before.state) {
        before.policy = pins.policy;
    } else {
        rules.policy = runs.rules.policy.clone();
    }
    // A replay knows what each turn ran on: it comes over where that changed, and only there.
    if ran_on != (before.flow.clone(), before.policy.clone()) {
        let names = (before.flow.reference.as_str(), before.policy.reference.as_str());
        moving::moved(&mut before.state, names);
    }
    runs.rules = rules;
    runs.edition = to.clone();
    runs.changed = Some(Changed { edition: to, given: None });
    Ok(())
}

/// Writes down what a conversation runs on from now on.
pub(super) async fn keep(
    tx: &mut Tx,
    (edition, after): (&Edition, &Conversation),
    now: DateTime<Utc>,
) -> Result<()> {
    let pins = Pins { flow: after.flow.clone(), policy: after.policy.clone() };
    edition.shelf.keep(tx, &after.creditor, &pins, now).await?;
    Ok(conversation::come_over(tx, after).await?)
}
