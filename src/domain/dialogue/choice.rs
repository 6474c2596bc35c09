//! Which choice of a message a text names: its number, its order or its label.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Finds the choice that a text names, given each choice's id and label as it was shown.
///
/// A bare number counts from 1. A label counts whole or by its first words, at least two of them
/// and no other label's, whatever its accents and capitals.
///
/// # Examples
/// ```
/// use combinado::domain::dialogue::choice::match_choice;
/// let shown = [("yes".to_owned(), "Sou eu".to_owned()), ("no".to_owned(), "Não sou".to_owned())];
/// assert_eq!(match_choice("2", &shown).as_deref(), Some("no"));
/// assert_eq!(match_choice(" nao SOU. ", &shown).as_deref(), Some("no"));
/// assert_eq!(match_choice("3", &shown), None);
/// ```
pub fn match_choice(text: &str, shown: &[(String, String)]) -> Option<String> {
    let wanted = fold(text);
    let by_number = wanted.parse::<usize>().ok().and_then(|n| shown.get(n.checked_sub(1)?));
    let by_label = || shown.iter().find(|(_, label)| !wanted.is_empty() && fold(label) == wanted);
    let by_beginning = || {
        let several_words = wanted.contains(' ');
        let begins =
            |label: &str| fold(label).strip_prefix(&wanted).is_some_and(|r| r.starts_with(' '));
        let mut named = shown.iter().filter(|(_, label)| several_words && begins(label));
        named.next().filter(|_| named.next().is_none())
    };
    let by_id = || shown.iter().find(|(id, _)| *id == text);
    by_number.or_else(by_label).or_else(by_beginning).or_else(by_id).map(|(id, _)| id.clone())
}

/// A text in plain lower case: no accents, no punctuation, single spaces.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
