//! Who simulated customers are: a kind, a purse, a debt, all drawn from a seed.
//!
//! To add a kind: a variant of [`Kind`], its share, its nature, and what it does in `behaviour`.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::case;
use super::chance::Chance;
use super::phrases::Phrases;
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::dialogue::facts::Facts;
use crate::domain::money::Money;
use crate::domain::people::{Document, Uf};

/// What moves a simulated customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Forgot, and pays.
    Forgetful,
    /// Never saw the invoice.
    LostInvoice,
    /// Lost work or health; little fits a month, or nothing.
    Hardship,
    /// Pays when the money comes.
    AwaitingIncome,
    /// Always late; asks for more until there is no more.
    Bargainer,
    /// Says it is paid.
    AlreadyPaid,
    /// Says it is not owed.
    Disputer,
    /// Never answers.
    Silent,
    /// The number is someone else's.
    WrongPerson,
    /// Insults first.
    Angry,
    /// In despair.
    Distressed,
    /// Wants no messages.
    OptOut,
    /// Fears a trick, then talks.
    Suspicious,
    /// Wants a person.
    HumanSeeker,
}

/// One simulated customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// What moves them.
    pub kind: Kind,
    /// What they can pay at once.
    pub cash: Money,
    /// What fits a month.
    pub monthly: Money,
    /// How often they ask for more before they decide.
    pub haggles: u32,
    /// In a hundred parts, how many they pay in time.
    pub pays: u32,
    /// Their own draws.
    pub chance: Chance,
    /// The answer to the identity question.
    pub digits: String,
    /// Things already said, so that nobody says them for ever.
    pub said: u32,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 14] = [
        Self::Forgetful,
        Self::LostInvoice,
        Self::Hardship,
        Self::AwaitingIncome,
        Self::Bargainer,
        Self::AlreadyPaid,
        Self::Disputer,
        Self::Silent,
        Self::WrongPerson,
        Self::Angry,
        Self::Distressed,
        Self::OptOut,
        Self::Suspicious,
        Self::HumanSeeker,
    ];

    /// How many of a hundred customers are so.
    const fn share(self) -> u32 {
        match self {
            Self::Forgetful => 18,
            Self::LostInvoice | Self::Silent => 12,
            Self::Hardship => 16,
            Self::AwaitingIncome => 9,
            Self::Bargainer => 11,
            Self::AlreadyPaid | Self::Disputer | Self::WrongPerson | Self::OptOut => 3,
            Self::Angry | Self::Suspicious => 4,
            Self::Distressed | Self::HumanSeeker => 1,
        }
    }

    /// How many days late such customers are, at least and at most.
    const fn lateness(self) -> (u32, u32) {
        match self {
            Self::Forgetful => (3, 25),
            Self::LostInvoice => (8, 50),
            Self::AwaitingIncome => (5, 60),
            Self::Hardship => (40, 300),
            Self::Bargainer => (35, 500),
            Self::AlreadyPaid
            | Self::Disputer
            | Self::Silent
            | Self::WrongPerson
            | Self::Angry
            | Self::Distressed
            | Self::OptOut
            | Self::Suspicious
            | Self::HumanSeeker => (5, 400),
        }
    }

    /// In a hundred parts, how many such customers pay in time.
    const fn pays(self) -> u32 {
        match self {
            Self::Forgetful | Self::LostInvoice => 95,
            Self::Suspicious | Self::AwaitingIncome | Self::HumanSeeker => 85,
            Self::Hardship | Self::AlreadyPaid | Self::Disputer => 78,
            Self::Angry | Self::Silent | Self::WrongPerson | Self::OptOut | Self::Distressed => 65,
            Self::Bargainer => 55,
        }
    }

    /// What moves the customer of a draw.
    fn drawn(chance: &mut Chance) -> Self {
        let mut left = chance.below(Self::ALL.into_iter().map(Self::share).sum());
        for kind in Self::ALL {
            if left < kind.share() {
                return kind;
            }
            left -= kind.share();
        }
        Self::Silent
    }
}

