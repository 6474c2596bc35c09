//! Tables as files for spreadsheets, as those in Portuguese read them: semicolons, decimal commas,
//! UTF-8 with its mark.
//!
//! A spreadsheet takes a text that begins like a formula for one; such a text gets a quote before it.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::table::{Cell, Table};
use crate::domain::money::Money;
use crate::web::error::Error;
use crate::web::texts::Texts;

/// The mark by which a spreadsheet knows UTF-8.
const MARK: &str = "\u{feff}";

/// With these a formula may begin.
const FORMULA: [char; 12] =
    ['=', '+', '-', '@', '\t', '\r', '\n', '|', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// A table as a file to be kept.
pub fn answer(table: &Table, t: &Texts, name: &str) -> Result<Response, Error> {
    let text = write(table, t).map_err(Error::internal)?;
    let kept = format!("attachment; filename=\"{name}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, kept),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

fn write(table: &Table, t: &Texts) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let mut file = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(MARK.as_bytes().to_vec());
    file.write_record(table.columns.iter().map(|column| harmless(&column.words)))?;
    for row in table.rows.iter().chain(&table.total) {
        file.write_record(row.iter().map(|cell| plain(cell, t)))?;
    }
    let bytes = file.into_inner().map_err(|error| error.to_string())?;
    Ok(String::from_utf8(bytes)?)
}

/// A cell as a spreadsheet reads it: numbers without their units.
fn plain(cell: &Cell, t: &Texts) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::Day(_) => cell.shown(t),
        Cell::Count(count) => count.to_string(),
        Cell::Money(sum) => Money::centavos(*sum).to_string().replace('.', ","),
        Cell::Minutes(minutes) => minutes.map(|it| it.to_string()).unwrap_or_default(),
        Cell::Share(..) => {
            cell.percent().map(|it| it.to_string().replace('.', ",")).unwrap_or_default()
        }
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{a0}', '\'', '"']).chars().next();
    if begins.is_some_and(|first| FORMULA.contains(&first)) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_only_text() {
        let bad = [
            "=1+1",
            "+55",
            "-2",
            "@SUM(A1)",
            "\t=1",
            " =HYPERLINK(1)",
            "\u{ff1d}1",
            "\"=1",
            "|cmd",
        ];
        for text in bad {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        for text in ["Maria", "", "3 = 3", "a-b"] {
            assert_eq!(harmless(text), text);
        }
    }
}
