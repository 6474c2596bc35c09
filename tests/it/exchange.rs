//! Somebody who works in files and somebody who works on pages, on one installation.

use std::process::{Command, Output};

use combinado::app::people::manage;
use combinado::app::tuning::drafts::{self, Save};
use combinado::app::tuning::publish::{self, Publishing};
use combinado::app::tuning::{releases, review};
use combinado::domain::access::{Role, Scope, Who};
use combinado::domain::content::base::NAME;
use combinado::domain::content::release::{Moves, Status};
use combinado::store::audit;
use serde_json::Value as Json;

use crate::support::{TestApp, WITH, a_customer, an_invoice};

const TEXTS: &str = "locales/pt-BR/conversation.ftl";
const FLOW: &str = "flows/negotiation.toml";
const TEST: &str = "conversations/engano.chat";

fn who(id: &str) -> Who {
    let (creditors, sectors) = (Scope::All, Scope::All);
    Who { id: id.to_owned(), name: id.to_owned(), role: Role::Admin, creditors, sectors }
}

/// An installation, and a folder beside it.
struct Stand {
    app: TestApp,
    folder: tempfile::TempDir,
}

impl Stand {
    async fn begin() -> Self {
        let app = TestApp::start().await;
        publish::start(app.app()).await.expect("it starts");
        Self { app, folder: tempfile::tempdir().expect("a folder") }
    }

