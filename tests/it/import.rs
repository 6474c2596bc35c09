//! Portfolios and creditors as files: each habit of writing, each problem.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use combinado::app::edition::Edition;
use combinado::app::import::{Count, Import, Keep, Portfolio, creditors, read, rejects, save};
use combinado::app::tuning::publish;
use combinado::cli::Exit;
use combinado::cli::import::{Args, Desk, run};
use combinado::clock::Clock;
use combinado::domain::content::release::Moves;
use combinado::domain::debt::invoice::InvoiceStatus;
use combinado::domain::debt::party::Creditor;
use combinado::domain::money::Money;
use combinado::domain::problem::{Problem, Source};
use combinado::store::{self, Db};

use crate::support::{Database, an_app, monday};

const FIXTURES: &str = "tests/fixtures/import";
const PROBLEMS: &str = "tests/fixtures/problems";

fn known() -> Vec<Creditor> {
    let text = fs::read_to_string(Path::new(FIXTURES).join("creditors.toml")).expect("a fixture");
    creditors(&Source::new("creditors.toml", text)).expect("good creditors")
}

fn import(path: &Path, known: &[Creditor]) -> Result<Import, Vec<Problem>> {
    let bytes = fs::read(path).expect("a fixture");
    let today = "2026-11-23".parse().expect("a date");
    read(&path.display().to_string(), &bytes, known, today, &mut |_| {})
}

fn good(name: &str) -> Import {
    import(&Path::new(FIXTURES).join(name), &known()).expect("a good header")
}

/// The codes that a fixture's folder raises.
fn raised(folder: &Path) -> Vec<&'static str> {
    let codes = |problems: Vec<Problem>| problems.iter().map(|each| each.code).collect();
    let file = folder.join("creditors.toml");
    if let Ok(text) = fs::read_to_string(&file) {
        let source = Source::new(file.display().to_string(), text);
        return creditors(&source).map_or_else(codes, |_| Vec::new());
    }
    let none = folder.ends_with("import-no-creditors");
    let known = if none { Vec::new() } else { known() };
    match import(&folder.join("portfolio.csv"), &known) {
        Err(problems) => codes(problems),
        Ok(import) => codes(import.rejected.into_iter().flat_map(|each| each.problems).collect()),
    }
}

#[test]
fn every_code_of_an_import_is_raised_by_its_fixture_alone() {
    let folders = fs::read_dir(PROBLEMS).expect("the fixtures are there");
    let folders: BTreeSet<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    let mut tried = 0;
    for folder in folders {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ours = name.starts_with("import-") || name.starts_with("creditors-");
        // A policy is looked for in the content, which an import does not know.
        if !ours || ["import-unreadable", "creditors-unknown-policy"].contains(&name.as_str()) {
            continue;
        }

        let codes: BTreeSet<&str> = raised(&folder).into_iter().collect();

        assert_eq!(codes, BTreeSet::from([name.as_str()]), "{name}");
        let good = raised(&folder.join("good"));
        assert!(good.is_empty(), "{name}, in its good twin: {good:?}");
        tried += 1;
    }
    assert!(tried >= 45, "{tried} fixtures");
}

#[test]
fn three_systems_habits_read_as_the_same_portfolio() {
    let first = good("semicolon-latin1.csv");

    assert!(first.rejected.is_empty(), "{:?}", first.rejected);
    assert_eq!(first.portfolio.customers.len(), 2);
    let names: Vec<&str> =
        first.portfolio.customers.iter().map(|c| c.customer.name.full()).collect();
    assert_eq!(names, ["Maria da Silva", "João D'Ávila"]);
    let products: Vec<_> = first.portfolio.customers.iter().flat_map(|c| &c.invoices).collect();
    let last = products.last().and_then(|invoice| invoice.product.as_deref());
    assert_eq!(last, Some("Mensalidade \"regular\"; outubro"));
    for name in ["comma-utf8-bom.csv", "tab-utf16.csv"] {
        assert_eq!(good(name).portfolio, first.portfolio, "{name}");
    }
}

