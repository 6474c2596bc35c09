//! Carries out what agents do at other desks, as our own desk would.
//!
//! Each may be asked for again after a crash: it is known by the name of what came, and what it did
//! once it does not do twice. What is refused is noted with its code and told to the agent in words.

use super::people;
use super::telling::tell;
use crate::app::desk::close::{self, Closing};
use crate::app::desk::{Error as DeskError, Place, Refused, note, say, take};
use crate::app::{App, Error, Result};
use crate::domain::access::Who;
use crate::domain::bridge::outcome::{self, Unnamed};
use crate::domain::bridge::{Came, Deed, Desk};
use crate::store;
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
    let who = match people::who(app, desk, &came.by).await? {
        Some(who) => who,
        None => return stranger(app, doing).await,
    };
    match &came.deed {
        Deed::Say { text, insists } => speak(app, doing, &who, (text, *insists)).await,
        Deed::Unfit { what } => {
            refuse(app, doing, what).await?;
            answered(app, desk, what, &[])
        }
        Deed::Note { text } => {
            let words = note::Words { id: key(came), text: text.clone() };
            settle(app, doing, note::add(app, &who, &place(case), words).await.map(drop)).await
        }
        Deed::Take => {
            let taken = take::take(app, &who, &place(case), (&key(came), None)).await;
            settle(app, doing, taken.map(drop)).await
        }
        Deed::GiveBack => {
            let done = take::give_back(app, &who, &place(case), &key(came)).await;
            settle(app, doing, done).await
        }
        Deed::Close { outcome } => end(app, doing, &who, outcome).await,
        Deed::Label { labels } if case.standing == Standing::Asking => {
            end(app, doing, &who, labels).await
        }
        Deed::Reopen => reopened(app, doing).await,
        Deed::Label { .. } | Deed::Snooze | Deed::Enter { .. } | Deed::Help => Ok(Answer::default()),
    }
}

/// The name under which our desk knows it.
fn key(came: &Came) -> String {
    came.id.clone()
}

fn place(case: &Case) -> Place {
    Place { creditor: case.creditor.clone(), conversation: case.conversation.clone() }
}

/// Nobody of ours: what they wrote goes nowhere.
async fn stranger(app: &App, doing: Doing<'_>) -> Result<Answer> {
    match &doing.came.deed {
        Deed::Say { .. } | Deed::Unfit { .. } => {
            refuse(app, doing, "stranger").await?;
            answered(app, doing.desk, "stranger", &[])
        }
        // Who ended it is not always told; the one who has it by then answers for it.
        Deed::Close { outcome } | Deed::Label { labels: outcome } => {
            match holder(app, doing).await? {
                Some(who) if matches!(doing.came.deed, Deed::Close { .. })
                    || doing.case.standing == Standing::Asking =>
                {
                    end(app, doing, &who, outcome).await
                }
                Some(_) => Ok(Answer::default()),
                None => told(app, "bridge-refused-stranger", &[], true),
            }
        }
        Deed::Note { .. } | Deed::Take | Deed::GiveBack => {
            told(app, "bridge-refused-stranger", &[], false)
        }
        Deed::Reopen => reopened(app, doing).await,
        Deed::Snooze | Deed::Enter { .. } | Deed::Help => Ok(Answer::default()),
    }
}

/// Who of ours has the conversation.
async fn holder(app: &App, doing: Doing<'_>) -> Result<Option<Who>> {
    let Some((person, _)) = super::telling::holder(app, doing.case).await? else { return Ok(None) };
    people::by_id(app, &person).await
}

/// Writes to the customer.
async fn speak(
    app: &App,
    doing: Doing<'_>,
    who: &Who,
    (text, insists): (&str, bool),
) -> Result<Answer> {
    let Doing { desk, case, came } = doing;
    if case.standing == Standing::Closed || case.is_over {
        refuse(app, doing, "closed").await?;
        return answered(app, desk, "closed", &[]);
    }
    let words = say::Words { insists, ..say::Words::new(&key(came), text) };
    match say::say(app, who, &place(case), words).await {
        Ok(said) => {
            let message = match said {
                say::Said::New(id) => Some(id),
                // Said by a process that did not live to write down which one it was.
                say::Said::Before => {
                    said::of_entry(&app.db, &case.creditor, &say::entry(who, &key(came))).await?
                }
            };
            keep(app, doing, (message, None)).await?;
            Ok(Answer::default())
        }
        Err(DeskError::Refused(refused)) => {
            let code = format!("desk:{}", refused.as_str());
            refuse(app, doing, &code).await?;
            let text = why(app, &refused)?;
            // Where the desk shows a failure by itself, a note would say it twice.
            Ok(Answer { text: (desk == Desk::Telegram).then_some(text), reopens: false })
        }
        Err(DeskError::App(error)) => Err(error),
    }
}

