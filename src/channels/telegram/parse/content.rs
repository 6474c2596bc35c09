//! What a message holds: words, a file, a contact, or something that is answered politely.

use serde_json::Value as Json;

use super::{number, text};
use crate::domain::channel::{File, What};
use crate::domain::dialogue::event::Media;
use crate::domain::people::Phone;

/// The longest payload of a deep link, by Telegram's rule.
pub const LONGEST_PAYLOAD: usize = 64;

/// Keys that say about a message what it is not: who, when, where, how it looks.
const AROUND: [&str; 45] = [
    "author_signature",
    "business_connection_id",
    "caption",
    "caption_entities",
    "chat",
    "date",
    "direct_messages_topic",
    "edit_date",
    "effect_id",
    "entities",
    "external_reply",
    "forward_date",
    "forward_from",
    "forward_from_chat",
    "forward_from_message_id",
    "forward_origin",
    "forward_sender_name",
    "forward_signature",
    "from",
    "guest_bot_caller_chat",
    "guest_bot_caller_user",
    "guest_query_id",
    "has_media_spoiler",
    "has_protected_content",
    "is_automatic_forward",
    "is_from_offline",
    "is_paid_post",
    "is_topic_message",
    "link_preview_options",
    "media_group_id",
    "message_id",
    "message_thread_id",
    "paid_star_count",
    "quote",
    "reply_markup",
    "reply_to_checklist_task_id",
    "reply_to_message",
    "reply_to_poll_option_id",
    "reply_to_story",
    "sender_boost_count",
    "sender_business_bot",
    "sender_chat",
    "show_caption_above_media",
    "suggested_post_info",
    "via_bot",
];

/// How keys begin that hold news of Telegram's own, such as a pinned message: nobody expects an
/// answer to one. Any other key holds something that a person sent.
const NEWS: [&str; 27] = [
    "boost_added",
    "channel_chat_created",
    "chat_background_set",
    "chat_owner_",
    "chat_shared",
    "checklist_tasks_",
    "connected_website",
    "delete_chat_photo",
    "direct_message_price_changed",
    "forum_topic_",
    "general_forum_topic_",
    "giveaway_",
    "group_chat_created",
    "left_chat_member",
    "message_auto_delete_timer_changed",
    "migrate_",
    "new_chat_",
    "paid_message_price_changed",
    "pinned_message",
    "proximity_alert_triggered",
    "refunded_payment",
    "successful_payment",
    "suggested_post_",
    "supergroup_chat_created",
    "users_shared",
    "video_chat_",
    "write_access_allowed",
];

/// Reads what a message holds.
pub fn of(message: &Json, sender: i64) -> Result<What, &'static str> {
    if let Some(written) = text(message, "/text") {
        return Ok(started(&written).unwrap_or(What::Text { text: written }));
    }
    if let Some(contact) = message.get("contact") {
        return Ok(contact_of(contact, sender));
    }
    if let Some(media) = media(message) {
        return Ok(media);
    }
    let keys = message.as_object().into_iter().flat_map(|keys| keys.keys());
    let mut keys = keys.filter(|key| !AROUND.contains(&key.as_str())).peekable();
    if keys.peek().is_none() {
        return Err("no-content");
    }
    let sent = keys.find(|key| !NEWS.iter().any(|news| key.starts_with(news)));
    sent.map(|kind| What::Unsupported { kind: named(kind) }).ok_or("news")
}

/// Reads an edit; somebody who shows where they are edits that message with every step.
pub fn edited(message: &Json) -> What {
    if message.get("location").is_some() { What::Reacted } else { What::Edited }
}

/// The name of a kind, where it looks like one.
fn named(kind: &str) -> String {
    let in_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if kind.len() <= 40 && kind.chars().all(in_name) { kind } else { "unknown" }.to_owned()
}

/// What stood on a tapped button, where the message that bears it is told.
pub fn label(tap: &Json, token: &str) -> Option<String> {
    let rows = tap.pointer("/message/reply_markup/inline_keyboard")?.as_array()?;
    let mut buttons = rows.iter().filter_map(Json::as_array).flatten();
    let tapped =
        buttons.find(|button| button.get("callback_data").and_then(Json::as_str) == Some(token))?;
    text(tapped, "/text")
}

/// The command that opens a chat, with what stood in a link of ours.
fn started(written: &str) -> Option<What> {
    let mut words = written.split_whitespace();
    let (command, token) = (words.next()?, words.next());
    let command = command.split_once('@').map_or(command, |(command, _)| command);
    if command != "/start" || words.next().is_some() {
        return None;
    }
    let fits = |token: &&str| {
        token.len() <= LONGEST_PAYLOAD
            && token.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    Some(What::Started { token: token.filter(fits).map(str::to_owned) })
}

/// A card is a proof only of who sent it themselves; anybody's can be passed on.
fn contact_of(contact: &Json, sender: i64) -> What {
    if number(contact, "/user_id") == Some(sender) {
        let phone = text(contact, "/phone_number");
        return What::OwnPhone { phone: phone.and_then(|phone| Phone::from_account(&phone).ok()) };
    }
    What::Media { media: Media::Contact, name: None, caption: None, file: None }
}

fn media(message: &Json) -> Option<What> {
    let caption = text(message, "/caption");
    if let Some(sizes) = message.get("photo") {
        let best = sizes.as_array().into_iter().flatten().max_by_key(|size| area(size));
        let mut file = best.and_then(file);
        if let Some(file) = &mut file {
            // Telegram keeps photos as JPEG and does not say so.
            file.mime.get_or_insert_with(|| "image/jpeg".to_owned());
        }
        return Some(What::Media { media: Media::Image, name: None, caption, file });
    }
    // An animation comes with a document of the same file, a venue with its place.
    let kinds = [
        ("animation", Media::Video),
        ("document", Media::Document),
        ("voice", Media::Audio),
        ("audio", Media::Audio),
        ("video", Media::Video),
        ("video_note", Media::Video),
        ("live_photo", Media::Image),
        ("sticker", Media::Sticker),
        ("venue", Media::Location),
        ("location", Media::Location),
    ];
    let found = kinds.iter().find_map(|(key, media)| Some((message.get(*key)?, *media)));
    let (held, media) = found?;
    Some(What::Media { media, name: text(held, "/file_name"), caption, file: file(held) })
}

fn area(size: &Json) -> i64 {
    let long = |edge: &str| number(size, edge).unwrap_or(0);
    long("/width").saturating_mul(long("/height"))
}

fn file(held: &Json) -> Option<File> {
    Some(File {
        id: text(held, "/file_id")?,
        mime: text(held, "/mime_type"),
        bytes: held.get("file_size").and_then(Json::as_u64),
        sha256: None,
    })
}
