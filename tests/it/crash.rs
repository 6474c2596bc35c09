//! The real binary, killed: no accepted message is lost and no effect happens twice.
//!
//! What was not answered by `accepted` is delivered again, as every channel does, and so is now and
//! then something that was.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use combinado::app::replay::{self, Replayed};
use combinado::clock::Clock;
use combinado::store::message::Sender;
use combinado::store::{Db, agreement, charge, conversation, creditor, handoff, message, turn};
use combinado::store::{customer, inbox, invoice, outbox};

use crate::support::{CREDITOR, Database, a_creditor, a_customer, an_app, an_invoice, monday};

/// What each customer writes: the way to an agreement and its code.
const TALK: [&str; 6] = ["oi", "sou eu", "390", "esqueci de pagar", "1", "sim"];

/// One thing that a channel delivers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    id: String,
    json: String,
}

/// When the process is killed.
#[derive(Clone, Debug)]
enum Kill {
    /// At the n-th passing of a place.
    At(String),
    /// After a time.
    After(Duration),
    /// Never: it ends when all is worked.
    Never,
}

/// What a run of the process told.
#[derive(Debug, Default)]
struct Told {
    accepted: BTreeSet<String>,
    reached: bool,
    drained: bool,
}

/// A database that survives the processes which work on it.
struct Drill {
    database: Database,
    customers: usize,
    runs: i32,
    unanswered: Vec<Line>,
    answered: Vec<Line>,
}

impl Drill {
    fn new(customers: usize) -> Self {
        let database = wait(Database::create());
        wait(prepare(&database, customers));
        let talk = (0..customers).flat_map(|who| {
            TALK.iter().enumerate().map(move |(place, text)| {
                let id = format!("c{who}/{place}");
                let json = serde_json::json!({
                    "id": id, "creditor": CREDITOR, "customer": format!("c{who}"), "text": text,
                });
                Line { id, json: json.to_string() }
            })
        });
        let unanswered = talk.collect();
        Self { database, customers, runs: 0, unanswered, answered: Vec::new() }
    }

    /// Every customer pays the whole charge.
    fn everyone_pays(&mut self) {
        let amounts = wait(amounts(&self.database, self.customers));
        self.unanswered.extend(amounts.into_iter().enumerate().map(|(who, amount)| {
            let id = format!("paid/{who}");
            let json = serde_json::json!({
                "id": id, "creditor": CREDITOR, "customer": format!("c{who}"),
                "paid": [amount, "2026-11-23"],
            });
            Line { id, json: json.to_string() }
        }));
    }

    /// Delivers what is unanswered to a fresh process, and kills it.
    fn run(&mut self, kill: &Kill) -> Told {
        self.runs += 1;
        // Well beyond the lease of the process before.
        let now = monday() + TimeDelta::minutes(2 * i64::from(self.runs));
        let mut lines: Vec<Line> = self.answered.iter().rev().take(2).cloned().collect();
        lines.extend(self.unanswered.iter().cloned());
        let told = told(start(&self.database, now, kill), lines, kill);
        let all = std::mem::take(&mut self.unanswered);
        let (answered, rest) = all.into_iter().partition(|line| told.accepted.contains(&line.id));
        self.answered.extend::<Vec<_>>(answered);
        self.unanswered = rest;
        told
    }

    /// Runs until everything is worked.
    fn finish(&mut self) {
        let told = self.run(&Kill::Never);
        assert!(told.drained, "it must come to its end: {told:?}");
        assert_eq!(self.unanswered, [], "everything must be answered");
    }
}

fn start(database: &Database, now: DateTime<Utc>, kill: &Kill) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.args(["drill", "--db", &database.address(), "--now", &now.to_rfc3339()]);
    if let Kill::At(place) = kill {
        command.args(["--stop-at", place]);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the binary starts")
}

fn told(mut child: Child, lines: Vec<Line>, kill: &Kill) -> Told {
    let mut told = Told::default();
    let mut stdin = child.stdin.take().expect("it is piped");
    let writer = std::thread::spawn(move || {
        for line in lines {
            // A process that was killed reads no more.
            if writeln!(stdin, "{}", line.json).is_err() {
                return;
            }
        }
    });
    let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    let child = Arc::new(Mutex::new(child));
    for line in stdout.lines().map_while(Result::ok) {
        match line.split_once(' ') {
            None if line == "ready" => kill_later(&child, kill),
            Some(("accepted", id)) => {
                told.accepted.insert(id.to_owned());
            }
            Some(("reached", _)) => {
                told.reached = true;
                child.lock().expect("nobody panics").kill().expect("it runs");
            }
            _ if line == "drained" => told.drained = true,
            _ => panic!("unexpected: {line}"),
        }
    }
    child.lock().expect("nobody panics").wait().expect("it ends");
    writer.join().expect("it ends well");
    told
}

