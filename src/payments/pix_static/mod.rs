//! Pix without a provider: a static code for the creditor's own key.
//!
//! A static code needs nobody's answer, never expires and can be paid more than once; whether it
//! was paid is seen on the creditor's statement only. To notice payments, use a provider with
//! dynamic charges instead.

pub mod brcode;
