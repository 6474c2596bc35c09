//! Walks over a Fluent text: what it refers to, and where that stands in its file.

use std::ops::Range;

use fluent_syntax::ast::{CallArguments, Expression, InlineExpression, Pattern, PatternElement};

/// Something that a text refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reference<'a> {
    Variable(&'a str),
    Message(&'a str, Option<&'a str>),
    Term(&'a str, Option<&'a str>),
    Function(&'a str),
}

/// A selection, with the variable it looks at, if it looks at one, and the branches it has.
pub(super) struct Selection<'a> {
    pub variable: Option<&'a str>,
    pub branches: Vec<&'a str>,
    /// The branch for all that has none of its own.
    pub default: Option<&'a str>,
}

/// Everything that a pattern refers to, in its order.
pub(super) fn references<'a>(pattern: &Pattern<&'a str>) -> Vec<Reference<'a>> {
    let mut walk = Walk::default();
    walk.pattern(pattern);
    walk.references
}

/// Every selection of a pattern, outer ones first.
pub(super) fn selections<'a>(pattern: &Pattern<&'a str>) -> Vec<Selection<'a>> {
    let mut walk = Walk::default();
    walk.pattern(pattern);
    walk.selections
}

/// Where a part of a text stands in it; the text's start where it is no part.
pub(super) fn span_of(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().wrapping_sub(text.as_ptr().addr());
    if start + part.len() <= text.len() { start..start + part.len() } else { 0..0 }
}

#[derive(Default)]
struct Walk<'a> {
    references: Vec<Reference<'a>>,
    selections: Vec<Selection<'a>>,
}

impl<'a> Walk<'a> {
    fn pattern(&mut self, pattern: &Pattern<&'a str>) {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { .. } => {}
                PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn expression(&mut self, expression: &Expression<&'a str>) {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => {
                self.inline(selector);
                let branches = variants.iter().map(|variant| name_of(&variant.key)).collect();
                let variable = match selector {
                    InlineExpression::VariableReference { id } => Some(id.name),
                    InlineExpression::StringLiteral { .. }
                    | InlineExpression::NumberLiteral { .. }
                    | InlineExpression::FunctionReference { .. }
                    | InlineExpression::MessageReference { .. }
                    | InlineExpression::TermReference { .. }
                    | InlineExpression::Placeable { .. } => None,
                };
                let default = variants.iter().find(|variant| variant.default);
                let default = default.map(|variant| name_of(&variant.key));
                self.selections.push(Selection { variable, branches, default });
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn inline(&mut self, inline: &InlineExpression<&'a str>) {
        match inline {
            InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
            InlineExpression::VariableReference { id } => {
                self.references.push(Reference::Variable(id.name));
            }
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                self.references.push(Reference::Message(id.name, attribute));
            }
            InlineExpression::TermReference { id, attribute, arguments } => {
                let attribute = attribute.as_ref().map(|attribute| attribute.name);
                self.references.push(Reference::Term(id.name, attribute));
                if let Some(arguments) = arguments {
                    self.arguments(arguments);
                }
            }
            InlineExpression::FunctionReference { id, arguments } => {
                self.references.push(Reference::Function(id.name));
                self.arguments(arguments);
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }

    fn arguments(&mut self, arguments: &CallArguments<&'a str>) {
        for argument in &arguments.positional {
            self.inline(argument);
        }
        for argument in &arguments.named {
            self.inline(&argument.value);
        }
    }
}

fn name_of<'a>(key: &fluent_syntax::ast::VariantKey<&'a str>) -> &'a str {
    match key {
        fluent_syntax::ast::VariantKey::Identifier { name } => name,
        fluent_syntax::ast::VariantKey::NumberLiteral { value } => value,
    }
}
