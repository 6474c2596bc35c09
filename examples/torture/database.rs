//! The databases of the exam: a file, or a PostgreSQL of its own in a temporary folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use sqlx::{AssertSqlSafe, PgPool, Row, SqlitePool};

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl Kind {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// A database that outlives the servers which work on it.
pub struct Database {
    /// Which one.
    pub kind: Kind,
    /// Its address, as the settings have it.
    pub url: String,
    folder: PathBuf,
    rows: Option<Rows>,
}

enum Rows {
    Lite(SqlitePool),
    Pg(PgPool),
}

/// One row, every column as text.
pub type Line = Vec<Option<String>>;

impl Database {
    /// Makes an empty one below a folder.
    pub fn create(kind: Kind, folder: &Path) -> Result<Self> {
        let folder = folder.to_owned();
        let url = match kind {
            Kind::Sqlite => folder.join("exam.db").display().to_string(),
            Kind::Postgres => {
                let home = folder.join("pg");
                std::fs::create_dir(&home)?;
                let cluster = Cluster { home };
                cluster.init()?;
                cluster.start()?;
                cluster
                    .run("createdb", &["-h", &cluster.home(), "-U", "combinado", "combinado"])?;
                format!("postgres://combinado@localhost/combinado?host={}", cluster.home())
            }
        };
        Ok(Self { kind, url, folder, rows: None })
    }

    /// The cluster, where there is one.
    pub fn cluster(&self) -> Option<Cluster> {
        (self.kind == Kind::Postgres).then(|| Cluster { home: self.folder.join("pg") })
    }

    /// Asks; every column must be text.
    pub async fn ask(&mut self, sql: &str) -> Result<Vec<Line>> {
        if self.rows.is_none() {
            self.rows = Some(match self.kind {
                Kind::Sqlite => Rows::Lite(SqlitePool::connect(&self.url).await?),
                Kind::Postgres => Rows::Pg(PgPool::connect(&self.url).await?),
            });
        }
        let sql = AssertSqlSafe(sql.to_owned());
        match &self.rows {
            Some(Rows::Lite(pool)) => {
                let rows = sqlx::query(sql).fetch_all(pool).await?;
                let line = |row: &sqlx::sqlite::SqliteRow| {
                    (0..row.len()).map(|at| row.try_get(at).context("a column")).collect()
                };
                rows.iter().map(line).collect()
            }
            Some(Rows::Pg(pool)) => {
                let rows = sqlx::query(sql).fetch_all(pool).await?;
                let line = |row: &sqlx::postgres::PgRow| {
                    (0..row.len()).map(|at| row.try_get(at).context("a column")).collect()
                };
                rows.iter().map(line).collect()
            }
            None => bail!("the database is open by now"),
        }
    }

    /// Asks for one number.
    pub async fn count(&mut self, sql: &str) -> Result<i64> {
        let asked = format!("select cast(({sql}) as text)");
        let rows = self.ask(&asked).await?;
        let first = rows.first().and_then(|row| row.first()).and_then(Option::as_ref);
        first.context("a count")?.parse().context("a number")
    }

    /// A column that holds a moment, as text that can be read.
    pub fn moment(&self, column: &str) -> String {
        match self.kind {
            Kind::Sqlite => column.to_owned(),
            Kind::Postgres => {
                format!("to_char({column} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")
            }
        }
    }

    /// Lets go of it, so that it may be stopped or replaced.
    pub async fn close(&mut self) {
        match self.rows.take() {
            Some(Rows::Lite(pool)) => pool.close().await,
            Some(Rows::Pg(pool)) => pool.close().await,
            None => {}
        }
    }

    /// What is wrong with its pages, as it says itself.
    ///
    /// A file is opened anew for it: a connection that checked once keeps the shape of the full-text
    /// index as it was then, and calls what others wrote since a corruption.
    pub async fn integrity(&mut self) -> Result<String> {
        match self.cluster() {
            None => {
                self.close().await;
                let rows = self.ask("pragma integrity_check").await?;
                let words: Vec<String> = rows.into_iter().flatten().flatten().collect();
                Ok(words.join("; "))
            }
            Some(cluster) => cluster.amcheck(),
        }
    }
}

/// A PostgreSQL of our own: a socket in a folder, no port.
pub struct Cluster {
    home: PathBuf,
}

impl Cluster {
    fn home(&self) -> String {
        self.home.display().to_string()
    }

    fn data(&self) -> String {
        self.home.join("data").display().to_string()
    }

    fn init(&self) -> Result<()> {
        if is_root() {
            for folder in self.home.ancestors().take(2) {
                let folder = folder.display().to_string();
                run(Command::new("chmod").args(["755", &folder]))?;
            }
            run(Command::new("chown").args(["postgres", &self.home()]))?;
        }
        let data = self.data();
        let options =
            ["-U", "combinado", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"];
        self.run("initdb", &[&["-D", data.as_str()], &options[..]].concat())?;
        let settings = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nmax_connections = 100\n",
            self.home()
        );
        let path = self.home.join("data/postgresql.conf");
        let before = std::fs::read_to_string(&path)?;
        std::fs::write(&path, format!("{before}{settings}"))?;
        Ok(())
    }

    /// Starts it.
    pub fn start(&self) -> Result<()> {
        let log = self.home.join("log").display().to_string();
        self.run("pg_ctl", &["-D", &self.data(), "-l", &log, "-w", "-t", "60", "start"])
    }

    /// Stops it as a failing machine would.
    pub fn stop(&self) -> Result<()> {
        self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-w", "stop"])
    }

    /// Restarts it as a failing machine would.
    pub fn restart(&self) -> Result<()> {
        self.stop()?;
        self.start()
    }

    fn amcheck(&self) -> Result<String> {
        let checked = self.command(
            "pg_amcheck",
            &["-h", &self.home(), "-U", "combinado", "-d", "combinado", "--install-missing"],
        );
        let output = checked?.output()?;
        Ok(if output.status.success() {
            "ok".to_owned()
        } else {
            String::from_utf8_lossy(&output.stderr).into_owned()
        })
    }

    fn run(&self, program: &str, options: &[&str]) -> Result<()> {
        run(&mut self.command(program, options)?).with_context(|| program.to_owned())
    }

    fn command(&self, program: &str, options: &[&str]) -> Result<Command> {
        let program = bin()?.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.args(options).current_dir(&self.home);
        Ok(command)
    }
}

fn run(command: &mut Command) -> Result<()> {
    // A server that stays behind must not hold our output open.
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if status.success() { Ok(()) } else { bail!("{command:?} ended with {status}") }
}

fn bin() -> Result<PathBuf> {
    let versions =
        std::fs::read_dir("/usr/lib/postgresql").context("no PostgreSQL is installed")?;
    let mut bins: Vec<PathBuf> = versions.flatten().map(|it| it.path().join("bin")).collect();
    bins.retain(|bin| bin.join("initdb").exists());
    bins.sort();
    bins.pop().context("no PostgreSQL is installed")
}

fn is_root() -> bool {
    let asked = Command::new("id").arg("-u").output();
    asked.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}
