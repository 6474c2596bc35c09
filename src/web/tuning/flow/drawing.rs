//! A flow as a drawing: steps in columns by how far they are from a beginning, ways between them.
//!
//! All in whole pixels, always the same for the same flow: steps are put into columns by the fewest
//! moves to them, and ordered there by where their neighbours stand, so that few ways cross.

use std::collections::{BTreeMap, VecDeque};

use crate::domain::dialogue::Flow;
use crate::domain::dialogue::flow::Reply;

/// A box's width.
pub const WIDTH: usize = 232;
/// A box's height.
pub const HEIGHT: usize = 48;
/// From column to column.
const ACROSS: usize = WIDTH + 110;
/// From row to row.
const DOWN: usize = HEIGHT + 16;
/// Around all.
const MARGIN: usize = 24;
/// How often the order is mended.
const SWEEPS: usize = 6;

/// A step's box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The step.
    pub step: String,
    /// Its column, from 0.
    pub column: usize,
    /// Its left edge.
    pub x: usize,
    /// Its upper edge.
    pub y: usize,
}

/// A way from one step to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The step it leaves.
    pub from: String,
    /// The step it comes to.
    pub to: String,
    /// Its line, as the attribute `d` of a path.
    pub line: String,
    /// True where it leads back, or aside.
    pub is_back: bool,
}

/// Where everything is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// How wide.
    pub width: usize,
    /// How high.
    pub height: usize,
    /// The steps, in the order in which they are walked through by keyboard.
    pub places: Vec<Place>,
    /// The ways, each once.
    pub ways: Vec<Way>,
}

/// The steps by their numbers, with their ways.
struct Graph<'a> {
    names: Vec<&'a str>,
    next: Vec<Vec<usize>>,
    before: Vec<Vec<usize>>,
}

/// Draws a flow.
pub fn draw(flow: &Flow) -> Drawing {
    let graph = Graph::of(flow);
    let columns = graph.columns(&begins(flow));
    let rows = graph.ordered(columns);
    let mut at = vec![(0, 0, 0); graph.names.len()];
    for (column, row) in rows.iter().enumerate() {
        for (place, step) in row.iter().enumerate() {
            let (x, y) = (MARGIN + column * ACROSS, MARGIN + place * DOWN);
            if let Some(slot) = at.get_mut(*step) {
                *slot = (column, x, y);
            }
        }
    }
    let longest = rows.iter().map(Vec::len).max().unwrap_or_default();
    Drawing {
        width: (rows.len() * ACROSS + 2 * MARGIN).saturating_sub(ACROSS - WIDTH),
        height: 2 * MARGIN + longest * DOWN,
        places: rows.iter().flatten().filter_map(|step| graph.place(*step, &at)).collect(),
        ways: graph.ways(&at),
    }
}

/// Where a conversation may come into the flow, the beginning first.
fn begins(flow: &Flow) -> Vec<&str> {
    let replies = flow.reflexes.values().map(|reflex| &reflex.reply).chain(flow.topics.values());
    let replies = replies.chain(flow.cued.values()).filter_map(|reply| match reply {
        Reply::Go(step) => Some(step.as_str()),
        Reply::Say(_) | Reply::Tell(_) => None,
    });
    let own = [flow.first.as_str(), &flow.resume, &flow.given_up];
    let own = own.into_iter().chain(flow.corrected.as_deref()).chain(flow.files.as_deref());
    own.chain(replies).collect()
}

impl<'a> Graph<'a> {
    fn of(flow: &'a Flow) -> Self {
        let names: Vec<&str> = flow.steps.keys().map(String::as_str).collect();
        let number: BTreeMap<&str, usize> =
            names.iter().enumerate().map(|(number, name)| (*name, number)).collect();
        let mut next = vec![Vec::new(); names.len()];
        let mut before = vec![Vec::new(); names.len()];
        for (from, step) in flow.steps.values().enumerate() {
            let mut targets: Vec<usize> =
                step.targets().into_iter().filter_map(|to| number.get(to).copied()).collect();
            targets.sort_unstable();
            targets.dedup();
            for to in &targets {
                if let Some(before) = before.get_mut(*to) {
                    before.push(from);
                }
            }
            if let Some(next) = next.get_mut(from) {
                *next = targets;
            }
        }
        Self { names, next, before }
    }

    /// The steps of each column: the fewest moves from the beginning; what is only reached by what
    /// customers say anywhere comes in beside what it leads to.
    fn columns(&self, begins: &[&str]) -> Vec<Vec<usize>> {
        let mut depth: Vec<Option<usize>> = vec![None; self.names.len()];
        let numbers = begins.iter().filter_map(|name| self.names.iter().position(|it| it == name));
        let all = 0..self.names.len();
        for start in numbers.chain(all).collect::<Vec<_>>() {
            let mut ahead = VecDeque::from([(start, 0)]);
            while let Some((step, moves)) = ahead.pop_front() {
                let Some(slot) = depth.get_mut(step).filter(|slot| slot.is_none()) else {
                    continue;
                };
                *slot = Some(moves);
                let next = self.next.get(step).into_iter().flatten();
                ahead.extend(next.map(|next| (*next, moves + 1)));
            }
        }
        let deepest = depth.iter().flatten().max().copied().unwrap_or_default();
        let mut columns = vec![Vec::new(); deepest + 1];
        for (step, depth) in depth.into_iter().enumerate() {
            if let Some(column) = columns.get_mut(depth.unwrap_or_default()) {
                column.push(step);
            }
        }
        columns
    }

