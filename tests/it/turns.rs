//! Turns as they are taken for real: accepted, decided, written down, delivered.

use std::sync::Arc;

use chrono::TimeDelta;
use combinado::app::edition::Edition;
use combinado::app::intake::{self, Accepted, Incoming};
use combinado::app::opening::{self, Opening};
use combinado::app::payment;
use combinado::app::replay::{self, Difference, Replayed};
use combinado::app::shelf::Shelf;
use combinado::channels::Delivery;
use combinado::domain::channel::{Failure, Outgoing, Sent};
use combinado::domain::debt::agreement::AgreementStatus;
use combinado::domain::debt::charge::ChargeStatus;
use combinado::domain::debt::invoice::InvoiceStatus;
use combinado::domain::dialogue::Flow;
use combinado::domain::dialogue::event::{Event, Media, Timer};
use combinado::domain::dialogue::matter::{About, DisputeKind, RequestKind};
use combinado::domain::dialogue::state::{Identity, Owner};
use combinado::domain::id::Id;
use combinado::domain::money::Money;
use combinado::domain::problem::Source;
use combinado::store::handoff::CaseStatus;
use combinado::store::message::{Enclosure, Sender};
use combinado::store::turn::Outcome;
use combinado::store::{
    self, agreement, alert, charge, conversation, customer, evidence, handoff, inbox, invoice,
    message, outbox, request, timer, turn,
};
use futures_util::future::BoxFuture;

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice, monday, source};

/// The way of a customer who forgot, up to the code.
const FORGOT: [&str; 6] = ["oi", "sou eu", "390", "esqueci de pagar", "1", "sim"];

async fn one_customer() -> (TestApp, Id) {
    let app = TestApp::start().await;
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
    let id = app.opens("c1").await;
    (app, id)
}

async fn the_charge(app: &TestApp) -> combinado::domain::debt::charge::Charge {
    let charges = charge::of(app.db(), CREDITOR, "c1").await.expect("charges");
    charges.last().expect("a charge").clone()
}

fn is_the_same(replayed: &Replayed) -> bool {
    matches!(replayed, Replayed::Same { .. })
}

#[tokio::test]
async fn a_talk_ends_in_an_agreement_and_a_code() {
    let (app, id) = one_customer().await;
    let mut delivered = app.simulator.listen();

    let last = app.talks(&id, &FORGOT).await;

    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements");
    assert_eq!(agreed.len(), 1);
    assert_eq!(agreed[0].status, AgreementStatus::Active);
    let sum: Money = agreed[0].instalments.iter().map(|part| part.amount).sum();
    assert_eq!(sum, agreed[0].total);
    let charge = the_charge(&app).await;
    assert!(matches!(charge.status, ChargeStatus::Issued { .. }));
    let codes: Vec<_> = last.iter().flat_map(|message| &message.attachments).collect();
    assert!(matches!(codes[..], [Enclosure::Ours(_)]), "{codes:?}");
    let parts = app.count("select count(*) from instalment").await;
    assert_eq!(parts, i64::try_from(agreed[0].instalments.len()).expect("few"));
    let mut heard = 0;
    while let Ok(outgoing) = delivered.try_recv() {
        heard += 1;
        assert_eq!((outgoing.channel.as_str(), outgoing.to.address.as_str()), ("web", "web/c1"));
    }
    let said = app.messages(&id).await;
    assert_eq!(heard, said.iter().filter(|m| m.from == Sender::Bot).count());
    assert!(said.iter().filter(|m| m.from == Sender::Bot).all(|m| m.sent_at.is_some()));
    assert_eq!(said.iter().map(|m| m.seq).collect::<Vec<_>>(), (1..=13).collect::<Vec<_>>());
}

#[tokio::test]
async fn money_counts_once_and_settles_everything() {
    let (app, id) = one_customer().await;
    app.talks(&id, &FORGOT).await;
    let charge = the_charge(&app).await;

    let first = app.pays(&charge.id, charge.amount, "bank/1").await;
    let again = app.pays(&charge.id, charge.amount, "bank/1").await;

    assert_eq!((first, again), (Accepted::New, Accepted::Duplicate));
    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements");
    assert_eq!(agreed[0].status, AgreementStatus::Settled);
    let owes = invoice::of(app.db(), CREDITOR, "c1").await.expect("invoices");
    assert!(matches!(owes[0].status, InvoiceStatus::Paid { on: Some(_) }));
    assert!(matches!(the_charge(&app).await.status, ChargeStatus::Paid { .. }));
    assert_eq!(app.count("select count(*) from payment").await, 1);
    let found = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    assert!(found.state.closed);
}

