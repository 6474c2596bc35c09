//! Sets an account of a channel, or another desk, up: asks, checks against the API, writes, registers, tries.
//!
//! Nothing is written before the provider said that it is right. Secrets come from variables or are
//! asked for without being shown; they go to `combinado.env`, which only its owner may read, and are
//! never printed. To add a channel: a file with its questions and checks.

pub mod ask;
mod chatwoot;
mod telegram;
mod whatsapp;
mod write;

use std::collections::BTreeMap;

use clap::{Args, Subcommand};
use tokio::runtime::Runtime;

use self::ask::Asker;
use self::write::Draft;
use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use crate::channels::Delivery;
use crate::config::hints::Secret;
use crate::config::{self, Settings};
use crate::domain::channel::{self, Outgoing, Recipient};
use crate::domain::id::Id;
use crate::domain::problem::{Problem, Source};
use crate::store::{Db, creditor};

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    channel: Channel,
}

#[derive(Debug, Subcommand)]
enum Channel {
    /// Set a WhatsApp number up, at the Cloud API of Meta.
    #[command(after_help = "Secrets come from COMBINADO_WHATSAPP_TOKEN, _APP_SECRET and \
        _VERIFY_TOKEN, or are asked for.\n\nExamples:\n  combinado setup whatsapp\n  \
        combinado setup whatsapp --yes --creditor aurora --phone-number-id 200000000000002 \
        --business-account-id 300000000000003 --public-url https://bot.example \
        --test-to +5511987654321")]
    Whatsapp(whatsapp::Arguments),
    /// Set a Telegram bot up.
    #[command(after_help = "The token comes from COMBINADO_TELEGRAM_TOKEN, or is asked for.\n\n\
        Examples:\n  combinado setup telegram\n  \
        combinado setup telegram --yes --creditor aurora --polling")]
    Telegram(telegram::Arguments),
    /// Set Chatwoot up as another desk: inboxes, secrets, clocks, a signed round trip.
    #[command(
        after_help = "Secrets come from COMBINADO_DESK_CHATWOOT_TOKEN, _WHATSAPP_SECRET and \
        _TELEGRAM_SECRET, or are asked for.\n\nExamples:\n  combinado setup chatwoot\n  \
        combinado setup chatwoot --check"
    )]
    Chatwoot(chatwoot::Arguments),
}

/// What every channel is set up with.
#[derive(Debug, Args)]
struct Common {
    /// Whose account it is: the creditor's id.
    #[arg(long)]
    creditor: Option<String>,
    /// Our address as the outside reaches it, such as `https://bot.example`.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// Where the API is, instead of the provider's own; for the development servers.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Where a test message goes: a phone with + and country, or the id of a Telegram chat. Asked for
    /// where it is missing, but for `--yes`.
    #[arg(long, value_name = "ADDRESS")]
    test_to: Option<String>,
    /// Ask nothing; what is missing is told.
    #[arg(long)]
    yes: bool,
}

/// Sets an account up.
///
/// # Errors
/// What is missing or wrong, in words.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    Runtime::new()?.block_on(async {
        match &arguments.channel {
            Channel::Whatsapp(given) => whatsapp::run(&kit, given).await,
            Channel::Telegram(given) => telegram::run(&kit, given).await,
            Channel::Chatwoot(given) => chatwoot::run(&kit, given).await,
        }
    })
}

/// Where a setting-up stands.
struct Setup<'k> {
    kit: &'k Kit,
    asker: Asker<'k>,
    /// The file as it is.
    file: String,
}

impl<'k> Setup<'k> {
    fn begin(kit: &'k Kit, common: &Common) -> Self {
        let file = std::fs::read_to_string(config::FILE).unwrap_or_default();
        Self { kit, asker: Asker::new(kit, common.yes), file }
    }

    fn say(&self, key: &str, values: &[(&str, &str)]) {
        eprintln!("{}", self.kit.tell(key, values));
    }

    /// The address under which the outside reaches us.
    fn public_url(&self, common: &Common) -> Result<String, Failure> {
        let known = common.public_url.clone().or_else(|| self.kit.settings.public_url.clone());
        let url = self.asker.text("cli-setup-ask-public-url", "--public-url", known)?;
        // Providers post to nothing else; the development servers stand in for them.
        if common.base_url.is_none() && !url.starts_with("https://") {
            return Err(Failure::Input(self.kit.tell("cli-setup-not-https", &[("url", &url)])));
        }
        Ok(url.trim_end_matches('/').to_owned())
    }

