//! A conversation on the configured database, through the same doors as any channel.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tokio::runtime::Runtime;

use super::input::Input;
use super::output::{Shown, ShownAttachment, ShownOption, Speaker, StateLine, moment};
use super::{Begun, Stop, Talk};
use crate::app::intake::{self, Inbound, Incoming};
use crate::app::opening::{self, Opening};
use crate::app::payment::{self, Received, Towards};
use crate::app::{self, App};
use crate::cli::issue;
use crate::cli::kit::{Kit, tell};
use crate::cli::told::Failure;
use crate::clock::Clock;
use crate::domain::debt::charge::Charge;
use crate::domain::debt::gate::gate;
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::match_choice;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::people::Uf;
use crate::jobs::{Crew, Simulator};
use crate::store::case::{self, Case};
use crate::store::conversation::{self, Conversation};
use crate::store::customer;
use crate::store::message::{self, Enclosure, Message, Sender};

/// The channel of this command.
const CHANNEL: &str = "terminal";

/// Moments at which timers may fire while time passes once.
const MOST_MOMENTS: u32 = 1000;

/// A conversation on a database.
pub struct Database {
    runtime: Runtime,
    held: Held,
}

/// The conversation that is held.
struct Held {
    app: App,
    crew: Crew,
    creditor: String,
    customer: String,
    id: Id,
    zone: Tz,
    seen: i64,
    agent: bool,
}

impl Database {
    /// Opens the database and the customer's conversation in it.
    ///
    /// # Errors
    /// No customer, or more than one, bears the id; or the database refuses.
    pub fn open(kit: &Kit, customer: &str, now: Option<DateTime<Utc>>) -> Result<Self, Failure> {
        let runtime = Runtime::new()?;
        let clock = now.map_or_else(Clock::shifted, Clock::manual);
        let held = runtime.block_on(Held::open(kit, customer, clock))?;
        Ok(Self { runtime, held })
    }
}

impl Talk for Database {
    fn take(&mut self, input: Input) -> Result<Vec<Shown>, Stop> {
        self.runtime.block_on(self.held.take(input))
    }

    fn begin(&mut self) -> Result<Begun, Failure> {
        self.runtime.block_on(self.held.begin())
    }

    fn state(&mut self) -> Result<StateLine, Failure> {
        self.runtime.block_on(async {
            let (conversation, case) = (self.held.conversation().await?, self.held.case().await?);
            let (state, opted_out) = (&conversation.state, case.customer.opted_out);
            Ok(StateLine::new(state, (&case.agreements, &case.promises), opted_out))
        })
    }
}

