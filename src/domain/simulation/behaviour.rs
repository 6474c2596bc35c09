//! What simulated customers do: they choose where they can, and write what the reader must read.
//!
//! They know the choices of the shipped flow by their ids; of another flow's they choose any.

use chrono::Datelike;

use super::World;
use super::people::{Kind, Person};
use super::phrases::Phrases;
use crate::domain::dialogue::state::{Identity, Owner};
use crate::domain::money::Money;
use crate::domain::policy::offer::{Family, Offer};
use crate::domain::understanding::Expectation;

/// What a customer does next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Chooses from the last message.
    Choose(String),
    /// Writes.
    Say(String),
    /// Nothing, for now.
    Wait,
}

/// Things said after which anybody gives up.
const PATIENCE: u32 = 30;

impl Person {
    /// Decides what to do about the last message.
    pub fn answer(&mut self, world: &World, phrases: &Phrases) -> Act {
        self.said += 1;
        let human = world.state().owner == Owner::Human;
        if human || self.kind == Kind::Silent || self.said > PATIENCE {
            return Act::Wait;
        }
        if let Some(act) = self.by_nature(world, phrases) {
            return act;
        }
        if world.expectation() == Expectation::Identity {
            let wrong = self.chance.percent(6);
            let digits = if wrong { "000".to_owned() } else { self.digits.clone() };
            return self.say(phrases, "identify", &[("{digits}", digits)]);
        }
        self.by_choices(world, phrases)
    }

    fn say(&mut self, phrases: &Phrases, purpose: &str, places: &[(&str, String)]) -> Act {
        Act::Say(phrases.say(&mut self.chance, purpose, places))
    }

    /// Chooses by its button, or by words as often.
    fn either(&mut self, phrases: &Phrases, id: &str, purpose: &str) -> Act {
        if self.chance.percent(50) {
            Act::Choose(id.to_owned())
        } else {
            self.say(phrases, purpose, &[])
        }
    }

    /// What a kind says as soon as it can, whatever was asked.
    fn by_nature(&mut self, world: &World, phrases: &Phrases) -> Option<Act> {
        let first = self.said == 1;
        let verified = world.state().identity == Identity::Verified;
        match self.kind {
            Kind::WrongPerson if first => Some(self.either(phrases, "no", "not_me")),
            Kind::OptOut if first => Some(self.say(phrases, "opt_out", &[])),
            Kind::Angry if self.said <= 2 => Some(self.say(phrases, "angry", &[])),
            Kind::Suspicious if first => Some(self.say(phrases, "scam", &[])),
            Kind::HumanSeeker if self.said == 2 => Some(self.say(phrases, "human", &[])),
            Kind::Distressed if verified => Some(self.say(phrases, "distress", &[])),
            Kind::Forgetful
            | Kind::LostInvoice
            | Kind::Hardship
            | Kind::AwaitingIncome
            | Kind::Bargainer
            | Kind::AlreadyPaid
            | Kind::Disputer
            | Kind::Silent
            | Kind::WrongPerson
            | Kind::Angry
            | Kind::Distressed
            | Kind::OptOut
            | Kind::Suspicious
            | Kind::HumanSeeker => None,
        }
    }

    fn by_choices(&mut self, world: &World, phrases: &Phrases) -> Act {
        let ids: Vec<&str> = world.choices().iter().map(|choice| choice.id.as_str()).collect();
        let has = |id: &str| ids.contains(&id);
        if ids.iter().any(|id| id.starts_with("offer:")) {
            return self.on_offers(world, phrases);
        }
        if has("undisclosed") {
            return self.on_reason(world, phrases);
        }
        if has("confirm") {
            return self.either(phrases, "confirm", "confirm");
        }
        if has("nothing") && has("unsure") {
            return self.on_capacity(phrases);
        }
        if has("another-day") || has("see-offers") {
            return self.on_promise(world, phrases, has("yes"));
        }
        if has("yes") {
            return self.either(phrases, "yes", "yes");
        }
        if has("again") && has("pause") {
            return self.on_exhausted();
        }
        for id in ["all", "pix", "go-on", "offers", "pay"] {
            if has(id) {
                return Act::Choose(id.to_owned());
            }
        }
        match self.chance.pick(&ids) {
            Some(any) => Act::Choose((*any).to_owned()),
            None => self.without_choices(world, phrases),
        }
    }

