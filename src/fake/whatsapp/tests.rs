//! The fake, asked over the network as a business would ask it.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use bytes::Bytes;
use serde_json::{Value, json};

use super::*;
use crate::fake::faults::Fault;

/// An app that takes webhooks, refusing the first few.
#[derive(Default)]
struct App {
    refuse: Mutex<u32>,
    taken: Mutex<Vec<(String, Bytes)>>,
}

type Taken = Arc<App>;

async fn app(refuse: u32) -> (Taken, Server, String) {
    let app = Arc::new(App { refuse: Mutex::new(refuse), taken: Mutex::default() });
    let hook = |State(app): State<Taken>, headers: HeaderMap, body: Bytes| async move {
        let mut left = held(&app.refuse);
        if *left > 0 {
            *left -= 1;
            return StatusCode::SERVICE_UNAVAILABLE;
        }
        let signed = headers.get("x-hub-signature-256").and_then(|value| value.to_str().ok());
        held(&app.taken).push((signed.unwrap_or_default().to_owned(), body));
        StatusCode::OK
    };
    let verify = |Query(asked): Query<std::collections::HashMap<String, String>>| async move {
        let right = asked.get("hub.verify_token").is_some_and(|token| token == "dev-verify-token");
        if right {
            Ok(asked.get("hub.challenge").cloned().unwrap_or_default())
        } else {
            Err(StatusCode::FORBIDDEN)
        }
    };
    let router = Router::new().route("/", get(verify).post(hook)).with_state(Arc::clone(&app));
    let listener = server::listen(0).await.expect("a free port is free");
    let server = server::serve(listener, router).expect("it has an address");
    let url = format!("http://{}/", server.address);
    (app, server, url)
}

async fn started(settings: Settings) -> Fake {
    Fake::start(settings, Clock::System).await.expect("a free port is free")
}

async fn post(fake: &Fake, path: &str, body: &Value) -> (u16, Value) {
    let url = format!("{}/v25.0/{path}", fake.base());
    let sent = reqwest::Client::new().post(url).bearer_auth("dev-token").body(body.to_string());
    let response = sent.send().await.expect("the fake answers");
    let status = response.status().as_u16();
    let text = response.text().await.expect("the answer is whole");
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

async fn send(fake: &Fake, body: &Value) -> (u16, Value) {
    post(fake, "200000000000002/messages", body).await
}

fn text(to: &str) -> Value {
    json!({"messaging_product": "whatsapp", "to": to, "type": "text", "text": {"body": "oi"},
        "biz_opaque_callback_data": "o1"})
}

fn values(app: &App) -> Vec<Value> {
    let taken = held(&app.taken);
    let bodies = taken.iter().filter_map(|(_, body)| serde_json::from_slice::<Value>(body).ok());
    bodies.filter_map(|body| body.pointer("/entry/0/changes/0/value").cloned()).collect()
}

async fn until(mut done: impl FnMut() -> bool) {
    let waited = async {
        while !done() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), waited).await.expect("it comes in time");
}

#[tokio::test]
async fn a_message_is_accepted_and_walks_up_the_ladder() {
    let (app, _server, url) = app(0).await;
    let fake = started(Settings { webhook: Some(url), ..Settings::default() }).await;
    fake.act(&Act::text("551187654321", "oi")).expect("it says something");

    let (status, answer) = send(&fake, &text("+5511987654321")).await;

    assert_eq!(status, 200);
    assert_eq!(answer.pointer("/contacts/0/wa_id"), Some(&json!("551187654321")));
    assert_eq!(answer.pointer("/contacts/0/input"), Some(&json!("+5511987654321")));
    until(|| values(&app).len() == 4).await;
    let told = values(&app);
    let rungs: Vec<&Value> =
        told.iter().filter_map(|value| value.pointer("/statuses/0/status")).collect();
    assert_eq!(rungs, [&json!("sent"), &json!("delivered"), &json!("read")]);
    assert_eq!(told[1].pointer("/statuses/0/biz_opaque_callback_data"), Some(&json!("o1")));
    assert_eq!(told[0].pointer("/messages/0/text/body"), Some(&json!("oi")));
}

