//! Languages of an installation: which there are, what each lacks, and how a new one begins.
//!
//! A new language begins with what customers read as it is in the own one, each text marked: as long
//! as one is, `text-untranslated` keeps it from being published.

use std::collections::{BTreeMap, BTreeSet};

use super::drafts;
use super::look::aside;
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::Who;
use crate::domain::content::{Files, is_templates, is_texts};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::text::locales::locale_of;
use crate::text::{Catalog, fresh, lint};

/// A language and what it still lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub locale: Locale,
    /// How many texts the own language has for customers.
    pub texts: usize,
    /// What is missing, differs, or nobody has translated; none for the own language.
    pub holes: Vec<Problem>,
}

/// Every language of the files, the own one first, with what customers would miss in it.
pub fn standings(files: &Files) -> Vec<Standing> {
    let catalogs = catalogs(files);
    let Some(own) = catalogs.get(&Locale::OWN) else { return Vec::new() };
    let texts = own.keys().count();
    let others = catalogs.iter().filter(|(locale, _)| **locale != Locale::OWN);
    let others = others.map(|(locale, catalog)| {
        let mut holes = lint::beside(own, catalog);
        holes.extend(fresh::untranslated(catalog));
        Standing { locale: *locale, texts, holes }
    });
    let own = Standing { locale: Locale::OWN, texts, holes: Vec::new() };
    [own].into_iter().chain(others).collect()
}

/// The same, beside everything else: reading every text takes a while.
///
/// # Errors
/// When reading did not come to an end.
pub async fn look(files: &Files) -> Result<Vec<Standing>, Error> {
    let files = files.clone();
    aside(move || standings(&files)).await
}

/// Begins a language in a draft with what customers read in the own one, each text marked; what of it is
/// there already stays. Answers how many files began.
///
/// # Errors
/// [`Refused::Nothing`] where nothing of it is missing; or as [`drafts::save`].
pub async fn begin(app: &App, who: &Who, (draft, locale): (&str, Locale)) -> Result<usize, Error> {
    let opened = drafts::read(app, who, draft).await?;
    let files = begun(&opened.files, locale);
    if files.is_empty() {
        return Err(Refused::Nothing.into());
    }
    let count = files.len();
    let files = files.into_iter().map(|(path, text)| (path, Some(text)));
    drafts::replace_all(app, who, &opened, files.collect()).await?;
    Ok(count)
}

/// The files with which a language begins, by their paths; none that is there already.
pub fn begun(files: &Files, locale: Locale) -> BTreeMap<String, String> {
    let own = format!("locales/{}/", Locale::OWN);
    let theirs = format!("locales/{locale}/");
    let there: BTreeSet<&str> = files.paths().collect();
    let mut begun = BTreeMap::new();
    for (path, text) in files.iter().filter(|(path, _)| Files::is_tuned(path)) {
        let Some(name) = path.strip_prefix(&own) else { continue };
        let path = format!("{theirs}{name}");
        if there.contains(path.as_str()) {
            continue;
        }
        let source = Source::new(path.clone(), text);
        if is_texts(&path) {
            begun.insert(path, fresh::marked(text));
        } else if is_templates(&source) {
            begun.insert(path, in_language(text, locale));
        }
    }
    begun
}

fn catalogs(files: &Files) -> BTreeMap<Locale, Catalog> {
    let mut sorted: BTreeMap<Locale, Vec<Source>> = BTreeMap::new();
    for (path, text) in files.iter() {
        if is_texts(path) && path.starts_with("locales/") && Files::is_tuned(path) {
            let source = Source::new(files.shown(path), text);
            sorted.entry(locale_of(path)).or_default().push(source);
        }
    }
    sorted.into_iter().map(|(locale, files)| (locale, Catalog::read(&files).0)).collect()
}

/// Templates of `WhatsApp`, which stand in the own language where they name none, in another; its
/// tags have an underscore.
fn in_language(text: &str, locale: Locale) -> String {
    let tag = locale.as_str().replace('-', "_");
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("language"));
    lines.fold(String::with_capacity(text.len()), |mut out, line| {
        out.push_str(line);
        out.push('\n');
        if line.trim() == "[[template]]" {
            out.push_str("language = \"");
            out.push_str(&tag);
            out.push_str("\"\n");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::tuning::checks;

    const FRENCH: &str = "fr";

    fn ours() -> Files {
        let mut files = Files::default();
        for folder in ["flows", "policies", "locales/pt-BR", "locales/es"] {
            for entry in std::fs::read_dir(folder).expect("a folder of ours").flatten() {
                let path = entry.path();
                if path.is_file() {
                    let text = std::fs::read_to_string(&path).expect("a file of ours");
                    files.put(path.display().to_string(), text);
                }
            }
        }
        files
    }

    fn french() -> Locale {
        FRENCH.parse().expect("a tag")
    }

    fn codes(problems: &[Problem]) -> BTreeSet<&'static str> {
        problems.iter().map(|it| it.code).collect()
    }

    #[test]
    fn what_we_ship_lacks_nothing() {
        let standings = standings(&ours());

        let tags: Vec<&str> = standings.iter().map(|it| it.locale.as_str()).collect();
        assert_eq!(tags, ["pt-BR", "es"]);
        assert!(standings.iter().all(|it| it.holes.is_empty() && it.texts > 400), "{standings:?}");
    }

    #[test]
    fn a_language_lacks_what_was_not_written_in_it() {
        let mut files = ours();
        files.put("locales/es/talk.ftl", "");
        files.put(
            "locales/fr/format.ftl",
            files.get("locales/es/format.ftl").unwrap_or_default().to_owned(),
        );

        let standings = standings(&files);

        let holes = |tag: &str| {
            let found = standings.iter().find(|it| it.locale.as_str() == tag);
            found.map_or(0, |it| it.holes.len())
        };
        assert!(holes("es") > 20 && holes(FRENCH) > holes("es"));
        for (it, hole) in
            standings.iter().flat_map(|it| it.holes.iter().map(move |hole| (it, hole)))
        {
            assert_eq!((hole.code, locale_of(&hole.file)), ("text-missing-in-locale", it.locale));
        }
    }

    #[test]
    fn a_language_begins_whole_and_is_refused_until_it_is_translated() {
        let mut files = ours();
        let begun = begun(&files, french());
        assert!(begun.keys().all(|path| Files::may_hold(path) && Files::is_tuned(path)));
        assert!(begun.contains_key("locales/fr/whatsapp.toml"));
        for (path, text) in &begun {
            files.put(path.clone(), text.clone());
        }

        let standings = standings(&files);
        let french = standings.iter().find(|it| it.locale == french()).expect("it is there");
        assert_eq!(codes(&french.holes), BTreeSet::from(["text-untranslated"]));
        assert_eq!(french.holes.len(), french.texts);
        let refused = checks::quick(&files).problems;
        let other: Vec<_> = refused.iter().filter(|it| it.code != "text-untranslated").collect();
        assert!(other.is_empty(), "{other:#?}");

        for (path, text) in &begun {
            files.put(path.clone(), text.replace(&format!("{}\n", fresh::MARK), ""));
        }
        assert_eq!(checks::quick(&files).problems, []);
    }

    #[test]
    fn what_is_there_is_never_begun_anew() {
        let files = ours();
        let es = "es".parse().expect("a tag");

        assert!(begun(&files, es).is_empty());
    }
}