    /// The bot asked something open, or nothing at all.
    fn without_choices(&mut self, world: &World, phrases: &Phrases) -> Act {
        if world.state().step.as_deref().is_none() || world.facts().open_charge().is_some() {
            return Act::Wait;
        }
        if world.state().negotiation.standing.is_empty() {
            return if self.chance.percent(30) {
                self.say(phrases, "thanks", &[])
            } else {
                Act::Wait
            };
        }
        self.name_a_sum(phrases)
    }

    fn on_reason(&mut self, world: &World, phrases: &Phrases) -> Act {
        let code = match self.kind {
            Kind::Forgetful | Kind::Suspicious => "forgot",
            Kind::LostInvoice => "lost_invoice",
            Kind::Hardship => "hardship",
            Kind::AwaitingIncome => "awaiting_income",
            Kind::AlreadyPaid => "already_paid",
            Kind::Disputer => "dispute",
            Kind::Bargainer
            | Kind::Angry
            | Kind::Silent
            | Kind::WrongPerson
            | Kind::Distressed
            | Kind::OptOut
            | Kind::HumanSeeker => return Act::Choose("undisclosed".to_owned()),
        };
        if self.chance.percent(10) {
            return self.say(phrases, "odd", &[]);
        }
        if self.chance.percent(40) {
            return Act::Choose(code.to_owned());
        }
        let day = self.payday(world);
        self.say(phrases, code, &[("{day}", day)])
    }

    fn on_capacity(&mut self, phrases: &Phrases) -> Act {
        if !self.monthly.is_positive() {
            return Act::Choose("nothing".to_owned());
        }
        let month = reais(self.monthly);
        self.say(phrases, "month", &[("{month}", month)])
    }

    fn on_promise(&mut self, world: &World, phrases: &Phrases, recap: bool) -> Act {
        if recap {
            return self.either(phrases, "yes", "yes");
        }
        let day = self.payday(world);
        self.say(phrases, "day", &[("{day}", day)])
    }

    /// A day of the month a week ahead.
    fn payday(&mut self, world: &World) -> String {
        let days = chrono::Days::new(u64::from(self.chance.between(3, 9)));
        let day = world.today().checked_add_days(days).map_or(10, |date| date.day());
        day.to_string()
    }

    fn on_exhausted(&mut self) -> Act {
        let id = match self.chance.below(10) {
            0..=3 => "again",
            4..=6 => "pause",
            _ => "human",
        };
        Act::Choose(id.to_owned())
    }

    fn on_offers(&mut self, world: &World, phrases: &Phrases) -> Act {
        if self.kind == Kind::AwaitingIncome && world.facts().promises.is_empty() {
            let day = self.payday(world);
            return self.say(phrases, "promise", &[("{day}", day)]);
        }
        if self.haggles > 0 {
            self.haggles -= 1;
            return match self.chance.below(3) {
                0 => self.name_a_sum(phrases),
                1 => self.say(phrases, "refuse", &[]),
                _ => self.say(phrases, "discount", &[]),
            };
        }
        let standing = &world.state().negotiation.standing;
        let offer = standing.iter().find(|offer| self.can_pay(offer));
        match offer.map(|offer| format!("offer:{}", offer.id)) {
            Some(id) => Act::Choose(id),
            None if self.said > PATIENCE / 2 => Act::Wait,
            None if self.chance.percent(60) => self.name_a_sum(phrases),
            None if self.chance.percent(70) => self.say(phrases, "refuse", &[]),
            None => self.say(phrases, "think", &[]),
        }
    }

    fn can_pay(&self, offer: &Offer) -> bool {
        match offer.family {
            Family::Cash => offer.total <= self.cash,
            Family::Plan => offer.parts().all(|part| part.amount <= self.monthly),
        }
    }

    fn name_a_sum(&mut self, phrases: &Phrases) -> Act {
        if self.cash > self.monthly.times(4) && self.chance.percent(60) {
            let sum = reais(self.cash);
            return self.say(phrases, "counter_cash", &[("{sum}", sum)]);
        }
        let month = reais(self.monthly.max(Money::reais(10)));
        self.say(phrases, "counter_month", &[("{month}", month)])
    }
}

/// Whole reais, as people name them.
fn reais(sum: Money) -> String {
    (sum.in_centavos() / 100).to_string()
}
