//! Who is there: strangers, shared and changed numbers, links, and one talk at two addresses.
//!
//! Everything comes in as channels tell it. The rule above all: no debt and no state of another
//! talk is shown to an address that did not prove who is there.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use combinado::app::replay::{self, Replayed};
use combinado::app::{arrivals, links};
use combinado::domain::channel::{
    Alias, Arrival, Body, Change, Heard, TELEGRAM, WHATSAPP, What, Who, token,
};
use combinado::domain::dialogue::event::{Media, Timer};
use combinado::domain::dialogue::state::Identity;
use combinado::domain::id::Id;
use combinado::store::binding::{self, Quiet, Standing};
use combinado::store::contact::{Account, ContactStatus};
use combinado::store::conversation::Conversation;
use combinado::store::message::{Message, Sender};
use combinado::store::{agreement, alert, consent, conversation, elsewhere};

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice};

/// Words that would tell a stranger more than a first contact may.
const TELLING: [&str; 6] = ["480", "R$", "sofá", "parcela", "dívida", "conta "];

async fn an_app() -> TestApp {
    let mut app = TestApp::start().await;
    // What one recipient may be sent is paced; the clock of these tests stands still.
    app.may_end_with_work_left();
    for channel in [WHATSAPP, TELEGRAM] {
        app.crew.deliveries.insert(channel.to_owned(), Arc::new(app.simulator.clone()));
    }
    app
}

async fn maria() -> TestApp {
    let app = an_app().await;
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
    app
}

fn account(channel: &str) -> Account {
    let account = if channel == WHATSAPP { "200000000000002" } else { "777" };
    Account { creditor: CREDITOR.into(), channel: channel.into(), account: account.into() }
}

/// Somebody by the key of a phone and a provider's id, as far as they are known.
fn who(phone: Option<&str>, user: Option<&str>) -> Who {
    let user = user.map(|id| Alias::User(id.to_owned()));
    let phone = phone.map(|key| Alias::Phone(key.to_owned()));
    let aliases: Vec<Alias> = user.into_iter().chain(phone).collect();
    let address = aliases.iter().map(Alias::text).next_back().expect("some name");
    Who { aliases, address, name: Some("Mari".into()), username: None }
}

fn her_phone() -> Who {
    who(Some("551187654321"), Some("BR.1"))
}

fn on_telegram() -> Who {
    who(None, Some("5550001"))
}

fn text(words: &str) -> What {
    What::Text { text: words.to_owned() }
}

/// Somebody at a channel does something at a moment; everything is worked.
async fn does_at(app: &TestApp, channel: &str, who: Who, what: What, at: DateTime<Utc>) {
    let count = app.count("select count(*) from inbox").await;
    let heard = Heard { who, at, what, quoted: None, reference: None };
    app.clock.pass(TimeDelta::seconds(10));
    told(app, channel, &format!("m{count}"), Body::Heard(Box::new(heard))).await;
}

async fn does(app: &TestApp, channel: &str, who: Who, what: What) {
    does_at(app, channel, who, what, app.clock.now()).await;
}

async fn told(app: &TestApp, channel: &str, id: &str, body: Body) {
    let account = account(channel);
    let arrival = Arrival { account: account.account.clone(), id: id.to_owned(), body };
    arrivals::accept(app.app(), vec![(account, arrival)]).await.expect("it is kept");
    app.drain().await;
}

async fn talks(app: &TestApp, channel: &str, who: &Who, texts: &[&str]) {
    for words in texts {
        does(app, channel, who.clone(), text(words)).await;
    }
}

/// What was said to people without a conversation, and whether it asks for a phone.
async fn welcomes(app: &TestApp) -> Vec<(String, bool)> {
    let rows: Vec<(String,)> = app
        .db()
        .sql("select cast(body as text) from outbox where kind = 'welcome' order by created_at, position")
        .all(app.db())
        .await
        .expect("rows");
    let read = |(body,): &(String,)| {
        let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
        (body["text"].as_str().expect("words").to_owned(), body["asks_phone"] == true)
    };
    rows.iter().map(read).collect()
}

async fn conversations(app: &TestApp, customer: &str) -> Vec<Conversation> {
    conversation::of(app.db(), CREDITOR, customer).await.expect("they can be read")
}

