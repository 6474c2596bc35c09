//! One locale's texts, loaded and checked as a whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_syntax::ast::{Entry, Message, Pattern};
use fluent_syntax::parser::{ErrorKind, ParserError};
use unic_langid::LanguageIdentifier;

use super::format::{Format, NEEDED, PREFIX};
use super::nest::{DEEPEST, too_deep};
use super::render;
use super::tree::{Reference, references, span_of};
use crate::domain::circles::in_circles;
use crate::domain::problem::{Problem, Source};

/// The functions that a text may call.
const FUNCTIONS: [&str; 3] = ["DATE", "MONEY", "PERCENT"];

/// Through how many other texts a text's variables are looked for.
const FURTHEST: usize = 256;

/// The locale where a file's folder names none.
const LOCALE: &str = "pt-BR";

/// One locale's texts; the only way to have them is checked.
pub struct Catalog {
    locale: String,
    files: Vec<File>,
    pub(super) bundle: FluentBundle<Arc<FluentResource>>,
    pub(super) format: Arc<Format>,
}

/// One `.ftl` file.
pub(super) struct File {
    pub source: Source,
    pub resource: Arc<FluentResource>,
}

/// One text or term with its place; a term's key begins with `-`.
#[derive(Clone)]
pub(super) struct Text<'a> {
    pub file: &'a File,
    pub key: String,
    pub name: &'a str,
    /// The value (with no name) and the attributes.
    pub patterns: Vec<(Option<&'a str>, &'a Pattern<&'a str>)>,
}

