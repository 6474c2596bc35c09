//! Publishing: what passed begins to serve, everywhere and as a whole; rolling back is the same.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::act::{Acting, act, living, may};
use super::drafts::{base_in, short, with};
use super::look::{in_turn, lacking};
use super::played::With;
use super::review::as_read;
use super::{Error, Refused, checks, testing};
use crate::app::App;
use crate::app::edition::{Edition, whole};
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::release::{Changes, Draft, Moves, Release, Status, Verdict};
use crate::domain::dialogue::moving;
use crate::store::Tx;
use crate::store::tuning::{draft, edition};

/// Where stands what the reader learns from.
const LESSONS: &str = "/understanding/";

/// Who began the first release: nobody, it came with the program.
pub const PROGRAM: &str = "console";

/// How many conversations are under way, and what a release would mean to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// How many there are.
    pub all: i64,
    /// How many rest on a step where they may come over.
    pub may_move: i64,
}

/// What is published, how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publishing<'a> {
    /// The draft.
    pub draft: &'a str,
    /// The version of it that was read.
    pub version: i64,
    /// What becomes of conversations under way.
    pub moves: Moves,
}

/// Has a draft that passed serve; answers the number of the release, which keeps how its tests went.
///
/// Tests that go otherwise are no obstacle: that a text was softened is one of them. They are told.
///
/// # Errors
/// [`Refused::Base`] where another release serves than the draft's; [`Refused::Problems`] where the
/// checks find any; or when the database refuses. What serves goes on serving.
pub async fn publish(app: &App, who: &Who, of: Publishing<'_>, tried: With) -> Result<i64, Error> {
    need(app, who, of.draft).await?;
    let read = draft::find(&app.db, of.draft).await?;
    let base = match &read {
        Some(read) => app.editions.of(&app.db, read.base).await?.files.clone(),
        None => Files::default(),
    };
    let files = with(&base, &draft::files(&app.db, of.draft).await?);
    let number = app.live().number + 1;
    let looked = look(app, (base, files), (number, of.moves), tried).await?;
    let (id, version, moves) = (of.draft.to_owned(), of.version, of.moves);
    let edition = act(app, (who, Right::Publish, &id.clone()), move |acting, tx| {
        Box::pin(async move {
            let before = as_read(living(tx, &id).await?, version)?;
            if before.status != Status::Approved {
                return Err(Refused::Status.into());
            }
            let live = edition::hold(tx).await?.ok_or(Refused::Base)?;
            if live.number != before.base || live.number + 1 != number {
                return Err(Refused::Base.into());
            }
            let base = base_in(&acting.app, tx, before.base).await?;
            // What was checked is what is published: the version of the draft is the one that was read.
            let Looked { files, checks, made } = looked;
            if with(&base, &draft::files(&mut *tx, &id).await?) != files {
                return Err(Refused::Stale.into());
            }
            let (edition, tests) = made?;
            let changes = Changes::between(&base, &files);
            if changes.files.is_empty() {
                return Err(Refused::Nothing.into());
            }
            let told = (checks, tests, changes);
            let release = of_draft(&before, (number, moves), told, &acting, &files);
            edition::publish(tx, &release, &files).await?;
            let after = Draft { status: Status::Published, published: Some(number), ..before };
            draft::save(tx, &after, acting.now).await?;
            acting.note(tx, "publish", (&number.to_string(), format!("draft={id}")));
            Ok(edition)
        })
    })
    .await?;
    serve(app, edition);
    Ok(number)
}

fn of_draft(
    draft: &Draft,
    (number, moves): (i64, Moves),
    (checks, tests, changes): (Verdict, Verdict, Changes),
    acting: &Acting,
    files: &Files,
) -> Release {
    Release {
        number,
        base: Some(draft.base),
        restores: None,
        draft: Some(draft.id.clone()),
        title: draft.title.clone(),
        author: draft.author.clone(),
        reviewer: draft.reviewer.clone(),
        reason: draft.reason.clone(),
        moves,
        hash: files.hash(),
        checks,
        tests,
        changes,
        made_at: draft.made_at,
        published_at: acting.now,
    }
}

