//! An installation with a portfolio: its folder, its database, and its use cases in this process.

use std::process::Stdio;
use std::sync::Arc;

use combinado::app::App;
use combinado::app::door::Door;
use combinado::app::edition::{Edition, Editions};
use combinado::app::signals::Signals;
use combinado::app::tuning::publish;
use combinado::clock::Clock;
use combinado::config::content;
use combinado::domain::calendar::Calendar;
use combinado::domain::content::release::Moves;
use combinado::domain::dialogue::facts::DeskHours;
use combinado::domain::understanding::{Reader, shipped};
use combinado::jobs::{Crew, Simulator};
use combinado::meter::Meter;
use combinado::store::Db;
use sqlx::postgres::PgPoolOptions;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::people;

/// Which engine it is on.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file in a temporary folder.
    File,
    /// A PostgreSQL server with an empty database.
    Url(String),
}

/// An installation.
pub struct House {
    /// All that works its queues, in this process.
    pub crew: Crew,
    folder: tempfile::TempDir,
}

/// A server of its own process.
pub struct Server {
    /// Where it answers.
    pub address: String,
    child: Child,
}

impl House {
    /// Imports so many customers into an empty database and has the first release serve.
    pub async fn build(database: Database, customers: u32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        people::write(folder.path(), customers, "2026-10-13").expect("a portfolio");
        let address = match database {
            Database::File => folder.path().join("bench.sqlite").display().to_string(),
            Database::Url(url) => url,
        };
        let settings = format!("database = \"{address}\"\n");
        std::fs::write(folder.path().join("combinado.toml"), settings).expect("settings");
        let imported = command(&folder)
            .args(["import", "--creditors", "creditors.toml", "portfolio.csv"])
            .status()
            .await;
        assert!(imported.is_ok_and(|status| status.success()), "the portfolio is imported");
        let app = an_app(Db::open(&address).await.expect("the database opens"));
        publish::start(&app).await.expect("a release serves");
        let issue =
            Arc::new(|charge: &_, creditor: &_| combinado::cli::issue::pix(charge, creditor));
        let crew = Crew::new(app, issue).with("web", Arc::new(Simulator::default()));
        Self { crew, folder }
    }

    /// The engine's name.
    pub fn engine(&self) -> &'static str {
        if self.crew.app.db.engine() == "sqlite" { "SQLite" } else { "PostgreSQL" }
    }

    /// Starts an instance with the desk and the web chat.
    pub async fn serve(&self) -> Server {
        let mut child = command(&self.folder)
            .args(["serve", "--chat-pages", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("it starts");
        let out = child.stdout.take().expect("it is piped");
        let mut lines = BufReader::new(out).lines();
        let ready = lines.next_line().await.expect("it tells").expect("it tells its address");
        let address = ready
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .expect("it tells its address")
            .trim_end_matches(|end: char| !end.is_ascii_digit())
            .to_owned();
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Server { address, child }
    }
}

impl Server {
    /// Ends it.
    pub async fn stop(&mut self) {
        let _ = self.child.kill().await;
    }
}

/// Makes a new database beside the one at a URL; answers its URL.
pub async fn fresh(url: &str) -> String {
    let pool = PgPoolOptions::new().max_connections(1).connect(url).await.expect("it connects");
    let name = "combinado_bench_tuning";
    for text in [format!("drop database if exists {name}"), format!("create database {name}")] {
        sqlx::query(sqlx::AssertSqlSafe(text)).execute(&pool).await.expect("a database is made");
    }
    let (path, query) =
        url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let server = path.rsplit_once('/').map_or(path, |(server, _)| server);
    query.map_or_else(|| format!("{server}/{name}"), |query| format!("{server}/{name}?{query}"))
}

fn an_app(db: Db) -> App {
    let own = content::own();
    let edition = Edition::compile((1, Moves::Finish), &own, &own).expect("our content is good");
    let reader = Arc::new(Reader::train(&shipped()).expect("our words are good"));
    let lesson = edition.lesson();
    let editions = Editions::new(edition, own);
    editions.learnt(lesson, reader.clone());
    App {
        simulating: combinado::app::tuning::impact::Turns::default(),
        db,
        clock: Clock::System,
        calendar: Arc::new(Calendar::brazil()),
        reader: reader.into(),
        editions,
        desk: DeskHours::default(),
        signals: Signals::default(),
        door: Door::default(),
        meter: Meter::default(),
    }
}

fn command(folder: &tempfile::TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.current_dir(folder.path()).env("COMBINADO_LOG", "error");
    command
}
