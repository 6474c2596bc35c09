//! WhatsApp by the Cloud API of Meta.

pub mod errors;
pub mod parse;
pub mod signature;

pub use parse::{Malformed, Sorted, Told, parse, sort, whole};
