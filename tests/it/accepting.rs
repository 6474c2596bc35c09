//! What channels tell comes in together: kept once, in order, each for itself.

use chrono::{DateTime, TimeDelta, Utc};
use combinado::app::arrivals::{self, Counts};
use combinado::app::door::Door;
use combinado::app::{App, Error};
use combinado::domain::channel::{Alias, Arrival, Body, Heard, Stray, What, Who};

use combinado::jobs::retention;
use combinado::store::contact::{self, Account};
use combinado::store::many::meet::{self, Name};
use futures_util::future::join_all;

use crate::support::{CREDITOR, TestApp, a_customer, an_invoice, monday};

fn account(creditor: &str) -> Account {
    Account { creditor: creditor.to_owned(), channel: "whatsapp".into(), account: "1".into() }
}

fn person(aliases: &[&str]) -> Who {
    Who {
        aliases: aliases.iter().map(|phone| Alias::Phone((*phone).to_owned())).collect(),
        address: format!("+{}", aliases[0]),
        name: None,
        username: None,
    }
}

fn told(id: &str, who: &Who, text: &str, at: DateTime<Utc>) -> (Account, Arrival) {
    let what = What::Text { text: text.to_owned() };
    let heard = Heard { who: who.clone(), at, what, quoted: None, reference: None };
    let body = Body::Heard(Box::new(heard));
    (account(CREDITOR), Arrival { account: "1".into(), id: id.into(), body })
}

async fn accept(app: &App, came: Vec<(Account, Arrival)>) -> Counts {
    arrivals::accept(app, came).await.expect("anything can be accepted")
}

async fn line(app: &App, alias: &str) -> Option<combinado::domain::id::Id> {
    let name = Name::new(&account(CREDITOR), &format!("phone:{alias}"));
    let lines = meet::lines(&app.db, &[name.clone()].into()).await.expect("read");
    lines.get(&name).cloned()
}

#[tokio::test]
async fn what_one_person_says_at_once_stands_in_order_on_one_line() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let who = person(&["5511900000001"]);
    let came = (0..20).map(|n| told(&format!("m{n}"), &who, &format!("{n}"), monday())).collect();

    let counts = accept(app.app(), came).await;

    assert_eq!(counts, Counts { new: 20, known: 0 });
    let found = line(app.app(), "5511900000001").await.expect("a line");
    let rows: Vec<(String, i64)> = app
        .db()
        .sql("select external_id, position from inbox where line = $1 order by position")
        .bind(found.to_string())
        .all(app.db())
        .await
        .expect("a list");
    let expected: Vec<(String, i64)> = (0..20).map(|n| (format!("1/m{n}"), n + 1)).collect();
    assert_eq!(rows, expected);
    assert_eq!(app.count("select count(*) from contact").await, 1);
}

#[tokio::test]
async fn what_is_told_again_changes_nothing_and_the_first_body_stays() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let who = person(&["5511900000001"]);
    let first = told("m1", &who, "um", monday());

    let before = accept(app.app(), vec![first.clone(), first.clone()]).await;
    let other = told("m1", &who, "outro", monday());
    let again = accept(app.app(), vec![first, other, told("m2", &who, "dois", monday())]).await;

    assert_eq!(before, Counts { new: 1, known: 1 });
    assert_eq!(again, Counts { new: 1, known: 2 });
    assert_eq!(app.count("select count(*) from inbox").await, 2);
    let kept =
        app.count("select count(*) from inbox where cast(body as text) like '%outro%'").await;
    assert_eq!(kept, 0);
}

#[tokio::test]
async fn a_new_name_leads_to_the_line_of_the_old_one() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let (one, both) = (person(&["5511900000001"]), person(&["5511900000002", "5511900000001"]));
    let later = monday() + TimeDelta::hours(1);
    let came = vec![told("1", &one, "a", monday()), told("2", &both, "b", later)];

    accept(app.app(), came).await;
    accept(app.app(), vec![told("3", &person(&["5511900000002"]), "c", monday())]).await;

    let found = line(app.app(), "5511900000001").await.expect("a line");
    assert_eq!(line(app.app(), "5511900000002").await.as_ref(), Some(&found));
    assert_eq!(app.count("select count(distinct line) from inbox").await, 1);
    let contact = contact::find(app.db(), CREDITOR, &found).await.expect("read").expect("there");
    assert_eq!(contact.heard_at, Some(later), "the newest by their own clock");
    assert_eq!(contact.address, "+5511900000002");
}

