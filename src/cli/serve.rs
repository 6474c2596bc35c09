//! Serves the real thing: webhooks, and the jobs that answer them, on the configured database.
//!
//! One process does everything by default. On PostgreSQL the work may be split over several, each
//! with its roles; a SQLite file is worked by one.

use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use chrono::TimeDelta;
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;
use tokio::runtime::Builder;
use tokio::task::JoinHandle;

use super::accounts;
use super::arranged::Arranged;
use super::bridges;
use super::exit::Exit;
use super::issue;
use super::kit::{Kit, Learning, colours_on_stderr};
use super::running::{Alone, Ending, announce, is_server, to_its_end};
use super::told::Failure;
use crate::app::people::{Rules, Seal, second};
use crate::app::tuning::publish;
use crate::app::{App, people};
use crate::config::accounts::Channels;
use crate::config::desk::Desk;
use crate::domain::channel::pacing::TELEGRAM_PER_SECOND;
use crate::domain::channel::{TELEGRAM, WHATSAPP};
use crate::jobs::runner::{self, Duties};
use crate::jobs::{Crew, Simulator, bridge, polling};
use crate::store::{Db, creditor};
use crate::telemetry;
use crate::web::desk::Access;
use crate::web::desk::settings::Oidc;
use crate::web::router::{desk, router, server};
use crate::web::serve::serve;
use crate::web::site::Site;
use crate::web::webhooks::Accounts;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The address to serve on, instead of the configured one; port 0 takes any that is free.
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
    /// What this process does; everything, where nothing is said.
    #[arg(long, value_name = "ROLES", value_delimiter = ',')]
    role: Vec<Role>,
    /// Serve the demonstration's chat pages as well, where whoever comes is any customer: only on
    /// this machine, for trying.
    #[arg(long)]
    chat_pages: bool,
    #[command(flatten)]
    arranged: Arranged,
}

/// What a process may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Role {
    /// Takes in what providers post, or asks them for it.
    Web,
    /// Works what came in.
    Inbox,
    /// Sends.
    Outbox,
    /// Begins what comes due: reminders, follow-ups.
    #[value(alias = "outreach")]
    Timers,
}

impl Role {
    const ALL: [Self; 4] = [Self::Web, Self::Inbox, Self::Outbox, Self::Timers];
}

/// Serves until interrupted.
///
/// # Errors
/// The address is taken, the settings are incomplete, or the database cannot be used.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    telemetry::start(colours_on_stderr());
    arguments.arranged.arm()?;
    // Messages are taken in from the first moment on; the reader learns meanwhile.
    let (kit, learning) = Kit::load_learning()?;
    // More threads than this only cost memory: the database sets the pace.
    let threads = std::thread::available_parallelism().map_or(2, |it| it.get().clamp(2, 4));
    let runtime = Builder::new_multi_thread().worker_threads(threads).enable_all().build()?;
    let exit = runtime.block_on(run_on(&kit, learning, arguments));
    // Nobody waits for what did not end in time.
    runtime.shutdown_background();
    exit
}

async fn run_on(kit: &Kit, learning: Learning, arguments: &Arguments) -> Result<Exit, Failure> {
    let ending = Ending::listen()?;
    let roles = roles(kit, arguments)?;
    let address = arguments.listen.unwrap_or(kit.settings.listen);
    if arguments.chat_pages && !address.ip().is_loopback() {
        return Err(Failure::Input(kit.tell("cli-serve-chat-pages", &[])));
    }
    let channels = accounts::complete(kit)?;
    if channels.is_empty() && !arguments.chat_pages {
        return Err(Failure::Input(kit.tell("cli-serve-no-accounts", &[])));
    }
    let listener = listen(kit, address).await?;
    let _alone = Alone::with(kit, &kit.settings.database)?;
    let db = kit.database().await?;
    db.settle().await?;
    know(kit, &db, channels).await?;
    let app = kit.app(db, arguments.arranged.clock());
    let number = publish::start(&app).await?;
    differs(kit, &app, number);
    let learnt = learn((kit, &app), learning, ending.clone());
    let served = Served { kit, app, roles, ending, chat_pages: arguments.chat_pages };
    let exit = served.run(listener).await?;
    if learnt.is_finished() {
        learnt.await.map_err(|_| anyhow::anyhow!("the reader could not learn"))??;
    }
    eprintln!("{}", kit.tell("cli-serve-ended", &[]));
    Ok(exit)
}

