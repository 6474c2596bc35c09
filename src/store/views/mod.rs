//! What pages show, read in as few statements as there are parts of a page; nothing changes here.
//!
//! To add a page's view: a file here, a case in `tests/it/web.rs`.

pub mod board;
pub mod chat;
pub mod desk;
pub mod experiments;
pub mod hints;
pub mod people;
pub mod quality;
pub mod queues;
pub mod reports;
pub mod steps;
pub mod trace;
pub mod wall;

pub use super::Db;
pub use super::error::Error;
pub use super::message::{Choice, Enclosure, Message, Sender};
pub use super::turn::{Logged, Outcome};
