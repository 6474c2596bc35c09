//! Values written in many ways are one value, whatever stands around them.

use chrono::Datelike;
use proptest::prelude::*;

use super::{read, read_as, today};
use crate::domain::money::Money;
use crate::domain::understanding::{Expectation, Value};

/// A whole number below a million as it is said.
fn said(number: u32) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "um",
        "dois",
        "três",
        "quatro",
        "cinco",
        "seis",
        "sete",
        "oito",
        "nove",
        "dez",
        "onze",
        "doze",
        "treze",
        "quatorze",
        "quinze",
        "dezesseis",
        "dezessete",
        "dezoito",
        "dezenove",
    ];
    const TENS: [&str; 10] = [
        "",
        "",
        "vinte",
        "trinta",
        "quarenta",
        "cinquenta",
        "sessenta",
        "setenta",
        "oitenta",
        "noventa",
    ];
    const HUNDREDS: [&str; 10] = [
        "",
        "cento",
        "duzentos",
        "trezentos",
        "quatrocentos",
        "quinhentos",
        "seiscentos",
        "setecentos",
        "oitocentos",
        "novecentos",
    ];
    let at = |words: &[&str], place: u32| words[place as usize].to_owned();
    let joined = |head: String, rest: u32| match rest {
        0 => head,
        rest => format!("{head} e {}", said(rest)),
    };
    match number {
        0..=19 => at(&SMALL, number),
        20..=99 => joined(at(&TENS, number / 10), number % 10),
        100 => "cem".to_owned(),
        101..=999 => joined(at(&HUNDREDS, number / 100), number % 100),
        1000 => "mil".to_owned(),
        1001..=1999 => joined("mil".to_owned(), number % 1000),
        _ => joined(format!("{} mil", said(number / 1000)), number % 1000),
    }
}

/// Digits with dots between the thousands.
fn dotted(number: u32) -> String {
    if number < 1000 {
        number.to_string()
    } else {
        format!("{}.{:03}", dotted(number / 1000), number % 1000)
    }
}

/// A sum as different people write it.
fn written(reais: u32, cents: u32) -> Vec<String> {
    let mut ways = vec![
        format!("R$ {},{cents:02}", dotted(reais)),
        format!("r${reais},{cents:02}"),
        format!("{},{cents:02} reais", dotted(reais)),
        format!("consigo pagar {reais},{cents:02} por mês"),
        format!("posso dar R$ {reais}.{cents:02} de entrada"),
    ];
    let unit = if reais == 1 { "real" } else { "reais" };
    if cents == 0 {
        ways.push(format!("pago {} {unit} no dia 10", said(reais)));
        ways.push(format!("{reais} conto"));
        ways.push(format!("uns {} reais", dotted(reais)));
    } else {
        ways.push(format!("{} {unit} e {} centavos", said(reais), said(cents)));
        ways.push(format!("{reais} {unit} e {cents} centavos"));
    }
    ways
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_sum_is_the_same_however_it_is_written(reais in 1_u32..999_999, cents in 0_u32..100) {
        let cents = if cents % 3 == 0 { 0 } else { cents };
        let sum = Money::centavos(i64::from(reais) * 100 + i64::from(cents));
        for text in written(reais, cents) {
            prop_assert_eq!(read(&text).first_money(), Some(sum), "{}", text);
        }
    }

    #[test]
    fn a_day_is_the_same_however_it_is_written(ahead in 0_u64..364) {
        const MONTHS: [&str; 12] = [
            "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto",
            "setembro", "outubro", "novembro", "dezembro",
        ];
        let on = today() + chrono::Days::new(ahead);
        let month = MONTHS[on.month0() as usize];
        let short: String = month.chars().take(3).collect();
        let ways = [
            format!("{}", on.format("%d/%m")),
            format!("pago em {}", on.format("%d/%m/%Y")),
            format!("{}", on.format("%d-%m-%Y")),
            format!("dia {}", on.format("%d/%m/%y")),
            format!("{}", on.format("%Y-%m-%d")),
            format!("dia {} de {month}", on.day()),
            format!("{} de {month} de {}", said(on.day()), on.year()),
            format!("{} de {short}", on.day()),
            format!("no dia {} do {}", on.day(), on.month()),
            format!("até {}/{short} eu pago", on.day()),
        ];
        for text in ways {
            prop_assert_eq!(read(&text).first_date(), Some(on), "{}", text);
        }
    }

    #[test]
    fn a_count_is_the_same_however_it_is_written(count in 2_u32..60) {
        let ways = [
            format!("{count}x"),
            format!("em {count} vezes"),
            format!("{} parcelas", said(count)),
            format!("divide em {count}"),
            format!("faz em {} vezes sem juros", said(count)),
        ];
        for text in ways {
            prop_assert_eq!(read(&text).count(), Some(count), "{}", text);
        }
    }

    #[test]
    fn what_is_taken_back_is_gone(first in 40_u32..900, second in 40_u32..900) {
        prop_assume!(first != second);
        let ways = [
            format!("pago {first}, não, {second}"),
            format!("{first} reais, quer dizer, {second} reais"),
            format!("não é {first} reais, é {second} reais"),
            format!("{second} reais em vez de {first} reais"),
        ];
        for text in ways {
            let sums: Vec<Money> = read(&text).values().filter_map(|value| match value {
                Value::Money { amount, .. } => Some(*amount),
                _ => None,
            }).collect();
            prop_assert_eq!(sums, vec![Money::reais(second.into())], "{}", text);
        }
    }

    #[test]
    fn values_never_overlap(text in "(dia|não|,|e|a|de|R\\$|mil|10|3x|200|sexta|que vem|às|h|%| |reais|até|1/3|meio|entrada|em|por mês|digo|[0-9./,-]){0,40}") {
        for expected in Expectation::ALL {
            let reading = read_as(&text, *expected);
            for pair in reading.entities.windows(2) {
                let end = pair[0].start + pair[0].text.chars().count();
                prop_assert!(end <= pair[1].start || pair[0].start == pair[1].start);
            }
        }
    }
}

#[test]
fn an_income_is_never_an_offer() {
    let reading = read("ganho 1.800 por mês e consigo 150");

    assert_eq!(reading.income(), Some(Money::reais(1800)));
    assert_eq!(reading.monthly(), None);
    assert_eq!(reading.first_money(), Some(Money::reais(150)));
}

#[test]
fn no_down_payment_is_a_down_payment_of_nothing() {
    let reading = read("quero em 10x sem entrada");

    assert_eq!(reading.down_payment(), Some(Money::ZERO));
    assert_eq!(reading.count(), Some(10));
}

#[test]
fn four_weeks_are_a_month() {
    assert_eq!(read("dou 30 reais por semana").monthly(), Some(Money::reais(120)));
}
