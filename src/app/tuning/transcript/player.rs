//! Plays a transcript line by line and writes it again with what is said now.

use crate::domain::dialogue::event::{Event, GO_ON, Media, PASSED};
use crate::domain::dialogue::state::Collection;
use crate::domain::dialogue::{Trace, match_choice};
use crate::domain::money::Money;
use crate::domain::simulation::{Outgoing, World};
use chrono::{NaiveDateTime, TimeDelta, TimeZone};
use serde::Serialize;

use super::stage::{self, Header, pairs};
use super::{Bench, Played};

/// Why a message is not delivered where a transcript does not say: what WhatsApp answers for a number
/// that takes none.
const NOT_DELIVERED: &str = "131026";

/// Plays a transcript: the same text where it says what is said.
pub(super) fn play(bench: &Bench, written: &str) -> Result<Played, String> {
    let mut player = Player {
        bench,
        header: Header::default(),
        world: None,
        text: String::new(),
        trace: Vec::new(),
        turns: Vec::new(),
        unsaid: Vec::new(),
    };
    for (at, line) in written.lines().enumerate() {
        player.line(line).map_err(|why| format!("line {}: {why}", at + 1))?;
    }
    let Player { text, trace, turns, unsaid, .. } = player;
    Ok(Played { text, trace, turns, unsaid })
}

struct Player<'b> {
    bench: &'b Bench,
    header: Header,
    world: Option<World>,
    text: String,
    trace: Vec<Trace>,
    turns: Vec<Vec<Trace>>,
    unsaid: Vec<String>,
}

impl Player<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
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
                let out = self.customer(rest)?;
                self.show(&out);
            }
            '!' => {
                self.keep(line);
                let out = self.event(rest)?;
                self.show(&out);
            }
            '=' => self.state(rest)?,
            _ => return Err(format!("unknown line {line:?}")),
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
            let text = self.bench.shown(outgoing, locale, &mut self.unsaid);
            self.text.push_str(&text);
        }
        let turn: Vec<Trace> =
            self.world.iter().flat_map(|world| world.trace().iter().cloned()).collect();
        self.trace.extend(turn.iter().cloned());
        self.turns.push(turn);
    }

    fn heading(&mut self, rest: &str) {
        if let Some(customer) = rest.strip_prefix("customer:") {
            customer.trim().clone_into(&mut self.header.customer);
        } else if let Some(set) = rest.strip_prefix("set:") {
            self.header.set.extend(pairs(set));
        } else if let Some(creditor) = rest.strip_prefix("creditor:") {
            self.header.creditor.push(creditor.trim().to_owned());
        } else if let Some(also) = rest.strip_prefix("also:") {
            self.header.also.push(pairs(also));
        }
    }

    fn world(&mut self) -> Result<&mut World, String> {
        let none = "nothing can happen before `@` says when it begins";
        self.world.as_mut().ok_or_else(|| none.to_owned())
    }

    fn time(&mut self, rest: &str) -> Result<(), String> {
        if let Some(span) = rest.strip_prefix('+') {
            let span = length(span).ok_or_else(|| format!("unknown length {span:?}"))?;
            let out = self.world()?.pass(span);
            self.show(&out);
            return Ok(());
        }
        let read = NaiveDateTime::parse_from_str(rest, "%Y-%m-%d %H:%M");
        let local = read.map_err(|_| format!("unknown moment {rest:?}"))?;
        // The first look only tells where the customer lives.
        let probe = stage::world(self.bench, &self.header, local.and_utc(), local.date())?;
        let start = probe.zone().from_local_datetime(&local).earliest();
        let start = start.ok_or_else(|| format!("no such hour {rest:?}"))?.to_utc();
        self.world = Some(stage::world(self.bench, &self.header, start, local.date())?);
        Ok(())
    }

    fn customer(&mut self, said: &str) -> Result<Vec<Outgoing>, String> {
        let bench = self.bench;
        let world = self.world()?;
        let shown = bench.labels(world);
        if let Some(wanted) = said.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let choice = match_choice(wanted, &shown)
                .ok_or_else(|| format!("no choice {wanted:?} among {shown:?}"))?;
            return Ok(world.take(Event::Chose { choice }));
        }
        let (today, expected) = (world.today(), world.expectation());
        let locale = world.facts().language();
        let reading = bench.reader.read_in(locale, said, expected, today, world.calendar());
        let choice = match_choice(said, &shown);
        Ok(world.take(Event::Said { reading, choice }))
    }

    fn event(&mut self, rest: &str) -> Result<Vec<Outgoing>, String> {
        let (name, value) = rest.split_once(' ').unwrap_or((rest, ""));
        let value = value.trim();
        let unknown = || format!("unknown event {rest:?}");
        let world = self.world()?;
        if let Some(event) = super::desk::event(world, name, value) {
            return Ok(world.take(event?));
        }
        Ok(match name {
            "paid" if value.is_empty() => world.pay(None),
            "paid" => world.pay(Some(value.parse::<Money>().map_err(|error| error.to_string())?)),
            "media" => {
                world.take(Event::Media { media: media(value).ok_or_else(unknown)?, words: None })
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
            _ => return Err(unknown()),
        })
    }

    fn state(&mut self, rest: &str) -> Result<(), String> {
        let world = self.world()?;
        let mut now = Vec::new();
        for pair in rest.split_whitespace() {
            let key = pair.split_once('=').map_or(pair, |(key, _)| key);
            let value = fact(world, key).ok_or_else(|| format!("unknown key {key:?}"))?;
            now.push(format!("{key}={value}"));
        }
        self.keep(&format!("= {}", now.join(" ")));
        Ok(())
    }
}

