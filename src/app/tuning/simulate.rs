//! A conversation tried with a customer of the example, or with one of ours without who they are, before
//! anything is published.
//!
//! Nothing is kept between two acts: the page holds all that was done, and each time everything is
//! played again from the beginning, which comes out the same. What is played is a transcript, so that
//! what was tried is a test at once.

use chrono::{DateTime, Utc};

use super::cases::Case;
use super::look::aside;
use super::study;
use super::transcript::{Bench, Issue, Played, Tell};
use super::{Error, Refused};
use crate::app::App;
use crate::app::edition::Edition;
use crate::app::import;
use crate::domain::access::{Right, Who};
use crate::domain::content::release::Moves;
use crate::domain::dialogue::Trace;

/// The policy that the example's customers are under.
const POLICY: &str = "standard";

/// How much may be done in one conversation.
const ACTS: usize = 200;

/// How many letters one act may have.
const LETTERS: usize = 500;

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The customer writes.
    Say(String),
    /// The customer chooses, by the number of the button.
    Choose(u8),
    /// The customer sends a picture.
    Picture,
    /// Money lands: what is due.
    Pay,
    /// What was said last could not be delivered.
    Fail,
    /// Time passes.
    Wait(Span),
    /// A human writes, and so takes the conversation.
    Agent(String),
    /// The human gives it back.
    Return,
}

/// How much time passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// Three days.
    Days,
}

/// In whose place somebody talks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// A customer of the example, by their id.
    Example(String),
    /// A customer like one of ours.
    Ours(Case),
}

/// A conversation as far as it was tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// In whose place.
    pub whom: Whom,
    /// What was done, in order.
    pub acts: Vec<Act>,
}

/// What came of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// The act, as a transcript has it.
    pub act: String,
    /// What was said then.
    pub said: Vec<Said>,
    /// What led to what.
    pub trace: Vec<Trace>,
}

/// A message of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its words.
    pub text: String,
    /// What its buttons say.
    pub buttons: Vec<String>,
}

impl Act {
    /// The line of a transcript.
    fn line(&self) -> String {
        match self {
            Self::Say(text) => format!("> {}", plain(text)),
            Self::Choose(number) => format!("> [{number}]"),
            Self::Picture => "! media image".to_owned(),
            Self::Pay => "! paid".to_owned(),
            Self::Fail => "! fail".to_owned(),
            Self::Wait(Span::Hour) => "@ +1h".to_owned(),
            Self::Wait(Span::Day) => "@ +1d".to_owned(),
            Self::Wait(Span::Days) => "@ +3d".to_owned(),
            Self::Agent(text) => format!("! agent {}", plain(text)),
            Self::Return => "! return".to_owned(),
        }
    }

    /// What a line of a transcript does; none where it is no line that is tried here.
    fn read(line: &str) -> Option<Self> {
        let known = [
            Self::Picture,
            Self::Pay,
            Self::Fail,
            Self::Wait(Span::Hour),
            Self::Wait(Span::Day),
            Self::Wait(Span::Days),
            Self::Return,
        ];
        if let Some(known) = known.into_iter().find(|act| act.line() == line) {
            return Some(known);
        }
        if let Some(text) = line.strip_prefix("! agent ") {
            return Some(Self::Agent(plain(text)));
        }
        let said = line.strip_prefix("> ")?;
        let number = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match number.and_then(|number| number.parse().ok()) {
            Some(number) => Some(Self::Choose(number)),
            None => Some(Self::Say(plain(said))),
        }
    }
}

/// A line of words, as somebody typed it; what would be read as a button is none.
fn plain(text: &str) -> String {
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(LETTERS).collect();
    text.trim_start_matches('[').trim().to_owned()
}

impl Whom {
    /// What they are chosen by.
    pub fn id(&self) -> &str {
        match self {
            Self::Example(id) => id,
            Self::Ours(case) => &case.id,
        }
    }

    /// The policy that they are under.
    fn policy(&self) -> &str {
        match self {
            Self::Example(_) => POLICY,
            Self::Ours(case) => &case.policy,
        }
    }
}

impl Tried {
    /// What a page holds: the acts line by line; lines that are none are left out.
    pub fn read(whom: Whom, lines: &str) -> Self {
        Self { whom, acts: lines.lines().filter_map(Act::read).take(ACTS).collect() }
    }

    /// As a page holds it.
    pub fn lines(&self) -> String {
        self.acts.iter().flat_map(|act| [act.line(), "\n".to_owned()]).collect()
    }

    /// Does one more thing; nothing where it is empty or enough was done.
    pub fn add(&mut self, act: Act) {
        let is_empty = matches!(&act, Act::Say(text) | Act::Agent(text) if plain(text).is_empty());
        if !is_empty && self.acts.len() < ACTS {
            self.acts.push(act);
        }
    }

    /// The transcript, without what is said.
    fn written(&self, start: &str) -> String {
        let head = match &self.whom {
            Whom::Example(id) => format!("# customer: {id}\n"),
            Whom::Ours(case) => case.head.clone(),
        };
        format!("{head}@ {start}\n{}", self.lines())
    }
}

/// The customers of the example, each with a name.
///
/// # Errors
/// When the example is broken, which a test forbids.
pub fn customers(app: &App) -> Result<Vec<(String, String)>, Error> {
    let example = import::example(app.clock.now().date_naive());
    let example = example.map_err(|problems| Refused::Problems { problems })?;
    let customers = example.customers.into_iter();
    Ok(customers.map(|it| (it.customer.id, it.customer.name.first().to_owned())).collect())
}

