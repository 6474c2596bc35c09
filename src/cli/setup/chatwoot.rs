//! Sets Chatwoot up as another desk: token, clocks, inboxes, secrets, a signed round trip.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use clap::Args;
use serde_json::Value as Json;

use super::write::{Draft, quoted, with_section};
use super::{Setup, ask::Asker};
use crate::channels::reach::{self, Reached};
use crate::cli::exit::Exit;
use crate::cli::kit::Kit;
use crate::cli::told::Failure;
use crate::clock::Clock;
use crate::config;
use crate::config::desks::{Chatwoot, Inbox};
use crate::config::hints::Secret;
use crate::desks::Trouble;
use crate::desks::chatwoot::api::Api;
use crate::desks::chatwoot::signature::{SKEW, sign};
use crate::desks::chatwoot::{encode, parse};

/// How the keys and variables of secrets begin.
const VARIABLE: &str = "COMBINADO_DESK_CHATWOOT";
/// Clocks that are further apart than this are told of.
const APART: TimeDelta = TimeDelta::seconds(30);

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Where Chatwoot is, such as `https://chatwoot.example`.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The account's number: it stands in the address of every page.
    #[arg(long)]
    account: Option<String>,
    /// Our address as the outside reaches it, such as `https://bot.example`.
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
    /// The channels whose cases are shown there.
    #[arg(long, value_delimiter = ',', default_value = "whatsapp,telegram")]
    channels: Vec<String>,
    /// Only try what is configured: ask nothing, write nothing.
    #[arg(long)]
    check: bool,
    /// Ask nothing; what is missing is told.
    #[arg(long)]
    yes: bool,
}

/// Sets it up, step by step; each says how it went.
///
/// # Errors
/// What is missing or wrong, in words.
pub async fn run(kit: &Kit, given: &Arguments) -> Result<Exit, Failure> {
    let file = std::fs::read_to_string(config::FILE).unwrap_or_default();
    let setup = Setup { kit, asker: Asker::new(kit, given.yes || given.check), file };
    let known = given.public_url.clone().or_else(|| kit.settings.public_url.clone());
    let public_url = setup.asker.text("cli-setup-ask-public-url", "--public-url", known)?;
    let public_url = public_url.trim_end_matches('/').to_owned();
    if given.check {
        let Some(settings) = &kit.settings.desks.chatwoot else {
            return Err(Failure::Input(kit.tell("cli-setup-chatwoot-off", &[])));
        };
        let api = Api::new(settings)?;
        if let Some(failed) = meet(&setup, &api).await {
            return Ok(failed);
        }
        return Ok(round(&setup, settings, &public_url).await);
    }
    let mut settings = begin(&setup, given)?;
    let api = Api::new(&settings)?;
    if let Some(failed) = meet(&setup, &api).await {
        return Ok(failed);
    }
    for channel in &given.channels {
        match inbox(&setup, &api, channel, &public_url).await? {
            Ok(inbox) => settings.inboxes.push(inbox),
            Err(trouble) => return Ok(failed(&setup, "cli-setup-step-chatwoot-inbox", &trouble)),
        }
    }
    if !setup.write(&draft(&setup, &settings, &public_url))? {
        return Ok(Exit::Failed);
    }
    Ok(round(&setup, &settings, &public_url).await)
}

/// Asks where it is, and for the token.
fn begin(setup: &Setup<'_>, given: &Arguments) -> Result<Chatwoot, Failure> {
    let base = given.base_url.clone();
    let base = setup.asker.text("cli-setup-ask-chatwoot-url", "--base-url", base)?;
    if !config::hints::is_fit(&base) {
        return Err(Failure::Input(setup.kit.tell("cli-setup-chatwoot-url", &[("url", &base)])));
    }
    let account = given.account.clone();
    let account = setup.asker.text("cli-setup-ask-chatwoot-account", "--account", account)?;
    let token = format!("{VARIABLE}_TOKEN");
    let token = setup.asker.secret("cli-setup-ask-chatwoot-token", &token)?;
    let base_url = base.trim_end_matches('/').to_owned();
    Ok(Chatwoot { base_url, account, token, creditors: Vec::new(), inboxes: Vec::new() })
}

/// Whether the token is known, and how far the clocks are apart.
async fn meet(setup: &Setup<'_>, api: &Api) -> Option<Exit> {
    let profile = match api.profile().await {
        Ok(profile) => profile,
        Err(trouble) => return Some(failed(setup, "cli-setup-step-chatwoot-token", &trouble)),
    };
    let name = parse::text(&profile, "name").unwrap_or_default();
    setup.say("cli-setup-chatwoot-user", &[("name", &name)]);
    let theirs = match api.time().await {
        Ok(theirs) => theirs,
        Err(trouble) => return Some(failed(setup, "cli-setup-step-chatwoot-clock", &trouble)),
    };
    let apart = theirs.map_or(TimeDelta::zero(), |theirs| (Clock::System.now() - theirs).abs());
    let seconds = apart.num_seconds().to_string();
    if apart > SKEW {
        setup.say("cli-setup-clock-wrong", &[("seconds", &seconds)]);
        return Some(Exit::Failed);
    }
    let key = if apart > APART { "cli-setup-clock-apart" } else { "cli-setup-clock-good" };
    setup.say(key, &[("seconds", &seconds)]);
    None
}