/// The newest conversation of a customer on a channel.
async fn talk(app: &TestApp, customer: &str, channel: &str) -> Conversation {
    let mut all = conversations(app, customer).await;
    all.retain(|one| one.channel == channel);
    all.pop().expect("a conversation there")
}

async fn last(app: &TestApp, of: &Conversation) -> Message {
    let said = app.messages(&of.id).await;
    said.into_iter().rfind(|message| message.from == Sender::Bot).expect("an answer")
}

async fn line(app: &TestApp, channel: &str, who: &Who) -> Standing {
    let mut people = Vec::new();
    let account = account(channel);
    let names = who.clone();
    let found = app
        .db()
        .write(move |tx| Box::pin(async move { binding::lines_of(tx, &account, &names).await }))
        .await;
    people.extend(found.expect("lines"));
    let line = people.first().expect("a line");
    binding::find(app.db(), CREDITOR, line).await.expect("a read").expect("a standing")
}

async fn alerts(app: &TestApp) -> Vec<String> {
    let open = alert::open(app.db()).await.expect("alerts");
    let mut codes: Vec<String> = open.into_iter().map(|alert| alert.detail).collect();
    codes.sort();
    codes
}

fn tells_nothing(words: &str) {
    for telling in TELLING {
        assert!(!words.contains(telling), "{words}");
    }
}

/// Every log can be replayed as it was.
async fn replays(app: &TestApp) {
    for (creditor, id) in conversation::all(app.db()).await.expect("all") {
        let again = replay::conversation(app.app(), &creditor, &id, None).await.expect("a replay");
        assert!(matches!(again, Replayed::Same { .. }), "{again:?}");
    }
}

#[tokio::test]
async fn a_number_on_file_leads_to_its_customer_and_proves_nothing() {
    let app = maria().await;

    does(&app, WHATSAPP, her_phone(), text("oi, quanto eu devo?")).await;

    let talk = talk(&app, "c1", WHATSAPP).await;
    let said = last(&app, &talk).await;
    assert_eq!(talk.state.identity, Identity::Unknown);
    assert!(said.text.contains("Maria"), "{}", said.text);
    tells_nothing(&said.text);
    let given = consent::of(app.db(), CREDITOR, "c1").await.expect("consents");
    let channels: Vec<&str> = given.iter().map(|one| one.channel.as_str()).collect();
    assert_eq!(channels, [WHATSAPP]);
}

#[tokio::test]
async fn an_unknown_number_is_told_where_to_ask_and_a_few_times_only() {
    let app = maria().await;
    let stranger = who(Some("552199998888"), Some("BR.9"));

    for _ in 0..6 {
        does(&app, WHATSAPP, stranger.clone(), text("oi, tenho alguma dívida?")).await;
    }

    let said = welcomes(&app).await;
    assert_eq!(said.len(), 3, "{said:?}");
    for (words, asks_phone) in &said {
        assert!(words.contains("(11) 3000-0000") && !asks_phone, "{words}");
        tells_nothing(words);
    }
    assert_ne!(said[0].0, said[1].0);
    assert_eq!(alerts(&app).await, ["stranger-insists"]);
    assert!(conversations(&app, "c1").await.is_empty());

    app.passes(TimeDelta::days(1)).await;
    does(&app, WHATSAPP, stranger, text("oi")).await;
    assert_eq!(welcomes(&app).await.len(), 4);
}

#[tokio::test]
async fn who_shows_no_number_is_asked_for_it_and_only_their_own_counts() {
    let app = maria().await;
    let hidden = who(None, Some("BR.7"));
    let card = What::Media { media: Media::Contact, name: None, caption: None, file: None };
    let phone = Some("+5511987654321".parse().expect("a phone"));

    does(&app, WHATSAPP, hidden.clone(), text("oi")).await;
    does(&app, WHATSAPP, hidden.clone(), card).await;
    let said = welcomes(&app).await;
    assert!(said.iter().all(|(_, asks_phone)| *asks_phone), "{said:?}");
    assert_ne!(said[0].0, said[1].0);
    assert!(conversations(&app, "c1").await.is_empty());

    does(&app, WHATSAPP, hidden, What::OwnPhone { phone }).await;

    let talk = talk(&app, "c1", WHATSAPP).await;
    assert!(last(&app, &talk).await.text.contains("Maria"));
    assert_eq!(talk.state.identity, Identity::Unknown);
}

