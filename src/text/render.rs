//! A key and values in, a text out: whole, or not at all.
//!
//! What people typed goes in letter by letter: it cannot name a variable, start a line or turn
//! the writing direction. A text with anything missing is an error, so no customer reads `{$`.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::types::FluentType;
use fluent_bundle::{FluentArgs, FluentError, FluentValue};
use fluent_syntax::ast::Pattern;
use thiserror::Error;

use super::catalog::Catalog;
use super::format::Format;
use crate::domain::dialogue::text::{Args, Value};

/// The most letters of one value of somebody else's words.
const LONGEST_TEXT: usize = 600;

/// Stands for `{` in values, so that a hole can be told from a brace that somebody typed.
const BRACE: char = '\u{E000}';

/// Stands where a function was given what it cannot write.
const MISUSED: char = '\u{E001}';

/// Why there is no text.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum RenderError {
    /// The locale has no such text.
    #[error("could not find text {key} in {locale}")]
    Unknown {
        /// The text asked for.
        key: String,
        /// Where it was looked for.
        locale: String,
    },
    /// A variable, term or message that the text names is missing.
    #[error("could not fill text {key}: {detail}")]
    Missing {
        /// The text asked for.
        key: String,
        /// What was missing.
        detail: String,
    },
    /// A value is not of the kind that the text expects, or has no such style.
    #[error("could not write a value of text {key}: wrong kind or style")]
    Misused {
        /// The text asked for.
        key: String,
    },
}

impl RenderError {
    /// The text asked for.
    pub fn key(&self) -> &str {
        match self {
            Self::Unknown { key, .. } | Self::Missing { key, .. } | Self::Misused { key } => key,
        }
    }
}

impl Catalog {
    /// Renders a text, or with `key.attribute` an attribute of it.
    ///
    /// # Errors
    /// The text, or anything it names, is missing.
    pub fn render(&self, key: &str, args: &Args) -> Result<String, RenderError> {
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, a)| (id, Some(a)));
        let message = self.bundle.get_message(id);
        let pattern = message.and_then(|message| match attribute {
            Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
            None => message.value(),
        });
        self.write(key, pattern.ok_or_else(|| self.unknown(key))?, args)
    }

    /// Renders one of a text's variants, and says which.
    ///
    /// A text's variants are its value and its attributes `.v1`, `.v2`, … The same seed chooses the
    /// same one, but never the `last` one again where there is another.
    ///
    /// # Errors
    /// The text, or anything it names, is missing.
    pub fn variant(
        &self,
        key: &str,
        args: &Args,
        seed: u32,
        last: Option<usize>,
    ) -> Result<(String, usize), RenderError> {
        let mut patterns: Vec<_> = self.variants(key).into_iter().enumerate().collect();
        if patterns.len() > 1 {
            patterns.retain(|(index, _)| Some(*index) != last);
        }
        let place = usize::try_from(mixed(seed)).unwrap_or_default().checked_rem(patterns.len());
        let chosen = place.and_then(|place| patterns.get(place));
        let (index, pattern) = chosen.ok_or_else(|| self.unknown(key))?;
        Ok((self.write(key, pattern, args)?, *index))
    }

    /// Renders a text's variant by number, going round: counted up, none comes twice in a row.
    ///
    /// # Errors
    /// The text, or anything it names, is missing.
    pub fn nth(&self, key: &str, args: &Args, number: u32) -> Result<String, RenderError> {
        let patterns = self.variants(key);
        let place = usize::try_from(number).unwrap_or_default().checked_rem(patterns.len());
        let pattern = place.and_then(|place| patterns.get(place));
        self.write(key, pattern.ok_or_else(|| self.unknown(key))?, args)
    }

    fn variants(&self, key: &str) -> Vec<&Pattern<&str>> {
        let Some(message) = self.bundle.get_message(key) else { return Vec::new() };
        let more = message.attributes().filter(|attribute| is_variant(attribute.id()));
        message.value().into_iter().chain(more.map(|attribute| attribute.value())).collect()
    }

    fn unknown(&self, key: &str) -> RenderError {
        RenderError::Unknown { key: key.to_owned(), locale: self.locale().to_owned() }
    }

    fn write(
        &self,
        key: &str,
        pattern: &Pattern<&str>,
        args: &Args,
    ) -> Result<String, RenderError> {
        let args: FluentArgs<'_> =
            args.iter().map(|(name, value)| (name.as_str(), self.argument(value))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors);
        if text.contains(MISUSED) {
            return Err(RenderError::Misused { key: key.to_owned() });
        }
        let missing = |detail| RenderError::Missing { key: key.to_owned(), detail };
        match errors.first() {
            Some(error) => Err(missing(in_words(error))),
            None if text.contains("{$") => Err(missing("a variable of a term".to_owned())),
            None => Ok(text.replace(BRACE, "{")),
        }
    }

    fn argument(&self, value: &Value) -> FluentValue<'static> {
        match value {
            Value::Text(text) => FluentValue::String(Cow::Owned(literally(text))),
            Value::Count(count) => FluentValue::from(*count),
            Value::Money(_)
            | Value::Date(_)
            | Value::Dates(_)
            | Value::Percent(_)
            | Value::Moment(_) => {
                let format = Arc::clone(&self.format);
                FluentValue::Custom(Box::new(Written { value: value.clone(), format }))
            }
        }
    }
}

