use serde_json::json;

use super::*;
use crate::config::hints::Secret;

fn settings() -> Chatwoot {
    let inbox = |id: &str, channel: &str| Inbox {
        channel: channel.to_owned(),
        id: id.to_owned(),
        secret: Secret::new("s"),
    };
    Chatwoot {
        base_url: "https://chat.example".to_owned(),
        account: "1".to_owned(),
        token: Secret::new("t"),
        creditors: Vec::new(),
        inboxes: vec![inbox("3", "whatsapp"), inbox("4", "telegram")],
    }
}

fn read(body: &Json) -> Hook {
    let settings = settings();
    let inbox = settings.inbox("3").expect("there");
    hook(&settings, inbox, body.to_string().as_bytes(), Some("d-1"))
}

fn written() -> Json {
    json!({
        "event": "message_created", "id": 91, "content": "Bom dia!", "message_type": "outgoing",
        "private": false, "source_id": null, "account": {"id": 1}, "inbox": {"id": 3},
        "sender": {"id": 7, "name": "Ana", "email": "ana@example.com", "type": "user"},
        "conversation": {"id": 12, "inbox_id": 3},
    })
}

fn with(mut body: Json, at: &str, value: Json) -> Json {
    *body.pointer_mut(at).expect("there") = value;
    body
}

#[test]
fn an_agents_message_is_read() {
    let Hook::Came(came) = read(&written()) else { panic!("it is an agent's") };

    assert_eq!((came.id.as_str(), came.thread.as_str()), ("message/91", "12"));
    assert_eq!(came.delivery.as_deref(), Some("d-1"));
    assert_eq!(came.by.email.as_deref(), Some("ana@example.com"));
    assert_eq!(came.deed, Deed::Say { text: "Bom dia!".to_owned(), insists: false });
}

#[test]
fn what_no_agent_wrote_for_the_customer_is_passed_over() {
    for (at, value) in [
        ("/private", json!(true)),
        ("/message_type", json!("incoming")),
        ("/message_type", json!("activity")),
        ("/source_id", json!("combinado:abc")),
        ("/sender", Json::Null),
        ("/sender/type", json!("agent_bot")),
        ("/sender/type", json!("contact")),
    ] {
        let read = read(&with(written(), at, value.clone()));
        assert_eq!(read, Hook::Passed("not-an-agents"), "{at} {value}");
    }
    assert_eq!(
        read(&with(written(), "/event", json!("webwidget_triggered"))),
        Hook::Passed("other-event")
    );
}

#[test]
fn another_account_or_inbox_is_foreign() {
    assert_eq!(read(&with(written(), "/account/id", json!(2))), Hook::Foreign);
    assert_eq!(read(&with(written(), "/inbox/id", json!(4))), Hook::Foreign);
}

#[test]
fn what_cannot_be_read_is_a_stray() {
    let settings = settings();
    let inbox = settings.inbox("3").expect("there");
    for body in ["", "{", "[]", "null", "{\"event\":7}"] {
        assert_eq!(hook(&settings, inbox, body.as_bytes(), None), Hook::Stray, "{body}");
    }
}

#[test]
fn only_an_agents_own_retry_of_an_update_is_heard() {
    let again = with(written(), "/event", json!("message_updated"));
    let mut sent = again.clone();
    sent.as_object_mut().expect("one").insert("status".to_owned(), json!("sent"));

    assert_eq!(read(&again), Hook::Passed("update"));
    let Hook::Came(came) = read(&sent) else { panic!("it is a retry") };
    assert_eq!(came.id, "message/91/again/d-1");
    assert!(matches!(came.deed, Deed::Say { insists: true, .. }));
}

#[test]
fn the_end_of_a_case_brings_its_labels() {
    let body = json!({
        "event": "conversation_status_changed", "id": 12, "inbox_id": 3, "status": "resolved",
        "labels": ["acordo"], "account": {"id": 1},
        "meta": {"assignee": {"id": 7, "email": "ana@example.com", "type": "user"}},
    });

    let Hook::Came(came) = read(&body) else { panic!("it is news") };
    assert_eq!(came.deed, Deed::Close { outcome: vec!["acordo".to_owned()] });
    assert_eq!((came.id.as_str(), came.by.id.as_str()), ("delivery/d-1", "7"));
    assert_eq!(read(&with(body, "/status", json!("pending"))), Hook::Passed("other-status"));
}

#[test]
fn files_and_empty_words_cannot_reach_the_customer() {
    let mut body = written();
    body.as_object_mut().expect("one").insert("attachments".to_owned(), json!([{"id": 1}]));
    let Hook::Came(came) = read(&body) else { panic!("it is an agent's") };
    assert_eq!(came.deed, Deed::Unfit { what: "attachment".to_owned() });

    let Hook::Came(came) = read(&with(written(), "/content", json!("  "))) else { panic!("one") };
    assert_eq!(came.deed, Deed::Unfit { what: "empty".to_owned() });
}
