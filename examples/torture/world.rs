//! Everything that an exam happens in: a database, the program, the fake, the customers.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::net::TcpListener;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use combinado::clock::{Clock, Stopwatch};
use combinado::fake::courier::Patience;
use combinado::fake::faults::Chance;
use combinado::fake::whatsapp::{Fake, Ladder, Settings};
use tempfile::TempDir;

use crate::checker;
use crate::database::{Database, Kind};
use crate::portfolio;
use crate::server::{self, Server};

/// The app's secret; a canary as well.
pub const SECRET: &str = "canary-app-secret-5f1c";

/// The bearer token; a canary as well.
pub const TOKEN: &str = "canary-bearer-token-77aa";

/// The account by which everything goes.
pub const ACCOUNT: &str = "whatsapp/200000000000002";

/// What an exam's question came to.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    counts: String,
    wrong: Vec<String>,
}

impl Outcome {
    /// Tells a count.
    pub fn tell(&mut self, words: &str) {
        let between = if self.counts.is_empty() { "" } else { ", " };
        let _ = write!(self.counts, "{between}{words}");
    }

    /// Something must hold; else it is told what did not.
    pub fn must(&mut self, holds: bool, words: &str) {
        if !holds {
            self.wrong.push(words.to_owned());
        }
    }

    /// What the checker found counts, too.
    pub fn and(&mut self, findings: Vec<String>) {
        self.wrong.extend(findings);
    }

    /// True where nothing was wrong.
    pub fn is_good(&self) -> bool {
        self.wrong.is_empty()
    }

    /// Counts, then what was wrong.
    pub fn words(&self) -> String {
        if self.is_good() {
            self.counts.clone()
        } else {
            format!("{}; {}", self.counts, self.wrong.join("; "))
        }
    }
}

/// Where an exam happens.
pub struct World {
    /// Which database.
    pub kind: Kind,
    /// The database itself.
    pub database: Database,
    /// The provider.
    pub fake: Fake,
    /// The instances; one on a file, two on a server.
    pub servers: Vec<Server>,
    /// Where senders post now.
    pub targets: Targets,
    /// The ids of messages that were answered 200.
    pub acked: Arc<Mutex<BTreeSet<String>>>,
    /// True for the short form.
    pub quick: bool,
    /// Everything by chance.
    pub chance: Chance,
    folder: TempDir,
    customers: usize,
    next: usize,
    /// What the checker found after the last question.
    found: Vec<String>,
}

/// Where senders post; clones share it.
#[derive(Clone, Default)]
pub struct Targets(Arc<Mutex<Vec<String>>>);

impl Targets {
    /// Posts go to these from now on.
    pub fn set(&self, bases: Vec<String>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = bases;
    }

    /// One of them.
    pub fn pick(&self, number: u64) -> Option<String> {
        let bases = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = u64::try_from(bases.len()).ok().filter(|count| *count > 0)?;
        usize::try_from(number % count).ok().and_then(|at| bases.get(at).cloned())
    }
}

