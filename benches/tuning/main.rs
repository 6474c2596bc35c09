//! The tuning room at its real size: ten thousand conversations replayed against a draft, and how soon
//! what is published serves everywhere.
//!
//! `cargo bench --bench tuning -- [--postgres URL] [--conversations N] [--rounds N] [--report FILE]`.
//! Beside the database at the URL a new one is made. The report is one section of a page that others
//! write, too; whatever else stands there stays.

#[expect(dead_code, reason = "`benches/serve` reads phones as well")]
#[path = "../serve/people.rs"]
mod people;
#[path = "../section.rs"]
mod section;

mod house;
mod publish;
mod replay;
mod report;

use std::path::Path;
use std::time::{Duration, Instant};

use house::{Database, House};

/// Customers who are there for conversations that begin while something is published.
const NEW: u32 = 6000;

/// A file of texts, and how the text in it begins that drafts say otherwise: everybody hears it first.
const TEXT: (&str, &str) = ("locales/pt-BR/conversation.ftl", "open-greeting = ");

/// What was measured on one engine.
#[derive(Debug)]
pub struct Figures {
    engine: &'static str,
    replayed: replay::Figures,
    published: publish::Figures,
}

fn main() {
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
    let conversations = given("--conversations").and_then(|it| it.parse().ok()).unwrap_or(10_000);
    let rounds = given("--rounds").and_then(|it| it.parse().ok()).unwrap_or(5);
    let mut all = vec![one((Database::File, 1), (conversations, rounds)).await];
    if let Some(url) = given("--postgres") {
        let url = house::fresh(url).await;
        all.push(one((Database::Url(url), 2), (conversations, rounds)).await);
    }
    let told = report::section(&all);
    println!("{told}");
    if let Some(path) = given("--report") {
        section::put(Path::new(path), "tuning", &told).expect("the report can be written");
    }
}

async fn one(
    (database, instances): (Database, usize),
    (conversations, rounds): (u32, usize),
) -> Figures {
    let house = House::build(database, conversations + NEW).await;
    let replayed = replay::measure(&house, conversations).await;
    let strangers = conversations..conversations + NEW;
    let published = publish::measure(&house, (instances, rounds), strangers).await;
    let engine = house.engine();
    house.crew.app.db.close().await;
    Figures { engine, replayed, published }
}

/// The one in the middle and the longest.
fn middle_and_longest(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort_unstable();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    (middle, times.last().copied().unwrap_or_default())
}

/// The time that passes.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures the time that passes")]
fn now() -> Instant {
    Instant::now()
}