#[tokio::test]
async fn webhooks_are_signed_and_come_until_they_are_taken() {
    let (app, _server, url) = app(2).await;
    let fake = started(Settings { webhook: Some(url), ..Settings::default() }).await;

    assert!(fake.verify().await);
    fake.act(&Act::text("551187654321", "N\u{e3}o / j\u{e1}")).expect("it says something");
    until(|| !held(&app.taken).is_empty()).await;

    let taken = held(&app.taken);
    let (signed, body) = &taken[0];
    assert_eq!(*signed, signature("dev-app-secret", body));
    assert!(String::from_utf8_lossy(body).contains(r"N\u00e3o \/ j\u00e1"));
    assert_eq!(fake.tally().posted, 3);
}

#[tokio::test]
async fn a_tap_answers_with_what_was_on_the_button() {
    let (app, _server, url) = app(0).await;
    let settings = Settings { webhook: Some(url), ladder: Ladder::SILENT, ..Settings::default() };
    let fake = started(settings).await;
    let body = json!({"messaging_product": "whatsapp", "to": "+5511987654321",
        "type": "interactive", "interactive": {"type": "button", "body": {"text": "?"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "k1", "title": "Aceito"}}]}}});

    let (_, answer) = send(&fake, &body).await;
    let tapped = fake.act(&Act::choose("5511987654321", "Aceito"));
    let never = fake.act(&Act::choose("5511987654321", "Recuso"));

    assert!(tapped.is_ok());
    assert_eq!(never, Err(Nothing::NoSuchChoice));
    until(|| !values(&app).is_empty()).await;
    let value = &values(&app)[0];
    assert_eq!(value.pointer("/messages/0/interactive/button_reply/id"), Some(&json!("k1")));
    assert_eq!(value.pointer("/messages/0/context/id"), answer.pointer("/messages/0/id"));
}

#[tokio::test]
async fn what_the_schema_refuses_and_a_wrong_token_are_refused() {
    let fake = started(Settings::default()).await;
    let long = json!({"messaging_product": "whatsapp", "to": "+5511987654321", "type": "text",
        "text": {"body": "x".repeat(4097)}});

    let (status, answer) = send(&fake, &long).await;
    let url = format!("{}/v25.0/200000000000002/messages", fake.base());
    let stranger = reqwest::Client::new().post(url).bearer_auth("x").body("{}").send().await;

    assert_eq!((status, answer.pointer("/error/code")), (400, Some(&json!(131_009))));
    assert_eq!(stranger.map(|response| response.status().as_u16()).ok(), Some(401));
    assert_eq!(fake.ledger().accepted(), 0);
    assert_eq!(fake.ledger().attempts(), 2);
}

#[tokio::test]
async fn a_user_id_is_answered_without_a_number() {
    let fake = started(Settings::default()).await;
    let maria = fake.person("+5511987654321");
    let body = json!({"messaging_product": "whatsapp", "recipient": maria.user_id,
        "type": "text", "text": {"body": "oi"}});

    let (status, answer) = send(&fake, &body).await;

    assert_eq!(status, 200);
    assert_eq!(answer.pointer("/contacts/0/user_id"), Some(&json!(maria.user_id)));
    assert_eq!(answer.pointer("/contacts/0/wa_id"), None);
}

#[tokio::test]
async fn faults_strike_as_they_were_ordered() {
    let fake = started(Settings::default()).await;
    fake.faults().order(Plan::next(Fault::TooMany, 1).retry_after(7));
    fake.faults().order(Plan::next(Fault::Code(131_056), 1));
    fake.faults().order(Plan::next(Fault::ResetAfter, 1));

    let url = format!("{}/v25.0/200000000000002/messages", fake.base());
    let client = reqwest::Client::new();
    let body = text("+5511987654321").to_string();
    let again = || client.post(&url).bearer_auth("dev-token").body(body.clone()).send();
    let first = again().await.expect("the fake answers");
    let (second, third) = (again().await.expect("the fake answers"), again().await);

    assert_eq!(first.status().as_u16(), 429);
    assert_eq!(first.headers().get("retry-after").and_then(|v| v.to_str().ok()), Some("7"));
    assert_eq!(second.status().as_u16(), 400);
    assert!(third.is_err());
    let verdicts: Vec<Verdict> =
        fake.ledger().since(0).into_iter().map(|attempt| attempt.verdict).collect();
    assert_eq!(verdicts[0], Verdict::Refused { status: 429, code: 4 });
    assert_eq!(verdicts[1], Verdict::Refused { status: 400, code: 131_056 });
    assert!(matches!(verdicts[2], Verdict::Accepted { told: false, .. }));
}

