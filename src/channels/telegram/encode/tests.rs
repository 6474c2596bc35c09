use serde_json::json;

use super::*;
use crate::domain::channel::{Choice, Recipient, TELEGRAM};
use crate::domain::id::Id;

/// The call of a fixture, by name.
macro_rules! fixture {
    ($name:literal) => {{
        let text = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/telegram/outbound/",
            $name,
            ".json"
        ));
        let fixture: Json = serde_json::from_str(text).expect("it is JSON");
        fixture.get("json").cloned().expect("it holds a call")
    }};
}

const CODE: &str = "00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/9d36b84fc70b478fb95c12729b90ca255204000053039865802BR5914EMPRESA X LTDA6009SAO PAULO62070503***63040100";

fn words() -> Words {
    Words {
        pix: "Pix copia e cola:".to_owned(),
        copy_pix: "Copiar código Pix".to_owned(),
        boleto: "Linha digitável do boleto:".to_owned(),
        copy_boleto: "Copiar linha digitável".to_owned(),
        share_phone: "📱 Enviar meu telefone".to_owned(),
    }
}

fn saying(text: &str) -> Outgoing {
    Outgoing {
        creditor: "loja".to_owned(),
        conversation: Id::derive(&["conversation"]),
        channel: TELEGRAM.to_owned(),
        to: Recipient { account: "7770001".to_owned(), address: "5550001".to_owned() },
        id: Id::derive(&["message"]),
        part: 0,
        text: text.to_owned(),
        options: Vec::new(),
        attachments: Vec::new(),
        payment: None,
        template: None,
        asks_phone: false,
        language: None,
        bytes: None,
    }
}

fn offering(text: &str, labels: &[&str]) -> Outgoing {
    let option = |label: &&str| Choice { id: label.to_lowercase(), label: (*label).to_owned() };
    Outgoing { options: labels.iter().map(option).collect(), ..saying(text) }
}

fn paying(text: &str, code: &str) -> Outgoing {
    let charge = Id::derive(&["charge"]);
    let attachments = vec![Attachment::Pix { charge, code: code.to_owned() }];
    Outgoing { attachments, ..saying(text) }
}

/// The calls as they are sent, a picture's as its form.
fn sent(outgoing: &Outgoing) -> Vec<Json> {
    let calls = calls(outgoing, 5_550_001, &words()).into_iter();
    let written = |call| match call {
        Call::Text(call) => serde_json::to_value(call).expect("it is JSON"),
        Call::Picture(call, png) => {
            let form = form(&call).into_iter().map(|(name, value)| (name, json!(value)));
            let picture = ("photo".to_owned(), json!(png.starts_with(b"\x89PNG")));
            Json::Object(form.chain([picture]).collect())
        }
        Call::File(call, file) => {
            let form = form(&*call).into_iter().map(|(name, value)| (name, json!(value)));
            let sent = ("document".to_owned(), json!(file.name));
            Json::Object(form.chain([sent]).collect())
        }
    };
    calls.map(written).collect()
}

fn only(outgoing: &Outgoing) -> Json {
    let mut sent = sent(outgoing);
    assert_eq!(sent.len(), 1);
    sent.pop().expect("there is one")
}

fn shape(json: &Json) -> Json {
    match json {
        Json::Object(values) => {
            values.iter().map(|(name, value)| (name.clone(), shape(value))).collect()
        }
        Json::Array(items) => items.iter().map(shape).collect(),
        Json::String(_) => json!("text"),
        Json::Null | Json::Bool(_) | Json::Number(_) => json.clone(),
    }
}

