//! `combinado release`: what served, what serves, and what serves next.

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use serde_json::json;

use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use super::trying::WITH;
use crate::app::App;
use crate::app::people::{CONSOLE, manage};
use crate::app::tuning::publish::{self, Publishing};
use crate::app::tuning::{Error, Refused, drafts, releases};
use crate::clock::Clock;
use crate::domain::access::{Role, Scope, Who};
use crate::domain::content::diff::{Change, How};
use crate::domain::content::release::{Moves, Release, Verdict};
use crate::domain::dialogue::text::{self, Value};
use crate::text::problems;

/// Shows and changes what serves.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  combinado release list\n  combinado release show 3 --json\n  \
    combinado release publish 4f2c… --moves safe --as ana@loja.example\n  \
    combinado release rollback 2 --reason 'A abertura nova confunde'"
)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
enum Action {
    /// List releases, the newest first; a star marks the one that serves.
    List {
        /// Write one JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Show a release and what it changes.
    Show {
        /// Its number.
        number: i64,
        /// Write one JSON object.
        #[arg(long)]
        json: bool,
    },
    /// Have a draft serve that somebody else let pass.
    Publish {
        /// The draft's id.
        draft: String,
        /// What becomes of conversations under way.
        #[arg(long, value_enum, default_value = "finish")]
        moves: Moving,
        #[command(flatten)]
        actor: Actor,
    },
    /// Have an older release serve again, under a new number.
    Rollback {
        /// The number of the older one.
        number: i64,
        /// Why.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// What becomes of conversations under way.
        #[arg(long, value_enum, default_value = "finish")]
        moves: Moving,
        #[command(flatten)]
        actor: Actor,
    },
}

/// What becomes of conversations under way, as it is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Moving {
    /// They finish on the release they are on.
    Finish,
    /// They come over at safe steps.
    Safe,
}

impl From<Moving> for Moves {
    fn from(moving: Moving) -> Self {
        match moving {
            Moving::Finish => Self::Finish,
            Moving::Safe => Self::Safe,
        }
    }
}

/// Who acts, where somebody says who they are.
#[derive(Debug, ClapArgs)]
pub struct Actor {
    /// Act as this person, by the name they sign in with: the draft and the log name them.
    #[arg(long = "as", value_name = "LOGIN")]
    login: Option<String>,
}

impl Actor {
    /// Who that is; the machine itself where nobody is named.
    ///
    /// # Errors
    /// Where there is nobody of that name who may sign in, or the database refuses.
    pub(super) async fn who(&self, app: &App, kit: &Kit) -> Result<Who, Failure> {
        let Some(login) = &self.login else { return Ok(console()) };
        let found = manage::by_login(app, login).await?;
        let found = found.filter(|person| person.disabled_at.is_none()).map(|person| person.who);
        found.ok_or_else(|| Failure::Input(kit.tell("cli-release-nobody", &[("login", login)])))
    }
}

/// Who acts from the machine itself: the log tells so.
pub(super) fn console() -> Who {
    Who {
        id: CONSOLE.to_owned(),
        name: CONSOLE.to_owned(),
        role: Role::Admin,
        creditors: Scope::All,
        sectors: Scope::All,
    }
}

/// The configured database with the release that serves.
///
/// # Errors
/// Where none serves yet, it cannot be compiled, or the database cannot be used.
pub(super) async fn open(kit: &Kit) -> Result<App, Failure> {
    let app = kit.app(kit.database().await?, Clock::System);
    if releases::serves(&app).await?.is_none() {
        return Err(Failure::Input(kit.tell("cli-release-none", &[])));
    }
    app.editions.refresh(&app.db).await?;
    Ok(app)
}

/// What was asked for, or why not in words.
pub(super) fn asked<T>(kit: &Kit, done: Result<T, Error>) -> Result<T, Failure> {
    done.map_err(|error| match error {
        Error::App(error) => error.into(),
        Error::Refused(Refused::Problems { problems: found }) => {
            let lines: Vec<String> =
                found.iter().map(|problem| problems::line(&kit.words, problem)).collect();
            Failure::Input(lines.join("\n"))
        }
        Error::Refused(Refused::Conflicts { paths }) => Failure::Input(paths.join("\n")),
        Error::Refused(why) => {
            let key = format!("web-tuning-refused-{}", why.as_str());
            Failure::Input(kit.tell(&key, &[]))
        }
    })
}

/// Does what was asked, in the configured database.
///
/// # Errors
/// When it is refused, or the database cannot be used.
pub async fn run(arguments: &Args, kit: &Kit) -> Result<Exit, Failure> {
    let app = open(kit).await?;
    let exit = act(&arguments.action, kit, &app).await;
    app.db.close().await;
    exit
}

