//! One text alone, as somebody writes it: is it one, whole, and under its own key.

use fluent_syntax::ast::Entry;
use fluent_syntax::parser;

use super::nest::too_deep;

/// True where the source is one text of this key and nothing else; a term's key begins with `-`.
///
/// # Examples
/// ```
/// # use combinado::text::single::is_single;
/// assert!(is_single("hello = Oi\n    .v1 = Olá\n", "hello"));
/// assert!(!is_single("hello = Oi\nbye = Tchau\n", "hello"));
/// assert!(!is_single("hello = { $name\n", "hello"));
/// ```
pub fn is_single(source: &str, key: &str) -> bool {
    if too_deep(source).is_some() {
        return false;
    }
    let Ok(resource) = parser::parse(source) else { return false };
    match resource.body.as_slice() {
        [Entry::Message(it)] => it.id.name == key,
        [Entry::Term(it)] => key.strip_prefix('-') == Some(it.id.name),
        _ => false,
    }
}