#[expect(clippy::disallowed_methods, reason = "another process is killed at its own time")]
fn kill_later(child: &Arc<Mutex<Child>>, kill: &Kill) {
    if let Kill::After(time) = kill {
        let (time, child) = (*time, child.clone());
        std::thread::spawn(move || {
            std::thread::sleep(time);
            // One that came to its end before is as good.
            let _ = child.lock().expect("nobody panics").kill();
        });
    }
}

async fn prepare(database: &Database, customers: usize) {
    let db = database.open().await;
    db.write(move |tx| {
        Box::pin(async move {
            creditor::save(tx, &a_creditor()).await?;
            for number in 0..customers {
                let who = format!("c{number}");
                let owes = an_invoice(&format!("i{number}"), "2026-10-13");
                customer::import(tx, &[a_customer(&who)]).await?;
                invoice::import(tx, &[invoice::Imported::new(CREDITOR, &who, owes)]).await?;
            }
            Ok::<_, combinado::store::Error>(())
        })
    })
    .await
    .expect("a portfolio can be imported");
    db.close().await;
}

async fn amounts(database: &Database, customers: usize) -> Vec<String> {
    let db = database.open().await;
    let mut amounts = Vec::new();
    for number in 0..customers {
        let charges = charge::of(&db, CREDITOR, &format!("c{number}")).await.expect("charges");
        amounts.push(charges.last().expect("a charge").amount.to_string());
    }
    db.close().await;
    amounts
}

/// Everything happened, in order, once; `paid` where the customers paid too.
async fn check(database: &Database, customers: usize, paid: bool) {
    let db = database.open().await;
    let why: Vec<(String, i64)> = db
        .sql("select coalesce(why, ''), attempts from inbox where status <> 'done'")
        .all(&db)
        .await
        .expect("a list");
    assert_eq!(why, [], "what is not done, after how many attempts");
    assert_eq!(outbox::count(&db).await.expect("count"), (0, 0), "outbox: waiting, dead");
    // Six things said, a charge issued, perhaps a payment.
    let each = TALK.len() + 1 + usize::from(paid);
    let done = count(&db, "select count(*) from inbox where status = 'done'").await;
    assert_eq!(done, customers * each, "entries worked");
    assert_eq!(count(&db, "select count(*) from turn").await, customers * each, "turns");
    assert_eq!(count(&db, "select count(*) from agreement").await, customers, "agreements");
    assert_eq!(count(&db, "select count(*) from charge").await, customers, "charges");
    let payments = count(&db, "select count(*) from payment").await;
    assert_eq!(payments, if paid { customers } else { 0 }, "payments");
    let app = an_app(db.clone(), Clock::manual(monday()));
    for (creditor, id) in conversation::all(&db).await.expect("conversations") {
        let found = conversation::find(&db, &creditor, &id).await.expect("read").expect("there");
        let turns = turn::of(&db, &creditor, &id).await.expect("turns");
        let numbers: Vec<usize> =
            turns.iter().map(|turn| usize::try_from(turn.number).expect("small")).collect();
        assert_eq!(numbers, (1..=each).collect::<Vec<_>>(), "turns chain");
        assert_eq!(usize::try_from(found.version).expect("small"), each, "version");
        let said = message::since(&db, &creditor, &id, 0).await.expect("messages");
        let texts: Vec<&str> = said
            .iter()
            .filter(|message| message.from == Sender::Customer)
            .map(|message| message.text.as_str())
            .collect();
        assert_eq!(texts, TALK, "each thing said once, in order");
        let ours = said.iter().filter(|message| message.from == Sender::Bot);
        assert!(ours.clone().all(|message| message.sent_at.is_some()), "every answer left");
        let replayed = replay::conversation(&app, &creditor, &id, None).await.expect("replay");
        assert!(matches!(replayed, Replayed::Same { .. }), "{replayed:?}");
        let agreed = agreement::of(&db, &creditor, &found.customer).await.expect("agreements");
        let expected = if paid { agreed[0].total.in_centavos() } else { 0 };
        assert_eq!(agreed[0].received().in_centavos(), expected, "received");
    }
    db.close().await;
}

