//! What differs between two releases, in the words of those who tune: steps, texts, limits.
//!
//! A file that cannot be read as what it is, is told by its lines alone.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::{Files, is_texts};

/// How many things of one file are told one by one.
const MOST: usize = 200;

/// How many letters of a value are told.
const LETTERS: usize = 600;

/// What differs, file by file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The files that differ, in the order of their paths.
    pub files: Vec<Change>,
}

/// What differs in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Its path.
    pub path: String,
    /// Whether it came, went or changed.
    pub how: How,
    /// What differs in it, at most some hundred things.
    pub items: Vec<Item>,
    /// How many more there are.
    pub more: usize,
    /// Lines that came.
    pub added: usize,
    /// Lines that went.
    pub removed: usize,
}

/// Whether something came, went or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It changed.
    Changed,
}

/// What something is that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// A step of a flow.
    Step,
    /// A text, by its key.
    Text,
    /// A limit of a policy.
    Limit,
    /// A word or an example.
    Example,
    /// Anything else that stands in a file.
    Value,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// Its name: a step, a key, the way to a value.
    pub name: String,
    /// What stood there.
    pub before: Option<String>,
    /// What stands there.
    pub after: Option<String>,
}

impl Item {
    /// Whether it came, went or changed.
    pub const fn how(&self) -> How {
        match (&self.before, &self.after) {
            (None, _) => How::Added,
            (Some(_), None) => How::Removed,
            (Some(_), Some(_)) => How::Changed,
        }
    }
}

impl Changes {
    /// What differs between two sets of files.
    ///
    /// # Examples
    /// ```
    /// # use combinado::domain::content::{Files, diff::{Changes, What}};
    /// let mut before = Files::default();
    /// before.put("policies/standard.toml", "[ceilings]\nprincipal = \"65\"\n");
    /// let mut after = before.clone();
    /// after.put("policies/standard.toml", "[ceilings]\nprincipal = \"60\"\n");
    ///
    /// let changes = Changes::between(&before, &after);
    /// let item = &changes.files[0].items[0];
    /// assert_eq!((item.what, item.name.as_str()), (What::Limit, "ceilings.principal"));
    /// assert_eq!((item.before.as_deref(), item.after.as_deref()), (Some("65"), Some("60")));
    /// assert!(Changes::between(&after, &after).files.is_empty());
    /// ```
    pub fn between(before: &Files, after: &Files) -> Self {
        let paths: BTreeSet<&str> = before.paths().chain(after.paths()).collect();
        let change = |path: &str| match (before.get(path), after.get(path)) {
            (Some(one), Some(other)) if one == other => None,
            (None, None) => None,
            (None, Some(text)) => Some(change(path, How::Added, ("", text))),
            (Some(text), None) => Some(change(path, How::Removed, (text, ""))),
            (Some(one), Some(other)) => Some(change(path, How::Changed, (one, other))),
        };
        Self { files: paths.into_iter().filter_map(change).collect() }
    }

    /// True where what may be granted or how people may be spoken to differs.
    pub fn touches_policies(&self) -> bool {
        self.files.iter().any(|it| it.path.starts_with("policies/"))
    }
}

fn change(path: &str, how: How, (before, after): (&str, &str)) -> Change {
    let mut items = if is_texts(path) { texts(before, after) } else { tables(path, before, after) };
    let more = items.len().saturating_sub(MOST);
    items.truncate(MOST);
    let (removed, added) = lines(before, after);
    Change { path: path.to_owned(), how, items, more, added, removed }
}

/// How many lines went, and how many came, each as often as it stands there.
fn lines(before: &str, after: &str) -> (usize, usize) {
    let mut count: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    before.lines().for_each(|line| count.entry(line).or_default().0 += 1);
    after.lines().for_each(|line| count.entry(line).or_default().1 += 1);
    let went = count.values().map(|(one, other)| one.saturating_sub(*other)).sum();
    let came = count.values().map(|(one, other)| other.saturating_sub(*one)).sum();
    (went, came)
}

fn texts(before: &str, after: &str) -> Vec<Item> {
    let (before, after) = (entries(before), entries(after));
    let before = before.iter().map(|entry| (entry.key, entry.body.trim())).collect();
    let after = after.iter().map(|entry| (entry.key, entry.body.trim())).collect();
    pairs(&before, &after, |_| What::Text)
}

/// One text of a file: its key, what it says, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'t> {
    /// Its key; a term's begins with `-`.
    pub key: &'t str,
    /// What stands after the equals sign, as it is written.
    pub body: &'t str,
    /// Where it begins in the file's bytes, with its key.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The texts of a Fluent file, as they stand there; lines that are none are passed over.
pub fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut found: Vec<Entry<'_>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let goes_on = line.starts_with([' ', '\t', '}', '{', '[', '*']) || line.trim().is_empty();
        if goes_on {
            if let Some(last) = found.last_mut().filter(|_| open && !line.trim().is_empty()) {
                last.end = end;
                last.body = text.get(body_start(text, last)..end).unwrap_or_default();
            }
            continue;
        }
        open = false;
        let Some((key, _)) = line.split_once('=').filter(|(key, _)| is_key(key.trim_end())) else {
            continue;
        };
        let begin = start + key.len() + 1;
        let body = text.get(begin..end).unwrap_or_default();
        found.push(Entry { key: key.trim_end(), body, start, end });
        open = true;
    }
    found
}

/// Where a text begins to say something.
fn body_start(text: &str, entry: &Entry<'_>) -> usize {
    let line = text.get(entry.start..).unwrap_or_default();
    entry.start + line.find('=').map_or(0, |at| at + 1)
}

