//! Money at the desk: what people of ours offer, who approves it, how cases end.

use axum::http::StatusCode;
use chrono::TimeDelta;
use combinado::app::desk::approve::{self, Decided, Decision};
use combinado::app::desk::offer::{self, Asked, Offered};
use combinado::app::desk::{Error, Place, Refused, close, panel, take};
use combinado::app::replay::{self, Replayed};
use combinado::domain::access::{Role, Who};
use combinado::domain::debt::agreement::AgreementStatus;
use combinado::domain::debt::charge::ChargeStatus;
use combinado::domain::debt::invoice::InvoiceStatus;
use combinado::domain::dialogue::desk::ProposalStatus;
use combinado::domain::dialogue::desk::outcome::Outcome;
use combinado::domain::dialogue::state::Owner;
use combinado::domain::id::Id;
use combinado::domain::money::Money;
use combinado::domain::policy::Counter;
use combinado::store::{agreement, audit, charge, conversation, handoff, invoice, proposal};

use crate::access::Desk;
use crate::desk::{one_customer, somebody};
use crate::support::{CREDITOR, TestApp, a_customer, an_invoice};

const ASKS: [&str; 5] = ["oi", "sou eu", "390", "esqueci de pagar", "quero falar com uma pessoa"];

fn money(text: &str) -> Money {
    text.parse().expect("a sum")
}

fn plan(count: u32) -> Counter {
    Counter { count: Some(count), ..Counter::default() }
}

fn total(sum: &str) -> Counter {
    Counter { total: Some(money(sum)), ..Counter::default() }
}

fn asked(id: &str, terms: Counter) -> Asked {
    Asked { id: id.to_owned(), terms, seen: None }
}

/// A case that an agent has.
async fn taken() -> (TestApp, Id, Place, Who) {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &ASKS).await;
    let bia = somebody("Bia", Role::Agent);
    take::take(app.app(), &bia, &at, ("take", None)).await.expect("it is taken");
    app.drain().await;
    (app, id, at, bia)
}

fn stopped<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Refused(Refused::Stopped { why })) => why,
        other => panic!("it is stopped: {other:?}"),
    }
}

async fn version(app: &TestApp, id: &Id) -> i64 {
    let found = conversation::find(app.db(), CREDITOR, id).await.expect("read").expect("there");
    found.version
}

async fn details(app: &TestApp) -> Vec<(String, String)> {
    let rows = audit::after(app.db(), 0).await.expect("rows");
    rows.into_iter().map(|row| (row.action, row.detail)).collect()
}

async fn replays(app: &TestApp, id: &Id) {
    let replayed = replay::conversation(app.app(), CREDITOR, id, None).await.expect("a replay");
    assert!(matches!(replayed, Replayed::Same { .. }), "{replayed:?}");
}

#[tokio::test]
async fn an_offer_is_agreed_to_in_the_chat_paid_and_the_case_closed() {
    let (app, id, at, bia) = taken().await;

    let offered = offer::offer(app.app(), &bia, &at, asked("o", plan(3))).await.expect("offered");
    app.drain().await;
    assert!(matches!(offered, Offered::Said(_)), "{offered:?}");
    let recap = app.messages(&id).await.pop().expect("a message");
    assert!(recap.text.contains("3x de") && recap.sent_at.is_some(), "{}", recap.text);
    app.talks(&id, &["aceito"]).await;

    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements").remove(0);
    assert_eq!((agreed.status, agreed.instalments.len()), (AgreementStatus::Active, 3));
    let code = charge::of(app.db(), CREDITOR, "c1").await.expect("charges").remove(0);
    assert!(matches!(code.status, ChargeStatus::Issued { .. }), "{:?}", code.status);
    let told = app.messages(&id).await.pop().expect("a message");
    assert!(told.attachments.iter().any(|_| true), "the code is told: {}", told.text);
    app.pays(&code.id, code.amount, "m1").await;
    app.drain().await;
    close::close(app.app(), &bia, &at, ("c", Outcome::Agreement)).await.expect("closed");
    app.drain().await;

    let kept = proposal::of(app.db(), CREDITOR, &id).await.expect("proposals").remove(0);
    assert_eq!(kept.status, ProposalStatus::Agreed);
    assert_eq!(kept.proposal.offer.total, agreed.total);
    let found = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    assert_eq!(
        (found.state.owner, found.state.agent, found.state.handoff),
        (Owner::Bot, None, None)
    );
    let row = "select count(*) from handoff where outcome = 'agreement' and closed_by = 'p-bia'
               and status = 'returned'";
    assert_eq!(app.count(row).await, 1);
    let actions: Vec<String> = details(&app).await.into_iter().map(|(action, _)| action).collect();
    assert!(actions.ends_with(&["offer".to_owned(), "close".to_owned()]), "{actions:?}");
    assert_eq!(handoff::of(app.db(), CREDITOR, &id).await.expect("cases").len(), 1);
    replays(&app, &id).await;
}

