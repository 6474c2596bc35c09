//! Contradictions among the bands' conditions.
//!
//! Bands are tried in order, so an earlier band may be a narrower exception of a later one as
//! long as it asks for something more (a product, a reason). Two bands that ask for the same
//! things and whose ranges share a value are a mistake of the table: nobody could tell by
//! reading it which of them applies.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::draft::{BandDraft, Draft, value};
use super::super::policy::{Bounds, When};
use super::super::reader::Report;

/// Checks names, reach and order of the bands.
pub(super) fn check(report: &Report<'_>, draft: &Draft, whole: Range<usize>) {
    let Some(last) = draft.bands.last() else {
        report.add(report.source().problem_at("policy-no-bands", whole.end..whole.end));
        return;
    };
    if last.when.written && !last.when.when.is_open() || last.when.impossible().is_some() {
        let problem = report.source().problem_at("policy-missing-last-band", last.span.clone());
        report.add(problem.with("band", name(last)));
    }
    names(report, draft);
    for (index, band) in draft.bands.iter().enumerate() {
        ranges(report, draft, band);
        let earlier = draft.bands.iter().take(index);
        let mut earlier = earlier.filter(|earlier| !empty(&earlier.when.when));
        let hides = |earlier: &&BandDraft| earlier.when.when.contains(&band.when.when);
        if let Some(hiding) = earlier.clone().find(hides) {
            unreachable(report, band, &name(hiding));
        } else if let Some(other) = earlier.find(|other| overlap(&other.when.when, &band.when.when))
        {
            let problem =
                report.source().problem_at("policy-overlapping-bands", band.when.span.clone());
            report.add(problem.with("band", name(band)).with("other", name(other)));
        }
    }
}

fn name(band: &BandDraft) -> String {
    value(&band.name).unwrap_or_default()
}

fn names(report: &Report<'_>, draft: &Draft) {
    let mut seen = BTreeMap::new();
    for name in draft.bands.iter().filter_map(|band| band.name.as_ref()) {
        if let Some(before) = seen.insert(name.get_ref(), name.span()) {
            let line = report.source().problem_at("policy-duplicate-band", before).line;
            let problem = report.source().problem_at("policy-duplicate-band", name.span());
            let problem = problem.with("band", name.get_ref());
            report.add(problem.with("first", line.unwrap_or_default()));
        }
    }
}

fn unreachable(report: &Report<'_>, band: &BandDraft, because: &str) {
    let problem = report.source().problem_at("policy-unreachable-band", band.when.span.clone());
    report.add(problem.with("band", name(band)).with("because", because));
}

/// Ranges that hold for nothing, and days on which no offer is made at all.
fn ranges(report: &Report<'_>, draft: &Draft, band: &BandDraft) {
    if let Some((key, from, to)) = band.when.impossible() {
        let problem = report.source().problem_at("policy-empty-range", band.when.span.clone());
        let problem = problem.with("band", name(band)).with("key", key);
        report.add(problem.with("from", from).with("to", to));
        return;
    }
    let days = band.when.when.days_overdue;
    let years = value(&draft.prescribed_after_years).unwrap_or(u32::MAX);
    let never = days.to == Some(0)
        || days.from.is_some_and(|from| from > years.saturating_mul(366))
        || lists_nothing(&band.when.when);
    if never {
        unreachable(report, band, "none");
    }
}

fn lists_nothing(when: &When) -> bool {
    when.products.as_ref().is_some_and(Vec::is_empty)
        || when.creditors.as_ref().is_some_and(Vec::is_empty)
        || when.segments.as_ref().is_some_and(Vec::is_empty)
        || when.reasons.as_ref().is_some_and(Vec::is_empty)
}

fn empty(when: &When) -> bool {
    lists_nothing(when) || crossed(when).is_some()
}

fn crossed(when: &When) -> Option<(&'static str, String, String)> {
    fn ends<T: PartialOrd + Copy + ToString>(bounds: Bounds<T>) -> Option<(String, String)> {
        match (bounds.from, bounds.to) {
            (Some(from), Some(to)) if from > to => Some((from.to_string(), to.to_string())),
            (Some(_) | None, Some(_) | None) => None,
        }
    }
    let keyed = |key, ends: Option<(String, String)>| ends.map(|(from, to)| (key, from, to));
    keyed("days_overdue", ends(when.days_overdue))
        .or_else(|| keyed("balance", ends(when.balance)))
        .or_else(|| keyed("broken_agreements", ends(when.broken_agreements)))
        .or_else(|| keyed("prior_offers", ends(when.prior_offers)))
}

impl super::draft::WhenDraft {
    fn impossible(&self) -> Option<(&'static str, String, String)> {
        crossed(&self.when)
    }
}

/// True where both bands ask for the same things and some value satisfies both.
fn overlap(earlier: &When, later: &When) -> bool {
    let alike = |a: bool, b: bool| a == b;
    let same_keys = alike(earlier.days_overdue.is_open(), later.days_overdue.is_open())
        && alike(earlier.balance.is_open(), later.balance.is_open())
        && alike(earlier.broken_agreements.is_open(), later.broken_agreements.is_open())
        && alike(earlier.prior_offers.is_open(), later.prior_offers.is_open());
    same_keys
        && shares(earlier.products.as_deref(), later.products.as_deref())
        && shares(earlier.creditors.as_deref(), later.creditors.as_deref())
        && shares(earlier.segments.as_deref(), later.segments.as_deref())
        && shares(earlier.reasons.as_deref(), later.reasons.as_deref())
        && earlier.days_overdue.meets(&later.days_overdue)
        && earlier.balance.meets(&later.balance)
        && earlier.broken_agreements.meets(&later.broken_agreements)
        && earlier.prior_offers.meets(&later.prior_offers)
}

/// Both lists absent, or both there with a member in common.
fn shares<T: PartialEq>(earlier: Option<&[T]>, later: Option<&[T]>) -> bool {
    match (earlier, later) {
        (None, None) => true,
        (Some(earlier), Some(later)) => earlier.iter().any(|member| later.contains(member)),
        (Some(_), None) | (None, Some(_)) => false,
    }
}

impl When {
    /// True where nothing is asked for.
    pub(in super::super) fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// True where whoever meets the other's conditions meets these.
    fn contains(&self, other: &Self) -> bool {
        self.days_overdue.contains(&other.days_overdue)
            && self.balance.contains(&other.balance)
            && self.broken_agreements.contains(&other.broken_agreements)
            && self.prior_offers.contains(&other.prior_offers)
            && lists(self.products.as_deref(), other.products.as_deref())
            && lists(self.creditors.as_deref(), other.creditors.as_deref())
            && lists(self.segments.as_deref(), other.segments.as_deref())
            && lists(self.reasons.as_deref(), other.reasons.as_deref())
    }
}

/// True where a list, absent meaning anything, names all that the other names.
fn lists<T: PartialEq>(wide: Option<&[T]>, narrow: Option<&[T]>) -> bool {
    match (wide, narrow) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(wide), Some(narrow)) => narrow.iter().all(|member| wide.contains(member)),
    }
}
