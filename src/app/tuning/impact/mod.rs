//! What another policy would come to: on simulated customers, and on what really happened.
//!
//! `population` has the same simulated customers meet two sets of rules; `past` holds agreements and
//! offers of the last ninety days against a draft's policy. Nothing is written, nobody is told.

mod past;
mod population;

pub use past::{MOST as MOST_PAST, Past, Sums, past};
pub use population::{Asked, MOST as MOST_CUSTOMERS, Stage, Turn, Turns, compare, simulated};
