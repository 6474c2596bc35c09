//! The wall: who waits and for how long, who answers, what will be late, how the bot does.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::forecast::{self, Pace};
use super::{Result, local, need, seen};
use crate::app::App;
use crate::domain::access::{Right, Scope, Who};
use crate::domain::channel::WHATSAPP;
use crate::store::views::wall::{self as rows, Closing, Health, Waiting};

/// For how many hours after a customer's message WhatsApp lets us write.
const WINDOW_HOURS: i64 = 24;
/// How many hours before its end a window is shown.
const SOON_HOURS: i64 = 3;
/// From how many days the pace is told, and how much older the cases may be.
const PACE_DAYS: i64 = 7;
/// How many minutes somebody may be unseen and still counts as there.
const UNSEEN_MINUTES: i64 = 5;

/// What the wall shows.
#[derive(Clone, Debug, Default)]
pub struct Wall {
    /// The sectors of each creditor in which somebody waits.
    pub queues: Vec<Queue>,
    /// Who may answer.
    pub agents: Vec<Agent>,
    /// Where we may soon write no more, the nearest first.
    pub windows: Vec<Window>,
    /// Who is, or will be, answered too late, the first promised first.
    pub breaches: Vec<Breach>,
    /// How the bot does, by creditor.
    pub health: Vec<(String, Health)>,
}

/// A sector of a creditor in which somebody waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The creditor's id and name.
    pub creditor: (String, String),
    /// The sector.
    pub sector: String,
    /// How many wait.
    pub waiting: usize,
    /// How many of them are urgent.
    pub urgent: usize,
    /// Since when the first of them waits.
    pub oldest: DateTime<Utc>,
    /// How many minutes of desk hours that is.
    pub minutes: i64,
    /// How many minutes of desk hours pass from one case taken to the next; none where none was.
    pub pace: Option<i64>,
}

/// How present somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Presence {
    /// They were just seen.
    Here,
    /// They say that they are away.
    Away,
    /// They were not seen for a while.
    Gone,
}

/// Somebody who may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// How present they are.
    pub presence: Presence,
    /// How many conversations they have.
    pub load: i64,
}

/// A conversation to which we may soon write no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation and whose it is.
    pub row: Closing,
    /// When the window closes.
    pub closes_at: DateTime<Utc>,
}

/// A case that is, or will be, answered too late.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The creditor's id.
    pub creditor: String,
    /// The case.
    pub case: Waiting,
    /// When somebody will take it, at the pace of these days; none where it is late already.
    pub expected_at: Option<DateTime<Utc>>,
}

impl Presence {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Away => "away",
            Self::Gone => "gone",
        }
    }
}

/// Looks at everything that somebody sees.
///
/// # Errors
/// Where they may not watch; or when the database refuses.
pub async fn look(app: &App, who: &Who) -> Result<Wall> {
    need(who, Right::Watch)?;
    let (now, mut wall) = (app.clock.now(), Wall::default());
    let mut loads: BTreeMap<String, i64> = BTreeMap::new();
    let creditors = seen(&app.db, who, None).await?;
    for creditor in &creditors {
        queues(app, who, creditor, &mut wall).await?;
        windows(app, who, &creditor.0, &mut wall).await?;
        for (agent, count) in rows::loads(&app.db, &creditor.0).await? {
            *loads.entry(agent).or_default() += count;
        }
        wall.health.push((creditor.1.clone(), rows::health(&app.db, &creditor.0).await?));
    }
    for colleague in rows::colleagues(&app.db).await? {
        let sees: Option<Scope> = serde_json::from_str(&colleague.creditors).ok();
        let shared = creditors.iter().any(|(id, _)| sees.as_ref().is_some_and(|it| it.holds(id)));
        if shared || loads.contains_key(&colleague.id) {
            let load = loads.get(&colleague.id).copied().unwrap_or_default();
            let presence = presence(&colleague, now);
            wall.agents.push(Agent { id: colleague.id, name: colleague.name, presence, load });
        }
    }
    wall.agents.sort_by(|a, b| (a.presence, &a.name).cmp(&(b.presence, &b.name)));
    wall.windows.sort_by_key(|window| window.closes_at);
    wall.breaches.sort_by_key(|breach| breach.case.answer_by);
    Ok(wall)
}

fn presence(colleague: &rows::Colleague, now: DateTime<Utc>) -> Presence {
    let unseen = TimeDelta::minutes(UNSEEN_MINUTES);
    match (colleague.seen_at, colleague.away_at) {
        (Some(seen), None) if now - seen <= unseen => Presence::Here,
        (Some(seen), Some(_)) if now - seen <= unseen => Presence::Away,
        (Some(_) | None, Some(_) | None) => Presence::Gone,
    }
}

/// The sectors of a creditor, and who of them will be answered too late.
async fn queues(app: &App, who: &Who, creditor: &(String, String), wall: &mut Wall) -> Result<()> {
    let (now, id) = (app.clock.now(), creditor.0.as_str());
    let mut sectors: BTreeMap<String, Vec<Waiting>> = BTreeMap::new();
    for case in rows::waiting(&app.db, id).await? {
        if who.sees(id, Some(&case.sector)) {
            sectors.entry(case.sector.clone()).or_default().push(case);
        }
    }
    if sectors.is_empty() {
        return Ok(());
    }
    let since = now - TimeDelta::days(PACE_DAYS);
    let opened = since - TimeDelta::days(PACE_DAYS);
    let taken: BTreeMap<String, i64> =
        rows::taken(&app.db, id, (opened, since)).await?.into_iter().collect();
    let worked = app.desk.between(local(since), local(now), &app.calendar);
    for (sector, cases) in sectors {
        let pace = Pace::of(worked, taken.get(&sector).copied().unwrap_or_default());
        let Some(oldest) = cases.iter().map(|case| case.opened_at).min() else { continue };
        wall.queues.push(Queue {
            creditor: creditor.clone(),
            sector,
            waiting: cases.len(),
            urgent: cases.iter().filter(|case| case.priority == "urgent").count(),
            oldest,
            minutes: app.desk.between(local(oldest), local(now), &app.calendar).num_minutes(),
            pace: pace.map(Pace::minutes),
        });
        let deadlines: Vec<DateTime<Utc>> = cases.iter().map(|case| case.answer_by).collect();
        let foreseen = forecast::taken_at(&app.desk, &app.calendar, pace, (now, &deadlines));
        let late = cases.into_iter().zip(foreseen).filter_map(|(case, expected_at)| {
            let is_late = case.answer_by <= now;
            let will_be = expected_at.is_some_and(|expected| expected > case.answer_by);
            let expected_at = expected_at.filter(|_| !is_late);
            let creditor = id.to_owned();
            (is_late || will_be).then_some(Breach { creditor, case, expected_at })
        });
        wall.breaches.extend(late);
    }
    Ok(())
}

async fn windows(app: &App, who: &Who, creditor: &str, wall: &mut Wall) -> Result<()> {
    let (now, whole) = (app.clock.now(), TimeDelta::hours(WINDOW_HOURS));
    let between = (now - whole, now - whole + TimeDelta::hours(SOON_HOURS));
    for row in rows::closing(&app.db, (creditor, WHATSAPP), between).await? {
        if who.sees(creditor, row.sector.as_deref()) {
            let closes_at = row.heard_at + whole;
            wall.windows.push(Window { creditor: creditor.to_owned(), row, closes_at });
        }
    }
    Ok(())
}
