//! By which accounts something may go now, and when the next may: a look that blocks nobody.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::hand::Hand;
use crate::app::Result;
use crate::app::sending::judge::is_unaddressed;
use crate::app::sending::pick::Plan;
use crate::channels::Delivery;
use crate::domain::channel::health::{Gate, Health};
use crate::domain::channel::pacing::Rates;
use crate::jobs::Crew;
use crate::store::account;
use crate::store::outbox::claim::{self, Lane};

/// What may go now.
#[derive(Clone, Debug, Default)]
pub struct Plans {
    /// The accounts by which something may go now.
    pub ready: Vec<Plan>,
    /// Lanes in which something is due, and by which no account that is set up here sends.
    pub unserved: Vec<(String, String)>,
    /// How long until another may, where that is known.
    next: Option<Duration>,
}

impl Plans {
    /// How long to rest where nothing may go; at most the usual rest.
    pub fn rest(&self, usual: Duration) -> Duration {
        self.next.map_or(usual, |next| next.clamp(Duration::from_millis(1), usual))
    }
}

/// Looks by which accounts something may go.
///
/// # Errors
/// When the database refuses.
pub async fn make(crew: &Crew, hand: &Hand) -> Result<Plans> {
    let (db, now) = (&crew.app.db, crew.app.clock.now());
    let lanes = claim::lanes(db).await?;
    let mut plans = Plans::default();
    if lanes.is_empty() {
        return Ok(plans);
    }
    let health = account::by_lane(db).await?;
    for lane in lanes {
        let Some(repeatable) = repeatable(crew, &lane.lane) else {
            if lane.due_at.is_some_and(|due| due <= now) {
                plans.unserved.push((lane.creditor, lane.lane));
            }
            continue;
        };
        let of = (lane.creditor.clone(), lane.lane.clone());
        let state = health.get(&of).cloned().unwrap_or_default();
        let plan = Plan {
            rates: rates(crew, &lane.lane),
            free: hand.free(&lane.lane),
            creditor: of.0.clone(),
            lane: of.1,
            repeatable,
        };
        match ready_at(&lane, &plan, &state, now) {
            Some(at) if at <= now => plans.ready.push(plan),
            Some(at) => {
                let wait = (at - now).to_std().unwrap_or_default();
                plans.next = Some(plans.next.map_or(wait, |next| next.min(wait)));
            }
            None => {}
        }
    }
    plans.ready.sort_by(|a, b| (&a.creditor, &a.lane).cmp(&(&b.creditor, &b.lane)));
    Ok(plans)
}

/// When something may go by an account; none where that is not for the time to say.
fn ready_at(
    lane: &Lane,
    plan: &Plan,
    health: &Health,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let due = lane.due_at?;
    if plan.free <= 0 {
        return None;
    }
    let open = match health.gate(now) {
        Gate::Open | Gate::Trial => now,
        Gate::Shut(until) => until?,
    };
    let paced = plan.rates.account.and_then(|rate| {
        let rate = rate.slowed(health.share(now));
        // What came in meanwhile is spent in the round.
        let spent = lane.spent_until.unwrap_or(0);
        DateTime::from_timestamp_micros(rate.ready_at(spent.max(now.timestamp_micros())))
    });
    // What is due already is due now: the rest says when it is let through.
    Some(due.max(open).max(paced.unwrap_or(due)))
}

/// The delivery of an account; none where this process does not send by it.
pub fn delivery(crew: &Crew, lane: &str) -> Option<Arc<dyn Delivery>> {
    let channel = lane.split('/').next().unwrap_or_default();
    crew.deliveries.get(lane).or_else(|| crew.deliveries.get(channel)).cloned()
}

/// Whether sending twice by an account does no harm; none where this process does not send by it.
fn repeatable(crew: &Crew, lane: &str) -> Option<bool> {
    if lane.is_empty() {
        return Some(true);
    }
    let by = delivery(crew, lane).map(|delivery| delivery.is_repeatable());
    // What can reach nobody is set aside by whoever looks.
    by.or_else(|| is_unaddressed(lane).then_some(false))
}

fn rates(crew: &Crew, lane: &str) -> Rates {
    let channel = lane.split('/').next().unwrap_or_default();
    crew.rates.get(lane).map_or_else(Rates::default, |per_second| Rates::of(channel, *per_second))
}
