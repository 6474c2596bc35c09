//! The desk's pages as a browser without a script meets them: forms posted, pages asked for again.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::TimeDelta;
use combinado::app::desk::{Place, say, snooze, take};
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::debt::party::Customer;
use combinado::domain::dialogue::file;
use combinado::domain::id::Id;
use combinado::jobs;
use combinado::store::message::{Enclosure, Sender};
use combinado::store::person;

use super::{ASKS, last, refusal, replays, state, words};
use crate::access::{Answer, Desk};
use crate::support::{CREDITOR, a_customer, an_invoice};

const PDF: &[u8] = b"%PDF-1.4\n<script>alert(1)</script>\n%%EOF";

/// A desk with one case of the first customer's, its conversation's id and its page's address.
async fn with_a_case() -> (Desk, Id, Place, String) {
    let desk = Desk::open().await;
    desk.app.knows(a_customer("c1"), vec![an_invoice("i1", "2026-10-13")]).await;
    let id = desk.app.opens("c1").await;
    desk.app.talks(&id, &ASKS).await;
    let at = Place { creditor: CREDITOR.to_owned(), conversation: id.clone() };
    let path = format!("/conversas/{CREDITOR}/{id}");
    (desk, id, at, path)
}

/// Who signs in with a role.
async fn person_of(desk: &Desk, role: Role) -> Who {
    let found = person::by_login(desk.app.db(), role.as_str()).await.expect("read");
    found.expect("there is one of each role").who
}

/// A form with a file, as a browser posts it.
fn with_file(path: &str, cookie: &str, id: &str, (name, bytes): (&str, &[u8])) -> Request<Body> {
    let mut body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n{id}\r\n--x\r\n\
         Content-Disposition: form-data; name=\"texto\"\r\n\r\nSegue o recibo.\r\n--x\r\n\
         Content-Disposition: form-data; name=\"arquivo\"; filename=\"{name}\"\r\n\
         Content-Type: text/html\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--x--\r\n");
    Request::post(format!("{path}/arquivo"))
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::COOKIE, cookie)
        .body(Body::from(body))
        .expect("a request")
}

/// What stands behind the first link to a file.
fn link(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("class=\"enclosed\"><a href=\"").expect("a link");
    rest.split('"').next().expect("its end").to_owned()
}

