//! CPF and CNPJ, the alphanumeric CNPJ included (IN RFB 2.229/2024).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A person's taxpayer number with right check digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cpf(String);

/// A company's taxpayer number with right check digits; may hold letters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cnpj(String);

/// Whose taxpayer number it is.
///
/// # Examples
/// ```
/// use combinado::domain::people::{Document, NotADocument};
/// let document = Document::parse("123.456.789-09").expect("a CPF");
/// assert_eq!(document.digits(), "12345678909");
/// assert_eq!(document.masked(), "***.456.789-**");
/// assert_eq!(Document::parse("123.456.789-00"), Err(NotADocument::CheckDigits));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// A person.
    Cpf(Cpf),
    /// A company.
    Cnpj(Cnpj),
}

/// Why a text is no CPF or CNPJ.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotADocument {
    /// Neither 11 digits nor 14 characters in the usual punctuation.
    #[error("could not read a document: neither the shape of a CPF nor of a CNPJ")]
    Shape,
    /// The check digits do not follow from the rest.
    #[error("could not read a document: the check digits are wrong")]
    CheckDigits,
    /// The same digit throughout, which the arithmetic accepts and nobody was given.
    #[error("could not read a document: the same digit throughout")]
    Repeated,
}

/// The groups of a number and what may stand before each.
type Layout = &'static [(usize, &'static [char])];

const CPF_LAYOUT: Layout = &[(3, &[]), (3, &['.', ' ']), (3, &['.', ' ']), (2, &['-', ' '])];
const CNPJ_LAYOUT: Layout =
    &[(2, &[]), (3, &['.', ' ']), (3, &['.', ' ']), (4, &['/', ' ']), (2, &['-', ' '])];

impl Cpf {
    /// The 11 digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The number as people write it: `123.456.789-09`.
    pub fn formatted(&self) -> String {
        punctuated(&self.0, CPF_LAYOUT)
    }

    /// What may be shown or logged: `***.456.789-**`.
    pub fn masked(&self) -> String {
        let group = |from: usize| self.0.get(from..from + 3).unwrap_or_default();
        let (left, right) = (group(3), group(6));
        format!("***.{left}.{right}-**")
    }
}

impl Cnpj {
    /// The 14 digits or upper-case letters.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// The number as people write it: `11.222.333/0001-81`.
    pub fn formatted(&self) -> String {
        punctuated(&self.0, CNPJ_LAYOUT)
    }
}

impl Document {
    /// Reads a CPF or CNPJ, bare or in its usual punctuation.
    ///
    /// Groups may be parted by their own mark or a space, or not at all; letters of a CNPJ may
    /// be in lower case. Nothing is padded with zeros.
    ///
    /// # Errors
    /// [`NotADocument`] says whether shape, check digits or repetition stands against it.
    pub fn parse(text: &str) -> Result<Self, NotADocument> {
        match text.parse::<Cpf>() {
            Err(NotADocument::Shape) => text.parse().map(Self::Cnpj),
            read => read.map(Self::Cpf),
        }
    }

    /// Digits, or digits and upper-case letters, without punctuation.
    pub fn digits(&self) -> &str {
        match self {
            Self::Cpf(cpf) => cpf.digits(),
            Self::Cnpj(cnpj) => cnpj.digits(),
        }
    }

    /// The first three characters, which a customer is asked for to say who they are.
    pub fn first_three(&self) -> &str {
        self.digits().get(..3).unwrap_or_default()
    }

    /// The number as people write it.
    pub fn formatted(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.formatted(),
            Self::Cnpj(cnpj) => cnpj.formatted(),
        }
    }

    /// What may be shown or logged: a CPF's middle, a CNPJ whole (it is public).
    pub fn masked(&self) -> String {
        match self {
            Self::Cpf(cpf) => cpf.masked(),
            Self::Cnpj(cnpj) => cnpj.formatted(),
        }
    }
}

impl FromStr for Cpf {
    type Err = NotADocument;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = grouped(text, CPF_LAYOUT).ok_or(NotADocument::Shape)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotADocument::Shape);
        }
        checked(digits, 10).map(Self)
    }
}

impl FromStr for Cnpj {
    type Err = NotADocument;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.to_ascii_uppercase();
        let digits = grouped(&text, CNPJ_LAYOUT).ok_or(NotADocument::Shape)?;
        if !digits.bytes().skip(12).all(|byte| byte.is_ascii_digit()) {
            return Err(NotADocument::Shape);
        }
        checked(digits, 8).map(Self)
    }
}

impl FromStr for Document {
    type Err = NotADocument;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Debug for Cpf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cpf(redacted)")
    }
}

impl fmt::Debug for Cnpj {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cnpj(redacted)")
    }
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpf(cpf) => cpf.fmt(f),
            Self::Cnpj(cnpj) => cnpj.fmt(f),
        }
    }
}

super::serde_as_text!(Cpf => digits, Cnpj => digits, Document => digits);

/// The characters of all groups in order, where the text has exactly that layout.
fn grouped(text: &str, layout: Layout) -> Option<String> {
    let mut left = text.trim();
    let mut digits = String::with_capacity(14);
    for (size, marks) in layout {
        left = left.strip_prefix(*marks).unwrap_or(left);
        let (group, rest) = left.split_at_checked(*size)?;
        if !group.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
            return None;
        }
        digits.push_str(group);
        left = rest;
    }
    left.is_empty().then_some(digits)
}

