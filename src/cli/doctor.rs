//! Looks over an installation: settings, content, database, accounts, webhooks.
//!
//! Each finding is one line: what was looked at, and what to do where it is not well. Nothing is
//! changed, and nothing is sent to a customer. To add a check: a method of [`Doctor`].

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use clap::Args;
use serde_json::json;
use tokio::runtime::Runtime;

use super::accounts;
use super::exit::Exit;
use super::kit::Kit;
use super::setup::mend;
use super::told::Failure;
use crate::channels::reach::{self, Reached};
use crate::clock::Clock;
use crate::config::channels::{Telegram, WhatsApp};
use crate::domain::channel;
use crate::store::audit::{self, Verdict};
use crate::store::views::queues;
use crate::store::{Db, consent, creditor, person};

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The findings as JSON on standard output, one object a line.
    #[arg(long)]
    json: bool,
}

/// Looks over the installation.
///
/// # Errors
/// Where the settings or the content cannot be read: that is told as every command tells it.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let kit = Kit::load()?;
    let mut doctor = Doctor { kit: &kit, json: arguments.json, sick: 0 };
    Runtime::new()?.block_on(doctor.look())
}

struct Doctor<'k> {
    kit: &'k Kit,
    json: bool,
    sick: u32,
}

/// What was found: the key of its words, and their values.
type Words<'w> = (&'w str, &'w [(&'w str, &'w str)]);

