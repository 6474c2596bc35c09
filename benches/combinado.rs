//! The benchmarks, each with the raw limit measured in the same run.
//!
//! `cargo bench -- reading` runs the ones named only.

mod checks;
mod durable;
mod pipeline;
mod reading;
mod turn;

fn main() {
    let named: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|it| it == name);
    if wanted("reading") {
        reading::run();
    }
    if wanted("turn") {
        turn::run();
    }
    if wanted("checks") {
        checks::run();
    }
    if wanted("pipeline") {
        pipeline::run();
    }
    if wanted("durable") {
        durable::run();
    }
}
