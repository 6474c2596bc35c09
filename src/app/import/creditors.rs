//! Creditors from a TOML file: `[[creditor]]` tables, all problems at once.
//!
//! To add a key: its name in [`KEYS`] and its line in `creditor`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::debt::late::LateTerms;
use crate::domain::debt::party::Creditor;
use crate::domain::money::Rate;
use crate::domain::people::{Cnpj, HelpLine, PixKey, Uf};
use crate::domain::problem::{Problem, Source};

/// Every key that a creditor may have.
const KEYS: [&str; 16] = [
    "id",
    "trade_name",
    "legal_name",
    "cnpj",
    "address",
    "city",
    "phone",
    "site",
    "pix_key",
    "late_fee_percent",
    "interest_percent_month",
    "consumer",
    "lists_in_credit_bureau",
    "suspends_after_days",
    "policy",
    "language",
];

/// The policy of a creditor that names none.
const POLICY: &str = "standard";

/// Reads creditors from a TOML text.
///
/// # Errors
/// Every problem at once, with line, code and remedy.
pub fn creditors(source: &Source) -> Result<Vec<Creditor>, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        return Err(errors.iter().map(|error| syntax(source, error)).collect());
    }
    let mut reading = Reading { source, problems: Vec::new() };
    let read = reading.document(document.get_ref());
    if reading.problems.is_empty() { Ok(read) } else { Err(reading.problems) }
}

fn syntax(source: &Source, error: &toml::de::Error) -> Problem {
    let code = "creditors-syntax";
    let problem = match error.span() {
        Some(span) => source.problem_at(code, span),
        None => source.problem(code),
    };
    problem.with("detail", error.message())
}

struct Reading<'a> {
    source: &'a Source,
    problems: Vec<Problem>,
}

/// One creditor's table and where it stands.
#[derive(Clone, Copy)]
struct Table<'a> {
    table: &'a DeTable<'a>,
    span: (usize, usize),
}

