//! `combinado simulate`: simulated customers against a flow and a policy.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use clap::Args as ClapArgs;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value as Json, json};

use super::Exit;
use crate::app::import::demo_portfolio;
use crate::domain::calendar::Calendar;
use crate::domain::debt::party::Creditor;
use crate::domain::dialogue::text::{Args as Values, Value};
use crate::domain::dialogue::{Flow, Rules};
use crate::domain::money::Money;
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::domain::simulation::{Phrases, Report, Tally, World, draw, live};
use crate::domain::understanding::Reader;
use crate::text::{Catalog, problems};

const FLOW: (&str, &str) = ("flows/negotiation.toml", include_str!("../../flows/negotiation.toml"));
const POLICY: (&str, &str) =
    ("policies/standard.toml", include_str!("../../policies/standard.toml"));
const PHRASES: (&str, &str) =
    ("examples/customers.toml", include_str!("../../examples/customers.toml"));

/// When every simulation begins: a Monday, so that the same seed means the same days.
const START: &str = "2026-11-23T12:00:00Z";

/// Simulates customers who talk with the bot.
#[derive(Clone, Debug, ClapArgs)]
#[command(
    after_help = "Examples:\n  combinado simulate --customers 10000 --seed 7 --policy policies/standard.toml\n  \
        combinado simulate --content . --against draft --json"
)]
pub struct Args {
    /// How many customers
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub customers: u64,
    /// The seed: the same one gives the same result
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The flow; without it the one that comes with the program
    #[arg(long, value_name = "FILE.toml")]
    pub flow: Option<PathBuf>,
    /// The policy; without it the one that comes with the program
    #[arg(long, value_name = "FILE.toml")]
    pub policy: Option<PathBuf>,
    /// With --against: the content of the first side; without it what comes with the program
    #[arg(long, value_name = "DIR", requires = "against")]
    pub content: Option<PathBuf>,
    /// A second folder of content, met by the same customers: prints what differs, with intervals
    #[arg(long, value_name = "DIR", conflicts_with_all = ["flow", "policy"])]
    pub against: Option<PathBuf>,
    /// How many days each case lasts
    #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub days: u32,
    /// The result as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

/// What every simulated case shares.
struct Stage {
    rules: Rules,
    calendar: Arc<Calendar>,
    reader: Arc<Reader>,
    phrases: Phrases,
    creditor: Creditor,
    start: DateTime<Utc>,
}

/// Simulates, and prints what came of it.
///
/// # Errors
/// When the result cannot be written.
pub fn run(args: &Args, (words, reader): (&Catalog, Arc<Reader>)) -> anyhow::Result<Exit> {
    if let Some(against) = &args.against {
        return super::impact::run(args, against, (words, reader));
    }
    let stage = match Stage::set(args, reader) {
        Ok(stage) => stage,
        Err(found) => return refuse(args, words, &found),
    };
    let report = simulate(&stage, args, words);
    if args.json {
        writeln!(std::io::stdout(), "{}", as_json(args, &stage, &report))?;
    } else {
        write!(std::io::stderr(), "{}", as_text(words, &report))?;
    }
    Ok(Exit::Done)
}

impl Stage {
    fn set(args: &Args, reader: Arc<Reader>) -> Result<Self, Vec<Problem>> {
        let start: DateTime<Utc> = START.parse().expect("a moment of ours");
        let mut found = Vec::new();
        let mut keep = |problems: Vec<Problem>| found.extend(problems);
        let flow = source(args.flow.as_deref(), FLOW);
        let flow = flow.and_then(|source| Flow::load(&source)).map_err(&mut keep).ok();
        let policy = source(args.policy.as_deref(), POLICY);
        let policy = policy.and_then(|source| Policy::load(&source)).map_err(&mut keep).ok();
        let phrases = Phrases::load(&embedded(PHRASES)).map_err(&mut keep).ok();
        let (toml, _) = demo_portfolio(start.date_naive());
        let known = crate::app::import::creditors(&Source::new("examples/creditors.toml", toml));
        let known = known.map_err(&mut keep).ok();
        let creditor = known.and_then(|known| known.into_iter().next());
        let (Some(flow), Some(policy), Some(phrases), Some(creditor)) =
            (flow, policy, phrases, creditor)
        else {
            return Err(found);
        };
        let rules = Rules { flow: Arc::new(flow), policy: Arc::new(policy) };
        Ok(Self { rules, calendar: Arc::new(Calendar::brazil()), reader, phrases, creditor, start })
    }

    /// One case from beginning to end, counted.
    fn play(&self, args: &Args, place: u64, report: &mut Report) {
        let today = self.start.date_naive();
        let (mut person, facts) = draw(&self.phrases, &self.creditor, (args.seed, place), today);
        let (calendar, rules) = (self.calendar.clone(), self.rules.clone());
        let mut world = World::new(calendar, rules, facts, self.start, Box::new(super::issue::pix));
        let story = live(&mut person, &mut world, (&self.reader, &self.phrases), args.days);
        report.count(person.kind, &story, &world);
    }
}

fn embedded((file, text): (&str, &str)) -> Source {
    Source::new(file, text)
}

fn source(path: Option<&Path>, shipped: (&str, &str)) -> Result<Source, Vec<Problem>> {
    let Some(path) = path else { return Ok(embedded(shipped)) };
    let shown = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Source::new(shown, text)),
        Err(error) => {
            let problem = Source::new(shown, "").problem("import-unreadable");
            Err(vec![problem.with("detail", error)])
        }
    }
}

