//! Names, words, notes and files that would rather be a program: shown as text, doing nothing.

use combinado::app::desk::note::{self, Kind};
use combinado::app::desk::say::{self, Carried};
use combinado::domain::debt::party::Customer;
use combinado::domain::id::Id;
use serde_json::json;

use super::Screen;
use super::stand::stand_on;
use super::world::{path, person, place, words};
use crate::support::{TestApp, a_customer, an_invoice};

/// Whatever would run, leave its place or turn the page around, where a page took it at its word.
const TEXTS: [&str; 9] = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror=\"window.hacked = 1\">",
    "\"><svg onload=window.hacked=1>",
    "' onfocus='window.hacked=1' autofocus='",
    "</textarea></title></style><script>window.hacked=1</script>",
    "{{ 7 * 7 }} { $name } {% raw %} ${window.hacked=1} <%= 1 %>",
    "javascript:window.hacked=1 &lt;b&gt; &#60;b&#62;",
    "\u{202e}abc\u{2066}def\u{200f} \u{1f468}\u{200d} e\u{301}\u{301}\u{301} \u{fffd}",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
];

const NAME: &str = "Zé <img src=x onerror=window.hacked=1> \u{202e}avlis";

/// A customer of such a name says such things; Ana answers with a file of such a name and a note.
async fn hostile(app: &TestApp) -> Id {
    let customer = Customer { name: NAME.parse().expect("it has letters"), ..a_customer("h1") };
    app.knows(customer, vec![an_invoice("i1", "2026-10-13")]).await;
    let id = app.opens("h1").await;
    app.talks(&id, &["oi", "sou eu", "390", "quero falar com um atendente"]).await;
    app.talks(&id, &TEXTS).await;
    let long = "<b>".repeat(3_400);
    app.talks(&id, &[&long]).await;
    let ana = person(app, "ana").await;
    let name = "..\\..\\<svg onload=window.hacked=1>\u{202e}fdp.exe.pdf".to_owned();
    let file =
        Some(Carried { name, bytes: b"%PDF-1.4\n<script>1</script>\n%%EOF".as_slice().into() });
    let said = say::Words { file, ..words("f", "Segue <b>o recibo</b>.") };
    say::say(app.app(), &ana, &place(&id), said).await.expect("it is said");
    for (number, text) in TEXTS.iter().enumerate() {
        let of = (number.to_string(), Kind::Fact);
        let kept = note::add(app.app(), &ana, &place(&id), (&of.0, of.1, text)).await;
        kept.expect("it is kept");
    }
    app.drain().await;
    id
}

#[test]
fn names_words_notes_and_files_do_nothing_at_the_desk() {
    stand_on(Screen::Table, hostile, async |stand, id| {
        stand.is("ana").await;
        let at = path(&id);
        let pages = [
            at.clone(),
            format!("{at}/cliente"),
            format!("{at}/contexto"),
            format!("{at}/divida"),
            format!("{at}/encerrar"),
            "/conversas?filtro=todas".to_owned(),
            format!("/conversas/busca?q={}", "%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E"),
            "/conversas?filtro=%22%3E%3Cscript%3Ewindow.hacked%3D1%3C%2Fscript%3E".to_owned(),
        ];
        for page in pages {
            stand.open(&page).await;
            stand.until(&page, "document.readyState === 'complete'").await;
            let found = stand
                .find(
                    "return [window.hacked === undefined, \
                     document.querySelectorAll('main script, main img[src=x], main svg[onload], \
                        main base, [onerror], [onload], [onfocus]').length, location.origin]",
                )
                .await;
            assert_eq!(found, json!([true, 0, stand.address]), "{page}");
            let errors = stand.errors().await;
            assert!(errors.is_empty(), "{page}: {errors:?}");
        }

        stand.open(&at).await;
        let log = stand.find("return document.querySelector('#log').textContent").await;
        let log = log.as_str().expect("text");
        for text in TEXTS {
            assert!(log.matches(text).count() >= 2, "said and noted as it is: {text}");
        }
        assert!(log.contains(&"<b>".repeat(1_000)), "a long one too");
        let wide = "return document.documentElement.scrollWidth <= innerWidth";
        assert_eq!(stand.find(wide).await, json!(true), "nothing reaches beyond the side");
        let file = "return document.querySelector('.enclosed a').textContent";
        let file = stand.find(file).await;
        let file = file.as_str().expect("a name");
        assert!(!file.contains(['\\', '/', '\u{202e}']) && file.contains("fdp.exe.pdf"), "{file}");
    });
}
