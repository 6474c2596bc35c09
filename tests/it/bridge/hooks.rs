//! Hooks of Chatwoot: who posted them, when, and that each counts once.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use combinado::config::accounts::Channels;
use combinado::config::desks::{Chatwoot, Desks, Inbox};
use combinado::config::hints::Secret;
use combinado::desks::chatwoot::signature::sign;
use combinado::web::router::server;
use combinado::web::webhooks::Accounts;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

use crate::support::TestApp;

struct Server {
    app: TestApp,
    router: Router,
}

impl Server {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let inbox = |id: &str, channel: &str| Inbox {
            channel: channel.to_owned(),
            id: id.to_owned(),
            secret: Secret::new(format!("secret-{id}")),
        };
        let chatwoot = Chatwoot {
            base_url: "http://127.0.0.1:9".to_owned(),
            account: "1".to_owned(),
            token: Secret::new("t"),
            creditors: Vec::new(),
            inboxes: vec![inbox("3", "web"), inbox("4", "whatsapp")],
        };
        let desks = Desks { chatwoot: Some(chatwoot), ..Desks::default() };
        let accounts = Accounts::new(&Channels::default()).with(&desks);
        let router = server(app.app(), Some(accounts), (None, true));
        Self { app, router }
    }

    /// Posts a body, signed some seconds ago with a secret.
    async fn posts(
        &self,
        inbox: &str,
        body: &Json,
        (secret, ago, delivery): (&str, i64, &str),
    ) -> StatusCode {
        let body = body.to_string();
        let at = (self.app.clock.now().timestamp() - ago).to_string();
        let request = Request::post(format!("/webhooks/chatwoot/{inbox}"))
            .header("X-Chatwoot-Signature", sign(&Secret::new(secret), &at, body.as_bytes()))
            .header("X-Chatwoot-Timestamp", at)
            .header("X-Chatwoot-Delivery", delivery)
            .body(Body::from(body))
            .expect("a request");
        self.router.clone().oneshot(request).await.expect("an answer").status()
    }

    async fn kept(&self) -> i64 {
        self.app.count("select count(*) from bridge_event where status = 'waiting'").await
    }
}

fn written(id: u64, inbox: u64) -> Json {
    json!({
        "event": "message_created", "id": id, "content": "Oi", "message_type": "outgoing",
        "private": false, "account": {"id": 1}, "inbox": {"id": inbox},
        "sender": {"id": 7, "email": "bia@example.com", "type": "user"},
        "conversation": {"id": 12, "inbox_id": inbox},
    })
}

#[tokio::test]
async fn only_what_the_inbox_signed_lately_is_kept() {
    let server = Server::start().await;
    let body = written(1, 3);

    for (inbox, secret, ago) in [
        ("3", "secret-4", 0),
        ("3", "", 0),
        ("3", "secret-3", 301),
        ("3", "secret-3", -301),
        ("9", "secret-3", 0),
    ] {
        let status = server.posts(inbox, &body, (secret, ago, "d1")).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{inbox} {secret} {ago}");
    }
    assert_eq!(server.kept().await, 0);
    assert_eq!(server.posts("3", &body, ("secret-3", 299, "d1")).await, StatusCode::OK);
    assert_eq!(server.kept().await, 1);
}

#[tokio::test]
async fn the_same_delivery_and_the_same_message_count_once() {
    let server = Server::start().await;
    let body = written(1, 3);

    for delivery in ["d1", "d1", "d2"] {
        let status = server.posts("3", &body, ("secret-3", 0, delivery)).await;
        assert_eq!(status, StatusCode::OK);
    }
    assert_eq!(server.kept().await, 1);
    server.posts("3", &written(2, 3), ("secret-3", 0, "d3")).await;
    assert_eq!(server.kept().await, 2);
}

#[tokio::test]
async fn another_inbox_or_account_than_the_signers_is_refused() {
    let server = Server::start().await;
    let mut elsewhere = written(1, 3);
    *elsewhere.pointer_mut("/account/id").expect("there") = json!(2);

    assert_eq!(
        server.posts("3", &written(1, 4), ("secret-3", 0, "d1")).await,
        StatusCode::FORBIDDEN
    );
    assert_eq!(server.posts("3", &elsewhere, ("secret-3", 0, "d2")).await, StatusCode::FORBIDDEN);
    assert_eq!(server.kept().await, 0);
}

#[tokio::test]
async fn what_is_nothing_to_us_is_answered_and_not_worked() {
    let server = Server::start().await;
    let mut private = written(1, 3);
    *private.pointer_mut("/private").expect("there") = json!(true);

    for (delivery, body) in
        [("d1", private), ("d2", json!({"event": "contact_created"})), ("d3", json!([]))]
    {
        assert_eq!(server.posts("3", &body, ("secret-3", 0, delivery)).await, StatusCode::OK);
    }
    assert_eq!(server.kept().await, 0);
    let noted = "select count(*) from bridge_event where status = 'done'";
    assert_eq!(server.app.count(noted).await, 3);
}
