//! The numbers of a policy file by their places, and some of them changed alone.
//!
//! A number is the bytes of its value; changing one leaves every other byte, and with them every
//! comment, as it is. To let another number be changed, give it a row in `KNOWN`.

use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::shape;
use crate::domain::id::Id;
use crate::domain::money::Rate;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A part of a hundred.
    Percent,
    /// A sum in reais.
    Money,
    /// Days, instalments, times.
    Count,
    /// Yes or no.
    Flag,
}

/// A number of a policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Where it stands, such as `band.0.plan.largest_count`.
    pub place: String,
    /// What it counts.
    pub kind: Kind,
    /// What stands there, as plain digits; none where the file does not say.
    pub value: Option<String>,
    /// The bytes of its value; where it is missing, the place before which it would stand.
    span: Range<usize>,
}

/// A number as somebody wants it, with what they read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Where it stands.
    pub place: String,
    /// What they read there.
    pub read: String,
    /// What they want there, as people type it.
    pub typed: String,
}

/// Why a number is not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The policy has no such number.
    Unknown,
    /// It is no number.
    NotNumber,
    /// It is less or more than it can be.
    OutOfRange,
    /// Somebody else changed it to this meanwhile.
    Stale(String),
}

/// Where numbers are; a star stands for each of a list. Those marked may be missing.
const KNOWN: [(&str, Kind, bool); 56] = [
    ("contact_above", Kind::Money, false),
    ("prescribed_after_years", Kind::Count, false),
    ("negotiation.concessions", Kind::Count, false),
    ("negotiation.remembered_days", Kind::Count, false),
    ("negotiation.valid_days", Kind::Count, false),
    ("negotiation.clearing_days", Kind::Count, false),
    ("agreement.tolerance_days", Kind::Count, false),
    ("agreement.broken_after_days", Kind::Count, false),
    ("promise.max_days", Kind::Count, false),
    ("promise.per_period", Kind::Count, false),
    ("promise.period_days", Kind::Count, false),
    ("promise.reminders", Kind::Count, false),
    ("pause.max_days", Kind::Count, false),
    ("pause.hardship_max_days", Kind::Count, false),
    ("due_date.times", Kind::Count, false),
    ("due_date.max_days", Kind::Count, false),
    ("due_date.cash_days", Kind::Count, false),
    ("due_date.day_of_month", Kind::Flag, false),
    ("silence.after_hours", Kind::Count, false),
    ("silence.per_week", Kind::Count, false),
    ("ceilings.charges", Kind::Percent, false),
    ("ceilings.principal", Kind::Percent, false),
    ("ceilings.count", Kind::Count, false),
    ("authority.agent.charges", Kind::Percent, false),
    ("authority.agent.principal", Kind::Percent, false),
    ("authority.agent.count", Kind::Count, false),
    ("authority.supervisor.charges", Kind::Percent, false),
    ("authority.supervisor.principal", Kind::Percent, false),
    ("authority.supervisor.count", Kind::Count, false),
    ("segments.temporary_late_at_most", Kind::Count, false),
    ("segments.chronic_late_from", Kind::Count, false),
    ("segments.chronic_broken_from", Kind::Count, false),
    ("segments.chronic_seeking_from", Kind::Count, false),
    ("chronic.rungs_fewer", Kind::Count, false),
    ("chronic.down_payment", Kind::Percent, false),
    ("chronic.waives_principal", Kind::Flag, false),
    ("after_broken.rungs_fewer", Kind::Count, false),
    ("after_broken.no_discount_days", Kind::Count, false),
    ("hardship.charges", Kind::Percent, false),
    ("hardship.count_times", Kind::Count, false),
    ("hardship.min_instalment", Kind::Money, false),
    ("hardship.down_payment", Kind::Percent, false),
    ("hardship.first_due_days", Kind::Count, false),
    ("hardship.interest_frozen", Kind::Flag, false),
    ("hardship.protected_income", Kind::Money, false),
    ("hardship.ask_income", Kind::Flag, false),
    ("band.*.when.days_overdue.from", Kind::Count, false),
    ("band.*.when.days_overdue.to", Kind::Count, false),
    ("band.*.cash.within_days", Kind::Count, false),
    ("band.*.cash.ladder.*", Kind::Percent, false),
    ("band.*.plan.ladder.*", Kind::Percent, false),
    ("band.*.plan.largest_count", Kind::Count, false),
    ("band.*.plan.min_instalment", Kind::Money, false),
    ("band.*.plan.down_payment", Kind::Percent, true),
    ("band.*.plan.first_due_days", Kind::Count, false),
    ("band.*.plan.monthly_rate", Kind::Percent, true),
];

/// The parts of a rung.
const RUNG: [&str; 2] = ["charges", "principal"];

