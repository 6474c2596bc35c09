//! Every way a text can read: each branch of each selection, with sample values.
//!
//! What checks look at, so that no branch hides from them. Where branches multiply beyond reason,
//! each still appears at least once.

use std::cell::Cell;
use std::collections::BTreeMap;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::catalog::{Catalog, Text};
use crate::domain::dialogue::text::{Args, Value};

/// The most readings of one text.
const MOST: usize = 64;

/// The most texts that stand in one another; a circle is told by the catalog.
const DEEPEST: u32 = 12;

/// The most letters of a reading; what is longer is too long for every check.
const LONGEST: usize = 8 * 1024;

/// The most texts that one text is read through: texts of texts of texts would double without end.
const FURTHEST: u32 = 256;

/// What an unknown variable reads as.
const SAMPLE: &str = "00";

/// Knows how to read the texts of one catalog.
pub(super) struct Reader<'a> {
    catalog: &'a Catalog,
    texts: BTreeMap<String, Text<'a>>,
    samples: &'a Args,
    depth: Cell<u32>,
    budget: Cell<u32>,
}

impl<'a> Reader<'a> {
    pub fn new(catalog: &'a Catalog, samples: &'a Args) -> Self {
        Self { catalog, texts: catalog.index(), samples, depth: Cell::new(0), budget: Cell::new(0) }
    }

    /// Every way the pattern can read.
    pub fn readings(&self, pattern: &Pattern<&'a str>) -> Vec<String> {
        if self.depth.get() == 0 {
            self.budget.set(FURTHEST);
        }
        let mut texts = vec![String::new()];
        for element in &pattern.elements {
            let more = match element {
                PatternElement::TextElement { value } => vec![(*value).to_owned()],
                PatternElement::Placeable { expression } => self.expression(expression),
            };
            texts = joined(&texts, &more);
        }
        texts
    }

    fn expression(&self, expression: &Expression<&'a str>) -> Vec<String> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { variants, .. } => {
                variants.iter().flat_map(|variant| self.readings(&variant.value)).collect()
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&'a str>) -> Vec<String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                vec![unescape_unicode_to_string(value).into_owned()]
            }
            InlineExpression::NumberLiteral { value } => vec![(*value).to_owned()],
            InlineExpression::VariableReference { id } => vec![self.sample(id.name, None)],
            InlineExpression::MessageReference { id, attribute } => {
                self.other(id.name, attribute.as_ref().map(|attribute| attribute.name))
            }
            InlineExpression::TermReference { id, attribute, .. } => {
                let key = format!("-{}", id.name);
                self.other(&key, attribute.as_ref().map(|attribute| attribute.name))
            }
            InlineExpression::FunctionReference { arguments, .. } => {
                let style = arguments.named.iter().find_map(|argument| match &argument.value {
                    InlineExpression::StringLiteral { value } => Some(*value),
                    InlineExpression::NumberLiteral { .. }
                    | InlineExpression::VariableReference { .. }
                    | InlineExpression::MessageReference { .. }
                    | InlineExpression::TermReference { .. }
                    | InlineExpression::FunctionReference { .. }
                    | InlineExpression::Placeable { .. } => None,
                });
                match arguments.positional.first() {
                    Some(InlineExpression::VariableReference { id }) => {
                        vec![self.sample(id.name, style)]
                    }
                    Some(_) | None => vec![SAMPLE.to_owned()],
                }
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn other(&self, key: &str, attribute: Option<&str>) -> Vec<String> {
        let pattern = self.texts.get(key).and_then(|text| text.pattern(attribute));
        let may_go = self.depth.get() < DEEPEST && self.budget.get() > 0;
        let Some(pattern) = pattern.filter(|_| may_go) else {
            return vec![SAMPLE.to_owned()];
        };
        self.budget.set(self.budget.get() - 1);
        self.depth.set(self.depth.get() + 1);
        let readings = self.readings(pattern);
        self.depth.set(self.depth.get() - 1);
        readings
    }

    fn sample(&self, name: &str, style: Option<&str>) -> String {
        let written = self
            .samples
            .get(name)
            .and_then(|value: &Value| self.catalog.format.write(value, style));
        written.unwrap_or_else(|| SAMPLE.to_owned())
    }
}

fn joined(texts: &[String], more: &[String]) -> Vec<String> {
    let with = |text: &String, end: &String| {
        let room = LONGEST.saturating_sub(text.len());
        format!("{text}{}", end.get(..end.floor_char_boundary(room)).unwrap_or_default())
    };
    if texts.len() * more.len() <= MOST {
        let with_each = |text: &String| more.iter().map(|end| with(text, end)).collect::<Vec<_>>();
        return texts.iter().flat_map(with_each).collect();
    }
    let longest = texts.len().max(more.len()).min(MOST * 4);
    let pairs = texts.iter().cycle().zip(more.iter().cycle());
    pairs.take(longest).map(|(text, end)| with(text, end)).collect()
}