#[tokio::test]
async fn a_stranger_who_wants_silence_has_it() {
    let app = maria().await;
    let stranger = who(Some("552199998888"), None);

    talks(&app, WHATSAPP, &stranger, &["sair", "sair"]).await;

    let said = welcomes(&app).await;
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].0.contains("não mando mais"), "{}", said[0].0);
    assert_eq!(line(&app, WHATSAPP, &stranger).await.quiet, Some(Quiet::Asked));
}

#[tokio::test]
async fn a_cry_for_help_is_heard_whoever_it_is() {
    let app = maria().await;

    does(&app, WHATSAPP, who(Some("552199998888"), None), text("não aguento mais, quero morrer"))
        .await;

    let said = welcomes(&app).await;
    assert!(said[0].0.contains("188"), "{said:?}");
    assert_eq!(alerts(&app).await, ["distress"]);
}

async fn two_on_one_phone() -> TestApp {
    let app = maria().await;
    let mut other = a_customer("c2");
    other.name = "João Pedro Souza".parse().expect("a name");
    other.document = Some("529.982.247-25".parse().expect("a CPF"));
    other.birth_date = chrono::NaiveDate::from_ymd_opt(1975, 2, 1);
    app.knows(other, vec![an_invoice("i2", "2026-10-10")]).await;
    app
}

#[tokio::test]
async fn of_two_customers_on_one_phone_the_one_whose_data_fits_is_led_on() {
    let app = two_on_one_phone().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "111"]).await;
    let said = welcomes(&app).await;
    assert_eq!(said.len(), 2, "{said:?}");
    for (words, _) in &said {
        assert!(words.contains("CPF") && !words.contains("Maria") && !words.contains("João"));
        tells_nothing(words);
    }

    talks(&app, WHATSAPP, &her_phone(), &["529", "sou eu", "529"]).await;

    assert!(conversations(&app, "c1").await.is_empty());
    let his = talk(&app, "c2", WHATSAPP).await;
    assert_eq!(his.state.identity, Identity::Verified);
    assert!(last(&app, &his).await.text.contains("R$"));

    app.passes(TimeDelta::hours(9)).await;
    does(&app, WHATSAPP, her_phone(), text("oi")).await;
    let said = welcomes(&app).await;
    assert_eq!(said.len(), 3, "after a silence it is asked again: {said:?}");
    does(&app, WHATSAPP, her_phone(), text("390")).await;
    let hers = talk(&app, "c1", WHATSAPP).await;
    assert!(last(&app, &hers).await.text.contains("Maria"));
    tells_nothing(&last(&app, &hers).await.text);
}

#[tokio::test]
async fn a_number_that_becomes_anothers_too_is_asked_who_is_there() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390"]).await;
    assert_eq!(talk(&app, "c1", WHATSAPP).await.state.identity, Identity::Verified);
    let mut other = a_customer("c2");
    other.document = Some("529.982.247-25".parse().expect("a CPF"));
    app.knows(other, vec![an_invoice("i2", "2026-10-10")]).await;
    let before = talk(&app, "c1", WHATSAPP).await.version;

    does(&app, WHATSAPP, her_phone(), text("quanto eu devo?")).await;

    assert_eq!(talk(&app, "c1", WHATSAPP).await.version, before);
    let said = welcomes(&app).await;
    assert!(said[0].0.contains("CPF"), "{said:?}");
    tells_nothing(&said[0].0);
    does(&app, WHATSAPP, her_phone(), text("390")).await;
    assert!(talk(&app, "c1", WHATSAPP).await.version > before);
}

#[tokio::test]
async fn guessing_among_customers_ends_soon() {
    let app = two_on_one_phone().await;

    talks(&app, WHATSAPP, &her_phone(), &["oi", "111", "222", "333", "390", "529"]).await;

    assert!(conversations(&app, "c1").await.is_empty());
    assert!(conversations(&app, "c2").await.is_empty());
    assert!(alerts(&app).await.contains(&"not-told-apart".to_owned()));
}

