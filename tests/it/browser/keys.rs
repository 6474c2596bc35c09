//! The desk without a mouse, without a script, and with the browser's own colours.

use serde_json::json;

use super::Screen;
use super::stand::{Stand, stand_on};
use super::world::{joao, joao_with_ana, path};

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const SHIFT: char = '\u{e008}';
const RELEASE: char = '\u{e000}';
const F6: char = '\u{e036}';

impl Stand {
    async fn presses(&self, key: char) {
        self.keys(&key.to_string()).await;
    }

    /// Tabs until something has the focus.
    async fn tabs_to(&self, what: &str) {
        for _ in 0..80 {
            let script = "return document.activeElement.matches(arguments[0])";
            let here = self.page.execute(script, vec![json!(what)]).await.expect("the script runs");
            if here == json!(true) {
                return;
            }
            self.presses(TAB).await;
        }
        panic!("Tab never reaches {what}");
    }
}

#[test]
fn a_whole_case_is_worked_by_keyboard_alone() {
    stand_on(Screen::Table, joao, async |stand, id| {
        stand.open("/entrar").await;
        stand.tabs_to("input[name=login]").await;
        stand.keys(&format!("ana{TAB}demonstracao{ENTER}")).await;
        stand.until("the list", "location.pathname === '/conversas'").await;
        stand
            .until("the script", "document.querySelector('.scripted .thread a[tabindex=\"0\"]')")
            .await;

        stand.keys("j").await;
        stand.presses(ENTER).await;
        stand.until("the case", "document.querySelector('.scripted #texto')").await;
        stand.keys("a").await;
        stand.until("that she has it", "document.getElementById('encerrar')").await;
        stand.keys("r").await;
        stand.until("the composer", "document.activeElement.id === 'texto'").await;
        stand.keys("/").await;
        stand.until("what stands ready", "document.getElementById('prontas').open").await;
        stand.presses(ENTER).await;
        stand.until("the words", "document.getElementById('texto').value.length > 10").await;
        stand.keys(&format!("{}{ENTER}{RELEASE}", '\u{e009}')).await;
        stand.until("the reply", "document.querySelector('#log .agent')").await;

        stand.find("document.activeElement.blur()").await;
        stand.keys("n").await;
        stand.keys("Prefere parcelar.").await;
        stand.keys(&format!("{}{ENTER}{RELEASE}", '\u{e009}')).await;
        stand.until("the note", "document.querySelector('#log .note')").await;

        stand
            .until("the panel", "document.querySelector('#painel-divida input[name=parcelas]')")
            .await;
        stand.tabs_to("#painel-divida input[name=parcelas]").await;
        stand.keys(&format!("{}a{RELEASE}4", '\u{e009}')).await;
        stand.until("the offer", "document.querySelector('#simulado form')").await;
        stand.tabs_to("#simulado form button").await;
        stand.presses(ENTER).await;
        stand
            .until(
                "the offer in the chat",
                "document.getElementById('log').textContent.includes('4x de')",
            )
            .await;

        stand.find("document.activeElement.blur()").await;
        stand.until("the way to its end", "document.getElementById('encerrar')").await;
        stand.keys("e").await;
        stand.until("the outcomes", "document.querySelector('input[value=refused]')").await;
        stand.tabs_to("input[name=desfecho]").await;
        let here = "document.activeElement.value === 'refused'";
        for _ in 0..15 {
            if stand.find(&format!("return {here}")).await == json!(true) {
                break;
            }
            stand.presses('\u{e015}').await;
        }
        assert_eq!(stand.find(&format!("return {here}")).await, json!(true));
        stand.tabs_to("main form button.main").await;
        stand.presses(ENTER).await;
        stand.until("the end", "!location.pathname.endsWith('/encerrar')").await;
        let closed = "select count(*) from handoff where outcome = 'refused'";
        assert_eq!(stand.app.count(closed).await, 1, "{}", path(&id));
    });
}

#[test]
fn single_keys_have_a_sheet_and_can_be_turned_off() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&path(&id)).await;
        stand.until("the script", "document.querySelector('.scripted')").await;

        stand.keys("?").await;
        stand.until("the sheet", "document.getElementById('teclas').open").await;
        stand.presses(ESCAPE).await;
        stand.until("it to close", "!document.getElementById('teclas').open").await;
        stand.find("document.getElementById('texto').focus()").await;
        stand.keys("e?anj").await;
        let typed = "return [document.getElementById('texto').value, location.pathname, \
            document.querySelectorAll('dialog[open]').length]";
        assert_eq!(stand.find(typed).await, json!(["e?anj", path(&id), 0]));

        stand.open("/preferencias").await;
        let off = "const box = document.querySelector('[name=keys]'); box.checked = false; \
            box.form.requestSubmit()";
        stand.find(off).await;
        stand.until("that it is kept", "!document.documentElement.hasAttribute('data-keys')").await;
        stand.open(&path(&id)).await;
        stand.until("the script", "document.querySelector('.scripted')").await;
        stand.keys("?e").await;
        let open = "return [document.getElementById('teclas').open, location.pathname]";
        assert_eq!(stand.find(open).await, json!([false, path(&id)]));
    });
}

