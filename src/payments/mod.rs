//! How debts are paid: one module a provider.
//!
//! A provider knows the domain's money and documents and nothing of conversations, storage or
//! pages. To add one: a folder here, its configuration, and recorded fixtures of what it answers.

pub mod pix_static;
