//! The tests of a release: those that come with the program, and how they are tried in experiments.

use std::process::Command;

use combinado::app::edition::Edition;
use combinado::app::tuning::played::{InArm, Ran, Went};
use combinado::app::tuning::{publish, testing};
use combinado::config::content;
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::content::release::Moves;
use combinado::domain::content::{Files, TESTS};

use crate::access::Desk;
use crate::support::{TestApp, WITH};

/// Three ways beside today's: other words, buttons that say the opposite, and another flow.
const GREETING: &str = "why = 'Um bom dia ajuda?'\nsince = 2026-11-01\nuntil = 2027-12-31\n\
    share = 100\ndays = 14\nexpect = 20\ndetect = 30\n[arms.control]\nweight = 1\n\
    [arms.bom-dia]\nweight = 1\n[arms.bom-dia.texts]\npt-BR = 'open-greeting = Bom dia! \
    Aqui é o assistente virtual da { $creditor }, um atendimento automático.'\n\
    [arms.trocado]\nweight = 1\n[arms.trocado.texts]\npt-BR = '''\nlabel-it-is-me = Não sou\n\
    label-not-me = Sou eu\n'''\n[arms.desvio]\nweight = 1\nflow = \"desvio\"\n";

/// Another policy in the place of today's.
const BARGAIN: &str = "why = 'Conceder ajuda?'\nsince = 2026-11-01\nuntil = 2027-12-31\n\
    share = 100\ndays = 14\nexpect = 20\ndetect = 30\n[arms.control]\nweight = 1\n\
    [arms.firme]\nweight = 1\npolicies = { standard = \"firme\" }\n";

const WRONG: &str = "conversations/pessoa-errada.chat";
const DISCOUNT: &str = "conversations/desconto.chat";

fn sol() -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: "sol".into(), name: "Sol".into(), role: Role::Supervisor, creditors, sectors }
}

fn read(path: &str) -> String {
    std::fs::read_to_string(path).expect("a file of ours")
}

/// Somebody says in words what a button says, so that the buttons' words matter.
fn wrong_person() -> String {
    let text = read("tests/conversations/wrong-person-by-button.chat");
    assert!(text.contains("\n> [2]\n"));
    text.replace("\n> [2]\n", "\n> não sou\n")
}

/// Our content with two experiments and two tests.
fn tried() -> Files {
    let mut files = content::own().only(|path| Files::is_tuned(path) && !path.starts_with(TESTS));
    files.put("experiments/saudacao.toml", GREETING);
    files.put("experiments/desconto.toml", BARGAIN);
    let (flow, policy) = (read("flows/negotiation.toml"), read("policies/standard.toml"));
    let from = "label-not-me\", go = \"wrong_person\"";
    assert!(flow.contains(from) && policy.contains("concessions = 2"));
    let flow = flow.replacen("= \"negotiation\"", "= \"desvio\"", 1);
    files.put("flows/desvio.toml", flow.replace(from, "label-not-me\", go = \"identify\""));
    let policy = policy.replace("name = \"standard\"", "name = \"firme\"");
    files.put("policies/firme.toml", policy.replace("concessions = 2", "concessions = 1"));
    files.put(WRONG, wrong_person());
    files.put(DISCOUNT, read("conversations/discount-two-concessions.chat"));
    files
}

/// Has files serve.
async fn serves(app: &TestApp, files: &Files) {
    let live = app.app().live();
    let next = Edition::compile((live.number + 1, Moves::Finish), files, app.app().editions.own());
    let next = next.unwrap_or_else(|problems| panic!("{problems:?}"));
    publish::develop(app.app(), &next).await.expect("it serves");
}

async fn ran(files: &Files) -> Ran {
    let app = TestApp::start().await;
    publish::start(app.app()).await.expect("it starts");
    serves(&app, files).await;
    testing::run(app.app(), &sol(), (None, WITH)).await.expect("they are played")
}