#[tokio::test]
async fn money_without_a_charge_goes_to_the_agreement_that_is_being_paid() {
    let (app, id) = one_customer().await;
    app.talks(&id, &["oi", "sou eu", "390", "esqueci de pagar", "2", "sim"]).await;
    let received = payment::Received {
        creditor: CREDITOR.to_owned(),
        external_id: "desk/1".to_owned(),
        towards: payment::Towards::Conversation(id.clone()),
        amount: Money::reais(10),
        on: app.clock.now().date_naive(),
    };
    payment::receive(app.app(), received).await.expect("received");
    app.drain().await;

    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements");
    assert_eq!(agreed[0].received(), Money::reais(10));
    assert_eq!(agreed[0].status, AgreementStatus::Active);
}

#[tokio::test]
async fn a_second_agreement_on_the_same_invoice_is_impossible() {
    let (app, id) = one_customer().await;
    app.talks(&id, &FORGOT).await;
    let mut other = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements").remove(0);
    other.id = Id::stored("other");

    let refused = app
        .db()
        .write(move |tx| {
            let (creditor, customer) = (CREDITOR.to_owned(), "c1".to_owned());
            let new = agreement::New { creditor, customer, conversation: id, agreement: other };
            Box::pin(async move { agreement::add_all(tx, &[new]).await })
        })
        .await;

    assert!(refused.is_err_and(|error: store::Error| error.is_duplicate()));
}

