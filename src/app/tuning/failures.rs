//! What went wrong with customers, grouped by what, step and release; and having it go again.
//!
//! Nothing goes twice: what may have gone stays (decision 0008), and so does what the conversation has
//! left behind. Why something stays is told, not hidden.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::act::act;
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::store::tuning::failure;
use crate::store::{Tx, creditor};

pub use crate::store::tuning::failure::Failed;

/// The most of each kind that are looked at, creditor by creditor.
pub const MOST: u32 = 500;

/// The most that go again at once.
const AT_ONCE: usize = 200;

/// Why a message is held back that should be: no fault, and nothing to be mended.
const HELD_BACK: [&str; 8] = [
    "opted-out",
    "not-active",
    "quiet",
    "blocked",
    "number-changed",
    "taken-over",
    "overtaken",
    "unbound",
];

/// On which side something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// It came in and could not be worked.
    In,
    /// It was to go out and did not.
    Out,
}

/// Whether something may go again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chance {
    /// It may.
    Again,
    /// Nobody knows whether it went: it may be there.
    MayHaveGone,
    /// The conversation went on since: it would be out of place.
    Late,
    /// It was told to a human, who answers it.
    Human,
    /// It is held back on purpose.
    HeldBack,
}

/// What a group has in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// On which side.
    pub side: Side,
    /// A code of what happened.
    pub what: String,
    /// The step; none where no conversation is known.
    pub step: Option<String>,
    /// The release; zero where no conversation is known.
    pub release: i64,
}

/// What went wrong alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it has in common.
    pub kind: Kind,
    /// When first, of what is listed.
    pub first: DateTime<Utc>,
    /// When last.
    pub last: DateTime<Utc>,
    /// Each, the latest first.
    pub items: Vec<(Failed, Chance)>,
}

/// One thing that went wrong, by what names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// On which side.
    pub side: Side,
    /// Whose it is.
    pub creditor: String,
    /// The channel it came by, or what was to go out.
    pub kind: String,
    /// Its id there.
    pub id: String,
}

impl Side {
    /// The code of forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

impl Chance {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Again => "again",
            Self::MayHaveGone => "may-have-gone",
            Self::Late => "late",
            Self::Human => "human",
            Self::HeldBack => "held-back",
        }
    }

    fn of(side: Side, failed: &Failed) -> Self {
        match side {
            Side::In if failed.is_event => Self::Again,
            Side::In if failed.has_turn => Self::Human,
            Side::Out if failed.is_unknown => Self::MayHaveGone,
            Side::Out if failed.kind == "issue_charge" => Self::Human,
            Side::Out if HELD_BACK.contains(&failed.why.as_str()) => Self::HeldBack,
            Side::In | Side::Out if failed.is_late => Self::Late,
            Side::In | Side::Out => Self::Again,
        }
    }
}

impl Key {
    fn of(side: Side, failed: &Failed) -> Self {
        Self {
            side,
            creditor: failed.creditor.clone(),
            kind: failed.kind.clone(),
            id: failed.id.clone(),
        }
    }
}

impl Group {
    /// How many may go again.
    pub fn chances(&self) -> usize {
        self.items.iter().filter(|(_, chance)| *chance == Chance::Again).count()
    }

    /// Why the others stay, each reason once.
    pub fn stay(&self) -> BTreeSet<Chance> {
        let all = self.items.iter().map(|(_, chance)| *chance);
        all.filter(|chance| *chance != Chance::Again).collect()
    }

    /// Everybody whom it touched: creditor, conversation and name, each once.
    pub fn touched(&self) -> BTreeSet<(&str, &str, &str)> {
        let talks = self.items.iter().filter_map(|(it, _)| Some((it, it.talk.as_ref()?)));
        talks
            .map(|(it, talk)| (it.creditor.as_str(), talk.id.as_str(), talk.name.as_str()))
            .collect()
    }
}

