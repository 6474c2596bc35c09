//! Bank slips (boletos): the typed line, the barcode, what both say.
//!
//! Reads and checks both families, those of banks (cobrança, 47 digits) and those of utilities
//! and taxes (arrecadação, 48). It registers nothing: only a bank can make a payable slip.
//! Amount and due date in the digits help to recognise a slip; the debt's own are the truth,
//! because a due date is written in four digits that begin anew every 9000 days.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, NaiveDate};
use thiserror::Error;

use crate::domain::money::Money;

/// A slip whose check digits are all right.
///
/// # Examples
/// ```
/// use combinado::domain::debt::boleto::{BoletoLine, NotABoleto};
/// let line: BoletoLine =
///     "75690.04000 61034.054777 30387.950766 3 16560001234567".parse().expect("a slip");
/// assert_eq!(line.amount().map(|sum| sum.to_string()).as_deref(), Some("12345.67"));
/// assert_eq!("75690.04000".parse::<BoletoLine>(), Err(NotABoleto::Shape));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BoletoLine {
    kind: BoletoKind,
    barcode: String,
}

/// Which family a slip is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoletoKind {
    /// A bank's: it collects for a creditor and has a due date.
    Cobranca,
    /// A utility's or a tax: it has no due date in its digits.
    Arrecadacao,
}

/// Why digits are no bank slip.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotABoleto {
    /// Not 44, 47 or 48 digits, or something else among them.
    #[error("could not read a bank slip: not 44, 47 or 48 digits")]
    Shape,
    /// Neither family: the currency is not the real, or no rule for check digits is named.
    #[error("could not read a bank slip: neither a bank's nor a utility's")]
    Family,
    /// A check digit of one of the typed blocks.
    #[error("could not read a bank slip: the check digit of block {0} is wrong")]
    Block(u8),
    /// The check digit of the whole.
    #[error("could not read a bank slip: its general check digit is wrong")]
    General,
}

/// Day zero of the due dates' count.
const EPOCH: NaiveDate = NaiveDate::from_ymd_opt(1997, 10, 7).expect("a date");
/// Days after which the count begins anew, at 1000.
const CYCLE: i64 = 9000;

impl BoletoLine {
    /// Composes a bank's slip from its parts, as a registered one or a sandbox would have it.
    ///
    /// `bank` has three digits, `free_field` 25; an amount over ten digits of centavos is
    /// written as open. None where a part does not fit.
    pub fn compose(
        bank: &str,
        due_on: Option<NaiveDate>,
        amount: Money,
        free_field: &str,
    ) -> Option<Self> {
        let centavos = u64::try_from(amount.in_centavos()).ok()?;
        let centavos = if centavos > 9_999_999_999 { 0 } else { centavos };
        let factor = match due_on {
            Some(date) => due_factor(date)?,
            None => "0000".to_owned(),
        };
        let (head, tail) = (format!("{bank}9"), format!("{factor}{centavos:010}{free_field}"));
        if bank.len() != 3 || bank.starts_with('8') || free_field.len() != 25 {
            return None;
        }
        let general = general_digit(&format!("{head}{tail}"));
        format!("{head}{general}{tail}").parse().ok()
    }

    /// Which family it is of.
    pub fn kind(&self) -> BoletoKind {
        self.kind
    }

    /// The 44 digits under the bars.
    pub fn barcode(&self) -> &str {
        &self.barcode
    }

    /// The digits that people type: 47 of a bank's slip, 48 of a utility's.
    pub fn line(&self) -> String {
        match self.kind {
            BoletoKind::Cobranca => {
                let blocks = self.bank_blocks();
                format!(
                    "{}{}{}",
                    blocks.concat(),
                    part(&self.barcode, 4, 1),
                    part(&self.barcode, 5, 14)
                )
            }
            BoletoKind::Arrecadacao => self.utility_blocks().concat(),
        }
    }

