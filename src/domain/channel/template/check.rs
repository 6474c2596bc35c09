//! What a template must keep to: the provider's rules and the law's.
//!
//! Meta refuses what breaks its rules after a day; here it is told at once. What reveals a debt is
//! refused by us: a template goes to whoever holds the number by now.

use super::{Button, Category, Template, places};
use crate::domain::conduct::names_a_debt;
use crate::domain::problem::{Problem, Source};
use crate::domain::words::{ForbiddenWords, begins_a_word, plain};

const NAME: usize = 512;
const BODY: usize = 1024;
const HEADER: usize = 60;
const FOOTER: usize = 60;
const LABEL: usize = 25;
const BUTTONS: usize = 10;
const PAGES: usize = 2;
const CALLS: usize = 1;
const PAYMENTS: usize = 3;

/// Words to each value, at the least: Meta refuses templates that are mostly values.
const WORDS_A_VALUE: usize = 3;

/// What makes a message an offer, in the eyes of Meta. Each is looked for as the beginning of a word,
/// without its accents.
const OFFERS: [&str; 15] = [
    "descuento",
    "rebaja",
    "propuesta",
    "desconto",
    "oferta",
    "promo",
    "imperd",
    "aproveit",
    "vantag",
    "condicoes especiais",
    "condicao especial",
    "proposta",
    "negoci",
    "abatimento",
    "isenc",
];

/// Words by which people are told how to stop the messages.
const WAYS_OUT: [&str; 5] = ["sair", "salir", "parar", "nao quero", "parem"];

/// What a message that tells of a debt carries (CDC art. 42-A).
const CREDITOR: [&str; 3] = ["legal_name", "cnpj", "address"];

/// Everything that is wrong with the templates on their own.
pub(super) fn all(source: &Source, templates: &[Template]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (place, template) in templates.iter().enumerate() {
        let at = At { source, template };
        let same = |it: &&Template| it.name == template.name && it.language == template.language;
        if templates.iter().take(place).any(|it| same(&it)) {
            problems.push(at.tell(source.problem_at("template-twice", at.span())));
        }
        named(&at, &mut problems);
        long(&at, &mut problems);
        values(&at, &mut problems);
        buttons(&at, &mut problems);
        honest(&at, &mut problems);
    }
    problems
}

/// Words that no text may carry.
pub(super) fn words(
    source: &Source,
    templates: &[Template],
    words: &ForbiddenWords,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for template in templates {
        let at = At { source, template };
        if let Some(word) = words.find(&at.wording()) {
            let problem = source.problem_at("template-forbidden-word", at.span());
            problems.push(at.tell(problem).with("word", word));
        }
    }
    problems
}

/// A template and where it stands.
struct At<'a> {
    source: &'a Source,
    template: &'a Template,
}

impl At<'_> {
    /// The template's name in the file.
    fn span(&self) -> std::ops::Range<usize> {
        let quoted = format!("\"{}\"", self.template.name);
        let at = self.source.text.find(&quoted).unwrap_or_default();
        at..at + quoted.len()
    }

    fn tell(&self, problem: Problem) -> Problem {
        problem.with("name", &self.template.name)
    }

    /// Everything that somebody reads.
    fn wording(&self) -> String {
        let template = self.template;
        let around = [template.header.as_deref(), Some(&template.body), template.footer.as_deref()];
        let labels = template.buttons.iter().filter_map(label);
        around.into_iter().flatten().chain(labels).collect::<Vec<_>>().join("\n")
    }
}

fn label(button: &Button) -> Option<&str> {
    match button {
        Button::Reply { label, .. } | Button::Page { label, .. } | Button::Call { label, .. } => {
            Some(label)
        }
        Button::Pix | Button::Boleto => None,
    }
}

fn named(at: &At<'_>, problems: &mut Vec<Problem>) {
    let Template { name, language, texts, .. } = at.template;
    let fit = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if name.is_empty() || name.len() > NAME || !name.bytes().all(fit) {
        problems.push(at.tell(at.source.problem_at("template-name", at.span())));
    }
    let two = |text: &str| text.len() == 2;
    let known = match language.split_once('_') {
        Some((tongue, land)) => {
            two(tongue) && two(land) && land.bytes().all(|it| it.is_ascii_uppercase())
        }
        None => two(language),
    };
    if !known || !language.starts_with(|it: char| it.is_ascii_lowercase()) {
        let problem = at.source.problem_at("template-language", at.span());
        problems.push(at.tell(problem).with("language", language));
    }
    if texts.is_empty() {
        problems.push(at.tell(at.source.problem_at("template-for-nothing", at.span())));
    }
}

