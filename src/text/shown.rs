//! What texts show and give away: values that must be seen, sums written by hand, debts named early.
//!
//! A value counts as shown where every branch shows it: a text that hides the total from some is no
//! better than one that hides it from all.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use super::catalog::{Catalog, Text};
use super::expand::Reader;
use super::lint::{named, place};
use super::render::is_variant;
use crate::domain::conduct::names_a_debt;
use crate::domain::dialogue::text::Args;
use crate::domain::problem::Problem;

/// Through how many texts a value is looked for.
const FURTHEST: u32 = 256;

/// Texts that no longer show, in some branch or variant, what they must.
pub fn lost(catalog: &Catalog, (key, must): (&str, &[&str]), code: &'static str) -> Vec<Problem> {
    let index = catalog.index();
    let Some(text) = index.get(key) else { return Vec::new() };
    let mut problems = Vec::new();
    let said = text.patterns.iter().filter(|(name, _)| name.is_none_or(is_variant));
    for (attribute, pattern) in said {
        let shown = Shown { index: &index, budget: Cell::new(FURTHEST) }.of(pattern);
        let missing = must.iter().filter(|name| !shown.contains(*name));
        let missing: Vec<String> = missing.map(|name| format!("${name}")).collect();
        if !missing.is_empty() {
            let problem = place(text, *attribute, code);
            problems.push(problem.with("missing", missing.join(", ")));
        }
    }
    problems
}

/// Texts to customers with a sum written by hand: sums are the policy's, and of the day.
pub fn sums(catalog: &Catalog, is_told: impl Fn(&str, &str) -> bool) -> Vec<Problem> {
    let none = Args::new();
    let reader = Reader::new(catalog, &none);
    let mut problems = Vec::new();
    for text in catalog.texts().filter(|text| !text.key.starts_with('-')) {
        for (attribute, pattern) in &text.patterns {
            if !is_told(&text.file.source.file, &named(&text, *attribute)) {
                continue;
            }
            let readings = reader.readings(pattern);
            if let Some(sum) = readings.iter().find_map(|reading| sum_in(reading)) {
                problems.push(place(&text, *attribute, "text-sum-written").with("sum", sum));
            }
        }
    }
    problems
}

/// Texts that may be said before anybody proved who they are, and that name a debt.
pub fn early(catalog: &Catalog, said: &BTreeSet<String>, samples: &Args) -> Vec<Problem> {
    let reader = Reader::new(catalog, samples);
    let index = catalog.index();
    let mut problems = Vec::new();
    for text in said.iter().filter_map(|key| index.get(key)) {
        let patterns = text.patterns.iter().filter(|(name, _)| name.is_none_or(is_variant));
        for (attribute, pattern) in patterns {
            let readings = reader.readings(pattern);
            if let Some(word) = readings.iter().find_map(|reading| names_a_debt(reading)) {
                let problem = place(text, *attribute, "text-debt-before-identity");
                problems.push(problem.with("word", word));
            }
        }
    }
    problems
}

/// A sum in reais, with digits after its sign.
fn sum_in(reading: &str) -> Option<String> {
    reading.match_indices("R$").find_map(|(at, sign)| {
        let after = reading.get(at + sign.len()..)?.trim_start();
        let digits = after.chars().take_while(|it| it.is_ascii_digit() || matches!(it, '.' | ','));
        let digits: String = digits.collect();
        let digits = digits.trim_end_matches(['.', ',']);
        digits.starts_with(|it: char| it.is_ascii_digit()).then(|| format!("R$ {digits}"))
    })
}

/// Looks for what a pattern shows whatever its branches.
struct Shown<'i, 'a> {
    index: &'i BTreeMap<String, Text<'a>>,
    budget: Cell<u32>,
}

impl<'a> Shown<'_, 'a> {
    fn of(&self, pattern: &Pattern<&'a str>) -> BTreeSet<&'a str> {
        let elements = pattern.elements.iter();
        let shown = elements.filter_map(|element| match element {
            PatternElement::TextElement { .. } => None,
            PatternElement::Placeable { expression } => Some(self.expression(expression)),
        });
        shown.flatten().collect()
    }

    fn expression(&self, expression: &Expression<&'a str>) -> BTreeSet<&'a str> {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { variants, .. } => {
                let branches = variants.iter().map(|variant| self.of(&variant.value));
                branches.reduce(|all, one| &all & &one).unwrap_or_default()
            }
        }
    }

    fn inline(&self, inline: &InlineExpression<&'a str>) -> BTreeSet<&'a str> {
        match inline {
            InlineExpression::VariableReference { id } => BTreeSet::from([id.name]),
            InlineExpression::FunctionReference { arguments, .. } => {
                arguments.positional.iter().flat_map(|it| self.inline(it)).collect()
            }
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::MessageReference { id, attribute } => {
                let attribute = attribute.as_ref().map(|it| it.name);
                let pattern = self.index.get(id.name).and_then(|text| text.pattern(attribute));
                let Some(pattern) = pattern.filter(|_| self.budget.get() > 0) else {
                    return BTreeSet::new();
                };
                self.budget.set(self.budget.get() - 1);
                self.of(pattern)
            }
            InlineExpression::StringLiteral { .. }
            | InlineExpression::NumberLiteral { .. }
            | InlineExpression::TermReference { .. } => BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::problem::Source;

    fn catalog(text: &str) -> Catalog {
        let path = "locales/pt-BR/format.ftl";
        let formats = std::fs::read_to_string(path).expect("a file of ours");
        Catalog::load(&[Source::new(path, formats), Source::new("locales/pt-BR/a.ftl", text)])
            .expect("good texts")
    }

    fn missing(text: &str) -> Vec<(Option<usize>, String)> {
        let found = lost(&catalog(text), ("a", &["total", "due"]), "text-value-lost");
        found.into_iter().map(|it| (it.line, it.values["missing"].clone())).collect()
    }

    #[test]
    fn a_value_is_shown_only_where_every_branch_shows_it() {
        assert_eq!(missing("a = { $total }, { DATE($due, style: \"full\") }\n"), []);
        assert_eq!(missing("a = { b }\n    .label = Sim\nb = { $total } { $due }\n"), []);
        assert_eq!(
            missing("a = { $total }\n    .v1 = { $due }\n"),
            [(Some(1), "$due".to_owned()), (Some(2), "$total".to_owned())]
        );
        let branch = "a = { $total } { $n ->\n    [1] { $due }\n   *[other] hoje\n }\n";
        assert_eq!(missing(branch), [(Some(1), "$due".to_owned())]);
        assert_eq!(missing("a = { $due ->\n   *[x] { $total }\n }\n").len(), 1, "looked at only");
    }

    #[test]
    fn a_sum_written_by_hand_is_found_and_one_of_the_debt_is_not() {
        let found =
            sums(&catalog("a = São R$ 350,90.\nb = São { MONEY($x) } em R$.\n"), |file, _| {
                file.ends_with("a.ftl")
            });
        let found: Vec<_> = found.iter().map(|it| it.values["sum"].as_str()).collect();

        assert_eq!(found, ["R$ 350,90"]);
    }
}
