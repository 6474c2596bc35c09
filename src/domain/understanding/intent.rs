//! What a person may want, and what the question before asked for.
//!
//! The names are those of the `understand` command and of the training files; they stay. To add
//! an intent: a variant here, its rank in [`Intent::kind`], and its examples in
//! `locales/<locale>/understanding/`. To add a kind of one: a variant of [`Detail`], and examples
//! under its name. Nothing here knows a word of any language.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a text names no intent or expectation.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0:?} names nothing that a person may want or be asked")]
pub struct Unknown(pub String);

/// How urgently an intent is heard among several in one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// What people say around the matter: greetings, thanks, laughter.
    Social,
    /// A yes, a no, an "I see".
    Reply,
    /// Why the debt was not paid.
    Reason,
    /// What is asked, offered or refused.
    Request,
    /// What must never be missed.
    Safety,
}

/// Declares a closed list of names with their texts both ways.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl FromStr for $name {
            type Err = Unknown;
            fn from_str(text: &str) -> Result<Self, Unknown> {
                let named = Self::ALL.iter().find(|one| one.as_str() == text);
                named.copied().ok_or_else(|| Unknown(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

names! {
    /// What a person may want.
    Intent {
        /// Says hello.
        Greet = "greet",
        /// Says yes.
        Affirm = "affirm",
        /// Says no.
        Deny = "deny",
        /// Says thanks.
        Thanks = "thanks",
        /// Takes leave.
        Goodbye = "goodbye",
        /// Did not understand, wants it said again.
        Repeat = "repeat",
        /// Wants to see the options, or to begin again.
        #[serde(alias = "start_over")]
        Menu = "menu",
        /// Forgot to pay.
        Forgot = "forgot",
        /// Has not received, or has lost, the invoice.
        LostInvoice = "lost_invoice",
        /// Has fallen on hard times.
        Hardship = "hardship",
        /// Waits for wages or another income.
        AwaitingIncome = "awaiting_income",
        /// Says that it is paid.
        AlreadyPaid = "already_paid",
        /// Denies the debt or its amount.
        Dispute = "dispute",
        /// Is not the person looked for.
        WrongPerson = "wrong_person",
        /// Speaks for the person looked for.
        ThirdParty = "third_party",
        /// The person looked for has died.
        Deceased = "deceased",
        /// Will not pay.
        RefuseToPay = "refuse_to_pay",
        /// Cannot pay what is offered.
        CannotAfford = "cannot_afford",
        /// Asks for a lower sum.
        AskDiscount = "ask_discount",
        /// Asks for instalments.
        AskInstalments = "ask_instalments",
        /// Names own terms.
        CounterOffer = "counter_offer",
        /// Says when the payment comes.
        PromiseToPay = "promise_to_pay",
        /// Asks for another due date.
        ChangeDueDate = "change_due_date",
        /// Asks what is owed, since when, for what.
        AskDetails = "ask_details",
        /// Asks for a Pix code.
        AskPix = "ask_pix",
        /// Asks for a boleto.
        AskBoleto = "ask_boleto",
        /// Asks for a receipt, a contract or a letter of discharge.
        AskReceipt = "ask_receipt",
        /// Asks what happens if it is not paid.
        AskConsequences = "ask_consequences",
        /// Asks who is speaking.
        WhoAreYou = "who_are_you",
        /// Suspects a fraud.
        IsScam = "is_scam",
        /// Tried to pay and could not.
        PaymentProblem = "payment_problem",
        /// Wants a human.
        AskHuman = "ask_human",
        /// Cannot talk now.
        BusyNow = "busy_now",
        /// Wants no more messages.
        OptOut = "opt_out",
        /// Asks about own personal data.
        PrivacyRequest = "privacy_request",
        /// Names lawyers, courts or authorities.
        LegalThreat = "legal_threat",
        /// Insults.
        Abusive = "abusive",
        /// May be in danger.
        Distress = "distress",
        /// Speaks of something else.
        OutOfScope = "out_of_scope",
        /// Wants an arrangement, says no more.
        Negotiate = "negotiate",
        /// Wants to pay now.
        PayNow = "pay_now",
        /// Wants to pay everything at once.
        Settle = "settle",
        /// Will think about it.
        WillThink = "will_think",
        /// "I see": not a yes.
        Acknowledge = "acknowledge",
        /// Wants to undo an accepted agreement.
        CancelAgreement = "cancel_agreement",
    }
}

names! {
    /// Which kind of an intent.
    Detail {
        /// Hardship: lost the job, or has none.
        Unemployed = "unemployed",
        /// Hardship: earns less than before.
        IncomeDrop = "income_drop",
        /// Hardship: ill, or has somebody ill at home.
        Illness = "illness",
        /// Hardship: somebody of the family died.
        Bereavement = "bereavement",
        /// Hardship: a marriage ended.
        Separation = "separation",
        /// Hardship: other expenses came first.
        ExtraExpenses = "extra_expenses",
        /// Hardship: owes more than can be paid.
        OverIndebted = "over_indebted",
        /// Hardship: bought for somebody who did not pay.
        NameLent = "name_lent",
        /// Hardship: lost hold of the accounts.
        Disorganised = "disorganised",
        /// Hardship: everything became dearer.
        PricesUp = "prices_up",
        /// Awaiting income: a company has yet to approve the payment.
        Approval = "approval",
        /// Refusing: waits for a bargain.
        Strategic = "strategic",
        /// Due date: more time, this once.
        Extension = "extension",
        /// Due date: another day of the month for good.
        DueDay = "due_day",
        /// Details: what is it for.
        Origin = "origin",
        /// Details: why so much.
        Breakdown = "breakdown",
        /// Details: how the agreement stands.
        Agreement = "agreement",
        /// Receipt: of what was paid.
        Receipt = "receipt",
        /// Receipt: that nothing is owed any more.
        Discharge = "discharge",
        /// Receipt: a copy of the contract.
        Contract = "contract",
        /// Consequences: the credit bureau.
        Listing = "listing",
        /// Consequences: leaving the credit bureau.
        Removal = "removal",
        /// Consequences: a lawsuit.
        Court = "court",
        /// Consequences: the service cut.
        Service = "service",
        /// Consequences: how it grows.
        Growth = "growth",
        /// Consequences: when it lapses.
        Prescription = "prescription",
        /// Payment problem: the card.
        Card = "card",
        /// Payment problem: the Pix or boleto code.
        Code = "code",
        /// Payment problem: the bank.
        Bank = "bank",
        /// Already paid: it is done.
        Paid = "paid",
        /// Already paid: it will be debited.
        Scheduled = "scheduled",
        /// Dispute: knows nothing of it.
        UnknownDebt = "unknown_debt",
        /// Dispute: made by another in this name.
        Fraud = "fraud",
        /// Dispute: the sum.
        WrongAmount = "wrong_amount",
        /// Dispute: charged twice.
        Duplicate = "duplicate",
        /// Dispute: bad goods or service.
        Dissatisfied = "dissatisfied",
        /// Dispute: never came.
        NotDelivered = "not_delivered",
        /// Dispute: cancelled or returned before.
        CancelledBefore = "cancelled_before",
        /// Dispute: too old to be asked for.
        Prescribed = "prescribed",
        /// Privacy: a copy of the own data.
        Access = "access",
        /// Privacy: deletion.
        Erasure = "erasure",
        /// Privacy: wrong data.
        Correction = "correction",
        /// Privacy: where the data came from.
        Source = "source",
        /// Privacy: a decision that a machine made.
        Review = "review",
        /// Menu: from the beginning.
        StartOver = "start_over",
    }
}

names! {
    /// A language that is not ours.
    Language {
        /// Spanish.
        Spanish = "spanish",
        /// English.
        English = "english",
    }
}

impl Language {
    /// The language's tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Spanish => "es",
            Self::English => "en",
        }
    }
}

names! {
    /// What the question before asked for.
    #[derive(Default)]
    Expectation {
        /// Nothing in particular.
        #[default]
        Free = "free",
        /// A yes or a no that binds nobody.
        YesNo = "yes_no",
        /// A binding yes.
        Consent = "consent",
        /// A sum.
        Money = "money",
        /// A day.
        Date = "date",
        /// A number of instalments.
        Count = "count",
        /// Why it was not paid.
        Reason = "reason",
        /// Three digits of the CPF, or the birthday.
        Identity = "identity",
        /// One of the options on the table.
        Offer = "offer",
    }
}

names! {
    /// A yes or a no to the question asked.
    Answer {
        /// Unmistakable: may bind the person.
        BindingYes = "binding_yes",
        /// A yes among friends: binds nobody.
        Yes = "yes",
        /// A no.
        No = "no",
    }
}

impl Intent {
    /// How urgently it is heard among several.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Greet | Self::Thanks | Self::Goodbye | Self::OutOfScope => Kind::Social,
            Self::Affirm | Self::Deny | Self::Acknowledge => Kind::Reply,
            Self::Forgot | Self::LostInvoice | Self::Hardship | Self::AwaitingIncome => {
                Kind::Reason
            }
            Self::AlreadyPaid
            | Self::Dispute
            | Self::WrongPerson
            | Self::ThirdParty
            | Self::Deceased
            | Self::AskHuman
            | Self::OptOut
            | Self::LegalThreat
            | Self::Abusive
            | Self::Distress => Kind::Safety,
            Self::Repeat
            | Self::Menu
            | Self::RefuseToPay
            | Self::CannotAfford
            | Self::AskDiscount
            | Self::AskInstalments
            | Self::CounterOffer
            | Self::PromiseToPay
            | Self::ChangeDueDate
            | Self::AskDetails
            | Self::AskPix
            | Self::AskBoleto
            | Self::AskReceipt
            | Self::AskConsequences
            | Self::WhoAreYou
            | Self::IsScam
            | Self::PaymentProblem
            | Self::BusyNow
            | Self::PrivacyRequest
            | Self::Negotiate
            | Self::PayNow
            | Self::Settle
            | Self::WillThink
            | Self::CancelAgreement => Kind::Request,
        }
    }
}

