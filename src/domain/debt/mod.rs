//! What is owed and what became of it.
//!
//! Invoices as imported, the charges of being late, schedules of instalments, and the lifecycles
//! of agreements, promises and charges. Knows no policy, no conversation and no language.

pub mod late;
pub mod schedule;
pub mod cet;
pub mod boleto;
pub mod reason;
pub mod party;
pub mod invoice;
pub mod gate;
pub mod agreement;
pub mod promise;
pub mod charge;
pub mod landing;
pub mod payment;
