//! The whole server under load: webhooks signed and posted to the release binary, a fake Cloud API
//! that counts what it gets, and the raw limit of the same disk in the same run.
//!
//! `cargo bench --bench serve -- [--postgres URL] [--customers N] [--many N] [--report FILE]`

mod meta;
mod people;
mod raw;
mod report;
mod server;
mod wire;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

use meta::{Heard, Ledger};
use server::{Database, Server};
use wire::Line;

/// Connections that post at once.
const CONNECTIONS: u32 = 64;

/// What was measured on one engine.
#[derive(Debug, Default)]
struct Figures {
    engine: &'static str,
    instances: usize,
    customers: u32,
    ready: Duration,
    idle_kb: u64,
    peak_kb: u64,
    acked: f64,
    acked_p50: Duration,
    acked_p99: Duration,
    worked: f64,
    turns: f64,
    /// Cores that the server kept busy meanwhile.
    cores: f64,
    /// What it wrote for each turn, in kB.
    written_kb: u64,
    open_rate: u32,
    open_acked_p99: Duration,
    replied_p50: Duration,
    replied_p99: Duration,
    raw: f64,
}

fn main() {
    // `cargo test` and `cargo bench` without the name run every bench with `--test` or `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|it| it == "--test") {
        return;
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(measure(&arguments));
}

fn given<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let place = arguments.iter().position(|it| it == name)?;
    arguments.get(place + 1).map(String::as_str)
}

async fn measure(arguments: &[String]) {
    let given = |name| given(arguments, name);
    let customers = given("--customers").and_then(|it| it.parse().ok()).unwrap_or(20_000);
    let many = given("--many").and_then(|it| it.parse().ok()).unwrap_or(1_000_000);
    let mut all = vec![one((Database::File, 1), customers).await];
    if let Some(url) = given("--postgres") {
        for instances in 1..=2 {
            let url = server::fresh(url, instances).await;
            all.push(one((Database::Url(url), instances), customers).await);
        }
    }
    let mut by_size = Vec::new();
    for customers in [1000, many] {
        if many > 0 {
            by_size.push(one((Database::File, 1), customers).await);
        }
    }
    let report = report::page(&all, &by_size);
    println!("{report}");
    if let Some(file) = given("--report") {
        // The sections that others wrote there stay.
        let before = std::fs::read_to_string(file).unwrap_or_default();
        let kept = before.find("<!-- ").and_then(|place| before.get(place..));
        let report = kept.map_or_else(|| report.clone(), |kept| format!("{report}\n{kept}"));
        std::fs::write(file, report).expect("the report can be written");
    }
}

async fn one((database, instances): (Database, usize), customers: u32) -> Figures {
    let (told, mut heard) = unbounded_channel();
    let ledger = Arc::new(Ledger::new(customers, told));
    let mut server = Server::start(database, customers, &ledger).await;
    for _ in 1..instances {
        server.join().await;
    }
    let engine = server.engine();
    let mut figures =
        Figures { engine, instances, customers, ready: server.ready, ..Figures::default() };
    let before = raw::groups(&server.database).await;
    figures.idle_kb = server.memory();

    burst(&server, &ledger, customers, &mut figures).await;
    while heard.try_recv().is_ok() {}
    let (used, written, begun) = (server.used(), server.written(), now());
    let done = turns(&server, &ledger, &mut heard, customers).await;
    figures.turns = done.rate;
    figures.cores = per_second(server.used() - used, begun) / 100.0;
    figures.written_kb = (server.written() - written) / 1024 / done.count.max(1);
    drain(&ledger).await;
    while heard.try_recv().is_ok() {}
    open(&server, &ledger, customers, 1000, &mut figures).await;
    figures.peak_kb = server.peak();

    let after = raw::groups(&server.database).await;
    figures.raw = f64::midpoint(before, after);
    server.stop().await;
    figures
}

/// As many messages as 64 connections can post for some seconds; then until the last is answered.
async fn burst(server: &Server, ledger: &Arc<Ledger>, customers: u32, figures: &mut Figures) {
    let (next, posted) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU64::new(0)));
    let begun = now();
    let until = begun + Duration::from_secs(5);
    let before = ledger.accepted();
    let mut posting = Vec::new();
    for _ in 0..CONNECTIONS {
        let (next, posted, mut line) = (next.clone(), posted.clone(), server.line().await);
        let at = stamp();
        posting.push(tokio::spawn(async move {
            let mut took = Vec::new();
            while now() < until {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= customers / 2 {
                    break;
                }
                let body = meta::message(number, &format!("B{number}"), "oi", at);
                let asked = now();
                if post(&mut line, &body).await == 200 {
                    posted.fetch_add(1, Ordering::Relaxed);
                    took.push(asked.elapsed());
                }
            }
            took
        }));
    }
    let mut took = Vec::new();
    for task in posting {
        took.extend(task.await.expect("it ends well"));
    }
    let count = posted.load(Ordering::Relaxed);
    figures.acked = per_second(count, begun);
    took.sort_unstable();
    (figures.acked_p50, figures.acked_p99) = (at(&took, 50), at(&took, 99));
    while ledger.accepted() - before < count && begun.elapsed() < Duration::from_mins(2) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    figures.worked = per_second(ledger.accepted() - before, begun);
}

/// How often something was done per second since then.
#[expect(clippy::cast_precision_loss, reason = "counts of seconds become rates")]
fn per_second(count: u64, since: Instant) -> f64 {
    count as f64 / since.elapsed().as_secs_f64()
}

/// Turns that were taken, and how many a second.
struct Done {
    count: u64,
    rate: f64,
}