impl Detail {
    /// The intent that this is a kind of.
    pub const fn intent(self) -> Intent {
        match self {
            Self::StartOver => Intent::Menu,
            Self::Unemployed
            | Self::IncomeDrop
            | Self::Illness
            | Self::Bereavement
            | Self::Separation
            | Self::ExtraExpenses
            | Self::OverIndebted
            | Self::NameLent
            | Self::Disorganised
            | Self::PricesUp => Intent::Hardship,
            Self::Approval => Intent::AwaitingIncome,
            Self::Strategic => Intent::RefuseToPay,
            Self::Extension | Self::DueDay => Intent::ChangeDueDate,
            Self::Origin | Self::Breakdown | Self::Agreement => Intent::AskDetails,
            Self::Receipt | Self::Discharge | Self::Contract => Intent::AskReceipt,
            Self::Listing
            | Self::Removal
            | Self::Court
            | Self::Service
            | Self::Growth
            | Self::Prescription => Intent::AskConsequences,
            Self::Card | Self::Code | Self::Bank => Intent::PaymentProblem,
            Self::Paid | Self::Scheduled => Intent::AlreadyPaid,
            Self::UnknownDebt
            | Self::Fraud
            | Self::WrongAmount
            | Self::Duplicate
            | Self::Dissatisfied
            | Self::NotDelivered
            | Self::CancelledBefore
            | Self::Prescribed => Intent::Dispute,
            Self::Access | Self::Erasure | Self::Correction | Self::Source | Self::Review => {
                Intent::PrivacyRequest
            }
        }
    }
}

