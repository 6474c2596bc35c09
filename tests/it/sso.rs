//! Signing in by the word of a provider: a fake one, which is asked over a socket as a real one is.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use combinado::config::desk;
use combinado::config::hints::Secret;
use combinado::domain::access::Role;
use combinado::web::desk::Access;
use combinado::web::desk::settings::Oidc;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

use crate::access::{Answer, Desk};

/// What the provider does not do as it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    None,
    Signature,
    Algorithm,
    Issuer,
    Audience,
    Expired,
    Nonce,
    Unverified,
}

/// What the provider knows of the sign-in under way.
struct Held {
    key: EcdsaKeyPair,
    address: SocketAddr,
    challenge: String,
    claims: Value,
    flaw: Flaw,
}

#[derive(Clone)]
struct Provider(Arc<Mutex<Held>>);

impl Provider {
    async fn start() -> Self {
        let random = SystemRandom::new();
        let kind = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let made = EcdsaKeyPair::generate_pkcs8(kind, &random).expect("chance");
        let key = EcdsaKeyPair::from_pkcs8(kind, made.as_ref(), &random).expect("its own key");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let (challenge, claims, flaw) = (String::new(), json!({}), Flaw::None);
        let held = Held { key, address, challenge, claims, flaw };
        let provider = Self(Arc::new(Mutex::new(held)));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    fn with<T>(&self, work: impl FnOnce(&mut Held) -> T) -> T {
        work(&mut self.0.lock().expect("nobody panicked"))
    }

    fn issuer(&self) -> String {
        self.with(|held| format!("http://{}", held.address))
    }
}

async fn about(State(provider): State<Provider>) -> Json<Value> {
    let issuer = provider.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }))
}

async fn keys(State(provider): State<Provider>) -> Json<Value> {
    let point = provider.with(|held| held.key.public_key().as_ref().to_vec());
    let (x, y) = (&point[1..33], &point[33..65]);
    let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
    Json(json!({"keys": [
        {"kty": "oct", "kid": "other"},
        {"kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig", "x": x, "y": y},
    ]}))
}

/// Gives a token to who proves that they asked for it.
async fn token(
    State(provider): State<Provider>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Json<Value>, StatusCode> {
    let said = |name: &str| {
        let found = form.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(said("code_verifier").as_bytes()));
    provider.with(|held| {
        let is_right = said("grant_type") == "authorization_code"
            && said("code") == "the-code"
            && said("client_secret") == "dev-app-secret"
            && said("redirect_uri") == "http://desk.example/entrar/sso/volta"
            && proof == held.challenge;
        if !is_right {
            return Err(StatusCode::BAD_REQUEST);
        }
        let alg = if held.flaw == Flaw::Algorithm { "none" } else { "ES256" };
        let head = json!({"alg": alg, "kid": "k1", "typ": "JWT"}).to_string();
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text.as_bytes());
        let signed = format!("{}.{}", part(&head), part(&held.claims.to_string()));
        let signature = held.key.sign(&SystemRandom::new(), signed.as_bytes()).expect("signed");
        let mut signature = signature.as_ref().to_vec();
        if held.flaw == Flaw::Signature {
            signature[7] ^= 1;
        }
        let signature = URL_SAFE_NO_PAD.encode(signature);
        Ok(Json(json!({"id_token": format!("{signed}.{signature}"), "token_type": "Bearer"})))
    })
}

/// A desk whose people a provider vouches for.
async fn desk_of(provider: &Provider, groups: Vec<(String, Role)>) -> Desk {
    let settings = desk::Oidc {
        issuer: provider.issuer(),
        client: "combinado".to_owned(),
        secret: Secret::new("dev-app-secret"),
        claim: "email".to_owned(),
        groups,
        name: None,
    };
    let oidc = Oidc::new(settings, "http://desk.example").expect("a client");
    Desk::with(Access { oidc: Some(oidc), ..Access::default() }).await
}

