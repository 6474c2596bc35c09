use super::*;
use crate::config::Settings;

const NUMBER: &str = "[[whatsapp]]\ncreditor = \"aurora\"\nphone_number_id = \"2001\"\n";
const BOT: &str = "[[telegram]]\ncreditor = \"lojas-aurora\"\n";

fn read(text: &str, variables: &[(&str, &str)]) -> Result<Channels, Vec<&'static str>> {
    let source = Source::new("combinado.toml", text);
    let variable = |name: &str| {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    };
    let settings = Settings::read(&source, variable);
    settings.map(|it| it.channels).map_err(|found| found.iter().map(|it| it.code).collect())
}

#[test]
fn a_number_takes_its_secrets_from_variables() {
    let variables = [
        ("COMBINADO_WHATSAPP_TOKEN", "t"),
        ("COMBINADO_WHATSAPP_APP_SECRET", "s"),
        ("COMBINADO_WHATSAPP_VERIFY_TOKEN", "v"),
    ];

    let channels = read(NUMBER, &variables).expect("good");

    let number = channels.whatsapp.first().expect("a number");
    assert_eq!((number.token.expose(), number.app_secret.expose()), ("t", "s"));
    assert_eq!((number.base_url.as_str(), number.version.as_str()), (WhatsApp::BASE_URL, "v25.0"));
    assert_eq!((number.per_second, number.payments), (80, false));
    assert!(!format!("{channels:?}").contains("\"t\""));
}

#[test]
fn a_second_number_needs_variables_of_its_own() {
    let text = format!(
        "{NUMBER}token = \"a\"\napp_secret = \"b\"\nverify_token = \"c\"\n{}",
        NUMBER.replace("2001", "2002")
    );
    let shared = [("COMBINADO_WHATSAPP_TOKEN", "t")];

    let channels = read(&text, &shared).expect("good");
    assert_eq!(channels.whatsapp.len(), 1);
    assert_eq!(channels.whatsapp.first().map(|it| it.token.expose()), Some("t"));
    let missing: Vec<_> =
        channels.missing.iter().filter_map(|it| it.values.get("variable")).collect();
    assert!(missing.contains(&&"COMBINADO_WHATSAPP_APP_SECRET_2002".to_owned()), "{missing:?}");

    let own = [
        ("COMBINADO_WHATSAPP_TOKEN_2002", "x"),
        ("COMBINADO_WHATSAPP_APP_SECRET_2002", "y"),
        ("COMBINADO_WHATSAPP_VERIFY_TOKEN_2002", "z"),
    ];
    let channels = read(&text, &own).expect("good");
    assert_eq!(channels.whatsapp.last().map(|it| it.token.expose()), Some("x"));
}

#[test]
fn missing_secrets_are_told_apart() {
    let channels = read(NUMBER, &[]).expect("good");

    assert!(channels.whatsapp.is_empty());
    assert_eq!(channels.missing.len(), 3);
    assert!(!channels.is_empty());
}

#[test]
fn a_bot_that_asks_needs_no_secret() {
    let token = [("COMBINADO_TELEGRAM_TOKEN", "77:AA_b-c")];
    let channels = read(&format!("{BOT}polling = true"), &token).expect("good");
    assert_eq!(channels.telegram.first().map(Telegram::bot_id), Some("77"));

    let channels = read(BOT, &token).expect("good");
    assert_eq!(channels.missing.len(), 1);

    let own = [token[0], ("COMBINADO_TELEGRAM_SECRET_LOJAS_AURORA", "s-1")];
    let channels = read(BOT, &own).expect("good");
    assert_eq!(channels.telegram.first().map(|it| it.webhook_secret.expose()), Some("s-1"));
}

#[test]
fn what_cannot_be_is_told() {
    for (text, code) in [
        ("whatsapp = 5", "config-not-table"),
        ("[[whatsapp]]\nphone_number_id = \"1\"", "config-channel-missing"),
        ("[[whatsapp]]\ncreditor = \"a\"\nphone_number_id = \"1/2\"", "config-channel-id"),
        ("[[whatsapp]]\ncreditor = \"a\"\nphone_number_id = \"1\"\nx = 1", "config-unknown-key"),
    ] {
        let found = read(text, &[]).expect_err(text);
        assert!(found.contains(&code), "{text}: {found:?}");
    }
    for (more, code) in [
        ("base_url = \"http://graph.example\"", "config-channel-url"),
        ("version = \"25\"", "config-channel-version"),
        ("per_second = 0", "config-not-number"),
        ("payments = \"sim\"", "config-not-flag"),
        ("token = 5", "config-not-text"),
        (NUMBER, "config-channel-twice"),
    ] {
        let found = read(&format!("{NUMBER}{more}"), &[]).expect_err(more);
        assert_eq!(found, vec![code], "{more}");
    }
    for (more, code) in [
        ("token = \"abc\"", "config-telegram-token"),
        ("token = \"1:a\"\nwebhook_secret = \"a b\"", "config-telegram-secret"),
    ] {
        let found = read(&format!("{BOT}{more}"), &[]).expect_err(more);
        assert_eq!(found, vec![code], "{more}");
    }
}

#[test]
fn every_fixture_raises_what_it_is_named_after_and_its_good_twin_does_not() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/problems");
    let found = |path: &std::path::Path| {
        let text = std::fs::read_to_string(path).expect("a fixture");
        match Settings::read(&Source::new("combinado.toml", text), |_| None) {
            Ok(settings) => [settings.channels.missing, settings.desks.missing].concat(),
            Err(found) => found,
        }
    };
    let mut seen = 0;
    for folder in std::fs::read_dir(&root).expect("the fixtures").flatten() {
        let code = folder.file_name().to_string_lossy().into_owned();
        if !code.starts_with("config-") || code == "config-unreadable" {
            continue;
        }
        seen += 1;
        let bad = found(&folder.path().join("combinado.toml"));
        assert!(bad.iter().any(|it| it.code == code), "{code}: {bad:?}");
        let good = found(&folder.path().join("good/combinado.toml"));
        assert!(good.iter().all(|it| it.code != code), "{code}, in its good twin: {good:?}");
    }
    assert!(seen > 20, "{seen} fixtures");
}
