//! A group of Telegram with topics: one topic a case, agents answer from their phones.
//!
//! The bot is one of its own, an administrator of the group who may manage topics. Telegram tells
//! nobody what stands in a topic, so that a line whose answer got lost is sent again, and says so.

pub mod encode;
pub mod parse;

use futures_util::future::BoxFuture;
use serde_json::Value as Json;

use super::{Bridge, Trouble};
use crate::channels::telegram::api::{Api, Unfit};
use crate::channels::telegram::trouble::Trouble as Theirs;
use crate::config::desks::Pocket;
use crate::domain::bridge::{Case, Desk, Line, Status, Thread, Tick};
use crate::domain::channel::Failure;

/// The way to a group.
#[derive(Debug)]
pub struct Way {
    settings: Pocket,
    api: Api,
    /// What stands before a line that may be there already.
    repeated: String,
}

impl Way {
    /// Prepares the way; nothing is sent yet.
    ///
    /// # Errors
    /// Where no client can be made for these settings.
    pub fn new(settings: &Pocket, repeated: String) -> Result<Self, Unfit> {
        let api = Api::new(&settings.base_url, &settings.token)?;
        Ok(Self { settings: settings.clone(), api, repeated })
    }

    /// The calls themselves, for who asks for updates.
    pub const fn api(&self) -> &Api {
        &self.api
    }

    /// The group and the bot.
    pub const fn settings(&self) -> &Pocket {
        &self.settings
    }

    async fn say(&self, line: &encode::Say<'_>) -> Result<String, Trouble> {
        let mut last = String::new();
        for call in encode::say(line) {
            let sent = self.api.call(&call).await.map_err(|theirs| trouble(&theirs))?;
            last = parse::message_id(&sent).unwrap_or_default();
        }
        Ok(last)
    }

    async fn open_topic(&self, case: &Case) -> Result<Thread, Trouble> {
        let call = encode::topic(self.settings.group, &case.title);
        let made = self.api.call(&call).await.map_err(|theirs| trouble(&theirs))?;
        let id = made.get("message_thread_id").and_then(Json::as_i64);
        let id = id.ok_or_else(|| Trouble::Unknown { code: "no-topic".to_owned() })?;
        Ok(Thread { id: id.to_string(), channel: case.channel.clone() })
    }
}

impl Bridge for Way {
    fn desk(&self) -> Desk {
        Desk::Telegram
    }

    fn takes(&self, creditor: &str, _channel: &str) -> bool {
        let creditors = &self.settings.creditors;
        creditors.is_empty() || creditors.iter().any(|it| it == creditor)
    }

    fn open<'a>(&'a self, case: &'a Case, _again: bool) -> BoxFuture<'a, Result<Thread, Trouble>> {
        Box::pin(self.open_topic(case))
    }

    fn tell<'a>(
        &'a self,
        thread: &'a Thread,
        line: &'a Line,
        again: bool,
    ) -> BoxFuture<'a, Result<String, Trouble>> {
        let before = if again { self.repeated.as_str() } else { "" };
        Box::pin(async move {
            let group = self.settings.group;
            let say = encode::Say {
                chat: group,
                thread: Some(&thread.id),
                to: None,
                before,
                text: &line.text,
            };
            self.say(&say).await
        })
    }

    fn mark<'a>(
        &'a self,
        thread: &'a Thread,
        message: &'a str,
        tick: &'a Tick,
    ) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async move {
            // What goes well says nothing: the group would be full of it.
            let Tick::Failed(why) = tick else { return Ok(()) };
            let (chat, thread) = (self.settings.group, Some(thread.id.as_str()));
            let say = encode::Say { chat, thread, to: Some(message), before: "", text: why };
            self.say(&say).await.map(drop)
        })
    }

    fn turn<'a>(
        &'a self,
        thread: &'a Thread,
        status: Status,
    ) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async move {
            let group = self.settings.group;
            let done = match status {
                Status::Resolved => self.api.call(&encode::close(group, &thread.id)).await,
                Status::Open => self.api.call(&encode::reopen(group, &thread.id)).await,
                Status::Snoozed => return Ok(()),
            };
            match done {
                // A topic that is so already.
                Err(refused) if refused.is_moot() || is_same(&refused) => Ok(()),
                done => done.map(drop).map_err(|theirs| trouble(&theirs)),
            }
        })
    }

    fn reply<'a>(&'a self, hand: &'a str, text: &'a str) -> BoxFuture<'a, Result<(), Trouble>> {
        Box::pin(async move {
            let Ok(chat) = hand.parse() else { return Ok(()) };
            let say = encode::Say { chat, thread: None, to: None, before: "", text };
            self.say(&say).await.map(drop)
        })
    }

    fn try_out(&self) -> BoxFuture<'_, Result<(), Trouble>> {
        Box::pin(async { self.api.me().await.map(drop).map_err(|theirs| trouble(&theirs)) })
    }
}

/// True where a topic stands already as it should.
fn is_same(refused: &Theirs) -> bool {
    match refused {
        Theirs::Refused(refusal) => refusal.description().contains("TOPIC_NOT_MODIFIED"),
        Theirs::Unreached(_) | Theirs::Impossible(_) | Theirs::Unknown(_) => false,
    }
}

/// What trouble of Telegram's means for a desk.
fn trouble(theirs: &Theirs) -> Trouble {
    let code = theirs.code();
    match theirs.failure() {
        Failure::Pair { after, .. } | Failure::Throttled { after, .. } => {
            Trouble::Later { code, after }
        }
        Failure::Later { .. } => Trouble::Later { code, after: None },
        Failure::Ambiguous { .. } => Trouble::Unknown { code },
        Failure::Account { .. } | Failure::Never { .. } => Trouble::Gone { code },
        Failure::Malformed { .. }
        | Failure::Changed { .. }
        | Failure::Otherwise { .. }
        | Failure::WindowClosed
        | Failure::Template { .. } => Trouble::Refused { code },
    }
}