#[tokio::test]
async fn a_file_goes_to_the_customer_once_and_is_fetched_again_to_be_saved() {
    let (desk, id, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;

    for _ in 0..2 {
        let sent = desk.ask(with_file(&path, &cookie, "1", ("..\\recibo <b>.PDF", PDF))).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    }
    desk.app.drain().await;

    let said = last(&desk.app, &id).await;
    assert_eq!((said.from, said.text.as_str()), (Sender::Agent, "Segue o recibo."));
    assert!(said.sent_at.is_some());
    assert!(matches!(said.attachments.as_slice(), [Enclosure::Ours(_)]));
    assert_eq!(desk.app.count("select count(*) from file where kind = 'pdf'").await, 1);
    let page = desk.get(&path, &cookie).await;
    assert!(page.body.contains("recibo &#60;b&#62;.pdf"), "{}", page.body);
    let file = desk.get(&link(&page), &cookie).await;
    assert_eq!((file.status, file.body.as_bytes()), (StatusCode::OK, PDF));
    assert_eq!(file.header("content-type"), "application/pdf");
    assert!(
        file.header("content-disposition").starts_with("attachment; filename=\"recibo _b_.pdf\"")
    );
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    assert!(file.header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(desk.app.count("select count(*) from audit where action = 'attach'").await, 1);
    replays(&desk.app, &id).await;
}

#[tokio::test]
async fn what_is_no_document_or_picture_or_too_large_is_refused_and_nothing_is_kept() {
    let (desk, id, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let before = desk.app.messages(&id).await.len();
    let mut large = PDF.to_vec();
    large.resize(file::LARGEST + 1, b' ');

    let page = desk.ask(with_file(&path, &cookie, "1", ("boleto.pdf", b"<html><script>"))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Use PDF, JPEG ou PNG"), "{}", page.body);
    let svg = desk.ask(with_file(&path, &cookie, "2", ("a.png", b"<svg onload=x>"))).await;
    assert_eq!(svg.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = desk.ask(with_file(&path, &cookie, "3", ("a.pdf", &large))).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    large.resize(file::LARGEST + 100 * 1024, b' ');
    let page = desk.ask(with_file(&path, &cookie, "4", ("a.pdf", &large))).await;
    // No length was told before: it is noticed as it comes.
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let none = desk.ask(with_file(&path, &cookie, "5", ("", b""))).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);

    assert_eq!(desk.app.messages(&id).await.len(), before);
    assert_eq!(desk.app.count("select count(*) from file").await, 0);
    assert_eq!(state(&desk.app, &id).await.agent, None, "and nobody took the case by it");
}

#[tokio::test]
async fn a_file_is_handed_only_to_who_sees_its_conversation() {
    let (desk, _, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    desk.ask(with_file(&path, &cookie, "1", ("recibo.pdf", PDF))).await;
    desk.app.drain().await;
    let file = link(&desk.get(&path, &cookie).await);
    let auditor = desk.enter(Role::Auditor).await;

    assert_eq!(desk.get(&file, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.get(&file, &auditor).await.status, StatusCode::OK);
    let refused = desk.ask(with_file(&path, &auditor, "2", ("recibo.pdf", PDF))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    desk.app.knows(a_customer("c2"), vec![an_invoice("i2", "2026-10-13")]).await;
    let other = desk.app.opens("c2").await;
    let name = file.rsplit('/').next().expect("its id");
    let elsewhere = format!("/conversas/{CREDITOR}/{other}/arquivo/{name}");
    assert_eq!(desk.get(&elsewhere, &cookie).await.status, StatusCode::NOT_FOUND);
    let aside = Who {
        creditors: Scope::Only(["other".to_owned()].into()),
        ..person_of(&desk, Role::Agent).await
    };
    let changed =
        desk.app.db().write(move |tx| Box::pin(async move { person::change(tx, &aside).await }));
    assert!(changed.await.expect("changed"));
    assert_eq!(desk.get(&file, &cookie).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_warned_word_is_sent_without_a_script_once_somebody_insists() {
    let (desk, id, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let reply = format!("{path}/responder");

    let warned = desk.post(&reply, &cookie, "id=1&texto=Isso+%C3%A9+urgente").await;
    assert_eq!(warned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(warned.body.contains("name=\"insiste\""), "{}", warned.body);
    assert!(warned.body.contains("Isso é urgente</textarea>"), "the words stay");
    let plain = desk.get(&path, &cookie).await;
    assert!(!plain.body.contains("name=\"insiste\""));
    let sent = desk.post(&reply, &cookie, "id=2&texto=Isso+%C3%A9+urgente&insiste=1").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    desk.app.drain().await;

    assert_eq!(last(&desk.app, &id).await.text, "Isso é urgente");
    assert_eq!(desk.app.count("select count(*) from audit where action = 'insist'").await, 1);
}

#[tokio::test]
async fn a_case_goes_to_a_named_colleague_who_is_shown_with_what_they_have() {
    let (desk, id, at, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let agent = person_of(&desk, Role::Agent).await;
    let lead = person_of(&desk, Role::Supervisor).await;
    take::take(desk.app.app(), &agent, &at, ("1", None)).await.expect("it is taken");
    combinado::app::desk::presence::here(desk.app.app(), &lead, false).await.expect("noted");

    let page = desk.get(&format!("{path}/transferir"), &cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let offered = format!("value=\"pessoa/{}\"", lead.id);
    assert!(page.body.contains(&offered) && page.body.contains("Na mesa agora · sem conversas"));
    assert!(!page.body.contains(&format!("value=\"pessoa/{}\"", agent.id)), "it is theirs already");
    assert!(page.body.contains("value=\"setor/legal\""));
    assert!(desk.get(&path, &cookie).await.body.contains("id=\"transferir\""));
    let form = format!("id=t&para=pessoa%2F{}&motivo=Fala+com+advogado", lead.id);
    let passed = desk.post(&format!("{path}/transferir"), &cookie, &form).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER, "{}", passed.body);

    assert_eq!(state(&desk.app, &id).await.agent.map(|holder| holder.person), Some(lead.id));
    assert_eq!(desk.app.count("select count(*) from case_note where kind = 'fact'").await, 1);
    assert_eq!(desk.app.count("select count(*) from audit where action = 'transfer'").await, 1);
    let late = desk.post(&format!("{path}/transferir"), &cookie, "id=u&para=setor%2Flegal").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    replays(&desk.app, &id).await;
}

/// True where the list of a code shows the case.
async fn lists(desk: &Desk, cookie: &str, code: &str, id: &Id) -> bool {
    let page = desk.get(&format!("/conversas?filtro={code}"), cookie).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    page.body.contains(&format!("id=\"row-{CREDITOR}/{id}\""))
}

#[tokio::test]
async fn what_is_put_aside_leaves_the_list_and_comes_back_at_its_moment() {
    let (desk, id, at, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let agent = person_of(&desk, Role::Agent).await;
    take::take(desk.app.app(), &agent, &at, ("1", None)).await.expect("it is taken");

    // Noon of the day in Brasília; the clock stands on Monday morning.
    let snoozed = desk.post(&format!("{path}/adiar"), &cookie, "ate=2026-11-23T12%3A00").await;
    let wrong = desk.post(&format!("{path}/adiar"), &cookie, "ate=2020-01-01T12%3A00").await;
    let far = desk.post(&format!("{path}/adiar"), &cookie, "ate=2027-11-23T12%3A00").await;

    let now = desk.app.clock.now();
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(far.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(snoozed.status, StatusCode::SEE_OTHER, "now it is {now}: {}", snoozed.body);
    assert!(lists(&desk, &cookie, "adiadas", &id).await);
    assert!(!lists(&desk, &cookie, "minhas", &id).await);
    assert!(desk.get(&path, &cookie).await.body.contains("id=\"retomar\""));
    desk.app.clock.pass(TimeDelta::minutes(20));
    jobs::desk::tick(&desk.app.crew).await.expect("a look");
    let holder = state(&desk.app, &id).await.agent;
    assert_eq!(holder.map(|it| it.person), Some(agent.id.clone()), "who is away keeps it");

    desk.app.clock.pass(TimeDelta::hours(8));
    let cookie = desk.enter(Role::Agent).await;
    combinado::app::desk::presence::here(desk.app.app(), &agent, false).await.expect("noted");
    jobs::desk::tick(&desk.app.crew).await.expect("a look");
    assert!(!lists(&desk, &cookie, "adiadas", &id).await);
    assert!(lists(&desk, &cookie, "minhas", &id).await);
}

#[tokio::test]
async fn an_answer_or_a_payment_brings_back_what_was_put_aside_and_cancels_what_was_planned() {
    let (desk, id, at, _) = with_a_case().await;
    let agent = person_of(&desk, Role::Agent).await;
    take::take(desk.app.app(), &agent, &at, ("1", None)).await.expect("it is taken");
    snooze::put(desk.app.app(), &agent, &at, None).await.expect("put aside");
    let due = desk.app.clock.now() + TimeDelta::hours(3);
    let plan = combinado::app::desk::schedule::plan;
    plan(desk.app.app(), &agent, &at, (words("a", "Conseguiu?"), due)).await.expect("planned");
    let waiting = "select count(*) from scheduled where status = 'waiting'";
    assert_eq!((desk.app.count(waiting).await, snoozes(&desk).await), (1, 1));

    desk.app.says(&id, "já vejo isso").await;

    let cancelled =
        "select count(*) from scheduled where status = 'cancelled' and why = 'answered'";
    assert_eq!((desk.app.count(cancelled).await, snoozes(&desk).await), (1, 0));
    replays(&desk.app, &id).await;
}

async fn snoozes(desk: &Desk) -> i64 {
    desk.app.count("select count(*) from snooze").await
}

#[tokio::test]
async fn only_who_has_a_case_puts_it_aside_and_it_ends_with_their_having_it() {
    let (desk, _, at, _) = with_a_case().await;
    let (agent, lead) =
        (person_of(&desk, Role::Agent).await, person_of(&desk, Role::Supervisor).await);
    let app = desk.app.app();

    let none = snooze::put(app, &agent, &at, None).await;
    assert_eq!(refusal(none).as_str(), "not-yours");
    take::take(app, &agent, &at, ("1", None)).await.expect("it is taken");
    snooze::put(app, &agent, &at, None).await.expect("put aside");
    assert_eq!(refusal(snooze::put(app, &lead, &at, None).await).as_str(), "owned");
    assert_eq!(refusal(snooze::wake(app, &lead, &at).await).as_str(), "owned");
    let taken = take::take(app, &lead, &at, ("2", Some("preciso olhar"))).await;
    taken.expect("who leads may");

    assert_eq!(snoozes(&desk).await, 0);
    say::say(app, &lead, &at, words("a", "Oi!")).await.expect("it is said");
    desk.app.drain().await;
}

#[tokio::test]
async fn pages_of_a_case_keep_to_their_size() {
    let (desk, _, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let large = "x".repeat(70 * 1024);

    let request = Request::post(format!("{path}/responder"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ACCEPT, "application/json")
        .header(header::COOKIE, &cookie)
        .body(Body::from(format!("id=1&texto={large}")));

    let answer = desk.ask(request.expect("a request")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "only files may be large");
}

#[tokio::test]
async fn who_opens_a_conversation_leaves_a_line_once_an_hour_and_who_stays_leaves_none() {
    let (desk, _, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let lead = desk.enter(Role::Supervisor).await;
    let lines = "select count(*) from audit where action = 'read-conversation'";

    desk.get(&format!("{path}/novas?depois=0"), &cookie).await;
    assert_eq!(desk.app.count(lines).await, 0);
    for _ in 0..3 {
        desk.get(&path, &cookie).await;
    }
    assert_eq!(desk.app.count(lines).await, 1);
    desk.get(&path, &lead).await;
    assert_eq!(desk.app.count(lines).await, 2);
    desk.app.clock.pass(TimeDelta::minutes(61));
    desk.get(&path, &cookie).await;
    assert_eq!(desk.app.count(lines).await, 3);
    let who = "select count(distinct who) from audit where action = 'read-conversation'";
    assert_eq!(desk.app.count(who).await, 2);
}

#[tokio::test]
async fn the_page_tells_what_the_bot_still_had_under_way() {
    let (desk, _, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;

    let told = desk.get(&format!("{path}?ainda=2"), &cookie).await;
    assert!(told.body.contains("2 mensagens do robô já estavam a caminho"), "{}", told.body);
    let silent = desk.get(&format!("{path}?ainda=0"), &cookie).await;
    assert!(!silent.body.contains("já estavam a caminho"));
}

#[tokio::test]
async fn another_desk_that_is_down_is_told_on_every_page_while_it_is_worked() {
    let (desk, _, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let now = desk.app.clock.now();
    let held = desk.app.db().write(move |tx| {
        Box::pin(async move {
            let of = combinado::domain::bridge::Desk::Chatwoot;
            let until = now + TimeDelta::minutes(1);
            combinado::store::bridge::hold(tx, of, "worker", (now, until)).await?;
            combinado::store::bridge::note(tx, of, (false, Some("timeout".into())), now).await
        })
    });
    held.await.expect("noted");

    assert!(desk.get(&path, &cookie).await.body.contains("O Chatwoot não responde"));
    assert!(desk.get("/preferencias", &cookie).await.body.contains("O Chatwoot não responde"));
    desk.app.clock.pass(TimeDelta::minutes(2));
    assert!(!desk.get(&path, &cookie).await.body.contains("não responde"), "nobody works it now");
}

#[tokio::test]
async fn the_panels_tell_limits_and_the_cases_of_other_conversations() {
    let (desk, id, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    let other = desk.app.db().write({
        let id = id.clone();
        move |tx| {
            Box::pin(async move {
                let found = combinado::store::conversation::find(&mut *tx, CREDITOR, &id).await?;
                let mut other = found.expect("it is there");
                other.id = Id::derive(&["another"]);
                other.channel = "telegram".to_owned();
                other.address = "5550001".to_owned();
                let now = other.state.talk.heard_at.expect("heard");
                let cases = combinado::store::handoff::of(&mut *tx, CREDITOR, &id).await?;
                let packet = cases.first().expect("a case").packet.clone();
                let packet = combinado::domain::dialogue::effect::Packet {
                    id: Id::derive(&["packet"]),
                    ..packet
                };
                combinado::store::conversation::begin(tx, &other).await?;
                let whose = (CREDITOR, other.customer.as_str());
                let of = (&packet, Vec::new());
                combinado::store::handoff::add(tx, whose, &other.id, of, now).await?;
                Ok::<_, combinado::store::Error>(other.id)
            })
        }
    });
    let other = other.await.expect("another conversation");

    let customer = desk.get(&format!("{path}/cliente"), &cookie).await;
    assert!(customer.body.contains("Lembretes do robô em sete dias: 0 de 2"), "{}", customer.body);
    assert!(customer.body.contains("Agora é permitido começar uma conversa"));
    let context = desk.get(&format!("{path}/contexto"), &cookie).await;
    assert!(
        context.body.contains(&format!("href=\"/conversas/{CREDITOR}/{other}\"")),
        "{}",
        context.body
    );
}

#[tokio::test]
async fn what_waits_for_approval_is_counted_in_the_navigation_of_who_may() {
    let (desk, id, at, path) = with_a_case().await;
    let agent = person_of(&desk, Role::Agent).await;
    take::take(desk.app.app(), &agent, &at, ("1", None)).await.expect("it is taken");
    let counted = "/aprovacoes\">Aprovações <span class=\"count\">1</span>";
    let lead = desk.enter(Role::Supervisor).await;
    assert!(!desk.get(&path, &lead).await.body.contains(counted));

    let conversation = id.to_string();
    let waits = desk.app.db().write(move |tx| {
        Box::pin(async move {
            tx.sql(
                "insert into proposal (creditor, id, customer, conversation, status, authority,
                        total, owed, valid_until, proposed_by, proposed_at, body)
                 values ($1, 'p1', 'c1', $2, 'waiting', 'agent', 1, 2, '2026-11-30', 'x',
                        '2026-11-23T13:00:00Z', '{}')",
            )
            .bind(CREDITOR)
            .bind(conversation)
            .run(tx)
            .await
        })
    });
    waits.await.expect("it waits");

    assert!(desk.get(&path, &lead).await.body.contains(counted));
    let cookie = desk.enter(Role::Agent).await;
    assert!(!desk.get(&path, &cookie).await.body.contains("/aprovacoes\""));
    let aside = Who {
        sectors: Scope::Only(["other".to_owned()].into()),
        ..person_of(&desk, Role::Supervisor).await
    };
    let moved =
        desk.app.db().write(move |tx| Box::pin(async move { person::change(tx, &aside).await }));
    assert!(moved.await.expect("changed"));
    let page = desk.get("/conversas", &lead).await.body;
    assert!(page.contains("/aprovacoes\"") && !page.contains(counted), "of another sector: {page}");
}

#[tokio::test]
async fn browsers_notify_only_whom_they_were_asked_for() {
    let (desk, _, _, path) = with_a_case().await;
    let cookie = desk.enter(Role::Agent).await;
    assert!(!desk.get(&path, &cookie).await.body.contains("data-notify>"));

    desk.post("/preferencias", &cookie, "theme=dark&notify=1").await;

    assert!(desk.get(&path, &cookie).await.body.contains("data-notify>"));
}

#[tokio::test]
async fn everybody_reads_the_desk_in_their_own_language() {
    let (desk, _, _, path) = with_a_case().await;
    let (ana, leads) = (desk.enter(Role::Agent).await, desk.enter(Role::Supervisor).await);
    let pages = ["/conversas", &path, "/preferencias"];
    let own = "<html lang=\"pt-BR\"";

    desk.post("/preferencias", &ana, "theme=dark&language=es").await;

    for page in pages {
        let (hers, theirs) = (desk.get(page, &ana).await.body, desk.get(page, &leads).await.body);
        assert!(hers.contains("<html lang=\"es\"") && hers.contains("Conversaciones"), "{page}");
        assert!(theirs.contains(own) && !theirs.contains("Conversaciones"), "{page}");
    }
    let refused = desk.get("/conversas/aurora/nothing", &ana).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);

    desk.post("/preferencias", &ana, "theme=dark&language=tlh").await;
    assert!(desk.get("/conversas", &ana).await.body.contains(own));
}

#[tokio::test]
async fn a_language_that_nobody_wrote_texts_for_is_shown_beside_the_customer() {
    let desk = Desk::open().await;
    let told = "Não temos textos na língua desta pessoa";
    let lead = desk.enter(Role::Supervisor).await;
    for (customer, tag, name, served) in [
        ("c1", None, "", true),
        ("c2", Some("es"), "Español", true),
        ("c3", Some("fr"), "fr", false),
    ] {
        let language = tag.map(|tag| tag.parse().expect("a tag"));
        let person = Customer { language, ..a_customer(customer) };
        desk.app.knows(person, vec![an_invoice(&format!("i{customer}"), "2026-10-13")]).await;
        let id = desk.app.opens(customer).await;

        let page = desk.get(&format!("/conversas/{CREDITOR}/{id}/cliente"), &lead).await.body;

        assert_eq!(page.contains(told), !served, "{customer}");
        assert_eq!(page.contains(&format!("<dd>{name}</dd>")), tag.is_some(), "{customer}");
    }
}
