//! Texts by their keys: what each says, who says it, how it looks, and one of them changed alone.
//!
//! A text is the bytes from its key to its end; saving one leaves every other byte of its file as it
//! is. What somebody else changed elsewhere in the file is no concern of theirs.

use std::collections::{BTreeMap, BTreeSet};

use super::checks::Severity;
use super::drafts::{self, Save};
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
use crate::domain::money::Money;
use crate::domain::problem::Problem;
use crate::text::Catalog;
use crate::text::fresh::MARK;
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
    let text = one(files, path, key).ok_or(Refused::Unknown)?;
    let before = app.live().files.clone();
    let own = app.editions.own().clone();
    let (new, is_whole) = match &source {
        Some(source) => (Said { source: ended(source), ..text.clone() }, is_single(source, key)),
        None => (text.clone(), true),
    };
    let whole = put(files, &text, (&new.source, source.is_some())).ok_or(Refused::Unknown)?;
    let report = trial(app, files, (path, whole.clone())).await?;
    let at = files.get(path).and_then(|old| old.find(&text.source)).unwrap_or_default();
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

/// The texts that a step says and offers in a locale, as they look; what is wrong is told elsewhere.
///
/// # Errors
/// When looking did not come to an end.
pub async fn said_by(
    app: &App,
    files: &Files,
    (step, locale): (&str, &str),
) -> Result<Vec<Written>, Error> {
    let (before, own) = (app.live().files.clone(), app.editions.own().clone());
    let wanted = Wanted { step: step.to_owned(), ..Wanted::default() };
    let start = format!("locales/{locale}/");
    let files = files.clone();
    aside(move || {
        let found = find(&files, &wanted);
        let looks = Looks::over(&files, &before, (&own, &start));
        let own = found.into_iter().filter(|text| text.path.starts_with(&start));
        own.map(|text| looks.looked(Written::of(text))).collect()
    })
    .await
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
    let text = one(&opened.files, path, key).ok_or(Refused::Unknown)?;
    if Files::hash_of(&text.source) != read {
        return Err(Refused::Stale.into());
    }
    let source = ended(source);
    if !is_single(&source, key) {
        return Err(Refused::Nothing.into());
    }
    let whole = put(&opened.files, &text, (&source, true)).ok_or(Refused::Unknown)?;
    let changed = opened.changed.iter().find(|it| it.path == path);
    let over = changed.map_or(0, |it| it.version);
    drafts::save(app, who, draft, Save { path: path.to_owned(), text: Some(whole), over }).await?;
    Ok(())
}

/// A text of its key in a file.
pub fn one(files: &Files, path: &str, key: &str) -> Option<Said> {
    let wanted = Wanted { path: path.to_owned(), ..Wanted::default() };
    find(files, &wanted).into_iter().find(|said| said.key == key)
}

/// The file with another source in the place of a text's; all other bytes stay, but for the mark of a
/// text that nobody translated, where somebody wrote it now.
fn put(files: &Files, text: &Said, (source, is_written): (&str, bool)) -> Option<String> {
    let file = files.get(&text.path)?;
    let entry = entries(file).into_iter().find(|entry| entry.key == text.key)?;
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
        written.looks = customers().iter().map(|args| looks(words, &key, args)).collect();
        let asks = |step: &&Step| step.texts().contains(&key.as_str());
        let step = flow.as_ref().and_then(|flow| flow.steps.values().find(asks));
        let labels = step.into_iter().flat_map(Step::labels);
        written.choices =
            labels.filter_map(|label| words.render(label, &Args::new()).ok()).collect();
        written
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

/// Two sample customers: one with small sums and a short name, one with all as long as it may be.
fn customers() -> [Args; 2] {
    let long = super::checks::samples();
    let mut short = long.clone();
    let sums = [
        ("principal", 35_090),
        ("fine", 701),
        ("interest", 526),
        ("total", 36_317),
        ("amount", 12_105),
        ("waived", 1_227),
        ("instalment", 12_105),
        ("last", 12_107),
        ("down", 5_000),
        ("owed", 36_317),
        ("left", 24_212),
    ];
    short.extend(sums.map(|(name, sum)| (name.to_owned(), Value::Money(Money::centavos(sum)))));
    short.extend(["count", "number", "days"].map(|name| (name.to_owned(), Value::Count(3))));
    short.insert("name".to_owned(), Value::Text("Maria".to_owned()));
    short.insert("product".to_owned(), Value::Text("Sofa".to_owned()));
    [short, long]
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
