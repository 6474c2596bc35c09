//! Words for people: every text that somebody reads comes from here.
//!
//! Texts live in `locales/<locale>/*.ftl` (Fluent). A [`Catalog`] is one locale's texts, checked as
//! they are loaded; [`Catalog::render`] turns a key and [values](crate::domain::dialogue::text) into
//! a text or an error, never into a text with a hole. [`Locales`] holds all of them, and picks one by
//! whom the words are for. Nothing else formats sums, dates or rates.
//! This module decides nothing and knows no debt: it is told which text, and with which values.
//!
//! To add a text, write it in a `.ftl` file. To add a kind of value: a variant of
//! `domain::dialogue::text::Value`, its arm in [`format`](self) and its pattern in `format.ftl`.

pub mod arms;
mod nest;
mod catalog;
mod message;
mod expand;
mod format;
pub mod fresh;
pub mod ease;
pub mod lint;
pub mod shown;
pub mod locales;
pub mod manners;
pub mod problems;
pub mod single;
mod render;
mod tree;

pub use catalog::Catalog;
pub use locales::Locales;
pub use render::RenderError;
