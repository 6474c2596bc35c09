//! What each kind of text must keep to: length, lines, questions, shouting.
//!
//! The rules are data (`[texts]` of `policies/conduct.toml`). The first rule that names a text is
//! the only one for it, so exceptions stand above the rule that they except from.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::problem::{Problem, Source};

/// The rules, in their order.
#[derive(Clone, Debug, Default)]
pub struct Manners {
    /// Words in capitals that are no shouting, such as `CPF`.
    pub acronyms: BTreeSet<String>,
    /// One rule a kind of text.
    pub rules: Vec<Rule>,
}

/// What one kind of text must keep to; what is left out is free.
#[derive(Clone, Debug, Default)]
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

/// A value of the file with its place.
type Placed<'i> = Spanned<DeValue<'i>>;

/// What is read of a file, and what is wrong with it.
struct Reading<'s> {
    source: &'s Source,
    problems: Vec<Problem>,
}

impl Manners {
    /// Reads the rules from the `[texts]` table of a conduct file; others are not looked at.
    ///
    /// # Errors
    /// Everything in the table that is not what it should be.
    pub fn parse(source: &Source) -> Result<Self, Vec<Problem>> {
        let mut reading = Reading { source, problems: Vec::new() };
        let (file, broken) = DeTable::parse_recoverable(&source.text);
        for error in broken {
            let at = error.span().unwrap_or_default();
            reading.tell(at, ("syntax", error.message()));
        }
        let mut manners = Self::default();
        if let Some(texts) = file.get_ref().get("texts") {
            let Some(table) = texts.get_ref().as_table() else {
                reading.tell(texts.span(), ("table", ""));
                return Err(reading.problems);
            };
            manners = reading.manners(table);
        }
        if reading.problems.is_empty() { Ok(manners) } else { Err(reading.problems) }
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

impl Reading<'_> {
    /// Tells that something is not what it should be: which of our words for it, and its name.
    fn tell(&mut self, at: Range<usize>, (wanted, what): (&'static str, &str)) {
        let problem = self.source.problem_at("manners-unreadable", at);
        self.problems.push(problem.with("wanted", wanted).with("what", what));
    }

    fn manners(&mut self, table: &DeTable<'_>) -> Manners {
        let mut manners = Manners::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "acronyms" => manners.acronyms = self.words(value).into_iter().collect(),
                "rules" => {
                    let rules: Vec<_> = self.list(value).iter().collect();
                    manners.rules = rules.into_iter().map(|it| self.rule(it)).collect();
                }
                other => self.tell(key.span(), ("key", other)),
            }
        }
        manners
    }

    fn rule(&mut self, value: &Placed<'_>) -> Rule {
        let mut rule = Rule::default();
        let Some(table) = value.get_ref().as_table() else {
            self.tell(value.span(), ("table", ""));
            return rule;
        };
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "keys" => rule.keys = self.words(value),
                "files" => rule.files = self.words(value),
                "longest" => rule.longest = self.number(value),
                "lines" => rule.lines = self.number(value),
                "questions" => rule.questions = self.number(value),
                "exclamations" => rule.exclamations = self.number(value),
                "capitals" => match value.get_ref().as_bool() {
                    Some(flag) => rule.capitals = Some(flag),
                    None => self.tell(value.span(), ("flag", "")),
                },
                other => self.tell(key.span(), ("key", other)),
            }
        }
        rule
    }

    fn list<'v, 'i>(&mut self, value: &'v Placed<'i>) -> &'v [Placed<'i>] {
        let list = value.get_ref().as_array().map(|it| &**it);
        list.unwrap_or_else(|| {
            self.tell(value.span(), ("list", ""));
            &[]
        })
    }

    fn words(&mut self, value: &Placed<'_>) -> Vec<String> {
        let mut words = Vec::new();
        for word in self.list(value) {
            match word.get_ref().as_str() {
                Some(word) => words.push(word.to_owned()),
                None => self.tell(word.span(), ("text", "")),
            }
        }
        words
    }

    fn number(&mut self, value: &Placed<'_>) -> Option<usize> {
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|it| usize::from_str_radix(it.as_str(), it.radix()).ok());
        if number.is_none() {
            self.tell(value.span(), ("number", ""));
        }
        number
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
    fn everything_wrong_with_the_rules_is_told_at_once() {
        let text = "[texts]\nacronyms = [\"CPF\", 3]\n[[texts.rules]]\nlongst = 3\nlines = -1\n\
                    [[texts.rules]]\ncapitals = \"no\"\nkeys = \"a\"\n";

        let problems = manners(text).expect_err("five mistakes");

        let mut lines: Vec<_> = problems.iter().filter_map(|it| it.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 4, 5, 7, 8]);
    }

    #[test]
    fn a_rule_that_is_none_says_where() {
        let problems = manners("[[texts.rules]]\nlongst = 3\n").expect_err("a typing error");
        assert_eq!((problems[0].code, problems[0].line), ("manners-unreadable", Some(2)));
    }
}