/// Ends a case with what came of it, where that is named; else asks.
async fn end(app: &App, doing: Doing<'_>, who: &Who, named: &[String]) -> Result<Answer> {
    let Doing { desk, case, came } = doing;
    if case.is_over || case.standing == Standing::Closed {
        return Ok(Answer::default());
    }
    let today = app.clock.now().with_timezone(&chrono_tz::America::Sao_Paulo).date_naive();
    let found = named.iter().map(|text| outcome::read(text, today));
    let found = found.filter(|read| read != &Err(Unnamed::Unknown)).next();
    match found {
        Some(Ok(outcome)) => {
            let closing = Closing { id: key(came), outcome };
            match close::close(app, who, &place(case), closing).await {
                Ok(_) => Ok(Answer::default()),
                Err(DeskError::Refused(refused)) => {
                    Ok(Answer { text: Some(why(app, &refused)?), reopens: true })
                }
                Err(DeskError::App(error)) => Err(error),
            }
        }
        Some(Err(Unnamed::Incomplete(code))) => {
            told(app, "bridge-incomplete", &[("outcome", code)], true)
        }
        Some(Err(Unnamed::Unknown)) | None if desk == Desk::Chatwoot => {
            ask(app, case).await?;
            Ok(Answer::default())
        }
        Some(Err(Unnamed::Unknown)) | None => told(app, "bridge-which-outcome", &[], false),
    }
}

/// Notes that it is asked what came of a case.
async fn ask(app: &App, case: &Case) -> Result<()> {
    if case.standing != Standing::Open {
        return Ok(());
    }
    let now = app.clock.now();
    let asking = Case { standing: Standing::Asking, asked_at: Some(now), ..case.clone() };
    let saved = app.db.write(move |tx| {
        Box::pin(async move { case::save(tx, &asking, now, None).await })
    });
    saved.await.map_err(|error: store::Error| Error::from(error))
}

/// A case that is opened again: one that was only being asked about goes on.
async fn reopened(app: &App, doing: Doing<'_>) -> Result<Answer> {
    let case = doing.case;
    match case.standing {
        Standing::Asking => {
            let now = app.clock.now();
            let open = Case { standing: Standing::Open, asked_at: None, ..case.clone() };
            let saved = app.db.write(move |tx| {
                Box::pin(async move { case::save(tx, &open, now, None).await })
            });
            saved.await.map_err(|error: store::Error| Error::from(error))?;
            Ok(Answer::default())
        }
        Standing::Closed => told(app, "bridge-refused-closed", &[], false),
        Standing::Open | Standing::Opening | Standing::Kept => Ok(Answer::default()),
    }
}

/// What is answered to something that was done or refused.
async fn settle(
    app: &App,
    doing: Doing<'_>,
    done: std::result::Result<(), DeskError>,
) -> Result<Answer> {
    let _ = doing;
    match done {
        Ok(()) => Ok(Answer::default()),
        Err(DeskError::Refused(refused)) => {
            Ok(Answer { text: Some(why(app, &refused)?), reopens: false })
        }
        Err(DeskError::App(error)) => Err(error),
    }
}

/// Notes why a message was refused.
async fn refuse(app: &App, doing: Doing<'_>, code: &str) -> Result<()> {
    keep(app, doing, (None, Some(code.to_owned()))).await
}

/// Notes what became of an agent's message.
async fn keep(
    app: &App,
    doing: Doing<'_>,
    (message, why): (Option<crate::domain::id::Id>, Option<String>),
) -> Result<()> {
    let Some(remote) = doing.came.message.clone() else { return Ok(()) };
    let (desk, thread) = (doing.desk, doing.came.thread.clone());
    let (creditor, now) = (doing.case.creditor.clone(), app.clock.now());
    let kept = app.db.write(move |tx| {
        Box::pin(async move {
            let became = (message.as_ref(), why.as_deref());
            said::add(tx, (&creditor, desk, &thread), &remote, became, now).await
        })
    });
    kept.await.map_err(|error: store::Error| Error::from(error))
}

/// Why our desk refuses, in words.
fn why(app: &App, refused: &Refused) -> Result<String> {
    let key = format!("web-desk-refused-{}", refused.as_str());
    Ok(app.words.render(&key, &refused.values())?)
}

/// Why something is refused, where the desk does not show a failure by itself.
fn answered(app: &App, desk: Desk, code: &str, values: &[(&str, &str)]) -> Result<Answer> {
    if desk == Desk::Chatwoot {
        return Ok(Answer::default());
    }
    told(app, &format!("bridge-refused-{code}"), values, false)
}

fn told(app: &App, key: &str, values: &[(&str, &str)], reopens: bool) -> Result<Answer> {
    Ok(Answer { text: Some(tell(app, key, values)?), reopens })
}

/// Why a message was refused, in words, by the code that was noted.
///
/// # Errors
/// When the words are missing.
pub fn reason(app: &App, code: &str) -> Result<String> {
    match code.strip_prefix("desk:") {
        Some(code) => {
            let key = format!("web-desk-refused-{code}");
            // The values of a refusal are not kept: its words must do without them.
            tell(app, &key, &[]).or_else(|_| tell(app, "bridge-refused-desk", &[]))
        }
        None => tell(app, &format!("bridge-refused-{code}"), &[]),
    }
}
