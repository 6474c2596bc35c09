//! The conversations of a release that must go as they are written: played, kept, taken as they go now.
//!
//! They are files of content below `conversations/`, so that they travel with the release that they
//! are about; `combinado check --tests` plays the same ones.

use std::sync::Arc;

use super::drafts;
use super::look::aside;
use super::played::{self, Ran, With};
use super::study;
use super::transcript::title as title_of;
use super::{Error, Refused};
use crate::app::App;
use crate::app::ear::Ear;
use crate::app::edition::Edition;
use crate::domain::access::{Right, Who};
use crate::domain::content::release::Moves;
use crate::domain::content::{Files, TESTS, is_test};
use crate::domain::dialogue::choice::fold;
use crate::domain::understanding::Reader;

/// The most tests that are played at once.
pub const MOST: usize = 500;

/// The paths of the tests among some files.
pub fn paths(files: &Files) -> Vec<String> {
    let tests = files.paths().filter(|path| path.starts_with(TESTS) && is_test(path));
    tests.map(str::to_owned).collect()
}

/// Plays the tests of a draft, or of the release that serves.
///
/// # Errors
/// [`Refused::Problems`] where the draft cannot be compiled; [`Refused::Unknown`]; or when the database
/// refuses.
pub async fn run(app: &App, who: &Who, (draft, with): (Option<&str>, With)) -> Result<Ran, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let files = match draft {
        None => None,
        Some(id) => Some(drafts::read(app, who, id).await?.files),
    };
    let (live, own, ear) = (app.live(), app.editions.own().clone(), app.reader.clone());
    let work = move || match files {
        None => of((&live, &live), &ear, with),
        Some(files) => of((&compiled(&files, &own)?, &live), &ear, with),
    };
    aside(work).await?
}

/// Plays the tests of a release, beside what serves.
///
/// # Errors
/// [`Refused::Problems`] where nothing can be learnt from it.
pub(super) fn of(
    (edition, live): (&Edition, &Edition),
    ear: &Ear,
    with: With,
) -> Result<Ran, Error> {
    let mut all = paths(&edition.files);
    let left = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    let text = |path: &String| edition.files.get(path).unwrap_or_default().to_owned();
    let tests: Vec<_> = all.iter().map(|path| (path.clone(), text(path))).collect();
    let reader = reader((edition, live), ear)?;
    Ok(Ran { left, ..played::play(edition, &reader, &tests, with)? })
}

/// What understands the customers of tests. Where there is no test, nothing is learnt for them.
fn reader(of: (&Edition, &Edition), ear: &Ear) -> Result<Arc<Reader>, Error> {
    if paths(&of.0.files).is_empty() {
        return Ok(ear.reader());
    }
    let reader = study::reader(of, ear);
    reader.map_err(|problems| Refused::Problems { problems }.into())
}

/// Files as the release that they would be.
fn compiled(files: &Files, own: &Files) -> Result<Edition, Error> {
    let edition = Edition::compile((0, Moves::Finish), files, own);
    edition.map_err(|problems| Refused::Problems { problems }.into())
}

/// Keeps a conversation in a draft as a test, under a name of its own, which is its first line; answers its
/// path.
///
/// # Errors
/// [`Refused::Nothing`] where its name or its words are empty; [`Refused::Stale`] where a test of that
/// name is there already: it stays; or as [`drafts::save`].
pub async fn keep(
    app: &App,
    who: &Who,
    (draft, title, text): (&str, &str, String),
) -> Result<String, Error> {
    let name = slug(title);
    if name.is_empty() || text.trim().is_empty() {
        return Err(Refused::Nothing.into());
    }
    let path = format!("{TESTS}{name}.chat");
    let titled = format!("# {}\n{text}", title.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = if title_of(&titled).is_some() { titled } else { text };
    let opened = drafts::read(app, who, draft).await?;
    if opened.files.get(&path).is_some_and(|there| there != text) {
        return Err(Refused::Stale.into());
    }
    drafts::replace(app, who, &opened, (path.clone(), Some(text))).await?;
    Ok(path)
}

/// Takes a test of a draft as it goes now; what somebody saw of it is named by the hash of what stood
/// there.
///
/// # Errors
/// [`Refused::Stale`] where it was changed since; [`Refused::Path`] where it cannot be played; or as
/// [`run`].
pub async fn accept(
    app: &App,
    who: &Who,
    (draft, path, read): (&str, &str, &str),
    with: With,
) -> Result<(), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let known = opened.files.get(path).filter(|_| is_test(path));
    let written = known.ok_or(Refused::Unknown)?.to_owned();
    if Files::hash_of(&written) != read {
        return Err(Refused::Stale.into());
    }
    let (files, live) = (opened.files.clone(), app.live());
    let (own, ear) = (app.editions.own().clone(), app.reader.clone());
    let work = move || {
        let edition = compiled(&files, &own)?;
        let reader = reader((&edition, &live), &ear)?;
        let text = played::again(&edition, &reader, &written, with)?;
        text.map_err(|_| Error::from(Refused::Path))
    };
    let text = aside(work).await??;
    drafts::replace(app, who, &opened, (path.to_owned(), Some(text))).await
}

/// A file's name for a title: its letters and digits, with strokes between.
fn slug(title: &str) -> String {
    let plain: String =
        fold(title).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let name: String = words.join("-").chars().take(80).collect();
    name.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_files_name() {
        assert_eq!(slug("Não pode agora: pausa!"), "nao-pode-agora-pausa");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug(" … "), "");
        assert!(Files::may_hold(&format!("{TESTS}{}.chat", slug(&"á".repeat(300)))));
    }
}
