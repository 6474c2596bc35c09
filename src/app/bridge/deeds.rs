//! Carries out what agents do at other desks, as our own desk would.
//!
//! Each may be asked for again after a crash: it is known by the name of what came, and what it did
//! once it does not do twice. What is refused is noted with its code and told to the agent in words.

use super::people;
use super::telling::{self, tell};
use crate::app::desk::{Error as DeskError, Place, Refused, close, note, say, take};
use crate::app::{App, Error, Result};
use crate::domain::access::Who;
use crate::domain::bridge::outcome::{self, Named};
use crate::domain::bridge::{Came, Deed, Desk, Hand, Status};
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::id::Id;
use crate::store::bridge::case::{self, Case, Standing};
use crate::store::bridge::said;

/// What is answered to an agent, for the agents alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The words; none where nothing is to be said.
    pub text: Option<String>,
    /// True where the case stands open again there, whatever the agent did.
    pub reopens: bool,
}

/// Something that came, as it is worked.
#[derive(Clone, Copy, Debug)]
pub struct Doing<'d> {
    /// The desk.
    pub desk: Desk,
    /// The case it is about.
    pub case: &'d Case,
    /// What it is.
    pub came: &'d Came,
}

/// Carries out what somebody did in a case.
///
/// # Errors
/// When the database refuses: it is to be tried again.
pub async fn carry_out(app: &App, doing: Doing<'_>) -> Result<Answer> {
    let Doing { desk, came, case } = doing;
    let Some(who) = people::who(app, desk, &came.by).await? else {
        return stranger(app, doing).await;
    };
    match &came.deed {
        Deed::Say { text, insists } => speak(app, doing, &who, (text, *insists)).await,
        Deed::Unfit { what } => refuse(app, doing, &format!("bridge-refused-{what}")).await,
        Deed::Note { text } => {
            let words = (came.id.as_str(), note::Kind::Fact, text.as_str());
            settle(app, note::add(app, &who, &place(case), words).await)
        }
        Deed::Take => {
            let taken = take::take(app, &who, &place(case), (&came.id, None)).await;
            settle(app, taken.map(drop))
        }
        Deed::GiveBack => settle(app, take::give_back(app, &who, &place(case), &came.id).await),
        Deed::Close { outcome } => end(app, doing, &who, outcome).await,
        Deed::Label { labels } if case.standing == Standing::Asking => {
            end(app, doing, &who, labels).await
        }
        Deed::Reopen => reopened(app, doing).await,
        Deed::Help => told(app, "bridge-how-telegram", false),
        Deed::Label { .. } | Deed::Snooze | Deed::Enter { .. } => Ok(Answer::default()),
    }
}

fn place(case: &Case) -> Place {
    Place { creditor: case.creditor.clone(), conversation: case.conversation.clone() }
}

/// Nobody of ours: what they wrote goes nowhere.
async fn stranger(app: &App, doing: Doing<'_>) -> Result<Answer> {
    let asking = doing.case.standing == Standing::Asking;
    // Who ended it is not always told; then the one who has it answers for it.
    let holder = if doing.came.by.id.is_empty() { holder(app, doing.case).await? } else { None };
    match (&doing.came.deed, holder) {
        (Deed::Say { .. } | Deed::Unfit { .. }, _) => refuse(app, doing, strange(doing.desk)).await,
        (Deed::Close { outcome }, Some(who)) => end(app, doing, &who, outcome).await,
        (Deed::Label { labels }, Some(who)) if asking => end(app, doing, &who, labels).await,
        (Deed::Close { .. }, None) => told(app, strange(doing.desk), true),
        (Deed::Note { .. } | Deed::Take | Deed::GiveBack | Deed::Help, _) => {
            told(app, strange(doing.desk), false)
        }
        (Deed::Reopen, _) => reopened(app, doing).await,
        (Deed::Label { .. } | Deed::Snooze | Deed::Enter { .. }, _) => Ok(Answer::default()),
    }
}

/// The words for somebody who is none of ours.
const fn strange(desk: Desk) -> &'static str {
    match desk {
        Desk::Chatwoot => "bridge-refused-stranger",
        Desk::Telegram => "bridge-refused-stranger-telegram",
    }
}

/// Who of ours has the conversation.
async fn holder(app: &App, case: &Case) -> Result<Option<Who>> {
    match telling::holder(app, case).await? {
        Some((person, _)) => people::by_id(app, &person).await,
        None => Ok(None),
    }
}

