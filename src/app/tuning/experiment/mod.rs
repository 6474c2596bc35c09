//! Experiments: which run, what came of each, and stopping one at once.
//!
//! Starting one and ending one are changes of a draft (`make`), like everything else that customers
//! meet; only stopping one needs no release: from the next turn on everybody has things as they are
//! without it. What each of its ways changes is told by `ways`.

pub mod change;
mod edit;
pub mod make;
pub mod ways;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::act::{act, may};
use super::drafts::{self, short};
use super::{Error, Refused};
use crate::app::App;
use crate::app::watch::{day_of, seen};
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::diff::How;
use crate::domain::experiment::verdict::{Fate, Verdict};
use crate::domain::experiment::{Experiment, FOLDER};
use crate::domain::problem::Source;
use crate::store::alert;
use crate::store::tuning::experiment::{self, Stop};
use crate::store::tuning::{draft, edition};
use crate::store::views::{experiments, reports};

/// For so long after somebody's days are over money may still be on its way to us.
const ON_ITS_WAY: TimeDelta = TimeDelta::days(3);

/// In how many releases experiments are looked for that are over.
const LATEST: i64 = 50;

/// The longest name.
const LONGEST: usize = 40;

/// Where an experiment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It begins on a later day.
    Ahead,
    /// Conversations begin in it.
    Running,
    /// No conversation begins in it any more.
    Over,
    /// Somebody stopped it.
    Stopped,
}

/// An experiment.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The experiment.
    pub experiment: Experiment,
    /// What is counted together.
    pub plan: String,
    /// Where it stands.
    pub stage: Stage,
    /// Who stopped it and why, where somebody did.
    pub stop: Option<Stop>,
    /// True where the release that serves has it.
    pub is_there: bool,
}

impl Stage {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Running => "running",
            Self::Over => "over",
            Self::Stopped => "stopped",
        }
    }
}

/// The experiments of the release that serves, and those that earlier ones had.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn list(app: &App, who: &Who) -> Result<Vec<Listed>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let trials = app.live().trials.clone();
    let stops = experiment::stops(&app.db).await?;
    let now = |of: &Experiment| stage_on(of, day_of(app.clock.now()));
    let live = trials.iter().map(|trial| &trial.experiment);
    let mut all: Vec<Listed> = live.map(|it| listed(it.clone(), (now(it), true), &stops)).collect();
    for gone in ended(app).await? {
        let gone = listed(gone, (Stage::Over, false), &stops);
        if all.iter().all(|it| it.plan != gone.plan) {
            all.push(gone);
        }
    }
    Ok(all)
}

fn listed(experiment: Experiment, (stage, is_there): (Stage, bool), stops: &[Stop]) -> Listed {
    let plan = experiment.plan();
    let stop = stops.iter().find(|stop| stop.plan == plan).cloned();
    let stage = if stop.is_some() { Stage::Stopped } else { stage };
    Listed { experiment, plan, stage, stop, is_there }
}

fn stage_on(of: &Experiment, today: NaiveDate) -> Stage {
    match (today < of.since, today > of.until) {
        (true, _) => Stage::Ahead,
        (false, true) => Stage::Over,
        (false, false) => Stage::Running,
    }
}

/// The experiments that the latest releases took out, as they were, the newest first.
async fn ended(app: &App) -> Result<Vec<Experiment>, Error> {
    let mut all = Vec::new();
    for release in edition::list(&app.db, (i64::MAX, LATEST)).await? {
        let gone = release.changes.files.iter();
        let gone = gone.filter(|it| it.how != How::Added && it.path.starts_with(FOLDER));
        let paths: Vec<&str> = gone.map(|it| it.path.as_str()).collect();
        let Some(base) = release.base.filter(|_| !paths.is_empty()) else { continue };
        let files = edition::files(&app.db, base).await?;
        let texts = paths.iter().filter_map(|path| Some(Source::new(*path, files.get(path)?)));
        all.extend(texts.filter_map(|source| Experiment::load(&source).ok()));
    }
    Ok(all)
}

/// An experiment, and what came of it over what somebody sees.
///
/// # Errors
/// [`Refused::Unknown`], [`Refused::Right`], or when the database refuses.
pub async fn read(app: &App, who: &Who, name: &str) -> Result<(Listed, Verdict), Error> {
    let found = list(app, who).await?.into_iter().find(|it| it.experiment.name == name);
    let found = found.ok_or(Refused::Unknown)?;
    let fates = seen_fates(app, who, &found).await?;
    let verdict = found.experiment.judge(&fates);
    Ok((found, verdict))
}

