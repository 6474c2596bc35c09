use std::path::Path;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::config::hints::Secret;
use crate::domain::channel::{Alias, Change, Notice, Reached, Trouble, What, Who};

const FIXTURES: &str = "tests/fixtures/whatsapp";

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_500, 0).expect("a moment")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(FIXTURES).join(format!("{name}.json"))).expect("a fixture")
}

fn of(name: &str) -> Vec<Arrival> {
    parse(&bytes(name), now()).expect("a webhook")
}

fn told(body: &Value) -> Vec<Arrival> {
    parse(body.to_string().as_bytes(), now()).expect("a webhook")
}

/// A webhook of one change of messages.
fn webhook(value: Value) -> Value {
    let mut value = value;
    value["metadata"] = json!({ "phone_number_id": "200000000000002" });
    let change = json!({ "field": "messages", "value": value });
    json!({ "object": OBJECT, "entry": [{ "id": "1", "changes": [change] }] })
}

fn one(message: &Value) -> Vec<String> {
    told(&webhook(json!({ "messages": [message] }))).iter().map(line).collect()
}

/// An arrival in one line, with what `Debug` keeps to itself.
fn line(told: &Arrival) -> String {
    match &told.body {
        Body::Heard(heard) => {
            let quoted = heard.quoted.as_deref().map(|it| format!(" quoting {}", last(it)));
            let who = person(&heard.who);
            format!("{who}: {}{}", said(&heard.what), quoted.unwrap_or_default())
        }
        Body::Receipt(receipt) => {
            let reached = match &receipt.reached {
                Reached::Sent => "sent".to_owned(),
                Reached::Delivered => "delivered".to_owned(),
                Reached::Read => "read".to_owned(),
                Reached::Failed { failure } => format!("failed {failure:?}"),
            };
            let opaque = receipt.opaque.as_deref().map(|it| format!(" [{it}]")).unwrap_or_default();
            format!("{} {reached}{opaque}", last(&receipt.provider_id))
        }
        Body::Change(Change::Number { was, is }) => {
            format!("{} is now {}", person(was), person(is))
        }
        Body::Change(Change::Marketing { who, wanted }) => {
            format!("{} wants marketing: {wanted}", person(who))
        }
        Body::Notice(notice) => format!("{:?} {} {:?}", notice.trouble, notice.code, notice.detail),
        Body::Stray(stray) => format!("stray {}", stray.why),
    }
}

fn person(who: &Who) -> String {
    let aliases: Vec<String> = who.aliases.iter().map(Alias::text).collect();
    let names = [who.name.as_deref(), who.username.as_deref()];
    let names: Vec<&str> = names.into_iter().flatten().collect();
    format!("{} <{}> ({})", names.join(" "), who.address, aliases.join(", "))
}

fn said(what: &What) -> String {
    match what {
        What::Text { text } => format!("{text:?}"),
        What::Tapped { token, label } => format!("taps {token} {label:?}"),
        What::Media { media, name, caption, file } => {
            let file = file.as_ref().map(|it| (it.id.as_str(), it.mime.as_deref()));
            format!("{media:?} {name:?} {caption:?} {file:?}")
        }
        What::OwnPhone { phone } => {
            format!("own phone {:?}", phone.as_ref().map(|it| it.e164().to_owned()))
        }
        What::Started { token } => format!("started {token:?}"),
        What::Reacted => "reacted".to_owned(),
        What::Edited => "edited".to_owned(),
        What::Blocked => "blocked".to_owned(),
        What::Unblocked => "unblocked".to_owned(),
        What::Unsupported { kind } => format!("unsupported {kind}"),
    }
}

/// The end of a message's id: what tells the fixtures' apart.
fn last(id: &str) -> &str {
    id.strip_prefix("wamid.HBgMNTUxMTg3NjU0MzIxFQIAEhgU00000").unwrap_or(id)
}

const MARIA: &str = "Maria da Silva <+5511987654321> \
    (user:BR.13491208655302741918, phone:551187654321)";

