//! Gives the commands that ask for it what they work with: a database, a day, words.

use tokio::runtime::Runtime;

use super::exit::Exit;
use super::kit::{Kit, colours_on_stderr};
use super::second::Second;
use super::told::Failure;
use super::{
    audit, drill, exchange, import, link, pocket, queue, release, replay, simulate, templates,
    understand, user,
};
use crate::clock::Clock;
use crate::telemetry;

/// Imports a portfolio into the configured database.
pub fn import(arguments: &import::Args) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    let today = Clock::System.now().with_timezone(&chrono_tz::America::Sao_Paulo).date_naive();
    let content = kit.settings.content.as_deref();
    let desk = import::Desk { database: &kit.settings.database, words: &kit.words, today, content };
    Ok(Runtime::new()?.block_on(import::run(arguments, &desk))?)
}

/// Reads standard input as customers' messages.
pub fn understand(arguments: &understand::Args) -> Result<Exit, Failure> {
    let (words, now) = (super::kit::own_words()?, Clock::System.now());
    let sources = Kit::lessons()?.understanding;
    if !arguments.hint {
        return understand::run(arguments, now, &words, &sources, None);
    }
    telemetry::start(colours_on_stderr());
    let kit = Kit::load()?;
    let Some(adviser) = kit.adviser(&Clock::System)? else {
        return Err(Failure::Input(kit.tell("cli-hint-off", &[])));
    };
    let second = Second::new(adviser)?;
    let exit = understand::run(arguments, now, &words, &sources, Some(&second))?;
    eprintln!("{}", second.told(&kit.words));
    Ok(exit)
}

/// Keeps, compares or hands in the templates of WhatsApp.
pub fn templates(arguments: &templates::Arguments) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    Runtime::new()?.block_on(templates::run(&kit, arguments))
}

/// Lets simulated customers meet a flow and a policy.
pub fn simulate(arguments: &simulate::Args) -> Result<Exit, Failure> {
    let kit = Kit::load()?;
    Ok(simulate::run(arguments, (&kit.words, kit.reader.reader()))?)
}

/// Shows and mends the queue of the configured database.
pub fn queue(arguments: &queue::Args) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    let now = Clock::System.now();
    Runtime::new()?.block_on(async {
        let db = kit.database().await?;
        queue::run(&db, (arguments, &kit.words), now, &mut std::io::stdout()).await
    })
}

/// Replays the configured database's log.
pub fn replay(arguments: &replay::Args) -> Result<Exit, Failure> {
    let kit = Kit::load()?;
    Runtime::new()?.block_on(async {
        let app = kit.app(kit.database().await?, Clock::System);
        match replay::run(&app, arguments, &mut std::io::stdout()).await {
            Ok(totals) if totals.different > 0 && arguments.flow.is_none() => Ok(Exit::Failed),
            Ok(_) => Ok(Exit::Done),
            Err(error) => match error.downcast::<replay::BadFlow>() {
                Ok(replay::BadFlow(found)) => Err(Failure::problems(&kit.words, &found, &[])),
                Err(error) => match error.downcast::<replay::Unknown>() {
                    Ok(replay::Unknown(id)) => {
                        Err(Failure::Input(kit.tell("cli-no-conversation", &[("id", &id)])))
                    }
                    Err(error) => Err(error.into()),
                },
            },
        }
    })
}

/// Makes a link for a customer of the configured database.
pub fn link(arguments: &link::Arguments) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    Runtime::new()?.block_on(link::run(arguments, &kit))
}

/// Takes the content that serves in the configured database to a folder.
pub fn pull(arguments: &exchange::Pull) -> Result<Exit, Failure> {
    let kit = Kit::of_program()?;
    Runtime::new()?.block_on(exchange::pull(arguments, &kit))
}

/// Brings a folder into the configured database, as a draft.
pub fn push(arguments: &exchange::Push) -> Result<Exit, Failure> {
    let kit = Kit::of_program()?;
    Runtime::new()?.block_on(exchange::push(arguments, &kit))
}

/// Shows and changes what serves by the configured database.
pub fn release(arguments: &release::Args) -> Result<Exit, Failure> {
    let kit = Kit::of_program()?;
    let runtime = Runtime::new()?;
    let exit = runtime.block_on(release::run(arguments, &kit));
    // What a release teaches, those learn who read.
    runtime.shutdown_background();
    exit
}

/// Makes and changes the people of the configured database.
pub fn user(arguments: &user::Args) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    Runtime::new()?.block_on(user::run(arguments, &kit))
}

/// Makes a code for somebody who answers from the pocket desk.
pub fn pocket(arguments: &pocket::Arguments) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    Runtime::new()?.block_on(pocket::run(arguments, &kit))
}

/// Proves and lists the log of the configured database.
pub fn audit(arguments: &audit::Args) -> Result<Exit, Failure> {
    let kit = Kit::without_reader()?;
    Runtime::new()?.block_on(audit::run(arguments, &kit))
}

/// Does what a server does, to be killed.
pub fn drill(arguments: drill::Args) -> Result<Exit, Failure> {
    Runtime::new()?.block_on(drill::run(arguments))?;
    Ok(Exit::Done)
}
