//! What can be wrong with texts that load: each check on its own, each problem with its place.
//!
//! The checks are told what they cannot know: which keys the flows use, which values each gets,
//! which words are forbidden, what each kind of text must keep to. To add one: a function here
//! with its code, the words in `errors-text.ftl`, and a fixture that raises it.

use std::collections::{BTreeMap, BTreeSet};

use super::arms;
use super::catalog::{Catalog, Text, needed};
use super::expand::Reader;
use super::format::PREFIX;
use super::locales::twin;
use super::manners::{Manners, Rule};
use super::render::is_variant;
use super::tree::{Reference, selections};
use crate::domain::dialogue::text::Args;
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::domain::words::ForbiddenWords;

/// Keys and attributes that one locale has and another lacks; variants are free to differ.
///
/// What another locale lacks is told where it would stand there; what only another one has, where it stands.
pub fn parity(catalogs: &[&Catalog]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, catalog) in catalogs.iter().enumerate() {
        for (_, other) in catalogs.iter().enumerate().filter(|(index, _)| *index != place) {
            let theirs: BTreeSet<String> = other.texts().flat_map(|text| names(&text)).collect();
            for text in catalog.texts().filter(|text| !text.key.starts_with(PREFIX)) {
                for name in names(&text).into_iter().filter(|name| !theirs.contains(name)) {
                    problems.push(lacking(other, (&text, &name)));
                }
            }
        }
    }
    problems
}

/// That a locale lacks a text or an attribute of it.
fn lacking(locale: &Catalog, (text, name): (&Text<'_>, &str)) -> Problem {
    let here = text.problem("text-missing-in-locale");
    let at = here.line.map_or(here.file.clone(), |line| format!("{}:{line}", here.file));
    let there = locale.texts().find(|it| it.key == text.key);
    let place = if locale.locale() == Locale::OWN.as_str() {
        here
    } else if let Some(there) = there {
        there.problem(here.code)
    } else {
        Source::new(twin(&here.file, locale.locale()), "").problem(here.code)
    };
    place.with("key", name).with("locale", locale.locale()).with("at", at)
}

/// What keeps a locale from standing in for another: keys that only one has, other variables,
/// other arms.
pub fn beside(own: &Catalog, other: &Catalog) -> Vec<Problem> {
    let mut problems = parity(&[own, other]);
    let (ours, theirs) = (own.index(), other.index());
    for text in other.texts().filter(|text| !text.key.starts_with(['-'])) {
        if text.key.starts_with(PREFIX) || !own.has(&text.key) {
            continue;
        }
        let (ours, theirs) = (needed(&ours, &text.key), needed(&theirs, &text.key));
        if ours != theirs {
            let listed = |names: Vec<&String>| {
                names.into_iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
            };
            let problem = text.problem("text-variables-differ").with("key", &text.key);
            let problem = problem.with("locale", own.locale());
            let problem = problem.with("missing", listed(ours.difference(&theirs).collect()));
            problems.push(problem.with("extra", listed(theirs.difference(&ours).collect())));
        }
    }
    problems.extend(arms::beside(own, other));
    problems
}

/// Variables that a text names and its caller does not give.
///
/// `declared` maps each key to the variables that it is rendered with.
pub fn variables(catalog: &Catalog, declared: &BTreeMap<String, BTreeSet<String>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let index = catalog.index();
    for text in catalog.texts() {
        let Some(given) = declared.get(&text.key) else { continue };
        for name in needed(&index, &text.key).difference(given) {
            let known = given.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", ");
            let problem = text.problem_at("text-unknown-variable", place_of(&text, name));
            let problem = problem.with("key", &text.key).with("variable", name);
            problems.push(problem.with("known", known).with("given", given.len()));
        }
    }
    problems
}

/// Keys that somebody wants and nobody wrote, and the other way round.
///
/// `wanted` are the keys used; a text is also used where another names it or `also_used` says so.
pub fn keys(
    catalog: &Catalog,
    wanted: &BTreeSet<String>,
    also_used: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for key in wanted.iter().filter(|key| !catalog.has(key)) {
        let locale = Source::new(catalog.locale(), "");
        problems.push(locale.problem("text-missing").with("key", key));
    }
    let mut named: BTreeSet<String> = BTreeSet::new();
    for text in catalog.texts() {
        named.extend(text.references().into_iter().filter_map(|reference| match reference {
            Reference::Message(key, _) => Some(key.to_owned()),
            Reference::Term(name, _) => Some(format!("-{name}")),
            Reference::Variable(_) | Reference::Function(_) => None,
        }));
    }
    for text in catalog.texts() {
        let key = text.key.as_str();
        let used = wanted.contains(key) || named.contains(key) || also_used(key);
        if !used && !key.starts_with(PREFIX) {
            problems.push(text.problem("text-unused").with("key", key));
        }
    }
    problems
}

