//! What is said in a group, as calls: plain texts, so that no text of anybody's is markup.

use teloxide::payloads::{
    CloseForumTopic, CreateForumTopic, ReopenForumTopic, SendMessage, SendMessageSetters,
};
use teloxide::types::{ChatId, LinkPreviewOptions, MessageId, ReplyParameters, ThreadId};

/// The longest text of a message, in UTF-16 units.
const LONGEST: usize = 4096;
/// The longest name of a topic, in letters.
const LONGEST_NAME: usize = 128;

/// Something that is said.
#[derive(Clone, Copy, Debug)]
pub struct Say<'s> {
    /// The group, or somebody's private chat.
    pub chat: i64,
    /// The topic, where it is a group.
    pub thread: Option<&'s str>,
    /// The message that it answers.
    pub to: Option<&'s str>,
    /// What stands before it.
    pub before: &'s str,
    /// The words.
    pub text: &'s str,
}

/// A topic for a case.
pub fn topic(group: i64, title: &str) -> CreateForumTopic {
    let name: String = title.chars().take(LONGEST_NAME).collect();
    CreateForumTopic::new(ChatId(group), name)
}

/// Closes a topic.
pub fn close(group: i64, thread: &str) -> CloseForumTopic {
    CloseForumTopic::new(ChatId(group), topic_id(thread))
}

/// Opens it again.
pub fn reopen(group: i64, thread: &str) -> ReopenForumTopic {
    ReopenForumTopic::new(ChatId(group), topic_id(thread))
}

/// The calls that say something; a long text goes in several.
pub fn say(say: &Say<'_>) -> Vec<SendMessage> {
    let text = format!("{}{}", say.before, say.text);
    let each = |piece: String| {
        let mut call = SendMessage::new(ChatId(say.chat), piece);
        call = call.link_preview_options(no_preview());
        if let Some(thread) = say.thread {
            call = call.message_thread_id(topic_id(thread));
        }
        if let Some(id) = say.to.and_then(|to| to.parse().ok()) {
            let to = ReplyParameters::new(MessageId(id)).allow_sending_without_reply();
            call = call.reply_parameters(to);
        }
        call
    };
    pieces(&text).into_iter().map(each).collect()
}

/// A text in pieces that fit.
fn pieces(text: &str) -> Vec<String> {
    let (mut pieces, mut piece, mut length) = (Vec::new(), String::new(), 0);
    for letter in text.chars() {
        if length + letter.len_utf16() > LONGEST {
            pieces.push(std::mem::take(&mut piece));
            length = 0;
        }
        length += letter.len_utf16();
        piece.push(letter);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

fn topic_id(thread: &str) -> ThreadId {
    ThreadId(MessageId(thread.parse().unwrap_or_default()))
}

const fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_goes_in_pieces_that_fit() {
        let text = "é🙂".repeat(3000);
        let say =
            super::say(&Say { chat: -1, thread: Some("7"), to: None, before: "", text: &text });

        assert_eq!(say.len(), 3);
        assert!(say.iter().all(|call| call.text.encode_utf16().count() <= LONGEST));
        let whole: String = say.iter().map(|call| call.text.as_str()).collect();
        assert_eq!(whole, text);
    }

    #[test]
    fn nothing_is_markup() {
        let text = "<b>oi</b> *x* [a](b)";
        let say = super::say(&Say { chat: -1, thread: None, to: None, before: "", text });
        let call = say.first().expect("one");
        assert_eq!((call.text.as_str(), call.parse_mode), (text, None));
    }
}
