//! Writes what goes out as calls: a text with its buttons, a code to copy, its picture.
//!
//! The words of buttons come from outside, as [`Words`]; what stands behind a button is a
//! [`token`], which means nothing to who forges one.

use serde::Serialize;
use serde_json::Value as Json;
use teloxide::payloads::SendMessageSetters;
use teloxide::payloads::{SendDocument, SendMessage, SendPhoto, SendPhotoSetters};
use teloxide::types::{
    ButtonRequest, ChatId, CopyTextButton, InlineKeyboardButton, InlineKeyboardButtonKind,
    InlineKeyboardMarkup, InputFile, KeyboardButton, KeyboardMarkup, KeyboardRemove,
    LinkPreviewOptions, ParseMode, ReplyMarkup,
};

use super::picture;
use crate::domain::channel::{Outgoing, token};
use crate::domain::dialogue::file::Attached;
use crate::domain::dialogue::text::Attachment;

/// The longest text of a message, in UTF-16 units.
pub const LONGEST_TEXT: usize = 4096;
/// The longest text below a picture, in UTF-16 units.
pub const LONGEST_CAPTION: usize = 1024;
/// The longest text that a button copies, in letters.
pub const LONGEST_COPY: usize = 256;
/// The longest label that shares its row, in letters: two of them are read whole on a small phone.
const LONGEST_BESIDE: usize = 14;

/// What buttons and codes are called; from `locales/pt-BR/telegram.ftl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What stands above a Pix code.
    pub pix: String,
    /// The button that copies it.
    pub copy_pix: String,
    /// What stands above the digits of a boleto.
    pub boleto: String,
    /// The button that copies them.
    pub copy_boleto: String,
    /// The button that shares one's own phone.
    pub share_phone: String,
}

/// One thing that is sent.
#[derive(Clone)]
pub enum Call {
    /// A text.
    Text(Box<SendMessage>),
    /// A picture, with a text below it or none.
    Picture(Box<SendPhoto>, Vec<u8>),
    /// A file of a human's, with a text below it or none.
    File(Box<SendDocument>, Attached),
}

/// The calls of a message, in order; the same message always gives the same.
pub fn calls(outgoing: &Outgoing, chat: i64, words: &Words) -> Vec<Call> {
    drafts(outgoing, words).into_iter().map(|draft| draft.call(ChatId(chat))).collect()
}

/// In how many calls a message goes.
pub fn count(outgoing: &Outgoing, words: &Words) -> usize {
    drafts(outgoing, words).len()
}

/// A call before it is written.
#[derive(Default)]
struct Draft {
    text: String,
    html: bool,
    picture: Option<Vec<u8>>,
    file: Option<Attached>,
    markup: Option<ReplyMarkup>,
}

impl Draft {
    fn call(self, chat: ChatId) -> Call {
        if let Some(file) = self.file {
            let mut call = SendDocument::new(chat, InputFile::memory(Vec::new()));
            call.caption = Some(self.text).filter(|text| !text.is_empty());
            call.reply_markup = self.markup;
            return Call::File(Box::new(call), file);
        }
        let Some(picture) = self.picture else {
            let quiet = LinkPreviewOptions {
                is_disabled: true,
                url: None,
                prefer_small_media: false,
                prefer_large_media: false,
                show_above_text: false,
            };
            let mut call = SendMessage::new(chat, self.text).link_preview_options(quiet);
            call.parse_mode = self.html.then_some(ParseMode::Html);
            call.reply_markup = self.markup;
            return Call::Text(Box::new(call));
        };
        let mut call = SendPhoto::new(chat, InputFile::memory(Vec::new()));
        if !self.text.is_empty() {
            call = call.caption(self.text);
            call.parse_mode = self.html.then_some(ParseMode::Html);
        }
        call.reply_markup = self.markup;
        Call::Picture(Box::new(call), picture)
    }
}

/// A code that is shown alone, to be copied.
struct Code<'a> {
    heading: &'a str,
    button: &'a str,
    letters: &'a str,
}

fn drafts(outgoing: &Outgoing, words: &Words) -> Vec<Draft> {
    let codes: Vec<Code<'_>> =
        outgoing.attachments.iter().filter_map(|attachment| code(attachment, words)).collect();
    let markup = markup(outgoing, &codes, words);
    let pictures = outgoing.attachments.iter().filter_map(|attachment| match attachment {
        Attachment::Pix { code, .. } => picture::png(code),
        Attachment::Boleto { .. } | Attachment::File(_) => None,
    });
    let mut pictures: Vec<Vec<u8>> = pictures.collect();
    let shown: usize = codes.iter().map(|code| units(code.heading) + units(code.letters) + 3).sum();
    if let Some(file) = file(outgoing) {
        return carried(&outgoing.text, file, markup);
    }
    if codes.is_empty() {
        let mut drafts: Vec<Draft> = pieces(&outgoing.text, LONGEST_TEXT).map(plain).collect();
        if let Some(last) = drafts.last_mut() {
            last.markup = Some(markup);
        }
        return drafts;
    }
    let beneath = units(&outgoing.text) + shown <= LONGEST_CAPTION && pictures.len() == 1;
    let mut drafts: Vec<Draft> = if units(&outgoing.text) + shown <= LONGEST_TEXT {
        let picture = if beneath { pictures.pop() } else { None };
        vec![Draft { picture, ..marked(&outgoing.text, &codes) }]
    } else {
        let texts = pieces(&outgoing.text, LONGEST_TEXT).map(plain);
        texts.chain([marked("", &codes)]).collect()
    };
    if let Some(last) = drafts.last_mut() {
        last.markup = Some(markup);
    }
    // What can be read and copied goes first: if a picture is refused, nothing is lost.
    drafts.extend(
        pictures.into_iter().map(|picture| Draft { picture: Some(picture), ..Draft::default() }),
    );
    drafts
}

