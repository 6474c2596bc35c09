//! `combinado user`: who works at the desk, from the machine itself.
//!
//! A password is read from standard input or asked for without being shown; it is never an
//! argument, which others on the machine could see.

use std::io::{BufRead, IsTerminal, Write};

use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use serde_json::json;

use super::exit::Exit;
use super::kit::Kit;
use super::setup::ask::Asker;
use super::told::Failure;
use crate::app::App;
use crate::app::people::manage::{self, Draft, Refusal};
use crate::app::people::session::Person;
use crate::app::people::{CONSOLE, LEAST};
use crate::clock::Clock;
use crate::domain::access::{Role, Scope};

/// Makes and changes the people of the desk.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  combinado user add --login maria --name 'Maria Souza' --role admin\n  \
    printf %s \"$SENHA\" | combinado user password --login maria\n  \
    combinado user role --login maria --role agent --creditors aurora\n  \
    combinado user list --json"
)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

/// What can be done.
#[derive(Debug, Subcommand)]
enum Action {
    /// Make somebody; the password is asked for, or read from standard input.
    Add {
        #[command(flatten)]
        whom: Whom,
        /// The name that colleagues and customers see.
        #[arg(long, value_name = "NAME")]
        name: String,
        #[command(flatten)]
        what: What,
        /// Make them without a password: they come by a link from the page of users.
        #[arg(long)]
        no_password: bool,
    },
    /// List everybody.
    List {
        /// Write one JSON object a line.
        #[arg(long)]
        json: bool,
    },
    /// Give somebody another password; all their sessions end.
    Password {
        #[command(flatten)]
        whom: Whom,
    },
    /// Change what somebody is and whose cases they see; holds at once.
    Role {
        #[command(flatten)]
        whom: Whom,
        #[command(flatten)]
        what: What,
    },
    /// Let somebody sign in no more, or again.
    Disable {
        #[command(flatten)]
        whom: Whom,
        /// Let them sign in again.
        #[arg(long)]
        undo: bool,
    },
}

/// Who is meant.
#[derive(Debug, ClapArgs)]
struct Whom {
    /// How they sign in.
    #[arg(long, value_name = "LOGIN")]
    login: String,
}

/// What somebody is.
#[derive(Debug, ClapArgs)]
struct What {
    /// What they are.
    #[arg(long, value_enum)]
    role: RoleName,
    /// The creditors whose cases they see, with commas between; all where nothing is said.
    #[arg(long, value_name = "IDS", default_value = "")]
    creditors: String,
    /// The sectors whose cases they see, with commas between; all where nothing is said.
    #[arg(long, value_name = "NAMES", default_value = "")]
    sectors: String,
}

/// A role, as it is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Agent,
    Supervisor,
    Admin,
    Auditor,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Agent => Self::Agent,
            RoleName::Supervisor => Self::Supervisor,
            RoleName::Admin => Self::Admin,
            RoleName::Auditor => Self::Auditor,
        }
    }
}

impl What {
    fn draft(&self, name: String) -> Draft {
        Draft {
            name,
            role: self.role.into(),
            creditors: manage::scope(&self.creditors),
            sectors: manage::scope(&self.sectors),
        }
    }
}

/// Does what was asked, in the configured database.
///
/// # Errors
/// When it is refused, or the database cannot be used.
pub async fn run(arguments: &Args, kit: &Kit) -> Result<Exit, Failure> {
    let app = kit.app(kit.database().await?, Clock::System);
    let exit = act(&arguments.action, kit, &app).await;
    app.db.close().await;
    exit
}

async fn act(action: &Action, kit: &Kit, app: &App) -> Result<Exit, Failure> {
    match action {
        Action::Add { whom, name, what, no_password } => {
            let password = if *no_password { None } else { Some(password(kit)?) };
            let draft = what.draft(name.clone());
            let made = manage::add_with(app, CONSOLE, (&whom.login, draft), password.as_deref());
            done(kit, &made.await?, "cli-user-added", &whom.login)
        }
        Action::List { json } => list(app, *json).await,
        Action::Password { whom } => {
            let id = find(kit, app, whom).await?.who.id;
            let password = password(kit)?;
            let set = manage::set_password(app, CONSOLE, (&id, &password)).await?;
            done(kit, &set, "cli-user-password", &whom.login)
        }
        Action::Role { whom, what } => {
            let who = find(kit, app, whom).await?.who;
            let changed = manage::change(app, CONSOLE, (&who.id, what.draft(who.name))).await?;
            done(kit, &changed, "cli-user-changed", &whom.login)
        }
        Action::Disable { whom, undo } => {
            let id = find(kit, app, whom).await?.who.id;
            let key = if *undo { "cli-user-enabled" } else { "cli-user-disabled" };
            let disabled = manage::disable(app, CONSOLE, (&id, !undo)).await?;
            done(kit, &disabled, key, &whom.login)
        }
    }
}

fn done<T>(
    kit: &Kit,
    answer: &Result<T, Refusal>,
    key: &str,
    login: &str,
) -> Result<Exit, Failure> {
    match answer {
        Ok(_) => {
            eprintln!("{}", kit.tell(key, &[("login", login)]));
            Ok(Exit::Done)
        }
        Err(why) => {
            let least = LEAST.to_string();
            let values = [("code", why.as_str()), ("login", login), ("least", &least)];
            Err(Failure::Input(kit.tell("cli-user-refused", &values)))
        }
    }
}

async fn find(kit: &Kit, app: &App, whom: &Whom) -> Result<Person, Failure> {
    let found = manage::by_login(app, &whom.login).await?;
    found.ok_or_else(|| {
        let values = [("code", "unknown"), ("login", whom.login.as_str()), ("least", "")];
        Failure::Input(kit.tell("cli-user-refused", &values))
    })
}

/// A password: from whoever sits there, or from standard input where it comes from a program.
fn password(kit: &Kit) -> Result<String, Failure> {
    if std::io::stdin().is_terminal() {
        let asked = Asker::new(kit, false).secret("cli-user-ask", "COMBINADO_USER_PASSWORD")?;
        return Ok(asked.expose().to_owned());
    }
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

async fn list(app: &App, as_json: bool) -> Result<Exit, Failure> {
    let mut out = std::io::stdout();
    for person in manage::all(app).await? {
        let who = &person.who;
        let second = person.totp_at.is_some();
        if as_json {
            let line = json!({
                "login": person.login, "name": who.name, "role": who.role,
                "creditors": names(&who.creditors), "sectors": names(&who.sectors),
                "disabled_at": person.disabled_at, "second_factor": second,
                "has_password": person.password.is_some(), "made_at": person.made_at,
            });
            writeln!(out, "{line}")?;
        } else {
            let state = if person.disabled_at.is_some() { "disabled" } else { "active" };
            let (role, login) = (who.role.as_str(), &person.login);
            writeln!(out, "{login}\t{role}\t{state}\t{}", who.name)?;
        }
    }
    Ok(Exit::Done)
}

/// The names of a scope; none where it is all there is.
fn names(scope: &Scope) -> Option<Vec<&String>> {
    match scope {
        Scope::All => None,
        Scope::Only(names) => Some(names.iter().collect()),
    }
}
