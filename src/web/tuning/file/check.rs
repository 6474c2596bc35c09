//! What is wrong with a file while it is being written: the engine that the command line asks too.

use std::ops::Range;

use axum::Json;
use axum::extract::{Path, Query};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use super::super::told;
use crate::app::tuning::checks::Severity;
use crate::app::tuning::drafts::{self, LARGEST};
use crate::app::tuning::{Refused, look};
use crate::domain::access::Right;
use crate::domain::content::Files;
use crate::domain::problem::Problem;
use crate::web::desk::Signed;
use crate::web::error::Error;
use crate::web::texts::Texts;

/// Which file it is.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    caminho: String,
}

/// Something found, as an editor marks it; places count as scripts count letters.
#[derive(Debug, Serialize)]
struct Mark {
    from: usize,
    to: usize,
    line: usize,
    severity: &'static str,
    code: &'static str,
    message: String,
    fix: String,
    /// The other file that it is found in; empty where it is this one.
    file: String,
}

/// Looks over a draft with this text in it; nothing is saved.
pub(super) async fn check(
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    text: String,
) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::ReadTuning).await?;
    let opened = drafts::read(&site.app, &signed.who, &id).await.map_err(told::failed)?;
    if !Files::may_hold(&asked.caminho) || !Files::is_tuned(&asked.caminho) {
        return Err(Error::NotFound);
    }
    if text.len() > LARGEST {
        let told = told::words(&site.texts, &Refused::TooLarge);
        return Ok((StatusCode::PAYLOAD_TOO_LARGE, told).into_response());
    }
    let tried = (asked.caminho.as_str(), text.clone());
    let report = look::trial(&site.app, &opened.files, tried).await.map_err(told::failed)?;
    // Of other files only what this text may have broken is told.
    let matters = |(how, problem): &(Severity, &Problem)| {
        *how == Severity::Problem || problem.file == asked.caminho
    };
    let ruler = Ruler::of(&text);
    let mark = |found| mark(&site.texts, found, (&asked.caminho, &ruler));
    let marks: Vec<Mark> = report.all().filter(matters).map(mark).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(marks)).into_response())
}

fn mark(t: &Texts, (how, problem): (Severity, &Problem), (path, ruler): (&str, &Ruler)) -> Mark {
    let (message, fix) = t.problem(problem);
    let is_here = problem.file == path;
    let span = problem.span.clone().filter(|_| is_here).unwrap_or_default();
    let Range { start, end } = ruler.units(span);
    Mark {
        from: start,
        to: end,
        line: if is_here { problem.line.unwrap_or_default() } else { 0 },
        severity: how.as_str(),
        code: problem.code,
        message,
        fix,
        file: if is_here { String::new() } else { told::file_name(t, &problem.file) },
    }
}

/// Counts a text in the units of scripts; what lies before a problem is counted once for all of them.
struct Ruler<'t> {
    text: &'t str,
    /// Every so many bytes: where, and how many units lie before.
    marks: Vec<(usize, usize)>,
}

impl<'t> Ruler<'t> {
    /// How many bytes lie between two marks.
    const STEP: usize = 4096;

    fn of(text: &'t str) -> Self {
        let mut marks = vec![(0, 0)];
        let (mut from, mut units) = (0, 0);
        while from + Self::STEP < text.len() {
            let at = text.floor_char_boundary(from + Self::STEP);
            units += width(text, from..at);
            from = at;
            marks.push((from, units));
        }
        Self { text, marks }
    }

    /// A span of bytes as a span of the units in which scripts count.
    fn units(&self, span: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start.min(self.text.len()));
        let end = self.text.ceil_char_boundary(span.end.clamp(start, self.text.len()));
        self.before(start)..self.before(end)
    }

    fn before(&self, at: usize) -> usize {
        let passed = self.marks.partition_point(|(from, _)| *from <= at);
        let mark = passed.checked_sub(1).and_then(|last| self.marks.get(last));
        let (from, units) = mark.copied().unwrap_or_default();
        units + width(self.text, from..at)
    }
}

fn width(text: &str, span: Range<usize>) -> usize {
    text.get(span).unwrap_or_default().encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_scripts_count_them() {
        let text = "olá 😀 x";
        let at = text.find('x').expect("there");

        let ruler = Ruler::of(text);
        assert_eq!(ruler.units(at..at + 1), 7..8);
        assert_eq!(ruler.units(3..4), 2..3, "never within a letter");
        assert_eq!(ruler.units(90..99), 8..8);
    }

    #[test]
    fn places_far_behind_are_counted_alike() {
        let text = "ã😀".repeat(3 * Ruler::STEP);
        let ruler = Ruler::of(&text);

        for number in [0, 1, 700, 4096, 9000] {
            let at = number * "ã😀".len();
            assert_eq!(ruler.units(at..at + 2), number * 3..number * 3 + 1);
        }
    }
}
