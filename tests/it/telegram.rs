//! A bot of ours and Telegram: every answer it may give, and updates asked for in turn.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use combinado::app::links;
use combinado::channels::telegram::Bot;
use combinado::channels::telegram::api::{Api, LARGEST_FILE, Me, Unfit, Webhook};
use combinado::channels::telegram::encode::Words;
use combinado::channels::{Delivery, Seen};
use combinado::config::channels::Telegram;
use combinado::config::hints::Secret;
use combinado::domain::channel::{Failure, Outgoing, Recipient, Sent, TELEGRAM};
use combinado::domain::debt::agreement::AgreementStatus;
use combinado::domain::dialogue::file::{Attached, Form};
use combinado::domain::dialogue::text::Attachment;
use combinado::domain::id::Id;
use combinado::fake::ledger::Attempt;
use combinado::fake::telegram::{Act, Card, Fake, Settings};
use combinado::jobs::polling::{self, Poller};
use combinado::store::contact::Account;
use combinado::store::{agreement, inbox};
use serde_json::{Value as Json, json};
use tokio::sync::watch;

use crate::support::{CREDITOR, Does, Endpoint, TestApp, a_customer, an_invoice};

const TOKEN: &str = "7770001:AAF7-g0gYncWnm5IyfZlpPRqRRv6kNAGlao";

fn settings(url: &str) -> Telegram {
    Telegram {
        creditor: CREDITOR.to_owned(),
        token: Secret::new(TOKEN),
        webhook_secret: Secret::new("s3cr3t_Token-1"),
        base_url: url.to_owned(),
        polling: true,
    }
}

fn a_bot(url: &str) -> Bot {
    let words = Words {
        pix: "Pix copia e cola:".to_owned(),
        copy_pix: "Copiar".to_owned(),
        boleto: "Linha:".to_owned(),
        copy_boleto: "Copiar linha".to_owned(),
        share_phone: "Enviar".to_owned(),
    };
    Bot::new(&settings(url), words).expect("the settings are good")
}

fn a_message(chat: &str) -> Outgoing {
    Outgoing {
        creditor: CREDITOR.to_owned(),
        conversation: Id::derive(&["conversation"]),
        channel: TELEGRAM.to_owned(),
        to: Recipient { account: "7770001".to_owned(), address: chat.to_owned() },
        id: Id::derive(&["message"]),
        part: 0,
        text: "Oi, Maria".to_owned(),
        options: Vec::new(),
        attachments: Vec::new(),
        payment: None,
        template: None,
        asks_phone: false,
        language: None,
        bytes: None,
    }
}

fn a_tap(reference: &str) -> Seen {
    Seen {
        account: "7770001".to_owned(),
        address: "5550001".to_owned(),
        reference: reference.to_owned(),
        tapped: true,
    }
}

/// An answer of the fixtures, by its name.
fn answer(name: &str) -> Does {
    let path = Path::new("tests/fixtures/telegram/responses").join(format!("{name}.json"));
    let text = std::fs::read_to_string(path).expect("the fixture is there");
    let fixture: Json = serde_json::from_str(&text).expect("it is JSON");
    let status = fixture["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    let body = match fixture["body_text"].as_str() {
        Some(page) => page.to_owned(),
        None => fixture["body"].to_string(),
    };
    Does::Answers(status.expect("it has a status"), Vec::new(), body.into_bytes())
}

fn result(result: &Json) -> Does {
    let body = json!({ "ok": true, "result": result }).to_string();
    Does::Answers(200, Vec::new(), body.into_bytes())
}

async fn delivering(does: Does) -> Result<Sent, Failure> {
    let endpoint = Endpoint::that([does]).await;
    let sending = a_bot(&endpoint.url);
    // Nothing of ours rests after trouble: whoever asked decides when to try again.
    let message = a_message("5550001");
    tokio::time::timeout(Duration::from_secs(5), sending.deliver(&message))
        .await
        .expect("it is answered at once")
}

fn code(text: &str) -> String {
    text.to_owned()
}