/// An intent, or one kind of it: `menu`, `menu/start_over`.
///
/// # Examples
/// ```
/// use combinado::domain::understanding::{Detail, Intent, Meaning};
///
/// let meaning: Meaning = "menu/start_over".parse()?;
/// assert_eq!(meaning, Meaning { intent: Intent::Menu, detail: Some(Detail::StartOver) });
/// assert!("greet/start_over".parse::<Meaning>().is_err());
/// # Ok::<(), combinado::domain::understanding::Unknown>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Meaning {
    /// What is wanted.
    pub intent: Intent,
    /// Which kind of it; none is any kind.
    pub detail: Option<Detail>,
}

impl Meaning {
    /// This intent, of any kind.
    pub const fn any(intent: Intent) -> Self {
        Self { intent, detail: None }
    }

    /// This very kind of its intent.
    pub const fn kind(detail: Detail) -> Self {
        Self { intent: detail.intent(), detail: Some(detail) }
    }

    /// Every intent, each followed by its kinds, in the order of declaration.
    pub fn all() -> impl Iterator<Item = Self> {
        Intent::ALL.iter().flat_map(|intent| {
            let kinds = Detail::ALL.iter().filter(|detail| detail.intent() == *intent);
            std::iter::once(Self::from(*intent)).chain(kinds.map(|detail| Self::from(*detail)))
        })
    }
}

impl From<Intent> for Meaning {
    fn from(intent: Intent) -> Self {
        Self::any(intent)
    }
}

impl From<Detail> for Meaning {
    fn from(detail: Detail) -> Self {
        Self::kind(detail)
    }
}

impl FromStr for Meaning {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        let Some((intent, detail)) = text.split_once('/') else {
            return text.parse().map(|intent: Intent| intent.into());
        };
        let meaning = Self::from(detail.parse::<Detail>()?);
        let fits = meaning.intent.as_str() == intent;
        fits.then_some(meaning).ok_or_else(|| Unknown(text.to_owned()))
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.intent.as_str())?;
        self.detail.map_or(Ok(()), |detail| write!(f, "/{detail}"))
    }
}
