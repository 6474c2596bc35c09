//! Our accounts at channels, as commands use them: complete, and ready to send.

use std::sync::Arc;

use super::kit::{Kit, tell};
use super::telegram;
use super::told::Failure;
use crate::app::{Account, App};
use crate::channels::Delivery;
use crate::channels::telegram::api::Api;
use crate::channels::whatsapp::WhatsApp;
use crate::config;
use crate::config::accounts::Channels;
use crate::domain::channel::{TELEGRAM, WHATSAPP};
use crate::domain::problem::Source;
use crate::jobs::polling::Poller;

/// A way to send, by its name: the channel and the account.
pub type Named = (String, Arc<dyn Delivery>);

/// The accounts, where no secret of any is missing.
///
/// # Errors
/// Every secret that is missing.
pub fn complete(kit: &Kit) -> Result<&Channels, Failure> {
    let channels = &kit.settings.channels;
    if channels.missing.is_empty() {
        return Ok(channels);
    }
    let text = std::fs::read_to_string(config::FILE).unwrap_or_default();
    let source = Source::new(config::FILE, text);
    Err(Failure::problems(&kit.words, &channels.missing, &[source]))
}

/// How every account sends.
///
/// # Errors
/// Where an account cannot be used as it is set.
pub fn deliveries(kit: &Kit, channels: &Channels) -> Result<Vec<Named>, Failure> {
    let mut named: Vec<Named> = Vec::new();
    for number in &channels.whatsapp {
        let name = format!("{WHATSAPP}/{}", number.phone_number_id);
        named.push((name, Arc::new(whatsapp(kit, number)?)));
    }
    for bot in &channels.telegram {
        let name = format!("{TELEGRAM}/{}", bot.bot_id());
        named.push((name, telegram::bot(bot, &kit.words)?));
    }
    Ok(named)
}

/// A number that is ready to send.
///
/// # Errors
/// Where it cannot be used as it is set.
pub fn whatsapp(kit: &Kit, number: &config::channels::WhatsApp) -> Result<WhatsApp, Failure> {
    let said = |catalog: &crate::text::Catalog| tell(catalog, "whatsapp-list-button", &[]);
    let mut made = WhatsApp::new(number, said(&kit.words))?;
    for (locale, catalog) in kit.words.all() {
        made = made.speaking(locale, said(catalog));
    }
    Ok(made)
}

/// Who asks Telegram for updates, for the bots that have no webhook.
///
/// # Errors
/// Where a bot cannot be used as it is set.
pub fn pollers(app: &App, channels: &Channels) -> Result<Vec<Poller>, Failure> {
    let mut pollers = Vec::new();
    for bot in channels.telegram.iter().filter(|bot| bot.polling) {
        let account = Account {
            creditor: bot.creditor.clone(),
            channel: TELEGRAM.to_owned(),
            account: bot.bot_id().to_owned(),
        };
        let api = Api::new(&bot.base_url, &bot.token)?;
        pollers.push(Poller { app: app.clone(), account, api });
    }
    Ok(pollers)
}
