//! The conversation as lines of JSON: what happens comes in, what is said goes out.
//!
//! A line that is wrong is told on standard error with its number and a remedy, and changes
//! nothing; the lines after it are worked, and the exit code is 2.

use std::io::{BufRead, Write};

use serde::Serialize;

use super::input::{BadLine, Input};
use super::{Stop, Talk};
use crate::cli::exit::Exit;
use crate::cli::kit::Kit;
use crate::cli::told::Failure;

/// Works standard input to its end.
pub fn run(kit: &Kit, talk: &mut dyn Talk, trace: bool) -> Result<Exit, Failure> {
    let mut answer = Exit::Done;
    let mut input = std::io::stdin().lock();
    let mut bytes = Vec::new();
    for number in 1_usize.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        let line = String::from_utf8_lossy(&bytes);
        let line = line.strip_suffix('\n').unwrap_or(&line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let line = if number == 1 { line.trim_start_matches('\u{feff}') } else { line };
        match Input::from_json_line(line) {
            Ok(happens) => match talk.take(happens) {
                Ok(said) => said.iter().try_for_each(write)?,
                Err(Stop::Wrong(key)) => {
                    refuse(kit, number, &kit.tell(key, &[]));
                    answer = Exit::WrongInput;
                }
                Err(Stop::Failed(failure)) => return Err(failure),
            },
            Err(bad) => {
                refuse(kit, number, &in_words(kit, &bad));
                answer = Exit::WrongInput;
            }
        }
        if trace {
            write(&talk.state()?)?;
        }
    }
    Ok(answer)
}

/// One line, at once: whoever reads may be waiting for it.
fn write(line: &impl Serialize) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, line)?;
    writeln!(out)?;
    Ok(out.flush()?)
}

fn refuse(kit: &Kit, number: usize, words: &str) {
    let number = number.to_string();
    eprintln!("{}", kit.tell("cli-line", &[("line", &number), ("words", words)]));
}

fn in_words(kit: &Kit, bad: &BadLine) -> String {
    match bad {
        BadLine::UnknownKey(key) => kit.tell("cli-line-unknown-key", &[("key", key)]),
        BadLine::NotOneKey(count) => {
            kit.tell("cli-line-not-one-key", &[("count", &count.to_string())])
        }
        BadLine::BadValue { key, value } => {
            let known = kit.tell(&format!("cli-line-bad-value.{key}"), &[]);
            kit.tell("cli-line-bad-value", &[("key", key), ("value", value), ("known", &known)])
        }
    }
}