#[tokio::test]
async fn a_link_is_good_once_for_one_customer_and_proves_nothing() {
    let app = maria().await;
    let link = links::make(app.app(), (CREDITOR, "c1"), 24).await.expect("a link");
    let comes = |token: &str| What::Started { token: Some(token.to_owned()) };

    does(&app, TELEGRAM, on_telegram(), comes(&link.token)).await;
    let hers = talk(&app, "c1", TELEGRAM).await;
    let said = last(&app, &hers).await;
    assert!(said.text.contains("Maria"), "{}", said.text);
    tells_nothing(&said.text);

    let thief = who(None, Some("666"));
    does(&app, TELEGRAM, thief.clone(), comes(&link.token)).await;
    does(&app, TELEGRAM, thief.clone(), comes("forged")).await;
    let late = links::make(app.app(), (CREDITOR, "c1"), 24).await.expect("a link");
    app.passes(TimeDelta::hours(25)).await;
    does(&app, TELEGRAM, thief, comes(&late.token)).await;

    let said = welcomes(&app).await;
    assert_eq!(said.len(), 3);
    assert!(said.iter().all(|(words, asks_phone)| *asks_phone && words.contains("link")));
    assert_eq!(conversations(&app, "c1").await.len(), 1);
}

#[tokio::test]
async fn a_plain_start_asks_for_the_own_number_and_in_a_talk_is_a_greeting() {
    let app = maria().await;
    does(&app, TELEGRAM, on_telegram(), What::Started { token: None }).await;
    assert!(welcomes(&app).await[0].1);
    let phone = Some("+5511987654321".parse().expect("a phone"));
    does(&app, TELEGRAM, on_telegram(), What::OwnPhone { phone }).await;
    talks(&app, TELEGRAM, &on_telegram(), &["sou eu", "390"]).await;
    let before = talk(&app, "c1", TELEGRAM).await;

    does(&app, TELEGRAM, on_telegram(), What::Started { token: None }).await;
    let after = talk(&app, "c1", TELEGRAM).await;
    assert_eq!((after.id.clone(), after.state.step.clone()), (before.id, before.state.step));
    assert_eq!(after.state.identity, Identity::Verified);

    does(&app, TELEGRAM, on_telegram(), text("/parar")).await;
    assert!(talk(&app, "c1", TELEGRAM).await.state.opted_out);
}

fn moved(was: Who, is: Who) -> Body {
    Body::Change(Change::Number { was, is })
}

#[tokio::test]
async fn a_number_that_changed_hands_shows_nothing_to_its_next_owner() {
    let app = maria().await;
    let (old, new) = (her_phone(), who(Some("552198887777"), Some("BR.2")));
    talks(&app, WHATSAPP, &old, &["oi", "sou eu", "390"]).await;
    assert_eq!(talk(&app, "c1", WHATSAPP).await.state.identity, Identity::Verified);

    told(&app, WHATSAPP, "change", moved(old.clone(), new.clone())).await;

    let stands = line(&app, WHATSAPP, &old).await;
    assert_eq!(
        (stands.status, stands.customer, stands.conversation),
        (ContactStatus::Changed, None, None)
    );
    assert!(alerts(&app).await.contains(&"number-changed".to_owned()));

    does(&app, WHATSAPP, who(Some("551187654321"), Some("BR.3")), text("oi")).await;
    let said = welcomes(&app).await;
    assert_eq!(said.len(), 1);
    tells_nothing(&said[0].0);
    assert!(!said[0].0.contains("Maria"));

    does(&app, WHATSAPP, new.clone(), text("oi, sou a Maria")).await;
    let hers = talk(&app, "c1", WHATSAPP).await;
    assert_eq!(hers.state.identity, Identity::Unknown, "she proves it anew");
    tells_nothing(&last(&app, &hers).await.text);
    talks(&app, WHATSAPP, &new, &["sou eu", "390"]).await;
    let hers = talk(&app, "c1", WHATSAPP).await;
    assert_eq!(hers.state.identity, Identity::Verified);
    assert!(
        last(&app, &hers).await.text.contains("paramos")
            || last(&app, &hers).await.text.contains("parado")
    );
    replays(&app).await;
}

