//! One durable turn on SQLite beside its raw limit: the same rows in one bare transaction.
//!
//! Both are measured in the same run, taking turns, so that a busy machine slows both.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use combinado::app::App;
use combinado::app::door::Door;
use combinado::app::edition::Edition;
use combinado::app::intake::{self, Inbound, Incoming};
use combinado::app::opening::{self, Opening};
use combinado::app::shelf::Shelf;
use combinado::app::signals::Signals;
use combinado::clock::Clock;
use combinado::domain::calendar::Calendar;
use combinado::domain::dialogue::facts::DeskHours;
use combinado::domain::id::Id;
use combinado::domain::problem::Source;
use combinado::domain::understanding::{Reader, shipped};
use combinado::jobs::{Crew, Simulator, inbox as inbox_job, outbox as outbox_job};
use combinado::store::inbox::{Claimed, End};
use combinado::store::outbox::Errand;
use combinado::store::{
    self, Db, conversation, creditor, customer, inbox, invoice, message, outbox, turn,
};
use combinado::text::Locales;

#[path = "../tests/it/support/people.rs"]
pub mod people;

use people::{CREDITOR, a_creditor, a_customer, an_invoice};

const TALK: [&str; 6] = ["oi", "sou eu", "390", "esqueci de pagar", "2", "sim"];
const CUSTOMERS: usize = 40;
/// Turns of the many-at-once run.
const CROWD: usize = 256;

/// Measures and prints.
pub fn run() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(measure());
}

async fn measure() {
    let folder = tempfile::tempdir().expect("a folder");
    let crew = crew(&folder.path().join("bench.sqlite").display().to_string()).await;
    let mut taken = [const { Vec::new() }; 3];
    let mut raw = Vec::new();
    for number in 0..CUSTOMERS {
        let who = format!("c{number}");
        let id = known(&crew.app, &who).await;
        for (place, text) in TALK.iter().enumerate() {
            let [accept, decide, deliver] =
                one_turn(&crew, &id, &format!("{who}/{place}"), text).await;
            taken[0].push(accept);
            taken[1].push(decide);
            taken[2].push(deliver);
            raw.push(bare(&crew.app, &id, number * TALK.len() + place).await);
        }
        crew.drain().await.expect("drained");
    }
    let crowd = crowd(&crew).await;
    let [accept, decide, deliver] = taken.map(median);
    let (raw, durable) = (median(raw), accept + decide);
    println!("one durable turn on SQLite, median of {}", CUSTOMERS * TALK.len());
    println!("  accepted                      {accept:>10.1?}");
    println!("  claimed, decided, committed   {decide:>10.1?}");
    println!("  delivered and noted           {deliver:>10.1?}");
    println!("  the same rows, bare           {raw:>10.1?}");
    println!("  accepted to committed / bare  {:>9.2}x", durable.as_secs_f64() / raw.as_secs_f64());
    println!("  {CROWD} at once, each           {crowd:>10.1?}");
}

/// A crew on a database, with everything of ours that decides.
pub async fn crew(address: &str) -> Crew {
    let source =
        |path: &str| Source::new(path, std::fs::read_to_string(path).expect("it is there"));
    let policies = vec![source("policies/standard.toml")];
    let words = Locales::open(Path::new("locales")).expect("our texts are good");
    let shelf = Shelf::load(source("flows/negotiation.toml"), policies).expect("they are good");
    let app = App {
        db: Db::open(address).await.expect("it opens"),
        clock: Clock::manual(now()),
        calendar: Arc::new(Calendar::brazil()),
        reader: Reader::train(&shipped()).expect("our words are good").into(),
        editions: Edition::of_parts(words, shelf).into(),
        desk: DeskHours::default(),
        signals: Signals::default(),
        door: Door::default(),
        meter: combinado::meter::Meter::default(),
        simulating: combinado::app::tuning::impact::Turns::default(),
    };
    app.db
        .write(|tx| Box::pin(async move { creditor::save(tx, &a_creditor()).await }))
        .await
        .expect("saved");
    Crew::new(app, Arc::new(|charge, _| Ok(charge.id.to_string())))
        .with("web", Arc::new(Simulator::default()))
        .with("whatsapp", Arc::new(Simulator::default()))
}

/// The moment at which the clock stands.
pub fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-11-23T13:00:00Z").expect("a moment").to_utc()
}