impl Held {
    async fn open(kit: &Kit, wanted: &str, clock: Clock) -> Result<Self, Failure> {
        let db = kit.database().await?;
        let (creditor, id) = match wanted.split_once('/') {
            Some((creditor, id)) => (Some(creditor), id),
            None => (None, wanted),
        };
        let mut found = customer::with_id(&db, id).await?;
        found.retain(|it| creditor.is_none_or(|creditor| it.creditor == creditor));
        let customer = match (found.pop(), found.len()) {
            (Some(customer), 0) => customer,
            (Some(_), _) => {
                return Err(Failure::Input(kit.tell("cli-customer-many", &[("id", wanted)])));
            }
            (None, _) => {
                return Err(Failure::Input(kit.tell("cli-customer-unknown", &[("id", wanted)])));
            }
        };
        let app = kit.app(db, clock);
        app.editions.refresh(&app.db).await?;
        let opening = Opening {
            creditor: customer.creditor.clone(),
            customer: customer.id.clone(),
            channel: CHANNEL.to_owned(),
            address: customer.id.clone(),
        };
        let id = opening::open(&app, opening).await?;
        let channel = Arc::new(Simulator::default());
        let crew = Crew::new(app.clone(), Arc::new(issue::pix))
            .with(CHANNEL, channel.clone())
            .with("web", channel)
            .advised(kit.adviser(&app.clock)?);
        let found = conversation::find(&app.db, &customer.creditor, &id).await?;
        Ok(Self {
            app,
            crew,
            creditor: customer.creditor,
            customer: customer.id,
            zone: customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone),
            seen: found.map_or(0, |conversation| conversation.messages),
            id,
            agent: false,
        })
    }

    async fn take(&mut self, input: Input) -> Result<Vec<Shown>, Stop> {
        match input {
            Input::Text(text) => self.customer(Incoming::Text { text }).await?,
            Input::Choose(choice) => {
                let incoming = self.chosen(choice).await?;
                self.customer(incoming).await?;
            }
            Input::Media(media) => self.customer(Incoming::Media { media, name: None }).await?,
            Input::After(time) => self.pass(time).await?,
            Input::Paid(amount) => self.paid(amount).await?,
            Input::Agent(text) => {
                if !std::mem::replace(&mut self.agent, true) {
                    let agent = tell(&self.app.words(), "cli-agent", &[]);
                    self.happened(Event::AgentTook { agent, person: String::new() }).await?;
                }
                self.happened(Event::AgentSaid {
                    text,
                    agent: String::new(),
                    begins: false,
                    template: None,
                    file: None,
                })
                .await?;
            }
            Input::Return => {
                self.agent = false;
                self.happened(Event::AgentReturned).await?;
            }
        }
        Ok(self.news().await?)
    }

    async fn begin(&mut self) -> Result<Begun, Failure> {
        if self.conversation().await?.state.turn == 0 {
            self.happened(Event::OutreachStarted).await?;
        }
        let said = self.news().await?;
        let why_not = if said.is_empty() { self.why_not().await? } else { Vec::new() };
        Ok(Begun { said, why_not })
    }

    async fn customer(&self, body: Incoming) -> Result<(), Failure> {
        let inbound = Inbound {
            creditor: self.creditor.clone(),
            channel: CHANNEL.to_owned(),
            external_id: self.next_name().await?,
            line: self.id.clone(),
            body,
        };
        intake::accept(&self.app, inbound).await?;
        Ok(self.crew.drain().await?)
    }

    async fn happened(&self, event: Event) -> Result<(), Failure> {
        let name = self.next_name().await?;
        intake::happened(&self.app, (&self.creditor, &self.id), name, event).await?;
        Ok(self.crew.drain().await?)
    }

    /// A choice by number, id or label; what was not offered is text said.
    async fn chosen(&self, choice: String) -> Result<Incoming, Failure> {
        let offered = message::choices(&self.app.db, &self.creditor, &self.id).await?;
        if offered.iter().any(|it| it.id == choice) {
            return Ok(Incoming::Choice { choice });
        }
        let offered: Vec<_> = offered.into_iter().map(|it| (it.id, it.label)).collect();
        // What names no choice is a button of nobody's; it is never read as words.
        let choice = match_choice(&choice, &offered).unwrap_or(choice);
        Ok(Incoming::Choice { choice })
    }

    async fn paid(&self, amount: Option<Money>) -> Result<(), Stop> {
        let charge = self.case().await?.charges.into_iter().rev().find(Charge::is_open);
        let amount = amount.or(charge.as_ref().map(|charge| charge.amount));
        let Some(amount) = amount else { return Err(Stop::Wrong("cli-nothing-to-pay")) };
        let towards = match charge {
            Some(charge) => Towards::Charge(charge.id),
            None => Towards::Conversation(self.id.clone()),
        };
        let received = Received {
            creditor: self.creditor.clone(),
            external_id: self.next_name().await?,
            towards,
            amount,
            on: self.app.clock.now().with_timezone(&self.zone).date_naive(),
        };
        payment::receive(&self.app, received).await?;
        Ok(self.crew.drain().await?)
    }

    /// Lets time pass; timers of this conversation fire each at its moment.
    async fn pass(&self, time: TimeDelta) -> Result<(), Failure> {
        let end = self.app.clock.now() + time;
        for _ in 0..MOST_MOMENTS {
            let timers = self.case().await?.timers;
            let next = timers.values().min().filter(|at| **at <= end).copied();
            let Some(at) = next else { break };
            self.app.clock.pass((at - self.app.clock.now()).max(TimeDelta::zero()));
            self.crew.drain().await?;
        }
        self.app.clock.pass((end - self.app.clock.now()).max(TimeDelta::zero()));
        Ok(self.crew.drain().await?)
    }

    /// A name that nothing of this conversation had before: it counts what was worked.
    async fn next_name(&self) -> Result<String, Failure> {
        Ok(format!("{CHANNEL}/{}/{}", self.id, self.conversation().await?.version))
    }

    async fn conversation(&self) -> Result<Conversation, Failure> {
        let found = conversation::find(&self.app.db, &self.creditor, &self.id).await?;
        found.ok_or_else(|| anyhow::anyhow!("could not find conversation {}", self.id).into())
    }

    async fn case(&self) -> Result<Case, app::Error> {
        Ok(case::gather(&self.app.db, &self.creditor, &self.customer, &self.id).await?)
    }

    /// What was said to the customer since the last look.
    async fn news(&mut self) -> Result<Vec<Shown>, Failure> {
        let since = message::since(&self.app.db, &self.creditor, &self.id, self.seen).await?;
        self.seen = since.last().map_or(self.seen, |last| last.seq);
        Ok(since.into_iter().filter_map(|message| shown(message, self.zone)).collect())
    }

    async fn why_not(&self) -> Result<Vec<String>, Failure> {
        let case = self.case().await?;
        let today = self.app.clock.now().with_timezone(&self.zone).date_naive();
        let tolerance = self.app.live().shelf.today(&case.creditor.policy)?.policy.tolerance();
        let mut told = Vec::new();
        for invoice in &case.invoices {
            let (customer, creditor) = (&case.customer, &case.creditor);
            let gate = gate(invoice, customer, creditor, &self.app.calendar, tolerance, today);
            let blocked = gate.blocked_by().map(|(check, _)| check.as_str()).collect::<Vec<_>>();
            let values = [("invoice", invoice.id.as_str()), ("why", &blocked.join(", "))];
            told.extend(
                (!blocked.is_empty()).then(|| tell(&self.app.words(), "cli-gate", &values)),
            );
        }
        Ok(told)
    }
}

fn shown(message: Message, zone: Tz) -> Option<Shown> {
    let from = match message.from {
        Sender::Customer => return None,
        Sender::Bot => Speaker::Bot,
        Sender::Agent => Speaker::Agent,
    };
    let attachments = message.attachments.iter().filter_map(|enclosure| match enclosure {
        Enclosure::Ours(attachment) => Some(ShownAttachment::from(attachment)),
        Enclosure::Theirs { .. } => None,
    });
    let options = message.options.into_iter();
    Some(Shown {
        from,
        at: moment(message.at, zone),
        text: message.text,
        options: options.map(|it| ShownOption { id: it.id, label: it.label }).collect(),
        attachments: attachments.collect(),
    })
}