impl Doctor<'_> {
    async fn look(&mut self) -> Result<Exit, Failure> {
        self.well(("cli-doctor-content", &[]));
        self.database().await;
        let channels = self.kit.settings.channels.clone();
        for problem in &channels.missing {
            let variable = problem.values.get("variable").map_or("", String::as_str);
            self.ill(("cli-doctor-secret", &[("variable", variable)]));
        }
        if channels.is_empty() {
            self.ill(("cli-doctor-no-accounts", &[]));
        }
        for number in &channels.whatsapp {
            self.whatsapp(number).await?;
        }
        for bot in &channels.telegram {
            self.telegram(bot).await?;
        }
        let count = self.sick.to_string();
        if self.sick == 0 {
            eprintln!("{}", self.kit.tell("cli-doctor-well", &[]));
            return Ok(Exit::Done);
        }
        eprintln!("{}", self.kit.tell("cli-doctor-ill", &[("count", &count)]));
        Ok(Exit::Failed)
    }

    fn well(&self, words: Words<'_>) {
        self.tell(true, words);
    }

    fn ill(&mut self, words: Words<'_>) {
        self.sick += 1;
        self.tell(false, words);
    }

    fn tell(&self, well: bool, (key, values): Words<'_>) {
        let words = self.kit.tell(key, values);
        if self.json {
            let check = key.trim_start_matches("cli-");
            println!("{}", json!({ "check": check, "well": well, "words": words }));
        } else {
            eprintln!("{} {words}", if well { "[ok]" } else { "[!!]" });
        }
    }

    /// A provider's refusal, with what to do about it.
    fn refused(&mut self, account: &str, failure: &channel::Failure) {
        let mend = self.kit.tell(mend(failure), &[]);
        let values = [("account", account), ("code", failure.code()), ("mend", &mend)];
        self.ill(("cli-doctor-account", &values));
    }

    async fn database(&mut self) {
        let db = match Db::open(&self.kit.settings.database).await {
            Ok(db) => db,
            Err(error) => {
                let detail = error.to_string();
                return self.ill(("cli-doctor-database", &[("detail", &detail)]));
            }
        };
        self.well(("cli-doctor-database-well", &[("engine", db.engine())]));
        let known = creditor::all(&db).await.unwrap_or_default();
        let channels = &self.kit.settings.channels;
        let numbers = channels.whatsapp.iter().map(|it| it.creditor.clone());
        let bots = channels.telegram.iter().map(|it| it.creditor.clone());
        for id in numbers.chain(bots).collect::<BTreeSet<_>>() {
            if !known.iter().any(|creditor| creditor.id == id) {
                self.ill(("cli-doctor-creditor", &[("id", &id)]));
            }
        }
        self.consents(&db).await;
        self.people(&db).await;
        if let Ok(found) = queues::look(&db).await {
            let set_aside = found.inbox.dead + found.outbox.dead + found.outbox.unknown;
            let count = set_aside.to_string();
            if set_aside > 0 {
                self.ill(("cli-doctor-set-aside", &[("count", &count)]));
            } else {
                self.well(("cli-doctor-queues", &[]));
            }
        }
        db.close().await;
    }

    /// Whom WhatsApp lets us write to first: nobody who did not agree to it.
    /// Whether anybody can get into the desk, and whether what they did stands as it was written.
    async fn people(&mut self, db: &Db) {
        if let Ok(people) = person::all(db).await {
            let can = people.iter().filter(|it| it.disabled_at.is_none()).count().to_string();
            self.well(("cli-doctor-people", &[("count", &can)]));
        }
        if let Ok(Verdict::Broken(number)) = audit::verify(db).await {
            self.ill(("cli-audit-broken", &[("number", &number.to_string())]));
        }
    }

    async fn consents(&mut self, db: &Db) {
        let numbers = &self.kit.settings.channels.whatsapp;
        let creditors: BTreeSet<String> = numbers.iter().map(|it| it.creditor.clone()).collect();
        for id in creditors {
            let Ok((given, all)) = consent::coverage(db, &id, channel::WHATSAPP).await else {
                continue;
            };
            let (agreed, count) = (given.to_string(), all.to_string());
            let values = [("id", id.as_str()), ("agreed", &agreed), ("count", &count)];
            if all > 0 && given == 0 {
                self.ill(("cli-doctor-consent-none", &values));
            } else {
                self.well(("cli-doctor-consent", &values));
            }
        }
    }

    async fn whatsapp(&mut self, number: &WhatsApp) -> Result<(), Failure> {
        let id = number.phone_number_id.as_str();
        let account = accounts::whatsapp(self.kit, number)?;
        let api = account.api();
        match api.rights().await {
            Ok(rights) if !rights.valid => self.ill(("cli-setup-token-invalid", &[])),
            Ok(rights) if rights.ends_at.is_some() => self.ill(("cli-setup-token-ends", &[])),
            Err(failure @ channel::Failure::Account { .. }) => {
                self.refused(id, &failure);
                return Ok(());
            }
            // Not every token may ask about itself; the next question shows whether it holds.
            Ok(_) | Err(_) => {}
        }
        match api.number(id).await {
            Ok(found) => {
                let (status, quality) =
                    (found.status.unwrap_or_default(), found.quality.unwrap_or_default());
                let values = [("id", id), ("status", &status), ("quality", &quality)];
                if quality == "RED" || (!status.is_empty() && status != "CONNECTED") {
                    self.ill(("cli-doctor-number-ill", &values));
                } else {
                    self.well(("cli-doctor-number", &values));
                }
            }
            Err(failure) => self.refused(id, &failure),
        }
        let Some(business) = number.business_account_id.as_deref() else {
            self.ill(("cli-doctor-no-business", &[("id", id)]));
            return Ok(());
        };
        match api.subscribed(business).await {
            Ok(apps) if apps.is_empty() => {
                self.ill(("cli-doctor-not-subscribed", &[("id", id)]));
            }
            Ok(_) => {}
            Err(failure) => self.refused(business, &failure),
        }
        match api.templates(business).await {
            Ok(all) => {
                let approved = all.iter().filter(|it| it.status == "APPROVED").count();
                let (known, count) = (approved.to_string(), all.len().to_string());
                if approved == 0 {
                    self.ill(("cli-doctor-templates-none", &[("id", id)]));
                } else {
                    let values = [("approved", known.as_str()), ("count", &count)];
                    self.well(("cli-doctor-templates", &values));
                }
            }
            Err(failure) => self.refused(business, &failure),
        }
        self.reached(number).await;
        Ok(())
    }

    /// Whether the outside reaches our webhook.
    async fn reached(&mut self, number: &WhatsApp) {
        let Some(url) = self.kit.settings.public_url.clone() else {
            return self.ill(("cli-doctor-no-public-url", &[]));
        };
        let challenge = "8801437";
        match reach::whatsapp(&url, &number.verify_token, challenge).await {
            Reached::Us => self.well(("cli-doctor-reached", &[("url", &url)])),
            Reached::Other(status) => {
                let status = status.to_string();
                self.ill(("cli-doctor-reached-other", &[("url", &url), ("status", &status)]));
            }
            Reached::Nobody => self.ill(("cli-doctor-reached-nobody", &[("url", &url)])),
        }
    }

    async fn telegram(&mut self, bot: &Telegram) -> Result<(), Failure> {
        let id = bot.bot_id();
        let ready = super::telegram::bot(bot, &self.kit.words)?;
        match ready.api().me().await {
            Ok(me) => self.well(("cli-doctor-bot", &[("username", &me.username)])),
            Err(trouble) => {
                self.refused(id, &trouble.failure());
                return Ok(());
            }
        }
        let info = match ready.api().webhook_info().await {
            Ok(info) => info,
            Err(trouble) => {
                self.refused(id, &trouble.failure());
                return Ok(());
            }
        };
        let wanted = match (&self.kit.settings.public_url, bot.polling) {
            (_, true) => String::new(),
            (Some(url), false) => format!("{url}/webhooks/telegram/{id}"),
            (None, false) => {
                self.ill(("cli-doctor-no-public-url", &[]));
                return Ok(());
            }
        };
        if info.url != wanted {
            self.ill(("cli-doctor-webhook-elsewhere", &[("id", id)]));
        }
        let now = Clock::System.now();
        let fresh = |at: DateTime<Utc>| now - at < TimeDelta::hours(1);
        if info.last_error.is_some() && info.last_error_at.is_none_or(fresh) {
            self.ill(("cli-doctor-webhook-error", &[("id", id)]));
        }
        Ok(())
    }
}
