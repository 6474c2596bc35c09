//! A policy file as it was written, each value with its place.
//!
//! The sections that stand alone become their final types here; bands, ceilings and authorities
//! keep their places, because `check` holds them against one another. A new key is read here.

use std::ops::Range;

use toml::Spanned;

use super::policy::{
    Bounds, BrokenRules, ChronicRules, DueDateLimits, HardshipRules, Pause, PromiseLimits,
    SegmentRules, Silence, When,
};
use super::reader::{Leaf, Report, Table};
use super::segment::Segment;
use crate::domain::debt::reason::Reason;
use crate::domain::money::{Money, Rate};

#[derive(Default)]
pub(super) struct Draft {
    pub name: Leaf<String>,
    pub version: Leaf<u32>,
    pub contact_above: Leaf<Money>,
    pub prescribed_after_years: Leaf<u32>,
    pub concessions: Leaf<u32>,
    pub remembered_days: Leaf<u32>,
    pub valid_days: Leaf<u32>,
    pub clearing_days: Leaf<u32>,
    pub tolerance_days: Leaf<u32>,
    pub broken_days: Leaf<u32>,
    pub promise: Option<PromiseLimits>,
    pub pause: Option<Pause>,
    pub due_date: DueDateDraft,
    pub silence: Option<Silence>,
    pub silence_hours: Leaf<u32>,
    pub silence_per_week: Leaf<u32>,
    pub ceilings: CeilingsDraft,
    pub agent: ExtraDraft,
    pub supervisor: ExtraDraft,
    pub segments: Option<SegmentRules>,
    pub chronic_late_from: Leaf<u32>,
    pub chronic: Option<ChronicRules>,
    pub after_broken: Option<BrokenRules>,
    pub hardship: Option<HardshipRules>,
    pub hardship_count_times: Leaf<u32>,
    pub hardship_min_instalment: Leaf<Money>,
    pub hardship_first_due: Leaf<u32>,
    pub bands: Vec<BandDraft>,
}

#[derive(Default)]
pub(super) struct DueDateDraft {
    pub times: Leaf<u32>,
    pub max_days: Leaf<u32>,
    pub cash_days: Leaf<u32>,
    pub day_of_month: Leaf<bool>,
}

#[derive(Default)]
pub(super) struct CeilingsDraft {
    pub charges: Leaf<Rate>,
    pub principal: Leaf<Rate>,
    pub count: Leaf<u32>,
}

#[derive(Default)]
pub(super) struct ExtraDraft {
    pub span: Range<usize>,
    pub charges: Leaf<Rate>,
    pub principal: Leaf<Rate>,
    pub count: Leaf<u32>,
}

pub(super) struct BandDraft {
    pub span: Range<usize>,
    pub name: Leaf<String>,
    pub when: WhenDraft,
    pub valid_days: Leaf<u32>,
    pub cash: Option<CashDraft>,
    /// Whether the band says anything of plans, right or wrong.
    pub plan: Option<PlanDraft>,
}

pub(super) struct WhenDraft {
    pub span: Range<usize>,
    /// Whether the band has the key at all.
    pub written: bool,
    pub when: When,
}

pub(super) struct CashDraft {
    pub within_days: Leaf<u32>,
    pub ladder: LadderDraft,
}

pub(super) struct PlanDraft {
    pub ladder: LadderDraft,
    pub largest_count: Leaf<u32>,
    pub min_instalment: Leaf<Money>,
    pub down_payment: Leaf<Rate>,
    pub down_payment_min: Leaf<Money>,
    pub monthly_rate: Leaf<Rate>,
    pub first_due_days: Leaf<i64>,
    pub due_days: Vec<Spanned<u32>>,
    pub tolerance_days: Leaf<u32>,
    pub broken_after_days: Leaf<u32>,
}

pub(super) struct LadderDraft {
    pub span: Range<usize>,
    pub rungs: Vec<RungDraft>,
}

