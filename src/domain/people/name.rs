//! Names of people and companies, tidied but not judged.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A name with its blanks tidied and its capitals mended where they were all one case.
///
/// # Examples
/// ```
/// use combinado::domain::people::{NotAName, PersonName};
/// let name: PersonName = "MARIA DA SILVA".parse().expect("a name");
/// assert_eq!((name.full(), name.first()), ("Maria da Silva", "Maria"));
/// assert_eq!("  ".parse::<PersonName>(), Err(NotAName::Empty));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

/// Why a text is no name.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotAName {
    /// No letter in it.
    #[error("could not read a name: no letter in it")]
    Empty,
    /// Longer than any name.
    #[error("could not read a name: over 120 characters")]
    TooLong,
}

const LONGEST: usize = 120;

impl PersonName {
    /// The whole name.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// The first name, as one is spoken to.
    pub fn first(&self) -> &str {
        self.0.split(' ').next().unwrap_or(&self.0)
    }
}

impl FromStr for PersonName {
    type Err = NotAName;

    /// Reads a name; control characters and doubled blanks are dropped.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let seen: String = text
            .chars()
            .map(|c| if c.is_whitespace() { ' ' } else { c })
            .filter(|letter| is_visible(*letter))
            .collect();
        if !seen.chars().any(char::is_alphabetic) {
            return Err(NotAName::Empty);
        }
        let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
        let tidy = words.join(" ");
        if tidy.chars().count() > LONGEST {
            return Err(NotAName::TooLong);
        }
        let one_case =
            !tidy.chars().any(char::is_lowercase) || !tidy.chars().any(char::is_uppercase);
        if !one_case {
            return Ok(Self(tidy));
        }
        let mended: Vec<String> =
            words.iter().enumerate().map(|(at, word)| mend(word, at == 0)).collect();
        Ok(Self(mended.join(" ")))
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(redacted)")
    }
}

super::serde_as_text!(PersonName => full);

/// Not a control, bidirectional or zero-width character.
fn is_visible(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        && !matches!(letter, '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Capitalises each part of a word, but not the particles within a name.
fn mend(word: &str, first: bool) -> String {
    let lower = word.to_lowercase();
    if !first && matches!(lower.as_str(), "da" | "das" | "de" | "do" | "dos" | "e" | "di" | "del") {
        return lower;
    }
    let roman = matches!(lower.as_str(), "ii" | "iii" | "iv");
    let company = matches!(lower.as_str(), "me" | "epp" | "eireli" | "s/a" | "s.a.");
    if !first && (roman || company) {
        return lower.to_uppercase();
    }
    let mut start = true;
    let capitalised = lower.chars().flat_map(|letter| {
        let upper = start && letter.is_alphabetic();
        start = !letter.is_alphanumeric();
        let letters: Vec<char> = if upper { letter.to_uppercase().collect() } else { vec![letter] };
        letters
    });
    capitalised.collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_in_one_case_are_mended() {
        for (text, full, first) in [
            ("MARIA DA SILVA", "Maria da Silva", "Maria"),
            ("joão  d'ávila dos santos", "João D'Ávila dos Santos", "João"),
            ("ÉRICA-ANNE E SOUZA", "Érica-Anne e Souza", "Érica-Anne"),
            ("DE PAULA", "De Paula", "De"),
            ("JOSÉ II", "José II", "José"),
            ("MERCADO 3 IRMÃOS LTDA ME", "Mercado 3 Irmãos Ltda ME", "Mercado"),
        ] {
            let name: PersonName = text.parse().expect("a name");
            assert_eq!((name.full(), name.first()), (full, first));
        }
    }

    #[test]
    fn a_name_in_mixed_case_is_left_alone() {
        let name: PersonName = "\tAna\u{200B} McDonald de\nSá ".parse().expect("a name");

        assert_eq!(name.full(), "Ana McDonald de Sá");
    }

    #[test]
    fn what_has_no_letter_or_no_end_is_no_name() {
        assert_eq!("123".parse::<PersonName>(), Err(NotAName::Empty));
        assert_eq!("a".repeat(121).parse::<PersonName>(), Err(NotAName::TooLong));
    }

    #[test]
    fn nothing_of_a_name_shows_in_debug() {
        let name: PersonName = "Maria".parse().expect("a name");

        assert_eq!(format!("{name:?}"), "PersonName(redacted)");
        assert_eq!(serde_json::to_string(&name).ok().as_deref(), Some("\"Maria\""));
    }

    proptest! {
        #[test]
        fn reading_a_name_again_changes_nothing(text in "\\PC{0,60}") {
            if let Ok(name) = text.parse::<PersonName>() {
                prop_assert!(!name.first().is_empty());
                if let Ok(again) = name.full().parse::<PersonName>() {
                    prop_assert_eq!(again.full().to_lowercase(), name.full().to_lowercase());
                }
            }
        }
    }
}
