//! The store itself: the same schema, the same answers and the same guarantees on both engines.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use combinado::app::intake::{Accepted, Incoming};
use combinado::domain::debt::invoice::InvoiceStatus;
use combinado::domain::dialogue::event::Timer;
use combinado::domain::id::Id;
use combinado::domain::money::Money;
use combinado::store::outbox::{claim, settle};
use combinado::store::{
    self, Db, Error, creditor, customer, identity, inbox, invoice, note, outbox, schema, timer,
};

use crate::support::{CREDITOR, Database, TestApp, a_creditor, a_customer, an_invoice, monday};

/// Tables that belong to no creditor: content and its releases, who works at the desk, what they did. What is searched is
/// numbered by the engine, as its index of words wants it, and unique by creditor besides.
const OF_THE_HOUSE: [&str; 22] = [
    "content_text",
    "edition",
    "edition_file",
    "live",
    "tuning_draft",
    "draft_file",
    "draft_hand",
    "experiment_stop",
    "searchable",
    "bridge",
    "bridge_code",
    "bridge_event",
    "bridge_person",
    "audit",
    "audit_head",
    "person",
    "person_code",
    "person_link",
    "saved_view",
    "presence",
    "session",
    "sign_in_try",
];

/// Runs one write.
macro_rules! write {
    ($db:expr, |$tx:ident| $work:expr) => {
        $db.write(move |$tx| Box::pin(async move { $work })).await
    };
}

/// `column` of the rows of both migrations, without comments.
fn migration(engine: &str) -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(format!("migrations/{engine}"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(path).expect("a text"))
        })
        .collect()
}

/// The words that begin the lines of a migration: tables, columns and indexes in order.
fn skeleton(text: &str) -> Vec<String> {
    // The words of the search are found by an index on a server, by their table itself on a file.
    let own = |line: &&str| line.contains(" using gin ");
    let lines = text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("--"));
    let lines = lines.filter(|line| !own(line));
    // What a trigger of PostgreSQL calls stands within the trigger on SQLite.
    let lines = lines.filter(|line| !line.starts_with("create function "));
    lines
        .map(|line| {
            let count = match line {
                _ if line.starts_with("create virtual ") => {
                    return "create table searchable_words".to_owned();
                }
                _ if line.starts_with("create ") => 3,
                _ if line.starts_with("alter table ") => 6,
                _ => 1,
            };
            line.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
        })
        .map(|line| line.trim_end_matches(|c: char| ";),".contains(c)).to_owned())
        .collect()
}

