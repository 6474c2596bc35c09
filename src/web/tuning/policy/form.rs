//! The form of a policy's numbers: what it shows, and what it posts.
//!
//! Each number posts what was read of it beside what was typed, so that what others changed
//! meanwhile stays theirs.

use super::Asked;
use super::bands::Posted;
use super::words::{Before, Teller};
use crate::app::tuning::limits::Wrongs;
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::policy::numbers::{Kind, Number, Wanted, Wrong, shown};

/// What a number's name begins with in a form: as typed, and as read.
const TYPED: &str = "n.";
const READ: &str = "l.";

/// The most numbers that a form may post.
const MOST: usize = 2_000;

/// A room of the page with its numbers.
pub(super) struct Room {
    pub id: String,
    pub name: String,
    pub fields: Vec<Field>,
    pub is_open: bool,
}

/// A number of the form.
pub(super) struct Field {
    pub place: String,
    pub name: String,
    /// What stands in the draft, as it is typed.
    pub read: String,
    /// What the field holds.
    pub typed: String,
    /// The number as it is read, where nobody may write.
    pub told: String,
    pub unit: String,
    pub is_flag: bool,
    /// What serves, where the draft says otherwise.
    pub before: String,
    pub wrong: String,
}

/// What a form posted.
#[derive(Default)]
pub(super) struct Typed {
    asked: Asked,
    /// What tells the places that the numbers were read from.
    pub places: String,
    pub wanted: Vec<Wanted>,
    pub wrongs: Wrongs,
    /// What was to be done to bands or rungs, and was not.
    pub shape: Posted,
    /// What was typed and stands nowhere any more, in words.
    pub kept: Vec<String>,
}

impl Typed {
    /// Reads what a form posted.
    pub fn read(posted: Vec<(String, String)>) -> Self {
        let mut typed = Self::default();
        for (name, value) in posted.into_iter().take(MOST) {
            if let Some(place) = name.strip_prefix(TYPED) {
                typed.of(place).typed = value;
            } else if let Some(place) = name.strip_prefix(READ) {
                typed.of(place).read = value;
            } else {
                match name.as_str() {
                    "rascunho" => typed.asked.rascunho = value,
                    "politica" => typed.asked.politica = value,
                    "valor" => typed.asked.valor = value,
                    "lugares" => typed.places = value,
                    _ => {}
                }
            }
        }
        typed
    }

    /// What was to be done to bands or rungs, and was not.
    pub fn shaping(shape: Posted) -> Self {
        Self { shape, ..Self::default() }
    }

    /// What was typed and stands nowhere any more, in words.
    pub fn keeping(kept: Vec<String>) -> Self {
        Self { kept, ..Self::default() }
    }

    fn of(&mut self, place: &str) -> &mut Wanted {
        let known = self.wanted.iter().position(|it| it.place == place);
        let index = known.unwrap_or_else(|| {
            self.wanted.push(Wanted { place: place.to_owned(), ..Wanted::default() });
            self.wanted.len() - 1
        });
        self.wanted.get_mut(index).expect("it was found or put there")
    }

    /// Which policy of which draft.
    pub fn asked(&self) -> Asked {
        self.asked.clone()
    }
}

impl Teller<'_> {
    /// The rooms of a policy; those of a draft with what was typed, and what serves instead.
    pub fn rooms(
        &self,
        (old, new): (&Before<'_>, &[Number]),
        typed: &Typed,
        is_draft: bool,
    ) -> Vec<Room> {
        let mut rooms: Vec<Room> = Vec::new();
        for number in new {
            let (id, name) = self.room(&number.place);
            let mut field = self.field(number, typed);
            let before = old.value(&number.place);
            let is_changed = before != number.value.as_deref() && !old.is_new(&number.place);
            if is_draft && is_changed {
                field.before = self.value(number.kind, before);
            }
            match rooms.iter_mut().find(|room| room.id == id) {
                Some(room) => room.fields.push(field),
                None => rooms.push(Room { id, name, fields: vec![field], is_open: false }),
            }
        }
        for room in &mut rooms {
            let is_told = |field: &Field| !field.before.is_empty() || !field.wrong.is_empty();
            room.is_open = room.fields.iter().any(is_told);
        }
        // Bands first: they are what people come for.
        rooms.sort_by_key(|room| !room.id.starts_with("faixa-"));
        rooms
    }

    /// What was typed over numbers that stand elsewhere by now: each with its name.
    pub fn kept(&self, wanted: &[Wanted]) -> Vec<String> {
        let changed = wanted.iter().filter(|it| it.typed.trim() != it.read.trim());
        let told = |it: &Wanted| {
            let values = [("name", self.name(&it.place)), ("typed", it.typed.clone())];
            let values = values.map(|(name, text)| (name.to_owned(), Value::Text(text)));
            self.t.tell("web-tuning-policy-kept", &Args::from(values))
        };
        changed.map(told).collect()
    }

    fn field(&self, number: &Number, typed: &Typed) -> Field {
        let now = number.value.as_deref().map(shown).unwrap_or_default();
        let wanted = typed.wanted.iter().find(|it| it.place == number.place);
        let changed = wanted.filter(|it| it.typed.trim() != it.read.trim());
        let wrong = typed.wrongs.iter().find(|(place, _)| *place == number.place);
        let unit = match number.kind {
            Kind::Percent => "percent",
            Kind::Money => "money",
            Kind::Count | Kind::Flag => "",
        };
        Field {
            name: self.name(&number.place),
            typed: changed.map_or_else(|| now.clone(), |it| it.typed.clone()),
            told: self.value(number.kind, number.value.as_deref()),
            unit: if unit.is_empty() {
                String::new()
            } else {
                self.t.say_of("web-tuning-policy-unit", "unit", unit)
            },
            is_flag: number.kind == Kind::Flag,
            before: String::new(),
            wrong: wrong.map(|(_, why)| self.wrong(number.kind, why)).unwrap_or_default(),
            read: now,
            place: number.place.clone(),
        }
    }

    fn wrong(&self, kind: Kind, why: &Wrong) -> String {
        let (code, now) = match why {
            Wrong::Unknown => ("unknown", String::new()),
            Wrong::NotNumber => ("not-number", String::new()),
            Wrong::OutOfRange => ("out-of-range", String::new()),
            Wrong::Stale(now) => {
                ("stale", self.value(kind, Some(now.as_str()).filter(|it| !it.is_empty())))
            }
        };
        let values = [("code", code.to_owned()), ("now", now)];
        let values = values.map(|(name, text)| (name.to_owned(), Value::Text(text)));
        self.t.tell("web-tuning-policy-wrong", &Args::from(values))
    }
}
