//! A whole portfolio: line by line, each customer once, every line either taken or explained.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::column::Column;
use super::decode::decode;
use super::row::{self, Context, Person, Row};
use super::sheet::Sheet;
use super::split::Record;
use super::{CustomerRecord, Import, Note, Progress, Rejected};
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::party::{Creditor, Customer};
use crate::domain::problem::{Problem, Source};

/// Lines between two reports of progress.
const STRIDE: usize = 500;

/// Reads a portfolio of known creditors, as of a day.
///
/// Good lines become customers with their invoices; bad ones are returned beside them, each with
/// all that is wrong with it.
///
/// # Errors
/// Where the file as a whole cannot be understood: every problem of its header at once.
pub fn read(
    file: &str,
    bytes: &[u8],
    creditors: &[Creditor],
    today: NaiveDate,
    progress: &mut dyn FnMut(Progress),
) -> Result<Import, Vec<Problem>> {
    let source = Source::new(file, "");
    if creditors.is_empty() {
        return Err(vec![source.problem("import-no-creditors")]);
    }
    let text = decode(bytes).ok_or_else(|| vec![source.problem("import-not-text")])?;
    let mut sheet = Sheet::open(&source, &text, creditors.len() == 1)?;
    let context = Context { source: &source, creditors, today };
    let mut gathered = Gathered::default();
    while let Some(record) = sheet.next() {
        gathered.lines += 1;
        if gathered.lines.is_multiple_of(STRIDE) {
            let done = text.len().saturating_sub(sheet.left());
            progress(Progress { done, total: text.len(), lines: gathered.lines });
        }
        let taken = row::read(&context, &sheet, &record)
            .and_then(|row| gathered.take(row, &context, &sheet, &record));
        if let Err(problems) = taken {
            let fields = sheet.original(&record);
            gathered.rejected.push(Rejected { line: record.line, fields, problems });
        }
    }
    progress(Progress { done: text.len(), total: text.len(), lines: gathered.lines });
    Ok(gathered.finish(sheet, creditors))
}

/// A customer as the lines so far tell.
struct Known {
    person: Person,
    id: String,
    creditor: String,
    line: usize,
    invoices: Vec<Invoice>,
    notes: Vec<Note>,
}

/// Where an invoice was seen first.
struct Seen {
    line: usize,
    known: usize,
    place: usize,
}

#[derive(Default)]
struct Gathered {
    known: Vec<Known>,
    customers: HashMap<(String, String), usize>,
    invoices: HashMap<(String, String), Seen>,
    rejected: Vec<Rejected>,
    lines: usize,
    repeated: usize,
}

