//! One entry of a conversation's log, in words: a message, a note, or something that happened.

use std::collections::HashMap;

use chrono::{DateTime, Utc};

use crate::domain::dialogue::event::Media;
use crate::domain::dialogue::file::shown;
use crate::domain::dialogue::text::{Args, Attachment, Value};
use crate::store::views::desk::talk::{Noted, Said};
use crate::store::views::{Enclosure, Sender};
use crate::web::desk::moments;
use crate::web::texts::Texts;

/// One entry, as the page shows it.
pub struct Bubble {
    /// Names it on the page.
    pub id: String,
    /// Its place among the messages; 0 for what is none.
    pub seq: i64,
    /// Who speaks: `customer`, `bot`, `agent` or `note`.
    pub kind: &'static str,
    /// The same in words.
    pub who: String,
    /// When, for the order.
    pub at: DateTime<Utc>,
    /// The day, in words.
    pub day: String,
    /// True for the first of its day.
    pub begins_day: bool,
    /// The hour.
    pub time: String,
    /// When, whole.
    pub moment: String,
    /// When, for machines.
    pub iso: String,
    /// The words.
    pub text: String,
    /// What could be chosen, as the customer saw it.
    pub options: Vec<String>,
    /// What went with it, in words.
    pub enclosed: Vec<Enclosed>,
    /// How its delivery went: a code for the looks, and words; empty for what is not delivered.
    pub tick: (&'static str, String),
    /// Why it could not be delivered.
    pub trouble: String,
    /// The place to send it again by; empty where it cannot be.
    pub again: String,
    /// The step of the flow that said it.
    pub step: String,
}

/// What went with a message.
pub struct Enclosed {
    /// What it is, in words.
    pub label: String,
    /// A code to copy; empty where there is none.
    pub code: String,
    /// The file to fetch, by its id; empty where there is none.
    pub file: String,
}

/// Puts messages and notes into one order, each day told apart.
pub fn log(
    t: &Texts,
    said: Vec<Said>,
    notes: Vec<Noted>,
    steps: &HashMap<i64, String>,
) -> Vec<Bubble> {
    let said = said.into_iter().map(|said| message(t, said, steps));
    let notes = notes.into_iter().map(|noted| note(t, noted));
    let mut all: Vec<Bubble> = said.chain(notes).collect();
    all.sort_by_key(|bubble| bubble.at);
    let mut before = String::new();
    for bubble in &mut all {
        bubble.begins_day = bubble.day != before;
        before.clone_from(&bubble.day);
    }
    all
}

fn message(t: &Texts, said: Said, steps: &HashMap<i64, String>) -> Bubble {
    let (kind, who) = match said.from {
        Sender::Customer => ("customer", t.say("web-desk-says-customer")),
        Sender::Bot => ("bot", t.say("web-desk-says-bot")),
        Sender::Agent => {
            let name = said.author.clone().filter(|name| !name.is_empty());
            ("agent", name.unwrap_or_else(|| t.say("web-desk-says-agent")))
        }
    };
    let step = if kind == "bot" { steps.get(&said.turn).cloned() } else { None };
    let is_dead = said.failure.is_some() && said.delivered_at.is_none();
    Bubble {
        id: format!("msg-{}", said.seq),
        seq: said.seq,
        kind,
        who,
        at: said.at,
        day: moments::day(t, said.at),
        begins_day: false,
        time: moments::hour(t, said.at),
        moment: moments::whole(t, said.at),
        iso: said.at.to_rfc3339(),
        tick: tick(t, &said),
        trouble: trouble(t, &said),
        again: if is_dead && kind == "agent" { said.seq.to_string() } else { String::new() },
        options: said.options.into_iter().map(|it| it.label).collect(),
        enclosed: said.attachments.into_iter().map(|it| enclosed(t, it)).collect(),
        text: said.text,
        step: step.unwrap_or_default(),
    }
}

fn note(t: &Texts, noted: Noted) -> Bubble {
    let kind = t.say_of("web-desk-note-kind", "kind", &noted.kind);
    Bubble {
        id: format!("note-{}", noted.id),
        seq: 0,
        kind: "note",
        who: format!("{kind} · {}", noted.name),
        at: noted.at,
        day: moments::day(t, noted.at),
        begins_day: false,
        time: moments::hour(t, noted.at),
        moment: moments::whole(t, noted.at),
        iso: noted.at.to_rfc3339(),
        text: noted.text,
        options: Vec::new(),
        enclosed: Vec::new(),
        tick: ("", String::new()),
        trouble: String::new(),
        again: String::new(),
        step: String::new(),
    }
}

/// How the delivery of a message of ours went; it only ever goes forward.
fn tick(t: &Texts, said: &Said) -> (&'static str, String) {
    let (code, key) = match said {
        Said { from: Sender::Customer, .. } => return ("", String::new()),
        Said { read_at: Some(_), .. } => ("read", "web-desk-tick-read"),
        Said { delivered_at: Some(_), .. } => ("delivered", "web-desk-tick-delivered"),
        Said { failure: Some(_), .. } => ("failed", "web-desk-tick-failed"),
        Said { sent_at: Some(_), .. } => ("sent", "web-desk-tick-sent"),
        Said { .. } => ("waiting", "web-desk-tick-waiting"),
    };
    (code, t.say(key))
}

fn trouble(t: &Texts, said: &Said) -> String {
    let is_there = said.delivered_at.is_some() || said.read_at.is_some();
    match said.failure.as_deref().filter(|_| !is_there) {
        Some(code) => why(t, code),
        None => String::new(),
    }
}

/// Why something did not arrive. A number is no name of a variant: it goes with a letter before it.
fn why(t: &Texts, code: &str) -> String {
    let is_number = code.bytes().all(|byte| byte.is_ascii_digit());
    let name = if is_number { format!("n{code}") } else { code.to_owned() };
    let values = [("code", name), ("number", code.to_owned())];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
    t.tell("web-desk-failure", &Args::from(values))
}

fn enclosed(t: &Texts, it: Enclosure) -> Enclosed {
    match it {
        Enclosure::Ours(Attachment::Pix { code, .. }) => {
            Enclosed { label: t.say("web-desk-enclosed-pix"), code, file: String::new() }
        }
        Enclosure::Ours(Attachment::Boleto { line }) => {
            Enclosed { label: t.say("web-desk-enclosed-boleto"), code: line, file: String::new() }
        }
        Enclosure::Ours(Attachment::File(file)) => {
            Enclosed { label: file.name, code: String::new(), file: file.id.to_string() }
        }
        Enclosure::Theirs { kind, name } => {
            let name = name.map(|name| shown(&name)).filter(|name| !name.is_empty());
            let kind = t.say_of("web-media", "kind", media(kind));
            let label = name.map_or_else(|| kind.clone(), |name| format!("{kind}: {name}"));
            Enclosed { label, code: String::new(), file: String::new() }
        }
    }
}

const fn media(kind: Media) -> &'static str {
    match kind {
        Media::Image => "image",
        Media::Audio => "audio",
        Media::Video => "video",
        Media::Document => "document",
        Media::Sticker => "sticker",
        Media::Location => "location",
        Media::Contact => "contact",
        Media::Edited => "edited",
        Media::Other => "other",
    }
}
