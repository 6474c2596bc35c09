//! JSON as it really comes: a text cut in the middle of an emoji must not cost a whole batch.

use serde_json::Value;

/// Reads JSON; halves of a surrogate pair that stand alone become U+FFFD.
///
/// Nesting deeper than 128 levels is refused, as are numbers that no float holds.
pub(super) fn read(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok().or_else(|| serde_json::from_slice(&mended(body)?).ok())
}

/// The body with lone surrogates replaced; none where there is none.
fn mended(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let (mut at, mut found) = (0, false);
    while let Some(byte) = body.get(at) {
        if *byte != b'\\' {
            whole.push(*byte);
            at += 1;
            continue;
        }
        let taken = match (surrogate(body, at), surrogate(body, at + 6)) {
            (Some(Half::High), Some(Half::Low)) => 12,
            (Some(_), _) => {
                whole.extend_from_slice(br"\ufffd");
                (at, found) = (at + 6, true);
                continue;
            }
            (None, _) => 2,
        };
        whole.extend(body.iter().skip(at).take(taken));
        at += taken;
    }
    found.then_some(whole)
}

#[derive(Clone, Copy)]
enum Half {
    High,
    Low,
}

/// Which half of a pair is written at a place, if any.
fn surrogate(body: &[u8], at: usize) -> Option<Half> {
    let digits = body.get(at..at + 6)?.strip_prefix(br"\u")?;
    let digits = std::str::from_utf8(digits).ok()?;
    match u32::from_str_radix(digits, 16).ok()? {
        0xD800..=0xDBFF => Some(Half::High),
        0xDC00..=0xDFFF => Some(Half::Low),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_an_emoji_costs_only_itself() {
        let read = |text: &str| read(text.as_bytes()).map(|it| it.as_str().map(str::to_owned));
        let text = |text: &str| Some(Some(text.to_owned()));

        assert_eq!(read(r#""oi \ud83d""#), text("oi \u{fffd}"));
        assert_eq!(read(r#""oi \ude00 \ud83d\ude00 \\ud83d""#), text("oi \u{fffd} 😀 \\ud83d"));
        assert_eq!(read(r#""\ud83d\ud83d\ude00""#), text("\u{fffd}😀"));
        assert_eq!(read(r#""\ud83d"#), None);
        assert_eq!(read(&"[".repeat(10_000)), None);
        assert_eq!(read("NaN"), None);
        assert_eq!(read("1e999"), None);
    }
}
