//! What leaves the house, and what never does.

use proptest::prelude::*;

use super::*;
use crate::domain::calendar::Calendar;
use crate::domain::understanding::{Expectation, shipped_reader};

const NAMES: [&str; 2] = ["Josefina da Silva Tavares", "Ana Luz"];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn asked(text: &str, expected: Expectation) -> (Reading, String) {
    let reading = shipped_reader().read(text, expected, today(), &Calendar::brazil());
    let masked = shipped_reader().mask(&reading, &NAMES, today());
    (reading, masked)
}

fn masked(text: &str) -> String {
    asked(text, Expectation::Free).1
}

#[test]
fn what_tells_who_wrote_it_gives_way() {
    for (text, left) in [
        ("meu cpf é 390.533.447-05 ok?", "meu cpf é [document] ok?"),
        ("meu cpf é 390.533.447-04 ok?", "meu cpf é [number] ok?"),
        ("cpf 390 533 447 04", "cpf [number]"),
        ("cpf 390, e 533, e 447, e 04", "cpf [number], e [number], e [number], e [number]"),
        ("cnpj 12.ABC.345/01DE-35", "cnpj [document]"),
        ("liga no (11) 98765-4321", "liga no [phone]"),
        ("liga no 98765-4321", "liga no [number]"),
        ("３９０５３３４４７０５", "[document]"),
        ("cpf ⅓ 9 ⅔ 0", "cpf [number]"),
        ("pago ½ agora", "pago ½ agora"),
        ("manda em jose.fina+1@mail.com.br por favor", "manda em [email] por favor"),
        ("manda em josef @ mail.com por favor", "manda em [email] por favor"),
        ("josef arroba mail ponto com", "[email]"),
        ("veja https://x.example/a?b=1 ali", "veja [link] ali"),
        ("o codigo tres nove zero cinco tres", "o codigo [number]"),
        ("chave 123e4567-e89b-12d3-a456-426614174000", "chave [code]"),
        ("protocolo AB12345", "protocolo [code]"),
        ("sou a Josefina Tavares", "sou a [name]"),
        ("JOSEFINNA aqui, e a anaa", "[name] aqui, e a [name]"),
        ("Jos\u{200b}efina", "[name]"),
        ("josefinatavares", "[name]"),
        ("me chamo pedro", "me chamo [name]"),
        ("quem deve é meu marido João Pedro de Souza", "quem deve é meu marido [name]"),
        ("não sou a Marta", "não sou a [name]"),
        ("moro na Rua das Flores, 123, apto 4", "[address]"),
        ("fica na av. brasil 1500", "fica na [address][number]"),
    ] {
        assert_eq!(masked(text), left, "{text}");
    }
}

#[test]
fn a_pix_code_and_a_boleto_line_leave_nothing() {
    let pix = "00020126360014BR.GOV.BCB.PIX0114+5511987654321520400005303986540510.005802BR5913JOSE SILVA6009SAO PAULO62070503***6304ABCD";
    let left = masked(&format!("paguei esse {pix}"));
    assert!(!left.chars().any(char::is_numeric), "{left}");

    let line = "23793.38128 60007.827136 95000.063305 9 75520000030000";
    assert_eq!(masked(&format!("boleto {line} vencido")), "boleto [number] vencido");
}

#[test]
fn what_a_plan_is_made_of_stays() {
    for text in [
        "consigo 1.200,00 dia 10/12 e o resto em 4x de R$ 350,50",
        "posso pagar 200 reais por mês a partir de 05/01/2027",
        "50% agora e 50% mês que vem",
        "moro na rua, não tenho o que comer",
        "quero falar com o Procon e o Serasa",
        "estou sem emprego há 3 meses",
    ] {
        assert_eq!(masked(text), text, "{text}");
    }
}

