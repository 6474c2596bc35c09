//! Contradictions of ladders, limits, ceilings and authorities.

use std::ops::Range;

use toml::Spanned;

use super::super::draft::{BandDraft, Draft, LadderDraft, PlanDraft, RungDraft, value};
use super::super::policy::Rung;
use super::super::reader::{Leaf, Report};
use super::{broken_late, positive};
use crate::domain::money::Rate;

/// Checks the terms of every band and what authorities add to them.
pub(super) fn check(report: &Report<'_>, draft: &Draft) {
    authorities(report, draft);
    for band in &draft.bands {
        validity(report, draft, band);
        if let Some(cash) = &band.cash {
            ladder(report, draft, band, &cash.ladder);
        }
        if let Some(plan) = &band.plan {
            ladder(report, draft, band, &plan.ladder);
            limits(report, draft, band, plan);
            against_cash(report, band, plan);
        }
    }
}

fn name(band: &BandDraft) -> String {
    value(&band.name).unwrap_or_default()
}

/// A supervisor may never grant less than an agent, nor principal before charges.
fn authorities(report: &Report<'_>, draft: &Draft) {
    let (agent, supervisor) = (&draft.agent, &draft.supervisor);
    let less = |key: &'static str, mine: Option<String>, theirs: Option<String>, under: bool| {
        if let (Some(mine), Some(theirs), true) = (mine, theirs, under) {
            let span = supervisor.span.clone();
            let problem = report.source().problem_at("policy-authority-under", span);
            report.add(problem.with("key", key).with("supervisor", mine).with("agent", theirs));
        }
    };
    less("charges", said(&supervisor.charges), said(&agent.charges), {
        value(&supervisor.charges) < value(&agent.charges)
    });
    less("principal", said(&supervisor.principal), said(&agent.principal), {
        value(&supervisor.principal) < value(&agent.principal)
    });
    less("count", said(&supervisor.count), said(&agent.count), {
        value(&supervisor.count) < value(&agent.count)
    });
    for extra in [agent, supervisor] {
        principal_last(report, extra.span.clone(), &extra.charges, &extra.principal);
    }
}

fn said<T: ToString>(leaf: &Leaf<T>) -> Option<String> {
    leaf.as_ref().map(|leaf| leaf.get_ref().to_string())
}

/// Charges go before principal: no principal is waived while charges are still asked.
fn principal_last(
    report: &Report<'_>,
    span: Range<usize>,
    charges: &Leaf<Rate>,
    principal: &Leaf<Rate>,
) {
    if let (Some(charges), Some(principal)) = (value(charges), value(principal))
        && !principal.is_zero()
        && charges < Rate::WHOLE
    {
        let problem = report.source().problem_at("policy-principal-before-charges", span);
        report.add(problem.with("charges", charges).with("principal", principal));
    }
}

fn validity(report: &Report<'_>, draft: &Draft, band: &BandDraft) {
    if let (Some(valid), Some(clearing)) = (&band.valid_days, value(&draft.clearing_days))
        && *valid.get_ref() < clearing
    {
        let problem = report.source().problem_at("policy-validity-too-short", valid.span());
        let problem = problem.with("band", name(band)).with("days", valid.get_ref());
        report.add(problem.with("clearing", clearing));
    }
}

fn rung(draft: &RungDraft) -> Option<Rung> {
    Some(Rung { charges: value(&draft.charges)?, principal: value(&draft.principal)? })
}

fn ladder(report: &Report<'_>, draft: &Draft, band: &BandDraft, ladder: &LadderDraft) {
    let Some(floor) = ladder.rungs.last() else {
        let problem = report.source().problem_at("policy-empty-ladder", ladder.span.clone());
        report.add(problem.with("band", name(band)));
        return;
    };
    order(report, band, ladder, floor);
    for step in &ladder.rungs {
        principal_last(report, step.span.clone(), &step.charges, &step.principal);
        let granted = Granted { band, who: "bot", place: step.span.clone() };
        granted.under(report, "charges", value(&step.charges), &draft.ceilings.charges);
        granted.under(report, "principal", value(&step.principal), &draft.ceilings.principal);
    }
    for (who, extra) in [("agent", &draft.agent), ("supervisor", &draft.supervisor)] {
        let granted = Granted { band, who, place: extra.span.clone() };
        let principal = value(&floor.principal).zip(value(&extra.principal));
        let principal = principal.map(|(own, more)| own.as_fraction() + more.as_fraction());
        granted.under(report, "charges", value(&extra.charges), &draft.ceilings.charges);
        let principal = principal.map(Rate::fraction);
        granted.under(report, "principal", principal, &draft.ceilings.principal);
    }
}