#[tokio::test]
async fn a_burst_is_answered_in_order() {
    let (app, id) = one_customer().await;
    for (number, text) in FORGOT.iter().enumerate() {
        let body = Incoming::Text { text: (*text).to_owned() };
        app.posts(&id, &format!("m{number}"), body).await;
    }

    app.drain().await;

    let said = app.messages(&id).await;
    let mine: Vec<_> =
        said.iter().filter(|m| m.from == Sender::Customer).map(|m| m.text.as_str()).collect();
    assert_eq!(mine, FORGOT);
    assert_eq!(agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements").len(), 1);
}

#[tokio::test]
async fn what_was_posted_twice_is_answered_once() {
    let (app, id) = one_customer().await;
    let hello = || Incoming::Text { text: "oi".to_owned() };
    app.posts(&id, "m1", hello()).await;
    app.drain().await;
    app.posts(&id, "m1", hello()).await;
    app.drain().await;

    assert_eq!(app.messages(&id).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_crews_on_one_database_take_each_turn_once() {
    let app = TestApp::start().await;
    let mut talks = Vec::new();
    for number in 0..8 {
        let who = format!("c{number}");
        app.knows(a_customer(&who), vec![an_invoice(&format!("i{number}"), "2026-10-13")]).await;
        let id = app.opens(&who).await;
        for (place, text) in FORGOT.iter().enumerate() {
            let body = Incoming::Text { text: (*text).to_owned() };
            app.posts(&id, &format!("{who}/{place}"), body).await;
        }
        talks.push(id);
    }

    let crews: Vec<_> = (0..4)
        .map(|_| {
            let crew = app.crew.clone();
            tokio::spawn(async move {
                for _ in 0..6 {
                    crew.drain().await.expect("drained");
                }
            })
        })
        .collect();
    for crew in crews {
        crew.await.expect("it ends well");
    }
    app.drain().await;

    for id in talks {
        let turns = turn::of(app.db(), CREDITOR, &id).await.expect("turns");
        let numbers: Vec<u32> = turns.iter().map(|turn| turn.number).collect();
        assert_eq!(numbers, (1..=7).collect::<Vec<_>>());
        let replayed = replay::conversation(app.app(), CREDITOR, &id, None).await.expect("ok");
        assert!(is_the_same(&replayed), "{replayed:?}");
    }
    assert_eq!(app.count("select count(*) from agreement").await, 8);
    assert_eq!(app.count("select count(*) from charge").await, 8);
    assert_eq!(app.count("select count(*) from inbox where status = 'dead'").await, 0);
}

#[tokio::test]
async fn a_choice_is_shown_by_its_label() {
    let (app, id) = one_customer().await;
    app.says(&id, "oi").await;
    app.posts(&id, "choice", Incoming::Choice { choice: "yes".to_owned() }).await;
    app.posts(&id, "media", Incoming::Media { media: Media::Image, name: Some("a.png".into()) })
        .await;
    app.drain().await;

    let said = app.messages(&id).await;
    assert_eq!(said[2].text, "Sou eu");
    let sent: Vec<_> = said.iter().filter(|m| m.from == Sender::Customer).collect();
    let image = Enclosure::Theirs { kind: Media::Image, name: Some("a.png".to_owned()) };
    assert_eq!(sent[2].attachments, [image]);
}

#[tokio::test]
async fn nothing_that_is_typed_is_an_error() {
    let (app, id) = one_customer().await;
    let long = "não consigo pagar isso agora ".repeat(400);
    let odd = [
        "",
        "   ",
        "\0\0",
        "a\0b",
        "\u{202e}oi\u{200b}",
        "😀😀😀",
        "'; drop table message; --",
        "<script>alert(1)</script>",
        "{ $name } { PAYMENT() }",
        "\u{feff}\r\n\t\u{1b}[31m",
        long.as_str(),
    ];

    for (number, text) in odd.iter().enumerate() {
        let body = Incoming::Text { text: (*text).to_owned() };
        app.posts(&id, &format!("odd{number}\0"), body).await;
    }
    app.drain().await;

    assert_eq!(app.count("select count(*) from inbox where status = 'done'").await, 11);
    let replayed = replay::conversation(app.app(), CREDITOR, &id, None).await.expect("ok");
    assert!(is_the_same(&replayed), "{replayed:?}");
}

#[tokio::test]
async fn an_entry_on_a_line_that_leads_nowhere_is_set_aside() {
    let app = TestApp::start().await;
    let inbound = intake::Inbound {
        creditor: CREDITOR.to_owned(),
        channel: "web".to_owned(),
        external_id: "m1".to_owned(),
        line: Id::stored("nobody"),
        body: Incoming::Text { text: "oi".to_owned() },
    };

    intake::accept(app.app(), inbound).await.expect("anything is kept");
    app.drain().await;

    assert_eq!(app.count("select count(*) from inbox where status = 'dead'").await, 1);
}

/// The way of a customer who agrees to pay in parts.
const IN_PARTS: [&str; 6] = ["oi", "sou eu", "390", "esqueci de pagar", "2", "sim"];

#[tokio::test]
async fn a_reminder_comes_when_its_timer_is_due() {
    let (app, id) = one_customer().await;
    app.talks(&id, &IN_PARTS).await;
    let set = timer::next(app.db()).await.expect("read").expect("a timer");
    let before = app.messages(&id).await.len();

    app.passes(set - app.clock.now() - TimeDelta::seconds(1)).await;
    let early = app.messages(&id).await.len();
    app.passes(TimeDelta::seconds(1)).await;

    assert_eq!(early, before);
    let turns = turn::of(app.db(), CREDITOR, &id).await.expect("turns");
    let fired = Some(Event::TimerFired { timer: Timer::Reminder });
    assert_eq!(turns.iter().filter(|turn| turn.event == fired).count(), 1);
    assert!(app.messages(&id).await.len() > before);
}

#[tokio::test]
async fn an_opt_out_stops_what_is_already_on_its_way() {
    let (app, id) = one_customer().await;
    app.talks(&id, &IN_PARTS).await;
    let set = timer::next(app.db()).await.expect("read").expect("a timer");
    app.clock.pass(set - app.clock.now());
    combinado::jobs::timers::tick(&app.crew).await.expect("due");
    combinado::jobs::inbox::tick(&app.crew).await.expect("taken");
    let said = app.messages(&id).await.pop().expect("a message");
    assert_eq!(said.sent_at, None);

    app.db()
        .write(|tx| Box::pin(async move { customer::opt_out(tx, CREDITOR, "c1").await }))
        .await
        .expect("opted out");
    app.drain().await;

    assert_eq!(outbox::count(app.db()).await.expect("count"), (0, 1));
    let said = message::find(app.db(), CREDITOR, &id, said.seq).await.expect("read");
    let said = said.expect("there");
    assert_eq!(said.failure.as_deref(), Some("opted-out"));
    assert_eq!(said.sent_at, None);
}

#[tokio::test]
async fn a_human_takes_writes_and_gives_back() {
    let (app, id) = one_customer().await;
    let asks = ["oi", "sou eu", "390", "esqueci de pagar", "quero falar com uma pessoa"];
    app.talks(&id, &asks).await;
    let cases = handoff::open(app.db(), CREDITOR).await.expect("cases");
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0].status, CaseStatus::Waiting);
    assert_eq!(cases[0].packet.debts.len(), 1);
    assert!(cases[0].last_turns.iter().any(|m| m.text == "quero falar com uma pessoa"));

    let events = [
        Event::AgentTook { agent: "Bia".to_owned(), person: String::new() },
        Event::AgentSaid {
            text: "Olá, sou a Bia.\0".to_owned(),
            agent: String::new(),
            begins: false,
            template: None,
            file: None,
        },
        Event::AgentReturned,
    ];
    for (number, event) in events.into_iter().enumerate() {
        intake::happened(app.app(), (CREDITOR, &id), format!("desk/{number}"), event)
            .await
            .expect("accepted");
        app.drain().await;
        let case = handoff::of(app.db(), CREDITOR, &id).await.expect("cases").remove(0);
        match number {
            0 => assert_eq!(
                (case.status, case.taken_by.as_deref()),
                (CaseStatus::Taken, Some("Bia"))
            ),
            1 => {
                let said = app.messages(&id).await.pop().expect("a message");
                assert_eq!((said.from, said.text.as_str()), (Sender::Agent, "Olá, sou a Bia."));
                assert!(said.sent_at.is_some());
            }
            _ => assert_eq!(case.status, CaseStatus::Returned),
        }
    }

    let found = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    assert_eq!(found.state.owner, Owner::Bot);
}

#[tokio::test]
async fn wrong_answers_to_who_are_you_outlive_the_conversation() {
    let (app, id) = one_customer().await;
    app.talks(&id, &["oi", "sou eu", "111", "222"]).await;
    let opening = Opening {
        creditor: CREDITOR.to_owned(),
        customer: "c1".to_owned(),
        channel: "web".to_owned(),
        address: "another".to_owned(),
    };
    let other = opening::open(app.app(), opening).await.expect("opened");

    app.talks(&other, &["oi", "sou eu", "333"]).await;

    let found = conversation::find(app.db(), CREDITOR, &other).await.expect("read").expect("there");
    assert_eq!(found.state.identity, Identity::Locked);
}

#[tokio::test]
async fn a_dispute_keeps_its_kind_and_what_came_later() {
    let (app, id) = one_customer().await;

    app.talks(&id, &["oi", "sou eu", "390", "nunca entregaram o que comprei"]).await;
    app.says(&id, "o pedido era o 4471, para o dia 2").await;
    app.posts(&id, "photo", Incoming::Media { media: Media::Image, name: None }).await;
    app.drain().await;

    let cases = handoff::of(app.db(), CREDITOR, &id).await.expect("cases");
    let [case] = cases.as_slice() else { unreachable!("one case: {cases:?}") };
    let matter = case.packet.matter.as_ref().expect("a matter");
    assert_eq!(matter.about, About::Dispute(DisputeKind::NotDelivered));
    assert_eq!(matter.invoices, ["i1"]);
    assert_eq!(matter.words, "nunca entregaram o que comprei");
    let state =
        conversation::find(app.db(), CREDITOR, &id).await.expect("found").expect("one").state;
    assert_eq!(case.packet.check, state.check_code());
    let kinds = "select count(*) from dispute where kind = 'not_delivered'";
    assert_eq!(app.count(kinds).await, 1);
    let dispute = state.matter.expect("a matter").id;
    assert_eq!(dispute.protocol(), matter.protocol);
    let added = evidence::of(app.db(), CREDITOR, &dispute).await.expect("evidence");
    let added: Vec<_> = added.iter().map(|it| (it.words.as_str(), it.media)).collect();
    assert_eq!(added, [("o pedido era o 4471, para o dia 2", None), ("", Some(Media::Image))]);
}

#[tokio::test]
async fn a_receipt_with_words_beside_it_is_taken_for_the_proof_that_it_is() {
    let (app, id) = one_customer().await;

    app.talks(&id, &["oi", "sou eu", "390"]).await;
    let text = "segue o comprovante".to_owned();
    let receipt = Incoming::Captioned { media: Media::Image, name: None, text };
    app.posts(&id, "photo", receipt).await;
    app.drain().await;

    // No proof is asked for again.
    assert_eq!(app.count("select count(*) from paid_claim where proof").await, 1);
    let proved = "select count(*) from message where text = 'segue o comprovante'";
    assert_eq!(app.count(proved).await, 1);
}

#[tokio::test]
async fn a_request_about_data_is_written_down_once_with_its_deadline() {
    let (app, id) = one_customer().await;

    let asks = "quero uma cópia de todos os meus dados pessoais";
    app.talks(&id, &["oi", "sou eu", "390", asks, asks]).await;

    let requests = request::of(app.db(), CREDITOR, &id).await.expect("requests");
    let [made] = requests.as_slice() else { unreachable!("one request: {requests:?}") };
    assert_eq!(made.request.kind, RequestKind::Access);
    assert_eq!(made.request.words, asks);
    let today = monday().date_naive();
    let days = made.request.answer_by.map(|by| (by - today).num_days());
    assert_eq!(days, Some(15));
    let waiting = request::waiting(app.db(), CREDITOR).await.expect("requests");
    assert_eq!(waiting.len(), 1);
}

#[tokio::test]
async fn a_receipt_tells_the_money_that_came_in() {
    let (app, id) = one_customer().await;
    app.talks(&id, &FORGOT).await;
    let charge = the_charge(&app).await;
    app.pays(&charge.id, charge.amount, "bank/1").await;
    app.drain().await;

    let said = app.says(&id, "quero o recibo do que paguei").await;

    let text: String = said.iter().map(|message| message.text.as_str()).collect();
    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements");
    assert!(text.contains(&agreed[0].id.protocol()), "{text}");
    let requests = request::of(app.db(), CREDITOR, &id).await.expect("requests");
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].request.answer_by, None);
    assert!(request::waiting(app.db(), CREDITOR).await.expect("requests").is_empty());
}