pub(super) struct RungDraft {
    pub span: Range<usize>,
    pub charges: Leaf<Rate>,
    pub principal: Leaf<Rate>,
}

/// The value of a leaf, without its place.
pub(super) fn value<T: Clone>(leaf: &Leaf<T>) -> Option<T> {
    leaf.as_ref().map(|leaf| leaf.get_ref().clone())
}

/// Reads the whole file.
pub(super) fn read(report: &Report<'_>, file: Table<'_, '_, '_>) -> Draft {
    let mut draft = Draft {
        name: file.text("name"),
        version: file.count("version"),
        contact_above: file.money("contact_above"),
        prescribed_after_years: file.count("prescribed_after_years"),
        promise: file.table("promise").and_then(promise),
        pause: file.table("pause").and_then(pause),
        due_date: file.table_or_none("due_date").map(due_date).unwrap_or_default(),
        ceilings: file.table("ceilings").map(ceilings).unwrap_or_default(),
        chronic: file.table("chronic").and_then(chronic),
        after_broken: file.table("after_broken").and_then(after_broken),
        ..Draft::default()
    };
    if let Some(table) = file.table("negotiation") {
        negotiation(&mut draft, table);
    }
    if let Some(table) = file.table("agreement") {
        agreement(&mut draft, table);
    }
    if let Some(table) = file.table("authority") {
        draft.agent = table.table("agent").map(extra).unwrap_or_default();
        draft.supervisor = table.table("supervisor").map(extra).unwrap_or_default();
        table.finish();
    }
    if let Some(table) = file.table("segments") {
        segments(report, &mut draft, table);
    }
    if let Some(table) = file.table_or_none("silence") {
        silence(&mut draft, table);
    }
    if let Some(table) = file.table("hardship") {
        hardship(&mut draft, table);
    }
    let bands = file.tables("band").into_iter();
    draft.bands = bands.map(|table| band(report, table, &draft)).collect();
    file.finish();
    draft
}

fn negotiation(draft: &mut Draft, table: Table<'_, '_, '_>) {
    draft.concessions = table.count("concessions");
    draft.remembered_days = table.count("remembered_days");
    draft.valid_days = table.count("valid_days");
    draft.clearing_days = table.count("clearing_days");
    table.finish();
}

fn agreement(draft: &mut Draft, table: Table<'_, '_, '_>) {
    draft.tolerance_days = table.count("tolerance_days");
    draft.broken_days = table.count("broken_after_days");
    table.finish();
}

fn promise(table: Table<'_, '_, '_>) -> Option<PromiseLimits> {
    let (max_days, per_period) = (table.count("max_days"), table.count("per_period"));
    let (period_days, reminders) = (table.count("period_days"), table.count("reminders"));
    table.finish();
    Some(PromiseLimits {
        max_days: value(&max_days)?,
        per_period: value(&per_period)?,
        period_days: value(&period_days)?,
        reminders: value(&reminders)?,
    })
}

fn pause(table: Table<'_, '_, '_>) -> Option<Pause> {
    let (max_days, hardship) = (table.count("max_days"), table.count("hardship_max_days"));
    table.finish();
    Some(Pause { max_days: value(&max_days)?, hardship_max_days: value(&hardship)? })
}

fn due_date(table: Table<'_, '_, '_>) -> DueDateDraft {
    let draft = DueDateDraft {
        times: table.count("times"),
        max_days: table.count("max_days"),
        cash_days: table.count("cash_days"),
        day_of_month: table.flag("day_of_month"),
    };
    table.finish();
    draft
}

impl DueDateDraft {
    /// The limits; none at all where the file has no such table.
    pub(super) fn limits(&self) -> DueDateLimits {
        DueDateLimits {
            times: value(&self.times).unwrap_or_default(),
            max_days: value(&self.max_days).unwrap_or_default(),
            cash_days: value(&self.cash_days).unwrap_or_default(),
            day_of_month: value(&self.day_of_month).unwrap_or_default(),
        }
    }
}

