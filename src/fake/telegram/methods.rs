//! The methods: what a bot asks for, whatever the case of its name.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::Inner;
use super::chats::Chat;
use super::html::{self, Plain};
use super::keyboard;
use super::params::Params;
use super::problem::Refusal;

/// The most letters of a text, of a caption and of an answer to a tap.
const TEXT: usize = 4096;
const CAPTION: usize = 1024;
const ANSWER: usize = 200;

/// What a bot may be seen doing.
const ACTIONS: [&str; 11] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
];

impl Inner {
    /// Does what a method asks for.
    pub(super) async fn call(
        self: &Arc<Self>,
        method: &str,
        params: &Params,
        at: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        match method {
            "getme" => Ok(self.me()),
            "getupdates" => self.get_updates(params).await,
            "setwebhook" => self.set_webhook(params),
            "deletewebhook" => Ok(self.delete_webhook(params)),
            "getwebhookinfo" => Ok(self.webhook_info()),
            "sendmessage" => self.send_message(params, at),
            "sendphoto" => self.send_file(params, "photo", at),
            "senddocument" => self.send_file(params, "document", at),
            "editmessagetext" => self.edit_text(params, at),
            "editmessagereplymarkup" => self.edit_markup(params, at),
            "deletemessage" => self.delete_message(params),
            "answercallbackquery" => self.answer_query(params, at),
            "sendchataction" => self.chat_action(params),
            "getfile" => self.get_file(params),
            "createforumtopic" => self.forum_topic(params),
            "closeforumtopic" => self.turn_topic(params, true),
            "reopenforumtopic" => self.turn_topic(params, false),
            "setmycommands"
            | "deletemycommands"
            | "setmydescription"
            | "setmyshortdescription"
            | "setchatmenubutton"
            | "logout"
            | "close" => Ok(true.into()),
            _ => Err(Refusal::of(404)),
        }
    }

    fn me(&self) -> Value {
        let mut me = self.bot();
        if let Some(me) = me.as_object_mut() {
            me.insert("can_join_groups".to_owned(), true.into());
            for no in [
                "can_read_all_group_messages",
                "supports_inline_queries",
                "can_connect_to_business",
                "has_main_web_app",
            ] {
                me.insert(no.to_owned(), false.into());
            }
        }
        me
    }

    fn send_message(&self, params: &Params, at: DateTime<Utc>) -> Result<Value, Refusal> {
        let chat = self.chat_of(params)?;
        let said = words(params, "text", TEXT)?;
        if said.text.trim().is_empty() {
            return Err(Refusal::bad("message text is empty"));
        }
        let mut message = self.message(params, &chat, at)?;
        message.insert("text".to_owned(), said.text.into());
        if !said.entities.is_empty() {
            message.insert("entities".to_owned(), said.entities.into());
        }
        Ok(self.said_in(&chat, message))
    }

    fn send_file(&self, params: &Params, kind: &str, at: DateTime<Utc>) -> Result<Value, Refusal> {
        let chat = self.chat_of(params)?;
        let caption = words(params, "caption", CAPTION)?;
        let id = self.given(params, kind)?;
        let mut message = self.message(params, &chat, at)?;
        message.insert(kind.to_owned(), self.files.told(kind, &id));
        if !caption.text.is_empty() {
            message.insert("caption".to_owned(), caption.text.into());
        }
        if !caption.entities.is_empty() {
            message.insert("caption_entities".to_owned(), caption.entities.into());
        }
        Ok(self.said_in(&chat, message))
    }

    fn message(
        &self,
        params: &Params,
        chat: &Chat,
        at: DateTime<Utc>,
    ) -> Result<Map<String, Value>, Refusal> {
        let mut message = Map::new();
        if let Some(markup) = params.json("reply_markup") {
            keyboard::check(&markup)?;
            if markup.get("inline_keyboard").is_some() {
                message.insert("reply_markup".to_owned(), markup);
            }
        }
        message.insert("message_id".to_owned(), self.new_message_id().into());
        message.insert("from".to_owned(), self.bot());
        message.insert("chat".to_owned(), chat.chat());
        message.insert("date".to_owned(), at.timestamp().into());
        if let Some(thread) = params.number("message_thread_id") {
            if self.chats.topic(chat.id, thread).is_none() {
                return Err(Refusal::bad("message thread not found"));
            }
            message.insert("message_thread_id".to_owned(), thread.into());
            message.insert("is_topic_message".to_owned(), true.into());
        }
        Ok(message)
    }

    fn said_in(&self, chat: &Chat, message: Map<String, Value>) -> Value {
        let message = Value::Object(message);
        self.chats.say(chat.id, message.clone());
        message
    }

    fn chat_of(&self, params: &Params) -> Result<Chat, Refusal> {
        let id = params.number("chat_id").ok_or_else(|| Refusal::bad("chat_id is empty"))?;
        self.chats.writable(id, self.settings.known_only)
    }

