//! What stands in a cell, as people and systems write it: sums, days, numbers, words.
//!
//! A value that could mean two things is refused, not guessed, with one exception that the
//! country settles: a dot before exactly three digits parts thousands.

use chrono::{Datelike, NaiveDate};

use crate::domain::locale::Locale;
use crate::domain::money::Money;
use crate::domain::people::{Document, NotADocument};

/// The longest product or contract.
pub(super) const LONGEST_TEXT: usize = 120;
/// The longest id.
pub(super) const LONGEST_ID: usize = 64;

/// Why a cell cannot be used; the codes of `locales/<locale>/errors-import.ftl`.
pub(super) type Code = &'static str;

/// Reads `R$ 1.234,56`, `1.234,56`, `1234.56`, `1234`, `1,234.56`; a sum may be negative.
pub(super) fn money(text: &str) -> Result<Money, Code> {
    let (bare, negative) = signed(text.trim());
    let bare = bare.trim_start_matches("R$").trim_start_matches("BRL").trim();
    let (bare, negative) = match bare.strip_prefix('-') {
        Some(_) if negative => return Err("import-bad-money"),
        Some(rest) => (rest.trim(), true),
        None => (bare, negative),
    };
    let number = decimal(bare).ok_or("import-bad-money")?;
    let sum: Money = number.parse().map_err(|_| "import-bad-money")?;
    Ok(if negative { -sum } else { sum })
}

/// Accountants also write a negative sum in brackets or with the sign behind.
fn signed(text: &str) -> (&str, bool) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (inner.trim(), true);
    }
    if let Some(rest) = text.strip_suffix('-').or_else(|| text.strip_prefix('-')) {
        return (rest.trim(), true);
    }
    (text.strip_prefix('+').unwrap_or(text).trim(), false)
}

/// Turns any usual writing into `1234.56`.
fn decimal(text: &str) -> Option<String> {
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    let last = text.rfind([',', '.']);
    let (whole, cents) = match last.and_then(|at| Some((text.get(..at)?, text.get(at + 1..)?))) {
        Some((whole, cents)) if is_fraction(&text, whole, cents) => (whole, cents),
        Some(_) | None => (text.as_str(), ""),
    };
    let marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    let mark = marks.first().copied();
    let fraction_mark = last.filter(|_| !cents.is_empty()).and_then(|at| text.get(at..at + 1));
    let same = marks.iter().all(|each| Some(*each) == mark);
    let clash = mark.is_some_and(|mark| fraction_mark.is_some_and(|f| f.starts_with(mark)));
    if !same || clash || !mark.is_none_or(|mark| grouped(whole, mark)) {
        return None;
    }
    // One comma before three digits: decimals in Brazil, thousands elsewhere.
    if cents.is_empty() && mark == Some(',') && marks.len() == 1 {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let cents = if cents.is_empty() { "0" } else { cents };
    (!digits.is_empty()).then(|| format!("{digits}.{cents}"))
}

/// One or two digits after the last mark are centavos.
fn is_fraction(text: &str, whole: &str, cents: &str) -> bool {
    let short = matches!(cents.len(), 1 | 2) && cents.bytes().all(|byte| byte.is_ascii_digit());
    short && !whole.is_empty() && !text.ends_with([',', '.'])
}

/// Groups of three digits, the first of one to three.
fn grouped(whole: &str, mark: char) -> bool {
    matches!(mark, '.' | ',' | ' ' | '\'')
        && whole.split(mark).enumerate().all(|(at, group)| match at {
            0 => matches!(group.len(), 1..=3),
            _ => group.len() == 3,
        })
}

/// Reads `dd/mm/aaaa`, `dd/mm/aa` and ISO days, with or without an hour behind.
pub(super) fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Code> {
    let day = written_day(text, today).ok_or("import-bad-date")?;
    if (1900..=2100).contains(&day.year()) { Ok(day) } else { Err("import-date-out-of-range") }
}

/// Reads a birth date: of two digits, the year is the one gone by.
pub(super) fn birth(text: &str, today: NaiveDate) -> Result<NaiveDate, Code> {
    let read = day(text, today)?;
    let two_digits = !text.contains(&read.year().to_string());
    let read = match read.with_year(read.year() - 100) {
        Some(earlier) if two_digits && read > today => earlier,
        Some(_) | None => read,
    };
    if read <= today { Ok(read) } else { Err("import-date-ahead") }
}

fn written_day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    let end = text.find(['T', ' ']).unwrap_or(text.len());
    let (date, hour) = text.split_at_checked(end)?;
    if !hour.bytes().all(|b| b.is_ascii_digit() || b"T :.Z+-".contains(&b)) {
        return None;
    }
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let number = |part: &str, longest: usize| {
        let plain = (1..=longest).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    if first.len() == 4 {
        let year = i32::try_from(number(first, 4)?).ok()?;
        return NaiveDate::from_ymd_opt(year, number(second, 2)?, number(third, 2)?);
    }
    let year = i32::try_from(number(third, 4)?).ok()?;
    let year = match third.len() {
        2 => today.year() - today.year().rem_euclid(100) + year,
        4 => year,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, number(second, 2)?, number(first, 2)?)
}

/// Reads a CPF or CNPJ; zeros that a spreadsheet dropped in front are put back.
pub(super) fn document(text: &str) -> Result<Document, Code> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = match text.len() {
        1..=10 if digits => format!("{text:0>11}"),
        12..=13 if digits => format!("{text:0>14}"),
        _ => text.to_owned(),
    };
    Document::parse(&padded).map_err(|why| match why {
        NotADocument::Shape => "import-bad-document",
        NotADocument::CheckDigits | NotADocument::Repeated => "import-document-check-digits",
    })
}

