//! What is wrong with a flow, a policy, a text or a table, and where.
//!
//! A check collects *every* problem before it answers. A problem carries a code and values, not
//! prose: the words and the remedy are in `locales/<locale>/errors.ftl` under `problem-<code>`
//! and its attribute `.remedy`. To add one: a code here at its place of birth, its text, and a
//! fixture that raises it under `tests/fixtures/problems/`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

/// One thing to mend, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable kebab-case code, such as `flow-unknown-step`.
    pub code: &'static str,
    /// The file as it was given.
    pub file: String,
    /// The line, from 1; none where the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// Where in the file's bytes.
    #[serde(skip)]
    pub span: Option<Range<usize>>,
    /// The values that the text names.
    pub values: BTreeMap<&'static str, String>,
}

/// A file's text, from which problems take their places.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name shown to people.
    pub file: String,
    /// The whole text.
    pub text: String,
    /// Where its lines end, once somebody asked.
    ends: OnceLock<Vec<usize>>,
}

impl Source {
    /// Names a text.
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into(), ends: OnceLock::new() }
    }

    /// Starts a problem about the whole file.
    pub fn problem(&self, code: &'static str) -> Problem {
        let file = self.file.clone();
        Problem { code, file, line: None, span: None, values: BTreeMap::new() }
    }

    /// Starts a problem about a span of bytes.
    pub fn problem_at(&self, code: &'static str, span: Range<usize>) -> Problem {
        let line = self.line(span.start);
        Problem { line: Some(line), span: Some(span), ..self.problem(code) }
    }

    /// The line on which a byte stands, from 1; files with many problems are counted once.
    fn line(&self, at: usize) -> usize {
        let ends = self.ends.get_or_init(|| {
            let bytes = self.text.bytes().enumerate();
            bytes.filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect()
        });
        ends.partition_point(|end| *end < at) + 1
    }
}

impl Problem {
    /// Adds a value that the text names.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers hand over words and numbers alike")]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.insert(name, value.to_string());
        self
    }
}