fn silence(draft: &mut Draft, table: Table<'_, '_, '_>) {
    draft.silence_hours = table.count("after_hours");
    draft.silence_per_week = table.count("per_week");
    table.finish();
    let read = value(&draft.silence_hours).zip(value(&draft.silence_per_week));
    draft.silence = read.map(|(after_hours, per_week)| Silence { after_hours, per_week });
}

fn ceilings(table: Table<'_, '_, '_>) -> CeilingsDraft {
    let draft = CeilingsDraft {
        charges: table.percent("charges"),
        principal: table.percent("principal"),
        count: table.count("count"),
    };
    table.finish();
    draft
}

fn extra(table: Table<'_, '_, '_>) -> ExtraDraft {
    let draft = ExtraDraft {
        span: table.span(),
        charges: table.percent("charges"),
        principal: table.percent("principal"),
        count: table.count("count"),
    };
    table.finish();
    draft
}

fn segments(report: &Report<'_>, draft: &mut Draft, table: Table<'_, '_, '_>) {
    let at_most = table.count("temporary_late_at_most");
    let reasons = codes(report, &table, "temporary_reasons", Reason::from_code);
    draft.chronic_late_from = table.count("chronic_late_from");
    let broken = table.count("chronic_broken_from");
    let seeking = table.count("chronic_seeking_from");
    table.finish();
    let Some((at_most, late)) = value(&at_most).zip(value(&draft.chronic_late_from)) else {
        return;
    };
    let Some((broken, seeking)) = value(&broken).zip(value(&seeking)) else { return };
    draft.segments = Some(SegmentRules {
        temporary_late_at_most: at_most,
        temporary_reasons: reasons.unwrap_or_default(),
        chronic_late_from: late,
        chronic_broken_from: broken,
        chronic_seeking_from: seeking,
    });
}

fn chronic(table: Table<'_, '_, '_>) -> Option<ChronicRules> {
    let (fewer, down) = (table.count("rungs_fewer"), table.percent("down_payment"));
    let waives = table.flag("waives_principal");
    table.finish();
    Some(ChronicRules {
        rungs_fewer: value(&fewer)?,
        down_payment: value(&down)?,
        waives_principal: value(&waives)?,
    })
}

fn after_broken(table: Table<'_, '_, '_>) -> Option<BrokenRules> {
    let (fewer, days) = (table.count("rungs_fewer"), table.count("no_discount_days"));
    table.finish();
    Some(BrokenRules { rungs_fewer: value(&fewer)?, no_discount_days: value(&days)? })
}

fn hardship(draft: &mut Draft, table: Table<'_, '_, '_>) {
    draft.hardship_count_times = table.count("count_times");
    draft.hardship_min_instalment = table.money("min_instalment");
    draft.hardship_first_due = table.count("first_due_days");
    let (charges, down) = (table.percent("charges"), table.percent("down_payment"));
    let (frozen, protected) = (table.flag("interest_frozen"), table.money("protected_income"));
    let asks = if table.has("ask_income") { table.flag("ask_income") } else { None };
    table.finish();
    let Some((charges, down)) = value(&charges).zip(value(&down)) else { return };
    let Some((frozen, protected)) = value(&frozen).zip(value(&protected)) else { return };
    let Some((times, least)) =
        value(&draft.hardship_count_times).zip(value(&draft.hardship_min_instalment))
    else {
        return;
    };
    let Some(first) = value(&draft.hardship_first_due) else { return };
    draft.hardship = Some(HardshipRules {
        charges,
        count_times: times,
        min_instalment: least,
        down_payment: down,
        first_due_days: first,
        interest_frozen: frozen,
        protected_income: protected,
        ask_income: value(&asks).unwrap_or_default(),
    });
}

