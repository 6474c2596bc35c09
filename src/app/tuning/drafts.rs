//! Drafts: begun on the release that serves, changed file by file, brought over to a newer one.

use super::act::{Acting, act, living, may};
use super::experiment::ways;
use super::look::aside;
use super::merge::{Merged, merge};
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::release::{Changes, Draft, Status};
use crate::domain::experiment::FOLDER;
use crate::store::tuning::draft::{self, Changed, New};
use crate::store::{Db, Tx};

/// How large a file may be.
pub const LARGEST: usize = 2 * 1024 * 1024;

/// Where stands what may be granted, and how people may be spoken to.
const LIMITS: &str = "policies/";

/// How many letters a title or a reason may have.
const LETTERS: usize = 500;

/// A draft with everything that its page shows.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The draft.
    pub draft: Draft,
    /// The files of the release that it changes.
    pub base: Files,
    /// What it changes.
    pub changed: Vec<Changed>,
    /// The files as the draft has them.
    pub files: Files,
    /// What differs.
    pub changes: Changes,
    /// Everybody who had a hand in it.
    pub hands: Vec<String>,
}

/// A file as somebody saves it.
#[derive(Clone, Debug)]
pub struct Save {
    /// Its path.
    pub path: String,
    /// Its text; none to take it away.
    pub text: Option<String>,
    /// The version that was read; zero where the draft had not changed it.
    pub over: i64,
}

/// Which side is kept of a file that both changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The draft's.
    Mine,
    /// That of the release that serves.
    Theirs,
}

/// The right that changing a file takes.
pub fn right_of(path: &str) -> Right {
    if path.starts_with(LIMITS) { Right::RaiseLimits } else { Right::Draft }
}

/// Begins a draft on the release that serves; the same id again is the same draft.
///
/// # Errors
/// [`Refused`], or when the database refuses.
pub async fn open(app: &App, who: &Who, (id, title): (&str, &str)) -> Result<String, Error> {
    let base = app.live().number;
    let title = short(title);
    let id = id.to_owned();
    act(app, (who, Right::Draft, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let (made_at, author) = (acting.now, acting.who.id.clone());
            let new = Draft {
                id: id.clone(),
                title: if title.is_empty() {
                    made_at.format("%d/%m/%Y").to_string()
                } else {
                    title
                },
                base,
                author,
                status: Status::Open,
                reason: String::new(),
                reviewer: None,
                remark: String::new(),
                version: 0,
                published: None,
                made_at,
                changed_at: made_at,
            };
            if draft::add(tx, &new).await? {
                acting.note(tx, "draft-open", (&id, format!("base={base}")));
            }
            Ok(id)
        })
    })
    .await
}

/// A draft with everything that its page shows.
///
/// # Errors
/// [`Refused::Unknown`], or when the database refuses.
pub async fn read(app: &App, who: &Who, id: &str) -> Result<Opened, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let found = draft::find(&app.db, id).await?.ok_or(Refused::Unknown)?;
    let base = base(app, &app.db, found.base).await?;
    let own = draft::files(&app.db, id).await?;
    let files = with(&base, &own);
    let hands = draft::hands(&app.db, id).await?;
    let compare = move || {
        let changes = Changes::between(&base, &files);
        (base, files, changes)
    };
    let (base, files, changes) = aside(compare).await?;
    Ok(Opened { draft: found, base, changed: own, files, changes, hands })
}

/// Drafts that are not over, those that wait for somebody first.
///
/// # Errors
/// When the database refuses.
pub async fn living_ones(app: &App) -> Result<Vec<Draft>, Error> {
    let mut all = Vec::new();
    for status in Status::LIVING {
        all.extend(draft::list(&app.db, (status, 50)).await?);
    }
    Ok(all)
}

/// Saves a file of a draft; whoever let the draft pass before has to look again.
///
/// # Errors
/// [`Refused::Stale`] where somebody saved the file since it was read: nothing is lost, for nothing is
/// written; or when the database refuses.
pub async fn save(app: &App, who: &Who, id: &str, save: Save) -> Result<Draft, Error> {
    save_all(app, who, id, vec![save]).await
}

/// Saves files of a draft, all of them or none.
async fn save_all(app: &App, who: &Who, id: &str, all: Vec<Save>) -> Result<Draft, Error> {
    if all.iter().any(|it| !Files::may_hold(&it.path) || !Files::is_tuned(&it.path)) {
        return refuse(app, who, (id, Refused::Path)).await;
    }
    if all.iter().any(|it| it.text.as_ref().is_some_and(|text| text.len() > LARGEST)) {
        return Err(Refused::TooLarge.into());
    }
    let rights = all.iter().map(|it| right_of(&it.path));
    let right = rights.max_by_key(|right| *right == Right::RaiseLimits).unwrap_or(Right::Draft);
    let id = id.to_owned();
    act(app, (who, right, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = living(tx, &id).await?;
            let base = base_in(&acting.app, tx, before.base).await?;
            for save in all {
                put(tx, &acting, (&before, &base), save).await?;
            }
            let after = Draft { status: Status::Open, reviewer: None, ..before };
            draft::save(tx, &after, acting.now).await?;
            Ok(Draft { version: after.version + 1, ..after })
        })
    })
    .await
}