#[tokio::test]
async fn every_answer_to_a_message_means_what_is_to_be_done() {
    let gone = |code: &str| Failure::Never { code: code.to_owned(), gone: true };
    let malformed = |text: &str| Failure::Malformed { code: code(text) };
    let expected = [
        ("error_400_button_data_invalid", malformed("bad-button")),
        ("error_400_cant_parse_entities", malformed("bad-markup")),
        ("error_400_chat_not_found", gone("chat-not-found")),
        ("error_400_migrated", Failure::Otherwise { code: code("migrated") }),
        ("error_400_too_long", malformed("too-long")),
        ("error_401", Failure::Account { code: code("401") }),
        ("error_403_blocked", gone("blocked")),
        ("error_403_cant_initiate", gone("cannot-initiate")),
        ("error_403_deactivated", gone("deactivated")),
        ("error_409_conflict", Failure::Later { code: code("other-poller") }),
        ("error_429_retry_after", Failure::Pair { code: code("429"), after: Some(14) }),
        ("error_502", Failure::Ambiguous { code: code("http-502") }),
    ];
    for (name, failure) in expected {
        assert_eq!(delivering(answer(name)).await, Err(failure), "{name}");
    }
    let sent = Sent { provider_id: Some("20".to_owned()), address: None };
    assert_eq!(delivering(answer("message")).await, Ok(sent));
    // It was sent, whatever else the answer holds.
    assert_eq!(delivering(answer("forum_topic")).await, Ok(Sent::default()));
    assert_eq!(delivering(answer("true")).await, Ok(Sent::default()));
}

#[tokio::test]
async fn what_never_left_may_go_again_and_what_may_have_gone_may_not() {
    let endpoint = Endpoint::that([Does::Nothing]).await;
    let url = endpoint.url.clone();
    drop(endpoint);
    tokio::task::yield_now().await;
    let unreached = Failure::Later { code: code("no-connection") };
    assert_eq!(a_bot(&url).deliver(&a_message("1")).await, Err(unreached));

    let unknown = Failure::Ambiguous { code: code("torn-answer") };
    assert_eq!(delivering(Does::BreaksOff).await, Err(unknown));
    let unanswered = Failure::Ambiguous { code: code("no-answer") };
    assert_eq!(delivering(Does::HangsUp).await, Err(unanswered));
    let odd = Does::Answers(200, Vec::new(), b"<html>welcome</html>".to_vec());
    assert_eq!(delivering(odd).await, Err(Failure::Ambiguous { code: code("http-200") }));
    let away = vec![("location", "https://elsewhere.example".to_owned())];
    let redirect = Does::Answers(302, away, Vec::new());
    assert_eq!(delivering(redirect).await, Err(Failure::Later { code: code("redirected") }));
}

#[tokio::test]
async fn a_wish_for_quiet_is_one_chats_until_another_brings_it_too() {
    let slower = || answer("error_429_retry_after");
    let plan = [slower(), slower(), slower(), answer("message"), slower()];
    let endpoint = Endpoint::that(plan).await;
    let bot = a_bot(&endpoint.url);
    let mut overall = Vec::new();

    for chat in ["1", "1", "2", "2", "3"] {
        let answer = bot.deliver(&a_message(chat)).await;
        overall.push(match answer {
            Ok(_) => None,
            Err(failure) => Some(matches!(failure, Failure::Throttled { after: Some(14), .. })),
        });
    }

    assert_eq!(overall, [Some(false), Some(false), Some(true), None, Some(false)]);
}

#[tokio::test]
async fn a_message_goes_as_json_to_the_bots_own_path() {
    let endpoint = Endpoint::that([answer("message")]).await;

    a_bot(&endpoint.url).deliver(&a_message("5550001")).await.expect("it is taken");

    let seen = endpoint.seen().pop().expect("a request");
    assert!(seen.head.starts_with(&format!("POST /v1/bot{TOKEN}/sendMessage HTTP/1.1\r\n")));
    let body: Json = serde_json::from_str(&seen.body).expect("it is JSON");
    assert_eq!((&body["chat_id"], &body["text"]), (&json!(5_550_001), &json!("Oi, Maria")));
}

