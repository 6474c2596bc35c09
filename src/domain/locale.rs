//! The language somebody is spoken to in, by its tag.
//!
//! Only the tag: which texts there are is `text`'s matter. A customer's is a fact from the import,
//! as their state is; one who has none is spoken to in their creditor's, and else in the
//! installation's own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The longest tag: three letters, a hyphen, three digits.
const LONGEST: usize = 7;

/// A language, with a region where it matters: `es`, `pt-BR`, `es-419`.
///
/// # Examples
/// ```
/// use combinado::domain::locale::Locale;
///
/// let locale: Locale = "PT_br".parse().expect("a tag");
/// assert_eq!(locale.as_str(), "pt-BR");
/// assert!("Spanish".parse::<Locale>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Locale([u8; LONGEST]);

/// That a text is no tag of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("could not read a language: expected a tag such as es or pt-BR")]
pub struct NoLocale;

impl Locale {
    /// The language that everything is written in first.
    pub const OWN: Self = Self(*b"pt-BR\0\0");

    /// The tag.
    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        let tag = self.0.get(..end).unwrap_or_default();
        // A tag is ASCII.
        std::str::from_utf8(tag).unwrap_or_default()
    }

    /// The language without its region: `pt` of `pt-BR`.
    pub fn language(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }
}

impl FromStr for Locale {
    type Err = NoLocale;

    fn from_str(text: &str) -> Result<Self, NoLocale> {
        let text = text.trim().replace('_', "-");
        let (language, region) = match text.split_once('-') {
            Some((language, region)) => (language, Some(region)),
            None => (text.as_str(), None),
        };
        let is_language =
            matches!(language.len(), 2 | 3) && is_all(language, u8::is_ascii_alphabetic);
        let is_region = |region: &str| match region.len() {
            2 => is_all(region, u8::is_ascii_alphabetic),
            3 => is_all(region, u8::is_ascii_digit),
            _ => false,
        };
        if !is_language || !region.is_none_or(is_region) {
            return Err(NoLocale);
        }
        let mut tag = language.to_ascii_lowercase();
        if let Some(region) = region {
            tag.push('-');
            tag.push_str(&region.to_ascii_uppercase());
        }
        let mut bytes = [0; LONGEST];
        for (place, byte) in bytes.iter_mut().zip(tag.bytes()) {
            *place = byte;
        }
        Ok(Self(bytes))
    }
}

fn is_all(text: &str, is: impl Fn(&u8) -> bool) -> bool {
    text.as_bytes().iter().all(is)
}

impl TryFrom<String> for Locale {
    type Error = NoLocale;

    fn try_from(text: String) -> Result<Self, NoLocale> {
        text.parse()
    }
}

impl From<Locale> for String {
    fn from(locale: Locale) -> Self {
        locale.as_str().to_owned()
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_however_it_is_written() {
        for (typed, tag) in [
            ("es", "es"),
            (" ES ", "es"),
            ("pt_BR", "pt-BR"),
            ("es-419", "es-419"),
            ("pt-br", "pt-BR"),
        ] {
            assert_eq!(typed.parse::<Locale>().map(|it| it.to_string()).as_deref(), Ok(tag));
        }
        assert_eq!("pt-BR".parse(), Ok(Locale::OWN));
        assert_eq!(Locale::OWN.language(), "pt");
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for typed in ["", "e", "español", "es-", "es-4199", "es-B2", "../es", "es-BR-x", "pt\0"] {
            assert_eq!(typed.parse::<Locale>(), Err(NoLocale), "{typed:?}");
        }
    }

    #[test]
    fn a_tag_survives_its_json() {
        let json = serde_json::to_string(&Locale::OWN).expect("it can be written");
        assert_eq!(json, "\"pt-BR\"");
        assert_eq!(serde_json::from_str::<Locale>(&json).ok(), Some(Locale::OWN));
    }
}
