//! `combinado understand --evaluate` and `--cross-validate`: how well the reader reads.
//!
//! The figures come from [`evaluate`](crate::domain::understanding::evaluate); here a file is read
//! with all its mistakes told by line, and the figures are laid out as tables: for a terminal, as
//! JSON, or between the markers of a page of the documentation. It knows no reader of its own.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use serde_json::{Value as Json, json};

use super::understand::named;
use crate::domain::calendar::Calendar;
use crate::domain::problem::Source;
use crate::domain::understanding::evaluate::{Evaluation, Judged, Labelled, Share};
use crate::domain::understanding::train::{Lesson, Lessons};
use crate::domain::understanding::{Expectation, Intent, Reader};

/// Into how many parts the examples are cut to judge each by the others.
pub const FOLDS: u64 = 5;
/// Where the figures of a page begin and end.
const MARKERS: (&str, &str) = ("<!-- figures -->", "<!-- end of figures -->");
/// How many rows of pairs and mistakes are shown to people.
const SHOWN: usize = 15;

/// A line of a file that is no labelled sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: String,
}

/// The labelled sentences of a file, each with its line.
///
/// # Errors
/// Every line that is none.
pub fn labelled(text: &str) -> Result<Vec<(usize, Labelled)>, Vec<Unread>> {
    let (mut cases, mut wrong) = (Vec::new(), Vec::new());
    for (line, written) in (1..).zip(text.lines()) {
        if written.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Labelled>(written) {
            Ok(case) => cases.push((line, case)),
            Err(error) => wrong.push(Unread { line, why: error.to_string() }),
        }
    }
    if wrong.is_empty() { Ok(cases) } else { Err(wrong) }
}

/// Reads labelled sentences and judges the readings.
pub fn judge(reader: &Reader, cases: &[(usize, Labelled)], today: NaiveDate) -> Evaluation {
    let calendar = Calendar::brazil();
    let judged = cases.iter().map(|(line, case)| {
        let reading = reader.read(&case.text, case.expect, today, &calendar);
        let found = named(&reading);
        Judged { case, line: *line, reading, found }
    });
    Evaluation::of(&judged.collect::<Vec<_>>())
}

/// Judges each part of the training examples by a reader of the other parts.
///
/// Sentences of the same words stay in the same part, so that none is judged by its twin.
///
/// # Errors
/// Where the files of the reader are broken.
pub fn cross_validate(sources: &[Source], today: NaiveDate) -> anyhow::Result<Evaluation> {
    let calendar = Calendar::brazil();
    let mut cases: Vec<(Labelled, crate::domain::understanding::Reading, usize)> = Vec::new();
    for fold in 0..FOLDS {
        let mut lessons = match Lessons::load(sources) {
            Ok(lessons) => lessons,
            Err(problems) => bail!("the files of understanding are broken: {problems:?}"),
        };
        let (asked, taught): (Vec<Lesson>, Vec<Lesson>) =
            lessons.examples.into_iter().partition(|lesson| part(&lesson.text) == fold);
        lessons.examples = taught;
        let reader = Reader::learn(lessons);
        for lesson in asked {
            let reading = reader.read(&lesson.text, Expectation::Free, today, &calendar);
            cases.push((as_case(lesson.text.clone(), lesson.meaning.intent), reading, lesson.line));
        }
    }
    let judged = cases.iter().map(|(case, reading, line)| Judged {
        case,
        line: *line,
        reading: reading.clone(),
        found: Vec::new(),
    });
    Ok(Evaluation::of(&judged.collect::<Vec<_>>()))
}

fn as_case(text: String, intent: Intent) -> Labelled {
    let (also, entities, style) = (Vec::new(), None, None);
    Labelled { text, intent: Some(intent), also, expect: Expectation::Free, entities, style }
}

