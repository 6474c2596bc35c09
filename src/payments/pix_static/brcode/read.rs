//! Reading codes: fields first, then what every code holds, then what it asks.

use thiserror::Error;

use super::{GUI, NO_TXID, Txid, crc};
use crate::domain::money::Money;
use crate::domain::people::PixKey;

/// What a code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrCode {
    /// What it asks to be paid, and how.
    pub kind: CodeKind,
    /// The receiver, as the code has it.
    pub name: String,
    /// The receiver's city, as the code has it.
    pub city: String,
    /// The sum of a static code; a dynamic one's is at its location.
    pub amount: Option<Money>,
    /// The transaction id of a static code; a dynamic one's is at its location.
    pub txid: Option<Txid>,
    /// Where a recurring authorisation is (Pix Automático).
    pub recurrence: Option<String>,
    /// True where it may be paid only once.
    pub once: bool,
}

/// The kinds of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeKind {
    /// Pays a key.
    Static {
        /// Whose account is paid.
        key: PixKey,
        /// The line for the payer.
        info: Option<String>,
    },
    /// Pays the charge at a location.
    Dynamic {
        /// Where the charge is, without a scheme.
        location: String,
    },
    /// Pays nothing by itself: it only asks for a recurring authorisation.
    Recurrence,
}

/// Why a text is no Pix code.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotABrCode {
    /// The lengths do not add up, or a field stands twice.
    #[error("could not read a Pix code: its fields do not add up")]
    Fields,
    /// The checksum is wrong or missing.
    #[error("could not read a Pix code: its checksum is wrong")]
    Checksum,
    /// A field is missing or holds what it may not.
    #[error("could not read a Pix code: field {0} is missing or wrong")]
    Field(&'static str),
    /// A payment code, but not Pix's.
    #[error("could not read a Pix code: it is not of Pix")]
    NotPix,
}

impl BrCode {
    /// Reads a code as pasted; blanks around it are dropped.
    ///
    /// Strict in checksum, fields and amounts; lenient in the lengths of name and city, which
    /// codes in the wild overrun, and in the case of Pix's own mark.
    ///
    /// # Errors
    /// [`NotABrCode`] names what is wrong.
    pub fn parse(text: &str) -> Result<Self, NotABrCode> {
        let text = text.trim();
        let fields = Fields::of(text).ok_or(NotABrCode::Fields)?;
        check_frame(text, &fields)?;
        let once = match fields.get("01") {
            None | Some("11") => false,
            Some("12") => true,
            Some(_) => return Err(NotABrCode::Field("01")),
        };
        let recurrence = match fields.pix_template(80..=99)? {
            Some(template) => {
                Some(template.get("25").ok_or(NotABrCode::Field("80-25"))?.to_owned())
            }
            None => None,
        };
        let account = fields.pix_template(26..=51)?.ok_or(NotABrCode::NotPix)?;
        let kind = CodeKind::of(&account, recurrence.is_some())?;
        let mut code = Self {
            kind,
            name: fields.filled("59")?.to_owned(),
            city: fields.filled("60")?.to_owned(),
            amount: None,
            txid: None,
            recurrence,
            once,
        };
        let additional = fields.get("62").map(|text| Fields::of(text).ok_or(NotABrCode::Fields));
        let additional = additional.transpose()?;
        if matches!(code.kind, CodeKind::Static { .. }) {
            code.amount = fields.get("54").map(amount).transpose()?;
            let txid = additional.as_ref().and_then(|fields| fields.get("05"));
            let txid = txid.filter(|text| *text != NO_TXID);
            let read = txid.map(Txid::for_static).transpose();
            code.txid = read.map_err(|_| NotABrCode::Field("62-05"))?;
        }
        Ok(code)
    }
}

impl CodeKind {
    fn of(account: &Fields<'_>, recurs: bool) -> Result<Self, NotABrCode> {
        match (account.get("01"), account.get("25")) {
            (Some(key), None) => {
                let key = key.parse().map_err(|_| NotABrCode::Field("26-01"))?;
                Ok(Self::Static { key, info: account.get("02").map(str::to_owned) })
            }
            (None, Some(location)) if !location.is_empty() => {
                Ok(Self::Dynamic { location: location.to_owned() })
            }
            (None, None) if recurs => Ok(Self::Recurrence),
            _ => Err(NotABrCode::Field("26")),
        }
    }
}

/// The fields of a code or of a template in it, in their order.
struct Fields<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Fields<'a> {
    /// Parts a text into fields; none where they do not add up or one stands twice.
    fn of(mut text: &'a str) -> Option<Self> {
        let mut fields: Vec<(&str, &str)> = Vec::new();
        while !text.is_empty() {
            let (id, rest) = text.split_at_checked(2)?;
            let (length, rest) = rest.split_at_checked(2)?;
            let digits = id.bytes().chain(length.bytes()).all(|byte| byte.is_ascii_digit());
            if !digits || fields.iter().any(|(known, _)| *known == id) {
                return None;
            }
            let (value, rest) = split_chars(rest, length.parse().ok()?)?;
            fields.push((id, value));
            text = rest;
        }
        Some(Self(fields))
    }

    fn get(&self, id: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, value)| *value)
    }

    fn filled(&self, id: &'static str) -> Result<&'a str, NotABrCode> {
        self.get(id).filter(|value| !value.trim().is_empty()).ok_or(NotABrCode::Field(id))
    }

    /// Pix's own template among a range of ids.
    fn pix_template(&self, ids: std::ops::RangeInclusive<u8>) -> Result<Option<Self>, NotABrCode> {
        for (id, value) in &self.0 {
            if !id.parse().is_ok_and(|id: u8| ids.contains(&id)) {
                continue;
            }
            let template = Fields::of(value).ok_or(NotABrCode::Fields)?;
            if template.get("00").is_some_and(|gui| gui.eq_ignore_ascii_case(GUI)) {
                return Ok(Some(template));
            }
        }
        Ok(None)
    }
}

/// Format first, checksum last and right, and the fields that every code holds.
fn check_frame(text: &str, fields: &Fields<'_>) -> Result<(), NotABrCode> {
    if fields.0.first() != Some(&("00", "01")) {
        return Err(NotABrCode::Field("00"));
    }
    let Some(("63", checksum)) = fields.0.last() else {
        return Err(NotABrCode::Checksum);
    };
    let body = text.strip_suffix(checksum).unwrap_or(text);
    if *checksum != crc(body) {
        return Err(NotABrCode::Checksum);
    }
    if !fields.get("52").is_some_and(|mcc| mcc.len() == 4 && is_digits(mcc)) {
        return Err(NotABrCode::Field("52"));
    }
    if fields.get("53") != Some("986") {
        return Err(NotABrCode::Field("53"));
    }
    if fields.get("58") != Some("BR") {
        return Err(NotABrCode::Field("58"));
    }
    Ok(())
}

/// `1234.50`: up to ten digits, a dot, two more, and more than nothing.
pub(super) fn amount(text: &str) -> Result<Money, NotABrCode> {
    let wrong = NotABrCode::Field("54");
    let (reais, centavos) = text.split_once('.').ok_or(wrong)?;
    let shaped = (1..=10).contains(&reais.len()) && centavos.len() == 2;
    let sum = text.parse::<Money>().ok().filter(|sum| sum.is_positive());
    sum.filter(|_| shaped && is_digits(reais)).ok_or(wrong)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The first so many characters and the rest; none where there are fewer.
fn split_chars(text: &str, count: usize) -> Option<(&str, &str)> {
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    text.split_at_checked(ends.nth(count)?)
}
