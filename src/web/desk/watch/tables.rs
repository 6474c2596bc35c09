//! The tables of a report: what they hold, in which words, with which drawing.

use std::collections::BTreeMap;

use super::chart;
use super::table::{Cell, Column, Table};
use crate::app::watch::reports::{By, Counts, Report};
use crate::app::watch::tally::Sums;
use crate::store::views::reports::funnel::Stage;
use crate::web::texts::Texts;

/// The codes of the tables, in the order of the page.
pub const CODES: [&str; 7] =
    ["funil", "dinheiro", "atendimento", "desfechos", "passagens", "motivos", "contatos"];

/// The names of those of whom a report tells.
pub struct Names {
    /// Of creditors, by id.
    pub creditors: BTreeMap<String, String>,
    /// Of people of the desk, by id.
    pub people: BTreeMap<String, String>,
}

/// Makes tables of a report.
pub struct Maker<'a> {
    /// The words.
    pub t: &'a Texts,
    /// The names.
    pub names: &'a Names,
    /// By what sums are told apart.
    pub by: By,
}

/// A column of sums: its words, what it means, and how it is read.
type Of = (&'static str, &'static str, fn(&Sums) -> Cell);

/// What became of money.
const MONEY: [Of; 6] = [
    ("web-desk-report-deals", "web-desk-report-deals-means", |it| Cell::Count(it.deals)),
    ("web-desk-report-owed", "web-desk-report-owed-means", |it| Cell::Money(it.owed)),
    ("web-desk-report-agreed", "web-desk-report-agreed-means", |it| Cell::Money(it.agreed)),
    ("web-desk-report-discount", "web-desk-report-discount-means", |it| Cell::Money(it.discount)),
    ("web-desk-report-payments", "web-desk-report-payments-means", |it| Cell::Count(it.payments)),
    ("web-desk-report-recovered", "web-desk-report-recovered-means", |it| {
        Cell::Money(it.recovered)
    }),
];

/// What became of cases.
const CASES: [Of; 6] = [
    ("web-desk-report-cases", "web-desk-report-cases-means", |it| Cell::Count(it.cases)),
    ("web-desk-report-answered", "web-desk-report-answered-means", |it| Cell::Count(it.answered)),
    ("web-desk-report-answered-share", "web-desk-report-answered-share-means", |it| {
        Cell::Share(it.answered, it.cases)
    }),
    ("web-desk-report-median", "web-desk-report-median-means", |it| Cell::Minutes(it.median)),
    ("web-desk-report-ninth", "web-desk-report-ninth-means", |it| Cell::Minutes(it.ninth)),
    ("web-desk-report-closed", "web-desk-report-closed-means", |it| Cell::Count(it.closed)),
];

/// Who was unhappy.
const QUIET: [Of; 3] = [
    ("web-desk-report-complaints", "web-desk-report-complaints-means", |it| {
        Cell::Count(it.complaints)
    }),
    ("web-desk-report-complaints-share", "web-desk-report-complaints-share-means", |it| {
        Cell::Share(it.complaints, it.closed)
    }),
    ("web-desk-report-silences", "web-desk-report-silences-means", |it| Cell::Count(it.silences)),
];

