//! Why a call did not do what it should, and what is to be done about it.

use serde_json::Value as Json;

use crate::domain::channel::Failure;

/// Why a call did not do what it should.
///
/// Neither its words nor its debug form hold the bot's token or anything that was sent: Telegram's
/// descriptions quote what they complain of.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// Nothing left us.
    #[error("could not reach Telegram: {0}")]
    Unreached(&'static str),
    /// It cannot be done, however often it is tried.
    #[error("could not do it at Telegram: {0}")]
    Impossible(&'static str),
    /// Nobody knows whether it was done: the answer never came, or cannot be read.
    #[error("could not learn from Telegram whether it was done: {0}")]
    Unknown(String),
    /// Telegram said no.
    #[error("could not do it at Telegram: {}", .0.code())]
    Refused(Refusal),
}

/// What Telegram says where it says no.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The code of the answer, such as 403.
    pub status: u16,
    /// Telegram asks for this many seconds of quiet.
    pub after: Option<u32>,
    moved: bool,
    description: String,
}

/// Descriptions by a part of them, with our code and what it means. Telegram promises no text, so
/// that the whole of one is never compared.
const KNOWN: [(&str, &str, Meaning); 26] = [
    ("bot was blocked by the user", "blocked", Meaning::Gone),
    ("user is deactivated", "deactivated", Meaning::Gone),
    ("can't initiate conversation", "cannot-initiate", Meaning::Gone),
    ("chat not found", "chat-not-found", Meaning::Gone),
    ("user not found", "chat-not-found", Meaning::Gone),
    ("peer_id_invalid", "chat-not-found", Meaning::Gone),
    ("chat_id is empty", "chat-not-found", Meaning::Gone),
    ("bot was kicked", "kicked", Meaning::Gone),
    ("chat_write_forbidden", "no-rights", Meaning::Gone),
    ("have no rights", "no-rights", Meaning::Gone),
    ("message is not modified", "not-modified", Meaning::Done),
    ("query is too old", "query-too-old", Meaning::Late),
    ("query_id_invalid", "query-too-old", Meaning::Late),
    ("message to edit not found", "message-gone", Meaning::Late),
    ("message can't be edited", "message-gone", Meaning::Late),
    ("message_id_invalid", "message-gone", Meaning::Late),
    ("upgraded to a supergroup", "migrated", Meaning::Moved),
    ("wrong file identifier", "file-gone", Meaning::Moved),
    ("can't parse entities", "bad-markup", Meaning::Ours),
    ("button_", "bad-button", Meaning::Ours),
    ("too long", "too-long", Meaning::Ours),
    ("text is empty", "empty", Meaning::Ours),
    ("file is too big", "too-big", Meaning::Ours),
    ("webhook is active", "webhook-active", Meaning::Elsewhere),
    ("terminated by other", "other-poller", Meaning::Elsewhere),
    ("terminated by setwebhook", "webhook-active", Meaning::Elsewhere),
];

#[derive(Clone, Copy)]
enum Meaning {
    /// Nothing reaches them here any more.
    Gone,
    /// It is as it should be.
    Done,
    /// It is too late for it.
    Late,
    /// It has another name now.
    Moved,
    /// We wrote it wrongly.
    Ours,
    /// Another takes our updates.
    Elsewhere,
}

impl Refusal {
    /// Reads an answer that says no; none where it is not Telegram that speaks.
    pub fn read(status: u16, answer: &Json) -> Option<Self> {
        if answer.get("ok").and_then(Json::as_bool) != Some(false) {
            return None;
        }
        let parameter = |name: &str| answer.get("parameters").and_then(|all| all.get(name));
        let told = answer.get("error_code").and_then(Json::as_u64);
        let description = answer.get("description").and_then(Json::as_str).unwrap_or_default();
        Some(Self {
            status: told.and_then(|code| u16::try_from(code).ok()).unwrap_or(status),
            after: parameter("retry_after").and_then(Json::as_u64).map(whole),
            moved: parameter("migrate_to_chat_id").is_some(),
            description: description.to_owned(),
        })
    }

