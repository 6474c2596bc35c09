//! Reads an experiment's file key by key, and goes on after a mistake.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Arm, CONTROL, Experiment, Guard, MOST_ARMS};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};

/// The most days that somebody has to pay.
const LONGEST: u32 = 90;

/// One table of the file.
struct Table<'r, 'i> {
    source: &'r Source,
    problems: &'r RefCell<Vec<Problem>>,
    entries: &'r DeTable<'i>,
    span: Range<usize>,
    path: String,
    known: RefCell<BTreeSet<&'static str>>,
}

/// Reads a whole file.
pub(super) fn read(source: &Source) -> Result<Experiment, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(&source.text);
    let broken = errors.iter().map(|error| {
        let span = error.span().unwrap_or(0..0);
        source.problem_at("experiment-broken-toml", span).with("detail", error.message())
    });
    let broken: Vec<Problem> = broken.collect();
    if !broken.is_empty() {
        return Err(broken);
    }
    let problems = RefCell::default();
    let table = Table {
        source,
        problems: &problems,
        entries: document.get_ref(),
        span: 0..0,
        path: String::new(),
        known: RefCell::default(),
    };
    let found = experiment(&table);
    drop(table);
    let mut problems = problems.into_inner();
    problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
    match found {
        Some(found) if problems.is_empty() => Ok(found),
        Some(_) | None => Err(problems),
    }
}

fn experiment(table: &Table<'_, '_>) -> Option<Experiment> {
    let why = table.text("why");
    let (since, until) = (table.day("since"), table.day("until"));
    let share = table.whole("share", 1..=100);
    let days = table.whole("days", 1..=LONGEST);
    let expect = table.whole("expect", 1..=98);
    let most = expect.map_or(98, |expect| 99 - expect);
    let detect = table.whole("detect", 1..=most.max(1));
    let guard = table.table("guard").map(|(guard, _)| guarded(&guard)).unwrap_or_default();
    let arms = arms(table);
    table.finish();
    if let (Some(since), Some(until)) = (since, until)
        && until < since
    {
        table.add(table.at("until", "experiment-days").with("since", since).with("until", until));
    }
    Some(Experiment {
        name: Experiment::name_of(&table.source.file).to_owned(),
        why: why?,
        since: since?,
        until: until?,
        share: share?,
        days: days?,
        expect: expect?,
        detect: detect?,
        guard,
        arms: arms?,
    })
}

fn guarded(table: &Table<'_, '_>) -> Guard {
    let percent = |key| if table.has(key) { table.whole(key, 0..=100) } else { None };
    let guard = Guard {
        complaints: percent("complaints").unwrap_or_default(),
        opt_outs: percent("opt_outs").unwrap_or_default(),
        handoffs: percent("handoffs").unwrap_or_default(),
    };
    table.finish();
    guard
}

fn arms(table: &Table<'_, '_>) -> Option<Vec<Arm>> {
    let Some((all, span)) = table.table("arms") else {
        if !table.has("arms") {
            table.missing("arms");
        }
        return None;
    };
    let mut arms: Vec<(Arm, Range<usize>)> = Vec::new();
    for (name, value) in all.entries {
        let Some(entries) = value.get_ref().as_table() else {
            all.wrong(name.get_ref(), value, "table");
            continue;
        };
        let arm = all.below(name.get_ref(), entries, value.span());
        arms.push((one(&arm, name.get_ref()), name.span()));
    }
    let wrong = |span: Range<usize>, why: &str| {
        table.add(table.source.problem_at("experiment-arms", span).with("why", why));
    };
    if arms.len() < 2 || arms.len() > MOST_ARMS {
        wrong(span.clone(), "count");
    }
    match arms.iter().find(|(arm, _)| arm.name == CONTROL) {
        None => wrong(span, "no-control"),
        Some((control, span)) if !control.is_plain() => wrong(span.clone(), "control"),
        Some(_) => {}
    }
    for (_, span) in arms.iter().filter(|(arm, _)| arm.name != CONTROL && arm.is_plain()) {
        wrong(span.clone(), "plain");
    }
    let mut arms: Vec<Arm> = arms.into_iter().map(|(arm, _)| arm).collect();
    arms.sort_by(|a, b| (a.name != CONTROL, &a.name).cmp(&(b.name != CONTROL, &b.name)));
    Some(arms)
}

