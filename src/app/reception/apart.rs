//! One number, several customers: who of them is there, asked without a word about any of them.
//!
//! Part of what is on file tells them apart, and only what fits exactly one of them. The dialogue
//! still asks for its own proof. Such a number is nobody's for long: after a silence it is asked
//! again, for another of them may hold the phone.

use chrono::{DateTime, TimeDelta, Utc};

use super::stranger::{self, Saying};
use super::{Met, Visit, bind, meaning};
use crate::app::{Result, facts};
use crate::domain::channel::What;
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::proof::proves;
use crate::domain::understanding::{Expectation, Reading};
use crate::store::binding::{self, Standing};
use crate::store::consent::How;
use crate::store::{Tx, alert, customer};

/// Silence after which it is asked again who is there.
const SILENCE: TimeDelta = TimeDelta::hours(8);

/// Wrong answers after which nothing is asked any more.
const TRIES: u32 = 3;

/// True where it is to be asked who is there, although somebody was known to be.
pub fn is_due(standing: &Standing, now: DateTime<Utc>) -> bool {
    let shared = !standing.memory.candidates.is_empty();
    shared && standing.memory.spoke_at.is_none_or(|spoke| now - spoke >= SILENCE)
}

/// Notes that whoever is at a shared number spoke.
///
/// # Errors
/// When the database refuses.
pub async fn spoke(tx: &mut Tx, standing: &mut Standing, now: DateTime<Utc>) -> Result<()> {
    if standing.memory.candidates.is_empty() {
        return Ok(());
    }
    standing.memory.spoke_at = Some(now);
    Ok(binding::save(tx, standing).await?)
}

/// Asks who is there, or hears who it is.
///
/// # Errors
/// When the database refuses.
pub async fn answer(
    visit: Visit<'_>,
    tx: &mut Tx,
    mut standing: Standing,
    candidates: Vec<String>,
) -> Result<Met> {
    // Whoever was there before may be another of them now: nothing goes to the old talk meanwhile.
    standing.customer = None;
    standing.conversation = None;
    let asked = standing.memory.candidates == candidates && standing.memory.asked;
    standing.memory.candidates = candidates;
    if standing.memory.tries >= TRIES {
        return stranger::say(visit, tx, standing, Saying::Elsewhere).await;
    }
    let Some(reading) = read(visit).filter(|_| asked) else {
        return stranger::heard_or(visit, tx, standing, Saying::Which).await;
    };
    match proved(tx, &standing, &reading).await?.as_slice() {
        [None] => stranger::heard_or(visit, tx, standing, Saying::Which).await,
        [Some(one)] => {
            standing.memory.tries = 0;
            standing.memory.asked = false;
            standing.memory.spoke_at = Some(visit.now);
            let conversation = bind(visit, tx, &mut standing, (one, How::Wrote)).await?;
            Ok(Some((conversation, meaning::start(visit))))
        }
        _none_or_several => {
            standing.memory.tries += 1;
            if standing.memory.tries >= TRIES {
                let (creditor, line) = (&standing.account.creditor, standing.line.to_string());
                let what = ("contact", line.as_str(), "not-told-apart");
                alert::raise(tx, creditor, what, visit.now).await?;
                return stranger::say(visit, tx, standing, Saying::Elsewhere).await;
            }
            stranger::say(visit, tx, standing, Saying::WhichAgain).await
        }
    }
}

/// The words as an answer to who is there.
fn read(visit: Visit<'_>) -> Option<Reading> {
    let text = match &visit.heard.what {
        What::Text { text } => text,
        What::Media { caption: Some(text), media, .. } if *media != Media::Contact => text,
        What::Media { .. }
        | What::Tapped { .. }
        | What::OwnPhone { .. }
        | What::Started { .. }
        | What::Reacted
        | What::Edited
        | What::Blocked
        | What::Unblocked
        | What::Unsupported { .. } => return None,
    };
    let today = facts::day_in_brazil(visit.now);
    Some(visit.app.reader.read(text, Expectation::Identity, today, &visit.app.calendar))
}

/// The customers whose data a message names: `[None]` where it names no data at all.
async fn proved(
    tx: &mut Tx,
    standing: &Standing,
    reading: &Reading,
) -> Result<Vec<Option<String>>> {
    let (mut named, mut proved) = (false, Vec::new());
    for id in &standing.memory.candidates {
        let found = customer::find(&mut *tx, &standing.account.creditor, id).await?;
        let Some(customer) = found else { continue };
        let proofs: Vec<bool> =
            reading.values().filter_map(|value| proves(&customer, value)).collect();
        named |= !proofs.is_empty();
        if proofs.contains(&true) {
            proved.push(Some(id.clone()));
        }
    }
    Ok(if named { proved } else { vec![None] })
}
