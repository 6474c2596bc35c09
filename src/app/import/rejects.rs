//! The lines that could not be taken, as a file to be mended and imported again.

use super::Import;
use super::sheet::{defused, shown};
use crate::domain::problem::Problem;

/// The columns added behind the file's own; an import ignores them.
const ADDED: [&str; 2] = ["linha", "problema"];

/// Writes the rejected lines under their own header, with their numbers and what is wrong.
///
/// UTF-8 with a mark that spreadsheets understand. Cells that a spreadsheet would compute begin
/// with an apostrophe, which an import takes off again. `explain` puts a problem in words.
pub fn rejects(import: &Import, explain: &dyn Fn(&Problem) -> String) -> String {
    let mut text = String::from("\u{feff}");
    let added = ADDED.into_iter().map(ToOwned::to_owned);
    write(&mut text, import.header.iter().cloned().chain(added), import.delimiter);
    for rejected in &import.rejected {
        let why = rejected.problems.iter().map(explain).collect::<Vec<_>>().join(" | ");
        let fields = rejected.fields.iter().map(|field| plain(field));
        let added = [rejected.line.to_string(), defused(&why)];
        write(&mut text, fields.chain(added), import.delimiter);
    }
    text
}

/// A field without letters that no editor shows, and safe to open in a spreadsheet.
fn plain(field: &str) -> String {
    let seen: String = field.chars().map(|c| if c == '\0' { '\u{fffd}' } else { c }).collect();
    defused(shown(&seen))
}

fn write(text: &mut String, fields: impl Iterator<Item = String>, delimiter: char) {
    for (at, field) in fields.enumerate() {
        if at > 0 {
            text.push(delimiter);
        }
        if field.contains([delimiter, '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push_str("\r\n");
}
