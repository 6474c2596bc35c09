use std::collections::BTreeMap;

use chrono::DateTime;
use jsonschema::Validator;
use serde_json::{Value, json};

use super::*;
use crate::domain::channel::{Behind, Payment, Recipient, TemplateCall, WHATSAPP};
use crate::domain::id::Id;
use crate::domain::money::Money;

const CODE: &str = "00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/9d36b84fc70b\
    478fb95c12729b90ca255204000053039865802BR5914EMPRESA X LTDA6009SAO PAULO62070503***63040100";
const LINE: &str = "03399.02694 44100.000023 62834.610107 7 16510000059100";

fn schema() -> Validator {
    let text = std::fs::read_to_string("src/fake/whatsapp/outbound.schema.json");
    let schema: Value = serde_json::from_str(&text.expect("a schema")).expect("JSON");
    jsonschema::validator_for(&schema).expect("a good schema")
}

fn means(payments: bool) -> Means {
    Means { payments, list_button: "Ver opções".to_owned(), list_buttons: BTreeMap::default() }
}

fn a_message(text: &str) -> Outgoing {
    Outgoing {
        creditor: "aurora".to_owned(),
        conversation: Id::derive(&["conversation"]),
        channel: WHATSAPP.to_owned(),
        to: Recipient { account: "2".to_owned(), address: "+5511987654321".to_owned() },
        id: Id::derive(&["message"]),
        part: 0,
        text: text.to_owned(),
        options: Vec::new(),
        attachments: Vec::new(),
        payment: None,
        template: None,
        asks_phone: false,
        language: None,
        bytes: None,
    }
}

fn with(labels: &[&str]) -> Outgoing {
    let option = |(place, label): (usize, &&str)| Choice {
        id: format!("choice-{place}"),
        label: (*label).to_owned(),
    };
    let options = labels.iter().enumerate().map(option).collect();
    Outgoing { options, ..a_message("Qual fica melhor?") }
}

fn paid() -> Outgoing {
    let payment = Payment {
        reference: format!("{}-9f0c2d1a", Id::derive(&["charge"])),
        amount: Money::centavos(59_100),
        payee: "Empresa X LTDA".to_owned(),
        key: "39580525000189".to_owned(),
        key_type: "CNPJ",
    };
    let pix = Attachment::Pix { charge: Id::derive(&["charge"]), code: CODE.to_owned() };
    let message = a_message("Aqui está o seu Pix.");
    Outgoing { attachments: vec![pix], payment: Some(payment), ..message }
}

fn a_call() -> TemplateCall {
    TemplateCall {
        name: "lembrete_v1".to_owned(),
        language: "pt_BR".to_owned(),
        named: true,
        values: vec![("nome".to_owned(), "Maria\n da   Silva".to_owned())],
        replies: vec!["yes".to_owned(), "no".to_owned()],
        links: BTreeMap::new(),
    }
}

