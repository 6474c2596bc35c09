//! What providers told and nobody could read: by channel and reason, and read again by a mended program.
//!
//! Nothing of it is shown as it came: words, names and numbers of people are in it. How a channel is
//! read is told by who asks, for no use case knows a provider.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::act::act;
use super::{Error, Refused};
use crate::app::App;
use crate::app::arrivals::{self, Came};
use crate::domain::access::{Right, Who};
use crate::domain::channel::{Arrival, Body, Heard};
use crate::store::contact::{self, Account};
use crate::store::many::meet;
use crate::store::{Tx, creditor, stray};

pub use crate::store::stray::Stray;

/// The most that is read again at once, creditor by creditor.
const AT_ONCE: u32 = 200;

/// The most that is shown of a list.
const SHOWN: usize = 3;

/// The largest of which anything is shown, in bytes.
const LARGEST: usize = 64 * 1024;

/// How many letters a word may have that is shown as it came.
const LETTERS: usize = 40;

/// The fields that hold words of providers and never of people.
const PROVIDERS: [&str; 6] = ["object", "field", "type", "event", "status", "messaging_product"];

/// Why something is not read again, whatever the program learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stays {
    /// It was said in a group or by another bot, where no debt is talked of.
    Elsewhere,
    /// Whoever wrote it was told that it cannot be read.
    Answered,
    /// It was broken when it came, or is of another product.
    Broken,
    /// It came before enough was kept with it.
    Older,
}

/// What nobody could read at a channel for a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// The channel.
    pub channel: String,
    /// A code of why.
    pub why: String,
    /// How much there is.
    pub count: i64,
    /// When the first came.
    pub first: DateTime<Utc>,
    /// When the last came.
    pub last: DateTime<Utc>,
    /// How the last is built, with nothing of anybody in it; none where it is nothing that can be shown.
    pub look: Option<String>,
    /// Why it is not read again; none where it may be.
    pub stays: Option<Stays>,
}

/// What came of reading again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// What was read, and is worked now.
    pub read: usize,
    /// What still cannot be read.
    pub still: usize,
    /// What was left, for its customer went on talking since.
    pub late: usize,
}

impl Stays {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Elsewhere => "elsewhere",
            Self::Answered => "answered",
            Self::Broken => "broken",
            Self::Older => "older",
        }
    }

    fn of(why: &str, placed: i64) -> Option<Self> {
        match why {
            "group" | "not-private" | "from-a-bot" => Some(Self::Elsewhere),
            "unknown-message" => Some(Self::Answered),
            "not-json" | "not-whatsapp" => Some(Self::Broken),
            _ if placed == 0 => Some(Self::Older),
            _ => None,
        }
    }
}

/// What nobody could read of the creditors whom somebody sees, what there is most of first.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn groups(app: &App, who: &Who) -> Result<Vec<Alike>, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let mut groups: BTreeMap<(String, String), (Alike, i64)> = BTreeMap::new();
    for creditor in seen(app, who).await? {
        for found in stray::alike(&app.db, &creditor).await? {
            let place = (creditor.as_str(), found.channel.as_str(), found.why.as_str());
            let last = stray::latest(&app.db, place, 1).await?.pop();
            let look = last.and_then(|last| look(&last.raw));
            let key = (found.channel.clone(), found.why.clone());
            let (group, placed) = groups.entry(key).or_insert_with(|| {
                let stray::Alike { channel, why, first, last, .. } = found.clone();
                (Alike { channel, why, count: 0, first, last, look: None, stays: None }, 0)
            });
            group.count += found.count;
            group.look = if found.last >= group.last { look } else { group.look.take() };
            group.first = group.first.min(found.first);
            group.last = group.last.max(found.last);
            *placed += found.placed;
        }
    }
    let settled =
        |(group, placed): (Alike, i64)| Alike { stays: Stays::of(&group.why, placed), ..group };
    let mut groups: Vec<Alike> = groups.into_values().map(settled).collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.count, group.last)));
    Ok(groups)
}