#[test]
fn a_birthday_and_proof_of_identity_do_not_leave() {
    for text in ["390", "12/05/1985", "12 de maio de 1985", "nasci em 12/05/85"] {
        let left = asked(text, Expectation::Identity).1;
        assert!(!left.chars().any(char::is_numeric), "{text}: {left}");
    }
    let left = masked("nasci em 12/05/1985");
    assert!(!left.contains("1985"), "{left}");
}

#[test]
fn a_long_text_is_cut_at_a_blank() {
    let text = "preciso de ajuda ".repeat(100);
    let left = masked(&text);
    assert!(left.chars().count() <= LONGEST && left.ends_with("ajuda"), "{left}");
    assert_eq!(masked(&"x".repeat(5_000)), "");
}

/// The numbers of a text, and which of them stand together: no letter is between them.
fn numbers(text: &str) -> Vec<Vec<String>> {
    let together = text.split(|c: char| c.is_alphabetic() || c == '[' || c == ']');
    let apart = |part: &str| {
        let numbers = part.split(|c: char| !c.is_numeric()).filter(|number| !number.is_empty());
        numbers.map(str::to_owned).collect()
    };
    together.map(apart).collect()
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,14}",
        "[0-9]{1,4}[ ./,:-][0-9]{1,4}[ ./,:-][0-9]{1,4}",
        "[0-9]{3}\\.[0-9]{3}\\.[0-9]{3}-[0-9]{2}",
        "\\(?[1-9]{2}\\)? ?9?[0-9]{4}[- ]?[0-9]{4}",
        "R\\$ ?[0-9]{1,5}(,[0-9]{2})?",
        "(dia|em|de|até|por|x|meu cpf é|pago|reais|e|mil|,|\\.|\n)",
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_run_of_digits_leaves_that_is_no_value(
        pieces in proptest::collection::vec(piece(), 0..8),
        expected in 0..Expectation::ALL.len(),
    ) {
        let text = pieces.join(" ");
        let expected = Expectation::ALL.get(expected).copied().unwrap_or_default();
        let (reading, left) = asked(&text, expected);
        let values: Vec<String> =
            reading.entities.iter().flat_map(|it| numbers(&it.text)).flatten().collect();

        for together in numbers(&left) {
            let loose = together.iter().filter(|number| !values.contains(number));
            let digits: usize = loose.map(|number| number.chars().count()).sum();
            prop_assert!(digits < RUN, "{together:?} of {left:?} are no values of {text:?}");
        }
    }

    #[test]
    fn names_on_file_never_leave(
        before in "\\PC{0,20}",
        after in "\\PC{0,20}",
        name in prop_oneof![
            Just("josefina"), Just("JOSEFINA"), Just("Jôsefina"), Just("tavares"), Just("Ana"),
            Just("aNA"), Just("Luz"), Just("jose\u{200d}fina"), Just("ｊｏｓｅｆｉｎａ"),
        ],
        gap in prop_oneof![Just(" "), Just("\n"), Just(", "), Just("_"), Just("1"), Just(".")],
    ) {
        let text = format!("{before}{gap}{name}{gap}{after}");
        let left = masked(&text);

        let typed: Vec<char> = left.chars().collect();
        let plain = plain(&typed);
        for (from, end) in runs(&plain, char::is_alphabetic) {
            let word = squeezed(plain[from..end].iter().map(|(c, _)| *c));
            for known in ["josefina", "silva", "tavares", "ana", "luz"] {
                prop_assert!(word != known, "{text:?} left {left:?}");
            }
            prop_assert!(!word.contains("josefina") && !word.contains("tavares"), "{left:?}");
        }
    }

    #[test]
    fn any_text_can_be_masked(text in "\\PC{0,300}", expected in 0..Expectation::ALL.len()) {
        let expected = Expectation::ALL.get(expected).copied().unwrap_or_default();
        let (_, left) = asked(&text, expected);
        prop_assert!(left.chars().all(|c| !c.is_control()), "{left:?}");
    }
}