/// Waits for the reader beside; where it cannot learn, the server ends.
fn learn(
    (kit, app): (&Kit, &App),
    learning: Learning,
    ending: Ending,
) -> JoinHandle<Result<(), Failure>> {
    let (words, app, began_with) = (kit.words.clone(), app.clone(), kit.edition.lesson());
    tokio::task::spawn_blocking(move || {
        learning.wait(&words).inspect_err(|_| ending.ask())?;
        app.editions.learnt(began_with, app.reader.reader());
        let learnt = app.editions.learn(&app.reader);
        learnt.map(|_| ()).map_err(|found| Failure::problems(&words, &found, &[]))
    })
}

/// Tells where the folder says something else than what serves: it is brought in by `push`.
fn differs(kit: &Kit, app: &App, number: i64) {
    let is_folder = kit.settings.content.is_some();
    if is_folder && kit.edition.files.hash() != app.live().files.hash() {
        let number = number.to_string();
        eprintln!("{}", kit.tell("cli-serve-content-differs", &[("number", &number)]));
    }
}

/// The roles that were asked for.
fn roles(kit: &Kit, arguments: &Arguments) -> Result<Vec<Role>, Failure> {
    let given = &arguments.role;
    let all = given.is_empty() || Role::ALL.iter().all(|role| given.contains(role));
    if !all && !is_server(&kit.settings.database) {
        return Err(Failure::Input(kit.tell("cli-serve-roles", &[])));
    }
    Ok(if given.is_empty() { Role::ALL.to_vec() } else { given.clone() })
}

async fn listen(kit: &Kit, address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse | ErrorKind::PermissionDenied | ErrorKind::AddrNotAvailable => {
            let address = address.to_string();
            Failure::Input(kit.tell("cli-serve-address", &[("address", &address)]))
        }
        _ => error.into(),
    })
}

/// Makes sure that every account belongs to a creditor that was imported.
async fn know(kit: &Kit, db: &Db, channels: &Channels) -> Result<(), Failure> {
    let known = creditor::all(db).await?;
    let named = channels.whatsapp.iter().map(|it| &it.creditor);
    for id in named.chain(channels.telegram.iter().map(|it| &it.creditor)) {
        if !known.iter().any(|creditor| creditor.id == *id) {
            return Err(Failure::Input(kit.tell("cli-serve-creditor", &[("id", id)])));
        }
    }
    Ok(())
}

/// Everything that is served.
struct Served<'k> {
    kit: &'k Kit,
    app: App,
    roles: Vec<Role>,
    ending: Ending,
    chat_pages: bool,
}