fn is_key(key: &str) -> bool {
    let name = key.strip_prefix('-').unwrap_or(key);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

fn tables(path: &str, before: &str, after: &str) -> Vec<Item> {
    let (Ok(before), Ok(after)) = (before.parse::<Table>(), after.parse::<Table>()) else {
        return Vec::new();
    };
    let folder = path.split('/').next().unwrap_or_default();
    let what = move |name: &str| match folder {
        "flows" if name.starts_with("steps.") => What::Step,
        "policies" => What::Limit,
        "locales" => What::Example,
        _ => What::Value,
    };
    let depth = if folder == "flows" { 2 } else { usize::MAX };
    let (before, after) = (flat(&before, depth), flat(&after, depth));
    let before = before.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let after = after.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pairs(&before, &after, what)
}

/// Every value by the way to it; below a depth, tables are told as they are written.
fn flat(table: &Table, depth: usize) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    walk(&Value::Table(table.clone()), String::new(), depth, &mut all);
    all
}

fn walk(value: &Value, name: String, depth: usize, all: &mut BTreeMap<String, String>) {
    let below =
        |part: &str| if name.is_empty() { part.to_owned() } else { format!("{name}.{part}") };
    match value {
        Value::Table(table) if depth > 0 => {
            for (key, value) in table {
                walk(value, below(key), depth - 1, all);
            }
        }
        Value::Array(list) if depth > 0 && list.iter().all(Value::is_table) => {
            for (place, value) in list.iter().enumerate() {
                let named = value.get("name").and_then(Value::as_str);
                let part = named.map_or_else(|| (place + 1).to_string(), str::to_owned);
                walk(value, below(&part), depth - 1, all);
            }
        }
        // Each word of a list is a thing of its own: which came and which went is what matters.
        Value::Array(list) if depth > 0 && list.iter().all(Value::is_str) => {
            for word in list.iter().filter_map(Value::as_str) {
                all.insert(format!("{name}: {word}"), String::new());
            }
        }
        Value::String(text) => {
            all.insert(name, text.clone());
        }
        Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Datetime(_)
        | Value::Array(_)
        | Value::Table(_) => {
            all.insert(name, value.to_string());
        }
    }
}

fn pairs<'t>(
    before: &BTreeMap<&'t str, &'t str>,
    after: &BTreeMap<&'t str, &'t str>,
    what: impl Fn(&str) -> What,
) -> Vec<Item> {
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let differs = names.into_iter().filter(|name| before.get(name) != after.get(name));
    let told = |text: Option<&&str>| text.map(|text| text.chars().take(LETTERS).collect());
    differs
        .map(|name| Item {
            what: what(name),
            name: name.strip_prefix("steps.").unwrap_or(name).to_owned(),
            before: told(before.get(name)),
            after: told(after.get(name)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(path: &str, before: &str, after: &str) -> Vec<(What, How, String)> {
        let (mut one, mut other) = (Files::default(), Files::default());
        one.put(path, before);
        other.put(path, after);
        let changes = Changes::between(&one, &other);
        let items = changes.files.into_iter().flat_map(|change| change.items);
        items.map(|item| (item.what, item.how(), item.name)).collect()
    }

    #[test]
    fn texts_are_told_by_their_keys() {
        let before = "# x\nhello = oi\n  tudo bem?\nbye = tchau\nmany = { $n ->\n  [one] a\n *[other] b\n}\n";
        let after =
            "hello = oi\n  como vai?\nmany = { $n ->\n  [one] a\n *[other] b\n}\nnew = novo\n";

        let told = between("locales/pt-BR/talk.ftl", before, after);

        assert_eq!(
            told,
            [
                (What::Text, How::Removed, "bye".to_owned()),
                (What::Text, How::Changed, "hello".to_owned()),
                (What::Text, How::Added, "new".to_owned()),
            ]
        );
    }

    #[test]
    fn an_entry_stands_where_it_says() {
        let text = "## a\n\none = um\n  dois\n    .label = três\n\ntwo = quatro\n";

        let found = entries(text);

        assert_eq!(found.len(), 2);
        assert_eq!(found[0].body, " um\n  dois\n    .label = três\n");
        assert_eq!(&text[found[0].start..found[0].end], "one = um\n  dois\n    .label = três\n");
    }

    #[test]
    fn steps_limits_and_words_are_told_by_name() {
        let steps = between(
            "flows/a.toml",
            "first = \"a\"\n[steps.a]\nkind = \"say\"\n[steps.b]\nkind = \"end\"\n",
            "first = \"a\"\n[steps.a]\nkind = \"ask\"\n[steps.c]\nkind = \"end\"\n",
        );
        let names: Vec<_> = steps.iter().map(|(_, how, name)| (*how, name.as_str())).collect();
        assert_eq!(names, [(How::Changed, "a"), (How::Removed, "b"), (How::Added, "c")]);

        let band = |count: u32| format!("[[band]]\nname = \"1-15\"\nplan.count = {count}\n");
        let limits = between("policies/standard.toml", &band(6), &band(8));
        assert_eq!(limits, [(What::Limit, How::Changed, "band.1-15.plan.count".to_owned())]);

        let words =
            between("locales/pt-BR/understanding/talk.toml", "a = ['oi']", "a = ['oi', 'olá']");
        assert_eq!(words, [(What::Example, How::Added, "a: olá".to_owned())]);
    }

    #[test]
    fn a_broken_file_is_told_by_its_lines() {
        let (mut one, mut other) = (Files::default(), Files::default());
        one.put("flows/a.toml", "a = 1\n");
        other.put("flows/a.toml", "a = = 1\nb = 2\n");

        let changes = Changes::between(&one, &other);

        assert_eq!((changes.files[0].added, changes.files[0].removed), (2, 1));
        assert!(changes.files[0].items.is_empty());
    }
}
