//! The wall and the board: everybody who waits is on it, in the right place, for who may see them.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use combinado::app::watch::board::{self, Stage};
use combinado::app::watch::wall::{self, Presence};
use combinado::app::watch::{Error, alerts};
use combinado::domain::access::{Right, Role, Who};
use combinado::store::alert;

use super::{a_world, day, of_creditor, of_sector, sol};
use crate::seed::{CREDITORS, SECTORS, somebody};
use crate::support::{TestApp, monday};

/// Runs one write.
macro_rules! write {
    ($app:expr, $sql:expr $(, $value:expr)*) => {
        $app.db()
            .write(move |tx| Box::pin(async move { tx.sql($sql)$(.bind($value))*.run(tx).await }))
            .await
            .expect("it is written")
    };
}

#[tokio::test]
async fn everybody_who_waits_is_counted_in_their_sector() {
    let app = a_world(400, 11).await;

    let wall = wall::look(app.app(), &sol()).await.expect("a wall");

    let waiting = app.count("select count(*) from handoff where status = 'waiting'").await;
    let urgent = app
        .count("select count(*) from handoff where status = 'waiting' and priority = 'urgent'")
        .await;
    let sum = |of: fn(&wall::Queue) -> usize| wall.queues.iter().map(of).sum::<usize>();
    assert!(waiting > 5, "{waiting}");
    assert_eq!(i64::try_from(sum(|it| it.waiting)), Ok(waiting));
    assert_eq!(i64::try_from(sum(|it| it.urgent)), Ok(urgent));
    let names: BTreeSet<_> = wall.queues.iter().map(|it| (&it.creditor.0, &it.sector)).collect();
    assert_eq!(names.len(), wall.queues.len());
    assert!(wall.queues.iter().all(|it| it.oldest < monday()));
    assert!(wall.queues.iter().any(|it| it.pace.is_some()));
}

#[tokio::test]
async fn who_leads_a_creditor_or_a_sector_sees_nothing_else_on_the_wall() {
    let app = a_world(400, 11).await;

    let of_one = wall::look(app.app(), &of_creditor(CREDITORS[1])).await.expect("a wall");
    assert!(!of_one.queues.is_empty() && !of_one.breaches.is_empty());
    assert!(of_one.queues.iter().all(|it| it.creditor.0 == CREDITORS[1]));
    assert!(of_one.breaches.iter().all(|it| it.creditor == CREDITORS[1]));
    assert!(of_one.windows.iter().all(|it| it.creditor == CREDITORS[1]));
    assert_eq!(of_one.health.len(), 1);

    let of_legal = wall::look(app.app(), &of_sector(SECTORS[1])).await.expect("a wall");
    assert!(!of_legal.queues.is_empty());
    assert!(of_legal.queues.iter().all(|it| it.sector == SECTORS[1]));
    assert!(of_legal.breaches.iter().all(|it| it.case.sector == SECTORS[1]));

    let agent = wall::look(app.app(), &somebody("ana", Role::Agent)).await;
    assert!(matches!(agent, Err(Error::Forbidden(Right::Watch))));
}

