//! What the ways of an experiment change, told against how things are without it.
//!
//! A way's own flow or policy stands here in the place of the one that everybody has, under that one's
//! name, so that what differs is told step by step and limit by limit.

use std::collections::BTreeSet;

use toml::de::DeTable;
use toml::{Table, Value};

use crate::domain::content::release::Changes;
use crate::domain::content::{Content, Files};
use crate::domain::experiment::{Arm, Experiment, FOLDER, variant};
use crate::domain::problem::Source;

/// The folder of flows.
pub(super) const FLOWS: &str = "flows/";

/// The folder of policies.
pub(in crate::app::tuning) const POLICIES: &str = "policies/";

/// The files as a way has them: what is its own in the place of what everybody has.
pub fn armed(files: &Files, arm: &Arm) -> Files {
    let (mut armed, _) = variant::worded(files, arm);
    let own = arm.flow.as_ref().and_then(|name| file_of(files, (FLOWS, name)));
    if let Some((own, main)) = own.zip(main_flow(files)) {
        stand(&mut armed, (&own, &main));
    }
    for (from, to) in &arm.policies {
        let both = file_of(files, (POLICIES, to)).zip(file_of(files, (POLICIES, from)));
        if let Some((own, usual)) = both {
            stand(&mut armed, (&own, &usual));
        }
    }
    armed
}

/// What a way changes.
pub fn differs(files: &Files, arm: &Arm) -> Changes {
    Changes::between(files, &armed(files, arm))
}

/// The file of a flow or policy by its name.
pub fn file_of(files: &Files, (folder, name): (&str, &str)) -> Option<String> {
    let all = files.iter().filter(|(path, _)| path.starts_with(folder));
    let mut found = all.filter(|(_, text)| name_in(text).is_some_and(|it| it == name));
    found.next().map(|(path, _)| path.to_owned())
}

/// The flow that a way runs on, by its file.
pub fn flow_of(files: &Files, arm: &Arm) -> Option<String> {
    file_of(files, (FLOWS, arm.flow.as_ref()?))
}

/// The policies of a way's own, by their files.
pub fn policies_of(files: &Files, arm: &Arm) -> Vec<String> {
    arm.policies.values().filter_map(|name| file_of(files, (POLICIES, name))).collect()
}

/// The policy in whose place an experiment puts one, by its file.
pub fn usual_of(files: &Files, path: &str) -> Option<String> {
    let name = name_in(files.get(path)?)?;
    let all = files.iter().filter(|(path, _)| path.starts_with(FOLDER));
    let all = all.filter_map(|(path, it)| Experiment::load(&Source::new(path, it)).ok());
    let mut pairs = all.flat_map(|it| it.arms).flat_map(|arm| arm.policies);
    let (from, _) = pairs.find(|(_, to)| *to == name)?;
    file_of(files, (POLICIES, &from))
}

/// True where an experiment's text has a way that gives a policy to somebody, which the text before did
/// not give.
pub fn gives_policy(before: Option<&str>, text: &str) -> bool {
    let given = |text: &str| -> BTreeSet<String> {
        let file: Table = text.parse().unwrap_or_default();
        let arms = file.get("arms").and_then(Value::as_table);
        let policies = arms.into_iter().flat_map(Table::values).filter_map(|it| it.get("policies"));
        policies.map(ToString::to_string).collect()
    };
    !given(text).is_subset(&before.map(given).unwrap_or_default())
}

/// The flow that everybody has, by its file.
pub(super) fn main_flow(files: &Files) -> Option<String> {
    let main = Content::of(files).ok()?.flow()?.file.clone();
    files.paths().find(|path| files.shown(path) == main).map(str::to_owned)
}

/// The name that a flow or a policy gives itself.
pub(in crate::app::tuning) fn name_in(text: &str) -> Option<String> {
    text.parse::<Table>().ok()?.get("name")?.as_str().map(str::to_owned)
}

/// A flow or a policy under another name; every other byte stays.
pub(super) fn renamed(text: &str, name: &str) -> Option<String> {
    let place = DeTable::parse(text).ok()?.get_ref().get("name")?.span();
    let mut new = text.to_owned();
    new.replace_range(place, &Value::String(name.to_owned()).to_string());
    Some(new)
}

fn stand(files: &mut Files, (own, usual): (&str, &str)) {
    let name = files.get(usual).and_then(name_in);
    let text = name.and_then(|name| renamed(files.get(own)?, &name));
    if let Some(text) = text {
        files.put(usual, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::content;

    #[test]
    fn who_gives_a_policy_by_hand_is_noticed() {
        let one = "[arms.b]\n[arms.b.policies]\nstandard = 'softer'\n";

        assert!(gives_policy(None, one));
        assert!(gives_policy(Some(one), &one.replace("softer", "softest")));
        assert!(gives_policy(Some("= broken"), one));
        assert!(!gives_policy(Some(one), &format!("why = 'x'\n{one}")));
        assert!(!gives_policy(Some(one), "[arms.b]\nweight = 2\n"));
    }

    #[test]
    fn what_a_way_changes_is_told_by_steps_limits_and_texts_and_not_by_names() {
        let mut files = content::own();
        let flow = files.get("flows/negotiation.toml").expect("our flow").to_owned();
        let policy = files.get("policies/standard.toml").expect("our policy").to_owned();
        let flow = renamed(&flow, "shorter").expect("a name");
        files.put("flows/shorter.toml", flow.replacen("go   = \"open\"", "go   = \"identify\"", 1));
        let policy = renamed(&policy, "softer").expect("a name");
        files.put("policies/softer.toml", policy.replacen("count = 48", "count = 36", 1));
        let mut arm = Arm { name: "b".to_owned(), weight: 1, ..Arm::default() };
        assert!(differs(&files, &arm).files.is_empty());

        arm.flow = Some("shorter".to_owned());
        arm.policies.insert("standard".to_owned(), "softer".to_owned());
        let changes = differs(&files, &arm);

        let told: Vec<_> =
            changes.files.iter().map(|it| (it.path.as_str(), it.items.len())).collect();
        assert_eq!(told, [("flows/negotiation.toml", 1), ("policies/standard.toml", 1)]);
        assert_eq!(changes.files[0].items[0].name, "hello");
        assert_eq!(changes.files[1].items[0].name, "ceilings.count");
        assert_eq!(flow_of(&files, &arm).as_deref(), Some("flows/shorter.toml"));
        assert_eq!(policies_of(&files, &arm), ["policies/softer.toml"]);
        arm.flow = Some("nothing".to_owned());
        assert_eq!(differs(&files, &arm).files.len(), 1, "what is not there changes nothing");
    }
}