/// Reads a whole number such as `3`.
pub(super) fn count(text: &str) -> Result<u32, Code> {
    let text = text.trim();
    let plain = !text.is_empty() && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| plain).ok_or("import-bad-number")
}

/// Reads yes or no, in either language.
pub(super) fn yes_no(text: &str) -> Result<bool, Code> {
    match super::column::fold(text).as_str() {
        "sim" | "s" | "yes" | "y" | "true" | "verdadeiro" | "1" | "x" => Ok(true),
        "nao" | "n" | "no" | "false" | "falso" | "0" => Ok(false),
        _ => Err("import-bad-yes-no"),
    }
}

/// Reads a language: its tag, or its name as people write it.
pub(super) fn language(text: &str) -> Result<Locale, Code> {
    let is = |names: &[&str]| names.contains(&super::column::fold(text).as_str());
    if is(&["portugues", "portuguesbrasil", "portuguesbrasileiro", "portuguese", "pt", "ptbr"]) {
        return Ok(Locale::OWN);
    }
    let spanish = is(&["espanhol", "espanol", "castelhano", "castellano", "spanish"]);
    let tag = if spanish { "es" } else { text };
    tag.parse().map_err(|_| "import-bad-language")
}

/// Reads an e-mail address; who answers there is not our business.
pub(super) fn email(text: &str) -> Result<String, Code> {
    let text = text.trim();
    let (local, host) = text.rsplit_once('@').ok_or("import-bad-email")?;
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>');
    let dotted = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    let fine = !local.is_empty() && !local.contains('@') && dotted && !text.contains(odd);
    if fine && text.len() <= 254 { Ok(text.to_owned()) } else { Err("import-bad-email") }
}

/// Reads an id: visible, not long.
pub(super) fn id(text: &str) -> Result<String, Code> {
    words(text, LONGEST_ID)
}

/// Reads words in one line: blanks tidied, invisible marks dropped.
pub(super) fn words(text: &str, longest: usize) -> Result<String, Code> {
    let seen: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    let tidy = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    if tidy.chars().count() <= longest { Ok(tidy) } else { Err("import-too-long") }
}

