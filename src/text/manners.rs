//! What each kind of text must keep to: length, lines, questions, shouting.
//!
//! The rules are data (`[texts]` of `policies/conduct.toml`). The first rule that names a text is
//! the only one for it, so exceptions stand above the rule that they except from.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use crate::domain::problem::{Problem, Source};

/// The rules, in their order.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manners {
    /// Words in capitals that are no shouting, such as `CPF`.
    #[serde(default)]
    pub acronyms: BTreeSet<String>,
    /// One rule a kind of text.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// What one kind of text must keep to; what is left out is free.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Rule {
    /// The texts meant: `key`, `key.attribute`, or either with `*` at one end.
    pub keys: Vec<String>,
    /// The files meant, without `.ftl`.
    pub files: Vec<String>,
    /// The most letters.
    pub longest: Option<usize>,
    /// The most lines.
    pub lines: Option<usize>,
    /// The most question marks.
    pub questions: Option<usize>,
    /// The most exclamation marks.
    pub exclamations: Option<usize>,
    /// Whether whole words may stand in capitals.
    pub capitals: Option<bool>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    texts: Manners,
}

impl Manners {
    /// Reads the rules from the `[texts]` table of a conduct file; others are not looked at.
    ///
    /// # Errors
    /// The table is not what it should be.
    pub fn parse(source: &Source) -> Result<Self, Vec<Problem>> {
        let unreadable = |error: toml::de::Error| {
            let problem = match error.span() {
                Some(span) => source.problem_at("manners-unreadable", span),
                None => source.problem("manners-unreadable"),
            };
            vec![problem.with("detail", error.message())]
        };
        toml::from_str::<File>(&source.text).map(|file| file.texts).map_err(unreadable)
    }

    /// The rule for a text, by its file and its key.
    pub fn rule(&self, file: &str, key: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.is_for(file, key))
    }

    /// The first word that shouts.
    pub fn shouted<'a>(&self, text: &'a str) -> Option<&'a str> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.into_iter().find(|word| {
            word.chars().filter(|c| c.is_uppercase()).count() > 1
                && !word.chars().any(char::is_lowercase)
                && !self.acronyms.contains(*word)
        })
    }
}

impl Rule {
    fn is_for(&self, file: &str, key: &str) -> bool {
        let name = Path::new(file).file_stem().and_then(|name| name.to_str()).unwrap_or(file);
        self.files.iter().any(|meant| meant == name)
            || self.keys.iter().any(|meant| fits(meant, key))
    }
}

fn fits(meant: &str, key: &str) -> bool {
    match (meant.strip_prefix('*'), meant.strip_suffix('*')) {
        (Some(end), _) => key.ends_with(end),
        (None, Some(start)) => key.starts_with(start),
        (None, None) => key == meant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manners(text: &str) -> Result<Manners, Vec<Problem>> {
        Manners::parse(&Source::new("policies/conduct.toml", text))
    }

    #[test]
    fn the_first_rule_that_names_a_text_is_its_only_one() {
        let text = "[hours]\nfrom = 8\n[[texts.rules]]\nkeys = [\"option-*\", \"*.label\"]\nlongest = 20\n\
                    [[texts.rules]]\nfiles = [\"conversation\"]\nlines = 5\n";
        let manners = manners(text).expect("good rules");
        let longest = |file, key| manners.rule(file, key).map(|rule| rule.longest);

        assert_eq!(longest("locales/pt-BR/conversation.ftl", "option-pay"), Some(Some(20)));
        assert_eq!(longest("locales/pt-BR/desk.ftl", "close.label"), Some(Some(20)));
        assert_eq!(longest("locales/pt-BR/conversation.ftl", "hello"), Some(None));
        assert_eq!(longest("locales/pt-BR/desk.ftl", "hello"), None);
    }

    #[test]
    fn capitals_shout_unless_they_are_a_known_acronym() {
        let manners = manners("[texts]\nacronyms = [\"CPF\", \"CNPJ\"]").expect("good rules");
        assert_eq!(manners.shouted("Seu CPF e CNPJ, R$ 10,00, 2ª via, Às 9h"), None);
        assert_eq!(manners.shouted("Pague HOJE mesmo"), Some("HOJE"));
        assert_eq!(manners.shouted("É JÁ"), Some("JÁ"));
    }

    #[test]
    fn a_rule_that_is_none_says_where() {
        let problems = manners("[[texts.rules]]\nlongst = 3\n").expect_err("a typing error");
        assert_eq!((problems[0].code, problems[0].line), ("manners-unreadable", Some(2)));
    }
}
