//! Why a transcript cannot be played: the line, what is wrong there, and what may stand there instead.
//!
//! It knows no words: a fault is a problem `test-…` with its values, worded in `errors-tests.ftl`. What
//! the import says of a header's customer keeps the import's own code. To add a fault: a variant here,
//! its code, its words and a fixture.

use crate::domain::dialogue::desk::outcome::Code;
use crate::domain::problem::{Problem, Source};

/// The line of a transcript that makes no sense, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// Why.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It begins with no known mark.
    Line(String),
    /// Something happens before `@` says when it begins.
    Early,
    /// No moment and no length of time.
    Moment(String),
    /// The header names no customer.
    Nobody,
    /// What is written of the customer or the creditor would not be imported.
    Header(Problem),
    /// No button of the last message.
    Choice {
        /// What was chosen.
        said: String,
        /// The buttons that there are.
        known: Vec<String>,
    },
    /// A word that is none at its place.
    Word {
        /// The place.
        of: Word,
        /// The word.
        said: String,
        /// Those that there are.
        known: Vec<String>,
    },
    /// A value that cannot be read.
    Value {
        /// What it is the value of.
        name: String,
        /// What it must be.
        kind: Kind,
        /// What stands there.
        said: String,
    },
    /// An outcome without what it cannot go without.
    Lacks {
        /// The outcome.
        outcome: Code,
        /// The code of what is missing.
        what: &'static str,
    },
    /// Nothing waits for a supervisor.
    NothingWaits,
    /// A text could not be said.
    Unsaid(String),
}

/// Where a word of a closed list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// After `# customer:`.
    Customer,
    /// A column, after `# set:` or `# also:`.
    Column,
    /// After `# arm:`.
    Arm,
    /// After `!`.
    Event,
    /// After `! media`.
    Media,
    /// A term of `! offer`.
    Term,
    /// After `! close`.
    Outcome,
    /// A value of `! close`.
    Detail,
    /// After `=`.
    Fact,
}

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sum of money.
    Sum,
    /// A day.
    Day,
    /// A whole number.
    Count,
}

impl Fault {
    /// The fault as a problem of a file.
    pub fn problem(&self, path: &str) -> Problem {
        let source = Source::new(path, "");
        let problem = match &self.why {
            Why::Line(said) => source.problem("test-unknown-line").with("said", said),
            Why::Early => source.problem("test-no-beginning"),
            Why::Moment(said) => source.problem("test-unknown-moment").with("said", said),
            Why::Nobody => source.problem("test-no-customer"),
            Why::Header(problem) => {
                Problem { file: path.to_owned(), span: None, ..problem.clone() }
            }
            Why::Choice { said, known } => {
                let problem = source.problem("test-unknown-choice").with("said", said);
                problem.with("count", known.len()).with("known", known.join("  "))
            }
            Why::Word { of, said, known } => {
                let problem = source.problem("test-unknown-word").with("of", of.as_str());
                let problem = problem.with("said", said).with("count", known.len());
                problem.with("known", known.join(", "))
            }
            Why::Value { name, kind, said } => {
                let problem = source.problem("test-wrong-value").with("kind", kind.as_str());
                problem.with("name", name).with("said", said)
            }
            Why::Lacks { outcome, what } => {
                let problem = source.problem("test-outcome-lacks").with("what", what);
                problem.with("outcome", outcome.as_str())
            }
            Why::NothingWaits => source.problem("test-nothing-waits"),
            Why::Unsaid(key) => source.problem("test-unsaid").with("key", key),
        };
        Problem { line: Some(self.line), ..problem }
    }
}

impl Why {
    /// As the fault of a line.
    pub(super) const fn at(self, line: usize) -> Fault {
        Fault { line, why: self }
    }

    /// A word that is none of a list.
    pub(super) fn word(of: Word, said: &str, known: &[&str]) -> Self {
        let known = known.iter().map(|it| (*it).to_owned()).collect();
        Self::Word { of, said: said.to_owned(), known }
    }

    /// A value that cannot be read.
    pub(super) fn value(name: &str, kind: Kind, said: &str) -> Self {
        Self::Value { name: name.to_owned(), kind, said: said.to_owned() }
    }
}

impl Word {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Column => "column",
            Self::Arm => "arm",
            Self::Event => "event",
            Self::Media => "media",
            Self::Term => "term",
            Self::Outcome => "outcome",
            Self::Detail => "detail",
            Self::Fact => "fact",
        }
    }
}

impl Kind {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Day => "day",
            Self::Count => "count",
        }
    }
}