    /// The typed digits in their usual groups.
    pub fn formatted(&self) -> String {
        match self.kind {
            BoletoKind::Cobranca => {
                let blocks = self.bank_blocks().map(|block| {
                    let (left, right) = block.split_at_checked(5).unwrap_or((&block, ""));
                    format!("{left}.{right}")
                });
                let (general, rest) = (part(&self.barcode, 4, 1), part(&self.barcode, 5, 14));
                format!("{} {general} {rest}", blocks.join(" "))
            }
            BoletoKind::Arrecadacao => {
                let blocks = self.utility_blocks().map(|block| {
                    let (digits, check) = block.split_at_checked(11).unwrap_or((&block, ""));
                    format!("{digits}-{check}")
                });
                blocks.join(" ")
            }
        }
    }

    /// The three digits of the bank; none on a utility's slip.
    pub fn bank(&self) -> Option<&str> {
        match self.kind {
            BoletoKind::Cobranca => Some(part(&self.barcode, 0, 3)),
            BoletoKind::Arrecadacao => None,
        }
    }

    /// The sum in its digits; none where it is open or is only a reference.
    pub fn amount(&self) -> Option<Money> {
        let digits = match self.kind {
            BoletoKind::Cobranca => part(&self.barcode, 9, 10),
            BoletoKind::Arrecadacao => match part(&self.barcode, 2, 1) {
                "6" | "8" => part(&self.barcode, 4, 11),
                _ => return None,
            },
        };
        let sum = Money::centavos(digits.parse().ok()?);
        Some(sum).filter(|sum| sum.is_positive())
    }

    /// The due date nearest to a reference date; none where the digits name none.
    ///
    /// The count of days began in 1997 and begins anew every 9000 days since 2025-02-22.
    pub fn due_on(&self, reference: NaiveDate) -> Option<NaiveDate> {
        match self.kind {
            BoletoKind::Cobranca => nearest_due(part(&self.barcode, 5, 4).parse().ok()?, reference),
            BoletoKind::Arrecadacao => None,
        }
    }

    /// The barcode's bars and spaces in turn (ITF): true is wide, the first is a bar.
    pub fn itf(&self) -> Vec<bool> {
        let mut elements = vec![false; 4];
        for pair in self.barcode.as_bytes().chunks(2) {
            if let [bars, spaces] = pair {
                let (bars, spaces) = (itf_digit(*bars), itf_digit(*spaces));
                elements.extend(bars.into_iter().zip(spaces).flat_map(|(bar, space)| [bar, space]));
            }
        }
        elements.extend([true, false, false]);
        elements
    }

    fn from_barcode(barcode: String) -> Result<Self, NotABoleto> {
        let (before, rest) = barcode.split_at_checked(3).ok_or(NotABoleto::Shape)?;
        if before.starts_with('8') {
            let rule = utility_rule(&barcode).ok_or(NotABoleto::Family)?;
            let body = format!("{before}{}", part(rest, 1, 40));
            if part(rest, 0, 1) != rule(&body).to_string() {
                return Err(NotABoleto::General);
            }
            return Ok(Self { kind: BoletoKind::Arrecadacao, barcode });
        }
        if !rest.starts_with('9') {
            return Err(NotABoleto::Family);
        }
        let body = format!("{before}9{}", part(rest, 2, 39));
        if part(rest, 1, 1) != general_digit(&body).to_string() {
            return Err(NotABoleto::General);
        }
        Ok(Self { kind: BoletoKind::Cobranca, barcode })
    }

    fn from_bank_line(line: &str) -> Result<Self, NotABoleto> {
        if line.starts_with('8') {
            return Err(NotABoleto::Family);
        }
        for (number, from, len) in [(1, 0, 9), (2, 10, 10), (3, 21, 10)] {
            if part(line, from + len, 1) != mod10(part(line, from, len)).to_string() {
                return Err(NotABoleto::Block(number));
            }
        }
        let free = [part(line, 4, 5), part(line, 10, 10), part(line, 21, 10)].concat();
        Self::from_barcode(format!("{}{}{free}", part(line, 0, 4), part(line, 32, 15)))
    }