#[tokio::test]
async fn an_alert_is_listed_until_somebody_who_may_takes_note_of_it() {
    let app = a_world(10, 3).await;
    write!(app, "delete from alert");
    let raise = async |creditor: &'static str, subject: &'static str| {
        app.db()
            .write(move |tx| {
                let what = ("account", subject, "131031");
                Box::pin(async move { alert::raise(tx, creditor, what, monday()).await })
            })
            .await
            .expect("it is raised");
    };
    raise(CREDITORS[0], "whatsapp/1").await;
    raise(CREDITORS[0], "whatsapp/1").await;
    raise(CREDITORS[1], "whatsapp/2").await;
    raise("", "chatwoot").await;
    let listed = async |who: &Who| {
        let found = alerts::open(app.app(), who).await.expect("they may watch");
        let mut found: Vec<_> = found.into_iter().map(|(it, _)| (it.subject, it.count)).collect();
        found.sort();
        found
    };
    let told = |of: &[(&str, i64)]| {
        of.iter().map(|(subject, count)| ((*subject).to_owned(), *count)).collect::<Vec<_>>()
    };
    let one = of_creditor(CREDITORS[1]);
    assert_eq!(
        listed(&sol()).await,
        told(&[("chatwoot", 1), ("whatsapp/1", 2), ("whatsapp/2", 1)])
    );
    assert_eq!(listed(&one).await, told(&[("chatwoot", 1), ("whatsapp/2", 1)]));
    let ana = somebody("ana", Role::Agent);
    assert!(matches!(alerts::open(app.app(), &ana).await, Err(Error::Forbidden(Right::Watch))));

    let all = alerts::open(app.app(), &sol()).await.expect("alerts");
    let first = all.iter().find(|(it, _)| it.subject == "whatsapp/1").expect("it is listed");
    let which = (CREDITORS[0], first.0.id.as_str());
    let auditor = somebody("elisa", Role::Auditor);
    for refused in [&ana, &auditor, &one] {
        assert!(alerts::settle(app.app(), refused, which).await.is_err());
    }
    for _ in 0..2 {
        alerts::settle(app.app(), &sol(), which).await.expect("they may");
    }

    assert_eq!(listed(&sol()).await, told(&[("chatwoot", 1), ("whatsapp/2", 1)]));
    let noted = "select count(*) from audit where action = 'alert-seen' and subject = 'whatsapp/1'";
    assert_eq!(app.count(noted).await, 1, "once, however often");
    raise(CREDITORS[0], "whatsapp/1").await;
    assert_eq!(listed(&sol()).await.len(), 3, "its next cause raises it anew");
}

#[tokio::test]
async fn a_breach_is_foretold_before_it_happens() {
    let app = a_world(400, 2).await;
    let (now, soon) = (monday(), monday() + TimeDelta::hours(3));
    // All of a creditor's wait in one sector, promised within three hours; the others were taken
    // two days ago.
    write!(
        app,
        "update handoff set queue = 'slow', opened_at = $1, answer_by = $2
         where creditor = 'aurora' and status = 'waiting'",
        now - TimeDelta::minutes(5),
        soon
    );
    write!(
        app,
        "update handoff set queue = 'slow', opened_at = $1, taken_at = $1
         where creditor = 'aurora' and status <> 'waiting'",
        now - TimeDelta::days(2)
    );
    let taken = app
        .count("select count(*) from handoff where queue = 'slow' and taken_at is not null")
        .await;

    let wall = wall::look(app.app(), &sol()).await.expect("a wall");

    let slow = wall.queues.iter().find(|it| it.sector == "slow").expect("a sector");
    // Of the last seven days the desk was open four whole ones, the first from ten and this one to
    // ten; Friday was a holiday.
    let worked = (8 + 9 + 9 + 9 + 1) * 60;
    assert_eq!(slow.pace, Some(worked / taken));
    let fit = usize::try_from(3 * 60 * taken / worked).expect("a number");
    let late: Vec<_> = wall.breaches.iter().filter(|it| it.case.sector == "slow").collect();
    assert!(fit > 1 && fit < slow.waiting, "{fit} of {}", slow.waiting);
    assert_eq!(late.len(), slow.waiting - fit);
    assert!(late.iter().all(|it| it.expected_at.is_some_and(|at| at > soon)));
}

