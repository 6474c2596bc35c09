//! The conversations of a release that must go as they are written: played, kept, taken as they go now.
//!
//! They are files of content below `conversations/`, so that they travel with the release that they
//! are about; `combinado check --tests` plays the same ones.

use super::drafts::{self, Save};
use super::look::aside;
use super::study;
use super::transcript::{Bench, Coverage, Issue, Tell, difference};
use super::{Error, Refused};
use crate::app::App;
use crate::app::edition::{Edition, whole};
use crate::domain::access::{Right, Who};
use crate::domain::content::release::{Moves, Verdict};
use crate::domain::content::{Content, Files, TESTS, is_test};
use crate::domain::dialogue::choice::fold;

/// The policy that the example's customers are under.
const POLICY: &str = "standard";

/// The most tests that are played at once.
pub const MOST: usize = 500;

/// The most lines of a difference that are told.
const LINES: usize = 60;

/// With what tests are played beside content.
#[derive(Clone, Copy)]
pub struct With {
    /// Makes charges payable.
    pub issue: Issue,
    /// Tells what is in their codes.
    pub tell: Tell,
}

/// How a test went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Went {
    /// As it is written.
    Same,
    /// Otherwise: the lines that differ.
    Otherwise(String),
    /// It could not be played: the line that makes no sense.
    Broken(String),
}

/// Tests that were played.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ran {
    /// Each by its path, in order.
    pub tests: Vec<(String, Went)>,
    /// How many more there are than are played at once.
    pub left: usize,
    /// How many steps they came to.
    pub covered: usize,
    /// How many steps there are.
    pub steps: usize,
    /// The file of the flow.
    pub flow: String,
    /// The steps and cues that nothing came to, with their lines.
    pub open: Vec<(String, Option<usize>)>,
}

impl Ran {
    /// What a release keeps of it.
    pub fn verdict(&self) -> Verdict {
        let otherwise = self.tests.iter().filter(|(_, went)| *went != Went::Same);
        Verdict { looked: self.tests.len(), problems: otherwise.count(), warnings: 0 }
    }
}

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
        None => app.live().files.clone(),
        Some(id) => drafts::read(app, who, id).await?.files,
    };
    let app = app.clone();
    aside(move || played(&app, &files, with)).await?
}

fn played(app: &App, files: &Files, with: With) -> Result<Ran, Error> {
    let bench = bench(app, files, with)?;
    let mut coverage = Coverage::of(&bench.rules.flow);
    let all = paths(files);
    let left = all.len().saturating_sub(MOST);
    let mut tests = Vec::new();
    for path in all.into_iter().take(MOST) {
        let written = files.get(&path).unwrap_or_default();
        let went = match bench.play(written) {
            Err(why) => Went::Broken(why),
            Ok(played) => {
                coverage.add(&played.trace);
                if played.text == written {
                    Went::Same
                } else {
                    let lines = difference(written, &played.text);
                    Went::Otherwise(lines.lines().take(LINES).collect::<Vec<_>>().join("\n"))
                }
            }
        };
        tests.push((path, went));
    }
    let flow = Content::of(&whole(files, app.editions.own())).ok();
    let flow = flow.and_then(|content| content.flow().cloned());
    Ok(Ran {
        tests,
        left,
        covered: coverage.covered(),
        steps: coverage.steps.len(),
        open: flow.as_ref().map(|flow| coverage.open(flow)).unwrap_or_default(),
        flow: flow.map(|flow| flow.file).unwrap_or_default(),
    })
}

/// What tests are played with. Where there is none, nothing is learnt for them.
fn bench(app: &App, files: &Files, with: With) -> Result<Bench, Error> {
    let refuse = |problems| Refused::Problems { problems };
    let edition = Edition::compile((0, Moves::Finish), files, app.editions.own());
    let edition = edition.map_err(refuse)?;
    let reader = if paths(files).is_empty() {
        app.reader.reader()
    } else {
        study::reader((&edition, &app.live()), &app.reader).map_err(refuse)?
    };
    Ok(Bench {
        rules: edition.shelf.today(POLICY)?,
        words: edition.words,
        reader,
        issue: with.issue,
        tell: with.tell,
    })
}

/// Keeps a conversation in a draft as a test, under a name of its own; answers its path.
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
    let opened = drafts::read(app, who, draft).await?;
    if opened.files.get(&path).is_some_and(|there| there != text) {
        return Err(Refused::Stale.into());
    }
    let over = opened.changed.iter().find(|it| it.path == path).map_or(0, |it| it.version);
    drafts::save(app, who, draft, Save { path: path.clone(), text: Some(text), over }).await?;
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
    let (files, trier) = (opened.files, app.clone());
    let text = aside(move || {
        let bench = bench(&trier, &files, with)?;
        bench.play(&written).map(|played| played.text).map_err(|_| Error::from(Refused::Path))
    })
    .await??;
    let over = opened.changed.iter().find(|it| it.path == path).map_or(0, |it| it.version);
    drafts::save(app, who, draft, Save { path: path.to_owned(), text: Some(text), over }).await?;
    Ok(())
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
