//! What goes out, as Meta wants it: one message in as few parts as can be.
//!
//! A message is one part where it can be: the words over the buttons. It is more where
//! - the words are longer than stand over buttons (1,024 letters): what is before the last
//!   paragraphs goes first, alone; longer than any text (4,096): in pieces;
//! - a code goes with it: each code goes last and alone, so that it is easy to copy, also where
//!   WhatsApp shows the payment itself, for not every customer's app does;
//! - buttons cannot stand where they should: under a payment that WhatsApp shows they would have no
//!   place, so they stand under the last code.
//!
//! Labels are never cut: `combinado check` sees to it that they fit, and what does not fit all the
//! same is written out as words. This module knows no network and no Portuguese.

mod shape;
mod split;

use std::collections::BTreeMap;

use serde_json::Value;

pub use shape::{Order, Outcome, Shape, Source, Tap, is_reference, request, seen};

use crate::domain::channel::fit;
use crate::domain::channel::token::token;
use crate::domain::channel::{Behind, Choice, Outgoing};
use crate::domain::dialogue::file::Attached;
use crate::domain::dialogue::text::Attachment;
use crate::domain::locale::Locale;

/// What an account can do, and the words that its forms need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Means {
    /// True where Meta enabled payment messages.
    pub payments: bool,
    /// What stands on the button that opens a list, at most 20 letters.
    pub list_button: String,
    /// The same in other languages.
    pub list_buttons: BTreeMap<Locale, String>,
}

/// The parts of a message, in order; at least one.
pub fn parts(outgoing: &Outgoing, means: &Means) -> Vec<Shape> {
    if let Some(call) = &outgoing.template {
        let payloads = call.replies.iter().map(|id| token(&outgoing.id, id)).collect();
        let order = order(outgoing).map(Box::new);
        return vec![Shape::Template { call: Box::new(call.clone()), payloads, order }];
    }
    if outgoing.asks_phone {
        let words = with_labels(&outgoing.text, &outgoing.options);
        return framed(&words, |body| Shape::AskPhone { body });
    }
    let order = order(outgoing).filter(|_| means.payments);
    let mut parts = match &order {
        Some(order) => {
            let words =
                if outgoing.text.trim().is_empty() { &order.payment.payee } else { &outgoing.text };
            framed(words, |body| Shape::Order { body, order: Box::new(order.clone()) })
        }
        None if file(outgoing).is_some() => Vec::new(),
        None => chosen(&outgoing.text, outgoing, means),
    };
    parts.extend(file(outgoing).into_iter().flat_map(|it| carried(&outgoing.text, it)));
    let below = order.is_some() && !outgoing.options.is_empty();
    let mut codes = outgoing.attachments.iter().filter_map(code).peekable();
    while let Some(code) = codes.next() {
        if below && codes.peek().is_none() {
            parts.extend(chosen(&code, outgoing, means));
        } else {
            parts.extend(said(&code));
        }
    }
    parts
}

/// True where a part shows a payment, of which it can be told later that it is paid.
pub fn shows_payment(part: &Shape) -> bool {
    match part {
        Shape::Order { .. } => true,
        Shape::Template { order, call, .. } => {
            order.is_some() && call.links.values().any(|behind| *behind == Behind::Order)
        }
        Shape::Text { .. }
        | Shape::Buttons { .. }
        | Shape::List { .. }
        | Shape::Link { .. }
        | Shape::Image { .. }
        | Shape::Document { .. }
        | Shape::AskPhone { .. }
        | Shape::OrderStatus { .. } => false,
    }
}

/// The same part without a payment that WhatsApp shows, for who cannot be shown one.
pub fn without_order(part: &Shape) -> Option<Shape> {
    match part {
        Shape::Order { body, .. } => Some(Shape::Text { body: body.clone() }),
        Shape::Text { .. }
        | Shape::Buttons { .. }
        | Shape::List { .. }
        | Shape::Link { .. }
        | Shape::Image { .. }
        | Shape::Document { .. }
        | Shape::AskPhone { .. }
        | Shape::OrderStatus { .. }
        | Shape::Template { .. } => None,
    }
}

/// The request of one part of a message; none where it has no such part.
pub fn encode(outgoing: &Outgoing, means: &Means) -> Option<(Shape, Value)> {
    let place = usize::try_from(outgoing.part).ok()?;
    let part = parts(outgoing, means).into_iter().nth(place)?;
    let request = request(&outgoing.to.address, &part, &outgoing.opaque(), None);
    Some((part, request))
}