/// Looks whether an arm of an experiment that runs does harm beyond its bound, and raises an alert at each
/// creditor whose customers are in it; answers the experiments that do.
///
/// # Errors
/// When the database refuses.
pub async fn guard(app: &App) -> Result<Vec<String>, Error> {
    let trials = app.live().trials.clone();
    let mut harmful = Vec::new();
    for trial in trials.iter().filter(|trial| !app.editions.is_stopped(&trial.plan)) {
        let mut rows = Vec::new();
        let mut creditors = Vec::new();
        for (creditor, _) in reports::creditors(&app.db).await? {
            let own = experiments::fates(&app.db, &creditor, &trial.plan).await?;
            if !own.is_empty() {
                creditors.push(creditor);
                rows.extend(own);
            }
        }
        let experiment = &trial.experiment;
        let verdict = experiment.judge(&fates(experiment, rows, app.clock.now()));
        let harms = verdict.told.iter().flat_map(|told| &told.harms).copied();
        let Some(harm) = harms.into_iter().next() else { continue };
        let (name, now) = (experiment.name.clone(), app.clock.now());
        harmful.push(name.clone());
        app.db
            .write(move |tx| {
                Box::pin(async move {
                    for creditor in creditors {
                        let what = ("experiment", name.as_str(), harm.as_str());
                        alert::raise(tx, &creditor, what, now).await?;
                    }
                    Ok::<_, Error>(())
                })
            })
            .await?;
    }
    Ok(harmful)
}

async fn seen_fates(app: &App, who: &Who, of: &Listed) -> Result<Vec<Fate>, Error> {
    let mut rows = Vec::new();
    let creditors = seen(&app.db, who, None).await.map_err(|_| Refused::Unknown)?;
    for (creditor, _) in creditors {
        rows.extend(experiments::fates(&app.db, &creditor, &of.plan).await?);
    }
    Ok(fates(&of.experiment, rows, app.clock.now()))
}

/// What became of customers, in the order in which they came.
fn fates(of: &Experiment, mut rows: Vec<experiments::Fate>, now: DateTime<Utc>) -> Vec<Fate> {
    rows.sort_by_key(|row| row.given_at);
    let arms = &of.arms;
    let fate = |row: experiments::Fate| {
        Some(Fate {
            arm: arms.iter().position(|arm| arm.name == row.arm)?,
            is_ready: row.ends_at + ON_ITS_WAY <= now,
            agreed: row.agreed,
            paid: row.paid,
            complained: row.complained,
            opted_out: row.opted_out,
            handed_off: row.handed_off,
        })
    };
    rows.into_iter().filter_map(fate).collect()
}

/// Stops an experiment at once, everywhere: nobody is given an arm any more, and whoever is in one has
/// things as they are without it from their next turn on, as far as nothing binds.
///
/// # Errors
/// [`Refused`], or when the database refuses.
pub async fn stop(app: &App, who: &Who, name: &str, why: &str) -> Result<(), Error> {
    let trials = app.live().trials.clone();
    let trial = trials.iter().find(|trial| trial.experiment.name == name);
    let plan = trial.map(|trial| trial.plan.clone());
    let (name, why) = (name.to_owned(), short(why));
    let stopped = act(app, (who, Right::Publish, &name.clone()), move |acting, tx| {
        Box::pin(async move {
            let plan = plan.ok_or(Refused::Unknown)?;
            if why.is_empty() {
                return Err(Refused::NoReason.into());
            }
            let (who, at) = (acting.who.id.clone(), acting.now);
            let row =
                Stop { plan: plan.clone(), experiment: name.clone(), who, why, stopped_at: at };
            if experiment::stop(tx, row).await? {
                acting.note(tx, "experiment-stop", (&name, format!("plan={plan}")));
            }
            Ok(plan)
        })
    })
    .await?;
    app.editions.stop([stopped]);
    Ok(())
}

/// True where the release that serves has an experiment of this name.
pub fn is_there(app: &App, name: &str) -> bool {
    app.live().trials.iter().any(|trial| trial.experiment.name == name)
}

/// An experiment of a draft that is not over.
#[derive(Clone, Debug)]
pub struct Coming {
    /// The draft.
    pub draft: String,
    /// What the draft is about.
    pub title: String,
    /// The experiment's name.
    pub name: String,
}

/// The experiments that drafts bring or change.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn coming(app: &App, who: &Who) -> Result<Vec<Coming>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let mut all = Vec::new();
    for draft in drafts::living_ones(app).await? {
        let own = draft::files(&app.db, &draft.id).await?;
        let own = own.iter().filter(|it| it.text.is_some());
        let own = own.filter(|it| it.path.starts_with(FOLDER));
        all.extend(own.map(|it| Coming {
            draft: draft.id.clone(),
            title: draft.title.clone(),
            name: Experiment::name_of(&it.path).to_owned(),
        }));
    }
    Ok(all)
}

/// How many customers an experiment takes that is thought to be like this.
pub fn size_of(expect: u32, detect: u32) -> u32 {
    use crate::domain::experiment::stats::size;
    size((expect.clamp(1, 98), detect.clamp(1, 98)), (0.5, 0.5), 1)
}

/// The file of an experiment; none where the name is none.
fn path_of(name: &str) -> Option<String> {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_name = !name.is_empty() && name.len() <= LONGEST && name.chars().all(letter);
    let path = format!("{FOLDER}{name}.toml");
    (is_name && name != "novo" && Files::may_hold(&path)).then_some(path)
}

/// True where somebody may stop an experiment.
pub fn may_stop(who: &Who) -> bool {
    may(who, Right::Publish)
}
