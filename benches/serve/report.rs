//! The page of what was measured, beside the aims and the raw limit.

use std::fmt::Write as _;
use std::time::Duration;

use super::Figures;

const HEAD: &str = "# Performance

`cargo bench --bench serve -- --postgres URL --report docs/performance.md` writes this page: the release program with
everything on, webhooks signed and posted from the same machine, a fake Cloud API that counts, and the raw limit of
the same database in the same run. Beside the database at URL new ones are made. Read the figures against
that limit: they are those of one day on two shared cores, of which the poster and the fake take their part.

The aims are three grades: pass, good, excellent.
";

const BOUND: &str = "## What bounds it

On a file everything is written by one connection, one transaction after another: accepting, claiming, loading, writing
turns down, claiming what is sent, noting what was sent, searching. The disk does not bound it: on a file system in
memory as many turns come out. Nor does the processor: the program keeps 1.2 cores busy. Of each second of that
connection, 0.4 s are statements, 0.3 s are waits for the next statement of the same transaction, which is handed from
one thread to another and back, and the rest lies between transactions (by the times of `sqlite3_reset`, 23 November
2026). While much comes in, accepting goes first, so acknowledgements stay fast and answers take longer.

On PostgreSQL each statement is a round trip, and a group is split where it is no power of two. The program keeps less
than a core busy there; what it waits for is not examined yet.
";

/// The page.
pub fn page(all: &[Figures], by_size: &[Figures]) -> String {
    let mut text = HEAD.to_owned();
    for it in all {
        let instances = if it.instances == 1 { "one instance" } else { "two instances" };
        let _ = writeln!(text, "\n## {}, {instances}, {} customers\n", it.engine, it.customers);
        table(&mut text, it);
    }
    if let [few, many] = by_size {
        sizes(&mut text, few, many);
    }
    text.push('\n');
    text.push_str(BOUND);
    text
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn table(text: &mut String, it: &Figures) {
    let is_file = it.engine == "SQLite";
    let posted = if is_file { "3000, 8000, 12000" } else { "1900, 3500, 10000" };
    let turns = if is_file { "1000, 2500, 3900" } else { "" };
    let _ = writeln!(text, "| figure | measured | aims |\n|---|---|---|");
    for (name, value, aims) in [
        ("start to ready", ms(it.ready), "1 s, 300 ms, 100 ms"),
        ("memory at rest", format!("{} MB", it.idle_kb / 1024), ""),
        ("memory at its peak", format!("{} MB", it.peak_kb / 1024), "300, 150, 100"),
        ("webhooks acknowledged a second, 64 connections", format!("{:.0}", it.acked), posted),
        (
            "their acknowledgement, median and p99",
            format!("{}, {}", ms(it.acked_p50), ms(it.acked_p99)),
            "",
        ),
        ("the same, worked and answered, a second", format!("{:.0}", it.worked), ""),
        ("whole turns with three statuses each, a second", format!("{:.0}", it.turns), turns),
        ("cores of the server meanwhile", format!("{:.1}", it.cores), ""),
        ("written to the disk for each turn", format!("{} kB", it.written_kb), ""),
        (
            "acknowledgement p99 at a steady rate",
            format!("{} at {}/s", ms(it.open_acked_p99), it.open_rate),
            "100, 50, 25 ms",
        ),
        (
            "webhook to reply, median and p99, at that rate",
            format!("{}, {}", ms(it.replied_p50), ms(it.replied_p99)),
            "p99 1 s, 500, 150 ms",
        ),
        ("raw limit: a message's rows in groups of 128, a second", format!("{:.0}", it.raw), ""),
    ] {
        let _ = writeln!(text, "| {name} | {value} | {aims} |");
    }
}

/// The same with few customers and with many: what a message costs must not grow with them.
fn sizes(text: &mut String, few: &Figures, many: &Figures) {
    let _ = writeln!(
        text,
        "\n## {}, by the number of customers\n\n| figure | {} | {} | the first by the second |\n|---|---|---|---|",
        few.engine, few.customers, many.customers
    );
    for (name, of) in [
        ("webhooks acknowledged a second", (|it: &Figures| it.acked) as fn(&Figures) -> f64),
        ("whole turns a second", |it| it.turns),
        ("raw limit, a second", |it| it.raw),
    ] {
        let ratio = of(few) / of(many).max(f64::EPSILON);
        let _ = writeln!(text, "| {name} | {:.0} | {:.0} | {ratio:.2} |", of(few), of(many));
    }
    for (name, of) in [
        ("start to ready", (|it: &Figures| ms(it.ready)) as fn(&Figures) -> String),
        ("memory at its peak", |it| format!("{} MB", it.peak_kb / 1024)),
    ] {
        let _ = writeln!(text, "| {name} | {} | {} | |", of(few), of(many));
    }
}