/// The inbox of a channel: the one that posts to us already, or a new one.
async fn inbox(
    setup: &Setup<'_>,
    api: &Api,
    channel: &str,
    public_url: &str,
) -> Result<Result<Inbox, Trouble>, Failure> {
    let name = format!("Combinado {channel}");
    let id = match known(api, &name).await {
        Err(trouble) => return Ok(Err(trouble)),
        Ok(Some(id)) => id,
        Ok(None) => match make(setup, api, (&name, channel), public_url).await {
            Err(trouble) => return Ok(Err(trouble)),
            Ok(id) => id,
        },
    };
    setup.say("cli-setup-inbox", &[("name", &name), ("id", &id)]);
    let variable = format!("{VARIABLE}_{}_SECRET", channel.to_uppercase());
    let secret = setup.asker.secret("cli-setup-ask-chatwoot-secret", &variable)?;
    Ok(Ok(Inbox { channel: channel.to_owned(), id, secret }))
}

async fn known(api: &Api, name: &str) -> Result<Option<String>, Trouble> {
    let all = api.get("inboxes", &[]).await?;
    let named = |it: &&Json| parse::text(it, "name").is_some_and(|it| it == name);
    Ok(parse::messages(&all).iter().find(named).and_then(|it| parse::id(it, "id")))
}

/// Makes an inbox, then has it post to its own address, which holds its number.
async fn make(
    setup: &Setup<'_>,
    api: &Api,
    (name, channel): (&str, &str),
    public_url: &str,
) -> Result<String, Trouble> {
    let closed = setup.kit.tell("cli-setup-window-closed", &[]);
    let address = |id: &str| format!("{public_url}/webhooks/chatwoot/{id}");
    let made = api.post("inboxes", &encode::inbox(name, &address("0"), channel, &closed)).await?;
    let unreadable = || Trouble::Unknown { code: "unreadable-inbox".to_owned() };
    let id = parse::id(&made, "id").ok_or_else(unreadable)?;
    let body = encode::inbox(name, &address(&id), channel, &closed);
    api.patch(&format!("inboxes/{id}"), &body).await?;
    Ok(id)
}

/// What will be written.
fn draft(setup: &Setup<'_>, settings: &Chatwoot, public_url: &str) -> Draft {
    let mut values = vec![
        ("base_url".to_owned(), quoted(&settings.base_url)),
        ("account".to_owned(), quoted(&settings.account)),
    ];
    let mut secrets: BTreeMap<String, Secret> =
        BTreeMap::from([(format!("{VARIABLE}_TOKEN"), settings.token.clone())]);
    for inbox in &settings.inboxes {
        values.push((format!("{}_inbox", inbox.channel), quoted(&inbox.id)));
        let variable = format!("{VARIABLE}_{}_SECRET", inbox.channel.to_uppercase());
        secrets.insert(variable, inbox.secret.clone());
    }
    let file = with_section(&setup.file, "desk.chatwoot", &values, public_url);
    Draft { file, secrets }
}

/// Posts a signed webhook to our own public address, once for each inbox.
async fn round(setup: &Setup<'_>, settings: &Chatwoot, public_url: &str) -> Exit {
    let mut exit = Exit::Done;
    for inbox in &settings.inboxes {
        let body =
            format!(r#"{{"event":"combinado_setup","account":{{"id":{}}}}}"#, settings.account);
        let at = Clock::System.now().timestamp().to_string();
        let signature = sign(&inbox.secret, &at, body.as_bytes());
        let url = format!("{public_url}/webhooks/chatwoot/{}", inbox.id);
        let reached = reach::signed(&url, (&signature, &at), body).await;
        let (key, status) = match reached {
            Reached::Us => ("cli-setup-round-good", String::new()),
            Reached::Other(401) => ("cli-setup-round-secret", "401".to_owned()),
            Reached::Other(status) => ("cli-setup-round-other", status.to_string()),
            Reached::Nobody => ("cli-setup-round-nobody", String::new()),
        };
        if reached != Reached::Us {
            exit = Exit::Failed;
        }
        setup.say(key, &[("channel", &inbox.channel), ("url", &url), ("status", &status)]);
    }
    exit
}

/// Says which step Chatwoot refused, and what to do.
fn failed(setup: &Setup<'_>, step: &str, trouble: &Trouble) -> Exit {
    let what = setup.kit.tell(step, &[]);
    setup.say("cli-setup-refused", &[("what", &what), ("code", trouble.code())]);
    let mend = match trouble {
        Trouble::Later { .. } | Trouble::Unknown { .. } => "cli-setup-mend-network",
        Trouble::Gone { .. } => "cli-setup-mend-chatwoot",
        Trouble::Refused { .. } => "cli-setup-mend-values",
    };
    setup.say(mend, &[]);
    Exit::Failed
}
