//! The program: reads its command line and does what it says.

use std::process::ExitCode;

/// Gives memory back that was used for a while, such as by the reader as it learns.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    combinado::cli::run(std::env::args_os())
}