    fn edit_text(&self, params: &Params, at: DateTime<Utc>) -> Result<Value, Refusal> {
        let said = words(params, "text", TEXT)?;
        if said.text.trim().is_empty() {
            return Err(Refusal::bad("message text is empty"));
        }
        self.edit(params, at, |message| {
            message.insert("text".to_owned(), said.text.into());
            message.remove("entities");
            if !said.entities.is_empty() {
                message.insert("entities".to_owned(), said.entities.into());
            }
        })
    }

    fn edit_markup(&self, params: &Params, at: DateTime<Utc>) -> Result<Value, Refusal> {
        self.edit(params, at, |_| {})
    }

    /// Changes a message and its keyboard; what stays the same is refused.
    fn edit(
        &self,
        params: &Params,
        at: DateTime<Utc>,
        change: impl FnOnce(&mut Map<String, Value>),
    ) -> Result<Value, Refusal> {
        let chat = self.chat_of(params)?;
        let id = params.number("message_id").unwrap_or_default();
        let markup = params.json("reply_markup");
        if let Some(markup) = &markup {
            keyboard::check(markup)?;
        }
        self.chats.edit(chat.id, id, |message| {
            let before = message.clone();
            let Some(fields) = message.as_object_mut() else { return Ok(()) };
            change(fields);
            fields.remove("reply_markup");
            let kept = markup.filter(|markup| !keyboard::buttons(markup).is_empty());
            if let Some(markup) = kept {
                fields.insert("reply_markup".to_owned(), markup);
            }
            if *message == before {
                return Err(Refusal::bad(
                    "message is not modified: specified new message content and reply markup are \
                     exactly the same as a current content and reply markup of the message",
                ));
            }
            if let Some(fields) = message.as_object_mut() {
                fields.insert("edit_date".to_owned(), at.timestamp().into());
            }
            Ok(())
        })
    }

    fn delete_message(&self, params: &Params) -> Result<Value, Refusal> {
        let chat = self.chat_of(params)?;
        if self.chats.delete(chat.id, params.number("message_id").unwrap_or_default()) {
            Ok(true.into())
        } else {
            Err(Refusal::bad("message to delete not found"))
        }
    }

    fn answer_query(&self, params: &Params, at: DateTime<Utc>) -> Result<Value, Refusal> {
        let id = params.text("callback_query_id").unwrap_or_default();
        if params.text("text").is_some_and(|text| text.chars().count() > ANSWER) {
            return Err(Refusal::bad("MESSAGE_TOO_LONG"));
        }
        if self.answer(&id, at) {
            return Ok(true.into());
        }
        Err(Refusal::bad("query is too old and response timeout expired or query ID is invalid"))
    }

    fn chat_action(&self, params: &Params) -> Result<Value, Refusal> {
        self.chat_of(params)?;
        let action = params.text("action").unwrap_or_default();
        if ACTIONS.contains(&action.as_str()) {
            Ok(true.into())
        } else {
            Err(Refusal::bad("wrong parameter action in request"))
        }
    }

    fn forum_topic(&self, params: &Params) -> Result<Value, Refusal> {
        let chat = self.chat_of(params)?;
        let name = params.text("name").unwrap_or_default();
        if chat.id >= 0 || name.is_empty() || name.chars().count() > 128 {
            return Err(Refusal::bad("the chat is not a forum"));
        }
        let colour = params.number("icon_color").unwrap_or(7_322_096);
        let id = self.new_message_id();
        self.chats.open_topic(chat.id, id, &name);
        Ok(json!({"message_thread_id": id, "name": name, "icon_color": colour}))
    }

    fn turn_topic(&self, params: &Params, close: bool) -> Result<Value, Refusal> {
        let chat = self.chat_of(params)?;
        let thread = params.number("message_thread_id").unwrap_or_default();
        match self.chats.turn_topic(chat.id, thread, close) {
            Some(true) => Ok(true.into()),
            Some(false) => Err(Refusal::bad("TOPIC_NOT_MODIFIED")),
            None => Err(Refusal::bad("message thread not found")),
        }
    }
}

/// The words of a field, without their tags.
fn words(params: &Params, name: &str, most: usize) -> Result<Plain, Refusal> {
    let source = params.text(name).unwrap_or_default();
    let mode = params.text("parse_mode").unwrap_or_default();
    let said = if mode.eq_ignore_ascii_case("html") {
        html::plain(&source)?
    } else {
        let entities = params.json("entities").and_then(|given| given.as_array().cloned());
        Plain { text: source, entities: entities.unwrap_or_default() }
    };
    if said.text.chars().count() > most {
        let what = if most == TEXT { "message is too long" } else { "message caption is too long" };
        return Err(Refusal::bad(what));
    }
    Ok(said)
}