/// What is tried, and with what it is played.
pub struct Trying<'a> {
    /// The draft; none for what serves.
    pub draft: Option<&'a str>,
    /// True where customers are understood by what the draft teaches: it is learnt first.
    pub learns: bool,
    /// Makes charges payable.
    pub issue: Issue,
    /// Tells what is in their codes.
    pub tell: Tell,
}

/// Plays what was tried on what serves, or on a draft; answers what came of it and the whole as a test.
///
/// # Errors
/// [`Refused::Problems`] where the draft cannot be compiled; [`Refused::Path`] where a line makes no
/// sense at its place; or when the database refuses.
pub async fn play(
    app: &App,
    who: &Who,
    (tried, with): (&Tried, Trying<'_>),
) -> Result<(Vec<Scene>, String), Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let edition = match with.draft {
        None => app.live(),
        Some(id) => {
            let files = super::drafts::read(app, who, id).await?.files;
            let own = app.editions.own().clone();
            let work = move || Edition::compile((0, Moves::Finish), &files, &own);
            let edition = aside(work).await?.map_err(|problems| Refused::Problems { problems })?;
            std::sync::Arc::new(edition)
        }
    };
    let rules = edition.shelf.example(tried.whom.policy())?;
    let words = edition.words.clone();
    let reader = app.reader.clone();
    let (issue, tell) = (with.issue, with.tell);
    let written = tried.written(&start(app.clock.now()));
    let (live, learns) = (app.live(), with.learns);
    let work = move || {
        let reader = if learns {
            study::reader((&edition, &live), &reader)
                .map_err(|problems| Refused::Problems { problems })?
        } else {
            reader.reader()
        };
        Bench { rules, words, reader, issue, tell }.play(&written).map_err(|_| Refused::Path)
    };
    let played = aside(work).await??;
    Ok((scenes(&played), played.text))
}

/// When simulated conversations begin: at ten on the last Monday, so that contact is allowed.
fn start(now: DateTime<Utc>) -> String {
    use chrono::{Datelike, Days};
    let today = now.date_naive();
    let back = u64::from(today.weekday().num_days_from_monday());
    let monday = today.checked_sub_days(Days::new(back)).unwrap_or(today);
    format!("{monday} 10:00")
}

/// What came of each act, as the played text has it.
fn scenes(played: &Played) -> Vec<Scene> {
    let mut scenes: Vec<Scene> = Vec::new();
    let mut traces = played.turns.iter().cloned();
    for line in played.text.lines().skip_while(|line| line.starts_with('#')).skip(1) {
        match (line.strip_prefix("< "), line.strip_prefix('|')) {
            (Some(text), _) => {
                let said = Said { text: text.to_owned(), buttons: Vec::new() };
                if let Some(scene) = scenes.last_mut() {
                    scene.said.push(said);
                }
            }
            (None, Some(text)) => {
                if let Some(said) = scenes.last_mut().and_then(|scene| scene.said.last_mut()) {
                    said.text.push('\n');
                    said.text.push_str(text.strip_prefix(' ').unwrap_or(text));
                }
            }
            (None, None) => {
                let trace = traces.next().unwrap_or_default();
                scenes.push(Scene { act: line.to_owned(), said: Vec::new(), trace });
            }
        }
    }
    for said in scenes.iter_mut().flat_map(|scene| scene.said.iter_mut()) {
        said.take_buttons();
    }
    scenes
}

impl Said {
    /// Takes the line of buttons, `[1] Sim  [2] Não`, apart from the words.
    fn take_buttons(&mut self) {
        let Some((text, last)) = self.text.rsplit_once('\n') else { return };
        let Some(rest) = last.strip_prefix("[1] ") else { return };
        let (keep, mut buttons) = (text.len(), Vec::new());
        let mut rest = rest.to_owned();
        for number in 2.. {
            let Some((label, more)) = rest.split_once(&format!("  [{number}] ")) else { break };
            let cut = rest.len() - more.len();
            buttons.push(label.to_owned());
            rest.drain(..cut);
        }
        buttons.push(rest);
        self.buttons = buttons;
        self.text.truncate(keep);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_holds_is_read_as_it_was_done() {
        let whom = || Whom::Example("A1001".to_owned());
        let mut tried = Tried::read(whom(), "");
        for act in [
            Act::Say("oi\n! paid".to_owned()),
            Act::Choose(2),
            Act::Pay,
            Act::Wait(Span::Days),
            Act::Agent("Aqui é a Júlia.".to_owned()),
            Act::Return,
            Act::Say(" ".to_owned()),
        ] {
            tried.add(act);
        }

        let lines = tried.lines();

        assert_eq!(lines, "> oi! paid\n> [2]\n! paid\n@ +3d\n! agent Aqui é a Júlia.\n! return\n");
        assert_eq!(Tried::read(whom(), &lines).lines(), lines);
        let forged = "# creditor: x\n@ +99999d\n@ 2026-01-01 10:00\n! again\n> oi\n= step=x\n";
        assert_eq!(Tried::read(whom(), forged).lines(), "> oi\n");
    }

    #[test]
    fn buttons_stand_apart_from_the_words() {
        let mut said =
            Said { text: "Quer?\n[1] Sim  [2] Não, obrigado".to_owned(), buttons: vec![] };
        said.take_buttons();

        assert_eq!(said.text, "Quer?");
        assert_eq!(said.buttons, ["Sim", "Não, obrigado"]);
    }
}