impl Served<'_> {
    async fn run(&self, listener: TcpListener) -> Result<Exit, Failure> {
        let (app, ended) = (&self.app, self.ending.flag());
        let simulator = Simulator::default();
        let crew = self.crew(&simulator)?;
        let duties = Duties {
            inbox: self.does(Role::Inbox),
            outbox: self.does(Role::Outbox),
            timers: self.does(Role::Timers),
        };
        let address = listener.local_addr()?.to_string();
        let access = self.access()?;
        if second::seal_all(app, &access.rules).await? > 0 {
            tracing::info!("sealed the second factors that stood readable");
        }
        if !access.rules.seal.is_set() && second::is_any(app).await? {
            tracing::warn!("second factors stand readable in the database: set desk_secret_key");
        }
        let site = Site::new(app.clone(), self.ending.flag()).with_desk(access);
        let site = site.paying(issue::PAYING);
        let news = tokio::spawn(announce(simulator, site.news.clone()));
        let router = self.router(site);
        let channels = &self.kit.settings.channels;
        let pollers =
            if self.does(Role::Web) { accounts::pollers(app, channels)? } else { Vec::new() };
        let workers =
            if self.does(Role::Outbox) { bridges::workers(self.kit, app)? } else { Vec::new() };
        let pocket = if self.does(Role::Web) { bridges::polled(self.kit)? } else { None };
        // The address is what a program waits for; the rest is for people.
        writeln!(std::io::stdout(), "http://{address}/")?;
        eprintln!("{}", self.kit.tell("cli-serve-ready", &[("address", &address)]));
        if self.does(Role::Web) && people::manage::is_nobody(app).await? {
            eprintln!("{}", self.kit.tell("cli-serve-nobody", &[]));
        }
        let work = async {
            let asking =
                pollers.into_iter().map(|it| tokio::spawn(polling::run(it, ended.clone())));
            let asking = asking.collect::<Vec<_>>();
            let asked = pocket
                .map(|way| tokio::spawn(bridge::polling::run(app.clone(), way, ended.clone())));
            let bridges: Vec<_> = workers
                .into_iter()
                .map(|it| tokio::spawn(bridge::run(it, ended.clone())))
                .collect();
            let jobs = tokio::spawn(runner::run_some(crew, duties, ended));
            let until = self.ending.asked();
            serve(listener, router, app.meter.clone(), until).await;
            for ended in asking.into_iter().chain(bridges).chain(asked).chain([jobs]) {
                if let Err(error) = ended.await {
                    tracing::error!(%error, "a job did not end well");
                }
            }
            news.abort();
            app.db.close().await;
        };
        Ok(to_its_end(&self.ending, &self.app.db, work).await)
    }

    fn does(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    fn crew(&self, simulator: &Simulator) -> Result<Crew, Failure> {
        let crew = Crew::new(self.app.clone(), Arc::new(issue::pix));
        // Talks on the pages are in the store, whether or not anybody looks.
        let crew = crew.with("web", Arc::new(simulator.clone()));
        let channels = &self.kit.settings.channels;
        let crew = accounts::deliveries(self.kit, channels)?
            .into_iter()
            .fold(crew, |crew, (name, delivery)| crew.with(&name, delivery));
        let crew = channels.whatsapp.iter().fold(crew, |crew, number| {
            crew.paced(&format!("{WHATSAPP}/{}", number.phone_number_id), number.per_second)
        });
        let crew = channels.telegram.iter().fold(crew, |crew, bot| {
            crew.paced(&format!("{TELEGRAM}/{}", bot.bot_id()), TELEGRAM_PER_SECOND)
        });
        Ok(crew.advised(self.kit.adviser(&self.app.clock)?))
    }

    fn router(&self, site: Site) -> Router {
        let settings = &self.kit.settings;
        let hooks =
            self.does(Role::Web).then(|| Accounts::new(&settings.channels).with(&settings.desks));
        let watch = (settings.metrics_token.clone(), self.does(Role::Inbox));
        let real = server(&self.app, hooks, watch);
        match (self.chat_pages, self.does(Role::Web)) {
            (true, _) => router(site).merge(real),
            (false, true) => desk(site).merge(real),
            (false, false) => real,
        }
    }

    /// How people get into the desk here.
    fn access(&self) -> Result<Access, Failure> {
        let settings = &self.kit.settings;
        let url = settings.public_url.as_deref();
        let back = url.map_or_else(|| format!("http://{}", settings.listen), str::to_owned);
        let oidc = settings.desk.oidc.clone().map(|oidc| Oidc::new(oidc, &back)).transpose()?;
        Ok(Access {
            is_encrypted: url.is_some_and(|url| url.starts_with("https://")),
            public_url: url.map(str::to_owned),
            rules: rules(&settings.desk),
            oidc,
            ..Access::default()
        })
    }
}

/// How long being signed in is good, and who needs a second factor.
fn rules(desk: &Desk) -> Rules {
    let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    Rules {
        idle: TimeDelta::minutes(whole(desk.idle_minutes)),
        longest: TimeDelta::hours(whole(desk.hours)),
        second: desk.second.clone(),
        seal: desk.secret_key.as_ref().map(|key| Seal::new(key.expose())).unwrap_or_default(),
    }
}
