//! Plays a transcript line by line and writes it again with what is said now.

use crate::domain::dialogue::event::{Event, GO_ON, Media, PASSED};
use crate::domain::dialogue::{Trace, match_choice};
use crate::domain::money::Money;
use crate::domain::simulation::{Outgoing, World};
use chrono::{NaiveDateTime, TimeDelta, TimeZone};

use super::fault::{Fault, Kind, Why, Word};
use super::stage::{self, Header};
use super::{Bench, Played, desk, facts};

/// What may happen beside what people at the desk do with money.
const EVENTS: [&str; 9] =
    ["paid", "media", "agent", "fail", "return", "old", "again", "switch", "outreach"];

/// What may be sent that is no text.
const MEDIA: [&str; 9] =
    ["image", "audio", "video", "document", "sticker", "location", "contact", "edited", "other"];

/// Why a message is not delivered where a transcript does not say: what WhatsApp answers for a number
/// that takes none.
const NOT_DELIVERED: &str = "131026";

/// Plays a transcript: the same text where it says what is said.
pub(super) fn play(bench: &Bench, written: &str) -> Result<Played, Fault> {
    let mut player = Player {
        bench,
        at: 0,
        header: Header::default(),
        world: None,
        text: String::new(),
        trace: Vec::new(),
        turns: Vec::new(),
        unsaid: Vec::new(),
    };
    for line in written.lines() {
        player.at += 1;
        player.line(line)?;
    }
    let Player { text, trace, turns, unsaid, .. } = player;
    Ok(Played { text, trace, turns, unsaid })
}

struct Player<'b> {
    bench: &'b Bench,
    /// The line that is read, from 1.
    at: usize,
    header: Header,
    world: Option<World>,
    text: String,
    trace: Vec<Trace>,
    turns: Vec<Vec<Trace>>,
    unsaid: Vec<Fault>,
}