impl Maker<'_> {
    /// Every table, in the order of the page.
    pub fn all(&self, report: &Report) -> Vec<Table> {
        vec![
            self.funnel(report),
            self.sums(report, ("dinheiro", "web-desk-report-money-title"), &MONEY, 5),
            self.sums(report, ("atendimento", "web-desk-report-cases-title"), &CASES, 0),
            self.counts(("desfechos", "web-desk-report-outcomes"), &report.outcomes),
            self.counts(("passagens", "web-desk-report-handoffs"), &report.handoffs),
            self.counts(("motivos", "web-desk-report-reasons"), &report.reasons),
            self.sums(report, ("contatos", "web-desk-report-quiet-title"), &QUIET, 0),
        ]
    }

    fn funnel(&self, report: &Report) -> Table {
        let t = self.t;
        let reached = |stage| report.funnel.reached(stage);
        let first = reached(Stage::Overdue);
        let mut before = first;
        let mut rows = Vec::new();
        for stage in Stage::ALL {
            let count = reached(stage);
            rows.push(vec![
                Cell::Text(t.say_of("web-desk-report-stage", "stage", stage.as_str())),
                Cell::Count(count),
                Cell::Share(count, first),
                Cell::Share(count, before),
            ]);
            before = count;
        }
        let title = t.say("web-desk-report-funnel");
        Table {
            code: "funil",
            means: t.say("web-desk-report-funnel-means"),
            columns: vec![
                self.column("web-desk-report-funnel-stage", "web-desk-report-funnel-stage-means"),
                self.column("web-desk-report-funnel-count", "web-desk-report-funnel-count-means"),
                self.column("web-desk-report-funnel-share", "web-desk-report-funnel-share-means"),
                self.column("web-desk-report-funnel-step", "web-desk-report-funnel-step-means"),
            ],
            chart: chart::bars("funil", title.clone(), &self.drawn(&rows, 1)),
            title,
            rows,
            total: None,
        }
    }

    /// How often each of something was, the most first.
    fn counts(&self, (code, key): (&'static str, &'static str), counts: &Counts) -> Table {
        let t = self.t;
        let whole: i64 = counts.values().sum();
        let mut counts: Vec<(String, i64)> =
            counts.iter().map(|(it, count)| (self.named(code, it), *count)).collect();
        counts.sort_by(|a, b| (-a.1, &a.0).cmp(&(-b.1, &b.0)));
        let rows: Vec<Vec<Cell>> = counts
            .into_iter()
            .map(|(name, count)| {
                vec![Cell::Text(name), Cell::Count(count), Cell::Share(count, whole)]
            })
            .collect();
        let title = t.say(key);
        let total = vec![
            Cell::Text(t.say("web-desk-report-total")),
            Cell::Count(whole),
            Cell::Share(whole, whole),
        ];
        Table {
            code,
            means: self.means(code),
            columns: vec![
                Column { words: title.clone(), means: String::new() },
                self.column("web-desk-report-count", ""),
                self.column("web-desk-report-part", "web-desk-report-part-means"),
            ],
            chart: chart::bars(code, title.clone(), &self.drawn(&rows, 1)),
            title,
            total: Some(total).filter(|_| !rows.is_empty()),
            rows,
        }
    }

    fn sums(
        &self,
        report: &Report,
        (code, key): (&'static str, &'static str),
        of: &[Of],
        drawn: usize,
    ) -> Table {
        let t = self.t;
        let is_something = |sums: &Sums| of.iter().any(|(_, _, read)| read(sums).size() != 0);
        let row = |name: Cell, sums: &Sums| {
            let cells = of.iter().map(|(_, _, read)| read(sums));
            std::iter::once(name).chain(cells).collect::<Vec<Cell>>()
        };
        let groups = report.groups.iter().filter(|(_, sums)| is_something(sums));
        let rows: Vec<Vec<Cell>> = groups.map(|(key, sums)| row(self.key(key), sums)).collect();
        let by = t.say_of("web-desk-report-by-head", "by", self.by.as_str());
        let heads = of.iter().map(|(words, means, _)| self.column(words, means));
        let columns = std::iter::once(Column { words: by, means: String::new() }).chain(heads);
        let title = t.say(key);
        let drawing = of.get(drawn).map(|(words, _, _)| t.say(words)).unwrap_or_default();
        let drawing = format!("{title}: {drawing}");
        let bars = self.drawn(&rows, drawn + 1);
        let chart = match self.by {
            By::Day | By::Month => chart::columns(code, drawing, &bars),
            By::Creditor | By::Agent | By::Flow => chart::bars(code, drawing, &bars),
        };
        let total = row(Cell::Text(t.say("web-desk-report-total")), &report.total);
        let total = Some(total).filter(|_| !rows.is_empty());
        let means = self.means(code);
        Table { code, title, means, columns: columns.collect(), rows, total, chart }
    }

    fn column(&self, words: &str, means: &str) -> Column {
        let means = if means.is_empty() { String::new() } else { self.t.say(means) };
        Column { words: self.t.say(words), means }
    }

    fn means(&self, code: &str) -> String {
        self.t.say_of("web-desk-report-means", "table", code)
    }

    fn named(&self, code: &str, of: &str) -> String {
        let key = match code {
            "desfechos" => "web-desk-report-outcome",
            "passagens" => "web-desk-report-handoff",
            _ => "web-desk-report-reason",
        };
        self.t.say_of(key, "code", of)
    }

    /// The name of a group.
    fn key(&self, key: &str) -> Cell {
        let or = |name: Option<&String>, key: &str| name.cloned().unwrap_or_else(|| key.to_owned());
        match self.by {
            By::Day => key.parse().map_or_else(|_| Cell::Text(key.to_owned()), Cell::Day),
            By::Month => {
                let month: String = key.chars().take(7).collect();
                let (year, month) = month.split_once('-').unwrap_or((key, ""));
                Cell::Text(format!("{month}/{year}"))
            }
            By::Creditor => Cell::Text(or(self.names.creditors.get(key), key)),
            By::Agent if key.is_empty() => Cell::Text(self.t.say("web-desk-report-nobody")),
            By::Agent => Cell::Text(or(self.names.people.get(key), key)),
            By::Flow if key.is_empty() => Cell::Text(self.t.say("web-desk-report-no-flow")),
            By::Flow => Cell::Text(key.to_owned()),
        }
    }

    /// Rows as they are drawn: name and one of their numbers.
    fn drawn(&self, rows: &[Vec<Cell>], column: usize) -> Vec<chart::Row> {
        let drawn = rows.iter().filter_map(|row| {
            let (name, cell) = (row.first()?, row.get(column)?);
            Some((name.shown(self.t), cell.size(), cell.shown(self.t)))
        });
        drawn.collect()
    }
}
