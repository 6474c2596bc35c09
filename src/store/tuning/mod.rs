//! Rows of the tuning room: releases, which of them serves, and drafts.

pub mod draft;
pub mod edition;
pub mod failure;
pub mod text;