/// Before which number of a plan a missing one comes to stand.
const ANCHOR: &str = "largest_count";

/// The most days, times or instalments.
const MOST_COUNT: u32 = 36_500;

/// The most that a sum may be, in reais.
const MOST_MONEY: i64 = 10_000_000;

type Entry<'t> = Spanned<DeValue<'t>>;

/// The numbers of a policy file, in the order of the rooms of a page; none where it cannot be read.
pub fn read(text: &str) -> Option<Vec<Number>> {
    let file = DeTable::parse(text).ok()?;
    let mut found = Vec::new();
    for (pattern, kind, may_miss) in KNOWN {
        let parts: Vec<&str> = pattern.split('.').collect();
        let mut walk = Walk { text, kind, may_miss, found: &mut found };
        walk.table(file.get_ref(), (&parts, ""));
    }
    Some(found)
}

/// The file with some numbers changed; every other byte stays.
///
/// # Errors
/// Each number that cannot be changed as it is wanted, with why; nothing is changed then.
pub fn edit(text: &str, wanted: &[Wanted]) -> Result<String, Vec<(String, Wrong)>> {
    let numbers = read(text).unwrap_or_default();
    let mut wrong = Vec::new();
    let mut changes: Vec<(&Number, String)> = Vec::new();
    for wanted in wanted {
        let known = numbers.iter().find(|number| number.place == wanted.place);
        match known.ok_or(Wrong::Unknown).and_then(|number| number.change(wanted)) {
            Ok(None) => {}
            Ok(Some((number, new))) => changes.push((number, new)),
            Err(why) => wrong.push((wanted.place.clone(), why)),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    changes.sort_by_key(|(number, _)| std::cmp::Reverse(number.span.start));
    let mut new = text.to_owned();
    for (number, value) in &changes {
        new.replace_range(number.span.clone(), &number.written(text, value));
    }
    let after = read(&new).unwrap_or_default();
    let stands = |number: &Number| {
        let wanted = changes.iter().find(|(it, _)| it.place == number.place).map(|(_, new)| new);
        let now = after.iter().find(|it| it.place == number.place);
        now.is_some_and(|now| now.value.as_ref() == wanted.or(number.value.as_ref()))
    };
    // A layout of somebody's own in which a missing number finds no place.
    if after.len() == numbers.len() && numbers.iter().all(stands) {
        return Ok(new);
    }
    Err(changes.into_iter().map(|(number, _)| (number.place.clone(), Wrong::Unknown)).collect())
}

/// What tells which numbers a file has from those of any other: its bands by name, its rungs by count. A
/// number's place tells only among such files which one it is.
pub fn places(text: &str) -> String {
    let names = shape::read(text).unwrap_or_default().into_iter().map(|band| band.name);
    let places = read(text).unwrap_or_default().into_iter().map(|number| number.place);
    let all: Vec<String> = names.chain(places).collect();
    Id::derive(&all.iter().map(String::as_str).collect::<Vec<_>>()).to_string()
}

/// What somebody typed as a part of a hundred.
///
/// # Errors
/// Why it is none.
pub fn percent(text: &str) -> Result<Rate, Wrong> {
    typed(Kind::Percent, text)?.parse().map_err(|_| Wrong::NotNumber)
}

/// A number as people read it: `2,5`, `50,00`.
pub fn shown(value: &str) -> String {
    value.replace('.', ",")
}

struct Walk<'a> {
    text: &'a str,
    kind: Kind,
    may_miss: bool,
    found: &'a mut Vec<Number>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, (parts, at): (&[&str], &str)) {
        let Some((name, rest)) = parts.split_first() else { return };
        let place = if at.is_empty() { (*name).to_owned() } else { format!("{at}.{name}") };
        match table.iter().find(|(key, _)| key.get_ref() == name) {
            Some((_, value)) => self.value(value, (rest, &place)),
            None if self.may_miss && rest.is_empty() => self.missing(table, place),
            None => {}
        }
    }

    fn value(&mut self, value: &Entry<'_>, (parts, at): (&[&str], &str)) {
        match (value.get_ref(), parts.split_first()) {
            (DeValue::Table(table), Some(_)) => self.table(table, (parts, at)),
            (DeValue::Array(all), Some((&"*", rest))) => {
                for (number, one) in all.iter().enumerate() {
                    let at = format!("{at}.{number}");
                    match one.get_ref() {
                        DeValue::Table(rung) if rest.is_empty() => {
                            for part in RUNG {
                                self.table(rung, (&[part], &at));
                            }
                        }
                        _ => self.value(one, (rest, &at)),
                    }
                }
            }
            (_, None) => self.leaf(value, at),
            (_, Some(_)) => {}
        }
    }

    fn leaf(&mut self, value: &Entry<'_>, at: &str) {
        let plain = match value.get_ref() {
            DeValue::String(text) => Cow::Borrowed(text.as_ref()),
            DeValue::Integer(integer) if integer.radix() == 10 => Cow::Borrowed(integer.as_str()),
            DeValue::Float(float) => Cow::Borrowed(float.as_str()),
            DeValue::Boolean(flag) => Cow::Owned(flag.to_string()),
            DeValue::Integer(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                return;
            }
        };
        let value_of = plainly(self.kind, &plain).ok();
        let (place, span) = (at.to_owned(), value.span());
        // What no number stands in is for the editor of files.
        if value_of.is_some() {
            self.found.push(Number { place, kind: self.kind, value: value_of, span });
        }
    }

    fn missing(&mut self, table: &DeTable<'_>, place: String) {
        let Some((key, _)) = table.iter().find(|(key, _)| key.get_ref() == ANCHOR) else { return };
        let at = key.span().start;
        let line = self.text.get(..at).and_then(|before| before.rsplit('\n').next());
        if line.is_some_and(|before| before.trim().is_empty()) {
            self.found.push(Number { place, kind: self.kind, value: None, span: at..at });
        }
    }
}

