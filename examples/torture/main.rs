//! The exam of the runtime: the real program, killed, frozen, flooded and lied to.
//!
//! `cargo run --release --example torture` runs everything on SQLite and on a PostgreSQL of its own;
//! names such as `R1 R9` run only those, `--quick` a short form of each, `--on` one database alone;
//! two are examined beside each other. What provider and customers
//! do comes from the fake and from senders here; after each fault the checker compares database and
//! ledger. It listens on the loopback address only and leaves nothing behind.

mod beside;
mod checker;
mod clocks;
mod database;
mod endings;
mod inputs;
mod kills;
mod load;
mod outages;
mod overload;
mod places;
mod portfolio;
mod provider;
mod report;
mod server;
mod world;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use combinado::clock::Stopwatch;
use futures_util::future::LocalBoxFuture;

use crate::database::Kind;
use crate::report::Report;
use crate::world::{Outcome, World};

/// What the exam is given.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only these, such as R1 R9; everything where nothing is named.
    only: Vec<String>,
    /// A short form of each, with smaller counts.
    #[arg(long)]
    quick: bool,
    /// The databases.
    #[arg(long, value_delimiter = ',', default_values = ["sqlite", "postgres"])]
    on: Vec<String>,
    /// The seed of everything by chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where to write the report.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Keep the folders with databases and logs.
    #[arg(long)]
    keep: bool,
}

impl Arguments {
    /// The databases that are asked for.
    fn kinds(&self) -> Vec<Kind> {
        let all = [Kind::Sqlite, Kind::Postgres];
        all.into_iter().filter(|kind| self.on.iter().any(|name| name == kind.name())).collect()
    }
}

type Run = for<'w> fn(&'w mut World) -> LocalBoxFuture<'w, Result<Outcome>>;

/// One question of the exam.
struct Case {
    name: &'static str,
    words: &'static str,
    /// The databases it makes sense on.
    on: &'static [Kind],
    run: Run,
}

const BOTH: &[Kind] = &[Kind::Sqlite, Kind::Postgres];

/// The exam, in the order in which it is taken.
const CASES: [Case; 20] = [
    Case { name: "R1", words: "kill -9 under load", on: BOTH, run: |w| Box::pin(kills::r1(w)) },
    Case {
        name: "R2",
        words: "kill -9 at named places",
        on: BOTH,
        run: |w| Box::pin(places::r2(w)),
    },
    Case {
        name: "R9",
        words: "two instances, one frozen",
        on: &[Kind::Postgres],
        run: |w| Box::pin(kills::r9(w)),
    },
    Case {
        name: "R12",
        words: "duplicates, disorder, batches",
        on: BOTH,
        run: |w| Box::pin(inputs::r12(w)),
    },
    Case {
        name: "R13",
        words: "quick doubles, late messages",
        on: BOTH,
        run: |w| Box::pin(inputs::r13(w)),
    },
    Case {
        name: "R14",
        words: "poison, and turns that panic",
        on: BOTH,
        run: |w| Box::pin(places::r14(w)),
    },
    Case {
        name: "R15",
        words: "graceful shutdown under load",
        on: BOTH,
        run: |w| Box::pin(endings::r15(w)),
    },
    Case { name: "R10", words: "provider says 429", on: BOTH, run: |w| Box::pin(provider::r10(w)) },
    Case {
        name: "R11",
        words: "provider breaks in every way",
        on: BOTH,
        run: |w| Box::pin(provider::r11(w)),
    },
    Case {
        name: "R17",
        words: "wrong signatures and replays",
        on: BOTH,
        run: |w| Box::pin(inputs::r17(w)),
    },
    Case { name: "R18", words: "malformed bodies", on: BOTH, run: |w| Box::pin(inputs::r18(w)) },
    Case {
        name: "R19",
        words: "oversize and slow clients",
        on: BOTH,
        run: |w| Box::pin(endings::r19(w)),
    },
    Case { name: "R8", words: "clients that go away", on: BOTH, run: |w| Box::pin(endings::r8(w)) },
    Case {
        name: "R7",
        words: "PostgreSQL restarts and cuts",
        on: &[Kind::Postgres],
        run: |w| Box::pin(outages::r7(w)),
    },
    Case {
        name: "R6",
        words: "database locked by another",
        on: &[Kind::Sqlite],
        run: |w| Box::pin(outages::r6(w)),
    },
    Case {
        name: "R4",
        words: "I/O errors",
        on: &[Kind::Sqlite],
        run: |w| Box::pin(outages::r4(w)),
    },
    Case { name: "R5", words: "disk full", on: &[Kind::Sqlite], run: |w| Box::pin(outages::r5(w)) },
    Case { name: "R16", words: "overload", on: BOTH, run: |w| Box::pin(overload::r16(w)) },
    Case {
        name: "R25",
        words: "canaries in logs and metrics",
        on: BOTH,
        run: |w| Box::pin(inputs::r25(w)),
    },
    Case { name: "R28", words: "clocks that jump", on: BOTH, run: |w| Box::pin(clocks::r28(w)) },
];

fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let watch = Stopwatch::start();
    server::build()?;
    let kinds = arguments.kinds();
    let mut report = Report::default();
    if let [only] = kinds.as_slice() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let local = tokio::task::LocalSet::new();
        local.block_on(&runtime, examine(&arguments, *only, &mut report))?;
    } else {
        for part in beside::each(&kinds, &arguments)? {
            report.take(&part);
        }
        report.line(&format!(
            "\nall of it in {} s, one database beside the other",
            watch.elapsed().as_secs()
        ));
    }
    if let Some(path) = &arguments.report {
        report.write(path, (arguments.quick, arguments.seed))?;
    }
    Ok(if report.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn examine(arguments: &Arguments, kind: Kind, report: &mut Report) -> Result<()> {
    let asked: Vec<&Case> = CASES
        .iter()
        .filter(|case| case.on.contains(&kind))
        .filter(|case| arguments.only.is_empty() || arguments.only.iter().any(|it| it == case.name))
        .collect();
    if asked.is_empty() {
        return Ok(());
    }
    let mut world = World::begin(kind, arguments.quick, arguments.seed).await?;
    report.line(&format!(
        "\n{}: {} customers, ready after {} ms",
        kind.name(),
        world.customers(),
        world.first_ready_ms()
    ));
    for case in asked {
        let watch = Stopwatch::start();
        let outcome = (case.run)(&mut world).await;
        report.told((case.name, case.words), kind, &outcome, watch.elapsed().as_secs());
        if outcome.is_err() {
            // What one question broke is not asked of the next.
            world.start_again().await?;
        }
    }
    world.end(arguments.keep).await;
    Ok(())
}