#[test]
fn an_offer_has_its_choices_below_it() {
    let offer = offering("À vista por R$ 591,00 até 05/12. Aceita?", &["Aceito", "Ver parcelas"]);
    let mut call = only(&offer);

    let data = call.pointer("/reply_markup/inline_keyboard/0/1/callback_data");
    let token = token::token(&offer.id, "ver parcelas");
    assert_eq!(data.and_then(Json::as_str), Some(token.as_str()));
    assert!((1..=64).contains(&token.len()));
    // Without a code the words go as they are: nothing in them can be taken for a mark.
    call.as_object_mut().expect("an object").insert("parse_mode".to_owned(), json!("HTML"));
    assert_eq!(shape(&call), shape(&fixture!("send_message_offer")));
}

#[test]
fn long_labels_have_a_row_each_and_short_ones_share() {
    let labels = ["Sim", "Não", "Quero outra data", "Ver", "Falar com pessoa", "Sair"];
    let call = only(&offering("?", &labels));

    let rows = call.pointer("/reply_markup/inline_keyboard").and_then(Json::as_array);
    let lengths = rows.map(|rows| rows.iter().map(|row| row.as_array().map_or(0, Vec::len)));
    assert_eq!(lengths.map(Iterator::collect), Some(vec![2, 1, 1, 1, 1]));
}

#[test]
fn a_code_is_shown_alone_copied_by_a_button_and_drawn() {
    let call = only(&paying("Aqui está o Pix de R$ 10,00.", CODE));

    assert_eq!(call.get("photo"), Some(&json!(true)));
    let expected =
        format!("Aqui está o Pix de R$ 10,00.\n\nPix copia e cola:\n<code>{CODE}</code>");
    assert_eq!(call.get("caption"), Some(&json!(expected)));
    assert_eq!(call.get("parse_mode"), Some(&json!("HTML")));
    let markup = call.get("reply_markup").and_then(Json::as_str).expect("a form holds text");
    let markup: Json = serde_json::from_str(markup).expect("it is JSON");
    let fixture = fixture!("send_message_copy_pix");
    let button = "/inline_keyboard/0/0";
    assert_eq!(
        markup.pointer(button),
        fixture.get("reply_markup").and_then(|markup| markup.pointer(button))
    );
    assert_eq!(call.get("chat_id"), Some(&json!("5550001")));
}

#[test]
fn a_code_too_long_for_a_button_is_copied_by_a_touch() {
    let long = "A".repeat(LONGEST_COPY + 1);
    let call = only(&paying("Pix:", &long));

    assert!(call.get("caption").is_some_and(|text| text.to_string().contains(&long)));
    assert_eq!(call.get("reply_markup"), Some(&json!("{\"remove_keyboard\":true}")));
    let fits = only(&paying("Pix:", &"A".repeat(LONGEST_COPY)));
    assert!(fits.get("reply_markup").is_some_and(|it| it.to_string().contains("copy_text")));
}

#[test]
fn a_text_too_long_for_below_a_picture_goes_before_it() {
    let long = "palavra ".repeat(120);
    let message =
        Outgoing { options: offering("", &["Já paguei"]).options, ..paying(&long, CODE) };
    let [text, picture] = <[Json; 2]>::try_from(sent(&message)).expect("there are two");

    assert!(text.get("text").is_some_and(|text| text.to_string().contains(CODE)));
    assert!(text.pointer("/reply_markup/inline_keyboard/1/0/callback_data").is_some());
    assert_eq!(picture, json!({ "chat_id": "5550001", "photo": true }));
    assert_eq!(count(&message, &words()), 2);
}

#[test]
fn a_caption_is_measured_as_it_is_shown() {
    let around = units("Pix copia e cola:") + units(CODE) + 3;
    let fits = "&".repeat(LONGEST_CAPTION - around);

    assert_eq!(sent(&paying(&fits, CODE)).len(), 1);
    assert_eq!(sent(&paying(&format!("{fits}&"), CODE)).len(), 2);
    // A letter beyond the first plane counts twice.
    let smiles = "😀".repeat((LONGEST_CAPTION - around) / 2 + 1);
    assert_eq!(sent(&paying(&smiles, CODE)).len(), 2);
}

