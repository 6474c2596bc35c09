//! Brazilian phones in E.164, with area codes and the ninth digit.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::Uf;

/// A Brazilian line: `+55`, the area code (DDD) and eight or nine digits.
///
/// # Examples
/// ```
/// use combinado::domain::people::{NotAPhone, Phone};
/// let phone: Phone = "(11) 98765-4321".parse().expect("a phone");
/// assert_eq!(phone.e164(), "+5511987654321");
/// assert!(phone.same_line(&Phone::from_account("551187654321").expect("an account")));
/// assert_eq!("(20) 98765-4321".parse::<Phone>(), Err(NotAPhone::AreaCode));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    text: String,
    uf: Uf,
    also: Option<Uf>,
}

/// Why a text is no Brazilian phone.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotAPhone {
    /// Too few or too many digits, or something that no phone has.
    #[error("could not read a phone: not an area code and a number")]
    Shape,
    /// No such area code.
    #[error("could not read a phone: no such area code")]
    AreaCode,
    /// Neither a mobile nor a fixed line.
    #[error("could not read a phone: neither a mobile nor a fixed line")]
    Line,
    /// A line of another country.
    #[error("could not read a phone: not a Brazilian line")]
    Foreign,
}

/// The 67 area codes in use and their states, the main one first.
const AREAS: [(&str, Uf, Option<Uf>); 67] = [
    ("11", Uf::SP, None),
    ("12", Uf::SP, None),
    ("13", Uf::SP, None),
    ("14", Uf::SP, None),
    ("15", Uf::SP, None),
    ("16", Uf::SP, None),
    ("17", Uf::SP, None),
    ("18", Uf::SP, None),
    ("19", Uf::SP, None),
    ("21", Uf::RJ, None),
    ("22", Uf::RJ, None),
    ("24", Uf::RJ, None),
    ("27", Uf::ES, None),
    ("28", Uf::ES, None),
    ("31", Uf::MG, None),
    ("32", Uf::MG, None),
    ("33", Uf::MG, None),
    ("34", Uf::MG, None),
    ("35", Uf::MG, None),
    ("37", Uf::MG, None),
    ("38", Uf::MG, None),
    ("41", Uf::PR, None),
    ("42", Uf::PR, Some(Uf::SC)),
    ("43", Uf::PR, None),
    ("44", Uf::PR, None),
    ("45", Uf::PR, None),
    ("46", Uf::PR, None),
    ("47", Uf::SC, Some(Uf::PR)),
    ("48", Uf::SC, None),
    ("49", Uf::SC, Some(Uf::PR)),
    ("51", Uf::RS, None),
    ("53", Uf::RS, None),
    ("54", Uf::RS, None),
    ("55", Uf::RS, None),
    ("61", Uf::DF, Some(Uf::GO)),
    ("62", Uf::GO, None),
    ("63", Uf::TO, None),
    ("64", Uf::GO, None),
    ("65", Uf::MT, None),
    ("66", Uf::MT, None),
    ("67", Uf::MS, None),
    ("68", Uf::AC, None),
    ("69", Uf::RO, None),
    ("71", Uf::BA, None),
    ("73", Uf::BA, None),
    ("74", Uf::BA, None),
    ("75", Uf::BA, None),
    ("77", Uf::BA, None),
    ("79", Uf::SE, None),
    ("81", Uf::PE, None),
    ("82", Uf::AL, None),
    ("83", Uf::PB, None),
    ("84", Uf::RN, None),
    ("85", Uf::CE, None),
    ("86", Uf::PI, None),
    ("87", Uf::PE, None),
    ("88", Uf::CE, None),
    ("89", Uf::PI, None),
    ("91", Uf::PA, None),
    ("92", Uf::AM, None),
    ("93", Uf::PA, None),
    ("94", Uf::PA, None),
    ("95", Uf::RR, None),
    ("96", Uf::AP, None),
    ("97", Uf::AM, None),
    ("98", Uf::MA, None),
    ("99", Uf::MA, None),
];

impl Phone {
    /// Reads a phone as people write it; the same as `parse`.
    ///
    /// With or without `+55`, a leading 0 or a carrier's code. Mobiles need their ninth digit.
    ///
    /// # Errors
    /// [`NotAPhone`] says what stands against it.
    pub fn parse(text: &str) -> Result<Self, NotAPhone> {
        let digits = national(text)?;
        let (area, line) = split_area(&digits)?;
        Self::new(area, line)
    }