/// Reads again what nobody could read at a channel for a reason, with `read`: what can be read now is
/// taken in as if it came now, all else stays.
///
/// # Errors
/// [`Refused::Right`], [`Refused::Unknown`] where there is nothing of the kind; or when the database
/// refuses.
pub async fn again(
    app: &App,
    who: &Who,
    (channel, why): (&str, &str),
    read: impl Fn(&Stray) -> Vec<Arrival>,
) -> Result<Done, Error> {
    let mut found = Vec::new();
    if Stays::of(why, 1).is_none() {
        for creditor in seen(app, who).await? {
            found.extend(stray::latest(&app.db, (&creditor, channel, why), AT_ONCE).await?);
        }
    }
    let placed = found.into_iter().filter(|stray| !stray.account.is_empty());
    let found: Vec<(Stray, Vec<Arrival>)> = placed
        .map(|stray| {
            let arrivals = read(&stray);
            (stray, arrivals)
        })
        .collect();
    let done = act(app, (who, Right::ReadTuning, why), move |acting, tx| {
        Box::pin(async move {
            if !acting.who.may(Right::Draft) {
                return Err(Refused::Right.into());
            }
            if found.is_empty() {
                return Err(Refused::Unknown.into());
            }
            let mut done = Done::default();
            // The oldest first, as they came.
            for (stray, arrivals) in found.into_iter().rev() {
                if arrivals.is_empty()
                    || arrivals.iter().any(|it| matches!(it.body, Body::Stray(_)))
                {
                    done.still += 1;
                } else if is_late(tx, &stray, &arrivals).await? {
                    done.late += 1;
                } else if stray::forget(tx, &stray).await? {
                    let told = |arrival| Came::Told(account(&stray), arrival);
                    let came: Vec<Came> = arrivals.into_iter().map(told).collect();
                    arrivals::keep(tx, &came.iter().collect::<Vec<_>>(), acting.now).await?;
                    let detail = format!("channel={};why={}", stray.channel, stray.why);
                    let what = ("read-again", stray.creditor.as_str());
                    acting.note_of(tx, what, (&stray.external_id, detail));
                    done.read += 1;
                }
            }
            Ok(done)
        })
    })
    .await?;
    app.signals.inbox.notify_one();
    Ok(done)
}

/// The creditors whom somebody sees as a whole.
async fn seen(app: &App, who: &Who) -> Result<Vec<String>, Error> {
    let all = creditor::all(&app.db).await?.into_iter().map(|creditor| creditor.id);
    Ok(all.filter(|id| who.sees(id, None)).collect())
}

fn account(stray: &Stray) -> Account {
    Account {
        creditor: stray.creditor.clone(),
        channel: stray.channel.clone(),
        account: stray.account.clone(),
    }
}

/// True where a customer did something since: an answer would be out of place.
async fn is_late(tx: &mut Tx, stray: &Stray, arrivals: &[Arrival]) -> Result<bool, Error> {
    let heard = |arrival: &Arrival| match &arrival.body {
        Body::Heard(heard) => Some(Heard::clone(heard)),
        Body::Receipt(_) | Body::Change(_) | Body::Notice(_) | Body::Stray(_) => None,
    };
    let account = account(stray);
    for heard in arrivals.iter().filter_map(heard) {
        for line in meet::find(tx, &[(&account, &heard.who)]).await? {
            let known = contact::find(&mut *tx, &stray.creditor, &line).await?;
            if known.is_some_and(|it| it.heard_at.is_some_and(|last| last > heard.at)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// How something is built, without anything of anybody: fields, and words that providers alone write.
fn look(raw: &str) -> Option<String> {
    if raw.len() > LARGEST {
        return None;
    }
    let value: Value = serde_json::from_str(raw).ok()?;
    serde_json::to_string_pretty(&masked(value, "")).ok()
}

fn masked(value: Value, field: &str) -> Value {
    match value {
        Value::Null | Value::Bool(_) => value,
        Value::Number(_) if field == "code" => value,
        Value::Number(_) => Value::from(0),
        Value::String(text) if PROVIDERS.contains(&field) && is_word(&text) => Value::String(text),
        Value::String(_) => Value::from("…"),
        Value::Array(list) => {
            list.into_iter().take(SHOWN).map(|value| masked(value, field)).collect()
        }
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let name = if is_word(&name) { name } else { "…".to_owned() };
                let value = masked(value, &name);
                (name, value)
            });
            Value::Object(fields.collect::<Map<_, _>>())
        }
    }
}

/// True for a word as programs write them.
fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= LETTERS
        && text.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_shows_how_it_is_built_and_nothing_of_anybody() {
        let raw = r#"{"object":"whatsapp_business_account","entry":[{"id":"8812","changes":[{
            "field":"messages","value":{"metadata":{"phone_number_id":"99"},"messages":[{
            "from":"5511987654321","id":"wamid.A","type":"hologram","timestamp":"1700000000",
            "hologram":{"body":"minha dívida","5511987654321":true,"code":131},"n":7,
            "status":"Maria Silva"}]}}]}]}"#;

        let look = look(raw).expect("a look");

        for kept in ["hologram", "phone_number_id", "messages", "131"] {
            assert!(look.contains(kept), "{kept}: {look}");
        }
        for gone in ["8812", "99", "55119", "wamid", "dívida", "Maria", "1700000000", "7"] {
            assert!(!look.contains(gone), "{gone}: {look}");
        }
    }

    #[test]
    fn what_is_no_json_or_too_large_is_not_shown() {
        assert_eq!(look("Maria {"), None);
        assert_eq!(look(&format!("[{}0]", "0,".repeat(LARGEST))), None);
    }
}
