//! A table with its header understood: which column is where, and what parts the fields.

use std::collections::BTreeMap;

use super::column::{Column, fold};
use super::split::{DELIMITERS, Record, Records};
use crate::domain::problem::{Problem, Source};

/// How many records may stand above the header: titles, dates of the report.
const ABOVE_HEADER: usize = 20;
/// With fewer columns known, a line is no header.
const LEAST_KNOWN: usize = 2;
/// What makes a spreadsheet compute a cell instead of showing it.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A table whose header was understood.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// What parts the fields.
    pub delimiter: char,
    /// The header as it stands, without our own columns of a rejects file.
    pub header: Vec<String>,
    places: BTreeMap<Column, Vec<usize>>,
    notes: Vec<(usize, String)>,
    ours: Vec<usize>,
    width: usize,
    records: Records<'a>,
}

impl<'a> Sheet<'a> {
    /// Finds the header and understands it.
    ///
    /// `creditor_known` is true where lines without a creditor have only one they can mean.
    pub fn open(
        source: &Source,
        text: &'a str,
        creditor_known: bool,
    ) -> Result<Self, Vec<Problem>> {
        if text.trim().is_empty() {
            return Err(vec![source.problem("import-empty")]);
        }
        let found = DELIMITERS.into_iter().filter_map(|delimiter| header(text, delimiter));
        let best = found.reduce(|best, next| if next.known > best.known { next } else { best });
        let Some(found) = best.filter(|found| found.known >= LEAST_KNOWN) else {
            return Err(vec![source.problem("import-no-header")]);
        };
        let sheet = Self::new(found);
        let problems = sheet.problems(source, creditor_known);
        if problems.is_empty() { Ok(sheet) } else { Err(problems) }
    }

    fn new(found: Found<'a>) -> Self {
        let names = found.header.fields;
        let mut places: BTreeMap<Column, Vec<usize>> = BTreeMap::new();
        let mut notes = Vec::new();
        let mut ours = Vec::new();
        for (place, name) in names.iter().enumerate() {
            match Column::find(name) {
                Some(Column::RejectedLine | Column::RejectedWhy) => ours.push(place),
                Some(column) => places.entry(column).or_default().push(place),
                None if name.trim().is_empty() => {}
                None => notes.push((place, name.trim().to_owned())),
            }
        }
        for (column, each) in &mut places {
            each.sort_by_key(|place| names.get(*place).map(|name| rank(*column, name)));
            if !matches!(column, Column::Document | Column::Phone) {
                let rest = each.split_off(1.min(each.len()));
                let note = |place: usize| Some((place, names.get(place)?.trim().to_owned()));
                notes.extend(rest.into_iter().filter_map(note));
            }
        }
        let width = names.len();
        let header = kept(&names, &ours);
        Self {
            delimiter: found.delimiter,
            header,
            places,
            notes,
            ours,
            width,
            records: found.records,
        }
    }

    fn problems(&self, source: &Source, creditor_known: bool) -> Vec<Problem> {
        let optional = |column: Column| column == Column::Creditor && creditor_known;
        let missing = Column::MANDATORY
            .into_iter()
            .filter(|column| !self.places.contains_key(column) && !optional(*column))
            .map(|column| source.problem("import-missing-column").with("column", column.as_str()));
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for name in &self.header {
            *seen.entry(fold(name)).or_default() += 1;
        }
        let twice = self
            .header
            .iter()
            .filter(|name| Column::find(name).is_some())
            .filter(|name| seen.remove(&fold(name)).is_some_and(|times| times > 1))
            .map(|name| source.problem("import-duplicate-column").with("column", name.trim()));
        missing.chain(twice).collect()
    }

    /// Bytes not read yet.
    pub fn left(&self) -> usize {
        self.records.left()
    }

    /// The next record that is not blank.
    pub fn next(&mut self) -> Option<Record> {
        let blank = |record: &Record| record.fields.iter().all(|field| field.trim().is_empty());
        self.records.by_ref().find(|record| !blank(record))
    }

    /// True where a record has as many fields as the header; empty ones behind do not count.
    pub fn fits(&self, record: &Record) -> bool {
        let rest = record.fields.get(self.width..).unwrap_or_default();
        record.fields.len() >= self.width && rest.iter().all(|field| field.trim().is_empty())
    }

    /// How many fields the header has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// What a record says in a column; empty where the table has no such column.
    pub fn cell<'r>(&self, record: &'r Record, column: Column) -> &'r str {
        let places = self.places.get(&column).map(Vec::as_slice).unwrap_or_default();
        let cells = places.iter().filter_map(|place| record.fields.get(*place));
        cells.map(|cell| shown(cell)).find(|cell| !cell.is_empty()).unwrap_or_default()
    }

    /// A column's name as this table writes it.
    pub fn name(&self, column: Column) -> &str {
        let place = self.places.get(&column).and_then(|places| places.first());
        let ours = |place: &usize| self.ours.iter().filter(|each| *each < place).count();
        let name = place.and_then(|place| self.header.get(place - ours(place)));
        name.map_or(column.as_str(), |name| name.trim())
    }

    /// What a record says in columns that mean nothing to us.
    pub fn notes<'r>(&'r self, record: &'r Record) -> impl Iterator<Item = (&'r str, &'r str)> {
        self.notes.iter().filter_map(|(place, name)| {
            let cell = shown(record.fields.get(*place)?);
            (!cell.is_empty()).then_some((name.as_str(), cell))
        })
    }

    /// A record's fields without our own columns, as many as the header has.
    ///
    /// What is too much goes into the last field, so that nothing is lost.
    pub fn original(&self, record: &Record) -> Vec<String> {
        let mut fields = record.fields.clone();
        if fields.len() > self.width {
            let rest = fields.split_off(self.width);
            let delimiter = self.delimiter.to_string();
            if let Some(last) = fields.last_mut().filter(|_| rest.iter().any(|f| !f.is_empty())) {
                *last = format!("{last}{delimiter}{}", rest.join(&delimiter));
            }
        }
        fields.resize(self.width, String::new());
        kept(&fields, &self.ours)
    }
}