fn punctuated(digits: &str, layout: Layout) -> String {
    let mut text = String::with_capacity(18);
    let mut left = digits;
    for (size, marks) in layout {
        text.extend(marks.first());
        let (group, rest) = left.split_at_checked(*size).unwrap_or((left, ""));
        text.push_str(group);
        left = rest;
    }
    text
}

/// Lets a number pass whose two check digits are right; weights run from 2 and wrap after
/// `weights` of them: up to 11 for a CPF, up to 9 for a CNPJ.
fn checked(digits: String, weights: u32) -> Result<String, NotADocument> {
    let first = digits.bytes().next();
    if digits.bytes().all(|byte| Some(byte) == first) {
        return Err(NotADocument::Repeated);
    }
    let body = digits.len().saturating_sub(2);
    for end in [body, body + 1] {
        let (before, after) = digits.split_at_checked(end).ok_or(NotADocument::Shape)?;
        if after.bytes().next().map(value) != Some(check_digit(before, weights)) {
            return Err(NotADocument::CheckDigits);
        }
    }
    Ok(digits)
}

fn check_digit(digits: &str, weights: u32) -> u32 {
    let sum: u32 =
        digits.bytes().rev().zip((2..2 + weights).cycle()).map(|(byte, w)| value(byte) * w).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

/// What a character counts: its ASCII code less 48, so that A is 17.
fn value(byte: u8) -> u32 {
    u32::from(byte.saturating_sub(b'0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn vectors() -> Value {
        let text = include_str!("../../../tests/fixtures/vectors/documents_vectors.json");
        serde_json::from_str(text).expect("JSON")
    }

    fn list(vectors: &Value, name: &str) -> Vec<Value> {
        vectors[name].as_array().expect("a list").clone()
    }

    #[test]
    fn valid_documents_are_read_bare_and_punctuated() {
        let vectors = vectors();
        for name in ["cpf_valid", "cnpj_numeric_valid", "cnpj_alphanumeric_valid"] {
            for vector in list(&vectors, name) {
                let raw = vector["raw"].as_str().expect("text");
                let formatted = vector["formatted"].as_str().expect("text");

                let bare = Document::parse(raw).expect(raw);

                assert_eq!(Document::parse(formatted).as_ref(), Ok(&bare));
                assert_eq!(bare.digits(), raw);
                assert_eq!(bare.formatted(), formatted);
                assert_eq!(matches!(bare, Document::Cpf(_)), name == "cpf_valid");
            }
        }
    }

    #[test]
    fn invalid_documents_are_refused() {
        let vectors = vectors();
        for vector in list(&vectors, "cpf_invalid") {
            assert!(Document::parse(vector["input"].as_str().expect("text")).is_err());
        }
        for vector in list(&vectors, "cnpj_invalid") {
            let input = vector["input"].as_str().expect("text");
            let accepted = vector["expected"] == "policy: accept after upper-casing";
            assert_eq!(Document::parse(input).is_ok(), accepted, "{input}");
        }
        for repeated in ["00000000000", "00000000000000", "99999999999"] {
            assert_eq!(Document::parse(repeated), Err(NotADocument::Repeated));
        }
    }

    #[test]
    fn usual_habits_of_writing_are_read() {
        for text in ["123456789-09", " 123 456 789 09 ", "123.456.789-09"] {
            assert_eq!(Document::parse(text).as_ref().map(Document::digits), Ok("12345678909"));
        }
        for text in ["123-456-789-09", "1234.567.89-09", "123.456.789--09", "2345678909", "cpf"] {
            assert_eq!(Document::parse(text), Err(NotADocument::Shape), "{text}");
        }
    }

    #[test]
    fn nothing_of_a_document_shows_in_debug() {
        let document = Document::parse("123.456.789-09").expect("a CPF");

        assert_eq!(format!("{document:?}"), "Cpf(redacted)");
        assert_eq!(document.masked(), "***.456.789-**");
        assert_eq!(document.first_three(), "123");
        assert_eq!(serde_json::to_string(&document).ok().as_deref(), Some("\"12345678909\""));
        assert_eq!(serde_json::from_str("\"123.456.789-09\"").ok(), Some(document));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}") {
            let _ = Document::parse(&text);
        }

        #[test]
        fn one_wrong_digit_is_noticed(body in 1_u64..999_999_999, place in 0_usize..11) {
            let nine = format!("{body:09}");
            let first = check_digit(&nine, 10);
            let second = check_digit(&format!("{nine}{first}"), 10);
            let cpf = format!("{nine}{first}{second}");
            let read = Document::parse(&cpf);
            prop_assert!(read.is_ok() || read == Err(NotADocument::Repeated));

            let wrong: String = cpf.bytes().enumerate().map(|(at, byte)| {
                char::from(if at == place { (byte - b'0' + 1) % 10 + b'0' } else { byte })
            }).collect();

            // Remainders 0 and 1 share the check digit 0, so a body digit may hide there.
            if place >= 9 || first != 0 {
                prop_assert!(Document::parse(&wrong).is_err());
            }
        }
    }
}
