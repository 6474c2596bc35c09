//! The 27 federative units and their time zones.

use std::fmt;
use std::str::FromStr;

use chrono_tz::Tz;
use thiserror::Error;

/// A Brazilian state or the Federal District.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the variants are the official two-letter codes")]
pub enum Uf {
    AC,
    AL,
    AP,
    AM,
    BA,
    CE,
    DF,
    ES,
    GO,
    MA,
    MT,
    MS,
    MG,
    PA,
    PB,
    PR,
    PE,
    PI,
    RJ,
    RN,
    RS,
    RO,
    RR,
    SC,
    SP,
    SE,
    TO,
}

/// Why a text is no state.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("could not read a state such as SP")]
pub struct NotAUf;

impl Uf {
    /// Every state, by code.
    pub const ALL: [Self; 27] = [
        Self::AC,
        Self::AL,
        Self::AP,
        Self::AM,
        Self::BA,
        Self::CE,
        Self::DF,
        Self::ES,
        Self::GO,
        Self::MA,
        Self::MT,
        Self::MS,
        Self::MG,
        Self::PA,
        Self::PB,
        Self::PR,
        Self::PE,
        Self::PI,
        Self::RJ,
        Self::RN,
        Self::RS,
        Self::RO,
        Self::RR,
        Self::SC,
        Self::SP,
        Self::SE,
        Self::TO,
    ];

    /// The two-letter code.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::people::Uf;
    /// assert_eq!("sp".parse::<Uf>().map(|uf| uf.code()), Ok("SP"));
    /// assert!("XX".parse::<Uf>().is_err());
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Self::AC => "AC",
            Self::AL => "AL",
            Self::AP => "AP",
            Self::AM => "AM",
            Self::BA => "BA",
            Self::CE => "CE",
            Self::DF => "DF",
            Self::ES => "ES",
            Self::GO => "GO",
            Self::MA => "MA",
            Self::MT => "MT",
            Self::MS => "MS",
            Self::MG => "MG",
            Self::PA => "PA",
            Self::PB => "PB",
            Self::PR => "PR",
            Self::PE => "PE",
            Self::PI => "PI",
            Self::RJ => "RJ",
            Self::RN => "RN",
            Self::RS => "RS",
            Self::RO => "RO",
            Self::RR => "RR",
            Self::SC => "SC",
            Self::SP => "SP",
            Self::SE => "SE",
            Self::TO => "TO",
        }
    }

    /// The time zone of the state's capital.
    ///
    /// West Amazonas and Fernando de Noronha differ from their capitals and are not told apart.
    pub fn zone(self) -> Tz {
        match self {
            Self::AC => Tz::America__Rio_Branco,
            Self::AL | Self::SE => Tz::America__Maceio,
            Self::AM => Tz::America__Manaus,
            Self::AP | Self::PA => Tz::America__Belem,
            Self::BA => Tz::America__Bahia,
            Self::CE | Self::MA | Self::PB | Self::PI | Self::RN => Tz::America__Fortaleza,
            Self::MT => Tz::America__Cuiaba,
            Self::MS => Tz::America__Campo_Grande,
            Self::PE => Tz::America__Recife,
            Self::RO => Tz::America__Porto_Velho,
            Self::RR => Tz::America__Boa_Vista,
            Self::TO => Tz::America__Araguaina,
            Self::DF
            | Self::ES
            | Self::GO
            | Self::MG
            | Self::PR
            | Self::RJ
            | Self::RS
            | Self::SC
            | Self::SP => Tz::America__Sao_Paulo,
        }
    }
}

impl FromStr for Uf {
    type Err = NotAUf;

    /// Reads the two-letter code in any case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let code = text.trim();
        Self::ALL.into_iter().find(|uf| uf.code().eq_ignore_ascii_case(code)).ok_or(NotAUf)
    }
}

impl fmt::Display for Uf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

super::serde_as_text!(Uf => code);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_state_has_its_time_zone() {
        let text = include_str!("../../../tests/fixtures/vectors/documents_vectors.json");
        let vectors: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let zones = vectors["state_timezone"].as_object().expect("an object");

        assert_eq!(zones.len(), Uf::ALL.len());
        for (code, zone) in zones {
            let uf: Uf = code.parse().expect("a state");
            assert_eq!(Some(uf.zone().name()), zone.as_str(), "{code}");
            assert_eq!(uf.to_string(), *code);
        }
    }

    #[test]
    fn a_state_is_stored_as_its_code() {
        assert_eq!(serde_json::to_string(&Uf::SP).ok().as_deref(), Some("\"SP\""));
        assert_eq!(serde_json::from_str::<Uf>("\"rj\"").ok(), Some(Uf::RJ));
        assert!(serde_json::from_str::<Uf>("\"\"").is_err());
    }
}
