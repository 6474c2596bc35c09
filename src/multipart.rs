//! Bodies in parts, as files are sent: read whole, from memory.
//!
//! Pages take files by it, and so do the fakes of providers. Only what browsers and clients send (RFC 7578) is read; nothing is written here.

use bytes::Bytes;

/// One part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field's name.
    pub name: String,
    /// The file's name, where the part is a file.
    pub filename: Option<String>,
    /// The part's own type.
    pub mime: Option<String>,
    /// What it holds.
    pub content: Bytes,
}

impl Part {
    /// Its content as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.content).into_owned()
    }
}

/// The boundary of a content type, if it is one of parts.
pub fn boundary(content_type: &str) -> Option<String> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    parameter(rest, "boundary")
}

/// The parts of a body; nothing where it is not well formed.
pub fn parts(body: &Bytes, boundary: &str) -> Option<Vec<Part>> {
    let line = format!("--{boundary}");
    let mut at = find(body, line.as_bytes(), 0)? + line.len();
    let mut parts = Vec::new();
    let between = format!("\r\n--{boundary}");
    loop {
        if body.get(at..)?.starts_with(b"--") {
            return Some(parts);
        }
        let head_from = at + 2;
        let head_to = find(body, b"\r\n\r\n", at)?;
        let content_from = head_to + 4;
        let content_to = find(body, between.as_bytes(), head_to + 2)?;
        let head = String::from_utf8_lossy(body.get(head_from.min(head_to)..head_to)?).into_owned();
        parts.push(part(&head, body.slice(content_from.min(content_to)..content_to))?);
        at = content_to + between.len();
    }
}

fn part(head: &str, content: Bytes) -> Option<Part> {
    let header = |wanted: &str| {
        head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
        })
    };
    let disposition = header("content-disposition")?;
    Some(Part {
        name: parameter(&disposition, "name")?,
        filename: parameter(&disposition, "filename"),
        mime: header("content-type"),
        content,
    })
}

fn parameter(text: &str, wanted: &str) -> Option<String> {
    text.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().trim_matches('"').to_owned())
    })
}

fn find(body: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    let rest = body.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| at + from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n\
        application/pdf\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; \
        filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n--x--\r\n";

    #[test]
    fn fields_and_files_are_told_apart() {
        let parts = parts(&Bytes::from(BODY), "x").expect("it is well formed");

        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0].text(), "application/pdf");
        assert_eq!(parts[1].filename.as_deref(), Some("a.pdf"));
        assert_eq!(parts[1].content, "%PDF-");
    }

    #[test]
    fn a_boundary_may_stand_in_quotes() {
        assert_eq!(boundary("multipart/form-data; boundary=\"a b\"").as_deref(), Some("a b"));
        assert_eq!(boundary("application/json"), None);
    }

    #[test]
    fn what_breaks_off_is_no_body() {
        assert_eq!(parts(&Bytes::from(&BODY.as_bytes()[..60]), "x"), None);
        assert_eq!(parts(&Bytes::new(), "x"), None);
    }
}
