//! One line of a portfolio: what it says of a customer and of one invoice, or all that is wrong.

use chrono::NaiveDate;

use super::column::{Column, fold};
use super::sheet::Sheet;
use super::split::Record;
use super::value::{self, Code};
use crate::domain::debt::invoice::{Invoice, InvoiceStatus};
use crate::domain::debt::party::Creditor;
use crate::domain::locale::Locale;
use crate::domain::money::Money;
use crate::domain::people::{Document, PersonName, Phone, Uf};
use crate::domain::problem::{Problem, Source};

/// What a line says.
pub(super) struct Row {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's id.
    pub customer: String,
    /// Who it is.
    pub person: Person,
    /// What is owed.
    pub invoice: Invoice,
}

/// What one line says of a customer; what it leaves out another line may say.
#[derive(Clone)]
pub(super) struct Person {
    pub name: PersonName,
    pub document: Option<Document>,
    pub birth_date: Option<NaiveDate>,
    pub phone: Option<Phone>,
    pub email: Option<String>,
    pub uf: Option<Uf>,
    pub opt_in_on: Option<NaiveDate>,
    pub late_12m: Option<u32>,
    pub broken_agreements: Option<u32>,
    pub opted_out: Option<bool>,
    pub hold: Option<String>,
    pub language: Option<Locale>,
}

/// What a line is read against.
pub(super) struct Context<'a> {
    pub source: &'a Source,
    pub creditors: &'a [Creditor],
    pub today: NaiveDate,
}

/// Reads a line, or collects all that is wrong with it.
pub(super) fn read(
    context: &Context<'_>,
    sheet: &Sheet<'_>,
    record: &Record,
) -> Result<Row, Vec<Problem>> {
    let mut cells = Cells { context, sheet, record, problems: Vec::new() };
    if let Some(problem) = cells.shape() {
        return Err(vec![problem]);
    }
    cells.refuse_broken_letters();
    let creditor = cells.creditor();
    let customer = cells.must(Column::Customer, value::id);
    let person = cells.person();
    let invoice = cells.invoice();
    match (creditor, customer, person, invoice) {
        (Some(creditor), Some(customer), Some(person), Some(invoice))
            if cells.problems.is_empty() =>
        {
            Ok(Row { creditor, customer, person, invoice })
        }
        _ => Err(cells.problems),
    }
}

/// Starts a problem about a cell.
pub(super) fn problem(
    source: &Source,
    sheet: &Sheet<'_>,
    record: &Record,
    (code, column): (Code, Column),
) -> Problem {
    let problem = Problem { line: Some(record.line), ..source.problem(code) };
    problem.with("column", sheet.name(column)).with("value", abridged(sheet.cell(record, column)))
}

/// A value short enough to be shown in one line.
fn abridged(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = one_line.chars().filter(|c| !c.is_control()).take(60).collect();
    if one_line.chars().count() > 60 { format!("{short}…") } else { short }
}

/// A line being read, and what was found wrong so far.
struct Cells<'a> {
    context: &'a Context<'a>,
    sheet: &'a Sheet<'a>,
    record: &'a Record,
    problems: Vec<Problem>,
}

