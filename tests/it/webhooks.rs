//! Webhooks as providers post them, and as nobody should: what is kept, refused, counted.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use combinado::app::{Account, arrivals};
use combinado::channels::whatsapp::signature;
use combinado::config::accounts::Channels;
use combinado::config::channels::{Telegram, WhatsApp};
use combinado::config::hints::Secret;
use combinado::domain::channel::health::Health;
use combinado::domain::channel::{Arrival, Body as Told, Notice, Trouble, WHATSAPP};
use combinado::meter::Count;
use combinado::store::{account, alert};
use combinado::web::router::server;
use combinado::web::serve::serve;
use combinado::web::webhooks::Accounts;
use serde_json::{Value as Json, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt;

use crate::support::{CREDITOR, TestApp};

const SECRET: &str = "dev-app-secret";
const OTHER_SECRET: &str = "another-app-secret";
const NUMBER: &str = "200000000000002";
const OTHER_NUMBER: &str = "200000000000009";
const BOT_SECRET: &str = "s3cr3t_Token-1";

/// A server over an application, with two numbers of two apps and a bot.
struct Server {
    app: TestApp,
    router: Router,
}

fn number(id: &str, secret: &str) -> WhatsApp {
    WhatsApp {
        creditor: CREDITOR.to_owned(),
        phone_number_id: id.to_owned(),
        business_account_id: None,
        token: Secret::new("token"),
        app_secret: Secret::new(secret),
        verify_token: Secret::new("dev-verify-token"),
        base_url: "http://127.0.0.1:9".to_owned(),
        version: WhatsApp::VERSION.to_owned(),
        per_second: WhatsApp::PER_SECOND,
        payments: false,
    }
}

fn bot() -> Telegram {
    Telegram {
        creditor: CREDITOR.to_owned(),
        token: Secret::new("77:abc"),
        webhook_secret: Secret::new(BOT_SECRET),
        base_url: "http://127.0.0.1:9".to_owned(),
        polling: false,
    }
}

/// A message of a customer, as Meta posts it.
fn message(to: &str, id: &str, text: &str) -> String {
    let message = json!({
        "from": "5511987654321", "id": id, "timestamp": "1795400000", "type": "text",
        "text": { "body": text },
    });
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": "3", "changes": [{
        "field": "messages",
        "value": {
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "551130000000", "phone_number_id": to },
            "contacts": [{ "profile": { "name": "Maria" }, "wa_id": "5511987654321" }],
            "messages": [message],
        },
    }] }] })
    .to_string()
}

fn update(id: i64) -> String {
    json!({ "update_id": id, "message": {
        "message_id": 1, "date": 1_795_400_000, "chat": { "id": 5, "type": "private" },
        "from": { "id": 5, "is_bot": false, "first_name": "Ana" }, "text": "oi",
    } })
    .to_string()
}

