use serde_json::json;

use super::*;

/// The trouble of a fixture, by name.
macro_rules! fixture {
    ($name:literal) => {{
        let text = include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/fixtures/telegram/responses/",
            $name,
            ".json"
        ));
        let fixture: Json = serde_json::from_str(text).expect("it is JSON");
        let status = fixture.get("status").and_then(Json::as_u64);
        let status = status.and_then(|status| u16::try_from(status).ok());
        let status = status.expect("it has a status");
        let refusal = Refusal::read(status, fixture.get("body").expect("it has a body"));
        Trouble::Refused(refusal.expect("Telegram says no"))
    }};
}

fn gone(code: &str) -> Failure {
    Failure::Never { code: code.to_owned(), gone: true }
}

fn malformed(code: &str) -> Failure {
    Failure::Malformed { code: code.to_owned() }
}

#[test]
fn who_is_gone_is_not_tried_again() {
    assert_eq!(fixture!("error_403_blocked").failure(), gone("blocked"));
    assert_eq!(fixture!("error_403_deactivated").failure(), gone("deactivated"));
    assert_eq!(fixture!("error_403_cant_initiate").failure(), gone("cannot-initiate"));
    assert_eq!(fixture!("error_400_chat_not_found").failure(), gone("chat-not-found"));
}

#[test]
fn what_we_wrote_wrongly_is_ours_to_mend() {
    assert_eq!(fixture!("error_400_button_data_invalid").failure(), malformed("bad-button"));
    assert_eq!(fixture!("error_400_cant_parse_entities").failure(), malformed("bad-markup"));
    assert_eq!(fixture!("error_400_too_long").failure(), malformed("too-long"));
}

#[test]
fn a_wish_for_quiet_is_the_chats_first() {
    let failure = Failure::Pair { code: "429".to_owned(), after: Some(14) };

    assert_eq!(fixture!("error_429_retry_after").failure(), failure);
}

#[test]
fn what_is_so_already_or_too_late_is_moot() {
    for trouble in [
        fixture!("error_400_not_modified"),
        fixture!("error_400_query_too_old"),
        fixture!("error_400_message_to_edit_not_found"),
    ] {
        assert!(trouble.is_moot(), "{trouble:?}");
    }
    assert!(!fixture!("error_403_blocked").is_moot());
}

#[test]
fn the_account_a_poller_and_a_moved_chat_are_told_apart() {
    let account = Failure::Account { code: "401".to_owned() };
    assert_eq!(fixture!("error_401").failure(), account);
    assert!(fixture!("error_401").is_stranger());
    assert!(fixture!("error_409_conflict").is_conflict());
    assert_eq!(fixture!("error_409_conflict").code(), "other-poller");
    let moved = Failure::Otherwise { code: "migrated".to_owned() };
    assert_eq!(fixture!("error_400_migrated").failure(), moved);
}

#[test]
fn only_an_answer_that_names_telegram_or_nobody_is_known() {
    let page = |status| Trouble::of_page(status, None).failure();
    let says = |status: u16| {
        let refusal = Refusal::read(status, &json!({ "ok": false, "error_code": status }));
        Trouble::Refused(refusal.expect("Telegram says no")).failure()
    };

    assert_eq!(page(502), Failure::Ambiguous { code: "http-502".to_owned() });
    assert_eq!(page(500), Failure::Ambiguous { code: "http-500".to_owned() });
    assert_eq!(page(200), Failure::Ambiguous { code: "http-200".to_owned() });
    assert_eq!(page(503), Failure::Later { code: "503".to_owned() });
    assert_eq!(page(429), Failure::Pair { code: "429".to_owned(), after: None });
    assert_eq!(page(302), Failure::Later { code: "redirected".to_owned() });
    assert_eq!(page(404), Failure::Account { code: "404".to_owned() });
    assert_eq!(says(500), Failure::Later { code: "500".to_owned() });
    assert_eq!(says(403), gone("403"));
    assert_eq!(says(400), malformed("400"));
}

#[test]
fn nothing_that_telegram_quotes_is_shown() {
    let trouble = fixture!("error_400_cant_parse_entities");

    assert!(!format!("{trouble} {trouble:?}").contains("oferta"));
}