/// Draws the customer of a place: who they are, and their case as of a day.
pub fn draw(
    phrases: &Phrases,
    creditor: &Creditor,
    (seed, place): (u64, u64),
    today: NaiveDate,
) -> (Person, Facts) {
    let mut chance = Chance::new(seed, place);
    let kind = Kind::drawn(&mut chance);
    let customer = customer(phrases, creditor, kind, &mut chance, place);
    let count = if chance.percent(15) { chance.between(2, 3) } else { 1 };
    let (least, most) = kind.lateness();
    let late = chance.between(least, most);
    let invoices: Vec<Invoice> = (0..count)
        .map(|nth| invoice(phrases, (place, nth), late + 30 * nth, today, &mut chance))
        .collect();
    let owed: Money = invoices.iter().map(|invoice| invoice.amount).sum();
    let part = |percent: u32| Money::centavos(owed.in_centavos() * i64::from(percent) / 100);
    let (cash, monthly) = match kind {
        Kind::Hardship if chance.percent(35) => (Money::ZERO, Money::ZERO),
        Kind::Hardship => (Money::ZERO, part(chance.between(4, 14))),
        Kind::Bargainer => (part(chance.between(50, 100)), part(chance.between(6, 20))),
        Kind::Forgetful
        | Kind::LostInvoice
        | Kind::AwaitingIncome
        | Kind::AlreadyPaid
        | Kind::Disputer
        | Kind::Silent
        | Kind::WrongPerson
        | Kind::Angry
        | Kind::Distressed
        | Kind::OptOut
        | Kind::Suspicious
        | Kind::HumanSeeker => (part(chance.between(20, 160)), part(chance.between(10, 50))),
    };
    let haggles = if kind == Kind::Bargainer { chance.between(2, 4) } else { chance.below(2) };
    let digits = customer.document.as_ref().map_or("", Document::first_three).to_owned();
    let pays = kind.pays();
    let person = Person { kind, cash, monthly, haggles, pays, chance, digits, said: 0 };
    (person, case(creditor.clone(), customer, invoices))
}

fn customer(
    phrases: &Phrases,
    creditor: &Creditor,
    kind: Kind,
    chance: &mut Chance,
    place: u64,
) -> Customer {
    let first = chance.pick(&phrases.first_names).map_or("Ana", String::as_str);
    let last = chance.pick(&phrases.last_names).map_or("Lima", String::as_str);
    let (late_12m, broken_agreements) = match kind {
        Kind::Bargainer => (chance.between(3, 8), chance.between(0, 3)),
        Kind::Forgetful
        | Kind::LostInvoice
        | Kind::Hardship
        | Kind::AwaitingIncome
        | Kind::AlreadyPaid
        | Kind::Disputer
        | Kind::Silent
        | Kind::WrongPerson
        | Kind::Angry
        | Kind::Distressed
        | Kind::OptOut
        | Kind::Suspicious
        | Kind::HumanSeeker => (chance.below(3), 0),
    };
    Customer {
        id: format!("S{place}"),
        creditor: creditor.id.clone(),
        name: format!("{first} {last}").parse().expect("names of letters"),
        document: Some(cpf(chance)),
        birth_date: NaiveDate::from_ymd_opt(1980, chance.between(1, 12), chance.between(1, 28)),
        phone: None,
        email: None,
        uf: chance.pick(&Uf::ALL).copied(),
        opt_in_on: None,
        late_12m: Some(late_12m),
        broken_agreements,
        opted_out: false,
        hold: None,
        language: None,
    }
}

/// A CPF with right check digits, of nobody in particular.
fn cpf(chance: &mut Chance) -> Document {
    let mut digits: Vec<u32> = (0..9).map(|_| chance.below(10)).collect();
    for weights in [10, 11] {
        let sum: u32 = digits.iter().zip((2..=weights).rev()).map(|(digit, w)| digit * w).sum();
        digits.push(if sum % 11 < 2 { 0 } else { 11 - sum % 11 });
    }
    let text: String = digits.iter().map(ToString::to_string).collect();
    // Only eleven equal digits are refused, and those are drawn again.
    Document::parse(&text).unwrap_or_else(|_| cpf(chance))
}

fn invoice(
    phrases: &Phrases,
    (place, nth): (u64, u32),
    late: u32,
    today: NaiveDate,
    chance: &mut Chance,
) -> Invoice {
    let ago = |days: u32| today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today);
    let amount = Money::centavos(i64::from(chance.between(8_000, 300_000)));
    // A few files are never in order: the gate must hold those back.
    let in_order = !chance.percent(6);
    Invoice {
        id: format!("S{place}-{nth}"),
        contract: Some(format!("C{place}")),
        product: chance.pick(&phrases.products).cloned(),
        issued_on: Some(ago(late + 30)),
        sent_on: in_order.then(|| ago(late + 29)),
        due_on: ago(late),
        amount,
        contract_amount: Some(amount),
        boleto_line: None,
        status: InvoiceStatus::Open,
        paid: Money::ZERO,
        hold: None,
    }
}
