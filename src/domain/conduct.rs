//! What may be said to whom, and when: the last word over every message.
//!
//! A careless flow cannot break the law: no debt detail before the identity is verified (LGPD, CDC
//! art. 42), nothing we begin outside contact hours (CDC art. 71 and state laws), nothing we begin
//! after an opt-out. It knows no flow and no text, only who is there and what kind of thing is said.

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::calendar::{Calendar, ContactHours};
use super::words::{begins_a_word, plain};

/// What tells a stranger of a debt (CDC art. 42, LGPD): beginnings of words, without accents.
const DEBTS: [&str; 14] = [
    "deuda",
    "cobranza",
    "pendiente",
    "divida",
    "debito",
    "atras",
    "vencid",
    "cobran",
    "inadimpl",
    "devedor",
    "devendo",
    "pendencia",
    "multa",
    "juros",
];

/// Why something may not be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// It tells of a debt and nobody proved who they are.
    IdentityUnknown,
    /// The customer asked never to be written to first.
    OptedOut,
    /// Collection is paused or stopped.
    NotActive,
    /// It is not a time at which we may begin to talk.
    OutOfHours,
}

/// What conduct knows of a customer at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// They proved who they are.
    pub verified: bool,
    /// They asked never to be written to first.
    pub opted_out: bool,
    /// Collection is paused or stopped.
    pub resting: bool,
    /// The time where they live.
    pub local: NaiveDateTime,
}

/// What is about to be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saying {
    /// It tells of a debt.
    pub sensitive: bool,
    /// We begin, nobody asked.
    pub begins: bool,
}

impl Forbidden {
    /// The code of traces.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::IdentityUnknown => "identity-unknown",
            Self::OptedOut => "opted-out",
            Self::NotActive => "not-active",
            Self::OutOfHours => "out-of-hours",
        }
    }
}

/// Says whether a message may go out.
///
/// # Errors
/// The reason why it may not.
pub fn permit(saying: Saying, to: Standing, calendar: &Calendar) -> Result<(), Forbidden> {
    if saying.sensitive && !to.verified {
        return Err(Forbidden::IdentityUnknown);
    }
    if saying.begins { may_begin(to, calendar) } else { Ok(()) }
}

/// Says whether we may begin to talk now.
///
/// # Errors
/// The reason why not.
pub fn may_begin(to: Standing, calendar: &Calendar) -> Result<(), Forbidden> {
    if to.opted_out {
        return Err(Forbidden::OptedOut);
    }
    if to.resting {
        return Err(Forbidden::NotActive);
    }
    if !ContactHours::default().allows(to.local, calendar) {
        return Err(Forbidden::OutOfHours);
    }
    Ok(())
}

/// The next moment at which we may begin to talk, in the customer's zone.
pub fn next_opening(now: DateTime<Utc>, zone: Tz, calendar: &Calendar) -> DateTime<Utc> {
    let local = now.with_timezone(&zone).naive_local();
    let opening = ContactHours::default().next_opening(local, calendar);
    zone.from_local_datetime(&opening).earliest().map_or(now, |moment| moment.to_utc())
}

/// The word by which a text tells of a debt, or `R$` where it names a sum; none where it does neither.
///
/// # Examples
/// ```
/// use combinado::domain::conduct::names_a_debt;
///
/// assert_eq!(names_a_debt("Sua conta está VENCIDA"), Some("vencid"));
/// assert_eq!(names_a_debt("São R$ 120,00"), Some("R$"));
/// assert_eq!(names_a_debt("Falo com a Maria?"), None);
/// ```
pub fn names_a_debt(text: &str) -> Option<&'static str> {
    let wording = plain(text);
    let word = DEBTS.into_iter().find(|stem| begins_a_word(&wording, stem));
    word.or_else(|| names_a_sum(text).then_some("R$"))
}

/// True where a text names a sum of money, in digits.
///
/// # Examples
/// ```
/// use combinado::domain::conduct::names_a_sum;
///
/// assert!(names_a_sum("São R$ 120,00 hoje."));
/// assert!(names_a_sum("são 120 reais"));
/// assert!(!names_a_sum("Me diga os 3 primeiros números, por favor."));
/// ```
pub fn names_a_sum(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split_whitespace().peekable();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_money = |word: &str| {
        ["reais", "real", "centavos", "conto", "contos"]
            .contains(&word.trim_matches(|c: char| !c.is_alphabetic()))
    };
    while let Some(word) = words.next() {
        let next = words.peek().copied().unwrap_or_default();
        if word.contains("r$") || is_number(word) && is_money(next) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing() -> Standing {
        let local = "2026-11-23T10:00:00".parse().expect("a time");
        Standing { verified: true, opted_out: false, resting: false, local }
    }

    fn beginning() -> Saying {
        Saying { sensitive: false, begins: true }
    }

    #[test]
    fn no_debt_is_told_before_the_identity_is_verified() {
        let unknown = Standing { verified: false, ..standing() };
        let saying = Saying { sensitive: true, begins: false };
        let calendar = Calendar::brazil();

        assert_eq!(permit(saying, unknown, &calendar), Err(Forbidden::IdentityUnknown));
        assert_eq!(permit(saying, standing(), &calendar), Ok(()));
    }

    #[test]
    fn an_opt_out_silences_what_we_begin_and_no_answer() {
        let silent = Standing { opted_out: true, ..standing() };
        let answer = Saying { sensitive: false, begins: false };
        let calendar = Calendar::brazil();

        assert_eq!(permit(beginning(), silent, &calendar), Err(Forbidden::OptedOut));
        assert_eq!(permit(answer, silent, &calendar), Ok(()));
    }

    #[test]
    fn nothing_begins_at_night_on_sunday_or_on_a_holiday() {
        let calendar = Calendar::brazil();
        for time in [
            "2026-11-23T08:59:59",
            "2026-11-23T18:00:01",
            "2026-11-22T10:00:00",
            "2026-11-20T10:00:00",
        ] {
            let at = Standing { local: time.parse().expect("a time"), ..standing() };
            assert_eq!(permit(beginning(), at, &calendar), Err(Forbidden::OutOfHours), "{time}");
        }
        assert_eq!(permit(beginning(), standing(), &calendar), Ok(()));
    }
}
