//! How easily a text is read: long words in long sentences keep people out.
//!
//! Portuguese by Flesch's measure as Martins, Ghiraldelo, Nunes and Oliveira Jr. fitted it to
//! Brazilian texts (1996), Spanish by Fernández Huerta (1959). Both count words, sentences and
//! syllables; a hundred is child's play, nought is a treaty. A text of a few words says nothing of
//! itself by this measure and is left alone. Another language needs its numbers in [`SCALES`].

use super::catalog::Catalog;
use super::expand::Reader;
use super::lint::{named, place};
use crate::domain::dialogue::text::Args;
use crate::domain::problem::Problem;

/// The fewest words that are measured.
const FEWEST: i64 = 20;

/// A language's measure, in thousandths, and what is still read easily.
struct Scale {
    language: &'static str,
    base: i64,
    sentence: i64,
    word: i64,
    least: i64,
}

const SCALES: [Scale; 2] = [
    // From 50 on, what somebody with eight years of school reads without stopping.
    Scale { language: "pt", base: 248_835, sentence: 1_015, word: 84_600, least: 50 },
    // From 60 on, "normal".
    Scale { language: "es", base: 206_840, sentence: 1_020, word: 60_000, least: 60 },
];

/// Texts that are hard to read in any branch; `is_told` says which texts are said to customers.
pub fn hard(
    catalog: &Catalog,
    is_told: impl Fn(&str, &str) -> bool,
    samples: &Args,
) -> Vec<Problem> {
    let language = catalog.locale().split('-').next().unwrap_or_default();
    let Some(scale) = SCALES.iter().find(|it| it.language == language) else { return Vec::new() };
    let reader = Reader::new(catalog, samples);
    let mut problems = Vec::new();
    for text in catalog.texts().filter(|text| !text.key.starts_with('-')) {
        for (attribute, pattern) in &text.patterns {
            if !is_told(&text.file.source.file, &named(&text, *attribute)) {
                continue;
            }
            let readings = reader.readings(pattern);
            let scores = readings.iter().filter_map(|reading| Some((scale.of(reading)?, reading)));
            if let Some((score, reading)) = scores.min().filter(|(score, _)| *score < scale.least) {
                let problem = place(&text, *attribute, "text-hard-to-read").with("score", score);
                problems.push(problem.with("least", scale.least).with("reading", reading));
            }
        }
    }
    problems
}

impl Scale {
    /// How easily a text is read; none where it is too short to tell.
    fn of(&self, text: &str) -> Option<i64> {
        let (mut words, mut syllables, mut sentences) = (0, 0, 0);
        for sentence in text.split(['.', '!', '?', ';', ':', '\n']) {
            let before = words;
            for word in words_of(sentence) {
                words += 1;
                syllables += count(word);
            }
            sentences += i64::from(words > before);
        }
        if words < FEWEST {
            return None;
        }
        Some((self.base - self.sentence * words / sentences - self.word * syllables / words) / 1000)
    }
}

/// The words among what is written; numbers, sums and addresses of pages are none.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text.split_whitespace().filter(|it| !it.contains(['/', '@', '$']));
    let words = pieces.flat_map(|it| it.split(|letter: char| !letter.is_alphanumeric()));
    words.filter(|it| !it.is_empty() && it.chars().all(char::is_alphabetic))
}

/// How many syllables a Portuguese or Spanish word has.
///
/// Each strong vowel carries one; weak ones lean on it, and alone carry one together. After a nasal
/// vowel the next belongs to it (*ão*, *ões*).
///
/// # Examples
/// ```
/// use combinado::text::ease::syllables;
///
/// assert_eq!(syllables("pagamento"), 4);
/// assert_eq!(syllables("obrigação"), 4);
/// assert_eq!(syllables("que"), 1);
/// ```
pub fn syllables(word: &str) -> usize {
    usize::try_from(count(word)).unwrap_or(usize::MAX)
}

fn count(word: &str) -> i64 {
    let (mut total, mut strong) = (0_i64, 0_i64);
    let (mut in_group, mut nasal) = (false, false);
    for letter in word.chars().flat_map(char::to_lowercase) {
        if is_strong(letter) {
            strong += i64::from(!nasal);
            nasal = matches!(letter, 'ã' | 'õ');
            in_group = true;
        } else if matches!(letter, 'i' | 'u' | 'y' | 'ü') {
            in_group = true;
        } else {
            total += if in_group { strong.max(1) } else { 0 };
            (strong, in_group, nasal) = (0, false, false);
        }
    }
    total += if in_group { strong.max(1) } else { 0 };
    total.max(1)
}

const fn is_strong(letter: char) -> bool {
    matches!(
        letter,
        'a' | 'á' | 'â' | 'à' | 'ã' | 'e' | 'é' | 'ê' | 'o' | 'ó' | 'ô' | 'õ' | 'í' | 'ú'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_counted_as_people_clap_them() {
        for (word, many) in [
            ("pagamento", 4),
            ("parcela", 3),
            ("não", 1),
            ("condições", 3),
            ("saída", 3),
            ("país", 2),
            ("muito", 2),
            ("água", 2),
            ("família", 3),
            ("você", 2),
            ("CPF", 1),
            ("conversación", 4),
            ("cuenta", 2),
            ("todavía", 4),
            ("línea", 3),
        ] {
            assert_eq!(syllables(word), many, "{word}");
        }
    }

    #[test]
    fn plain_words_are_easy_and_those_of_lawyers_are_not() {
        let [portuguese, spanish] = &SCALES;
        let easy = "Oi, tudo bem? Dá para fazer de dois jeitos. Um é pagar hoje no Pix. \
                    O outro é em três vezes. Qual fica bom para você?";
        let hard = "Informamos que a inadimplência contratual anteriormente caracterizada ensejará \
                    a aplicação das penalidades pecuniárias correspondentes, independentemente de \
                    notificação extrajudicial ou interpelação, conforme disposições regulamentares.";

        assert!(portuguese.of(easy).expect("long enough") > 80);
        assert!(portuguese.of(hard).expect("long enough") < 0);
        assert!(
            spanish
                .of("Puede pagar hoy con Pix o en tres partes. Si no le sirve, lo vemos con \
                            calma. ¿Qué le queda mejor?")
                .expect("long enough")
                > 80
        );
        assert_eq!(portuguese.of("Acordo registrado. Protocolo 4f2k."), None, "a few words");
    }

    #[test]
    fn sums_and_dates_are_no_words() {
        let words: Vec<_> =
            words_of("Hoje, R$ 363,17 em 10/12: https://aurora.example 2x bem").collect();

        assert_eq!(words, ["Hoje", "em", "bem"]);
    }
}
