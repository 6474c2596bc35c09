//! Puts a Telegram bot together from its settings and our words.

use std::sync::Arc;

use anyhow::Context;

use crate::channels::telegram::Bot;
use crate::channels::telegram::encode::Words;
use crate::config::channels::Telegram;
use crate::domain::dialogue::text::Args;
use crate::text::{Catalog, Locales, RenderError};

/// A bot that is ready to send; nothing is sent yet.
///
/// # Errors
/// Where the settings or the texts do not do.
pub fn bot(settings: &Telegram, locales: &Locales) -> anyhow::Result<Arc<Bot>> {
    let said = |catalog| words(catalog).context("could not word the buttons of Telegram");
    let mut bot = Bot::new(settings, said(locales.own())?)?;
    for (locale, catalog) in locales.all() {
        bot = bot.speaking(locale, said(catalog)?);
    }
    Ok(Arc::new(bot))
}

/// What buttons and codes are called on Telegram.
///
/// # Errors
/// Where a text is missing.
pub fn words(catalog: &Catalog) -> Result<Words, RenderError> {
    let word = |key: &str| catalog.render(key, &Args::new());
    Ok(Words {
        pix: word("telegram-pix")?,
        copy_pix: word("telegram-copy-pix")?,
        boleto: word("telegram-boleto")?,
        copy_boleto: word("telegram-copy-boleto")?,
        share_phone: word("telegram-share-phone")?,
    })
}