/// Marks that steer the direction or the width of what follows, and nothing else.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(letter, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// True for a letter that no system meant to write: zeros, controls, broken encodings.
pub(super) fn is_broken(letter: char) -> bool {
    letter == '\u{FFFD}' || (letter.is_control() && !matches!(letter, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn today() -> NaiveDate {
        date("2026-11-23")
    }

    #[test]
    fn sums_are_read_however_they_are_written() {
        for (text, centavos) in [
            ("R$ 1.234,56", 123_456),
            ("R$1.234,56", 123_456),
            ("1.234,56", 123_456),
            ("1234,56", 123_456),
            ("1234.56", 123_456),
            ("1,234.56", 123_456),
            ("1 234,56", 123_456),
            ("1\u{a0}234,56", 123_456),
            ("1234", 123_400),
            ("1.234", 123_400),
            ("1.234.567", 123_456_700),
            ("1,234,567", 123_456_700),
            ("12,5", 1250),
            ("0.05", 5),
            ("-10,00", -1000),
            ("R$ -10,00", -1000),
            ("-R$ 10,00", -1000),
            ("(10,00)", -1000),
            ("10,00-", -1000),
            ("0", 0),
        ] {
            assert_eq!(money(text), Ok(Money::centavos(centavos)), "{text}");
        }
    }

    #[test]
    fn a_sum_that_could_be_two_is_refused() {
        for text in [
            "",
            "abc",
            "R$",
            "1,234",
            "12.34.56",
            "1.23,456",
            "1.234.56",
            "12,345,6",
            "1,2,3",
            "1.234,567",
            "10 reais",
            "1e5",
            "--5",
            "1..5",
            ",50",
            "5,",
            "99999999999999999",
            "0x10",
            "١٢٣",
            "1 2",
            "12.3456",
        ] {
            assert_eq!(money(text), Err("import-bad-money"), "{text}");
        }
    }

    #[test]
    fn days_are_read_in_either_order() {
        for text in [
            "09/10/2026",
            "9/10/2026",
            "09/10/26",
            "09-10-2026",
            "09.10.2026",
            "2026-10-09",
            "2026/10/09",
            "2026-10-09T00:00:00",
            "2026-10-09 00:00:00",
            "09/10/2026 00:00",
            " 09/10/2026 ",
        ] {
            assert_eq!(day(text, today()), Ok(date("2026-10-09")), "{text}");
        }
        for text in ["31/02/2026", "10/2026", "13/13/2026", "2026-13-01", "hoje", "", "9/10/026"] {
            assert_eq!(day(text, today()), Err("import-bad-date"), "{text}");
        }
        assert_eq!(day("01/01/0206", today()), Err("import-date-out-of-range"));
    }

    #[test]
    fn a_birth_year_of_two_digits_is_in_the_past() {
        assert_eq!(birth("15/03/85", today()), Ok(date("1985-03-15")));
        assert_eq!(birth("15/03/05", today()), Ok(date("2005-03-15")));
        assert_eq!(birth("15/03/2085", today()), Err("import-date-ahead"));
    }

    #[test]
    fn dropped_zeros_come_back_only_where_the_check_digits_agree() {
        assert_eq!(document("191").map(|d| d.digits().to_owned()), Ok("00000000191".to_owned()));
        assert_eq!(document("1234567891"), Err("import-document-check-digits"));
        assert_eq!(document("1,23E+10"), Err("import-bad-document"));
    }

    #[test]
    fn other_values_are_read_strictly() {
        assert_eq!(count("3"), Ok(3));
        assert_eq!(count("-1"), Err("import-bad-number"));
        assert_eq!(yes_no("Não"), Ok(false));
        assert_eq!(yes_no("talvez"), Err("import-bad-yes-no"));
        assert!(email("ana@exemplo.com.br").is_ok());
        for odd in ["ana", "ana@", "@x.br", "a b@x.br", "a@x", "a@b@c.br;d@e.br"] {
            assert_eq!(email(odd), Err("import-bad-email"), "{odd}");
        }
        assert_eq!(words(" Sofá\n 3\u{202e} lugares ", 120), Ok("Sofá 3 lugares".to_owned()));
        assert_eq!(id(&"x".repeat(65)), Err("import-too-long"));
    }

    proptest! {
        #[test]
        fn what_is_written_the_brazilian_way_is_read_exactly(centavos in 0_i64..10_000_000_000) {
            let (reais, cents) = (centavos / 100, centavos % 100);
            let digits: Vec<char> = reais.to_string().chars().collect();
            let mut grouped = String::new();
            for (at, digit) in digits.iter().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    grouped.push('.');
                }
                grouped.push(*digit);
            }
            prop_assert_eq!(money(&format!("R$ {grouped},{cents:02}")), Ok(Money::centavos(centavos)));
            prop_assert_eq!(money(&format!("{reais}.{cents:02}")), Ok(Money::centavos(centavos)));
        }

        #[test]
        fn no_cell_is_too_odd(text in "\\PC{0,30}") {
            let _ = (money(&text), day(&text, today()), birth(&text, today()), document(&text));
            let _ = (email(&text), words(&text, 10), count(&text), yes_no(&text));
        }
    }
}
