//! Every transcript of `tests/conversations/*.chat`, played in a world in memory.
//!
//! ```text
//! # Any words about it.
//! # customer: A1001                 a customer of examples/portfolio.csv …
//! # set: amount=350,90; due_on={-44}    … with other values in their columns …
//! # also: invoice=F2; due_on={-75}      … and one more line
//! # creditor: suspends_after_days = 30  … and one more line of creditors
//! @ 2026-11-23 10:00                the moment it begins, where the customer lives
//! ! outreach                        we write first
//! > oi                              the customer writes
//! > [2]                             the customer chooses: a number, an id or a label
//! < Oi!                             what the bot says; its further lines begin with a bar
//! | [1] Sou eu  [2] Não sou
//! @ +2d                             time passes: m, h, d
//! ! paid                            money lands: what is due, or a sum: `! paid 123.45`
//! ! media image                     image, audio, video, document, sticker, location, contact
//! ! agent Oi, aqui é a Júlia.       the human who has the case writes
//! ! return                          the human gives the conversation back
//! ! offer count=3; down=50          the human offers: total, down, instalment, count, first, as, seen
//! ! withdraw                        … takes it back
//! ! approve                         a supervisor approves what waits, or `! refuse why`
//! ! close promise amount=90; due=2026-12-01   the human closes the case with its outcome
//! ! switch                          the customer goes on at their other address, or comes back
//! ! old tap                         the customer taps a button of an older message
//! ! again                           the customer comes again without a word, as by `/start`
//! = step=open identity=unknown      what the conversation remembers now
//! ```
//!
//! `COMBINADO_BLESS=1` writes what was said, and the values after `=`, into the files.

mod desk;
mod diff;
mod player;
mod stage;

use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "tests/conversations";

fn transcripts() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).expect("the transcripts are there");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "chat"));
    paths.sort();
    paths
}

/// Plays a transcript: none where it says what was said, else the difference.
fn play(path: &Path, bless: bool) -> Option<String> {
    let written = fs::read_to_string(path).expect("a readable transcript");
    let played = match player::play(&written) {
        Ok(played) => played,
        Err(why) => return Some(format!("{}: {why}", path.display())),
    };
    if played == written {
        return None;
    }
    if bless {
        fs::write(path, played).expect("a writable transcript");
        return None;
    }
    Some(format!("{}\n{}", path.display(), diff::lines(&written, &played)))
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test asks how it is run")]
fn every_transcript_says_what_is_said() {
    let bless = std::env::var_os("COMBINADO_BLESS").is_some_and(|value| value == "1");

    let different: Vec<String> =
        transcripts().iter().filter_map(|path| play(path, bless)).collect();

    assert!(
        different.is_empty(),
        "{} of {} transcripts differ; COMBINADO_BLESS=1 accepts what is said now\n\n{}",
        different.len(),
        transcripts().len(),
        different.join("\n")
    );
}

/// The bot's messages of a transcript, each as one text without its choices and its footer.
fn messages(written: &str) -> Vec<String> {
    let mut messages: Vec<String> = Vec::new();
    let mut ours = false;
    for line in written.lines() {
        let (mark, rest) = line.split_at_checked(1).unwrap_or((line, ""));
        match mark {
            "<" => {
                ours = !rest.starts_with(" (atendente)");
                messages.extend(ours.then(|| rest.trim().to_owned()));
            }
            "|" if ours && !rest.trim_start().starts_with('[') && !rest.contains("· CNPJ ") => {
                if let Some(last) = messages.last_mut() {
                    last.push('\n');
                    last.push_str(rest.trim());
                }
            }
            "|" => {}
            _ => ours = false,
        }
    }
    messages
}

#[test]
fn no_message_asks_two_questions() {
    let mut found = Vec::new();
    for path in transcripts() {
        let written = fs::read_to_string(&path).expect("a readable transcript");
        let many = messages(&written).into_iter().filter(|text| text.matches('?').count() > 1);
        found.extend(many.map(|text| format!("{}: {text}", path.display())));
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn nothing_is_said_twice_in_a_row_in_the_same_words() {
    let mut found = Vec::new();
    for path in transcripts() {
        let written = fs::read_to_string(&path).expect("a readable transcript");
        let said = messages(&written);
        let twice = said.iter().zip(said.iter().skip(1)).filter(|(one, next)| one == next);
        found.extend(twice.map(|(text, _)| format!("{}: {text}", path.display())));
    }
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn a_transcript_that_makes_no_sense_names_its_line() {
    for (text, why) in [
        ("> oi\n", "line 1: nothing can happen before `@` says when it begins"),
        ("# customer: nobody\n@ 2026-11-23 10:00\n", "line 2: no customer \"nobody\""),
        ("# customer: A1001\n@ 2026-11-23 10:00\n! dance\n", "line 3: unknown event \"dance\""),
        ("# customer: A1001\n@ 2026-11-23 10:00\nola\n", "line 3: unknown line \"ola\""),
        ("# customer: A1001\n@ 2026-11-23 10:00\n= mood=good\n", "line 3: unknown key \"mood\""),
    ] {
        assert_eq!(player::play(text), Err(why.to_owned()));
    }
}