    fn from_utility_line(line: &str) -> Result<Self, NotABoleto> {
        let rule = utility_rule(line).ok_or(NotABoleto::Family)?;
        let mut barcode = String::with_capacity(44);
        for (number, from) in [(1, 0), (2, 12), (3, 24), (4, 36)] {
            let block = part(line, from, 11);
            if part(line, from + 11, 1) != rule(block).to_string() {
                return Err(NotABoleto::Block(number));
            }
            barcode.push_str(block);
        }
        Self::from_barcode(barcode)
    }

    /// The three typed blocks, each with its check digit.
    fn bank_blocks(&self) -> [String; 3] {
        let head = [part(&self.barcode, 0, 4), part(&self.barcode, 19, 5)].concat();
        let bodies = [head.as_str(), part(&self.barcode, 24, 10), part(&self.barcode, 34, 10)];
        bodies.map(|body| format!("{body}{}", mod10(body)))
    }

    fn utility_blocks(&self) -> [String; 4] {
        let rule = utility_rule(&self.barcode).unwrap_or(mod10);
        [0, 11, 22, 33].map(|from| {
            let body = part(&self.barcode, from, 11);
            format!("{body}{}", rule(body))
        })
    }
}

impl FromStr for BoletoLine {
    type Err = NotABoleto;

    /// Reads a typed line or a barcode; blanks, dots and hyphens between digits are dropped.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String =
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotABoleto::Shape);
        }
        match digits.len() {
            44 => Self::from_barcode(digits),
            47 => Self::from_bank_line(&digits),
            48 => Self::from_utility_line(&digits),
            _ => Err(NotABoleto::Shape),
        }
    }
}

impl fmt::Display for BoletoLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.formatted())
    }
}

impl fmt::Debug for BoletoLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BoletoLine({:?}, redacted)", self.kind)
    }
}

impl serde::Serialize for BoletoLine {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.line())
    }
}