async fn act(action: &Action, kit: &Kit, app: &App) -> Result<Exit, Failure> {
    match action {
        Action::List { json } => list(app, kit, *json).await,
        Action::Show { number, json } => show(app, kit, (*number, *json)).await,
        Action::Publish { draft, moves, actor } => {
            let who = actor.who(app, kit).await?;
            let read = asked(kit, drafts::read(app, &who, draft).await)?;
            learn(app).await?;
            let (version, moves) = (read.draft.version, (*moves).into());
            let of = Publishing { draft, version, moves };
            let number = asked(kit, publish::publish(app, &who, of, WITH).await)?;
            let (release, _) = asked(kit, releases::read(app, &who, number).await)?;
            tests(kit, release.tests);
            serves(kit, number)
        }
        Action::Rollback { number, reason, moves, actor } => {
            let who = actor.who(app, kit).await?;
            let to = (*number, reason.as_str(), (*moves).into());
            serves(kit, asked(kit, publish::roll_back(app, &who, to).await)?)
        }
    }
}

/// Has the reader learn what serves teaches, by which tests are played.
async fn learn(app: &App) -> Result<(), Failure> {
    let (editions, ear) = (app.editions.clone(), app.reader.clone());
    let learnt = tokio::task::spawn_blocking(move || editions.learn(&ear)).await?;
    learnt.map_err(|found| {
        anyhow::anyhow!("could not learn what serves: {} problems", found.len())
    })?;
    Ok(())
}

/// Tells how the tests of a release went, where there are any.
fn tests(kit: &Kit, tests: Verdict) {
    if tests.looked > 0 {
        let same = tests.looked.saturating_sub(tests.problems);
        let counts =
            [("count", tests.looked), ("same", same), ("otherwise", tests.problems), ("left", 0)];
        let counts = counts.map(|(name, count)| {
            (name.to_owned(), Value::Count(i64::try_from(count).unwrap_or(i64::MAX)))
        });
        let told = kit.words.render("web-tuning-test-result", &text::Args::from(counts));
        eprintln!("{}", told.unwrap_or_default());
    }
}

fn serves(kit: &Kit, number: i64) -> Result<Exit, Failure> {
    writeln!(std::io::stdout(), "{number}")?;
    eprintln!("{}", kit.tell("cli-release-serves", &[("number", &number.to_string())]));
    Ok(Exit::Done)
}

async fn list(app: &App, kit: &Kit, as_json: bool) -> Result<Exit, Failure> {
    let (live, logins) = (app.live().number, logins(app).await?);
    let mut out = std::io::stdout().lock();
    let mut below = None;
    loop {
        let page = asked(kit, releases::list(app, &console(), below).await)?;
        let Some(last) = page.last() else { return Ok(Exit::Done) };
        below = Some(last.number);
        for release in &page {
            if as_json {
                writeln!(out, "{}", object(release, live))?;
            } else {
                writeln!(out, "{}", row(release, live, &logins))?;
            }
        }
    }
}

async fn show(app: &App, kit: &Kit, (number, json): (i64, bool)) -> Result<Exit, Failure> {
    let (release, _) = asked(kit, releases::read(app, &console(), number).await)?;
    let live = app.live().number;
    let mut out = std::io::stdout().lock();
    if json {
        let mut told = object(&release, live);
        if let Some(told) = told.as_object_mut() {
            told.insert("changes".to_owned(), json!(release.changes));
        }
        writeln!(out, "{told}")?;
        return Ok(Exit::Done);
    }
    writeln!(out, "{}", row(&release, live, &logins(app).await?))?;
    for change in &release.changes.files {
        writeln!(out, "{}", line(change))?;
        for item in &change.items {
            writeln!(out, "    {} {}", sign(item.how()), item.name)?;
        }
    }
    Ok(Exit::Done)
}

/// A file that changes, in a line.
pub(super) fn line(change: &Change) -> String {
    let Change { path, how, added, removed, .. } = change;
    format!("  {} {path}  +{added} -{removed}", sign(*how))
}

const fn sign(how: How) -> char {
    match how {
        How::Added => '+',
        How::Removed => '-',
        How::Changed => '~',
    }
}

/// How people sign in, by their ids.
async fn logins(app: &App) -> Result<BTreeMap<String, String>, Failure> {
    let people = manage::all(app).await.map_err(Error::from)?;
    Ok(people.into_iter().map(|it| (it.who.id, it.login)).collect())
}

fn row(release: &Release, live: i64, logins: &BTreeMap<String, String>) -> String {
    let Release { number, author, reviewer, reason, published_at, restores, .. } = release;
    // Whoever is nobody of the desk, as the console, stands as they are.
    let login = |id: &String| logins.get(id).unwrap_or(id).clone();
    let (author, reviewer) = (login(author), reviewer.as_ref().map(login));
    let mark = if *number == live { "*" } else { " " };
    let day = published_at.format("%Y-%m-%dT%H:%MZ");
    let reviewer = reviewer.as_deref().unwrap_or("-");
    let again = restores.map(|old| format!("\t= {old}")).unwrap_or_default();
    format!("{mark} {number}\t{day}\t{author}\t{reviewer}\t{reason}{again}")
}

fn object(release: &Release, live: i64) -> serde_json::Value {
    json!({
        "number": release.number, "serves": release.number == live, "base": release.base,
        "restores": release.restores, "draft": release.draft, "title": release.title,
        "author": release.author, "reviewer": release.reviewer, "reason": release.reason,
        "moves": release.moves, "hash": release.hash, "checks": release.checks,
        "tests": release.tests, "made_at": release.made_at,
        "published_at": release.published_at,
    })
}
