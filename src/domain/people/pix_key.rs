//! Pix keys in the form that goes into the code.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::{Document, Phone};

/// A Pix key in its canonical form.
///
/// # Examples
/// ```
/// use combinado::domain::people::{KeyKind, PixKey};
/// let key: PixKey = "(11) 98765-4321".parse().expect("a key");
/// assert_eq!((key.kind(), key.as_str()), (KeyKind::Phone, "+5511987654321"));
/// assert!("not a key".parse::<PixKey>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PixKey {
    kind: KeyKind,
    text: String,
}

/// What a Pix key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KeyKind {
    /// A person's taxpayer number: 11 digits.
    Cpf,
    /// A company's taxpayer number: 14 digits or upper-case letters.
    Cnpj,
    /// A mobile in E.164.
    Phone,
    /// An e-mail in lower case.
    Email,
    /// A random key: a lower-case UUID with hyphens.
    Evp,
}

/// Why a text is no Pix key.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("could not read a Pix key: no CPF, CNPJ, mobile, e-mail or random key")]
pub struct NotAPixKey;

const LONGEST: usize = 77;

impl PixKey {
    /// What it is.
    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The canonical text, at most 77 characters of ASCII.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn new(kind: KeyKind, text: impl Into<String>) -> Self {
        Self { kind, text: text.into() }
    }
}

impl FromStr for PixKey {
    type Err = NotAPixKey;

    /// Reads a key in any usual form; eleven bare digits are a CPF where they can be one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Ok(document) = Document::parse(text) {
            let kind = match document {
                Document::Cpf(_) => KeyKind::Cpf,
                Document::Cnpj(_) => KeyKind::Cnpj,
            };
            return Ok(Self::new(kind, document.digits()));
        }
        if let Some(phone) = Phone::parse(text).ok().filter(Phone::is_mobile) {
            return Ok(Self::new(KeyKind::Phone, phone.e164()));
        }
        let lower = text.to_ascii_lowercase();
        if is_uuid(&lower) {
            return Ok(Self::new(KeyKind::Evp, lower));
        }
        if is_email(&lower) {
            return Ok(Self::new(KeyKind::Email, lower));
        }
        Err(NotAPixKey)
    }
}

impl fmt::Debug for PixKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PixKey({:?}, redacted)", self.kind)
    }
}

super::serde_as_text!(PixKey => as_str);

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let dotted = |part: &str| part.split('.').all(|label| !label.is_empty());
    let local_mark =
        |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    let domain_mark = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    text.len() <= LONGEST
        && dotted(local)
        && local.bytes().all(local_mark)
        && domain.contains('.')
        && dotted(domain)
        && domain.bytes().all(domain_mark)
        && !domain.split('.').any(|label| label.starts_with('-') || label.ends_with('-'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kind_name(kind: KeyKind) -> &'static str {
        match kind {
            KeyKind::Cpf => "cpf",
            KeyKind::Cnpj => "cnpj",
            KeyKind::Phone => "phone",
            KeyKind::Email => "email",
            KeyKind::Evp => "evp",
        }
    }

    #[test]
    fn keys_take_their_canonical_form() {
        let text = include_str!("../../../tests/fixtures/vectors/pix_vectors.json");
        let vectors: serde_json::Value = serde_json::from_str(text).expect("JSON");
        for vector in vectors["keys"].as_array().expect("a list") {
            let input = vector["input"].as_str().expect("text");
            let expected = vector["result"].as_object().map(|result| {
                (result["type"].as_str().expect("text"), result["value"].as_str().expect("text"))
            });

            let key = input.parse::<PixKey>().ok();

            let read = key.as_ref().map(|key| (kind_name(key.kind()), key.as_str()));
            assert_eq!(read, expected, "{input}");
        }
    }

    #[test]
    fn digits_that_are_both_cpf_and_mobile_are_a_cpf() {
        let bare: PixKey = "51998259765".parse().expect("a key");
        let mobile: PixKey = "+5551998259765".parse().expect("a key");

        assert_eq!((bare.kind(), mobile.kind()), (KeyKind::Cpf, KeyKind::Phone));
    }

    #[test]
    fn nothing_of_a_key_shows_in_debug() {
        let key: PixKey = "fulano@example.com".parse().expect("a key");

        assert_eq!(format!("{key:?}"), "PixKey(Email, redacted)");
        assert_eq!(serde_json::to_string(&key).ok().as_deref(), Some("\"fulano@example.com\""));
    }

    proptest! {
        #[test]
        fn a_canonical_key_reads_as_itself(text in "\\PC{0,40}|[a-z.]{1,9}@[a-z.]{1,9}|[0-9]{11}") {
            if let Ok(key) = text.parse::<PixKey>() {
                prop_assert!(key.as_str().len() <= LONGEST);
                prop_assert_eq!(key.as_str().parse::<PixKey>(), Ok(key));
            }
        }
    }
}