#[test]
fn a_dialog_keeps_the_focus_and_gives_it_back() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("carla").await;
        stand.open(&path(&id)).await;
        for (opener, dialog) in [("[data-opens=tomar]", "tomar"), ("#prontas-abre", "prontas")] {
            let ready = format!(
                "document.querySelector('{opener}') && !document.querySelector('{opener}').hidden"
            );
            stand.until("the opener", &ready).await;
            if stand
                .find(&format!("return document.querySelector('{opener}').checkVisibility()"))
                .await
                != json!(true)
            {
                continue;
            }
            stand.find(&format!("document.querySelector('{opener}').focus()")).await;
            stand.presses(ENTER).await;
            let inside =
                format!("document.getElementById('{dialog}').contains(document.activeElement)");
            stand.until("the focus within", &inside).await;
            for _ in 0..8 {
                stand.presses(TAB).await;
                let out = format!("return {inside} || document.activeElement === document.body");
                assert_eq!(stand.find(&out).await, json!(true), "{dialog}");
            }
            stand.find(&format!("document.querySelector('#{dialog} input').focus()")).await;
            stand.presses(ESCAPE).await;
            stand.until("it to close", &format!("!document.getElementById('{dialog}').open")).await;
            let back = format!("document.activeElement.matches('{opener}, #texto')");
            stand.until("the focus where it was", &back).await;
        }
    });
}

#[test]
fn tab_goes_list_log_composer_panels_and_everything_focused_is_seen() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        stand.open(&format!("{}?filtro=minhas", path(&id))).await;
        stand
            .until(
                "the panels",
                "[...document.querySelectorAll('.panel')].every((it) => it.children.length > 1)",
            )
            .await;
        let script = "const it = document.activeElement, box = it.getBoundingClientRect(); \
            const [x, y] = [box.left + box.width / 2, Math.min(box.top + box.height / 2, innerHeight - 1)]; \
            const over = document.elementFromPoint(x, y); \
            return [it.closest('#lista, #rolagem, #composer, #paineis, .top')?.id \
                || it.closest('.top') && 'top' || '', \
                Boolean(over && (it.contains(over) || over.contains(it))), it.outerHTML.slice(0, 90), \
                getComputedStyle(it).outlineStyle !== 'none']";
        let (mut order, mut hidden) = (Vec::<String>::new(), Vec::new());
        for _ in 0..60 {
            stand.presses(TAB).await;
            let found = stand.find(script).await;
            let place = found[0].as_str().unwrap_or_default().to_owned();
            if order.last() != Some(&place) {
                order.push(place);
            }
            if found[1] != json!(true) || found[3] != json!(true) {
                hidden.push(found.to_string());
            }
            if order.last().is_some_and(|it| it == "paineis") && order.len() > 6 {
                break;
            }
        }

        assert!(hidden.is_empty(), "{hidden:#?}");
        let named: Vec<_> = order.iter().filter(|it| !it.is_empty()).map(String::as_str).collect();
        let from = named.iter().position(|it| *it == "lista").expect("the list");
        assert_eq!(
            named.get(from..from + 4),
            Some(&["lista", "rolagem", "composer", "paineis"][..]),
            "{named:?}"
        );

        stand.find("document.getElementById('texto').focus()").await;
        for region in ["paineis", "lista", "conversa"] {
            stand.presses(F6).await;
            let here = format!("document.activeElement.closest('#{region}') !== null");
            stand.until(region, &here).await;
        }
        let _ = SHIFT;
    });
}

#[test]
fn without_a_script_one_signs_in_reads_answers_and_closes() {
    stand_on(Screen::Plain, joao, async |stand, id| {
        let click = async |what: &str| {
            let it = stand.page.find(fantoccini::Locator::Css(what)).await.expect("it is there");
            it.click().await.expect("it is clicked");
        };
        stand.open("/entrar").await;
        stand.fills("input[name=login]", "ana").await;
        stand.fills("input[name=password]", "demonstracao").await;
        click("main form button").await;
        let wait = async |what: &str| {
            let found = stand.page.wait().at_most(super::PATIENCE);
            found.for_element(fantoccini::Locator::Css(what)).await.expect(what)
        };
        wait(".thread a").await;
        let scripted = fantoccini::Locator::Css(".scripted");
        assert!(stand.page.find(scripted).await.is_err(), "a script runs");
        click(".thread a").await;
        wait("#texto").await;
        stand.fills("#texto", "Oi, João! Sem script também.").await;
        click("#resposta button.main").await;
        wait("#log .agent").await;
        stand.fills("#nota-texto", "Anotado sem script.").await;
        click("#nota button.main").await;
        wait("#log .note").await;
        click("#painel-divida h2 a").await;
        wait("input[name=parcelas]").await;
        stand.open(&format!("{}/encerrar", path(&id))).await;
        click("input[value=refused]").await;
        click("main form button.main").await;
        wait(".thread, .empty").await;

        assert_eq!(
            stand.app.count("select count(*) from handoff where outcome = 'refused'").await,
            1
        );
    });
}

#[test]
fn with_forced_colours_focus_and_the_chosen_row_are_seen() {
    stand_on(Screen::Table, joao_with_ana, async |stand, id| {
        stand.is("ana").await;
        let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
        stand.devtools("Emulation.setEmulatedMedia", forced).await;
        stand.open(&format!("{}?filtro=minhas", path(&id))).await;
        stand.until("the row", "document.querySelector('.thread a[aria-current]')").await;

        let row = stand.find("const look = getComputedStyle(document.querySelector('.thread a[aria-current]')); \
            return [matchMedia('(forced-colors: active)').matches, look.outlineStyle, look.outlineWidth]").await;
        assert_eq!(row, json!([true, "solid", "2px"]));
        stand.tabs_to("#texto").await;
        let field = stand
            .find(
                "const look = getComputedStyle(document.activeElement); \
            return [look.outlineStyle, parseFloat(look.outlineWidth) >= 2]",
            )
            .await;
        assert_eq!(field, json!(["solid", true]));
    });
}
