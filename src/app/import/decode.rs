//! Bytes to text, whatever the finance system wrote: UTF-8, UTF-16 or Windows-1252.
//!
//! Line by line, because exports glued together from two systems exist: a line that is no UTF-8
//! is taken as Windows-1252, of which Latin-1's letters are a part.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How spreadsheets begin: a zip file (xlsx, ods) or an old Excel file.
const SPREADSHEETS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// Reads a whole file as text; none where it is no text at all.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if SPREADSHEETS.iter().any(|magic| bytes.starts_with(magic)) {
        return None;
    }
    for (mark, encoding) in [(&b"\xFF\xFE"[..], UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            return Some(encoding.decode_without_bom_handling(rest).0);
        }
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    is_text(bytes).then(|| lines(bytes))
}

/// Text has no zeros in its first line and hardly any later.
fn is_text(bytes: &[u8]) -> bool {
    let zeros = |bytes: &[u8]| bytes.split(|byte| *byte == 0).count() - 1;
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    zeros(first) == 0 && zeros(bytes) <= bytes.len() / 100
}

fn lines(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let utf8 = UTF_8.decode_without_bom_handling_and_without_replacement(line);
        text.push_str(&utf8.unwrap_or_else(|| WINDOWS_1252.decode(line).0));
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_reads_the_same() {
        let expected = "nome;João\r\n";
        let utf16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain(expected.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();

        for bytes in [
            expected.as_bytes(),
            b"\xEF\xBB\xBFnome;Jo\xC3\xA3o\r\n",
            b"nome;Jo\xE3o\r\n",
            utf16.as_slice(),
        ] {
            assert_eq!(decode(bytes).as_deref(), Some(expected));
        }
    }

    #[test]
    fn one_odd_line_does_not_spoil_the_others() {
        let text = decode(b"nome\nJos\xC3\xA9\nJo\xE3o\n");

        assert_eq!(text.as_deref(), Some("nome\nJosé\nJoão\n"));
    }

    #[test]
    fn a_spreadsheet_or_a_binary_file_is_no_text() {
        assert_eq!(decode(b"PK\x03\x04rest"), None);
        assert_eq!(decode(b"n\x00o\x00m\x00e\x00"), None);
        assert_eq!(decode(&[b"nome\n".as_slice(), &[0; 50]].concat()), None);
        let odd = [b"nome\n", &[b'a'; 300][..], b"\x00\n"].concat();
        assert!(decode(&odd).is_some());
    }
}