fn band(report: &Report<'_>, table: Table<'_, '_, '_>, usual: &Draft) -> BandDraft {
    let draft = BandDraft {
        span: table.span(),
        name: table.text("name"),
        when: when(report, &table),
        valid_days: table.count_or("valid_days", &usual.valid_days),
        cash: table.table("cash").map(cash),
        plan: table.table_or_none("plan").map(|table| plan(table, usual)),
    };
    table.finish();
    draft
}

fn cash(table: Table<'_, '_, '_>) -> CashDraft {
    let draft = CashDraft { within_days: table.count("within_days"), ladder: ladder(&table) };
    table.finish();
    draft
}

fn plan(table: Table<'_, '_, '_>, usual: &Draft) -> PlanDraft {
    let draft = PlanDraft {
        ladder: ladder(&table),
        largest_count: table.count("largest_count"),
        min_instalment: table.money("min_instalment"),
        down_payment: table.percent_or_none("down_payment"),
        down_payment_min: table.money_or_none("down_payment_min"),
        monthly_rate: table.percent_or_none("monthly_rate"),
        first_due_days: table.signed("first_due_days"),
        due_days: table.counts("due_days").unwrap_or_default(),
        tolerance_days: table.count_or("tolerance_days", &usual.tolerance_days),
        broken_after_days: table.count_or("broken_after_days", &usual.broken_days),
    };
    table.finish();
    draft
}

fn ladder(table: &Table<'_, '_, '_>) -> LadderDraft {
    let rungs = table.tables("ladder").into_iter().map(|rung| {
        let draft = RungDraft {
            span: rung.span(),
            charges: rung.percent_or_none("charges"),
            principal: rung.percent_or_none("principal"),
        };
        rung.finish();
        draft
    });
    LadderDraft { span: table.span(), rungs: rungs.collect() }
}

fn when(report: &Report<'_>, band: &Table<'_, '_, '_>) -> WhenDraft {
    let Some(table) = band.table_or_none("when") else {
        return WhenDraft { span: band.span(), written: false, when: When::default() };
    };
    let span = table.span();
    let read = When {
        days_overdue: bounds(&table, "days_overdue", Table::count),
        balance: bounds(&table, "balance", Table::money),
        broken_agreements: bounds(&table, "broken_agreements", Table::count),
        prior_offers: bounds(&table, "prior_offers", Table::count),
        products: names(&table, "product"),
        creditors: names(&table, "creditor"),
        segments: codes(report, &table, "segment", Segment::from_code),
        reasons: codes(report, &table, "reason", Reason::from_code),
    };
    table.finish();
    WhenDraft { span, written: true, when: read }
}

fn bounds<'r, 's, 'i, T: Copy>(
    table: &Table<'r, 's, 'i>,
    key: &'static str,
    read: fn(&Table<'r, 's, 'i>, &'static str) -> Leaf<T>,
) -> Bounds<T> {
    let Some(range) = table.table_or_none(key) else { return Bounds { from: None, to: None } };
    let end = |key| if range.has(key) { value(&read(&range, key)) } else { None };
    let bounds = Bounds { from: end("from"), to: end("to") };
    range.finish();
    bounds
}

fn names(table: &Table<'_, '_, '_>, key: &'static str) -> Option<Vec<String>> {
    table.texts(key).map(|names| names.into_iter().map(Spanned::into_inner).collect())
}

fn codes<T>(
    report: &Report<'_>,
    table: &Table<'_, '_, '_>,
    key: &'static str,
    find: fn(&str) -> Option<T>,
) -> Option<Vec<T>> {
    let known = |code: Spanned<String>| {
        let found = find(code.get_ref());
        if found.is_none() {
            let problem = report.source().problem_at("policy-unknown-code", code.span());
            report.add(problem.with("key", key).with("value", code.get_ref()));
        }
        found
    };
    table.texts(key).map(|codes| codes.into_iter().filter_map(known).collect())
}
