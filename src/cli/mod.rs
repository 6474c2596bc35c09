//! The command line: one file a command.
//!
//! Machine output goes to standard output, words for people to standard error; the exit code is 0
//! when it is done, 1 when it failed and 2 when what was given is wrong. Help is in English, as
//! the code is; what people are told while a command runs comes from `locales/<locale>/cli.ftl`.
//! To add a command: its file, its variant of [`Command`] with an example, its arm in `dispatch`.

mod exit;
mod told;
mod trying;
mod kit;
mod files;
pub mod issue;
mod running;
mod arranged;
mod accounts;
mod bridges;
mod pocket;
mod demo;
mod serve;
mod setup;
mod doctor;
pub mod chat;
pub mod import;
mod quote;
mod second;
pub mod understand;
mod evaluate;
mod check;
mod codes;
mod templates;
mod impact;
pub mod simulate;
pub mod replay;
pub mod queue;
pub mod telegram;
pub mod drill;
mod lessons;
mod link;
mod user;
mod exchange;
mod release;
mod audit;
mod fake;
mod wired;

use std::ffi::OsString;
use std::panic;
use std::process::{self, ExitCode};
use std::str::FromStr;

use chrono::{DateTime, TimeZone};
use clap::{Parser, Subcommand};

pub use self::exit::Exit;
pub use self::files::PortfolioFiles;
pub use self::kit::Kit;
pub use self::told::Failure;

/// Talks with overdue customers and agrees on a plan within policy.
#[derive(Debug, Parser)]
#[command(name = "combinado", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the example portfolio: chat pages, traces and everything they need.
    #[command(after_help = "Examples:\n  combinado demo --port 8080\n  \
        COMBINADO_CONTENT=mine combinado demo    what is taught in mine/locales is learnt as it changes")]
    Demo(demo::Arguments),
    /// Serve WhatsApp and Telegram: webhooks, and everything that answers them.
    #[command(after_help = "Examples:\n  combinado serve\n  \
        combinado serve --listen 127.0.0.1:8081 --role inbox,outbox,timers    \
        beside one with --role web, on PostgreSQL")]
    Serve(serve::Arguments),
    /// Set an account of a channel up: ask, check, write, register, try.
    #[command(after_help = "Examples:\n  combinado setup whatsapp\n  \
        combinado setup telegram --polling")]
    Setup(setup::Arguments),
    /// Look over an installation: settings, database, accounts, webhooks.
    #[command(after_help = "Example:\n  combinado doctor --json")]
    Doctor(doctor::Arguments),
    /// Hold a conversation in the terminal.
    #[command(after_help = "Examples:\n  combinado chat --customer A1001\n  \
        combinado chat --customer A1001 --portfolio p.csv --creditors c.toml --jsonl --trace \
        --now 2026-11-23T10:00:00-03:00 < said.jsonl")]
    Chat(chat::Arguments),
    /// Show what is owed, whether contact is allowed, and what may be offered.
    #[command(after_help = "Example:\n  combinado quote --customer A1001 --portfolio p.csv \
        --creditors c.toml --now 2026-11-23T10:00:00-03:00 --json \
        --counter '{\"instalment\":\"80.00\",\"count\":6}'")]
    Quote(quote::Arguments),
    /// Import a portfolio (CSV) and its creditors (TOML) into the database.
    Import(import::Args),
    /// Show what the bot understands of each line of standard input.
    #[command(
        after_help = "Examples:\n  echo 'pago 300 dia 10' | combinado understand --jsonl\n  \
        combinado understand --evaluate tests/fixtures/understanding/held_out.jsonl"
    )]
    Understand(understand::Args),
    /// Check flows, policies, texts and the words the bot learns from.
    #[command(after_help = "Examples:\n  combinado check\n  \
        combinado check policies/standard.toml --json\n  \
        combinado check mine/locales/pt-BR/understanding    warns of doubtful examples, too")]
    Check(check::Arguments),
    /// Keep, compare or hand in the templates of WhatsApp.
    #[command(after_help = "Examples:\n  combinado templates diff\n  \
        combinado templates push --dry-run\n  \
        combinado templates sync --account 200000000000002 --json")]
    Templates(templates::Arguments),
    /// Let simulated customers meet a flow and a policy.
    #[command(after_help = "Examples:\n  combinado simulate --customers 10000\n  \
        combinado simulate --policy policies/standard.toml --seed 7 --json\n  \
        combinado simulate --content . --against draft    what differs, with 95 % intervals")]
    Simulate(simulate::Args),
    /// Take logged turns again and tell where they come out differently.
    Replay(replay::Args),
    /// Show what waits to be sent, what failed and what is unknown; have it go again.
    Queue(queue::Args),
    /// Take the content that serves to a folder, merged with what was changed there.
    #[command(after_help = "Examples:\n  combinado pull --to content\n  \
        combinado pull --to content --theirs locales/pt-BR/conversation.ftl")]
    Pull(exchange::Pull),
    /// Bring what was changed in a folder in, as a draft that waits for a review.
    #[command(
        after_help = "Examples:\n  combinado push content --reason 'Abertura mais calma'\n  \
        combinado push content --reason 'Prazos' --mine policies/standard.toml"
    )]
    Push(exchange::Push),
    /// Show releases, have a reviewed draft serve, have an older release serve again.
    Release(release::Args),
    /// Make a link by which a customer comes to a channel: good once, for some hours.
    #[command(
        after_help = "Example:\n  combinado link --customer A1001 --hours 48 --bot lojas_bot"
    )]
    Link(link::Arguments),
    /// Make and change the people who work at the desk.
    User(user::Args),
    /// Make a code by which somebody answers from the group of the pocket desk.
    #[command(after_help = "Example:\n  combinado pocket --login bia@example.com")]
    Pocket(pocket::Arguments),
    /// Prove and list the log of who saw, changed and took out what.
    Audit(audit::Args),
    /// Play WhatsApp, Telegram or Chatwoot on this machine, to try the bot without either.
    #[command(after_help = fake::EXAMPLES)]
    Fake(fake::Arguments),
    /// Do what a server does, in a process made to be killed.
    #[command(hide = true, after_help = "Example:\n  combinado drill --db x.db --now …")]
    Drill(drill::Args),
}

