//! People and debts that tests talk about.

use chrono::NaiveDate;
use combinado::domain::debt::invoice::{Invoice, InvoiceStatus};
use combinado::domain::debt::late::LateTerms;
use combinado::domain::debt::party::{Creditor, Customer};
use combinado::domain::money::{Money, Rate};

/// The creditor of most tests.
pub const CREDITOR: &str = "aurora";

/// A shop that customers owe.
pub fn a_creditor() -> Creditor {
    Creditor {
        id: CREDITOR.to_owned(),
        trade_name: "Lojas Aurora".to_owned(),
        legal_name: "Aurora Comércio de Móveis Ltda.".to_owned(),
        cnpj: "11.222.333/0001-81".parse().expect("a CNPJ"),
        address: "Rua das Acácias, 100, Centro, Campinas/SP, 13010-000".to_owned(),
        city: "Campinas".to_owned(),
        phone: "+551130000000".parse().expect("a phone"),
        site: "https://aurora.example".to_owned(),
        pix_key: "39580525000189".parse().expect("a key"),
        late_terms: LateTerms::new(Rate::whole_percent(2), Rate::whole_percent(1), true),
        lists_in_credit_bureau: false,
        suspends_after_days: None,
        policy: "standard".to_owned(),
        language: None,
    }
}

/// Maria, whose identity is proved by 390 or the 7th of May.
pub fn a_customer(id: &str) -> Customer {
    Customer {
        id: id.to_owned(),
        creditor: CREDITOR.to_owned(),
        name: "Maria Aparecida Souza".parse().expect("a name"),
        document: Some("390.533.447-05".parse().expect("a CPF")),
        birth_date: NaiveDate::from_ymd_opt(1980, 5, 7),
        phone: Some("+5511987654321".parse().expect("a phone")),
        email: None,
        uf: Some("SP".parse().expect("a state")),
        opt_in_on: NaiveDate::from_ymd_opt(2025, 1, 10),
        late_12m: Some(0),
        broken_agreements: 0,
        opted_out: false,
        hold: None,
        language: None,
    }
}

/// An invoice of R$ 480,00 that was due on a day.
pub fn an_invoice(id: &str, due_on: &str) -> Invoice {
    let due_on: NaiveDate = due_on.parse().expect("a day");
    Invoice {
        id: id.to_owned(),
        contract: Some("C-1".to_owned()),
        product: Some("Sofá de três lugares".to_owned()),
        issued_on: due_on.pred_opt(),
        sent_on: due_on.pred_opt(),
        due_on,
        amount: Money::reais(480),
        contract_amount: Some(Money::reais(480)),
        boleto_line: None,
        status: InvoiceStatus::Open,
        paid: Money::ZERO,
        hold: None,
    }
}