impl Number {
    /// What it is to become; nothing where it stays.
    fn change(&self, wanted: &Wanted) -> Result<Option<(&Self, String)>, Wrong> {
        let read = Some(wanted.read.trim()).filter(|it| !it.is_empty());
        let read = read.and_then(|it| typed(self.kind, it).ok());
        if wanted.typed.trim().is_empty() && self.value.is_none() {
            return Ok(None);
        }
        let new = typed(self.kind, &wanted.typed)?;
        if Some(&new) == read.as_ref() || Some(&new) == self.value.as_ref() {
            return Ok(None);
        }
        if read != self.value {
            return Err(Wrong::Stale(self.value.clone().unwrap_or_default()));
        }
        Ok(Some((self, new)))
    }

    /// A value as the file has it: in quotes where it was, and with its key where it is new.
    fn written(&self, text: &str, value: &str) -> String {
        let before = text.get(self.span.clone()).unwrap_or_default();
        let quote = before.chars().next().filter(|c| matches!(c, '"' | '\''));
        match (&self.value, quote) {
            (Some(_), Some(quote)) => format!("{quote}{value}{quote}"),
            (Some(_), None) => value.to_owned(),
            (None, _) => {
                let key = self.place.rsplit('.').next().unwrap_or_default();
                format!("{key} = \"{value}\"\n")
            }
        }
    }
}

/// What somebody typed, as plain digits: `1.234,50` and `1234.5` are the same sum.
fn typed(kind: Kind, text: &str) -> Result<String, Wrong> {
    let text = text.trim().trim_start_matches("R$").trim_end_matches('%').trim();
    if text.contains(',') {
        return plainly(kind, &text.replace('.', "").replace(',', "."));
    }
    let groups: Vec<&str> = text.split('.').collect();
    let is_grouped = kind == Kind::Money
        && groups.len() > 1
        && groups.iter().skip(1).all(|group| group.len() == 3);
    if is_grouped { plainly(kind, &groups.concat()) } else { plainly(kind, text) }
}

