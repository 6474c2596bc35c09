//! Sentences that must keep their reading, whatever else is taught.
//!
//! A file of an admin, one JSON object a line, in the format of `understand --evaluate`: `text` and
//! `intent`, and where they matter `detail`, `also` and `expect`. [`Golden::judge`] tells each
//! sentence that a reader reads otherwise, and whether so many are too many. Values in sentences
//! are not judged: they depend on the day.

use std::str::FromStr;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::calendar::Calendar;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::evaluate::{Evaluation, Judged, Labelled, Share};
use crate::domain::understanding::{Detail, Expectation, Intent, Meaning, Reader, Reading};

/// Of a hundred golden sentences, so many must keep their reading.
const KEPT: usize = 95;
/// Of a hundred golden sentences of a safety intent, so many must be heard as such.
const HEARD: usize = 97;

/// Golden sentences, checked.
#[derive(Clone, Debug)]
pub struct Golden {
    source: Source,
    cases: Vec<Case>,
}

/// One sentence.
#[derive(Clone, Debug)]
struct Case {
    line: usize,
    said: Labelled,
    meant: Meaning,
}

/// How a reader read golden sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The sentences that are read otherwise.
    pub misread: Vec<Problem>,
    /// Why the reader may not serve; empty where it may.
    pub refused: Vec<Problem>,
}

/// A line as it is written; keys of `understand --evaluate` that matter to it alone are left alone.
#[derive(Deserialize)]
struct Line {
    text: String,
    intent: String,
    #[serde(default)]
    detail: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    expect: Option<String>,
}

impl Golden {
    /// Reads a file.
    ///
    /// # Errors
    /// Every line that is no sentence with its meaning.
    pub fn parse(source: &Source) -> Result<Self, Vec<Problem>> {
        let (mut cases, mut problems) = (Vec::new(), Vec::new());
        let mut start = 0;
        for (number, whole) in (1..).zip(source.text.split_inclusive('\n')) {
            let (line, at) = (whole.trim(), start);
            start += whole.len();
            if line.is_empty() {
                continue;
            }
            match case(line, number) {
                Ok(case) => cases.push(case),
                Err(wrong) => problems.push(wrong.told(source, at..at + whole.trim_end().len())),
            }
        }
        if problems.is_empty() { Ok(Self { source: source.clone(), cases }) } else { Err(problems) }
    }

    /// Reads every sentence, and tells what is read otherwise.
    pub fn judge(&self, reader: &Reader) -> Verdict {
        let (calendar, day) = (Calendar::brazil(), NaiveDate::default());
        let read = |case: &Case| reader.read(&case.said.text, case.said.expect, day, &calendar);
        let readings: Vec<(&Case, Reading)> =
            self.cases.iter().map(|case| (case, read(case))).collect();
        let lost = readings.iter().filter(|(case, reading)| !case.is_kept(reading));
        let misread: Vec<Problem> =
            lost.map(|(case, reading)| self.otherwise(case, reading)).collect();
        let kept = Share { right: self.cases.len() - misread.len(), of: self.cases.len() };
        let judged: Vec<Judged<'_>> = readings
            .into_iter()
            .map(|(case, reading)| Judged {
                case: &case.said,
                line: case.line,
                reading,
                found: Vec::new(),
            })
            .collect();
        let heard = Evaluation::of(&judged).safety_recall();
        let few = |share: Share, floor: usize| share.right * 100 < share.of * floor;
        let mut refused = Vec::new();
        if few(kept, KEPT) {
            refused.push(counted(self.source.problem("golden-lost"), kept, KEPT));
        }
        if few(heard, HEARD) {
            refused.push(counted(self.source.problem("golden-alarms-missed"), heard, HEARD));
        }
        Verdict { misread, refused }
    }

    /// Tells a sentence that is read otherwise.
    fn otherwise(&self, case: &Case, reading: &Reading) -> Problem {
        let lines = self.source.text.split_inclusive('\n');
        let start: usize = lines.take(case.line - 1).map(str::len).sum();
        let problem = self.source.problem_at("golden-misread", start..start);
        let read = Meaning { intent: reading.intent, detail: reading.detail };
        let problem = problem.with("text", &case.said.text).with("read", read);
        let missing = case.said.also.iter().filter(|other| !reading.has(**other));
        let meant = missing.fold(case.meant.to_string(), |all, one| format!("{all} + {one}"));
        problem.with("meant", meant)
    }
}

impl Case {
    fn is_kept(&self, reading: &Reading) -> bool {
        let kind = self.meant.detail.is_none_or(|kind| reading.detail == Some(kind));
        let also = self.said.also.iter().all(|other| reading.has(*other));
        reading.intent == self.meant.intent && kind && also
    }
}

fn counted(problem: Problem, share: Share, floor: usize) -> Problem {
    problem.with("right", share.right).with("of", share.of).with("floor", floor)
}

/// What is wrong with a line.
enum Wrong {
    Format(serde_json::Error),
    Intent(String),
    Detail(Intent, String),
    Expectation(String),
}

