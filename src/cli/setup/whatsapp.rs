//! Sets a WhatsApp number up.

use std::collections::BTreeMap;

use clap::Args;

use super::write::{Draft, quoted, with_table};
use super::{Common, Setup, Test, made_up};
use crate::channels::whatsapp::{Api, UNVERIFIED};
use crate::cli::accounts;
use crate::cli::exit::Exit;
use crate::cli::kit::Kit;
use crate::cli::told::Failure;
use crate::config;
use crate::config::channels::WhatsApp;
use crate::config::hints::Secret;
use crate::domain::channel::{Failure as Failed, WHATSAPP};

/// What the token must be allowed to.
pub const SCOPES: [&str; 2] = ["whatsapp_business_messaging", "whatsapp_business_management"];

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// The number's id at Meta; not the phone number itself.
    #[arg(long, value_name = "ID")]
    phone_number_id: Option<String>,
    /// The WhatsApp Business Account's id.
    #[arg(long, value_name = "ID")]
    business_account_id: Option<String>,
    /// The API's version, such as v25.0.
    #[arg(long, value_name = "VERSION")]
    version: Option<String>,
    /// Messages a second that Meta allows the number, in and out together.
    #[arg(long, value_name = "N")]
    per_second: Option<u32>,
    /// Meta enabled payment messages for the account.
    #[arg(long)]
    payments: bool,
}

/// Sets a number up.
///
/// # Errors
/// What is missing or wrong, in words.
pub async fn run(kit: &Kit, given: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::begin(kit, &given.common);
    setup.say("cli-setup-whatsapp-policy", &[]);
    let id = setup.asker.text(
        "cli-setup-ask-number",
        "--phone-number-id",
        given.phone_number_id.clone(),
    )?;
    let known = kit.settings.channels.whatsapp.iter().find(|it| it.phone_number_id == id);
    let (draft, number, public_url) = match known {
        Some(known) => {
            setup.say("cli-setup-known", &[("file", config::FILE)]);
            (None, known.clone(), setup.public_url(&given.common)?)
        }
        None => draft(&setup, given, &id).await?,
    };
    let account = accounts::whatsapp(kit, &number)?;
    let business = number.business_account_id.clone().unwrap_or_default();
    if let Some(failed) = check(&setup, account.api(), &number).await {
        return Ok(failed);
    }
    if let Some(draft) = draft
        && !setup.write(&draft)?
    {
        return Ok(Exit::Failed);
    }
    if let Err(failure) = account.api().subscribe(&business).await {
        return Ok(setup.refused("cli-setup-step-subscribe", &failure));
    }
    let url = format!("{public_url}/webhooks/whatsapp");
    if let Some(failed) = register(&setup, account.api(), (&number, &business, &url)).await? {
        return Ok(failed);
    }
    setup.say("cli-setup-whatsapp-next", &[("url", &url), ("env", super::write::ENV)]);
    let asked = setup.asker.maybe("cli-setup-ask-test-phone", given.common.test_to.clone())?;
    let Some(address) = asked.as_deref() else { return Ok(Exit::Done) };
    let test = Test { creditor: &number.creditor, channel: WHATSAPP, account: &id, address };
    Ok(setup.try_out(&account, test).await)
}

/// Registers our address for the messages of the account. Meta asks it for the word at once: whoever sits
/// there may start the server meanwhile. Answers how it failed, where it did.
async fn register(
    setup: &Setup<'_>,
    api: &Api,
    (number, business, url): (&WhatsApp, &str, &str),
) -> Result<Option<Exit>, Failure> {
    loop {
        let Err(failure) = api.register(business, url, &number.verify_token).await else {
            setup.say("cli-setup-whatsapp-registered", &[("url", url)]);
            return Ok(None);
        };
        if failure.code() != UNVERIFIED {
            return Ok(Some(setup.refused("cli-setup-step-webhook", &failure)));
        }
        let values = [("url", url), ("env", super::write::ENV)];
        setup.say("cli-setup-whatsapp-unverified", &values);
        if !setup.asker.again("cli-setup-ask-again")? {
            return Ok(Some(Exit::Failed));
        }
    }
}

