//! An experiment of a draft changed: its terms, a way's words, a way taken out; or taken out as a whole,
//! with the way that won kept where somebody wants it.
//!
//! Whatever files it takes are changed in one write. What is changed of an experiment that runs comes into
//! force as everything does: by a release.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::de::DeTable;

use super::edit;
use super::make::{Terms, ended, literal, text_of, told};
use super::ways;
use crate::app::App;
use crate::app::tuning::act::may;
use crate::app::tuning::drafts::{self, Opened, right_of};
use crate::app::tuning::{Error, Refused};
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::experiment::{Arm, Experiment, FOLDER};
use crate::domain::locale::Locale;
use crate::domain::problem::Source;

/// Which words of a draft are meant: the experiment, the way and the language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The draft.
    pub draft: &'a str,
    /// The experiment.
    pub name: &'a str,
    /// The way.
    pub arm: &'a str,
    /// The language.
    pub locale: Locale,
}

/// Gives an experiment other terms.
///
/// # Errors
/// [`Refused::Stale`] where the experiment is another one than was read; [`Refused::Nothing`] where terms
/// are none, or stand where only the editor changes them; or as [`drafts::save`].
pub async fn set(
    app: &App,
    who: &Who,
    place: (&str, &str),
    (read, terms): (&str, &Terms),
) -> Result<(), Error> {
    let (opened, path, text) = read_of(app, who, place, read).await?;
    let new = edit::with_terms(&text, &terms.tidy()).ok_or(Refused::Nothing)?;
    drafts::replace(app, who, &opened, (path, Some(new))).await
}

/// Takes a way out of an experiment, with what only it had.
///
/// # Errors
/// [`Refused::Stale`] where the experiment is another one than was read; [`Refused::Unknown`] where it has
/// no such way; [`Refused::Nothing`] where it cannot go without it, or is written so that only the editor
/// changes it; or as [`drafts::save`].
pub async fn remove(
    app: &App,
    who: &Who,
    place: (&str, &str),
    (read, arm): (&str, &str),
) -> Result<(), Error> {
    let (opened, path, text) = read_of(app, who, place, read).await?;
    let known = Experiment::load(&Source::new(path.clone(), text.clone())).ok();
    let way = known.as_ref().and_then(|it| it.arm(arm)).ok_or(Refused::Unknown)?;
    let new = edit::without(&text, arm).ok_or(Refused::Nothing)?;
    let mut files = opened.files.clone();
    files.put(path.clone(), new.clone());
    let gone = orphans(who, &opened, (&files, std::slice::from_ref(way)));
    let gone = gone.into_iter().map(|path| (path, None));
    drafts::replace_all(app, who, &opened, gone.chain([(path, Some(new))]).collect()).await
}

/// Writes the words of a way over what was read of them.
///
/// # Errors
/// [`Refused::Stale`] where they were changed since; [`Refused::Nothing`] where they are no whole texts
/// or change nothing; [`Refused::Unknown`] where no text has their key; or as [`drafts::save`].
pub async fn word(
    app: &App,
    who: &Who,
    at: Words<'_>,
    (read, source): (&str, &str),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, at.draft).await?;
    let (path, text) = text_of(&opened.files, at.name)?;
    let file = DeTable::parse(text).map_err(|_| Refused::Status)?;
    let value = ["arms", at.arm, "texts"]
        .iter()
        .try_fold(file.get_ref(), |table, key| table.get(*key)?.get_ref().as_table());
    let value = value.and_then(|texts| texts.get(at.locale.as_str())).ok_or(Refused::Unknown)?;
    let before = value.get_ref().as_str().ok_or(Refused::Unknown)?;
    if Files::hash_of(before) != read {
        return Err(Refused::Stale.into());
    }
    let source = ended(source);
    told(&opened.files, (at.locale, &source))?;
    let mut new = text.to_owned();
    new.replace_range(value.span(), &literal(&source));
    let says = Experiment::load(&Source::new(path.clone(), new.clone()));
    let is_it =
        |it: &Experiment| it.arm(at.arm).and_then(|arm| arm.texts.get(&at.locale)) == Some(&source);
    if new == text || !says.as_ref().is_ok_and(is_it) {
        return Err(Refused::Nothing.into());
    }
    drafts::replace(app, who, &opened, (path, Some(new))).await
}

