//! A step of a draft's flow as a form: where it leads and how it behaves, value by value.
//!
//! Each value is the bytes where it stands in the file; saving exchanges those alone, so that comments
//! and every other byte stay. What a form does not hold (conditions, what a question fills) is written
//! in the file.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::drafts;
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::Who;
use crate::domain::content::{Content, Files};
use crate::domain::dialogue::Flow;
use crate::domain::dialogue::effect::Priority;
use crate::domain::dialogue::step::{Kind, Step};
use crate::domain::problem::{Problem, Source};

/// A step as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file it stands in.
    pub path: String,
    /// The line at which it begins, from 1.
    pub line: usize,
    /// What it does, by the code of files.
    pub kind: String,
    /// What can be changed.
    pub fields: Vec<Field>,
    /// Where it stands in the file's bytes.
    place: Range<usize>,
}

/// One value of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The way to it in the step, such as `go` or `options.0.go`.
    pub name: String,
    /// What stands there; empty where nothing does.
    pub value: String,
    /// What may stand there.
    pub takes: Takes,
    /// The text of the choice that it belongs to, or the condition as it is written.
    pub label: Option<String>,
}

/// What a value may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A step of the flow.
    Step,
    /// A step of the flow, or nothing.
    MaybeStep,
    /// A text that is said where an answer was not understood, or nothing.
    MaybeText,
    /// Yes or no.
    Flag,
    /// How soon a human is needed, or nothing.
    Priority,
}

/// What stands at a place of a step, and where.
struct Found<'t> {
    table: &'t DeTable<'t>,
    place: Range<usize>,
}

/// The flow that everybody has, with the path of its file; none where it cannot be read.
pub fn main(files: &Files) -> Option<(String, Flow)> {
    let path = Content::of(files).ok()?.flow().map(|flow| flow.file.clone())?;
    let text = files.get(&path)?;
    Flow::drafted(&Source::new(path.clone(), text)).map(|flow| (path, flow))
}

/// A flow of some files by its name, be it everybody's or that of an experiment's way.
pub fn flow(files: &Files, name: &str) -> Option<(String, Flow)> {
    let main = main(files).filter(|(_, flow)| flow.name == name);
    let mut all = files.iter().filter(|(path, _)| path.starts_with("flows/"));
    let drafted = |(path, text): (&str, &str)| {
        let flow = Flow::drafted(&Source::new(path, text)).filter(|flow| flow.name == name);
        flow.map(|flow| (path.to_owned(), flow))
    };
    main.or_else(|| all.find_map(drafted))
}

/// The files with a flow in the place of everybody's, for what looks at that one alone.
pub fn with_main(files: &Files, path: &str) -> Files {
    let mut seen = files.clone();
    if let Some(((main, _), text)) = main(files).zip(files.get(path)) {
        seen.put(main, text);
    }
    seen
}

/// A step as a form shows it; none where there is no such flow or it has no such step.
pub fn sheet(files: &Files, (name, step): (&str, &str)) -> Option<Sheet> {
    let (path, flow) = flow(files, name)?;
    let compiled = flow.step(step)?;
    let text = files.get(&path)?;
    let root = DeTable::parse(text).ok()?;
    let found = find(text, root.get_ref(), step)?;
    let fields = fields((text, found.table), compiled);
    let line = text.get(..found.place.start)?.matches('\n').count() + 1;
    Some(Sheet { path, line, kind: compiled.kind.name().to_owned(), fields, place: found.place })
}

/// What may stand at a place: the steps of the flow, the texts of misunderstandings, codes.
pub fn choices(flow: &Flow, takes: Takes) -> Vec<String> {
    match takes {
        Takes::Step | Takes::MaybeStep => flow.steps.keys().cloned().collect(),
        Takes::MaybeText => {
            let of_steps = flow.steps.values().filter_map(|step| step.unclear.clone());
            let all: std::collections::BTreeSet<String> = of_steps.collect();
            all.into_iter().collect()
        }
        Takes::Flag => vec!["true".to_owned()],
        Takes::Priority => Priority::ALL.iter().map(|it| it.as_str().to_owned()).collect(),
    }
}

impl Sheet {
    /// What was read, for who saves over it.
    pub fn read(&self) -> String {
        let line = |field: &Field| format!("{}={}\n", field.name, field.value);
        Files::hash_of(&self.fields.iter().map(line).collect::<String>())
    }

