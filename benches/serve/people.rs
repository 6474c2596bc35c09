//! A portfolio of as many customers as wanted, each with a phone and one overdue invoice.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// The creditor whose portfolio it is.
pub const CREDITOR: &str = "aurora";

/// Writes portfolio and creditor into a folder; invoices fell due on a day.
pub fn write(folder: &Path, count: u32, due_on: &str) -> io::Result<()> {
    let mut rows = String::from(
        "customer,name,document,birth_date,phone,uf,opt_in_on,creditor,invoice,issued_on,sent_on,\
         due_on,amount,contract_amount,status\n",
    );
    for number in 0..count {
        let (cpf, phone) = (cpf(number), phone(number));
        let _ = writeln!(
            rows,
            "c{number},Maria Souza,{cpf},1980-05-07,+{phone},SP,2025-01-10,{CREDITOR},i{number},\
             2026-01-05,2026-01-05,{due_on},480.00,480.00,open"
        );
    }
    std::fs::write(folder.join("portfolio.csv"), rows)?;
    let creditor = format!(
        "[[creditor]]\nid = \"{CREDITOR}\"\ntrade_name = \"Lojas Aurora\"\n\
         legal_name = \"Aurora Comércio de Móveis Ltda.\"\ncnpj = \"11.222.333/0001-81\"\n\
         address = \"Rua das Acácias, 100, Centro, Campinas/SP, 13010-000\"\n\
         phone = \"+551130000000\"\nsite = \"https://aurora.example\"\n\
         pix_key = \"39580525000189\"\nlate_fee_percent = \"2\"\ninterest_percent_month = \"1\"\n\
         lists_in_credit_bureau = false\npolicy = \"standard\"\n"
    );
    std::fs::write(folder.join("creditors.toml"), creditor)
}

/// The phone of a customer, as WhatsApp names the account.
pub fn phone(number: u32) -> String {
    format!("55119{:08}", 60_000_000 + number)
}

/// The customer of a phone.
pub fn number(phone: &str) -> Option<u32> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let last = digits.get(digits.len().checked_sub(8)?..)?;
    last.parse::<u32>().ok()?.checked_sub(60_000_000)
}

/// A CPF of a customer, with its check digits.
pub fn cpf(number: u32) -> String {
    let mut digits: Vec<u32> =
        format!("{:09}", 100_000_000 + number).bytes().map(|byte| u32::from(byte - b'0')).collect();
    for _ in 0..2 {
        let weights = 2..;
        let sum: u32 = digits.iter().rev().zip(weights).map(|(digit, weight)| digit * weight).sum();
        digits.push((sum * 10 % 11) % 10);
    }
    digits.iter().map(u32::to_string).collect()
}

/// What a customer writes, one after another: the way to an agreement and its code.
pub fn talk(number: u32) -> [String; 6] {
    let first = cpf(number).chars().take(3).collect();
    ["oi", "sou eu", "", "esqueci de pagar", "1", "sim"]
        .map(str::to_owned)
        .map(|text| if text.is_empty() { Clone::clone(&first) } else { text })
}