/// Writes one file of a draft.
async fn put(
    tx: &mut Tx,
    acting: &Acting,
    (of, base): (&Draft, &Files),
    save: Save,
) -> Result<(), Error> {
    let Save { path, text, over } = save;
    let text = text.map(|text| text.replace("\r\n", "\n"));
    if path.starts_with(FOLDER) && !may(&acting.who, Right::RaiseLimits) {
        let own = draft::files(&mut *tx, &of.id).await?;
        let read = with(base, &own);
        if text.as_ref().is_some_and(|text| ways::gives_policy(read.get(&path), text)) {
            return Err(Refused::Right.into());
        }
    }
    let new = New { path: path.clone(), text: text.clone(), over };
    if !draft::put(tx, (of, &acting.who.id), new, acting.now).await? {
        return Err(Refused::Stale.into());
    }
    if base.get(&path) == text.as_deref() {
        draft::leave(tx, &of.id, &path).await?;
    }
    acting.note(tx, "draft-save", (&of.id, path));
    Ok(())
}

/// Saves a file over what a draft was read with; without a text it is taken out.
///
/// # Errors
/// As [`save`].
pub(super) async fn replace(
    app: &App,
    who: &Who,
    opened: &Opened,
    file: (String, Option<String>),
) -> Result<(), Error> {
    replace_all(app, who, opened, vec![file]).await
}

/// Saves files over what a draft was read with, all of them or none; those without a text are taken out.
///
/// # Errors
/// As [`save`].
pub(super) async fn replace_all(
    app: &App,
    who: &Who,
    opened: &Opened,
    files: Vec<(String, Option<String>)>,
) -> Result<(), Error> {
    let over = |path: &str| opened.changed.iter().find(|it| it.path == path);
    let save = |(path, text): (String, Option<String>)| {
        let over = over(&path).map_or(0, |it| it.version);
        Save { path, text, over }
    };
    save_all(app, who, &opened.draft.id, files.into_iter().map(save).collect()).await?;
    Ok(())
}

/// Gives a draft up; its files stay to be read.
///
/// # Errors
/// [`Refused`], or when the database refuses.
pub async fn drop(app: &App, who: &Who, id: &str) -> Result<(), Error> {
    let id = id.to_owned();
    act(app, (who, Right::Draft, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = living(tx, &id).await?;
            draft::save(tx, &Draft { status: Status::Dropped, ..before }, acting.now).await?;
            acting.note(tx, "draft-drop", (&id, String::new()));
            Ok(())
        })
    })
    .await
}

/// Brings a draft over to the release that serves: file by file, where both changed one line by line;
/// where both changed the same, as `sides` says.
///
/// # Errors
/// [`Refused::Conflicts`] with the files of which somebody must say which side is kept; nothing is
/// changed then.
pub async fn rebase(
    app: &App,
    who: &Who,
    id: &str,
    sides: Vec<(String, Side)>,
) -> Result<(), Error> {
    let live = app.live();
    let id = id.to_owned();
    act(app, (who, Right::Draft, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = living(tx, &id).await?;
            let base = base_in(&acting.app, tx, before.base).await?;
            let changed = draft::files(&mut *tx, &id).await?;
            if changed.iter().any(|it| !may(&acting.who, right_of(&it.path))) {
                return Err(Refused::Right.into());
            }
            let merged = merge((&base, &live.files, &with(&base, &changed)), &sides);
            let Merged { changes, conflicts } = merged;
            if !conflicts.is_empty() {
                return Err(Refused::Conflicts { paths: conflicts }.into());
            }
            for (path, text) in changes {
                let known = changed.iter().find(|it| it.path == path);
                if text.as_deref() == live.files.get(&path) {
                    draft::leave(tx, &id, &path).await?;
                } else {
                    let new = New { path, text, over: known.map_or(0, |it| it.version) };
                    draft::put(tx, (&before, &acting.who.id), new, acting.now).await?;
                }
            }
            let detail = format!("{} → {}", before.base, live.number);
            let after = Draft { base: live.number, status: Status::Open, reviewer: None, ..before };
            draft::save(tx, &after, acting.now).await?;
            acting.note(tx, "draft-rebase", (&id, detail));
            Ok(())
        })
    })
    .await
}

/// The files of a release, with what a draft changes of them.
pub(super) fn with(base: &Files, changed: &[Changed]) -> Files {
    let mut files = base.clone();
    for change in changed {
        match &change.text {
            Some(text) => files.put(change.path.clone(), text.clone()),
            None => files.remove(&change.path),
        }
    }
    files
}

async fn base(app: &App, db: &Db, number: i64) -> Result<Files, Error> {
    Ok(app.editions.of(db, number).await?.files.clone())
}

pub(super) async fn base_in(app: &App, tx: &mut Tx, number: i64) -> Result<Files, Error> {
    Ok(app.editions.of(tx, number).await?.files.clone())
}

/// At most as many letters as a title or a reason may have.
pub(super) fn short(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control()).take(LETTERS).collect()
}

/// Refuses something, and writes it down.
pub(super) async fn refuse<T: Send + 'static>(
    app: &App,
    who: &Who,
    (id, refused): (&str, Refused),
) -> Result<T, Error> {
    act(app, (who, Right::Draft, id), move |_, _| Box::pin(async move { Err(refused.into()) }))
        .await
}
