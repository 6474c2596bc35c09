//! Text with tags, read to plain text and entities as the provider reads it.

use serde_json::{Value, json};

use super::problem::Refusal;

/// Text without its tags, and what they meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// The entities, in UTF-16 units.
    pub entities: Vec<Value>,
}

/// The tags that are known, and what they become.
const TAGS: [(&str, &str); 17] = [
    ("b", "bold"),
    ("strong", "bold"),
    ("i", "italic"),
    ("em", "italic"),
    ("u", "underline"),
    ("ins", "underline"),
    ("s", "strikethrough"),
    ("strike", "strikethrough"),
    ("del", "strikethrough"),
    ("span", "spoiler"),
    ("tg-spoiler", "spoiler"),
    ("a", "text_link"),
    ("code", "code"),
    ("pre", "pre"),
    ("blockquote", "blockquote"),
    ("tg-emoji", "custom_emoji"),
    ("tg-time", "date_time"),
];

struct Open<'a> {
    tag: &'a str,
    kind: &'static str,
    href: Option<String>,
    from: usize,
}

/// Reads text with tags.
///
/// # Errors
/// When a tag is unknown, or one is not closed where it should be.
pub fn plain(source: &str) -> Result<Plain, Refusal> {
    let (mut text, mut units, mut entities) = (String::new(), 0_usize, Vec::new());
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let at = source.len() - rest.len();
        match letter {
            '<' => {
                let Some((tag, after)) = rest.get(1..).and_then(|rest| rest.split_once('>')) else {
                    return Err(wrong(&format!("Unclosed start tag at byte offset {at}")));
                };
                rest = after;
                match tag.strip_prefix('/') {
                    Some(name) => close(&mut open, name.trim(), (at, units), &mut entities)?,
                    None => open.push(opened(tag, (at, units))?),
                }
            }
            '&' => {
                let (meant, after) = entity(rest);
                units += meant.len_utf16();
                text.push(meant);
                rest = after;
            }
            other => {
                units += other.len_utf16();
                text.push(other);
                rest = rest.get(other.len_utf8()..).unwrap_or_default();
            }
        }
    }
    match open.pop() {
        Some(left) => {
            Err(wrong(&format!("Can't find end tag corresponding to start tag \"{}\"", left.tag)))
        }
        None => Ok(Plain { text, entities }),
    }
}

fn opened(tag: &str, (at, from): (usize, usize)) -> Result<Open<'_>, Refusal> {
    let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
    let known = TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    let Some((_, kind)) = known else {
        return Err(wrong(&format!("Unsupported start tag \"{name}\" at byte offset {at}")));
    };
    let href =
        attributes.trim().strip_prefix("href=").map(|href| href.trim_matches('"').to_owned());
    Ok(Open { tag: name, kind, href, from })
}

fn close(
    open: &mut Vec<Open<'_>>,
    name: &str,
    (at, units): (usize, usize),
    entities: &mut Vec<Value>,
) -> Result<(), Refusal> {
    let Some(last) = open.pop() else {
        return Err(wrong(&format!("Unexpected end tag at byte offset {at}")));
    };
    if !name.is_empty() && !last.tag.eq_ignore_ascii_case(name) {
        return Err(wrong(&format!(
            "Unmatched end tag at byte offset {at}, expected \"</{}>\", found \"</{name}>\"",
            last.tag
        )));
    }
    if units > last.from {
        let mut entity =
            json!({"type": last.kind, "offset": last.from, "length": units - last.from});
        if let (Some(href), Some(entity)) = (last.href, entity.as_object_mut()) {
            entity.insert("url".to_owned(), href.into());
        }
        entities.push(entity);
    }
    Ok(())
}

/// The letter that an escape means, or the ampersand itself, and what follows.
fn entity(rest: &str) -> (char, &str) {
    let named = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
    for (name, letter) in named {
        if let Some(after) = rest.strip_prefix(name) {
            return (letter, after);
        }
    }
    let number = rest.strip_prefix("&#").and_then(|rest| rest.split_once(';'));
    let read = number.and_then(|(digits, after)| {
        let code = match digits.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        Some((char::from_u32(code)?, after))
    });
    read.unwrap_or(('&', rest.get(1..).unwrap_or_default()))
}

fn wrong(what: &str) -> Refusal {
    Refusal::bad(&format!("can't parse entities: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_entities_in_utf16_units() {
        let read = plain("\u{1f621} <b>R$ 5</b> &lt;x&gt; &amp;").expect("it is well formed");

        assert_eq!(read.text, "\u{1f621} R$ 5 <x> &");
        assert_eq!(read.entities, [json!({"type": "bold", "offset": 3, "length": 4})]);
    }

    #[test]
    fn unknown_and_open_tags_are_refused() {
        for bad in ["<oferta>", "<b>x", "x</b>", "<b><i>x</b></i>", "a < b"] {
            assert!(plain(bad).is_err(), "{bad}");
        }
    }
}
