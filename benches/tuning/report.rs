//! The tuning room's section of the page of what was measured.

use std::fmt::Write as _;
use std::time::Duration;

use super::Figures;

const HEAD: &str = "## The tuning room

`cargo bench --bench tuning -- --postgres URL --report docs/performance.md` writes this section. Customers hold
conversations through the queues; `combinado replay --all --content DIR` takes all of them again against a draft with
another text, turn by turn to the end. Then an admin publishes on a page of the first instance, while on every
instance somebody new writes every 50 ms: the release of each conversation tells when the new one served there. Aims:
10,000 conversations in a minute, and publishing seen everywhere within two seconds.
";

/// The section.
pub fn section(all: &[Figures]) -> String {
    let mut text = HEAD.to_owned();
    for Figures { engine, replayed, published } in all {
        let instances = if published.instances == 1 { "one instance" } else { "two instances" };
        let _ = writeln!(
            text,
            "\n### {engine}, {instances}\n\n| figure | measured | aim |\n|---|---|---|"
        );
        let each = replayed.took.as_secs_f64() * 1000.0 / f64::from(replayed.conversations.max(1));
        let elsewhere = if published.instances == 1 { "there" } else { "on the other instance" };
        for (name, value, aim) in [
            (
                format!(
                    "replay of {} conversations, {} turns",
                    replayed.conversations, replayed.turns
                ),
                format!("{:.1} s", replayed.took.as_secs_f64()),
                "10,000 in 60 s",
            ),
            ("one of them".to_owned(), format!("{each:.2} ms"), ""),
            ("would have gone otherwise".to_owned(), replayed.otherwise.to_string(), ""),
            (
                format!(
                    "publishing to the first conversation on it {elsewhere}, median and longest"
                ),
                both(published.first),
                "2 s",
            ),
            (
                "publishing to the last conversation begun on the one before, median and longest"
                    .to_owned(),
                both(published.last),
                "2 s",
            ),
        ] {
            let _ = writeln!(text, "| {name} | {value} | {aim} |");
        }
        let _ = writeln!(
            text,
            "\nThe conversations were held in {:.0} s. Published {} times, while {} conversations began; \
             each was answered.",
            replayed.filled.as_secs_f64(),
            published.rounds,
            published.conversations
        );
    }
    text
}

fn both((middle, longest): (Duration, Duration)) -> String {
    format!("{}, {}", ms(middle), ms(longest))
}

fn ms(time: Duration) -> String {
    format!("{:.0} ms", time.as_secs_f64() * 1000.0)
}