#[tokio::test]
async fn a_new_conversation_remembers_what_was_offered() {
    let (app, id) = one_customer().await;
    app.talks(&id, &["oi", "sou eu", "390", "esqueci de pagar"]).await;
    let offered = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    let again = |address: &str| Opening {
        creditor: CREDITOR.to_owned(),
        customer: "c1".to_owned(),
        channel: "web".to_owned(),
        address: address.to_owned(),
    };

    let soon = opening::open(app.app(), again("soon")).await.expect("opened");
    app.passes(TimeDelta::days(400)).await;
    let late = opening::open(app.app(), again("late")).await.expect("opened");

    let soon = conversation::find(app.db(), CREDITOR, &soon).await.expect("read").expect("there");
    let late = conversation::find(app.db(), CREDITOR, &late).await.expect("read").expect("there");
    assert!(!offered.state.negotiation.made.is_empty());
    assert_eq!(soon.state.negotiation, offered.state.negotiation);
    assert!(late.state.negotiation.made.is_empty());
}

#[tokio::test]
async fn a_conversation_keeps_the_flow_that_it_began_with() {
    let (mut app, id) = one_customer().await;
    app.says(&id, "oi").await;
    let old = source("flows/negotiation.toml");
    let text = old.text.replace("version = 1", "version = 2");
    let newer = Shelf::load(Source::new(old.file, text), vec![source("policies/standard.toml")]);
    let live = app.app().live();
    let newer = Edition { shelf: newer.expect("it is good"), ..(*live).clone() };
    app.crew.app.editions = newer.into();
    app.knows(a_customer("c2"), vec![an_invoice("i2", "2026-10-13")]).await;

    app.talks(&id, &["sou eu", "390"]).await;
    let other = app.opens("c2").await;
    app.says(&other, "oi").await;

    let old = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    let new = conversation::find(app.db(), CREDITOR, &other).await.expect("read").expect("there");
    assert_eq!((old.flow.reference.as_str(), old.version), ("negotiation@1", 3));
    assert_eq!(old.state.identity, Identity::Verified);
    assert_eq!(new.flow.reference, "negotiation@2");
}

