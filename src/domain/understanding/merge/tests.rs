//! A hint may help and never harm: cases, then arbitrary hints.

use proptest::prelude::*;

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::understanding::{Detail, shipped_reader};

fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// A reading of ours, made unsure.
fn doubtful(text: &str, intent: Intent, confidence: u16) -> Reading {
    let calendar = Calendar::brazil();
    let reading = shipped_reader().read(text, Expectation::Free, today(), &calendar);
    Reading {
        intent,
        confidence,
        alternatives: vec![(Intent::Repeat, 100)],
        also: Vec::new(),
        also_details: Vec::new(),
        detail: None,
        answer: None,
        choice: None,
        ..reading
    }
}

fn says(proposals: &[(Intent, Sure)]) -> Hint {
    let proposal =
        |(intent, sure): &(Intent, Sure)| Proposal { intent: *intent, detail: None, sure: *sure };
    Hint { says: proposals.iter().map(proposal).collect(), mentions: Vec::new() }
}

fn free(reading: Reading, hint: &Hint) -> Reading {
    merge(reading, hint, Ours { expected: Expectation::Free, found: &[] })
}

#[test]
fn a_certain_hint_settles_doubt() {
    let before = doubtful("tá osso esse mês", Intent::OutOfScope, 420);
    let after = free(before, &says(&[(Intent::Hardship, Sure::Certain)]));

    assert_eq!((after.intent, after.confidence), (Intent::Hardship, HEEDED));
    assert!(after.is_sure());
    let kept = after.hint.expect("it is kept with the reading");
    assert_eq!((kept.own, kept.own_confidence), (Intent::OutOfScope, 420));
    assert_eq!(kept.heeded, [Intent::Hardship]);
}

#[test]
fn what_we_thought_ourselves_is_confirmed() {
    let before = doubtful("tá osso esse mês", Intent::Hardship, 600);
    let mut hint = says(&[(Intent::Hardship, Sure::Certain)]);
    if let Some(first) = hint.says.first_mut() {
        first.detail = Some(Detail::IncomeDrop);
    }
    let after = free(before, &hint);

    assert_eq!((after.intent, after.confidence), (Intent::Hardship, AGREED));
    assert_eq!(after.detail, Some(Detail::IncomeDrop));
}

#[test]
fn an_unsure_hint_changes_nothing() {
    let before = doubtful("tá osso esse mês", Intent::OutOfScope, 420);
    let hint = says(&[(Intent::Hardship, Sure::Unsure), (Intent::Distress, Sure::Unsure)]);
    let after = free(before.clone(), &hint);

    assert_eq!(Reading { hint: None, ..after }, before);
}

#[test]
fn a_likely_hint_is_asked_back_and_decides_only_over_a_weak_guess() {
    let hint = says(&[(Intent::AskDiscount, Sure::Likely)]);

    let held = free(doubtful("e aí, faz algo", Intent::AskDetails, 600), &hint);
    assert_eq!((held.intent, held.confidence), (Intent::AskDetails, 600));
    assert_eq!(held.alternatives.first().map(|(it, _)| *it), Some(Intent::AskDiscount));

    let taken = free(doubtful("e aí, faz algo", Intent::AskDetails, 300), &hint);
    assert_eq!((taken.intent, taken.confidence), (Intent::AskDiscount, LIKELY));
    assert!(!taken.is_sure());
}

#[test]
fn an_alarm_comes_first_and_is_heard() {
    let before = doubtful("ninguém me ajuda mais", Intent::AskHuman, 300);
    let before = Reading { intent: Intent::Negotiate, ..before };
    let hint = says(&[(Intent::Negotiate, Sure::Certain), (Intent::Distress, Sure::Likely)]);
    let after = free(before, &hint);

    assert_eq!((after.intent, after.confidence), (Intent::Distress, LIKELY));
    assert!(after.has(Intent::Negotiate));
}

#[test]
fn an_alarm_of_ours_stays_first() {
    let before = doubtful("isso aí não é meu não", Intent::Dispute, 500);
    let after = free(before, &says(&[(Intent::Negotiate, Sure::Certain)]));

    assert_eq!((after.intent, after.confidence), (Intent::Dispute, 500));
    assert!(after.has(Intent::Negotiate));
}

#[test]
fn a_sure_reading_does_not_listen() {
    let before = doubtful("quero um desconto", Intent::AskDiscount, 900);
    let after = free(before.clone(), &says(&[(Intent::OptOut, Sure::Certain)]));

    assert_eq!(after, before);
}

#[test]
fn of_two_things_the_hint_says_which_comes_first() {
    let mut before = doubtful("quero um desconto no pix", Intent::AskDiscount, 900);
    before.also = vec![Intent::AskPix];
    let after = free(before, &says(&[(Intent::AskPix, Sure::Certain)]));

    assert_eq!((after.intent, after.also), (Intent::AskPix, vec![Intent::AskDiscount]));
}

