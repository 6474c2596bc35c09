//! Texts that were put into a new locale as they are in the own one, and wait for whoever translates.
//!
//! The line before such a text says so; who has translated it takes the line away.

use super::catalog::Catalog;
use crate::domain::problem::Problem;

/// The line that stands before a text that nobody has translated yet.
pub const MARK: &str = "# untranslated";

/// A file's texts, each marked.
pub fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let begins = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        if begins && line.contains('=') {
            out.push_str(MARK);
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// The texts that are still marked.
pub fn untranslated(catalog: &Catalog) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in catalog.texts() {
        let source = &text.file.source.text;
        if !source.contains(MARK) {
            continue;
        }
        let problem = text.problem("text-untranslated");
        let start = problem.span.as_ref().map(|span| span.start);
        let before = start.and_then(|start| source.get(..start)).unwrap_or_default();
        if before.lines().next_back().is_some_and(|line| line.trim_end() == MARK) {
            problems.push(problem.with("key", &text.key).with("mark", MARK));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_marked_and_nothing_within_one() {
        let text = "# Uma nota = nada\n\na = A\n    .label = B\nb =\n    c = d\n-t = T\n";

        let expected = "# Uma nota = nada\n\n# untranslated\na = A\n    .label = B\n\
                        # untranslated\nb =\n    c = d\n# untranslated\n-t = T\n";
        assert_eq!(marked(text), expected);
    }
}
