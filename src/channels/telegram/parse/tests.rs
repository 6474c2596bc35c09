use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::domain::channel::File;
use crate::domain::dialogue::event::Media;
use crate::domain::people::Phone;

/// A fixture's text, by name.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/telegram/updates/",
            $name,
            ".json"
        ))
    };
}

const ALL: [&str; 21] = [
    fixture!("agent_message_general_topic"),
    fixture!("agent_reply_in_topic"),
    fixture!("blocked_by_user"),
    fixture!("callback_query"),
    fixture!("callback_query_forged_data"),
    fixture!("callback_query_inaccessible_message"),
    fixture!("contact_of_someone_else"),
    fixture!("contact_own"),
    fixture!("contact_without_user_id"),
    fixture!("document"),
    fixture!("edited_message"),
    fixture!("location"),
    fixture!("message_text"),
    fixture!("photo"),
    fixture!("start_deep_link"),
    fixture!("start_plain"),
    fixture!("sticker"),
    fixture!("text_with_emoji_utf16_entities"),
    fixture!("unblocked_by_user"),
    fixture!("unknown_update_kind"),
    fixture!("voice"),
];

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_500, 0).expect("a time")
}

fn read(text: &str) -> Arrival {
    body("7770001", text.as_bytes(), now())
}

fn heard(text: &str) -> Heard {
    match read(text).body {
        Body::Heard(heard) => *heard,
        Body::Receipt(_) | Body::Change(_) | Body::Notice(_) | Body::Stray(_) => {
            unreachable!("somebody was heard")
        }
    }
}

fn why(text: &str) -> &'static str {
    match read(text).body {
        Body::Stray(stray) => stray.why,
        Body::Heard(_) | Body::Receipt(_) | Body::Change(_) | Body::Notice(_) => {
            unreachable!("nobody was heard")
        }
    }
}

/// A message of Maria's that holds this.
fn holding(held: &Json) -> String {
    let mut update: Json = serde_json::from_str(fixture!("message_text")).expect("it is JSON");
    let message = update.pointer_mut("/message").and_then(Json::as_object_mut);
    let message = message.expect("it has a message");
    message.remove("text");
    message.extend(held.as_object().expect("an object").clone());
    update.to_string()
}

#[test]
fn a_text_is_heard_from_who_wrote_it() {
    let arrival = read(fixture!("message_text"));
    let heard = heard(fixture!("message_text"));

    assert_eq!((arrival.account.as_str(), arrival.id.as_str()), ("7770001", "800000001"));
    assert_eq!(heard.what, What::Text { text: "Oi, quero negociar".to_owned() });
    assert_eq!(heard.at.timestamp(), 1_790_000_000);
    assert_eq!(heard.reference.as_deref(), Some("11"));
    let who = Who {
        aliases: vec![Alias::User("5550001".to_owned())],
        address: "5550001".to_owned(),
        name: Some("Maria Silva".to_owned()),
        username: Some("mariasilva".to_owned()),
    };
    assert_eq!(heard.who, who);
}

#[test]
fn words_stay_as_they_were_typed() {
    let heard = heard(fixture!("text_with_emoji_utf16_entities"));

    assert_eq!(heard.what, What::Text { text: "😡 /sair".to_owned() });
}

#[test]
fn a_chat_opens_with_or_without_a_link_of_ours() {
    let token = "c_9f0c2dA-1_x".to_owned();
    let begun = |text: &str| heard(&holding(&json!({ "text": text }))).what;

    assert_eq!(heard(fixture!("start_plain")).what, What::Started { token: None });
    assert_eq!(heard(fixture!("start_deep_link")).what, What::Started { token: Some(token) });
    assert_eq!(begun("/start@acordofacil_bot ab"), What::Started { token: Some("ab".to_owned()) });
    assert_eq!(begun("/start a.b"), What::Started { token: None });
    assert_eq!(begun(&format!("/start {}", "a".repeat(65))), What::Started { token: None });
    assert_eq!(begun("/startle"), What::Text { text: "/startle".to_owned() });
    assert_eq!(begun("/start over again"), What::Text { text: "/start over again".to_owned() });
}

