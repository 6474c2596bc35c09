//! The benchmarks, each with the raw limit measured in the same run.

mod durable;
mod turn;

fn main() {
    turn::run();
    durable::run();
}