impl Wrong {
    fn told(self, source: &Source, span: std::ops::Range<usize>) -> Problem {
        match self {
            Self::Format(error) => source.problem_at("golden-broken", span).with("detail", error),
            Self::Intent(name) => {
                source.problem_at("golden-unknown-intent", span).with("intent", name)
            }
            Self::Detail(intent, name) => {
                let own = Detail::ALL.iter().filter(|detail| detail.intent() == intent);
                let known: Vec<String> = own.map(ToString::to_string).collect();
                let known = if known.is_empty() { "-".to_owned() } else { known.join(", ") };
                let problem = source.problem_at("golden-unknown-detail", span);
                let problem = problem.with("intent", intent).with("detail", name);
                problem.with("known", known)
            }
            Self::Expectation(name) => {
                source.problem_at("golden-unknown-expectation", span).with("name", name)
            }
        }
    }
}

fn case(line: &str, number: usize) -> Result<Case, Wrong> {
    let Line { text, intent, detail, also, expect } =
        serde_json::from_str(line).map_err(Wrong::Format)?;
    let named = |name: &str| Intent::from_str(name).map_err(|_| Wrong::Intent(name.to_owned()));
    let intent = named(&intent)?;
    let detail = match detail {
        None => None,
        Some(name) => match name.parse::<Detail>() {
            Ok(detail) if detail.intent() == intent => Some(detail),
            Ok(_) | Err(_) => return Err(Wrong::Detail(intent, name)),
        },
    };
    let also = also.iter().map(|name| named(name)).collect::<Result<_, _>>()?;
    let expect = match expect {
        None => Expectation::default(),
        Some(name) => name.parse().map_err(|_| Wrong::Expectation(name))?,
    };
    let said = Labelled { text, intent: Some(intent), also, expect, entities: None, style: None };
    Ok(Case { line: number, said, meant: Meaning { intent, detail } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::shipped_reader;

    fn golden(text: &str) -> Result<Golden, Vec<Problem>> {
        Golden::parse(&Source::new("golden.jsonl", text))
    }

    /// The codes and lines of a fixture, read or judged.
    fn raised(code: &str) -> Vec<(&'static str, Option<usize>)> {
        let path = format!("tests/fixtures/problems/{code}/golden.jsonl");
        let source = Source::new(&path, std::fs::read_to_string(&path).expect("a fixture"));
        let problems = match Golden::parse(&source) {
            Err(problems) => problems,
            Ok(golden) => {
                let Verdict { misread, refused } = golden.judge(shipped_reader());
                misread.into_iter().chain(refused).collect()
            }
        };
        problems.iter().map(|problem| (problem.code, problem.line)).collect()
    }

    #[test]
    fn what_is_written_as_it_should_be_is_read_and_kept() {
        for code in [
            "golden-broken",
            "golden-unknown-intent",
            "golden-unknown-detail",
            "golden-unknown-expectation",
            "golden-misread",
            "golden-lost",
            "golden-alarms-missed",
        ] {
            assert_eq!(raised(&format!("{code}/good")), [], "{code}");
        }
    }

    #[test]
    fn lines_that_are_no_sentence_are_told_with_their_line() {
        assert_eq!(
            raised("golden-broken"),
            [("golden-broken", Some(2)), ("golden-broken", Some(3))]
        );
    }

    #[test]
    fn names_that_do_not_exist_are_told() {
        assert_eq!(raised("golden-unknown-intent"), [("golden-unknown-intent", Some(1))]);
        assert_eq!(raised("golden-unknown-detail"), [("golden-unknown-detail", Some(2))]);
        assert_eq!(raised("golden-unknown-expectation"), [("golden-unknown-expectation", Some(1))]);
    }

    #[test]
    fn one_sentence_of_many_may_be_lost_and_is_told() {
        let all = raised("golden-misread");

        assert_eq!(all, [("golden-misread", Some(3))]);
    }

    #[test]
    fn a_reader_that_lost_too_many_may_not_serve() {
        let all = raised("golden-lost");

        assert!(all.contains(&("golden-misread", Some(1))), "{all:?}");
        assert!(all.contains(&("golden-lost", None)), "{all:?}");
    }

    #[test]
    fn a_reader_that_misses_an_alarm_may_not_serve() {
        let all = raised("golden-alarms-missed");

        assert!(all.contains(&("golden-alarms-missed", None)), "{all:?}");
        assert!(!all.contains(&("golden-lost", None)), "{all:?}");
    }

    #[test]
    fn an_alarm_heard_besides_is_heard_but_is_not_the_reading_to_keep() {
        let text = "bom dia, já paguei";
        let line = |intent: &str| format!("{{\"text\":\"{text}\",\"intent\":\"{intent}\"}}");

        let verdict = golden(&line("already_paid")).expect("good").judge(shipped_reader());
        let other = golden(&line("greet")).expect("good").judge(shipped_reader());

        assert_eq!(verdict, Verdict::default());
        assert_eq!((other.misread.len(), other.refused.len()), (1, 1));
    }

    #[test]
    fn the_shipped_reader_keeps_the_shipped_sentences() {
        let path = "locales/pt-BR/understanding/golden.jsonl";
        let source = Source::new(path, std::fs::read_to_string(path).expect("it is ours"));

        let verdict = Golden::parse(&source).expect("it is sound").judge(shipped_reader());

        assert_eq!(verdict.refused, [], "{:#?}", verdict.misread);
    }
}