async fn known(app: &App, who: &str) -> Id {
    let (customer, name) = (a_customer(who), who.to_owned());
    let owed =
        vec![invoice::Imported::new(CREDITOR, who, an_invoice(&format!("i{who}"), "2026-10-13"))];
    app.db
        .write(move |tx| {
            Box::pin(async move {
                customer::import(tx, &[customer]).await?;
                invoice::import(tx, &owed).await
            })
        })
        .await
        .expect("imported");
    let opening = Opening {
        creditor: CREDITOR.to_owned(),
        customer: name.clone(),
        channel: "web".to_owned(),
        address: name,
    };
    opening::open(app, opening).await.expect("opened")
}

async fn one_turn(crew: &Crew, id: &Id, name: &str, text: &str) -> [Duration; 3] {
    let begun = start();
    post(crew, id, name, text).await;
    let accepted = begun.elapsed();
    inbox_job::tick(crew).await.expect("worked");
    let decided = begun.elapsed();
    outbox_job::tick(crew).await.expect("worked");
    let delivered = begun.elapsed();
    crew.drain().await.expect("drained");
    [accepted, decided.saturating_sub(accepted), delivered.saturating_sub(decided)]
}

async fn post(crew: &Crew, id: &Id, name: &str, text: &str) {
    let inbound = Inbound {
        creditor: CREDITOR.to_owned(),
        channel: "web".to_owned(),
        external_id: name.to_owned(),
        line: id.clone(),
        body: Incoming::Text { text: text.to_owned() },
    };
    intake::accept(&crew.app, inbound).await.expect("accepted");
}

/// Many conversations at once, from their acceptance on: what each costs then.
async fn crowd(crew: &Crew) -> Duration {
    let mut ids = Vec::new();
    for number in 0..CROWD {
        ids.push(known(&crew.app, &format!("crowd{number}")).await);
    }
    let begun = start();
    for (number, id) in ids.iter().enumerate() {
        post(crew, id, &format!("crowd/{number}"), "oi").await;
    }
    while inbox_job::tick(crew).await.expect("worked").worked > 0 {}
    let all = begun.elapsed();
    crew.drain().await.expect("drained");
    all / u32::try_from(CROWD).expect("small")
}

/// The rows of the last turn once more, under other names, in one transaction.
async fn bare(app: &App, id: &Id, number: usize) -> Duration {
    let (id, db) = (id.clone(), app.db.clone());
    let found = conversation::find(&db, CREDITOR, &id).await.expect("read").expect("there");
    let log = turn::of(&db, CREDITOR, &id).await.expect("read").pop().expect("a turn");
    let mut said = message::since(&db, CREDITOR, &id, found.messages - 2).await.expect("read");
    for (place, message) in said.iter_mut().enumerate() {
        message.id = Id::derive(&["bare", &number.to_string(), &place.to_string()]);
        message.seq += 1_000_000 + i64::try_from(number).expect("small") * 2;
    }
    let mut log = log;
    log.number += 1_000_000 + u32::try_from(number).expect("small");
    let new = Inbound {
        creditor: CREDITOR.to_owned(),
        channel: "bare".to_owned(),
        external_id: number.to_string(),
        line: id.clone(),
        body: Incoming::Text { text: "oi".to_owned() },
    };
    let errand = outbox::New {
        creditor: CREDITOR.to_owned(),
        id: Id::derive(&["bare", &number.to_string()]),
        conversation: id.clone(),
        position: i64::MAX - i64::try_from(number).expect("small"),
        proactive: false,
        errand: Errand::Say { seq: 0, template: None, first: false, answers: None, language: None },
    };
    let begun = start();
    db.write(move |tx| {
        Box::pin(async move {
            inbox::add(tx, new.clone(), now()).await?;
            for message in said {
                message::add(tx, CREDITOR, &id, message).await?;
            }
            outbox::add(tx, errand.clone(), now()).await?;
            turn::append(tx, CREDITOR, &id, log).await?;
            conversation::save(tx, &found).await?;
            let entry =
                Claimed { new, arrived_at: now(), position: 0, attempts: 0, claim: String::new() };
            inbox::end(tx, &entry, None, End::Done, now()).await?;
            Ok::<_, store::Error>(())
        })
    })
    .await
    .expect("written");
    let time = begun.elapsed();
    clean(&db).await;
    time
}

/// Takes away what the bare transaction wrote, outside the measure.
async fn clean(db: &Db) {
    db.write(|tx| {
        Box::pin(async move {
            tx.sql("delete from inbox where channel = 'bare'").run(&mut *tx).await?;
            tx.sql("delete from outbox where position > 1000000000").run(&mut *tx).await?;
            tx.sql("delete from message where seq > 1000000").run(&mut *tx).await?;
            tx.sql("delete from turn where number > 1000000").run(&mut *tx).await
        })
    })
    .await
    .expect("cleaned");
}

/// The one in the middle.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// The time that passes.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures the time that passes")]
pub fn start() -> Instant {
    Instant::now()
}
