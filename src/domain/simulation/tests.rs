//! Conversations in a world, held by choosing.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Outgoing, Said, World, case};
use crate::domain::calendar::Calendar;
use crate::domain::debt::agreement::AgreementStatus;
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::late::LateTerms;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::dialogue::event::Event;
use crate::domain::dialogue::state::Identity;
use crate::domain::dialogue::text::Attachment;
use crate::domain::dialogue::{Flow, Rules};
use crate::domain::money::{Money, Rate};
use crate::domain::policy::Policy;
use crate::domain::problem::Source;
use crate::domain::understanding::{Intent, Reading, Value};

fn rules() -> Rules {
    let flow = include_str!("../../../flows/negotiation.toml");
    let policy = include_str!("../../../policies/standard.toml");
    Rules {
        flow: Arc::new(Flow::load(&Source::new("negotiation.toml", flow)).expect("a good flow")),
        policy: Arc::new(Policy::load(&Source::new("standard.toml", policy)).expect("a policy")),
    }
}

fn creditor() -> Creditor {
    Creditor {
        id: "aurora".into(),
        trade_name: "Lojas Aurora".into(),
        legal_name: "Aurora Ltda.".into(),
        cnpj: "11.222.333/0001-81".parse().expect("a CNPJ"),
        address: "Rua A, 100, Campinas/SP".into(),
        city: "Campinas".into(),
        phone: "+551130000000".parse().expect("a phone"),
        site: "https://aurora.example".into(),
        pix_key: "39580525000189".parse().expect("a key"),
        late_terms: LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true),
        lists_in_credit_bureau: false,
        suspends_after_days: None,
        policy: "standard".into(),
        language: None,
    }
}

fn customer() -> Customer {
    Customer {
        id: "C1".into(),
        creditor: "aurora".into(),
        name: "Maria Souza".parse().expect("a name"),
        document: Some("12345678909".parse().expect("a CPF")),
        birth_date: None,
        phone: None,
        email: None,
        uf: None,
        opt_in_on: None,
        late_12m: Some(0),
        broken_agreements: 0,
        opted_out: false,
        hold: None,
        language: None,
    }
}

pub(super) fn invoice(id: &str, due_on: &str) -> Invoice {
    Invoice {
        id: id.into(),
        contract: None,
        product: Some("Sofá".into()),
        issued_on: "2026-09-01".parse().ok(),
        sent_on: "2026-09-02".parse().ok(),
        due_on: due_on.parse().expect("a date"),
        amount: Money::reais(350),
        contract_amount: Some(Money::reais(350)),
        boleto_line: None,
        status: InvoiceStatus::Open,
        paid: Money::ZERO,
        hold: None,
    }
}

fn world(invoices: Vec<Invoice>) -> World {
    let start: DateTime<Utc> = "2026-11-23T13:00:00Z".parse().expect("a moment");
    let facts = case(creditor(), customer(), invoices);
    let issuer = Box::new(|charge: &_, _: &Creditor| {
        let charge: &crate::domain::debt::charge::Charge = charge;
        Ok(format!("pix {}", charge.amount))
    });
    World::new(Arc::new(Calendar::brazil()), rules(), facts, start, issuer)
}

/// What the reader would make of a message, cut down to what is needed here.
pub(super) fn said(intent: Intent, values: &[Value]) -> Event {
    let entity = |value: &Value| crate::domain::understanding::Entity {
        value: value.clone(),
        text: String::new(),
        start: 0,
    };
    Event::Said {
        reading: Reading {
            text: "…".into(),
            intent,
            confidence: 950,
            alternatives: Vec::new(),
            detail: None,
            also: Vec::new(),
            also_details: Vec::new(),
            entities: values.iter().map(entity).collect(),
            answer: None,
            choice: None,
            denied_name: None,
            no_down_payment: false,
            corrects: false,
            selection: None,
            language: None,
            hint: None,
        },
        choice: None,
    }
}

pub(super) fn choose(world: &mut World, id: &str) -> Vec<Outgoing> {
    let ids: Vec<&str> = world.choices().iter().map(|choice| choice.id.as_str()).collect();
    assert!(ids.contains(&id), "{id} is not among {ids:?} of {:?}", world.state().step);
    world.take(Event::Chose { choice: id.into() })
}

