//! A database of a test's own: a file, or a schema of a server.

use std::sync::atomic::{AtomicU32, Ordering};

use combinado::store::Db;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that goes away with its test.
pub enum Database {
    /// A file in a folder of its own.
    File(TempDir),
    /// A schema of a server.
    Schema {
        /// The server.
        server: String,
        /// The schema.
        name: String,
    },
}

impl Database {
    /// Creates one, on whichever engine the tests run.
    #[expect(clippy::disallowed_methods, reason = "a test asks how it is run")]
    pub async fn create() -> Self {
        let Ok(server) = std::env::var("COMBINADO_TEST_POSTGRES") else {
            return Self::File(tempfile::tempdir().expect("a folder can be made"));
        };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("t{}_{number}", std::process::id());
        run(&server, format!("create schema {name}")).await;
        Self::Schema { server, name }
    }

    /// Its address, as a user would give it.
    pub fn address(&self) -> String {
        match self {
            Self::File(folder) => folder.path().join("test.sqlite").display().to_string(),
            Self::Schema { server, name } => {
                let more = if server.contains('?') { '&' } else { '?' };
                format!("{server}{more}options[search_path]={name}")
            }
        }
    }

    /// Opens it.
    pub async fn open(&self) -> Db {
        Db::open(&self.address()).await.expect("the database opens")
    }

    /// How many entries wait in both queues; for `Drop`, where nothing can be awaited.
    pub fn left(&self) -> (i64, i64) {
        let address = self.address();
        apart(async move {
            let db = Db::open(&address).await.expect("the database opens again");
            let left = super::waiting(&db).await;
            db.close().await;
            left
        })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Self::Schema { server, name } = self {
            let (server, name) = (server.clone(), name.clone());
            apart(async move { run(&server, format!("drop schema {name} cascade")).await });
        }
    }
}

async fn run(server: &str, sql: String) {
    let mut connection = PgConnection::connect(server).await.expect("the server answers");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.expect("it does");
}

/// Awaits something on a thread of its own.
fn apart<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(work)
    })
    .join()
    .expect("the work ends")
}
