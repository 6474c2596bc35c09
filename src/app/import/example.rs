//! The example portfolio, with days that stay fresh: `{-44}` is the day 44 days ago.
//!
//! A bank slip `{boleto:-20:489.90}` is composed for its day and sum, so that it passes every
//! check that a real one passes. To add a customer: a line of `examples/portfolio.csv`.

use chrono::{Days, NaiveDate};

use super::{Portfolio, creditors, read};
use crate::domain::debt::boleto::BoletoLine;
use crate::domain::money::Money;
use crate::domain::problem::{Problem, Source};

const CREDITORS: &str = include_str!("../../../examples/creditors.toml");
const PORTFOLIO: &str = include_str!("../../../examples/portfolio.csv");
/// The bank of composed slips; 999 is nobody's.
const BANK: &str = "999";

/// The example as files: creditors (TOML) and portfolio (CSV), as of a day.
pub fn demo_portfolio(today: NaiveDate) -> (String, String) {
    (CREDITORS.to_owned(), expand(PORTFOLIO, today))
}

/// The example as it is read.
///
/// # Errors
/// Every problem of the two files, were they broken.
pub fn example(today: NaiveDate) -> Result<Portfolio, Vec<Problem>> {
    let (toml, csv) = demo_portfolio(today);
    let known = creditors(&Source::new("examples/creditors.toml", toml))?;
    let import = read("examples/portfolio.csv", csv.as_bytes(), &known, today, &mut |_| {})?;
    match import.rejected.into_iter().flat_map(|line| line.problems).collect::<Vec<_>>() {
        problems if problems.is_empty() => Ok(import.portfolio),
        problems => Err(problems),
    }
}

/// Puts days and bank slips in the places kept for them; what is none stays as it is.
pub fn expand(text: &str, today: NaiveDate) -> String {
    let mut pieces = text.split('{');
    let mut done = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let place = piece.split_once('}');
        if let Some((value, rest)) =
            place.and_then(|(name, rest)| Some((value(name, today)?, rest)))
        {
            done.push_str(&value);
            done.push_str(rest);
        } else {
            done.push('{');
            done.push_str(piece);
        }
    }
    done
}

fn value(name: &str, today: NaiveDate) -> Option<String> {
    let Some(slip) = name.strip_prefix("boleto:") else {
        return day(name, today).map(|day| day.to_string());
    };
    let (due, amount) = slip.split_once(':')?;
    let (due_on, amount) = (day(due, today)?, amount.parse::<Money>().ok()?);
    // Any free field is a good one: what a bank puts there is its own business.
    let free = format!("{:0>25}", amount.in_centavos());
    BoletoLine::compose(BANK, Some(due_on), amount, &free).map(|line| line.formatted())
}

fn day(offset: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days: i64 = offset.parse().ok()?;
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { today.checked_sub_days(distance) } else { today.checked_add_days(distance) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;
    use crate::domain::debt::gate::gate;
    use crate::domain::people::Document;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_example_is_good_on_any_day() {
        for today in ["2026-11-23", "2027-02-28", "2028-02-29", "2030-01-01"].map(date) {
            let portfolio = example(today).expect("no problem");

            assert_eq!(portfolio.creditors.len(), 2);
            assert!(portfolio.customers.len() >= 12);
            let slips: Vec<_> = portfolio
                .customers
                .iter()
                .flat_map(|each| &each.invoices)
                .filter_map(|each| Some((each, each.boleto_line.as_deref()?)))
                .collect();
            assert_eq!(slips.len(), 3);
            for (invoice, line) in slips {
                let line: BoletoLine = line.parse().expect("a good slip");
                assert_eq!(line.amount(), Some(invoice.amount));
                assert_eq!(line.due_on(invoice.due_on), Some(invoice.due_on));
            }
        }
    }

    #[test]
    fn the_gate_holds_back_those_it_should() {
        let today = date("2026-11-23");
        let portfolio = example(today).expect("no problem");
        let calendar = Calendar::brazil();
        let blocked = |id: &str| -> Vec<&'static str> {
            let found = portfolio.find(id);
            let record = found.first().expect("in the example");
            let customer = &record.customer;
            let creditor = portfolio.creditor(&customer.creditor).expect("in the example");
            let invoice = record.invoices.first().expect("one invoice at least");
            let gate = gate(invoice, customer, creditor, &calendar, Money::reais(20), today);
            gate.blocked_by().map(|(_, why)| why.code()).collect()
        };

        for id in ["A1001", "A1002", "A1003", "A1004", "A1005", "A1006", "H2001", "H2003"] {
            assert!(blocked(id).is_empty(), "{id}");
        }
        for (id, code) in [
            ("A1007", "prescribed"),
            ("A1008", "paid"),
            ("A1009", "disputed"),
            ("A1010", "no-evidence-of-sending"),
            ("A1011", "invoice-held"),
            ("H2002", "differs-from-contract"),
            ("H2004", "within-tolerance"),
        ] {
            assert!(blocked(id).contains(&code), "{id}");
        }
        let company = portfolio.find("H2001");
        let document = company.first().and_then(|each| each.customer.document.clone());
        assert!(matches!(document, Some(Document::Cnpj(_))));
    }

    #[test]
    fn braces_that_are_no_place_stay() {
        assert_eq!(expand("a{b}{-1}{", date("2026-11-23")), "a{b}2026-11-22{");
    }
}
