//! The files of a release as an arm has them: one text in the place of another, nothing else.

use super::Arm;
use crate::domain::content::diff::entries;
use crate::domain::content::{Files, is_texts};
use crate::domain::locale::Locale;

/// The files with an arm's texts in the place of those of their keys, and the keys that no file has.
pub fn worded(files: &Files, arm: &Arm) -> (Files, Vec<(Locale, String)>) {
    let (mut changed, mut unknown) = (files.clone(), Vec::new());
    for (locale, texts) in &arm.texts {
        let start = format!("locales/{locale}/");
        for entry in entries(texts) {
            let source = texts.get(entry.start..entry.end).unwrap_or_default().trim_end();
            let found = changed
                .iter()
                .filter(|(path, _)| path.starts_with(&start) && is_texts(path))
                .filter(|(path, _)| Files::is_tuned(path))
                .find_map(|(path, text)| Some((path.to_owned(), put(text, entry.key, source)?)));
            match found {
                Some((path, text)) => changed.put(path, text),
                None => unknown.push((*locale, entry.key.to_owned())),
            }
        }
    }
    (changed, unknown)
}

/// The texts of an arm, one by one: language, key, source.
pub fn texts(arm: &Arm) -> impl Iterator<Item = (Locale, &str, &str)> {
    arm.texts.iter().flat_map(|(locale, texts)| {
        let one = |start: usize, end: usize| texts.get(start..end).unwrap_or_default();
        entries(texts).into_iter().map(move |it| (*locale, it.key, one(it.start, it.end)))
    })
}

fn put(text: &str, key: &str, source: &str) -> Option<String> {
    let entry = entries(text).into_iter().find(|entry| entry.key == key)?;
    Some([text.get(..entry.start)?, source, "\n", text.get(entry.end..)?].concat())
}

#[cfg(test)]
mod tests {
    use super::super::testing::two_ways;
    use super::*;

    #[test]
    fn one_text_is_another_and_every_other_byte_stays() {
        let mut files = Files::default();
        files.put("locales/pt-BR/talk.ftl", "# Um.\nhi = Bom dia\n    .v1 = Olá\n\nbye = Tchau\n");
        files.put("locales/es/talk.ftl", "hi = Hola\n");
        let mut arm = two_ways().arms.remove(1);
        arm.texts.insert(Locale::OWN, "hi = Oi\n    .v1 = E aí\nnone = Nada\n".to_owned());

        let (changed, unknown) = worded(&files, &arm);

        let text = "# Um.\nhi = Oi\n    .v1 = E aí\n\nbye = Tchau\n";
        assert_eq!(changed.get("locales/pt-BR/talk.ftl"), Some(text));
        assert_eq!(changed.get("locales/es/talk.ftl"), Some("hi = Hola\n"));
        assert_eq!(unknown, [(Locale::OWN, "none".to_owned())]);
        assert_eq!(texts(&arm).map(|(_, key, _)| key).collect::<Vec<_>>(), ["hi", "none"]);
    }
}
