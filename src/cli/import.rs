//! `combinado import`: a portfolio from files into the database.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use chrono::NaiveDate;
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value as Json, json};

use super::Exit;
use super::kit::open;
use crate::app::import::{self, Import, Keep, Portfolio, Saved, creditors, rejects, save};
use crate::app::tuning::checks::of_creditors;
use crate::config::content as in_use;
use crate::domain::content::Files;
use crate::domain::debt::party::Creditor;
use crate::domain::dialogue::text::{Args as Values, Value};
use crate::domain::problem::{Problem, Source};
use crate::store::tuning::edition;
use crate::store::{self, Db};
use crate::text::{Catalog, problems};

/// Problems shown one by one; the others are counted and stand in the rejects file.
const SHOWN: usize = 100;

/// Imports a portfolio (CSV) and its creditors (TOML).
#[derive(Clone, Debug, ClapArgs)]
#[command(
    after_help = "Example:\n  combinado import --creditors creditors.toml portfolio.csv --rejects rejects.csv\n\n\
                  Lines that are good are imported even where others are not; it then ends with 2."
)]
pub struct Args {
    /// The portfolio: CSV, one invoice a line
    pub file: PathBuf,
    /// The creditors: TOML; without it those in the database count
    #[arg(long, value_name = "FILE.toml")]
    pub creditors: Option<PathBuf>,
    /// Where to write rejected lines, to be mended and imported again
    #[arg(long, value_name = "FILE.csv")]
    pub rejects: Option<PathBuf>,
    /// Checks and counts what would change, and writes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The result as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// What an import works with besides its arguments.
pub struct Desk<'a> {
    /// Where the database is.
    pub database: &'a str,
    /// Words for people.
    pub words: &'a Catalog,
    /// The day it is.
    pub today: NaiveDate,
    /// The folder of the content in use, where there is one; a release that serves goes before it.
    pub content: Option<&'a Path>,
}

/// A file of creditors.
struct Named {
    source: Source,
    creditors: Vec<Creditor>,
}

/// Imports the files.
///
/// # Errors
/// When the database or the rejects file cannot be written.
pub async fn run(args: &Args, desk: &Desk<'_>) -> anyhow::Result<Exit> {
    let named = match args.creditors.as_deref().map(named_creditors).transpose() {
        Ok(named) => named,
        Err(found) => return refuse(args, desk, &found),
    };
    let mut db = None;
    if exists(desk.database) {
        db = Some(open(desk.database, desk.words).await?);
    }
    if let Some(Named { source, creditors }) = &named
        && let Some(files) = content(db.as_ref(), desk).await?
    {
        let lacking = of_creditors(source, creditors, &files);
        if !lacking.is_empty() {
            return refuse(args, desk, &lacking);
        }
    }
    let named = named.map(|named| named.creditors).unwrap_or_default();
    let known = known_creditors(db.as_ref(), &named).await?;
    let read = match read(&args.file, &known, desk) {
        Ok(read) => read,
        Err(found) => return refuse(args, desk, &found),
    };
    let refused_all =
        read.lines > 0 && read.portfolio.customers.is_empty() && !read.rejected.is_empty();
    let written = write_rejects(args, desk, &read)?;
    if refused_all {
        report(args, desk, &read, None, written.as_deref())?;
        return Ok(Exit::WrongInput);
    }
    let portfolio = Portfolio { creditors: named, customers: read.portfolio.customers.clone() };
    let saved = match (db, args.dry_run) {
        (None, true) => untouched(&portfolio),
        (Some(db), _) => store(&db, args, portfolio, desk).await?,
        (None, false) => {
            store(&open(desk.database, desk.words).await?, args, portfolio, desk).await?
        }
    };
    report(args, desk, &read, Some(saved), written.as_deref())?;
    Ok(if read.rejected.is_empty() { Exit::Done } else { Exit::WrongInput })
}