/// Spreads seeds, so that turns one after the other do not merely alternate.
fn mixed(seed: u32) -> u32 {
    let seed = (seed ^ (seed >> 16)).wrapping_mul(0x85EB_CA6B);
    let seed = (seed ^ (seed >> 13)).wrapping_mul(0xC2B2_AE35);
    seed ^ (seed >> 16)
}

fn in_words(error: &FluentError) -> String {
    match error {
        FluentError::ResolverError(error) => error.to_string(),
        FluentError::ParserError(error) => error.to_string(),
        FluentError::Overriding { id, .. } => id.clone(),
    }
}

/// True for the names of a text's variants: `v1`, `v2`, …
pub(super) fn is_variant(attribute: &str) -> bool {
    let number = attribute.strip_prefix('v').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Somebody else's words as one harmless line.
fn literally(text: &str) -> String {
    let visible = text.chars().filter_map(|c| match c {
        '{' => Some(BRACE),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() || is_unseen(c) => None,
        c => Some(c),
    });
    let mut line: String = visible.take(LONGEST_TEXT + 1).collect();
    if let Some((end, _)) = line.char_indices().nth(LONGEST_TEXT) {
        line.truncate(end);
        line.push('…');
    }
    line
}

/// Turns the writing direction, takes no room, or is ours.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | BRACE | MISUSED)
}

/// A value on its way into a text.
#[derive(Clone, Debug)]
struct Written {
    value: Value,
    format: Arc<Format>,
}

impl Written {
    fn text(&self, style: Option<&str>) -> String {
        self.format.write(&self.value, style).unwrap_or_else(|| MISUSED.to_string())
    }
}

impl PartialEq for Written {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl FluentType for Written {
    fn duplicate(&self) -> Box<dyn FluentType + Send> {
        Box::new(self.clone())
    }

    fn as_string(&self, _: &intl_memoizer::IntlLangMemoizer) -> Cow<'static, str> {
        self.text(None).into()
    }

    fn as_string_threadsafe(
        &self,
        _: &intl_memoizer::concurrent::IntlLangMemoizer,
    ) -> Cow<'static, str> {
        self.text(None).into()
    }
}

/// `MONEY($sum)`: the sum, and nothing but a sum.
pub(super) fn money<'a>(given: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    written(given, named, |value| matches!(value, Value::Money(_)))
}

/// `DATE($day, style: "short")`: a day, several, or a moment.
pub(super) fn date<'a>(given: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    written(given, named, |value| {
        matches!(value, Value::Date(_) | Value::Dates(_) | Value::Moment(_))
    })
}

/// `PERCENT($rate)`: the rate, and nothing but a rate.
pub(super) fn percent<'a>(given: &[FluentValue<'a>], named: &FluentArgs<'_>) -> FluentValue<'a> {
    written(given, named, |value| matches!(value, Value::Percent(_)))
}