/// Writes to the customer.
async fn speak(
    app: &App,
    doing: Doing<'_>,
    who: &Who,
    (text, insists): (&str, bool),
) -> Result<Answer> {
    let Doing { case, came, .. } = doing;
    if case.standing == Standing::Closed || case.is_over {
        return refuse(app, doing, "bridge-refused-closed").await;
    }
    if insists && !is_wanted_again(app, doing).await? {
        return Ok(Answer::default());
    }
    let (id, text) = (came.id.clone(), text.to_owned());
    let words = say::Words { id, text, insists, ..say::Words::default() };
    match say::say(app, who, &place(case), words).await {
        Ok(said) => {
            let message = match said {
                say::Said::New(id) => Some(id),
                // Said by a process that did not live to write down which one it was.
                say::Said::Before => {
                    let entry = format!("say/{}/{}", who.id, came.id);
                    said::of_entry(&app.db, &case.creditor, &entry).await?
                }
            };
            keep(app, doing, (message, None)).await?;
            Ok(Answer::default())
        }
        Err(DeskError::Refused(refused)) => {
            let why = why(app, &refused)?;
            keep(app, doing, (None, Some(why))).await?;
            Ok(Answer::default())
        }
        Err(DeskError::App(error)) => Err(error),
    }
}

/// True for the second try of a message that was refused, and for one that came for the first time.
///
/// Chatwoot tells of our own ticks just as of an agent's retry: only what failed may come again.
async fn is_wanted_again(app: &App, doing: Doing<'_>) -> Result<bool> {
    let Some(remote) = &doing.came.message else { return Ok(false) };
    if doing.came.id == format!("message/{remote}") {
        return Ok(true);
    }
    let of = (doing.case.creditor.as_str(), doing.desk);
    Ok(said::refused(&app.db, of, remote).await?.is_some())
}

/// Ends a case with what came of it, where that is named; else asks.
async fn end(app: &App, doing: Doing<'_>, who: &Who, named: &[String]) -> Result<Answer> {
    let Doing { desk, case, .. } = doing;
    if case.is_over || case.standing == Standing::Closed {
        return Ok(Answer::default());
    }
    let today = app.clock.now().with_timezone(&chrono_tz::America::Sao_Paulo).date_naive();
    let found = named.iter().find_map(|text| outcome::read(text, today));
    match (found, desk) {
        (Some(outcome), _) => close(app, doing, who, outcome).await,
        (None, Desk::Chatwoot) => {
            ask(app, case).await?;
            Ok(Answer::default())
        }
        (None, Desk::Telegram) => told(app, "bridge-which-outcome", false),
    }
}

/// Closes a case at our desk, by whoever has it or takes it for that.
async fn close(app: &App, doing: Doing<'_>, who: &Who, named: Named) -> Result<Answer> {
    let Doing { case, came, .. } = doing;
    let at = place(case);
    let Ok(outcome) = named.code.with(named.given) else {
        return told(app, "bridge-incomplete", true);
    };
    if telling::holder(app, case).await?.is_none() {
        let taken = take::take(app, who, &at, (&format!("{}/take", came.id), None)).await;
        match taken {
            Ok(_) => {}
            Err(DeskError::Refused(refused)) => return open_again(app, &refused),
            Err(DeskError::App(error)) => return Err(error),
        }
    }
    match close::close(app, who, &at, (&came.id, outcome)).await {
        Ok(()) => Ok(Answer::default()),
        Err(DeskError::Refused(refused)) => open_again(app, &refused),
        Err(DeskError::App(error)) => Err(error),
    }
}

/// A case that cannot end so stays open there as well, and the agent hears why.
fn open_again(app: &App, refused: &Refused) -> Result<Answer> {
    Ok(Answer { text: Some(why(app, refused)?), reopens: true })
}

/// Notes that it is asked what came of a case.
async fn ask(app: &App, case: &Case) -> Result<()> {
    if case.standing != Standing::Open {
        return Ok(());
    }
    let asked_at = Some(app.clock.now());
    save(app, Case { standing: Standing::Asking, asked_at, ..case.clone() }).await
}