#[test]
fn bad_lines_come_back_in_a_file_that_can_be_mended() {
    let first = good("some-bad-lines.csv");
    assert_eq!((first.portfolio.customers.len(), first.rejected.len()), (2, 3));
    assert_eq!(first.rejected.iter().map(|each| each.line).collect::<Vec<_>>(), [3, 4, 5]);

    let file = rejects(&first, &|problem| problem.code.to_owned());
    let mended = file
        .replace("123.456.789-00", "390.533.447-05")
        .replace("32/01/2026", "30/10/2026")
        .replace(";0;350,90;", ";350,90;350,90;");
    let today = "2026-11-23".parse().expect("a date");
    let again =
        read("rejects.csv", mended.as_bytes(), &known(), today, &mut |_| {}).expect("a header");

    assert_eq!((again.portfolio.customers.len(), again.rejected.len()), (2, 1));
    assert!(file.contains("'=HYPERLINK"), "{file}");
}

#[test]
fn a_hundred_thousand_lines_report_their_progress() {
    let mut text = String::from("cliente;nome;credor;fatura;vencimento;valor\n");
    for line in 0..100_000 {
        let customer = line / 3;
        let _ = writeln!(text, "C{customer};Ana Souza;aurora;F{line};09/10/2026;\"1.234,56\"");
    }
    let (mut steps, mut last) = (0, 0);
    let today = "2026-11-23".parse().expect("a date");

    let import = read("p.csv", text.as_bytes(), &known(), today, &mut |progress| {
        assert!(progress.done >= last && progress.done <= progress.total);
        (steps, last) = (steps + 1, progress.done);
    })
    .expect("a good header");

    assert_eq!((import.lines, import.portfolio.customers.len()), (100_000, 33_334));
    assert!(steps >= 200 && last == text.len());
}

/// A command in a folder of its own.
struct Run {
    folder: tempfile::TempDir,
    words: combinado::text::Catalog,
}

