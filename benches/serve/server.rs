//! The real binary on a database of its own, beside a fake Cloud API in this process.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sqlx::postgres::PgPoolOptions;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::task::JoinHandle;

use crate::meta::{self, Ledger};
use crate::people;
use crate::wire::{self, Line};

/// Which engine it runs on.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file in a temporary folder.
    File,
    /// A PostgreSQL server with an empty database.
    Url(String),
}

/// A running server.
pub struct Server {
    /// Which engine it runs on.
    pub database: Database,
    /// How long it took from its start to its ready line.
    pub ready: Duration,
    addresses: Vec<String>,
    children: Vec<Child>,
    next: AtomicUsize,
    fake: JoinHandle<()>,
    folder: tempfile::TempDir,
}

impl Server {
    /// Imports the customers and starts.
    pub async fn start(database: Database, customers: u32, ledger: &Arc<Ledger>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let api = listener.local_addr().expect("an address");
        let ledger = ledger.clone();
        let fake =
            tokio::spawn(wire::serve(listener, Arc::new(move |_, body| ledger.answer(body))));
        people::write(folder.path(), customers, "2026-10-13").expect("a portfolio");
        let database_line = match &database {
            Database::File => "bench.sqlite".to_owned(),
            Database::Url(url) => url.clone(),
        };
        let numbers: Vec<String> = (0..meta::NUMBERS).map(|number| table(number, api)).collect();
        let settings = format!("database = \"{database_line}\"\n{}", numbers.concat());
        std::fs::write(folder.path().join("combinado.toml"), settings).expect("settings");
        let imported = command(&folder)
            .args(["import", "--creditors", "creditors.toml", "portfolio.csv"])
            .status()
            .await;
        assert!(imported.is_ok_and(|status| status.success()), "the portfolio is imported");
        let mut server = Self {
            database,
            ready: Duration::ZERO,
            addresses: Vec::new(),
            children: Vec::new(),
            next: AtomicUsize::new(0),
            fake,
            folder,
        };
        server.ready = server.join().await;
        server
    }

    /// Starts one more instance on the same database; answers how long it took.
    pub async fn join(&mut self) -> Duration {
        let begun = now();
        let mut child = command(&self.folder)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("it starts");
        let out = child.stdout.take().expect("it is piped");
        let mut lines = BufReader::new(out).lines();
        let ready = lines.next_line().await.expect("it tells").expect("it tells its address");
        let time = begun.elapsed();
        let address = ready
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://"))
            .expect("it tells its address")
            .trim_end_matches(|end: char| !end.is_ascii_digit())
            .to_owned();
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        self.addresses.push(address);
        self.children.push(child);
        time
    }

    /// The engine's name.
    pub const fn engine(&self) -> &'static str {
        match self.database {
            Database::File => "SQLite",
            Database::Url(_) => "PostgreSQL",
        }
    }

    /// A connection that posts; to each instance in turn.
    pub async fn line(&self) -> Line {
        let place = self.next.fetch_add(1, Ordering::Relaxed) % self.addresses.len();
        let address = self.addresses.get(place).expect("one runs");
        Line::open(address).await.expect("it answers")
    }

    /// The memory of the first instance now, in kB.
    pub fn memory(&self) -> u64 {
        self.told("status", "VmRSS:")
    }

    /// The most memory that it ever had, in kB.
    pub fn peak(&self) -> u64 {
        self.told("status", "VmHWM:")
    }

    /// Bytes that it has written so far.
    pub fn written(&self) -> u64 {
        self.told("io", "write_bytes:")
    }

    /// Processor time that every instance has used so far, in hundredths of a second.
    pub fn used(&self) -> u64 {
        let ids = self.children.iter().filter_map(Child::id);
        ids.map(|id| {
            let text = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
            let after = text.rsplit(')').next().unwrap_or_default().to_owned();
            let fields: Vec<u64> =
                after.split_whitespace().map(|it| it.parse().unwrap_or(0)).collect();
            fields.get(11).unwrap_or(&0) + fields.get(12).unwrap_or(&0)
        })
        .sum()
    }

    fn told(&self, file: &str, name: &str) -> u64 {
        let id = self.children.first().and_then(Child::id).unwrap_or_default();
        let text = std::fs::read_to_string(format!("/proc/{id}/{file}")).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|it| it.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }

    /// Ends it.
    pub async fn stop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill().await;
        }
        self.fake.abort();
    }
}

/// Makes a new database beside the one at a URL; answers its URL.
pub async fn fresh(url: &str, place: usize) -> String {
    let pool = PgPoolOptions::new().max_connections(1).connect(url).await.expect("it connects");
    let name = format!("combinado_bench_{place}");
    for text in [format!("drop database if exists {name}"), format!("create database {name}")] {
        sqlx::query(sqlx::AssertSqlSafe(text)).execute(&pool).await.expect("a database is made");
    }
    let (path, query) =
        url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
    let server = path.rsplit_once('/').map_or(path, |(server, _)| server);
    query.map_or_else(|| format!("{server}/{name}"), |query| format!("{server}/{name}?{query}"))
}

/// The settings of the number that a customer writes to.
fn table(number: u32, api: std::net::SocketAddr) -> String {
    format!(
        "\n[[whatsapp]]\ncreditor = \"{}\"\nphone_number_id = \"{}\"\n\
         token = \"ficha-de-teste\"\napp_secret = \"{}\"\nverify_token = \"verifica\"\n\
         base_url = \"http://{api}\"\nper_second = \"1000\"\n",
        people::CREDITOR,
        meta::account(number),
        meta::SECRET
    )
}

fn command(folder: &tempfile::TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.current_dir(folder.path()).env("COMBINADO_LOG", "error");
    command
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures the time that passes")]
fn now() -> Instant {
    Instant::now()
}
