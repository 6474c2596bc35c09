//! The pages (the customer's chat, the list of example customers, what happened in each turn), the
//! addresses where providers post, and what is told to whoever watches over the program.
//!
//! A handler reads what was sent, calls a use case of `app` or a view of the store, and shows the
//! answer; it decides nothing. Every word comes from `locales/<locale>/web.ftl`. Scripts and styles
//! are files of [`assets`]: the pages allow no inline script, so no text of anybody's can run.
//!
//! To add a page: a folder with its handler and its `.html`, its route in [`router`], its words in
//! `web.ftl`.

mod assets;
mod chat;
pub mod desk;
mod error;
pub mod health;
mod names;
mod qr;
pub mod router;
pub mod serve;
pub mod site;
mod start;
mod texts;
mod trace;
pub mod tuning;
pub mod webhooks;