#[test]
fn both_engines_have_the_same_migrations() {
    let (lite, pg) = (migration("sqlite"), migration("postgres"));

    let names = |files: &[(String, String)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(names(&lite), names(&pg));
    for ((name, lite), (_, pg)) in lite.iter().zip(&pg) {
        assert_eq!(skeleton(lite), skeleton(pg), "{name}");
        let comments = |text: &str| text.lines().filter(|l| l.starts_with("--")).count();
        assert_eq!(comments(lite), comments(pg), "{name}");
    }
}

#[test]
fn every_table_says_why_it_exists() {
    for (name, text) in migration("sqlite").into_iter().chain(migration("postgres")) {
        let lines: Vec<&str> = text.lines().collect();
        for pair in lines.windows(2) {
            if let [before, line] = pair
                && line.starts_with("create table")
            {
                assert!(before.starts_with("-- "), "{name}: {line} has no comment");
            }
        }
    }
}

#[tokio::test]
async fn the_schema_is_what_the_migrations_say() {
    let app = TestApp::start().await;

    let columns = schema::columns(app.db()).await.expect("columns");
    let mut said = BTreeSet::new();
    let mut table = String::new();
    for word in migration("sqlite").iter().flat_map(|(_, text)| skeleton(text)) {
        if let Some(changed) = word.strip_prefix("alter table ") {
            // A table that was put aside is made anew below.
            if changed.contains(" add column ") {
                said.insert(changed.replace(" add column ", "."));
            }
            continue;
        }
        match word.strip_prefix("create table ") {
            Some(name) => {
                table = name.to_owned();
                said.retain(|column: &String| !column.starts_with(&format!("{table}.")));
            }
            None if word.starts_with("create ")
                || [
                    "primary", "unique", "foreign", "", "on", "drop", "insert", "update", "select",
                    "from",
                ]
                .contains(&word.as_str()) => {}
            None => {
                said.insert(format!("{table}.{word}"));
            }
        }
    }
    assert_eq!(columns.into_iter().collect::<BTreeSet<_>>(), said);
}

#[tokio::test]
async fn the_creditor_begins_every_key() {
    let app = TestApp::start().await;

    let keys = schema::keys(app.db()).await.expect("keys");

    assert!(keys.len() >= 22, "{keys:?}");
    for key in &keys {
        let (table, columns) = key.split_once('(').expect("table(columns)");
        assert!(columns.starts_with("creditor") || OF_THE_HOUSE.contains(&table), "{key}");
    }
}

#[tokio::test]
async fn a_write_outside_a_write_is_refused_on_a_file() {
    let app = TestApp::start().await;

    if let Db::Lite { .. } = app.db() {
        let refused = app.db().sql("delete from timer").run(app.db()).await;
        assert!(refused.is_err_and(|error| format!("{error:?}").contains("readonly")));
    }
}

#[tokio::test]
async fn what_fails_leaves_nothing() {
    let app = TestApp::start().await;

    let failed: Result<(), Error> = write!(app.db(), |tx| {
        customer::import(tx, &[a_customer("c1")]).await?;
        Err(Error::missing("something"))
    });
    let panicked: Result<(), Error> = write!(app.db(), |tx| {
        customer::import(tx, &[a_customer("c2")]).await?;
        assert!(
            tx.sql("select count(*) from inbox").all::<(i64,)>(&mut *tx).await?.is_empty(),
            "on purpose"
        );
        Ok(())
    });

    assert!(matches!(failed, Err(Error::Missing { .. })));
    assert!(matches!(panicked, Err(Error::Panicked(words)) if words.contains("on purpose")));
    assert_eq!(app.count("select count(*) from customer").await, 0);
}

#[tokio::test]
async fn a_caller_that_goes_away_loses_no_write() {
    let app = TestApp::start().await;

    for number in 0..40 {
        let db = app.db().clone();
        let work = async move {
            write!(db, |tx| customer::import(tx, &[a_customer(&format!("c{number}"))]).await)
        };
        // Goes away at any moment: before the write began, within it, after it.
        let patience = Duration::from_micros(number * 150);
        let _ = tokio::time::timeout(patience, work).await;
    }
    // Writes queue in order, so this one comes after all that were begun.
    let done: Result<_, Error> =
        write!(app.db(), |tx| customer::import(tx, &[a_customer("last")]).await);

    assert_eq!(done.expect("the writer is free").added, 1);
    let free: Result<_, Error> = write!(app.db(), |tx| tx.sql("select 1").run(&mut *tx).await);
    assert!(free.is_ok());
}

#[tokio::test]
async fn a_second_import_changes_only_what_changed() {
    let app = TestApp::start().await;
    let row = |invoice| invoice::Imported::new(CREDITOR, "c1", invoice);
    let first = vec![row(an_invoice("i1", "2026-09-01")), row(an_invoice("i2", "2026-10-01"))];
    let mut second = first.clone();
    second[1].body.product = Some("Mesa".to_owned());

    let (one, two) = (first.clone(), second);
    let (a, b, c) = write!(app.db(), |tx| {
        customer::import(tx, &[a_customer("c1")]).await?;
        let a = invoice::import(tx, &one).await?;
        let b = invoice::import(tx, &one).await?;
        let c = invoice::import(tx, &two).await?;
        assert_eq!(customer::import(tx, &[a_customer("c1")]).await?, customer::Changes::default());
        Ok::<_, Error>((a, b, c))
    })
    .expect("imports");

    assert_eq!((a.added, a.changed), (2, 0));
    assert_eq!((b.added, b.changed), (0, 0));
    assert_eq!((c.added, c.changed), (0, 1));
}

#[tokio::test]
async fn an_import_undoes_nothing_that_we_learnt() {
    let app = TestApp::start().await;
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-09-01")]).await;
    app.knows(a_customer("c1"), vec![an_invoice("i2", "2026-09-01")]).await;
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a day");
    write!(app.db(), |tx| {
        customer::opt_out(tx, CREDITOR, "c1").await?;
        invoice::contest(tx, CREDITOR, &["i1".to_owned()]).await?;
        invoice::settle(tx, CREDITOR, &["i2".to_owned()], day).await
    })
    .expect("it is written down");

    let mut renamed = a_customer("c1");
    renamed.email = Some("maria@example.com".to_owned());
    let mut changed = an_invoice("i1", "2026-09-01");
    changed.product = Some("Mesa".to_owned());
    let mut closed = an_invoice("i2", "2026-09-01");
    closed.product = Some("Mesa".to_owned());
    app.knows(renamed, vec![changed, closed]).await;

    let found = customer::find(app.db(), CREDITOR, "c1").await.expect("read").expect("there");
    assert!(found.opted_out);
    assert_eq!(found.email.as_deref(), Some("maria@example.com"));
    let owes = invoice::of(app.db(), CREDITOR, "c1").await.expect("read");
    let products: Vec<_> = owes.iter().map(|i| i.product.as_deref()).collect();
    assert_eq!(products, [Some("Mesa"), Some("Mesa")]);
    assert_eq!(owes[0].status, InvoiceStatus::Disputed);
    assert_eq!(owes[1].status, InvoiceStatus::Paid { on: Some(day) });
    assert_eq!(owes[1].paid, Money::reais(480));
}

#[tokio::test]
async fn what_the_creditor_says_of_an_invoice_counts() {
    let app = TestApp::start().await;
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-09-01")]).await;

    let mut paid = an_invoice("i1", "2026-09-01");
    paid.status = InvoiceStatus::Paid { on: None };
    app.knows(a_customer("c1"), vec![paid]).await;
    let after = invoice::of(app.db(), CREDITOR, "c1").await.expect("read");
    app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-09-01")]).await;
    let reopened = invoice::of(app.db(), CREDITOR, "c1").await.expect("read");

    assert_eq!(after[0].status, InvoiceStatus::Paid { on: None });
    assert_eq!(reopened[0].status, InvoiceStatus::Open);
}

#[tokio::test]
async fn parties_and_notes_come_back_as_they_were() {
    let app = TestApp::start().await;
    let mut who = a_customer("c1");
    who.email = Some("aspas'\"\\ñ😀@example.com".to_owned());
    app.knows(who.clone(), vec![an_invoice("i1", "2026-09-01")]).await;
    let new = note::Note {
        creditor: CREDITOR.to_owned(),
        invoice: "i1".to_owned(),
        name: "Loja".to_owned(),
        value: "Centro; \"A\"".to_owned(),
    };
    let one = new.clone();
    write!(app.db(), |tx| note::import(tx, &[one]).await).expect("noted");

    let found = creditor::find(app.db(), CREDITOR).await.expect("read");
    assert_eq!(found, Some(a_creditor()));
    assert_eq!(customer::find(app.db(), CREDITOR, "c1").await.expect("read"), Some(who.clone()));
    assert_eq!(customer::with_id(app.db(), "c1").await.expect("read"), [who.clone()]);
    assert_eq!(customer::page(app.db(), CREDITOR, "", 10).await.expect("read"), [who]);
    assert_eq!(
        invoice::of(app.db(), CREDITOR, "c1").await.expect("read"),
        [an_invoice("i1", "2026-09-01")]
    );
    assert_eq!(note::of(app.db(), CREDITOR, "i1").await.expect("read"), [new]);
}

#[tokio::test]
async fn the_same_thing_is_accepted_once() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    app.knows(a_customer("c1"), vec![]).await;
    let conversation = app.opens("c1").await;
    let hello = || Incoming::Text { text: "oi".to_owned() };

    assert_eq!(app.posts(&conversation, "m1", hello()).await, Accepted::New);
    assert_eq!(app.posts(&conversation, "m1", hello()).await, Accepted::Duplicate);
    assert_eq!(app.posts(&conversation, "m2", hello()).await, Accepted::New);

    assert_eq!(inbox::count(app.db()).await.expect("a count"), (2, 0));
}