#[tokio::test]
async fn a_code_goes_as_a_form_with_its_picture() {
    let endpoint = Endpoint::that([answer("message")]).await;
    let charge = Id::derive(&["charge"]);
    let attachments = vec![Attachment::Pix { charge, code: "000201PIX".to_owned() }];
    let message = Outgoing { attachments, ..a_message("5550001") };

    let bot = a_bot(&endpoint.url);
    bot.deliver(&message).await.expect("it is taken");

    assert_eq!(bot.parts(&message), 1);
    let seen = endpoint.seen().pop().expect("a request");
    assert!(seen.head.contains("/sendPhoto HTTP/1.1"));
    assert!(seen.head.to_lowercase().contains("content-type: multipart/form-data"));
    for held in ["name=\"photo\"; filename=\"pix.png\"", "image/png", "<code>000201PIX</code>"] {
        assert!(seen.body.contains(held), "{held}");
    }
    let beyond = Outgoing { part: 1, ..message };
    let none = Failure::Malformed { code: code("no-such-part") };
    assert_eq!(bot.deliver(&beyond).await, Err(none));
}

#[tokio::test]
async fn a_tap_is_answered_and_its_buttons_cleared_however_late() {
    let late = [answer("error_400_query_too_old"), answer("error_400_not_modified")];
    for plan in [[answer("true"), answer("message")], late] {
        let endpoint = Endpoint::that(plan).await;

        a_bot(&endpoint.url).attend(&a_tap("2383838383838/20")).await.expect("it is done");

        let seen = endpoint.seen();
        let asked = |which: usize| serde_json::from_str::<Json>(&seen[which].body).ok();
        assert!(seen[0].head.contains("/answerCallbackQuery "));
        assert_eq!(asked(0), Some(json!({ "callback_query_id": "2383838383838" })));
        assert!(seen[1].head.contains("/editMessageReplyMarkup "));
        assert_eq!(asked(1), Some(json!({ "chat_id": 5_550_001, "message_id": 20 })));
    }
}

#[tokio::test]
async fn a_message_is_seen_to_be_answered() {
    let endpoint = Endpoint::that([answer("true")]).await;
    let seen = Seen { tapped: false, ..a_tap("11") };

    a_bot(&endpoint.url).attend(&seen).await.expect("it is done");

    let asked = endpoint.seen().pop().expect("a request");
    assert!(asked.head.contains("/sendChatAction "));
    let expected = json!({ "chat_id": 5_550_001, "action": "typing" });
    assert_eq!(serde_json::from_str::<Json>(&asked.body).ok(), Some(expected));
}

fn an_api(url: &str) -> Api {
    Api::new(url, &Secret::new(TOKEN)).expect("the settings are good")
}

#[tokio::test]
async fn a_bot_is_set_up_and_looked_at() {
    let endpoint = Endpoint::that([answer("get_me")]).await;
    let me = an_api(&endpoint.url).me().await;
    let (username, name) = ("acordofacil_bot".to_owned(), "Acordo Fácil".to_owned());
    assert_eq!(me, Ok(Me { id: 7_770_001, username, name }));

    let endpoint = Endpoint::that([answer("true")]).await;
    let webhook = Webhook {
        url: "https://bot.example.com/webhooks/telegram".to_owned(),
        secret: Secret::new("s3cr3t_Token-1"),
        at_once: 40,
        forget: false,
    };
    an_api(&endpoint.url).set_webhook(&webhook).await.expect("it is set");
    let set = endpoint.seen().pop().expect("a request");
    let fixture = std::fs::read_to_string("tests/fixtures/telegram/outbound/set_webhook.json");
    let fixture: Json = serde_json::from_str(&fixture.expect("it is there")).expect("JSON");
    assert_eq!(serde_json::from_str::<Json>(&set.body).ok().as_ref(), Some(&fixture["json"]));

    let endpoint = Endpoint::that([answer("webhook_info")]).await;
    let info = an_api(&endpoint.url).webhook_info().await.expect("it is told");
    assert_eq!(
        (info.url.as_str(), info.waiting, info.at_once),
        (webhook.url.as_str(), 0, Some(40))
    );

    let endpoint = Endpoint::that([answer("error_401")]).await;
    let trouble = an_api(&endpoint.url).me().await.expect_err("nobody knows the token");
    assert!(trouble.is_stranger());
}

