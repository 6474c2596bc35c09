//! The two sides of a debt: who is owed and who owes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::late::LateTerms;
use crate::domain::locale::Locale;
use crate::domain::people::{Cnpj, Document, HelpLine, PersonName, Phone, PixKey, Uf};

/// Who is owed, as every collection text must name it (CDC art. 42-A).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creditor {
    /// The creditor's id in this installation.
    pub id: String,
    /// The name customers know.
    pub trade_name: String,
    /// The legal name, which a bank shows as the payee.
    pub legal_name: String,
    /// The creditor's own CNPJ.
    pub cnpj: Cnpj,
    /// Street, number, district, city/state and postcode.
    pub address: String,
    /// The city of the address, for the Pix code.
    pub city: String,
    /// Where a customer can check that the contact is true.
    pub phone: HelpLine,
    /// The official site.
    pub site: String,
    /// Where Pix goes.
    pub pix_key: PixKey,
    /// Late charges of its contracts.
    pub late_terms: LateTerms,
    /// Only where true may the credit bureau be mentioned, as a fact.
    pub lists_in_credit_bureau: bool,
    /// Days late from which its contracts let it suspend the service; none where they do not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspends_after_days: Option<u32>,
    /// The name of the policy that governs its offers.
    pub policy: String,
    /// The language of its customers who have none of their own; none for the installation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
}

/// Who owes, as the creditor's system knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The id in the creditor's system; unique with the creditor's.
    pub id: String,
    /// The creditor's id.
    pub creditor: String,
    /// The name on file.
    pub name: PersonName,
    /// CPF or CNPJ, where known.
    pub document: Option<Document>,
    /// Birth date, where known.
    pub birth_date: Option<NaiveDate>,
    /// Where messages go.
    pub phone: Option<Phone>,
    /// The e-mail on file.
    pub email: Option<String>,
    /// State of residence, which gives the time zone.
    pub uf: Option<Uf>,
    /// When the customer agreed to be written to.
    pub opt_in_on: Option<NaiveDate>,
    /// Late payments in the last twelve months; none where unknown.
    pub late_12m: Option<u32>,
    /// Agreements broken before.
    pub broken_agreements: u32,
    /// True where the customer asked not to be written to.
    pub opted_out: bool,
    /// A hold on all contact, with its reason, such as a lawsuit.
    pub hold: Option<String>,
    /// The language that they are spoken to in, where the creditor's system knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Locale>,
}

impl Customer {
    /// The language that they are spoken to in; none for the installation's own.
    pub fn spoken_to_in(&self, creditor: &Creditor) -> Option<Locale> {
        self.language.or(creditor.language)
    }
}
