//! Messages from the door to their answers, beside the raw limit: the same rows in group commits.
//!
//! `COMBINADO_TEST_POSTGRES=postgres://…` measures there too, in a database that may be filled. The
//! engine's own limit and ours are measured in turns, so that a busy machine slows both.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use combinado::app::arrivals;
use combinado::domain::channel::{Alias, Arrival, Body, Heard, Reached, Receipt, What, Who};
use combinado::domain::people::Phone;
use combinado::jobs::{Crew, inbox, outbox};
use combinado::store::contact::Account;
use combinado::store::{self, Db, customer, invoice};

use crate::durable::people::{CREDITOR, a_customer, an_invoice};
use crate::durable::{crew, median, now, start};

const TALK: [&str; 6] = ["oi", "sou eu", "390", "esqueci de pagar", "2", "sim"];
const CUSTOMERS: usize = 1536;
/// Posters at once, as a channel's connections.
const POSTERS: usize = 64;
/// Rows of one raw commit.
const GROUP: i64 = 128;

/// Measures and prints.
pub fn run() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pipeline.sqlite").display().to_string();
    runtime.block_on(measure(&file));
    #[expect(clippy::disallowed_methods, reason = "a benchmark has no configuration")]
    if let Ok(address) = std::env::var("COMBINADO_TEST_POSTGRES") {
        runtime.block_on(measure(&address));
    }
}

async fn measure(address: &str) {
    let crew = Arc::new(crew(address).await);
    let run = crew.app.clock.now().timestamp_micros();
    println!("{} with {CUSTOMERS} customers, {POSTERS} at once", crew.app.db.engine());
    known(&crew.app.db).await;
    let (mut accepted, mut turns, mut sent, mut told, mut raw_in, mut raw_turn) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (step, text) in TALK.iter().enumerate() {
        accepted.push(post(&crew, step, text).await);
        turns.push(
            timed(async { while inbox::tick(&crew).await.expect("worked").worked > 0 {} }).await,
        );
        raw_turn.push(raw_turns(&crew.app.db, i64::try_from(step).expect("small")).await);
        sent.push(
            timed(async { while outbox::tick(&crew).await.expect("worked").worked > 0 {} }).await,
        );
        told.push(receipts(&crew, step).await);
        raw_in.push(raw_messages(&crew.app.db, &format!("{run}/{step}")).await);
        crew.drain().await.expect("drained");
    }
    let broken: Vec<(String, i64)> = crew
        .app
        .db
        .sql("select status, count(*) from inbox where channel = 'whatsapp' group by status")
        .all(&crew.app.db)
        .await
        .expect("a list");
    println!("  entries                     {broken:?}");
    line("accepted", &accepted, &raw_in);
    line("turns decided and written", &turns, &raw_turn);
    line("sent and noted", &sent, &[]);
    line("receipts, three each", &told, &[]);
    let whole: Vec<Duration> = (0..TALK.len())
        .filter_map(|n| Some(*accepted.get(n)? + *turns.get(n)? + *sent.get(n)? + *told.get(n)?))
        .collect();
    line("whole turns", &whole, &[]);
}

fn line(name: &str, times: &[Duration], raw: &[Duration]) {
    let rate = |times: &[Duration]| {
        let each = median(times.to_vec()).as_secs_f64().max(f64::EPSILON);
        f64::from(u32::try_from(CUSTOMERS).expect("small")) / each
    };
    let steps: Vec<String> = times.iter().map(|time| format!("{:.0}", rate(&[*time]))).collect();
    print!("  {name:<27} {:>8.0}/s  of {}", rate(times), steps.join(" "));
    if raw.is_empty() {
        println!();
    } else {
        println!("   raw {:>8.0}/s  {:.0} %", rate(raw), 100.0 * rate(times) / rate(raw));
    }
}

async fn known(db: &Db) {
    db.write(|tx| {
        Box::pin(async move {
            let customers: Vec<_> = (0..CUSTOMERS)
                .map(|number| {
                    let mut customer = a_customer(&format!("p{number}"));
                    customer.phone = Some(phone(number));
                    customer
                })
                .collect();
            let owed: Vec<_> = (0..CUSTOMERS)
                .map(|number| {
                    let owed = an_invoice(&format!("ip{number}"), "2026-10-13");
                    invoice::Imported::new(CREDITOR, &format!("p{number}"), owed)
                })
                .collect();
            customer::import(tx, &customers).await?;
            invoice::import(tx, &owed).await?;
            Ok::<_, store::Error>(())
        })
    })
    .await
    .expect("imported");
}

fn phone(number: usize) -> Phone {
    format!("+55119{:08}", 10_000_000 + number).parse().expect("a phone")
}

fn account() -> Account {
    Account { creditor: CREDITOR.into(), channel: "whatsapp".into(), account: "1".into() }
}

/// Everybody writes once.
async fn post(crew: &Arc<Crew>, step: usize, text: &'static str) -> Duration {
    let next = Arc::new(AtomicUsize::new(0));
    timed(async {
        let posters: Vec<_> = (0..POSTERS)
            .map(|_| {
                let (crew, next) = (crew.clone(), next.clone());
                tokio::spawn(async move {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= CUSTOMERS {
                            return;
                        }
                        let came = vec![said(number, step, text)];
                        arrivals::accept(&crew.app, came).await.expect("accepted");
                    }
                })
            })
            .collect();
        for poster in posters {
            poster.await.expect("it ends well");
        }
    })
    .await
}