/// A number in the one form in which it is compared.
fn plainly(kind: Kind, text: &str) -> Result<String, Wrong> {
    let digits = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let decimal = || {
        let number = Decimal::from_str(text).ok().filter(|_| text.chars().all(digits));
        number.ok_or(Wrong::NotNumber)
    };
    let within = |number: Decimal, most: Decimal| {
        if number < Decimal::ZERO || number > most { Err(Wrong::OutOfRange) } else { Ok(number) }
    };
    match kind {
        Kind::Flag if matches!(text, "true" | "false") => Ok(text.to_owned()),
        Kind::Flag => Err(Wrong::NotNumber),
        Kind::Percent => {
            let number = within(decimal()?, Decimal::ONE_HUNDRED)?;
            if number.normalize().scale() > 4 {
                return Err(Wrong::NotNumber);
            }
            Ok(number.normalize().to_string())
        }
        Kind::Money => {
            let number = within(decimal()?, Decimal::from(MOST_MONEY))?;
            if number.normalize().scale() > 2 {
                return Err(Wrong::NotNumber);
            }
            Ok(format!("{number:.2}"))
        }
        Kind::Count => {
            let number = within(decimal()?, Decimal::from(MOST_COUNT))?;
            if !number.fract().is_zero() {
                return Err(Wrong::NotNumber);
            }
            Ok(number.trunc().normalize().to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{STANDARD, load};
    use super::*;

    fn wanted(place: &str, read: &str, typed: &str) -> Wanted {
        Wanted { place: place.to_owned(), read: read.to_owned(), typed: typed.to_owned() }
    }

    fn value(text: &str, place: &str) -> Option<String> {
        let all = read(text).expect("a policy");
        all.into_iter().find(|it| it.place == place).and_then(|it| it.value)
    }

    #[test]
    fn the_shipped_policy_s_numbers_are_all_found() {
        let all = read(STANDARD).expect("a policy");

        for (pattern, ..) in KNOWN {
            let begins = pattern.split(".*").next().unwrap_or_default();
            assert!(all.iter().any(|it| it.place.starts_with(begins)), "{pattern}");
        }
        assert_eq!(value(STANDARD, "band.5.cash.ladder.2.principal").as_deref(), Some("35"));
        assert_eq!(value(STANDARD, "hardship.min_instalment").as_deref(), Some("30.00"));
        assert_eq!(value(STANDARD, "band.0.plan.down_payment"), None);
    }

    #[test]
    fn only_the_bytes_of_the_numbers_change() {
        let asked = [
            wanted("band.0.plan.largest_count", "3", "4"),
            wanted("band.0.plan.min_instalment", "50,00", "1.050,5"),
            wanted("silence.after_hours", "4", "4"),
            wanted("chronic.waives_principal", "false", "true"),
        ];

        let new = edit(STANDARD, &asked).expect("a policy");

        let by_hand = STANDARD.replacen("largest_count = 3", "largest_count = 4", 1);
        let by_hand =
            by_hand.replacen("min_instalment = \"50.00\"", "min_instalment = \"1050.50\"", 1);
        let by_hand = by_hand.replacen("waives_principal = false", "waives_principal = true", 1);
        assert_eq!(new, by_hand);
    }

    #[test]
    fn a_missing_number_comes_to_stand_in_its_plan() {
        let new = edit(STANDARD, &[wanted("band.0.plan.down_payment", "", "12,5")]);

        let new = new.expect("a policy");
        let line = "down_payment = \"12.5\"\nlargest_count = 3";
        assert_eq!(new, STANDARD.replacen("largest_count = 3", line, 1));
        let plan = load(&new).bands().first().and_then(|band| band.plan.clone()).expect("a plan");
        assert_eq!(plan.down_payment.to_string(), "12.5");
        let none = edit(STANDARD, &[wanted("band.0.plan.down_payment", "", " ")]);
        assert_eq!(none.as_deref(), Ok(STANDARD));
    }

    #[test]
    fn what_is_no_number_and_what_is_not_there_is_told_each_by_itself() {
        let asked = [
            wanted("ceilings.principal", "65", "200"),
            wanted("ceilings.count", "48", "muitas"),
            wanted("pause.max_days", "15", "-1"),
            wanted("negotiation.valid_days", "3", "2,5"),
            wanted("name", "standard", "outra"),
            wanted("band.9.plan.largest_count", "3", "4"),
            wanted("promise.max_days", "20", "30"),
        ];

        let wrong = edit(STANDARD, &asked).expect_err("all wrong");

        let why: Vec<Wrong> = wrong.into_iter().map(|(_, why)| why).collect();
        let expected = [
            Wrong::OutOfRange,
            Wrong::NotNumber,
            Wrong::OutOfRange,
            Wrong::NotNumber,
            Wrong::Unknown,
            Wrong::Unknown,
            Wrong::Stale("15".to_owned()),
        ];
        assert_eq!(why, expected);
    }

    #[test]
    fn places_are_the_same_whatever_the_numbers_and_others_once_a_band_or_a_rung_comes() {
        let other = STANDARD.replacen("largest_count = 3", "largest_count = 4", 1);
        assert_eq!(places(STANDARD), places(&other));
        let add = shape::Act::Remove { at: 0 };
        for change in [
            shape::Change::Split { band: 2, day: 45 },
            shape::Change::Rungs { band: 2, part: shape::Part::Cash, act: add },
        ] {
            let new = shape::edit(STANDARD, &change).expect("changed");
            assert_ne!(places(STANDARD), places(&new), "{change:?}");
        }
        assert_eq!(percent("12,50 %").map(|it| it.to_string()), Ok("12.5".to_owned()));
        assert_eq!(percent("101"), Err(Wrong::OutOfRange));
    }

    #[test]
    fn numbers_that_others_changed_meanwhile_stay_theirs() {
        let theirs = STANDARD.replacen("concessions = 2", "concessions = 1", 1);
        let asked =
            [wanted("negotiation.concessions", "2", "2"), wanted("ceilings.count", "48", "36")];

        let new = edit(&theirs, &asked).expect("a policy");

        assert_eq!(new, theirs.replacen("count = 48", "count = 36", 1));
    }
}
