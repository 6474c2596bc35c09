//! What the page posts: one thing the customer did, under an id that the page made.
//!
//! The id makes posting idempotent: a page that got no answer posts again, and the same id is taken
//! once. Nothing that a customer can write is refused: a text beyond [`LONGEST`] letters is cut.

use serde::Deserialize;

use crate::domain::dialogue::event::Media;
use crate::web::error::Error;

/// Letters that are kept of one text.
pub const LONGEST: usize = 10_000;

/// One thing the customer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The page's own id of it.
    pub id: String,
    /// What it is.
    pub what: What,
}

/// What a customer can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Write.
    Text {
        /// The words, without what no database keeps.
        words: String,
        /// True where they were too long and the rest was dropped.
        cut: bool,
    },
    /// Choose from the last message.
    Choose(String),
    /// Send something that is no text.
    Media(Media),
}

/// The body as it comes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    id: String,
    text: Option<String>,
    choose: Option<String>,
    media: Option<Media>,
}

impl TryFrom<Body> for Posted {
    type Error = Error;

    fn try_from(body: Body) -> Result<Self, Error> {
        let known = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if !(8..=64).contains(&body.id.len()) || !body.id.chars().all(known) {
            return Err(Error::Refused("web-error-bad-id"));
        }
        let what = match (body.text, body.choose, body.media) {
            (Some(text), None, None) => words(&text),
            (None, Some(choice), None) if choice.len() <= 200 => What::Choose(choice),
            (None, None, Some(media)) => What::Media(media),
            _ => return Err(Error::Refused("web-error-bad-message")),
        };
        Ok(Self { id: body.id, what })
    }
}

fn words(text: &str) -> What {
    let words: String = text.chars().filter(|c| *c != '\0').take(LONGEST).collect();
    let cut = text.chars().filter(|c| *c != '\0').nth(LONGEST).is_some();
    What::Text { words, cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(json: &str) -> Result<Posted, Error> {
        serde_json::from_str::<Body>(json).expect("a body").try_into()
    }

    #[test]
    fn a_body_is_exactly_one_thing() {
        let text = posted(r#"{"id":"abcdefgh","text":"oi"}"#).expect("fine");
        assert_eq!(text.what, What::Text { words: "oi".into(), cut: false });
        assert!(posted(r#"{"id":"abcdefgh","media":"image"}"#).is_ok());
        assert!(posted(r#"{"id":"abcdefgh","choose":"yes"}"#).is_ok());
        assert!(posted(r#"{"id":"abcdefgh"}"#).is_err());
        assert!(posted(r#"{"id":"abcdefgh","text":"a","choose":"b"}"#).is_err());
        assert!(posted(r#"{"id":"curto","text":"a"}"#).is_err());
        assert!(posted(r#"{"id":"../../etc","text":"a"}"#).is_err());
    }

    #[test]
    fn a_text_too_long_is_cut_and_says_so() {
        let long = format!(r#"{{"id":"abcdefgh","text":"{}"}}"#, "ã".repeat(LONGEST + 1));

        let What::Text { words, cut } = posted(&long).expect("fine").what else {
            unreachable!("a text was posted")
        };

        assert_eq!(words.chars().count(), LONGEST);
        assert!(cut);
    }

    #[test]
    fn what_no_database_keeps_is_left_out() {
        let What::Text { words, cut } =
            posted(r#"{"id":"abcdefgh","text":"a\u0000b"}"#).expect("fine").what
        else {
            unreachable!("a text was posted")
        };

        assert_eq!((words.as_str(), cut), ("ab", false));
    }
}
