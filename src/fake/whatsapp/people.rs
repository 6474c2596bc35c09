//! Who has WhatsApp here, under which account, and when they last wrote.
//!
//! A number that is dialled and the account behind it differ in Brazil: old accounts lack the
//! ninth digit. An account that once wrote is known by what it wrote from; of the others, those
//! outside the area codes 11 to 28 are taken to be old.

use std::collections::HashMap;
use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::fake::held;

/// Somebody with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account's number, which may lack the ninth digit.
    pub wa_id: String,
    /// The business-scoped user id.
    pub user_id: String,
    /// The profile's name.
    pub name: String,
    /// When they last wrote.
    pub heard_at: Option<DateTime<Utc>>,
    /// True where webhooks tell no number of theirs.
    pub hidden: bool,
}

/// Everybody known here.
#[derive(Debug, Default)]
pub struct People(Mutex<Book>);

#[derive(Debug, Default)]
struct Book {
    by_key: HashMap<String, Person>,
    key_of_user: HashMap<String, String>,
}

impl People {
    /// The person behind a number as it is dialled; made up where nobody knows them.
    pub fn dialled(&self, number: &str) -> Person {
        let number = international(number);
        let wa_id = account(&number);
        held(&self.0).person(&key(&number), wa_id)
    }

    /// The person behind a business-scoped user id, if somebody has it.
    pub fn scoped(&self, user_id: &str) -> Option<Person> {
        let book = held(&self.0);
        book.by_key.get(book.key_of_user.get(user_id)?).cloned()
    }

    /// Somebody writes from an account; a later time is remembered.
    pub fn writes(
        &self,
        from: &str,
        at: Option<DateTime<Utc>>,
        update: impl FnOnce(&mut Person),
    ) -> Person {
        let from = from.trim_start_matches('+').to_owned();
        let mut book = held(&self.0);
        let known = key(&from);
        let mut person = book.person(&known, from.clone());
        book.key_of_user.remove(&person.user_id);
        person.wa_id = from;
        person.heard_at = person.heard_at.max(at);
        update(&mut person);
        book.key_of_user.insert(person.user_id.clone(), known.clone());
        book.by_key.insert(known, person.clone());
        person
    }

    /// Somebody's number becomes another; their user id changes with it.
    pub fn moves(&self, from: &str, to: &str) -> (Person, Person) {
        let old = self.dialled(&format!("+{}", from.trim_start_matches('+')));
        let new = self.writes(to, None, |person| person.name.clone_from(&old.name));
        held(&self.0).by_key.remove(&key(&old.wa_id));
        (old, new)
    }
}

impl Person {
    /// True where they wrote in the 24 hours before a moment.
    pub fn may_be_answered(&self, at: DateTime<Utc>) -> bool {
        self.heard_at.is_some_and(|heard| at - heard < TimeDelta::hours(24))
    }
}

impl Book {
    fn person(&mut self, key: &str, wa_id: String) -> Person {
        let person = self.by_key.entry(key.to_owned()).or_insert_with(|| Person {
            user_id: user_id(&wa_id),
            name: "Cliente".to_owned(),
            heard_at: None,
            hidden: false,
            wa_id,
        });
        let person = person.clone();
        self.key_of_user.insert(person.user_id.clone(), key.to_owned());
        person
    }
}

/// A business-scoped user id that goes with a number.
fn user_id(number: &str) -> String {
    let digest = Sha256::digest(number.as_bytes());
    let digits: String = digest.iter().take(20).map(|byte| char::from(b'0' + byte % 10)).collect();
    format!("BR.{digits}")
}

/// Digits with the country before them; without a plus the sender's country is put there.
fn international(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let full = digits.starts_with("55") && matches!(digits.len(), 12 | 13);
    if number.trim_start().starts_with('+') || full { digits } else { format!("55{digits}") }
}

/// What a number has in common with and without its ninth digit.
fn key(number: &str) -> String {
    split(number).map_or_else(|| number.to_owned(), |(area, rest)| format!("55{area}{rest}"))
}

/// Area and the last eight digits of a Brazilian mobile number.
fn split(number: &str) -> Option<(&str, &str)> {
    let national = number.strip_prefix("55")?;
    let (area, rest) = national.split_at_checked(2)?;
    let short = match rest.len() {
        9 => rest.strip_prefix('9')?,
        8 => rest,
        _ => return None,
    };
    short.starts_with(['6', '7', '8', '9']).then_some((area, short))
}

/// The account of a number that nobody knows yet.
fn account(number: &str) -> String {
    match split(number) {
        Some((area, short)) if area > "28" => format!("55{area}{short}"),
        Some(_) | None => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_account_lacks_the_ninth_digit() {
        let people = People::default();

        assert_eq!(people.dialled("+5531987654321").wa_id, "553187654321");
        assert_eq!(people.dialled("+5511987654321").wa_id, "5511987654321");
        assert_eq!(people.dialled("+551130000000").wa_id, "551130000000");
        assert_eq!(people.dialled("11 98765-4321").wa_id, "5511987654321");
    }

    #[test]
    fn who_wrote_is_known_by_what_they_wrote_from() {
        let people = People::default();
        let maria = people.writes("551187654321", None, |_| {});

        assert_eq!(people.dialled("+5511987654321"), maria);
        assert_eq!(people.scoped(&maria.user_id), Some(maria));
    }

    #[test]
    fn a_new_number_is_a_new_user() {
        let people = People::default();
        let (old, new) = people.moves("551187654321", "5521998887777");

        assert_ne!(old.user_id, new.user_id);
        assert_eq!(new.wa_id, "5521998887777");
    }
}
