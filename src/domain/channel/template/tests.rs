use super::*;

fn source(path: &str) -> Source {
    Source::new(path, std::fs::read_to_string(path).expect("a file of ours"))
}

/// The twin of a fixture that is as it should be.
fn good(code: &str) -> Source {
    source(&format!("tests/fixtures/problems/{code}/good/whatsapp.toml"))
}

fn ours() -> Catalogue {
    Catalogue::load(&source("locales/pt-BR/whatsapp.toml")).expect("our templates are good")
}

fn forbidden() -> ForbiddenWords {
    ForbiddenWords::parse(&source("policies/conduct.toml")).expect("our list is good")
}

#[test]
fn each_problem_of_templates_is_raised_by_its_fixture_and_by_no_other() {
    for (code, line) in [
        ("template-unreadable", 3),
        ("template-twice", 2),
        ("template-name", 2),
        ("template-language", 2),
        ("template-for-nothing", 2),
        ("template-length", 2),
        ("template-edge", 2),
        ("template-dense", 2),
        ("template-value", 2),
        ("template-buttons", 2),
        ("template-marketing", 2),
        ("template-debt", 2),
        ("template-sender", 2),
    ] {
        let source = source(&format!("tests/fixtures/problems/{code}/whatsapp.toml"));
        let problems = Catalogue::load(&source).expect_err("bad templates");

        assert!(problems.iter().all(|problem| problem.code == code), "{code}: {problems:#?}");
        assert_eq!(problems[0].line, Some(line), "{code}");
        assert_eq!(Catalogue::load(&good(code)).err(), None, "{code}");
    }
    let code = "template-forbidden-word";
    let source = source(&format!("tests/fixtures/problems/{code}/whatsapp.toml"));
    let catalogue = Catalogue::load(&source).expect("good but for a word");
    assert_eq!(catalogue.beside(&source, &forbidden())[0].code, code);
    let good = good(code);
    let catalogue = Catalogue::load(&good).expect("good templates");
    assert_eq!(catalogue.beside(&good, &forbidden()), []);
}

#[test]
fn our_templates_are_honest_and_reveal_nothing() {
    let file = source("locales/pt-BR/whatsapp.toml");
    let ours = ours();

    assert_eq!(ours.beside(&file, &forbidden()), []);
    assert!(ours.templates().iter().all(|template| template.category == Category::Utility));
    for key in [
        "open-greeting",
        "reminder-instalment",
        "reminder-promise",
        "promise-missed",
        "agreement-broken",
        "pause-over",
        "callback-now",
        "nudge",
        "payment-received",
        "pay-ready",
    ] {
        assert!(ours.of_text(key, None).next().is_some(), "nothing stands in for {key}");
    }
    assert!(!ours.templates()[0].sample().contains("{{"));
}

#[test]
fn a_call_has_every_value_or_is_none() {
    let ours = ours();
    let template = ours.of_text("reminder-promise", None).next().expect("a template");
    let values = |due: &str| {
        [("name", "Maria"), ("creditor", "Lojas Aurora"), ("due", due)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .collect::<BTreeMap<_, _>>()
    };
    let call = template.call(&values("sexta, 27/11"), &[]).expect("a call");

    assert_eq!(
        call.values.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["nome", "empresa", "dia"]
    );
    assert_eq!(call.replies, ["asked", "change-day"]);
    assert!(call.named && call.links.is_empty());
    assert_eq!(template.call(&values(" "), &[]), None);
    assert_eq!(template.call(&BTreeMap::new(), &[]), None);
}

#[test]
fn a_payment_button_needs_its_code() {
    let template = Template {
        buttons: vec![
            Button::Reply { label: "Sim".to_owned(), choice: "yes".to_owned() },
            Button::Boleto,
            Button::Pix,
        ],
        values: Vec::new(),
        ..ours().templates()[0].clone()
    };
    let charge = crate::domain::id::Id::derive(&["c"]);
    let pix = Attachment::Pix { charge, code: "0002".to_owned() };
    let boleto = Attachment::Boleto { line: "0339".to_owned() };
    let call = template.call(&BTreeMap::new(), &[pix.clone(), boleto]).expect("a call");

    assert_eq!(call.links.get(&1), Some(&Behind::Boleto("0339".to_owned())));
    assert_eq!(call.links.get(&2), Some(&Behind::Pix("0002".to_owned())));
    assert_eq!(template.call(&BTreeMap::new(), &[pix]), None);
}
