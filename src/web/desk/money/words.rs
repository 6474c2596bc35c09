//! Sums, days and codes as pages show them, and what people type for them.

use chrono::NaiveDate;

use super::{Fact, args};
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::money::Money;
use crate::domain::policy::explain::{Argument, Line};
use crate::domain::policy::{Family, Offer};
use crate::web::texts::Texts;

/// A value in words.
pub fn shown(t: &Texts, value: Value) -> String {
    t.tell("template-value", &args([("value", value)]))
}

/// A sum.
pub fn money(t: &Texts, sum: Money) -> String {
    shown(t, Value::Money(sum))
}

/// A day, with its year.
pub fn day(t: &Texts, day: NaiveDate) -> String {
    t.tell("web-desk-money-day", &args([("day", Value::Date(day))]))
}

/// A code in words, from the text that knows all of its kind.
pub fn code(t: &Texts, key: &str, code: &str) -> String {
    t.say_of(key, "code", code)
}

/// A fact under one of the labels.
pub fn fact(t: &Texts, label: &str, value: String) -> Fact {
    Fact { label: code(t, "web-desk-money-label", label), value }
}

/// The lines that explain something, in words.
pub fn lines(t: &Texts, lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| t.tell(line.key, &values(line))).collect()
}

fn values(line: &Line) -> Args {
    let value = |argument: &Argument| match argument {
        Argument::Money(sum) => Value::Money(*sum),
        Argument::Date(day) => Value::Date(*day),
        Argument::Percent(rate) => Value::Percent(*rate),
        Argument::Count(count) => Value::Count(*count),
        Argument::Text(text) => Value::Text(text.clone()),
    };
    line.args.iter().map(|(name, argument)| ((*name).to_owned(), value(argument))).collect()
}

/// An offer's payments in lines: what is paid when, all of it, what is left out.
pub fn offer(t: &Texts, offer: &Offer) -> Vec<String> {
    let mut lines = Vec::new();
    let first = offer.instalments.first().map_or(offer.made_on, |part| part.due);
    if let Some(down) = offer.down_payment {
        let values = [("sum", Value::Money(down.amount)), ("due", Value::Date(down.due))];
        lines.push(t.tell("web-desk-money-down", &args(values)));
    }
    let count = i64::try_from(offer.instalments.len()).unwrap_or(i64::MAX);
    let sum = |part: Option<&crate::domain::policy::offer::Part>| {
        Value::Money(part.map_or(Money::ZERO, |part| part.amount))
    };
    let values = [
        ("count", Value::Count(count)),
        ("each", sum(offer.instalments.first())),
        ("last", sum(offer.instalments.last())),
        ("first", Value::Date(first)),
        ("total", Value::Money(offer.total)),
    ];
    let key = match offer.family {
        Family::Cash => "web-desk-money-cash",
        Family::Plan => "web-desk-money-plan",
    };
    lines.push(t.tell(key, &args(values)));
    if offer.waived.total().is_positive() {
        let values = [
            ("waived", Value::Money(offer.waived.total())),
            ("owed", Value::Money(offer.owed.total())),
        ];
        lines.push(t.tell("web-desk-money-waived", &args(values)));
    }
    if let Some(cet) = offer.cet {
        let values = [("rate", Value::Percent(offer.monthly_rate)), ("cet", Value::Percent(cet))];
        lines.push(t.tell("web-desk-money-cet", &args(values)));
    }
    let until = [("until", Value::Date(offer.valid_until))];
    lines.push(t.tell("web-desk-money-until", &args(until)));
    lines
}

/// A sum as people type it: `1.234,56`, `R$ 90`, `90.50`; none where it is none.
pub fn typed_money(text: &str) -> Option<Money> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = text.trim_start_matches("R$");
    let plain = if text.contains(',') {
        text.replace('.', "").replace(',', ".")
    } else {
        let (whole, cents) = text.rsplit_once('.').unwrap_or((text, ""));
        let groups = cents.len() == 3 && !whole.is_empty();
        if groups { text.replace('.', "") } else { text.to_owned() }
    };
    let plain = if plain.contains('.') { plain } else { format!("{plain}.00") };
    let (whole, cents) = plain.split_once('.')?;
    let cents = format!("{cents:0<2}");
    let sum: Money = format!("{whole}.{cents}").parse().ok()?;
    (sum.is_positive() || sum.is_zero()).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_read_as_people_type_them() {
        let cases = [
            ("90", "90.00"),
            ("R$ 1.234,56", "1234.56"),
            ("1.234", "1234.00"),
            ("90,5", "90.50"),
            ("90.50", "90.50"),
            ("1.234.567,89", "1234567.89"),
            ("0", "0.00"),
        ];
        for (typed, meant) in cases {
            let meant: Money = meant.parse().expect("a sum");
            assert_eq!(typed_money(typed), Some(meant), "{typed}");
        }
        for typed in ["", "-5", "abc", "1,2,3", "9".repeat(40).as_str(), "1e9"] {
            assert_eq!(typed_money(typed), None, "{typed}");
        }
    }
}
