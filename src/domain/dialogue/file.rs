//! Files that people of ours send: which kinds go, how large, under what names.
//!
//! What a file is its first bytes say, never its name. Names come from outside: what could pass for
//! something else in a list of files is taken out of them.

use serde::{Deserialize, Serialize};

use crate::domain::id::Id;

/// The largest file that is sent, in bytes: what every channel takes.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// The longest name, in letters.
const LONGEST_NAME: usize = 80;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
}

/// A file that goes with a message; its bytes are kept elsewhere, under its id.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Its id.
    pub id: Id,
    /// Its name, as the customer sees it.
    pub name: String,
    /// What it is.
    pub form: Form,
    /// Its length in bytes.
    pub size: u64,
}

impl Form {
    /// Every kind that is sent.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// What bytes are; none for what is not sent.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::dialogue::file::Form;
    ///
    /// assert_eq!(Form::of(b"%PDF-1.7 ..."), Some(Form::Pdf));
    /// assert_eq!(Form::of(b"<svg onload=alert(1)>"), None);
    /// ```
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|form| bytes.starts_with(form.begins()))
    }

    const fn begins(self) -> &'static [u8] {
        match self {
            Self::Pdf => b"%PDF-",
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
        }
    }

    /// The code of rows.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpeg",
            Self::Png => "png",
        }
    }

    /// Its type as headers name it.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// True for what a chat shows as a picture.
    pub const fn is_picture(self) -> bool {
        match self {
            Self::Jpeg | Self::Png => true,
            Self::Pdf => false,
        }
    }

    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
        }
    }

    /// A name for a file of this kind, from one that somebody gave it: it ends as it should.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::dialogue::file::Form;
    ///
    /// assert_eq!(Form::Pdf.name("C:\\boletos\\agosto.PDF"), "agosto.pdf");
    /// assert_eq!(Form::Png.name("recibo\u{202e}gnp.exe"), "recibognp.exe.png");
    /// assert_eq!(Form::Jpeg.name(""), "jpeg.jpg");
    /// ```
    pub fn name(self, given: &str) -> String {
        let clean = shown(given);
        let (stem, ending) = match clean.rsplit_once('.') {
            Some((stem, ending)) if self.has(ending) => (stem, ending.to_lowercase()),
            Some(_) | None => {
                (clean.as_str(), self.endings().first().copied().unwrap_or_default().to_owned())
            }
        };
        let stem = stem.trim_matches(['.', ' ']);
        let stem = if stem.is_empty() { self.as_str() } else { stem };
        format!("{stem}.{ending}")
    }

    fn has(self, ending: &str) -> bool {
        self.endings().iter().any(|known| ending.eq_ignore_ascii_case(known))
    }
}

/// A name from outside as it can be shown: no path, nothing that turns the order of letters, not long.
pub fn shown(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().filter(|letter| !is_hidden(*letter));
    plain.take(LONGEST_NAME).collect::<String>().trim().to_owned()
}

/// True for letters that nobody sees and that change how others are seen.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '"' | '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

impl std::fmt::Debug for Attached {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Attached({}, {})", self.id, self.form.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        assert_eq!(Form::of(b"\xff\xd8\xff\xe0JFIF"), Some(Form::Jpeg));
        assert_eq!(Form::of(b"\x89PNG\r\n\x1a\n\0"), Some(Form::Png));
        for other in [b"".as_slice(), b"%PD", b"GIF89a", b"<html>", b"MZ", b"PK\x03\x04", b" %PDF-"]
        {
            assert_eq!(Form::of(other), None, "{other:?}");
        }
    }

    #[test]
    fn names_neither_leave_their_folder_nor_lie_about_their_end() {
        assert_eq!(Form::Pdf.name("../../etc/passwd"), "passwd.pdf");
        assert_eq!(Form::Pdf.name("nota.pdf\r\nSet-Cookie: x"), "nota.pdfSet-Cookie: x.pdf");
        assert_eq!(Form::Jpeg.name("...jpeg"), "jpeg.jpeg");
        assert_eq!(shown("a\"b\u{2066}c\0.pdf"), "abc.pdf");
        assert!(Form::Png.name(&"é".repeat(500)).chars().count() <= LONGEST_NAME + 4);
    }
}
