//! A database with as many customers as wanted, in every state: for tests and benchmarks.
//!
//! The same plan makes the same rows. They are written in bulk, without turns: what pages, lists and
//! reports read, not what a replay needs.

mod rows;
mod story;

use chrono::{DateTime, Utc};
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::debt::late::LateTerms;
use combinado::domain::debt::party::Creditor;
use combinado::domain::money::Rate;
use combinado::store::{Db, Error, creditor, person};

use rows::Rows;

/// The creditors; of four customers one is the second's.
pub const CREDITORS: [&str; 2] = ["aurora", "bosque"];
/// The sectors of cases.
pub const SECTORS: [&str; 2] = ["general", "legal"];
/// The flows and versions that conversations run on.
pub const FLOWS: [&str; 2] = ["negotiation@1", "negotiation@2"];
/// The agents' ids; they are names, too.
pub const AGENTS: [&str; 5] = ["ana", "bia", "caio", "davi", "eva"];

/// Customers that are written at once.
const CHUNK: u32 = 1000;

/// What is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many customers.
    pub customers: u32,
    /// Another number makes another world.
    pub word: u64,
    /// The moment up to which things happened.
    pub now: DateTime<Utc>,
}

/// Numbers that look like chance and are not.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of a plan and a customer.
    pub fn new(word: u64, number: u32) -> Self {
        let mut dice = Self(word.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ u64::from(number));
        dice.next();
        dice
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }

    /// A number from one to another.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + i64::try_from(self.below((to - from + 1).unsigned_abs())).unwrap_or(0)
    }

    /// One of some.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(place).expect("some")
    }
}

/// Fills a database.
///
/// # Errors
/// When it refuses.
pub async fn fill(db: &Db, plan: Plan) -> Result<(), Error> {
    people(db, plan.now).await?;
    let mut first = 0;
    while first < plan.customers {
        let last = plan.customers.min(first + CHUNK);
        let mut rows = Rows::default();
        for number in first..last {
            story::tell(&mut rows, &plan, number);
        }
        db.write(move |tx| Box::pin(async move { rows.write(tx).await })).await?;
        first = last;
    }
    Ok(())
}

/// Makes the creditors and the people of the desk.
async fn people(db: &Db, now: DateTime<Utc>) -> Result<(), Error> {
    db.write(move |tx| {
        Box::pin(async move {
            for id in CREDITORS {
                creditor::save(tx, &a_creditor(id)).await?;
            }
            for id in AGENTS {
                person::add(tx, &somebody(id, Role::Agent), &format!("{id}@desk"), now).await?;
            }
            person::add(tx, &somebody("sol", Role::Supervisor), "sol@desk", now).await?;
            Ok(())
        })
    })
    .await
}

/// Somebody of the desk who sees everything.
pub fn somebody(id: &str, role: Role) -> Who {
    Who { id: id.to_owned(), name: id.to_owned(), role, creditors: Scope::All, sectors: Scope::All }
}

fn a_creditor(id: &str) -> Creditor {
    Creditor {
        id: id.to_owned(),
        trade_name: format!("Lojas {id}"),
        legal_name: format!("{id} Comércio Ltda."),
        cnpj: "11.222.333/0001-81".parse().expect("a CNPJ"),
        address: "Rua das Acácias, 100, Campinas/SP".to_owned(),
        city: "Campinas".to_owned(),
        phone: "+551130000000".parse().expect("a phone"),
        site: "https://loja.example".to_owned(),
        pix_key: "39580525000189".parse().expect("a key"),
        late_terms: LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true),
        lists_in_credit_bureau: false,
        suspends_after_days: None,
        policy: "standard".to_owned(),
        language: None,
    }
}