#[test]
fn nothing_of_a_persons_is_taken_for_a_mark() {
    let call = only(&paying("Oi, <b>Ana & Bia</b>", "A<&>B"));

    let expected =
        "Oi, &lt;b&gt;Ana &amp; Bia&lt;/b&gt;\n\nPix copia e cola:\n<code>A&lt;&amp;&gt;B</code>";
    assert_eq!(call.get("caption"), Some(&json!(expected)));
    let plain = only(&saying("Oi, <b>Ana & Bia</b>"));
    assert_eq!(plain.get("text"), Some(&json!("Oi, <b>Ana & Bia</b>")));
    assert_eq!(plain.get("parse_mode"), None);
}

#[test]
fn the_digits_of_a_boleto_are_copied_too() {
    let line = "34191.79001 01043.510047 91020.150008 1 99990000015000".to_owned();
    let attachments = vec![Attachment::Boleto { line: line.clone() }];
    let call = only(&Outgoing { attachments, ..saying("Seu boleto:") });

    let copied = call.pointer("/reply_markup/inline_keyboard/0/0/copy_text/text");
    assert_eq!(copied, Some(&json!(line)));
    assert!(call.get("text").is_some_and(|text| text.to_string().contains(&line)));
}

#[test]
fn a_phone_is_asked_for_and_the_keyboard_put_away_again() {
    let text = "Para achar seu cadastro, toque no botão abaixo.";
    let mut asks = only(&Outgoing { asks_phone: true, ..saying(text) });
    let mut thanks = only(&saying("Obrigado!"));

    for call in [&mut asks, &mut thanks] {
        let call = call.as_object_mut().expect("an object");
        assert_eq!(call.remove("link_preview_options"), Some(json!({ "is_disabled": true })));
    }
    assert_eq!(asks, fixture!("send_message_request_contact"));
    assert_eq!(thanks, fixture!("send_message_remove_keyboard"));
}

#[test]
fn a_text_that_fits_nowhere_is_parted_and_nothing_of_it_lost() {
    let text = format!("{}\n\n{}", "uma frase. ".repeat(300), "outra frase. ".repeat(200));
    let message = offering(&text, &["Sim"]);
    let sent = sent(&message);

    assert_eq!(sent.len(), 2);
    let texts: Vec<&str> =
        sent.iter().filter_map(|call| call.get("text").and_then(Json::as_str)).collect();
    assert_eq!(
        texts.iter().map(|text| text.trim()).collect::<Vec<_>>().join("\n\n").replace(" \n", "\n"),
        text.trim().replace(" \n", "\n")
    );
    assert!(texts.iter().all(|text| units(text) <= LONGEST_TEXT));
    let marked = |call: &Json| call.get("reply_markup").is_some();
    assert_eq!(sent.iter().map(marked).collect::<Vec<_>>(), [false, true]);
    assert_eq!(pieces(&"😀".repeat(3000), LONGEST_TEXT).count(), 2);
    assert_eq!(pieces(" \n", LONGEST_TEXT).count(), 0);
}

#[test]
fn the_other_calls_are_as_documented() {
    use teloxide::payloads::{AnswerCallbackQuery, EditMessageReplyMarkup, SendChatAction};
    use teloxide::types::{CallbackQueryId, ChatAction, MessageId};

    let chat = ChatId(5_550_001);
    let typing = SendChatAction::new(chat, ChatAction::Typing);
    assert_eq!(serde_json::to_value(typing).ok(), Some(fixture!("send_chat_action")));
    let cleared = EditMessageReplyMarkup::new(chat, MessageId(20));
    assert_eq!(serde_json::to_value(cleared).ok(), Some(fixture!("edit_reply_markup_clear")));
    let answer = AnswerCallbackQuery::new(CallbackQueryId("2383838383838".to_owned()));
    let answer = serde_json::to_value(answer).expect("it is JSON");
    assert_eq!(
        answer.get("callback_query_id"),
        fixture!("answer_callback_query").get("callback_query_id")
    );
}
