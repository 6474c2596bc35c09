//! A section of the page of what was measured, between two marks; the rest of the page is others'.

use std::path::Path;

/// Puts a section into a page in the place of the one of its name before, or at its end.
pub fn put(path: &Path, name: &str, section: &str) -> std::io::Result<()> {
    let (begins, ends) = (format!("<!-- {name} -->"), format!("<!-- /{name} -->"));
    let section = format!("{begins}\n{}\n{ends}\n", section.trim_end());
    let page = std::fs::read_to_string(path).unwrap_or_default();
    let parts = page.split_once(&begins).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&ends)?;
        Some((before, after))
    });
    let page = match parts {
        Some((before, after)) => format!("{before}{section}{}", after.trim_start_matches('\n')),
        None => format!("{}\n\n{section}", page.trim_end()),
    };
    std::fs::write(path, page)
}
