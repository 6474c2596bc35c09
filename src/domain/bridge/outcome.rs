//! What came of a case, as agents write it: a label such as `acordo`, or a line with its values.
//!
//! Labels of Chatwoot hold small letters, digits, `-` and `_`; in a Telegram group people write as
//! they like. Either way the first words name the outcome and what follows are its values.

use chrono::{Datelike, NaiveDate};

use crate::domain::dialogue::desk::outcome::{Code, Given};
use crate::domain::money::Money;

/// An outcome with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its code, as our own desk knows it.
    pub code: Code,
    /// The sum and the day that were named, and what else was written.
    pub given: Given,
}

/// How agents name outcomes, without accents; of two that begin alike the longer stands first.
const NAMES: [(&str, Code); 21] = [
    ("acordo", Code::Agreement),
    ("promessa", Code::Promise),
    ("pausa", Code::Pause),
    ("contestacao procedente", Code::DisputeUpheld),
    ("contestacao improcedente", Code::DisputeRejected),
    ("procedente", Code::DisputeUpheld),
    ("improcedente", Code::DisputeRejected),
    ("pago", Code::Paid),
    ("pagou", Code::Paid),
    ("recusa", Code::Refused),
    ("recusou", Code::Refused),
    ("pessoa errada", Code::WrongPerson),
    ("numero errado", Code::WrongPerson),
    ("obito", Code::Deceased),
    ("falecimento", Code::Deceased),
    ("opt out", Code::OptOut),
    ("optout", Code::OptOut),
    ("nao contatar", Code::OptOut),
    ("descadastro", Code::OptOut),
    ("reclamacao", Code::Complaint),
    ("queixa", Code::Complaint),
];

/// Reads what came of a case; none where no outcome is named.
///
/// # Examples
/// ```
/// use chrono::NaiveDate;
/// use combinado::domain::bridge::outcome::read;
/// use combinado::domain::dialogue::desk::outcome::Code;
/// use combinado::domain::money::Money;
/// let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
/// let named = read("Promessa 150,00 dia 10/12", today).expect("an outcome");
/// assert_eq!((named.code, named.given.amount), (Code::Promise, Some(Money::reais(150))));
/// assert_eq!(named.given.day, NaiveDate::from_ymd_opt(2026, 12, 10));
/// assert_eq!(read("pessoa_errada", today).map(|it| it.code), Some(Code::WrongPerson));
/// assert_eq!(read("vip", today), None);
/// ```
pub fn read(written: &str, today: NaiveDate) -> Option<Named> {
    let plain = plain(written);
    let (name, code) = NAMES.iter().find(|(name, _)| begins(&plain, name))?;
    let count = name.split(' ').count();
    let rest: Vec<&str> = words(written).skip(count).collect();
    let day = rest.iter().find_map(|word| day(word, today));
    let sum = rest.iter().filter(|word| !word.contains('/')).find_map(|word| sum(word));
    Some(Named { code: *code, given: Given { amount: sum, day, words: rest.join(" ") } })
}

/// True where a text begins with whole words.
fn begins(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn words(written: &str) -> impl Iterator<Item = &str> {
    written
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | ':'))
        .filter(|it| !it.is_empty())
}

/// Small letters without accents, one space between two words.
fn plain(written: &str) -> String {
    let small = written.to_lowercase();
    let folded = small.chars().map(|letter| match letter {
        'á' | 'à' | 'â' | 'ã' => 'a',
        'é' | 'ê' => 'e',
        'í' => 'i',
        'ó' | 'ô' | 'õ' => 'o',
        'ú' => 'u',
        'ç' => 'c',
        other => other,
    });
    let folded: String = folded.collect();
    words(&folded).collect::<Vec<_>>().join(" ")
}

/// A sum as people write it: `150`, `R$150`, `1.234,56`.
fn sum(word: &str) -> Option<Money> {
    let word = word.trim_start_matches("R$").trim_start_matches("r$");
    let (reais, centavos) = word.split_once(',').unwrap_or((word, "00"));
    let reais: String = reais.chars().filter(|c| *c != '.').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(&reais) || reais.len() > 9 || !digits(centavos) || centavos.len() != 2 {
        return None;
    }
    let all: i64 = format!("{reais}{centavos}").parse().ok()?;
    Some(Money::centavos(all)).filter(|sum| sum.is_positive())
}

/// A day as people write it: `10/12`, which is the next one, or `10/12/2026`.
fn day(word: &str, today: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<u32> = word.split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [day, month, year] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        [day, month] => {
            let this = NaiveDate::from_ymd_opt(today.year(), *month, *day);
            let next = || NaiveDate::from_ymd_opt(today.year() + 1, *month, *day);
            this.filter(|it| *it >= today).or_else(next)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_today(written: &str) -> Option<Named> {
        read(written, NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"))
    }

    #[test]
    fn every_name_is_read_as_a_label_and_as_a_line() {
        for (name, code) in NAMES {
            assert_eq!(read_today(name).map(|it| it.code), Some(code), "{name}");
            assert_eq!(read_today(&name.replace(' ', "_")).map(|it| it.code), Some(code), "{name}");
            assert_eq!(read_today(&name.to_uppercase()).map(|it| it.code), Some(code), "{name}");
        }
        assert_eq!(read_today("Óbito").map(|it| it.code), Some(Code::Deceased));
        assert_eq!(
            read_today("contestação-improcedente").map(|it| it.code),
            Some(Code::DisputeRejected)
        );
    }

    #[test]
    fn a_word_that_only_begins_alike_is_none() {
        for other in ["acordos", "pagode", "pausado", "vip", "", "  "] {
            assert_eq!(read_today(other), None, "{other}");
        }
    }

    #[test]
    fn values_follow_the_name() {
        let named = read_today("promessa R$1.234,56 em 05/01").expect("one");
        assert_eq!(named.given.amount, Some(Money::centavos(123_456)));
        assert_eq!(named.given.day, NaiveDate::from_ymd_opt(2027, 1, 5));

        let named = read_today("reclamação demora no atendimento").expect("one");
        assert_eq!(named.given.words, "demora no atendimento");
        assert_eq!((named.given.amount, named.given.day), (None, None));
        assert_eq!(read_today("pausa 31/02").and_then(|it| it.given.day), None);
    }
}
