//! Plays WhatsApp, Telegram or Chatwoot on this machine, for development and for tests.

use std::io::Write;
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::json;
use tokio::runtime::Runtime;

use super::exit::Exit;
use super::told::Failure;
use crate::clock::Clock;
use crate::fake::chatwoot;
use crate::fake::courier::Patience;
use crate::fake::faults::Plan;
use crate::fake::telegram;
use crate::fake::whatsapp::{self, Ladder, Limits, Pair, Window};

/// What the help of the command ends with.
pub const EXAMPLES: &str = r#"Examples:
  combinado fake whatsapp --port 8081 --webhook http://127.0.0.1:8080/webhooks/whatsapp
  combinado fake telegram --port 8082 --token 7770001:dev
  combinado fake whatsapp --faults '131056:every=10,500:percent=5'
  combinado fake chatwoot --port 8083 --webhook http://127.0.0.1:8080/webhooks/chatwoot

All listen on 127.0.0.1 only. Beside the provider's own addresses, each has a control side:

  POST   /fake/customer   what a customer does, one object or a list:
                          {"from":"5511987654321","text":"oi"}
                          {"from":"5511987654321","choose":"Aceito"}    a button's words or id
                          {"from":"5511987654321","media":{"kind":"image","caption":"comprovante"}}
                          {"from":"5511987654321","contact":{"phone":"+5511987654321","own":true}}
                          WhatsApp also: name, hidden, user_id, id, timestamp, reply_to, reaction,
                          location, moves_to, marketing, raw
                          Telegram: "from" is a number; also: start, edit, block, stale, raw
  GET    /fake/messages   everything that was sent, in order (?since=PLACE&to=WHOM); DELETE forgets
  POST   /fake/faults     orders faults, as --faults or as JSON:
                          {"fault":"429","retry_after":2,"next":3,"on":"messages","to":"55…"}
                          GET shows what is ordered, DELETE takes it back
  POST   /fake/template   WhatsApp: {"name":"…","event":"PAUSED"}
  POST   /fake/aim        WhatsApp: {"url":"…"}: webhooks are posted there from now on
  POST   /fake/webhook    WhatsApp: {"field":"account_update","value":{…}}, posted as it stands

  POST   /fake/agent      Chatwoot: what an agent does:
                          {"conversation":1,"text":"Bom dia!"}        also: agent, private, file
                          {"conversation":1,"labels":["acordo"],"status":"resolved"}
                          {"conversation":1,"retry":99}               a failed message again
  GET    /fake/conversations  Chatwoot: every conversation with its messages

Faults: a provider's own number (131056, 130429, 190, 403…), 429, 500, 502, silence, silence-after,
reset, reset-after, slow, half, garbage, duplicate, reorder, batch, status-lost, status-reversed.
When: always, next=N, every=N, percent=N. Options: on=CALL, to=WHOM, retry-after=S, seconds=S."#;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    provider: Provider,
}

/// Whom to play.
#[derive(Debug, Subcommand)]
enum Provider {
    /// Play the Cloud API of WhatsApp.
    #[command(after_help = "Example:\n  combinado fake whatsapp --port 8081")]
    Whatsapp(WhatsApp),
    /// Play the Bot API of Telegram.
    #[command(after_help = "Example:\n  combinado fake telegram --port 8082 --token 7770001:dev")]
    Telegram(Telegram),
    /// Play Chatwoot, with an inbox for each channel.
    #[command(after_help = "Example:\n  combinado fake chatwoot --port 8083")]
    Chatwoot(Chatwoot),
}