fn one(table: &Table<'_, '_>, name: &str) -> Arm {
    let weight = table.whole("weight", 1..=100).unwrap_or(1);
    let flow = table.has("flow").then(|| table.text("flow")).flatten();
    let named = |key: &'static str| {
        let found = table.table(key);
        found.map(|(all, _)| all.texts()).unwrap_or_default()
    };
    let policies = named("policies").into_iter().map(|(from, to, _)| (from, to)).collect();
    let mut texts = BTreeMap::new();
    for (tag, text, value) in named("texts") {
        match tag.parse::<Locale>() {
            Ok(locale) => {
                texts.insert(locale, text);
            }
            Err(_) => table.add(
                table
                    .source
                    .problem_at("experiment-unknown", value)
                    .with("what", "locale")
                    .with("name", tag),
            ),
        }
    }
    table.finish();
    Arm { name: name.to_owned(), weight, flow, policies, texts }
}

impl<'r, 'i> Table<'r, 'i> {
    fn below(&self, key: &str, entries: &'r DeTable<'i>, span: Range<usize>) -> Self {
        let path = self.name(key);
        let (source, problems) = (self.source, self.problems);
        Self { source, problems, entries, span, path, known: RefCell::default() }
    }

    fn add(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn find(&self, key: &'static str) -> Option<&'r Spanned<DeValue<'i>>> {
        self.known.borrow_mut().insert(key);
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn has(&self, key: &'static str) -> bool {
        self.find(key).is_some()
    }

    fn at(&self, key: &'static str, code: &'static str) -> Problem {
        let span = self.find(key).map_or_else(|| self.span.clone(), Spanned::span);
        self.source.problem_at(code, span)
    }

    fn missing(&self, key: &'static str) {
        self.add(self.at(key, "experiment-missing-key").with("key", self.name(key)));
    }

    fn demand(&self, key: &'static str) -> Option<&'r Spanned<DeValue<'i>>> {
        let found = self.find(key);
        if found.is_none() {
            self.missing(key);
        }
        found
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'i>>, expected: &str) {
        let problem = self.source.problem_at("experiment-wrong-value", value.span());
        self.add(problem.with("key", self.name(key)).with("expected", expected));
    }

    fn text(&self, key: &'static str) -> Option<String> {
        let value = self.demand(key)?;
        let text = value.get_ref().as_str().map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong(key, value, "text");
        }
        text.map(str::to_owned)
    }

    fn whole(&self, key: &'static str, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let value = self.demand(key)?;
        let whole = value.get_ref().as_integer();
        let whole = whole.and_then(|it| u32::from_str_radix(it.as_str(), it.radix()).ok());
        let whole = whole.filter(|it| range.contains(it));
        if whole.is_none() {
            self.wrong(key, value, &format!("{}–{}", range.start(), range.end()));
        }
        whole
    }

    fn day(&self, key: &'static str) -> Option<NaiveDate> {
        let value = self.demand(key)?;
        let written = match value.get_ref() {
            DeValue::Datetime(day) => day.to_string(),
            DeValue::String(day) => day.to_string(),
            DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => String::new(),
        };
        let day = written.parse().ok();
        if day.is_none() {
            self.wrong(key, value, "2026-12-31");
        }
        day
    }

    fn table(&self, key: &'static str) -> Option<(Self, Range<usize>)> {
        let value = self.find(key)?;
        let Some(entries) = value.get_ref().as_table() else {
            self.wrong(key, value, "table");
            return None;
        };
        Some((self.below(key, entries, value.span()), value.span()))
    }

    /// Every key with its text and place.
    fn texts(&self) -> Vec<(String, String, Range<usize>)> {
        let mut texts = Vec::new();
        for (key, value) in self.entries {
            match value.get_ref().as_str().filter(|text| !text.trim().is_empty()) {
                Some(text) => {
                    texts.push((key.get_ref().to_string(), text.to_owned(), value.span()));
                }
                None => self.wrong(key.get_ref(), value, "text"),
            }
        }
        texts
    }

    fn finish(&self) {
        let known = self.known.borrow();
        for (key, _) in self.entries.iter().filter(|(key, _)| !known.contains(&**key.get_ref())) {
            let names: Vec<&str> = known.iter().copied().collect();
            let problem = self.source.problem_at("experiment-unknown-key", key.span());
            let problem = problem.with("key", self.name(key.get_ref()));
            self.add(problem.with("known", names.join(", ")));
        }
    }
}
