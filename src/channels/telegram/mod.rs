//! Telegram by its Bot API.

pub mod parse;