/// The part a sentence belongs to: by its words, in any order.
fn part(text: &str) -> u64 {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let mut words: Vec<&str> = plain.split_whitespace().filter(|word| word.len() > 2).collect();
    words.sort_unstable();
    words.dedup();
    let sum =
        words.iter().flat_map(|word| word.bytes()).fold(0xcbf2_9ce4_8422_2325_u64, |sum, b| {
            (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
    sum % FOLDS
}

/// A table with a title: how all figures are shown.
pub struct Table {
    /// The key of its title.
    pub title: &'static str,
    /// The keys of its columns.
    pub columns: &'static [&'static str],
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// Every figure, as tables.
pub fn tables(figures: &Evaluation) -> Vec<Table> {
    let mut tables = vec![summary(figures)];
    let mut by_intent: Vec<_> = figures.by_intent.iter().filter(|one| one.recall.of > 0).collect();
    by_intent.sort_by(|a, b| a.f1().total_cmp(&b.f1()).then(a.intent.cmp(&b.intent)));
    let rows = by_intent.iter().map(|score| {
        vec![
            score.intent.to_string(),
            of(score.recall),
            percent(score.recall.of_one()),
            percent(score.precision.of_one()),
            percent(score.f1()),
        ]
    });
    push(&mut tables, "intents", &["intent", "right", "recall", "precision", "f1"], rows);
    let rows = figures
        .safety
        .iter()
        .map(|(intent, share)| vec![intent.to_string(), of(*share), percent(share.of_one())]);
    push(&mut tables, "safety", &["intent", "right", "recall"], rows);
    let rows =
        figures.confusion.iter().take(SHOWN).map(|pair| {
            vec![pair.meant.to_string(), pair.read.to_string(), pair.times.to_string()]
        });
    push(&mut tables, "confusion", &["meant", "read", "times"], rows);
    let rows = figures.reliability.iter().map(|bin| {
        let till = u32::from(bin.from) + 100;
        let range = format!("{}–{} %", bin.from / 10, till / 10);
        let (mean, right) = (percent(bin.mean()), percent(bin.right.of_one()));
        vec![range, bin.right.of.to_string(), mean, right]
    });
    push(&mut tables, "calibration", &["confidence", "cases", "mean", "share"], rows);
    let rows = figures.thresholds.iter().map(|one| {
        let at = format!("{} %", one.at / 10);
        let (answered, right) = (one.answered.of_one(), one.right.of_one());
        vec![at, percent(answered), percent(right), percent(one.strayed.of_one())]
    });
    push(&mut tables, "thresholds", &["confidence", "answered", "share", "strayed"], rows);
    let styles = figures.styles.iter().filter(|(style, _)| !style.is_empty());
    let rows =
        styles.map(|(style, share)| vec![style.clone(), of(*share), percent(share.of_one())]);
    push(&mut tables, "styles", &["style", "right", "share"], rows);
    let rows = figures.worst.iter().take(SHOWN).map(|mistake| {
        let confidence = format!("{} %", mistake.confidence / 10);
        let (meant, read) = (mistake.meant.to_string(), mistake.read.to_string());
        vec![mistake.line.to_string(), meant, read, confidence, mistake.text.clone()]
    });
    push(&mut tables, "worst", &["line-number", "meant", "read", "confidence", "text"], rows);
    tables
}

fn push(
    tables: &mut Vec<Table>,
    title: &'static str,
    columns: &'static [&'static str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        tables.push(Table { title, columns, rows });
    }
}

fn summary(figures: &Evaluation) -> Table {
    let shares = [
        ("first", figures.first),
        ("among-three", figures.among_three),
        ("safety-recall", figures.safety_recall()),
        ("false-alarms", figures.false_alarms),
        ("elsewhere", figures.elsewhere),
        ("elsewhere-unsure", figures.elsewhere_unsure),
        ("also", figures.also),
        ("entities", figures.entities),
        ("no-entities", figures.no_entities),
    ];
    let counted = shares.into_iter().filter(|(_, share)| share.of > 0);
    let mut rows: Vec<Vec<String>> = counted
        .map(|(key, share)| vec![key.to_owned(), percent(share.of_one()), of(share)])
        .collect();
    if figures.first.of > 0 {
        rows.push(vec!["macro-f1".to_owned(), percent(figures.macro_f1()), String::new()]);
        let error = percent(figures.calibration_error());
        rows.push(vec!["calibration-error".to_owned(), error, String::new()]);
    }
    Table { title: "summary", columns: &["figure", "share", "right"], rows }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn of(share: Share) -> String {
    format!("{}/{}", share.right, share.of)
}

/// The tables for a terminal, in columns; `say` gives the words of a key.
pub fn for_terminal(tables: &[Table], say: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    for table in tables {
        let rows = spoken(table, say);
        let widths: Vec<usize> = (0..table.columns.len())
            .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|c| c.chars().count()).max())
            .map(Option::unwrap_or_default)
            .collect();
        out.extend([say(table.title), "\n".to_owned()]);
        for row in rows {
            let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
            let line = cells.collect::<Vec<_>>().join("  ");
            out.extend(["  ", line.trim_end(), "\n"]);
        }
        out.push('\n');
    }
    out
}

/// The tables as Markdown; `say` gives the words of a key.
pub fn for_page(tables: &[Table], say: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    for table in tables {
        let mut rows = spoken(table, say).into_iter();
        let line = |row: Vec<String>| {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        out.extend(["\n### ", say(table.title).as_str(), "\n\n"]);
        out.push_str(&rows.next().map(line).unwrap_or_default());
        out.extend(["|", "---|".repeat(table.columns.len()).as_str(), "\n"]);
        out.extend(rows.map(line));
    }
    out
}

/// Head and rows of a table, its keys in words; the summary's first column are keys too.
fn spoken(table: &Table, say: &dyn Fn(&str) -> String) -> Vec<Vec<String>> {
    let mut rows = vec![table.columns.iter().map(|column| say(column)).collect::<Vec<_>>()];
    rows.extend(table.rows.iter().cloned().map(|mut row| {
        if let Some(key) = row.first_mut().filter(|_| table.title == "summary") {
            *key = say(key);
        }
        row
    }));
    rows
}

/// Puts figures between the markers of a page.
///
/// # Errors
/// Where the page cannot be read or written, or has no markers.
pub fn onto_page(page: &Path, figures: &str) -> anyhow::Result<()> {
    let shown = page.display();
    let text = std::fs::read_to_string(page).with_context(|| format!("could not read {shown}"))?;
    let (begin, end) = MARKERS;
    let parts = text.split_once(begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(end)?;
        Some((before, after))
    });
    let Some((before, after)) = parts else { bail!("{shown} has no {begin} … {end}") };
    let written = format!("{before}{begin}\n{figures}\n{end}{after}");
    std::fs::write(page, written).with_context(|| format!("could not write {shown}"))
}

/// Every figure for machines.
pub fn as_json(figures: &Evaluation) -> Json {
    let share =
        |share: Share| json!({ "right": share.right, "of": share.of, "share": share.of_one() });
    let shares = |all: &mut dyn Iterator<Item = (String, Share)>| -> BTreeMap<String, Json> {
        all.map(|(name, one)| (name, share(one))).collect()
    };
    let intents: Vec<Json> = figures
        .by_intent
        .iter()
        .map(|one| json!({ "intent": one.intent, "recall": share(one.recall), "precision": share(one.precision), "f1": one.f1() }))
        .collect();
    let pairs: Vec<Json> = figures
        .confusion
        .iter()
        .map(|one| json!({ "meant": one.meant, "read": one.read, "times": one.times }))
        .collect();
    let bins: Vec<Json> = figures
        .reliability
        .iter()
        .map(|one| json!({ "from": f64::from(one.from) / 1000.0, "right": share(one.right), "confidence": one.mean() }))
        .collect();
    let thresholds: Vec<Json> = figures
        .thresholds
        .iter()
        .map(|one| json!({ "at": f64::from(one.at) / 1000.0, "answered": share(one.answered), "right": share(one.right), "strayed": share(one.strayed) }))
        .collect();
    let worst: Vec<Json> = figures
        .worst
        .iter()
        .map(|one| json!({ "line": one.line, "text": one.text, "meant": one.meant, "read": one.read, "confidence": f64::from(one.confidence) / 1000.0 }))
        .collect();
    json!({
        "accuracy": share(figures.first),
        "top_three": share(figures.among_three),
        "macro_f1": figures.macro_f1(),
        "safety_recall": share(figures.safety_recall()),
        "safety": shares(&mut figures.safety.iter().map(|(intent, one)| (intent.to_string(), *one))),
        "false_alarms": share(figures.false_alarms),
        "out_of_scope": share(figures.elsewhere),
        "out_of_scope_or_unsure": share(figures.elsewhere_unsure),
        "also": share(figures.also),
        "entities": share(figures.entities),
        "no_entities": share(figures.no_entities),
        "calibration_error": figures.calibration_error(),
        "intents": intents,
        "confusion": pairs,
        "reliability": bins,
        "thresholds": thresholds,
        "styles": shares(&mut figures.styles.iter().map(|(style, one)| (style.clone(), *one))),
        "worst": worst,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_that_is_no_labelled_sentence_is_told() {
        let text =
            "{\"text\":\"oi\",\"intent\":\"greet\"}\n\nnada\n{\"text\":\"a\",\"intent\":\"x\"}\n";

        let wrong = labelled(text).expect_err("two lines are wrong");

        assert_eq!(wrong.iter().map(|one| one.line).collect::<Vec<_>>(), [3, 4]);
    }

    #[test]
    fn sentences_of_the_same_words_stay_together() {
        assert_eq!(part("Quero pagar a conta!"), part("a conta, pagar: quero"));
    }

    #[test]
    fn figures_go_between_the_markers_and_nowhere_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.md");
        std::fs::write(&page, "a\n<!-- figures -->\nold\n<!-- end of figures -->\nz\n")
            .expect("a file");

        onto_page(&page, "new").expect("it has markers");

        let text = std::fs::read_to_string(&page).expect("it is there");
        assert_eq!(text, "a\n<!-- figures -->\nnew\n<!-- end of figures -->\nz\n");
    }

    #[test]
    fn a_page_without_markers_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let page = folder.path().join("page.md");
        std::fs::write(&page, "nothing").expect("a file");

        assert!(onto_page(&page, "new").is_err());
        assert_eq!(std::fs::read_to_string(&page).expect("it is there"), "nothing");
    }
}
