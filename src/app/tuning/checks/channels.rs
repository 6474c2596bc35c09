//! What does not fit a channel, told before anything is sent: labels, words over buttons, templates.

use std::collections::BTreeMap;

use super::samples::samples;
use crate::domain::channel::template::Template;
use crate::domain::channel::{Catalogue, fit};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::domain::words::ForbiddenWords;
use crate::text::locales::locale_of;
use crate::text::{Catalog, lint};

/// Files whose texts go to customers.
const TOLD: [&str; 6] = ["conversation", "deals", "payment", "rights", "talk", "channels"];

/// How the keys of labels begin, or end.
const LABELS: [&str; 2] = ["label-", "option-"];

/// True for texts that are said to customers, labels aside.
pub(super) fn is_told(file: &str, key: &str) -> bool {
    is_file_told(file) && !is_label(key)
}

fn is_file_told(file: &str) -> bool {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.strip_suffix(".ftl").is_some_and(|name| TOLD.contains(&name))
}

fn is_label(key: &str) -> bool {
    LABELS.iter().any(|it| key.starts_with(it)) || key.strip_suffix(".label").is_some()
}

/// Texts that may become longer than a channel takes, whatever their values.
pub(super) fn texts(catalog: &Catalog) -> Vec<Problem> {
    let (button, over) = (fit::WHATSAPP.button, fit::WHATSAPP.over_buttons);
    let limit = |file: &str, key: &str| match (is_label(key), is_file_told(file)) {
        (true, _) => Some(("channel-label", button)),
        (false, true) => Some(("channel-text", over)),
        (false, false) => (key == "whatsapp-list-button").then_some(("channel-label", button)),
    };
    lint::lengths(catalog, limit, &samples())
}

/// Templates, with the words that no text may carry and the texts that they stand in for.
pub(super) fn templates(
    source: &Source,
    conduct: Option<&Source>,
    catalog: Option<&Catalog>,
) -> Vec<Problem> {
    let catalogue = match Catalogue::load(source) {
        Ok(catalogue) => catalogue,
        Err(problems) => return problems,
    };
    let words = conduct.and_then(|it| ForbiddenWords::parse(it).ok()).unwrap_or_default();
    let mut problems = catalogue.beside(source, &words);
    let Some(catalog) = catalog else { return problems };
    for template in catalogue.templates() {
        for key in template.texts.iter().filter(|key| !catalog.has(key)) {
            let quoted = format!("\"{key}\"");
            let at = source.text.find(&quoted).map_or(0..0, |at| at..at + quoted.len());
            let problem = source.problem_at("template-text", at).with("name", &template.name);
            problems.push(problem.with("key", key));
        }
    }
    problems
}

/// Templates that one language has and another lacks: outside the 24 hours nobody could be written
/// to in it.
pub(super) fn parity(sources: &[Source], catalogs: &BTreeMap<Locale, Catalog>) -> Vec<Problem> {
    let loaded = |source: &Source| Catalogue::load(source).ok();
    let own = sources.iter().find(|it| locale_of(&it.file) == Locale::OWN).and_then(loaded);
    let Some(own) = own else { return Vec::new() };
    let mut problems = Vec::new();
    for locale in catalogs.keys().filter(|locale| **locale != Locale::OWN) {
        let file = sources.iter().find(|it| locale_of(&it.file) == *locale);
        let theirs = file.map_or_else(|| Some(Catalogue::default()), loaded);
        let Some(theirs) = theirs else { continue };
        let missing = own.templates().iter().filter(|ours| {
            let same = |it: &Template| it.texts == ours.texts && it.language.parse() == Ok(*locale);
            !theirs.templates().iter().any(same)
        });
        let name = || format!("locales/{locale}/whatsapp.toml");
        let at = file.cloned().unwrap_or_else(|| Source::new(name(), ""));
        problems.extend(missing.map(|it| {
            at.problem("template-missing-in-locale").with("name", &it.name).with("locale", locale)
        }));
    }
    problems
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn source(path: &str) -> Source {
        Source::new(path, std::fs::read_to_string(path).expect("a file of ours"))
    }

    fn ours() -> Catalog {
        Catalog::open(Path::new("locales/pt-BR")).expect("our texts are good")
    }

    fn fixture(code: &str, name: &str) -> Source {
        source(&format!("tests/fixtures/problems/{code}/{name}"))
    }

    #[test]
    fn everything_of_ours_fits_every_channel() {
        let conduct = source("policies/conduct.toml");

        assert_eq!(texts(&ours()), []);
        let file = source("locales/pt-BR/whatsapp.toml");
        assert_eq!(templates(&file, Some(&conduct), Some(&ours())), []);
    }

    #[test]
    fn what_does_not_fit_is_told_with_its_place() {
        let conduct = source("policies/conduct.toml");
        let code =
            |problems: &[Problem]| problems.iter().map(|it| (it.code, it.line)).collect::<Vec<_>>();
        for name in ["channel-label", "channel-text"] {
            let formats = source("locales/pt-BR/format.ftl");
            let texts = [formats, fixture(name, "conversation.ftl")];
            let catalog = Catalog::load(&texts).expect("good texts");
            assert_eq!(code(&super::texts(&catalog)), [(name, Some(2))]);
            let texts =
                [source("locales/pt-BR/format.ftl"), fixture(name, "good/conversation.ftl")];
            let catalog = Catalog::load(&texts).expect("good texts");
            assert_eq!(super::texts(&catalog), []);
        }
        let bad =
            templates(&fixture("template-text", "whatsapp.toml"), Some(&conduct), Some(&ours()));
        assert_eq!(code(&bad), [("template-text", Some(4))]);
        let good = fixture("template-text", "good/whatsapp.toml");
        assert_eq!(templates(&good, Some(&conduct), Some(&ours())), []);
        let of = |name: &str| fixture("template-missing-in-locale", name);
        let spanish = "es".parse().expect("a locale");
        let catalogs = BTreeMap::from([(Locale::OWN, ours()), (spanish, ours())]);
        let own = of("locales/pt-BR/whatsapp.toml");
        assert_eq!(code(&parity(&[own], &catalogs)), [("template-missing-in-locale", None)]);
        let both = ["pt-BR", "es"].map(|it| of(&format!("good/locales/{it}/whatsapp.toml")));
        assert_eq!(parity(&both, &catalogs), []);
    }
}
