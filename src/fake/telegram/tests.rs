//! The fake, asked over the network as a bot would ask it.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use bytes::Bytes;

use super::*;
use crate::fake::faults::Fault;

async fn started(settings: Settings) -> Fake {
    Fake::start(settings, Clock::System).await.expect("a free port is free")
}

async fn call(fake: &Fake, method: &str, params: &Value) -> Value {
    let url = format!("{}/bot7770001:dev-token/{method}", fake.base());
    let sent = reqwest::Client::new().post(url).header("content-type", "application/json");
    let response = sent.body(params.to_string()).send().await.expect("the fake answers");
    let text = response.text().await.expect("the answer is whole");
    serde_json::from_str(&text).expect("the answer is JSON")
}

fn wrong(answer: &Value) -> Option<&str> {
    answer.get("description").and_then(Value::as_str)
}

#[tokio::test]
async fn a_message_is_sent_tapped_answered_and_edited() {
    let fake = started(Settings::default()).await;
    let markup = json!({"inline_keyboard": [[{"text": "Aceito", "callback_data": "k1"}]]});

    let sent = call(
        &fake,
        "SendMessage",
        &json!({"chat_id": 5, "text": "<b>Oi</b>",
        "parse_mode": "HTML", "reply_markup": markup}),
    )
    .await;
    fake.act(&Act::choose(5, "Aceito")).expect("it has the button");
    let updates = call(&fake, "getUpdates", &json!({"timeout": 5})).await;

    assert_eq!(sent.pointer("/result/text"), Some(&json!("Oi")));
    let query = updates.pointer("/result/0/callback_query").expect("the tap came");
    assert_eq!(query.get("data"), Some(&json!("k1")));
    let answer = json!({"callback_query_id": query.get("id")});
    assert_eq!(
        call(&fake, "answerCallbackQuery", &answer).await,
        json!({"ok": true, "result": true})
    );
    let id = sent.pointer("/result/message_id");
    let clear = json!({"chat_id": 5, "message_id": id});
    assert_eq!(call(&fake, "editMessageReplyMarkup", &clear).await["ok"], json!(true));
    let again = call(&fake, "editMessageReplyMarkup", &clear).await;
    assert!(wrong(&again).is_some_and(|what| what.contains("message is not modified")));
}

#[tokio::test]
async fn updates_are_kept_until_they_are_confirmed() {
    let fake = started(Settings::default()).await;
    let first = fake.act(&Act::text(5, "um")).expect("it says something");
    fake.act(&Act::text(5, "dois")).expect("it says something");

    let seen = call(&fake, "getUpdates", &json!({"limit": 1})).await;
    let rest = call(&fake, "getUpdates", &json!({"offset": first + 1})).await;

    assert_eq!(seen.pointer("/result/0/message/text"), Some(&json!("um")));
    assert_eq!(rest.pointer("/result/0/message/text"), Some(&json!("dois")));
    assert_eq!(rest.pointer("/result/1"), None);
}

#[tokio::test]
async fn a_second_poller_ends_the_first() {
    let fake = started(Settings::default()).await;

    let patience = json!({"timeout": 20});
    let (first, _) = tokio::join!(call(&fake, "getUpdates", &patience), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let second = json!({"timeout": 0});
        call(&fake, "getUpdates", &second).await
    });

    assert_eq!(first.get("error_code"), Some(&json!(409)));
}

type Posted = Arc<Mutex<Vec<(String, Value)>>>;

