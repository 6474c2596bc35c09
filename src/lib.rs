//! Combinado.
pub mod domain;