/// The requests of a message's parts, each checked against the schema.
fn written(outgoing: &Outgoing, payments: bool) -> Vec<Value> {
    let schema = schema();
    let means = means(payments);
    let count = parts(outgoing, &means).len();
    let write = |part: usize| {
        let part = u32::try_from(part).expect("few");
        let outgoing = Outgoing { part, ..outgoing.clone() };
        let (_, request) = encode(&outgoing, &means).expect("a part");
        let errors: Vec<String> = schema.iter_errors(&request).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{request:#} {errors:?}");
        assert_eq!(request["biz_opaque_callback_data"], json!(outgoing.opaque()));
        request
    };
    let written = (0..count).map(write).collect();
    let beyond = Outgoing { part: u32::try_from(count).expect("few"), ..outgoing.clone() };
    assert!(encode(&beyond, &means).is_none());
    written
}

fn kind(request: &Value) -> String {
    let inner = request.pointer("/interactive/type").and_then(Value::as_str);
    inner.or(request["type"].as_str()).expect("a type").to_owned()
}

fn kinds(outgoing: &Outgoing, payments: bool) -> Vec<String> {
    written(outgoing, payments).iter().map(kind).collect()
}

#[test]
fn every_shape_keeps_to_the_schema() {
    let pix = Some(Box::new(order(&paid()).expect("an order")));
    let behind = |behind: Behind| TemplateCall {
        replies: Vec::new(),
        links: BTreeMap::from([(0, behind)]),
        ..a_call()
    };
    let template = |call: TemplateCall| Shape::Template {
        call: Box::new(call),
        payloads: vec!["a".to_owned(), "b".to_owned()],
        order: pix.clone(),
    };
    let both = Order { boleto: Some(LINE.to_owned()), ..*pix.clone().expect("an order") };
    let body = || "Veja.".to_owned();
    let paid_at = DateTime::from_timestamp(1_790_000_500, 0).expect("a moment");
    let shapes = [
        Shape::Text { body: body() },
        Shape::Link {
            body: body(),
            label: "Ver".to_owned(),
            url: "https://a.example/c".to_owned(),
        },
        Shape::Image { source: Source::Uploaded("1".to_owned()), caption: Some("QR".to_owned()) },
        Shape::Image { source: Source::At("https://a.example/q.png".to_owned()), caption: None },
        Shape::Document {
            source: Source::At("https://a.example/b.pdf?x=1".to_owned()),
            name: "boleto.pdf".to_owned(),
            caption: Some(String::new()),
        },
        Shape::AskPhone { body: body() },
        Shape::Order { body: body(), order: Box::new(both) },
        Shape::OrderStatus {
            body: body(),
            reference: "a.1".to_owned(),
            outcome: Outcome::Paid { at: paid_at },
        },
        Shape::OrderStatus {
            body: body(),
            reference: "a.1".to_owned(),
            outcome: Outcome::Cancelled,
        },
        template(a_call()),
        template(TemplateCall { named: false, ..a_call() }),
        template(TemplateCall { values: Vec::new(), ..a_call() }),
        template(behind(Behind::Url("c/9f0c2d".to_owned()))),
        template(behind(Behind::Pix(CODE.to_owned()))),
        template(behind(Behind::Boleto(LINE.to_owned()))),
        template(behind(Behind::Payment("https://pay.example/1".to_owned()))),
        template(behind(Behind::Order)),
    ];
    let schema = schema();
    for shape in &shapes {
        for address in ["+5511987654321", "551187654321", "BR.13491208655302741918"] {
            let request = request(address, shape, "a/b/0", Some("wamid.1"));
            let errors: Vec<String> = schema.iter_errors(&request).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{request:#} {errors:?}");
        }
    }
    assert!(schema.is_valid(&seen("wamid.1", true)) && schema.is_valid(&seen("wamid.1", false)));
}

#[test]
fn what_is_written_is_what_the_fixtures_show() {
    let fixture = |name: &str| -> Value {
        let path = format!("tests/fixtures/whatsapp/outbound/{name}.json");
        serde_json::from_str(&std::fs::read_to_string(path).expect("a fixture")).expect("JSON")
    };
    let mut given = written(&paid(), true)[0].clone();
    given["interactive"]["body"]["text"] = json!("Acordo 42 – parcela única");
    given["interactive"]["action"]["parameters"]["reference_id"] = json!("acordo-42_p1.v1");
    given.as_object_mut().expect("an object").remove("biz_opaque_callback_data");
    assert_eq!(given, fixture("order_details_pix_simple"));
    assert_eq!(
        seen("wamid.HBgMNTUxMTg3NjU0MzIxFQIAEhgU00000001AA==", true),
        fixture("mark_read_typing")
    );
    let text =
        request("BR.13491208655302741918", &Shape::Text { body: "Olá!".to_owned() }, "x", None);
    assert_eq!(text["recipient"], fixture("text_to_bsuid")["recipient"]);
    assert!(text.get("to").is_none());
}

#[test]
fn choices_become_buttons_a_list_or_words() {
    let buttons = with(&["Sim", "Não", "Falar com alguém"]);
    let request = &written(&buttons, false)[0];
    let reply = &request["interactive"]["action"]["buttons"][0]["reply"];
    assert_eq!(reply, &json!({ "id": token(&buttons.id, "choice-0"), "title": "Sim" }));

    assert_eq!(kinds(&with(&[]), false), ["text"]);
    assert_eq!(kinds(&with(&["a", "b", "c", "d"]), false), ["list"]);
    assert_eq!(kinds(&with(&["Vinte e uma letras aq", "b"]), false), ["list"]);
    assert_eq!(kinds(&with(&["igual", "igual"]), false), ["list"]);
    assert_eq!(kinds(&with(&["Mais de vinte e quatro letras", "b"]), false), ["text"]);
    assert_eq!(kinds(&with(&["", "b"]), false), ["text"]);
    let eleven: Vec<String> = (1..=11).map(|n| format!("opção {n}")).collect();
    let eleven: Vec<&str> = eleven.iter().map(String::as_str).collect();
    let written = written(&with(&eleven), false);
    let words = written[0]["text"]["body"].as_str().expect("words");
    assert!(eleven.iter().all(|label| words.contains(label)), "nothing is left out");
}

#[test]
fn long_words_go_before_what_is_tapped() {
    let long = |letters: usize| format!("{}\n\nQual fica melhor?", "á".repeat(letters));
    let choose = |text: String| Outgoing { text, ..with(&["Sim", "Não"]) };

    assert_eq!(kinds(&choose(long(900)), false), ["button"]);
    let two = written(&choose(long(1024)), false);
    assert_eq!(two.iter().map(kind).collect::<Vec<_>>(), ["text", "button"]);
    assert_eq!(two[1]["interactive"]["body"]["text"], json!("Qual fica melhor?"));
    assert_eq!(kinds(&choose(long(5_000)), false), ["text", "text", "button"]);
    assert_eq!(kinds(&Outgoing { text: long(5_000), ..with(&[]) }, false), ["text", "text"]);
}

#[test]
fn a_code_goes_alone_whatever_whatsapp_can_show() {
    let choose =
        |outgoing: Outgoing| Outgoing { options: with(&["Já paguei"]).options, ..outgoing };

    assert_eq!(kinds(&paid(), true), ["order_details", "text"]);
    assert_eq!(kinds(&paid(), false), ["text", "text"]);
    assert_eq!(written(&paid(), false)[1]["text"]["body"], json!(CODE));
    assert_eq!(kinds(&choose(paid()), true), ["order_details", "button"]);
    assert_eq!(kinds(&choose(paid()), false), ["button", "text"]);
    let mut both = paid();
    both.attachments.push(Attachment::Boleto { line: LINE.to_owned() });
    assert_eq!(kinds(&both, true), ["order_details", "text", "text"]);
    let unnamed = Outgoing { payment: None, ..paid() };
    assert_eq!(kinds(&unnamed, true), ["text", "text"]);
    let mut odd = paid();
    odd.payment.as_mut().expect("a payment").reference = "acordo 42".to_owned();
    assert_eq!(kinds(&odd, true), ["text", "text"]);
    let wordless = Outgoing { text: String::new(), ..paid() };
    assert_eq!(kinds(&wordless, true), ["order_details", "text"]);
    assert_eq!(kinds(&wordless, false), ["text"]);
}

#[test]
fn who_cannot_be_shown_a_payment_reads_the_words() {
    let all = parts(&paid(), &means(true));
    let words = without_order(&all[0]).expect("words");

    assert!(matches!(&words, Shape::Text { body } if body == "Aqui está o seu Pix."));
    assert!(without_order(&all[1]).is_none());
}

#[test]
fn templates_and_questions_for_the_phone_are_one_part() {
    let outgoing = Outgoing { template: Some(a_call()), ..paid() };
    let written = written(&outgoing, true);
    let components = &written[0]["template"]["components"];

    assert_eq!(written.len(), 1);
    assert_eq!(
        components[0]["parameters"][0],
        json!({ "type": "text", "parameter_name": "nome", "text": "Maria da Silva" })
    );
    assert_eq!(components[2]["parameters"][0]["payload"], json!(token(&outgoing.id, "no")));
    let asks = Outgoing { asks_phone: true, ..with(&["Agora não"]) };
    assert_eq!(kinds(&asks, true), ["contact_request"]);
    assert!(parts(&a_message(""), &means(true)).is_empty());
}

#[test]
fn references_are_as_meta_takes_them() {
    assert!(is_reference("acordo-42_p1.v1"));
    assert!(!is_reference("") && !is_reference("a b") && !is_reference(&"a".repeat(61)));
}

#[test]
fn only_what_shows_a_payment_is_told_that_it_is_paid() {
    let shown = |outgoing: &Outgoing, payments: bool| {
        parts(outgoing, &means(payments)).iter().map(shows_payment).collect::<Vec<_>>()
    };

    assert_eq!(shown(&paid(), true), [true, false]);
    assert_eq!(shown(&paid(), false), [false, false]);
    let ordinary = Outgoing { template: Some(a_call()), ..paid() };
    assert_eq!(shown(&ordinary, true), [false]);
    let links = BTreeMap::from([(2, Behind::Order)]);
    let asks = Outgoing { template: Some(TemplateCall { links, ..a_call() }), ..paid() };
    assert_eq!(shown(&asks, true), [true]);
}
