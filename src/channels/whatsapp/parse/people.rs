//! Who somebody is: a phone that may lack its ninth digit, a user id, or only one of them.

use serde_json::Value;

use super::{Scene, text};
use crate::domain::channel::{Alias, Who};
use crate::domain::people::Phone;

/// The longest user id: a country, `ENT.` for some, and letters and digits.
const LONGEST_USER: usize = 3 + 4 + 128;

/// The names under which one thing of a webhook knows somebody.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Digits of a phone as WhatsApp has it.
    pub(super) phone: Option<String>,
    /// The user id.
    pub(super) user: Option<String>,
}

impl Names {
    /// Reads both names where they stand in an object.
    pub(super) fn of(object: &Value, phone: &str, user: &str) -> Self {
        let user = text(object, user).filter(|it| is_user_id(it));
        Self { phone: text(object, phone).and_then(|it| digits(&it)), user }
    }

    /// True where both speak of one person for certain.
    fn meets(&self, other: &Self) -> bool {
        let same_user = self.user.is_some() && self.user == other.user;
        let key = |names: &Self| names.phone.as_deref().map(key_of);
        same_user || (self.phone.is_some() && key(self) == key(other))
    }

    /// The person; none without a name.
    pub(super) fn who(self) -> Option<Who> {
        let user = self.user.clone().map(Alias::User);
        let phone = self.phone.as_deref().map(|digits| Alias::Phone(key_of(digits)));
        let address = match (self.phone, self.user) {
            (Some(digits), _) => address_of(&digits),
            (None, Some(user)) => user,
            (None, None) => return None,
        };
        let aliases = [user, phone].into_iter().flatten().collect();
        Some(Who { aliases, address, name: None, username: None })
    }
}

impl Scene<'_> {
    /// The person whom a message or the like names, with what the webhook's list says of them.
    ///
    /// The list is paired by name and never by place: it may hold others, or nobody.
    pub(super) fn who(&self, mut names: Names) -> Option<Who> {
        let contacts = self.value.get("contacts").and_then(Value::as_array).into_iter().flatten();
        let mut known = contacts.map(|it| (it, Names::of(it, "wa_id", "user_id")));
        let found = known.find(|(_, listed)| names.meets(listed));
        if let Some((_, listed)) = &found {
            names.phone = names.phone.or_else(|| listed.phone.clone());
            names.user = names.user.or_else(|| listed.user.clone());
        }
        let mut who = names.who()?;
        if let Some(profile) = found.and_then(|(it, _)| it.get("profile")) {
            who.name = text(profile, "name").as_deref().map(short);
            who.username = text(profile, "username").as_deref().map(short);
        }
        Some(who)
    }
}

/// The address to which somebody's phone is written, whatever WhatsApp made of its ninth digit.
///
/// Without the plus sign Meta would take the number for one of the sender's country.
pub fn address_of(digits: &str) -> String {
    brazilian(digits).map_or_else(|| format!("+{digits}"), |phone| phone.e164().to_owned())
}

/// True for what Meta gives as the id of a user: `BR.` and letters and digits.
pub fn is_user_id(text: &str) -> bool {
    let Some((country, rest)) = text.split_once('.') else { return false };
    let rest = rest.strip_prefix("ENT.").unwrap_or(rest);
    text.len() <= LONGEST_USER
        && country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The phone, where it is a Brazilian one.
///
/// Only what begins with the country's code is: an American number has as many digits as one of
/// ours without it.
pub(super) fn brazilian(digits: &str) -> Option<Phone> {
    let ours = digits.starts_with("55") && matches!(digits.len(), 12 | 13);
    ours.then(|| Phone::from_account(&format!("+{digits}")).ok()).flatten()
}

fn key_of(digits: &str) -> String {
    brazilian(digits).map_or_else(|| digits.to_owned(), |phone| phone.key())
}

/// The digits of a phone with its country, as accounts are named; none for anything else.
pub(super) fn digits(text: &str) -> Option<String> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let fit = (5..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fit.then(|| text.to_owned())
}

/// A name as long as a name may be.
fn short(name: &str) -> String {
    name.chars().take(256).collect()
}
