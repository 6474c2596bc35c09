//! Seeded random events against the shipped flow: whatever happens, the invariants hold.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Days, TimeDelta, Utc};
use combinado::app::import::{Portfolio, example};
use combinado::domain::calendar::Calendar;
use combinado::domain::debt::charge::Charge;
use combinado::domain::debt::party::Creditor;
use combinado::domain::dialogue::desk::outcome::Outcome;
use combinado::domain::dialogue::event::{Event, Media};
use combinado::domain::dialogue::state::Identity;
use combinado::domain::dialogue::{Flow, Rules};
use combinado::domain::id::Id;
use combinado::domain::money::Money;
use combinado::domain::policy::{Authority, Counter, Policy};
use combinado::domain::problem::Source;
use combinado::domain::simulation::{self, Outgoing, Said, World};
use combinado::domain::understanding::shipped_reader;

const WALKS: u64 = 150;
const EVENTS: usize = 30;

const TEXTS: [&str; 34] = [
    "oi",
    "sim",
    "não",
    "aceito",
    "123",
    "390",
    "529",
    "27/11",
    "1",
    "2",
    "3",
    "esqueci",
    "perdi o emprego",
    "não recebi o boleto",
    "já paguei",
    "não reconheço",
    "tem desconto?",
    "faz 12x",
    "uns 80 por mês",
    "pago 500 à vista",
    "dia 10",
    "sexta que vem",
    "quero falar com alguém",
    "obrigado",
    "isso é golpe?",
    "repete",
    "começar de novo",
    "vou pensar",
    "não vou pagar",
    "muito caro",
    "quero pagar agora",
    "blorg",
    "{ $total } <b>'; drop table x; --",
    "mil reais de entrada e o resto em 4x",
];

/// A small generator of our own: the same seed, the same walk.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).expect("it is small")
    }
}

fn rules() -> Rules {
    let source = |path: &str| {
        Source::new(path, std::fs::read_to_string(Path::new(path)).expect("a shipped file"))
    };
    let flow = Flow::load(&source("flows/negotiation.toml")).expect("our flow is good");
    let policy = Policy::load(&source("policies/standard.toml")).expect("our policy is good");
    Rules { flow: Arc::new(flow), policy: Arc::new(policy) }
}

fn world(rules: &Rules, portfolio: &Portfolio, customer: usize, start: DateTime<Utc>) -> World {
    let record = &portfolio.customers[customer % portfolio.customers.len()];
    let creditor = portfolio.creditor(&record.customer.creditor).expect("a creditor").clone();
    let facts = simulation::case(creditor, record.customer.clone(), record.invoices.clone());
    let issuer = Box::new(|charge: &Charge, _: &Creditor| Ok(format!("pix {}", charge.amount)));
    World::new(Arc::new(Calendar::brazil()), rules.clone(), facts, start, issuer)
}

fn happen(world: &mut World, dice: &mut Dice) -> Vec<Outgoing> {
    let choices = world.choices().to_vec();
    match dice.roll(26) {
        0 => world.pass(TimeDelta::hours(i64::try_from(dice.roll(80)).expect("it is small"))),
        1 => world.pay(None),
        2 => world.take(Event::Media { media: Media::Image, words: None }),
        3 => world.take(Event::AgentReturned),
        4 => world.take(Event::OutreachStarted),
        5 => world.take(Event::Chose { choice: "offer:gone".to_owned() }),
        20 => world.take(Event::AgentSaid {
            text: "Oi, aqui é a Bia.".to_owned(),
            agent: String::new(),
            begins: false,
            template: None,
            file: None,
        }),
        21 | 22 => world.take(offered(dice)),
        23 => world.take(decided(world, dice)),
        24 => world.take(Event::AgentClosed { by: "bia".to_owned(), outcome: ended(world, dice) }),
        25 => world.take(Event::AgentWithdrew { by: "bia".to_owned() }),
        6..=11 if !choices.is_empty() => {
            let choice = choices[dice.roll(choices.len())].id.clone();
            world.take(Event::Chose { choice })
        }
        _ => {
            let text = TEXTS[dice.roll(TEXTS.len())];
            let calendar = Calendar::brazil();
            let reading =
                shipped_reader().read(text, world.expectation(), world.today(), &calendar);
            world.take(Event::Said { reading, choice: None })
        }
    }
}

