//! Texts by their keys: what each says, who says it, how it looks, and one of them changed alone.
//!
//! A text is the bytes from its key to its end; saving one leaves every other byte of its file as it
//! is. What somebody else changed elsewhere in the file is no concern of theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::checks::{self, Severity};
use super::drafts;
use super::look::{aside, trial};
use super::{Error, Refused};
use crate::app::App;
use crate::app::edition::whole;
use crate::domain::access::Who;
use crate::domain::content::diff::entries;
use crate::domain::content::{Content, Files, is_texts};
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::choice::fold;
use crate::domain::dialogue::step::Step;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::locale::Locale;
use crate::domain::money::Money;
use crate::domain::problem::Problem;
use crate::text::Catalog;
use crate::text::fresh::MARK;
use crate::text::locales::locale_of;
use crate::text::single::is_single;

/// The most ways to say a text that are shown.
const WAYS: u32 = 8;

/// One text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its key; a term's begins with `-`.
    pub key: String,
    /// The file it stands in.
    pub path: String,
    /// Itself, with its key, as it is written.
    pub source: String,
    /// The steps that say it, or offer it as a choice.
    pub steps: Vec<String>,
}

/// What texts are looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words of the key or of the text; accents and capitals do not matter.
    pub words: String,
    /// The file.
    pub path: String,
    /// The step that says it.
    pub step: String,
}

/// One text, with what one needs to write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: Said,
    /// The variables that it is given.
    pub variables: BTreeSet<String>,
    /// How it looks to each sample customer, way by way.
    pub looks: Vec<Vec<String>>,
    /// What can be chosen below it, as it looks.
    pub choices: Vec<String>,
    /// True where it is itself what is chosen.
    pub is_label: bool,
    /// Variables that it named before and no longer names.
    pub lost: BTreeSet<String>,
    /// What is wrong with it.
    pub found: Vec<(Severity, Problem)>,
    /// True where it is one whole text of its key.
    pub is_whole: bool,
}

/// What a step says in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// Each text, in the order of the own language.
    pub texts: Vec<Spoken>,
    /// Every language, the own one first, with how many of these texts it lacks.
    pub languages: Vec<(Locale, usize)>,
}

/// One text of a step in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The text; its source is empty where the language lacks it.
    pub written: Written,
    /// What it is written after: its source in the own language, where that is another.
    pub own: Option<String>,
}

/// The texts of some files that are wanted, in the order of the files.
pub fn find(files: &Files, wanted: &Wanted) -> Vec<Said> {
    let uses = uses(files);
    let words = fold(wanted.words.trim());
    let is_wanted = |said: &Said| {
        let named = || fold(&said.key).contains(&words) || fold(&said.source).contains(&words);
        (words.is_empty() || named())
            && (wanted.step.is_empty() || said.steps.contains(&wanted.step))
    };
    let of = files.iter().filter(|(path, _)| {
        is_texts(path) && Files::is_tuned(path) && (wanted.path.is_empty() || wanted.path == *path)
    });
    let texts = of.flat_map(|(path, text)| {
        entries(text)
            .into_iter()
            .map(move |entry| (path, entry.key, text.get(entry.start..entry.end)))
    });
    let said = texts.map(|(path, key, source)| Said {
        key: key.to_owned(),
        path: path.to_owned(),
        source: source.unwrap_or_default().to_owned(),
        steps: uses.get(key).cloned().unwrap_or_default(),
    });
    said.filter(is_wanted).collect()
}

/// Every file of texts.
pub fn paths(files: &Files) -> Vec<String> {
    let texts = files.paths().filter(|path| is_texts(path) && Files::is_tuned(path));
    texts.map(str::to_owned).collect()
}

/// Every step that says a text.
pub fn steps(files: &Files) -> BTreeSet<String> {
    uses(files).into_values().flatten().collect()
}