impl Gathered {
    /// Puts a line where it belongs, unless it contradicts one before it.
    fn take(
        &mut self,
        row: Row,
        context: &Context<'_>,
        sheet: &Sheet<'_>,
        record: &Record,
    ) -> Result<(), Vec<Problem>> {
        let Row { creditor, customer, person, invoice } = row;
        let key = (creditor.clone(), customer.clone());
        let at = self.customers.get(&key).copied();
        let mut problems = self.contradictions(at, &person, (context.source, sheet, record));
        let invoice_key = (creditor.clone(), invoice.id.clone());
        let before = self.invoices.get(&invoice_key);
        let repeated = before.is_some_and(|seen| self.same(seen, at, &invoice));
        if let Some(seen) = before.filter(|_| !repeated) {
            let code = ("import-invoice-twice", Column::Invoice);
            let problem = row::problem(context.source, sheet, record, code);
            problems.push(problem.with("first_line", seen.line));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        if repeated {
            self.repeated += 1;
            return Ok(());
        }
        let line = record.line;
        let at = at.unwrap_or_else(|| {
            let (invoices, notes) = (Vec::new(), Vec::new());
            let person = person.clone();
            self.known.push(Known { person, id: customer, creditor, line, invoices, notes });
            self.customers.insert(key, self.known.len() - 1);
            self.known.len() - 1
        });
        if let Some(known) = self.known.get_mut(at) {
            let note = |(column, value): (&str, &str)| Note {
                invoice: invoice.id.clone(),
                column: column.to_owned(),
                value: value.to_owned(),
            };
            known.notes.extend(sheet.notes(record).map(note));
            known.person.complete(person);
            self.invoices
                .insert(invoice_key, Seen { line, known: at, place: known.invoices.len() });
            known.invoices.push(invoice);
        }
        Ok(())
    }

    fn same(&self, seen: &Seen, at: Option<usize>, invoice: &Invoice) -> bool {
        let before = self.known.get(seen.known).and_then(|known| known.invoices.get(seen.place));
        Some(seen.known) == at && before == Some(invoice)
    }

    fn contradictions(
        &self,
        at: Option<usize>,
        person: &Person,
        (source, sheet, record): (&Source, &Sheet<'_>, &Record),
    ) -> Vec<Problem> {
        let Some(known) = at.and_then(|at| self.known.get(at)) else { return Vec::new() };
        let columns = known.person.differs_from(person).into_iter();
        columns
            .map(|column| {
                let code = ("import-customer-contradiction", column);
                row::problem(source, sheet, record, code).with("first_line", known.line)
            })
            .collect()
    }

    fn finish(self, sheet: Sheet<'_>, creditors: &[Creditor]) -> Import {
        let customers = self.known.into_iter().map(Known::record).collect();
        Import {
            portfolio: super::Portfolio { creditors: creditors.to_vec(), customers },
            delimiter: sheet.delimiter,
            header: sheet.header,
            rejected: self.rejected,
            lines: self.lines,
            repeated: self.repeated,
        }
    }
}

impl Known {
    fn record(mut self) -> CustomerRecord {
        self.invoices.sort_by(|a, b| (a.due_on, &a.id).cmp(&(b.due_on, &b.id)));
        let person = self.person;
        let customer = Customer {
            id: self.id,
            creditor: self.creditor,
            name: person.name,
            document: person.document,
            birth_date: person.birth_date,
            phone: person.phone,
            email: person.email,
            uf: person.uf,
            opt_in_on: person.opt_in_on,
            late_12m: person.late_12m,
            broken_agreements: person.broken_agreements.unwrap_or_default(),
            opted_out: person.opted_out.unwrap_or_default(),
            hold: person.hold,
            language: person.language,
        };
        CustomerRecord { customer, invoices: self.invoices, notes: self.notes }
    }
}

impl Person {
    /// The columns in which both say something and not the same.
    fn differs_from(&self, other: &Self) -> Vec<Column> {
        fn clash<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
            a.zip(b).is_some_and(|(a, b)| a != b)
        }
        let clashes = [
            (Column::Name, self.name != other.name),
            (Column::Document, clash(self.document.as_ref(), other.document.as_ref())),
            (Column::BirthDate, clash(self.birth_date.as_ref(), other.birth_date.as_ref())),
            (Column::Phone, clash(self.phone.as_ref(), other.phone.as_ref())),
            (Column::Email, clash(self.email.as_ref(), other.email.as_ref())),
            (Column::Uf, clash(self.uf.as_ref(), other.uf.as_ref())),
            (Column::OptInOn, clash(self.opt_in_on.as_ref(), other.opt_in_on.as_ref())),
            (Column::Late12m, clash(self.late_12m.as_ref(), other.late_12m.as_ref())),
            (
                Column::BrokenAgreements,
                clash(self.broken_agreements.as_ref(), other.broken_agreements.as_ref()),
            ),
            (Column::OptedOut, clash(self.opted_out.as_ref(), other.opted_out.as_ref())),
            (Column::CustomerHold, clash(self.hold.as_ref(), other.hold.as_ref())),
            (Column::Language, clash(self.language.as_ref(), other.language.as_ref())),
        ];
        clashes.into_iter().filter(|(_, clash)| *clash).map(|(column, _)| column).collect()
    }

    /// Takes from another line what none said before.
    fn complete(&mut self, other: Self) {
        fn fill<T>(mine: &mut Option<T>, theirs: Option<T>) {
            if mine.is_none() {
                *mine = theirs;
            }
        }
        fill(&mut self.document, other.document);
        fill(&mut self.birth_date, other.birth_date);
        fill(&mut self.phone, other.phone);
        fill(&mut self.email, other.email);
        fill(&mut self.uf, other.uf);
        fill(&mut self.opt_in_on, other.opt_in_on);
        fill(&mut self.late_12m, other.late_12m);
        fill(&mut self.broken_agreements, other.broken_agreements);
        fill(&mut self.opted_out, other.opted_out);
        fill(&mut self.hold, other.hold);
        fill(&mut self.language, other.language);
    }
}

#[cfg(test)]
mod tests {
    use super::super::creditors::tests::aurora;
    use super::super::rejects::rejects;
    use super::*;
    use crate::domain::debt::invoice::InvoiceStatus;
    use crate::domain::money::Money;
    use crate::domain::people::Phone;