    /// Reads a phone that may lack its ninth digit: a messaging account, an old record.
    ///
    /// Accounts made before 2016 keep eight digits; the 9 is put in front of them, so that one
    /// line has one canonical form. Reply to the account as the platform gave it, not to this.
    ///
    /// # Errors
    /// [`NotAPhone`] says what stands against it.
    pub fn from_account(text: &str) -> Result<Self, NotAPhone> {
        let digits = national(text)?;
        let (area, line) = split_area(&digits)?;
        if line.len() == 8 && line.starts_with(['6', '7', '8', '9']) {
            return Self::new(area, &format!("9{line}"));
        }
        Self::new(area, line)
    }

    /// The canonical form: `+5511987654321`.
    pub fn e164(&self) -> &str {
        &self.text
    }

    /// The area code.
    pub fn area(&self) -> &str {
        self.text.get(3..5).unwrap_or_default()
    }

    /// The eight or nine digits of the line.
    pub fn line(&self) -> &str {
        self.text.get(5..).unwrap_or_default()
    }

    /// True where it is a mobile.
    pub fn is_mobile(&self) -> bool {
        self.line().len() == 9
    }

    /// True where both are one line, whatever became of the ninth digit.
    pub fn same_line(&self, other: &Self) -> bool {
        let last_eight =
            |phone: &Self| phone.text.get(phone.text.len().saturating_sub(8)..).map(str::to_owned);
        self.area() == other.area() && last_eight(self) == last_eight(other)
    }

    /// What messaging accounts of this line are told by: country, area code and the line without
    /// the ninth digit of a mobile, which an account may lack.
    pub fn key(&self) -> String {
        let line = self.line();
        let old = line.strip_prefix('9').filter(|rest| rest.len() == 8);
        // Mobiles from 91… to 95… never had eight digits: without the 9 they would be fixed lines.
        let old = old.filter(|rest| rest.starts_with(['6', '7', '8', '9']));
        format!("55{}{}", self.area(), old.unwrap_or(line))
    }

    /// The state where the area code lies; the main one where it spans two.
    pub fn uf(&self) -> Uf {
        self.uf
    }

    /// Every state in which the area code lies, the main one first.
    pub fn states(&self) -> impl Iterator<Item = Uf> {
        [Some(self.uf), self.also].into_iter().flatten()
    }

    /// The number as people write it: `(11) 98765-4321`.
    pub fn formatted(&self) -> String {
        let (left, right) = self.halves();
        format!("({}) {left}-{right}", self.area())
    }

    /// What may be shown: `(11) *****-4321`.
    pub fn masked(&self) -> String {
        let (left, right) = self.halves();
        format!("({}) {}-{right}", self.area(), "*".repeat(left.len()))
    }

    fn new(area: &str, line: &str) -> Result<Self, NotAPhone> {
        let known = AREAS.iter().find(|(code, ..)| *code == area);
        let &(_, uf, also) = known.ok_or(NotAPhone::AreaCode)?;
        if !is_mobile_line(line) && !is_fixed_line(line) {
            return Err(NotAPhone::Line);
        }
        Ok(Self { text: format!("+55{area}{line}"), uf, also })
    }

    fn halves(&self) -> (&str, &str) {
        let line = self.line();
        line.split_at_checked(line.len().saturating_sub(4)).unwrap_or((line, ""))
    }
}

impl FromStr for Phone {
    type Err = NotAPhone;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(redacted)")
    }
}

super::serde_as_text!(Phone => e164);

/// Area code and line, without punctuation, country, trunk or carrier.
fn national(text: &str) -> Result<String, NotAPhone> {
    let international = text.trim_start_matches(is_filler).starts_with('+');
    let mut digits = String::with_capacity(16);
    for (at, letter) in text.chars().filter(|letter| !is_filler(*letter)).enumerate() {
        match letter {
            '0'..='9' => digits.push(letter),
            '+' if at == 0 => {}
            _ => return Err(NotAPhone::Shape),
        }
    }
    if international && !digits.starts_with("55") {
        return Err(NotAPhone::Foreign);
    }
    let dialled =
        digits.strip_prefix("00").filter(|rest| rest.len() >= 12 && rest.starts_with("55"));
    let digits = dialled.unwrap_or(&digits);
    let country = international || matches!(digits.len(), 12 | 13) && digits.starts_with("55");
    let rest = if country { digits.get(2..).unwrap_or_default() } else { digits };
    Ok(without_trunk(rest).to_owned())
}

/// Takes off `0` or `0` and a carrier's two digits.
fn without_trunk(digits: &str) -> &str {
    match (digits.strip_prefix('0'), digits.len()) {
        (Some(rest), 11 | 12) => rest,
        (Some(rest), 13 | 14) => rest.get(2..).unwrap_or_default(),
        _ => digits,
    }
}