#[tokio::test]
async fn a_message_out_of_the_window_fails_by_webhook() {
    let (app, _server, url) = app(0).await;
    let settings = Settings { webhook: Some(url), window: Window::Fail, ..Settings::default() };
    let fake = started(settings).await;

    let (status, _) = send(&fake, &text("+5511987654321")).await;
    until(|| !values(&app).is_empty()).await;

    assert_eq!(status, 200);
    let value = &values(&app)[0];
    assert_eq!(value.pointer("/statuses/0/status"), Some(&json!("failed")));
    assert_eq!(value.pointer("/statuses/0/errors/0/code"), Some(&json!(131_047)));
    assert_eq!(value.get("contacts"), None);
}

#[tokio::test]
async fn a_file_is_uploaded_described_and_fetched() {
    let fake = started(Settings::default()).await;
    let part = reqwest::multipart::Part::bytes(b"%PDF-1.4".to_vec());
    let part = part.file_name("b.pdf").mime_str("application/pdf").expect("it is a type");
    let form = reqwest::multipart::Form::new().text("messaging_product", "whatsapp");
    let client = reqwest::Client::new();
    let url = |path: &str| format!("{}/v25.0/{path}", fake.base());
    let get = |url: String| client.get(url).bearer_auth("dev-token").send();

    let sent = client.post(url("200000000000002/media")).bearer_auth("dev-token");
    let answer = sent.multipart(form.part("file", part)).send().await.expect("it answers");
    let answer: Value =
        serde_json::from_str(&answer.text().await.expect("it is whole")).expect("it is JSON");
    let id = answer.get("id").and_then(Value::as_str).expect("it has an id").to_owned();
    let told = get(url(&id)).await.expect("it answers").text().await.expect("it is whole");
    let told: Value = serde_json::from_str(&told).expect("it is JSON");
    let address = told.get("url").and_then(Value::as_str).expect("it has an address");
    let file = get(address.to_owned()).await.expect("it answers").text().await;

    assert_eq!(file.ok().as_deref(), Some("%PDF-1.4"));
    assert_eq!(told.get("file_size"), Some(&json!("8")));
    let document = json!({"messaging_product": "whatsapp", "to": "+5511987654321",
        "type": "document", "document": {"id": id, "filename": "b.pdf"}});
    assert_eq!(send(&fake, &document).await.0, 200);
}

#[tokio::test]
async fn a_template_is_created_listed_and_used() {
    let fake = started(Settings::default()).await;
    let asked = json!({"name": "lembrete_v1", "language": "pt_BR", "category": "UTILITY",
        "components": [{"type": "BODY", "text": "Oi {{1}}, sua fatura venceu.",
        "example": {"body_text": [["Maria"]]}}]});
    let call = json!({"messaging_product": "whatsapp", "to": "+5511987654321",
        "type": "template", "template": {"name": "lembrete_v1", "language": {"code": "pt_BR"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "Maria"}]}]}});

    let unknown = send(&fake, &call).await;
    let created = post(&fake, "100000000000001/message_templates", &asked).await;
    let used = send(&fake, &call).await;

    assert_eq!(unknown.1.pointer("/error/code"), Some(&json!(132_001)));
    assert_eq!(created.1.get("status"), Some(&json!("APPROVED")));
    assert_eq!(used.1.pointer("/messages/0/message_status"), Some(&json!("accepted")));
}
