//! The pages' answers, without a browser: what is accepted, refused, told, and with which headers.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use combinado::web::router::router;
use combinado::web::site::Site;
use serde_json::{Value as Json, json};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice};

/// Pages over an application with one customer.
struct Pages {
    app: TestApp,
    router: Router,
    _end: watch::Sender<bool>,
}

impl Pages {
    async fn open() -> Self {
        let app = TestApp::start().await;
        app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-09")]).await;
        let (end, ended) = watch::channel(false);
        let router = router(Site::new(app.app().clone(), ended));
        Self { app, router, _end: end }
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let answer = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 1 << 20).await.expect("a short body");
        (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, String) {
        let request = Request::get(path).header(header::ACCEPT, "text/html");
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, body: impl Into<Body>) -> (StatusCode, Json) {
        let request = Request::post(format!("/chat/{CREDITOR}/c1/messages"))
            .header(header::CONTENT_TYPE, "application/json");
        let (status, _, body) = self.ask(request.body(body.into()).expect("a request")).await;
        (status, serde_json::from_str(&body).unwrap_or_default())
    }

    async fn messages(&self, after: u32) -> Json {
        let path = format!("/chat/{CREDITOR}/c1/messages?after={after}");
        serde_json::from_str(&self.get(&path).await.2).expect("messages")
    }
}

#[tokio::test]
async fn a_message_posted_twice_is_said_once() {
    let pages = Pages::open().await;
    let body = json!({ "id": "0123456789ab", "text": "oi" }).to_string();

    assert_eq!(pages.post(body.clone()).await.0, StatusCode::ACCEPTED);
    assert_eq!(pages.post(body).await.0, StatusCode::ACCEPTED);
    pages.app.drain().await;

    let said = pages.messages(0).await;
    let from: Vec<_> = said.as_array().expect("a list").iter().map(|it| &it["from"]).collect();
    assert_eq!(from, [&json!("customer"), &json!("bot")]);
    assert_eq!(said[0]["ref"], json!("0123456789ab"));
    assert_eq!(pages.messages(1).await.as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn whatever_is_typed_is_accepted_and_shown_as_it_is() {
    let pages = Pages::open().await;
    let texts =
        ["", "{ $x }", "<b>oi</b>", "'; drop table message; --", "\u{202e}a\u{7}\u{1b}[2J", "😀"];

    for (number, text) in texts.iter().enumerate() {
        let body = json!({ "id": format!("message-{number}"), "text": text }).to_string();
        assert_eq!(pages.post(body).await.0, StatusCode::ACCEPTED, "{text:?}");
        pages.app.drain().await;
    }

    let said = pages.messages(0).await;
    let said = said.as_array().expect("a list").iter().filter(|it| it["from"] == "customer");
    let said: Vec<_> = said.map(|it| it["text"].as_str().expect("a text")).collect();
    assert_eq!(said, texts);
}

#[tokio::test]
async fn a_text_beyond_the_limit_is_cut_with_a_notice() {
    let pages = Pages::open().await;
    let body = json!({ "id": "0123456789ab", "text": "a".repeat(10_240) }).to_string();

    let (status, told) = pages.post(body).await;
    pages.app.drain().await;

    assert_eq!(status, StatusCode::ACCEPTED);
    assert!(told["notice"].as_str().is_some_and(|words| words.contains("10000")), "{told}");
    let said = pages.messages(0).await;
    assert_eq!(said[0]["text"].as_str().map(str::len), Some(10_000));
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_in_words() {
    let pages = Pages::open().await;
    let cases = [
        ("{".to_owned(), 400),
        (json!({ "id": "0123456789ab" }).to_string(), 422),
        (json!({ "id": "../../etc", "text": "a" }).to_string(), 422),
        (json!({ "id": "0123456789ab", "text": "a", "media": "image" }).to_string(), 422),
        (json!({ "id": "0123456789ab", "media": "fax" }).to_string(), 422),
        ("a".repeat(70_000), 413),
    ];

    for (body, expected) in cases {
        let (status, told) = pages.post(body).await;
        assert_eq!(status.as_u16(), expected);
        assert!(told["error"].as_str().is_some_and(|words| words.ends_with('.')), "{told}");
    }
    assert_eq!(pages.messages(0).await, json!([]));
}

#[tokio::test]
async fn another_sites_page_cannot_post() {
    let pages = Pages::open().await;
    let body = json!({ "id": "0123456789ab", "text": "oi" }).to_string();
    let request = Request::post(format!("/chat/{CREDITOR}/c1/messages"))
        .header(header::CONTENT_TYPE, "application/json")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body));

    let (status, ..) = pages.ask(request.expect("a request")).await;

    assert_eq!(status, StatusCode::FORBIDDEN);
    assert_eq!(pages.messages(0).await, json!([]));
}

#[tokio::test]
async fn every_answer_is_guarded() {
    let pages = Pages::open().await;

    for path in ["/", &format!("/chat/{CREDITOR}/c1"), "/nowhere", "/assets/icon.svg"] {
        let (_, headers, body) = pages.get(path).await;
        let value = |name: &str| headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or("");
        let content = value("content-security-policy");
        assert!(content.contains("default-src 'none'"), "{path}: {content}");
        assert!(content.contains("frame-ancestors 'none'"), "{path}: {content}");
        assert!(!content.contains("unsafe"), "{path}: {content}");
        assert_eq!(value("x-content-type-options"), "nosniff");
        assert_eq!(value("referrer-policy"), "no-referrer");
        assert!(!body.contains("<script>") && !body.contains(" style="), "{path}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_as_a_page() {
    let pages = Pages::open().await;

    for path in ["/nowhere", "/chat/nobody/c1", "/trace/0000", "/qr/0000.svg", "/assets/x/y.css"] {
        let (status, headers, body) = pages.get(path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()),
            Some("text/html; charset=utf-8")
        );
        assert!(body.contains("<h1>"), "{path}: {body}");
    }
}

#[tokio::test]
async fn the_trace_of_a_conversation_tells_each_turn() {
    let pages = Pages::open().await;
    let empty = pages.get(&format!("/chat/{CREDITOR}/c1/trace")).await;
    assert_eq!(empty.0, StatusCode::OK);
    for (number, text) in ["oi", "<script>alert(1)</script>"].iter().enumerate() {
        let body = json!({ "id": format!("message-{number}"), "text": text }).to_string();
        pages.post(body).await;
        pages.app.drain().await;
    }

    let (status, headers, _) = pages.get(&format!("/chat/{CREDITOR}/c1/trace")).await;
    let place = headers.get(header::LOCATION).and_then(|it| it.to_str().ok()).expect("a place");
    let (_, _, body) = pages.get(place).await;

    assert_eq!(status, StatusCode::SEE_OTHER);
    assert_eq!(body.matches("<li id=\"t").count(), 2);
    assert!(body.contains("greet") && !body.contains("<script>"), "{body}");
}