#[tokio::test]
async fn a_conversation_that_no_longer_fits_its_flow_goes_to_a_human() {
    let (app, id) = one_customer().await;
    app.says(&id, "oi").await;
    let lost = id.clone();
    app.db()
        .write(move |tx| {
            Box::pin(async move {
                let mut found =
                    conversation::find(&mut *tx, CREDITOR, &lost).await?.expect("there");
                found.state.step = Some("nowhere".to_owned());
                conversation::save(tx, &found).await
            })
        })
        .await
        .expect("saved");

    app.says(&id, "xyz").await;

    let turns = turn::of(app.db(), CREDITOR, &id).await.expect("turns");
    assert_eq!(turns.last().expect("a turn").outcome, Outcome::Broken);
    assert_eq!(inbox::count(app.db()).await.expect("count"), (0, 1));
    let cases = handoff::open(app.db(), CREDITOR).await.expect("cases");
    assert_eq!(cases.len(), 1);
    let final_message = app.messages(&id).await.pop().expect("a message");
    assert_eq!(final_message.from, Sender::Bot);
}

#[tokio::test]
async fn an_entry_that_nothing_can_work_is_buried_and_blocks_nobody() {
    let (app, id) = one_customer().await;
    app.knows(a_customer("c2"), vec![an_invoice("i2", "2026-10-13")]).await;
    let other = app.opens("c2").await;
    app.db()
        .write(|tx| {
            Box::pin(async move {
                tx.sql("update conversation set state = '{}' where customer = 'c1'").run(tx).await
            })
        })
        .await
        .expect("corrupted");

    app.posts(&id, "poison", Incoming::Text { text: "oi".to_owned() }).await;
    let heard = app.says(&other, "oi").await;

    assert_eq!(heard.len(), 1);
    assert_eq!(inbox::count(app.db()).await.expect("count"), (0, 1));
    let cases = handoff::open(app.db(), CREDITOR).await.expect("cases");
    assert_eq!((cases.len(), cases[0].conversation.clone()), (1, id));
}

