//! The core: decides everything, touches nothing.
//!
//! No input or output, no clock, no chance: time and ids are arguments, what should happen comes
//! back as data. Modules are in reading order and import earlier siblings only.

pub mod id;
pub mod money;
pub mod locale;
pub mod problem;
pub mod words;
pub mod calendar;
pub mod people;
pub mod debt;
pub mod policy;
pub mod understanding;
pub mod access;
pub mod quality;
pub mod conduct;
pub mod dialogue;
pub mod channel;
pub mod bridge;
pub mod content;
pub mod experiment;
pub mod simulation;
