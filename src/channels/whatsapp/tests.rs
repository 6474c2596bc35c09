use super::*;
use crate::config::hints::Secret;

/// A number of ours at an address.
pub fn settings(base_url: &str) -> channels::WhatsApp {
    channels::WhatsApp {
        creditor: "aurora".to_owned(),
        phone_number_id: "200000000000002".to_owned(),
        business_account_id: Some("100000000000001".to_owned()),
        token: Secret::new("TOKEN-TO-HIDE"),
        app_secret: Secret::new("dev-app-secret"),
        verify_token: Secret::new("dev-verify-token"),
        base_url: base_url.to_owned(),
        version: channels::WhatsApp::VERSION.to_owned(),
        per_second: channels::WhatsApp::PER_SECOND,
        payments: true,
    }
}

#[test]
fn nothing_shows_the_token() {
    let settings = settings(channels::WhatsApp::BASE_URL);
    let number = WhatsApp::new(&settings, "Ver").expect("a number");
    let shown = format!("{number:?} {:?} {settings:?}", number.api());

    assert!(!shown.contains("TOKEN-TO-HIDE"), "{shown}");
    let bad = channels::WhatsApp { token: Secret::new("a\nb"), ..settings.clone() };
    assert_eq!(WhatsApp::new(&bad, "Ver").err(), Some(Unfit::Token));
    for base in ["", "graph.facebook.com", "file:///x", "data:x"] {
        let bad = channels::WhatsApp { base_url: base.to_owned(), ..settings.clone() };
        assert_eq!(WhatsApp::new(&bad, "Ver").err(), Some(Unfit::Url), "{base}");
    }
}

#[test]
fn the_same_line_in_another_form_is_no_other_address() {
    let told = |told: &str, address: &str| another(Some(told.to_owned()), address);

    assert_eq!(told("551187654321", "+5511987654321"), None);
    assert_eq!(told("5511987654321", "+5511987654321"), None);
    assert_eq!(told("551187654321", "551187654321"), None);
    assert_eq!(told("14155550100", "+14155550100"), None);
    assert_eq!(told("BR.1", "BR.1"), None);
    assert_eq!(told("551188887777", "BR.1").as_deref(), Some("+5511988887777"));
    assert_eq!(another(None, "BR.1"), None);
}