#[tokio::test]
async fn only_the_oldest_entry_of_a_conversation_can_be_claimed() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    for who in ["c1", "c2"] {
        app.knows(a_customer(who), vec![]).await;
        let conversation = app.opens(who).await;
        for number in 0..3 {
            let body = Incoming::Text { text: format!("{number}") };
            app.posts(&conversation, &format!("{who}-{number}"), body).await;
        }
    }
    let (now, until) = (monday(), monday() + TimeDelta::seconds(60));

    let first = write!(app.db(), |tx| inbox::claim(tx, "a", (now, until), 10).await).expect("ok");
    let none = write!(app.db(), |tx| inbox::claim(tx, "b", (now, until), 10).await).expect("ok");
    let entry = first[0].clone();
    let ended = write!(app.db(), |tx| inbox::end(tx, &entry, None, inbox::End::Done, now).await);
    let next = write!(app.db(), |tx| inbox::claim(tx, "c", (now, until), 10).await).expect("ok");

    let names: Vec<_> = first.iter().map(|entry| entry.new.external_id.as_str()).collect();
    assert_eq!(BTreeSet::from_iter(names), BTreeSet::from(["c1-0", "c2-0"]));
    assert_eq!(none, []);
    assert!(ended.expect("ok"));
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].new.line, first[0].new.line);
    assert_eq!(next[0].position, 2);
}