    /// True where a problem stands in this step.
    pub fn holds(&self, problem: &Problem) -> bool {
        let span = problem.span.as_ref();
        problem.file == self.path && span.is_some_and(|span| self.place.contains(&span.start))
    }
}

/// Saves values of a step over what was read of them, whatever else of the file changed meanwhile.
///
/// # Errors
/// [`Refused::Stale`] where one of its values was changed since; [`Refused::Nothing`] where that changes
/// nothing, or names what the flow does not have; or as [`drafts::save`].
pub async fn save(
    app: &App,
    who: &Who,
    (draft, at): (&str, (&str, &str)),
    (read, values): (&str, &BTreeMap<String, String>),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let sheet = sheet(&opened.files, at).ok_or(Refused::Unknown)?;
    if sheet.read() != read {
        return Err(Refused::Stale.into());
    }
    let whole = changed(&opened.files, (&sheet, at), values).ok_or(Refused::Nothing)?;
    drafts::replace(app, who, &opened, (sheet.path, Some(whole))).await
}

/// The file with other values in a step; none where that is not possible or changes nothing.
fn changed(
    files: &Files,
    (sheet, (name, step)): (&Sheet, (&str, &str)),
    values: &BTreeMap<String, String>,
) -> Option<String> {
    let (_, flow) = flow(files, name)?;
    let text = files.get(&sheet.path)?;
    let wanted: Vec<Field> = sheet
        .fields
        .iter()
        .map(|field| Field {
            value: values.get(&field.name).unwrap_or(&field.value).clone(),
            ..field.clone()
        })
        .collect();
    let differ = || wanted.iter().zip(&sheet.fields).filter(|(new, old)| new.value != old.value);
    if differ().count() == 0 || differ().any(|(new, _)| !may_stand(&flow, new)) {
        return None;
    }
    let root = DeTable::parse(text).ok()?;
    let found = find(text, root.get_ref(), step)?;
    let mut edits = Vec::new();
    for (field, _) in differ() {
        edits.push(edit(text, &found, field)?);
    }
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut whole = text.to_owned();
    for (place, new) in edits {
        whole.replace_range(place, &new);
    }
    // Whatever the file looked like: what was wanted stands there now, or nothing is saved.
    let mut after = files.clone();
    after.put(sheet.path.clone(), whole.clone());
    let root = DeTable::parse(&whole).ok()?;
    let compiled = flow.step(step)?;
    let now = fields((&whole, find(&whole, root.get_ref(), step)?.table), compiled);
    (now == wanted).then_some(whole)
}

fn may_stand(flow: &Flow, field: &Field) -> bool {
    let is_known = || choices(flow, field.takes).contains(&field.value);
    match field.takes {
        Takes::Step => is_known(),
        Takes::MaybeStep | Takes::MaybeText | Takes::Flag | Takes::Priority => {
            field.value.is_empty() || is_known()
        }
    }
}

/// What is exchanged for a field's new value: where, and by what.
fn edit(text: &str, found: &Found<'_>, field: &Field) -> Option<(Range<usize>, String)> {
    let written = match field.takes {
        Takes::Flag => "true".to_owned(),
        Takes::Step | Takes::MaybeStep | Takes::MaybeText | Takes::Priority => {
            toml::Value::String(field.value.clone()).to_string()
        }
    };
    match (reach(found.table, &field.name), field.value.is_empty()) {
        (Some(value), false) => Some((value.span(), written)),
        (Some(_), true) => {
            let key = found.table.keys().find(|key| key.get_ref() == field.name.as_str())?;
            Some((line_of(text, key.span().start), String::new()))
        }
        (None, _) => {
            let kind = found.table.get("kind")?;
            let end = line_of(text, kind.span().start).end;
            Some((end..end, format!("{} = {written}\n", field.name)))
        }
    }
}

/// The whole line in which a byte stands, with its end.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let end = text.get(at..).and_then(|it| it.find('\n')).map_or(text.len(), |it| at + it + 1);
    start..end
}

