//! Telegram by its Bot API.
//!
//! `parse` reads updates, `encode` writes calls, `picture` draws a code, `api` sends, `trouble` says
//! what a refusal means, `webhook` knows whose a post is. [`Bot`] is what the queue of outgoing
//! messages sees. Nothing here knows a conversation, a debt or a row; asking for updates in turn is
//! `jobs::polling`.

pub mod api;
pub mod encode;
pub mod parse;
pub mod picture;
pub mod trouble;
pub mod webhook;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use futures_util::future::BoxFuture;
use serde_json::Value as Json;
use teloxide::payloads::{EditMessageReplyMarkup, SendChatAction};
use teloxide::types::{ChatAction, ChatId, MessageId};

use self::api::{Api, Unfit};
use self::encode::{Call, Words};
use self::trouble::Trouble;
use super::{Delivery, Seen};
use crate::config::channels::Telegram;
use crate::domain::channel::{Failure, Outgoing, Sent};
use crate::domain::locale::Locale;

/// Sends through one bot.
pub struct Bot {
    api: Api,
    words: Words,
    others: BTreeMap<Locale, Words>,
    /// The chat that was asked to be left alone last, as long as no message went out since.
    refused: Mutex<Option<String>>,
}

impl Bot {
    /// Prepares a bot; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for its address or token.
    pub fn new(settings: &Telegram, words: Words) -> Result<Self, Unfit> {
        let api = Api::new(&settings.base_url, &settings.token)?;
        Ok(Self { api, words, others: BTreeMap::new(), refused: Mutex::default() })
    }

    /// The same, with what buttons are called in another language.
    #[must_use]
    pub fn speaking(mut self, locale: Locale, words: Words) -> Self {
        self.others.insert(locale, words);
        self
    }

    fn words(&self, outgoing: &Outgoing) -> &Words {
        outgoing.language.and_then(|it| self.others.get(&it)).unwrap_or(&self.words)
    }

    /// The bot over HTTP, for what is no message.
    pub const fn api(&self) -> &Api {
        &self.api
    }

    async fn send(&self, outgoing: &Outgoing) -> Result<Sent, Failure> {
        let malformed = |code: &str| Failure::Malformed { code: code.to_owned() };
        let chat = outgoing.to.address.parse().map_err(|_| malformed("bad-address"))?;
        let part = usize::try_from(outgoing.part).map_err(|_| malformed("no-such-part"))?;
        let call = encode::calls(outgoing, chat, self.words(outgoing)).into_iter().nth(part);
        let answer = match call.ok_or_else(|| malformed("no-such-part"))? {
            Call::Text(call) => self.api.call(&*call).await,
            Call::Picture(call, png) => self.api.send_picture(&call, png).await,
            Call::File(call, file) => {
                let lost = || Failure::Never { code: "no-file".to_owned(), gone: false };
                let bytes = outgoing.bytes.as_ref().ok_or_else(lost)?.to_vec();
                self.api.send_file(&call, (&file.name, file.form.mime()), bytes).await
            }
        };
        match answer {
            Ok(message) => {
                *self.refused.lock().unwrap_or_else(PoisonError::into_inner) = None;
                let id = message.get("message_id").and_then(Json::as_i64);
                Ok(Sent { provider_id: id.map(|id| id.to_string()), address: None })
            }
            Err(trouble) => Err(self.weigh(trouble.failure(), &outgoing.to.address)),
        }
    }

    /// Takes a wish for quiet for the chat's own, and for the whole bot's where another chat brings
    /// the same before any message went out again: Telegram does not tell which it is.
    fn weigh(&self, failure: Failure, address: &str) -> Failure {
        let Failure::Pair { code, after } = failure else { return failure };
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        let overall = refused.as_deref().is_some_and(|other| other != address);
        *refused = Some(address.to_owned());
        if overall {
            Failure::Throttled { code, after, alert: false }
        } else {
            Failure::Pair { code, after }
        }
    }

    async fn show(&self, seen: &Seen) -> Result<(), Failure> {
        let malformed = |_| Failure::Malformed { code: "bad-address".to_owned() };
        let chat = ChatId(seen.address.parse().map_err(malformed)?);
        if !seen.tapped {
            let typing = SendChatAction::new(chat, ChatAction::Typing);
            return moot(self.api.call(&typing).await);
        }
        let (query, message) = parse::tap_parts(&seen.reference);
        let answered = moot(self.api.answer_tap(query).await);
        if let Some(message) = message.and_then(|message| i32::try_from(message).ok()) {
            // The code of a payment stays to be copied: it stands in the text as well.
            let cleared = EditMessageReplyMarkup::new(chat, MessageId(message));
            moot(self.api.call(&cleared).await)?;
        }
        answered
    }
}

impl Delivery for Bot {
    fn parts(&self, outgoing: &Outgoing) -> u32 {
        u32::try_from(encode::count(outgoing, self.words(outgoing))).unwrap_or(1).max(1)
    }

    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(self.send(outgoing))
    }

    fn attend<'a>(&'a self, seen: &'a Seen) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(self.show(seen))
    }
}

impl std::fmt::Debug for Bot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bot(Telegram)")
    }
}

/// What is so already, or matters no more, is done.
fn moot(answer: Result<Json, Trouble>) -> Result<(), Failure> {
    match answer {
        Ok(_) => Ok(()),
        Err(trouble) if trouble.is_moot() => Ok(()),
        Err(trouble) => Err(trouble.failure()),
    }
}
