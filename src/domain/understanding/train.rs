//! The files a reader learns from, checked whole.
//!
//! `words*.toml` is the lexicon, `safety*.toml` the rules, `glossary*.toml` another language in our
//! words, every other file examples: a table of
//! intents, each a text with one example a line. Lines that begin with `#` are remarks. An intent
//! of several kinds is a table: `plain` for none of them, and a text for each [`Detail`].

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::glossary::Glossary;
use super::intent::{Detail, Intent, Meaning};
use super::lexicon::{Lexicon, broken};
use super::rules::Rules;
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};

/// What the files hold.
#[derive(Debug)]
pub struct Lessons {
    /// The words.
    pub lexicon: Lexicon,
    /// The rules.
    pub rules: Rules,
    /// The examples as they are written.
    pub examples: Vec<Lesson>,
    /// Other languages in our words.
    pub glossaries: BTreeMap<Locale, Glossary>,
}

/// One example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// What a person types.
    pub text: String,
    /// What it means.
    pub meaning: Meaning,
    /// The file it stands in.
    pub file: String,
    /// Its line there.
    pub line: usize,
}

/// Under which the examples of no particular kind stand.
const PLAIN: &str = "plain";

impl Lessons {
    /// Reads every file.
    ///
    /// # Errors
    /// Every problem of every file at once.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let (mut lexicon, mut rules) = (None, None);
        let mut book = Book::default();
        let mut glossaries = BTreeMap::new();
        for source in sources {
            match role(&source.file) {
                Role::Words => {
                    let read = Lexicon::load(source).map_err(|problem| vec![problem]);
                    keep(&mut lexicon, read, &mut problems);
                }
                Role::Glossary => match (locale_of(&source.file), Glossary::load(source)) {
                    (_, Err(problem)) => problems.push(problem),
                    (Some(locale), Ok(glossary)) => {
                        glossaries.insert(locale, glossary);
                    }
                    (None, Ok(_)) => problems.push(source.problem("glossary-without-locale")),
                },
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
                Ok(Self { lexicon, rules, examples: book.examples, glossaries })
            }
            _ => Err(problems),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Words,
    Safety,
    Glossary,
    Examples,
}

fn role(file: &str) -> Role {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    if name.starts_with("words") {
        Role::Words
    } else if name.starts_with("safety") {
        Role::Safety
    } else if name.starts_with("glossary") {
        Role::Glossary
    } else {
        Role::Examples
    }
}

/// The locale of a file of `<locale>/understanding/`.
fn locale_of(file: &str) -> Option<Locale> {
    file.rsplit(['/', '\\']).nth(2)?.parse().ok()
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
    examples: Vec<Lesson>,
    /// Where each text stands among the examples.
    known: BTreeMap<String, usize>,
    taught: BTreeSet<Intent>,
}

impl Book {
    fn read(&mut self, source: &Source, problems: &mut Vec<Problem>) {
        let page = match DeTable::parse(&source.text) {
            Ok(page) => page,
            Err(error) => return problems.push(broken(source, &error)),
        };
        for (name, value) in page.get_ref() {
            let Ok(intent) = name.get_ref().parse::<Intent>() else {
                let problem = source.problem_at("examples-unknown-intent", name.span());
                problems.push(problem.with("intent", name.get_ref()));
                continue;
            };
            let said = match value.get_ref() {
                DeValue::Table(kinds) => self.kinds(intent, kinds, source, problems),
                _lines => self.lines(intent.into(), value, source, problems),
            };
            self.taught.insert(intent);
            if said == 0 {
                let problem = source.problem_at("examples-empty-intent", name.span());
                problems.push(problem.with("intent", intent));
            }
        }
    }

    /// Reads an intent whose kinds are told apart; says how many lines it has.
    fn kinds(
        &mut self,
        intent: Intent,
        kinds: &DeTable<'_>,
        source: &Source,
        problems: &mut Vec<Problem>,
    ) -> usize {
        let mut said = 0;
        for (name, lines) in kinds {
            let named = name.get_ref().parse::<Detail>().ok().map(Meaning::from);
            let plain = (name.get_ref() == PLAIN).then(|| Meaning::from(intent));
            if let Some(meaning) = named.filter(|one| one.intent == intent).or(plain) {
                said += self.lines(meaning, lines, source, problems);
                continue;
            }
            said += 1;
            let own = Detail::ALL.iter().filter(|detail| detail.intent() == intent);
            let known = own.fold(PLAIN.to_owned(), |all, one| format!("{all}, {one}"));
            let problem = source.problem_at("examples-unknown-detail", name.span());
            let problem = problem.with("intent", intent).with("detail", name.get_ref());
            problems.push(problem.with("known", known));
        }
        said
    }