#[tokio::test]
async fn another_user_on_the_same_number_is_the_numbers_next_owner() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390"]).await;

    does(&app, WHATSAPP, who(Some("551187654321"), Some("BR.5")), text("sim")).await;

    let said = welcomes(&app).await;
    assert_eq!(said.len(), 1);
    assert!(!said[0].0.contains("Maria"));
    assert!(alerts(&app).await.contains(&"number-reused".to_owned()));
}

#[tokio::test]
async fn who_closed_the_channel_is_known_to_have_and_opens_it_by_writing() {
    let app = maria().await;
    does(&app, WHATSAPP, her_phone(), text("oi")).await;

    does(&app, WHATSAPP, her_phone(), What::Blocked).await;
    assert_eq!(line(&app, WHATSAPP, &her_phone()).await.status, ContactStatus::Blocked);

    does(&app, WHATSAPP, her_phone(), What::Unblocked).await;
    assert_eq!(line(&app, WHATSAPP, &her_phone()).await.status, ContactStatus::Open);
}

#[tokio::test]
async fn who_wants_no_advertising_is_not_written_to_first() {
    let app = maria().await;
    does(&app, WHATSAPP, her_phone(), text("oi")).await;
    let wants = |wanted| Body::Change(Change::Marketing { who: her_phone(), wanted });
    let quiet = || async { line(&app, WHATSAPP, &her_phone()).await.quiet };
    assert_eq!(quiet().await, None);

    told(&app, WHATSAPP, "stop", wants(false)).await;
    assert_eq!(quiet().await, Some(Quiet::Provider));

    told(&app, WHATSAPP, "resume", wants(true)).await;
    assert_eq!(quiet().await, None);
}

#[tokio::test]
async fn what_nobody_can_read_is_answered_once_and_signs_never() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390"]).await;
    let hers = talk(&app, "c1", WHATSAPP).await;
    let count =
        || async { app.messages(&hers.id).await.iter().filter(|m| m.from == Sender::Bot).count() };
    let before = count().await;
    let poll = || What::Unsupported { kind: "poll".into() };

    does(&app, WHATSAPP, her_phone(), What::Reacted).await;
    assert_eq!(count().await, before);

    does(&app, WHATSAPP, her_phone(), poll()).await;
    does(&app, WHATSAPP, her_phone(), poll()).await;
    assert_eq!(count().await, before + 1);
    assert!(last(&app, &hers).await.text.contains("scr"));
}

#[tokio::test]
async fn who_edits_a_message_is_told_once_that_nobody_sees_it() {
    for (channel, who) in [(WHATSAPP, her_phone()), (TELEGRAM, on_telegram())] {
        let app = maria().await;
        if channel == TELEGRAM {
            let link = links::make(app.app(), (CREDITOR, "c1"), 24).await.expect("a link");
            let started = What::Started { token: Some(link.token) };
            does(&app, channel, who.clone(), started).await;
        }
        talks(&app, channel, &who, &["oi", "sou eu", "390"]).await;
        let hers = talk(&app, "c1", channel).await;
        let question = last(&app, &hers).await;
        let count = || async {
            app.messages(&hers.id).await.iter().filter(|m| m.from == Sender::Bot).count()
        };
        let before = count().await;

        does(&app, channel, who.clone(), What::Edited).await;
        let told = last(&app, &hers).await;
        does(&app, channel, who.clone(), What::Edited).await;

        assert_eq!(count().await, before + 1, "{channel}");
        assert!(told.text.contains("ditada") || told.text.contains("udança"), "{}", told.text);
        assert_eq!(told.options.len(), question.options.len(), "the question stands");
        app.clock.pass(TimeDelta::hours(1));
        does(&app, channel, who.clone(), What::Edited).await;
        assert_eq!(count().await, before + 2, "much later it is said again");
        replays(&app).await;
    }
}

#[tokio::test]
async fn a_stranger_who_edits_is_told_the_same_and_stays_a_stranger() {
    let app = maria().await;
    let stranger = who(Some("552199998888"), None);
    does(&app, WHATSAPP, stranger.clone(), text("oi")).await;

    does(&app, WHATSAPP, stranger.clone(), What::Edited).await;
    does(&app, WHATSAPP, stranger, What::Edited).await;

    let said = welcomes(&app).await;
    assert_eq!(said.len(), 2);
    assert!(said[1].0.contains("mensagem nova"), "{}", said[1].0);
    assert!(!said[1].1, "nobody is asked for a phone");
}

