//! What a person may want, and what the question before asked for.
//!
//! The names are those of the `understand` command and of the training files; they stay. To add
//! an intent: a variant here, its rank in [`Intent::kind`], and its examples in
//! `locales/<locale>/understanding/`. Nothing here knows a word of any language.

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
        /// Wants to see the options.
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
        /// Wants to begin again.
        StartOver = "start_over",
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
            | Self::StartOver => Kind::Request,
        }
    }
}