/// A text with everything one needs to write it; `source` stands in its place where it is given.
///
/// # Errors
/// [`Refused::Unknown`] where there is no such text.
pub async fn written(
    app: &App,
    files: &Files,
    (path, key): (&str, &str),
    source: Option<String>,
) -> Result<Written, Error> {
    let text = writable(files, path, key).ok_or(Refused::Unknown)?;
    let before = app.live().files.clone();
    let own = app.editions.own().clone();
    let (new, is_whole) = match &source {
        Some(source) => (Said { source: ended(source), ..text.clone() }, is_single(source, key)),
        None => (text.clone(), true),
    };
    let whole = put(files, &text, (&new.source, source.is_some())).ok_or(Refused::Unknown)?;
    let report = trial(app, files, (path, whole.clone())).await?;
    let at = whole.find(&new.source).unwrap_or_default();
    let here = at..at + new.source.len();
    let of_it = |problem: &Problem| {
        let named = problem.values.get("key").is_some_and(|named| named == key);
        let spans = problem.span.as_ref();
        problem.file == path && (named || spans.is_some_and(|span| here.contains(&span.start)))
    };
    let found = report.all().filter(|(_, problem)| of_it(problem));
    let found = found.map(|(severity, problem)| (severity, problem.clone())).collect();
    let mut changed = files.clone();
    changed.put(path, whole);
    let written = Written { found, is_whole, ..Written::of(new) };
    aside(move || Looks::over(&changed, &before, (&own, &written.text.path)).looked(written)).await
}

/// What a step says and offers in a language, as it looks; what is wrong is told elsewhere.
///
/// # Errors
/// When looking did not come to an end.
pub async fn said_by(
    app: &App,
    files: &Files,
    (step, locale): (&str, Locale),
) -> Result<Speech, Error> {
    let (before, own) = (app.live().files.clone(), app.editions.own().clone());
    let wanted = Wanted { step: step.to_owned(), ..Wanted::default() };
    let files = files.clone();
    aside(move || {
        let found = find(&files, &wanted);
        let looks = Looks::over(&files, &before, (&own, &folder(locale)));
        let in_locale = |locale: Locale| {
            let start = folder(locale);
            found.iter().filter(move |text| text.path.starts_with(&start))
        };
        let has = |locale, key: &str| in_locale(locale).any(|text| text.key == key);
        let lacks = |locale| in_locale(Locale::OWN).filter(|it| !has(locale, &it.key)).count();
        let spoken = |text: Said, own: Option<&Said>| Spoken {
            written: looks.looked(Written::of(text)),
            own: own.map(|own| own.source.clone()),
        };
        let ours = in_locale(Locale::OWN).filter(|_| locale != Locale::OWN);
        let beside = ours.map(|own| {
            let theirs = in_locale(locale).find(|text| text.key == own.key);
            let blank = || Said { path: twin(&own.path, locale), ..own.clone() }.blank();
            spoken(theirs.cloned().unwrap_or_else(blank), Some(own))
        });
        let is_alone = |text: &&Said| locale == Locale::OWN || !has(Locale::OWN, &text.key);
        let alone = in_locale(locale).filter(is_alone).map(|text| spoken(text.clone(), None));
        Speech {
            texts: beside.chain(alone).collect(),
            languages: locales(&files).into_iter().map(|it| (it, lacks(it))).collect(),
        }
    })
    .await
}

/// The languages of the texts that people tune, the own one first.
fn locales(files: &Files) -> Vec<Locale> {
    let paths = paths(files);
    let all: BTreeSet<Locale> = paths.iter().map(|path| locale_of(path)).collect();
    let others = all.into_iter().filter(|locale| *locale != Locale::OWN);
    std::iter::once(Locale::OWN).chain(others).collect()
}

/// Where the texts of a language stand.
fn folder(locale: Locale) -> String {
    format!("locales/{locale}/")
}

/// The file of the same name in another language.
fn twin(path: &str, locale: Locale) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    format!("{}{name}", folder(locale))
}

/// Saves one text of a draft over what was read of it, whatever else of its file changed meanwhile.
///
/// # Errors
/// [`Refused::Stale`] where the text itself was changed since; [`Refused::Nothing`] where what is
/// written is not one whole text of its key; or as [`drafts::save`].
pub async fn save(
    app: &App,
    who: &Who,
    (draft, path, key): (&str, &str, &str),
    (read, source): (&str, &str),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let text = writable(&opened.files, path, key).ok_or(Refused::Unknown)?;
    if Files::hash_of(&text.source) != read {
        return Err(Refused::Stale.into());
    }
    let source = ended(source);
    if !is_single(&source, key) {
        return Err(Refused::Nothing.into());
    }
    let whole = put(&opened.files, &text, (&source, true)).ok_or(Refused::Unknown)?;
    drafts::replace(app, who, &opened, (path.to_owned(), Some(whole))).await
}