/// Runs a command line; its first argument is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    until_nobody_reads();
    match dispatch(cli.command) {
        Ok(answer) => answer.into(),
        Err(failure) => failure.tell(),
    }
}

/// Ends quietly where whoever reads what is told goes away, such as `head`.
#[expect(clippy::disallowed_methods, reason = "it is a panic that would end the program otherwise")]
fn until_nobody_reads() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let words = info.payload_as_str().unwrap_or_default();
        if words.starts_with("failed printing to") && words.contains("Broken pipe") {
            process::exit(i32::from(told::UNREAD));
        }
        before(info);
    }));
}

/// Reads a moment with its zone.
fn moment<Z: TimeZone>(text: &str) -> Result<DateTime<Z>, &'static str>
where
    DateTime<Z>: FromStr,
{
    text.parse().map_err(|_| "expected a moment with its zone, such as 2026-11-23T10:00:00-03:00")
}

fn dispatch(command: Command) -> Result<Exit, Failure> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Setup(arguments) => setup::run(&arguments),
        Command::Doctor(arguments) => doctor::run(&arguments),
        Command::Chat(arguments) => chat::run(&arguments),
        Command::Quote(arguments) => quote::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Import(arguments) => wired::import(&arguments),
        Command::Understand(arguments) => wired::understand(&arguments),
        Command::Templates(arguments) => wired::templates(&arguments),
        Command::Simulate(arguments) => wired::simulate(&arguments),
        Command::Replay(arguments) => wired::replay(&arguments),
        Command::Queue(arguments) => wired::queue(&arguments),
        Command::Pull(arguments) => wired::pull(&arguments),
        Command::Push(arguments) => wired::push(&arguments),
        Command::Release(arguments) => wired::release(&arguments),
        Command::Link(arguments) => wired::link(&arguments),
        Command::Pocket(arguments) => wired::pocket(&arguments),
        Command::User(arguments) => wired::user(&arguments),
        Command::Audit(arguments) => wired::audit(&arguments),
        Command::Fake(arguments) => fake::run(arguments),
        Command::Drill(arguments) => wired::drill(arguments),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();

            assert!(help.contains("combinado "), "{} has no example", command.get_name());
        }
    }
}