impl Catalog {
    /// Loads one locale's files, named `locales/<locale>/<area>.ftl`.
    ///
    /// # Errors
    /// Every problem at once: broken syntax, keys written twice, references to nothing or in a
    /// circle, and patterns missing without which no sum or day can be written.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<Problem>> {
        Self::load_over(sources, &[])
    }

    /// The same over texts that came with the program: what these lack is said in their words, so
    /// that a program which learnt to say more can say it though nobody has written it yet here.
    ///
    /// # Errors
    /// As [`Catalog::load`].
    pub fn load_over(sources: &[Source], below: &[Source]) -> Result<Self, Vec<Problem>> {
        let (catalog, problems) = Self::read_over(sources, below);
        if problems.is_empty() { Ok(catalog) } else { Err(problems) }
    }

    /// Reads one locale's files as far as they can be read, for checks alone.
    ///
    /// What is broken is told and left out, so that the rest can be looked at too.
    pub fn read(sources: &[Source]) -> (Self, Vec<Problem>) {
        Self::read_over(sources, &[])
    }

    fn read_over(sources: &[Source], below: &[Source]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let below: Vec<File> = below.iter().map(|source| parse(source, &mut Vec::new())).collect();
        let files: Vec<File> = sources.iter().map(|source| parse(source, &mut problems)).collect();
        let locale = locale_of(sources);
        let (bundle, format) = bundles((&below, &files), &locale);
        let catalog = Self { locale: locale.to_string(), files, bundle, format: Arc::new(format) };
        catalog.check_keys(&mut problems);
        catalog.check_references(&mut problems);
        catalog.check_format(&mut problems);
        (catalog, problems)
    }

    /// Loads every `.ftl` file of a folder.
    ///
    /// # Errors
    /// As [`Catalog::load`], and what could not be read.
    pub fn open(folder: &Path) -> Result<Self, Vec<Problem>> {
        Self::load(&Self::sources(folder)?)
    }

    /// Every `.ftl` file of a folder, in order of their names.
    pub(super) fn sources(folder: &Path) -> Result<Vec<Source>, Vec<Problem>> {
        let shown = folder.display().to_string();
        let unreadable = |file: String, error: &std::io::Error| {
            vec![Source::new(file, "").problem("text-unreadable").with("detail", error)]
        };
        let entries =
            std::fs::read_dir(folder).map_err(|error| unreadable(shown.clone(), &error))?;
        let mut paths = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| unreadable(shown.clone(), &error))?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "ftl"));
        paths.sort();
        let mut sources = Vec::new();
        for path in paths {
            let file = path.display().to_string();
            match std::fs::read_to_string(&path) {
                Ok(text) => sources.push(Source::new(file, text)),
                Err(error) => return Err(unreadable(file, &error)),
            }
        }
        if sources.is_empty() {
            return Err(vec![Source::new(shown, "").problem("text-none")]);
        }
        Ok(sources)
    }

    /// The locale's name, such as `pt-BR`.
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// True where there is such a text.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// True where there is such a text with such an attribute.
    pub fn has_attribute(&self, key: &str, attribute: &str) -> bool {
        let message = self.bundle.get_message(key);
        message.is_some_and(|message| message.get_attribute(attribute).is_some())
    }

    /// Every key, with the file it stands in, in the files' order.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        let messages = self.files.iter().flat_map(|file| texts_of(file).into_iter());
        messages
            .filter(|text| !text.key.starts_with('-'))
            .map(|text| (text.name, text.file.source.file.as_str()))
    }

    /// The variables that a text needs, in any of its variants and attributes.
    pub fn variables(&self, key: &str) -> BTreeSet<String> {
        needed(&self.index(), key)
    }

    /// Every text and term.
    pub(super) fn texts(&self) -> impl Iterator<Item = Text<'_>> {
        self.files.iter().flat_map(|file| texts_of(file).into_iter())
    }

    /// Every text and term by its key; the first where one is written twice.
    pub(super) fn index(&self) -> BTreeMap<String, Text<'_>> {
        let mut texts = BTreeMap::new();
        for text in self.texts() {
            texts.entry(text.key.clone()).or_insert(text);
        }
        texts
    }

    fn check_keys(&self, problems: &mut Vec<Problem>) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for text in self.texts() {
            let problem = text.problem("text-duplicate-key").with("key", &text.key);
            let place = format!("{}:{}", problem.file, problem.line.unwrap_or_default());
            match seen.get(&text.key) {
                Some(first) => problems.push(problem.with("first", first)),
                None => {
                    seen.insert(text.key.clone(), place);
                }
            }
            let mut names = BTreeSet::new();
            for name in text.patterns.iter().filter_map(|(name, _)| *name) {
                if !names.insert(name) {
                    let problem = text.problem_at("text-duplicate-attribute", name);
                    problems.push(problem.with("key", &text.key).with("attribute", name));
                }
            }
        }
    }

    fn check_references(&self, problems: &mut Vec<Problem>) {
        let index = self.index();
        for text in self.texts() {
            for reference in text.references() {
                let (target, attribute, part) = match reference {
                    Reference::Variable(_) => continue,
                    Reference::Function(name) if FUNCTIONS.contains(&name) => continue,
                    Reference::Function(name) => {
                        let problem = text.problem_at("text-unknown-function", name);
                        let known = FUNCTIONS.join(", ");
                        problems.push(problem.with("function", name).with("known", known));
                        continue;
                    }
                    Reference::Message(key, attribute) => (key.to_owned(), attribute, key),
                    Reference::Term(name, attribute) => (format!("-{name}"), attribute, name),
                };
                if !index.get(&target).is_some_and(|found| found.has(attribute)) {
                    let target =
                        attribute.map_or(target.clone(), |name| format!("{target}.{name}"));
                    let problem = text.problem_at("text-unknown-reference", part);
                    problems.push(problem.with("key", &text.key).with("target", target));
                }
            }
        }
        let circular = circular(&index);
        for text in self.texts().filter(|text| circular.contains(&text.key)) {
            problems.push(text.problem("text-circle").with("key", &text.key));
        }
    }

    fn check_format(&self, problems: &mut Vec<Problem>) {
        for key in NEEDED.into_iter().filter(|key| !self.bundle.has_message(key)) {
            let folder = self.files.first().map_or("", |file| &file.source.file);
            let folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
            let file = Source::new(format!("{folder}/format.ftl"), "");
            problems.push(file.problem("text-format-missing").with("key", key));
        }
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalog").field("locale", &self.locale).finish_non_exhaustive()
    }
}