#[tokio::test]
async fn what_is_not_permitted_changes_nothing_and_is_written_down() {
    let (app, id, at, bia) = taken().await;
    let sonia = somebody("Sonia", Role::Supervisor);
    let (before, said) = (version(&app, &id).await, app.messages(&id).await.len());

    let low = offer::offer(app.app(), &bia, &at, asked("1", total("100"))).await;
    assert_eq!(stopped(low), "total");
    let forged = Asked { seen: Some("p1234567".to_owned()), ..asked("2", plan(3)) };
    assert_eq!(stopped(offer::offer(app.app(), &bia, &at, forged).await), "changed");
    let negative =
        Counter { down_payment: Some(money("-50")), count: Some(2), ..Counter::default() };
    offer::offer(app.app(), &bia, &at, asked("3", negative)).await.expect_err("it is refused");
    let others = offer::offer(app.app(), &sonia, &at, asked("4", plan(3))).await;
    assert!(matches!(others, Err(Error::Refused(Refused::Owned { .. }))), "{others:?}");
    let auditor = somebody("Ada", Role::Auditor);
    let may_not = offer::offer(app.app(), &auditor, &at, asked("5", plan(3))).await;
    assert!(matches!(may_not, Err(Error::Refused(Refused::Right))), "{may_not:?}");
    let far = Place { conversation: Id::derive(&["another"]), ..at.clone() };
    let unknown = offer::offer(app.app(), &bia, &far, asked("6", plan(3))).await;
    assert!(matches!(unknown, Err(Error::Refused(Refused::Unknown))), "{unknown:?}");
    let none = close::close(app.app(), &bia, &at, ("7", Outcome::Agreement)).await;
    assert_eq!(stopped(none), "no-agreement");

    assert_eq!(version(&app, &id).await, before);
    app.drain().await;
    assert_eq!(app.messages(&id).await.len(), said);
    assert_eq!(app.count("select count(*) from proposal").await, 0);
    let noted = details(&app).await;
    let refused = noted.iter().filter(|(action, _)| action == "refused").count();
    assert_eq!(refused, 7, "{noted:?}");
    assert!(noted.iter().any(|(_, detail)| detail == "stopped;why=total"), "{noted:?}");
    replays(&app, &id).await;
}

#[tokio::test]
async fn beyond_an_authority_a_supervisor_decides_and_the_case_waits() {
    let (app, id, at, bia) = taken().await;
    let room = panel::debts(app.app(), &bia, &at, None).await.expect("seen").room.expect("room");
    let least = room.cash.least - Money::centavos(1);
    let terms = Counter { total: Some(least), ..Counter::default() };
    let said = app.messages(&id).await.len();

    let waits = offer::offer(app.app(), &bia, &at, asked("1", terms)).await.expect("it waits");
    let Offered::Waits(waiting) = waits else { panic!("it waits: {waits:?}") };
    let another = offer::offer(app.app(), &bia, &at, asked("2", plan(2))).await;
    assert_eq!(stopped(another), "frozen");
    app.drain().await;
    assert_eq!(app.messages(&id).await.len(), said, "nothing is said before it is approved");
    let yes = |id: &'static str| (id, waiting.clone(), Decision::Approve);
    let own = approve::decide(app.app(), &bia, &at, yes("3")).await;
    assert!(matches!(own, Err(Error::Refused(Refused::Right))), "{own:?}");
    let sonia = somebody("Sonia", Role::Supervisor);
    assert_eq!(approve::count(app.app(), &sonia).await.expect("a count"), 1);
    let decided = approve::decide(app.app(), &sonia, &at, yes("4")).await.expect("decided");
    assert_eq!(decided, Decided::Said);
    assert_eq!(stopped(approve::decide(app.app(), &sonia, &at, yes("5")).await), "decided");
    app.drain().await;
    app.talks(&id, &["aceito"]).await;

    let agreed = agreement::of(app.db(), CREDITOR, "c1").await.expect("agreements").remove(0);
    assert_eq!(agreed.total, least);
    let kept = proposal::of(app.db(), CREDITOR, &id).await.expect("proposals").remove(0);
    assert_eq!(kept.decided_by.as_deref(), Some("p-sonia"));
    assert_eq!(approve::count(app.app(), &sonia).await.expect("a count"), 0);
    replays(&app, &id).await;
}