    /// The same with each column in an order in which few ways cross.
    fn ordered(&self, mut columns: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        for _ in 0..SWEEPS {
            let rank = self.ranks(&columns);
            for column in &mut columns {
                let middle = |step: &usize| {
                    let around = self.around(*step).filter_map(|it| rank.get(it).copied());
                    let (sum, count) = around.fold((0, 0), |(sum, n), rank| (sum + rank, n + 1));
                    let alone = || rank.get(*step).copied();
                    usize::checked_div(sum, count).or_else(alone)
                };
                column.sort_by_key(|step| (middle(step), *step));
            }
        }
        columns
    }

    /// Each step's place in its column, in thousandths of the column.
    fn ranks(&self, columns: &[Vec<usize>]) -> Vec<usize> {
        let mut rank = vec![0; self.names.len()];
        for column in columns {
            for (place, step) in column.iter().enumerate() {
                if let Some(slot) = rank.get_mut(*step) {
                    *slot = (place * 2 + 1) * 500 / column.len().max(1);
                }
            }
        }
        rank
    }

    fn around(&self, step: usize) -> impl Iterator<Item = usize> {
        let of = |all: &[Vec<usize>]| all.get(step).cloned().unwrap_or_default();
        of(&self.before).into_iter().chain(of(&self.next))
    }

    fn place(&self, step: usize, at: &[(usize, usize, usize)]) -> Option<Place> {
        let (name, (column, x, y)) = (self.names.get(step)?, *at.get(step)?);
        Some(Place { step: (*name).to_owned(), column, x, y })
    }

    fn ways(&self, at: &[(usize, usize, usize)]) -> Vec<Way> {
        let mut ways = Vec::new();
        for (from, targets) in self.next.iter().enumerate() {
            for to in targets {
                let ends = (at.get(from), at.get(*to), self.names.get(from), self.names.get(*to));
                let (Some(a), Some(b), Some(from), Some(to)) = ends else { continue };
                let is_back = b.0 <= a.0;
                let line = if is_back { back(*a, *b) } else { forth(*a, *b) };
                ways.push(Way { from: (*from).to_owned(), to: (*to).to_owned(), line, is_back });
            }
        }
        ways
    }
}

/// From the right of one box to the left of another.
fn forth((_, ax, ay): (usize, usize, usize), (_, bx, by): (usize, usize, usize)) -> String {
    let (x1, y1, y2) = (ax + WIDTH, ay + HEIGHT / 2, by + HEIGHT / 2);
    let bend = (bx - x1) / 2;
    format!("M {x1} {y1} C {} {y1}, {} {y2}, {bx} {y2}", x1 + bend, bx - bend)
}

/// From below one box round to the box it leads back to.
fn back((_, ax, ay): (usize, usize, usize), (_, bx, by): (usize, usize, usize)) -> String {
    let (x1, x2) = (ax + WIDTH / 3, bx + WIDTH * 2 / 3);
    let (y1, y2) = (ay + HEIGHT, by + HEIGHT);
    let low = y1.max(y2) + DOWN / 2;
    format!("M {x1} {y1} C {x1} {low}, {x2} {low}, {x2} {y2}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write;

    use super::*;
    use crate::domain::problem::Source;

    fn ours() -> Flow {
        let path = "flows/negotiation.toml";
        let text = std::fs::read_to_string(path).expect("a file of ours");
        Flow::load(&Source::new(path, text)).expect("a sound flow")
    }

    /// A flow of so many questions, each leading to the next, back, and to a human.
    fn long(count: usize) -> Flow {
        let text = std::fs::read_to_string("tests/fixtures/problems/flow-no-human/flow.toml");
        let mut text =
            text.expect("a fixture").replace("given_up = \"done\"", "given_up = \"human\"");
        text = text.replace("otherwise = \"done\"", "otherwise = \"s0\"");
        for n in 0..count {
            let (next, back) = ((n + 1) % count, n / 2);
            write!(
                text,
                "[steps.s{n}]\nkind = \"ask\"\nsay = \"ask-reason\"\noptions = [\n\
                 {{ id = \"a\", label = \"label-yes\", go = \"s{next}\" }},\n\
                 {{ id = \"b\", label = \"label-no\", go = \"s{back}\" }},\n\
                 {{ id = \"c\", label = \"label-no\", go = \"human\" }},\n]\n"
            )
            .expect("a text grows");
        }
        Flow::load(&Source::new("long.toml", text)).expect("a sound flow")
    }

    #[test]
    fn every_step_is_drawn_once_and_no_box_lies_on_another() {
        for flow in [ours(), long(300)] {
            let drawing = draw(&flow);

            let steps: BTreeSet<_> = drawing.places.iter().map(|place| &place.step).collect();
            assert_eq!((steps.len(), drawing.places.len()), (flow.steps.len(), flow.steps.len()));
            let spots: BTreeSet<_> = drawing.places.iter().map(|it| (it.x, it.y)).collect();
            assert_eq!(spots.len(), flow.steps.len());
            let inside = |place: &Place| {
                place.x + WIDTH <= drawing.width && place.y + HEIGHT <= drawing.height
            };
            assert!(drawing.places.iter().all(inside), "{} {}", drawing.width, drawing.height);
        }
    }

    #[test]
    fn every_way_is_drawn_once() {
        let flow = ours();

        let drawn: BTreeSet<_> =
            draw(&flow).ways.into_iter().map(|way| (way.from, way.to)).collect();

        let written = flow.steps.values().flat_map(|step| {
            step.targets().into_iter().map(|to| (step.name.clone(), to.to_owned()))
        });
        assert_eq!(drawn, written.collect());
    }

    #[test]
    fn the_same_flow_is_drawn_the_same() {
        assert_eq!(draw(&ours()), draw(&ours()));
    }
}
