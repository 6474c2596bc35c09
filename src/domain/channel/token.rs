//! What stands behind a button: short, opaque, and good for one choice of one message.
//!
//! It names nothing and gives no right: a tap is looked up among what our messages really offered,
//! so that a forged or stale one is only words.

use crate::domain::id::Id;

/// The letters of a token; well below every channel's limit.
pub const LENGTH: usize = 20;

/// The token of a choice of a message.
pub fn token(message: &Id, choice: &str) -> String {
    Id::derive(&["choice", message.as_str(), choice]).as_str().chars().take(LENGTH).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_one_choice_of_one_message() {
        let (one, other) = (Id::derive(&["1"]), Id::derive(&["2"]));

        assert_eq!(token(&one, "yes"), token(&one, "yes"));
        assert_ne!(token(&one, "yes"), token(&one, "no"));
        assert_ne!(token(&one, "yes"), token(&other, "yes"));
        assert_eq!(token(&one, &"x".repeat(500)).len(), LENGTH);
    }
}
