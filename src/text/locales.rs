//! All locales' texts: which one somebody is spoken to in, and that none has holes.
//!
//! One locale is the installation's own: everything is written there first, and others are held
//! against it. It dereferences to the own locale's [`Catalog`], for words to nobody in particular.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

use super::Catalog;
use super::lint;
use crate::domain::content::Files;
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};

/// The texts of every locale; clones share them.
#[derive(Clone, Debug)]
pub struct Locales {
    own: Arc<Catalog>,
    all: Arc<BTreeMap<Locale, Arc<Catalog>>>,
}

impl Locales {
    /// Loads the files of all locales, named `locales/<locale>/<area>.ftl`.
    ///
    /// # Errors
    /// As [`Catalog::load`] of each, and every difference from the own locale in what customers
    /// read: nobody is spoken to in a locale with holes. The words of pages come with the program,
    /// and a newer program may have more of them: there the own locale stands in.
    pub fn load(sources: &[Source]) -> Result<Self, Vec<Problem>> {
        Self::load_over(sources, &[])
    }

    /// The same over texts that came with the program: see [`Catalog::load_over`].
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_over(sources: &[Source], below: &[Source]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut all = BTreeMap::new();
        let below = by_locale(below);
        for (locale, sources) in by_locale(sources) {
            let below = below.get(&locale).map(Vec::as_slice).unwrap_or_default();
            match Catalog::load_over(&sources, below) {
                Ok(catalog) => {
                    all.insert(locale, Arc::new(catalog));
                }
                Err(found) => problems.extend(found),
            }
        }
        let Some(own) = all.get(&Locale::OWN).cloned() else {
            if problems.is_empty() {
                problems.push(Source::new("locales", "").problem("text-none"));
            }
            return Err(problems);
        };
        for (_, other) in all.iter().filter(|(locale, _)| **locale != Locale::OWN) {
            let holes = lint::beside(&own, other).into_iter();
            problems.extend(holes.filter(|hole| Files::is_tuned(&hole.file)));
        }
        if problems.is_empty() { Ok(Self { own, all: Arc::new(all) }) } else { Err(problems) }
    }

    /// Loads every locale below a folder.
    ///
    /// # Errors
    /// As [`load`](Self::load), and what could not be read.
    pub fn open(folder: &Path) -> Result<Self, Vec<Problem>> {
        let shown = folder.display().to_string();
        let unreadable = |error: &std::io::Error| {
            vec![Source::new(shown.clone(), "").problem("text-unreadable").with("detail", error)]
        };
        let mut sources = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|error| unreadable(&error))? {
            let path = entry.map_err(|error| unreadable(&error))?.path();
            if path.is_dir() {
                sources.extend(Catalog::sources(&path)?);
            }
        }
        Self::load(&sources)
    }

    /// The own locale's texts.
    pub fn own(&self) -> &Arc<Catalog> {
        &self.own
    }

    /// A locale's texts; the own locale's for nobody in particular.
    ///
    /// A customer whose locale was taken away since they were imported is spoken to in the own
    /// one, and the log says so: they are not left without an answer.
    pub fn of(&self, locale: Option<Locale>) -> &Arc<Catalog> {
        let Some(locale) = locale else { return &self.own };
        self.all.get(&locale).unwrap_or_else(|| {
            tracing::warn!(%locale, "somebody is to be spoken to in a locale that is not there");
            &self.own
        })
    }

    /// True where there is such a locale.
    pub fn has_locale(&self, locale: Locale) -> bool {
        self.all.contains_key(&locale)
    }

    /// Every locale with its texts.
    pub fn all(&self) -> impl Iterator<Item = (Locale, &Arc<Catalog>)> {
        self.all.iter().map(|(locale, catalog)| (*locale, catalog))
    }
}

impl Deref for Locales {
    type Target = Catalog;

    fn deref(&self) -> &Catalog {
        &self.own
    }
}

impl From<Catalog> for Locales {
    /// One locale alone is the own one.
    fn from(catalog: Catalog) -> Self {
        let own = Arc::new(catalog);
        let all = BTreeMap::from([(Locale::OWN, own.clone())]);
        Self { own, all: Arc::new(all) }
    }
}

/// Each locale's files, by the folder they stand in; what stands in none is the own locale's.
pub fn by_locale(sources: &[Source]) -> BTreeMap<Locale, Vec<Source>> {
    let mut found: BTreeMap<Locale, Vec<Source>> = BTreeMap::new();
    for source in sources {
        found.entry(locale_of(&source.file)).or_default().push(source.clone());
    }
    found
}

/// The locale of a file below `locales/<locale>/`; the own one of any other.
pub fn locale_of(file: &str) -> Locale {
    let mut parts = file.split(['/', '\\']).skip_while(|part| *part != "locales").skip(1);
    parts.next().and_then(|name| name.parse().ok()).unwrap_or(Locale::OWN)
}