/// Plays every case, a share of them on each core; who plays which changes nothing.
fn simulate(stage: &Stage, args: &Args, words: &Catalog) -> Report {
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = u64::try_from(workers).unwrap_or(1).min(args.customers);
    let bar = bar(args.customers, words);
    let mut report = Report::default();
    thread::scope(|scope| {
        let work = |worker: u64| {
            let bar = &bar;
            move || {
                let mut own = Report::default();
                let step = usize::try_from(workers).unwrap_or(1);
                for place in (worker..args.customers).step_by(step) {
                    stage.play(args, place, &mut own);
                    bar.inc(1);
                }
                own
            }
        };
        let playing: Vec<_> = (0..workers).map(|worker| scope.spawn(work(worker))).collect();
        for worker in playing {
            match worker.join() {
                Ok(own) => report.add(&own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    bar.finish_and_clear();
    report
}

/// A bar on a terminal, nothing anywhere else.
fn bar(customers: u64, words: &Catalog) -> ProgressBar {
    let bar = ProgressBar::new(customers);
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta:>4}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(told(words, "simulate-running", &Values::new()));
    bar
}

fn refuse(args: &Args, words: &Catalog, found: &[Problem]) -> anyhow::Result<Exit> {
    if args.json {
        let json = json!({ "problems": problems::json(words, found) });
        writeln!(std::io::stdout(), "{json}")?;
    }
    for problem in found {
        writeln!(std::io::stderr(), "{}", problems::line(words, problem))?;
    }
    Ok(Exit::WrongInput)
}

fn as_json(args: &Args, stage: &Stage, report: &Report) -> Json {
    json!({
        "customers": args.customers,
        "seed": args.seed,
        "days": args.days,
        "flow": stage.rules.flow.reference(),
        "policy": stage.rules.policy.reference(),
        "all": report.all,
        "kinds": report.kinds,
    })
}

fn as_text(words: &Catalog, report: &Report) -> String {
    let mut lines = Vec::new();
    for (key, count) in funnel(&report.all) {
        let share = (count * 1000).checked_div(report.all.customers).unwrap_or_default();
        let label = told(words, key, &Values::new());
        lines.push(format!("{label:<34}{count:>9}{:>6},{} %", share / 10, share % 10));
    }
    lines.push(String::new());
    let tally = &report.all;
    for (key, sum) in [
        ("simulate-owed", tally.owed),
        ("simulate-agreed-total", tally.agreed_total),
        ("simulate-recovered", tally.recovered),
        ("simulate-discount", tally.discount),
    ] {
        let label = told(words, key, &Values::new());
        lines.push(format!("{label:<34}{:>20}", money(words, sum)));
    }
    if !tally.handoffs.is_empty() {
        lines.extend([String::new(), told(words, "simulate-handoffs", &Values::new())]);
        let mut reasons: Vec<_> = tally.handoffs.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        lines.extend(reasons.iter().map(|(reason, count)| {
            let label = told(words, &format!("simulate-reason-{}", kebab(reason)), &Values::new());
            format!("  {label:<32}{count:>9}")
        }));
    }
    lines.extend([String::new(), told(words, "simulate-kinds-header", &Values::new())]);
    for (kind, tally) in &report.kinds {
        let label = told(words, &format!("simulate-kind-{}", kebab(kind)), &Values::new());
        lines.push(format!(
            "{label:<24}{:>8}{:>9}{:>9}{:>9}{:>9}{:>18}",
            tally.customers,
            tally.verified,
            tally.agreed,
            tally.paid_first,
            tally.handed_off,
            money(words, tally.recovered),
        ));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn funnel(tally: &Tally) -> [(&'static str, u64); 16] {
    [
        ("simulate-customers", tally.customers),
        ("simulate-contacted", tally.contacted),
        ("simulate-replied", tally.replied),
        ("simulate-verified", tally.verified),
        ("simulate-reason-told", tally.reason_told),
        ("simulate-offered", tally.offered),
        ("simulate-agreed", tally.agreed),
        ("simulate-paid-first", tally.paid_first),
        ("simulate-settled", tally.settled),
        ("simulate-broken", tally.broken),
        ("simulate-promised", tally.promised),
        ("simulate-promise-kept", tally.promise_kept),
        ("simulate-paused", tally.paused),
        ("simulate-handed-off", tally.handed_off),
        ("simulate-stopped", tally.stopped),
        ("simulate-misses", tally.misses),
    ]
}

/// The code of a value, with hyphens, as keys have it.
fn kebab<T: serde::Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().replace('_', "-")
}

fn money(words: &Catalog, sum: Money) -> String {
    told(words, "simulate-sum", &Values::from([("sum".to_owned(), Value::Money(sum))]))
}

/// A text of ours; its key where it is missing, so that no result is lost over a word.
fn told(words: &Catalog, key: &str, values: &Values) -> String {
    words.render(key, values).unwrap_or_else(|_| key.to_owned())
}
