//! A message: a row of the conversation, and an errand to deliver it.

use std::collections::BTreeMap;

use super::Desk;
use crate::app::words::Worded;
use crate::domain::channel::TemplateCall;
use crate::domain::dialogue::file::Attached;
use crate::domain::dialogue::text::{Approved, Attachment};
use crate::domain::id::Id;
use crate::store::conversation::Conversation;
use crate::store::many::work::Rows;
use crate::store::message::{Enclosure, Message, Sender};
use crate::store::outbox::{self, Errand};

/// Says something as the bot.
pub fn bot(
    rows: &mut Rows,
    desk: &Desk<'_>,
    after: &mut Conversation,
    (id, turn, place): (&Id, u32, i64),
    worded: Worded,
) {
    let message = Message {
        id: id.clone(),
        seq: after.messages + 1,
        from: Sender::Bot,
        author: None,
        turn,
        at: desk.now,
        text: worded.text,
        options: worded.options,
        attachments: worded.attachments,
        sent_at: None,
        failure: None,
    };
    say(rows, desk, after, (message, worded.template), place);
}

/// Passes on what a human of ours wrote.
pub fn agent(
    rows: &mut Rows,
    desk: &Desk<'_>,
    after: &mut Conversation,
    (id, turn, place): (&Id, u32, i64),
    ((text, author), template, file): ((&str, &str), Option<&Approved>, Option<&Attached>),
) {
    let message = Message {
        id: id.clone(),
        seq: after.messages + 1,
        from: Sender::Agent,
        author: Some(author.to_owned()).filter(|author| !author.is_empty()),
        turn,
        at: desk.now,
        text: text.to_owned(),
        options: Vec::new(),
        attachments: file.cloned().map(Attachment::File).map(Enclosure::Ours).into_iter().collect(),
        sent_at: None,
        failure: None,
    };
    // Only what the human chose stands in for their words: out of time, they are told.
    let template = template.map(|approved| TemplateCall {
        name: approved.name.clone(),
        language: approved.language.clone(),
        named: true,
        values: approved.values.clone(),
        replies: approved.replies.clone(),
        links: BTreeMap::new(),
    });
    say(rows, desk, after, (message, template), place);
}

fn say(
    rows: &mut Rows,
    desk: &Desk<'_>,
    after: &mut Conversation,
    (message, template): (Message, Option<TemplateCall>),
    place: i64,
) {
    after.messages = message.seq;
    let errand = outbox::New {
        creditor: after.creditor.clone(),
        id: message.id.clone(),
        conversation: after.id.clone(),
        position: place,
        proactive: desk.proactive,
        errand: Errand::Say {
            seq: message.seq,
            template,
            first: desk.first,
            answers: desk.answers(),
            language: desk.facts.language(),
        },
    };
    rows.message(&after.creditor, &after.id, message);
    rows.errand(errand);
}