/// Any terms, offered under any authority.
fn offered(dice: &mut Dice) -> Event {
    let sum = |dice: &mut Dice, most: usize| {
        let some = dice.roll(2) == 0;
        let sum = i64::try_from(dice.roll(most)).expect("it is small");
        some.then(|| Money::centavos(sum))
    };
    let count = (dice.roll(3) > 0).then(|| u32::try_from(dice.roll(30)).expect("it is small"));
    let (total, down_payment) = (sum(dice, 120_000), sum(dice, 20_000));
    let terms = Counter { total, down_payment, count, ..Counter::default() };
    let authority = if dice.roll(3) == 0 { Authority::Supervisor } else { Authority::Agent };
    Event::AgentOffered { by: "bia".to_owned(), authority, terms, offer: None }
}

/// A decision on what waits; on nothing where nothing does.
fn decided(world: &World, dice: &mut Dice) -> Event {
    let frozen = world.state().dealing.frozen.as_ref().map(|frozen| frozen.id.clone());
    let proposal = frozen.unwrap_or_else(|| Id::derive(&["none"]));
    let by = "sonia".to_owned();
    if dice.roll(3) == 0 {
        return Event::ProposalRefused { by, proposal, why: String::new() };
    }
    Event::ProposalApproved { by, authority: Authority::Supervisor, proposal }
}

fn ended(world: &World, dice: &mut Dice) -> Outcome {
    let day = world.today() + Days::new(u64::try_from(dice.roll(90)).expect("it is small"));
    match dice.roll(11) {
        0 => Outcome::Agreement,
        1 => Outcome::Promise { amount: Money::reais(50), due: day },
        2 => Outcome::Pause { until: day },
        3 => Outcome::DisputeUpheld,
        4 => Outcome::DisputeRejected,
        5 => Outcome::Paid,
        6 => Outcome::Refused,
        7 => Outcome::WrongPerson,
        8 => Outcome::Deceased,
        9 => Outcome::OptOut,
        _ => Outcome::Complaint { words: "não gostei".to_owned() },
    }
}

fn must_hold(world: &World, said: &[Outgoing], at: &str) {
    assert_eq!(world.records().broken, 0, "{at}: state and flow fell apart");
    assert!(world.trace().iter().all(|t| t.detail != "loop-guard"), "{at}: a loop");
    for outgoing in said {
        let Said::Bot(message) = &outgoing.said else { continue };
        let verified = world.state().identity == Identity::Verified;
        assert!(verified || !message.is_sensitive(), "{at}: a debt was told to a stranger");
        let footer = message.parts.iter().any(|part| part.key == "creditor-footer");
        assert!(!message.is_sensitive() || footer, "{at}: the creditor is not named");
        assert!(message.choices.len() <= 10, "{at}: too many choices");
    }
    let active = world
        .facts()
        .agreements
        .iter()
        .filter(|a| a.status == combinado::domain::debt::agreement::AgreementStatus::Active);
    assert!(active.count() <= 1, "{at}: two agreements at once");
    for agreement in &world.facts().agreements {
        let parts = agreement.instalments.iter().map(|part| part.amount).sum();
        assert_eq!(agreement.total, parts, "{at}: the parts do not add up");
    }
}

#[test]
fn whatever_happens_the_invariants_hold() {
    let rules = rules();
    let start: DateTime<Utc> = "2026-11-23T13:00:00Z".parse().expect("a moment");
    let portfolio = example(start.date_naive()).expect("our example is good");
    for seed in 0..WALKS {
        let mut dice = Dice(seed);
        let mut world = world(&rules, &portfolio, dice.roll(1000), start);
        for event in 0..EVENTS {
            let step = world.state().step.clone();
            let said = happen(&mut world, &mut dice);
            must_hold(&world, &said, &format!("seed {seed}, event {event}, from {step:?}"));
        }
    }
}

#[test]
fn after_an_opt_out_we_never_begin_to_talk() {
    let rules = rules();
    let start: DateTime<Utc> = "2026-11-23T13:00:00Z".parse().expect("a moment");
    let portfolio = example(start.date_naive()).expect("our example is good");
    for seed in 0..WALKS {
        let mut dice = Dice(seed.wrapping_mul(7919));
        let mut world = world(&rules, &portfolio, dice.roll(1000), start);
        for _ in 0..dice.roll(12) {
            happen(&mut world, &mut dice);
        }
        let calendar = Calendar::brazil();
        let text = "não me mande mais mensagens";
        let reading = shipped_reader().read(text, world.expectation(), world.today(), &calendar);
        world.take(Event::Said { reading, choice: None });
        assert!(world.state().opted_out, "seed {seed}");

        let said = world.pass(TimeDelta::days(120));

        assert!(said.is_empty(), "seed {seed}: {} messages", said.len());
        assert!(world.take(Event::OutreachStarted).is_empty(), "seed {seed}");
    }
}
