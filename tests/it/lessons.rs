//! What an admin changes in a folder is learnt without a restart, where it is good.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use combinado::app::ear::Ear;
use combinado::app::relearn::{Learnt, relearn};
use combinado::cli::Kit;
use combinado::config::Settings;
use combinado::config::watch::Watch;
use combinado::domain::calendar::Calendar;
use combinado::domain::problem::Problem;
use combinado::domain::understanding::{Expectation, Intent};

/// Examples kept of each kind, so that learning takes no time.
const EXAMPLES: usize = 12;
const UNKNOWN: &str = "bota o zarabatel no borogodó";

/// A content folder with a program that runs on it.
struct Installation {
    folder: tempfile::TempDir,
    ear: Ear,
    watch: Watch,
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for part in ["flows", "policies", "locales"] {
            copy(Path::new(part), &folder.path().join(part));
        }
        let content = Some(folder.path().to_owned());
        let Ok(kit) = Kit::with(Settings { content, ..Settings::default() }) else {
            panic!("our content is good")
        };
        let watch = kit.watch.clone().expect("a folder is watched");
        Self { folder, ear: kit.reader, watch }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("locales/pt-BR/understanding").join(name)
    }

    /// What the running program does every few seconds, until a change has come to rest.
    fn look(&mut self) -> Option<Result<Learnt, Vec<Problem>>> {
        assert!(self.watch.look().is_none(), "a change must rest before it is read");
        let found = self.watch.look()?;
        Some(found.and_then(|it| relearn(&self.ear, &it.understanding, it.golden.as_ref())))
    }

    fn intent(&self, text: &str) -> Intent {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        self.ear.read(text, Expectation::Free, day, &Calendar::brazil()).intent
    }
}

/// Copies a folder, examples shortened.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder of ours") {
        let (path, name) = entry.map(|it| (it.path(), it.file_name())).expect("an entry");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else if name != "golden.jsonl" {
            let text = fs::read_to_string(&path).expect("a text");
            let examples = path.parent().is_some_and(|it| it.ends_with("understanding"));
            let text = if examples { shortened(&text) } else { text };
            fs::write(to.join(name), text).expect("a file");
        }
    }
}

fn shortened(text: &str) -> String {
    let mut listed = None;
    let kept = text.lines().filter(|line| {
        if line.contains("'''") {
            listed = if listed.is_some() { None } else { Some(0) };
            return true;
        }
        listed = listed.map(|count| count + 1);
        listed.is_none_or(|count| count <= EXAMPLES)
    });
    kept.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_taught_sentence_is_understood_without_a_restart() {
    let mut own = Installation::new();
    let before = own.intent(UNKNOWN);
    let ear = own.ear.clone();

    let taught: String = (1..=8).map(|n| format!("{UNKNOWN} {n}\n")).collect();
    fs::write(own.file("mine.toml"), format!("ask_pix = '''\n{taught}'''\n")).expect("a file");
    let learnt = own.look().expect("it is noticed").expect("it is learnt");

    assert_ne!(before, Intent::AskPix);
    assert_eq!(own.intent(UNKNOWN), Intent::AskPix);
    assert!(learnt.examples > 8);
    let day = NaiveDate::default();
    let heard = ear.read(UNKNOWN, Expectation::Free, day, &Calendar::brazil());
    assert_eq!(heard.intent, Intent::AskPix, "whoever held the ear before hears it as well");
    assert!(own.look().is_none(), "nothing is learnt twice");
}

#[test]
fn broken_files_change_nothing_and_are_told_until_they_are_mended() {
    let mut own = Installation::new();
    let before = own.ear.reader();

    fs::write(own.file("mine.toml"), "ask_pix = '''\nquero o pix\n").expect("a file");
    let told = own.look().expect("it is noticed").expect_err("it is refused");

    assert_eq!(told[0].code, "words-broken");
    assert!(told[0].file.ends_with("mine.toml"), "{told:?}");
    assert!(std::sync::Arc::ptr_eq(&before, &own.ear.reader()), "the reader in use stays");

    fs::remove_file(own.file("mine.toml")).expect("it goes");
    let mended = own.look().expect("it is noticed");
    assert!(mended.is_ok());
}

#[test]
fn lessons_that_lose_a_golden_sentence_are_refused() {
    let mut own = Installation::new();
    let golden = format!("{{\"text\": \"{UNKNOWN}\", \"intent\": \"thanks\"}}\n");
    let teach = |intent: &str| {
        let taught: String = (1..=8).map(|n| format!("{UNKNOWN} {n}\n")).collect();
        format!("# {intent}\n{intent} = '''\n{taught}'''\n")
    };

    fs::write(own.file("mine.toml"), teach("thanks")).expect("a file");
    fs::write(own.file("golden.jsonl"), golden).expect("a file");
    let first = own.look().expect("it is noticed");
    fs::write(own.file("mine.toml"), teach("ask_boleto")).expect("a file");
    let second = own.look().expect("it is noticed").expect_err("it is refused");

    assert!(first.is_ok(), "{first:?}");
    let codes: Vec<_> = second.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["golden-lost", "golden-misread"]);
    assert_eq!(own.intent(UNKNOWN), Intent::Thanks, "the reader in use stays");
}