    /// Whose account it is; one whom nobody knows yet is told to be so at once.
    async fn creditor(&self, common: &Common) -> Result<String, Failure> {
        let given = common.creditor.clone();
        let id = self.asker.text("cli-setup-ask-creditor", "--creditor", given)?;
        let Ok(db) = Db::open(&self.kit.settings.database).await else { return Ok(id) };
        let known = creditor::all(&db).await.unwrap_or_default();
        db.close().await;
        let known: Vec<String> = known.into_iter().map(|creditor| creditor.id).collect();
        if known.is_empty() {
            self.say("cli-setup-no-portfolio", &[]);
        } else if !known.contains(&id) {
            let values = [("id", id.as_str()), ("known", &known.join(", "))];
            return Err(Failure::Input(self.kit.tell("cli-setup-creditor-unknown", &values)));
        }
        Ok(id)
    }

    /// The settings as they will be; every problem of them is told with its place.
    fn settings(
        &self,
        text: &str,
        secrets: &BTreeMap<String, Secret>,
    ) -> Result<Settings, Failure> {
        let source = Source::new(config::FILE, text);
        let settings = config::with(&source, secrets);
        let told =
            |found: &[_]| Failure::problems(&self.kit.words, found, std::slice::from_ref(&source));
        let settings = settings.map_err(|found| told(&found))?;
        // Secrets of other accounts may be elsewhere: in a file that is not loaded now.
        let ours = |it: &&Problem| {
            it.values.get("variable").is_some_and(|variable| secrets.contains_key(variable))
        };
        let missing: Vec<Problem> =
            settings.channels.missing.iter().filter(ours).cloned().collect();
        if missing.is_empty() { Ok(settings) } else { Err(told(&missing)) }
    }

    /// Says why a provider did not do what it was asked; the step is a key of words.
    fn refused(&self, step: &str, failure: &channel::Failure) -> Exit {
        let what = self.kit.tell(step, &[]);
        self.say("cli-setup-refused", &[("what", &what), ("code", failure.code())]);
        self.say(mend(failure), &[]);
        Exit::Failed
    }

    /// Asks whether to write, and writes.
    fn write(&self, draft: &Draft) -> Result<bool, Failure> {
        if !self.asker.agree("cli-setup-ask-write")? {
            self.say("cli-setup-not-written", &[]);
            return Ok(false);
        }
        draft.write()?;
        self.say("cli-setup-written", &[("file", config::FILE), ("env", write::ENV)]);
        Ok(true)
    }

    /// Sends a test message.
    async fn try_out(&self, delivery: &dyn Delivery, to: Test<'_>) -> Exit {
        let id = Id::derive(&["setup", to.account, to.address]);
        let outgoing = Outgoing {
            creditor: to.creditor.to_owned(),
            conversation: id.clone(),
            channel: to.channel.to_owned(),
            to: Recipient { account: to.account.to_owned(), address: to.address.to_owned() },
            id,
            part: 0,
            text: self.kit.tell("cli-setup-test-message", &[]),
            options: Vec::new(),
            attachments: Vec::new(),
            payment: None,
            template: None,
            asks_phone: false,
            language: None,
            bytes: None,
        };
        match delivery.deliver(&outgoing).await {
            Ok(_) => {
                self.say("cli-setup-test-sent", &[]);
                Exit::Done
            }
            Err(failure) => self.refused("cli-setup-step-test", &failure),
        }
    }
}

/// Where a test message goes.
#[derive(Clone, Copy)]
struct Test<'t> {
    creditor: &'t str,
    channel: &'t str,
    account: &'t str,
    address: &'t str,
}

/// The key of what to do about a failure.
pub fn mend(failure: &channel::Failure) -> &'static str {
    match failure {
        channel::Failure::Account { .. } => "cli-setup-mend-account",
        channel::Failure::Later { .. } | channel::Failure::Ambiguous { .. } => {
            "cli-setup-mend-network"
        }
        channel::Failure::Pair { .. } | channel::Failure::Throttled { .. } => "cli-setup-mend-wait",
        channel::Failure::WindowClosed | channel::Failure::Template { .. } => {
            "cli-setup-mend-window"
        }
        channel::Failure::Never { .. }
        | channel::Failure::Changed { .. }
        | channel::Failure::Otherwise { .. } => "cli-setup-mend-recipient",
        channel::Failure::Malformed { .. } => "cli-setup-mend-values",
    }
}

/// A secret that nobody can guess: 32 letters and digits.
fn made_up() -> Result<Secret, Failure> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no chance: {error}"))?;
    Ok(Secret::new(crate::domain::id::hex(&bytes)))
}