impl<'a> Text<'a> {
    /// Everything the text refers to.
    pub fn references(&self) -> Vec<Reference<'a>> {
        self.patterns.iter().flat_map(|(_, pattern)| references(pattern)).collect()
    }

    /// Starts a problem about the whole text.
    pub fn problem(&self, code: &'static str) -> Problem {
        self.problem_at(code, self.name)
    }

    /// Starts a problem about a part of the text.
    pub fn problem_at(&self, code: &'static str, part: &str) -> Problem {
        self.file.source.problem_at(code, span_of(self.file.resource.source(), part))
    }

    fn has(&self, attribute: Option<&str>) -> bool {
        self.pattern(attribute).is_some()
    }

    /// The value, or an attribute.
    pub fn pattern(&self, attribute: Option<&str>) -> Option<&'a Pattern<&'a str>> {
        let found = self.patterns.iter().find(|(name, _)| *name == attribute);
        found.map(|(_, pattern)| *pattern)
    }
}

/// A text's value, or one of its attributes.
type Part<'a> = (String, Option<&'a str>);

/// The keys of texts that name themselves, be it through others.
fn circular(index: &BTreeMap<String, Text<'_>>) -> BTreeSet<String> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for text in index.values() {
        parts.extend(text.patterns.iter().map(|(name, _)| (text.key.clone(), *name)));
    }
    let places: BTreeMap<&Part<'_>, usize> =
        parts.iter().enumerate().map(|(place, part)| (part, place)).collect();
    let targets = |(key, attribute): &Part<'_>| -> Vec<usize> {
        let pattern = index.get(key).and_then(|text| text.pattern(*attribute));
        let named = pattern.map(references).unwrap_or_default();
        let named = named.into_iter().filter_map(|reference| match reference {
            Reference::Message(key, attribute) => Some((key.to_owned(), attribute)),
            Reference::Term(name, attribute) => Some((format!("-{name}"), attribute)),
            Reference::Variable(_) | Reference::Function(_) => None,
        });
        named.filter_map(|part| places.get(&part).copied()).collect()
    };
    let ways: Vec<Vec<usize>> = parts.iter().map(targets).collect();
    let circles = in_circles(&ways);
    parts.into_iter().zip(circles).filter(|(_, it)| *it).map(|((key, _), _)| key).collect()
}

fn bundles(
    (below, files): (&[File], &[File]),
    locale: &LanguageIdentifier,
) -> (FluentBundle<Arc<FluentResource>>, Format) {
    let mut bundle = FluentBundle::new_concurrent(vec![locale.clone()]);
    bundle.set_use_isolating(false);
    for (name, function) in
        [("DATE", render::date as Function), ("MONEY", render::money), ("PERCENT", render::percent)]
    {
        bundle.add_function(name, function).expect("each function is added once");
    }
    for file in below.iter().chain(files) {
        bundle.add_resource_overriding(Arc::clone(&file.resource));
    }
    let patterns =
        files.iter().filter(|file| texts_of(file).iter().any(|text| text.key.starts_with(PREFIX)));
    let format = Format::new(locale.clone(), patterns.map(|file| Arc::clone(&file.resource)));
    (bundle, format)
}

type Function = for<'a> fn(
    &[fluent_bundle::FluentValue<'a>],
    &fluent_bundle::FluentArgs<'_>,
) -> fluent_bundle::FluentValue<'a>;

fn locale_of(sources: &[Source]) -> LanguageIdentifier {
    let folder = sources.first().and_then(|source| Path::new(&source.file).parent()?.file_name());
    let named = folder.and_then(|name| name.to_str()?.parse().ok());
    named.unwrap_or_else(|| LOCALE.parse().expect("our own locale is well formed"))
}

fn texts_of(file: &File) -> Vec<Text<'_>> {
    file.resource.entries().filter_map(|entry| text_of(file, entry)).collect()
}

