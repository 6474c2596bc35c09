//! Holds a policy file against itself; only what has no problem becomes a policy.
//!
//! Every problem is found in one pass: those of the notation by `reader`, of single values here,
//! of ladders and limits by [`terms`], of the bands' conditions by [`bands`]; [`warnings`] tells
//! what is allowed but odd. A new check is a function that adds to the report, a text under
//! `problem-<code>` and a fixture under `tests/fixtures/problems/`.

mod bands;
mod terms;
mod warnings;

use toml::Spanned;

use super::draft::{self, BandDraft, Draft, DueDateDraft, ExtraDraft, LadderDraft, value};
use super::policy::{
    Band, Cash, Ceilings, DueDateLimits, Extra, Keeping, Ladder, Negotiating, Plan, Policy, Rung,
};
use super::reader::{Leaf, Report, Table, parse};
use crate::domain::problem::{Problem, Source};

/// The longest that the law lets a debt be collected, in years (CC art. 206).
const LONGEST_PRESCRIPTION: u32 = 5;

/// Reads and checks a file.
pub(super) fn load(source: &Source) -> Result<Policy, Vec<Problem>> {
    let report = Report::new(source);
    let Some(file) = parse(&report) else { return Err(report.into_problems()) };
    let whole = 0..source.text.len();
    let draft = draft::read(&report, Table::new(&report, file.get_ref(), 0..0, String::new()));
    singles(&report, &draft);
    terms::check(&report, &draft);
    bands::check(&report, &draft, whole);
    let policy = if report.is_clean() { build(draft) } else { None };
    let Some(mut policy) = policy else { return Err(report.into_problems()) };
    policy.warnings = warnings::find(source, &policy);
    Ok(policy)
}

/// Values that are wrong by themselves or against one neighbour.
fn singles(report: &Report<'_>, draft: &Draft) {
    positive(report, "version", &draft.version);
    positive(report, "prescribed_after_years", &draft.prescribed_after_years);
    if let Some(years) = &draft.prescribed_after_years
        && *years.get_ref() > LONGEST_PRESCRIPTION
    {
        let problem = report.source().problem_at("policy-prescription-too-long", years.span());
        report.add(problem.with("years", years.get_ref()).with("limit", LONGEST_PRESCRIPTION));
    }
    if let (Some(rules), Some(chronic)) = (&draft.segments, value(&draft.chronic_late_from))
        && rules.temporary_late_at_most >= chronic
    {
        let span = draft.chronic_late_from.as_ref().map_or(0..0, Spanned::span);
        let problem = report.source().problem_at("policy-segments-overlap", span);
        let problem = problem.with("temporary", rules.temporary_late_at_most);
        report.add(problem.with("chronic", chronic));
    }
    due_date(report, &draft.due_date);
    positive(report, "silence.after_hours", &draft.silence_hours);
    positive(report, "silence.per_week", &draft.silence_per_week);
    positive(report, "hardship.count_times", &draft.hardship_count_times);
    positive(report, "hardship.min_instalment", &draft.hardship_min_instalment);
    positive(report, "hardship.first_due_days", &draft.hardship_first_due);
    if let Some((late, broken)) = draft.tolerance_days.as_ref().zip(draft.broken_days.as_ref()) {
        broken_late(report, late, broken);
    }
}

/// The furthest that a next instalment may move: the one after it follows in a month.
const FURTHEST_MOVE: u32 = 27;

/// A move that is granted must lead somewhere, and never past the next instalment.
fn due_date(report: &Report<'_>, draft: &DueDateDraft) {
    let DueDateLimits { times, max_days, cash_days, day_of_month } = draft.limits();
    let moves = max_days > 0 || cash_days > 0 || day_of_month;
    if let Some(leaf) = draft.times.as_ref().filter(|_| (times > 0) != moves) {
        report.add(
            report.source().problem_at("policy-due-date-idle", leaf.span()).with("times", times),
        );
    }
    for (key, leaf) in [("max_days", &draft.max_days), ("cash_days", &draft.cash_days)] {
        if let Some(leaf) = leaf.as_ref().filter(|leaf| *leaf.get_ref() > FURTHEST_MOVE) {
            let problem = report.source().problem_at("policy-due-date-too-far", leaf.span());
            let problem = problem.with("key", key).with("days", leaf.get_ref());
            report.add(problem.with("limit", FURTHEST_MOVE));
        }
    }
}