#[tokio::test]
async fn what_cannot_be_kept_harms_nobody_beside_it() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let who = person(&["5511900000001"]);
    let mut came: Vec<_> =
        (0..8).map(|n| vec![told(&format!("m{n}"), &who, "oi", monday())]).collect();
    let (_, arrival) = told("bad", &who, "oi", monday());
    came.insert(4, vec![(account("nobody"), arrival)]);

    let answers = join_all(came.into_iter().map(|came| arrivals::accept(app.app(), came))).await;

    let refused: Vec<usize> =
        answers.iter().enumerate().filter(|(_, a)| a.is_err()).map(|(place, _)| place).collect();
    assert_eq!(refused, [4]);
    assert_eq!(app.count("select count(*) from inbox").await, 8);
}

#[tokio::test]
async fn a_full_door_says_so_at_once() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let app_with_little_room = App { door: Door::with_room(2), ..app.app().clone() };
    let who = person(&["5511900000001"]);
    let came = (0..5).map(|n| vec![told(&format!("m{n}"), &who, "oi", monday())]);

    let answers = join_all(came.map(|came| arrivals::accept(&app_with_little_room, came))).await;

    let full = answers.iter().filter(|a| a.as_ref().is_err_and(Error::is_full)).count();
    assert_eq!(full, 3);
    assert_eq!(app.count("select count(*) from inbox").await, 2);
    assert_eq!(app_with_little_room.door.room(), 2, "room again");
}

#[tokio::test]
async fn what_nobody_can_read_is_kept_once_and_no_letter_breaks_it() {
    let app = TestApp::start().await;
    let body = Body::Stray(Stray { raw: "{\"a\0b\":1}".to_owned(), why: "unknown-kind" });
    let stray = Arrival { account: "1".into(), id: "s1".into(), body };
    let came = vec![(account(CREDITOR), stray.clone()), (account(CREDITOR), stray)];

    let counts = accept(app.app(), came).await;

    assert_eq!(counts, Counts { new: 1, known: 1 });
    assert_eq!(app.count("select count(*) from stray").await, 1);
}

#[tokio::test]
async fn whoever_goes_away_loses_nothing() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    let who = person(&["5511900000001"]);
    for number in 0..50 {
        let came = vec![told(&format!("m{number}"), &who, "oi", monday())];
        let waiting = arrivals::accept(app.app(), came);
        // The client hangs up while its message is being kept.
        let _ = tokio::time::timeout(std::time::Duration::from_micros(number * 40), waiting).await;
    }

    let counts = accept(app.app(), vec![told("last", &who, "oi", monday())]).await;

    assert_eq!(counts.new, 1);
    let sent = app.count("select count(*) from inbox").await;
    let told = app.count("select count(distinct position) from inbox").await;
    assert_eq!(sent, told);
    assert_eq!(sent, 51, "whatever went in by the door is kept");
}

#[tokio::test]
async fn what_is_done_is_forgotten_when_it_can_no_longer_come_again() {
    let app = TestApp::start().await;
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
    let conversation = app.opens("c1").await;
    app.says(&conversation, "oi").await;
    let turns = app.count("select count(*) from turn").await;

    app.clock.pass(TimeDelta::days(6));
    let early = retention::tick(&app.crew).await.expect("forgotten").worked;
    app.clock.pass(TimeDelta::days(2));
    let errands = retention::tick(&app.crew).await.expect("forgotten").worked;
    let known = app.count("select count(*) from inbox where status = 'done'").await;
    app.clock.pass(TimeDelta::days(7));
    let entries = retention::tick(&app.crew).await.expect("forgotten").worked;

    assert_eq!(early, 0);
    assert!(errands > 0 && known > 0, "errands first: {errands}, {known}");
    assert!(entries > 0);
    assert_eq!(app.count("select count(*) from inbox where status = 'done'").await, 0);
    assert_eq!(app.count("select count(*) from outbox where status = 'done'").await, 0);
    assert_eq!(app.count("select count(*) from turn").await, turns, "what binds stays");
}
