//! Words that no text may carry, whoever wrote it.
//!
//! The list is data (`[words]` of `policies/conduct.toml`); this module only finds its entries,
//! in texts of ours and of people alike, however they are dressed: capitals, accents, odd
//! spacing, dots or symbols between the letters, digits in their place. It knows no locale and
//! no meaning: an entry is found as whole words, so list what is wrong everywhere. An entry's
//! word ending in `*` stands for every word that begins so (`caloteir*`).

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::problem::{Problem, Source};

/// The list, ready to search with.
#[derive(Clone, Debug, Default)]
pub struct ForbiddenWords {
    entries: List,
    threats: List,
}

/// Entries in an order in which a text finds its own, however many there are.
#[derive(Clone, Debug, Default)]
struct List {
    /// The entries as they are written.
    written: Vec<String>,
    /// Every way to say an entry, sorted, with the entry's number: its words, each with what ends it.
    ways: Vec<(String, usize)>,
}

/// Where a text has come to in a list: these ways begin as it does, for so many bytes.
#[derive(Clone, Debug)]
struct Place {
    ways: Range<usize>,
    depth: usize,
}

struct Word {
    letters: String,
    open: bool,
}

/// Ends a word in a way to say an entry.
const END: u8 = b' ';

/// Ends a word that may go on.
const OPEN: u8 = b'*';

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
        let entries = List::read(source, draft.forbidden, &mut problems);
        let threats = List::read(source, draft.threats, &mut problems);
        if problems.is_empty() { Ok(Self { entries, threats }) } else { Err(problems) }
    }

    /// The first entry that the text carries, as the list writes it.
    pub fn find(&self, text: &str) -> Option<&str> {
        self.entries.find(text).next()
    }

    /// Every entry that the text carries, as the list writes them.
    pub fn all(&self, text: &str) -> Vec<&str> {
        self.entries.find(text).collect()
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
        self.threats.find(text).next()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.written.len()
    }

    /// True where nothing is forbidden.
    pub fn is_empty(&self) -> bool {
        self.entries.written.is_empty()
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

impl List {
    /// Reads one list, with every problem of it.
    fn read(source: &Source, list: Vec<Spanned<String>>, problems: &mut Vec<Problem>) -> Self {
        let mut read = Self::default();
        let mut known: HashMap<String, usize> = HashMap::with_capacity(list.len());
        for listed in list {
            let span = listed.span();
            let written = listed.into_inner();
            let words = words_of(&written);
            let way: String = words.iter().map(Word::ended).collect();
            let twin = known.get(&way).and_then(|number| read.written.get(*number));
            if words.is_empty() {
                problems.push(source.problem_at("words-empty", span).with("entry", written));
            } else if let Some(twin) = twin {
                let problem = source.problem_at("words-twice", span).with("entry", written);
                problems.push(problem.with("first", twin));
            } else {
                let number = read.written.len();
                read.ways.extend(joined(&words).map(|way| (way, number)));
                read.ways.push((way.clone(), number));
                known.insert(way, number);
                read.written.push(written);
            }
        }
        read.ways.sort_unstable();
        read
    }

    /// The entries that a text carries, in the list's order.
    fn find(&self, text: &str) -> impl Iterator<Item = &str> {
        let folded = fold(text);
        let mut views = vec![split(&folded)];
        for words in [closed(&folded), spelled(&folded)] {
            if !views.contains(&words) {
                views.push(words);
            }
        }
        let mut found = BTreeSet::new();
        for words in &views {
            for start in 0..words.len() {
                self.say(words.get(start..).unwrap_or_default(), &mut found);
            }
        }
        found.into_iter().filter_map(|number| self.written.get(number)).map(String::as_str)
    }

    /// Finds the entries with which these words begin.
    fn say(&self, words: &[String], found: &mut BTreeSet<usize>) {
        let Some((first, rest)) = words.split_first() else { return };
        let mut rest = rest.iter();
        let mut places = self.after(&Place { ways: 0..self.ways.len(), depth: 0 }, first);
        while !places.is_empty() {
            for place in &places {
                let ways = self.ways.get(place.ways.clone()).unwrap_or_default();
                let whole = ways.iter().take_while(|(way, _)| way.len() == place.depth);
                found.extend(whole.map(|(_, number)| *number));
            }
            let Some(said) = rest.next() else { return };
            places = places.iter().flat_map(|place| self.after(place, said)).collect();
        }
    }

    /// Where one more word of a text leads.
    fn after(&self, from: &Place, said: &str) -> Vec<Place> {
        let mut places = Vec::new();
        let mut here = from.clone();
        for byte in said.bytes() {
            places.extend(self.next(&here, OPEN));
            match self.next(&here, byte) {
                Some(place) => here = place,
                None => return places,
            }
        }
        places.extend(self.next(&here, OPEN));
        places.extend(self.next(&here, END));
        places
    }

    /// The ways that go on with a byte.
    fn next(&self, from: &Place, byte: u8) -> Option<Place> {
        let at = |(way, _): &(String, usize)| way.as_bytes().get(from.depth).copied();
        let ways = self.ways.get(from.ways.clone())?;
        // What ends a word sorts before every letter: mostly the first way tells that none does.
        if at(ways.first()?).is_some_and(|first| first > byte) {
            return None;
        }
        let start = ways.partition_point(|way| at(way) < Some(byte));
        let end = ways.partition_point(|way| at(way) <= Some(byte));
        let ways = from.ways.start + start..from.ways.start + end;
        (start < end).then_some(Place { ways, depth: from.depth + 1 })
    }
}

fn unreadable(source: &Source, error: &toml::de::Error) -> Problem {
    let problem = match error.span() {
        Some(span) => source.problem_at("words-unreadable", span),
        None => source.problem("words-unreadable"),
    };
    problem.with("detail", error.message())
}

/// The words of an entry.
fn words_of(written: &str) -> Vec<Word> {
    let words = written.split_whitespace().flat_map(|part| {
        let mut words: Vec<Word> =
            split(&fold(part)).into_iter().map(|letters| Word { letters, open: false }).collect();
        if let Some(last) = words.last_mut() {
            last.open = part.ends_with('*');
        }
        words
    });
    words.collect()
}

/// All words of an entry as one, where there are several.
fn joined(words: &[Word]) -> Option<String> {
    let (last, before) = words.split_last().filter(|(_, before)| !before.is_empty())?;
    let mut way: String = before.iter().map(|word| word.letters.as_str()).collect();
    way.push_str(&last.ended());
    Some(way)
}

impl Word {
    fn ended(&self) -> String {
        format!("{}{}", self.letters, char::from(if self.open { OPEN } else { END }))
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
    fn entries_that_begin_alike_are_each_found_where_they_are_said() {
        let words = list(&["nome", "nome sujo", "nome suj*", "no*", "no* sujo", "sujo", "nomes"]);
        let found = |text: &str| words.all(text);

        assert_eq!(found("nome"), ["nome", "no*"]);
        assert_eq!(
            found("Nome sujo"),
            ["nome", "nome sujo", "nome suj*", "no*", "no* sujo", "sujo"]
        );
        assert_eq!(found("novo sujo"), ["no*", "no* sujo", "sujo"]);
        assert_eq!(found("nomesujo"), ["nome sujo", "nome suj*", "no*"]);
        assert_eq!(found("ah, nomes"), ["no*", "nomes"]);
        assert_eq!(found("n"), Vec::<&str>::new());
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