/// A breach may not come before the tolerance ends.
fn broken_late(report: &Report<'_>, tolerance: &Spanned<u32>, broken: &Spanned<u32>) {
    if broken.get_ref() < tolerance.get_ref() {
        let problem = report.source().problem_at("policy-broken-before-tolerance", broken.span());
        let problem = problem.with("broken", broken.get_ref());
        report.add(problem.with("tolerance", tolerance.get_ref()));
    }
}

fn positive<T: PartialOrd + Default>(report: &Report<'_>, key: &'static str, leaf: &Leaf<T>) {
    if let Some(leaf) = leaf
        && *leaf.get_ref() <= T::default()
    {
        let problem = report.source().problem_at("policy-not-positive", leaf.span());
        report.add(problem.with("key", key));
    }
}

fn build(draft: Draft) -> Option<Policy> {
    let (name, version) = (value(&draft.name)?, value(&draft.version)?);
    Some(Policy {
        reference: format!("{name}@{version}"),
        name,
        version,
        contact_above: value(&draft.contact_above)?,
        prescribed_after_years: value(&draft.prescribed_after_years)?,
        negotiating: Negotiating {
            concessions: value(&draft.concessions)?,
            remembered_days: value(&draft.remembered_days)?,
            valid_days: value(&draft.valid_days)?,
        },
        keeping: Keeping {
            tolerance_days: value(&draft.tolerance_days)?,
            broken_after_days: value(&draft.broken_days)?,
        },
        promise: draft.promise?,
        pause: draft.pause?,
        due_date: draft.due_date.limits(),
        silence: draft.silence,
        ceilings: Ceilings {
            charges: value(&draft.ceilings.charges)?,
            principal: value(&draft.ceilings.principal)?,
            count: value(&draft.ceilings.count)?,
        },
        agent: extra(&draft.agent)?,
        supervisor: extra(&draft.supervisor)?,
        segments: draft.segments?,
        chronic: draft.chronic?,
        after_broken: draft.after_broken?,
        hardship: draft.hardship?,
        bands: draft.bands.into_iter().map(band).collect::<Option<Vec<_>>>()?,
        warnings: Vec::new(),
    })
}

fn extra(draft: &ExtraDraft) -> Option<Extra> {
    Some(Extra {
        charges: value(&draft.charges)?,
        principal: value(&draft.principal)?,
        count: value(&draft.count)?,
    })
}

fn band(draft: BandDraft) -> Option<Band> {
    let cash = draft.cash?;
    let plan = match draft.plan {
        Some(plan) => Some(Plan {
            ladder: ladder(&plan.ladder)?,
            largest_count: value(&plan.largest_count)?,
            min_instalment: value(&plan.min_instalment)?,
            down_payment: value(&plan.down_payment)?,
            down_payment_min: value(&plan.down_payment_min)?,
            monthly_rate: value(&plan.monthly_rate)?,
            first_due_days: u32::try_from(value(&plan.first_due_days)?).ok()?,
            due_days: plan.due_days.iter().map(|day| *day.get_ref()).collect(),
            keeping: Keeping {
                tolerance_days: value(&plan.tolerance_days)?,
                broken_after_days: value(&plan.broken_after_days)?,
            },
        }),
        None => None,
    };
    Some(Band {
        name: value(&draft.name)?,
        when: draft.when.when,
        valid_days: value(&draft.valid_days)?,
        cash: Cash { within_days: value(&cash.within_days)?, ladder: ladder(&cash.ladder)? },
        plan,
    })
}

fn ladder(draft: &LadderDraft) -> Option<Ladder> {
    let rung = |rung: &draft::RungDraft| {
        Some(Rung { charges: value(&rung.charges)?, principal: value(&rung.principal)? })
    };
    draft.rungs.iter().map(rung).collect::<Option<Vec<_>>>().map(Ladder)
}

#[cfg(test)]
mod tests;
