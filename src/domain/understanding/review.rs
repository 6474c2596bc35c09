//! What is sound in the lessons and yet teaches badly: doubts about examples, not errors.
//!
//! [`Lessons::load`] refuses what cannot be learnt from; this looks at what can. It sees examples
//! as the classifier does, so two that differ only in accents, spelling or values are the same to
//! it. To add a doubt: a function here that returns problems, its call in [`review`], its code.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::intent::Intent;
use super::reader::examples;
use super::train::{Lesson, Lessons};
use crate::domain::calendar::Calendar;
use crate::domain::people::{Cnpj, Cpf, Phone};
use crate::domain::problem::{Problem, Source};

/// An intent with fewer examples is guessed more than known.
pub const FEW: usize = 20;

/// Every doubt about lessons, in the order of files and lines; `sources` are what they came from.
pub fn review(lessons: &Lessons, sources: &[Source]) -> Vec<Problem> {
    let mut doubts = poor(lessons, sources);
    doubts.extend(alike(lessons, sources));
    doubts.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
    doubts
}

/// Examples that tell who somebody is: whoever tunes reads them, and they leave with each copy.
pub fn personal(lessons: &Lessons, sources: &[Source]) -> Vec<Problem> {
    let told = lessons.examples.iter().filter_map(|lesson| Some((lesson, whose(&lesson.text)?)));
    told.map(|(lesson, what)| place(lesson, sources, "examples-personal").with("what", what))
        .collect()
}

/// What tells whose words they are: a document, a mobile phone, an e-mail.
fn whose(text: &str) -> Option<&'static str> {
    let is_mail = |word: &str| {
        let parts = word.split_once('@');
        parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    if text.split_whitespace().any(is_mail) {
        return Some("email");
    }
    let within = |c: char| c.is_ascii_digit() || " .-/()+".contains(c);
    let runs = text.split(|c| !within(c));
    let numbers = runs.map(|run| run.chars().filter(char::is_ascii_digit).collect::<String>());
    let what = |number: String| {
        let is_document =
            number.parse::<Cpf>().is_ok() || (number.len() == 14 && number.parse::<Cnpj>().is_ok());
        let is_mobile =
            || number.len() >= 11 && Phone::parse(&number).is_ok_and(|phone| phone.is_mobile());
        if is_document { Some("document") } else { is_mobile().then_some("phone") }
    };
    numbers.into_iter().find_map(what)
}

/// Intents that too few examples teach.
fn poor(lessons: &Lessons, sources: &[Source]) -> Vec<Problem> {
    let mut taught: BTreeMap<Intent, (usize, &Lesson)> = BTreeMap::new();
    for lesson in &lessons.examples {
        taught.entry(lesson.meaning.intent).or_insert((0, lesson)).0 += 1;
    }
    let few = taught.into_iter().filter(|(_, (count, _))| *count < FEW);
    few.map(|(intent, (count, first))| {
        let problem = place(first, sources, "examples-few").with("intent", intent);
        problem.with("count", count).with("needed", FEW)
    })
    .collect()
}

/// Examples that the classifier cannot tell from more examples of another intent.
fn alike(lessons: &Lessons, sources: &[Source]) -> Vec<Problem> {
    let seen = examples(lessons, NaiveDate::default(), &Calendar::brazil());
    let mut same: BTreeMap<Vec<String>, Vec<&Lesson>> = BTreeMap::new();
    for (lesson, example) in lessons.examples.iter().zip(seen) {
        same.entry(example.words).or_default().push(lesson);
    }
    let mut doubts = Vec::new();
    for (words, group) in same {
        let Some(usual) = usual(&group).filter(|_| !words.is_empty()) else { continue };
        for lesson in group.iter().filter(|it| it.meaning.intent != usual.meaning.intent) {
            let problem = place(lesson, sources, "examples-alike").with("text", &lesson.text);
            let problem = problem.with("intent", lesson.meaning.intent);
            let problem = problem.with("other", usual.meaning.intent);
            let problem = problem.with("other_text", &usual.text);
            doubts.push(problem.with("other_line", usual.line));
        }
    }
    doubts
}

