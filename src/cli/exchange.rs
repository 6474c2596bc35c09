//! `combinado pull` and `combinado push`: content between the configured database and a folder.
//!
//! What was done goes to standard output, a path a line; where both sides changed the same lines,
//! nothing is done and they are shown.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::Exit;
use super::kit::Kit;
use super::release::{self, Actor, asked};
use super::told::Failure;
use crate::app::tuning::drafts::Side;
use crate::app::tuning::exchange::{self, Conflict, Folder, Pulled, Pushed, Words};
use crate::config::folder;
use crate::text::problems;

/// What `pull` is given.
#[derive(Debug, Args)]
pub struct Pull {
    /// The folder that holds flows/, policies/ and locales/.
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
    #[command(flatten)]
    sides: Sides,
}

/// What `push` is given.
#[derive(Debug, Args)]
pub struct Push {
    /// The folder that holds flows/, policies/ and locales/.
    #[arg(value_name = "DIR", default_value = ".")]
    from: PathBuf,
    /// Why it is changed: whoever reviews the draft reads it.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// What it is about; the reason where nothing is said.
    #[arg(long, value_name = "TEXT", default_value = "")]
    title: String,
    #[command(flatten)]
    sides: Sides,
    #[command(flatten)]
    actor: Actor,
}

/// Which side is kept of files that both changed.
#[derive(Debug, Args)]
struct Sides {
    /// A file that both changed, of which the folder's is kept; may be given often.
    #[arg(long, value_name = "PATH")]
    mine: Vec<String>,
    /// A file that both changed, of which that of the release is kept; may be given often.
    #[arg(long, value_name = "PATH")]
    theirs: Vec<String>,
}

impl Sides {
    fn all(&self) -> Vec<(String, Side)> {
        let mine = self.mine.iter().map(|path| (path.clone(), Side::Mine));
        mine.chain(self.theirs.iter().map(|path| (path.clone(), Side::Theirs))).collect()
    }
}

/// Takes what serves to a folder.
///
/// # Errors
/// When nothing serves yet, a file cannot be read or written, or the database cannot be used.
pub async fn pull(arguments: &Pull, kit: &Kit) -> Result<Exit, Failure> {
    let read = read(kit, &arguments.to)?;
    let app = release::open(kit).await?;
    let pulled = exchange::pull(&app, &release::console(), (&read, &arguments.sides.all())).await;
    let pulled = asked(kit, pulled);
    app.db.close().await;
    match pulled? {
        Pulled::Conflicts(conflicts) => Ok(shown(kit, &conflicts)),
        Pulled::Files { changes, base } => {
            folder::change(&arguments.to, &changes, &base).map_err(|error| {
                let (folder, detail) = (arguments.to.display().to_string(), error.to_string());
                let values = [("file", folder.as_str()), ("detail", detail.as_str())];
                Failure::Input(kit.tell("cli-pull-unwritable", &values))
            })?;
            let mut out = std::io::stdout().lock();
            for (path, text) in &changes {
                writeln!(out, "{}\t{path}", if text.is_some() { "written" } else { "gone" })?;
            }
            let (number, count) = (base.release.to_string(), ("count", changes.len()));
            eprintln!("{}", kit.count("cli-pull-done", count, &[("number", &number)]));
            Ok(Exit::Done)
        }
    }
}

/// Brings a folder in as a draft; its id goes to standard output.
///
/// # Errors
/// When nothing serves yet, something is refused, or the database cannot be used.
pub async fn push(arguments: &Push, kit: &Kit) -> Result<Exit, Failure> {
    let read = read(kit, &arguments.from)?;
    if read.files.is_empty() {
        let folder = arguments.from.display().to_string();
        return Err(Failure::Input(kit.tell("cli-push-empty", &[("folder", &folder)])));
    }
    let app = release::open(kit).await?;
    let words = Words { title: &arguments.title, reason: &arguments.reason };
    let sides = arguments.sides.all();
    let pushed = async {
        let who = arguments.actor.who(&app, kit).await?;
        asked(kit, exchange::push(&app, &who, (&read, &sides), words).await)
    };
    let pushed = pushed.await;
    app.db.close().await;
    match pushed? {
        Pushed::Conflicts(conflicts) => Ok(shown(kit, &conflicts)),
        Pushed::Nothing => {
            eprintln!("{}", kit.tell("cli-push-nothing", &[]));
            Ok(Exit::Done)
        }
        Pushed::Draft { id, changes, problems: found } => {
            writeln!(std::io::stdout(), "{id}")?;
            for change in &changes.files {
                eprintln!("{}", release::line(change));
            }
            for problem in &found {
                eprintln!("{}", problems::line(&kit.words, problem));
            }
            let count = ("problems", found.len());
            eprintln!("{}", kit.count("cli-push-done", count, &[("id", &id)]));
            Ok(Exit::Done)
        }
    }
}

fn read(kit: &Kit, from: &Path) -> Result<Folder, Failure> {
    let read = folder::read(from);
    let (files, base) = read.map_err(|found| Failure::problems(&kit.words, &found, &[]))?;
    // Paths are those below the folder, wherever it lies.
    let mut plain = crate::domain::content::Files::default();
    files.iter().for_each(|(path, text)| plain.put(path, text));
    Ok(Folder { files: plain, base })
}

/// Shows what both changed; nothing was done.
fn shown(kit: &Kit, conflicts: &[Conflict]) -> Exit {
    for Conflict { path, lines } in conflicts {
        let gone = || kit.tell("cli-exchange-no-lines", &[]);
        eprintln!("{path}\n{}", lines.clone().unwrap_or_else(gone));
    }
    eprintln!("{}", kit.count("cli-exchange-conflicts", ("count", conflicts.len()), &[]));
    Exit::WrongInput
}
