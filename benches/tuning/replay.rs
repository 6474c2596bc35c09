//! Conversations that customers held, turn by turn through the queues, taken again against a draft.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use combinado::app::intake::{self, Inbound, Incoming};
use combinado::app::opening::{self, Opening};
use combinado::cli::replay::{Args, run};
use combinado::config::content;
use combinado::domain::id::Id;

use crate::house::House;
use crate::{TEXT, now, people};

/// Who writes at once.
const AT_ONCE: u32 = 64;

/// What customers write, one after another; `{cpf}` is what proves who they are.
const STORIES: [&[&str]; 8] = [
    &["oi", "sou eu", "{cpf}", "esqueci de pagar", "2", "sim"],
    &["bom dia", "sim, sou eu", "{cpf}", "perdi o emprego", "uns 80 por mês", "sim"],
    &["oi", "sou eu", "{cpf}", "só recebo dia 5", "dia 5", "sim"],
    &[
        "oi",
        "quem é você?",
        "sou eu",
        "{cpf}",
        "prefiro não dizer",
        "tem desconto?",
        "não quero",
        "1",
        "sim",
    ],
    &["oi", "sou eu", "{cpf}", "não reconheço essa compra", "nunca comprei nada aí"],
    &["oi", "sou eu", "{cpf}", "não recebi o boleto", "quero pagar no pix", "sim"],
    &["oi", "não sou eu, é engano"],
    &["oi", "sou eu", "000", "{cpf}", "quero falar com uma pessoa", "tem alguém aí?"],
];

/// What was measured.
#[derive(Debug)]
pub struct Figures {
    /// Conversations that were taken again.
    pub conversations: u32,
    /// Turns that they had.
    pub turns: u64,
    /// Conversations in which something would have been otherwise.
    pub otherwise: u32,
    /// How long that took.
    pub took: Duration,
    /// How long customers had talked.
    pub filled: Duration,
}

/// Has the first customers talk, then takes all of it again.
pub async fn measure(house: &House, conversations: u32) -> Figures {
    let begun = now();
    talk(house, conversations).await;
    let filled = begun.elapsed();
    let draft = tempfile::tempdir().expect("a folder");
    write(draft.path());
    let arguments = Args {
        conversation: None,
        all: true,
        flow: None,
        content: Some(draft.path().to_owned()),
        json: false,
    };
    let app = &house.crew.app;
    let turns: (i64,) =
        app.db.sql("select count(*) from turn").one(&app.db).await.expect("a count");
    let begun = now();
    let totals = run(app, &arguments, &mut std::io::sink()).await.expect("it is taken again");
    let took = begun.elapsed();
    assert_eq!(totals.conversations, conversations, "every one is taken again");
    assert!(totals.different > conversations / 2, "the draft says something else");
    let turns = u64::try_from(turns.0).unwrap_or_default();
    Figures { conversations, turns, otherwise: totals.different, took, filled }
}

/// Our content with another text, as a folder.
fn write(folder: &std::path::Path) {
    for (path, text) in content::own().iter() {
        let (file, key) = TEXT;
        let text = if path == file {
            assert!(text.contains(key), "{key} is in {file}");
            text.replace(key, &format!("{key}Olha só. "))
        } else {
            text.to_owned()
        };
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        std::fs::write(path, text).expect("a file is written");
    }
}

/// Everybody writes what their story says, and is answered before they write again.
async fn talk(house: &House, conversations: u32) {
    let longest = STORIES.iter().map(|story| story.len()).max().unwrap_or_default();
    for step in 0..longest {
        let next = Arc::new(AtomicU32::new(0));
        let writing: Vec<_> = (0..AT_ONCE)
            .map(|_| {
                let (app, next) = (house.crew.app.clone(), next.clone());
                tokio::spawn(async move {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= conversations {
                            return;
                        }
                        if let Some(text) = says(number, step) {
                            let line = opening::open(&app, whose(number)).await.expect("it opens");
                            let new = posted(&line, step, text);
                            intake::accept(&app, new).await.expect("it is accepted");
                        }
                    }
                })
            })
            .collect();
        for writer in writing {
            writer.await.expect("it ends well");
        }
        house.crew.drain().await.expect("the queues are worked");
    }
}

fn says(number: u32, step: usize) -> Option<String> {
    let story = STORIES.get(number as usize % STORIES.len())?;
    let first: String = people::cpf(number).chars().take(3).collect();
    Some(story.get(step)?.replace("{cpf}", &first))
}

fn whose(number: u32) -> Opening {
    Opening {
        creditor: people::CREDITOR.to_owned(),
        customer: format!("c{number}"),
        channel: "web".to_owned(),
        address: format!("web/c{number}"),
    }
}

fn posted(line: &Id, step: usize, text: String) -> Inbound {
    Inbound {
        creditor: people::CREDITOR.to_owned(),
        channel: "web".to_owned(),
        external_id: format!("{line}-{step}"),
        line: line.clone(),
        body: Incoming::Text { text },
    }
}