fn text_of<'a>(file: &'a File, entry: &'a Entry<&'a str>) -> Option<Text<'a>> {
    let (key, name, value, attributes) = match entry {
        Entry::Message(Message { id, value, attributes, .. }) => {
            (id.name.to_owned(), id.name, value.as_ref(), attributes)
        }
        Entry::Term(term) => {
            (format!("-{}", term.id.name), term.id.name, Some(&term.value), &term.attributes)
        }
        Entry::Comment(_)
        | Entry::GroupComment(_)
        | Entry::ResourceComment(_)
        | Entry::Junk { .. } => return None,
    };
    let named = attributes.iter().map(|attribute| (Some(attribute.id.name), &attribute.value));
    let patterns = value.map(|value| (None, value)).into_iter().chain(named).collect();
    Some(Text { file, key, name, patterns })
}

fn parse(source: &Source, problems: &mut Vec<Problem>) -> File {
    if let Some(at) = too_deep(&source.text) {
        problems.push(source.problem_at("text-too-deep", at..at + 1).with("most", DEEPEST));
        let nothing = FluentResource::try_new(String::new());
        let resource = Arc::new(nothing.unwrap_or_else(|(resource, _)| resource));
        return File { source: source.clone(), resource };
    }
    let resource = match FluentResource::try_new(source.text.clone()) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            problems.extend(errors.iter().map(|error| syntax(source, error)));
            resource
        }
    };
    File { source: source.clone(), resource: Arc::new(resource) }
}

fn syntax(source: &Source, error: &ParserError) -> Problem {
    let (why, what) = match &error.kind {
        ErrorKind::ExpectedToken(token) => ("expected-token", token.to_string()),
        ErrorKind::ExpectedCharRange { range } => ("expected-letter", range.clone()),
        ErrorKind::ExpectedMessageField { entry_id }
        | ErrorKind::ExpectedTermField { entry_id } => ("empty", entry_id.clone()),
        ErrorKind::MissingDefaultVariant | ErrorKind::MultipleDefaultVariants => {
            ("default-branch", String::new())
        }
        ErrorKind::UnbalancedClosingBrace => ("brace", String::new()),
        ErrorKind::UnterminatedStringLiteral
        | ErrorKind::UnknownEscapeSequence(_)
        | ErrorKind::InvalidUnicodeEscapeSequence(_) => ("quotes", String::new()),
        ErrorKind::ForbiddenCallee
        | ErrorKind::MissingValue
        | ErrorKind::MessageReferenceAsSelector
        | ErrorKind::TermReferenceAsSelector
        | ErrorKind::MessageAttributeAsSelector
        | ErrorKind::TermAttributeAsPlaceable
        | ErrorKind::PositionalArgumentFollowsNamed
        | ErrorKind::DuplicatedNamedArgument(_)
        | ErrorKind::ExpectedInlineExpression
        | ErrorKind::ExpectedSimpleExpressionAsSelector
        | ErrorKind::ExpectedLiteral => ("expression", String::new()),
    };
    let start = error.pos.start.min(source.text.len());
    let end = error.pos.end.clamp(start, source.text.len());
    source.problem_at("text-syntax", start..end).with("why", why).with("what", what)
}