fn said(number: usize, step: usize, text: &str) -> (Account, Arrival) {
    let phone = phone(number);
    let who = Who {
        aliases: vec![Alias::User(format!("BR.{number}")), Alias::Phone(phone.key())],
        address: format!("+{}", phone.key()),
        name: Some("Maria".to_owned()),
        username: None,
    };
    let what = What::Text { text: text.to_owned() };
    let heard = Heard { who, at: now(), what, quoted: None, reference: None };
    let id = format!("wamid.{step}.{number}");
    (account(), Arrival { account: "1".into(), id, body: Body::Heard(Box::new(heard)) })
}

/// What was sent is told sent, delivered and read.
async fn receipts(crew: &Arc<Crew>, step: usize) -> Duration {
    let ids: Vec<(String,)> = crew
        .app
        .db
        .sql("select id from message where sender = 'bot' and sent_at is not null and read_at is null")
        .all(&crew.app.db)
        .await
        .expect("a list");
    let ids: Arc<Vec<String>> = Arc::new(ids.into_iter().map(|(id,)| id).collect());
    let next = Arc::new(AtomicUsize::new(0));
    timed(async {
        let posters: Vec<_> = (0..POSTERS)
            .map(|_| {
                let (crew, next, ids) = (crew.clone(), next.clone(), ids.clone());
                tokio::spawn(async move {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Some(id) = ids.get(number) else { return };
                        for reached in [Reached::Sent, Reached::Delivered, Reached::Read] {
                            let came = vec![receipt(id, (step, number), reached)];
                            arrivals::accept(&crew.app, came).await.expect("accepted");
                        }
                    }
                })
            })
            .collect();
        for poster in posters {
            poster.await.expect("it ends well");
        }
    })
    .await
}

fn receipt(id: &str, (step, number): (usize, usize), reached: Reached) -> (Account, Arrival) {
    let name = format!("{reached:?}.{step}.{number}");
    let provider_id = format!("wamid.out.{id}");
    let receipt = Receipt { provider_id, opaque: Some(id.to_owned()), reached, at: now() };
    (account(), Arrival { account: "1".into(), id: name, body: Body::Receipt(receipt) })
}

async fn timed(work: impl Future<Output = ()>) -> Duration {
    let begun = start();
    work.await;
    begun.elapsed()
}

/// The rows of as many messages once more, under other names, in group commits.
async fn raw_messages(db: &Db, name: &str) -> Duration {
    let begun = start();
    let mut done = 0;
    while done < i64::try_from(CUSTOMERS).expect("small") {
        let (name, from) = (name.to_owned(), done);
        db.write(move |tx| {
            Box::pin(async move {
                tx.sql(
                    "insert into inbox (creditor, channel, external_id, line, position, body,
                                        arrived_at, next_at, status)
                     select creditor, 'raw', $1 || external_id, line || $1, 1, body, arrived_at,
                            next_at, 'done'
                     from inbox where channel = 'whatsapp' and external_id like '1/wamid.0.%'
                     order by external_id limit $2 offset $3",
                )
                .bind(name)
                .bind(GROUP)
                .bind(from)
                .run(&mut *tx)
                .await?;
                tx.sql(
                    "update contact set heard_at = began_at
                     where line in (select line from contact order by line limit $1 offset $2)",
                )
                .bind(GROUP)
                .bind(from)
                .run(tx)
                .await
            })
        })
        .await
        .expect("written");
        done += GROUP;
    }
    begun.elapsed()
}

/// The rows of as many turns once more, under other names, in group commits.
async fn raw_turns(db: &Db, step: i64) -> Duration {
    let begun = start();
    let mut done = 0;
    while done < i64::try_from(CUSTOMERS).expect("small") {
        let from = done;
        db.write(move |tx| {
            Box::pin(async move {
                for text in RAW {
                    let sql = tx.sql(text).bind(GROUP).bind(from).bind(step);
                    sql.run(&mut *tx).await?;
                }
                Ok::<_, store::Error>(())
            })
        })
        .await
        .expect("written");
        done += GROUP;
    }
    let time = begun.elapsed();
    for text in CLEAN {
        let clean = move |tx: &mut store::Tx| tx.sql(text);
        db.write(move |tx| Box::pin(async move { clean(tx).run(tx).await }))
            .await
            .expect("cleaned");
    }
    time
}

/// Each names which conversations by their order: so many, after so many; and which step.
const RAW: [&str; 5] = [
    "insert into turn (creditor, conversation, number, at, outcome, channel, external_id, flow,
                       flow_hash, policy, policy_hash, event, facts, effects, trace, state_hash)
     select creditor, conversation, 1000000, at, outcome, channel, external_id, flow, flow_hash,
            policy, policy_hash, event, facts, effects, trace, state_hash
     from turn where number = $3 + 1 and conversation in (
       select id from conversation order by id limit $1 offset $2)",
    "insert into message (creditor, conversation, seq, id, sender, turn, at, text, options,
                          attachments)
     select creditor, conversation, seq + 1000000, 'raw' || id, sender, turn, at, text, options,
            attachments
     from message where turn = $3 + 1 and conversation in (
       select id from conversation order by id limit $1 offset $2)",
    "insert into outbox (creditor, id, kind, conversation, position, proactive, body, created_at,
                         next_at, status)
     select creditor, 'raw' || id, kind, conversation, position + 1000000000, proactive, body,
            created_at, next_at, 'done'
     from outbox where position / 1024 = $3 + 1 and conversation in (
       select id from conversation order by id limit $1 offset $2)",
    "update conversation set changed_at = started_at, state = state, version = version + 0 * $3
     where id in (select id from conversation order by id limit $1 offset $2)",
    "update inbox set why = null, turn = turn + 0 * $3, done_at = arrived_at
     where channel = 'whatsapp' and external_id in (
       select external_id from inbox where channel = 'whatsapp' order by line limit $1 offset $2)",
];

const CLEAN: [&str; 3] = [
    "delete from turn where number = 1000000",
    "delete from message where seq > 1000000",
    "delete from outbox where position > 1000000000",
];