#[tokio::test]
async fn webhooks_carry_the_secret_and_keep_the_order_of_a_chat() {
    let posted = Posted::default();
    let hook = |State(posted): State<Posted>, headers: HeaderMap, body: Bytes| async move {
        let secret = headers.get("x-telegram-bot-api-secret-token");
        let secret = secret.and_then(|value| value.to_str().ok()).unwrap_or_default();
        let update = serde_json::from_slice(&body).unwrap_or_default();
        held(&posted).push((secret.to_owned(), update));
    };
    let router = Router::new().route("/", post(hook)).with_state(Arc::clone(&posted));
    let listener = server::listen(0).await.expect("a free port is free");
    let app = server::serve(listener, router).expect("it has an address");
    let fake = started(Settings::default()).await;

    let set = json!({"url": format!("http://{}/", app.address), "secret_token": "s3cr3t"});
    assert_eq!(call(&fake, "setWebhook", &set).await["ok"], json!(true));
    for text in ["um", "dois", "tr\u{ea}s"] {
        fake.act(&Act::text(5, text)).expect("it says something");
    }
    while held(&posted).len() < 3 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    let seen = held(&posted).clone();
    let texts: Vec<&Value> =
        seen.iter().filter_map(|(_, update)| update.pointer("/message/text")).collect();
    assert_eq!(texts, [&json!("um"), &json!("dois"), &json!("tr\u{ea}s")]);
    assert!(seen.iter().all(|(secret, _)| secret == "s3cr3t"));
    let polled = call(&fake, "getUpdates", &json!({})).await;
    assert_eq!(polled.get("error_code"), Some(&json!(409)));
}

#[tokio::test]
async fn who_blocked_the_bot_hears_nothing() {
    let fake = started(Settings { known_only: true, ..Settings::default() }).await;
    let text = json!({"chat_id": 5, "text": "oi"});

    let unknown = call(&fake, "sendMessage", &text).await;
    fake.act(&Act { from: 5, block: Some(true), ..Act::default() }).expect("it is told");
    let blocked = call(&fake, "sendMessage", &text).await;

    assert_eq!(wrong(&unknown), Some("Bad Request: chat not found"));
    assert_eq!(wrong(&blocked), Some("Forbidden: bot was blocked by the user"));
}

#[tokio::test]
async fn limits_are_kept_and_faults_strike() {
    let fake = started(Settings::default()).await;
    fake.faults().order(Plan::next(Fault::TooMany, 1).retry_after(14));

    let struck = call(&fake, "sendMessage", &json!({"chat_id": 5, "text": "oi"})).await;
    let long = call(&fake, "sendMessage", &json!({"chat_id": 5, "text": "x".repeat(4097)})).await;
    let tags = json!({"chat_id": 5, "text": "<oferta>", "parse_mode": "HTML"});
    let tags = call(&fake, "sendMessage", &tags).await;

    assert_eq!(struck.pointer("/parameters/retry_after"), Some(&json!(14)));
    assert_eq!(wrong(&long), Some("Bad Request: message is too long"));
    assert!(wrong(&tags).is_some_and(|what| what.contains("Unsupported start tag")));
    assert_eq!(fake.ledger().accepted(), 0);
}

#[tokio::test]
async fn a_document_is_uploaded_in_parts_and_fetched() {
    let fake = started(Settings::default()).await;
    let part = reqwest::multipart::Part::bytes(b"%PDF-1.4".to_vec()).file_name("b.pdf");
    let form = reqwest::multipart::Form::new()
        .text("chat_id", "5")
        .text("document", "attach://part-1")
        .part("part-1", part);
    let base = format!("{}/bot7770001:dev-token", fake.base());

    let sent = reqwest::Client::new().post(format!("{base}/SendDocument")).multipart(form);
    let answer = sent.send().await.expect("it answers").text().await.expect("it is whole");
    let answer: Value = serde_json::from_str(&answer).expect("it is JSON");
    let id = answer.pointer("/result/document/file_id").expect("it has an id");
    let file = call(&fake, "getFile", &json!({"file_id": id})).await;
    let path = file.pointer("/result/file_path").and_then(Value::as_str).expect("it has a path");
    let url = format!("{}/file/bot7770001:dev-token/{path}", fake.base());
    let content = reqwest::get(url).await.expect("it answers").text().await;

    assert_eq!(answer.pointer("/result/document/file_name"), Some(&json!("b.pdf")));
    assert_eq!(content.ok().as_deref(), Some("%PDF-1.4"));
}
