//! Serves the example portfolio: pages and jobs in one process, on an embedded database.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;
use tokio::runtime::Builder;

use super::exit::Exit;
use super::issue;
use super::kit::{Kit, colours_on_stderr};
use super::lessons;
use super::running::{Alone, Ending, announce, to_its_end};
use super::told::Failure;
use crate::app::import::{self, Keep};
use crate::app::people::{Rules, Seal};
use crate::app::tuning::publish;
use crate::app::{App, people};
use crate::clock::Clock;
use crate::config;
use crate::hints::Adviser;
use crate::jobs::{Crew, Simulator, runner};
use crate::store::Db;
use crate::telemetry;
use crate::text::Catalog;
use crate::web::desk::Access;
use crate::web::health;
use crate::web::router::router;
use crate::web::serve::serve;
use crate::web::site::Site;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The port to serve on; 0 takes any that is free.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where the demonstration keeps its data.
    #[arg(long, value_name = "DIR", default_value = ".combinado")]
    data: PathBuf,
}

/// Serves until interrupted.
///
/// # Errors
/// The port is taken, or the data cannot be kept.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    telemetry::start(colours_on_stderr());
    let kit = Kit::load()?;
    let _looking = lessons::look_after(&kit)?;
    // Two threads are plenty for one machine's visitors, and each costs memory.
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let exit = runtime.block_on(run_on(&kit, arguments));
    // Nobody waits for what did not end in time.
    runtime.shutdown_background();
    exit
}

async fn run_on(kit: &Kit, arguments: &Arguments) -> Result<Exit, Failure> {
    let ending = Ending::listen()?;
    let listener = listen(kit, arguments.port).await?;
    let folder = config::data_folder(&arguments.data).map_err(|error| {
        let (folder, error) = (arguments.data.display().to_string(), error.to_string());
        Failure::Input(kit.tell("cli-demo-data", &[("folder", &folder), ("detail", &error)]))
    })?;
    let file = folder.join("demo.db").display().to_string();
    let _alone = Alone::with(kit, &file)?;
    let db = Db::open(&file).await?;
    let app = kit.app(db, Clock::shifted());
    app.editions.learnt(kit.edition.lesson(), app.reader.reader());
    publish::start(&app).await?;
    if kit.settings.content.is_some() {
        // A folder beside a demonstration is being worked on: it is what serves.
        publish::develop(&app, &kit.edition).await?;
    }
    publish::learn(&app);
    fill(&app, &kit.words).await?;
    people::demo::fill(&app).await?;
    let port = listener.local_addr()?.port().to_string();
    let folder = folder.display().to_string();
    // The address is what a program waits for; the rest is for people.
    writeln!(std::io::stdout(), "http://127.0.0.1:{port}/")?;
    let values =
        [("port", port.as_str()), ("folder", &folder), ("password", people::demo::PASSWORD)];
    eprintln!("{}", kit.tell("cli-demo-ready", &values));
    let adviser = kit.adviser(&app.clock)?;
    let rules = Rules { seal: seal(kit, &arguments.data)?, ..Rules::default() };
    let db = app.db.clone();
    let exit = to_its_end(&ending, &db, work(app, (adviser, rules), listener, &ending)).await;
    eprintln!("{}", kit.tell("cli-demo-ended", &[]));
    Ok(exit)
}

/// Runs pages and jobs until interrupted; what was begun is ended.
async fn work(
    app: App,
    (adviser, rules): (Option<Adviser>, Rules),
    listener: TcpListener,
    ending: &Ending,
) {
    let ended = ending.flag();
    let access = Access { is_demo: true, rules, ..Access::default() };
    let site = Site::new(app.clone(), ended.clone()).with_desk(access);
    let site = site.paying(issue::PAYING);
    let simulator = Simulator::default();
    let news = tokio::spawn(announce(simulator.clone(), site.news.clone()));
    let crew = Crew::new(app.clone(), Arc::new(issue::pix)).with("web", Arc::new(simulator));
    let crew = crew.advised(adviser);
    let jobs = tokio::spawn(runner::run(crew, ended));
    let watched = health::routes(app.clone(), None, true);
    let pages = router(site).merge(watched);
    serve(listener, pages, app.meter.clone(), ending.asked()).await;
    if let Err(error) = jobs.await {
        tracing::error!(%error, "the jobs did not end well");
    }
    news.abort();
    app.db.close().await;
}

/// What seals the secrets of authenticators: the key of the settings, else one that is made once and
/// kept beside the demonstration's data.
fn seal(kit: &Kit, data: &Path) -> Result<Seal, Failure> {
    if let Some(key) = &kit.settings.desk.secret_key {
        return Ok(Seal::new(key.expose()));
    }
    let key = config::kept_key(data).map_err(|error| {
        let (folder, error) = (data.display().to_string(), error.to_string());
        Failure::Input(kit.tell("cli-demo-data", &[("folder", &folder), ("detail", &error)]))
    })?;
    Ok(Seal::new(key.expose()))
}

/// Imports the example where there is nothing yet: days of an earlier import stay as they were.
async fn fill(app: &App, words: &Catalog) -> Result<(), Failure> {
    if !crate::store::creditor::all(&app.db).await?.is_empty() {
        return Ok(());
    }
    let today = app.clock.now().with_timezone(&chrono_tz::America::Sao_Paulo).date_naive();
    let portfolio =
        import::example(today).map_err(|found| Failure::problems(words, &found, &[]))?;
    import::save(&app.db, portfolio, Keep::Written, &mut |_| {}).await?;
    Ok(())
}

async fn listen(kit: &Kit, port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied => {
            let next = port.saturating_add(1).to_string();
            let values = [("port", port.to_string()), ("next", next)];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            Failure::Input(kit.tell("cli-demo-port", &values))
        }
        _ => error.into(),
    })
}
