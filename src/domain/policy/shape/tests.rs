use super::super::testing::{STANDARD, load};
use super::*;
use crate::domain::policy::Policy;
use crate::domain::problem::Source;

fn split(band: usize, day: u32) -> Change {
    Change::Split { band, day }
}

fn rungs(band: usize, part: Part, act: Act) -> Change {
    Change::Rungs { band, part, act }
}

fn rung(charges: i64, principal: i64) -> Rung {
    Rung { charges: Rate::whole_percent(charges), principal: Rate::whole_percent(principal) }
}

fn names(text: &str) -> Vec<String> {
    read(text).expect("a policy").into_iter().map(|band| band.name).collect()
}

/// The lines that went, and those that came.
fn lines(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let missing = |one: &str, other: &str| {
        let mut left: Vec<&str> = other.lines().collect();
        let gone = one.lines().filter(|line| {
            let found = left.iter().position(|it| it == line);
            found.map(|at| left.remove(at)).is_none()
        });
        gone.map(str::to_owned).collect::<Vec<_>>()
    };
    (missing(before, after), missing(after, before))
}

#[test]
fn the_shipped_policy_s_bands_know_their_days_and_neighbours() {
    let bands = read(STANDARD).expect("a policy");

    let told: Vec<_> =
        bands.iter().map(|it| (it.begins, it.days.to, it.before, it.after)).collect();
    assert_eq!(told.len(), 7);
    assert_eq!(told[0], (1, Some(15), None, Some(1)));
    assert_eq!(told[5], (181, Some(365), Some(4), Some(6)));
    assert_eq!(told[6], (366, None, Some(5), None), "without days it takes all that is left");
    assert!(bands.iter().all(|it| it.may_split && it.ladders.iter().all(Option::is_some)));
    assert_eq!(bands[2].ladders[0].as_ref().expect("a ladder")[2], Some(rung(100, 5)));
}

#[test]
fn a_band_is_split_at_a_day_and_every_other_byte_stays() {
    let new = edit(STANDARD, &split(2, 45)).expect("it is split");

    let block = STANDARD.split("\n[[band]]\n").nth(3).expect("the third band").trim_end();
    let first = block.replace("31-60", "31-44").replace("to = 60", "to = 44");
    let second = block.replace("31-60", "45-60").replace("from = 31", "from = 45");
    let both = format!("{first}\n\n[[band]]\n{second}");
    assert_eq!(new, STANDARD.replacen(block, &both, 1));
    assert_eq!(load(&new).bands().len(), 8);
}

#[test]
fn the_band_that_takes_what_is_left_is_split_without_losing_its_comment_or_its_place() {
    let new = edit(STANDARD, &split(6, 700)).expect("it is split");

    let (gone, came) = lines(STANDARD, &new);
    assert_eq!(gone, ["name = \"over-365\""]);
    let named = ["name = \"366-699\"", "when.days_overdue = { from = 366, to = 699 }"];
    assert!(named.iter().all(|line| came.contains(&(*line).to_owned())), "{came:?}");
    assert!(came.contains(&"name = \"over-699\"".to_owned()));
    let comment = "# A última faixa não tem condição: mais de 365 dias, até a prescrição.\n[[band]]\n\
        name = \"over-699\"";
    assert!(new.contains(comment) && new.matches("A última faixa").count() == 1, "{new}");
    assert_eq!(load(&new).bands().last().map(|band| band.name.clone()), Some("over-699".into()));
}

#[test]
fn what_was_split_and_joined_again_is_the_very_same_file() {
    for (band, day) in [(0, 2), (0, 15), (2, 45), (5, 200), (6, 1000)] {
        let halves = edit(STANDARD, &split(band, day)).expect("it is split");
        let again = edit(&halves, &Change::Join { band, side: Side::After });
        assert_eq!(again.as_deref(), Ok(STANDARD), "band {band} at {day}");
    }
}