#[tokio::test]
async fn who_lost_a_claim_can_end_nothing() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    app.knows(a_customer("c1"), vec![]).await;
    let conversation = app.opens("c1").await;
    app.posts(&conversation, "m1", Incoming::Text { text: "oi".to_owned() }).await;
    let (now, until) = (monday(), monday() + TimeDelta::seconds(60));
    let later = until + TimeDelta::seconds(1);

    let slow = write!(app.db(), |tx| inbox::claim(tx, "slow", (now, until), 1).await).expect("ok");
    let quick =
        write!(app.db(), |tx| inbox::claim(tx, "quick", (later, later), 1).await).expect("ok");
    let (a, b) = (slow[0].clone(), quick[0].clone());
    let lost = write!(app.db(), |tx| inbox::end(tx, &a, None, inbox::End::Done, later).await);
    let won = write!(app.db(), |tx| inbox::end(tx, &b, None, inbox::End::Done, later).await);

    assert!(!lost.expect("ok"));
    assert!(won.expect("ok"));
    assert_eq!(quick[0].attempts, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_claim_nothing_twice() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    for number in 0..60 {
        let who = format!("c{number}");
        app.knows(a_customer(&who), vec![]).await;
        let conversation = app.opens(&who).await;
        app.posts(&conversation, &who, Incoming::Text { text: "oi".to_owned() }).await;
    }
    let (now, until) = (monday(), monday() + TimeDelta::seconds(60));

    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let db = app.db().clone();
            tokio::spawn(async move {
                let mut mine = Vec::new();
                for round in 0..20 {
                    let claim = format!("{worker}/{round}");
                    let few = write!(db, |tx| inbox::claim(tx, &claim, (now, until), 3).await);
                    mine.extend(few.expect("ok").into_iter().map(|entry| entry.new.external_id));
                }
                mine
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for worker in workers {
        claimed.extend(worker.await.expect("ok"));
    }

    assert_eq!(claimed.len(), 60);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), 60);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_at_once_accept_in_one_order() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    app.knows(a_customer("c1"), vec![]).await;
    let conversation = app.opens("c1").await;

    let posters: Vec<_> = (0..30)
        .map(|number| {
            let (whole, conversation) = (app.app().clone(), conversation.clone());
            tokio::spawn(async move {
                let inbound = combinado::app::intake::Inbound {
                    creditor: CREDITOR.to_owned(),
                    channel: "web".to_owned(),
                    // Each twice, as a channel would.
                    external_id: format!("m{}", number / 2),
                    line: conversation,
                    body: Incoming::Text { text: "oi".to_owned() },
                };
                combinado::app::intake::accept(&whole, inbound).await.expect("accepted")
            })
        })
        .collect();
    let mut fresh = 0;
    for poster in posters {
        fresh += u32::from(poster.await.expect("ok") == Accepted::New);
    }

    assert_eq!(fresh, 15);
    let places = app.count("select count(distinct position) from inbox").await;
    assert_eq!(places, 15, "each at a place of its own");
}

