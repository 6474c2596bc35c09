//! The desk's section of the page of what was measured; the rest of the page is others'.

use std::fmt::Write as _;
use std::time::Duration;

use super::Figures;

/// The section.
pub fn section(all: &[Figures]) -> String {
    let mut text = String::from(
        "## The desk\n\n`cargo bench --bench desk -- --postgres URL --report \
         docs/performance.md` writes this section: a database with customers in every state, the \
         desk's pages asked for one after another over loopback, and open desks that are told of \
         messages. Aims: the list of conversations in 50 ms, a message told within 300 ms (p95).\n",
    );
    for it in all {
        let _ = writeln!(
            text,
            "\n### {}, {} customers\n\n| page | median | longest | size |\n|---|---|---|---|",
            it.engine, it.customers
        );
        for (path, median, longest, size) in &it.pages {
            let size = size / 1024;
            let _ = writeln!(text, "| {path} | {} | {} | {size} kB |", ms(*median), ms(*longest));
        }
        let (median, most, longest) = it.told;
        let _ = writeln!(
            text,
            "\nA message told to {} open desks: median {}, p95 {}, longest {}; {} never came. The \
             database was filled in {:.0} s.",
            it.streams,
            ms(median),
            ms(most),
            ms(longest),
            it.lost,
            it.filled.as_secs_f64()
        );
    }
    text
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