/// A text of its key in a file.
pub fn one(files: &Files, path: &str, key: &str) -> Option<Said> {
    let wanted = Wanted { path: path.to_owned(), ..Wanted::default() };
    find(files, &wanted).into_iter().find(|said| said.key == key)
}

/// A text of its key in a file; where the file's language lacks it, an empty one to be written after the own
/// language's.
fn writable(files: &Files, path: &str, key: &str) -> Option<Said> {
    let may_stand = || {
        let is_place = path == twin(path, locale_of(path));
        is_place && is_texts(path) && Files::may_hold(path) && Files::is_tuned(path)
    };
    one(files, path, key).or_else(|| {
        let own = one(files, &twin(path, Locale::OWN), key).filter(|_| may_stand())?;
        Some(Said { path: path.to_owned(), ..own }.blank())
    })
}

/// The file with another source in the place of a text's, or at its end where it lacks it; all other bytes
/// stay, but for the mark of a text that nobody translated, where somebody wrote it now.
fn put(files: &Files, text: &Said, (source, is_written): (&str, bool)) -> Option<String> {
    let file = files.get(&text.path).unwrap_or_default();
    let Some(entry) = entries(file).into_iter().find(|entry| entry.key == text.key) else {
        let end = if file.is_empty() || file.ends_with('\n') { "" } else { "\n" };
        return text.source.is_empty().then(|| [file, end, source].concat());
    };
    let before = file.get(..entry.start)?;
    let marked = before.strip_suffix('\n').and_then(|it| it.strip_suffix(MARK));
    let before = marked.filter(|it| is_written && (it.is_empty() || it.ends_with('\n')));
    Some([before.unwrap_or(file.get(..entry.start)?), source, file.get(entry.end..)?].concat())
}

/// A source as a file takes it: with one end of line at its end.
fn ended(source: &str) -> String {
    format!("{}\n", source.replace("\r\n", "\n").trim_end())
}

fn flow(files: &Files) -> Option<Flow> {
    Content::of(files).ok()?.flow().and_then(Flow::drafted)
}

/// The steps by what they say and offer.
fn uses(files: &Files) -> BTreeMap<String, Vec<String>> {
    let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for step in flow(files).into_iter().flat_map(|flow| flow.steps.into_values()) {
        let keys: BTreeSet<&str> = step.texts().into_iter().chain(step.labels()).collect();
        for key in keys {
            uses.entry(key.to_owned()).or_default().push(step.name.clone());
        }
    }
    uses
}

