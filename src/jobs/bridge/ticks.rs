//! How far agents' messages are, told to the desk they were written at; only ever forward.

use chrono::{DateTime, TimeDelta, Utc};

use super::Worker;
use crate::app::Result;
use crate::app::bridge::telling;
use crate::domain::bridge::{Thread, Tick};
use crate::store::bridge::said::{self, Said};

/// How many are looked at in one go.
const BATCH: i64 = 500;

/// After this long nobody asks how far a message is.
const OLD: TimeDelta = TimeDelta::days(3);

/// Tells what is news.
pub async fn work(worker: &Worker) -> Result<usize> {
    let (app, now) = (&worker.app, worker.app.clock.now());
    let mut count = 0;
    for said in said::live(&app.db, worker.desk(), BATCH).await? {
        let tick = tick(worker, &said)?;
        let is_news = tick.rank() > said.rank;
        if is_news {
            if !worker.permits() {
                return Ok(count);
            }
            let thread = Thread { id: said.thread.clone(), channel: String::new() };
            let told = worker.way.mark(&thread, &said.remote, &tick).await;
            if let Err(trouble) = worker.heed(told).await?
                && trouble.is_outage()
            {
                return Ok(count);
            }
            count += 1;
        }
        let is_live = !is_settled(&tick, &said, now);
        if is_news || !is_live {
            note(worker, &said, (tick.rank().max(said.rank), is_live)).await?;
        }
    }
    Ok(count)
}

async fn note(worker: &Worker, said: &Said, how: (i64, bool)) -> Result<()> {
    let (desk, said) = (worker.desk(), said.clone());
    let noted = worker.app.db.write(move |tx| {
        Box::pin(async move { said::told(tx, (&said.creditor, desk, &said.remote), how).await })
    });
    Ok(noted.await?)
}

fn tick(worker: &Worker, said: &Said) -> Result<Tick> {
    if let Some(why) = &said.why {
        return Ok(Tick::Failed(why.clone()));
    }
    if said.failure.is_some() {
        return Ok(Tick::Failed(telling::tell(&worker.app, "bridge-undelivered", &[])?));
    }
    Ok(match (said.read_at, said.delivered_at, said.sent_at) {
        (Some(_), _, _) => Tick::Read,
        (None, Some(_), _) => Tick::Delivered,
        (None, None, Some(_)) => Tick::Sent,
        (None, None, None) => Tick::Waiting,
    })
}

/// True where nothing more will come of a message.
fn is_settled(tick: &Tick, said: &Said, now: DateTime<Utc>) -> bool {
    matches!(tick, Tick::Read | Tick::Failed(_)) || now - said.at > OLD
}