#[test]
fn a_yes_in_free_words_binds_nobody() {
    let hint = says(&[(Intent::Affirm, Sure::Certain)]);
    for (expected, answer) in [
        (Expectation::YesNo, Some(Answer::Yes)),
        (Expectation::Consent, None),
        (Expectation::Offer, None),
        (Expectation::Free, None),
    ] {
        let before = doubtful("demorou, tamo junto", Intent::OutOfScope, 400);
        let after = merge(before, &hint, Ours { expected, found: &[] });
        assert_eq!((after.intent, after.answer), (Intent::Affirm, answer), "{expected}");
    }
    let no = Reading { answer: Some(Answer::No), ..doubtful("nem", Intent::Deny, 400) };
    assert_eq!(free(no, &hint).answer, Some(Answer::No));
}

#[test]
fn a_value_is_taken_only_where_our_parser_finds_it() {
    let text = "bota 200 aí";
    let reader = shipped_reader();
    let found = reader.values_if_asked(text, today(), &Calendar::brazil());
    let mention = |text: &str| Mention { sort: Sort::Money, text: text.to_owned() };
    let hint = Hint {
        mentions: vec![mention("200"), mention("150"), mention("R$ 200"), mention("bota")],
        ..says(&[(Intent::CounterOffer, Sure::Certain)])
    };
    let before = Reading { entities: Vec::new(), ..doubtful(text, Intent::OutOfScope, 400) };
    let after = merge(before, &hint, Ours { expected: Expectation::Free, found: &found });

    assert_eq!(after.intent, Intent::CounterOffer);
    let sums: Vec<_> = after.entities.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(sums, ["200"]);
    assert_eq!(after.hint.map(|kept| kept.values), Some(1));
}

fn any_hint() -> impl Strategy<Value = Hint> {
    let sure = prop_oneof![Just(Sure::Unsure), Just(Sure::Likely), Just(Sure::Certain)];
    let detail = proptest::option::of(0..Detail::ALL.len());
    let proposal =
        (0..Intent::ALL.len(), detail, sure).prop_map(|(intent, detail, sure)| Proposal {
            intent: Intent::ALL[intent],
            detail: detail.map(|detail| Detail::ALL[detail]),
            sure,
        });
    let sort = prop_oneof![Just(Sort::Money), Just(Sort::Date), Just(Sort::Count)];
    let text = prop_oneof!["[0-9]{1,4}", "dia [0-9]{1,2}", "R\\$ [0-9]{1,3}", "\\PC{0,10}"];
    let mention = (sort, text).prop_map(|(sort, text)| Mention { sort, text });
    let says = proptest::collection::vec(proposal, 0..5);
    (says, proptest::collection::vec(mention, 0..4))
        .prop_map(|(says, mentions)| Hint { says, mentions })
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "sim|não|aceito|fechado|pode ser|ok|quero|200|300 reais|dia 10|3x|já paguei|morreu|procon",
        "desconto|pix|para de me mandar mensagem|não devo|quem é você|me ajuda|kkk|\\?|,|\\.",
        "\\PC{0,8}",
    ];
    proptest::collection::vec(piece, 1..6).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_hint_does_harm(text in any_text(), hint in any_hint(), at in 0..Expectation::ALL.len()) {
        let (reader, calendar) = (shipped_reader(), Calendar::brazil());
        let expected = Expectation::ALL[at];
        let before = reader.read(&text, expected, today(), &calendar);
        let found = reader.values_if_asked(&text, today(), &calendar);
        let after = merge(before.clone(), &hint, Ours { expected, found: &found });

        if before.doubt().is_none() {
            prop_assert_eq!(&after, &before);
        }
        prop_assert_eq!(&merge(before.clone(), &hint, Ours { expected, found: &found }), &after);
        prop_assert_eq!(&after.text, &before.text);
        // A yes that binds is our own matcher's.
        if before.answer != Some(Answer::BindingYes) {
            prop_assert_ne!(after.answer, Some(Answer::BindingYes));
        }
        prop_assert!(!(before.is_no() && after.is_yes()));
        prop_assert!(!(before.is_yes() && after.is_no()));
        // What was an alarm stays one.
        for alarm in Intent::ALL.iter().filter(|it| it.kind() == Kind::Safety && before.has(**it)) {
            prop_assert!(after.has(*alarm), "{alarm} was taken away");
        }
        if before.intent.kind() == Kind::Safety {
            prop_assert_eq!(after.intent, before.intent);
            prop_assert!(after.confidence >= before.confidence);
        }
        // Nothing but what is proposed and sure is added.
        let said = |intent: Intent| {
            hint.says.iter().any(|one| one.intent == intent && one.sure > Sure::Unsure)
        };
        for intent in after.also.iter().chain([&after.intent]) {
            prop_assert!(before.has(*intent) || said(*intent), "{intent} came from nowhere");
        }
        // Every value is our parser's, in the customer's own words.
        for entity in &after.entities {
            prop_assert!(before.entities.contains(entity) || found.contains(entity));
        }
        prop_assert!(before.entities.iter().all(|entity| after.entities.contains(entity)));
        let most = after.alternatives.iter().map(|(_, p)| *p).max().unwrap_or(0);
        prop_assert!(after.confidence + most <= 1000, "{after:?}");
        prop_assert!(after.alternatives.iter().all(|(it, _)| *it != after.intent));
    }
}