fn code<'a>(attachment: &'a Attachment, words: &'a Words) -> Option<Code<'a>> {
    match attachment {
        Attachment::Pix { code, .. } => {
            Some(Code { heading: &words.pix, button: &words.copy_pix, letters: code })
        }
        Attachment::Boleto { line } => {
            Some(Code { heading: &words.boleto, button: &words.copy_boleto, letters: line })
        }
        Attachment::File(_) => None,
    }
}

/// The file that a human sends; one a message.
fn file(outgoing: &Outgoing) -> Option<&Attached> {
    outgoing.attachments.iter().find_map(|attachment| match attachment {
        Attachment::File(file) => Some(file),
        Attachment::Pix { .. } | Attachment::Boleto { .. } => None,
    })
}

/// A file with the words below it; where they are longer than stand there, they go before.
fn carried(text: &str, file: &Attached, markup: ReplyMarkup) -> Vec<Draft> {
    let text = text.trim();
    let fits = units(text) <= LONGEST_CAPTION;
    let mut drafts: Vec<Draft> =
        if fits { Vec::new() } else { pieces(text, LONGEST_TEXT).map(plain).collect() };
    let below = if fits { text } else { "" };
    drafts.push(Draft { file: Some(file.clone()), markup: Some(markup), ..plain(below) });
    drafts
}

fn plain(text: &str) -> Draft {
    Draft { text: text.to_owned(), ..Draft::default() }
}

/// The words with every code alone below its heading: a touch copies what stands in `<code>`.
fn marked(text: &str, codes: &[Code<'_>]) -> Draft {
    let mut paragraphs = Vec::new();
    if !text.trim().is_empty() {
        paragraphs.push(escaped(text));
    }
    for Code { heading, letters, .. } in codes {
        paragraphs.push(format!("{}\n<code>{}</code>", escaped(heading), escaped(letters)));
    }
    Draft { text: paragraphs.join("\n\n"), html: true, ..Draft::default() }
}

/// The buttons below a message; where there are none, those of an earlier one are put away.
fn markup(outgoing: &Outgoing, codes: &[Code<'_>], words: &Words) -> ReplyMarkup {
    if outgoing.asks_phone {
        let share = KeyboardButton::new(&words.share_phone).request(ButtonRequest::Contact);
        let choices =
            outgoing.options.iter().map(|option| vec![KeyboardButton::new(&option.label)]);
        let rows = [vec![share]].into_iter().chain(choices);
        let mut keyboard = KeyboardMarkup::new(rows);
        keyboard.resize_keyboard = true;
        keyboard.one_time_keyboard = true;
        return keyboard.into();
    }
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    for Code { button, letters, .. } in codes {
        if (1..=LONGEST_COPY).contains(&letters.chars().count()) {
            let copy = CopyTextButton { text: (*letters).to_owned() };
            let kind = InlineKeyboardButtonKind::CopyText(copy);
            rows.push(vec![InlineKeyboardButton::new(*button, kind)]);
        }
    }
    let mut beside = false;
    for option in &outgoing.options {
        let token = token::token(&outgoing.id, &option.id);
        let button = InlineKeyboardButton::callback(&option.label, token);
        let short = option.label.chars().count() <= LONGEST_BESIDE;
        match rows.last_mut() {
            Some(row) if beside && short => {
                row.push(button);
                beside = false;
            }
            Some(_) | None => {
                rows.push(vec![button]);
                beside = short;
            }
        }
    }
    if rows.is_empty() {
        return KeyboardRemove::new().into();
    }
    InlineKeyboardMarkup::new(rows).into()
}

/// Words as HTML: nothing of a customer's is taken for a mark.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The length by which Telegram measures.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A text in pieces that fit, parted between paragraphs where there is one, else between words.
///
/// Shipped texts fit whole; a name or what a person of ours wrote may make one longer.
fn pieces(text: &str, longest: usize) -> impl Iterator<Item = &str> {
    let mut rest = Some(text.trim_end()).filter(|text| !text.is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        let (piece, left) = part(text, longest);
        rest = Some(left.trim_start()).filter(|left| !left.is_empty());
        Some(piece)
    })
}

fn part(text: &str, longest: usize) -> (&str, &str) {
    let mut used = 0;
    let too_far = text.char_indices().find(|(_, letter)| {
        used += letter.len_utf16();
        used > longest
    });
    let Some((end, _)) = too_far else { return (text, "") };
    let head = text.get(..end).unwrap_or(text);
    let border = ["\n\n", "\n", " "].iter().find_map(|between| head.rfind(between));
    let (piece, left) = text.split_at(border.filter(|border| *border > 0).unwrap_or(end));
    (piece.trim_end(), left)
}

/// A call's values by name, as a form holds them, without the file itself.
pub fn form<P: Serialize>(call: &P) -> Vec<(String, String)> {
    let values = serde_json::to_value(call).unwrap_or_default();
    let Json::Object(values) = values else { return Vec::new() };
    let text = |value: Json| match value {
        Json::String(text) => text,
        other @ (Json::Null
        | Json::Bool(_)
        | Json::Number(_)
        | Json::Array(_)
        | Json::Object(_)) => other.to_string(),
    };
    let told = values.into_iter().filter(|(name, _)| name != "photo" && name != "document");
    told.map(|(name, value)| (name, text(value))).collect()
}

#[cfg(test)]
mod tests;
