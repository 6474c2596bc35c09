//! A conversation in the terminal: for people at a keyboard, or as lines of JSON for programs.
//!
//! It runs on a fresh world in memory ([`memory`]) or on the configured database ([`database`]);
//! both are a [`Talk`]. A third way to hold a conversation is one more file that is a `Talk`.

mod database;
mod input;
mod jsonl;
mod keyboard;
mod memory;
mod output;
mod qr;

use chrono::{DateTime, Utc};
use clap::Args;

use self::input::Input;
use self::output::{Shown, StateLine};
use super::exit::Exit;
use super::kit::Kit;
use super::lessons;
use super::told::Failure;
use super::{PortfolioFiles, files};
use crate::clock::Clock;

/// What the command is given.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The customer's id; `creditor/id` where two creditors have the same one.
    #[arg(long, value_name = "ID")]
    customer: String,
    /// Read and write lines of JSON.
    #[arg(long)]
    jsonl: bool,
    /// Tell the state after each input, as a line of JSON.
    #[arg(long)]
    trace: bool,
    /// The moment at which it begins, such as 2026-11-23T10:00:00-03:00; the clock then stands
    /// still until time is let pass.
    #[arg(long, value_name = "RFC3339", value_parser = super::moment::<Utc>)]
    now: Option<DateTime<Utc>>,
    /// For programs that name one: nothing here is drawn by chance, so that every number gives the
    /// same conversation.
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    #[command(flatten)]
    files: PortfolioFiles,
}

/// A conversation that can be held.
trait Talk {
    /// Lets something happen; answers what was said, in order.
    ///
    /// # Errors
    /// What stops it, in words or as a failure.
    fn take(&mut self, input: Input) -> Result<Vec<Shown>, Stop>;

    /// Begins to talk, as an outreach would; nothing is said where that is not allowed.
    fn begin(&mut self) -> Result<Begun, Failure>;

    /// Where the conversation stands.
    fn state(&mut self) -> Result<StateLine, Failure>;
}

/// What came of beginning to talk.
struct Begun {
    /// What was said.
    said: Vec<Shown>,
    /// Why nothing was said, in words; empty where something was.
    why_not: Vec<String>,
}

/// Why something cannot happen.
#[derive(Debug)]
enum Stop {
    /// It makes no sense now; the key of the words.
    Wrong(&'static str),
    /// Something did not work.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Holds the conversation.
///
/// # Errors
/// What was given is wrong, or something did not work.
pub fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let kit = Kit::load()?;
    let mut talk: Box<dyn Talk> = match arguments.files.paths() {
        Some(paths) => {
            let now = arguments.now.unwrap_or_else(|| Clock::System.now());
            // The customer's own day is near enough to read a portfolio by.
            let today = now.with_timezone(&chrono_tz::America::Sao_Paulo).date_naive();
            let found = files::find(&kit.words, paths, &arguments.customer, today)?;
            Box::new(memory::Memory::new(&kit, found, now)?)
        }
        None => Box::new(database::Database::open(&kit, &arguments.customer, arguments.now)?),
    };
    if arguments.jsonl {
        jsonl::run(&kit, talk.as_mut(), arguments.trace)
    } else {
        let _looking = lessons::look_after(&kit)?;
        keyboard::run(&kit, talk.as_mut(), arguments.trace)
    }
}
