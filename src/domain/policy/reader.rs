//! Reads a TOML text value by value and goes on after a mistake.
//!
//! `serde` stops at the first wrong type; here every unknown key, missing key and wrong value of a
//! file is found in one pass, each with its line. Knows TOML and problems, nothing of policies.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::str::FromStr;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::money::{Money, Rate};
use crate::domain::problem::{Problem, Source};

/// A value with its place; none where it was missing or wrong, which is then a known problem.
pub(super) type Leaf<T> = Option<Spanned<T>>;

/// Collects the problems of one file.
pub(super) struct Report<'s> {
    source: &'s Source,
    problems: RefCell<Vec<Problem>>,
}

impl<'s> Report<'s> {
    pub(super) fn new(source: &'s Source) -> Self {
        Self { source, problems: RefCell::default() }
    }

    pub(super) fn source(&self) -> &'s Source {
        self.source
    }

    pub(super) fn add(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    pub(super) fn is_clean(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// Every problem, in the order of the file.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
        problems.dedup();
        problems
    }
}

/// One table of the file; remembers which keys were asked for.
pub(super) struct Table<'r, 's, 'i> {
    report: &'r Report<'s>,
    entries: &'r DeTable<'i>,
    span: Range<usize>,
    path: String,
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'r, 's, 'i> Table<'r, 's, 'i> {
    pub(super) fn new(
        report: &'r Report<'s>,
        entries: &'r DeTable<'i>,
        span: Range<usize>,
        path: String,
    ) -> Self {
        Self { report, entries, span, path, known: RefCell::default() }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(super) fn has(&self, key: &'static str) -> bool {
        self.find(key).is_some()
    }

    /// The value of a key, where it is there.
    fn find(&self, key: &'static str) -> Option<&'r Spanned<DeValue<'i>>> {
        self.known.borrow_mut().insert(key);
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// The value of a key that must be there.
    fn demand(&self, key: &'static str) -> Option<&'r Spanned<DeValue<'i>>> {
        let found = self.find(key);
        if found.is_none() {
            let problem = self.report.source.problem_at("policy-missing-key", self.span());
            self.report.add(problem.with("key", self.name(key)));
        }
        found
    }

    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'i>>, expected: &'static str) {
        let text = self.report.source.text.get(value.span()).unwrap_or_default();
        let problem = self.report.source.problem_at("policy-wrong-value", value.span());
        let problem = problem.with("key", self.name(key)).with("value", text.trim());
        self.report.add(problem.with("expected", expected));
    }

    fn leaf<T>(
        &self,
        key: &'static str,
        value: &Spanned<DeValue<'i>>,
        expected: &'static str,
        read: impl Fn(&DeValue<'i>) -> Option<T>,
    ) -> Leaf<T> {
        let read = read(value.get_ref());
        if read.is_none() {
            self.wrong(key, value, expected);
        }
        read.map(|read| Spanned::new(value.span(), read))
    }

    pub(super) fn text(&self, key: &'static str) -> Leaf<String> {
        let value = self.demand(key)?;
        let read = |value: &DeValue<'i>| {
            value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
        };
        self.leaf(key, value, "text", read)
    }

    /// A whole number, not negative.
    pub(super) fn count(&self, key: &'static str) -> Leaf<u32> {
        self.leaf(key, self.demand(key)?, "whole", whole)
    }

    /// A whole number, negative or not.
    pub(super) fn signed(&self, key: &'static str) -> Leaf<i64> {
        self.leaf(key, self.demand(key)?, "whole", |value| {
            let integer = value.as_integer()?;
            i64::from_str_radix(integer.as_str(), integer.radix()).ok()
        })
    }

    /// A whole number, or the file's usual one where the key is absent.
    pub(super) fn count_or(&self, key: &'static str, usual: &Leaf<u32>) -> Leaf<u32> {
        match self.find(key) {
            Some(value) => self.leaf(key, value, "whole", whole),
            None => usual.clone(),
        }
    }

    pub(super) fn flag(&self, key: &'static str) -> Leaf<bool> {
        self.leaf(key, self.demand(key)?, "flag", DeValue::as_bool)
    }

    pub(super) fn money(&self, key: &'static str) -> Leaf<Money> {
        self.leaf(key, self.demand(key)?, "money", money)
    }

    pub(super) fn money_or_none(&self, key: &'static str) -> Leaf<Money> {
        match self.find(key) {
            Some(value) => self.leaf(key, value, "money", money),
            None => Some(Spanned::new(self.span(), Money::ZERO)),
        }
    }

    /// A percentage from 0 to 100.
    pub(super) fn percent(&self, key: &'static str) -> Leaf<Rate> {
        self.percent_of(key, self.demand(key)?)
    }

    pub(super) fn percent_or_none(&self, key: &'static str) -> Leaf<Rate> {
        match self.find(key) {
            Some(value) => self.percent_of(key, value),
            None => Some(Spanned::new(self.span(), Rate::ZERO)),
        }
    }

    fn percent_of(&self, key: &'static str, value: &Spanned<DeValue<'i>>) -> Leaf<Rate> {
        let read = self.leaf(key, value, "percent", decimal)?;
        let percent = *read.get_ref();
        if percent < Decimal::ZERO || percent > Decimal::ONE_HUNDRED {
            let problem = self.report.source.problem_at("policy-percent-range", value.span());
            self.report.add(problem.with("key", self.name(key)).with("value", percent));
            return None;
        }
        Some(Spanned::new(value.span(), Rate::percent(percent)))
    }

    /// A list of texts; none where the key is absent.
    pub(super) fn texts(&self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        self.items(key, "texts", |value| value.as_str().map(str::to_owned))
    }

    /// A list of whole numbers; none where the key is absent.
    pub(super) fn counts(&self, key: &'static str) -> Option<Vec<Spanned<u32>>> {
        self.items(key, "wholes", whole)
    }

    fn items<T>(
        &self,
        key: &'static str,
        expected: &'static str,
        read: impl Fn(&DeValue<'i>) -> Option<T>,
    ) -> Option<Vec<Spanned<T>>> {
        let value = self.find(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, expected);
            return None;
        };
        Some(items.iter().filter_map(|item| self.leaf(key, item, expected, &read)).collect())
    }

    /// A table that must be there.
    pub(super) fn table(&self, key: &'static str) -> Option<Table<'r, 's, 'i>> {
        let value = self.demand(key)?;
        self.sub(key, value)
    }

    pub(super) fn table_or_none(&self, key: &'static str) -> Option<Table<'r, 's, 'i>> {
        let value = self.find(key)?;
        self.sub(key, value)
    }

    fn sub(&self, key: &'static str, value: &'r Spanned<DeValue<'i>>) -> Option<Table<'r, 's, 'i>> {
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong(key, value, "table");
            return None;
        };
        Some(Table::new(self.report, entries, value.span(), self.name(key)))
    }

    /// A list of tables; empty where the key is absent.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Table<'r, 's, 'i>> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong(key, value, "tables");
            return Vec::new();
        };
        items.iter().filter_map(|item| self.sub(key, item)).collect()
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self) {
        let known = self.known.borrow();
        for (key, _) in self.entries {
            if known.contains(key.get_ref().as_ref()) {
                continue;
            }
            let problem = self.report.source.problem_at("policy-unknown-key", key.span());
            let names: Vec<&str> = known.iter().copied().collect();
            let problem = problem.with("key", self.name(key.get_ref()));
            self.report.add(problem.with("known", names.join(", ")));
        }
    }
}

/// Parses the text; every mistake of the notation is a problem.
pub(super) fn parse<'s>(report: &Report<'s>) -> Option<Spanned<DeTable<'s>>> {
    let (table, errors) = DeTable::parse_recoverable(&report.source.text);
    for error in &errors {
        let problem = match error.span() {
            Some(span) => report.source.problem_at("policy-broken-toml", span),
            None => report.source.problem("policy-broken-toml"),
        };
        report.add(problem.with("detail", error.message()));
    }
    errors.is_empty().then_some(table)
}

fn whole(value: &DeValue<'_>) -> Option<u32> {
    let integer = value.as_integer()?;
    u32::from_str_radix(integer.as_str(), integer.radix()).ok()
}

/// A number as it is written: `"1.5"`, `1.5` or `2`; never through a float.
fn decimal(value: &DeValue<'_>) -> Option<Decimal> {
    let text = match value {
        DeValue::String(text) => text.as_ref(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        DeValue::Integer(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => return None,
    };
    Decimal::from_str(text).ok()
}

fn money(value: &DeValue<'_>) -> Option<Money> {
    let reais = decimal(value)?;
    let sum = Money::from_str(&reais.normalize().to_string()).ok()?;
    (sum >= Money::ZERO).then_some(sum)
}