/// True where opening the database would not make one.
fn exists(database: &str) -> bool {
    let file = database.strip_prefix("sqlite:").unwrap_or(database);
    file.contains("://") || Path::new(file).exists()
}

fn named_creditors(path: &Path) -> Result<Named, Vec<Problem>> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| vec![unreadable(&shown, &error)])?;
    let source = Source::new(shown, text);
    let creditors = creditors(&source)?;
    Ok(Named { source, creditors })
}

/// What customers are answered with: the release that serves, else the content in use; none where that
/// cannot be read, of which whoever starts is told.
async fn content(db: Option<&Db>, desk: &Desk<'_>) -> anyhow::Result<Option<Files>> {
    if let Some(db) = db
        && let Some(live) = edition::live(db).await?
    {
        return Ok(Some(edition::files(db, live.number).await?));
    }
    Ok(in_use::files(desk.content).ok())
}

fn unreadable(file: &str, detail: &dyn std::fmt::Display) -> Problem {
    Source::new(file, "").problem("import-unreadable").with("detail", detail)
}

/// The creditors of the file, and those of the database that it does not name.
async fn known_creditors(db: Option<&Db>, named: &[Creditor]) -> anyhow::Result<Vec<Creditor>> {
    let mut known = named.to_vec();
    if let Some(db) = db {
        let stored = store::creditor::all(db).await?;
        known.extend(stored.into_iter().filter(|each| named.iter().all(|new| new.id != each.id)));
    }
    Ok(known)
}

fn read(path: &Path, known: &[Creditor], desk: &Desk<'_>) -> Result<Import, Vec<Problem>> {
    let shown = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| vec![unreadable(&shown, &error)])?;
    let bar = bar(desk, "import-reading", bytes.len());
    let mut total = bytes.len();
    let read = import::read(&shown, &bytes, known, desk.today, &mut |progress| {
        if total != progress.total {
            total = progress.total;
            bar.set_length(length(total));
        }
        bar.set_position(length(progress.done));
    });
    bar.finish_and_clear();
    read
}

async fn store(
    db: &Db,
    args: &Args,
    portfolio: Portfolio,
    desk: &Desk<'_>,
) -> anyhow::Result<Saved> {
    let keep = if args.dry_run { Keep::Tried } else { Keep::Written };
    let bar = bar(desk, "import-writing", portfolio.customers.len());
    let moved = bar.clone();
    let saved = save(db, portfolio, keep, &mut move |done| moved.set_position(length(done))).await;
    bar.finish_and_clear();
    db.close().await;
    Ok(saved?)
}

/// What importing into a database that is not there yet would do.
fn untouched(portfolio: &Portfolio) -> Saved {
    let count = |all: usize| import::Count { new: length(all), ..import::Count::default() };
    Saved {
        creditors: length(portfolio.creditors.len()),
        customers: count(portfolio.customers.len()),
        invoices: count(portfolio.customers.iter().map(|each| each.invoices.len()).sum()),
    }
}

/// A bar on a terminal, nothing anywhere else.
fn bar(desk: &Desk<'_>, key: &str, total: usize) -> ProgressBar {
    let bar = ProgressBar::new(length(total));
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} % {eta:>4}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(words(desk, key, &Values::new()));
    bar
}

fn length(size: usize) -> u64 {
    u64::try_from(size).unwrap_or(u64::MAX)
}

fn write_rejects(args: &Args, desk: &Desk<'_>, read: &Import) -> anyhow::Result<Option<PathBuf>> {
    let Some(path) = args.rejects.as_ref().filter(|_| !read.rejected.is_empty()) else {
        return Ok(None);
    };
    let explain = |problem: &Problem| {
        let remedy = problems::remedy(desk.words, problem);
        let message = problems::message(desk.words, problem);
        remedy.map_or(message.clone(), |remedy| format!("{message} {remedy}"))
    };
    std::fs::write(path, rejects(read, &explain))
        .with_context(|| format!("could not write the rejected lines to {}", path.display()))?;
    Ok(Some(path.clone()))
}

