//! Chat text into plain tokens, each with its place in what was typed.
//!
//! Lower case, no accents, no invisible characters, stretched letters let go, short forms written
//! out, pictures turned into words. Linear in the text, and never an error: what cannot be read
//! is passed over. It knows letters and digits; what the words mean is the lexicon's matter.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use super::lexicon::{Class, Lexicon};

/// How many characters of a message are read.
pub const READ_CHARS: usize = 2_000;
/// What stands between the two numbers of a fraction in one sign.
const FRACTION_SLASH: char = '\u{2044}';
/// How many tokens of a message are read.
const READ_TOKENS: usize = 600;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, with the separators between them.
    Number,
    /// A sign.
    Mark,
}

/// How a token came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// As it was typed.
    Typed,
    /// Written out from a short form.
    Short,
    /// A picture.
    Picture,
}

/// A word, a number or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Lower case, without accents.
    pub text: String,
    /// Where it begins in the typed text, in characters.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is made of.
    pub kind: Kind,
    /// True where nothing stands between it and the token before.
    pub glued: bool,
    /// How it came about.
    pub origin: Origin,
}

/// The tokens of a text, with the classes each run of them belongs to.
#[derive(Debug)]
pub struct Text<'a> {
    /// The words it is read with.
    pub lexicon: &'a Lexicon,
    /// The tokens in order.
    pub tokens: Vec<Token>,
    hits: Vec<Vec<(Class, usize)>>,
}

impl<'a> Text<'a> {
    /// Reads what was typed.
    pub fn new(typed: &[char], lexicon: &'a Lexicon) -> Self {
        let tokens = tokens(typed, lexicon);
        let hits = (0..tokens.len()).map(|at| classes(&tokens, at, lexicon)).collect();
        Self { lexicon, tokens, hits }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// True where nothing can be read.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token's text; empty beyond the end.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// The token's kind; none beyond the end.
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// True where the token hangs on the one before.
    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.glued)
    }

    /// Where the longest run of this class that begins here ends.
    pub fn at(&self, at: usize, class: Class) -> Option<usize> {
        let hits = self.hits.get(at)?;
        hits.iter().filter(|(one, _)| *one == class).map(|(_, end)| *end).max()
    }

    /// Where a run of this class ends, or the same place where there is none.
    pub fn skip(&self, at: usize, class: Class) -> usize {
        self.at(at, class).unwrap_or(at)
    }

    /// Where a run of this class that ends right before here begins.
    pub fn before(&self, at: usize, class: Class) -> Option<usize> {
        let ends_here = |from: &usize| {
            let hits = self.hits.get(*from);
            hits.is_some_and(|hits| hits.iter().any(|(one, end)| *one == class && *end == at))
        };
        (at.saturating_sub(6)..at).find(ends_here)
    }

    /// True where the token ends a sentence.
    pub fn is_stop(&self, at: usize) -> bool {
        matches!(self.word(at), "." | "!" | "?" | ";" | "\n")
    }

    /// True where the text ends or pauses here.
    pub fn is_pause(&self, at: usize) -> bool {
        at >= self.len() || self.kind(at) == Some(Kind::Mark)
    }
}

fn classes(tokens: &[Token], at: usize, lexicon: &Lexicon) -> Vec<(Class, usize)> {
    let Some(first) = tokens.get(at) else { return Vec::new() };
    let follows = |rest: &[String]| {
        let next = tokens.iter().skip(at + 1).map(|token| token.text.as_str());
        next.take(rest.len()).eq(rest.iter().map(String::as_str))
    };
    let phrases = lexicon.beginning_with(&first.text).iter();
    let found = phrases.filter(|(_, rest)| follows(rest));
    found.map(|(class, rest)| (*class, at + 1 + rest.len())).collect()
}

/// A plain character and its place in the typed text.
pub(super) type Plain = (char, usize);

fn tokens(typed: &[char], lexicon: &Lexicon) -> Vec<Token> {
    let plain = plain(typed);
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut spaced = true;
    while let Some(&(first, place)) = plain.get(at) {
        if tokens.len() >= READ_TOKENS {
            break;
        }
        if first == ' ' {
            (at, spaced) = (at + 1, true);
            continue;
        }
        let (end, kind) = if first.is_ascii_digit() {
            (number_end(&plain, at), Kind::Number)
        } else if first.is_alphabetic() {
            (run(&plain, at, char::is_alphabetic), Kind::Word)
        } else {
            (at + 1, Kind::Mark)
        };
        let end = currency_end(&plain, at, end);
        let text: String = plain.get(at..end).unwrap_or(&[]).iter().map(|(c, _)| *c).collect();
        let last = plain.get(end - 1).map_or(place, |(_, place)| *place);
        let glued = !spaced;
        let token = Token { text, start: place, end: last + 1, kind, glued, origin: Origin::Typed };
        at = push(&mut tokens, token, &plain, end, lexicon);
        spaced = false;
    }
    tokens
}