#[tokio::test]
async fn an_entry_of_nobody_that_is_buried_is_told_to_a_human() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let line = Id::derive(&["a stranger's line"]);
    app.posts(&line, "poison", Incoming::Text { text: "oi".to_owned() }).await;

    app.drain().await;

    assert_eq!(inbox::count(app.db()).await.expect("count"), (0, 1));
    let alerts = alert::open(app.db()).await.expect("alerts");
    let told: Vec<_> = alerts.iter().map(|it| (it.kind.as_str(), it.detail.as_str())).collect();
    assert_eq!(told, [("inbox", "buried")]);
    assert_eq!(alerts[0].subject, line.to_string());
}

/// Fails a few times, then works.
struct Shaky(std::sync::Mutex<Vec<Failure>>);

impl Delivery for Shaky {
    fn deliver<'a>(&'a self, _: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        let next = self.0.lock().expect("nobody panics").pop();
        Box::pin(async move {
            next.map_or_else(|| Ok(Sent { provider_id: Some("p1".to_owned()), address: None }), Err)
        })
    }
}

#[tokio::test]
async fn what_cannot_be_delivered_now_is_delivered_later() {
    let (mut app, id) = one_customer().await;
    let busy = || Failure::Later { code: "busy".to_owned() };
    let shaky = Shaky(std::sync::Mutex::new(vec![busy(), busy()]));
    app.crew = app.crew.clone().with("web", Arc::new(shaky));

    app.says(&id, "oi").await;
    let waiting = outbox::count(app.db()).await.expect("count");
    app.passes(TimeDelta::seconds(5)).await;
    app.passes(TimeDelta::seconds(30)).await;

    assert_eq!(waiting, (1, 0));
    assert_eq!(outbox::count(app.db()).await.expect("count"), (0, 0));
    let last = app.messages(&id).await.pop().expect("a message");
    assert!(last.sent_at.is_some());
}