impl Reading<'_> {
    fn document(&mut self, document: &DeTable<'_>) -> Vec<Creditor> {
        for key in document.keys().filter(|key| key.get_ref() != "creditor") {
            self.unknown(key.get_ref(), key.span(), &["creditor"]);
        }
        let Some(list) = document.get("creditor") else {
            self.problems.push(self.source.problem("creditors-none"));
            return Vec::new();
        };
        let Some(tables) = list.get_ref().as_array() else {
            self.refuse("creditors-no-list", list.span(), "creditor", "");
            return Vec::new();
        };
        if tables.is_empty() {
            self.problems.push(self.source.problem("creditors-none"));
        }
        let mut ids = BTreeSet::new();
        let mut read = Vec::new();
        for each in tables {
            let span = each.span();
            let Some(table) = each.get_ref().as_table() else {
                self.refuse("creditors-no-list", span, "creditor", "");
                continue;
            };
            let Some(creditor) = self.creditor(Table { table, span: (span.start, span.end) })
            else {
                continue;
            };
            if !ids.insert(creditor.id.clone()) {
                let at = table.get("id").map_or(span, Spanned::span);
                self.refuse("creditors-duplicate-id", at, "id", &creditor.id);
            }
            read.push(creditor);
        }
        read
    }

    fn creditor(&mut self, table: Table<'_>) -> Option<Creditor> {
        for key in table.table.keys().filter(|key| !KEYS.contains(&key.get_ref().as_ref())) {
            self.unknown(key.get_ref(), key.span(), &KEYS);
        }
        let id = self.text(table, "id").filter(|id| self.is_id(table, id));
        let trade_name = self.text(table, "trade_name");
        let legal_name = self.text(table, "legal_name");
        let cnpj = self.parsed::<Cnpj>(table, "cnpj", "creditors-bad-cnpj");
        let address = self.text(table, "address");
        let city = self.city(table, address.as_deref());
        let phone = self.parsed::<HelpLine>(table, "phone", "creditors-bad-phone");
        let site = self.text(table, "site");
        let pix_key = self.parsed::<PixKey>(table, "pix_key", "creditors-bad-pix-key");
        let fine = self.percent(table, "late_fee_percent");
        let interest = self.percent(table, "interest_percent_month");
        let consumer = self.flag(table, "consumer", true);
        let lists_in_credit_bureau = self.flag(table, "lists_in_credit_bureau", false);
        let suspends_after_days = self.days(table, "suspends_after_days");
        let language = table.table.contains_key("language");
        let language = language.then(|| self.parsed(table, "language", "creditors-bad-language"));
        let policy = match table.table.get("policy") {
            Some(_) => self.text(table, "policy"),
            None => Some(POLICY.to_owned()),
        };
        Some(Creditor {
            id: id?,
            trade_name: trade_name?,
            legal_name: legal_name?,
            cnpj: cnpj?,
            address: address?,
            city: city?,
            phone: phone?,
            site: site?,
            pix_key: pix_key?,
            late_terms: LateTerms::new(fine?, interest?, consumer?),
            lists_in_credit_bureau: lists_in_credit_bureau?,
            suspends_after_days,
            policy: policy?,
            language: language.flatten(),
        })
    }

    fn refuse(&mut self, code: &'static str, span: Range<usize>, key: &str, value: &str) {
        let problem = self.source.problem_at(code, span).with("key", key).with("value", value);
        self.problems.push(problem);
    }

    fn unknown(&mut self, key: &str, span: Range<usize>, known: &[&str]) {
        let problem = self.source.problem_at("creditors-unknown-key", span);
        self.problems.push(problem.with("key", key).with("known", known.join(", ")));
    }

    fn missing(&mut self, table: Table<'_>, key: &str) {
        // The table's own line: it has no other for what is not there.
        self.refuse("creditors-missing-key", table.span.0..table.span.1, key, "");
    }

    fn text(&mut self, table: Table<'_>, key: &str) -> Option<String> {
        let Some(value) = table.table.get(key) else {
            self.missing(table, key);
            return None;
        };
        let Some(text) = value.get_ref().as_str() else {
            self.refuse("creditors-not-text", value.span(), key, value.get_ref().type_str());
            return None;
        };
        let tidy = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if tidy.is_empty() || tidy.chars().count() > 200 || text.contains(char::is_control) {
            self.refuse("creditors-bad-text", value.span(), key, &tidy);
            return None;
        }
        Some(tidy)
    }

    fn is_id(&mut self, table: Table<'_>, id: &str) -> bool {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let fine = id.len() <= 64 && id.chars().all(plain);
        if !fine && let Some(value) = table.table.get("id") {
            self.refuse("creditors-bad-id", value.span(), "id", id);
        }
        fine
    }

    fn parsed<T: FromStr>(&mut self, table: Table<'_>, key: &str, code: &'static str) -> Option<T> {
        let text = self.text(table, key)?;
        let parsed = text.parse().ok();
        if parsed.is_none()
            && let Some(value) = table.table.get(key)
        {
            self.refuse(code, value.span(), key, &text);
        }
        parsed
    }

    /// A percentage from 0 to 100, as text or as a number.
    fn percent(&mut self, table: Table<'_>, key: &str) -> Option<Rate> {
        let Some(value) = table.table.get(key) else {
            self.missing(table, key);
            return None;
        };
        let text = match value.get_ref() {
            DeValue::String(text) => text.trim().trim_end_matches('%').trim().replace(',', "."),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                self.refuse("creditors-bad-percent", value.span(), key, value.get_ref().type_str());
                return None;
            }
        };
        let percent = Decimal::from_str_exact(&text).ok();
        let fits = |percent: &Decimal| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(percent);
        let rate = percent.filter(fits).map(Rate::percent);
        if rate.is_none() {
            self.refuse("creditors-bad-percent", value.span(), key, &text);
        }
        rate
    }

    fn flag(&mut self, table: Table<'_>, key: &str, otherwise: bool) -> Option<bool> {
        let Some(value) = table.table.get(key) else { return Some(otherwise) };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.refuse("creditors-not-flag", value.span(), key, value.get_ref().type_str());
        }
        flag
    }

    /// A whole number of days from 1 to 3650, where it stands there.
    fn days(&mut self, table: Table<'_>, key: &str) -> Option<u32> {
        let value = table.table.get(key)?;
        let days = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
        let days = days.filter(|days: &u32| (1..=3650).contains(days));
        if days.is_none() {
            self.refuse("creditors-bad-days", value.span(), key, value.get_ref().type_str());
        }
        days
    }

    /// The city named, or the one that stands before its state in the address.
    fn city(&mut self, table: Table<'_>, address: Option<&str>) -> Option<String> {
        if table.table.contains_key("city") {
            return self.text(table, "city");
        }
        let city = city_of(address?);
        if city.is_none()
            && let Some(value) = table.table.get("address")
        {
            self.refuse("creditors-no-city", value.span(), "address", address?);
        }
        city
    }
}

