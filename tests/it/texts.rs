//! The shipped texts keep to what the shipped flows and the conduct ask of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use combinado::app::tuning::checks::samples;
use combinado::domain::debt::reason::Reason;
use combinado::domain::dialogue::Flow;
use combinado::domain::dialogue::matter::{DisputeKind, RequestKind};
use combinado::domain::dialogue::text::Value;
use combinado::domain::problem::{Problem, Source};
use combinado::domain::words::ForbiddenWords;
use combinado::text::manners::Manners;
use combinado::text::{Catalog, lint, problems};

use crate::sources;

fn source(path: &str) -> Source {
    Source::new(path, fs::read_to_string(path).expect("the file is there"))
}

fn catalog() -> Catalog {
    Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good")
}

fn flow() -> Flow {
    Flow::load(&source("flows/negotiation.toml")).expect("our flow is good")
}

fn none(found: &[Problem]) {
    let catalog = catalog();
    let lines: Vec<String> = found.iter().map(|p| problems::line(&catalog, p)).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn every_text_that_a_flow_says_is_written() {
    let wanted = flow().texts().into_keys().collect();
    none(&lint::keys(&catalog(), &wanted, |_| true));
}

#[test]
fn no_text_names_a_value_it_is_not_given() {
    none(&lint::variables(&catalog(), &flow().texts()));
}

#[test]
fn no_text_threatens_or_embarrasses() {
    let words = ForbiddenWords::parse(&source("policies/conduct.toml")).expect("a good list");
    none(&lint::words(&catalog(), &words, &samples()));
}

#[test]
fn texts_keep_to_their_manners_and_buttons_fit_every_channel() {
    let manners = Manners::parse(&source("policies/conduct.toml")).expect("good manners");
    none(&lint::manners(&catalog(), &manners, &samples()));
}

#[test]
fn nothing_is_counted_as_one() {
    none(&lint::plurals(&catalog()));
}

/// What a text says for a code, in the words of its first line.
fn said(key: &str, name: &str, code: &str) -> String {
    let mut args = samples();
    args.insert(name.to_owned(), Value::Text(code.to_owned()));
    catalog().nth(key, &args, 0).expect("a text")
}

#[test]
fn every_kind_of_dispute_is_said_back_in_its_own_words() {
    for key in ["dispute-understood", "dispute-evidence"] {
        let name = if key == "dispute-understood" { "kind" } else { "matter" };
        let told: std::collections::BTreeSet<String> =
            DisputeKind::ALL.iter().map(|kind| said(key, name, kind.as_str())).collect();

        assert_eq!(told.len(), DisputeKind::ALL.len(), "{key}: two kinds say the same");
    }
}

#[test]
fn every_matter_is_named_to_the_desk() {
    let other = said("summary-matter", "matter", "other");
    let disputes = DisputeKind::ALL.iter().map(|kind| kind.as_str());
    let requests = RequestKind::ALL.iter().map(|kind| kind.as_str());

    for code in disputes.chain(requests).filter(|code| *code != "other") {
        assert_ne!(said("summary-matter", "matter", code), other, "{code}");
    }
}

#[test]
fn every_reason_of_delay_is_named_to_the_desk() {
    let untold = said("summary-late", "reason", "untold");
    for reason in Reason::ALL {
        assert_ne!(said("summary-late", "reason", reason.as_str()), untold, "{reason:?}");
    }
}

/// What our sources write into the log of what people do.
fn noted() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in sources::files() {
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        let flat: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        for call in [".note(tx, \"", "entry(now, &person, \""] {
            for after in flat.split(call).skip(1) {
                codes.extend(after.split('"').next().map(str::to_owned));
            }
        }
    }
    codes
}

#[test]
fn everything_that_is_audited_can_be_asked_for_in_words() {
    let noted = noted();
    assert!(noted.contains("draft-push") && noted.len() > 30, "{noted:?}");

    let page = sources::files().into_iter().find(|file| file.path == "web/desk/audit.rs");
    let page = page.expect("the page of the log").text;
    let list = page.split("pub const ACTIONS").nth(1).and_then(|it| it.split("];").next());
    let list = list.expect("its list").split('"').skip(1).step_by(2);
    let listed: BTreeSet<String> = list.map(str::to_owned).collect();

    let unlisted: Vec<_> = noted.difference(&listed).collect();
    assert!(unlisted.is_empty(), "not in the list of the page: {unlisted:?}");
    for locale in ["pt-BR", "es"] {
        let words = fs::read_to_string(format!("locales/{locale}/desk-access.ftl")).expect("words");
        let silent: Vec<_> =
            listed.iter().filter(|code| !words.contains(&format!("    [{code}] "))).collect();
        assert!(silent.is_empty(), "{locale}: {silent:?}");
    }
}