/// Gives a case back to the bot of which nobody said what came.
///
/// # Errors
/// When the database refuses.
pub async fn give_up_asking(app: &App, case: &Case) -> Result<()> {
    if let Some(who) = holder(app, case).await? {
        let id = format!("asked/{}", case.id);
        match take::give_back(app, &who, &place(case), &id).await {
            // Somebody else has it by now, and goes on with it.
            Ok(()) | Err(DeskError::Refused(_)) => {}
            Err(DeskError::App(error)) => return Err(error),
        }
    }
    save(app, Case { standing: Standing::Open, asked_at: None, ..case.clone() }).await
}

/// A case that is opened again: one that was only being asked about goes on.
async fn reopened(app: &App, doing: Doing<'_>) -> Result<Answer> {
    match doing.case.standing {
        Standing::Asking => {
            let open = Case { standing: Standing::Open, asked_at: None, ..doing.case.clone() };
            save(app, open).await?;
            Ok(Answer::default())
        }
        Standing::Closed => told(app, "bridge-refused-closed", false),
        Standing::Open | Standing::Opening | Standing::Kept => Ok(Answer::default()),
    }
}

async fn save(app: &App, case: Case) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            Box::pin(async move { Ok::<_, Error>(case::save(tx, &case, now, None).await?) })
        })
        .await
}

/// What a look found, where no webhook told of it: a case that was ended or labelled there.
pub fn turned(case: &Case, status: Option<Status>, labels: &[String]) -> Vec<Came> {
    let at = case.looked_at.map(|at| at.timestamp()).unwrap_or_default();
    let deed = match (status, case.standing) {
        (Some(Status::Resolved), Standing::Open) => Deed::Close { outcome: labels.to_vec() },
        (Some(Status::Resolved), Standing::Asking) if !labels.is_empty() => {
            Deed::Label { labels: labels.to_vec() }
        }
        (Some(Status::Open), Standing::Asking) => Deed::Reopen,
        (Some(_) | None, _) => return Vec::new(),
    };
    vec![Came {
        id: format!("look/{}/{at}", case.id),
        delivery: None,
        thread: case.thread.clone().unwrap_or_default(),
        message: None,
        by: Hand::default(),
        deed,
    }]
}

/// What is answered to something that was done or refused.
fn settle(app: &App, done: std::result::Result<(), DeskError>) -> Result<Answer> {
    match done {
        Ok(()) => Ok(Answer::default()),
        Err(DeskError::Refused(refused)) => {
            Ok(Answer { text: Some(why(app, &refused)?), reopens: false })
        }
        Err(DeskError::App(error)) => Err(error),
    }
}

/// Notes why a message was refused: the desk shows it on the message itself.
async fn refuse(app: &App, doing: Doing<'_>, key: &str) -> Result<Answer> {
    if doing.came.message.is_none() {
        return told(app, key, false);
    }
    let why = tell(app, key, &[])?;
    keep(app, doing, (None, Some(why))).await?;
    Ok(Answer::default())
}

/// Notes what became of an agent's message: one of ours, or the words of a refusal.
async fn keep(
    app: &App,
    doing: Doing<'_>,
    (message, why): (Option<Id>, Option<String>),
) -> Result<()> {
    let Some(remote) = doing.came.message.clone() else { return Ok(()) };
    let (desk, thread) = (doing.desk, doing.came.thread.clone());
    let (creditor, now) = (doing.case.creditor.clone(), app.clock.now());
    app.db
        .write(move |tx| {
            Box::pin(async move {
                let became = (message.as_ref(), why.as_deref());
                let place = (creditor.as_str(), desk, thread.as_str());
                Ok::<_, Error>(said::add(tx, place, &remote, became, now).await?)
            })
        })
        .await
}

/// Why our desk refuses, in the words of its pages.
fn why(app: &App, refused: &Refused) -> Result<String> {
    let mut args = Args::new();
    if let Refused::Owned { by } = refused {
        args.insert("by".to_owned(), Value::Text(by.clone()));
    }
    if let Refused::TooLong { most } = refused {
        args.insert("most".to_owned(), Value::Count(i64::try_from(*most).unwrap_or(i64::MAX)));
    }
    let worded = app.words().render(&format!("web-desk-refused-{}", refused.as_str()), &args);
    worded.or_else(|_| tell(app, "bridge-refused-desk", &[]))
}

fn told(app: &App, key: &str, reopens: bool) -> Result<Answer> {
    Ok(Answer { text: Some(tell(app, key, &[])?), reopens })
}