#[test]
fn a_band_goes_to_the_neighbour_that_is_named() {
    let before = edit(STANDARD, &Change::Join { band: 3, side: Side::Before }).expect("joined");
    assert_eq!(names(&before)[2..4], ["31-90", "91-180"]);
    let (gone, came) = lines(STANDARD, &before);
    assert_eq!(came, ["name = \"31-90\"", "when.days_overdue = { from = 31, to = 90 }"]);
    assert!(gone.contains(&"largest_count = 8".to_owned()), "{gone:?}");

    let last = edit(STANDARD, &Change::Join { band: 6, side: Side::Before }).expect("joined");
    assert_eq!(names(&last).last().map(String::as_str), Some("over-180"));
    assert!(load(&last).bands().last().expect("a band").when.days_overdue == Bounds::default());
    assert!(last.ends_with("first_due_days = 30\n") && !last.ends_with("\n\n"));
    let after = edit(STANDARD, &Change::Join { band: 0, side: Side::After }).expect("joined");
    assert_eq!(names(&after)[0], "1-30");
}

#[test]
fn a_name_of_somebody_s_own_stays() {
    let own = STANDARD.replacen("name = \"16-30\"", "name = \"jovens\"", 1);

    let new = edit(&own, &split(1, 20)).expect("it is split");

    assert_eq!(names(&new)[1..3], ["16-19", "jovens"]);
    let taken = own.replacen("name = \"1-15\"", "name = \"16-19\"", 1);
    let new = edit(&taken, &split(1, 20)).expect("it is split");
    assert_eq!(names(&new)[..3], ["16-19", "16-19-2", "jovens"]);
}

#[test]
fn rungs_come_go_and_change_places_in_lines_of_their_own() {
    let add = |at, part, rung| edit(STANDARD, &rungs(0, part, Act::Add { at, rung }));
    let two =
        "  { charges = \"0\", principal = \"0\" },\n  { charges = \"50\", principal = \"0\" },\n";
    let first = "ladder = [\n".to_owned() + two;

    let new = add(2, Part::Cash, rung(80, 0)).expect("at the end");
    let line = "  { charges = \"80\", principal = \"0\" },\n";
    assert_eq!(new, STANDARD.replacen(&first, &format!("{first}{line}"), 1));
    let new = add(1, Part::Cash, rung(25, 0)).expect("between");
    let between = two.replacen('\n', "\n  { charges = \"25\", principal = \"0\" },\n", 1);
    assert_eq!(new, STANDARD.replacen(&first, &format!("ladder = [\n{between}"), 1));
    let gone = edit(&new, &rungs(0, Part::Cash, Act::Remove { at: 1 }));
    assert_eq!(gone.as_deref(), Ok(STANDARD));

    let short = "ladder = [{ charges = \"0\", principal = \"0\" }]";
    let new = add(1, Part::Plan, rung(50, 0)).expect("beside");
    let longer = short.replace('}', "}, { charges = \"50\", principal = \"0\" }");
    assert_eq!(new, STANDARD.replacen(short, &longer, 1));
    let swapped = edit(&new, &rungs(0, Part::Plan, Act::Swap { at: 0 })).expect("swapped");
    let turned =
        "[{ charges = \"50\", principal = \"0\" }, { charges = \"0\", principal = \"0\" }]";
    assert!(swapped.contains(turned), "{swapped}");
    for at in [0, 1] {
        let gone = edit(&swapped, &rungs(0, Part::Plan, Act::Remove { at })).expect("gone");
        let kept = rung(if at == 0 { 0 } else { 50 }, 0);
        let ladder = read(&gone).expect("a policy")[0].ladders[1].clone();
        assert_eq!(ladder, Some(vec![Some(kept)]));
        assert!(gone.contains("ladder = [{ charges"), "{gone}");
    }
}

#[test]
fn comments_beside_rungs_stay() {
    let noted = STANDARD.replacen(
        "  { charges = \"50\", principal = \"0\" },\n",
        "  { charges = \"50\", principal = \"0\" } # metade\n",
        1,
    );

    let new = edit(&noted, &rungs(0, Part::Cash, Act::Add { at: 2, rung: rung(80, 0) }));

    let new = new.expect("it is put in");
    let lines = "  { charges = \"50\", principal = \"0\" }, # metade\n  { charges = \"80\"";
    assert!(new.contains(lines), "{new}");
}