#[test]
fn an_edit_is_told_as_one_and_a_message_taken_away_as_nothing_new() {
    let with = |kind: &str, own: Value| {
        let mut message = json!({ "from": "551187654321", "id": "wamid.1", "timestamp":
            "1790000000", "type": kind });
        message[kind] = own;
        let all = one(&message);
        let told = |line: &String| line.rsplit(": ").next().unwrap_or_default().to_owned();
        all.iter().map(told).collect::<Vec<_>>()
    };
    let original = json!({ "original_message_id": "wamid.0" });

    assert_eq!(with("edit", original.clone()), ["stray unknown-message", "edited"]);
    assert_eq!(with("revoke", original), ["stray unknown-message", "reacted"]);
    assert_eq!(with("unsupported", json!({ "type": "edit" })), ["edited"]);
    assert_eq!(with("unsupported", json!({ "type": "poll" })), ["unsupported poll"]);
}

#[test]
fn each_kind_of_message_is_read() {
    let file = r#"Some(("1003383421387256", Some("#;
    for (name, expected) in [
        ("text", r#""Oi, recebi a mensagem sobre a fatura. Dá pra parcelar?""#.to_owned()),
        ("text_forwarded", r#""encaminhada""#.to_owned()),
        ("text_referral_ctwa", r#""Quero negociar minha dívida""#.to_owned()),
        ("text_reply_to_ours", r#""essa aí eu já paguei" quoting 900AA=="#.to_owned()),
        (
            "interactive_button_reply",
            r#"taps offer:42:accept Some("Aceito") quoting 901AA=="#.to_owned(),
        ),
        (
            "interactive_list_reply",
            r#"taps plan:42:6x Some("6x de R$ 98,50") quoting 902AA=="#.to_owned(),
        ),
        (
            "interactive_list_reply_no_description",
            r#"taps plan:42:1x Some("À vista") quoting 902AA=="#.to_owned(),
        ),
        (
            "template_button",
            r#"taps optout:marketing Some("Não quero receber") quoting 903AA=="#.to_owned(),
        ),
        ("template_button_no_context", r#"taps talk:human Some("Falar com atendente")"#.to_owned()),
        ("image", format!(r#"Image None Some("comprovante") {file}"image/jpeg")))"#)),
        (
            "document",
            format!(r#"Document Some("comprovante.pdf") None {file}"application/pdf")))"#),
        ),
        ("audio_voice", format!(r#"Audio None None {file}"audio/ogg; codecs=opus")))"#)),
        ("video", format!(r#"Video None None {file}"video/mp4")))"#)),
        ("sticker", format!(r#"Sticker None None {file}"image/webp")))"#)),
        ("media_too_big_error", r#"Document Some("x.pdf") None None"#.to_owned()),
        ("location", "Location None None None".to_owned()),
        ("contacts", "Contact None None None".to_owned()),
        ("reaction", "reacted".to_owned()),
        ("reaction_removed", "reacted".to_owned()),
        ("unsupported", "unsupported unsupported".to_owned()),
        ("unsupported_poll", "unsupported poll".to_owned()),
    ] {
        let told = of(&format!("inbound/{name}"));
        let lines: Vec<String> = told.iter().map(line).collect();

        assert_eq!(lines, [format!("{MARIA}: {expected}")], "{name}");
        assert_eq!(told[0].account, "200000000000002");
        assert!(told[0].id.starts_with("wamid."));
        let Body::Heard(heard) = &told[0].body else { panic!("{name}") };
        assert_eq!(heard.at.timestamp(), 1_790_000_000);
        assert_eq!(heard.reference.as_deref(), Some(told[0].id.as_str()));
    }
}

#[test]
fn people_are_known_by_whatever_is_there() {
    let lines = |name: &str| of(&format!("inbound/{name}")).iter().map(line).collect::<Vec<_>>();
    let user = "Maria @maria.silva <BR.13491208655302741918> (user:BR.13491208655302741918)";

    assert_eq!(
        lines("text_pre_bsuid"),
        [r#"Maria da Silva <+5511987654321> (phone:551187654321): "oi""#]
    );
    assert_eq!(lines("text_bsuid_only"), [format!(r#"{user}: "quem fala?""#)]);
    assert_eq!(
        lines("contacts_own_phone_shared"),
        [format!(r#"{user}: own phone Some("+5511987654321")"#)]
    );
    assert_eq!(
        lines("batch_two_users_one_value"),
        [
            format!(r#"{MARIA}: "primeira""#),
            r#"José <+5531988887777> (user:BR.777, phone:553188887777): "boa tarde""#.to_owned(),
        ]
    );
    assert_eq!(
        lines("unknown_future_type"),
        ["stray unknown-message".to_owned(), format!("{MARIA}: unsupported hologram")]
    );
}

#[test]
fn contacts_are_paired_by_name_and_never_by_place() {
    let contacts = json!([
        { "profile": { "name": "Ana" }, "wa_id": "14785550100" },
        { "profile": { "name": "Bia" }, "user_id": "BR.2" },
        { "profile": { "name": "Caio" }, "wa_id": "5521987654321", "user_id": "BR.3" },
        "nonsense",
    ]);
    let message = |from: Value| {
        let mut message = from;
        message["id"] = json!("m");
        message["type"] = json!("text");
        message["text"] = json!({ "body": "oi" });
        let told = told(&webhook(json!({ "contacts": contacts, "messages": [message] })));
        told.iter().map(line).collect::<Vec<_>>().join("; ")
    };

    assert_eq!(
        message(json!({ "from": "552187654321" })),
        r#"Caio <+5521987654321> (user:BR.3, phone:552187654321): "oi""#
    );
    assert_eq!(message(json!({ "from_user_id": "BR.2" })), r#"Bia <BR.2> (user:BR.2): "oi""#);
    assert_eq!(
        message(json!({ "from": "14785550100" })),
        r#"Ana <+14785550100> (phone:14785550100): "oi""#
    );
    assert_eq!(
        message(json!({ "from": "5511991234567", "from_user_id": "BR.9" })),
        r#" <+5511991234567> (user:BR.9, phone:551191234567): "oi""#
    );
    assert_eq!(message(json!({})), "stray no-sender");
    assert_eq!(message(json!({ "from": "; drop", "from_user_id": 7 })), "stray no-sender");
}

#[test]
fn what_nobody_can_read_is_kept_as_a_webhook_that_a_program_reads_once_it_can() {
    let names = json!([{ "wa_id": "5511987654321", "profile": { "name": "Ana" } }]);
    let odd = json!({ "id": "wamid.1", "status": "teleported", "timestamp": "1790000000" });
    let lost = json!({ "from": "5511987654321", "type": "text", "text": { "body": "oi" } });
    let body = json!({ "contacts": names, "messages": [lost], "statuses": [odd] });
    let kept: Vec<(String, String)> = told(&webhook(body))
        .into_iter()
        .filter_map(|told| match told.body {
            Body::Stray(stray) => Some((told.id, stray.raw)),
            Body::Heard(_) | Body::Receipt(_) | Body::Change(_) | Body::Notice(_) => None,
        })
        .collect();

    assert_eq!(kept.len(), 2);
    for (id, raw) in &kept {
        let again = parse(raw.as_bytes(), now()).expect("a webhook");
        assert_eq!(again.iter().map(|it| &it.id).collect::<Vec<_>>(), [id], "still the same");
    }
    let read = |raw: &str, from: &str, to: &str| -> Vec<String> {
        let mended = raw.replace(from, to);
        assert_ne!(mended, raw);
        parse(mended.as_bytes(), now()).expect("a webhook").iter().map(line).collect()
    };
    let message = read(&kept[0].1, r#""type":"text""#, r#""type":"text","id":"wamid.2""#);
    assert_eq!(message, [r#"Ana <+5511987654321> (phone:551187654321): "oi""#]);
    assert_eq!(read(&kept[1].1, "teleported", "delivered"), ["wamid.1 delivered"]);
}

#[test]
fn only_the_senders_own_card_tells_their_phone() {
    let card = |origin: &str, phone: &str| json!({ "origin": origin, "phones": [{ "phone": "x", "wa_id": phone }] });
    let sent = |cards: Value, from: Value| {
        let mut message = from;
        message["id"] = json!("m");
        message["type"] = json!("contacts");
        message["contacts"] = cards;
        let lines = one(&message);
        lines.join(";").split(": ").last().map(str::to_owned).expect("an arrival")
    };
    let by_user = json!({ "from_user_id": "BR.1" });
    let by_phone = json!({ "from": "551187654321" });
    let own = card("contact_request", "5511987654321");
    let contact = "Contact None None None";

    assert_eq!(sent(json!([own]), by_user.clone()), r#"own phone Some("+5511987654321")"#);
    assert_eq!(sent(json!([own]), by_phone.clone()), r#"own phone Some("+5511987654321")"#);
    assert_eq!(
        sent(json!([card("contact_request", "14785550100")]), by_user.clone()),
        "own phone None"
    );
    assert_eq!(sent(json!([card("contact_request", "5511912345678")]), by_phone), contact);
    assert_eq!(sent(json!([card("other", "5511987654321")]), by_user.clone()), contact);
    assert_eq!(sent(json!([own, own]), by_user.clone()), contact);
    let mut others = card("contact_request", "5511987654321");
    others["user_id"] = json!("BR.2");
    assert_eq!(sent(json!([others]), by_user.clone()), contact);
    assert_eq!(sent(json!("nonsense"), by_user), contact);
}

#[test]
fn batches_are_read_whole_and_in_their_order() {
    let told = of("inbound/batch_out_of_order_with_duplicate");
    let lines: Vec<String> = told.iter().map(line).collect();

    assert_eq!(
        lines,
        [
            format!(r#"{MARIA}: "segunda""#),
            format!(r#"{MARIA}: "primeira""#),
            "910AA== read".to_owned(),
            "910AA== sent".to_owned(),
            format!(r#"{MARIA}: "primeira""#),
        ]
    );
    assert_eq!(told[1], told[4], "the same thing has the same id");
    assert_ne!(told[2].id, told[3].id);
    let many: Vec<Value> = (0..1_000)
        .map(|n| json!({ "id": format!("m{n}"), "from": "5511987654321", "type": "text", "text": { "body": "x" } }))
        .collect();
    assert_eq!(self::told(&webhook(json!({ "messages": many }))).len(), 1_000);
}

#[test]
fn changes_of_number_name_who_it_was_and_who_it_is() {
    let lines = |name: &str| of(&format!("inbound/{name}")).iter().map(line).collect::<Vec<_>>();

    assert_eq!(
        lines("system_number_changed"),
        [" <+5511987654321> (phone:551187654321) is now  <+5521998887777> \
          (user:BR.99991208655302741999, phone:552198887777)"]
    );
    assert_eq!(
        lines("system_user_id_changed"),
        [" <+5511987654321> (user:BR.13491208655302741918, phone:551187654321) is now  \
          <BR.99991208655302741999> (user:BR.99991208655302741999)"]
    );
    let system = json!({ "id": "m", "from": "551187654321", "type": "system",
        "system": { "type": "customer_identity_changed" } });
    assert_eq!(one(&system), ["stray unknown-system"]);
}

#[test]
fn each_status_is_read() {
    for (name, expected) in [
        ("sent_utility_billable", "920AA== sent [msg:9f0c2d]"),
        ("sent_service_free", "921AA== sent"),
        ("sent_v23_with_conversation", "922AA== sent"),
        ("delivered", "920AA== delivered"),
        ("delivered_to_bsuid_no_phone", "936AA== delivered"),
        ("read_without_delivered", "923AA== read"),
        ("played_voice", "924AA== read"),
        ("failed_131026_undeliverable", r#"930AA== failed Never { code: "131026", gone: true }"#),
        ("failed_131047_reengagement", "931AA== failed WindowClosed"),
        (
            "failed_131049_ecosystem",
            r#"932AA== failed Pair { code: "131049", after: Some(86400) }"#,
        ),
        (
            "failed_131050_user_stopped_marketing",
            r#"933AA== failed Never { code: "131050", gone: false }"#,
        ),
        ("failed_131053_media_upload", r#"934AA== failed Otherwise { code: "131053" }"#),
        ("failed_to_bsuid_no_phone", r#"935AA== failed Otherwise { code: "131062" }"#),
    ] {
        let told = of(&format!("status/{name}"));

        assert_eq!(told.iter().map(line).collect::<Vec<_>>(), [expected], "{name}");
        let Body::Receipt(receipt) = &told[0].body else { panic!("{name}") };
        assert_eq!(receipt.at.timestamp(), 1_790_000_100);
    }
}

#[test]
fn each_notice_is_read() {
    let template = |usable: &str, category: &str| {
        format!(
            r#"Template {{ name: "lembrete_fatura_v1", language: "pt_BR", usable: {usable}, category: Some("{category}") }}"#
        )
    };
    for (name, expected) in [
        ("value_level_errors", "Worth 130429 None".to_owned()),
        ("user_preferences_stop", format!("{MARIA} wants marketing: false")),
        (
            "template_status_paused",
            format!(r#"{} PAUSED Some("FIRST_PAUSE")"#, template("Some(false)", "UTILITY")),
        ),
        (
            "template_category_changed",
            format!(r#"{} category Some("MARKETING")"#, template("None", "MARKETING")),
        ),
        ("account_violation", r#"Worth ACCOUNT_VIOLATION Some("SPAM")"#.to_owned()),
    ] {
        let told = of(&format!("account/{name}"));

        assert_eq!(told.iter().map(line).collect::<Vec<_>>(), [expected], "{name}");
    }
}

#[test]
fn what_is_told_of_the_account_becomes_what_it_means() {
    let notice = |field: &str, value: Value| {
        let change = json!({ "field": field, "value": value });
        let body = json!({ "object": OBJECT, "entry": [{ "id": "7", "changes": [change] }] });
        let told = told(&body);
        assert_eq!(told[0].account, "7");
        match told.into_iter().next().map(|it| it.body) {
            Some(Body::Notice(Notice { trouble, .. })) => Some(trouble),
            _ => None,
        }
    };
    let ban = |state: &str| {
        notice(
            "account_update",
            json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": state } }),
        )
    };
    let restricted = |kind: &str| {
        let info = json!([{ "restriction_type": kind }]);
        notice(
            "account_update",
            json!({ "event": "ACCOUNT_RESTRICTION", "restriction_info": info }),
        )
    };

    assert_eq!(ban("DISABLE"), Some(Trouble::Stopped));
    assert_eq!(ban("REINSTATE"), Some(Trouble::Restored));
    assert_eq!(ban("SCHEDULE_FOR_DISABLE"), Some(Trouble::Worth));
    assert_eq!(restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"), Some(Trouble::Stopped));
    assert_eq!(restricted("RESTRICTED_BIZ_INITIATED_MESSAGING"), Some(Trouble::Worth));
    assert_eq!(
        notice("phone_number_quality_update", json!({ "event": "DOWNGRADE" })),
        Some(Trouble::Worth)
    );
    assert_eq!(notice("account_alerts", json!({ "alert_type": "X" })), Some(Trouble::Worth));
    assert_eq!(notice("a_field_of_tomorrow", json!({})), None);
    assert_eq!(notice("account_update", json!("nonsense")), None);
    let approved = json!({ "event": "APPROVED", "message_template_name": "a", "message_template_language": "pt_BR" });
    let usable = Some(Trouble::Template {
        name: "a".to_owned(),
        language: "pt_BR".to_owned(),
        usable: Some(true),
        category: None,
    });
    assert_eq!(notice("message_template_status_update", approved), usable);
}

#[test]
fn one_bad_part_hides_no_other() {
    let good =
        json!({ "id": "m", "from": "551187654321", "type": "text", "text": { "body": "oi" } });
    let messages = json!([7, null, { "id": 3 }, { "id": "a", "from": "551187654321", "type": [], "text": 4 }, good]);
    let statuses = json!(["x", { "id": "s", "status": "sent" }, { "id": "s", "status": "lost" }]);
    let lines: Vec<String> = told(&webhook(json!({ "messages": messages, "statuses": statuses })))
        .iter()
        .map(line)
        .collect();

    assert_eq!(
        lines,
        [
            "stray no-id",
            "stray no-id",
            "stray no-id",
            "stray unknown-message",
            " <+5511987654321> (phone:551187654321): unsupported unknown",
            r#" <+5511987654321> (phone:551187654321): "oi""#,
            "stray unknown-status",
            "s sent",
            "stray unknown-status",
        ]
    );
    let odd = json!({ "object": OBJECT, "entry": [3, { "changes": "x" }, { "changes": [4, {}] }] });
    assert_eq!(told(&odd).len(), 4, "each is kept");
}

#[test]
fn times_that_cannot_be_are_not_believed() {
    let at = |timestamp: Value| {
        let message = json!({ "id": "m", "from": "551187654321", "timestamp": timestamp,
            "type": "text", "text": { "body": "oi" } });
        let told = told(&webhook(json!({ "messages": [message] })));
        let Body::Heard(heard) = &told[0].body else { panic!("heard") };
        heard.at.timestamp()
    };
    let known = now().timestamp();

    assert_eq!(at(json!("1790000000")), 1_790_000_000);
    assert_eq!(at(json!(1_790_000_000)), 1_790_000_000);
    for odd in
        [json!(null), json!("soon"), json!(u64::MAX), json!(-5), json!("9999999999"), json!([])]
    {
        assert_eq!(at(odd), known);
    }
}

#[test]
fn what_is_no_webhook_is_refused_and_can_be_kept() {
    let refused = |body: &[u8]| parse(body, now()).expect_err("no webhook");

    assert_eq!(refused(b""), Malformed::Json);
    assert_eq!(refused(b"\xff\xfe"), Malformed::Json);
    assert_eq!(refused("[".repeat(10_000).as_bytes()), Malformed::Json);
    assert_eq!(refused(b"{}"), Malformed::Shape);
    assert_eq!(refused(br#"{"object":"page","entry":[]}"#), Malformed::Shape);
    assert_eq!(refused(br#"{"object":"whatsapp_business_account","entry":{}}"#), Malformed::Shape);
    let kept = whole("2", b"a\0b\xff", Malformed::Json);
    let Body::Stray(stray) = kept.body else { panic!("a stray") };
    assert_eq!((stray.raw.as_str(), stray.why), ("ab\u{fffd}", "not-json"));
}

#[test]
fn only_what_is_about_our_numbers_is_ours() {
    let number = |id: &str, business: &str| WhatsApp {
        creditor: "aurora".to_owned(),
        phone_number_id: id.to_owned(),
        business_account_id: Some(business.to_owned()),
        token: Secret::new("t"),
        app_secret: Secret::new("s"),
        verify_token: Secret::new("v"),
        base_url: WhatsApp::BASE_URL.to_owned(),
        version: WhatsApp::VERSION.to_owned(),
        per_second: WhatsApp::PER_SECOND,
        payments: false,
    };
    let ours = [number("200000000000002", "100000000000001"), number("9", "100000000000001")];
    let sorted = |name: &str, ours: &[WhatsApp]| {
        let sorted = sort(of(name), ours);
        let accounts = sorted.ours.iter().map(|(_, it)| it.account.clone()).collect::<Vec<_>>();
        (accounts, sorted.foreign)
    };

    assert_eq!(sorted("inbound/text", &ours), (vec!["200000000000002".to_owned()], 0));
    assert_eq!(sorted("inbound/text", &ours[1..]), (vec![], 1));
    let both = vec!["200000000000002".to_owned(), "9".to_owned()];
    assert_eq!(sorted("account/account_violation", &ours), (both, 0));
    assert_eq!(sorted("account/account_violation", &[number("9", "8")]), (vec![], 1));
}

#[test]
fn no_text_holds_what_no_database_keeps() {
    let message =
        json!({ "id": "m\0", "from": "551187654321", "type": "text", "text": { "body": "o\0i" } });

    assert_eq!(one(&message), [r#" <+5511987654321> (phone:551187654321): "oi""#]);
}

/// Every fixture of what comes in.
fn all() -> Vec<Vec<u8>> {
    ["inbound", "status", "account"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(Path::new(FIXTURES).join(folder)).expect("a folder"))
        .map(|entry| std::fs::read(entry.expect("an entry").path()).expect("a fixture"))
        .collect()
}

/// Replaces one value of a tree, the n-th, by another.
fn mutate(value: &mut Value, n: &mut usize, other: &Value) {
    if *n == 0 {
        *value = other.clone();
    }
    *n = n.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| mutate(it, n, other)),
        Value::Object(items) => items.values_mut().for_each(|it| mutate(it, n, other)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn mutated_bodies_never_panic(
        which in 0..100_usize,
        n in 0..60_usize,
        other in 0..9_usize,
        cut in 0..4_000_usize,
        byte: u8,
    ) {
        let others = [
            json!(null), json!(0), json!(-1), json!(u64::MAX), json!(1.5e300), json!(""),
            json!("\0"), json!([[], {}]), json!({ "id": { "id": [] } }),
        ];
        let all = all();
        let body = &all[which % all.len()];
        let mut tree: Value = serde_json::from_slice(body).expect("JSON");
        let mut n = n;
        mutate(&mut tree, &mut n, &others[other]);
        let _ = parse(tree.to_string().as_bytes(), now());
        let mut bytes = body.clone();
        let place = cut % bytes.len();
        bytes[place] = byte;
        let _ = parse(&bytes, now());
        bytes.truncate(place);
        let _ = parse(&bytes, now());
    }
}
