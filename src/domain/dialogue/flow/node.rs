//! A table of a TOML file that is being read key by key, with every problem collected.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::problem::{Problem, Source};

/// The problems found so far.
pub type Found = RefCell<Vec<Problem>>;

/// A value with its place in the file.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: Range<usize>,
}

/// One table being read. Keys that nobody asked for are problems at [`Node::finish`].
pub struct Node<'a> {
    /// The file.
    pub source: &'a Source,
    /// Where problems go.
    pub found: &'a Found,
    /// The table's own name, for problems.
    pub name: String,
    /// Where the table begins.
    pub at: Range<usize>,
    table: &'a DeTable<'a>,
    asked: RefCell<BTreeSet<String>>,
}

impl<'a> Node<'a> {
    /// Begins to read a table.
    pub fn new(
        source: &'a Source,
        found: &'a Found,
        name: String,
        table: &'a Spanned<DeTable<'a>>,
    ) -> Self {
        let at = table.span();
        Self { source, found, name, at, table: table.get_ref(), asked: RefCell::default() }
    }

    /// Adds a problem at a place.
    pub fn report(&self, code: &'static str, at: Range<usize>, values: &[(&'static str, &str)]) {
        let problem = self.source.problem_at(code, at).with("where", &self.name);
        let problem = values.iter().fold(problem, |p, (name, value)| p.with(name, value));
        self.found.borrow_mut().push(problem);
    }

    /// The keys that stand in the table.
    pub fn keys(&self) -> Vec<Placed<String>> {
        let keys = self.table.keys();
        keys.map(|key| Placed { value: key.get_ref().to_string(), at: key.span() }).collect()
    }

    /// A text, where it stands there.
    pub fn text(&self, key: &'static str) -> Option<Placed<String>> {
        let value = self.get(key)?;
        match value.get_ref().as_str() {
            Some(text) => Some(Placed { value: text.to_owned(), at: value.span() }),
            None => self.wrong(key, value, "text"),
        }
    }

    /// A text that must stand there.
    pub fn need_text(&self, key: &'static str) -> Option<Placed<String>> {
        self.must_have(key);
        self.text(key)
    }

    /// A whole number from zero, where it stands there.
    pub fn number(&self, key: &'static str) -> Option<u32> {
        let value = self.get(key)?;
        let number = value.get_ref().as_integer().and_then(|n| n.as_str().parse().ok());
        number.or_else(|| self.wrong(key, value, "number"))
    }

    /// A yes or no; no where it is not there.
    pub fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else { return false };
        value.get_ref().as_bool().or_else(|| self.wrong(key, value, "boolean")).unwrap_or(false)
    }

    /// A text that must be one of a closed list; `None` where absent or wrong.
    pub fn one_of<T>(
        &self,
        key: &'static str,
        parse: impl Fn(&str) -> Option<T>,
        all: &[&str],
    ) -> Option<T> {
        let text = self.text(key)?;
        let parsed = parse(&text.value);
        if parsed.is_none() {
            self.unknown_word(&text, all);
        }
        parsed
    }

    /// A list of texts, each with its place; empty where it is not there.
    pub fn texts(&self, key: &'static str) -> Vec<Placed<String>> {
        self.texts_of(key)
    }

    /// A list of texts under a key that is free.
    pub fn texts_of(&self, key: &str) -> Vec<Placed<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong::<()>(key, value, "list");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref().as_str() {
                Some(text) => texts.push(Placed { value: text.to_owned(), at: item.span() }),
                None => self.wrong::<()>(key, item, "text").unwrap_or(()),
            }
        }
        texts
    }

    /// A table inside, where it stands there.
    pub fn node(&self, key: &'static str) -> Option<Node<'a>> {
        let value = self.get(key)?;
        self.inner(format!("{}.{key}", self.name), value, key)
    }

    /// The tables inside, under whatever keys they stand.
    pub fn nodes(&self) -> Vec<(Placed<String>, Node<'a>)> {
        let mut nodes = Vec::new();
        for (key, value) in self.table {
            let name = key.get_ref().to_string();
            self.asked.borrow_mut().insert(name.clone());
            if let Some(node) = self.inner(name.clone(), value, &name) {
                nodes.push((Placed { value: name, at: key.span() }, node));
            }
        }
        nodes
    }

    /// A list of tables; empty where it is not there.
    pub fn list(&self, key: &'static str) -> Vec<Node<'a>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(items) = value.get_ref().as_array() else {
            self.wrong::<()>(key, value, "list");
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| self.inner(format!("{}.{key}", self.name), item, key))
            .collect()
    }

    /// Every key with its text, for tables whose keys are free.
    pub fn pairs(&self) -> Vec<(Placed<String>, Placed<String>)> {
        let mut pairs = Vec::new();
        for (key, value) in self.table {
            let name = key.get_ref().to_string();
            self.asked.borrow_mut().insert(name.clone());
            match value.get_ref().as_str() {
                Some(text) => pairs.push((
                    Placed { value: name, at: key.span() },
                    Placed { value: text.to_owned(), at: value.span() },
                )),
                None => self.wrong::<()>(&name, value, "text").unwrap_or(()),
            }
        }
        pairs
    }

    /// Reports a word that is on no list, with the nearest that is.
    pub fn unknown_word(&self, word: &Placed<String>, all: &[&str]) {
        let nearest = nearest(&word.value, all.iter().copied()).unwrap_or_else(nothing);
        let values = [
            ("word", word.value.as_str()),
            ("nearest", nearest.as_str()),
            ("known", &all.join(", ")),
        ];
        self.report("flow-unknown-word", word.at.clone(), &values);
    }

    /// Reports the key where it is missing.
    pub fn must_have(&self, key: &'static str) {
        if self.peek(key).is_none() {
            self.report("flow-missing-key", self.at.clone(), &[("key", key)]);
        }
    }

    /// Lets every key pass, where nothing can be said of them.
    pub fn forgive(&self) {
        self.asked.borrow_mut().extend(self.keys().into_iter().map(|key| key.value));
    }

    /// Reports every key that was not asked for.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for key in self.keys().iter().filter(|key| !asked.contains(&key.value)) {
            let nearest =
                nearest(&key.value, asked.iter().map(String::as_str)).unwrap_or_else(nothing);
            let values = [("key", key.value.as_str()), ("nearest", nearest.as_str())];
            self.report("flow-unknown-key", key.at.clone(), &values);
        }
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.asked.borrow_mut().insert(key.to_owned());
        self.peek(key)
    }

    fn peek(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn inner(&self, name: String, value: &'a Spanned<DeValue<'a>>, key: &str) -> Option<Node<'a>> {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong(key, value, "table");
        };
        let (at, asked) = (value.span(), RefCell::default());
        Some(Node { source: self.source, found: self.found, name, at, table, asked })
    }

    fn wrong<T>(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> Option<T> {
        let values = [("key", key), ("wanted", wanted), ("got", value.get_ref().type_str())];
        self.report("flow-wrong-type", value.span(), &values);
        None
    }
}

/// What a text is given where no word is near.
pub fn nothing() -> String {
    "none".to_owned()
}

/// The known word that is most like another, where one is close.
pub fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let letters = word.chars().count();
    let limit = (letters / 3).max(if letters > 3 { 2 } else { 1 });
    known
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Letters to insert, delete or replace between two words.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for (j, other) in b.iter().enumerate() {
            let changed = row.get(j).copied().unwrap_or(0) + usize::from(letter != *other);
            let deleted = row.get(j + 1).copied().unwrap_or(0) + 1;
            let inserted = next.last().copied().unwrap_or(0) + 1;
            next.push(changed.min(deleted).min(inserted));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
