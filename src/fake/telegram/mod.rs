//! Telegram's Bot API.