async fn count(db: &Db, sql: &'static str) -> usize {
    let (count,): (i64,) = db.sql(sql).one(db).await.expect("a count");
    usize::try_from(count).expect("small")
}

fn wait<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(work)
}

/// Kills at the same place again and again, each time a little later, then lets it finish.
fn killed_at(place: &str) {
    let mut drill = Drill::new(2);
    for count in [1, 3, 2] {
        let told = drill.run(&Kill::At(format!("{place}:{count}")));
        assert!(told.reached, "{place}:{count} was not reached: {told:?}");
    }
    drill.finish();
    wait(check(&drill.database, 2, false));

    drill.everyone_pays();
    let told = drill.run(&Kill::At(format!("{place}:1")));
    assert!(told.reached || place == "before-accept-commit" || place == "after-accept");
    drill.finish();
    wait(check(&drill.database, 2, true));
}

#[test]
fn killed_before_an_acceptance_is_committed() {
    killed_at("before-accept-commit");
}

#[test]
fn killed_after_an_acceptance() {
    killed_at("after-accept");
}

#[test]
fn killed_after_a_claim() {
    killed_at("after-claim");
}

#[test]
fn killed_within_a_turn() {
    killed_at("in-turn");
}

#[test]
fn killed_before_a_turn_is_committed() {
    killed_at("before-turn-commit");
}

#[test]
fn killed_after_a_turn_is_committed() {
    killed_at("after-turn-commit");
}

#[test]
fn killed_before_a_message_is_sent() {
    killed_at("before-send");
}

#[test]
fn killed_after_a_message_was_sent_and_before_it_is_noted() {
    killed_at("after-send");
}

#[test]
fn killed_after_an_errand_is_settled() {
    killed_at("after-settle");
}

#[test]
fn killed_at_any_moment() {
    let mut drill = Drill::new(12);
    let mut cut_short = 0;
    for round in 0..16 {
        // From the first line to the middle of the work, never quite the same moment.
        let told = drill.run(&Kill::After(Duration::from_millis(3 + round * 37 % 110)));
        cut_short += u32::from(!told.drained);
    }
    assert!(cut_short >= 4, "the kills must hit: {cut_short} did");
    drill.finish();
    wait(check(&drill.database, 12, false));

    drill.everyone_pays();
    for round in 0..4 {
        drill.run(&Kill::After(Duration::from_millis(3 + round * 13)));
    }
    drill.finish();
    wait(check(&drill.database, 12, true));
}

#[test]
fn a_turn_that_panics_goes_to_a_human_and_blocks_nobody() {
    let drill = Drill::new(2);
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    let address = drill.database.address();
    command.args(["drill", "--db", &address, "--now", &monday().to_rfc3339()]);
    command.args(["--panic-at", "in-turn:3"]);
    let child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");

    let told = told_until_the_end(child, drill.unanswered.clone());

    assert!(told.drained);
    wait(async {
        let db = drill.database.open().await;
        assert_eq!(inbox::count(&db).await.expect("count"), (0, 1));
        assert_eq!(outbox::count(&db).await.expect("count"), (0, 0));
        let cases = handoff::open(&db, CREDITOR).await.expect("cases");
        assert_eq!(cases.len(), 1);
        let app = an_app(db.clone(), Clock::manual(monday()));
        for (creditor, id) in conversation::all(&db).await.expect("conversations") {
            let replayed = replay::conversation(&app, &creditor, &id, None).await.expect("ok");
            assert!(matches!(replayed, Replayed::Same { .. }), "{replayed:?}");
        }
        assert_eq!(count(&db, "select count(*) from agreement").await, 1, "of the other one");
        db.close().await;
    });
}

/// Like [`told`], where what is reached is no reason to kill.
fn told_until_the_end(mut child: Child, lines: Vec<Line>) -> Told {
    let mut stdin = child.stdin.take().expect("it is piped");
    let writer = std::thread::spawn(move || {
        for line in &lines {
            writeln!(stdin, "{}", line.json).expect("it reads on");
        }
    });
    let mut told = Told::default();
    let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    for line in stdout.lines().map_while(Result::ok) {
        told.reached |= line.starts_with("reached");
        told.drained |= line == "drained";
    }
    writer.join().expect("it ends well");
    assert!(child.wait().expect("it ends").success());
    told
}
