//! What a flow may have told from facts, by its name in the flow file.
//!
//! How each is told is in `steps/tell`; a text of its own needs none of these. To add one: a
//! variant and its name here, its words in the vocabulary, its telling in `steps/tell`.

/// What is told from facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// Where the sum comes from: principal, fine, interest, days.
    Breakdown,
    /// What waiting costs: today, tomorrow, in a month.
    Growth,
    /// The numbers, once, to somebody who refuses.
    Refusal,
    /// What follows from not paying, as far as it is true and enabled.
    Consequences,
    /// When an entry in the credit bureau is removed.
    Removal,
    /// Whether the service may be suspended.
    Service,
    /// What time does to a debt.
    Prescription,
    /// A receipt of what was paid.
    Receipt,
    /// A statement that nothing is owed any more, or what is left.
    Discharge,
    /// A copy of the contract: a person sends it.
    Contract,
    /// A copy of the own data.
    Access,
    /// To have data deleted.
    Erasure,
    /// To have data corrected.
    Correction,
    /// Where the data came from.
    Source,
    /// A person's look at what was decided by rules.
    Review,
    /// Money that went wrong: a person looks for it.
    Payment,
    /// What was asked for before the identity was known.
    Asked,
}

impl Telling {
    /// Every telling, with its name in a flow file.
    pub const ALL: [(&'static str, Self); 17] = [
        ("breakdown", Self::Breakdown),
        ("growth", Self::Growth),
        ("refusal", Self::Refusal),
        ("consequences", Self::Consequences),
        ("removal", Self::Removal),
        ("service", Self::Service),
        ("prescription", Self::Prescription),
        ("receipt", Self::Receipt),
        ("discharge", Self::Discharge),
        ("contract", Self::Contract),
        ("access", Self::Access),
        ("erasure", Self::Erasure),
        ("correction", Self::Correction),
        ("source", Self::Source),
        ("review", Self::Review),
        ("payment", Self::Payment),
        ("asked", Self::Asked),
    ];
}