/// Customers of the second half who write on as soon as they are answered, with three statuses for
/// each message of ours.
async fn turns(
    server: &Server,
    ledger: &Arc<Ledger>,
    heard: &mut UnboundedReceiver<Heard>,
    customers: u32,
) -> Done {
    let (send, receive) = unbounded_channel();
    let posting = posts(server, receive).await;
    // Those at the end are left for the steady rate.
    let (next, last) = (customers / 2, customers - customers / 4);
    let mut talks = Talks { ledger, send, time: stamp(), next, last, steps: HashMap::new() };
    for _ in 0..256 {
        talks.begin();
    }
    let (begun, mut count, mut took) = (now(), 0, Duration::ZERO);
    while took < Duration::from_secs(10) {
        let Ok(Some(one)) = tokio::time::timeout(Duration::from_secs(2), heard.recv()).await else {
            break;
        };
        count += u64::from(talks.go_on(&one));
        took = begun.elapsed();
    }
    drop(talks);
    for task in posting {
        task.await.expect("it ends well");
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of seconds becomes a rate")]
    let rate = count as f64 / took.as_secs_f64().max(f64::EPSILON);
    Done { count, rate }
}

/// Posts over many connections what comes through a channel, until it closes.
async fn posts(server: &Server, bodies: UnboundedReceiver<Vec<u8>>) -> Vec<JoinHandle<()>> {
    let bodies = Arc::new(tokio::sync::Mutex::new(bodies));
    let mut posting = Vec::new();
    for _ in 0..CONNECTIONS {
        let (bodies, mut line) = (bodies.clone(), server.line().await);
        posting.push(tokio::spawn(async move {
            loop {
                let next = bodies.lock().await.recv().await;
                let Some(body) = next else { return };
                post(&mut line, &body).await;
            }
        }));
    }
    posting
}

/// Customers in the middle of a talk.
struct Talks<'a> {
    ledger: &'a Ledger,
    send: UnboundedSender<Vec<u8>>,
    time: i64,
    next: u32,
    last: u32,
    steps: HashMap<u32, usize>,
}

impl Talks<'_> {
    /// One more customer begins, while there are some.
    fn begin(&mut self) {
        let number = self.next;
        if number >= self.last {
            return;
        }
        self.next += 1;
        self.ledger.asks(number, now());
        self.steps.insert(number, 0);
        self.says(number, 0);
    }

    /// Says what a customer says at a step; false where they have nothing left to say.
    fn says(&self, number: u32, step: usize) -> bool {
        let talk = people::talk(number);
        let Some(text) = talk.get(step) else { return false };
        let id = format!("T{number}-{step}");
        let _ = self.send.send(meta::message(number, &id, text, self.time));
        true
    }

    /// Reads what a customer was sent and has them answer; true where they were in a talk.
    fn go_on(&mut self, one: &Heard) -> bool {
        for reached in ["sent", "delivered", "read"] {
            let status = meta::status(one.number, &one.id, &one.opaque, reached, self.time);
            let _ = self.send.send(status);
        }
        let Some(step) = self.steps.get_mut(&one.number) else { return false };
        *step += 1;
        let step = *step;
        if !self.says(one.number, step) {
            self.steps.remove(&one.number);
            self.begin();
        }
        true
    }
}

/// A steady rate, whatever the answers: how long acknowledgements and replies take.
async fn open(
    server: &Server,
    ledger: &Arc<Ledger>,
    customers: u32,
    rate: u32,
    figures: &mut Figures,
) {
    ledger.took();
    let (seconds, time) = (8, stamp());
    let total = (rate * seconds).min(customers / 4);
    let (send, receive) = unbounded_channel::<(u32, Vec<u8>)>();
    let receive = Arc::new(tokio::sync::Mutex::new(receive));
    let mut posting = Vec::new();
    for _ in 0..CONNECTIONS {
        let (receive, mut line, ledger) = (receive.clone(), server.line().await, ledger.clone());
        posting.push(tokio::spawn(async move {
            let mut took = Vec::new();
            loop {
                let next = receive.lock().await.recv().await;
                let Some((number, body)) = next else { return took };
                let asked = now();
                ledger.asks(number, asked);
                post(&mut line, &body).await;
                took.push(asked.elapsed());
            }
        }));
    }
    let begun = now();
    for count in 0..total {
        let due = begun + Duration::from_micros(u64::from(count) * 1_000_000 / u64::from(rate));
        tokio::time::sleep_until(due.into()).await;
        let number = customers - 1 - count;
        let _ = send
            .send((number, meta::message(number, &format!("O{number}"), "oi, quero pagar", time)));
    }
    drop(send);
    let mut took = Vec::new();
    for task in posting {
        took.extend(task.await.expect("it ends well"));
    }
    drain(ledger).await;
    took.sort_unstable();
    let replies = ledger.took();
    (figures.open_rate, figures.open_acked_p99) = (rate, at(&took, 99));
    (figures.replied_p50, figures.replied_p99) = (at(&replies, 50), at(&replies, 99));
}

/// Waits until nothing more comes.
async fn drain(ledger: &Ledger) {
    let mut before = u64::MAX;
    while ledger.accepted() != before {
        before = ledger.accepted();
        tokio::time::sleep(Duration::from_millis(700)).await;
    }
}

async fn post(line: &mut Line, body: &[u8]) -> u16 {
    line.post("/webhooks/whatsapp", &meta::signed(body), body).await.unwrap_or(0)
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted
        .get((sorted.len() * percent / 100).min(sorted.len().saturating_sub(1)))
        .copied()
        .unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the time that passes")]
fn now() -> Instant {
    Instant::now()
}

/// The time now in seconds, as webhooks tell it.
#[expect(clippy::disallowed_methods, reason = "a provider has a clock of its own")]
fn stamp() -> i64 {
    chrono::Utc::now().timestamp()
}
