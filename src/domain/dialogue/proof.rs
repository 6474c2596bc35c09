//! What proves who somebody is: part of what is on file, never the whole of it.

use chrono::Datelike;

use crate::domain::debt::party::Customer;
use crate::domain::people::Document;
use crate::domain::understanding::Value;

/// Whether a value proves that somebody is this customer; none where it is no proof at all.
pub fn proves(customer: &Customer, value: &Value) -> Option<bool> {
    let birth = customer.birth_date;
    match value {
        Value::Digits(digits) => {
            let first = cpf(customer).map(Document::first_three);
            let day = birth.map(|birth| format!("{:02}{:02}", birth.day(), birth.month()));
            Some(first == Some(digits) || day.as_ref() == Some(digits))
        }
        Value::Document(document) => Some(customer.document.as_ref() == Some(document)),
        Value::DayMonth { day, month, year } => {
            let same = birth.is_some_and(|birth| {
                birth.day() == *day
                    && birth.month() == *month
                    && year.is_none_or(|year| year == birth.year())
            });
            Some(same)
        }
        Value::Money { .. }
        | Value::Date { .. }
        | Value::Time { .. }
        | Value::Count(_)
        | Value::Percent(_)
        | Value::Duration { .. }
        | Value::DayOfMonth(_)
        | Value::Phone(_) => None,
    }
}

/// The CPF on file; a CNPJ is public and proves nothing.
pub fn cpf(customer: &Customer) -> Option<&Document> {
    customer.document.as_ref().filter(|document| matches!(document, Document::Cpf(_)))
}
