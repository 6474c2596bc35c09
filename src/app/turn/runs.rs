//! Which release a turn is decided by: the conversation's own, or the one that it comes over to.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::app::edition::Edition;
use crate::app::shelf::Pins;
use crate::app::{App, Result};
use crate::domain::content::release::Moves;
use crate::domain::dialogue::facts::Facts;
use crate::domain::dialogue::{Rules, moving};
use crate::store::Tx;
use crate::store::conversation::{self, Conversation};

/// What a turn is decided by.
pub(super) struct Runs {
    /// Flow and policy.
    pub rules: Rules,
    /// The release.
    pub edition: Arc<Edition>,
    /// The release that the conversation leaves with this turn.
    pub came_from: Option<i64>,
}

/// Finds what a conversation runs on; brings it over where the release that serves wants it and it
/// may.
pub(super) async fn on(
    app: &App,
    tx: &mut Tx,
    (live, before, facts): (&Arc<Edition>, &mut Conversation, &Facts),
) -> Result<Runs> {
    let own = app.editions.of(&mut *tx, before.edition).await?;
    let pins = Pins { flow: before.flow.clone(), policy: before.policy.clone() };
    let rules = own.shelf.rules(tx, &before.creditor, &pins).await?;
    if live.number > before.edition && live.moves == Moves::Safe {
        let to = live.shelf.today(&facts.creditor.policy)?;
        if moving::may_move(&before.state, (&rules.flow, &to.flow)) {
            return come_over((live, before, facts), &rules, to);
        }
    }
    Ok(Runs { rules, edition: own, came_from: None })
}

/// Puts a conversation onto the release that serves.
fn come_over(
    (live, before, facts): (&Arc<Edition>, &mut Conversation, &Facts),
    rules: &Rules,
    mut to: Rules,
) -> Result<Runs> {
    let pins = live.shelf.pins(&facts.creditor.policy)?;
    let ran_on = (before.flow.clone(), before.policy.clone());
    before.flow = pins.flow;
    if moving::may_change_policy(&before.state) {
        before.policy = pins.policy;
    } else {
        to.policy = rules.policy.clone();
    }
    // A replay knows what each turn ran on: it comes over where that changed, and only there.
    if ran_on != (before.flow.clone(), before.policy.clone()) {
        let names = (before.flow.reference.as_str(), before.policy.reference.as_str());
        moving::moved(&mut before.state, names);
    }
    let came_from = Some(std::mem::replace(&mut before.edition, live.number));
    Ok(Runs { rules: to, edition: live.clone(), came_from })
}

/// Writes down that a conversation came over, with what it runs on.
pub(super) async fn keep(
    tx: &mut Tx,
    (edition, after): (&Edition, &Conversation),
    now: DateTime<Utc>,
) -> Result<()> {
    let pins = Pins { flow: after.flow.clone(), policy: after.policy.clone() };
    edition.shelf.keep(tx, &after.creditor, &pins, now).await?;
    Ok(conversation::come_over(tx, after).await?)
}