/// Adds a token in its full form and returns where to read on.
fn push(
    tokens: &mut Vec<Token>,
    mut token: Token,
    plain: &[Plain],
    end: usize,
    lexicon: &Lexicon,
) -> usize {
    match token.kind {
        Kind::Number => tokens.push(token),
        Kind::Mark => {
            let first = token.text.chars().next().unwrap_or(' ');
            if let Some(words) = lexicon.emoji.get(&first) {
                expand(tokens, &token, words, Origin::Picture);
            } else if "?!.,;%$()/+-:*=@&\n".contains(first) {
                tokens.push(token);
            }
        }
        Kind::Word => {
            if plain.get(end).is_some_and(|(c, _)| *c == '/')
                && let Some(words) = lexicon.short.get(&format!("{}/", token.text))
            {
                expand(tokens, &token, words, Origin::Short);
                return end + 1;
            }
            let typed = std::mem::take(&mut token.text);
            token.text = calm(&typed);
            let short = lexicon.short.get(&typed);
            if let Some(words) = short.or_else(|| lexicon.short.get(&token.text)) {
                expand(tokens, &token, words, Origin::Short);
            } else {
                if let Some(name) = lexicon.respell(&token.text) {
                    name.clone_into(&mut token.text);
                }
                tokens.push(token);
            }
        }
    }
    end
}

fn expand(tokens: &mut Vec<Token>, from: &Token, words: &[String], origin: Origin) {
    tokens.extend(words.iter().map(|word| Token {
        text: word.clone(),
        kind: Kind::Word,
        glued: false,
        origin,
        ..from.clone()
    }));
}

/// The end of a run of characters of one sort.
fn run(plain: &[Plain], from: usize, sort: impl Fn(char) -> bool) -> usize {
    let rest = plain.iter().skip(from);
    from + rest.take_while(|(c, _)| sort(*c)).count()
}

/// The end of digits with single separators between them.
fn number_end(plain: &[Plain], from: usize) -> usize {
    let digit = |at: usize| plain.get(at).is_some_and(|(c, _)| c.is_ascii_digit());
    let mut at = from;
    while digit(at) {
        at += 1;
        let separates = plain.get(at).is_some_and(|(c, _)| ".,/:-".contains(*c));
        if separates && digit(at + 1) {
            at += 1;
        }
    }
    at
}

/// Takes the sign of `r$` into its word.
fn currency_end(plain: &[Plain], from: usize, end: usize) -> usize {
    let word: String = plain.get(from..end).unwrap_or(&[]).iter().map(|(c, _)| *c).collect();
    let sign = plain.get(end).is_some_and(|(c, _)| *c == '$');
    if sign && (word == "r" || word == "rs") { end + 1 } else { end }
}

/// Lower case and without accents, each with its place in the typed text.
pub(super) fn plain(typed: &[char]) -> Vec<Plain> {
    let mut out = Vec::with_capacity(typed.len() + 8);
    for (place, &c) in typed.iter().take(READ_CHARS).enumerate() {
        match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(('\n', place)),
            '°' => out.push(('o', place)),
            _ if is_unseen(c) => {}
            '–' | '—' => out.push(('-', place)),
            _ if c.is_whitespace() || c.is_control() => out.push((' ', place)),
            _ if c.is_ascii() => out.push((c.to_ascii_lowercase(), place)),
            _ => fold(c, place, &mut out),
        }
    }
    out
}

/// True for what nobody sees or reads: marks of direction, joiners, skin tones, quotes.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{ad}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'
        | '´' | '`' | '\'' | '’' | '"' | '“' | '”' | '~' | '^')
}

fn fold(c: char, place: usize, out: &mut Vec<Plain>) {
    for lower in c.to_lowercase() {
        let from = out.len();
        decompose_compatible(lower, |part| {
            if !is_combining_mark(part) {
                out.push((latin(part), place));
            }
        });
        // A fraction in one sign is no number that is read, and it is not two.
        if out.iter().skip(from).any(|(part, _)| *part == FRACTION_SLASH) {
            out.truncate(from);
            out.push((' ', place));
        }
    }
}

/// The Latin letter that a look-alike passes for.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'е' | 'ε' => 'e',
        'о' | 'ο' | 'ø' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'у' => 'y',
        'х' => 'x',
        'і' | 'ı' | 'ι' => 'i',
        'ѕ' => 's',
        'ԁ' => 'd',
        'ո' => 'n',
        'т' | 'τ' => 't',
        'к' | 'κ' => 'k',
        'м' => 'm',
        'н' => 'h',
        'в' => 'b',
        _ => c,
    }
}

/// Lets go of stretched letters and gives laughter one face.
fn calm(word: &str) -> String {
    if is_laughter(word) {
        return "kkk".to_owned();
    }
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    for run in letters.chunk_by(|a, b| a == b) {
        if let Some(letter) = run.first() {
            out.push(*letter);
            if run.len() == 2 {
                out.push(*letter);
            }
        }
    }
    if let Some(shorter) = doubled_end(&out) { shorter } else { out }
}

fn doubled_end(word: &str) -> Option<String> {
    let mut back = word.chars().rev();
    let (last, before) = (back.next()?, back.next()?);
    let kept = last != before || matches!(last, 'r' | 's') || word.len() < 3;
    (!kept).then(|| word.chars().take(word.chars().count() - 1).collect())
}

fn is_laughter(word: &str) -> bool {
    let only = |set: &str| word.chars().all(|c| set.contains(c));
    let count = |letter: char| word.chars().filter(|c| *c == letter).count();
    (word.len() >= 2 && only("k"))
        || (word.len() >= 4 && only("rs") && count('r') >= 2)
        || (word.len() >= 4 && only("haeu") && count('h') >= 2)
}
