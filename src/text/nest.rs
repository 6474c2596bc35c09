//! How deep the braces of a text stand in one another.
//!
//! Who reads texts does so by recursion: what nests a hundred thousand times would end the program
//! and not the check. So the depth is counted first, letter by letter.

/// The deepest that braces and brackets may stand in one another.
pub(super) const DEEPEST: usize = 24;

/// Where a file of texts nests deeper than that; none where it does not.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut is_quoted, mut is_escaped) = (0_usize, false, false);
    let mut line_start = true;
    let mut is_remark = false;
    for (at, byte) in text.bytes().enumerate() {
        if line_start {
            is_remark = byte == b'#';
            // An entry begins anew, whatever the one before it left open.
            if byte.is_ascii_alphabetic() || byte == b'-' {
                depth = 0;
            }
            is_quoted = false;
        }
        line_start = byte == b'\n';
        if is_remark || std::mem::take(&mut is_escaped) {
            continue;
        }
        match byte {
            b'"' if depth > 0 => is_quoted = !is_quoted,
            b'\\' if is_quoted => is_escaped = true,
            _ if is_quoted => {}
            b'{' => depth += 1,
            b'(' if depth > 0 => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b')' if depth > 1 => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_deeper_than_anybody_reads_is_told() {
        for (open, close) in [("{", "}"), ("{ F(", ")}"), ("{ $x ->\n *[a] ", "\n }")] {
            let deep = format!("a = {}x{}\n", open.repeat(5_000), close.repeat(5_000));
            assert!(too_deep(&deep).is_some(), "{open}");
            let flat = format!("a = {}x{}\n", open.repeat(5), close.repeat(5));
            assert_eq!(too_deep(&flat), None, "{open}");
        }
        assert!(too_deep(&format!("a = {{ {}", "F(".repeat(90_000))).is_some());
    }

    #[test]
    fn many_texts_quoted_braces_and_remarks_are_not_deep() {
        let many = "a = { $x } { \"{\" } ( ( (\n# {{{{{{\nb = { \"\\\"{\" }\n".repeat(100);

        assert_eq!(too_deep(&many), None);
        assert_eq!(too_deep(&"a = {\nb = {\n".repeat(100)), None, "left open, and begun anew");
    }
}