/// Goes to the provider and back as a browser does; the provider says who somebody is.
async fn round(desk: &Desk, provider: &Provider, (email, flaw): (&str, Flaw)) -> Answer {
    let off = desk.get("/entrar/sso?next=/papeis%3Fa%3D1", "").await;
    assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.body);
    let url = reqwest::Url::parse(off.header("location")).expect("an address");
    let asked = |name: &str| {
        let found = url.query_pairs().find(|(key, _)| key == name);
        found.map(|(_, value)| value.into_owned()).unwrap_or_default()
    };
    assert_eq!(asked("code_challenge_method"), "S256");
    assert!(off.header("set-cookie").contains("HttpOnly") && asked("state").len() > 40);
    let (issuer, now) = (provider.issuer(), desk.app.clock.now().timestamp());
    provider.with(|held| {
        held.challenge = asked("code_challenge");
        held.flaw = flaw;
        let ends = if flaw == Flaw::Expired { now - 600 } else { now + 300 };
        held.claims = json!({
            "iss": if flaw == Flaw::Issuer { "http://evil.example" } else { &issuer },
            "aud": if flaw == Flaw::Audience { "another" } else { "combinado" },
            "exp": ends, "iat": now,
            "nonce": if flaw == Flaw::Nonce { "another".to_owned() } else { asked("nonce") },
            "email": email, "email_verified": flaw != Flaw::Unverified,
            "name": "Vinda de Fora", "groups": ["Atendimento"],
        });
    });
    let path = format!("/entrar/sso/volta?code=the-code&state={}", asked("state"));
    desk.get(&path, &off.cookie()).await
}

#[tokio::test]
async fn who_exists_is_let_in_by_the_word_of_a_provider_and_led_on() {
    let provider = Provider::start().await;
    let desk = desk_of(&provider, Vec::new()).await;
    assert!(desk.get("/entrar", "").await.body.contains("/entrar/sso?next="));

    // The logins here are codes of roles; a provider would say an address.
    let back = round(&desk, &provider, ("Agent", Flaw::None)).await;

    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    assert_eq!(back.header("location"), "/papeis?a=1");
    assert_eq!(desk.get("/papeis", &back.cookie()).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_token_with_any_flaw_lets_nobody_in() {
    let provider = Provider::start().await;
    let desk = desk_of(&provider, Vec::new()).await;

    for flaw in [
        Flaw::Signature,
        Flaw::Algorithm,
        Flaw::Issuer,
        Flaw::Audience,
        Flaw::Expired,
        Flaw::Nonce,
        Flaw::Unverified,
    ] {
        let back = round(&desk, &provider, ("agent", flaw)).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{flaw:?}");
        assert!(!back.cookie().starts_with("combinado="), "{flaw:?}");
    }
    assert_eq!(desk.app.count("select count(*) from session").await, 0);
}

#[tokio::test]
async fn an_answer_that_nobody_asked_for_here_is_not_taken() {
    let provider = Provider::start().await;
    let desk = desk_of(&provider, Vec::new()).await;
    let off = desk.get("/entrar/sso", "").await;

    let without = desk.get("/entrar/sso/volta?code=the-code&state=x", "").await;
    let other = desk.get("/entrar/sso/volta?code=the-code&state=x", &off.cookie()).await;

    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn who_is_not_known_is_made_only_where_a_group_has_a_role() {
    let provider = Provider::start().await;
    let desk = desk_of(&provider, Vec::new()).await;
    let back = round(&desk, &provider, ("nova@exemplo.com.br", Flaw::None)).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.app.count("select count(*) from person").await, 4);

    let desk = desk_of(&provider, vec![("Atendimento".to_owned(), Role::Agent)]).await;
    let back = round(&desk, &provider, ("nova@exemplo.com.br", Flaw::None)).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    let page = desk.get("/papeis", &back.cookie()).await;
    assert!(page.body.contains("Vinda de Fora") && page.body.contains("Atendente"));
    // Without a password of their own, none opens.
    let tried = desk.post("/entrar", "", "login=nova%40exemplo.com.br&password=").await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
}
