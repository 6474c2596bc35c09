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
    let mark = |found| mark(&site.texts, found, (&asked.caminho, &text));
    let marks: Vec<Mark> = report.all().filter(matters).map(mark).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(marks)).into_response())
}

fn mark(t: &Texts, (how, problem): (Severity, &Problem), (path, text): (&str, &str)) -> Mark {
    let (message, fix) = t.problem(problem);
    let is_here = problem.file == path;
    let span = problem.span.clone().filter(|_| is_here).unwrap_or_default();
    let Range { start, end } = units(text, span);
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

/// A span of bytes as a span of the units in which scripts count.
fn units(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let before = text.get(..start).unwrap_or_default().encode_utf16().count();
    let within = text.get(start..end).unwrap_or_default().encode_utf16().count();
    before..before + within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_scripts_count_them() {
        let text = "olá 😀 x";
        let at = text.find('x').expect("there");

        assert_eq!(units(text, at..at + 1), 7..8);
        assert_eq!(units(text, 3..4), 2..3, "never within a letter");
        assert_eq!(units(text, 90..99), 8..8);
    }
}
