//! Rows of the tuning room: releases, which of them serves, drafts, and experiments.

pub mod draft;
pub mod edition;
pub mod failure;
pub mod experiment;
pub mod text;