impl Player<'_> {
    fn line(&mut self, line: &str) -> Result<(), Fault> {
        let at = self.at;
        let Some(kind) = line.chars().next() else {
            self.keep("");
            return Ok(());
        };
        let rest = line.get(1..).unwrap_or_default().trim();
        match kind {
            '<' | '|' => {}
            '#' => {
                self.keep(line);
                self.heading(rest);
            }
            '@' => {
                self.keep(line);
                self.time(rest)?;
            }
            '>' => {
                self.keep(line);
                let out = self.customer(rest).map_err(|why| why.at(at))?;
                self.show(&out);
            }
            '!' => {
                self.keep(line);
                let out = self.event(rest).map_err(|why| why.at(at))?;
                self.show(&out);
            }
            '=' => self.state(rest).map_err(|why| why.at(at))?,
            _ => return Err(Why::Line(line.to_owned()).at(at)),
        }
        Ok(())
    }

    fn keep(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn show(&mut self, out: &[Outgoing]) {
        let locale = self.world.as_ref().and_then(|world| world.facts().language());
        for outgoing in out {
            let (text, unsaid) = self.bench.shown(outgoing, locale);
            self.text.push_str(&text);
            self.unsaid.extend(unsaid.into_iter().map(|key| Why::Unsaid(key).at(self.at)));
        }
        let turn: Vec<Trace> =
            self.world.iter().flat_map(|world| world.trace().iter().cloned()).collect();
        self.trace.extend(turn.iter().cloned());
        self.turns.push(turn);
    }

    fn heading(&mut self, rest: &str) {
        self.header.read(rest, self.at);
    }

    fn world(&mut self) -> Result<&mut World, Why> {
        self.world.as_mut().ok_or(Why::Early)
    }

    fn time(&mut self, rest: &str) -> Result<(), Fault> {
        let at = self.at;
        let unknown = || Why::Moment(rest.to_owned()).at(at);
        if let Some(span) = rest.strip_prefix('+') {
            let span = length(span).ok_or_else(unknown)?;
            let out = self.world().map_err(|why| why.at(at))?.pass(span);
            self.show(&out);
            return Ok(());
        }
        let read = NaiveDateTime::parse_from_str(rest, "%Y-%m-%d %H:%M");
        let local = read.map_err(|_| unknown())?;
        // The first look only tells where the customer lives.
        let world = |start| stage::world(self.bench, (&self.header, at), start, local.date());
        let probe = world(local.and_utc())?;
        let start = probe.zone().from_local_datetime(&local).earliest();
        self.world = Some(world(start.ok_or_else(unknown)?.to_utc())?);
        Ok(())
    }

    fn customer(&mut self, said: &str) -> Result<Vec<Outgoing>, Why> {
        let bench = self.bench;
        let world = self.world()?;
        let shown = bench.labels(world);
        if let Some(wanted) = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let Some(choice) = match_choice(wanted, &shown) else {
                let known = shown.iter().enumerate();
                let known = known.map(|(at, (_, label))| format!("[{}] {label}", at + 1)).collect();
                return Err(Why::Choice { said: wanted.to_owned(), known });
            };
            return Ok(world.take(Event::Chose { choice }));
        }
        let (today, expected) = (world.today(), world.expectation());
        let locale = world.facts().language();
        let reading = bench.reader.read_in(locale, said, expected, today, world.calendar());
        let choice = match_choice(said, &shown);
        Ok(world.take(Event::Said { reading, choice }))
    }

    fn event(&mut self, rest: &str) -> Result<Vec<Outgoing>, Why> {
        let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
        let value = value.trim();
        let world = self.world()?;
        if let Some(event) = desk::event(world, name, value) {
            return Ok(world.take(event?));
        }
        Ok(match name {
            "paid" if value.is_empty() => world.pay(None),
            "paid" => {
                let sum = || Why::value(name, Kind::Sum, value);
                world.pay(Some(value.parse::<Money>().map_err(|_| sum())?))
            }
            "media" => {
                let media = media(value).ok_or_else(|| Why::word(Word::Media, value, &MEDIA))?;
                world.take(Event::Media { media, words: None })
            }
            "agent" => world.take(Event::AgentSaid {
                text: value.to_owned(),
                agent: String::new(),
                begins: false,
                template: None,
                file: None,
            }),
            "fail" => {
                let why = if value.is_empty() { NOT_DELIVERED } else { value };
                world.take(Event::SendFailed { why: why.to_owned() })
            }
            "return" => world.take(Event::AgentReturned),
            "old" => world.take(Event::Chose { choice: PASSED.to_owned() }),
            "again" => world.take(Event::Chose { choice: GO_ON.to_owned() }),
            "switch" => {
                world.switch();
                Vec::new()
            }
            "outreach" => world.take(Event::OutreachStarted),
            _ => {
                let known = [EVENTS.as_slice(), desk::EVENTS.as_slice()].concat();
                return Err(Why::word(Word::Event, name, &known));
            }
        })
    }

    fn state(&mut self, rest: &str) -> Result<(), Why> {
        let world = self.world()?;
        let mut now = Vec::new();
        for pair in rest.split_whitespace() {
            let key = pair.split_once('=').map_or(pair, |(key, _)| key);
            let unknown = || Why::word(Word::Fact, key, &facts::keys());
            let value = facts::ask(world, key).ok_or_else(unknown)?;
            now.push(format!("{key}={value}"));
        }
        self.keep(&format!("= {}", now.join(" ")));
        Ok(())
    }
}

fn media(name: &str) -> Option<Media> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

fn length(text: &str) -> Option<TimeDelta> {
    let unit = text.chars().last()?;
    let count: i64 = text.strip_suffix(unit)?.trim().parse().ok()?;
    match unit {
        'm' => TimeDelta::try_minutes(count),
        'h' => TimeDelta::try_hours(count),
        'd' => TimeDelta::try_days(count),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_told_as_something_to_send_can_be_sent() {
        for name in MEDIA {
            assert!(media(name).is_some(), "{name}");
        }
    }
}
