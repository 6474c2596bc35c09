//! Writing codes: what fits is folded and cut, what cannot fit is refused.

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

use super::{GUI, NO_TXID, Txid, crc};
use crate::domain::money::Money;
use crate::domain::people::PixKey;

pub(super) const LONGEST_NAME: usize = 25;
pub(super) const LONGEST_CITY: usize = 15;
const LONGEST_LOCATION: usize = 77;
/// What key and information share of their field.
const KEY_AND_INFO: usize = 73;
/// The first sum that does not fit: ten digits of reais.
pub(super) const TOO_MUCH: Money = Money::reais(10_000_000_000);

/// A static code to be written.
///
/// # Examples
/// ```
/// use combinado::domain::money::Money;
/// use combinado::payments::pix_static::brcode::{BrCode, StaticCode, Txid};
/// let key = "123e4567-e12b-12d1-a456-426655440000".parse().expect("a key");
/// let code = StaticCode {
///     key: &key,
///     name: "Padaria São João",
///     city: "São Paulo",
///     amount: Some(Money::centavos(35_090)),
///     txid: Some(Txid::static_from("ACORDO123")),
///     info: None,
/// };
/// let text = code.write().expect("a code");
/// let read = BrCode::parse(&text).expect("our own code");
/// assert_eq!((read.name.as_str(), read.amount), ("Padaria Sao Joao", code.amount));
/// assert!(BrCode::parse(&text.replace("350.90", "350.91")).is_err());
/// ```
#[derive(Clone, Debug)]
pub struct StaticCode<'a> {
    /// Whose account is paid.
    pub key: &'a PixKey,
    /// The creditor; accents are folded and the rest cut after 25 characters.
    pub name: &'a str,
    /// The creditor's city; folded and cut after 15 characters.
    pub city: &'a str,
    /// The sum; without one the payer types it.
    pub amount: Option<Money>,
    /// What the payment will carry on the creditor's statement.
    pub txid: Option<Txid>,
    /// A line for the payer; folded and cut to what the key leaves.
    pub info: Option<&'a str>,
}

/// A dynamic code to be written: the charge itself is at its location.
#[derive(Clone, Copy, Debug)]
pub struct DynamicCode<'a> {
    /// Where the charge is, with or without `https://`; at most 77 characters without.
    pub location: &'a str,
    /// The creditor, as in [`StaticCode`].
    pub name: &'a str,
    /// The creditor's city, as in [`StaticCode`].
    pub city: &'a str,
}

/// Why a code cannot be written.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum Unwritable {
    /// No letter of the creditor's name fits a code.
    #[error("could not write a Pix code: the creditor has no name")]
    Name,
    /// No letter of the creditor's city fits a code.
    #[error("could not write a Pix code: the creditor has no city")]
    City,
    /// Nothing, less than nothing, or over ten digits of reais.
    #[error("could not write a Pix code: the amount is not between 0.01 and 9999999999.99")]
    Amount,
    /// A transaction id over 25 characters.
    #[error("could not write a static Pix code: its transaction id is over 25 characters")]
    Txid,
    /// An empty or overlong location, or one that is no address.
    #[error("could not write a Pix code: its location is no address up to 77 characters")]
    Location,
}

impl StaticCode<'_> {
    /// Writes the code, checksum and all.
    ///
    /// # Errors
    /// [`Unwritable`] names the part that does not fit.
    pub fn write(&self) -> Result<String, Unwritable> {
        if self.amount.is_some_and(|sum| !sum.is_positive() || sum >= TOO_MUCH) {
            return Err(Unwritable::Amount);
        }
        let txid = self.txid.as_ref().map_or(NO_TXID, Txid::as_str);
        if txid.len() > 25 {
            return Err(Unwritable::Txid);
        }
        let key = self.key.as_str();
        let mut account = field("00", GUI) + &field("01", key);
        let info = fold(self.info.unwrap_or_default(), KEY_AND_INFO.saturating_sub(key.len()));
        if !info.is_empty() {
            account += &field("02", &info);
        }
        let amount = self.amount.map(|sum| field("54", &sum.to_string())).unwrap_or_default();
        let head = field("00", "01") + &field("26", &account);
        finish(head, &amount, self.name, self.city, txid)
    }
}

impl DynamicCode<'_> {
    /// Writes the code, checksum and all.
    ///
    /// # Errors
    /// [`Unwritable`] names the part that does not fit.
    pub fn write(&self) -> Result<String, Unwritable> {
        let location = self.location.trim();
        let location = location.split_once("://").map_or(location, |(_, rest)| rest);
        let printable = location.bytes().all(|byte| byte.is_ascii_graphic());
        if !printable || !(1..=LONGEST_LOCATION).contains(&location.len()) {
            return Err(Unwritable::Location);
        }
        let account = field("00", GUI) + &field("25", location);
        let head = field("00", "01") + &field("01", "12") + &field("26", &account);
        finish(head, "", self.name, self.city, NO_TXID)
    }
}

fn finish(
    head: String,
    amount: &str,
    name: &str,
    city: &str,
    txid: &str,
) -> Result<String, Unwritable> {
    let (name, city) = (fold(name, LONGEST_NAME), fold(city, LONGEST_CITY));
    if name.is_empty() {
        return Err(Unwritable::Name);
    }
    if city.is_empty() {
        return Err(Unwritable::City);
    }
    let place = field("52", "0000") + &field("53", "986") + amount + &field("58", "BR");
    let receiver = field("59", &name) + &field("60", &city) + &field("62", &field("05", txid));
    let body = head + &place + &receiver + "6304";
    let checksum = crc(&body);
    Ok(body + &checksum)
}

/// A field of ASCII under 100 characters, which its writers have made sure of.
fn field(id: &str, value: &str) -> String {
    format!("{id}{:02}{value}", value.len())
}

/// Plain ASCII without accents or doubled blanks, cut after `most` characters.
fn fold(text: &str, most: usize) -> String {
    let plain: String =
        text.nfkd().filter(|letter| letter.is_ascii_graphic() || letter.is_whitespace()).collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let cut: String = words.join(" ").chars().take(most).collect();
    cut.trim_end().to_owned()
}
