//! Makes what was said searchable, a little after it was said.
//!
//! A pass begins a little before the last change that was looked at, since a change may be older than
//! its commit; what is searchable already is found to be so and left alone.

use chrono::{DateTime, TimeDelta, Utc};

use super::{App, Result};
use crate::domain::dialogue::choice::fold;
use crate::store::views::desk::live::creditors;
use crate::store::{self, searchable};

/// How far behind the last change a pass begins.
const OVERLAP: TimeDelta = TimeDelta::seconds(90);

/// Conversations that are looked at together.
const PAGE: u32 = 200;

/// The longest text whose words are kept.
const LONGEST: usize = 10_000;

/// One thing to be made searchable: the conversation, the place in it, the folded words.
type New = (String, i64, String);

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
            let behind = searchable::behind(&app.db, &creditor, (after.0, &after.1), PAGE).await?;
            let Some(last) = behind.last() else { break };
            after = (last.changed_at, last.id.clone());
            let mut news = Vec::new();
            for one in behind.iter().filter(|it| it.until.is_none_or(|until| until < it.messages)) {
                news.extend(words(app, &creditor, one).await?);
            }
            made += news.len();
            if !news.is_empty() || known.is_none_or(|known| known < after.0) {
                keep(app, &creditor, (news, after.0)).await?;
            }
        }
    }
    Ok(made)
}

/// The words of a conversation that cannot be searched yet.
async fn words(app: &App, creditor: &str, of: &searchable::Behind) -> Result<Vec<New>> {
    let found = searchable::words(&app.db, (creditor, &of.id), of.until).await?;
    let folded = |it: searchable::Words| {
        let text: String = it.text.chars().take(LONGEST).collect();
        (of.id.clone(), it.seq, fold(&text))
    };
    Ok(found.into_iter().map(folded).collect())
}

async fn keep(app: &App, creditor: &str, (news, until): (Vec<New>, DateTime<Utc>)) -> Result<()> {
    let creditor = creditor.to_owned();
    app.db
        .write_aside(move |tx| {
            Box::pin(async move {
                for (conversation, seq, folded) in &news {
                    searchable::add(tx, (&creditor, conversation), *seq, folded).await?;
                }
                searchable::advance(tx, &creditor, until).await?;
                Ok::<_, store::Error>(())
            })
        })
        .await?;
    Ok(())
}