pub(super) fn verified(invoices: Vec<Invoice>) -> World {
    let mut world = world(invoices);
    world.take(said(Intent::Greet, &[]));
    world.take(said(Intent::Affirm, &[]));
    world.take(said(Intent::OutOfScope, &[Value::Digits("123".into())]));
    assert_eq!(world.state().identity, Identity::Verified, "{:?}", world.trace());
    world
}

/// Goes on with the first choice until there is an agreement.
pub(super) fn agreed(invoices: Vec<Invoice>) -> World {
    let mut world = verified(invoices);
    for _ in 0..8 {
        if world.facts().active_agreement().is_some() {
            return world;
        }
        let first = world.choices().first().map(|choice| choice.id.clone());
        choose(&mut world, &first.expect("a choice"));
    }
    panic!("no agreement at {:?}: {:?}", world.state().step, world.trace());
}

#[test]
fn an_agreement_brings_a_code_and_its_payment_settles_the_debt() {
    let mut world = agreed(vec![invoice("F1", "2026-10-09")]);
    let open = world.facts().open_charge().cloned().expect("a charge");
    let last = world.state().last.clone().expect("a message");
    assert!(last.attachments.iter().any(|a| matches!(a, Attachment::Pix { .. })));

    let mut parts = 0;
    while world.facts().active_agreement().is_some() {
        let out = world.pay(None);
        assert!(!out.is_empty(), "a payment is acknowledged");
        parts += 1;
        assert!(parts < 40, "it never settles");
    }

    assert_eq!(world.records().payments.first().map(|(_, sum)| *sum), Some(open.amount));
    let agreement = world.facts().agreements.first().expect("an agreement");
    assert_eq!(agreement.status, AgreementStatus::Settled);
    assert!(world.facts().invoices.iter().all(|invoice| !invoice.is_open()));
    assert_eq!(world.owed_today(), Money::ZERO);
}

#[test]
fn what_stays_unpaid_breaks_when_its_time_is_over() {
    let mut world = agreed(vec![invoice("F1", "2026-10-09")]);

    world.pass(TimeDelta::days(60));

    assert_eq!(world.facts().agreements.first().map(|a| a.status), Some(AgreementStatus::Broken));
    assert_eq!(world.facts().history.broken_on.len(), 1);
    assert_eq!(world.now().to_rfc3339(), "2027-01-22T13:00:00+00:00");
}

#[test]
fn a_human_takes_over_and_gives_back() {
    let mut world = verified(vec![invoice("F1", "2026-10-09")]);
    choose(&mut world, "forgot");
    world.take(said(Intent::AskHuman, &[]));
    assert_eq!(world.records().handoffs.len(), 1);

    let out = world.take(Event::AgentSaid {
        text: "Oi, sou a Júlia".into(),
        agent: String::new(),
        begins: false,
        template: None,
        file: None,
    });
    assert!(
        matches!(out.first().map(|o| &o.said), Some(Said::Agent(text)) if text.contains("Júlia"))
    );
    let out = world.take(Event::AgentReturned);

    assert!(matches!(out.first().map(|o| &o.said), Some(Said::Bot(_))), "{:?}", world.trace());
    assert!(world.state().handoff.is_none(), "{:?}", world.trace());
}

#[test]
fn a_charge_that_cannot_be_made_goes_to_a_human() {
    let mut world = world(vec![invoice("F1", "2026-10-09")]);
    world.issuer = Box::new(|_, _| Err("no-key".into()));
    world.take(said(Intent::Greet, &[]));
    world.take(said(Intent::Affirm, &[]));
    world.take(said(Intent::OutOfScope, &[Value::Digits("123".into())]));

    for _ in 0..8 {
        let Some(first) = world.choices().first().map(|choice| choice.id.clone()) else { break };
        world.take(Event::Chose { choice: first });
    }

    let reasons: Vec<_> = world.records().handoffs.iter().map(|packet| packet.reason).collect();
    assert_eq!(reasons, [crate::domain::dialogue::effect::HandoffReason::PaymentTrouble]);
}

#[test]
fn the_same_things_happening_leave_the_same_world() {
    let play = || {
        let mut world = agreed(vec![invoice("F1", "2026-10-09"), invoice("F2", "2026-09-09")]);
        world.pass(TimeDelta::days(20));
        (world.state().clone(), world.facts().clone(), world.records().clone())
    };

    assert_eq!(play(), play());
}
