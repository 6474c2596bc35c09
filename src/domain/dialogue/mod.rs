//! The dialogue: a pure function from state, event and facts to a new state and effects.
//!
//! See [`engine::advance`]. What a business person changes is a flow file; a new *kind* of step is
//! one file in `steps/`, one variant in `step.rs` and its entry in the vocabulary.

pub mod file;
pub mod text;
pub mod event;
pub mod matter;
pub mod effect;
pub mod facts;
pub mod memory;
pub mod state;
pub mod choice;
pub mod proof;
pub mod walk;
pub mod telling;
pub mod step;
pub mod vocabulary;
pub mod contract;
pub mod flow;
mod steps;
mod hours;
mod absorb;
mod correction;
mod misses;
mod pending;
mod haggle;
mod packet;
mod reflex;
mod silence;
mod waiting;
pub mod desk;
pub mod elsewhere;
mod agents;
mod happening;
mod received;
pub mod stake;
mod expecting;
pub mod moving;
pub mod engine;

pub use self::choice::match_choice;
pub use self::engine::{Broken, Rules, Turn, advance, broken_handoff};
pub use self::flow::Flow;
pub use self::walk::Trace;