/// The city of `Rua das Acácias, 100, Centro, Campinas/SP, 13010-000`.
fn city_of(address: &str) -> Option<String> {
    address.split(',').rev().find_map(|part| {
        let (city, uf) = part.rsplit_once(['/', '-', '–'])?;
        let city = city.trim();
        let city = city.rsplit(" - ").next().unwrap_or(city).trim();
        let named = city.chars().any(char::is_alphabetic) && uf.trim().parse::<Uf>().is_ok();
        named.then(|| city.to_owned())
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const AURORA: &str = r#"
[[creditor]]
id = "aurora"
trade_name = "Lojas Aurora"
legal_name = "Aurora Comércio de Móveis Ltda."
cnpj = "11.222.333/0001-81"
address = "Rua das Acácias, 100, Centro, Campinas/SP, 13010-000"
phone = "+551130000000"
site = "https://aurora.example"
pix_key = "39580525000189"
late_fee_percent = "2"           # multa
interest_percent_month = "1"     # juros de mora, simple, pro rata die
lists_in_credit_bureau = false   # only then may the bureau be mentioned, as a fact
policy = "standard"
"#;

    /// The creditor of most tests.
    pub(in super::super) fn aurora() -> Creditor {
        let read = creditors(&Source::new("creditors.toml", AURORA)).expect("no problem");
        read.into_iter().next().expect("one creditor")
    }

    fn read(text: &str) -> Result<Vec<Creditor>, Vec<(&'static str, Option<usize>)>> {
        let place = |problems: Vec<Problem>| problems.iter().map(|p| (p.code, p.line)).collect();
        creditors(&Source::new("creditors.toml", text)).map_err(place)
    }

    #[test]
    fn a_creditor_is_read_with_the_city_of_its_address() {
        let read = read(AURORA).expect("no problem");

        let [aurora] = read.as_slice() else { unreachable!("one creditor: {read:?}") };
        assert_eq!((aurora.id.as_str(), aurora.city.as_str()), ("aurora", "Campinas"));
        assert_eq!(aurora.late_terms.fine(), Rate::whole_percent(2));
        assert!(aurora.late_terms.consumer());
    }

    #[test]
    fn every_problem_comes_at_once_with_its_line() {
        let text = AURORA
            .replace("0001-81", "0001-82")
            .replace("\"2\" ", "\"dois\"")
            .replace("policy =", "polici =")
            .replace("site = \"https://aurora.example\"\n", "");

        let problems = read(&text).expect_err("four problems");

        assert_eq!(
            problems,
            [
                ("creditors-unknown-key", Some(13)),
                ("creditors-bad-cnpj", Some(6)),
                ("creditors-missing-key", Some(2)),
                ("creditors-bad-percent", Some(10)),
            ]
        );
    }

    #[test]
    fn a_service_is_suspended_only_where_the_contract_says_so() {
        let with = |line: &str| AURORA.replace("policy =", &format!("{line}\npolicy ="));

        let told = read(&with("suspends_after_days = 30")).expect("no problem");
        let untold = read(AURORA).expect("no problem");
        let wrong = read(&with("suspends_after_days = \"um mes\"")).expect_err("no number");

        assert_eq!(told.first().and_then(|each| each.suspends_after_days), Some(30));
        assert_eq!(untold.first().and_then(|each| each.suspends_after_days), None);
        assert_eq!(wrong, [("creditors-bad-days", Some(14))]);
    }

    #[test]
    fn rates_may_be_numbers_and_commas() {
        let text = AURORA.replace("\"2\" ", "2").replace("\"1\" ", "\"0,033 %\"");

        let read = read(&text).expect("no problem");

        let interest = read.first().map(|each| each.late_terms.monthly_interest().to_string());
        assert_eq!(interest.as_deref(), Some("0.033"));
    }

    #[test]
    fn cities_are_found_as_addresses_are_written() {
        for (address, city) in [
            ("Rua A, 1, Centro, Campinas/SP, 13010-000", Some("Campinas")),
            ("Av. B, 22 - Centro - São João del-Rei - MG, 36300-000", Some("São João del-Rei")),
            ("Rua C, 3, Embu-Guaçu/SP", Some("Embu-Guaçu")),
            ("Rua D, 4, Brasília – DF", Some("Brasília")),
            ("Rua E, 5, 13010-000", None),
        ] {
            assert_eq!(city_of(address).as_deref(), city, "{address}");
        }
    }

    #[test]
    fn no_list_no_creditors() {
        assert_eq!(read(""), Err(vec![("creditors-none", None)]));
        assert_eq!(read("creditor = []"), Err(vec![("creditors-none", None)]));
        assert_eq!(read("creditor = 1"), Err(vec![("creditors-no-list", Some(1))]));
        let broken = read("[[creditor]\nid = ").expect_err("no TOML");
        assert!(broken.iter().all(|(code, _)| *code == "creditors-syntax"));
        let twice = read(&AURORA.repeat(2)).expect_err("twice the same");
        assert_eq!(twice, [("creditors-duplicate-id", Some(17))]);
    }
}
