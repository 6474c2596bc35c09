//! Makes what was said searchable, a little after it was said.
//!
//! A pass begins a little before the last change that was looked at, since a change may be older than
//! its commit; what is searchable already is found to be so and left alone. Nobody waits for the words,
//! so that whoever has it done may rest or stop between two pages.

use std::vec;

use chrono::{DateTime, TimeDelta, Utc};

use super::{App, Result};
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

/// A pass over what was said since the last one, page by page.
#[derive(Debug)]
pub struct Pass {
    creditors: vec::IntoIter<String>,
    on: Option<On>,
}

/// The creditor that a pass is on.
#[derive(Debug)]
struct On {
    creditor: String,
    /// Until when its changes were looked at before.
    known: Option<DateTime<Utc>>,
    /// The last change that was looked at, and its conversation.
    after: (DateTime<Utc>, String),
}

impl Pass {
    /// Begins a pass.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn begin(app: &App) -> Result<Self> {
        Ok(Self { creditors: creditors(&app.db).await?.into_iter(), on: None })
    }

    /// Makes a page searchable; tells how much that was, and nothing once the pass is over.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn page(&mut self, app: &App) -> Result<Option<usize>> {
        loop {
            let mut on = match self.on.take() {
                Some(on) => on,
                None => match self.creditors.next() {
                    Some(creditor) => On::begin(app, creditor).await?,
                    None => return Ok(None),
                },
            };
            if let Some(made) = on.page(app).await? {
                self.on = Some(on);
                return Ok(Some(made));
            }
        }
    }
}

impl On {
    async fn begin(app: &App, creditor: String) -> Result<Self> {
        let known = searchable::cursor(&app.db, &creditor).await?;
        let begins = known.map_or(DateTime::<Utc>::UNIX_EPOCH, |known| known - OVERLAP);
        Ok(Self { creditor, known, after: (begins, String::new()) })
    }

    async fn page(&mut self, app: &App) -> Result<Option<usize>> {
        let after = (self.after.0, self.after.1.as_str());
        let behind = searchable::behind(&app.db, &self.creditor, after, PAGE).await?;
        let Some(last) = behind.last() else { return Ok(None) };
        let news = words(app, &self.creditor, &behind).await?;
        let count = news.len();
        // A page of which more was said than is taken at once is looked at once more.
        if count < MOST as usize {
            self.after = (last.changed_at, last.id.clone());
        }
        if count > 0 || self.known.is_none_or(|known| known < self.after.0) {
            keep(app, &self.creditor, (news, self.after.0)).await?;
        }
        Ok(Some(count))
    }
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
