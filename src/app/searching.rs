//! Makes what was said searchable, a little after it was said.
//!
//! A pass begins a little before the last change that was looked at, since a change may be older than
//! its commit; what is searchable already is found to be so and left alone. Nobody waits for the words,
//! so between two pages a pass rests longer than it worked: under load turns go first.

use chrono::{DateTime, TimeDelta, Utc};

use super::{App, Result};
use crate::clock::Stopwatch;
use crate::domain::dialogue::choice::fold;
use crate::store;
use crate::store::searchable::{self, Behind, Words};
use crate::store::views::desk::live::creditors;

/// How far behind the last change a pass begins: no turn is longer on its way from its time to its
/// commit than its lease.
const OVERLAP: TimeDelta = TimeDelta::seconds(30);

/// Conversations that are looked at together.
const PAGE: u32 = 200;

/// Messages that are made searchable together.
const MOST: u32 = 1000;

/// The longest text whose words are kept.
const LONGEST: usize = 10_000;

/// How much longer than a page took is rested before the next.
const REST: u32 = 3;

/// Makes searchable what was said since the last pass; tells how much that was.
///
/// # Errors
/// When the database refuses.
pub async fn pass(app: &App) -> Result<usize> {
    let mut made = 0;
    for creditor in creditors(&app.db).await? {
        let known = searchable::cursor(&app.db, &creditor).await?;
        let begins = known.map_or(DateTime::<Utc>::UNIX_EPOCH, |known| known - OVERLAP);
        let mut after = (begins, String::new());
        loop {
            let began = Stopwatch::start();
            let behind = searchable::behind(&app.db, &creditor, (after.0, &after.1), PAGE).await?;
            let Some(last) = behind.last() else { break };
            let news = words(app, &creditor, &behind).await?;
            let count = news.len();
            // A page of which more was said than is taken at once is looked at once more.
            if count < MOST as usize {
                after = (last.changed_at, last.id.clone());
            }
            made += count;
            if count > 0 || known.is_none_or(|known| known < after.0) {
                keep(app, &creditor, (news, after.0)).await?;
            }
            tokio::time::sleep(began.elapsed() * REST).await;
        }
    }
    Ok(made)
}

/// The folded words of conversations that cannot be searched yet.
async fn words(app: &App, creditor: &str, behind: &[Behind]) -> Result<Vec<Words>> {
    let open: Vec<(&str, Option<i64>)> = behind
        .iter()
        .filter(|it| it.until.is_none_or(|until| until < it.messages))
        .map(|it| (it.id.as_str(), it.until))
        .collect();
    let mut words = searchable::words(&app.db, creditor, &open, MOST).await?;
    for it in &mut words {
        let text: String = it.text.chars().take(LONGEST).collect();
        it.text = fold(&text);
    }
    Ok(words)
}

async fn keep(app: &App, creditor: &str, (news, until): (Vec<Words>, DateTime<Utc>)) -> Result<()> {
    let creditor = creditor.to_owned();
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                searchable::add_all(tx, &creditor, news).await?;
                searchable::advance(tx, &creditor, until).await?;
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(())
}
