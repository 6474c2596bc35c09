//! Words that no text may carry, whoever wrote it.
//!
//! The list is data (`[words]` of `policies/conduct.toml`); this module only finds its entries,
//! in texts of ours and of people alike, however they are dressed: capitals, accents, odd
//! spacing, dots or symbols between the letters, digits in their place. It knows no locale and
//! no meaning: an entry is found as whole words, so list what is wrong everywhere. An entry's
//! word ending in `*` stands for every word that begins so (`caloteir*`).

use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::problem::{Problem, Source};

/// The list, ready to search with.
#[derive(Clone, Debug, Default)]
pub struct ForbiddenWords {
    entries: Vec<Entry>,
    threats: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    written: String,
    words: Vec<Word>,
    /// All its words as one, where there are several.
    joined: Option<Word>,
}

/// One way to read a text: its words, and by two letters each how they begin.
struct View {
    words: Vec<String>,
    begins: u128,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    letters: String,
    open: bool,
}

#[derive(Deserialize)]
struct File {
    words: Draft,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    forbidden: Vec<Spanned<String>>,
    #[serde(default)]
    threats: Vec<Spanned<String>>,
}

impl ForbiddenWords {
    /// Reads the list from the `[words]` table of a conduct file; other tables are not looked at.
    ///
    /// # Errors
    /// Every problem of the list at once.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::problem::Source;
    /// use combinado::domain::words::ForbiddenWords;
    ///
    /// let list = Source::new("conduct.toml", "[words]\nforbidden = [\"última chance\"]");
    /// let words = ForbiddenWords::parse(&list).expect("the list is well written");
    /// assert_eq!(words.find("É sua ULTIMA\nchance."), Some("última chance"));
    /// assert_eq!(words.find("A última parcela."), None);
    ///
    /// let empty = Source::new("conduct.toml", "[words]\nforbidden = [\"...\"]");
    /// assert_eq!(ForbiddenWords::parse(&empty).unwrap_err()[0].code, "words-empty");
    /// ```
    pub fn parse(source: &Source) -> Result<Self, Vec<Problem>> {
        let draft = match toml::from_str::<File>(&source.text) {
            Ok(file) => file.words,
            Err(error) => return Err(vec![unreadable(source, &error)]),
        };
        let mut problems = Vec::new();
        let entries = read(source, draft.forbidden, &mut problems);
        let threats = read(source, draft.threats, &mut problems);
        if problems.is_empty() { Ok(Self { entries, threats }) } else { Err(problems) }
    }

    /// The first entry that the text carries, as the list writes it.
    pub fn find(&self, text: &str) -> Option<&str> {
        first_in(&self.entries, text)
    }

    /// Every entry that the text carries, as the list writes them.
    pub fn all(&self, text: &str) -> Vec<&str> {
        all_in(&self.entries, text).collect()
    }

    /// The first threat that the text carries, as the list writes it: nobody may send it, ever.
    ///
    /// # Examples
    /// ```
    /// use combinado::domain::problem::Source;
    /// use combinado::domain::words::ForbiddenWords;
    ///
    /// let text = "[words]\nforbidden = []\nthreats = [\"você vai preso\"]";
    /// let words = ForbiddenWords::parse(&Source::new("conduct.toml", text)).expect("a list");
    /// assert_eq!(words.threat("Pague ou VOCE vai preso!"), Some("você vai preso"));
    /// assert_eq!(words.threat("Você vai receber o código."), None);
    /// ```
    pub fn threat(&self, text: &str) -> Option<&str> {
        first_in(&self.threats, text)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where nothing is forbidden.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Small letters without accents.
pub(super) fn plain(text: &str) -> String {
    text.nfd().filter(|it| !is_combining_mark(*it)).collect::<String>().to_lowercase()
}

/// True where a word of a plain text begins so.
pub(super) fn begins_a_word(text: &str, stem: &str) -> bool {
    text.match_indices(stem).any(|(at, _)| {
        text.get(..at).and_then(|it| it.chars().next_back()).is_none_or(|it| !it.is_alphanumeric())
    })
}

/// Reads one list, with every problem of it.
fn read(source: &Source, list: Vec<Spanned<String>>, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(list.len());
    for listed in list {
        let span = listed.span();
        let entry = Entry::new(listed.into_inner());
        if entry.words.is_empty() {
            problems.push(source.problem_at("words-empty", span).with("entry", entry.written));
        } else if let Some(twin) = entries.iter().find(|known| known.words == entry.words) {
            let problem = source.problem_at("words-twice", span);
            problems.push(problem.with("entry", entry.written).with("first", &twin.written));
        } else {
            entries.push(entry);
        }
    }
    entries
}

fn first_in<'e>(entries: &'e [Entry], text: &str) -> Option<&'e str> {
    all_in(entries, text).next()
}

fn all_in<'e>(entries: &'e [Entry], text: &str) -> impl Iterator<Item = &'e str> {
    let folded = fold(text);
    let mut views = vec![View::new(split(&folded))];
    for words in [closed(&folded), spelled(&folded)] {
        if views.iter().all(|view| view.words != words) {
            views.push(View::new(words));
        }
    }
    let carried = move |entry: &&Entry| views.iter().any(|view| entry.is_in(view));
    entries.iter().filter(carried).map(|entry| entry.written.as_str())
}

impl View {
    fn new(words: Vec<String>) -> Self {
        let begins = words.iter().fold(0, |all, word| all | beginning(word));
        Self { words, begins }
    }
}

/// A bit for the first two letters of a word.
fn beginning(word: &str) -> u128 {
    let mut letters = word.chars().map(u32::from);
    let first = letters.next().unwrap_or_default();
    let second = letters.next().unwrap_or_default();
    1 << (first.wrapping_mul(31).wrapping_add(second) % u128::BITS)
}

