//! What is logged, answered and counted while people talk, and while things go wrong: nobody's.

use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use combinado::channels::whatsapp::signature;
use combinado::channels::{Delivery, telegram, whatsapp};
use combinado::config::accounts::Channels;
use combinado::config::channels::{Telegram, WhatsApp};
use combinado::config::hints::Secret;
use combinado::domain::channel::{Failure, Outgoing, Sent};
use combinado::web::router::server;
use combinado::web::webhooks::Accounts;
use futures_util::future::BoxFuture;
use serde_json::json;
use tower::ServiceExt;

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice, logs};

const NUMBER: &str = "200000000000002";

/// Fails in every way, one after another.
struct Moody(std::sync::atomic::AtomicUsize);

impl Delivery for Moody {
    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(async move {
            let code = "131000".to_owned();
            match self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 6 {
                0 => Err(Failure::Later { code }),
                1 => Err(Failure::Ambiguous { code }),
                2 => panic!("could not send {} to {}", outgoing.text, outgoing.to.address),
                3 => Err(Failure::Malformed { code }),
                4 => Err(Failure::Never { code, gone: false }),
                _ => Err(Failure::Account { code }),
            }
        })
    }
}

fn channels() -> Channels {
    let number = WhatsApp {
        creditor: CREDITOR.to_owned(),
        phone_number_id: NUMBER.to_owned(),
        business_account_id: None,
        token: Secret::new("dev-token-CANARY"),
        app_secret: Secret::new("dev-app-secret"),
        verify_token: Secret::new("dev-verify-token"),
        // Nobody listens there: every call fails.
        base_url: "http://127.0.0.1:9".to_owned(),
        version: WhatsApp::VERSION.to_owned(),
        per_second: WhatsApp::PER_SECOND,
        payments: false,
    };
    let bot = Telegram {
        creditor: CREDITOR.to_owned(),
        token: Secret::new("77:abcCANARY"),
        webhook_secret: Secret::new("s3cr3t_Token-1"),
        base_url: "http://127.0.0.1:9".to_owned(),
        polling: false,
    };
    Channels { whatsapp: vec![number], telegram: vec![bot], missing: Vec::new() }
}

fn said(number: usize, text: &str) -> String {
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "3", "changes": [{
        "field": "messages",
        "value": {
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "551130000000", "phone_number_id": NUMBER },
            "contacts": [{ "profile": { "name": "Maria canaria\r\nERROR" }, "wa_id": "5511912345678" }],
            "messages": [{
                "from": "5511912345678", "id": format!("wamid.CANARY{number}"),
                "timestamp": "1795400000", "type": "text", "text": { "body": text },
            }],
        },
    }] }] })
    .to_string()
}

async fn post(app: &TestApp, path: &str, headers: &[(&str, &str)], body: &str) -> String {
    let router = server(app.app(), Some(Accounts::new(&channels())), (None, true));
    let request = headers.iter().fold(Request::post(path), |it, (k, v)| it.header(*k, *v));
    let request = request.body(Body::from(body.to_owned())).expect("a request");
    let answer = router.oneshot(request).await.expect("a router never fails");
    let status = answer.status();
    let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
    format!("{status} {}", String::from_utf8_lossy(&body))
}

async fn signed(app: &TestApp, body: &str) -> String {
    let signature = signature::sign(&Secret::new("dev-app-secret"), body.as_bytes());
    post(app, "/webhooks/whatsapp", &[(signature::HEADER, &signature)], body).await
}

#[tokio::test]
async fn nobody_is_named_whatever_happens() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-09")]).await;
    let lane = format!("whatsapp/{NUMBER}");
    app.crew = app.crew.clone().with(&lane, Arc::new(Moody(0.into())));
    let mut answers = String::new();
    let texts = [
        "oi, sou a canaria, CPF 123.456.789-09",
        "meu fone é (11) 91234-5678\r\n2026-01-01 ERROR forjado CANARY",
        "\u{1b}[2J\u{1b}]0;CANARY\u{7} senha dev-token",
        "{ $canaria } \u{0} \u{2028} CANARY",
        &"CANARY 12345678909 ".repeat(600),
    ];

    for (number, text) in texts.iter().enumerate() {
        answers.push_str(&signed(&app, &said(number, text)).await);
        app.drain().await;
        app.passes(chrono::TimeDelta::minutes(3)).await;
    }
    // What nobody signed, what nobody can read, what is not ours.
    let body = said(9, "CANARY");
    answers.push_str(&post(&app, "/webhooks/whatsapp", &[], &body).await);
    answers.push_str(&signed(&app, "{\"CANARY\": 12345678909").await);
    answers.push_str(&signed(&app, &body.replace(NUMBER, "999")).await);
    let secret = [("x-telegram-bot-api-secret-token", "CANARY")];
    answers.push_str(&post(&app, "/webhooks/telegram/77", &secret, "{\"CANARY\":1}").await);
    // A provider that nobody reaches.
    let number = channels().whatsapp.remove(0);
    let account = whatsapp::WhatsApp::new(&number, "Ver").expect("it is fit");
    let failed = account.api().number(NUMBER).await.expect_err("nobody listens");
    let bot = channels().telegram.remove(0);
    let api = telegram::api::Api::new(&bot.base_url, &bot.token).expect("it is fit");
    let trouble = api.me().await.expect_err("nobody listens");
    tracing::error!(?failed, %trouble, ?trouble, ?account, ?api, ?number, ?bot, "not reached");
    // A database that is gone.
    app.db().close().await;
    answers.push_str(&signed(&app, &said(10, "CANARY")).await);
    let metrics = app.app().meter.text();

    assert!(logs::lines() > 3, "somebody reads along");
    logs::assert_nobody_is_named();
    for told in [answers, metrics] {
        assert!(!told.contains("CANARY") && !told.contains("912345678"), "{told}");
    }
}