#[test]
fn only_the_senders_own_card_proves_a_number() {
    let phone = Phone::parse("+5511987654321").ok();
    let card = What::Media { media: Media::Contact, name: None, caption: None, file: None };
    let foreign = json!({ "contact": { "phone_number": "+351912345678", "user_id": 5_550_001 } });

    assert!(phone.is_some());
    assert_eq!(heard(fixture!("contact_own")).what, What::OwnPhone { phone });
    assert_eq!(heard(fixture!("contact_of_someone_else")).what, card);
    assert_eq!(heard(fixture!("contact_without_user_id")).what, card);
    assert_eq!(heard(&holding(&foreign)).what, What::OwnPhone { phone: None });
}

#[test]
fn a_tap_tells_its_token_and_what_stood_on_the_button() {
    let tapped = |label: Option<&str>, token: &str| What::Tapped {
        token: token.to_owned(),
        label: label.map(str::to_owned),
    };
    let tap = heard(fixture!("callback_query"));

    assert_eq!(tap.what, tapped(Some("Aceito"), "of:42:a"));
    assert_eq!(tap.quoted.as_deref(), Some("20"));
    assert_eq!(tap.at, now());
    assert_eq!(tap_parts(tap.reference.as_deref().unwrap_or("")), ("2383838383838", Some(20)));
    assert_eq!(heard(fixture!("callback_query_forged_data")).what, tapped(None, "of:99:a"));
    let old = heard(fixture!("callback_query_inaccessible_message"));
    assert_eq!(old.what, tapped(None, "of:42:a"));
    assert_eq!(old.quoted.as_deref(), Some("3"));
}

#[test]
fn a_tap_without_a_message_goes_to_who_tapped() {
    let tap = json!({ "update_id": 1, "callback_query": {
        "id": "9", "from": { "id": 5, "is_bot": false, "first_name": "M" }, "data": "x" } });
    let heard = heard(&tap.to_string());

    assert_eq!((heard.who.address.as_str(), heard.quoted), ("5", None));
    assert_eq!(tap_parts(heard.reference.as_deref().unwrap_or("")), ("9", None));
}

#[test]
fn files_keep_where_they_can_be_fetched() {
    let file = |text: &str| match heard(text).what {
        What::Media { media, name, caption, file } => (media, name, caption, file),
        other => unreachable!("{other:?}"),
    };
    let told = |id: &str, mime: Option<&str>, bytes: u64| {
        let mime = mime.map(str::to_owned);
        Some(File { id: id.to_owned(), mime, bytes: Some(bytes), sha256: None })
    };

    let photo = told("AgACbig", Some("image/jpeg"), 123_456);
    let caption = Some("comprovante".to_owned());
    assert_eq!(file(fixture!("photo")), (Media::Image, None, caption, photo));
    let document = told("BQACfile", Some("application/pdf"), 20480);
    let name = Some("comprovante.pdf".to_owned());
    assert_eq!(file(fixture!("document")), (Media::Document, name, None, document));
    let voice = told("AwACvoice", Some("audio/ogg"), 31000);
    assert_eq!(file(fixture!("voice")), (Media::Audio, None, None, voice));
    let sticker = told("CAACst", None, 15000);
    assert_eq!(file(fixture!("sticker")), (Media::Sticker, None, None, sticker));
    assert_eq!(file(fixture!("location")), (Media::Location, None, None, None));
}

#[test]
fn somebody_who_moves_edits_nothing_that_was_said() {
    let from = json!({ "id": 5, "is_bot": false, "first_name": "Ana" });
    let update = json!({ "update_id": 9, "edited_message": {
        "message_id": 3, "date": 1_790_000_000, "edit_date": 1_790_000_050, "from": from,
        "chat": { "id": 5, "type": "private" },
        "location": { "latitude": -22.9, "longitude": -47.1, "live_period": 900 },
    } });

    let Body::Heard(heard) = update_of("7", &update, now()).body else { panic!("it is heard") };
    assert_eq!(heard.what, What::Reacted);
}

#[test]
fn an_edit_is_no_new_message() {
    let heard = heard(fixture!("edited_message"));

    assert_eq!((heard.what, heard.at.timestamp()), (What::Edited, 1_790_000_050));
}

#[test]
fn blocking_and_unblocking_are_heard() {
    assert_eq!(heard(fixture!("blocked_by_user")).what, What::Blocked);
    assert_eq!(heard(fixture!("unblocked_by_user")).what, What::Unblocked);
}

#[test]
fn groups_do_not_talk_with_the_bot() {
    assert_eq!(why(fixture!("agent_reply_in_topic")), "not-private");
    assert_eq!(why(fixture!("agent_message_general_topic")), "not-private");
}

