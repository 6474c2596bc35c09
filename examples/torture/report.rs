//! What the exam came to: told line by line, and written as a page.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use combinado::clock::Clock;

use crate::database::Kind;
use crate::world::Outcome;

/// The widest line of the page.
const WIDTH: usize = 100;

/// How the page begins.
const BEGINNING: &str = "\
# Reliability, examined

`cargo run --release --example torture -- --report docs/reliability.md` writes this page: every question
on SQLite and, at the same time, on a PostgreSQL of its own, by the real program, the in-process fake of WhatsApp and
senders that come again as WhatsApp does. One question: `… -- R1`; on one database: `… -- R1 --on sqlite`;
smaller counts: `… -- --quick`, of which `tests/all exam` asks R1, R12, R15 and R17. A question
that cannot be asked here, for want of `strace` or of a small disk, counts as failed.

After each question a checker compares database and provider: every acknowledged message is stored once
(I1) and has one turn, turns are numbered without gaps (I2), a replay comes out the same (I3), each effect
was accepted once unless it is marked as unknown (I4), in the order of its chat (I5), agreements add up
and no debt is in two (I6), nothing is begun after a stop or out of hours (I7), nothing waits for ever and
what was given up says why (I8), no log tells a person or a secret (I9), the pages are whole (I10). Among
those who write are some who ask to be left alone.

Words in the counts: *unknown* is a message of which nobody heard whether it went, which is never sent
again; *dead* is what was given up, with a reason, for humans to see. A part that follows is given up as
*overtaken* where its first part stayed unknown until the conversation had gone on.
";

/// What is left out, and why.
const LEFT_OUT: &str = "
## Left out

- R3, power loss: needs a file system that drops what was not synced. Every commit is synced before the
  webhook is answered (`synchronous = full`; `fsync` of PostgreSQL), which R4 asks by failing it.
- R2 kills at places of the way of a message, none of them within a migration (R29).
- R6 asks SQLite alone: PostgreSQL has no lock of the whole. R7 and R9 ask PostgreSQL alone: a file is
  worked by one process. R4 and R5 ask SQLite: they break the disk below the program itself.
- R2 kills 20 times at each place on SQLite, 10 times on PostgreSQL.
- R10 holds against each way to refuse alone that no round of tries comes before its time, and that no
  message is tried twice in a round. Of the rate while some is refused it asks nothing.
- R11 sends 500 a fault, not 1,000, and has no other channel beside.
- R16 posts three times what is taken just before, whatever the answers; each that comes is 200, or 503
  with the time to come again. How long those who are taken wait is told, not asked: on a machine that
  is also the sender's it says little. Nor is it asked that everybody is answered before they give up.
- I6 does not compare the sums with the policy.
- The counts of R5 to R8, R12 to R15, R17 to R19 and R25 are below those of the plan, so that all of it
  fits into half an hour.
- R20 to R24, R26, R27, R29 and R30 come with what they concern.
";

/// What the exam came to.
#[derive(Default)]
pub struct Report {
    text: String,
    /// How many questions failed.
    pub failed: usize,
}

impl Report {
    /// Tells a line, and keeps it for the page.
    pub fn line(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(&wrapped(line));
    }

    /// Takes what another process told.
    pub fn take(&mut self, lines: &[String]) {
        for line in lines {
            self.failed += usize::from(is_failure(line));
            self.text.push_str(&wrapped(line));
        }
    }

    /// Tells what a question came to.
    pub fn told(
        &mut self,
        (name, words): (&str, &str),
        kind: Kind,
        outcome: &Result<Outcome>,
        seconds: u64,
    ) {
        let (verdict, told) = match outcome {
            Ok(outcome) if outcome.is_good() => ("pass", outcome.words()),
            Ok(outcome) => ("FAIL", outcome.words()),
            Err(error) => ("FAIL", format!("{error:#}")),
        };
        if verdict == "FAIL" {
            self.failed += 1;
        }
        let kind = kind.name();
        self.line(&format!("{name:<4} {kind:<8} {verdict} {seconds:>4} s  {words}: {told}"));
    }

    /// Writes the page.
    pub fn write(&self, path: &Path, (quick, seed): (bool, u64)) -> Result<()> {
        let day = Clock::System.now().format("%Y-%m-%d");
        let form = if quick { "The short form" } else { "In full" };
        let mut page = String::from(BEGINNING);
        writeln!(page, "\n## {form}, {day}, seed {seed}\n\n```text{}```", self.text)?;
        page.push_str(LEFT_OUT);
        std::fs::write(path, page)?;
        Ok(())
    }
}

/// True for the line of a question that failed.
pub fn is_failure(line: &str) -> bool {
    line.split_whitespace().nth(2) == Some("FAIL")
}

/// A line, broken where it is too long; what follows stands further in.
fn wrapped(line: &str) -> String {
    let (mut text, mut width) = (String::new(), 0);
    for word in line.split_inclusive(' ') {
        let length = word.chars().count();
        if width + length > WIDTH && width > 0 {
            text.truncate(text.trim_end().len());
            text.push_str("\n     ");
            width = 5;
        }
        text.push_str(word);
        width += length;
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_broken_between_words() {
        let line = "word ".repeat(40);

        let text = wrapped(line.trim_end());

        assert!(text.lines().all(|line| line.len() <= WIDTH));
        assert_eq!(text.split_whitespace().count(), 40);
    }
}
