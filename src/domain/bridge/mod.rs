//! What another desk is told of a case, and what it tells us: the same words for every such desk.
//!
//! Another desk (Chatwoot, a Telegram group) only shows cases and takes down what agents do there;
//! our rows stay the record. This module knows no provider, no network and no row. To add a desk:
//! a variant of [`Desk`], its folder in `desks`.

pub mod outcome;

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::people::Cpf;

/// Another desk beside our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// Conversations of Chatwoot, in inboxes of the kind API.
    Chatwoot,
    /// Topics of a Telegram group.
    Telegram,
}

impl Desk {
    /// Every desk.
    pub const ALL: [Self; 2] = [Self::Chatwoot, Self::Telegram];

    /// The code of rows, settings and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chatwoot => "chatwoot",
            Self::Telegram => "telegram",
        }
    }
}

/// A case, as much of it as may leave the house.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its id, which the other desk may show.
    pub id: Id,
    /// A name of the customer's that tells nothing: never their document.
    pub customer: Id,
    /// What the customer is called there.
    pub name: String,
    /// The channel that the conversation runs on.
    pub channel: String,
    /// The case in one line.
    pub title: String,
    /// Everything an agent needs, in lines.
    pub packet: String,
    /// Short values to be shown beside it, by name.
    pub chips: Vec<(&'static str, String)>,
    /// True where somebody should look at once.
    pub is_urgent: bool,
}

/// Where a case stands at the other desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// Its name there: a conversation's number, a topic's.
    pub id: String,
    /// The channel that the conversation runs on.
    pub channel: String,
}

/// Whose words a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The customer's.
    Customer,
    /// The bot's.
    Bot,
    /// Those of a human of ours who works at another desk.
    Agent,
    /// Ours, for the agents alone.
    Note,
}

/// One line that is shown at the other desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Our name of it, by which it is found again there.
    pub id: String,
    /// Whose words it is.
    pub voice: Voice,
    /// The words.
    pub text: String,
    /// When it was said.
    pub at: DateTime<Utc>,
}

/// What became of an agent's message on its way to the customer; only ever forward.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tick {
    /// Nothing yet.
    Waiting,
    /// It left.
    Sent,
    /// It arrived.
    Delivered,
    /// It was read.
    Read,
    /// It did not go, or did not arrive: why, in words for the agent.
    Failed(String),
}

impl Tick {
    /// How far it is: a later one never gives way to an earlier.
    pub const fn rank(&self) -> i64 {
        match self {
            Self::Waiting => 0,
            Self::Sent => 1,
            Self::Delivered => 2,
            Self::Read => 3,
            Self::Failed(_) => 4,
        }
    }
}

/// Where a case stands at the other desk, as its agents see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody should answer, or does.
    Open,
    /// It waits for a time that an agent named.
    Snoozed,
    /// It is over.
    Resolved,
}

/// Who did something at the other desk, as it tells.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hand {
    /// Their id there.
    pub id: String,
    /// Their address of mail, where the desk tells it.
    pub email: Option<String>,
}

impl fmt::Debug for Hand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Hand({})", self.id)
    }
}

/// What somebody did at the other desk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// Wrote to the customer.
    Say {
        /// The words.
        text: String,
        /// True where it was refused once and they want it all the same.
        insists: bool,
    },
    /// Wrote something that stays in the house.
    Note {
        /// The words.
        text: String,
    },
    /// Took the case.
    Take,
    /// Gave it back to the bot.
    GiveBack,
    /// Ended it; with the words or labels that may name what came of it.
    Close {
        /// The candidates, as they were written.
        outcome: Vec<String>,
    },
    /// Named labels of a case.
    Label {
        /// All that it bears now.
        labels: Vec<String>,
    },
    /// Put it aside for a time.
    Snooze,
    /// Opened it again.
    Reopen,
    /// Brought the code that shows who they are.
    Enter {
        /// The code.
        code: String,
    },
    /// Asked what can be done.
    Help,
    /// Did what cannot reach the customer.
    Unfit {
        /// A code of what it was.
        what: String,
    },
}

impl fmt::Debug for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Deed {
    /// The code of it, without its words.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Say { .. } => "say",
            Self::Note { .. } => "note",
            Self::Take => "take",
            Self::GiveBack => "give-back",
            Self::Close { .. } => "close",
            Self::Label { .. } => "label",
            Self::Snooze => "snooze",
            Self::Reopen => "reopen",
            Self::Enter { .. } => "enter",
            Self::Help => "help",
            Self::Unfit { .. } => "unfit",
        }
    }
}

/// One thing that another desk tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// Its name: the same thing told twice has the same.
    pub id: String,
    /// The name of its delivery, where the desk tells one.
    pub delivery: Option<String>,
    /// The case's name at that desk; empty where it is about none.
    pub thread: String,
    /// The message's name there, where it is one.
    pub message: Option<String>,
    /// Who did it.
    pub by: Hand,
    /// What it was.
    pub deed: Deed,
}

/// A text without any CPF that stands in it, however it is punctuated.
///
/// # Examples
/// ```
/// use combinado::domain::bridge::without_documents;
/// assert_eq!(without_documents("sou 123.456.789-09, oi"), "sou ***.***.***-**, oi");
/// assert_eq!(without_documents("pedido 12345678900"), "pedido 12345678900");
/// ```
pub fn without_documents(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let begins = at == 0 || !letters.get(at - 1).is_some_and(char::is_ascii_digit);
        let here = document(letters.get(at..).unwrap_or_default()).filter(|_| begins);
        if let Some(length) = here {
            shown.push_str("***.***.***-**");
            at += length;
        } else {
            shown.push(*letter);
            at += 1;
        }
    }
    shown
}

/// How many letters of a beginning are a CPF: its digits, with signs or spaces between two.
fn document(letters: &[char]) -> Option<usize> {
    let (mut digits, mut length, mut between) = (String::new(), 0, 0);
    for letter in letters {
        length += 1;
        if letter.is_ascii_digit() {
            digits.push(*letter);
            between = 0;
        } else if matches!(letter, '.' | '-' | ' ' | '/') && !digits.is_empty() && between < 3 {
            between += 1;
        } else {
            return None;
        }
        if digits.len() == 11 {
            let ends = !letters.get(length).is_some_and(char::is_ascii_digit);
            return (ends && digits.parse::<Cpf>().is_ok()).then_some(length);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_hidden_however_it_is_written() {
        for written in ["12345678909", "123.456.789-09", "123 456 789 09", "123. 456. 789 - 09"] {
            let shown = without_documents(&format!("é {written}!"));
            assert_eq!(shown, "é ***.***.***-**!", "{written}");
        }
    }

    #[test]
    fn other_numbers_stay() {
        for written in ["11987654321", "R$ 1.234,56", "1234567890912", "12/03/2026", ""] {
            assert_eq!(without_documents(written), written);
        }
    }

    #[test]
    fn what_was_written_shows_in_no_debug_form() {
        let came = Came {
            id: "message/1".to_owned(),
            delivery: None,
            thread: "7".to_owned(),
            message: None,
            by: Hand { id: "3".to_owned(), email: Some("ana@example.com".to_owned()) },
            deed: Deed::Say { text: "segredo".to_owned(), insists: false },
        };
        let shown = format!("{came:?}");
        assert!(!shown.contains("segredo") && !shown.contains("ana@"), "{shown}");
    }
}
