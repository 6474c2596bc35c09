//! What was said becomes searchable a little later, all of it and once.

use combinado::app::searching::Pass;
use combinado::domain::id::Id;
use combinado::store;

use crate::support::{TestApp, a_customer, an_invoice};

/// More messages than are made searchable together.
const MANY: i64 = 1300;

async fn searchable(app: &TestApp) -> (i64, i64) {
    let places = app.count("select count(*) from searchable").await;
    (places, app.count("select count(*) from searchable_words").await)
}

/// Makes searchable what was said; tells how much that was.
async fn passes(app: &TestApp) -> usize {
    let mut pass = Pass::begin(app.app()).await.expect("a pass");
    let mut made = 0;
    while let Some(page) = pass.page(app.app()).await.expect("a page") {
        made += page;
    }
    made
}

/// Puts more messages behind those of a conversation, as if they had been said.
async fn adds(app: &TestApp, conversation: &Id) {
    let conversation = conversation.to_string();
    app.db()
        .write(move |tx| {
            Box::pin(async move {
                let text = "insert into message
                              (creditor, conversation, seq, id, sender, turn, at, text, options,
                               attachments)
                            select creditor, conversation, $2, $3, sender, turn, at, text, options,
                                   attachments
                            from message where conversation = $1 and seq = 1";
                for place in 0..MANY {
                    tx.sql(text)
                        .bind(conversation.clone())
                        .bind(1000 + place)
                        .bind(format!("more-{place}"))
                        .run(&mut *tx)
                        .await?;
                }
                tx.sql("update conversation set messages = $2 where id = $1")
                    .bind(conversation)
                    .bind(1000 + MANY)
                    .run(&mut *tx)
                    .await?;
                Ok::<_, store::Error>(())
            })
        })
        .await
        .expect("they are written");
}

#[tokio::test]
async fn all_that_was_said_can_be_searched_after_a_pass_and_each_word_once() {
    let app = TestApp::start().await;
    app.knows(a_customer("ana"), vec![an_invoice("i1", "2026-10-13")]).await;
    let conversation = app.opens("ana").await;
    let said = app.says(&conversation, "Esqueci a fatura").await;
    adds(&app, &conversation).await;
    let messages = app.count("select count(*) from message").await;
    assert!(!said.is_empty() && messages > MANY);

    let first = passes(&app).await;
    let found = searchable(&app).await;
    let again = passes(&app).await;

    // The messages, and the customer's name.
    assert_eq!(found, (messages + 1, messages + 1));
    assert_eq!(i64::try_from(first), Ok(messages + 1));
    assert_eq!((again, searchable(&app).await), (0, found));
}

#[tokio::test]
async fn what_is_said_later_is_added_by_the_next_pass() {
    let app = TestApp::start().await;
    app.knows(a_customer("ana"), vec![an_invoice("i1", "2026-10-13")]).await;
    let conversation = app.opens("ana").await;
    app.says(&conversation, "oi").await;
    passes(&app).await;
    let (before, _) = searchable(&app).await;

    app.says(&conversation, "Perdi o boleto").await;
    let added = passes(&app).await;

    assert!(added >= 2, "{added}");
    assert_eq!(searchable(&app).await.0, before + i64::try_from(added).unwrap_or(0));
}

#[tokio::test]
async fn what_a_pass_leaves_is_found_by_the_next() {
    let app = TestApp::start().await;
    app.knows(a_customer("ana"), vec![an_invoice("i1", "2026-10-13")]).await;
    let conversation = app.opens("ana").await;
    app.says(&conversation, "Esqueci a fatura").await;
    adds(&app, &conversation).await;
    let messages = app.count("select count(*) from message").await;

    let mut first = Pass::begin(app.app()).await.expect("a pass");
    let page = first.page(app.app()).await.expect("a page");
    drop(first);
    let next = passes(&app).await;

    assert!(page.is_some_and(|made| made > 0) && next > 0, "{page:?} {next}");
    assert_eq!(searchable(&app).await, (messages + 1, messages + 1));
}
