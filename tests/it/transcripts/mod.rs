//! Every transcript that is shipped (`conversations/*.chat`) and those beside them
//! (`tests/conversations/*.chat`), played in a world in memory.
//!
//! How they are written stands in `app::tuning::transcript`.
//! `COMBINADO_BLESS=1` writes what was said, and the values after `=`, into the files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use combinado::app::tuning::transcript::{Bench, Coverage, difference, title};
use combinado::config::content;
use combinado::domain::content::Content;
use combinado::domain::dialogue::{Flow, Rules};
use combinado::domain::policy::Policy;
use combinado::domain::understanding::{Reader, shipped};
use combinado::text::Locales;

use crate::support::{source, static_pix};

const SHIPPED: &str = "conversations";
const FOLDERS: [&str; 2] = [SHIPPED, "tests/conversations"];

fn bench() -> &'static Bench {
    static BENCH: OnceLock<Bench> = OnceLock::new();
    BENCH.get_or_init(|| {
        let content = Content::of(&content::own()).expect("our content");
        let flow = Flow::load(&source("flows/negotiation.toml")).expect("a good flow");
        let policy = Policy::load(&source("policies/standard.toml")).expect("a good policy");
        Bench {
            rules: Rules { flow: Arc::new(flow), policy: Arc::new(policy) },
            words: Locales::load(&content.texts).expect("our texts are good"),
            reader: Arc::new(Reader::train(&shipped()).expect("our words are good")),
            issue: static_pix,
            tell: combinado::cli::issue::told,
        }
    })
}

fn transcripts() -> Vec<PathBuf> {
    FOLDERS.into_iter().flat_map(inside).collect()
}

fn inside(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the transcripts are there");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "chat"));
    paths.sort();
    paths
}

/// Plays a transcript: none where it says what was said, else the difference.
fn play(path: &Path, bless: bool) -> Option<String> {
    let written = fs::read_to_string(path).expect("a readable transcript");
    let played = match bench().play(&written) {
        Ok(played) => played.text,
        Err(why) => return Some(format!("{}: {why}", path.display())),
    };
    if played == written {
        return None;
    }
    if bless {
        fs::write(path, played).expect("a writable transcript");
        return None;
    }
    Some(format!("{}\n{}", path.display(), difference(&written, &played)))
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
        assert_eq!(bench().play(text), Err(why.to_owned()));
    }
}

#[test]
fn what_is_shipped_comes_to_every_step_and_cue() {
    let (flow, file) = (&bench().rules.flow, source("flows/negotiation.toml"));
    let mut coverage = Coverage::of(flow);
    let with_lines = coverage.open(&file).into_iter().filter(|(_, line)| line.is_some()).count();
    assert_eq!(with_lines, flow.steps.len(), "nothing was come to, and each step has its line");

    for path in inside(SHIPPED) {
        let written = fs::read_to_string(&path).expect("a readable transcript");
        coverage.add(&bench().play(&written).expect("it plays").trace);
    }

    assert_eq!(coverage.open(&file), []);
    assert_eq!(coverage.covered(), flow.steps.len());
}

#[test]
fn every_transcript_says_in_its_first_line_what_it_is_about() {
    for path in transcripts() {
        let written = fs::read_to_string(&path).expect("a readable transcript");
        assert!(title(&written).is_some(), "{}", path.display());
    }
}

#[test]
fn no_two_transcripts_have_one_name() {
    let paths = transcripts();
    let names: BTreeSet<_> = paths.iter().filter_map(|path| path.file_name()).collect();
    assert_eq!(names.len(), paths.len());
}