fn unreadable(source: &Source, error: &toml::de::Error) -> Problem {
    let problem = match error.span() {
        Some(span) => source.problem_at("words-unreadable", span),
        None => source.problem("words-unreadable"),
    };
    problem.with("detail", error.message())
}

impl Entry {
    fn new(written: String) -> Self {
        let words = written.split_whitespace().flat_map(|part| {
            let open = part.ends_with('*');
            let mut words: Vec<Word> = split(&fold(part))
                .into_iter()
                .map(|letters| Word { letters, open: false })
                .collect();
            if let Some(last) = words.last_mut() {
                last.open = open;
            }
            words
        });
        let words: Vec<Word> = words.collect();
        let joined = words.split_last().filter(|(_, before)| !before.is_empty());
        let joined = joined.map(|(last, _)| {
            let letters = words.iter().map(|word| word.letters.as_str()).collect();
            Word { letters, open: last.open }
        });
        Self { written, words, joined }
    }

    fn is_in(&self, view: &View) -> bool {
        let Some(first) = self.words.first() else { return false };
        let begins = first.letters.chars().nth(1).map(|_| beginning(&first.letters));
        if begins.is_some_and(|bit| view.begins & bit == 0) {
            return false;
        }
        let run =
            |window: &[String]| self.words.iter().zip(window).all(|(word, said)| word.is(said));
        let whole = |said: &String| self.joined.as_ref().is_some_and(|joined| joined.is(said));
        view.words.windows(self.words.len()).any(run) || view.words.iter().any(whole)
    }
}

impl Word {
    fn is(&self, said: &str) -> bool {
        if self.open { said.starts_with(&self.letters) } else { said == self.letters }
    }
}

/// Lower case, without accents and without what takes no room.
fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && !takes_no_room(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

fn takes_no_room(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The words, parted by anything that is neither letter nor digit.
fn split(folded: &str) -> Vec<String> {
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(undigit)
        .collect()
}

/// The words, parted by white space alone: `ca-lo.tei_ro` is one.
fn closed(folded: &str) -> Vec<String> {
    let letters = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    folded
        .split_whitespace()
        .map(|part| undigit(&letters(part)))
        .filter(|w| !w.is_empty())
        .collect()
}

/// The words, with letters that stand alone joined: `p r e s o` is one.
fn spelled(folded: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joining = false;
    for part in split(folded) {
        let alone = part.chars().nth(1).is_none();
        match words.last_mut() {
            Some(last) if alone && joining => last.push_str(&part),
            Some(_) | None => words.push(part),
        }
        joining = alone;
    }
    words
}

/// Letters for the digits that stand for them, where a word mixes both.
fn undigit(word: &str) -> String {
    if !word.contains(char::is_alphabetic) {
        return word.to_owned();
    }
    word.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(entries: &[&str]) -> ForbiddenWords {
        let text = format!("[words]\nforbidden = {entries:?}\n[hours]\nfrom = 8");
        ForbiddenWords::parse(&Source::new("conduct.toml", text)).expect("a good list")
    }

    #[test]
    fn an_entry_is_found_however_it_is_dressed() {
        let words = list(&["caloteir*", "só hoje", "polícia", "preso"]);
        for dressed in [
            "Seu caloteiro",
            "CALOTEIRA!",
            "calo-tei.ro",
            "c a l o t e i r o",
            "c.a.l.o.t.e.i.r.o",
            "cal0te1ro",
            "ca\u{200B}loteiro",
            "so  hoje",
            "SÓ\nHOJE",
            "só, hoje",
            "s ó  h o j e",
            "sóhoje",
            "poli\u{301}cia",
            "ｐｏｌｉｃｉａ",
            "vai p r e s o",
        ] {
            assert!(words.find(dressed).is_some(), "{dressed:?}");
        }
    }

    #[test]
    fn words_that_only_contain_an_entry_are_left_alone() {
        let words = list(&["preso", "só hoje", "crime", "processo judicial"]);
        for fair in [
            "empresorio",
            "impressora",
            "hoje só à tarde",
            "discrimenar",
            "processo de pagamento",
            "a e o",
            "3x de R$ 121,05",
            "",
            "🙂 !!",
        ] {
            assert_eq!(words.find(fair), None, "{fair:?}");
        }
    }

    #[test]
    fn the_entry_comes_back_as_the_list_writes_it() {
        assert_eq!(
            list(&["nome sujo", "última chance"]).find("ultima chance"),
            Some("última chance")
        );
    }

    #[test]
    fn every_problem_of_a_list_comes_at_once() {
        let text = "[words]\nforbidden = [\n  \"preso\",\n  \"\",\n  \"PRESO\",\n  \" - \",\n]\nthreats = [\n\"!\"]";

        let problems = ForbiddenWords::parse(&Source::new("c.toml", text)).expect_err("a bad list");

        let found: Vec<_> = problems.iter().map(|p| (p.code, p.line)).collect();
        let expected =
            [("words-empty", Some(4)), ("words-twice", Some(5)), ("words-empty", Some(6))];
        assert_eq!(found.split_last(), Some((&("words-empty", Some(9)), &expected[..])));
    }

    #[test]
    fn a_list_that_is_no_list_says_where() {
        for text in ["[words]\nforbidden = 3", "[words\n", "[words]\nforbidden = []\nother = 1", ""]
        {
            let problems =
                ForbiddenWords::parse(&Source::new("c.toml", text)).expect_err("a bad list");
            assert_eq!(problems[0].code, "words-unreadable", "{text:?}");
        }
    }
}