/// Words with what can be chosen, as buttons, as a list, or written out.
fn chosen(text: &str, outgoing: &Outgoing, means: &Means) -> Vec<Shape> {
    let options = &outgoing.options;
    let limits = &fit::WHATSAPP;
    let taps = || {
        let tap = |choice: &Choice| Tap {
            id: token(&outgoing.id, &choice.id),
            title: choice.label.trim().to_owned(),
        };
        options.iter().map(tap).collect::<Vec<_>>()
    };
    let fit = |most: usize| {
        options.iter().all(|it| (1..=most).contains(&it.label.trim().chars().count()))
    };
    let unique = options.iter().enumerate().all(|(place, one)| {
        options.iter().take(place).all(|other| other.label.trim() != one.label.trim())
    });
    let worded = !text.trim().is_empty();
    match options.len() {
        0 => said(text),
        count if worded && count <= limits.buttons && fit(limits.button) && unique => {
            framed(text, |body| Shape::Buttons { body, buttons: taps() })
        }
        count if worded && count <= limits.rows && fit(limits.row) => {
            let other = outgoing.language.and_then(|it| means.list_buttons.get(&it));
            let button = other.unwrap_or(&means.list_button).clone();
            framed(text, |body| Shape::List { body, button, rows: taps() })
        }
        _ => said(&with_labels(text, options)),
    }
}

/// Words over something; what does not fit over it goes before, alone.
fn framed(text: &str, shape: impl FnOnce(String) -> Shape) -> Vec<Shape> {
    let (before, over) = split::tail(text, fit::WHATSAPP.over_buttons);
    let mut parts = said(before);
    parts.push(shape(over.to_owned()));
    parts
}

/// Words alone, in as many messages as they need.
fn said(text: &str) -> Vec<Shape> {
    let pieces = split::pieces(text, fit::WHATSAPP.text).into_iter();
    pieces.map(|body| Shape::Text { body }).collect()
}

/// Words with what can be chosen written below, a line each.
fn with_labels(text: &str, options: &[Choice]) -> String {
    let labels: Vec<&str> = options.iter().map(|option| option.label.trim()).collect();
    let parts = [text.trim(), &labels.join("\n")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// What is copied of an attachment, alone.
fn code(attachment: &Attachment) -> Option<String> {
    match attachment {
        Attachment::Pix { code, .. } => Some(code.clone()),
        Attachment::Boleto { line } => Some(line.clone()),
        Attachment::File(_) => None,
    }
}

/// The file that a human sends; one a message.
pub fn file(outgoing: &Outgoing) -> Option<&Attached> {
    outgoing.attachments.iter().find_map(|attachment| match attachment {
        Attachment::File(file) => Some(file),
        Attachment::Pix { .. } | Attachment::Boleto { .. } => None,
    })
}

/// A file with the words below it; where they are longer than stand there, they go before.
fn carried(text: &str, file: &Attached) -> Vec<Shape> {
    let text = text.trim();
    let fits = text.chars().count() <= fit::WHATSAPP.over_buttons;
    let mut parts = if fits { Vec::new() } else { said(text) };
    let caption = Some(text.to_owned()).filter(|text| fits && !text.is_empty());
    let source = Source::Ours(file.id.to_string());
    parts.push(if file.form.is_picture() {
        Shape::Image { source, caption }
    } else {
        Shape::Document { source, name: file.name.clone(), caption }
    });
    parts
}

/// The payment that WhatsApp can show; none where something of it is missing or does not fit.
fn order(outgoing: &Outgoing) -> Option<Order> {
    let payment = outgoing.payment.clone()?;
    let (mut pix, mut boleto) = (None, None);
    for attachment in &outgoing.attachments {
        match attachment {
            Attachment::Pix { code, .. } if pix.is_none() => pix = Some(code.clone()),
            Attachment::Boleto { line } if boleto.is_none() => boleto = Some(line.clone()),
            // Two of a kind are two payments; WhatsApp shows one.
            Attachment::Pix { .. } | Attachment::Boleto { .. } => return None,
            Attachment::File(_) => {}
        }
    }
    let digits = |line: &String| line.bytes().filter(u8::is_ascii_digit).count();
    let fit = is_reference(&payment.reference)
        && payment.amount.is_positive()
        && !payment.payee.trim().is_empty()
        && !payment.key.trim().is_empty()
        && pix.as_ref().is_none_or(|code| !code.is_empty())
        && boleto.as_ref().is_none_or(|line| matches!(digits(line), 47 | 48));
    let some = pix.is_some() || boleto.is_some();
    (fit && some).then_some(Order { payment, pix, boleto })
}

#[cfg(test)]
mod tests;