/// What both are given.
#[derive(Debug, Args)]
struct Common {
    /// The port to listen on; 0 takes any that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Where webhooks are posted, on this machine.
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// What goes wrong, as fault:trigger:option, separated by commas.
    #[arg(long, value_name = "SPEC", default_value = "")]
    faults: String,
    /// The seed of what goes wrong by chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// How WhatsApp is played.
#[derive(Debug, Args)]
struct WhatsApp {
    #[command(flatten)]
    common: Common,
    /// The app's secret, with which webhooks are signed.
    #[arg(long, default_value = "dev-app-secret")]
    secret: String,
    /// What the app expects when its webhook is verified.
    #[arg(long, default_value = "dev-verify-token")]
    verify_token: String,
    /// The bearer token of the business.
    #[arg(long, default_value = "dev-token")]
    token: String,
    /// The id of the business's number.
    #[arg(long, default_value = "200000000000002")]
    phone_number_id: String,
    /// The business account.
    #[arg(long, default_value = "100000000000001")]
    waba_id: String,
    /// Messages a second, in and out together; more are refused (130429).
    #[arg(long, value_name = "N")]
    rate: Option<u32>,
    /// Keep to one message in six seconds a customer, with 45 borrowed (131056).
    #[arg(long)]
    pair: bool,
    /// What becomes of messages 24 hours after the customer's last: open, fail or refuse.
    #[arg(long, default_value = "fail")]
    window: String,
    /// The most updates of one webhook.
    #[arg(long, default_value_t = 1)]
    batch: usize,
    /// Tell of no statuses.
    #[arg(long)]
    silent: bool,
}

/// How Telegram is played.
#[derive(Debug, Args)]
struct Telegram {
    #[command(flatten)]
    common: Common,
    /// The bot's token.
    #[arg(long, default_value = "7770001:dev-token")]
    token: String,
    /// The bot's username.
    #[arg(long, default_value = "combinado_bot")]
    username: String,
    /// The value of the secret header, with a webhook from the start.
    #[arg(long)]
    secret: Option<String>,
    /// Keep to thirty messages a second, and to one a second in a chat.
    #[arg(long)]
    pace: bool,
    /// Let the bot write to people who never wrote to it.
    #[arg(long)]
    strangers: bool,
}

/// How Chatwoot is played.
#[derive(Debug, Args)]
struct Chatwoot {
    #[command(flatten)]
    common: Common,
    /// The token of the user that writes for us.
    #[arg(long, default_value = "dev-token")]
    token: String,
    /// The account's number.
    #[arg(long, default_value_t = 1)]
    account: u64,
}

/// Plays until interrupted.
///
/// # Errors
/// The port is taken, or a setting cannot be read.
pub fn run(arguments: Arguments) -> Result<Exit, Failure> {
    Runtime::new()?.block_on(async {
        match arguments.provider {
            Provider::Whatsapp(given) => whatsapp(given).await,
            Provider::Telegram(given) => telegram(given).await,
            Provider::Chatwoot(given) => chatwoot(given).await,
        }
    })
}

async fn whatsapp(given: WhatsApp) -> Result<Exit, Failure> {
    let window = match given.window.as_str() {
        "open" => Window::Open,
        "fail" => Window::Fail,
        "refuse" => Window::Refuse,
        other => return Err(Failure::Input(format!("--window {other}: open, fail or refuse"))),
    };
    let settings = whatsapp::Settings {
        port: given.common.port,
        webhook: given.common.webhook.clone(),
        secret: given.secret,
        verify_token: given.verify_token,
        token: given.token,
        phone_number_id: given.phone_number_id,
        waba_id: given.waba_id,
        limits: Limits { per_second: given.rate, pair: given.pair.then_some(Pair::REAL) },
        window,
        ladder: if given.silent { Ladder::SILENT } else { Ladder::GENTLE },
        batch: given.batch,
        patience: patient(),
        faults: plans(&given.common.faults)?,
        seed: given.common.seed,
        ..whatsapp::Settings::default()
    };
    let fake = whatsapp::Fake::start(settings, Clock::System).await?;
    announce("whatsapp", &fake.base())?;
    if given.common.webhook.is_some() && !fake.verify().await {
        eprintln!(
            "nobody proved to be the webhook yet; it is posted to all the same, until it answers"
        );
    }
    let _ = tokio::signal::ctrl_c().await;
    Ok(Exit::Done)
}

async fn telegram(given: Telegram) -> Result<Exit, Failure> {
    let limits = if given.pace { telegram::Limits::REAL } else { telegram::Limits::default() };
    let settings = telegram::Settings {
        port: given.common.port,
        token: given.token,
        username: given.username,
        webhook: given.common.webhook,
        secret: given.secret,
        known_only: !given.strangers,
        limits,
        patience: patient(),
        faults: plans(&given.common.faults)?,
        seed: given.common.seed,
    };
    let fake = telegram::Fake::start(settings, Clock::System).await?;
    announce("telegram", &fake.base())?;
    let _ = tokio::signal::ctrl_c().await;
    Ok(Exit::Done)
}

/// Three inboxes, whose webhooks go to the address given with their number at its end.
async fn chatwoot(given: Chatwoot) -> Result<Exit, Failure> {
    let names = ["WhatsApp", "Telegram", "Web"];
    let settings = chatwoot::Settings {
        port: given.common.port,
        token: given.token,
        account: given.account,
        inboxes: names.map(|name| (name.to_owned(), None)).to_vec(),
        faults: plans(&given.common.faults)?,
        seed: given.common.seed,
    };
    let fake = chatwoot::Fake::start(settings, Clock::System).await?;
    let inboxes = fake.inboxes();
    if let Some(webhook) = &given.common.webhook {
        for (id, _) in &inboxes {
            fake.aim(*id, &format!("{}/{id}", webhook.trim_end_matches('/')))?;
        }
    }
    let secrets: Vec<_> = names.iter().zip(&inboxes).collect();
    let told = secrets
        .iter()
        .map(|(name, (id, secret))| json!({"name": name, "inbox": id, "secret": secret}));
    let line = json!({
        "fake": "chatwoot",
        "base": fake.base(),
        "inboxes": told.collect::<Vec<_>>(),
    });
    writeln!(std::io::stdout(), "{line}")?;
    let _ = tokio::signal::ctrl_c().await;
    Ok(Exit::Done)
}

/// As the providers, whose patience lasts days, but at a pace for people who watch.
fn patient() -> Patience {
    Patience {
        first: Duration::from_millis(200),
        longest: Duration::from_secs(5),
        tries: 20_000,
        ..Patience::default()
    }
}

fn plans(text: &str) -> Result<Vec<Plan>, Failure> {
    Plan::several(text).map_err(|bad| Failure::Input(format!("--faults: {bad}")))
}

/// One line of JSON for programs: where it listens.
fn announce(provider: &str, base: &str) -> std::io::Result<()> {
    let line = json!({"fake": provider, "base": base});
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