fn long(at: &At<'_>, problems: &mut Vec<Problem>) {
    let template = at.template;
    let mut parts = vec![("body", template.body.as_str(), BODY)];
    parts.extend(template.header.as_deref().map(|text| ("header", text, HEADER)));
    parts.extend(template.footer.as_deref().map(|text| ("footer", text, FOOTER)));
    parts.extend(template.buttons.iter().filter_map(label).map(|text| ("button", text, LABEL)));
    for (part, text, most) in parts {
        let found = text.chars().count();
        if found > most || text.trim().is_empty() {
            let problem = at.source.problem_at("template-length", at.span()).with("part", part);
            problems.push(at.tell(problem).with("most", most).with("found", found));
        }
    }
}

fn values(at: &At<'_>, problems: &mut Vec<Problem>) {
    let body = &at.template.body;
    let places = places(body);
    let (first, last) = (places.first(), places.last());
    if first.is_some_and(|it| it.1 == 0) || last.is_some_and(|it| it.2 == body.len()) {
        problems.push(at.tell(at.source.problem_at("template-edge", at.span())));
    }
    let joined = places.windows(2).any(|pair| match pair {
        [one, other] => body.get(one.2..other.1).is_some_and(|it| it.trim().is_empty()),
        _ => false,
    });
    let words = body.split_whitespace().filter(|word| !word.contains("{{")).count();
    if joined || words < places.len() * WORDS_A_VALUE {
        problems.push(at.tell(at.source.problem_at("template-dense", at.span())));
    }
    for slot in &at.template.values {
        let named = places.iter().any(|(name, ..)| *name == slot.name);
        let fit = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let good = !slot.name.is_empty() && slot.name.bytes().all(fit);
        if !named || !good || slot.from.trim().is_empty() || slot.sample.trim().is_empty() {
            let problem = at.source.problem_at("template-value", at.span());
            problems.push(at.tell(problem).with("value", &slot.name));
        }
    }
    let elsewhere = [at.template.header.as_deref(), at.template.footer.as_deref()];
    if elsewhere.into_iter().flatten().any(|text| text.contains("{{")) {
        let problem = at.source.problem_at("template-value", at.span());
        problems.push(at.tell(problem).with("value", "{{"));
    }
}

fn buttons(at: &At<'_>, problems: &mut Vec<Problem>) {
    let buttons = &at.template.buttons;
    let count = |kind: fn(&Button) -> bool| buttons.iter().filter(|it| kind(it)).count();
    let too_many = buttons.len() > BUTTONS
        || count(|it| matches!(it, Button::Page { .. })) > PAGES
        || count(|it| matches!(it, Button::Call { .. })) > CALLS
        || count(|it| matches!(it, Button::Pix | Button::Boleto)) > PAYMENTS;
    let is_reply = |button: &Button| matches!(button, Button::Reply { .. });
    let scattered = buttons.windows(2).any(|pair| match pair {
        [one, other] => !is_reply(one) && is_reply(other),
        _ => false,
    });
    let labels: Vec<&str> = buttons.iter().filter_map(label).collect();
    let twice = labels.iter().enumerate().any(|(n, it)| labels.iter().take(n).any(|one| one == it));
    let lost = buttons.iter().any(|button| match button {
        Button::Reply { choice, .. } => choice.trim().is_empty(),
        Button::Page { url, .. } => !url.starts_with("https://"),
        Button::Call { phone, .. } => {
            phone.strip_prefix('+').is_none_or(|it| !it.bytes().all(|it| it.is_ascii_digit()))
        }
        Button::Pix | Button::Boleto => false,
    });
    if too_many || scattered || twice || lost {
        problems.push(at.tell(at.source.problem_at("template-buttons", at.span())));
    }
}

/// Says what it is: no offer in the dress of a notice, no debt told to strangers.
fn honest(at: &At<'_>, problems: &mut Vec<Problem>) {
    let wording = plain(&at.wording());
    let begins = |stem: &&&str| begins_a_word(&wording, stem);
    if at.template.category == Category::Utility
        && let Some(word) = OFFERS.iter().find(begins)
    {
        let problem = at.source.problem_at("template-marketing", at.span());
        problems.push(at.tell(problem).with("word", word));
    }
    let froms: Vec<&str> = at.template.values.iter().map(|slot| slot.from.as_str()).collect();
    let carries = CREDITOR.iter().all(|name| froms.contains(name));
    if let Some(word) = names_a_debt(&wording).filter(|_| !carries) {
        let problem = at.source.problem_at("template-debt", at.span());
        problems.push(at.tell(problem).with("word", word));
    }
    let named = froms.iter().any(|from| ["creditor", "legal_name"].contains(from));
    if !named || !WAYS_OUT.iter().any(|word| begins_a_word(&wording, word)) {
        problems.push(at.tell(at.source.problem_at("template-sender", at.span())));
    }
}