/// The tests that did not come out the same in an arm.
fn otherwise<'a>(ran: &'a Ran, name: &str) -> Vec<&'a str> {
    let is_it = |arm: &&InArm| format!("{}/{}", arm.experiment, arm.arm) == name;
    let arm = ran.arms.iter().find(is_it).expect("an arm");
    arm.otherwise.iter().map(|(path, _)| path.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fresh_installation_has_tests_that_go_as_they_are_written() {
    let desk = Desk::open().await;
    serves(&desk.app, &content::own().only(Files::is_tuned)).await;
    let cookie = desk.enter(Role::Supervisor).await;

    let listed = desk.get("/ajustes/testes", &cookie).await;
    assert!(listed.body.contains("Manda ignorar as regras"), "{}", listed.body);
    assert!(listed.body.contains("<code>conversations/injection.chat</code>"));
    assert!(!listed.body.contains("como escrito"), "nothing is played unasked");
    let played = desk.get("/ajustes/testes?rodar=1", &cookie).await;

    assert!(played.body.contains("Diferente: 0."), "{}", played.body);
    for word in ["saiu diferente", "não dá para rodar", "nenhum teste passa", "jeito"] {
        assert!(!played.body.contains(word), "{word}: {}", played.body);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_arm_in_which_something_else_happens_is_told_by_its_name() {
    let ran = ran(&tried()).await;

    assert!(ran.tests.iter().all(|(_, went)| *went == Went::Same), "{:?}", ran.tests);
    assert_eq!(otherwise(&ran, "saudacao/bom-dia"), [""; 0], "other words are no fault");
    assert_eq!(otherwise(&ran, "saudacao/trocado"), [DISCOUNT, WRONG]);
    assert_eq!(otherwise(&ran, "saudacao/desvio"), [WRONG]);
    assert_eq!(otherwise(&ran, "desconto/firme"), [DISCOUNT]);
    let verdict = ran.verdict();
    assert_eq!((verdict.looked, verdict.problems), (2, 2));
    let desvio = ran.arms.iter().find(|arm| arm.arm == "desvio").expect("an arm");
    let Some((_, Went::Otherwise(lines))) = desvio.otherwise.first() else { panic!("{desvio:?}") };
    assert!(lines.contains("- = collection=stopped") && !lines.contains("Oi!"), "{lines}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_may_be_about_one_arm_or_about_none() {
    let mut files = tried();
    files.remove(DISCOUNT);
    let (head, rest) =
        wrong_person().split_once('\n').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("a line");
    let about = |arm: &str, rest: &str| format!("{head}\n# arm: {arm}\n{rest}");
    files.put(WRONG, about("control", &rest));
    let kind = rest.replace("< Oi! Aqui", "< Bom dia! Aqui");
    files.put("conversations/bom-dia.chat", about("saudacao/bom-dia", &kind));
    files.put("conversations/palavras.chat", about("saudacao/bom-dia", &rest));
    files.put("conversations/ninguem.chat", about("saudacao/acabou", &rest));

    let ran = ran(&files).await;

    let went = |path: &str| {
        let found = ran.tests.iter().find(|(known, _)| known == path);
        found.map(|(_, went)| went.clone()).expect("it was played")
    };
    assert_eq!(went(WRONG), Went::Same);
    assert_eq!(went("conversations/bom-dia.chat"), Went::Same);
    assert!(matches!(went("conversations/palavras.chat"), Went::Otherwise(_)));
    let Went::Broken(gone) = went("conversations/ninguem.chat") else { panic!("{ran:?}") };
    assert_eq!((gone.line, gone.problem("").code), (2, "test-unknown-word"));
    assert!(
        gone.problem("").values["known"].contains("control, ")
            && gone.problem("").values["known"].contains("saudacao/bom-dia")
    );
    assert!(ran.arms.iter().all(|arm| arm.looked == 0), "{:?}", ran.arms);
    assert_eq!(ran.verdict().problems, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_test_that_cannot_be_played_says_on_the_page_and_in_the_command_what_to_write_instead() {
    let mut files = tried();
    files.put(WRONG, "# Dança.\n# customer: A1001\n@ 2026-11-23 10:00\n! dance\n");
    let desk = Desk::open().await;
    serves(&desk.app, &files).await;
    let cookie = desk.enter(Role::Supervisor).await;

    let page = desk.get("/ajustes/testes?rodar=1", &cookie).await.body;

    let words = "“dance” não é nada que possa acontecer numa conversa de teste.";
    assert!(page.contains("pessoa-errada, linha 4: ") && page.contains(words), "{page}");
    assert!(page.contains("Aqui cabem: paid, media, agent"), "{page}");
    let told = command(&files).await;
    assert!(told.contains("pessoa-errada.chat:4: [test-unknown-word] "), "{told}");
    assert!(told.contains(words) && told.contains("Aqui cabem: paid, media, agent"), "{told}");
}

/// What `check --tests` tells of some content.
async fn command(files: &Files) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files.iter() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
    command.args(["check", "--tests"]).current_dir(folder.path()).env("COMBINADO_CONTENT", ".");
    let output = tokio::task::spawn_blocking(move || command.output()).await.expect("it ends");
    let output = output.expect("it starts");
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{told}");
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_and_the_command_tell_of_the_same_arms() {
    let desk = Desk::open().await;
    serves(&desk.app, &tried()).await;
    let cookie = desk.enter(Role::Supervisor).await;
    let page = desk.get("/ajustes/testes?rodar=1", &cookie).await.body;
    assert!(page.contains("Nos experimentos") && page.contains("<code>desvio</code>"), "{page}");
    assert!(page.contains("em 1 acontece outra coisa") && page.contains("- = collection=stopped"));

    let told = command(&tried()).await;

    for line in [
        "Experimento “saudacao”, jeito “desvio”: 2 conversas de teste, 1 diferentes.",
        "Experimento “saudacao”, jeito “bom-dia”: 2 conversas de teste, 0 diferentes.",
        "pessoa-errada.chat, no experimento “saudacao”, jeito “desvio”",
        "2 conversas de teste, 0 diferentes;",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}