impl Cells<'_> {
    fn shape(&self) -> Option<Problem> {
        let start =
            |code| Problem { line: Some(self.record.line), ..self.context.source.problem(code) };
        if self.record.broken {
            return Some(start("import-unclosed-quote"));
        }
        let (found, expected) = (self.record.fields.len(), self.sheet.width());
        (!self.sheet.fits(self.record))
            .then(|| start("import-field-count").with("found", found).with("expected", expected))
    }

    fn refuse(&mut self, code: Code, column: Column) {
        let problem = problem(self.context.source, self.sheet, self.record, (code, column));
        self.problems.push(problem);
    }

    fn refuse_broken_letters(&mut self) {
        for column in Column::ALL {
            if self.sheet.cell(self.record, column).contains(value::is_broken) {
                self.refuse("import-broken-character", column);
            }
        }
    }

    /// Reads a cell that may be empty.
    fn may<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Code>) -> Option<T> {
        let cell = self.sheet.cell(self.record, column);
        if cell.is_empty() || cell.contains(value::is_broken) {
            return None;
        }
        match read(cell) {
            Ok(value) => Some(value),
            Err(code) => {
                self.refuse(code, column);
                None
            }
        }
    }

    /// Reads a cell that may not be empty.
    fn must<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Result<T, Code>) -> Option<T> {
        if self.sheet.cell(self.record, column).is_empty() {
            self.refuse("import-missing-value", column);
            return None;
        }
        self.may(column, read)
    }

    fn creditor(&mut self) -> Option<String> {
        let known = self.context.creditors;
        let said = self.sheet.cell(self.record, Column::Creditor);
        if let ([only], true) = (known, said.is_empty()) {
            return Some(only.id.clone());
        }
        let id = self.must(Column::Creditor, value::id)?;
        if known.iter().any(|creditor| creditor.id == id) {
            return Some(id);
        }
        self.refuse("import-unknown-creditor", Column::Creditor);
        let list = known.iter().map(|creditor| creditor.id.as_str()).collect::<Vec<_>>();
        if let Some(last) = self.problems.pop() {
            self.problems.push(last.with("known", list.join(", ")));
        }
        None
    }

    fn person(&mut self) -> Option<Person> {
        let today = self.context.today;
        let text = |text: &str| value::words(text, value::LONGEST_TEXT);
        let name = self.must(Column::Name, |text| text.parse().map_err(|_| "import-bad-name"));
        let document = self.may(Column::Document, value::document);
        let birth_date = self.may(Column::BirthDate, |text| value::birth(text, today));
        let phone =
            self.may(Column::Phone, |text| Phone::parse(text).map_err(|_| "import-bad-phone"));
        let email = self.may(Column::Email, value::email);
        let uf =
            self.may(Column::Uf, |text| text.to_uppercase().parse().map_err(|_| "import-bad-uf"));
        let opt_in_on = self.may(Column::OptInOn, |text| value::day(text, today));
        let late_12m = self.may(Column::Late12m, value::count);
        let broken_agreements = self.may(Column::BrokenAgreements, value::count);
        let opted_out = self.may(Column::OptedOut, value::yes_no);
        let hold = self.may(Column::CustomerHold, text);
        let language = self.may(Column::Language, value::language);
        Some(Person {
            name: name?,
            document,
            birth_date,
            phone,
            email,
            uf,
            opt_in_on,
            late_12m,
            broken_agreements,
            opted_out,
            hold,
            language,
        })
    }

    fn invoice(&mut self) -> Option<Invoice> {
        let today = self.context.today;
        let date = |text: &str| value::day(text, today);
        let text = |text: &str| value::words(text, value::LONGEST_TEXT);
        let id = self.must(Column::Invoice, value::id);
        let contract = self.may(Column::Contract, text);
        let product = self.may(Column::Product, text);
        let issued_on = self.may(Column::IssuedOn, date);
        let sent_on = self.may(Column::SentOn, date);
        let due_on = self.must(Column::DueOn, date);
        let amount = self.must(Column::Amount, positive);
        let contract_amount = self.may(Column::ContractAmount, positive);
        let paid = self.may(Column::PaidAmount, not_negative);
        let boleto_line = self.may(Column::BoletoLine, text);
        let status = self.status();
        let hold = self.may(Column::Hold, text);
        let (due_on, amount) = (due_on?, amount?);
        if issued_on.is_some_and(|issued_on| due_on < issued_on) {
            self.refuse("import-due-before-issued", Column::DueOn);
        }
        let paid = match status? {
            InvoiceStatus::Paid { .. } => paid.unwrap_or(amount),
            InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed => {
                paid.unwrap_or(Money::ZERO)
            }
        };
        Some(Invoice {
            id: id?,
            contract,
            product,
            issued_on,
            sent_on,
            due_on,
            amount,
            contract_amount,
            boleto_line,
            status: status?,
            paid,
            hold,
        })
    }

    fn status(&mut self) -> Option<InvoiceStatus> {
        let today = self.context.today;
        let on = self.may(Column::PaidOn, |text| value::day(text, today));
        let said = self.sheet.cell(self.record, Column::Status);
        if said.is_empty() {
            return Some(on.map_or(InvoiceStatus::Open, |on| InvoiceStatus::Paid { on: Some(on) }));
        }
        let status = self.may(Column::Status, |text| status(text).ok_or("import-unknown-status"));
        match status? {
            InvoiceStatus::Paid { .. } => Some(InvoiceStatus::Paid { on }),
            open @ (InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed)
                if on.is_none() =>
            {
                Some(open)
            }
            InvoiceStatus::Open | InvoiceStatus::Cancelled | InvoiceStatus::Disputed => {
                self.refuse("import-paid-but-not", Column::PaidOn);
                None
            }
        }
    }
}

fn status(text: &str) -> Option<InvoiceStatus> {
    match fold(text).as_str() {
        "open" | "aberto" | "aberta" | "emaberto" | "pendente" | "vencido" | "vencida"
        | "ematraso" | "atrasado" | "atrasada" | "avencer" | "overdue" => Some(InvoiceStatus::Open),
        "paid" | "pago" | "paga" | "quitado" | "quitada" | "liquidado" | "liquidada"
        | "baixado" | "baixada" | "recebido" | "recebida" => Some(InvoiceStatus::Paid { on: None }),
        "cancelled" | "canceled" | "cancelado" | "cancelada" | "estornado" | "estornada" => {
            Some(InvoiceStatus::Cancelled)
        }
        "disputed" | "contestado" | "contestada" | "emdisputa" | "disputa" | "emcontestacao" => {
            Some(InvoiceStatus::Disputed)
        }
        _ => None,
    }
}

fn positive(text: &str) -> Result<Money, Code> {
    let sum = value::money(text)?;
    if sum.is_positive() { Ok(sum) } else { Err("import-not-positive") }
}

fn not_negative(text: &str) -> Result<Money, Code> {
    let sum = value::money(text)?;
    if sum >= Money::ZERO { Ok(sum) } else { Err("import-not-positive") }
}
