//! The files a reader learns from, checked whole.
//!
//! `words*.toml` is the lexicon, `safety*.toml` the rules, every other file examples: a table of
//! intents, each a text with one example a line. Lines that begin with `#` are remarks.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::intent::Intent;
use super::lexicon::{Lexicon, broken};
use super::rules::Rules;
use crate::domain::problem::{Problem, Source};

/// What the files hold.
#[derive(Debug)]
pub struct Lessons {
    /// The words.
    pub lexicon: Lexicon,
    /// The rules.
    pub rules: Rules,
    /// The examples as they are written.
    pub examples: Vec<(String, Intent)>,
}

impl Lessons {
    /// Reads every file.
    ///
    /// # Errors
    /// Every problem of every file at once.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let (mut lexicon, mut rules) = (None, None);
        let mut book = Book::default();
        for source in sources {
            match role(&source.file) {
                Role::Words => {
                    let read = Lexicon::load(source).map_err(|problem| vec![problem]);
                    keep(&mut lexicon, read, &mut problems);
                }
                Role::Safety => keep(&mut rules, Rules::load(source), &mut problems),
                Role::Examples => book.read(source, &mut problems),
            }
        }
        let whole = Source::new("understanding", "");
        for (needed, name) in [(Role::Words, "words.toml"), (Role::Safety, "safety.toml")] {
            if sources.iter().all(|source| role(&source.file) != needed) {
                problems.push(whole.problem("understanding-file-missing").with("name", name));
            }
        }
        for intent in Intent::ALL.iter().filter(|intent| !book.taught.contains(intent)) {
            let place = sources.iter().find(|source| role(&source.file) == Role::Examples);
            let problem = place.unwrap_or(&whole).problem("examples-missing");
            problems.push(problem.with("intent", intent));
        }
        match (lexicon, rules) {
            (Some(lexicon), Some(rules)) if problems.is_empty() => {
                Ok(Self { lexicon, rules, examples: book.examples })
            }
            _ => Err(problems),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Words,
    Safety,
    Examples,
}

fn role(file: &str) -> Role {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if name.starts_with("words") {
        Role::Words
    } else if name.starts_with("safety") {
        Role::Safety
    } else {
        Role::Examples
    }
}

fn keep<T>(slot: &mut Option<T>, read: Result<T, Vec<Problem>>, problems: &mut Vec<Problem>) {
    match read {
        Ok(value) => *slot = Some(value),
        Err(found) => problems.extend(found),
    }
}

/// The examples of all files so far.
#[derive(Default)]
struct Book {
    examples: Vec<(String, Intent)>,
    meanings: BTreeMap<String, Intent>,
    taught: BTreeSet<Intent>,
}

impl Book {
    fn read(&mut self, source: &Source, problems: &mut Vec<Problem>) {
        type Page = BTreeMap<Spanned<String>, Spanned<String>>;
        let page: Page = match toml::from_str(&source.text) {
            Ok(page) => page,
            Err(error) => return problems.push(broken(source, &error)),
        };
        for (name, lines) in page {
            let Ok(intent) = name.get_ref().parse::<Intent>() else {
                let problem = source.problem_at("examples-unknown-intent", name.span());
                problems.push(problem.with("intent", name.get_ref()));
                continue;
            };
            let span = lines.span();
            let said = lines.get_ref().lines().map(str::trim);
            let mut said =
                said.filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
            let empty = said.peek().is_none();
            for line in said {
                self.add(line, intent, source, &span, problems);
            }
            self.taught.insert(intent);
            if empty {
                let problem = source.problem_at("examples-empty-intent", name.span());
                problems.push(problem.with("intent", intent));
            }
        }
    }