/// Asks for everything else; answers what will be written, and the number as it will be set.
async fn draft(
    setup: &Setup<'_>,
    given: &Arguments,
    id: &str,
) -> Result<(Option<Draft>, WhatsApp, String), Failure> {
    let (asker, common) = (&setup.asker, &given.common);
    let creditor = setup.creditor(common).await?;
    let business = given.business_account_id.clone();
    let business = asker.text("cli-setup-ask-business", "--business-account-id", business)?;
    let public_url = setup.public_url(common)?;
    let secrets = secrets(setup, id)?;
    let mut values = vec![
        ("creditor", quoted(&creditor)),
        ("phone_number_id", quoted(id)),
        ("business_account_id", quoted(&business)),
    ];
    values.extend(common.base_url.as_deref().map(|url| ("base_url", quoted(url))));
    values.extend(given.version.as_deref().map(|version| ("version", quoted(version))));
    values.extend(given.per_second.map(|rate| ("per_second", rate.to_string())));
    values.extend(given.payments.then(|| ("payments", "true".to_owned())));
    let file = with_table(&setup.file, WHATSAPP, &values, Some(&public_url));
    let settings = setup.settings(&file, &secrets)?;
    let number = settings.channels.whatsapp.into_iter().find(|it| it.phone_number_id == id);
    let number = number.ok_or_else(|| anyhow::anyhow!("the table was not read back"))?;
    Ok((Some(Draft { file, secrets }), number, public_url))
}

/// The three secrets of a number, by their variables; the verify token is made up where none is given.
fn secrets(setup: &Setup<'_>, id: &str) -> Result<BTreeMap<String, Secret>, Failure> {
    let first = !setup.file.contains("[[whatsapp]]");
    let name = |part: &str| {
        let name = format!("COMBINADO_WHATSAPP_{part}");
        if first { name } else { format!("{name}_{id}") }
    };
    let token = setup.asker.secret("cli-setup-ask-token", &name("TOKEN"))?;
    let app_secret = setup.asker.secret("cli-setup-ask-app-secret", &name("APP_SECRET"))?;
    let verify_token = config::secret(&name("VERIFY_TOKEN")).map_or_else(made_up, Ok)?;
    Ok(BTreeMap::from([
        (name("TOKEN"), token),
        (name("APP_SECRET"), app_secret),
        (name("VERIFY_TOKEN"), verify_token),
    ]))
}

/// Checks every value against the API; answers how it failed, where it did.
async fn check(setup: &Setup<'_>, api: &Api, number: &WhatsApp) -> Option<Exit> {
    match api.rights().await {
        Ok(rights) if !rights.valid => {
            setup.say("cli-setup-token-invalid", &[]);
            return Some(Exit::Failed);
        }
        Ok(rights) => {
            let lacks = |scope: &&&str| !rights.scopes.iter().any(|it| it == **scope);
            let missing: Vec<&str> = SCOPES.iter().filter(lacks).copied().collect();
            if !missing.is_empty() && !rights.scopes.is_empty() {
                setup.say("cli-setup-token-scopes", &[("scopes", &missing.join(", "))]);
                return Some(Exit::Failed);
            }
            if rights.ends_at.is_some() {
                setup.say("cli-setup-token-ends", &[]);
            }
        }
        Err(failure @ (Failed::Account { .. } | Failed::Throttled { .. })) => {
            return Some(setup.refused("cli-setup-step-token", &failure));
        }
        // Not every token may ask about itself; the next question shows whether it holds.
        Err(_) => {}
    }
    match api.number(&number.phone_number_id).await {
        Ok(found) => {
            let name = found.verified_name.unwrap_or_default();
            let shown = found.display.unwrap_or_default();
            setup.say("cli-setup-number-found", &[("number", &shown), ("name", &name)]);
        }
        Err(failure) => return Some(setup.refused("cli-setup-step-number", &failure)),
    }
    let business = number.business_account_id.as_deref().unwrap_or_default();
    match api.templates(business).await {
        Ok(found) => {
            let count = found.len().to_string();
            setup.say("cli-setup-templates-found", &[("count", &count)]);
            None
        }
        Err(failure) => Some(setup.refused("cli-setup-step-business", &failure)),
    }
}