/// The variables that a text of an index needs; whoever asks for many makes the index once.
pub(super) fn needed(texts: &BTreeMap<String, Text<'_>>, key: &str) -> BTreeSet<String> {
    let mut needed = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut ahead = vec![key];
    while let Some(key) = ahead.pop().filter(|_| seen.len() < FURTHEST) {
        let Some(text) = texts.get(key).filter(|_| seen.insert(key)) else { continue };
        for reference in text.references() {
            match reference {
                Reference::Variable(name) => {
                    needed.insert(name.to_owned());
                }
                Reference::Message(key, _) => ahead.push(key),
                Reference::Term(..) | Reference::Function(_) => {}
            }
        }
    }
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(texts: &[(&str, &str)]) -> Result<Catalog, Vec<Problem>> {
        let format =
            Source::new("locales/pt-BR/format.ftl", include_str!("../../locales/pt-BR/format.ftl"));
        let named =
            texts.iter().map(|(name, text)| Source::new(format!("locales/pt-BR/{name}"), *text));
        Catalog::load(&std::iter::once(format).chain(named).collect::<Vec<_>>())
    }

    fn found(problems: &[Problem]) -> Vec<(&'static str, &str, Option<usize>)> {
        problems
            .iter()
            .map(|p| (p.code, p.file.rsplit('/').next().unwrap_or_default(), p.line))
            .collect()
    }

    #[test]
    fn every_problem_of_every_file_comes_at_once() {
        let one = "hello = Oi\n\nbroken { = x\n\nbye = Tchau\nhello = Olá\n";
        let two = "bye = Até\nlost = { nowhere } { -nothing } { hello.twist }\n-term = x\nodd = { SHOUT($x) }\n";

        let problems = load(&[("a.ftl", one), ("b.ftl", two)]).expect_err("broken files");

        let expected = [
            ("text-syntax", "a.ftl", Some(3)),
            ("text-duplicate-key", "a.ftl", Some(6)),
            ("text-duplicate-key", "b.ftl", Some(1)),
            ("text-unknown-reference", "b.ftl", Some(2)),
            ("text-unknown-reference", "b.ftl", Some(2)),
            ("text-unknown-reference", "b.ftl", Some(2)),
            ("text-unknown-function", "b.ftl", Some(4)),
        ];
        assert_eq!(found(&problems), expected);
        assert_eq!(problems[1].values["first"], "locales/pt-BR/a.ftl:1");
    }

    #[test]
    fn a_circle_of_texts_is_refused_and_a_text_in_its_own_variant_is_not() {
        let circle = "a = { b }\nb = { -c }\n-c = { a }\nd = { a }\n";
        let problems = load(&[("a.ftl", circle)]).expect_err("a circle");
        let circles: Vec<_> = problems.iter().map(|p| (p.code, p.line)).collect();
        let expected =
            [("text-circle", Some(1)), ("text-circle", Some(2)), ("text-circle", Some(3))];
        assert_eq!(circles, expected);

        assert!(load(&[("a.ftl", "hi = Oi\n    .v1 = { hi }, tudo bem?\n")]).is_ok());
    }

    #[test]
    fn an_attribute_written_twice_is_a_problem() {
        let problems =
            load(&[("a.ftl", "hi = Oi\n    .v1 = A\n    .v1 = B\n")]).expect_err("twice");
        assert_eq!(found(&problems), [("text-duplicate-attribute", "a.ftl", Some(3))]);
    }

    #[test]
    fn a_locale_without_its_formats_is_refused() {
        let problems = Catalog::load(&[Source::new("locales/pt-BR/a.ftl", "hi = Oi\n")]);
        let problems = problems.expect_err("no formats");
        assert_eq!(problems.len(), NEEDED.len());
        assert!(problems.iter().all(|p| p.code == "text-format-missing"));
        assert_eq!(problems[0].file, "locales/pt-BR/format.ftl");
    }

    #[test]
    fn any_bytes_are_read_without_panic() {
        for text in [
            "",
            "\u{FEFF}hi = Oi",
            "=",
            "{",
            "a = {",
            "a = { $x ->\n",
            "é = x",
            "a = }\n",
            "a = \"\0\"",
            "-a",
            "a =\r\n  b\r\n",
            "🙂",
        ] {
            let _ = load(&[("a.ftl", text)]);
        }
    }

    #[test]
    fn needed_variables_are_followed_through_other_texts() {
        let catalog = load(&[(
            "a.ftl",
            "-b = X { $brand }\na = { $x } { -b(brand: \"Y\") } { c }\n    .v1 = { $z }\nc = { DATE($y) }\n",
        )]);
        let variables = catalog.expect("good texts").variables("a");
        assert_eq!(variables.into_iter().collect::<Vec<_>>(), ["x", "y", "z"]);
    }

    #[test]
    fn a_folder_is_read_whole_and_a_missing_one_is_a_problem() {
        let catalog = Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good");
        assert_eq!(catalog.locale(), "pt-BR");
        assert!(catalog.has("format-money") && catalog.keys().count() > 10);

        let missing = Catalog::open(Path::new("locales/xx")).expect_err("no folder");
        assert_eq!(missing[0].code, "text-unreadable");
        let empty = tempfile::tempdir().expect("a folder");
        assert_eq!(Catalog::open(empty.path()).expect_err("no texts")[0].code, "text-none");
    }
}
