//! Sets a Telegram bot up.

use std::collections::BTreeMap;

use clap::Args;

use super::write::{Draft, quoted, with_table};
use super::{Common, Setup, Test, made_up};
use crate::channels::telegram::api::{Api, Webhook};
use crate::cli::exit::Exit;
use crate::cli::kit::Kit;
use crate::cli::told::Failure;
use crate::config;
use crate::config::accounts::as_variable;
use crate::config::channels::Telegram;
use crate::config::hints::Secret;
use crate::domain::channel::TELEGRAM;

/// How many updates Telegram may post at once.
const AT_ONCE: u8 = 40;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    common: Common,
    /// Ask Telegram for updates instead of having them posted: for development.
    #[arg(long)]
    polling: bool,
}

/// Sets a bot up.
///
/// # Errors
/// What is missing or wrong, in words.
pub async fn run(kit: &Kit, given: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::begin(kit, &given.common);
    let common = &given.common;
    let creditor = setup.creditor(common).await?;
    let known = kit.settings.channels.telegram.iter().find(|it| it.creditor == creditor);
    let polls = known.map_or(given.polling, |it| it.polling);
    let public_url = if polls { None } else { Some(setup.public_url(common)?) };
    let (draft, bot) = match known {
        Some(known) => {
            setup.say("cli-setup-known", &[("file", config::FILE)]);
            (None, known.clone())
        }
        None => draft(&setup, given, &creditor, public_url.as_deref())?,
    };
    let ready = crate::cli::telegram::bot(&bot, &kit.words)?;
    let me = match ready.api().me().await {
        Ok(me) => me,
        Err(trouble) => return Ok(setup.refused("cli-setup-step-bot", &trouble.failure())),
    };
    setup.say("cli-setup-bot-found", &[("name", &me.name), ("username", &me.username)]);
    if let Some(draft) = draft
        && !setup.write(&draft)?
    {
        return Ok(Exit::Failed);
    }
    if let Err(failed) = register(&setup, ready.api(), &bot, public_url.as_deref()).await {
        return Ok(failed);
    }
    setup.say("cli-setup-telegram-next", &[("username", &me.username)]);
    let asked = setup.asker.maybe("cli-setup-ask-test-chat", common.test_to.clone())?;
    let Some(address) = asked.as_deref() else { return Ok(Exit::Done) };
    let account = bot.bot_id();
    let test = Test { creditor: &bot.creditor, channel: TELEGRAM, account, address };
    Ok(setup.try_out(&*ready, test).await)
}

/// Asks for everything else; answers what will be written, and the bot as it will be set.
fn draft(
    setup: &Setup<'_>,
    given: &Arguments,
    creditor: &str,
    public_url: Option<&str>,
) -> Result<(Option<Draft>, Telegram), Failure> {
    let first = !setup.file.contains("[[telegram]]");
    let name = |part: &str| {
        let name = format!("COMBINADO_TELEGRAM_{part}");
        if first { name } else { format!("{name}_{}", as_variable(creditor)) }
    };
    let token = setup.asker.secret("cli-setup-ask-bot-token", &name("TOKEN"))?;
    let mut secrets = BTreeMap::from([(name("TOKEN"), token)]);
    if !given.polling {
        let secret: Secret = config::secret(&name("SECRET")).map_or_else(made_up, Ok)?;
        secrets.insert(name("SECRET"), secret);
    }
    let mut values = vec![("creditor", quoted(creditor))];
    values.extend(given.common.base_url.as_deref().map(|url| ("base_url", quoted(url))));
    values.extend(given.polling.then(|| ("polling", "true".to_owned())));
    let file = with_table(&setup.file, TELEGRAM, &values, public_url);
    let settings = setup.settings(&file, &secrets)?;
    let bot = settings.channels.telegram.into_iter().rfind(|it| it.creditor == creditor);
    let bot = bot.ok_or_else(|| anyhow::anyhow!("the table was not read back"))?;
    Ok((Some(Draft { file, secrets }), bot))
}

/// Tells Telegram where to post, or that it is asked.
async fn register(
    setup: &Setup<'_>,
    api: &Api,
    bot: &Telegram,
    public_url: Option<&str>,
) -> Result<(), Exit> {
    let done = match public_url {
        None => api.delete_webhook(false).await,
        Some(base) => {
            let url = format!("{base}/webhooks/telegram/{}", bot.bot_id());
            let secret = bot.webhook_secret.clone();
            api.set_webhook(&Webhook { url, secret, at_once: AT_ONCE, forget: false }).await
        }
    };
    done.map_err(|trouble| setup.refused("cli-setup-step-webhook", &trouble.failure()))
}