#[tokio::test]
async fn a_file_is_fetched_unless_it_is_too_large() {
    let told = |size: u64| {
        result(&json!({ "file_id": "f", "file_size": size, "file_path": "documents/../a b.pdf" }))
    };
    let file = Does::Answers(200, Vec::new(), b"%PDF-1.7".to_vec());
    let endpoint = Endpoint::that([told(8), file]).await;
    let fetched = an_api(&endpoint.url).file("f").await.expect("it is there");
    assert_eq!(fetched.as_ref(), b"%PDF-1.7");
    let asked = endpoint.seen().pop().expect("a request");
    assert!(asked.head.starts_with(&format!("GET /v1/file/bot{TOKEN}/documents/a%20b.pdf ")));

    let endpoint = Endpoint::that([told(LARGEST_FILE + 1)]).await;
    let trouble = an_api(&endpoint.url).file("f").await.expect_err("it is too large");
    assert_eq!((trouble.code().as_str(), endpoint.seen().len()), ("too-big", 1));
}

#[tokio::test]
async fn the_token_shows_nowhere() {
    let key = TOKEN.split(':').next_back().expect("it has a key");
    let bot = a_bot("http://127.0.0.1:1/");
    let failure = bot.deliver(&a_message("1")).await.expect_err("nobody is there");
    let trouble = bot.api().me().await.expect_err("nobody is there");

    let shown = format!("{bot:?} {:?} {failure:?} {trouble:?} {trouble}", bot.api());
    assert!(!shown.contains(key), "{shown}");
    for wrong in ["", "7770001", "x:abc", "7770001:", "7770001:a/../b", "7770001:a b"] {
        let answer = Api::new("http://127.0.0.1:1", &Secret::new(wrong)).map(drop);
        assert_eq!(answer, Err(Unfit::Token), "{wrong}");
    }
    for wrong in ["", "no address", "ftp://a", "data:x"] {
        assert_eq!(Api::new(wrong, &Secret::new(TOKEN)).map(drop), Err(Unfit::Url), "{wrong}");
    }
}

/// Asks an endpoint until it has seen so many questions, then stops; answers what it saw.
async fn polled(app: &TestApp, plan: Vec<Does>, questions: usize) -> Vec<Json> {
    let endpoint = Endpoint::that(plan).await;
    let poller = Poller {
        app: app.app().clone(),
        account: Account {
            creditor: CREDITOR.to_owned(),
            channel: TELEGRAM.to_owned(),
            account: "7770001".to_owned(),
        },
        api: an_api(&endpoint.url),
    };
    let (stop, stopped) = watch::channel(false);
    let polling = tokio::spawn(polling::run(poller, stopped));
    let all = async {
        while endpoint.seen().len() < questions {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), all).await.expect("it asks");
    stop.send(true).expect("it polls");
    let ended = tokio::time::timeout(Duration::from_secs(1), polling).await;
    ended.expect("it ends within a second").expect("it does not panic");
    let bodies = endpoint.seen().into_iter();
    bodies.map(|seen| serde_json::from_str(&seen.body).expect("it is JSON")).collect()
}

fn batch() -> Does {
    let path = "tests/fixtures/telegram/updates/get_updates_batch_out_of_order_chats.json";
    Does::Answers(200, Vec::new(), std::fs::read(path).expect("the fixture is there"))
}

#[tokio::test]
async fn updates_are_told_as_kept_once_they_are_kept() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();

    let asked = polled(&app, vec![batch(), Does::Nothing], 2).await;

    assert_eq!(asked[0].get("offset"), None);
    assert_eq!(asked[1]["offset"], json!(800_000_025));
    let kinds = json!(["message", "edited_message", "callback_query", "my_chat_member"]);
    assert_eq!(asked[0]["allowed_updates"], kinds);
    assert_eq!(app.count("select count(*) from inbox").await, 3);
    assert_eq!(app.count("select count(distinct line) from inbox").await, 2);

    // Another process asks again from the start, as after a crash: nothing comes twice.
    polled(&app, vec![batch(), Does::Nothing], 2).await;
    assert_eq!(app.count("select count(*) from inbox").await, 3);
}

#[tokio::test]
async fn a_second_poller_waits_and_says_so() {
    let app = TestApp::start().await;

    let conflict = || answer("error_409_conflict");
    polled(&app, vec![conflict(), conflict(), Does::Nothing], 3).await;

    let alerts = "select count(*) from alert where detail = 'telegram-other-poller'";
    assert_eq!(app.count(alerts).await, 1);
}