#[tokio::test]
async fn an_approval_that_comes_when_the_days_are_others_is_over() {
    let (app, id, at, bia) = taken().await;
    let room = panel::debts(app.app(), &bia, &at, None).await.expect("seen").room.expect("room");
    let terms = Counter { total: Some(room.cash.least - Money::centavos(1)), ..Counter::default() };
    let waits = offer::offer(app.app(), &bia, &at, asked("1", terms)).await.expect("it waits");
    let Offered::Waits(waiting) = waits else { panic!("it waits: {waits:?}") };
    app.passes(TimeDelta::days(20)).await;
    let sonia = somebody("Sonia", Role::Supervisor);

    let of = ("2", waiting, Decision::Approve);
    let decided = approve::decide(app.app(), &sonia, &at, of).await.expect("decided");

    assert_eq!(decided, Decided::Expired);
    let kept = proposal::of(app.db(), CREDITOR, &id).await.expect("proposals").remove(0);
    assert_eq!(kept.status, ProposalStatus::Expired);
    replays(&app, &id).await;
}

#[tokio::test]
async fn a_dispute_that_was_right_cancels_what_was_contested() {
    let (app, id, at) = one_customer().await;
    app.talks(&id, &["oi", "sou eu", "390", "não reconheço essa conta"]).await;
    let bia = somebody("Bia", Role::Agent);
    take::take(app.app(), &bia, &at, ("1", None)).await.expect("it is taken");

    close::close(app.app(), &bia, &at, ("2", Outcome::DisputeUpheld)).await.expect("closed");
    app.drain().await;

    let all = invoice::of(app.db(), CREDITOR, "c1").await.expect("invoices");
    assert!(all.iter().all(|it| it.status == InvoiceStatus::Cancelled), "{all:?}");
    let decided = "select count(*) from dispute where upheld and decided_at is not null";
    assert_eq!(app.count(decided).await, 1);
    replays(&app, &id).await;
}

#[tokio::test]
async fn whoever_asked_for_silence_gets_the_last_word_and_no_other() {
    let (app, id, at, bia) = taken().await;
    let before = app.messages(&id).await.len();
    offer::offer(app.app(), &bia, &at, asked("1", plan(2))).await.expect("offered");

    close::close(app.app(), &bia, &at, ("2", Outcome::OptOut)).await.expect("closed");
    app.drain().await;

    let after = app.messages(&id).await;
    let sent: Vec<bool> = after.iter().skip(before).map(|it| it.sent_at.is_some()).collect();
    assert_eq!(sent, [false, true], "the offer that waited is dead, the last word goes");
    assert_eq!(app.count("select count(*) from timer").await, 0);
    let found = conversation::find(app.db(), CREDITOR, &id).await.expect("read").expect("there");
    assert!(found.state.opted_out && found.state.closed && found.state.dealing.is_empty());
    replays(&app, &id).await;
}

/// A desk with one case that its agent has.
async fn desk() -> (Desk, Place, String) {
    let desk = Desk::open().await;
    let mut who = a_customer("c1");
    who.document = Some("529.982.247-25".parse().expect("a CPF"));
    desk.app.knows(who, vec![an_invoice("i1", "2026-10-13")]).await;
    let id = desk.app.opens("c1").await;
    desk.app.talks(&id, &["oi", "sou eu", "529", "esqueci", "quero falar com uma pessoa"]).await;
    let row = "select id from person where role = 'agent'";
    let found: Option<(String,)> = desk.app.db().sql(row).opt(desk.app.db()).await.expect("a row");
    let mut bia = somebody("Pessoa agent", Role::Agent);
    bia.id = found.expect("an agent").0;
    let at = Place { creditor: CREDITOR.to_owned(), conversation: id };
    take::take(desk.app.app(), &bia, &at, ("t", None)).await.expect("it is taken");
    desk.app.drain().await;
    let path = format!("/conversas/{CREDITOR}/{}", at.conversation);
    (desk, at, path)
}

#[tokio::test]
async fn a_whole_document_is_shown_once_and_written_down() {
    let (desk, at, path) = desk().await;
    let cookie = desk.enter(Role::Agent).await;

    let page = desk.get(&format!("{path}/cliente"), &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("***.982.247-**"), "{}", page.body);
    assert!(!page.body.contains("529.982.247-25") && !page.body.contains("52998224725"));
    let shown = desk.post(&format!("{path}/cliente/documento"), &cookie, "").await;
    assert!(shown.body.contains("529.982.247-25"), "{}", shown.body);
    let admin = desk.enter(Role::Admin).await;
    let refused = desk.post(&format!("{path}/cliente/documento"), &admin, "").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!refused.body.contains("529.982"));

    let noted = details(&desk.app).await;
    let of = |action: &str| noted.iter().filter(|(name, _)| name == action).count();
    assert_eq!((of("reveal-document"), of("reveal-document-refused")), (1, 1));
    assert!(noted.iter().any(|(_, it)| *it == format!("conversation={}", at.conversation)));
}