/// No rung may concede less than the one before, nor the last less than the first.
fn order(report: &Report<'_>, band: &BandDraft, ladder: &LadderDraft, floor: &RungDraft) {
    let at = |code, place: &RungDraft| {
        report.source().problem_at(code, place.span.clone()).with("band", name(band))
    };
    let pairs = ladder.rungs.iter().zip(ladder.rungs.iter().skip(1));
    for (number, (before, after)) in (2..).zip(pairs) {
        if let Some((less, than)) = rung(after).zip(rung(before)).filter(|(a, b)| !a.covers(*b)) {
            let problem = at("policy-rung-concedes-less", after).with("rung", number);
            report.add(problem.with("before", show(than)).with("now", show(less)));
        }
    }
    let ends = rung(floor).zip(ladder.rungs.first().and_then(rung));
    if let Some((floor_rung, opening)) = ends.filter(|(floor, opening)| !floor.covers(*opening)) {
        let problem = at("policy-floor-above-opening", floor);
        report.add(problem.with("opening", show(opening)).with("floor", show(floor_rung)));
    }
}

fn show(rung: Rung) -> String {
    format!("{}/{}", rung.charges, rung.principal)
}

/// What somebody is granted in a band, and where that is written.
struct Granted<'a> {
    band: &'a BandDraft,
    who: &'static str,
    place: Range<usize>,
}

impl Granted<'_> {
    /// Reports what lies above its ceiling.
    fn under(
        &self,
        report: &Report<'_>,
        key: &'static str,
        granted: Option<Rate>,
        most: &Leaf<Rate>,
    ) {
        if let Some((granted, most)) = granted.zip(value(most)).filter(|(it, most)| it > most) {
            let problem = report.source().problem_at("policy-ceiling-crossed", self.place.clone());
            let problem = problem.with("band", name(self.band)).with("who", self.who);
            report.add(problem.with("key", key).with("value", granted).with("ceiling", most));
        }
    }
}

fn limits(report: &Report<'_>, draft: &Draft, band: &BandDraft, plan: &PlanDraft) {
    let at = |code, span| report.source().problem_at(code, span).with("band", name(band));
    positive(report, "min_instalment", &plan.min_instalment);
    if let Some(count) = &plan.largest_count {
        if *count.get_ref() < 2 {
            report.add(at("policy-count-too-small", count.span()).with("count", count.get_ref()));
        }
        counts(report, draft, band, count);
    }
    if let (Some(least), Some(most)) = (&plan.min_instalment, band.when.when.balance.to)
        && least.get_ref().times(2) > most
    {
        let problem = at("policy-minimum-unreachable", least.span());
        report.add(problem.with("minimum", least.get_ref()).with("balance", most));
    }
    if let Some(days) = &plan.first_due_days
        && u32::try_from(*days.get_ref()).unwrap_or(0) == 0
    {
        report.add(at("policy-first-due-past", days.span()).with("days", days.get_ref()));
    }
    for day in plan.due_days.iter().filter(|day| !(1..=31).contains(day.get_ref())) {
        report.add(at("policy-no-such-day", day.span()).with("day", day.get_ref()));
    }
    let own = plan.tolerance_days.as_ref().zip(plan.broken_after_days.as_ref());
    let usual = draft.tolerance_days.as_ref().zip(draft.broken_days.as_ref());
    if let Some((tolerance, broken)) = own
        && usual.map(|(_, usual)| usual.span()) != Some(broken.span())
    {
        broken_late(report, tolerance, broken);
    }
}

/// The largest count, hardship and authority on top, may not cross the ceiling.
fn counts(report: &Report<'_>, draft: &Draft, band: &BandDraft, count: &Spanned<u32>) {
    let Some(most) = value(&draft.ceilings.count) else { return };
    let times = value(&draft.hardship_count_times).unwrap_or(1).max(1);
    let extra = value(&draft.supervisor.count).unwrap_or(0);
    let granted = count.get_ref().saturating_mul(times).saturating_add(extra);
    if granted > most {
        let problem = report.source().problem_at("policy-ceiling-crossed", count.span());
        let problem = problem.with("band", name(band)).with("key", "count");
        let problem = problem.with("who", "supervisor");
        report.add(problem.with("value", granted).with("ceiling", most));
    }
}

/// Paying at once may never be dearer than paying in parts.
fn against_cash(report: &Report<'_>, band: &BandDraft, plan: &PlanDraft) {
    let Some(cash) = &band.cash else { return };
    let floor = |ladder: &LadderDraft| ladder.rungs.last().and_then(rung);
    if let (Some(once), Some(parts)) = (floor(&cash.ladder), floor(&plan.ladder))
        && !once.covers(parts)
    {
        let span = plan.ladder.rungs.last().map_or(band.span.clone(), |rung| rung.span.clone());
        let problem = report.source().problem_at("policy-plan-above-cash", span);
        let problem = problem.with("band", name(band)).with("cash", show(once));
        report.add(problem.with("plan", show(parts)));
    }
}