#[tokio::test]
async fn what_can_never_be_delivered_is_told_to_the_conversation() {
    let (mut app, id) = one_customer().await;
    let gone = Shaky(std::sync::Mutex::new(vec![Failure::Never {
        code: "blocked".to_owned(),
        gone: true,
    }]));
    app.crew = app.crew.clone().with("web", Arc::new(gone));

    app.says(&id, "oi").await;

    let turns = turn::of(app.db(), CREDITOR, &id).await.expect("turns");
    let last = turns.last().expect("a turn").event.clone();
    assert_eq!(last, Some(Event::SendFailed { why: "blocked".to_owned() }));
    assert_eq!(outbox::count(app.db()).await.expect("count"), (0, 1));
}

#[tokio::test]
async fn a_charge_that_cannot_be_issued_goes_to_a_human() {
    let (mut app, id) = one_customer().await;
    app.crew.issue = Arc::new(|_, _| Err("no-key".to_owned()));

    app.talks(&id, &FORGOT).await;

    assert!(matches!(the_charge(&app).await.status, ChargeStatus::Refused { .. }));
    assert_eq!(handoff::open(app.db(), CREDITOR).await.expect("cases").len(), 1);
}

#[tokio::test]
async fn a_provider_that_panics_takes_nothing_down() {
    let (mut app, id) = one_customer().await;
    app.may_end_with_work_left();
    app.crew.issue = Arc::new(|_, _| panic!("on purpose"));

    app.talks(&id, &FORGOT).await;
    app.says(&id, "e aí?").await;

    assert_eq!(outbox::count(app.db()).await.expect("count"), (1, 0));
    assert_eq!(inbox::count(app.db()).await.expect("count"), (0, 0));
}

#[tokio::test]
async fn a_replay_tells_what_another_flow_would_change() {
    let (app, id) = one_customer().await;
    app.talks(&id, &FORGOT).await;
    let charge = the_charge(&app).await;
    app.pays(&charge.id, charge.amount, "bank/1").await;
    let old = source("flows/negotiation.toml");
    let text = old.text.replacen("\"open-who\"", "\"open-unclear\"", 1);
    let other = Flow::load(&Source::new(old.file, text)).expect("it is good");

    let same = replay::conversation(app.app(), CREDITOR, &id, None).await.expect("ok");
    let changed =
        replay::conversation(app.app(), CREDITOR, &id, Some(Arc::new(other))).await.expect("ok");

    assert_eq!(same, Replayed::Same { turns: 8 });
    let Replayed::Differs(difference) = changed else { panic!("it must differ") };
    assert_eq!((difference.turn, &difference.what), (1, &Difference::Effects));
}

#[tokio::test]
async fn a_runner_works_until_it_is_told_to_stop() {
    let (app, id) = one_customer().await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut heard = app.simulator.listen();
    let runner = tokio::spawn(combinado::jobs::runner::run(app.crew.clone(), stopped));

    app.posts(&id, "m1", Incoming::Text { text: "oi".to_owned() }).await;
    let outgoing = heard.recv().await.expect("an answer");
    stop.send(true).expect("it listens");
    runner.await.expect("it ends well");

    assert_eq!(outgoing.conversation, id);
    app.drain().await;
}

#[tokio::test]
async fn the_replay_command_reports_each_conversation() {
    use combinado::cli::replay::{Args, Totals, run};
    let (app, id) = one_customer().await;
    app.talks(&id, &FORGOT).await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("other.toml");
    let old = source("flows/negotiation.toml").text;
    let text = old.replacen("\"open-greeting\"", "\"open-unclear\"", 1);
    std::fs::write(&path, text).expect("written");
    let asked = |flow, json| Args {
        conversation: Some(id.to_string()),
        all: false,
        flow,
        content: None,
        json,
    };

    let mut same = Vec::new();
    let first = run(app.app(), &asked(None, false), &mut same).await.expect("replayed");
    let mut other = Vec::new();
    let second = run(app.app(), &asked(Some(path), true), &mut other).await.expect("replayed");

    assert_eq!(first, Totals { conversations: 1, turns: 7, different: 0 });
    assert!(String::from_utf8(same).expect("text").contains("7 turns, the same"));
    assert_eq!(second, Totals { conversations: 1, turns: 0, different: 1 });
    let line: serde_json::Value = serde_json::from_slice(&other).expect("JSON");
    assert_eq!((&line["turn"], &line["differs"]), (&1.into(), &"effects".into()));
}