fn find<'t>(text: &str, root: &'t DeTable<'t>, step: &str) -> Option<Found<'t>> {
    let steps = root.get("steps")?.get_ref().as_table()?;
    let (key, value) = steps.get_key_value(step)?;
    let start = key.span().start;
    let next = steps.keys().map(|key| key.span().start).filter(|at| *at > start).min();
    let end = next.map_or(text.len(), |at| line_of(text, at).start);
    Some(Found { table: value.get_ref().as_table()?, place: line_of(text, start).start..end })
}

/// The value at a way such as `options.0.go`.
fn reach<'t>(table: &'t DeTable<'t>, name: &str) -> Option<&'t toml::Spanned<DeValue<'t>>> {
    let Some((first, rest)) = name.split_once('.') else { return table.get(name) };
    let inner = table.get(first)?.get_ref();
    if let Some(inner) = inner.as_table() {
        return inner.get(rest);
    }
    let (number, last) = rest.split_once('.')?;
    inner.as_array()?.get(number.parse::<usize>().ok()?)?.get_ref().as_table()?.get(last)
}

fn text_at<'t>(table: &'t DeTable<'t>, name: &str) -> Option<&'t str> {
    reach(table, name)?.get_ref().as_str()
}

fn fields((text, table): (&str, &DeTable<'_>), step: &Step) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut add = |name: String, takes: Takes, label: Option<&str>| {
        let value = reach(table, &name).map(toml::Spanned::get_ref);
        let value = match takes {
            Takes::Flag => value.and_then(DeValue::as_bool).filter(|is| *is).map(|_| "true"),
            Takes::Step | Takes::MaybeStep | Takes::MaybeText | Takes::Priority => {
                value.and_then(DeValue::as_str)
            }
        };
        let (value, label) = (value.unwrap_or_default().to_owned(), label.map(str::to_owned));
        fields.push(Field { name, value, takes, label });
    };
    for (list, told) in [("options", "label"), ("branches", "when")] {
        let items = table.get(list).and_then(|it| it.get_ref().as_array());
        for number in 0..items.map_or(0, |items| items.len()) {
            let told = reach(table, &format!("{list}.{number}.{told}"));
            let label = told.and_then(|it| match it.get_ref().as_str() {
                Some(label) => Some(label),
                None => text.get(it.span()),
            });
            add(format!("{list}.{number}.go"), Takes::Step, label);
        }
    }
    for key in ["go", "heard", "otherwise"] {
        if text_at(table, key).is_some() {
            add(key.to_owned(), Takes::Step, None);
        }
    }
    for inner in ["on", "hear"] {
        let keys = table.get(inner).and_then(|it| it.get_ref().as_table());
        let mut keys: Vec<&toml::Spanned<_>> = keys.into_iter().flat_map(DeTable::keys).collect();
        keys.sort_by_key(|key| key.span().start);
        for key in keys {
            add(format!("{inner}.{}", key.get_ref()), Takes::Step, None);
        }
    }
    if step.asks() {
        add("given_up".to_owned(), Takes::MaybeStep, None);
        add("unclear".to_owned(), Takes::MaybeText, None);
        add("quiet".to_owned(), Takes::Flag, None);
    }
    for (name, takes) in own(&step.kind) {
        add((*name).to_owned(), *takes, None);
    }
    fields
}

