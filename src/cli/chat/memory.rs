//! A conversation on a fresh world in memory.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::input::Input;
use super::output::{Shown, ShownAttachment, ShownOption, Speaker, StateLine, moment};
use super::{Begun, Stop, Talk};
use crate::app::ear::Ear;
use crate::app::words;
use crate::cli::files::Found;
use crate::cli::issue;
use crate::cli::kit::{Kit, tell};
use crate::cli::told::Failure;
use crate::domain::calendar::Calendar;
use crate::domain::debt::gate::gate;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::match_choice;
use crate::domain::dialogue::text::{Message, Part};
use crate::domain::simulation::{Outgoing, Said, World, case};
use crate::text::Catalog;

/// A conversation on a fresh world.
pub struct Memory {
    world: World,
    words: Arc<Catalog>,
    reader: Ear,
    calendar: Arc<Calendar>,
    agent: bool,
}

impl Memory {
    /// Makes the world of one customer.
    ///
    /// # Errors
    /// When the creditor's policy is unknown.
    pub fn new(kit: &Kit, found: Found, now: DateTime<Utc>) -> Result<Self, Failure> {
        let policy = found.creditor.policy.clone();
        let rules = kit
            .shelf
            .today(&policy)
            .map_err(|_| Failure::Input(kit.tell("cli-no-policy", &[("policy", &policy)])))?;
        let facts = case(found.creditor, found.record.customer, found.record.invoices);
        let language = facts.language();
        let world = World::new(kit.calendar.clone(), rules, facts, now, Box::new(issue::pix));
        Ok(Self {
            world,
            words: kit.words.of(language).clone(),
            reader: kit.reader.clone(),
            calendar: kit.calendar.clone(),
            agent: false,
        })
    }

    /// What the last message lets choose, with its labels as shown.
    fn choices(&self) -> Result<Vec<(String, String)>, Failure> {
        let label = |part: &Part| self.words.nth(&part.key, &part.args, part.variant);
        let choices = self.world.choices().iter();
        choices.map(|choice| Ok((choice.id.clone(), label(&choice.label)?))).collect()
    }

    fn said(&self, text: &str, choice: Option<String>) -> Event {
        let (expected, today) = (self.world.expectation(), self.world.today());
        let (reader, language) = (self.reader.reader(), self.world.facts().language());
        let reading = reader.read_in(language, text, expected, today, &self.calendar);
        Event::Said { reading, choice }
    }

    /// A choice by number, id or label; what was not offered is text said.
    fn chosen(&self, choice: &str) -> Result<Event, Failure> {
        let choices = self.choices()?;
        let known = choices.iter().find(|(id, _)| id == choice).map(|(id, _)| id.clone());
        // What names no choice is a button of nobody's; it is never read as words.
        let named = known.or_else(|| match_choice(choice, &choices));
        Ok(Event::Chose { choice: named.unwrap_or_else(|| choice.to_owned()) })
    }

    fn shown(&self, out: Vec<Outgoing>) -> Result<Vec<Shown>, Failure> {
        out.into_iter().map(|out| self.one(out)).collect()
    }

    fn one(&self, out: Outgoing) -> Result<Shown, Failure> {
        let at = moment(out.at, self.world.zone());
        match out.said {
            Said::Agent(text) => {
                let (options, attachments) = (Vec::new(), Vec::new());
                Ok(Shown { from: Speaker::Agent, at, text, options, attachments })
            }
            Said::Bot(message) => self.bot(&message, at),
        }
    }

    fn bot(&self, message: &Message, at: String) -> Result<Shown, Failure> {
        let worded = words::render(&self.words, message)?;
        let options = worded.options.into_iter();
        Ok(Shown {
            from: Speaker::Bot,
            at,
            text: worded.text,
            options: options.map(|it| ShownOption { id: it.id, label: it.label }).collect(),
            attachments: message.attachments.iter().map(ShownAttachment::from).collect(),
        })
    }

    /// Why nobody may be written to, debt by debt.
    fn why_not(&self) -> Vec<String> {
        let (facts, rules) = (self.world.facts(), self.world.rules());
        let tolerance = rules.policy.tolerance();
        let mut told = Vec::new();
        for invoice in &facts.invoices {
            let (customer, creditor) = (&facts.customer, &facts.creditor);
            let today = self.world.today();
            let gate = gate(invoice, customer, creditor, &self.calendar, tolerance, today);
            let blocked = gate.blocked_by().map(|(check, _)| check.as_str()).collect::<Vec<_>>();
            let values = [("invoice", invoice.id.as_str()), ("why", &blocked.join(", "))];
            told.extend((!blocked.is_empty()).then(|| tell(&self.words, "cli-gate", &values)));
        }
        for trace in self.world.trace().iter().filter(|it| it.kind == "forbidden") {
            told.push(tell(&self.words, "cli-forbidden", &[("why", &trace.detail)]));
        }
        told
    }
}

impl Talk for Memory {
    fn take(&mut self, input: Input) -> Result<Vec<Shown>, Stop> {
        let event = match input {
            Input::Text(text) => {
                let choice = match_choice(&text, &self.choices()?);
                self.said(&text, choice)
            }
            Input::Choose(choice) => self.chosen(&choice)?,
            Input::Media(media) => Event::Media { media, words: None },
            Input::After(time) => {
                let out = self.world.pass(time);
                return Ok(self.shown(out)?);
            }
            Input::Paid(amount) => {
                if amount.is_none() && self.world.facts().open_charge().is_none() {
                    return Err(Stop::Wrong("cli-nothing-to-pay"));
                }
                let out = self.world.pay(amount);
                return Ok(self.shown(out)?);
            }
            Input::Agent(text) => {
                let mut out = Vec::new();
                if !std::mem::replace(&mut self.agent, true) {
                    let agent = tell(&self.words, "cli-agent", &[]);
                    out.extend(self.world.take(Event::AgentTook { agent, person: String::new() }));
                }
                out.extend(self.world.take(Event::AgentSaid {
                    text,
                    agent: String::new(),
                    begins: false,
                    template: None,
                    file: None,
                }));
                return Ok(self.shown(out)?);
            }
            Input::Return => {
                self.agent = false;
                Event::AgentReturned
            }
        };
        let out = self.world.take(event);
        Ok(self.shown(out)?)
    }

    fn begin(&mut self) -> Result<Begun, Failure> {
        let out = self.world.take(Event::OutreachStarted);
        let why_not = if out.is_empty() { self.why_not() } else { Vec::new() };
        Ok(Begun { said: self.shown(out)?, why_not })
    }

    fn state(&mut self) -> Result<StateLine, Failure> {
        let (state, facts) = (self.world.state(), self.world.facts());
        let kept = (facts.agreements.as_slice(), facts.promises.as_slice());
        Ok(StateLine::new(state, kept, facts.customer.opted_out))
    }
}