/// A header with the delimiter that makes most sense of it, and what follows.
struct Found<'a> {
    delimiter: char,
    known: usize,
    header: Record,
    records: Records<'a>,
}

fn header(text: &str, delimiter: char) -> Option<Found<'_>> {
    let mut records = Records::new(text, delimiter);
    let mut best: Option<Found> = None;
    for _ in 0..ABOVE_HEADER {
        let Some(header) = records.next() else { break };
        let known = header.fields.iter().filter(|name| Column::find(name).is_some()).count();
        if best.as_ref().is_none_or(|best| known > best.known) {
            best = Some(Found { delimiter, known, header, records: records.clone() });
        }
    }
    best
}

fn rank(column: Column, name: &str) -> usize {
    let folded = fold(name);
    column.names().position(|name| fold(name) == folded).unwrap_or(usize::MAX)
}

fn kept(fields: &[String], ours: &[usize]) -> Vec<String> {
    let each = fields.iter().enumerate();
    each.filter(|(place, _)| !ours.contains(place)).map(|(_, field)| field.clone()).collect()
}

/// A cell as it was meant: trimmed, and without the mark that keeps a formula from running.
pub(super) fn shown(cell: &str) -> &str {
    let cell = cell.trim_matches([' ', '\u{a0}', '\t', '\n', '\r']);
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        Some(_) | None => cell,
    }
}

/// Keeps a cell from being run by a spreadsheet; [`Sheet::cell`] takes the mark off again.
pub(super) fn defused(cell: &str) -> String {
    let risky = cell.trim_start_matches(['\'', ' ', '\n']).starts_with(FORMULA);
    if risky { format!("'{}", cell.trim_start_matches([' ', '\n'])) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "customer;name;creditor;invoice;due_on;amount";

    fn open(text: &str) -> Result<Sheet<'_>, Vec<&'static str>> {
        let codes = |problems: Vec<Problem>| problems.iter().map(|each| each.code).collect();
        Sheet::open(&Source::new("a.csv", ""), text, false).map_err(codes)
    }

    #[test]
    fn the_header_may_stand_below_a_title_and_use_any_delimiter() {
        for delimiter in DELIMITERS {
            let header = HEADER.replace(';', &delimiter.to_string());
            let text = format!("Relatório de títulos\n\nsep={delimiter}\n{header}\n1");

            let sheet = open(&text).map(|sheet| sheet.delimiter);

            assert_eq!(sheet, Ok(delimiter));
        }
    }

    #[test]
    fn a_table_that_cannot_be_understood_is_refused_whole() {
        assert_eq!(open(" \n").err(), Some(vec!["import-empty"]));
        assert_eq!(open("1;Maria;aurora\n").err(), Some(vec!["import-no-header"]));
        let missing = open("customer;name;creditor\n").err().unwrap_or_default();
        assert_eq!(missing, ["import-missing-column"; 3]);
        let twice = open(&format!("{HEADER};Amount\n")).err();
        assert_eq!(twice, Some(vec!["import-duplicate-column"]));
    }

    #[test]
    fn the_best_name_wins_and_the_other_becomes_a_note() {
        let text = format!("{HEADER};nota fiscal;cpf;cnpj\n1;Ana;a;F1;x;y;NF9;;12\n");
        let mut sheet = open(&text).expect("a good header");
        let record = sheet.next().expect("a line");

        let notes: Vec<_> = sheet.notes(&record).collect();

        assert_eq!(sheet.cell(&record, Column::Invoice), "F1");
        assert_eq!(sheet.cell(&record, Column::Document), "12");
        assert_eq!(notes, [("nota fiscal", "NF9")]);
    }

    #[test]
    fn our_own_columns_are_ignored_and_not_written_again() {
        let text = format!("linha;{HEADER};problema\n7;1;Ana;a;F1;x;y;ruim\n");
        let mut sheet = open(&text).expect("a good header");
        let record = sheet.next().expect("a line");

        assert_eq!(sheet.header.join(";"), HEADER);
        assert_eq!(sheet.original(&record).join(";"), "1;Ana;a;F1;x;y");
        assert_eq!(sheet.name(Column::Amount), "amount");
        assert_eq!(sheet.notes(&record).count(), 0);
    }

    #[test]
    fn formulas_are_kept_from_running_and_come_back_as_they_were() {
        for cell in ["=1+1", "+5511987654321", "-10,00", "@x", "'=x", "''-1"] {
            assert!(defused(cell).starts_with('\''), "{cell}");
            assert_eq!(shown(&defused(cell)), cell);
        }
        for cell in ["Ana", "'abc", "d'água", ""] {
            assert_eq!((defused(cell).as_str(), shown(cell)), (cell, cell));
        }
    }
}