    const HEADER: &str = "customer;name;document;phone;creditor;invoice;issued_on;due_on;amount;status;paid_on;filial";

    fn import(lines: &[&str]) -> Import {
        let text = format!("{HEADER}\n{}\n", lines.join("\n"));
        whole(text.as_bytes()).expect("a good header")
    }

    fn whole(bytes: &[u8]) -> Result<Import, Vec<Problem>> {
        let today = "2026-11-23".parse().expect("a date");
        read("p.csv", bytes, &[aurora()], today, &mut |_| {})
    }

    fn found(import: &Import) -> Vec<(usize, &'static str, Option<&str>)> {
        let each = import.rejected.iter().flat_map(|rejected| &rejected.problems);
        each.map(|problem| {
            let column = problem.values.get("column").map(String::as_str);
            (problem.line.unwrap_or_default(), problem.code, column)
        })
        .collect()
    }

    #[test]
    fn lines_of_one_customer_become_one_with_all_invoices() {
        let import = import(&[
            "C1;Maria;12345678909;;aurora;F2;;10/10/2026;R$ 1.350,90;;;Centro",
            "C1;Maria;;(11) 98765-4321;aurora;F1;;09/09/2026;100;paga;10/09/2026;",
            "C2;José;;;aurora;F3;;09/10/2026;50;;;",
        ]);

        let [maria, _] = import.portfolio.customers.as_slice() else { unreachable!("two") };
        let ids: Vec<&str> = maria.invoices.iter().map(|each| each.id.as_str()).collect();
        assert_eq!(ids, ["F1", "F2"]);
        assert!(maria.customer.phone.is_some() && maria.customer.document.is_some());
        assert_eq!(maria.notes.first().map(|note| note.value.as_str()), Some("Centro"));
        let statuses: Vec<_> = maria.invoices.iter().map(|each| (each.status, each.paid)).collect();
        let paid = InvoiceStatus::Paid { on: "2026-09-10".parse().ok() };
        let expected = [(paid, Money::reais(100)), (InvoiceStatus::Open, Money::ZERO)];
        assert_eq!(statuses, expected);
        assert_eq!((import.lines, import.rejected.len()), (3, 0));
    }