#[test]
fn what_is_not_there_or_makes_no_sense_changes_nothing() {
    let add = Act::Add { at: 9, rung: rung(0, 0) };
    for (change, why) in [
        (split(9, 45), Wrong::Unknown),
        (split(2, 31), Wrong::Day),
        (split(2, 61), Wrong::Day),
        (split(6, 366), Wrong::Day),
        (Change::Join { band: 0, side: Side::Before }, Wrong::Unknown),
        (Change::Join { band: 6, side: Side::After }, Wrong::Unknown),
        (rungs(0, Part::Cash, add), Wrong::Unknown),
        (rungs(0, Part::Cash, Act::Swap { at: 1 }), Wrong::Unknown),
        (rungs(0, Part::Plan, Act::Remove { at: 0 }), Wrong::LastRung),
        (rungs(9, Part::Plan, Act::Remove { at: 0 }), Wrong::Unknown),
    ] {
        assert_eq!(edit(STANDARD, &change), Err(why), "{change:?}");
    }
}

#[test]
fn a_layout_of_somebody_s_own_is_left_alone() {
    let apart = STANDARD.replacen(
        "when.days_overdue = { from = 31, to = 60 }",
        "when.days_overdue.from = 31\nwhen.days_overdue.to = 60",
        1,
    );
    assert_eq!(edit(&apart, &split(2, 45)), Err(Wrong::Layout));
    assert!(edit(&apart, &split(1, 20)).is_ok(), "its neighbours are as ours are");
    let tables = "[[band]]\nname = \"a\"\n[band.cash]\nwithin_days = 3\n[[band.cash.ladder]]\n\
        charges = \"0\"\n[[band.cash.ladder]]\ncharges = \"50\"\n";
    for act in [Act::Remove { at: 0 }, Act::Swap { at: 0 }, Act::Add { at: 1, rung: rung(1, 0) }] {
        assert_eq!(edit(tables, &rungs(0, Part::Cash, act)), Err(Wrong::Layout), "{act:?}");
    }
    assert_eq!(edit("band = [", &split(0, 3)), Err(Wrong::Layout));
    assert_eq!(edit("band = 3", &split(0, 3)), Err(Wrong::Unknown));
    assert_eq!(read("band = 3"), None);
}

#[test]
fn a_section_between_two_bands_stays_where_it_is() {
    let moved = STANDARD.replacen("[after_broken]\n", "[nothing]\n", 1);
    let (before, rest) = moved.split_once("[nothing]\n").expect("a section");
    let (section, rest) = rest.split_once("\n[hardship]").expect("the next");
    let text = format!("{before}[hardship]{rest}");
    let at = text.find("[[band]]\nname = \"31-60\"").expect("a band");
    let text = [&text[..at], "# Aqui.\n[after_broken]\n", section, "\n", &text[at..]].concat();
    assert!(Policy::load(&Source::new("policy.toml", text.clone())).is_ok());

    let new = edit(&text, &Change::Join { band: 1, side: Side::Before }).expect("joined");

    assert!(new.contains("# Aqui.\n[after_broken]\n"), "{new}");
    assert_eq!(names(&new)[..2], ["1-30", "31-60"]);
}

#[test]
fn bands_are_known_again_by_name_or_by_their_days() {
    let old = read(STANDARD).expect("a policy");
    let halves = read(&edit(STANDARD, &split(2, 40)).expect("split")).expect("a policy");

    let known = same(&old, &halves);

    let wanted = [Some(0), Some(1), None, Some(2), Some(3), Some(4), Some(5), Some(6)];
    assert_eq!(known, wanted, "the longer half is the old one");
    assert_eq!(
        same(&halves, &old),
        [Some(0), Some(1), Some(3), Some(4), Some(5), Some(6), Some(7)]
    );
}
