//! Makes a code by which somebody of ours shows the pocket desk who they are.

use clap::Args;

use super::exit::Exit;
use super::kit::Kit;
use super::told::Failure;
use crate::app::bridge::people;
use crate::clock::Clock;
use crate::store::person;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Who it is for: as they sign in.
    #[arg(long)]
    login: String,
}

/// Makes a code and says what to do with it.
///
/// # Errors
/// There is nobody of this name, or the database cannot be used.
pub async fn run(arguments: &Arguments, kit: &Kit) -> Result<Exit, Failure> {
    let db = kit.database().await?;
    let login = arguments.login.trim().to_lowercase();
    let Some(found) = person::by_login(&db, &login).await? else {
        return Err(Failure::Input(kit.tell("cli-pocket-nobody", &[("login", &login)])));
    };
    let app = kit.app(db.clone(), Clock::System);
    let code = people::give_code(&app, &found.who.id).await?;
    db.close().await;
    println!("{code}");
    eprintln!("{}", kit.tell("cli-pocket-next", &[("code", &code), ("name", &found.who.name)]));
    Ok(Exit::Done)
}