impl Server {
    async fn start() -> Self {
        let mut app = TestApp::start().await;
        app.may_end_with_work_left();
        let channels = Channels {
            whatsapp: vec![number(NUMBER, SECRET), number(OTHER_NUMBER, OTHER_SECRET)],
            telegram: vec![bot()],
            missing: Vec::new(),
        };
        let token = Some(Secret::new("metrics"));
        let router = server(app.app(), Some(Accounts::new(&channels)), (token, true));
        Self { app, router }
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, String) {
        let answer = self.router.clone().oneshot(request).await.expect("a router never fails");
        let status = answer.status();
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.expect("a body");
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        self.ask(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    async fn post(&self, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> u16 {
        let request = headers.iter().fold(Request::post(path), |it, (k, v)| it.header(*k, *v));
        self.ask(request.body(body.into()).expect("a request")).await.0.as_u16()
    }

    /// Posts a body signed with a secret.
    async fn signed(&self, secret: &str, body: &str) -> u16 {
        let signature = signature::sign(&Secret::new(secret), body.as_bytes());
        self.post("/webhooks/whatsapp", &[(signature::HEADER, &signature)], body.to_owned()).await
    }

    async fn telegram(&self, bot: &str, secret: &str, body: &str) -> u16 {
        let headers = [("x-telegram-bot-api-secret-token", secret)];
        self.post(&format!("/webhooks/telegram/{bot}"), &headers, body.to_owned()).await
    }

    async fn rows(&self) -> (i64, i64, i64) {
        let inbox = self.app.count("select count(*) from inbox").await;
        let contacts = self.app.count("select count(*) from contact").await;
        (inbox, contacts, self.app.count("select count(*) from stray").await)
    }

    fn counted(&self, answer: &'static str) -> u64 {
        self.app.app().meter.total(Count::Webhooks, answer)
    }
}

#[tokio::test]
async fn what_is_signed_is_kept_once_however_often_it_comes() {
    let server = Server::start().await;
    let body = message(NUMBER, "wamid.1", "oi");

    for _ in 0..100 {
        assert_eq!(server.signed(SECRET, &body).await, 200);
    }

    assert_eq!(server.rows().await, (1, 1, 0));
    assert_eq!(server.counted("kept"), 100);
    assert_eq!(server.app.app().meter.total(Count::Arrivals, "new"), 1);
    assert_eq!(server.app.app().meter.total(Count::Arrivals, "known"), 99);
}

#[tokio::test]
async fn what_nobody_of_ours_signed_leaves_no_trace_but_a_count() {
    let server = Server::start().await;
    let body = message(NUMBER, "wamid.1", "oi");
    let good = signature::sign(&Secret::new(SECRET), body.as_bytes());
    let digits = good.trim_start_matches("sha256=").to_owned();
    let again: Json = serde_json::from_str(&body).expect("JSON");
    let again = serde_json::to_string_pretty(&again).expect("JSON");

    let path = "/webhooks/whatsapp";
    let wrong = [
        format!("sha1={}", digits.chars().take(40).collect::<String>()),
        format!("sha256={}", digits.to_uppercase()),
        "sha256=".to_owned(),
        digits.clone(),
        signature::sign(&Secret::new("guessed"), body.as_bytes()),
        format!("{good}00"),
    ];
    for header in &wrong {
        let headers = [(signature::HEADER, header.as_str())];
        assert_eq!(server.post(path, &headers, body.clone()).await, 401, "{header}");
    }
    assert_eq!(server.post(path, &[], body.clone()).await, 401);
    assert_eq!(server.post(path, &[("x-hub-signature", "sha1=00")], body).await, 401);
    let headers = [(signature::HEADER, good.as_str())];
    assert_eq!(server.post(path, &headers, again).await, 401, "encoded anew");

    assert_eq!(server.rows().await, (0, 0, 0));
    assert_eq!(server.counted("unsigned"), 9);
}

#[tokio::test]
async fn an_app_speaks_for_its_own_numbers_only() {
    let server = Server::start().await;

    assert_eq!(server.signed(OTHER_SECRET, &message(NUMBER, "wamid.1", "oi")).await, 403);
    assert_eq!(server.signed(SECRET, &message("999", "wamid.2", "oi")).await, 403);
    assert_eq!(server.rows().await, (0, 0, 0));
    assert_eq!(server.counted("foreign"), 2);

    let mut mixed: Json = serde_json::from_str(&message(NUMBER, "wamid.3", "oi")).expect("JSON");
    let other: Json = serde_json::from_str(&message("999", "wamid.4", "oi")).expect("JSON");
    let entries = mixed["entry"].as_array_mut().expect("a list");
    entries.insert(0, other["entry"][0].clone());
    assert_eq!(server.signed(SECRET, &mixed.to_string()).await, 200);
    assert_eq!(server.rows().await, (1, 1, 0), "of a mixed batch, what is ours");
}

#[tokio::test]
async fn what_is_signed_and_makes_no_sense_is_kept_as_it_came() {
    let server = Server::start().await;
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let bodies = [
        "",
        "{",
        "null",
        "[]",
        "{\"object\":\"page\",\"entry\":[]}",
        "\u{0}\u{1}",
        "{\"object\":\"whatsapp_business_account\",\"entry\":7}",
        "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"\\ud800\",\"changes\":[1e999]}]}",
        &deep,
    ];

    for body in bodies {
        assert_eq!(server.signed(SECRET, body).await, 200, "{body:.40}");
        assert_eq!(server.signed(SECRET, body).await, 200, "{body:.40}");
    }

    let (inbox, contacts, strays) = server.rows().await;
    assert_eq!((inbox, contacts), (0, 0));
    assert!((7..=9).contains(&strays), "{strays} strays");
}

#[tokio::test]
async fn bodies_too_large_or_packed_are_not_read() {
    let server = Server::start().await;
    let large = "a".repeat(4 * 1024 * 1024 + 1);

    assert_eq!(server.signed(SECRET, &large).await, 413);
    let packed = [("content-encoding", "gzip")];
    assert_eq!(server.post("/webhooks/whatsapp", &packed, "{}").await, 415);

    assert_eq!(server.rows().await, (0, 0, 0));
    assert_eq!((server.counted("too-large"), server.counted("packed")), (1, 1));
}

#[tokio::test]
async fn the_address_is_registered_by_who_knows_the_word() {
    let server = Server::start().await;
    let path = |word: &str| {
        format!(
            "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=115820&hub.verify_token={word}"
        )
    };

    let (status, body) = server.get(&path("dev-verify-token")).await;
    assert_eq!((status.as_u16(), body.as_str()), (200, "115820"));
    assert_eq!(server.get(&path("dev-verify-toke")).await.0.as_u16(), 403);
    assert_eq!(server.get("/webhooks/whatsapp").await.0.as_u16(), 403);
}

#[tokio::test]
async fn telegram_proves_itself_by_the_secret() {
    let server = Server::start().await;

    for wrong in ["", "s3cr3t_Token-", "s3cr3t_Token-11", &"a".repeat(10_000)] {
        assert_eq!(server.telegram("77", wrong, &update(1)).await, 401);
    }
    assert_eq!(server.telegram("78", BOT_SECRET, &update(1)).await, 401);
    assert_eq!(server.post("/webhooks/telegram/77", &[], update(1)).await, 401);
    assert_eq!(server.rows().await, (0, 0, 0));

    for _ in 0..3 {
        assert_eq!(server.telegram("77", BOT_SECRET, &update(1)).await, 200);
    }
    assert_eq!(server.telegram("77", BOT_SECRET, "{").await, 200);
    assert_eq!(server.rows().await, (1, 1, 1));
}

#[tokio::test]
async fn a_tap_in_a_group_is_answered_though_nobody_hears_it() {
    let server = Server::start().await;
    let tap = |id: &str, chat: &str| {
        json!({ "update_id": 9, "callback_query": {
            "id": id, "data": "x", "from": { "id": 5, "is_bot": false, "first_name": "Ana" },
            "message": { "message_id": 1, "date": 1_795_400_000,
                "chat": { "id": -7, "type": chat } },
        } })
        .to_string()
    };
    let posted = async |secret: &str, body: String| {
        let request = Request::post("/webhooks/telegram/77");
        let request = request.header("x-telegram-bot-api-secret-token", secret);
        let (status, body) = server.ask(request.body(body.into()).expect("a request")).await;
        (status.as_u16(), serde_json::from_str::<Json>(&body).unwrap_or_default())
    };

    let answered = json!({ "method": "answerCallbackQuery", "callback_query_id": "41" });
    assert_eq!(posted(BOT_SECRET, tap("41", "supergroup")).await, (200, answered));
    assert_eq!(posted("wrong", tap("41", "supergroup")).await, (401, Json::Null));
    assert_eq!(posted(BOT_SECRET, update(10)).await, (200, Json::Null));
    assert_eq!(server.rows().await, (1, 1, 1));
}

#[tokio::test]
async fn a_thousand_updates_in_one_post_are_all_kept_once() {
    let server = Server::start().await;
    let texts = (0..1000).map(|place| {
        json!({ "from": format!("551198{:07}", place % 50), "id": format!("wamid.{place}"),
            "timestamp": "1795400000", "type": "text", "text": { "body": "oi" } })
    });
    let value = json!({ "messaging_product": "whatsapp",
        "metadata": { "display_phone_number": "551130000000", "phone_number_id": NUMBER },
        "messages": texts.collect::<Vec<_>>() });
    let body = json!({ "object": "whatsapp_business_account", "entry": [{ "id": "3",
        "changes": [{ "field": "messages", "value": value }] }] })
    .to_string();

    for _ in 0..2 {
        assert_eq!(server.signed(SECRET, &body).await, 200);
    }

    assert_eq!(server.rows().await, (1000, 50, 0));
    let in_order = "select count(*) from inbox a join inbox b
        on a.creditor = b.creditor and a.line = b.line and a.position < b.position
        where cast(substr(a.external_id, 23) as integer) > cast(substr(b.external_id, 23) as integer)";
    assert_eq!(server.app.count(in_order).await, 0, "each line in the order of the post");
}

#[tokio::test]
async fn an_approved_template_is_no_alert_and_ends_those_before() {
    let server = Server::start().await;
    let account = || Account {
        creditor: CREDITOR.to_owned(),
        channel: WHATSAPP.to_owned(),
        account: NUMBER.to_owned(),
    };
    let told = async |name: &str, code: &str, usable: Option<bool>| {
        let trouble = Trouble::Template {
            name: name.to_owned(),
            language: "pt_BR".to_owned(),
            usable,
            category: None,
        };
        let notice = Notice { trouble, code: code.to_owned(), detail: None };
        let (account, id) = (account(), format!("{name}-{code}"));
        let arrival = Arrival { account: NUMBER.to_owned(), id, body: Told::Notice(notice) };
        arrivals::accept(server.app.app(), vec![(account, arrival)]).await.expect("it is kept");
        let open = alert::open(server.app.db()).await.expect("alerts");
        open.into_iter().map(|alert| alert.subject).collect::<Vec<_>>()
    };

    assert_eq!(told("lembrete", "APPROVED", Some(true)).await, [""; 0]);
    assert_eq!(told("lembrete", "PAUSED", Some(false)).await, ["lembrete/pt_BR"]);
    assert_eq!(told("outro", "QUALITY", None).await.len(), 2);
    assert_eq!(told("lembrete", "APPROVED", Some(true)).await, ["outro/pt_BR"]);
}

#[tokio::test]
async fn nothing_is_answered_well_that_is_not_kept() {
    let server = Server::start().await;
    server.app.db().close().await;

    assert_eq!(server.signed(SECRET, &message(NUMBER, "wamid.1", "oi")).await, 503);
    assert_eq!(server.counted("unavailable"), 1);
    let (status, body) = server.get("/health/ready").await;
    assert_eq!(status.as_u16(), 503);
    assert!(body.contains("\"unreachable\""), "{body}");
    assert_eq!(server.get("/health/live").await.0.as_u16(), 200);
}

#[tokio::test]
async fn who_watches_learns_how_the_queues_do() {
    let server = Server::start().await;
    server.signed(SECRET, &message(NUMBER, "wamid.1", "oi")).await;

    let (status, body) = server.get("/health/ready").await;
    assert_eq!(status.as_u16(), 200, "{body}");
    let told: Json = serde_json::from_str(&body).expect("JSON");
    assert_eq!((&told["ready"], &told["inbox"]["waiting"]), (&json!(true), &json!(1)));

    assert_eq!(server.get("/metrics").await.0.as_u16(), 403, "from nobody knows where");
    let request = Request::get("/metrics").header("authorization", "Bearer metrics");
    let (status, text) = server.ask(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(status.as_u16(), 200);
    for line in [
        "combinado_webhooks_total{answer=\"kept\"} 1",
        "combinado_queue_waiting{queue=\"inbox\"} 1",
        "combinado_webhook_seconds_count 1",
        "combinado_database_up 1",
    ] {
        assert!(text.lines().any(|it| it == line), "{line} in\n{text}");
    }
    assert!(!text.contains("5511987654321") && !text.contains(NUMBER), "{text}");
}

#[tokio::test]
async fn an_entry_that_nobody_works_is_told_as_late() {
    let server = Server::start().await;
    server.signed(SECRET, &message(NUMBER, "wamid.1", "oi")).await;
    server.app.clock.pass(chrono::TimeDelta::minutes(3));

    let (status, body) = server.get("/health/ready").await;

    assert_eq!(status.as_u16(), 503, "{body}");
}

/// What `/health/well` names, each part with why.
async fn ill(server: &Server) -> Vec<(String, String)> {
    let (status, body) = server.get("/health/well").await;
    let told: Json = serde_json::from_str(&body).expect("JSON");
    let ill: Vec<_> = told["ill"].as_array().into_iter().flatten().collect();
    assert_eq!(status.as_u16(), if ill.is_empty() { 200 } else { 503 }, "{body}");
    assert_eq!(told["well"], json!(ill.is_empty()));
    let text = |it: &Json, name: &str| it[name].as_str().unwrap_or_default().to_owned();
    ill.into_iter().map(|it| (text(it, "part"), text(it, "why"))).collect()
}

fn named(part: &str, why: &str) -> Vec<(String, String)> {
    vec![(part.to_owned(), why.to_owned())]
}

#[tokio::test]
async fn each_part_that_is_ill_is_named() {
    let server = Server::start().await;
    assert_eq!(ill(&server).await, []);

    let server = Server::start().await;
    let health = Health { suspended: true, why: Some("190".to_owned()), ..Health::default() };
    let now = server.app.clock.now();
    let lane = (CREDITOR, "whatsapp/200000000000002");
    let ends = server.app.db().write(move |tx| {
        let health = health.clone();
        Box::pin(async move { account::save(tx, lane, &health, now).await })
    });
    ends.await.expect("its token ends");
    let part = format!("account {CREDITOR}/{}", lane.1);
    assert_eq!(ill(&server).await, named(&part, "190"));
    assert_eq!(server.get("/health/ready").await.0.as_u16(), 200, "messages still come here");

    let server = Server::start().await;
    server.signed(SECRET, &message(NUMBER, "wamid.1", "oi")).await;
    server.app.clock.pass(chrono::TimeDelta::minutes(3));
    assert_eq!(ill(&server).await, named("inbox", "late"));

    let server = Server::start().await;
    let sql =
        "delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)";
    let behind =
        server.app.db().write(move |tx| Box::pin(async move { tx.sql(sql).run(tx).await }));
    behind.await.expect("as before an update");
    assert_eq!(ill(&server).await, named("database", "old"));

    let server = Server::start().await;
    server.app.db().close().await;
    assert_eq!(ill(&server).await, named("database", "unreachable"));
}

/// Serves on a port of its own.
async fn on_a_port(server: &Server) -> (String, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address").to_string();
    let (router, meter) = (server.router.clone(), server.app.app().meter.clone());
    let serving = serve(listener, router, meter, std::future::pending());
    (address, tokio::spawn(serving))
}

#[tokio::test]
async fn what_was_answered_is_kept_whoever_hangs_up() {
    let server = Server::start().await;
    let (address, serving) = on_a_port(&server).await;
    for round in 0..40_u32 {
        let body = message(NUMBER, &format!("wamid.{round}"), "oi");
        let signature = signature::sign(&Secret::new(SECRET), body.as_bytes());
        let head = format!(
            "POST /webhooks/whatsapp HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n{}: {signature}\r\n\r\n",
            body.len(),
            signature::HEADER,
        );
        let mut stream = TcpStream::connect(&address).await.expect("it listens");
        let whole = format!("{head}{body}");
        // Some break off within, the others leave without hearing the answer.
        let length = if round % 2 == 0 { whole.len() / 2 } else { whole.len() };
        stream.write_all(whole.get(..length).expect("ASCII").as_bytes()).await.expect("sent");
        if round % 4 == 1 {
            let mut answer = [0; 12];
            stream.read_exact(&mut answer).await.expect("an answer");
            assert_eq!(&answer, b"HTTP/1.1 200");
        }
    }
    // What was answered is kept; what was sent whole and not waited for may be; nothing else is.
    let kept = server.rows().await.0;
    assert!((10..=20).contains(&kept), "{kept}");
    for round in (1..40).step_by(4) {
        let body = message(NUMBER, &format!("wamid.{round}"), "oi");
        assert_eq!(server.signed(SECRET, &body).await, 200);
    }
    assert!(server.app.app().meter.total(Count::Arrivals, "known") >= 10, "none of these is new");
    serving.abort();
}

#[tokio::test]
async fn a_crowd_of_silent_sockets_keeps_nobody_out() {
    let server = Server::start().await;
    let (address, serving) = on_a_port(&server).await;
    let mut crowd = Vec::new();
    for _ in 0..700 {
        // Where the test may not open so many, fewer do.
        let Ok(stream) = TcpStream::connect(&address).await else { break };
        crowd.push(stream);
    }

    let mut stream = TcpStream::connect(&address).await.expect("there is room");
    stream.write_all(b"GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("sent");
    let mut answer = [0; 12];
    let read = tokio::time::timeout(Duration::from_secs(5), stream.read_exact(&mut answer)).await;

    read.expect("in time").expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 200");
    assert!(crowd.len() < 520 || server.app.app().meter.total(Count::Evicted, "idle") > 0);
    serving.abort();
}

#[tokio::test]
async fn slow_senders_are_cut_off() {
    let server = Server::start().await;
    let (address, serving) = on_a_port(&server).await;
    let heads = [
        "POST /webhooks/whatsapp HTTP/1.1\r\nhost: a\r\n",
        "POST /webhooks/whatsapp HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n{\"a",
    ];
    let slow = heads.map(|head| {
        let address = address.clone();
        tokio::spawn(async move {
            let mut stream = TcpStream::connect(&address).await.expect("it listens");
            stream.write_all(head.as_bytes()).await.expect("sent");
            let mut answer = Vec::new();
            let end = stream.read_to_end(&mut answer);
            tokio::time::timeout(Duration::from_secs(15), end).await.is_ok()
        })
    });

    for slow in slow {
        assert!(slow.await.expect("no panic"), "cut off within 15 s");
    }
    serving.abort();
}