impl Run {
    fn new() -> Self {
        let words = combinado::text::Catalog::open(Path::new("locales/pt-BR"));
        let folder = tempfile::tempdir().expect("a folder");
        Self { folder, words: words.expect("our texts are good") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> String {
        self.path("combinado.sqlite").display().to_string()
    }

    fn args(&self, file: &Path) -> Args {
        Args {
            file: file.to_owned(),
            creditors: Some(Path::new(FIXTURES).join("creditors.toml")),
            rejects: Some(self.path("rejects.csv")),
            dry_run: false,
            json: false,
        }
    }

    async fn import(&self, args: &Args) -> Exit {
        let today = "2026-11-23".parse().expect("a date");
        let database = self.database();
        let desk = Desk { database: &database, words: &self.words, today, content: None };
        run(args, &desk).await.expect("no failure")
    }

    async fn db(&self) -> Db {
        Db::open(&self.database()).await.expect("a database")
    }
}

#[tokio::test]
async fn the_second_import_changes_only_what_changed() {
    let database = Database::create().await;
    let db = database.open().await;
    let portfolio = good("semicolon-latin1.csv").portfolio;
    let saved = |portfolio: Portfolio, keep| {
        let db = db.clone();
        async move { save(&db, portfolio, keep, &mut |_| {}).await.expect("saved") }
    };
    let count = |new, changed, same| Count { new, changed, same };

    let tried = saved(portfolio.clone(), Keep::Tried).await;
    let first = saved(portfolio.clone(), Keep::Written).await;
    let second = saved(portfolio.clone(), Keep::Written).await;
    let mut other = portfolio.clone();
    other.customers[0].customer.email = Some("outra@exemplo.com.br".into());
    other.customers[0].invoices[1].amount = Money::reais(10);
    let third = saved(other, Keep::Written).await;

    assert_eq!((tried, first.creditors), (first, 2));
    assert_eq!((first.customers, first.invoices), (count(2, 0, 0), count(3, 0, 0)));
    assert_eq!((second.creditors, second.invoices), (0, count(0, 0, 3)));
    assert_eq!((third.customers, third.invoices), (count(0, 1, 1), count(0, 1, 2)));
    db.close().await;
}

#[tokio::test]
async fn what_conversations_did_survives_an_import_that_says_open() {
    let database = Database::create().await;
    let db = database.open().await;
    let mut portfolio = good("semicolon-latin1.csv").portfolio;
    save(&db, portfolio.clone(), Keep::Written, &mut |_| {}).await.expect("saved");
    let today = "2026-11-23".parse().expect("a date");
    db.write(move |tx| {
        Box::pin(async move {
            store::invoice::settle(tx, "aurora", &["F1".into()], today).await?;
            store::customer::opt_out(tx, "aurora", "C1").await
        })
    })
    .await
    .expect("written");
    for invoice in &mut portfolio.customers[0].invoices {
        invoice.product = Some("Sofá-cama".into());
    }

    save(&db, portfolio.clone(), Keep::Written, &mut |_| {}).await.expect("saved");

    let now = store::invoice::of(&db, "aurora", "C1").await.expect("read");
    let statuses: Vec<&str> = now.iter().map(|invoice| invoice.status.as_str()).collect();
    assert_eq!(statuses, ["paid", "open"]);
    assert_eq!(now[0].product.as_deref(), Some("Sofá-cama"));
    let customer = store::customer::find(&db, "aurora", "C1").await.expect("read");
    assert!(customer.expect("a customer").opted_out);

    portfolio.customers[0].invoices[0].status = InvoiceStatus::Cancelled;
    save(&db, portfolio, Keep::Written, &mut |_| {}).await.expect("saved");
    let now = store::invoice::of(&db, "aurora", "C1").await.expect("read");
    assert_eq!(now[0].status, InvoiceStatus::Cancelled);
    db.close().await;
}

#[tokio::test]
async fn creditors_whose_policy_does_not_serve_are_refused_and_nothing_is_written() {
    let run = Run::new();
    let good = run.args(&Path::new(FIXTURES).join("semicolon-latin1.csv"));
    let text = fs::read_to_string(Path::new(FIXTURES).join("creditors.toml")).expect("a fixture");
    let soft = run.path("creditors.toml");
    fs::write(&soft, text.replace("\"standard\"", "\"softer\"")).expect("written");
    let other = Args { creditors: Some(soft), ..good.clone() };
    assert_eq!(run.import(&other).await, Exit::WrongInput);
    assert!(!Path::new(&run.database()).exists(), "nothing is published, and nothing is opened");

    assert_eq!(run.import(&good).await, Exit::Done);
    let app = an_app(run.db().await, Clock::manual(monday()));
    publish::start(&app).await.expect("it starts");
    assert_eq!(run.import(&other).await, Exit::WrongInput, "what serves has no such policy");
    let live = app.live();
    let policy = live.files.get("policies/standard.toml").expect("our policy");
    let mut files = live.files.clone();
    let renamed = policy.replacen("\"standard\"", "\"softer\"", 1);
    files.put("policies/softer.toml", renamed);
    let next = Edition::compile((live.number + 1, Moves::Finish), &files, app.editions.own());
    publish::develop(&app, &next.expect("it compiles")).await.expect("it serves");

    assert_eq!(run.import(&other).await, Exit::Done);
}

#[tokio::test]
async fn a_broken_file_changes_nothing_and_a_bad_line_stops_nothing() {
    let run = Run::new();
    let broken = Path::new(PROBLEMS).join("import-missing-column/portfolio.csv");
    let missing = run.path("nowhere.csv");
    let mut bad_creditors = run.args(&Path::new(FIXTURES).join("some-bad-lines.csv"));
    bad_creditors.creditors = Some(Path::new(PROBLEMS).join("creditors-bad-cnpj/creditors.toml"));

    for args in [run.args(&broken), run.args(&missing), bad_creditors] {
        assert_eq!(run.import(&args).await, Exit::WrongInput);
        assert!(!Path::new(&run.database()).exists(), "nothing was opened");
    }
    let mut args = run.args(&Path::new(FIXTURES).join("some-bad-lines.csv"));
    args.dry_run = true;
    assert_eq!(run.import(&args).await, Exit::WrongInput, "a line was rejected");
    assert!(!Path::new(&run.database()).exists(), "a try leaves nothing");
    args.dry_run = false;
    assert_eq!(run.import(&args).await, Exit::WrongInput, "a line was rejected");

    let rejects = fs::read_to_string(run.path("rejects.csv")).expect("rejected lines");
    assert!(rejects.contains("dígitos verificadores"), "{rejects}");
    let customers = store::customer::page(&run.db().await, "aurora", "", 10).await.expect("read");
    assert_eq!(customers.len(), 2);
    let good = run.args(&Path::new(FIXTURES).join("semicolon-latin1.csv"));
    assert_eq!(run.import(&good).await, Exit::Done);
}