/// Has an older release serve again, under a new number; answers it. Its files were checked when they
/// were published: they are compiled, and nothing is asked that takes long.
///
/// # Errors
/// [`Refused`], or when it can no longer be compiled or the database refuses.
pub async fn roll_back(
    app: &App,
    who: &Who,
    (to, reason, moves): (i64, &str, Moves),
) -> Result<i64, Error> {
    need(app, who, &to.to_string()).await?;
    let reason = short(reason);
    if reason.is_empty() {
        return Err(Refused::NoReason.into());
    }
    let old = edition::find(&app.db, to).await?.ok_or(Refused::Unknown)?;
    let older = app.editions.of(&app.db, to).await?;
    let live = app.live();
    let number = live.number + 1;
    if live.files.hash() == older.files.hash() {
        return Err(Refused::Nothing.into());
    }
    // Creditors may have come since.
    let problems = lacking(app, &older.files).await?;
    if !problems.is_empty() {
        return Err(Refused::Problems { problems }.into());
    }
    let next = Edition { number, moves, ..(*older).clone() };
    let changes = Changes::between(&live.files, &next.files);
    let edition = act(app, (who, Right::Publish, &to.to_string()), move |acting, tx| {
        Box::pin(async move {
            let held = edition::hold(tx).await?.ok_or(Refused::Base)?;
            if held.number + 1 != number {
                return Err(Refused::Base.into());
            }
            let release = Release {
                number,
                base: Some(held.number),
                restores: Some(to),
                draft: None,
                author: acting.who.id.clone(),
                reviewer: None,
                reason,
                moves,
                changes,
                made_at: acting.now,
                published_at: acting.now,
                ..old
            };
            edition::publish(tx, &release, &next.files).await?;
            acting.note(tx, "rollback", (&number.to_string(), format!("to={to}")));
            Ok(next)
        })
    })
    .await?;
    serve(app, edition);
    Ok(number)
}

/// Refuses whoever may not publish, before anything is looked at for them.
async fn need(app: &App, who: &Who, what: &str) -> Result<(), Error> {
    if may(who, Right::Publish) {
        return Ok(());
    }
    act(app, (who, Right::Publish, what), |_, _| Box::pin(async { Err(Refused::Right.into()) }))
        .await
}

/// Files that were looked over before anything is written.
struct Looked {
    files: Files,
    checks: Verdict,
    /// What serves next, with how its tests went.
    made: Result<(Edition, Verdict), Error>,
}

/// Checks and compiles files and plays their tests, beside everything else: it takes a while. Whether the
/// reader learns well is only asked where it would learn something else.
async fn look(
    app: &App,
    (base, files): (Files, Files),
    of: (i64, Moves),
    tried: With,
) -> Result<Looked, Error> {
    let (live, own, ear) = (app.live(), app.editions.own().clone(), app.reader.clone());
    let lacking = lacking(app, &files).await?;
    let work = move || {
        let all = whole(&files, &own);
        let teaches = |files: &Files| files.only(|path| path.contains(LESSONS));
        let learns = teaches(&base) != teaches(&files);
        let report = if learns { checks::check(&all) } else { checks::quick(&all) };
        // Words of pages are the program's: nobody here could mend them.
        let mut report = report.only(|it| Files::is_tuned(&it.file));
        report.problems.splice(..0, lacking);
        let checks = Verdict {
            looked: all.len(),
            problems: report.problems.len(),
            warnings: report.warnings.len(),
        };
        let refuse = |problems| Error::Refused(Refused::Problems { problems });
        let edition = match report.problems {
            problems if problems.is_empty() => Edition::compile(of, &files, &own).map_err(refuse),
            problems => Err(refuse(problems)),
        };
        let made = edition.and_then(|edition| {
            let ran = testing::of((&edition, &live), &ear, tried)?;
            Ok((edition, ran.verdict()))
        });
        Looked { files, checks, made }
    };
    in_turn(work).await
}