    /// Reads a text of one example a line; says how many it has.
    fn lines(
        &mut self,
        meaning: Meaning,
        lines: &Spanned<DeValue<'_>>,
        source: &Source,
        problems: &mut Vec<Problem>,
    ) -> usize {
        let span = lines.span();
        let Some(text) = lines.get_ref().as_str() else {
            let problem = source.problem_at("words-broken", span);
            problems.push(problem.with("detail", "expected a text"));
            return 1;
        };
        let mut count = 0;
        let before = source.text.get(..span.start).unwrap_or("");
        let opening = source.text.get(span).unwrap_or("").trim_start_matches(['\'', '"']);
        let skipped = usize::from(opening.starts_with(['\n', '\r']));
        let first = before.matches('\n').count() + 1 + skipped;
        for (line, said) in (first..).zip(text.lines().map(str::trim)) {
            if !said.is_empty() && !said.starts_with('#') {
                let file = source.file.clone();
                let lesson = Lesson { text: said.to_owned(), meaning, file, line };
                self.add(lesson, source, problems);
                count += 1;
            }
        }
        count
    }

    /// Adds one example; the same words with two meanings are a problem.
    fn add(&mut self, lesson: Lesson, source: &Source, problems: &mut Vec<Problem>) {
        let key = lesson.text.to_lowercase();
        let known = self.known.get(&key).and_then(|at| self.examples.get_mut(*at));
        match known {
            None => {
                self.known.insert(key, self.examples.len());
                self.examples.push(lesson);
            }
            Some(known) if known.meaning == lesson.meaning => {}
            Some(known) if known.meaning == lesson.meaning.intent.into() => *known = lesson,
            Some(known) if lesson.meaning == known.meaning.intent.into() => {}
            Some(known) => {
                let lines = source.text.split_inclusive('\n');
                let start: usize = lines.take(lesson.line - 1).map(str::len).sum();
                let problem = source.problem_at("examples-two-meanings", start..start);
                let problem = problem.with("text", &lesson.text).with("intent", lesson.meaning);
                problems.push(problem.with("other", known.meaning));
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
    fn the_good_twins_of_bad_files_can_be_learnt_from() {
        for good in [
            fixture!("rule-empty", "good/safety.toml"),
            fixture!("examples-unknown-intent", "good/talk.toml"),
            fixture!("examples-unknown-detail", "good/talk.toml"),
            fixture!("examples-empty-intent", "good/talk.toml"),
        ] {
            let file = good.file.clone();
            let mut sources = shipped();
            sources.retain(|it| role(&it.file) == Role::Examples || role(&it.file) != role(&file));
            sources.push(good);
            let found = Lessons::load(&sources).err().unwrap_or_default();
            let codes: Vec<_> = found.iter().map(|it| it.code).collect();
            assert!(codes.iter().all(|code| !file.contains(code)), "{file}: {codes:?}");
        }
        let good = fixture!("examples-two-meanings", "good/talk.toml");
        let found = Lessons::load(&[good]).err().unwrap_or_default();
        assert!(found.iter().all(|it| it.code != "examples-two-meanings"), "{found:?}");
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
    fn an_unknown_kind_is_told_with_its_line() {
        let raised = codes_with(fixture!("examples-unknown-detail", "talk.toml"));
        assert_eq!(raised, [("examples-unknown-detail", Some(5))]);
    }

    #[test]
    fn examples_keep_their_kind_and_their_place() {
        let lessons = Lessons::load(&shipped()).expect("the shipped files are sound");
        let sources = shipped();
        for lesson in &lessons.examples {
            let source = sources.iter().find(|source| source.file == lesson.file);
            let line = source.and_then(|source| source.text.lines().nth(lesson.line - 1));
            assert_eq!(line.map(str::trim), Some(lesson.text.as_str()));
        }
        let meant = |detail: Detail| lessons.examples.iter().any(|l| l.meaning == detail.into());
        assert!(meant(Detail::StartOver));
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