#[tokio::test]
async fn a_timer_replaces_the_one_of_its_kind_and_is_taken_once() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    app.knows(a_customer("c1"), vec![]).await;
    let id = app.opens("c1").await;
    let (soon, late) = (monday() + TimeDelta::hours(1), monday() + TimeDelta::hours(5));

    let due = write!(app.db(), |tx| {
        timer::set(tx, CREDITOR, &id, Timer::PromiseDue, soon).await?;
        timer::set(tx, CREDITOR, &id, Timer::PromiseDue, late).await?;
        timer::set(tx, CREDITOR, &id, Timer::Reminder, soon).await?;
        timer::set(tx, CREDITOR, &id, Timer::PauseEnds, soon).await?;
        timer::clear(tx, CREDITOR, &id, Timer::PauseEnds).await?;
        let early = timer::take_due(tx, monday(), 10).await?;
        let first = timer::take_due(tx, soon, 10).await?;
        let again = timer::take_due(tx, soon, 10).await?;
        Ok::<_, Error>((early, first, again))
    })
    .expect("ok");

    assert_eq!(due.0, []);
    assert_eq!(due.1.len(), 1);
    assert_eq!((due.1[0].timer, due.1[0].at), (Timer::Reminder, soon));
    assert_eq!(due.2, []);
    assert_eq!(timer::next(app.db()).await.expect("ok"), Some(late));
}

#[tokio::test]
async fn the_outbox_keeps_the_order_of_a_line_and_waits_for_a_retry() {
    let mut app = TestApp::start().await;
    app.may_end_with_work_left();
    app.knows(a_customer("c1"), vec![]).await;
    let conversation = app.opens("c1").await;
    let say = |name: &str, position| outbox::New {
        creditor: CREDITOR.to_owned(),
        id: Id::stored(name),
        conversation: conversation.clone(),
        position,
        proactive: false,
        errand: outbox::Errand::Say {
            seq: position,
            template: None,
            first: false,
            answers: None,
            language: None,
        },
    };
    let news = [say("one", 1), say("two", 2)];
    let (now, until) = (monday(), monday() + TimeDelta::seconds(60));
    let later = now + TimeDelta::seconds(5);
    let of = (CREDITOR, "web/");
    let first = write!(app.db(), |tx| {
        outbox::add_all(tx, &news, now).await?;
        let due = claim::due(tx, &[of], now, 10).await?;
        let items: Vec<_> = due.candidates.into_iter().map(|one| (one.item, 1)).collect();
        claim::take(tx, &items, ("a", now, until)).await?;
        Ok::<_, Error>(items)
    })
    .expect("ok");
    let item = outbox::Claimed { claim: "a".to_owned(), attempts: 1, ..first[0].0.clone() };
    let lost = outbox::Claimed { claim: "z".to_owned(), ..item.clone() };

    let (settled, meanwhile, after) = write!(app.db(), |tx| {
        let retry = |item| {
            let waits = settle::Status::Waiting(later);
            settle::Settled::new(item, waits, Some("busy".to_owned()))
        };
        let refused = settle::all(tx, &[retry(&lost)], now).await?;
        let settled = settle::all(tx, &[retry(&item)], now).await?;
        let meanwhile = claim::due(tx, &[of], now, 10).await?;
        let after = claim::due(tx, &[of], later, 10).await?;
        Ok::<_, Error>(((refused.len(), settled.len()), meanwhile, after))
    })
    .expect("ok");

    assert_eq!(first.len(), 1);
    assert_eq!(settled, (0, 1), "only who claimed it may settle it");
    assert!(meanwhile.candidates.is_empty(), "the second must not overtake the first");
    assert_eq!(after.candidates.len(), 1);
    let item = &after.candidates[0].item;
    assert_eq!((item.new.id.as_str(), item.attempts, item.claim.as_str()), ("one", 1, ""));
}

#[tokio::test]
async fn identity_tries_outlive_a_conversation() {
    let app = TestApp::start().await;
    app.knows(a_customer("c1"), vec![]).await;
    let id = app.opens("c1").await;
    write!(app.db(), |tx| {
        identity::remember(tx, CREDITOR, "c1", 1, monday()).await?;
        identity::remember(tx, CREDITOR, "c1", 2, monday()).await
    })
    .expect("ok");

    let case = store::case::gather(app.db(), CREDITOR, "c1", &id).await.expect("ok");

    assert_eq!(case.identity_tries, 2);
}

#[tokio::test]
async fn a_database_can_be_opened_again_and_nothing_else() {
    let database = Database::create().await;
    let first = database.open().await;
    first.close().await;
    let second = database.open().await;

    assert!(second.sql("select count(*) from inbox").one::<(i64,)>(&second).await.is_ok());
    assert!(matches!(Db::open("mysql://localhost/x").await, Err(Error::Address(_))));
    assert!(matches!(Db::open("").await, Err(Error::Address(_))));
    second.close().await;
}
