//! Text to records of fields, so that one broken line spoils no other.
//!
//! A quote opened and never closed would swallow the rest of a file; here its line alone is
//! broken and reading goes on with the next one. Quotes inside an unquoted field are letters.

/// The most lines that one record may span.
const LONGEST: usize = 100;

/// What may part fields.
pub(super) const DELIMITERS: [char; 4] = [';', ',', '\t', '|'];

/// One record and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Its fields, unquoted.
    pub fields: Vec<String>,
    /// True where a quote was never closed; the fields are then the line parted as it stands.
    pub broken: bool,
}

/// Reads records one by one.
#[derive(Clone, Debug)]
pub(super) struct Records<'a> {
    rest: &'a str,
    line: usize,
    delimiter: char,
}

impl<'a> Records<'a> {
    /// Reads a text from its first line.
    pub fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text, line: 1, delimiter }
    }

    /// Bytes not read yet.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    fn take_lines(&mut self, bytes: usize) {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count();
        self.rest = rest;
    }

    /// The first line as it stands, without its end, and its length with it.
    fn first_line(&self) -> (&'a str, usize) {
        let end = self.rest.find('\n').map_or(self.rest.len(), |at| at + 1);
        let line = self.rest.get(..end).unwrap_or(self.rest);
        (line.trim_end_matches(['\n', '\r']), end)
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        if let Some((fields, bytes)) = record(self.rest, self.delimiter) {
            self.take_lines(bytes);
            return Some(Record { line, fields, broken: false });
        }
        let (text, bytes) = self.first_line();
        let fields = text.split(self.delimiter).map(|field| field.replace('"', "")).collect();
        self.take_lines(bytes);
        Some(Record { line, fields, broken: true })
    }
}

/// One field being read.
enum At {
    /// At its beginning.
    Start,
    /// In a field without quotes.
    Plain,
    /// Between quotes.
    Quoted,
    /// After a quote that may be the last or the first of two.
    Closed,
}

/// The first record and how many bytes it took; none where a quote is not closed properly.
fn record(text: &str, delimiter: char) -> Option<(Vec<String>, usize)> {
    let mut fields = Vec::new();
    let mut field = String::new();
    let (mut at, mut lines) = (At::Start, 0);
    for (place, letter) in text.char_indices() {
        let ends = letter == '\n';
        lines += usize::from(ends);
        at = match at {
            At::Quoted if letter == '"' => At::Closed,
            At::Quoted if lines > LONGEST => return None,
            At::Quoted => {
                field.push(letter);
                At::Quoted
            }
            At::Closed if letter == '"' => {
                field.push('"');
                At::Quoted
            }
            At::Start | At::Plain | At::Closed if ends => {
                let plain = !matches!(at, At::Closed);
                push(&mut fields, &mut field, plain);
                return Some((fields, place + 1));
            }
            At::Start | At::Plain | At::Closed if letter == delimiter => {
                push(&mut fields, &mut field, false);
                At::Start
            }
            At::Start if letter == '"' => At::Quoted,
            At::Closed if letter == '\r' || letter == ' ' => At::Closed,
            // What follows a closed quote is either a letter or the next line's own quote.
            At::Closed if lines > 0 => return None,
            At::Start | At::Plain | At::Closed => {
                field.push(letter);
                At::Plain
            }
        };
    }
    if matches!(at, At::Quoted) {
        return None;
    }
    let plain = !matches!(at, At::Closed);
    push(&mut fields, &mut field, plain);
    Some((fields, text.len()))
}

/// Ends a field; the last of a line, unquoted, does not hold the line's end.
fn push(fields: &mut Vec<String>, field: &mut String, line_end: bool) {
    let mut taken = std::mem::take(field);
    if line_end && taken.ends_with('\r') {
        taken.pop();
    }
    fields.push(taken);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(text: &str) -> Vec<Vec<String>> {
        Records::new(text, ';').map(|record| record.fields).collect()
    }

    #[test]
    fn quotes_hold_delimiters_lines_and_quotes() {
        let text = "a;\"b;\"\"c\"\"\r\nd\";e\r\nTV 55\" nova;\"x\" ;\n";

        let read = fields(text);

        assert_eq!(read, [["a", "b;\"c\"\r\nd", "e"], ["TV 55\" nova", "x", ""]]);
    }

    #[test]
    fn lines_are_counted_as_an_editor_counts_them() {
        let lines: Vec<usize> =
            Records::new("a\r\n\"b\r\nc\"\r\n\r\nd", ';').map(|record| record.line).collect();

        assert_eq!(lines, [1, 2, 4, 5]);
    }

    #[test]
    fn an_open_quote_spoils_its_own_line_alone() {
        for text in ["\"a;b\nc;\"d\"\ne;f", "\"a;b\nc;d\ne;f"] {
            let records: Vec<Record> = Records::new(text, ';').collect();

            assert_eq!(records.len(), 3);
            assert_eq!(records.iter().map(|r| r.broken).collect::<Vec<_>>(), [true, false, false]);
            assert_eq!(
                records.first().map(|r| r.fields.clone()),
                Some(vec!["a".into(), "b".into()])
            );
        }
    }

    proptest! {
        #[test]
        fn what_a_writer_wrote_is_read_back(
            rows in proptest::collection::vec(
                proptest::collection::vec("[a;\"\n\r é,]{0,6}", 2..4), 1..5),
        ) {
            let mut writer = csv::WriterBuilder::new()
                .delimiter(b';').flexible(true).quote_style(csv::QuoteStyle::Always)
                .from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).expect("in memory");
            }
            let text = String::from_utf8(writer.into_inner().expect("in memory")).expect("UTF-8");

            prop_assert_eq!(fields(&text), rows);
        }

        #[test]
        fn any_text_is_read_to_its_end(text in "[a;\"\n\r ]{0,60}") {
            let records: Vec<Record> = Records::new(&text, ';').collect();
            prop_assert!(records.len() <= text.matches('\n').count() + 1);
        }
    }
}