/// A code of what happened, whatever a provider wrote after it.
fn what(failed: &Failed) -> String {
    let code = failed.why.split(':').next().unwrap_or_default().trim();
    let is_code = !code.is_empty()
        && code.len() <= 40
        && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    match (is_code, failed.has_turn) {
        (_, true) => "broken".to_owned(),
        (true, false) => code.to_owned(),
        (false, false) => "other".to_owned(),
    }
}

/// What went wrong with the customers whom somebody sees, what happens most first.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn groups(app: &App, who: &Who) -> Result<Vec<Group>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let mut groups: BTreeMap<Kind, Group> = BTreeMap::new();
    for (side, failed) in all(app, who).await? {
        let talk = failed.talk.as_ref();
        let kind = Kind {
            side,
            what: what(&failed),
            step: talk.and_then(|talk| talk.step.clone()),
            release: talk.map_or(0, |talk| talk.release),
        };
        let new =
            || Group { kind: kind.clone(), first: failed.at, last: failed.at, items: Vec::new() };
        let group = groups.entry(kind.clone()).or_insert_with(new);
        group.first = group.first.min(failed.at);
        group.last = group.last.max(failed.at);
        let chance = Chance::of(side, &failed);
        group.items.push((failed, chance));
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.items.len(), group.last)));
    Ok(groups)
}

async fn all(app: &App, who: &Who) -> Result<Vec<(Side, Failed)>, Error> {
    let mut found = Vec::new();
    for creditor in creditor::all(&app.db).await? {
        if !who.sees(&creditor.id, None) {
            continue;
        }
        let sides = [
            (Side::In, failure::arrivals(&app.db, &creditor.id, MOST).await?),
            (Side::Out, failure::messages(&app.db, &creditor.id, MOST).await?),
        ];
        for (side, failed) in sides {
            found.extend(failed.into_iter().map(|failed| (side, failed)));
        }
    }
    found.retain(|(_, failed)| {
        let sector = failed.talk.as_ref().and_then(|talk| talk.sector.as_deref());
        who.sees(&failed.creditor, sector)
    });
    Ok(found)
}

/// Has some things go again, as far as they may: what was asked for and is not listed as such any more
/// stays. Answers how many went.
///
/// # Errors
/// [`Refused::Right`], [`Refused::Unknown`] where nothing of it is there; or when the database refuses.
pub async fn again(app: &App, who: &Who, wanted: BTreeSet<Key>) -> Result<usize, Error> {
    let subject = wanted.iter().next().map(|key| key.id.clone()).unwrap_or_default();
    let known = all(app, who).await?;
    let keyed = known.iter().map(|(side, failed)| (Key::of(*side, failed), *side, failed));
    let here: Vec<(Key, Chance)> = keyed
        .filter(|(key, ..)| wanted.contains(key))
        .map(|(key, side, failed)| (key, Chance::of(side, failed)))
        .collect();
    let done = act(app, (who, Right::ReadTuning, &subject), move |acting, tx| {
        Box::pin(async move {
            if !acting.who.may(Right::Draft) {
                return Err(Refused::Right.into());
            }
            if here.is_empty() {
                return Err(Refused::Unknown.into());
            }
            let mut count = 0;
            let may = here.into_iter().filter(|(_, chance)| *chance == Chance::Again);
            for (key, _) in may.take(AT_ONCE) {
                if one(tx, &key, acting.now).await? {
                    let detail = format!("side={};kind={}", key.side.as_str(), key.kind);
                    let what = ("process-again", key.creditor.as_str());
                    acting.note_of(tx, what, (&key.id, detail));
                    count += 1;
                }
            }
            Ok(count)
        })
    })
    .await?;
    app.signals.inbox.notify_one();
    app.signals.outbox.notify_one();
    Ok(done)
}

async fn one(tx: &mut Tx, key: &Key, now: DateTime<Utc>) -> Result<bool, Error> {
    let place = (key.creditor.as_str(), key.kind.as_str(), key.id.as_str());
    Ok(match key.side {
        Side::In => failure::work_again(tx, place, now).await?,
        Side::Out => failure::send_again(tx, place, now).await?,
    })
}