#[tokio::test]
async fn a_message_that_was_under_way_for_days_reopens_nothing() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390"]).await;
    let before = talk(&app, "c1", WHATSAPP).await.version;

    let then = app.clock.now() - TimeDelta::days(2);
    does_at(&app, WHATSAPP, her_phone(), text("não sou eu, é engano"), then).await;

    assert_eq!(talk(&app, "c1", WHATSAPP).await.version, before);
    assert!(alerts(&app).await.contains(&"late-message".to_owned()));
}

/// The token behind a choice of a message, by the beginning of its label.
fn behind(message: &Message, label: &str) -> What {
    let choice = message.options.iter().find(|choice| choice.label.starts_with(label));
    let id = &choice.unwrap_or_else(|| panic!("{label} in {:?}", message.options)).id;
    What::Tapped { token: token::token(&message.id, id), label: None }
}

#[tokio::test]
async fn a_tap_counts_where_it_was_offered_and_an_old_yes_binds_nothing() {
    let app = maria().await;
    does(&app, TELEGRAM, on_telegram(), What::Started { token: None }).await;
    let phone = Some("+5511987654321".parse().expect("a phone"));
    does(&app, TELEGRAM, on_telegram(), What::OwnPhone { phone }).await;
    let asked = last(&app, &talk(&app, "c1", TELEGRAM).await).await;
    does(&app, TELEGRAM, on_telegram(), behind(&asked, "Sou eu")).await;
    talks(&app, TELEGRAM, &on_telegram(), &["390", "esqueci de pagar", "1"]).await;
    let recap = last(&app, &talk(&app, "c1", TELEGRAM).await).await;
    let old_yes = behind(&recap, "Confirm");
    talks(&app, TELEGRAM, &on_telegram(), &["quero mudar", "1"]).await;

    does(&app, TELEGRAM, on_telegram(), old_yes).await;
    let said = last(&app, &talk(&app, "c1", TELEGRAM).await).await;
    assert!(
        said.text.contains("já passou") || said.text.contains("mensagem anterior"),
        "{}",
        said.text
    );
    assert!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").is_empty());
    assert!(!said.options.is_empty(), "the question stands again");

    let forged = What::Tapped { token: "00000000000000000000".into(), label: None };
    does(&app, TELEGRAM, on_telegram(), forged).await;
    assert!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").is_empty());
    let said = last(&app, &talk(&app, "c1", TELEGRAM).await).await;
    does(&app, TELEGRAM, on_telegram(), behind(&said, "Confirm")).await;
    assert_eq!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").len(), 1);
    replays(&app).await;
}

async fn by_link(app: &TestApp) {
    let link = links::make(app.app(), (CREDITOR, "c1"), 24).await.expect("a link");
    does(app, TELEGRAM, on_telegram(), What::Started { token: Some(link.token) }).await;
}

#[tokio::test]
async fn a_talk_goes_on_at_another_address_where_it_stood_once_it_is_proved() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390", "esqueci de pagar", "1"]).await;
    let before = talk(&app, "c1", WHATSAPP).await;
    assert!(before.state.proposal.is_some());

    by_link(&app).await;
    does(&app, TELEGRAM, on_telegram(), text("sim, confirmo")).await;
    let unproved = talk(&app, "c1", TELEGRAM).await;
    for message in app.messages(&unproved.id).await {
        tells_nothing(&message.text);
    }
    assert!(unproved.state.proposal.is_none());
    assert!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").is_empty());

    does(&app, TELEGRAM, on_telegram(), text("390")).await;
    let here = talk(&app, "c1", TELEGRAM).await;
    assert_eq!(here.state.step, before.state.step);
    assert_eq!(here.state.proposal, before.state.proposal);
    assert_eq!(here.state.reason, before.state.reason);
    let said = last(&app, &here).await;
    assert!(said.text.contains("paramos") || said.text.contains("parado"), "{}", said.text);
    assert!(said.text.contains("R$"), "{}", said.text);
    let there = elsewhere::timers(app.db(), CREDITOR, &before.id).await.expect("timers");
    assert!(there.is_empty(), "the other rests: {there:?}");

    does(&app, TELEGRAM, on_telegram(), text("sim")).await;
    assert_eq!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").len(), 1);
    replays(&app).await;
}