impl World {
    /// Makes one, with every customer imported and every instance ready.
    pub async fn begin(kind: Kind, quick: bool, seed: u64) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("combinado-exam.").tempdir()?;
        Self::begin_in(folder, kind, quick, seed).await
    }

    /// Makes one in a folder.
    pub async fn begin_in(folder: TempDir, kind: Kind, quick: bool, seed: u64) -> Result<Self> {
        let database = Database::create(kind, folder.path())?;
        let fake = Fake::start(provider(), Clock::System).await?;
        let instances = if kind == Kind::Postgres { 2 } else { 1 };
        let mut servers = Vec::new();
        for _ in 0..instances {
            servers.push(Server::new(folder.path(), free_port()?));
        }
        let customers = if quick { 1200 } else { 8000 };
        let mut world = Self {
            kind,
            database,
            fake,
            servers,
            targets: Targets::default(),
            acked: Arc::default(),
            quick,
            chance: Chance(seed),
            folder,
            customers,
            next: 0,
            found: Vec::new(),
        };
        world.import()?;
        for server in &mut world.servers {
            server.start()?;
        }
        world.aim_everywhere()?;
        Ok(world)
    }

    fn import(&self) -> Result<()> {
        let home = self.folder.path();
        let today = Clock::System.now().date_naive();
        std::fs::write(home.join("portfolio.csv"), portfolio::csv(self.customers, today)?)?;
        std::fs::copy("examples/creditors.toml", home.join("creditors.toml"))?;
        let (url, base) = (&self.database.url, self.fake.base());
        let settings = format!(
            "database = \"{url}\"\n[[whatsapp]]\ncreditor = \"aurora\"\n\
             phone_number_id = \"200000000000002\"\nbusiness_account_id = \"100000000000001\"\n\
             token = \"{TOKEN}\"\napp_secret = \"{SECRET}\"\nverify_token = \"canary-verify-0c\"\n\
             per_second = 1000\nbase_url = \"{base}\"\n"
        );
        std::fs::write(home.join("combinado.toml"), settings)?;
        let (status, words) =
            server::command(home, &["import", "--creditors", "creditors.toml", "portfolio.csv"])?;
        if !status.success() {
            bail!("the import failed: {words}");
        }
        Ok(())
    }

    /// Customers there are.
    pub const fn customers(&self) -> usize {
        self.customers
    }

    /// How long the first instance took to be ready.
    pub fn first_ready_ms(&self) -> u128 {
        self.servers.first().map_or(0, |server| server.ready_after.as_millis())
    }

    /// So many customers that nobody used yet.
    pub fn some(&mut self, count: usize) -> Result<std::ops::Range<usize>> {
        let range = self.next..self.next + count;
        self.next += count;
        if self.next > self.customers {
            bail!("there are only {} customers", self.customers);
        }
        Ok(range)
    }

    /// A number of this form, or of the short one.
    pub const fn or_quick<T: Copy>(&self, whole: T, quick: T) -> T {
        if self.quick { quick } else { whole }
    }

    /// The provider posts to the first instance, senders to all.
    pub fn aim_everywhere(&self) -> Result<()> {
        let first = self.servers.first().context("there is an instance")?;
        self.fake.aim(&format!("{}/webhooks/whatsapp", first.base()))?;
        self.targets.set(self.servers.iter().map(Server::base).collect());
        Ok(())
    }

    /// Everything is started again, as after an accident.
    pub async fn start_again(&mut self) -> Result<()> {
        self.fake.faults().clear();
        if let Some(cluster) = self.database.cluster()
            && self.database.ask("select '1'").await.is_err()
        {
            let _ = cluster.restart();
        }
        for server in &mut self.servers {
            server.kill()?;
            server.start()?;
        }
        self.aim_everywhere()
    }

    /// Waits until nothing waits: neither what came nor what must go.
    pub async fn drained(&mut self, within: Duration) -> Result<Option<Duration>> {
        let watch = Stopwatch::start();
        while watch.elapsed() < within {
            let waiting = self
                .database
                .count(
                    "select (select count(*) from inbox where status = 'waiting') \
                     + (select count(*) from outbox where status = 'waiting')",
                )
                .await;
            if waiting.is_ok_and(|waiting| waiting == 0) {
                return Ok(Some(watch.elapsed()));
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        Ok(None)
    }

    /// Waits until all is done, then checks everything that must always hold.
    pub async fn checked(&mut self, outcome: &mut Outcome, within: Duration) -> Result<()> {
        match self.drained(within).await? {
            Some(took) => outcome.tell(&format!("drained after {} s", took.as_secs())),
            None => outcome.must(false, &format!("I8: still waiting after {} s", within.as_secs())),
        }
        let findings = checker::check(self).await?;
        // What an earlier question left wrong is told once.
        outcome.and(findings.iter().filter(|it| !self.found.contains(*it)).cloned().collect());
        self.found = findings;
        Ok(())
    }

    /// Runs a command of the program beside the servers.
    pub fn command(&self, arguments: &[&str]) -> Result<(bool, String)> {
        let (status, words) = server::command(self.folder.path(), arguments)?;
        Ok((status.success(), words))
    }

    /// Everything that every instance wrote.
    pub fn logs(&self) -> String {
        let logs =
            self.servers.iter().map(|server| std::fs::read(server.log()).unwrap_or_default());
        logs.map(|log| String::from_utf8_lossy(&log).into_owned()).collect()
    }

    /// Ends it; the folder stays where it is wanted.
    pub async fn end(mut self, keep: bool) {
        self.servers.clear();
        self.database.close().await;
        if let Some(cluster) = self.database.cluster() {
            let _ = cluster.stop();
        }
        if keep {
            println!("kept {}", self.folder.keep().display());
        }
    }
}

fn provider() -> Settings {
    Settings {
        secret: SECRET.to_owned(),
        token: TOKEN.to_owned(),
        verify_token: "canary-verify-0c".to_owned(),
        ladder: Ladder {
            sent: Some(Duration::ZERO),
            delivered: Some(Duration::from_millis(20)),
            read: None,
        },
        batch: 50,
        patience: Patience { answer: Duration::from_secs(5), ..Patience::default() },
        ..Settings::default()
    }
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
