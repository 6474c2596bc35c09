//! Values as long as they may become, by the name that texts give them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::{Money, Rate};

const WORDS: [(&str, &str); 9] = [
    ("name", "Maximiliana"),
    ("creditor", "Lojas Aurora"),
    ("legal_name", "Aurora Comercio de Moveis Ltda."),
    ("cnpj", "11.222.333/0001-81"),
    ("site", "https://aurora.example"),
    ("phone", "(11) 93000-0000"),
    ("protocol", "4f2k-9a7b"),
    ("product", "Sofa de tres lugares"),
    ("address", "Rua das Palmeiras, 100, Centro, Campinas, 13010-000"),
];

const SUMS: [&str; 11] = [
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

const DATES: [&str; 6] = ["due_on", "due", "valid_until", "first_due", "down_due", "until"];

/// The values.
pub fn samples() -> Args {
    let day = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap_or_default();
    let mut args: Args = BTreeMap::new();
    args.extend(WORDS.map(|(name, words)| (name.to_owned(), Value::Text(words.to_owned()))));
    args.extend(SUMS.map(|name| (name.to_owned(), Value::Money(Money::centavos(1_234_567)))));
    args.extend(DATES.map(|name| (name.to_owned(), Value::Date(day))));
    args.extend(["count", "number", "days"].map(|name| (name.to_owned(), Value::Count(18))));
    let rate = Value::Percent(Rate::whole_percent(12));
    args.extend(["rate", "cet"].map(|name| (name.to_owned(), rate.clone())));
    args.insert("dates".to_owned(), Value::Dates(vec![day; 18]));
    args.insert("opens".to_owned(), Value::Moment(day.and_hms_opt(9, 0, 0).unwrap_or_default()));
    args
}
