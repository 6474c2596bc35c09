//! Problems as people and programs read them: a line, a snippet, or JSON.
//!
//! The words of a code are the text `problem-<code>` and its attribute `.remedy`; a code without
//! words still shows itself and its values.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value as Json, json};

use super::catalog::Catalog;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::problem::{Problem, Source};

/// One line: `file:line: [code] words — remedy`.
pub fn line(catalog: &Catalog, problem: &Problem) -> String {
    let (message, remedy) = (message(catalog, problem), remedy(catalog, problem));
    let remedy = remedy.map(|remedy| format!(" — {remedy}")).unwrap_or_default();
    let text = format!("{}: [{}] {message}{remedy}", place(problem), problem.code);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words under the line of the file that they are about.
///
/// `source` is the file as it was read; a problem of another file, or of no place, shows no line.
pub fn snippet(catalog: &Catalog, problem: &Problem, source: &Source, colour: bool) -> String {
    let level = told(catalog, "problems-error").unwrap_or_else(|| problem.code.to_owned());
    let title = Level::ERROR.with_name(level).primary_title(message(catalog, problem));
    let title = title.id(problem.code);
    let mut report: Vec<Group<'_>> = Vec::new();
    if let Some(span) = problem.span.clone().filter(|_| source.file == problem.file) {
        let mark = AnnotationKind::Primary.span(within(&source.text, span));
        let lines = Snippet::source(source.text.as_str()).path(source.file.as_str());
        report.push(title.element(lines.annotation(mark)));
    } else {
        let origin = Origin::path(problem.file.as_str());
        report.push(title.element(match problem.line {
            Some(line) => origin.line(line),
            None => origin,
        }));
    }
    if let Some(remedy) = remedy(catalog, problem) {
        let name = told(catalog, "problems-remedy").unwrap_or_default();
        let help = Level::HELP.with_name(name).secondary_title(remedy);
        report.push(Group::with_title(help));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Unicode).render(&report)
}

/// All problems as one JSON array.
pub fn json(catalog: &Catalog, problems: &[Problem]) -> Json {
    let one = |problem: &Problem| {
        json!({
            "code": problem.code,
            "file": problem.file,
            "line": problem.line,
            "message": message(catalog, problem),
            "remedy": remedy(catalog, problem),
            "values": problem.values,
        })
    };
    problems.iter().map(one).collect()
}

/// What is wrong, in words; its code's values where there are no words.
pub fn message(catalog: &Catalog, problem: &Problem) -> String {
    let key = format!("problem-{}", problem.code);
    catalog.render(&key, &args(problem)).unwrap_or_else(|_| {
        let values = problem.values.iter().map(|(name, value)| format!("{name}={value}"));
        values.collect::<Vec<_>>().join(", ")
    })
}

/// What to do about it, in words.
pub fn remedy(catalog: &Catalog, problem: &Problem) -> Option<String> {
    catalog.render(&format!("problem-{}.remedy", problem.code), &args(problem)).ok()
}

/// What a code means and what to do about it, with dots for the values that a problem would have.
pub fn about(catalog: &Catalog, code: &str) -> (String, String) {
    let key = format!("problem-{code}");
    let named = catalog.variables(&key).into_iter();
    let args: Args = named.map(|name| (name, Value::Text("…".to_owned()))).collect();
    let said = |key: &str| catalog.render(key, &args).unwrap_or_default();
    (said(&key), said(&format!("{key}.remedy")))
}

fn place(problem: &Problem) -> String {
    match problem.line {
        Some(line) => format!("{}:{line}", problem.file),
        None => problem.file.clone(),
    }
}

fn told(catalog: &Catalog, key: &str) -> Option<String> {
    catalog.render(key, &Args::new()).ok()
}

fn args(problem: &Problem) -> Args {
    let values = problem.values.iter();
    values.map(|(name, value)| ((*name).to_owned(), countable(value))).collect()
}

/// A small whole number counts, so that texts may choose by it; anything else is words.
fn countable(value: &str) -> Value {
    match value.parse::<i64>() {
        Ok(count) if count.to_string() == value && value.len() <= 9 => Value::Count(count),
        Ok(_) | Err(_) => Value::Text(value.to_owned()),
    }
}

/// A span on letters' borders and inside the text, whatever was given.
fn within(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    start..end
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn ours() -> Catalog {
        Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good")
    }

    fn problem() -> (Problem, Source) {
        let source = Source::new("locales/pt-BR/a.ftl", "oi = Olá\noi = Olá de novo\n");
        let problem = source.problem_at("text-duplicate-key", 10..12).with("key", "oi");
        (problem.with("first", "locales/pt-BR/a.ftl:1"), source)
    }

    #[test]
    fn a_problem_fits_one_line() {
        let text = line(&ours(), &problem().0);
        assert!(text.starts_with("locales/pt-BR/a.ftl:2: [text-duplicate-key] "), "{text}");
        assert!(text.contains(" — ") && !text.contains('\n'), "{text}");
    }

    #[test]
    fn a_snippet_shows_the_line_under_which_the_words_stand() {
        let (problem, source) = problem();
        let text = snippet(&ours(), &problem, &source, false);
        assert!(text.contains("text-duplicate-key") && text.contains("oi = Olá de novo"), "{text}");
        assert!(!text.contains('\u{1b}'));
        assert!(snippet(&ours(), &problem, &source, true).contains('\u{1b}'));
    }

    #[test]
    fn a_place_outside_its_file_is_shown_without_panic() {
        let (problem, source) = problem();
        for span in [9..9, 0..1000, 500..600, 7..8, 8..9] {
            let odd = Problem { span: Some(span), ..problem.clone() };
            assert!(snippet(&ours(), &odd, &source, false).contains("text-duplicate-key"));
        }
        let elsewhere = Source::new("other.ftl", "");
        assert!(snippet(&ours(), &problem, &elsewhere, false).contains("a.ftl"));
    }

    #[test]
    fn every_code_of_ours_can_be_told_without_a_problem() {
        let catalog = ours();
        let codes = catalog.keys().filter_map(|(key, _)| key.strip_prefix("problem-"));
        for code in codes {
            let (meaning, remedy) = about(&catalog, code);
            assert!(!meaning.is_empty() && !remedy.is_empty(), "{code}: {meaning} — {remedy}");
        }
    }

    #[test]
    fn a_code_without_words_shows_its_values() {
        let source = Source::new("x.toml", "");
        let problem = source.problem("no-such-code").with("step", "ask").with("count", 3);
        assert_eq!(line(&ours(), &problem), "x.toml: [no-such-code] count=3, step=ask");
        let json = json(&ours(), &[problem]);
        assert_eq!(json[0]["code"], "no-such-code");
        assert_eq!(json[0]["values"]["count"], "3");
        assert!(json[0]["remedy"].is_null());
    }
}