    /// A code of it: ours where it is known, else the answer's own.
    pub fn code(&self) -> String {
        match self.known() {
            Some((code, _)) => code.to_owned(),
            None => self.status.to_string(),
        }
    }

    /// What Telegram says, for who sets the bot up; it may quote what was sent.
    pub fn description(&self) -> &str {
        &self.description
    }

    fn known(&self) -> Option<(&'static str, Meaning)> {
        let says = self.description.to_lowercase();
        let found = KNOWN.iter().find(|(part, ..)| says.contains(part));
        found.map(|(_, code, meaning)| (*code, *meaning))
    }

    fn failure(&self) -> Failure {
        let code = self.code();
        match self.status {
            429 => return Failure::Pair { code, after: self.after },
            // A token that nobody knows is answered by 401, one that is none by 404.
            401 | 404 => return Failure::Account { code },
            // Telegram itself says that it did not do it.
            500.. => return Failure::Later { code },
            _ => {}
        }
        if self.moved {
            return Failure::Otherwise { code };
        }
        match (self.known(), self.status) {
            (Some((_, Meaning::Gone)), _) | (None, 403) => Failure::Never { code, gone: true },
            (Some((_, Meaning::Done | Meaning::Late)), _) => Failure::Never { code, gone: false },
            (Some((_, Meaning::Moved)), _) => Failure::Otherwise { code },
            (Some((_, Meaning::Elsewhere)), _) | (None, 408 | 409) => Failure::Later { code },
            (Some((_, Meaning::Ours)) | None, _) => Failure::Malformed { code },
        }
    }
}

impl Trouble {
    /// A code of it, for logs.
    pub fn code(&self) -> String {
        match self {
            Self::Unreached(code) | Self::Impossible(code) => (*code).to_owned(),
            Self::Unknown(code) => code.clone(),
            Self::Refused(refusal) => refusal.code(),
        }
    }

    /// Reads an answer that is no success of Telegram's own.
    ///
    /// A gateway's page (a 502 in HTML) says nothing of whether Telegram had the message by then,
    /// so that it is unknown; only 503 says that nobody took it, 429 that nobody wanted to.
    pub fn of_page(status: u16, after: Option<u32>) -> Self {
        let refused = |status| {
            let description = String::new();
            Self::Refused(Refusal { status, after, moved: false, description })
        };
        match status {
            300..=399 => Self::Unreached("redirected"),
            408 | 413 | 429 | 503 => refused(status),
            400..=499 => refused(404),
            _ => Self::Unknown(format!("http-{status}")),
        }
    }

    /// What it means for a message.
    pub fn failure(&self) -> Failure {
        match self {
            Self::Unreached(code) => Failure::Later { code: (*code).to_owned() },
            Self::Impossible(code) => Failure::Malformed { code: (*code).to_owned() },
            Self::Unknown(code) => Failure::Ambiguous { code: code.clone() },
            Self::Refused(refusal) => refusal.failure(),
        }
    }

    /// True where what was wanted is so already, or matters no more.
    pub fn is_moot(&self) -> bool {
        match self {
            Self::Refused(refusal) => {
                matches!(refusal.known(), Some((_, Meaning::Done | Meaning::Late)))
            }
            Self::Unreached(_) | Self::Impossible(_) | Self::Unknown(_) => false,
        }
    }

    /// True where another takes the updates that we ask for.
    pub fn is_conflict(&self) -> bool {
        match self {
            Self::Refused(refusal) => refusal.status == 409,
            Self::Unreached(_) | Self::Impossible(_) | Self::Unknown(_) => false,
        }
    }

    /// True where Telegram does not know the token.
    pub fn is_stranger(&self) -> bool {
        match self {
            Self::Refused(refusal) => matches!(refusal.status, 401 | 404),
            Self::Unreached(_) | Self::Impossible(_) | Self::Unknown(_) => false,
        }
    }
}

impl std::fmt::Debug for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Trouble({})", self.code())
    }
}

impl std::fmt::Debug for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Refusal({})", self.code())
    }
}

fn whole(seconds: u64) -> u32 {
    u32::try_from(seconds).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