    /// Runs a command on the installation, in the folder.
    async fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_combinado"));
        command.args(arguments).current_dir(self.folder.path());
        command.env("COMBINADO_DATABASE", self.app.address());
        let output = tokio::task::spawn_blocking(move || command.output()).await;
        let Output { status, stdout, stderr } = output.expect("it ends").expect("it starts");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        // Whoever published there is seen here within a second, by a job; here at once.
        publish::follow(self.app.app()).await.expect("it looks");
        (status.code().unwrap_or_default(), text(stdout), text(stderr))
    }

    async fn done(&self, arguments: &[&str]) -> String {
        let (code, out, told) = self.run(arguments).await;
        assert_eq!(code, 0, "{arguments:?}: {told}");
        out
    }

    fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(path)).expect("the file is there")
    }

    /// Changes words of a file in the folder.
    fn edits(&self, path: &str, (from, to): (&str, &str)) {
        let text = self.file(path);
        assert!(text.contains(from), "{from}");
        std::fs::write(self.folder.path().join(path), text.replace(from, to)).expect("written");
    }

    /// Puts a file into the folder.
    fn adds(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    /// Changes words of what serves on the pages, and publishes it.
    async fn publishes(&self, (id, path): (&str, &str), (from, to): (&str, &str)) -> i64 {
        let app = self.app.app();
        let text = app.live().files.get(path).expect("a file of ours").to_owned();
        assert!(text.contains(from), "{from}");
        drafts::open(app, &who("ana"), (id, id)).await.expect("a draft");
        let save = Save { path: path.to_owned(), text: Some(text.replace(from, to)), over: 0 };
        drafts::save(app, &who("ana"), id, save).await.expect("it is saved");
        let read = drafts::read(app, &who("ana"), id).await.expect("a draft").draft;
        review::ask(app, &who("ana"), (id, read.version, "porque sim")).await.expect("asked");
        self.passes(id).await;
        let read = drafts::read(app, &who("ana"), id).await.expect("a draft").draft;
        let of = Publishing { draft: id, version: read.version, moves: Moves::Finish };
        publish::publish(app, &who("bia"), of, WITH).await.expect("it serves")
    }

    async fn passes(&self, id: &str) {
        let read = drafts::read(self.app.app(), &who("bia"), id).await.expect("a draft").draft;
        review::approve(self.app.app(), &who("bia"), (id, read.version)).await.expect("it passes");
    }

    fn says(&self, words: &str) -> bool {
        self.app.app().live().files.get(TEXTS).is_some_and(|text| text.contains(words))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_works_in_files_and_who_works_on_pages_keep_each_others_work() {
    let stand = Stand::begin().await;
    stand.done(&["pull"]).await;
    assert_eq!(stand.file(TEXTS), stand.app.app().live().files.get(TEXTS).expect("texts"));
    assert!(stand.file(NAME).contains("release = 1"));
    stand.edits(TEXTS, ("open-greeting = Oi!", "open-greeting = Olá!"));
    stand.adds(TEST, include_str!("../conversations/wrong-person-by-button.chat"));
    stand.publishes(("p1", TEXTS), ("identify-noted = Anotei.", "identify-noted = Guardei.")).await;

    let push = ["push", "--reason", "mais formal"];
    let id = stand.done(&push).await.trim().to_owned();
    assert_eq!(stand.done(&push).await.trim(), id, "the same again is the same draft");
    let read = drafts::read(stand.app.app(), &who("bia"), &id).await.expect("a draft");
    assert_eq!((read.draft.base, read.draft.status), (2, Status::Review));
    assert_eq!(
        (read.draft.author.as_str(), read.draft.reason.as_str()),
        ("console", "mais formal")
    );
    assert_eq!(read.changes.files.len(), 2);
    let (code, _, told) = stand.run(&["release", "publish", &id]).await;
    assert_eq!((code, told.contains("aprovado")), (2, true), "{told}");
    assert!(!stand.says("Olá!"), "nothing serves by pushing");

    stand.passes(&id).await;
    let (code, out, told) = stand.run(&["release", "publish", &id]).await;
    assert_eq!((code, out.trim()), (0, "3"), "{told}");
    assert!(told.contains("Um teste rodou. Como escrito: 0. Diferente: 1."), "{told}");
    let shown = stand.done(&["release", "show", "3", "--json"]).await;
    let shown: Json = serde_json::from_str(&shown).expect("JSON");
    assert_eq!(
        (shown["tests"]["looked"].as_i64(), shown["tests"]["problems"].as_i64()),
        (Some(1), Some(1))
    );
    assert!(stand.says("open-greeting = Olá!") && stand.says("identify-noted = Guardei."));
    assert_eq!(stand.done(&["pull"]).await, format!("written\t{TEXTS}\n"));
    assert!(stand.file(TEXTS).contains("identify-noted = Guardei."));
    assert_eq!(stand.done(&["pull"]).await, "");
    assert_eq!(stand.done(&push).await, "", "there is nothing to bring in");

    assert_eq!(stand.done(&["release", "rollback", "1", "--reason", "x"]).await.trim(), "4");
    assert!(stand.says("open-greeting = Oi!") && stand.says("identify-noted = Anotei."));
    let listed = stand.done(&["release", "list", "--json"]).await;
    let listed: Vec<Json> =
        listed.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let numbers: Vec<_> = listed.iter().map(|it| it["number"].as_i64()).collect();
    assert_eq!(numbers, [Some(4), Some(3), Some(2), Some(1)]);
    assert_eq!(
        (listed[0]["serves"].as_bool(), listed[0]["restores"].as_i64()),
        (Some(true), Some(1))
    );
    assert!(stand.done(&["release", "show", "3"]).await.contains("~ open-greeting"));
    let acts = audit::after(stand.app.db(), 0).await.expect("rows");
    let acts: Vec<_> = acts.iter().filter(|row| row.who == "console").collect();
    let acts: Vec<&str> = acts.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(acts, ["draft-push", "publish", "rollback"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_both_changed_the_same_nothing_is_done_until_somebody_says_which() {
    let stand = Stand::begin().await;
    stand.done(&["pull"]).await;
    stand.edits(TEXTS, ("open-greeting = Oi!", "open-greeting = Olá!"));
    stand.publishes(("p1", TEXTS), ("open-greeting = Oi!", "open-greeting = Bom dia!")).await;
    let before = (stand.file(TEXTS), stand.file(NAME));

    for arguments in [&["pull"][..], &["push", "--reason", "x"]] {
        let (code, out, told) = stand.run(arguments).await;

        assert_eq!((code, out.as_str()), (2, ""), "{told}");
        for line in ["<<<<<<< release 2", "open-greeting = Bom dia!", "open-greeting = Olá!"] {
            assert!(told.contains(line), "{line} is not in {told}");
        }
        assert_eq!((stand.file(TEXTS), stand.file(NAME)), before);
    }
    assert!(drafts::living_ones(stand.app.app()).await.expect("a list").is_empty());

    stand.done(&["pull", "--mine", TEXTS]).await;
    assert!(stand.file(TEXTS).contains("open-greeting = Olá!"));
    let id = stand.done(&["push", "--reason", "x"]).await;
    let read = drafts::read(stand.app.app(), &who("bia"), id.trim()).await.expect("a draft");
    assert!(read.files.get(TEXTS).is_some_and(|text| text.contains("open-greeting = Olá!")));
    stand.done(&["pull", "--theirs", TEXTS]).await;
    assert!(stand.file(TEXTS).contains("open-greeting = Olá!"), "there is no conflict any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_elsewhere_overwrites_nothing_and_a_broken_file_does_not_serve() {
    let stand = Stand::begin().await;
    let (code, _, told) = stand.run(&["push", "--reason", "x"]).await;
    assert_eq!((code, told.contains("Não há conteúdo")), (2, true), "{told}");
    std::fs::create_dir_all(stand.folder.path().join("flows")).expect("a folder");
    std::fs::write(stand.folder.path().join(FLOW), "name = \"other\"\n").expect("a file");
    assert_eq!(stand.run(&["pull"]).await.0, 2);
    assert_eq!(stand.file(FLOW), "name = \"other\"\n");
    assert_eq!(stand.run(&["push", "--reason", "x"]).await.0, 2);
    stand.done(&["pull", "--theirs", FLOW]).await;

    stand.edits(FLOW, ("version = 1", "version = = 1"));
    let (code, id, told) = stand.run(&["push", "--reason", "x"]).await;
    assert_eq!(code, 0);
    assert!(told.contains("flow-broken-toml") && told.contains(FLOW), "{told}");
    let id = id.trim();
    stand.passes(id).await;
    let (code, _, told) = stand.run(&["release", "publish", id]).await;
    assert_eq!((code, told.contains("flow-broken-toml")), (2, true), "{told}");
    let shown = releases::list(stand.app.app(), &who("bia"), None).await.expect("a list");
    assert_eq!(shown.len(), 1);

    std::fs::write(stand.folder.path().join(FLOW), "x".repeat(5 << 20)).expect("a file");
    let (code, _, told) = stand.run(&["push", "--reason", "x"]).await;
    assert_eq!((code, told.contains("2 MB")), (2, true), "{told}");
    let (code, _, told) = stand.run(&["release", "rollback", "9", "--reason", "x"]).await;
    assert_eq!(
        (code, told.contains("Não encontrei esse rascunho ou essa versão")),
        (2, true),
        "{told}"
    );
    std::fs::write(stand.folder.path().join(NAME), "release = \"x\"").expect("a file");
    assert_eq!(stand.run(&["pull"]).await.0, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_policy_that_creditors_use_neither_goes_nor_is_called_otherwise() {
    let stand = Stand::begin().await;
    stand.app.knows(a_customer("ana"), vec![an_invoice("F1", "2026-10-09")]).await;
    stand.done(&["pull"]).await;
    let policy = "policies/standard.toml";
    let (one, other) = ("name = \"standard\"", "name = \"padrao\"");
    stand.edits(policy, (one, other));

    let (code, id, told) = stand.run(&["push", "--reason", "x"]).await;
    assert_eq!((code, told.contains("creditors-unknown-policy")), (0, true), "{told}");
    stand.passes(id.trim()).await;
    let (code, _, told) = stand.run(&["release", "publish", id.trim()]).await;
    assert_eq!((code, told.contains("creditors-unknown-policy")), (2, true), "{told}");

    std::fs::remove_file(stand.folder.path().join(policy)).expect("it is gone");
    let (code, id, told) = stand.run(&["push", "--reason", "y"]).await;
    assert_eq!((code, told.contains("content-missing")), (0, true), "{told}");
    stand.passes(id.trim()).await;
    let (code, _, told) = stand.run(&["release", "publish", id.trim()]).await;
    assert_eq!((code, told.contains("content-missing")), (2, true), "{told}");
    assert_eq!(stand.app.app().live().number, 1, "what serves goes on serving");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_who_they_are_does_not_review_their_own_folder() {
    let stand = Stand::begin().await;
    stand.done(&["pull"]).await;
    stand.edits(TEXTS, ("open-greeting = Oi!", "open-greeting = Olá!"));
    let (code, _, told) = stand.run(&["push", "--reason", "x", "--as", "bia"]).await;
    assert_eq!((code, told.contains("Ninguém entra aqui como “bia”")), (2, true), "{told}");
    let add =
        ["user", "add", "bia@loja.example", "--name", "Bia", "--role", "admin", "--no-password"];
    stand.done(&add).await;

    let id = stand.done(&["push", "--reason", "x", "--as", "bia@loja.example"]).await;

    let bia = manage::by_login(stand.app.app(), "bia@loja.example").await.expect("an answer");
    let bia = bia.expect("she is there").who;
    let opened = drafts::read(stand.app.app(), &bia, id.trim()).await.expect("a draft");
    assert_eq!(opened.hands, [bia.id.clone()]);
    let own = review::approve(stand.app.app(), &bia, (id.trim(), opened.draft.version)).await;
    assert!(own.is_err(), "{own:?}");
}