/// Takes an experiment out of a draft, with what only it had; published, everybody has things as the
/// release has them. With a way to keep, that one's words, flow and policy become everybody's.
///
/// # Errors
/// [`Refused::Unknown`] where there is no such experiment or way; or as [`drafts::save`].
pub async fn end(
    app: &App,
    who: &Who,
    draft: &str,
    (name, keeps): (&str, Option<&str>),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let (path, text) = text_of(&opened.files, name)?;
    let known = Experiment::load(&Source::new(path.clone(), text)).ok();
    let kept = keeps.map(|arm| {
        let arm = known.as_ref().and_then(|it| it.arm(arm)).ok_or(Refused::Unknown)?;
        Ok::<_, Error>(ways::armed(&opened.files, arm))
    });
    let kept = kept.transpose()?.unwrap_or_else(|| opened.files.clone());
    let new = kept.iter().filter(|(path, text)| opened.files.get(path) != Some(*text));
    let new: Vec<_> = new.map(|(path, text)| (path.to_owned(), Some(text.to_owned()))).collect();
    let limits = new.iter().any(|(path, _)| right_of(path) == Right::RaiseLimits);
    if limits && !may(who, Right::RaiseLimits) {
        return drafts::refuse(app, who, (draft, Refused::Right)).await;
    }
    let mut files = opened.files.clone();
    files.remove(&path);
    let arms = known.map(|it| it.arms).unwrap_or_default();
    let gone = [path].into_iter().chain(orphans(who, &opened, (&files, &arms)));
    let gone = gone.map(|path| (path, None));
    drafts::replace_all(app, who, &opened, new.into_iter().chain(gone).collect()).await
}

/// The experiments that run on a day as files have them and would be counted anew as other files have them:
/// what is tried, how it is drawn or what is counted differs.
pub fn anew((before, after): (&Files, &Files), today: NaiveDate) -> Vec<String> {
    let all = |files: &Files| -> Vec<Experiment> {
        let all = files.iter().filter(|(path, _)| path.starts_with(FOLDER));
        all.filter_map(|(path, text)| Experiment::load(&Source::new(path, text)).ok()).collect()
    };
    let (before, after) = (all(before), all(after));
    let is_other = |it: &&Experiment| {
        let now = after.iter().find(|after| after.name == it.name);
        it.since <= today && now.is_some_and(|now| now.plan() != it.plan())
    };
    before.iter().filter(is_other).map(|it| it.name.clone()).collect()
}

/// A draft with the file of an experiment, as somebody read it.
async fn read_of(
    app: &App,
    who: &Who,
    (draft, name): (&str, &str),
    read: &str,
) -> Result<(Opened, String, String), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let (path, text) = text_of(&opened.files, name)?;
    if Files::hash_of(text) != read {
        return Err(Refused::Stale.into());
    }
    let text = text.to_owned();
    Ok((opened, path, text))
}

/// What only some ways had, where an experiment's file no longer names them: their flows, and the policies
/// that came with this draft; one that serves may be a creditor's by now, and stays.
fn orphans(who: &Who, opened: &Opened, (left, arms): (&Files, &[Arm])) -> Vec<String> {
    let files = &opened.files;
    let others = left.iter().filter(|(path, _)| path.starts_with(FOLDER));
    let others = others.filter_map(|(path, it)| Experiment::load(&Source::new(path, it)).ok());
    let others: Vec<Arm> = others.flat_map(|it| it.arms).collect();
    let own = |arm: &Arm| -> Vec<String> {
        let flow = ways::flow_of(files, arm);
        flow.into_iter().chain(ways::policies_of(files, arm)).collect()
    };
    let used: BTreeSet<String> = others.iter().flat_map(own).collect();
    let main = ways::main_flow(files);
    let is_new = |path: &String| right_of(path) == Right::Draft || opened.base.get(path).is_none();
    let own: BTreeSet<String> = arms.iter().flat_map(own).collect();
    let gone = own.into_iter().filter(|path| !used.contains(path) && Some(path) != main.as_ref());
    gone.filter(|path| is_new(path) && may(who, right_of(path))).collect()
}
