//! What of the list somebody wants to see, as it stands in the address.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::domain::dialogue::effect::HandoffReason;
use crate::store::views::desk::queue::{Mark, Place, Which};
use crate::web::desk::escaped;

/// The lists there are: their code in addresses, their words, which they are.
pub const LISTS: [(&str, &str, Which); 7] = [
    ("esperando", "web-desk-list-waiting", Which::Waiting),
    ("minhas", "web-desk-list-mine", Which::Mine),
    ("adiadas", "web-desk-list-snoozed", Which::Snoozed),
    ("time", "web-desk-list-team", Which::Team),
    ("robo", "web-desk-list-bot", Which::Bot),
    ("encerradas", "web-desk-list-ended", Which::Ended),
    ("todas", "web-desk-list-all", Which::All),
];

/// The longest value that is taken from an address.
const LONGEST: usize = 120;

/// A filter of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Filter {
    #[serde(default, rename = "filtro")]
    list: String,
    #[serde(default, rename = "credor")]
    creditor: String,
    #[serde(default, rename = "setor")]
    sector: String,
    #[serde(default, rename = "motivo")]
    reason: String,
    #[serde(default, rename = "depois")]
    after: String,
}

impl Filter {
    /// Which list; the one that waits where none is named.
    pub fn which(&self) -> Which {
        let named = LISTS.iter().find(|(code, _, _)| *code == self.list);
        named.map_or(Which::Waiting, |(_, _, which)| *which)
    }

    /// The code of the list.
    pub fn list(&self) -> &'static str {
        let which = self.which();
        LISTS.iter().find(|(_, _, it)| *it == which).map_or("esperando", |(code, _, _)| *code)
    }

    /// Only this creditor's.
    pub fn creditor(&self) -> Option<&str> {
        some(&self.creditor)
    }

    /// Only this sector's.
    pub fn sector(&self) -> Option<&str> {
        some(&self.sector)
    }

    /// Only what is there for this reason.
    pub fn reason(&self) -> Option<&str> {
        some(&self.reason).filter(|it| HandoffReason::ALL.iter().any(|known| known.as_str() == *it))
    }

    /// Where the page begins.
    pub fn after(&self) -> Option<Mark> {
        let mut parts = self.after.splitn(3, '.');
        let (kind, place, id) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
        let place = match kind {
            "r" => Place::Rank(place),
            "t" => Place::At(DateTime::<Utc>::from_timestamp_micros(place)?),
            _other => return None,
        };
        Some(Mark { place, id: id.to_owned() })
    }

    /// True where more than the list is asked for.
    pub fn is_narrow(&self) -> bool {
        self.creditor().is_some() || self.sector().is_some() || self.reason().is_some()
    }

    /// The filter as it stands in an address, without where the page begins.
    pub fn query(&self) -> String {
        let named =
            [("credor", self.creditor()), ("setor", self.sector()), ("motivo", self.reason())];
        let rest = named.into_iter().filter_map(|(name, value)| Some((name, value?)));
        rest.fold(format!("filtro={}", self.list()), |text, (name, value)| {
            format!("{text}&{name}={}", escaped(value))
        })
    }

    /// The same list elsewhere, as it stands in an address.
    pub fn of_list(&self, code: &'static str) -> String {
        Self { list: code.to_owned(), after: String::new(), ..self.clone() }.query()
    }
}

/// A place of the list as it stands in an address.
pub fn marked(mark: &Mark) -> String {
    let place = match mark.place {
        Place::Rank(rank) => format!("r.{rank}"),
        Place::At(at) => format!("t.{}", at.timestamp_micros()),
    };
    escaped(&format!("{place}.{}", mark.id))
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty() && text.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_comes_back_as_it_was() {
        for place in [Place::Rank(-3), Place::At(DateTime::from_timestamp_micros(7).expect("fine"))]
        {
            let mark = Mark { place, id: "h.1".to_owned() };
            let filter = Filter { after: marked(&mark), ..Filter::default() };

            assert_eq!(filter.after(), Some(mark));
        }
        let forged = Filter { after: "x.1.y".to_owned(), ..Filter::default() };
        assert_eq!(forged.after(), None);
    }

    #[test]
    fn what_nobody_knows_is_left_out_of_the_address() {
        let filter = Filter {
            list: "nada".to_owned(),
            creditor: "a&b=c".to_owned(),
            reason: "' or 1=1".to_owned(),
            ..Filter::default()
        };

        assert_eq!(filter.query(), "filtro=esperando&credor=a%26b%3Dc");
    }
}
