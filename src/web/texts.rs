//! The pages' words, taken from the locale; a template names a key and never a word.

use std::sync::Arc;

use crate::domain::dialogue::text::{Args, Value};
use crate::domain::locale::Locale;
use crate::domain::problem::Problem;
use crate::text::{Catalog, Locales, problems};

/// A piece of words, or of what is written in files as it stands.
pub struct Piece {
    /// True of what is written in files.
    pub is_code: bool,
    /// The piece.
    pub text: String,
}

/// A sentence about files, what it quotes from them set apart and without its quotation marks.
pub fn quoted(sentence: &str) -> Vec<Piece> {
    let pieces = sentence.split(['“', '”']).zip([false, true].into_iter().cycle());
    pieces
        .filter(|(text, _)| !text.is_empty())
        .map(|(text, is_code)| Piece { is_code, text: text.to_owned() })
        .collect()
}

/// What a template asks for its words, in the language of whoever reads them.
#[derive(Clone)]
pub struct Texts {
    catalog: Arc<Catalog>,
    all: Locales,
}

impl Texts {
    /// Takes all texts; they are the own locale's until somebody wants another.
    pub fn new(all: Locales) -> Self {
        Self { catalog: all.own().clone(), all }
    }

    /// The same texts in another language; in the own one for none.
    #[must_use]
    pub fn speaking(&self, locale: Option<Locale>) -> Self {
        Self { catalog: self.all.of(locale).clone(), all: self.all.clone() }
    }

    /// Every language that there is, with its name in itself.
    pub fn languages(&self) -> Vec<(Locale, String)> {
        let name = |catalog: &Catalog| catalog.render("web-language-name", &Args::new());
        let all = self.all.all();
        all.map(|(locale, it)| (locale, name(it).unwrap_or_else(|_| locale.to_string()))).collect()
    }

    /// What a language is called, in itself; its tag where there is no such one.
    pub fn language(&self, locale: Locale) -> String {
        let named = self.languages().into_iter().find(|(it, _)| *it == locale);
        named.map_or_else(|| locale.to_string(), |(_, name)| name)
    }

    /// True where there is such a language.
    pub fn has_language(&self, locale: Locale) -> bool {
        self.all.has_locale(locale)
    }

    /// True where the locale has a text.
    pub fn has(&self, key: &str) -> bool {
        self.catalog.has(key)
    }

    /// A text without values.
    pub fn say(&self, key: &str) -> String {
        self.tell(key, &Args::new())
    }

    /// A text that names one value, as it is.
    pub fn say_of(&self, key: &str, name: &str, value: &str) -> String {
        self.tell(key, &Args::from([(name.to_owned(), Value::Text(value.to_owned()))]))
    }

    /// A text with its values: in the own language where the person's lacks it, its key where that
    /// one lacks it too, which a test forbids.
    pub fn tell(&self, key: &str, args: &Args) -> String {
        let said = self.catalog.render(key, args).or_else(|_| self.all.own().render(key, args));
        said.unwrap_or_else(|error| {
            tracing::error!(text.key = key, %error, "could not render a page's text");
            key.to_owned()
        })
    }
}

impl Texts {
    /// What is wrong with a file, in words, and what to do about it; empty where nobody says.
    pub fn problem(&self, problem: &Problem) -> (String, String) {
        let remedy = problems::remedy(&self.catalog, problem).unwrap_or_default();
        (problems::message(&self.catalog, problem), remedy)
    }

    /// What a code of the checks means, and what to do about it, whatever its values.
    pub fn code(&self, code: &str) -> (String, String) {
        problems::about(&self.catalog, code)
    }

    /// The words themselves.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Every key of a module's own words that its files name, whatever their ending.
    fn named(folder: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of ours") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                named(&path, prefix, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a text");
            let parts = text
                .split('"')
                .filter(|part| part.len() > prefix.len() && part.starts_with(prefix));
            let key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            found.extend(parts.filter(|part| part.chars().all(key)).map(str::to_owned));
        }
    }

    #[test]
    fn every_text_that_a_page_or_a_command_names_is_written() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let catalog = Catalog::open(&root.join("locales/pt-BR")).expect("our texts are good");
        let mut keys = Vec::new();
        named(&root.join("src/web"), "web-", &mut keys);
        named(&root.join("src/cli"), "cli-", &mut keys);

        let missing: Vec<_> = keys.iter().filter(|key| !catalog.has(key)).collect();

        assert!(keys.len() > 80 && missing.is_empty(), "{} keys, without {missing:?}", keys.len());
    }

    #[test]
    fn no_text_of_a_page_or_a_command_is_left_over() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let catalog = Catalog::open(&root.join("locales/pt-BR")).expect("our texts are good");
        let mut named_keys = Vec::new();
        named(&root.join("src"), "web-", &mut named_keys);
        named(&root.join("src"), "cli-", &mut named_keys);

        let keys = catalog.keys().map(|(key, _)| key);
        let ours = keys.filter(|key| key.starts_with("web-") || key.starts_with("cli-"));
        let unused: Vec<_> = ours.filter(|key| !named_keys.iter().any(|it| it == key)).collect();

        assert!(unused.is_empty(), "{unused:?}");
    }
}