/// Selections by `[one]` that would say the singular of nothing: Portuguese counts 0 as one.
pub fn plurals(catalog: &Catalog) -> Vec<Problem> {
    let mut problems = Vec::new();
    for text in catalog.texts().filter(|_| catalog.locale().starts_with("pt")) {
        for (_, pattern) in &text.patterns {
            for selection in selections(pattern) {
                let one = selection.branches.iter().find(|branch| **branch == "one");
                if let Some(one) = one.filter(|_| !selection.branches.contains(&"0")) {
                    let problem = text.problem_at("text-plural-one", one);
                    problems.push(problem.with("key", &text.key));
                }
            }
        }
    }
    problems
}

/// Texts that carry a forbidden word in any branch.
pub fn words(catalog: &Catalog, words: &ForbiddenWords, samples: &Args) -> Vec<Problem> {
    let reader = Reader::new(catalog, samples);
    let mut problems = Vec::new();
    for text in catalog.texts() {
        for (attribute, pattern) in &text.patterns {
            let readings = reader.readings(pattern);
            let carried: BTreeSet<&str> =
                readings.iter().flat_map(|reading| words.all(reading)).collect();
            for word in carried {
                let problem = place(&text, *attribute, "text-forbidden-word");
                problems.push(problem.with("word", word));
            }
        }
    }
    problems
}

/// Texts that do not keep to the rule of their kind in any branch.
///
/// `samples` are values by variable, as long as they may become.
pub fn manners(catalog: &Catalog, manners: &Manners, samples: &Args) -> Vec<Problem> {
    let reader = Reader::new(catalog, samples);
    let mut problems = Vec::new();
    let texts = catalog.texts().filter(|text| !text.key.starts_with(['-']));
    for text in texts.filter(|text| !text.key.starts_with(PREFIX)) {
        for (attribute, pattern) in &text.patterns {
            let name = named(&text, *attribute);
            let Some(rule) = manners.rule(&text.file.source.file, &name) else { continue };
            let mut found: BTreeMap<&'static str, Problem> = BTreeMap::new();
            for reading in reader.readings(pattern) {
                for fault in faults(&reading, rule, manners) {
                    let problem = place(&text, *attribute, fault.code).with("reading", &reading);
                    let problem = problem.with("most", fault.most).with("found", fault.found);
                    found.entry(fault.code).or_insert(problem);
                }
            }
            problems.extend(found.into_values());
        }
    }
    problems
}