    /// Adds one example; the same words under two intents are a problem.
    fn add(
        &mut self,
        line: &str,
        intent: Intent,
        source: &Source,
        span: &Range<usize>,
        problems: &mut Vec<Problem>,
    ) {
        let key = line.to_lowercase();
        match self.meanings.get(&key) {
            Some(other) if *other != intent => {
                let inside = source.text.get(span.clone()).unwrap_or("");
                let offset = inside.find(line).map_or(span.start, |at| span.start + at);
                let place = offset..(offset + line.len()).min(source.text.len());
                let problem = source.problem_at("examples-two-meanings", place);
                let problem = problem.with("text", line).with("intent", intent);
                problems.push(problem.with("other", other));
            }
            Some(_) => {}
            None => {
                self.meanings.insert(key, intent);
                self.examples.push((line.to_owned(), intent));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::understanding::shipped;

    /// A file that raises a problem.
    macro_rules! fixture {
        ($code:literal, $name:literal) => {{
            const PATH: &str = concat!("tests/fixtures/problems/", $code, "/", $name);
            let text =
                include_str!(concat!("../../../tests/fixtures/problems/", $code, "/", $name));
            Source::new(PATH, text)
        }};
    }

    /// The codes raised by the shipped files with one of them exchanged for, or next to, this.
    fn codes_with(own: Source) -> Vec<(&'static str, Option<usize>)> {
        let mut sources = shipped();
        sources.retain(|source| {
            role(&source.file) == Role::Examples || role(&source.file) != role(&own.file)
        });
        sources.push(own);
        codes(&sources)
    }

    fn codes(sources: &[Source]) -> Vec<(&'static str, Option<usize>)> {
        let problems = Lessons::load(sources).map(|_| ()).expect_err("the fixture is broken");
        problems.into_iter().map(|problem| (problem.code, problem.line)).collect()
    }

    #[test]
    fn the_shipped_files_are_sound() {
        assert!(Lessons::load(&shipped()).is_ok());
    }

    #[test]
    fn a_broken_words_file_is_told_with_its_line() {
        let raised = codes_with(fixture!("words-broken", "words.toml"));
        assert_eq!(raised, [("words-broken", Some(1))]);
    }

    #[test]
    fn a_rule_without_phrases_is_told() {
        let raised = codes_with(fixture!("rule-empty", "safety.toml"));
        assert_eq!(raised, [("rule-empty", None)]);
    }

    #[test]
    fn missing_files_are_told_by_name() {
        let raised = codes(&[fixture!("understanding-file-missing", "talk.toml")]);
        assert!(raised.starts_with(&[
            ("understanding-file-missing", None),
            ("understanding-file-missing", None),
        ]));
    }

    #[test]
    fn an_intent_nobody_teaches_is_told() {
        let raised = codes(&[fixture!("examples-missing", "talk.toml")]);
        let missing = raised.iter().filter(|(code, _)| *code == "examples-missing").count();
        assert_eq!(missing, Intent::ALL.len() - 1);
    }

    #[test]
    fn an_unknown_intent_is_told_with_its_line() {
        let raised = codes_with(fixture!("examples-unknown-intent", "talk.toml"));
        assert_eq!(raised, [("examples-unknown-intent", Some(4))]);
    }

    #[test]
    fn an_intent_without_examples_is_told_with_its_line() {
        let raised = codes_with(fixture!("examples-empty-intent", "talk.toml"));
        assert_eq!(raised, [("examples-empty-intent", Some(1))]);
    }

    #[test]
    fn a_phrase_of_two_meanings_is_told_with_its_line() {
        let raised = codes(&[fixture!("examples-two-meanings", "talk.toml")]);
        assert!(raised.contains(&("examples-two-meanings", Some(3))), "{raised:?}");
    }

    #[test]
    fn all_problems_come_at_once() {
        let raised = codes(&[
            fixture!("words-broken", "words.toml"),
            fixture!("rule-empty", "safety.toml"),
            fixture!("examples-unknown-intent", "talk.toml"),
        ]);
        for code in ["words-broken", "rule-empty", "examples-unknown-intent", "examples-missing"] {
            assert!(raised.iter().any(|(own, _)| *own == code), "{code}");
        }
    }
}
