//! Several databases at the same time, each in a process of its own: most of an exam is waiting.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use anyhow::{Context, Result, bail};

use crate::Arguments;
use crate::database::Kind;
use crate::{report, server};

/// Examines each database; what each came to, line by line, in the order given.
pub fn each(kinds: &[Kind], arguments: &Arguments) -> Result<Vec<Vec<String>>> {
    let mut begun = Vec::new();
    for kind in kinds {
        begun.push(begin(*kind, arguments)?);
    }
    begun.into_iter().map(|(child, heard)| ended(child, heard)).collect()
}

fn begin(kind: Kind, arguments: &Arguments) -> Result<(Child, JoinHandle<Vec<String>>)> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(&arguments.only).args(["--on", kind.name()]);
    command.args(["--seed", &arguments.seed.to_string()]);
    for (name, given) in [("--quick", arguments.quick), ("--keep", arguments.keep)] {
        if given {
            command.arg(name);
        }
    }
    // It is built by now.
    command.env(server::GIVEN, server::program()?).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let out = child.stdout.take().context("its output is ours")?;
    let heard = std::thread::spawn(move || {
        let lines = BufReader::new(out).lines().map_while(Result::ok);
        lines.inspect(|line| println!("{line}")).collect()
    });
    Ok((child, heard))
}

fn ended(mut child: Child, heard: JoinHandle<Vec<String>>) -> Result<Vec<String>> {
    let Ok(lines) = heard.join() else { bail!("an exam was not heard to its end") };
    let status = child.wait()?;
    // One in which a question failed has told so; any other bad end is no exam.
    if status.success() || lines.iter().any(|line| report::is_failure(line)) {
        return Ok(lines);
    }
    bail!("an exam ended with {status}")
}