/// What the conversation remembers, under the keys that transcripts use.
fn fact(world: &World, key: &str) -> Option<String> {
    let (state, facts, records) = (world.state(), world.facts(), world.records());
    let none = || "none".to_owned();
    Some(match key {
        "step" => state.step.clone().unwrap_or_else(none),
        "identity" => state.identity.as_str().to_owned(),
        "tries" => state.tries.to_string(),
        "reason" => state.reason.map_or_else(none, |reason| reason.as_str().to_owned()),
        "intent" => state.intent.map_or_else(none, |intent| intent.as_str().to_owned()),
        "owner" => code(&state.owner),
        "agreement" => facts.agreements.last().map_or_else(none, |each| code(&each.status)),
        "total" => facts.agreements.last().map_or_else(none, |each| each.total.to_string()),
        "parts" => facts.agreements.last().map_or_else(none, |a| a.instalments.len().to_string()),
        "rule" => facts.agreements.last().map_or_else(none, |each| each.rule.clone()),
        "promise" => facts.promises.last().map_or_else(none, |each| code(&each.status)),
        "promised" => facts.promises.last().map_or_else(none, |each| each.amount.to_string()),
        "promise_due" => facts.promises.last().map_or_else(none, |each| each.due.to_string()),
        "charge" => facts.open_charge().map_or_else(none, |each| each.amount.to_string()),
        "handoff" => state.handoff.as_ref().map_or_else(none, |each| code(&each.reason)),
        "queue" => state.handoff.as_ref().map_or_else(none, |each| each.queue.clone()),
        "priority" => state.handoff.as_ref().map_or_else(none, |each| code(&each.priority)),
        "collection" => match state.collection {
            Collection::Active => "active".to_owned(),
            Collection::Paused { .. } => "paused".to_owned(),
            Collection::Stopped { .. } => "stopped".to_owned(),
        },
        "paused_until" => match state.collection {
            Collection::Paused { until } => until.to_string(),
            Collection::Active | Collection::Stopped { .. } => none(),
        },
        "stopped" => match state.collection {
            Collection::Stopped { why } => code(&why),
            Collection::Active | Collection::Paused { .. } => none(),
        },
        "matter" => state.matter.as_ref().map_or_else(none, |m| m.about.as_str().to_owned()),
        "evidence" => records.evidence.len().to_string(),
        "claims" => records.paid_claims.len().to_string(),
        "requests" => {
            let kinds: Vec<&str> = records.requests.iter().map(|r| r.kind.as_str()).collect();
            if kinds.is_empty() { none() } else { kinds.join(",") }
        }
        "opted_out" => state.opted_out.to_string(),
        "suppressed" => records.suppressed.to_string(),
        "closed" => state.closed.to_string(),
        "owed" => world.owed_today().to_string(),
        "moves" => state.negotiation.moves.to_string(),
        "disputed" => facts
            .invoices
            .iter()
            .filter(|invoice| invoice.status.as_str() == "disputed")
            .count()
            .to_string(),
        _ => return super::desk::fact(world, key),
    })
}

/// The code of a value as machine output has it.
fn code<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_value(value).ok();
    text.and_then(|text| text.as_str().map(str::to_owned)).unwrap_or_default()
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