#[tokio::test]
async fn trouble_at_telegram_is_waited_out() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();

    let plan = vec![answer("error_502"), Does::HangsUp, batch(), Does::Nothing];
    let asked = polled(&app, plan, 3).await;

    assert_eq!(asked.last().map(|last| &last["offset"]), Some(&json!(800_000_025)));
    assert_eq!(app.count("select count(*) from inbox").await, 3);
    assert_eq!(app.count("select count(*) from alert").await, 0);
}

/// Maria, who talks with our bot at a fake of Telegram.
struct Talk {
    app: TestApp,
    fake: Fake,
    stop: watch::Sender<bool>,
}

const MARIA: i64 = 5_550_001;

impl Talk {
    async fn begin() -> Self {
        let mut app = TestApp::start().await;
        app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
        let set = Settings { token: TOKEN.to_owned(), ..Settings::default() };
        let fake = Fake::start(set, app.clock.clone()).await.expect("a port is free");
        let lane = format!("{TELEGRAM}/7770001");
        app.crew.deliveries.insert(lane, Arc::new(a_bot(&fake.base())));
        let account = Account {
            creditor: CREDITOR.to_owned(),
            channel: TELEGRAM.to_owned(),
            account: "7770001".to_owned(),
        };
        let poller = Poller { app: app.app().clone(), account, api: an_api(&fake.base()) };
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(polling::run(poller, stopped));
        Self { app, fake, stop }
    }

