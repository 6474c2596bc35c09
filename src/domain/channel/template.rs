//! The templates that stand in for our words outside the 24 hours: what each says, and for what.

/// All templates, with what the provider thinks of each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {}