/// Texts that may become longer than they may be in any branch; `limit` names the code and the most
/// letters of a text by its file and key.
///
/// `samples` are values by variable, as long as they may become.
pub fn lengths(
    catalog: &Catalog,
    limit: impl Fn(&str, &str) -> Option<(&'static str, usize)>,
    samples: &Args,
) -> Vec<Problem> {
    let reader = Reader::new(catalog, samples);
    let mut problems = Vec::new();
    for text in catalog.texts().filter(|text| !text.key.starts_with(['-'])) {
        for (attribute, pattern) in &text.patterns {
            let name = named(&text, *attribute);
            let Some((code, most)) = limit(&text.file.source.file, &name) else { continue };
            let readings = reader.readings(pattern).into_iter();
            let longest = readings.max_by_key(|reading| reading.chars().count());
            let found = longest.as_ref().map_or(0, |reading| reading.chars().count());
            if found > most {
                let problem =
                    place(&text, *attribute, code).with("most", most).with("found", found);
                problems.push(problem.with("reading", longest.unwrap_or_default()));
            }
        }
    }
    problems
}

struct Fault {
    code: &'static str,
    found: String,
    most: usize,
}

fn faults(reading: &str, rule: &Rule, manners: &Manners) -> Vec<Fault> {
    let counted = [
        ("text-too-long", reading.chars().count(), rule.longest),
        ("text-too-many-lines", reading.lines().count(), rule.lines),
        ("text-too-many-questions", reading.matches('?').count(), rule.questions),
        ("text-exclamation", reading.matches('!').count(), rule.exclamations),
    ];
    let mut faults: Vec<Fault> = counted
        .into_iter()
        .filter_map(|(code, found, most)| {
            let most = most.filter(|most| found > *most)?;
            Some(Fault { code, found: found.to_string(), most })
        })
        .collect();
    if rule.capitals == Some(false)
        && let Some(word) = manners.shouted(reading)
    {
        faults.push(Fault { code: "text-capitals", found: word.to_owned(), most: 0 });
    }
    faults
}

pub(super) fn place(text: &Text<'_>, attribute: Option<&str>, code: &'static str) -> Problem {
    let problem = text.problem_at(code, attribute.unwrap_or(text.name));
    problem.with("key", named(text, attribute))
}

pub(super) fn named(text: &Text<'_>, attribute: Option<&str>) -> String {
    attribute.map_or_else(|| text.key.clone(), |attribute| format!("{}.{attribute}", text.key))
}

fn names(text: &Text<'_>) -> Vec<String> {
    let fixed = text.patterns.iter().filter(|(name, _)| !name.is_some_and(is_variant));
    fixed.map(|(name, _)| named(text, *name)).collect()
}

fn place_of<'a>(text: &Text<'a>, variable: &str) -> &'a str {
    let here = text.references().into_iter().find_map(|reference| match reference {
        Reference::Variable(name) if name == variable => Some(name),
        Reference::Variable(_)
        | Reference::Message(..)
        | Reference::Term(..)
        | Reference::Function(_) => None,
    });
    here.unwrap_or(text.name)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::domain::dialogue::contract;
    use crate::domain::dialogue::text::Value;
    use crate::domain::money::Money;
    use crate::text::{ease, fresh, shown};

    const FIXTURES: &str = "tests/fixtures/problems";

    fn source(path: &Path) -> Source {
        let text = fs::read_to_string(path).expect("a readable file");
        Source::new(path.display().to_string(), text)
    }

    /// The fixture's own texts with our formats, under their names in the fixture.
    fn texts_in(folder: &Path) -> Vec<Source> {
        let mut paths: Vec<PathBuf> = fs::read_dir(folder)
            .expect("a fixture")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "ftl"))
            .collect();
        paths.sort();
        let formats = Path::new("locales/pt-BR/format.ftl").to_owned();
        let own = paths.iter().any(|path| path.ends_with("format.ftl"));
        paths.iter().chain((!own).then_some(&formats)).map(|path| source(path)).collect()
    }

    fn conduct() -> Source {
        source(Path::new("policies/conduct.toml"))
    }

    fn samples() -> Args {
        Args::from([("sum".to_owned(), Value::Money(Money::reais(12_345)))])
    }

    /// Every check over one fixture, as a caller that gives `$name` and wants `hello`.
    fn problems_of(folder: &Path) -> Vec<Problem> {
        let catalog = match Catalog::load(&texts_in(folder)) {
            Ok(catalog) => catalog,
            Err(problems) => return problems,
        };
        let given = BTreeSet::from(["name".to_owned()]);
        let mut problems = variables(&catalog, &BTreeMap::from([("hello".to_owned(), given)]));
        problems.extend(keys(&catalog, &BTreeSet::from(["hello".to_owned()]), |key| key != "odd"));
        problems.extend(plurals(&catalog));
        problems.extend(fresh::untranslated(&catalog));
        let forbidden = ForbiddenWords::parse(&conduct()).expect("our list is good");
        problems.extend(words(&catalog, &forbidden, &samples()));
        let rules = Manners::parse(&conduct()).expect("our rules are good");
        problems.extend(manners(&catalog, &rules, &samples()));
        let told = |file: &str, _: &str| file.ends_with("conversation.ftl");
        problems.extend(shown::sums(&catalog, told));
        problems.extend(ease::hard(&catalog, told, &samples()));
        for owed in contract::SHOWN {
            problems.extend(shown::lost(&catalog, *owed, "text-value-lost"));
        }
        problems.extend(shown::lost(&catalog, contract::FOOTER, "text-creditor-unnamed"));
        problems.extend(arms::unreached(&catalog, contract::codes));
        problems.extend(shown::early(&catalog, &BTreeSet::from(["hello".to_owned()]), &samples()));
        let other = folder.join("other");
        if other.is_dir() {
            let other = Catalog::load(&texts_in(&other)).expect("a good second locale");
            problems.extend(beside(&catalog, &other));
        }
        problems
    }

    #[test]
    fn each_code_about_texts_is_raised_by_its_fixture_and_by_no_other() {
        for (code, line) in [
            ("text-syntax", Some(2)),
            ("text-duplicate-key", Some(3)),
            ("text-duplicate-attribute", Some(3)),
            ("text-unknown-reference", Some(1)),
            ("text-unknown-function", Some(1)),
            ("text-circle", Some(1)),
            ("text-format-missing", None),
            ("text-missing-in-locale", None),
            ("text-variables-differ", Some(1)),
            ("text-arms-differ", Some(1)),
            ("text-untranslated", Some(2)),
            ("text-unknown-variable", Some(1)),
            ("text-missing", None),
            ("text-unused", Some(2)),
            ("text-plural-one", Some(3)),
            ("text-forbidden-word", Some(4)),
            ("text-too-long", Some(2)),
            ("text-too-many-lines", Some(2)),
            ("text-too-many-questions", Some(2)),
            ("text-exclamation", Some(2)),
            ("text-capitals", Some(2)),
            ("text-hard-to-read", Some(2)),
            ("text-value-lost", Some(2)),
            ("text-creditor-unnamed", Some(2)),
            ("text-sum-written", Some(2)),
            ("text-debt-before-identity", Some(1)),
            ("text-arm-unreached", Some(3)),
            ("text-too-deep", Some(1)),
        ] {
            let good = Path::new(FIXTURES).join(code).join("good");
            let good = if good.is_dir() { problems_of(&good) } else { Vec::new() };
            assert!(good.iter().all(|problem| problem.code != code), "{code}: {good:#?}");
            let problems = problems_of(&Path::new(FIXTURES).join(code));
            assert!(problems.iter().all(|problem| problem.code == code), "{code}: {problems:#?}");
            assert_eq!(problems.first().map(|problem| problem.line), Some(line), "{code}");
        }
    }

    #[test]
    fn each_code_about_a_folder_or_a_list_is_raised_by_its_fixture() {
        let fixture = |code: &str| Path::new(FIXTURES).join(code);
        for code in ["text-none", "text-unreadable"] {
            let good = Catalog::read(&texts_in(&fixture(code).join("good"))).1;
            assert!(good.is_empty(), "{code}: {good:#?}");
            let problems = Catalog::open(&fixture(code)).expect_err("a bad folder");
            assert_eq!(problems[0].code, code);
        }
        for code in ["words-unreadable", "words-empty", "words-twice"] {
            let list = source(&fixture(code).join("good/conduct.toml"));
            assert!(ForbiddenWords::parse(&list).is_ok(), "{code}");
            let list = source(&fixture(code).join("conduct.toml"));
            assert_eq!(ForbiddenWords::parse(&list).expect_err("a bad list")[0].code, code);
        }
        let good = source(&fixture("manners-unreadable").join("good/conduct.toml"));
        assert!(Manners::parse(&good).is_ok());
        let rules = source(&fixture("manners-unreadable").join("conduct.toml"));
        assert_eq!(Manners::parse(&rules).expect_err("bad rules")[0].code, "manners-unreadable");
    }

    #[test]
    fn our_texts_are_clean() {
        let catalog = Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good");
        let forbidden = ForbiddenWords::parse(&conduct()).expect("our list is good");
        let rules = Manners::parse(&conduct()).expect("our rules are good");

        assert_eq!(plurals(&catalog), []);
        assert_eq!(words(&catalog, &forbidden, &samples()), []);
        assert_eq!(manners(&catalog, &rules, &samples()), []);
    }

    #[test]
    fn no_branch_hides_from_a_check() {
        let text = "hello = { $a ->\n  [0] ok\n *[other] { $b ->\n    [x] { -t }\n   *[y] só\n  }\n } { $c ->\n  [0] a\n *[1] hoje\n }\n-t = calma\n";
        let sources = [source(Path::new("locales/pt-BR/format.ftl")), Source::new("a.ftl", text)];
        let catalog = Catalog::load(&sources).expect("good texts");
        let list = Source::new("c.toml", "[words]\nforbidden = [\"só hoje\"]");
        let list = ForbiddenWords::parse(&list).expect("a good list");

        assert_eq!(words(&catalog, &list, &Args::new()).len(), 1);
    }

    #[test]
    fn branches_beyond_number_are_still_each_looked_at() {
        let many = "{ $x ->\n [0] a\n [1] b\n [2] c\n *[3] d\n } ".repeat(8);
        let last = "{ $x ->\n [0] bem\n *[1] caloteiro\n }";
        let text = format!("hello = {many}{last}\n");
        let sources = [source(Path::new("locales/pt-BR/format.ftl")), Source::new("a.ftl", text)];
        let catalog = Catalog::load(&sources).expect("good texts");
        let forbidden = ForbiddenWords::parse(&conduct()).expect("our list is good");

        assert_eq!(words(&catalog, &forbidden, &Args::new()).len(), 1);
    }
}