    /// Maria does something and it is worked; answers the messages that she got for it.
    async fn does(&self, act: Act) -> Vec<Attempt> {
        let (before, place) = (self.came().await, self.fake.ledger().attempts());
        self.fake.act(&act).expect("she can do that");
        while self.came().await == before {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        self.app.passes(TimeDelta::seconds(5)).await;
        let all = self.fake.ledger().since(place).into_iter();
        all.filter(|call| {
            call.call.starts_with("sendMessage") || call.call.starts_with("sendPhoto")
        })
        .collect()
    }

    async fn says(&self, text: &str) -> Vec<Attempt> {
        self.does(Act::text(MARIA, text)).await
    }

    /// Maria taps the first button of what she got last.
    async fn taps_first(&self, got: &[Attempt]) -> Vec<Attempt> {
        let keyboard = markup(got.last().expect("she got something"));
        let buttons = keyboard["inline_keyboard"].as_array().expect("it has buttons").iter();
        let mut buttons = buttons.filter_map(Json::as_array).flatten();
        let button = buttons.find(|button| button.get("callback_data").is_some());
        let label = button.and_then(|button| button["text"].as_str()).expect("it has a label");
        self.does(Act::choose(MARIA, label)).await
    }

    async fn came(&self) -> i64 {
        self.app.count("select count(*) from inbox").await
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.stop.send(true);
    }
}

/// The buttons of a call; a form holds them as text.
fn markup(call: &Attempt) -> Json {
    match call.json()["reply_markup"].clone() {
        Json::String(text) => serde_json::from_str(&text).expect("it is JSON"),
        markup => markup,
    }
}

fn words(call: &Attempt) -> String {
    let json = call.json();
    let text = json["text"].as_str().or(json["caption"].as_str());
    text.unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_link_leads_by_taps_to_an_agreement_and_its_code() {
    let talk = Talk::begin().await;
    let link = links::make(talk.app.app(), (CREDITOR, "c1"), 24).await.expect("a link");

    let asked = talk.does(Act::start(MARIA, &link.token)).await;
    let proof = talk.taps_first(&asked).await;
    assert!(!words(proof.last().expect("she got something")).contains("480"));
    let why = talk.says("390").await;
    assert!(!why.is_empty());
    let offers = talk.says("esqueci de pagar").await;
    let sure = talk.taps_first(&offers).await;
    let got = talk.taps_first(&sure).await;

    let agreed = agreement::of(talk.app.db(), CREDITOR, "c1").await.expect("agreements");
    assert_eq!(agreed.first().map(|one| one.status), Some(AgreementStatus::Active));
    assert!(!got.is_empty());
    // The code follows the words at the pace of the chat.
    talk.app.passes(TimeDelta::seconds(30)).await;
    let calls = talk.fake.ledger().since(0);
    let code = calls.iter().find(|call| call.call == "sendPhoto");
    let code = code.expect("she got a code");
    assert!(words(code).contains("<code>PIX aurora"), "{}", words(code));
}

#[tokio::test]
async fn a_tap_that_a_process_claimed_as_it_died_is_answered_by_the_next() {
    let talk = Talk::begin().await;
    let link = links::make(talk.app.app(), (CREDITOR, "c1"), 24).await.expect("a link");
    let asked = talk.does(Act::start(MARIA, &link.token)).await;
    let place = talk.fake.ledger().attempts();
    let label = markup(asked.last().expect("she got something"));
    let label =
        label["inline_keyboard"][0][0]["text"].as_str().expect("it has a button").to_owned();
    let came = talk.came().await;
    talk.fake.act(&Act::choose(MARIA, &label)).expect("she can tap it");
    while talk.came().await == came {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }

    // One claims it and is killed; as the next starts, it frees what that one had.
    let now = talk.app.clock.now();
    let claimed = talk.app.db().write(move |tx| {
        Box::pin(async move {
            let claimed = inbox::claim(tx, "dead", (now, now + TimeDelta::minutes(1)), 9).await?;
            inbox::free_all(tx).await?;
            Ok::<_, combinado::store::Error>(claimed.len())
        })
    });
    assert_eq!(claimed.await.expect("it is claimed"), 1);
    talk.app.passes(TimeDelta::seconds(1)).await;

    for _ in 0..400 {
        let calls = talk.fake.ledger().since(place);
        if calls.iter().any(|call| call.call == "answerCallbackQuery") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("the button turns for ever");
}

#[tokio::test]
async fn who_comes_without_a_link_shares_their_own_number() {
    let talk = Talk::begin().await;
    let card = |phone: &str, user_id| Act {
        contact: Some(Card { phone: phone.to_owned(), user_id, name: None }),
        ..Act::start(MARIA, "")
    };
    let shares = |phone: &str, user_id| Act { start: None, ..card(phone, user_id) };

    let asked = talk.does(Act::start(MARIA, "")).await;
    let asks = &markup(asked.last().expect("she got something"))["keyboard"][0][0];
    assert_eq!(asks["request_contact"], json!(true));
    let foreign = talk.does(shares("+5511987654321", Some(5_559_999))).await;
    assert!(foreign.iter().all(|call| !words(call).contains("Maria")));
    let known = talk.does(shares("5511987654321", Some(MARIA))).await;

    assert!(words(known.last().expect("she got something")).contains("Maria"));
    assert_eq!(markup(known.last().expect("she got something")).get("keyboard"), None);
}

#[tokio::test]
async fn a_file_of_a_person_goes_as_a_document_under_its_own_name() {
    let endpoint = Endpoint::that([answer("message"), answer("message")]).await;
    let id = Id::derive(&["file"]);
    let file = Attached { id, name: "recibo.pdf".to_owned(), form: Form::Pdf, size: 10 };
    let attachments = vec![Attachment::File(file)];
    let bytes = Some(b"%PDF-1.4 x".as_slice().into());
    let message = Outgoing { attachments, bytes, ..a_message("5550001") };
    let bot = a_bot(&endpoint.url);

    bot.deliver(&message).await.expect("it is taken");

    assert_eq!(bot.parts(&message), 1);
    let seen = endpoint.seen().pop().expect("a request");
    assert!(seen.head.contains("/sendDocument HTTP/1.1"));
    for held in ["name=\"document\"; filename=\"recibo.pdf\"", "application/pdf", "%PDF-1.4 x"] {
        assert!(seen.body.contains(held), "{held}");
    }
    assert!(seen.body.contains("name=\"caption\"") && seen.body.contains("Oi, Maria"));
    let long = Outgoing { text: "palavra ".repeat(200), ..message.clone() };
    assert_eq!(bot.parts(&long), 2, "words that do not fit below it go before");
    let lost = Outgoing { bytes: None, ..message };
    let none = Failure::Never { code: code("no-file"), gone: false };
    assert_eq!(bot.deliver(&lost).await, Err(none), "a file that is gone is told, not left out");
}