/// What only one kind of step has.
const fn own(kind: &Kind) -> &'static [(&'static str, Takes)] {
    match kind {
        Kind::Offer { .. } => &[("at_once", Takes::Flag)],
        Kind::Pay { .. } => &[("whole", Takes::Flag)],
        Kind::Handoff { .. } => &[("priority", Takes::Priority)],
        Kind::End { .. } => &[("closed", Takes::Flag)],
        Kind::Ask(_)
        | Kind::Identify { .. }
        | Kind::Confirm { .. }
        | Kind::Promise { .. }
        | Kind::Undo { .. }
        | Kind::DueDate { .. }
        | Kind::Pause { .. }
        | Kind::Callback { .. }
        | Kind::Dispute { .. }
        | Kind::Claim { .. }
        | Kind::Note { .. }
        | Kind::Debts { .. }
        | Kind::Say { .. }
        | Kind::Decide { .. }
        | Kind::Resend { .. }
        | Kind::Status { .. }
        | Kind::Back { .. }
        | Kind::Act { .. }
        | Kind::Tell { .. } => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::content::CONDUCT;

    const PATH: &str = "flows/negotiation.toml";

    const NAME: &str = "negotiation";

    fn files() -> Files {
        let mut files = Files::default();
        for path in [PATH, CONDUCT] {
            files.put(path, std::fs::read_to_string(path).expect("a file of ours"));
        }
        files
    }

    fn with(step: &str, values: &[(&str, &str)]) -> Option<String> {
        let files = files();
        let sheet = sheet(&files, (NAME, step)).expect("a step of ours");
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        changed(&files, (&sheet, (NAME, step)), &values.collect())
    }

    #[test]
    fn one_value_changes_and_every_other_byte_stays() {
        let old = files().get(PATH).expect("a flow").to_owned();

        let new = with("hello", &[("go", "identify")]).expect("another way");
        let from = "say  = \"open-greeting\"\ngo   = \"open\"";
        assert_eq!(new, old.replacen(from, "say  = \"open-greeting\"\ngo   = \"identify\"", 1));
        let new = with("open", &[("options.1.go", "human"), ("hear.busy_now", "human")]);
        let wanted = old
            .replacen(
                "\"label-not-me\", go = \"wrong_person\"",
                "\"label-not-me\", go = \"human\"",
                1,
            )
            .replacen("busy_now = \"busy\", refuse", "busy_now = \"human\", refuse", 1);
        assert_eq!(new, Some(wanted));
    }

    #[test]
    fn what_may_be_absent_comes_and_goes_in_a_line_of_its_own() {
        let old = files().get(PATH).expect("a flow").to_owned();

        let new = with("choose", &[("given_up", "human"), ("quiet", "")]).expect("changed");
        let wanted = old.replacen(
            "kind  = \"ask\"\nsay   = \"menu-options\"\nquiet = true\n",
            "kind  = \"ask\"\ngiven_up = \"human\"\nsay   = \"menu-options\"\n",
            1,
        );
        assert_eq!(new, wanted);
    }

    #[test]
    fn a_flow_of_an_experiment_s_way_is_found_by_its_name_and_not_mixed_up_with_everybody_s() {
        let mut files = files();
        let own = files.get(PATH).expect("a flow").replacen("\"negotiation\"", "\"another\"", 1);
        let own = own.replacen("go   = \"open\"", "go   = \"identify\"", 1);
        files.put("flows/another.toml", own.clone());

        let sheet = sheet(&files, ("another", "hello")).expect("a form");

        assert_eq!(sheet.path, "flows/another.toml");
        assert!(sheet.fields.iter().any(|field| field.value == "identify"));
        assert!(main(&files).is_some_and(|(path, _)| path == PATH));
        assert_eq!(with_main(&files, "flows/another.toml").get(PATH), Some(own.as_str()));
        assert!(flow(&files, "nothing").is_none());
    }

    #[test]
    fn nothing_is_changed_by_what_the_flow_does_not_have() {
        for (step, name, value) in [
            ("hello", "go", "nowhere"),
            ("hello", "go", ""),
            ("hello", "go", "open"),
            ("hello", "kind", "end"),
            ("locked", "priority", "soonest"),
            ("choose", "unclear", "web-title"),
        ] {
            assert_eq!(with(step, &[(name, value)]), None, "{step} {name} {value}");
        }
    }

    #[test]
    fn only_a_step_that_asks_may_misunderstand_an_answer() {
        let names = |step: &str| -> Vec<String> {
            let fields = sheet(&files(), ("negotiation", step)).expect("a step of ours").fields;
            fields.into_iter().map(|field| field.name).collect()
        };

        assert!(names("choose").contains(&"unclear".to_owned()));
        assert_eq!(names("busy"), ["on.resumed"]);
    }

    #[test]
    fn every_step_of_ours_is_a_form_whose_every_target_can_be_changed() {
        let files = files();
        let (_, flow) = flow(&files, NAME).expect("a flow");

        for (name, step) in &flow.steps {
            let sheet = sheet(&files, (NAME, name)).expect("a form");
            for to in step.targets() {
                assert!(sheet.fields.iter().any(|field| field.value == to), "{name}: {to}");
            }
            let targets = sheet.fields.iter().filter(|field| field.takes == Takes::Step);
            for field in targets.filter(|field| field.value != "human") {
                assert!(with(name, &[(&field.name, "human")]).is_some(), "{name}: {}", field.name);
            }
        }
    }
}