/// The first example of the intent that most of a group mean; of two, the one told first.
fn usual<'a>(group: &[&'a Lesson]) -> Option<&'a Lesson> {
    let times = |intent: Intent| group.iter().filter(|it| it.meaning.intent == intent).count();
    group.iter().rev().max_by_key(|it| times(it.meaning.intent)).copied()
}

/// A problem about the line of an example.
fn place(lesson: &Lesson, sources: &[Source], code: &'static str) -> Problem {
    let Some(source) = sources.iter().find(|source| source.file == lesson.file) else {
        let lost = Source::new(lesson.file.clone(), "").problem(code);
        return Problem { line: Some(lesson.line), ..lost };
    };
    let lines = source.text.split_inclusive('\n');
    let start: usize = lines.take(lesson.line - 1).map(str::len).sum();
    source.problem_at(code, start..start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::shipped;

    /// The shipped files, one of them exchanged.
    fn doubts(name: &str, text: &str) -> Vec<Problem> {
        let mut sources = shipped();
        let own = Source::new(format!("locales/pt-BR/understanding/{name}"), text);
        sources.retain(|source| source.file != own.file);
        sources.push(own);
        let lessons = Lessons::load(&sources).expect("the fixture is sound");
        review(&lessons, &sources)
    }

    #[test]
    fn an_intent_with_few_examples_is_told() {
        let text = include_str!("../../../tests/fixtures/problems/examples-few/elsewhere.toml");

        let doubts = doubts("elsewhere.toml", text);

        let few = doubts.iter().find(|it| it.code == "examples-few").expect("it is told");
        assert_eq!(few.line, Some(3));
        assert_eq!(few.values["count"], "3");
        let text =
            include_str!("../../../tests/fixtures/problems/examples-few/good/elsewhere.toml");
        let good = self::doubts("elsewhere.toml", text);
        assert!(good.iter().all(|it| it.code != "examples-few"), "{good:?}");
    }

    #[test]
    fn examples_that_only_look_different_are_told_with_both_places() {
        let text = include_str!("../../../tests/fixtures/problems/examples-alike/mine.toml");

        let doubts = doubts("mine.toml", text);

        let own = |it: &&Problem| it.code == "examples-alike" && it.file.ends_with("mine.toml");
        let lines: Vec<_> = doubts.iter().filter(own).map(|it| it.line).collect();
        assert_eq!(lines, [Some(7)]);
        let text = include_str!("../../../tests/fixtures/problems/examples-alike/good/mine.toml");
        let good = self::doubts("mine.toml", text);
        assert!(!good.iter().any(|it| own(&it)), "{good:?}");
    }

    #[test]
    fn examples_tell_nobody_apart() {
        for (text, what) in [
            ("meu cpf é 390.533.447-05 e tô sem grana", Some("document")),
            ("cnpj 11.222.333/0001-81", Some("document")),
            ("me liga no (11) 98765-4321", Some("phone")),
            ("+55 11 98765 4321 é o meu zap", Some("phone")),
            ("manda pro jose@mail.com.br", Some("email")),
            ("meu cpf é 390.533.447-04", None),
            ("pago 1.200,00 dia 10/12 e 350,50 dia 10/01", None),
            ("1234567890", None),
            ("@joao me chama", None),
        ] {
            assert_eq!(whose(text), what, "{text}");
        }
        assert_eq!(personal(&Lessons::load(&shipped()).expect("they are sound"), &shipped()), []);
    }

    #[test]
    fn the_shipped_examples_teach_every_intent_well() {
        let (sources, lessons) = (shipped(), Lessons::load(&shipped()).expect("they are sound"));

        let few = poor(&lessons, &sources);

        assert_eq!(few, []);
    }
}