#[tokio::test]
async fn the_simulator_shows_what_is_possible_and_the_form_offers_just_that() {
    let (desk, at, path) = desk().await;
    let cookie = desk.enter(Role::Agent).await;

    let shown = desk.get(&format!("{path}/divida?forma=parcelado&parcelas=3"), &cookie).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
    let seen = shown.body.split("name=\"vista\" value=\"").nth(1).expect("an offer");
    let seen = seen.split('"').next().expect("its id").to_owned();
    let low = desk.get(&format!("{path}/divida/simular?forma=avista&total=1,00"), &cookie).await;
    assert!(low.body.contains("abaixo do que você pode conceder"), "{}", low.body);
    assert!(!low.body.contains("R$ 1,00"), "{}", low.body);

    let post = format!("{path}/proposta");
    for forged in [
        "id=a&forma=avista&total=1,00&vista=".to_owned(),
        format!("id=b&forma=avista&total=1,00&vista={seen}"),
        format!("id=c&forma=parcelado&parcelas=99&vista={seen}"),
        "id=d&forma=parcelado&parcelas=abc&vista=".to_owned(),
        "id=e&vista=".to_owned(),
    ] {
        let answer = desk.post(&post, &cookie, &forged).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{forged}: {}", answer.body);
    }
    assert_eq!(desk.app.count("select count(*) from proposal").await, 0);
    let sonia = desk.enter(Role::Supervisor).await;
    let good = format!("id=f&forma=parcelado&parcelas=3&vista={seen}");
    assert_eq!(desk.post(&post, &sonia, &good).await.status, StatusCode::CONFLICT);
    for _ in 0..2 {
        let answer = desk.post(&post, &cookie, &good).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }
    desk.app.drain().await;

    assert_eq!(desk.app.count("select count(*) from proposal where status = 'said'").await, 1);
    desk.app.talks(&at.conversation, &["aceito"]).await;
    let shown = desk.get(&format!("{path}/divida"), &cookie).await;
    assert!(shown.body.contains("/divida/pix.svg") && shown.body.contains("Em andamento"));
    let qr = desk.get(&format!("{path}/divida/pix.svg"), &cookie).await;
    assert!(qr.body.starts_with("<svg"), "{}", qr.body);
}

#[tokio::test]
async fn nothing_is_closed_without_an_outcome() {
    let (desk, at, path) = desk().await;
    let cookie = desk.enter(Role::Agent).await;
    let post = format!("{path}/encerrar");
    let page = desk.get(&post, &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);

    for form in [
        "id=a",
        "id=b&desfecho=",
        "id=c&desfecho=nada",
        "id=d&desfecho=agreement",
        "id=e&desfecho=promise",
        "id=f&desfecho=pause&ate=2036-01-01",
        "id=g&desfecho=complaint",
    ] {
        let answer = desk.post(&post, &cookie, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let found = conversation::find(desk.app.db(), CREDITOR, &at.conversation).await;
    assert!(found.expect("read").expect("there").state.agent.is_some());
    let closed = desk.post(&post, &cookie, "id=h&desfecho=refused").await;

    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    desk.app.drain().await;
    assert_eq!(desk.app.count("select count(*) from handoff where outcome = 'refused'").await, 1);
}

#[tokio::test]
async fn approvals_are_for_supervisors_and_every_panel_has_a_page() {
    let (desk, _at, path) = desk().await;
    let cookie = desk.enter(Role::Agent).await;
    assert_eq!(desk.get("/aprovacoes", &cookie).await.status, StatusCode::FORBIDDEN);
    for panel in ["cliente", "divida", "contexto", "encerrar"] {
        let page = desk.get(&format!("{path}/{panel}"), &cookie).await;
        assert_eq!(page.status, StatusCode::OK, "{panel}: {}", page.body);
        assert!(page.body.contains("<h1>") && !page.body.contains("web-desk-"), "{}", page.body);
    }
    let low = desk.get(&format!("{path}/divida?forma=avista&total=400"), &cookie).await;
    let seen = low.body.split("name=\"vista\" value=\"").last().expect("an offer");
    let seen = seen.split('"').next().expect("its id").to_owned();
    let form = format!("id=a&forma=avista&total=400&vista={seen}");
    let posted = desk.post(&format!("{path}/proposta"), &cookie, &form).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.body);

    let sonia = desk.enter(Role::Supervisor).await;
    let list = desk.get("/aprovacoes", &sonia).await;
    assert!(list.body.contains("R$ 400,00"), "{}", list.body);
    let decide = list.body.split("action=\"/aprovacoes/").nth(1).expect("a form");
    let decide = format!("/aprovacoes/{}", decide.split('"').next().expect("its address"));
    assert_eq!(desk.post(&decide, &cookie, "id=b&decisao=sim").await.status, StatusCode::FORBIDDEN);
    let done = desk.post(&decide, &sonia, "id=c&decisao=sim").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    desk.app.drain().await;
    assert_eq!(desk.app.count("select count(*) from proposal where status = 'said'").await, 1);
}
