//! A number that customers may call to check that a contact is true.
//!
//! Unlike a [`Phone`] it may be a service number without an area code, such as 0800 or 4004.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::phone::{NotAPhone, Phone};

/// A line that a creditor answers.
///
/// # Examples
/// ```
/// use combinado::domain::people::HelpLine;
/// let line: HelpLine = "0800 123 4567".parse().expect("a line");
/// assert_eq!(line.formatted(), "0800 123 4567");
/// assert!("12".parse::<HelpLine>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// An ordinary phone.
    Phone(Phone),
    /// A service number: its digits.
    Service(String),
}

impl HelpLine {
    /// As people write it.
    pub fn formatted(&self) -> String {
        match self {
            Self::Phone(phone) => phone.formatted(),
            Self::Service(digits) => match digits.split_at_checked(4) {
                Some((front, rest)) if rest.len() == 7 => {
                    let (middle, last) = rest.split_at(3);
                    format!("{front} {middle} {last}")
                }
                Some((front, rest)) => format!("{front} {rest}"),
                None => digits.clone(),
            },
        }
    }
}

impl FromStr for HelpLine {
    type Err = NotAPhone;

    /// Reads a phone, or a service number: 0800, 0300 or 0500 with 6 or 7 digits, or 8 digits that
    /// begin with 3 or 4 and are answered nationwide (4004, 3003).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let toll = ["0800", "0300", "0500"].iter().any(|front| digits.starts_with(front));
        let nationwide = ["400", "300", "402"].iter().any(|front| digits.starts_with(front));
        let plain = text.chars().all(|c| c.is_ascii_digit() || " .-()".contains(c));
        let service =
            (toll && (10..=11).contains(&digits.len())) || (nationwide && digits.len() == 8);
        if plain && service {
            return Ok(Self::Service(digits));
        }
        text.parse().map(Self::Phone)
    }
}

impl fmt::Display for HelpLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Phone(phone) => f.write_str(phone.e164()),
            Self::Service(digits) => f.write_str(digits),
        }
    }
}

impl Serialize for HelpLine {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HelpLine {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_numbers_and_phones_are_lines_to_call() {
        for (text, shown) in [
            ("0800 123 4567", "0800 123 4567"),
            ("0800-722-0000", "0800 722 0000"),
            ("4004-1234", "4004 1234"),
            ("+551130000000", "(11) 3000-0000"),
        ] {
            let line: HelpLine = text.parse().expect(text);
            assert_eq!(line.formatted(), shown);
            assert_eq!(line.to_string().parse::<HelpLine>().as_ref(), Ok(&line));
        }
    }

    #[test]
    fn what_nobody_can_call_is_refused() {
        for text in ["", "123", "0800", "99999", "0800 123 456 789 0", "telefone"] {
            assert!(text.parse::<HelpLine>().is_err(), "{text}");
        }
    }
}
