//! Drawings of tables, made on the server: bars of what has a name, columns of what has a day.
//!
//! A drawing says what it shows in its title, and the table below it is its twin: whoever does not
//! see it misses nothing. Sizes are whole units of the drawing; nothing here is a colour.

/// The width of every drawing, in its own units.
const WIDTH: i64 = 720;
/// Where bars begin, and how long the longest is.
const LEFT: i64 = 220;
const LONGEST: i64 = 380;
/// From one bar to the next, and how thick it is.
const STEP: i64 = 30;
const THICK: i64 = 20;
/// How high the highest column is, and what stands above and below it.
const HIGHEST: i64 = 160;
const ABOVE: i64 = 24;
const BELOW: i64 = 26;
/// The most letters of a name beside its bar.
const LETTERS: usize = 30;
/// The most columns that are named below.
const NAMED: usize = 12;

/// One bar or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its whole name and number, shown where one points at it.
    pub told: String,
    /// Where it begins.
    pub x: i64,
    /// Its upper edge.
    pub y: i64,
    /// Its width.
    pub width: i64,
    /// Its height.
    pub height: i64,
}

/// Words in a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub x: i64,
    /// On which line.
    pub y: i64,
    /// How they stand there: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// A drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its name in the page.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// Its width.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// What is drawn.
    pub bars: Vec<Bar>,
    /// What is written.
    pub labels: Vec<Label>,
}

/// What is to be drawn: a name, how much, and that in words.
pub type Row = (String, i64, String);

/// Bars below each other, each with its name and number.
pub fn bars(id: &str, title: String, rows: &[Row]) -> Option<Chart> {
    let most = most(rows)?;
    let (mut bars, mut labels, mut y) = (Vec::new(), Vec::new(), 4);
    for (name, size, shown) in rows {
        let width = scaled((*size).max(0), most, LONGEST);
        let line = y + THICK - 5;
        let told = format!("{name}: {shown}");
        bars.push(Bar { told, x: LEFT, y, width, height: THICK });
        labels.push(Label { text: cut(name), x: LEFT - 8, y: line, anchor: "end" });
        let x = LEFT + width + 8;
        labels.push(Label { text: shown.clone(), x, y: line, anchor: "start" });
        y += STEP;
    }
    Some(Chart { id: id.to_owned(), title, width: WIDTH, height: y, bars, labels })
}

/// Columns beside each other, in order of time; some of them named below.
pub fn columns(id: &str, title: String, rows: &[Row]) -> Option<Chart> {
    let most = most(rows)?;
    let count = i64::try_from(rows.len()).ok()?;
    let each = (WIDTH / count).max(1);
    let every = rows.len().div_ceil(NAMED);
    let (mut bars, mut labels) = (Vec::new(), Vec::new());
    for (place, (name, size, shown)) in rows.iter().enumerate() {
        let x = WIDTH * i64::try_from(place).unwrap_or(0) / count;
        let height = scaled((*size).max(0), most, HIGHEST);
        let (y, width) = (ABOVE + HIGHEST - height, (each - each / 5).max(1));
        bars.push(Bar { told: format!("{name}: {shown}"), x, y, width, height });
        if place % every == 0 {
            let y = ABOVE + HIGHEST + BELOW - 8;
            labels.push(Label { text: name.clone(), x, y, anchor: "start" });
        }
        if *size == most && !labels.iter().any(|label| label.y < ABOVE) {
            let anchor = if x > WIDTH / 2 { "end" } else { "start" };
            let x = if x > WIDTH / 2 { x + width } else { x };
            labels.push(Label { text: shown.clone(), x, y: ABOVE - 8, anchor });
        }
    }
    let height = ABOVE + HIGHEST + BELOW;
    Some(Chart { id: id.to_owned(), title, width: WIDTH, height, bars, labels })
}

/// The largest number; none where there is nothing to draw.
fn most(rows: &[Row]) -> Option<i64> {
    rows.iter().map(|(_, size, _)| *size).max().filter(|most| *most > 0)
}

fn scaled(size: i64, most: i64, longest: i64) -> i64 {
    let scaled = i128::from(size) * i128::from(longest) / i128::from(most.max(1));
    i64::try_from(scaled).unwrap_or(longest)
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['\u{2026}']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, size: i64) -> Row {
        (name.to_owned(), size, size.to_string())
    }

    #[test]
    fn the_longest_bar_is_the_greatest_number_and_all_stay_inside() {
        let rows = [row("a", 10), row("b", i64::MAX), row("c", 0), row("d", -5)];

        let chart = bars("x", "X".to_owned(), &rows).expect("something to draw");

        let widths: Vec<i64> = chart.bars.iter().map(|bar| bar.width).collect();
        assert_eq!(widths, [0, LONGEST, 0, 0]);
        assert!(chart.bars.iter().all(|bar| bar.x + bar.width <= chart.width));
        assert!(chart.bars.iter().all(|bar| bar.y + bar.height <= chart.height));
    }

    #[test]
    fn a_year_of_days_fits_beside_each_other() {
        let rows: Vec<Row> = (0..366).map(|day| row("01/01", day)).collect();

        let chart = columns("x", "X".to_owned(), &rows).expect("something to draw");

        assert!(chart.bars.iter().all(|bar| bar.x >= 0 && bar.x + bar.width <= chart.width));
        assert!(chart.labels.len() <= NAMED + 2, "{}", chart.labels.len());
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(bars("x", String::new(), &[]), None);
        assert_eq!(columns("x", String::new(), &[row("a", 0)]), None);
    }
}
