//! What admins change, and what would come of it: checks, trying, publishing.
//!
//! Everything here works on files of content as they are written; nothing here speaks to customers.
//! A draft is begun on the release that serves (`drafts`), looked over by somebody else (`review`)
//! and published as a whole (`publish`). Every function checks the right itself and writes down what
//! was done in the same write.

mod act;
pub mod again;
pub mod beside;
pub mod cases;
pub mod checks;
pub mod drafts;
mod error;
pub mod exchange;
pub mod failures;
pub mod experiment;
pub mod funnel;
pub mod impact;
pub mod lessons;
pub mod limits;
pub mod locale;
pub mod look;
mod merge;
pub mod played;
pub mod publish;
pub mod releases;
pub mod replay;
pub mod review;
pub mod testing;
pub mod texts;
pub mod simulate;
pub mod steps;
pub mod strays;
mod study;
pub mod transcript;

pub use self::act::may;
pub use self::error::{Error, Refused};
