use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::fake::faults::Fault;

async fn started() -> (Fake, reqwest::Client) {
    let inboxes = vec![("WhatsApp".to_owned(), None)];
    let settings = Settings { inboxes, ..Settings::default() };
    let fake = Fake::start(settings, Clock::System).await.expect("a free port is free");
    (fake, reqwest::Client::new())
}

async fn post(fake: &Fake, client: &reqwest::Client, path: &str, body: Value) -> (u16, Value) {
    let url = format!("{}/api/v1/accounts/1/{path}", fake.base());
    let request = client.post(url).header("api_access_token", "dev-token");
    let request = request.header("content-type", "application/json").body(body.to_string());
    let answer = request.send().await.expect("it answers");
    let status = answer.status().as_u16();
    let text = answer.text().await.expect("it is whole");
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

#[tokio::test]
async fn a_conversation_is_opened_for_a_contact_of_the_inbox() {
    let (fake, client) = started().await;
    let contact = json!({"inbox_id": 1, "name": "Bia", "identifier": "x"});

    let (_, made) = post(&fake, &client, "contacts", contact.clone()).await;
    let (twice, _) = post(&fake, &client, "contacts", contact).await;
    let id = made.pointer("/payload/contact/id").cloned().expect("an id");
    let source = made.pointer("/payload/contact_inbox/source_id").cloned().expect("a source");
    let wanted = json!({"inbox_id": 1, "contact_id": id, "source_id": source});
    let (opened, conversation) = post(&fake, &client, "conversations", wanted).await;
    let wrong = json!({"inbox_id": 1, "contact_id": id, "source_id": "other"});
    let (unknown, _) = post(&fake, &client, "conversations", wrong).await;

    assert_eq!((twice, opened, unknown), (422, 200, 404));
    assert_eq!(conversation.get("id"), Some(&json!(1)));
    assert_eq!(fake.status(1).as_deref(), Some("open"));
}

#[tokio::test]
async fn who_brings_no_token_gets_nothing() {
    let (fake, client) = started().await;
    let answer = client.get(format!("{}/api/v1/profile", fake.base())).send().await;
    assert_eq!(answer.expect("it answers").status().as_u16(), 401);
}

#[tokio::test]
async fn an_agents_message_fails_where_nobody_takes_its_webhook() {
    let (fake, client) = started().await;
    let contact = json!({"inbox_id": 1, "name": "Bia", "identifier": "x"});
    let (_, made) = post(&fake, &client, "contacts", contact).await;
    let id = made.pointer("/payload/contact/id").cloned().expect("an id");
    let source = made.pointer("/payload/contact_inbox/source_id").cloned().expect("a source");
    let wanted = json!({"inbox_id": 1, "contact_id": id, "source_id": source});
    post(&fake, &client, "conversations", wanted).await;
    fake.aim(1, "http://127.0.0.1:9/webhooks").expect("on this machine");

    let act = Act { conversation: 1, text: Some("oi".to_owned()), ..Act::default() };
    fake.act(&act).expect("it is written");

    for _ in 0..100 {
        if fake.messages(1).iter().any(|it| it.status == "failed") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the message did not fail");
}

#[tokio::test]
async fn faults_strike_calls_by_name() {
    let (fake, client) = started().await;
    fake.faults().order(Plan { on: Some("contacts".to_owned()), ..Plan::next(Fault::Internal, 1) });
    let contact = json!({"inbox_id": 1, "name": "Bia"});

    let (first, _) = post(&fake, &client, "contacts", contact.clone()).await;
    let (second, _) = post(&fake, &client, "contacts", contact).await;

    assert_eq!((first, second), (500, 200));
}