impl<'de> serde::Deserialize<'de> for BoletoLine {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <String as serde::Deserialize>::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The four digits of a due date; none before the count began.
pub fn due_factor(due_on: NaiveDate) -> Option<String> {
    let days = due_on.signed_duration_since(EPOCH).num_days();
    match days {
        0..1000 => Some(format!("{days:04}")),
        1000.. => Some(format!("{:04}", (days - 1000) % CYCLE + 1000)),
        _ => None,
    }
}

fn nearest_due(factor: u64, reference: NaiveDate) -> Option<NaiveDate> {
    if factor == 0 {
        return None;
    }
    let first = EPOCH.checked_add_days(Days::new(factor))?;
    let ahead = reference.signed_duration_since(first).num_days() + CYCLE / 2;
    let cycles = if factor < 1000 { 0 } else { u64::try_from(ahead / CYCLE).unwrap_or(0) };
    first.checked_add_days(Days::new(cycles * CYCLE.unsigned_abs()))
}

/// How a check digit follows from digits.
type Rule = fn(&str) -> u32;

/// Which rule a utility's third digit names for its check digits.
fn utility_rule(digits: &str) -> Option<Rule> {
    match (part(digits, 0, 1), part(digits, 2, 1)) {
        ("8", "6" | "7") => Some(mod10),
        ("8", "8" | "9") => Some(utility_mod11),
        _ => None,
    }
}

/// Weights 2, 1, 2, 1 from the right; the digits of the products are summed.
fn mod10(digits: &str) -> u32 {
    let products = digits.bytes().rev().zip([2, 1].into_iter().cycle()).map(|(b, w)| digit(b) * w);
    let sum: u32 = products.map(|product| product / 10 + product % 10).sum();
    (10 - sum % 10) % 10
}

/// Weights 2 to 9 from the right, over and over; what is left over 11.
fn mod11_rest(digits: &str) -> u32 {
    let products = digits.bytes().rev().zip((2..=9).cycle()).map(|(b, w)| digit(b) * w);
    products.sum::<u32>() % 11
}

/// A bank slip's general digit: 0, 10 and 11 become 1.
fn general_digit(digits: &str) -> u32 {
    match mod11_rest(digits) {
        0 | 1 => 1,
        rest => 11 - rest,
    }
}

fn utility_mod11(digits: &str) -> u32 {
    match mod11_rest(digits) {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

fn digit(byte: u8) -> u32 {
    u32::from(byte.saturating_sub(b'0'))
}

fn part(digits: &str, from: usize, len: usize) -> &str {
    digits.get(from..from + len).unwrap_or_default()
}

/// Two wide elements of five stand for a digit (ISO/IEC 16390).
fn itf_digit(byte: u8) -> [bool; 5] {
    let wide = match byte {
        b'1' => [0, 4],
        b'2' => [1, 4],
        b'3' => [0, 1],
        b'4' => [2, 4],
        b'5' => [0, 2],
        b'6' => [1, 2],
        b'7' => [3, 4],
        b'8' => [0, 3],
        b'9' => [1, 3],
        _ => [2, 3],
    };
    [0, 1, 2, 3, 4].map(|element| wide.contains(&element))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn vectors(name: &str) -> Vec<Value> {
        let text = include_str!("../../../tests/fixtures/vectors/boleto_vectors.json");
        let all: Value = serde_json::from_str(text).expect("JSON");
        all[name].as_array().expect("a list").clone()
    }

    fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
        vector[name].as_str().expect(name)
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn lines_and_barcodes_say_the_same() {
        for (family, kind) in
            [("cobranca", BoletoKind::Cobranca), ("arrecadacao", BoletoKind::Arrecadacao)]
        {
            for vector in vectors(family) {
                let (line, barcode) = (text(&vector, "linha_digitavel"), text(&vector, "barcode"));

                let slip: BoletoLine = line.parse().expect(line);

                assert_eq!(slip.barcode(), barcode);
                assert_eq!(slip.line(), line);
                assert_eq!(barcode.parse().as_ref(), Ok(&slip));
                assert_eq!(slip.kind(), kind);
                assert_eq!(slip.formatted().parse().as_ref(), Ok(&slip));
                if let Some(formatted) = vector["linha_formatada"].as_str() {
                    assert_eq!(slip.formatted(), formatted);
                }
            }
        }
    }

    #[test]
    fn a_bank_slip_tells_amount_and_due_date() {
        for vector in vectors("cobranca") {
            let slip: BoletoLine = text(&vector, "barcode").parse().expect("a slip");

            let centavos = vector["value_centavos"].as_i64().expect("a sum");

            assert_eq!(slip.amount(), Some(Money::centavos(centavos)).filter(|m| m.is_positive()));
            assert_eq!(slip.bank(), vector["bank"].as_str());
            if let Some(due) = vector["due"].as_str() {
                assert_eq!(slip.due_on(day(due)), Some(day(due)));
                let bank = text(&vector, "bank");
                let free = text(&vector, "campo_livre");
                let made =
                    BoletoLine::compose(bank, Some(day(due)), Money::centavos(centavos), free);
                assert_eq!(made, Some(slip));
            }
        }
    }

    #[test]
    fn a_utility_slip_tells_an_amount_where_it_is_effective() {
        for vector in vectors("arrecadacao") {
            let slip: BoletoLine = text(&vector, "barcode").parse().expect("a slip");
            let effective = matches!(text(&vector, "value_id"), "6" | "8");
            let value = vector["value"].as_i64().map(Money::centavos).filter(|_| effective);

            assert_eq!(slip.amount(), value);
            assert_eq!(slip.due_on(day("2026-11-22")), None);
        }
    }

    #[test]
    fn due_dates_are_counted_anew_from_2025() {
        for vector in vectors("fator_vencimento") {
            let factor = due_factor(day(text(&vector, "date")));
            assert_eq!(factor.as_deref(), vector["fator"].as_str());
        }
        for vector in vectors("fator_decode") {
            let factor = text(&vector, "fator").parse().expect("a factor");
            for cycle in ["cycle1", "cycle2"] {
                let date = day(text(&vector, cycle));
                let near = [date, date - Days::new(4000), date + Days::new(4000)];
                // Before the first cycle there is none to be nearer to.
                assert!(near.iter().all(|near| nearest_due(factor, *near) == Some(date)));
            }
        }
        assert_eq!(nearest_due(0, day("2026-11-22")), None);
        assert_eq!(due_factor(day("1997-10-06")), None);
    }

    #[test]
    fn check_digits_follow_their_rules() {
        let rules: [(&str, Rule); 3] = [
            ("mod10", mod10),
            ("mod11_cobranca", general_digit),
            ("mod11_arrecadacao", utility_mod11),
        ];
        for (name, rule) in rules {
            for vector in vectors(name) {
                let input = text(&vector, "input");
                assert_eq!(Some(u64::from(rule(input))), vector["dv"].as_u64(), "{name} {input}");
            }
        }
    }

    #[test]
    fn wrong_digits_are_refused() {
        for vector in vectors("invalid") {
            let code = text(&vector, "code");
            assert!(code.parse::<BoletoLine>().is_err(), "{}", text(&vector, "why"));
        }
    }

    #[test]
    fn bars_follow_the_digits() {
        for vector in vectors("itf") {
            let slip: BoletoLine = text(&vector, "barcode").parse().expect("a slip");
            let elements = slip.itf();

            let drawn: String = elements.iter().map(|wide| if *wide { '2' } else { '1' }).collect();

            assert_eq!(drawn, text(&vector, "elements"));
        }
    }

    #[test]
    fn parts_that_do_not_fit_make_no_slip() {
        let free = "0".repeat(25);
        let due = Some(day("2026-12-10"));

        assert_eq!(BoletoLine::compose("01", due, Money::reais(1), &free), None);
        assert_eq!(BoletoLine::compose("001", due, Money::reais(-1), &free), None);
        assert_eq!(BoletoLine::compose("001", due, Money::reais(1), "12"), None);
        assert_eq!(BoletoLine::compose("0é", due, Money::reais(1), &free), None);
        assert_eq!(BoletoLine::compose("801", due, Money::reais(1), &free), None);
        let open = BoletoLine::compose("001", None, Money::ZERO, &free).expect("a slip");
        assert_eq!((open.amount(), open.due_on(day("2026-12-10"))), (None, None));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}|[0-9]{44}|[0-9]{47}|8[0-9]{47}") {
            if let Ok(slip) = text.parse::<BoletoLine>() {
                prop_assert_eq!(slip.line().parse::<BoletoLine>(), Ok(slip));
            }
        }

        #[test]
        fn what_is_composed_reads_back(
            bank in "[0-79][0-9]{2}", due in 0_i64..10_000, centavos in 1_i64..9_999_999_999,
            free in "[0-9]{25}", place in 0_usize..32,
        ) {
            let due = day("2023-01-01") + chrono::TimeDelta::days(due);
            let slip = BoletoLine::compose(&bank, Some(due), Money::centavos(centavos), &free);
            let slip = slip.expect("fitting parts");
            prop_assert_eq!(slip.due_on(due), Some(due));
            prop_assert_eq!(slip.amount(), Some(Money::centavos(centavos)));
            let stored = serde_json::to_string(&slip).expect("text");
            prop_assert_eq!(serde_json::from_str::<BoletoLine>(&stored).ok(), Some(slip.clone()));

            // A typed block's digit changed by one is always noticed.
            let wrong: String = slip.line().bytes().enumerate().map(|(at, byte)| {
                char::from(if at == place { (byte - b'0' + 1) % 10 + b'0' } else { byte })
            }).collect();
            prop_assert!(wrong.parse::<BoletoLine>().is_err());
        }
    }
}
