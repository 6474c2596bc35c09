//! The shipped texts keep to what the shipped flows and the conduct ask of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use combinado::domain::debt::reason::Reason;
use combinado::domain::dialogue::Flow;
use combinado::domain::dialogue::matter::{DisputeKind, RequestKind};
use combinado::domain::dialogue::text::{Args, Value};
use combinado::domain::money::{Money, Rate};
use combinado::domain::problem::{Problem, Source};
use combinado::domain::words::ForbiddenWords;
use combinado::text::manners::Manners;
use combinado::text::{Catalog, lint, problems};

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

/// Values as long as they may become.
fn samples() -> Args {
    let text = |words: &str| Value::Text(words.to_owned());
    let day = NaiveDate::from_ymd_opt(2026, 12, 30).expect("a day");
    let words = [
        ("name", "Maximiliana"),
        ("creditor", "Lojas Aurora"),
        ("legal_name", "Aurora Comércio de Móveis Ltda."),
        ("cnpj", "11.222.333/0001-81"),
        ("site", "https://aurora.example"),
        ("phone", "(11) 93000-0000"),
        ("protocol", "4f2k-9a7b"),
        ("product", "Sofá de três lugares"),
        ("address", "Rua das Acácias, 100, Centro, Campinas, 13010-000"),
    ];
    let sums = [
        "principal",
        "fine",
        "interest",
        "total",
        "amount",
        "waived",
        "instalment",
        "last",
        "down",
        "owed",
        "left",
    ];
    let dates = ["due_on", "due", "valid_until", "first_due", "down_due", "until"];
    let mut args: Args = BTreeMap::new();
    args.extend(words.map(|(name, words)| (name.to_owned(), text(words))));
    args.extend(sums.map(|name| (name.to_owned(), Value::Money(Money::centavos(1_234_567)))));
    args.extend(dates.map(|name| (name.to_owned(), Value::Date(day))));
    args.extend(
        ["count", "number", "days", "made"].map(|name| (name.to_owned(), Value::Count(18))),
    );
    args.extend(["rate", "cet"].map(|n| (n.to_owned(), Value::Percent(Rate::whole_percent(12)))));
    args.insert("dates".to_owned(), Value::Dates(vec![day; 18]));
    let moment = day.and_hms_opt(9, 0, 0).expect("a time");
    args.insert("opens".to_owned(), Value::Moment(moment));
    args
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