/// Where a file of a locale stands in another one.
pub fn twin(file: &str, locale: &str) -> String {
    let after = file.rsplit_once("locales/").and_then(|(before, after)| {
        let (_, name) = after.split_once('/')?;
        Some(format!("{before}locales/{locale}/{name}"))
    });
    after.unwrap_or_else(|| file.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::dialogue::text::Args;

    const FORMAT: &str = include_str!("../../locales/pt-BR/format.ftl");

    fn load(own: &str, other: &str) -> Result<Locales, Vec<Problem>> {
        Locales::load(&[
            Source::new("locales/pt-BR/format.ftl", FORMAT),
            Source::new("locales/pt-BR/a.ftl", own),
            Source::new("locales/es/format.ftl", FORMAT),
            Source::new("locales/es/a.ftl", other),
        ])
    }

    fn told<'a>(found: &'a Problem, name: &str) -> &'a str {
        found.values.get(name).map_or("", String::as_str)
    }

    #[test]
    fn everybody_is_spoken_to_in_their_own_locale() {
        let locales = load("hi = Oi\n", "hi = Hola\n").expect("whole locales");
        let say = |tag: Option<&str>| {
            let locale = tag.map(|tag| tag.parse().expect("a tag"));
            locales.of(locale).render("hi", &Args::new()).expect("a text")
        };

        assert_eq!(
            (say(None), say(Some("es")), say(Some("pt-BR"))),
            ("Oi".into(), "Hola".into(), "Oi".into())
        );
        assert_eq!(say(Some("fr")), "Oi");
        assert_eq!(locales.render("hi", &Args::new()).as_deref(), Ok("Oi"));
    }

    #[test]
    fn a_locale_with_a_hole_is_refused_with_its_own_file_and_the_key() {
        for (own, key, (line, at)) in [
            ("hi = Oi\nbye = Tchau\n", "bye", (None, "locales/pt-BR/a.ftl:2")),
            ("hi = Oi\n    .label = Oi\n", "hi.label", (Some(1), "locales/pt-BR/a.ftl:1")),
        ] {
            let found = load(own, "hi = Hola\n").expect_err("a hole");

            let [hole] = &*found else { unreachable!("{found:?}") };
            let place = (hole.code, hole.file.as_str(), hole.line);
            assert_eq!(place, ("text-missing-in-locale", "locales/es/a.ftl", line));
            assert_eq!((told(hole, "key"), told(hole, "locale")), (key, "es"));
            assert_eq!(told(hole, "at"), at);
        }
    }

    #[test]
    fn a_hole_in_the_words_of_pages_refuses_nothing() {
        let page = |locale, text| Source::new(format!("locales/{locale}/web.ftl"), text);
        let format = |locale| Source::new(format!("locales/{locale}/format.ftl"), FORMAT);
        let sources = [
            format("pt-BR"),
            format("es"),
            page("pt-BR", "web-a = A\nweb-b = B\n"),
            page("es", "web-a = Á\n"),
        ];

        assert!(Locales::load(&sources).is_ok());
    }

    #[test]
    fn what_is_shipped_in_another_locale_is_whole_to_the_last_page() {
        let open = |locale: &str| {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(locale);
            Catalog::open(&folder).expect("our texts are good")
        };

        let found: Vec<String> = lint::beside(&open("pt-BR"), &open("es"))
            .into_iter()
            .map(|it| format!("{} {}:{} {:?}", it.code, it.file, it.line.unwrap_or(0), it.values))
            .collect();

        assert!(found.is_empty(), "write these in locales/es too:\n{}", found.join("\n"));
    }

    #[test]
    fn what_only_another_locale_has_is_refused() {
        let found = load("hi = Oi\n", "hi = Hola\nextra = ¿Qué?\n").expect_err("too much");

        let [extra] = &*found else { unreachable!("{found:?}") };
        let place = (extra.code, extra.file.as_str(), extra.line);
        assert_eq!(place, ("text-missing-in-locale", "locales/es/a.ftl", Some(2)));
        assert_eq!((told(extra, "key"), told(extra, "locale")), ("extra", "pt-BR"));
    }

    #[test]
    fn a_text_with_other_variables_is_refused_with_its_line() {
        let found = load("hi = Oi, { $name }\n", "hi = Hola, { $nombre }\n").expect_err("others");

        let [other] = &*found else { unreachable!("{found:?}") };
        let place = (other.code, other.file.as_str(), other.line);
        assert_eq!(place, ("text-variables-differ", "locales/es/a.ftl", Some(1)));
        assert_eq!((told(other, "missing"), told(other, "extra")), ("$name", "$nombre"));
    }

    #[test]
    fn files_tell_their_locale_by_their_folder() {
        for (file, tag) in [
            ("locales/es/talk.ftl", "es"),
            ("/srv/mine/locales/es-419/understanding/x.toml", "es-419"),
            ("talk.ftl", "pt-BR"),
            ("locales/readme.ftl", "pt-BR"),
        ] {
            assert_eq!(locale_of(file).as_str(), tag, "{file}");
        }
    }
}