fn written<'a>(
    given: &[FluentValue<'a>],
    named: &FluentArgs<'_>,
    fits: impl Fn(&Value) -> bool,
) -> FluentValue<'a> {
    let [FluentValue::Custom(custom)] = given else { return MISUSED.to_string().into() };
    let written = (**custom).as_any().downcast_ref::<Written>();
    let style = match named.get("style") {
        Some(FluentValue::String(style)) => Some(style.as_ref()),
        Some(_) => return MISUSED.to_string().into(),
        None => None,
    };
    match written {
        Some(written) if fits(&written.value) => written.text(style).into(),
        Some(_) | None => MISUSED.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::money::{Money, Rate};
    use crate::domain::problem::Source;

    fn catalog(texts: &str) -> Catalog {
        let format = include_str!("../../locales/pt-BR/format.ftl");
        let sources = [
            Source::new("locales/pt-BR/format.ftl", format),
            Source::new("locales/pt-BR/a.ftl", texts),
        ];
        Catalog::load(&sources).expect("good texts")
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    fn args(values: impl IntoIterator<Item = (&'static str, Value)>) -> Args {
        values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn shown(pattern: &str, value: Value) -> String {
        catalog(&format!("a = {pattern}")).render("a", &args([("x", value)])).expect("a whole text")
    }

    #[test]
    fn sums_are_written_the_brazilian_way() {
        for (centavos, text) in [
            (0, "R$ 0,00"),
            (5, "R$ 0,05"),
            (35_090, "R$ 350,90"),
            (100_000, "R$ 1.000,00"),
            (123_456_789, "R$ 1.234.567,89"),
            (-35_090, "-R$ 350,90"),
            (-1, "-R$ 0,01"),
            (i64::MAX, "R$ 92.233.720.368.547.758,07"),
            (i64::MIN, "-R$ 92.233.720.368.547.758,08"),
        ] {
            assert_eq!(shown("{ $x }", Value::Money(Money::centavos(centavos))), text);
            assert_eq!(shown("{ MONEY($x) }", Value::Money(Money::centavos(centavos))), text);
        }
    }

    #[test]
    fn days_are_written_in_each_style() {
        let friday = Value::Date(day(2026, 11, 27));
        assert_eq!(shown("{ $x }", friday.clone()), "sexta, 27/11");
        assert_eq!(shown("{ DATE($x) }", friday.clone()), "sexta, 27/11");
        assert_eq!(shown("{ DATE($x, style: \"short\") }", friday.clone()), "27/11");
        assert_eq!(shown("{ DATE($x, style: \"full\") }", friday.clone()), "27/11/2026");
        assert_eq!(shown("{ DATE($x, style: \"weekday\") }", friday.clone()), "sexta");
        assert_eq!(shown("{ DATE($x, style: \"long\") }", friday), "27 de novembro de 2026");
        let first = Value::Date(day(2027, 3, 1));
        assert_eq!(shown("{ DATE($x, style: \"long\") }", first), "1º de março de 2027");
        assert_eq!(shown("{ $x }", Value::Date(day(2024, 2, 29))), "quinta, 29/02");
    }

    #[test]
    fn several_days_are_a_list() {
        let days = [day(2026, 12, 10), day(2027, 1, 11), day(2027, 2, 10)];
        assert_eq!(shown("{ $x }", Value::Dates(days.to_vec())), "10/12, 11/01 e 10/02");
        assert_eq!(shown("{ $x }", Value::Dates(days[..2].to_vec())), "10/12 e 11/01");
        assert_eq!(shown("{ $x }", Value::Dates(days[..1].to_vec())), "10/12");
        let full = "{ DATE($x, style: \"full\") }";
        assert_eq!(shown(full, Value::Dates(days[1..].to_vec())), "11/01/2027 e 10/02/2027");
    }

    #[test]
    fn rates_keep_two_decimals_at_most() {
        for (percent, text) in [
            ("12.5", "12,5%"),
            ("2", "2%"),
            ("0", "0%"),
            ("33.333333", "33,33%"),
            ("-1.5", "-1,5%"),
            ("1234.5", "1.234,5%"),
            ("100", "100%"),
        ] {
            let rate: Rate = percent.parse().expect("a rate");
            assert_eq!(shown("{ $x }", Value::Percent(rate)), text);
        }
    }

    #[test]
    fn moments_name_the_hour() {
        for (hour, minute, text) in [
            (9, 0, "sexta, 27/11, às 9h"),
            (14, 5, "sexta, 27/11, às 14h05"),
            (1, 0, "sexta, 27/11, à 1h"),
        ] {
            let moment = day(2026, 11, 27).and_hms_opt(hour, minute, 0).expect("a real hour");
            assert_eq!(shown("{ $x }", Value::Moment(moment)), text);
        }
        let noon = Value::Moment(day(2026, 11, 27).and_hms_opt(12, 0, 0).expect("a real hour"));
        assert_eq!(shown("{ DATE($x, style: \"time\") }", noon.clone()), "12h");
        assert_eq!(shown("{ DATE($x, style: \"short\") }", noon), "27/11");
    }

    #[test]
    fn counts_choose_between_texts() {
        let texts = "{ $x ->\n [0] nenhuma\n [1] uma\n *[other] { $x } parcelas\n }";
        for (count, text) in [(0, "nenhuma"), (1, "uma"), (12, "12 parcelas")] {
            assert_eq!(shown(texts, Value::Count(count)), text);
        }
    }

    #[test]
    fn typed_words_go_in_letter_by_letter_and_on_one_line() {
        let typed = |text: &str| shown("Oi, { $x }.", Value::Text(text.to_owned()));
        assert_eq!(typed("{ $secret } {$x} { -term }"), "Oi, { $secret } {$x} { -term }.");
        assert_eq!(typed("Ana\u{202E}\u{2066}\u{200B}\u{0}\u{7}\u{E000}\u{E001}"), "Oi, Ana.");
        assert_eq!(typed("Ana\r\nhello = x\u{2028}y\tz"), "Oi, Ana  hello = x y z.");
        assert_eq!(typed("<b>&amp; 👩‍👧 ção"), "Oi, <b>&amp; 👩‍👧 ção.");
        assert_eq!(typed(&"é".repeat(10_000)).chars().count(), LONGEST_TEXT + 6);
        assert_eq!(typed(&"é".repeat(LONGEST_TEXT)).chars().count(), LONGEST_TEXT + 5);
    }

    #[test]
    fn a_text_with_a_hole_is_an_error() {
        let catalog = catalog(
            "-maker = Feito por { $who }\na = Valor: { $sum }\nb = { $sum ->\n [1] um\n *[other] mais\n }\n\
             c = { -maker }\nd = { DATE($sum) }\ne = { MONEY($sum, style: \"x\") }\n\
             f = { DATE($day, style: \"odd\") }\ng = { $days }\nonly =\n    .v1 = Oi\n",
        );
        let values = args([("day", Value::Date(day(2026, 1, 1))), ("days", Value::Dates(vec![]))]);
        for key in ["a", "b", "c", "d", "e", "f", "g", "only", "nothing", "a.v1", ""] {
            assert!(catalog.render(key, &values).is_err(), "{key}");
        }
        assert!(matches!(catalog.render("a", &values), Err(RenderError::Missing { .. })));
        assert!(matches!(catalog.render("f", &values), Err(RenderError::Misused { .. })));
        assert!(matches!(catalog.render("x", &values), Err(RenderError::Unknown { .. })));
        let sum = args([("sum", Value::Money(Money::reais(1)))]);
        assert!(matches!(catalog.render("d", &sum), Err(RenderError::Misused { .. })));
        assert!(catalog.render("e", &sum).is_err());
    }

    #[test]
    fn an_attribute_is_rendered_by_its_name() {
        let catalog = catalog("a = Oi\n    .remedy = Faça { $x }\n");
        let text = catalog.render("a.remedy", &args([("x", Value::Text("isto".to_owned()))]));
        assert_eq!(text.as_deref(), Ok("Faça isto"));
    }

    #[test]
    fn a_variant_is_chosen_by_seed_and_never_twice_in_a_row() {
        let catalog = catalog("a = A\n    .v1 = B\n    .v2 = C\n    .label = D\nb = Só\n");
        let none = Args::new();
        let mut last = None;
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..60 {
            let (text, index) = catalog.variant("a", &none, seed, last).expect("a variant");
            assert_eq!(catalog.variant("a", &none, seed, last), Ok((text.clone(), index)));
            assert_ne!(Some(index), last);
            last = Some(index);
            seen.insert(text);
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), ["A", "B", "C"]);
        let row: Vec<_> = (0..5).map(|n| catalog.nth("a", &none, n).expect("a text")).collect();
        assert_eq!(row, ["A", "B", "C", "A", "B"]);
        assert_eq!(catalog.nth("b", &none, u32::MAX).as_deref(), Ok("Só"));
        assert_eq!(catalog.variant("b", &none, 7, Some(0)), Ok(("Só".to_owned(), 0)));
        assert!(catalog.variant("a", &none, u32::MAX, Some(9)).is_ok());
        assert!(catalog.variant("nothing", &none, 0, None).is_err());
    }
}