/// Serves a release here at once; its words are learnt beside.
fn serve(app: &App, edition: Edition) {
    app.editions.serve(Arc::new(edition));
    learn(app);
}

/// Has the reader learn beside what the release that serves teaches.
pub fn learn(app: &App) {
    let (editions, ear) = (app.editions.clone(), app.reader.clone());
    // Nobody waits for it: what is said meanwhile is read as before.
    drop(tokio::task::spawn_blocking(move || {
        if let Err(problems) = editions.learn(&ear) {
            let found = problems.len();
            tracing::error!(problems = found, "could not learn what the release teaches");
        }
    }));
}

/// Makes the first release of what came with the program, where there is none, and serves the one that
/// serves by the rows.
///
/// # Errors
/// When it cannot be compiled, or the database refuses.
pub async fn start(app: &App) -> crate::app::Result<i64> {
    let first = app.live();
    let now = app.clock.now();
    let begun = first.clone();
    if edition::live(&app.db).await?.is_none() {
        app.db.write(move |tx| Box::pin(async move { begin(tx, &begun, now).await })).await?;
    }
    app.editions.refresh(&app.db).await?;
    app.editions.look_for_stops(&app.db).await?;
    Ok(app.live().number)
}

/// Has a folder of content serve, where it says something else than what serves: it is what somebody
/// works on, beside a demonstration. Conversations under way finish on theirs.
///
/// # Errors
/// When the database refuses.
pub async fn develop(app: &App, folder: &Edition) -> crate::app::Result<i64> {
    let live = app.live();
    if live.files.hash() == folder.files.hash() {
        return Ok(live.number);
    }
    let number = live.number + 1;
    let next = Edition { number, moves: Moves::Finish, ..folder.clone() };
    let release = Release {
        base: Some(live.number),
        changes: Changes::between(&live.files, &next.files),
        ..of_program(&next, app.clock.now())
    };
    let files = next.files.clone();
    app.db
        .write(move |tx| Box::pin(async move { edition::publish(tx, &release, &files).await }))
        .await?;
    app.editions.serve(Arc::new(next));
    Ok(number)
}

async fn begin(tx: &mut Tx, first: &Edition, now: DateTime<Utc>) -> crate::store::Result<()> {
    if edition::live(&mut *tx).await?.is_some() {
        return Ok(());
    }
    edition::publish(tx, &of_program(first, now), &first.files).await
}

/// A release of what came with the program, or lies in its folder.
fn of_program(edition: &Edition, now: DateTime<Utc>) -> Release {
    Release {
        number: edition.number,
        base: None,
        restores: None,
        draft: None,
        title: String::new(),
        author: PROGRAM.to_owned(),
        reviewer: None,
        reason: String::new(),
        moves: edition.moves,
        hash: edition.files.hash(),
        checks: Verdict::default(),
        tests: Verdict::default(),
        changes: Changes::default(),
        made_at: now,
        published_at: now,
    }
}

/// Looks whether another process published; serves that, and learns what it teaches.
///
/// # Errors
/// When it cannot be compiled, or the database refuses; what served goes on serving.
pub async fn follow(app: &App) -> crate::app::Result<bool> {
    let is_new = app.editions.refresh(&app.db).await?;
    app.editions.look_for_stops(&app.db).await?;
    if is_new {
        learn(app);
    }
    Ok(is_new)
}

/// How many conversations are under way, and how many of them could come over to these files now.
///
/// # Errors
/// When the database refuses.
pub async fn under_way(app: &App, to: &Edition) -> Result<UnderWay, Error> {
    let mut found = UnderWay::default();
    let flow = to.shelf.flow();
    for number in edition::in_use(&app.db).await? {
        let own = app.editions.of(&app.db, number).await?.shelf.flow();
        for (step, count) in edition::under_way(&app.db, number).await? {
            found.all += count;
            let safe = match (&own, &flow, &step) {
                (Some(_), Some(_), None) => true,
                (Some(own), Some(to), Some(step)) => moving::is_safe(step, (own, to)),
                (_, _, _) => false,
            };
            found.may_move += if safe { count } else { 0 };
        }
    }
    Ok(found)
}