#[tokio::test]
async fn windows_are_shown_before_they_close_and_not_after() {
    let app = a_world(300, 4).await;
    write!(app, "update contact set heard_at = $1", monday() - TimeDelta::hours(30));
    let some: Vec<(String, String)> = app
        .db()
        .sql(
            "select creditor, id from conversation
             where channel = 'whatsapp' and handoff is not null order by id limit 3",
        )
        .all(app.db())
        .await
        .expect("rows");
    for ((creditor, id), hours) in some.iter().cloned().zip([20, 22, 23]) {
        let at = monday() - TimeDelta::hours(hours);
        let sql = "update contact set heard_at = $1 where creditor = $2 and conversation = $3";
        write!(app, sql, at, creditor, id);
    }

    let wall = wall::look(app.app(), &sol()).await.expect("a wall");

    let shown: Vec<&String> = wall.windows.iter().map(|it| &it.row.conversation).collect();
    assert_eq!(shown, [&some[2].1, &some[1].1], "the nearest first, the far one not yet");
    let minutes = wall.windows.iter().map(|it| (it.closes_at - monday()).num_minutes());
    assert_eq!(minutes.collect::<Vec<_>>(), [60, 120]);
}

#[tokio::test]
async fn colleagues_are_shown_with_what_they_have_and_whether_they_are_there() {
    let app = a_world(300, 6).await;
    let seen = "insert into presence (person, name, seen_at, away_at) values ($1, $1, $2, $3)";
    let here = monday() - TimeDelta::minutes(1);
    write!(app, seen, "ana".to_owned(), here, None::<chrono::DateTime<chrono::Utc>>);
    write!(app, seen, "bia".to_owned(), here, Some(here));
    write!(
        app,
        seen,
        "caio".to_owned(),
        monday() - TimeDelta::hours(1),
        None::<chrono::DateTime<chrono::Utc>>
    );

    let wall = wall::look(app.app(), &sol()).await.expect("a wall");

    let of = |id: &str| wall.agents.iter().find(|it| it.id == id).expect("a colleague");
    let presence = ["ana", "bia", "caio", "eva"].map(|id| of(id).presence);
    assert_eq!(presence, [Presence::Here, Presence::Away, Presence::Gone, Presence::Gone]);
    let load = app.count("select count(*) from conversation where agent is not null").await;
    assert!(load > 5);
    assert_eq!(wall.agents.iter().map(|it| it.load).sum::<i64>(), load);
}

#[tokio::test]
async fn every_customer_who_owes_stands_in_one_column_of_the_board() {
    let app = a_world(400, 9).await;

    let board = board::look(app.app(), &sol(), None).await.expect("a board");

    let today = day(monday());
    let owing: Vec<(i64, i64)> = app
        .db()
        .sql(
            "select count(distinct creditor || customer), cast(sum(amount - paid) as bigint)
             from invoice where status in ('open', 'disputed') and due_on < $1",
        )
        .bind(today)
        .all(app.db())
        .await
        .expect("a row");
    let standing = board.iter().filter(|(stage, _)| **stage != Stage::Settled);
    assert_eq!(standing.map(|(_, column)| column.customers).sum::<i64>(), owing[0].0);
    let before = [Stage::Talking, Stage::Identified, Stage::Offered, Stage::Agreed, Stage::Paying];
    assert!(before.iter().all(|stage| board[stage].customers > 0), "{board:?}");
    let rest = app
        .count(
            "select cast(sum(p.amount - p.paid) as bigint) from agreement a
             join instalment p on p.creditor = a.creditor and p.agreement = a.id
             where a.status = 'active'",
        )
        .await;
    assert_eq!(board[&Stage::Agreed].stake + board[&Stage::Paying].stake, rest);
    assert!(board[&Stage::Desk].first.len() == 5 && board[&Stage::Settled].customers > 0);

    let own = board::look(app.app(), &of_creditor(CREDITORS[1]), None).await.expect("a board");
    let named = own.values().flat_map(|column| &column.first);
    assert!(named.clone().count() > 5 && named.clone().all(|it| it.creditor == CREDITORS[1]));
    let others = board::look(app.app(), &of_creditor(CREDITORS[1]), Some(CREDITORS[0])).await;
    assert!(matches!(others, Err(Error::NotFound)));
}

#[tokio::test]
async fn whoever_watches_nothing_sees_no_board() {
    let app = TestApp::start().await;

    let refused = board::look(app.app(), &somebody("ana", Role::Agent), None).await;

    assert!(matches!(refused, Err(Error::Forbidden(Right::Watch))));
}