#[tokio::test]
async fn what_was_agreed_at_one_address_is_not_agreed_twice_at_the_other() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390", "esqueci de pagar", "1"]).await;
    by_link(&app).await;
    talks(&app, TELEGRAM, &on_telegram(), &["sou eu", "390", "sim"]).await;
    assert_eq!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").len(), 1);

    does(&app, WHATSAPP, her_phone(), text("sim")).await;

    assert_eq!(agreement::of(app.db(), CREDITOR, "c1").await.expect("a read").len(), 1);
    let back = talk(&app, "c1", WHATSAPP).await;
    let said = last(&app, &back).await;
    assert!(said.text.contains("outra conversa"), "{}", said.text);
    let here = elsewhere::timers(app.db(), CREDITOR, &back.id).await.expect("timers");
    assert!(here.contains_key(&Timer::InstalmentDue), "{here:?}");
    let rests = talk(&app, "c1", TELEGRAM).await;
    let there = elsewhere::timers(app.db(), CREDITOR, &rests.id).await.expect("timers");
    assert!(there.is_empty(), "{there:?}");
    replays(&app).await;
}

#[tokio::test]
async fn two_who_say_yes_at_one_moment_agree_once() {
    let app = maria().await;
    let way = ["oi", "sou eu", "390", "esqueci de pagar", "1"];
    talks(&app, WHATSAPP, &her_phone(), &way).await;
    by_link(&app).await;
    talks(&app, TELEGRAM, &on_telegram(), &["sou eu", "390"]).await;
    let came = [(WHATSAPP, her_phone()), (TELEGRAM, on_telegram())].map(|(channel, who)| {
        let (account, at) = (account(channel), app.clock.now());
        let heard = Heard { who, at, what: text("sim"), quoted: None, reference: None };
        let body = Body::Heard(Box::new(heard));
        (account.clone(), Arrival { account: account.account, id: "yes".into(), body })
    });

    arrivals::accept(app.app(), came.to_vec()).await.expect("they are kept");
    app.drain().await;

    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("a read");
    assert!(agreed.len() <= 1, "{agreed:?}");
    assert_eq!(app.count("select count(*) from turn where outcome = 'broken'").await, 0);
    assert_eq!(app.count("select count(*) from inbox where status = 'dead'").await, 0);
    replays(&app).await;
}

#[tokio::test]
async fn money_is_told_where_they_speak_now_and_once() {
    let app = maria().await;
    let way = ["oi", "sou eu", "390", "esqueci de pagar", "1", "sim"];
    talks(&app, WHATSAPP, &her_phone(), &way).await;
    by_link(&app).await;
    talks(&app, TELEGRAM, &on_telegram(), &["sou eu", "390"]).await;
    let (old, new) = (talk(&app, "c1", WHATSAPP).await, talk(&app, "c1", TELEGRAM).await);
    let before = app.messages(&old.id).await.len();
    let (charge, amount): (String, i64) =
        app.db().sql("select id, amount from charge").one(app.db()).await.expect("a charge");

    app.pays(&Id::stored(charge), combinado::domain::money::Money::centavos(amount), "bank/1")
        .await;

    assert_eq!(app.messages(&old.id).await.len(), before);
    assert!(last(&app, &new).await.text.contains("Receb"), "{}", last(&app, &new).await.text);
}

#[tokio::test]
async fn a_case_that_a_human_has_comes_along() {
    let app = maria().await;
    talks(&app, WHATSAPP, &her_phone(), &["oi", "sou eu", "390", "quero falar com uma pessoa"])
        .await;
    by_link(&app).await;
    talks(&app, TELEGRAM, &on_telegram(), &["sou eu", "390"]).await;

    let here = talk(&app, "c1", TELEGRAM).await;

    assert_eq!(here.state.owner, combinado::domain::dialogue::state::Owner::Human);
    let cases: Vec<(String,)> =
        app.db().sql("select conversation from handoff").all(app.db()).await.expect("cases");
    assert_eq!(cases, [(here.id.to_string(),)]);
}
