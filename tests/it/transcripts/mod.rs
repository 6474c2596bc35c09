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
use combinado::domain::experiment::{Arm, variant};
use combinado::domain::locale::Locale;
use combinado::domain::policy::Policy;
use combinado::domain::understanding::{Reader, shipped};
use combinado::text::{Catalog, Locales, problems};

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
        Err(fault) => return Some(format!("{}: {fault:?}", path.display())),
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

/// The fault of a transcript: its line, its code and what is to be done, in words.
fn told(text: &str) -> (usize, &'static str, String) {
    let fault = bench().play(text).expect_err("it makes no sense");
    let problem = fault.problem("a.chat");
    let words = Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good");
    assert_eq!((problem.line, problem.file.as_str()), (Some(fault.line), "a.chat"));
    (fault.line, problem.code, problems::line(&words, &problem))
}

#[test]
fn a_transcript_that_makes_no_sense_says_where_what_and_what_to_write_instead() {
    let begun = "# customer: A1001\n@ 2026-11-23 10:00\n";
    for (text, line, code, said) in [
        ("> oi\n", 1, "test-no-beginning", "@ 2026-11-23 10:00"),
        ("# customer: nobody\n\n@ 2026-11-23 10:00\n", 1, "test-unknown-word", "A1001, A1002"),
        ("@ 2026-11-23 10:00\n", 1, "test-no-customer", "# customer: A1001"),
        (&format!("{begun}! dance\n"), 3, "test-unknown-word", "paid, media, agent"),
        (&format!("{begun}! dance\n"), 3, "test-unknown-word", "offer, withdraw, approve"),
        (&format!("{begun}ola\n"), 3, "test-unknown-line", "“ola”"),
        (&format!("{begun}= mood=good\n"), 3, "test-unknown-word", "step, identity"),
        (&format!("{begun}@ +2w\n"), 3, "test-unknown-moment", "@ +2d"),
        (&format!("{begun}> oi\n> [9]\n"), 4, "test-unknown-choice", "[1] Sou eu [2] Não sou"),
        (&format!("{begun}> [1]\n"), 3, "test-unknown-choice", "não tem botões"),
        (&format!("{begun}! media gif\n"), 3, "test-unknown-word", "image, audio"),
        (&format!("{begun}! offer count\n"), 3, "test-wrong-value", "só algarismos"),
        (&format!("{begun}! offer price=3\n"), 3, "test-unknown-word", "instalment, count"),
        (&format!("{begun}! close done\n"), 3, "test-unknown-word", "agreement, promise"),
        (&format!("{begun}! close paid sum=3\n"), 3, "test-unknown-word", "amount, due"),
        (&format!("{begun}! close pause\n"), 3, "test-outcome-lacks", "pause until="),
    ] {
        let (at, named, words) = told(text);
        assert_eq!((at, named), (line, code), "{text}");
        assert!(words.contains(said), "{words}");
    }
}

#[test]
fn what_a_header_says_of_the_customer_is_held_to_the_rules_of_an_import() {
    let (customer, begun) = ("# customer: A1001\n", "@ 2026-11-23 10:00\n");
    for (header, line, code, said) in [
        ("# set: uf=SP\n# set: amount=cem\n", 3, "import-bad-money", "1.234,56"),
        ("# set: uf=SP\n# set: price=1\n", 3, "test-unknown-word", "amount"),
        ("# set: uf=SP\n# also: invoice=F2; due_on=amanhã\n", 3, "import-bad-date", "31/12/2026"),
        ("# creditor: mood = 1\n", 2, "creditors-unknown-key", "suspends_after_days"),
    ] {
        let (at, named, words) = told(&format!("{customer}{header}{begun}"));
        assert_eq!((at, named), (line, code), "{header}");
        assert!(words.contains(said), "{words}");
    }
}

/// Our words, with the texts of a file in the place of those that are.
fn worded(folder: &Path) -> Bench {
    let texts = fs::read_to_string(folder.join("texts.ftl")).unwrap_or_default();
    let arm = Arm { texts: [(Locale::OWN, texts)].into_iter().collect(), ..Arm::default() };
    let (files, _) = variant::worded(&content::own(), &arm);
    let content = Content::of(&files).expect("our content");
    Bench { words: Locales::load(&content.texts).expect("they can be read"), ..bench().clone() }
}

#[test]
fn every_code_of_a_transcript_is_raised_by_its_fixture_and_not_by_its_twin() {
    let mut tried = 0;
    for entry in fs::read_dir("tests/fixtures/problems").expect("the fixtures are there") {
        let folder = entry.expect("a readable folder").path();
        let code = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !code.starts_with("test-") {
            continue;
        }
        let play = |folder: &Path| {
            let text = fs::read_to_string(folder.join("conversation.chat")).expect("a transcript");
            match worded(folder).play(&text) {
                Ok(played) => played.unsaid.into_iter().next(),
                Err(fault) => Some(fault),
            }
        };
        assert_eq!(play(&folder).map(|fault| fault.problem("a.chat").code), Some(code.as_str()));
        assert_eq!(play(&folder.join("good")), None, "{code}");
        tried += 1;
    }
    assert_eq!(tried, 10);
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
