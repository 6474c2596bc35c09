//! Sample values by the name that texts give them: as long as they may become, and as they often are.

use chrono::NaiveDate;

use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::{Money, Rate};
use crate::text::Catalog;

/// The largest sum.
const SUM: i64 = 1_234_567;

/// The most of what is counted.
const COUNT: i64 = 18;

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

/// Every sum, as it often is.
const SUMS: [(&str, i64); 11] = [
    ("principal", 35_090),
    ("fine", 701),
    ("interest", 526),
    ("total", 36_317),
    ("amount", 12_105),
    ("waived", 1_227),
    ("instalment", 12_105),
    ("last", 12_107),
    ("down", 5_000),
    ("owed", 36_317),
    ("left", 24_212),
];

const DATES: [&str; 6] = ["due_on", "due", "valid_until", "first_due", "down_due", "until"];

const COUNTS: [&str; 4] = ["count", "number", "days", "made"];

/// The values as long as they may become.
pub fn samples() -> Args {
    let words = WORDS.map(|(name, words)| (name.to_owned(), Value::Text(words.to_owned())));
    let sums = SUMS.map(|(name, _)| (name, SUM));
    words.into_iter().chain(measured(COUNT, &sums)).collect()
}

/// Two sample customers who speak a language: one with small sums and short names, one with all as long as
/// it may be.
pub fn customers(words: &Catalog) -> [Args; 2] {
    let long = samples();
    let mut short = long.clone();
    short.extend(measured(3, &SUMS));
    short.insert("name".to_owned(), Value::Text("Maria".to_owned()));
    let products = ["web-tuning-sample-product-short", "web-tuning-sample-product-long"];
    let mut customers = [short, long];
    for (args, key) in customers.iter_mut().zip(products) {
        if let Ok(product) = words.render(key, &Args::new()) {
            args.insert("product".to_owned(), Value::Text(product));
        }
    }
    customers
}

/// Everything that is counted or measured.
fn measured(count: i64, sums: &[(&str, i64)]) -> Vec<(String, Value)> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 30).unwrap_or_default();
    let rate = Value::Percent(Rate::whole_percent(12));
    let dates = usize::try_from(count).unwrap_or_default();
    let opens = day.and_hms_opt(9, 0, 0).unwrap_or_default();
    let single = [("dates", Value::Dates(vec![day; dates])), ("opens", Value::Moment(opens))];
    let sums = sums.iter().map(|(name, sum)| (*name, Value::Money(Money::centavos(*sum))));
    let counts = COUNTS.map(|name| (name, Value::Count(count)));
    let days = DATES.map(|name| (name, Value::Date(day)));
    let rates = ["rate", "cet"].map(|name| (name, rate.clone()));
    let all = sums.chain(counts).chain(days).chain(rates).chain(single);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}
