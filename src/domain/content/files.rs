//! Files of content by their paths, with a hash of them all.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::id::Id;
use crate::domain::problem::Source;

/// The folders that hold content; nothing else does.
const FOLDERS: [&str; 5] = ["flows/", "policies/", "locales/", "experiments/", super::TESTS];

/// How the names of texts begin that come with the program: what its pages, its commands and its
/// checks say.
const PROGRAM: [&str; 9] =
    ["web", "desk-", "tuning", "cli", "errors-", "import", "evaluate", "simulate", "gate"];

/// The longest path of a file.
const LONGEST: usize = 200;

/// Files of content, by their paths from the folder that holds `flows/`; cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    /// Where they lie, as people are shown it; empty where they lie in no folder.
    root: String,
    all: BTreeMap<String, Arc<str>>,
}

impl Files {
    /// Files that lie in a folder; problems name them with it.
    pub fn rooted(root: impl Into<String>) -> Self {
        Self { root: root.into(), all: BTreeMap::new() }
    }

    /// True where content may stand: below one of its folders, with a name of its kind, without
    /// a way out.
    ///
    /// # Examples
    /// ```
    /// # use combinado::domain::content::Files;
    /// assert!(Files::may_hold("policies/standard.toml"));
    /// assert!(!Files::may_hold("policies/../../etc/passwd.toml"));
    /// assert!(!Files::may_hold("src/main.rs"));
    /// assert!(Files::may_hold("conversations/late-but-kind.chat"));
    /// assert!(!Files::may_hold("flows/late-but-kind.chat"));
    /// ```
    pub fn may_hold(path: &str) -> bool {
        let plain = |part: &str| {
            let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
            !part.is_empty() && !part.starts_with('.') && part.chars().all(letter)
        };
        path.len() <= LONGEST
            && FOLDERS.iter().any(|folder| path.starts_with(folder))
            && path.split('/').all(plain)
            && super::is_ours(path)
            && path.starts_with(super::TESTS) == super::is_test(path)
    }

    /// Puts a file there, in the place of what has its path.
    pub fn put(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) {
        self.all.insert(path.into(), text.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.all.remove(path);
    }

    /// A file's text.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.all.get(path).map(AsRef::as_ref)
    }

    /// Every path with its text, in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.all.iter().map(|(path, text)| (path.as_str(), text.as_ref()))
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.all.keys().map(String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// True where there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The path as problems name it.
    pub fn shown(&self, path: &str) -> String {
        match self.root.as_str() {
            "" => path.to_owned(),
            root => format!("{}/{path}", root.trim_end_matches('/')),
        }
    }

    /// Every file as the loaders take it.
    pub fn sources(&self) -> impl Iterator<Item = Source> {
        self.iter().map(|(path, text)| Source::new(self.shown(path), text))
    }

    /// What tells these files from any others, wherever they lie.
    pub fn hash(&self) -> String {
        let parts: Vec<&str> = self.iter().flat_map(|(path, text)| [path, text]).collect();
        Id::derive(&parts).to_string()
    }

    /// What tells a text from any other.
    pub fn hash_of(text: &str) -> String {
        Id::derive(&[text]).to_string()
    }

    /// Only those whose path is wanted.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        let all = self.all.iter().filter(|(path, _)| wanted(path));
        let all = all.map(|(path, text)| (path.clone(), text.clone())).collect();
        Self { root: self.root.clone(), all }
    }

    /// True for what people tune; the rest, the words of pages and commands, is the program's own.
    pub fn is_tuned(path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        !super::is_texts(path) || !PROGRAM.iter().any(|start| name.starts_with(start))
    }

    /// These files, and of the others those whose path is not among them.
    #[must_use]
    pub fn over(&self, others: &Self) -> Self {
        let mut all = others.all.clone();
        all.extend(self.all.clone());
        Self { root: self.root.clone(), all }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> Files {
        let mut files = Files::default();
        for (path, text) in all {
            files.put(*path, *text);
        }
        files
    }

    #[test]
    fn the_hash_tells_what_changed_and_not_where_it_lies() {
        let one = files(&[("flows/a.toml", "x"), ("flows/b.toml", "y")]);
        let swapped = files(&[("flows/a.toml", "y"), ("flows/b.toml", "x")]);
        let mut elsewhere = Files::rooted("/srv");
        one.iter().for_each(|(path, text)| elsewhere.put(path, text));

        assert_ne!(one.hash(), swapped.hash());
        assert_eq!(one.hash(), elsewhere.hash());
        assert_eq!(elsewhere.shown("flows/a.toml"), "/srv/flows/a.toml");
    }

    #[test]
    fn nothing_may_stand_outside_the_folders_of_content() {
        let bad = [
            "flows/../a.toml",
            "/flows/a.toml",
            "flows//a.toml",
            "flows/a.toml/..",
            "flows/.hidden.toml",
            "flows/a.rs",
            "flows/a b.toml",
            "combinado.toml",
            "flows\\a.toml",
        ];

        assert!(bad.iter().all(|path| !Files::may_hold(path)));
        assert!(Files::may_hold("locales/pt-BR/understanding/golden.jsonl"));
    }

    #[test]
    fn words_of_pages_come_with_the_program() {
        assert!(Files::is_tuned("locales/pt-BR/talk.ftl"));
        assert!(Files::is_tuned("policies/standard.toml"));
        assert!(Files::is_tuned("locales/pt-BR/desk.ftl"), "flows say what is in it");
        assert!(!Files::is_tuned("locales/pt-BR/desk-core.ftl"));
        assert!(!Files::is_tuned("locales/es/web.ftl"));
    }
}
