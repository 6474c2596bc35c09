//! What agents did there: worked in order, one case beside another.

use std::collections::BTreeSet;

use tracing::warn;

use super::Worker;
use crate::app::Result;
use crate::app::bridge::{deeds, people, telling};
use crate::domain::bridge::{Came, Deed, Desk, Line, Status, Thread, Voice};
use crate::jobs::back_off;
use crate::store::bridge::case::{self, Case};
use crate::store::bridge::event::{self, Waiting};

/// How much is worked in one go.
const BATCH: i64 = 100;

/// After this many tries something is set aside.
const ATTEMPTS: i64 = 12;

/// Works what waits; what failed holds up its own case only.
pub async fn work(worker: &Worker) -> Result<usize> {
    let (app, desk, now) = (&worker.app, worker.desk(), worker.app.clock.now());
    let waiting = event::waiting(&app.db, desk, now, BATCH).await?;
    let (mut held, mut count) = (BTreeSet::new(), 0);
    for entry in waiting {
        if held.contains(&entry.came.thread) {
            continue;
        }
        if !entry.is_due {
            held.insert(entry.came.thread.clone());
            continue;
        }
        match one(worker, &entry).await {
            Ok(None) => count += 1,
            Ok(Some(why)) => {
                held.insert(entry.came.thread.clone());
                put_off(worker, &entry, &why).await?;
            }
            Err(error) if error.is_outage() => return Err(error),
            Err(error) => {
                warn!(error = %error, deed = entry.came.deed.as_str(),
                      "could not carry out what was done at another desk");
                held.insert(entry.came.thread.clone());
                put_off(worker, &entry, "error").await?;
            }
        }
    }
    Ok(count)
}

async fn put_off(worker: &Worker, entry: &Waiting, why: &str) -> Result<()> {
    let now = worker.app.clock.now();
    if entry.attempts + 1 >= ATTEMPTS {
        return end(worker, &entry.came, (false, why)).await;
    }
    let (desk, id, why) = (worker.desk(), entry.came.id.clone(), why.to_owned());
    let next_at = now + back_off(entry.attempts + 1);
    let put = worker.app.db.write(move |tx| {
        Box::pin(async move { event::again(tx, (desk, &id), &why, next_at).await })
    });
    Ok(put.await?)
}

async fn end(worker: &Worker, came: &Came, (is_done, why): (bool, &str)) -> Result<()> {
    let (desk, id, why) = (worker.desk(), came.id.clone(), why.to_owned());
    let now = worker.app.clock.now();
    let ended = worker.app.db.write(move |tx| {
        Box::pin(async move { event::end(tx, (desk, &id), (is_done, Some(&why)), now).await })
    });
    Ok(ended.await?)
}

/// Works one; answers why it must be tried again, where it must.
async fn one(worker: &Worker, entry: &Waiting) -> Result<Option<String>> {
    let (app, desk) = (&worker.app, worker.desk());
    let mut came = entry.came.clone();
    if came.thread.is_empty() {
        return alone(worker, entry).await;
    }
    let Some(found) = case::at(&app.db, desk, &came.thread).await? else {
        end(worker, &came, (true, "unknown-thread")).await?;
        return Ok(None);
    };
    if desk == Desk::Chatwoot && came.by.email.is_none() && !came.by.id.is_empty() {
        // A list names agents by number only; who they are is asked, and may be known already.
        match worker.way.email(&came.by.id).await {
            Ok(email) => came.by.email = email,
            Err(trouble) => {
                let code = trouble.code().to_owned();
                worker.heed::<()>(Err(trouble)).await?.err();
                return Ok(Some(code));
            }
        }
    }
    let doing = deeds::Doing { desk, case: &found, came: &came };
    let answer = deeds::carry_out(app, doing).await?;
    if let Some(why) = reply(worker, entry, &found, &answer).await? {
        return Ok(Some(why));
    }
    end(worker, &came, (true, came.deed.as_str())).await?;
    Ok(None)
}

/// Tells the agents what is to be said; answers why it could not.
async fn reply(
    worker: &Worker,
    entry: &Waiting,
    case: &Case,
    answer: &deeds::Answer,
) -> Result<Option<String>> {
    if answer.text.is_none() && !answer.reopens {
        return Ok(None);
    }
    if !worker.permits() {
        return Ok(Some("down".to_owned()));
    }
    let thread = Thread { id: entry.came.thread.clone(), channel: case.channel.clone() };
    if let Some(text) = &answer.text {
        let id = format!("answer-{}", entry.came.id);
        let at = worker.app.clock.now();
        let line = Line { id, voice: Voice::Note, text: text.clone(), at };
        let told = worker.way.tell(&thread, &line, entry.attempts > 0).await;
        if let Err(trouble) = worker.heed(told).await? {
            return Ok(trouble.is_outage().then(|| trouble.code().to_owned()));
        }
    }
    if answer.reopens {
        let turned = worker.way.turn(&thread, Status::Open).await;
        if let Err(trouble) = worker.heed(turned).await? {
            return Ok(trouble.is_outage().then(|| trouble.code().to_owned()));
        }
    }
    Ok(None)
}

/// Works what is about no case: who somebody is, what can be done.
async fn alone(worker: &Worker, entry: &Waiting) -> Result<Option<String>> {
    let (app, desk, came) = (&worker.app, worker.desk(), &entry.came);
    let (key, name) = match &came.deed {
        Deed::Enter { code } => match people::enter(app, desk, &came.by, code).await? {
            Some(who) => ("bridge-entered", who.name),
            // Tried again after the answer was lost: it was used up by themselves.
            None if entry.attempts > 0 => match people::who(app, desk, &came.by).await? {
                Some(who) => ("bridge-entered", who.name),
                None => ("bridge-wrong-code", String::new()),
            },
            None => ("bridge-wrong-code", String::new()),
        },
        Deed::Help => ("bridge-help-alone", String::new()),
        Deed::Say { .. }
        | Deed::Note { .. }
        | Deed::Take
        | Deed::GiveBack
        | Deed::Close { .. }
        | Deed::Label { .. }
        | Deed::Snooze
        | Deed::Reopen
        | Deed::Unfit { .. } => {
            end(worker, came, (true, "no-case")).await?;
            return Ok(None);
        }
    };
    let text = telling::tell(app, key, &[("name", &name), ("hand", &came.by.id)])?;
    if !worker.permits() {
        return Ok(Some("down".to_owned()));
    }
    if let Err(trouble) = worker.heed(worker.way.reply(&came.by.id, &text).await).await?
        && trouble.is_outage()
    {
        return Ok(Some(trouble.code().to_owned()));
    }
    end(worker, came, (true, came.deed.as_str())).await?;
    Ok(None)
}
