//! The desk over a database in every state: how long pages take, how soon a message is on a screen.
//!
//! `cargo bench --bench desk -- [--postgres URL] [--customers N] [--streams N] [--report FILE]
//! [--plans FILE]`. The database at the URL is filled: give an empty one. The report is one section
//! of a page that others write, too; whatever else stands there stays.

#[path = "../section.rs"]
mod section;
#[path = "../../tests/seed/mod.rs"]
mod seed;

mod plans;
mod report;
mod streams;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use combinado::app::App;
use combinado::app::edition::Edition;
use combinado::app::people::CONSOLE;
use combinado::app::people::manage::{self, Draft};
use combinado::app::shelf::Shelf;
use combinado::clock::Clock;
use combinado::domain::access::{Role, Scope};
use combinado::domain::calendar::Calendar;
use combinado::domain::problem::Source;
use combinado::domain::understanding::{Reader, shipped};
use combinado::domain::words::ForbiddenWords;
use combinado::store::Db;
use combinado::text::Catalog;
use combinado::web::router;
use combinado::web::site::Site;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// The login and password of who looks.
const LOGIN: &str = "regente";
const PASSWORD: &str = "cavalo bateria grampo";

/// The pages that are asked for, and how often.
const PAGES: [(&str, u32); 6] = [
    ("/conversas", 30),
    ("/conversas?filtro=todas", 30),
    ("/ao-vivo", 10),
    ("/quadro", 5),
    ("/relatorios", 5),
    ("/qualidade", 5),
];

/// What was measured on one engine.
#[derive(Debug)]
pub struct Figures {
    engine: &'static str,
    customers: u32,
    filled: Duration,
    /// Address, median and longest time of a page, and its size.
    pages: Vec<(&'static str, Duration, Duration, usize)>,
    streams: usize,
    /// From the commit to the event, median, p95 and longest.
    told: (Duration, Duration, Duration),
    /// Events that never came.
    lost: usize,
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
    let customers = given("--customers").and_then(|it| it.parse().ok()).unwrap_or(100_000);
    let streams = given("--streams").and_then(|it| it.parse().ok()).unwrap_or(100);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("desk.sqlite").display().to_string();
    let (mut all, mut kept) = (Vec::new(), plans::HEAD.to_owned());
    for address in [Some(file.as_str()), given("--postgres")].into_iter().flatten() {
        let db = Db::open(address).await.expect("the database opens");
        all.push(one(&db, customers, streams).await);
        kept.push_str(&plans::of(db.engine(), address).await);
        db.close().await;
    }
    let told = report::section(&all);
    println!("{told}");
    if let Some(path) = given("--report") {
        section::put(Path::new(path), "desk", &told).expect("the report can be written");
    }
    if let Some(path) = given("--plans") {
        std::fs::write(path, kept).expect("the plans can be written");
    }
}

async fn one(db: &Db, customers: u32, streams: usize) -> Figures {
    let app = an_app(db.clone());
    let plan = seed::Plan { customers, word: 1, now: app.clock.now() };
    let begun = now();
    seed::fill(db, plan).await.expect("it is filled");
    let filled = begun.elapsed();
    let all = Scope::All;
    let draft = Draft {
        name: "Regente".to_owned(),
        role: Role::Supervisor,
        creditors: all.clone(),
        sectors: all,
    };
    let made = manage::add_with(&app, CONSOLE, (LOGIN, draft), Some(PASSWORD)).await;
    made.expect("the database answers").expect("a good person");
    let (end, ended) = watch::channel(false);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    let router = router::desk(Site::new(app, ended));
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let cookie = enter(&base).await;
    let pages = pages(&base, &cookie).await;
    let (told, lost) = streams::measure(db, (&base, &cookie), streams).await;
    let _ = end.send(true);
    server.abort();
    let engine = if db.engine() == "sqlite" { "SQLite" } else { "PostgreSQL" };
    Figures { engine, customers, filled, pages, streams, told, lost }
}

fn an_app(db: Db) -> App {
    let source =
        |path: &str| Source::new(path, std::fs::read_to_string(path).expect("the file is there"));
    let catalog = Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good");
    let policies = vec![source("policies/standard.toml")];
    let conduct = ForbiddenWords::parse(&source("policies/conduct.toml"));
    let conduct = Arc::new(conduct.expect("our words are good"));
    let shelf = Shelf::load(source("flows/negotiation.toml"), policies).expect("they are good");
    App {
        db,
        clock: Clock::System,
        calendar: Arc::new(Calendar::brazil()),
        reader: Arc::new(Reader::train(&shipped()).expect("our words are good")).into(),
        editions: Edition { conduct, ..Edition::of_parts(catalog.into(), shelf) }.into(),
        desk: combinado::domain::dialogue::facts::DeskHours::default(),
        signals: combinado::app::signals::Signals::default(),
        door: combinado::app::door::Door::default(),
        meter: combinado::meter::Meter::default(),
        simulating: combinado::app::tuning::impact::Turns::default(),
    }
}

/// Signs in; answers the cookie.
async fn enter(base: &str) -> String {
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
    let body = format!("login={LOGIN}&password={}", PASSWORD.replace(' ', "+"));
    let request = browser
        .expect("a client")
        .post(format!("{base}/entrar"))
        .header("accept", "text/html")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body);
    let answer = request.send().await.expect("an answer");
    let cookie = answer.headers().get("set-cookie").expect("a cookie").to_str().expect("a text");
    cookie.split(';').next().expect("a pair").to_owned()
}

async fn pages(base: &str, cookie: &str) -> Vec<(&'static str, Duration, Duration, usize)> {
    let browser = reqwest::Client::new();
    let mut measured = Vec::new();
    for (path, times) in PAGES {
        let (mut took, mut size) = (Vec::new(), 0);
        // The first is not counted: it prepares statements.
        for time in 0..=times {
            let begun = now();
            let request = browser.get(format!("{base}{path}")).header("accept", "text/html");
            let answer = request.header("cookie", cookie).send().await.expect("an answer");
            assert_eq!(answer.status().as_u16(), 200, "{path}");
            size = answer.bytes().await.expect("a body").len();
            if time > 0 {
                took.push(begun.elapsed());
            }
        }
        took.sort_unstable();
        measured.push((path, at(&took, 50), at(&took, 100), size));
    }
    measured
}

/// The value that so many in a hundred are not above.
fn at(sorted: &[Duration], percent: usize) -> Duration {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the time that passes")]
fn now() -> Instant {
    Instant::now()
}
