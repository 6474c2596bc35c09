//! Customers of the exam: as many as are wanted, each with a debt, a number and a document.

use std::fmt::Write;

use anyhow::Result;
use chrono::{NaiveDate, TimeDelta};

/// The first digits of a document, which prove who somebody is.
pub fn proof(chat: usize) -> String {
    document(chat).chars().take(3).collect()
}

/// A customer's number, as accounts have it.
pub fn number(chat: usize) -> String {
    format!("55119{:08}", 80_000_000 + chat)
}

/// A customer's name, which no log may tell.
pub fn name(chat: usize) -> String {
    format!("Zoraide Quitéria{chat:05}")
}

/// A document with its check digits.
pub fn document(chat: usize) -> String {
    // Spread over the first digits, so that proofs differ.
    let base = format!("{:09}", (chat + 1) * 7_919_317 % 1_000_000_000);
    let digits: Vec<usize> = base.bytes().map(|digit| usize::from(digit - b'0')).collect();
    let check = |digits: &[usize]| {
        let top = digits.len() + 1;
        let sum: usize = digits.iter().enumerate().map(|(at, digit)| digit * (top - at)).sum();
        (sum * 10) % 11 % 10
    };
    let first = check(&digits);
    let second = check(&[&digits[..], &[first]].concat());
    format!("{base}{first}{second}")
}

/// The portfolio as CSV.
pub fn csv(customers: usize, today: NaiveDate) -> Result<String> {
    let mut csv = "customer;name;document;birth_date;phone;email;uf;opt_in_on;creditor;invoice;\
        contract;product;issued_on;sent_on;due_on;amount;status;late_12m\n"
        .to_owned();
    let day = |ago: i64| (today - TimeDelta::days(ago)).format("%d/%m/%Y").to_string();
    for chat in 0..customers {
        let document = document(chat);
        let (number, name) = (number(chat), name(chat));
        let amount = 120 + chat % 900;
        writeln!(
            csv,
            "X{chat};{name};{document};15/03/1985;+{number};canario{chat}@cliente.example;SP;{};aurora;\
             INV-{chat};CT-{chat};Mesa;{};{};{};{amount},90;open;0",
            day(300),
            day(60),
            day(59),
            day(30)
        )?;
    }
    Ok(csv)
}

/// How a customer asks to be left alone.
pub const STOP: &str = "pare de me mandar mensagem";

/// What a customer writes: the way to an agreement and its code, then whatever comes to mind.
pub fn words(chat: usize, place: usize) -> String {
    let talk = ["oi", "sou eu", "", "esqueci de pagar", "1", "sim"];
    let more = [
        "qual o valor?",
        "obrigado",
        "tem desconto?",
        "quando vence?",
        "me manda o codigo de novo",
        "ok",
        "vou pensar",
        "isso e golpe?",
        "posso pagar dia 10?",
        "nao entendi",
    ];
    match (talk.get(place), place) {
        // Some have enough, and go on all the same.
        (None, 7) if chat % 16 == 5 => STOP.to_owned(),
        (Some(&""), _) => proof(chat),
        (Some(words), _) => (*words).to_owned(),
        (None, place) => {
            more.get((chat + place) % more.len()).map_or_else(String::new, |it| (*it).to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn documents_have_their_check_digits() {
        assert_eq!(super::document(0).len(), 11);
    }
}