#[test]
fn what_nobody_knows_is_kept() {
    assert_eq!(why(fixture!("unknown_update_kind")), "unknown-update");
    assert_eq!(read(fixture!("unknown_update_kind")).id, "800000021");
    assert_eq!(why("{\"update_id\":"), "not-json");
    assert_eq!(why(&"[".repeat(100_000)), "not-json");
    assert_eq!(why("[]"), "unknown-update");
    assert_eq!(why("{\"message\":7}"), "no-chat");
    assert_eq!(why("{\"message\":{\"from\":{\"id\":1},\"chat\":{\"id\":1}}}"), "not-private");
    assert_eq!(read("x").id, read("x").id);
    assert_ne!(read("x").id, read("y").id);
}

#[test]
fn what_a_person_sent_is_answered_and_news_are_not() {
    let kind = |kind: &str| What::Unsupported { kind: kind.to_owned() };

    assert_eq!(heard(&holding(&json!({ "poll": { "id": "1" } }))).what, kind("poll"));
    assert_eq!(heard(&holding(&json!({ "hologram": {} }))).what, kind("hologram"));
    assert_eq!(heard(&holding(&json!({ "a\0 b": {} }))).what, kind("unknown"));
    assert_eq!(why(&holding(&json!({ "pinned_message": {} }))), "news");
    assert_eq!(why(&holding(&json!({}))), "no-content");
}

#[test]
fn a_time_that_cannot_be_is_now() {
    let at = |date: i64| heard(&holding(&json!({ "text": "oi", "date": date }))).at;

    assert_eq!(at(0), now());
    assert_eq!(at(i64::MAX), now());
    assert_eq!(at(now().timestamp() + 90_000), now());
    assert_eq!(at(now().timestamp() - 5), now() - TimeDelta::seconds(5));
}

#[test]
fn no_text_holds_what_a_database_cannot() {
    let heard = heard(&holding(&json!({ "text": "o\0i" })));

    assert_eq!(heard.what, What::Text { text: "oi".to_owned() });
    assert!(read("\0").body != Body::Stray(Stray { raw: "\0".to_owned(), why: "not-json" }));
}

#[test]
fn a_poll_brings_several_in_the_order_that_they_came() {
    let batch: Json =
        serde_json::from_str(fixture!("get_updates_batch_out_of_order_chats")).expect("it is JSON");
    let updates = batch.get("result").and_then(Json::as_array).expect("it has updates");
    let ids: Vec<_> = updates.iter().map(|update| update_of("1", update, now()).id).collect();

    assert_eq!(ids, ["800000022", "800000023", "800000024"]);
}

/// Replaces the `place`-th value of a tree, counted in its own order.
fn replace(json: &mut Json, place: &mut usize, with: &Json) {
    if *place == 0 {
        *json = with.clone();
    }
    *place = place.wrapping_sub(1);
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| replace(item, place, with)),
        Json::Object(items) => items.values_mut().for_each(|item| replace(item, place, with)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_value_in_any_place_makes_it_panic(
        which in 0..ALL.len(),
        mut place in 0..40_usize,
        with in prop_oneof![
            Just(Json::Null), Just(json!([])), Just(json!({})), Just(json!([[{}]])), Just(json!(-1)),
            Just(json!(u64::MAX)), Just(json!(1e300)), Just(json!("")), Just(json!("/start x")),
            Just(json!("private")), any::<i64>().prop_map(|number| json!(number)),
            any::<String>().prop_map(|text| json!(text)),
        ],
    ) {
        let text = ALL.get(which).expect("it is one of them");
        let mut update: Json = serde_json::from_str(text).expect("it is JSON");
        replace(&mut update, &mut place, &with);
        let arrival = read(&update.to_string());
        prop_assert!(!arrival.id.is_empty());
        if let Body::Heard(heard) = arrival.body {
            prop_assert!(!heard.who.aliases.is_empty() && !heard.who.address.is_empty());
        }
    }

    #[test]
    fn no_torn_body_makes_it_panic(which in 0..ALL.len(), length in 0..900_usize, byte: u8) {
        let mut bytes = ALL.get(which).expect("it is one of them").as_bytes().to_vec();
        let place = length.min(bytes.len() - 1);
        if let Some(there) = bytes.get_mut(place) {
            *there = byte;
        }
        let _ = body("1", &bytes, now());
        bytes.truncate(place);
        let _ = body("1", &bytes, now());
    }
}