    #[test]
    fn a_bad_line_tells_everything_and_stops_nothing() {
        let import = import(&[
            "C1;Maria;12345678900;123;aurora;F1;;31/02/2026;-5;talvez;;",
            "",
            ";;;;;;;;;;;",
            "C2;José;;;aurora;F3;10/10/2026;09/10/2026;50;;;",
            "C3;Ana;;;aurora;F4;;09/10/2026;50;open;10/10/2026;",
            "C4;Eva;;;boreal;F5;;09/10/2026;0;;;",
            "C5;;;;aurora;;;;;;;",
            "C6;Rui;;;aurora;F6;;09/10/2026;50;;",
            "C7;R\u{0}i;;;aurora;F7;;09/10/2026;50;;;",
            "\"C8;Ivo;;;aurora;F8;;09/10/2026;50;;;",
            "C9;Lia;;;aurora;F9;;09/10/2026;50;;;",
        ]);

        assert_eq!(
            found(&import),
            [
                (2, "import-document-check-digits", Some("document")),
                (2, "import-bad-phone", Some("phone")),
                (2, "import-bad-date", Some("due_on")),
                (2, "import-not-positive", Some("amount")),
                (2, "import-unknown-status", Some("status")),
                (5, "import-due-before-issued", Some("due_on")),
                (6, "import-paid-but-not", Some("paid_on")),
                (7, "import-unknown-creditor", Some("creditor")),
                (7, "import-not-positive", Some("amount")),
                (8, "import-missing-value", Some("name")),
                (8, "import-missing-value", Some("invoice")),
                (8, "import-missing-value", Some("due_on")),
                (8, "import-missing-value", Some("amount")),
                (9, "import-field-count", None),
                (10, "import-broken-character", Some("name")),
                (11, "import-unclosed-quote", None),
            ]
        );
        assert_eq!(import.portfolio.customers.len(), 1);
    }

    #[test]
    fn a_line_that_contradicts_an_earlier_one_is_refused() {
        let import = import(&[
            "C1;Maria;12345678909;;aurora;F1;;09/10/2026;50;;;",
            "C1;Mario;52998224725;;aurora;F2;;09/10/2026;50;;;",
            "C1;Maria;;;aurora;F1;;09/10/2026;50,00;;;outra",
            "C1;Maria;;;aurora;F1;;09/10/2026;51;;;",
            "C2;Rui;;;aurora;F1;;09/10/2026;50;;;",
        ]);

        assert_eq!(
            found(&import),
            [
                (3, "import-customer-contradiction", Some("name")),
                (3, "import-customer-contradiction", Some("document")),
                (5, "import-invoice-twice", Some("invoice")),
                (6, "import-invoice-twice", Some("invoice")),
            ]
        );
        assert_eq!(import.repeated, 1);
    }

    #[test]
    fn rejected_lines_can_be_mended_and_read_again() {
        let first = import(&[
            "C1;=1+1;123;+5511987654321;aurora;F1;;09/10/2026;-50;;;\"a;\"\"b\"\"\"",
            "C2;Rui;;'+5511987654321;aurora;F2;;09/10/2026;abc;;;x",
        ]);
        let file = rejects(&first, &|problem| problem.code.to_owned());
        assert!(file.contains("'=1+1") && file.contains("'-50") && file.contains("linha;problema"));

        let again = whole(file.as_bytes()).expect("the same header");
        assert_eq!(again.rejected.len(), 2);
        let lines: Vec<&str> = again.header.iter().map(String::as_str).collect();
        assert_eq!(lines.join(";"), HEADER);

        let mended = rejects(&again, &|problem| problem.code.to_owned())
            .replace("'=1+1", "Ana")
            .replace(";123;", ";12345678909;")
            .replace("'-50", "50,00")
            .replace("abc", "60");
        let read = whole(mended.as_bytes()).expect("the same header");
        assert_eq!(found(&read), []);
        let [ana, rui] = read.portfolio.customers.as_slice() else { unreachable!("two") };
        assert_eq!(ana.notes.first().map(|note| note.value.as_str()), Some("a;\"b\""));
        assert_eq!(rui.customer.phone.as_ref().map(Phone::e164), Some("+5511987654321"));
    }

    #[test]
    fn the_creditor_may_be_left_out_where_there_is_one() {
        let text =
            "Código Cliente,Nome,Título,Vencimento,Valor\n7,ANA SOUZA,F1,2026-10-09,\"1.234,56\"\n";

        let read = whole(text.as_bytes()).expect("a good header");

        let [ana] = read.portfolio.customers.as_slice() else { unreachable!("one") };
        assert_eq!(
            (ana.customer.creditor.as_str(), ana.customer.name.full()),
            ("aurora", "Ana Souza")
        );
        assert_eq!(read.portfolio.find("aurora/7").len(), 1);
        assert_eq!(read.portfolio.find("7").len(), 1);
        assert_eq!(read.portfolio.find("8").len(), 0);
    }
}