/// Blanks, brackets, dots, hyphens and what chat programs put invisibly around numbers.
fn is_filler(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '(' | ')' | '-' | '.')
        || matches!(letter, '\u{2010}'..='\u{2015}' | '\u{200B}'..='\u{200F}')
        || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

fn split_area(digits: &str) -> Result<(&str, &str), NotAPhone> {
    if !matches!(digits.len(), 10 | 11) {
        return Err(NotAPhone::Shape);
    }
    digits.split_at_checked(2).ok_or(NotAPhone::Shape)
}

/// Nine digits from 7, 8 or 9 (Anatel, Resolução 749/2022).
fn is_mobile_line(line: &str) -> bool {
    line.len() == 9 && line.starts_with(['7', '8', '9'])
}

fn is_fixed_line(line: &str) -> bool {
    line.len() == 8 && line.starts_with(['2', '3', '4', '5'])
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

    #[test]
    fn phones_are_read_as_the_oracles_read_them() {
        for vector in vectors()["phone"].as_array().expect("a list") {
            let input = vector["input"].as_str().expect("text");
            let mobile = vector["brazilian_utils"]["mobile_v2"] == true;
            let known = vector["libphonenumber"]["valid"] == true
                && vector["libphonenumber"]["type"] != "TOLL_FREE"
                && vector["libphonenumber"]["e164"].as_str().is_some_and(|e| e.starts_with("+55"));

            let phone = Phone::parse(input);

            assert_eq!(phone.is_ok(), mobile || known, "{input}");
            if let Ok(phone) = phone {
                assert_eq!(Some(phone.e164()), vector["libphonenumber"]["e164"].as_str());
                assert_eq!(phone.is_mobile(), phone.line().len() == 9);
            }
        }
    }

    #[test]
    fn area_codes_lie_in_their_states() {
        let vectors = vectors();
        let areas = vectors["ddd"].as_object().expect("an object");
        assert_eq!(areas.len(), AREAS.len());
        for (area, states) in areas {
            let phone: Phone = format!("{area}987654321").parse().expect("a phone");
            let codes: Vec<&str> = phone.states().map(Uf::code).collect();
            assert_eq!(Value::from(codes), *states);
            assert_eq!(Some(phone.uf()), phone.states().next());
        }
    }

    #[test]
    fn an_account_without_the_ninth_digit_is_the_same_line() {
        let phone: Phone = "31 98765-4321".parse().expect("a phone");
        let account = Phone::from_account("553187654321").expect("an account");

        assert_eq!(phone, account);
        assert!(phone.same_line(&account));
        assert_eq!("553187654321".parse::<Phone>(), Err(NotAPhone::Line));
        let fixed = Phone::from_account("553134567890").expect("an account");
        assert_eq!(fixed.e164(), "+553134567890");
        assert!(!fixed.same_line(&phone));
    }

    #[test]
    fn fifty_five_is_country_or_area_by_length() {
        for (text, e164) in [
            ("55987654321", "+5555987654321"),
            ("5555987654321", "+5555987654321"),
            ("+55 (55) 3456-7890", "+555534567890"),
            ("0055 11 98765-4321", "+5511987654321"),
            ("011 98765 4321", "+5511987654321"),
            ("\u{202A}+55 11 98765\u{2011}4321\u{202C}", "+5511987654321"),
        ] {
            assert_eq!(text.parse::<Phone>().as_ref().map(Phone::e164), Ok(e164), "{text}");
        }
    }

    #[test]
    fn nothing_of_a_phone_shows_in_debug() {
        let phone: Phone = "11987654321".parse().expect("a phone");

        assert_eq!(format!("{phone:?}"), "Phone(redacted)");
        assert_eq!(phone.masked(), "(11) *****-4321");
        assert_eq!(phone.formatted(), "(11) 98765-4321");
        assert_eq!(serde_json::to_string(&phone).ok().as_deref(), Some("\"+5511987654321\""));
        assert_eq!(serde_json::from_str("\"11987654321\"").ok(), Some(phone));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}", digits in "[+0-9 ]{0,18}") {
            let _ = (Phone::parse(&text), Phone::from_account(&text));
            if let Ok(phone) = Phone::from_account(&digits) {
                prop_assert_eq!(Phone::parse(phone.e164()), Ok(phone.clone()));
                prop_assert_eq!(Phone::parse(&phone.formatted()), Ok(phone));
            }
        }
    }
}