/// The file as a whole is wrong: says all that is, and changes nothing.
fn refuse(args: &Args, desk: &Desk<'_>, found: &[Problem]) -> anyhow::Result<Exit> {
    if args.json {
        let json = json!({ "problems": problems::json(desk.words, found) });
        writeln!(std::io::stdout(), "{json}")?;
    }
    let mut err = std::io::stderr().lock();
    for problem in found {
        writeln!(err, "{}", problems::line(desk.words, problem))?;
    }
    Ok(Exit::WrongInput)
}

fn report(
    args: &Args,
    desk: &Desk<'_>,
    read: &Import,
    saved: Option<Saved>,
    written: Option<&Path>,
) -> anyhow::Result<()> {
    let found: Vec<&Problem> = read.rejected.iter().flat_map(|each| &each.problems).collect();
    let mut err = std::io::stderr().lock();
    for problem in found.iter().take(SHOWN) {
        writeln!(err, "{}", problems::line(desk.words, problem))?;
    }
    if found.len() > SHOWN {
        let more = [("count", found.len() - SHOWN)];
        writeln!(err, "{}", words(desk, "import-more-problems", &counts(&more)))?;
    }
    let saved = saved.unwrap_or_default();
    for (key, values) in summary(args, read, &saved, written) {
        writeln!(err, "{}", words(desk, key, &values))?;
    }
    if args.json {
        let all: Vec<Problem> = found.into_iter().cloned().collect();
        writeln!(std::io::stdout(), "{}", as_json(args, desk, (read, &all), saved, written))?;
    }
    Ok(())
}

fn summary<'a>(
    args: &Args,
    read: &Import,
    saved: &Saved,
    written: Option<&Path>,
) -> Vec<(&'a str, Values)> {
    let of = |count: import::Count| {
        [("new", count.new), ("changed", count.changed), ("same", count.same)]
            .map(|(name, count)| (name, usize::try_from(count).unwrap_or(usize::MAX)))
    };
    let rejected = read.rejected.len();
    let mut lines = Vec::new();
    if args.dry_run {
        lines.push(("import-dry-run", Values::new()));
    }
    let lines_read = [("lines", read.lines), ("repeated", read.repeated), ("rejected", rejected)];
    lines.push(("import-lines", counts(&lines_read)));
    lines.push(("import-customers", counts(&of(saved.customers))));
    lines.push(("import-invoices", counts(&of(saved.invoices))));
    if let Some(path) = written {
        let file = Value::Text(path.display().to_string());
        lines.push(("import-rejects-written", Values::from([("file".to_owned(), file)])));
    } else if rejected > 0 {
        lines.push(("import-rejects-hint", Values::new()));
    }
    lines
}

fn as_json(
    args: &Args,
    desk: &Desk<'_>,
    (read, found): (&Import, &[Problem]),
    saved: Saved,
    written: Option<&Path>,
) -> Json {
    json!({
        "lines": read.lines,
        "repeated": read.repeated,
        "rejected": read.rejected.len(),
        "creditors": saved.creditors,
        "customers": saved.customers,
        "invoices": saved.invoices,
        "dry_run": args.dry_run,
        "rejects_file": written.map(|path| path.display().to_string()),
        "problems": problems::json(desk.words, found),
    })
}

fn counts(values: &[(&str, usize)]) -> Values {
    let count = |count: usize| Value::Count(i64::try_from(count).unwrap_or(i64::MAX));
    values.iter().map(|(name, value)| ((*name).to_owned(), count(*value))).collect()
}

/// A text of ours; its key where it is missing, so that no result is lost over a word.
fn words(desk: &Desk<'_>, key: &str, values: &Values) -> String {
    desk.words.render(key, values).unwrap_or_else(|_| key.to_owned())
}
