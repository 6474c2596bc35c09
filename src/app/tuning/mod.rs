//! What admins change, and what would come of it: checks, trying, publishing.
//!
//! Everything here works on files of content as they are written; nothing here speaks to customers.

pub mod checks;
pub mod funnel;
pub mod locale;
pub mod replay;
pub mod transcript;