fn locale(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

/// The texts of a file's locale, with those of the program.
fn catalog(files: &Files, own: &Files, path: &str) -> Catalog {
    let start = format!("locales/{}/", locale(path));
    let all = whole(files, own).only(|path| path.starts_with(&start) && is_texts(path));
    Catalog::read(&all.sources().collect::<Vec<_>>()).0
}

/// With what texts are looked at: the words and the flow as changed, and the words that serve.
struct Looks {
    words: Catalog,
    before: Catalog,
    flow: Option<Flow>,
}

impl Looks {
    fn over(new: &Files, live: &Files, (own, path): (&Files, &str)) -> Self {
        Self {
            words: catalog(new, own, path),
            before: catalog(live, own, path),
            flow: flow(new).or_else(|| flow(live)),
        }
    }

    fn looked(&self, mut written: Written) -> Written {
        let Self { words, before, flow } = self;
        let key = written.text.key.clone();
        let declared = flow.as_ref().and_then(|flow| flow.texts().remove(&key));
        let named = words.variables(&key);
        written.lost = before.variables(&key).difference(&named).cloned().collect();
        written.variables =
            declared.unwrap_or_else(|| before.variables(&key).union(&named).cloned().collect());
        written.is_label = flow.as_ref().is_some_and(|flow| flow.labels().contains(&key));
        written.looks =
            checks::customers(words).iter().map(|args| looks(words, &key, args)).collect();
        let asks = |step: &&Step| step.texts().contains(&key.as_str());
        let step = flow.as_ref().and_then(|flow| flow.steps.values().find(asks));
        let labels = step.into_iter().flat_map(Step::labels);
        written.choices =
            labels.filter_map(|label| words.render(label, &Args::new()).ok()).collect();
        written
    }
}

impl Said {
    /// The same of which nothing is written.
    fn blank(self) -> Self {
        Self { source: String::new(), ..self }
    }
}

impl Written {
    /// A text of which nothing is known yet.
    fn of(text: Said) -> Self {
        Self {
            text,
            variables: BTreeSet::new(),
            looks: Vec::new(),
            choices: Vec::new(),
            is_label: false,
            lost: BTreeSet::new(),
            found: Vec::new(),
            is_whole: true,
        }
    }
}

/// Every way in which a text looks to a customer.
fn looks(words: &Catalog, key: &str, args: &Args) -> Vec<String> {
    let mut looks: Vec<String> = Vec::new();
    for number in 0..WAYS {
        match filled(words, key, (args, number)) {
            Some(text) if !looks.contains(&text) => looks.push(text),
            Some(_) | None => break,
        }
    }
    looks
}

/// A text with what its samples lack filled by what it takes.
fn filled(words: &Catalog, key: &str, (args, number): (&Args, u32)) -> Option<String> {
    let fill =
        [Value::Text("…".to_owned()), Value::Count(2), Value::Money(Money::centavos(12_345))];
    let missing = words.variables(key);
    fill.into_iter().find_map(|value| {
        let lacking = missing.iter().filter(|name| !args.contains_key(*name));
        let mut args = args.clone();
        args.extend(lacking.map(|name| (name.clone(), value.clone())).collect::<Vec<_>>());
        words.nth(key, &args, number).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "locales/pt-BR/talk.ftl";
    const TEXT: &str = "# Um.\na = Olá\n    .v1 = Oi\n\n# Dois.\nb = Não { $name }\nc = c\n";

    fn files() -> Files {
        let mut files = Files::default();
        files.put(PATH, TEXT);
        files
    }

    #[test]
    fn one_text_is_changed_and_every_other_byte_stays() {
        let files = files();
        let text = one(&files, PATH, "a").expect("a text");
        assert_eq!(text.source, "a = Olá\n    .v1 = Oi\n");

        let whole = put(&files, &text, (&ended("a = Bom dia\r\n\r\n"), true)).expect("a file");

        assert_eq!(whole, TEXT.replace("a = Olá\n    .v1 = Oi\n", "a = Bom dia\n"));
    }

    #[test]
    fn what_is_written_is_no_longer_marked_as_not_translated() {
        let mut files = Files::default();
        files.put(PATH, format!("# Um.\n{MARK}\na = Olá\n"));
        let text = one(&files, PATH, "a").expect("a text");

        let seen = put(&files, &text, ("a = Olá\n", false)).expect("a file");
        let written = put(&files, &text, ("a = Hola\n", true)).expect("a file");

        assert_eq!((Some(seen.as_str()), written.as_str()), (files.get(PATH), "# Um.\na = Hola\n"));
    }

    #[test]
    fn what_a_language_lacks_is_written_at_the_end_of_its_file() {
        let mut files = files();
        let written = |files: &Files| {
            let text = writable(files, "locales/es/talk.ftl", "a").expect("it may be written");
            assert_eq!((text.source.as_str(), one(files, &text.path, "a")), ("", None));
            put(files, &text, ("a = Hola\n", true)).expect("a file")
        };

        assert_eq!(written(&files), "a = Hola\n");
        files.put("locales/es/talk.ftl", "b = No");
        assert_eq!(written(&files), "b = No\na = Hola\n");
        for (path, key) in [("locales/es/talk.ftl", "d"), ("flows/talk.ftl", "a")] {
            assert_eq!(writable(&files, path, key), None, "{path} {key}");
        }
        assert_eq!(locales(&files), [Locale::OWN, "es".parse().expect("a tag")]);
    }

    #[test]
    fn texts_are_found_by_key_and_words_whatever_the_accents() {
        let found = |words: &str| {
            let wanted = Wanted { words: words.to_owned(), ..Wanted::default() };
            find(&files(), &wanted).into_iter().map(|it| it.key).collect::<Vec<_>>()
        };

        assert_eq!(found("nao"), ["b"]);
        assert_eq!(found("OLA"), ["a"]);
        assert_eq!(found(""), ["a", "b", "c"]);
    }
}
