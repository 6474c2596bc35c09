//! What a customer's doing at a channel means to the dialogue.

use chrono::TimeDelta;

use super::Visit;
use crate::app::{App, Result, facts};
use crate::domain::channel::{TELEGRAM, What, token};
use crate::domain::dialogue::choice::fold;
use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::text::Args;
use crate::domain::id::Id;
use crate::domain::understanding::{Expectation, Intent};
use crate::store::Tx;
use crate::store::binding::{self, Standing};
use crate::store::inbox::Incoming;
use crate::store::message::{self, Choice};

/// For how long it is not said again that something cannot be read.
const UNREAD: TimeDelta = TimeDelta::hours(24);

/// The messages of ours among which a tapped button is looked for.
const LOOKED_BACK: i64 = 60;

/// The words that are shown for beginning to talk.
const START: &str = "command-start";

/// What it means; none where it needs no answer.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    visit: Visit<'_>,
    tx: &mut Tx,
    standing: &mut Standing,
    conversation: &Id,
) -> Result<Option<Incoming>> {
    Ok(match &visit.heard.what {
        What::Text { text } => Some(Incoming::Text { text: words(visit, text) }),
        What::Tapped { token, label } => {
            Some(tapped(visit, tx, conversation, (token, label.as_deref())).await?)
        }
        What::Media { media, name, caption, .. } => match caption {
            Some(text) if !text.trim().is_empty() => Some(captioned(*media, name.as_deref(), text)),
            Some(_) | None => Some(Incoming::Media { media: *media, name: name.clone() }),
        },
        // Whose it is, is known by now; in the middle of a talk the question stands.
        What::OwnPhone { .. } | What::Started { .. } => Some(start(visit)),
        What::Unsupported { .. } => unread(visit, tx, standing).await?,
        What::Edited => Some(Incoming::Media { media: Media::Edited, name: None }),
        What::Reacted | What::Blocked | What::Unblocked => None,
    })
}

/// Words beside a file: the file may be a proof, but of other media only the words are of use.
fn captioned(media: Media, name: Option<&str>, text: &str) -> Incoming {
    let (name, text) = (name.map(str::to_owned), text.to_owned());
    match media {
        Media::Image | Media::Document => Incoming::Captioned { media, name, text },
        Media::Audio
        | Media::Video
        | Media::Sticker
        | Media::Location
        | Media::Contact
        | Media::Edited
        | Media::Other => Incoming::Text { text },
    }
}

/// Somebody comes without a word of their own: to begin, or to go on with what was asked.
pub fn start(visit: Visit<'_>) -> Incoming {
    Incoming::Again { shown: known(visit, START).unwrap_or_default() }
}

/// What somebody wrote; a command of a channel's menu is the words that it stands for.
pub fn words(visit: Visit<'_>, text: &str) -> String {
    let command = text.trim().strip_prefix('/').filter(|_| visit.entry.new.channel == TELEGRAM);
    let Some(command) = command else { return text.to_owned() };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    let name = name.split('@').next().unwrap_or_default();
    let key = format!("command-{}", fold(name));
    match known(visit, &key) {
        Some(words) if rest.trim().is_empty() => words,
        Some(words) => format!("{words} {}", rest.trim()),
        None => command.to_owned(),
    }
}

fn known(visit: Visit<'_>, key: &str) -> Option<String> {
    let catalog = &visit.app.words();
    if catalog.has(key) { catalog.render(key, &Args::new()).ok() } else { None }
}

/// What no channel can show is told once to be so, not each time.
async fn unread(
    visit: Visit<'_>,
    tx: &mut Tx,
    standing: &mut Standing,
) -> Result<Option<Incoming>> {
    let before = standing.memory.unread_at;
    if before.is_some_and(|before| visit.now - before < UNREAD) {
        return Ok(None);
    }
    standing.memory.unread_at = Some(visit.now);
    binding::save(tx, standing).await?;
    Ok(Some(Incoming::Media { media: Media::Other, name: None }))
}

/// What a tap means: a choice that is offered now; else the words of the button, where these can be
/// no answer to what is asked now; else nothing any more.
async fn tapped(
    visit: Visit<'_>,
    tx: &mut Tx,
    conversation: &Id,
    (given, label): (&str, Option<&str>),
) -> Result<Incoming> {
    let creditor = visit.entry.new.creditor.as_str();
    let offers = message::offers(tx, creditor, conversation, LOOKED_BACK).await?;
    let mut stood = label.map(str::to_owned);
    for (place, (message, choices)) in offers.iter().enumerate() {
        let meant = choices.iter().find(|choice| token::token(message, &choice.id) == given);
        match meant {
            Some(choice) if place == 0 => {
                return Ok(Incoming::Choice { choice: choice.id.clone() });
            }
            Some(choice) => {
                stood = Some(choice.label.clone());
                break;
            }
            None => {}
        }
    }
    let now: &[Choice] = offers.first().map_or(&[], |(_, choices)| choices);
    Ok(match stood.filter(|label| !label.trim().is_empty()) {
        Some(label) if !may_answer(visit, &label, now) => Incoming::Text { text: label },
        Some(label) => Incoming::Passed { label },
        None => Incoming::Passed { label: String::new() },
    })
}

/// True where words of an old button could be taken for an answer to what is asked now.
fn may_answer(visit: Visit<'_>, label: &str, now: &[Choice]) -> bool {
    let App { reader, calendar, .. } = visit.app;
    let today = facts::day_in_brazil(visit.now);
    let reading = reader.read(label, Expectation::Consent, today, calendar);
    let small = [Intent::Affirm, Intent::Deny, Intent::Acknowledge];
    now.iter().any(|choice| fold(&choice.label) == fold(label))
        || reading.is_yes()
        || reading.is_no()
        || small.contains(&reading.intent)
}
