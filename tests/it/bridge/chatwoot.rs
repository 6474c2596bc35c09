//! The rules that a bridge to Chatwoot keeps.

use chrono::TimeDelta;
use combinado::app::desk::take;
use combinado::domain::access::Role;
use combinado::fake::chatwoot::Act;
use combinado::fake::faults::{Fault, Plan};
use combinado::store::bridge::case::Standing;
use combinado::store::{bridge, message};

use super::{Bridged, TOKEN, place};
use crate::desk::somebody;

fn resolves(labels: Option<&[&str]>) -> Act {
    let labels = labels.map(|all| all.iter().map(|it| (*it).to_owned()).collect());
    let status = Some("resolved".to_owned());
    Act { conversation: 1, labels, status, ..Act::default() }
}

#[tokio::test]
async fn a_case_is_shown_with_its_packet_and_what_was_said_before() {
    let desk = Bridged::start().await;
    desk.asks("c1").await;

    let shown = desk.shown();

    assert_eq!(desk.fake.conversations(), [1]);
    let packet = shown.first().expect("the packet");
    assert!(packet.private && packet.content.contains("pediu para falar com alguém"), "{packet:?}");
    assert!(packet.content.contains("https://mesa.example/conversas/aurora/"), "{packet:?}");
    let theirs: Vec<&str> =
        shown.iter().filter(|it| it.kind == "incoming").map(|it| it.content.as_str()).collect();
    assert_eq!(theirs, super::ASKS);
    let messages = desk.case(1).await;
    assert_eq!(messages.told, messages.messages);
    assert!(shown.iter().filter(|it| it.kind == "outgoing").all(|it| it.source_id.is_some()));
}

#[tokio::test]
async fn what_an_agent_writes_there_reaches_the_customer_once_and_its_ticks_come_back() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;

    let written = desk.writes(1, "Bom dia! Sou a Bia.").await;

    assert_eq!(desk.said(&id).await, ["Bom dia! Sou a Bia."]);
    assert_eq!(desk.message(written).status, "sent");
    let again = desk.shown().iter().filter(|it| it.content.contains("Sou a Bia")).count();
    assert_eq!(again, 1, "what was written there is not shown there again");
    desk.app.talks(&id, &["oi Bia"]).await;
    desk.work().await;
    assert!(desk.shown().iter().any(|it| it.kind == "incoming" && it.content == "oi Bia"));
}

#[tokio::test]
async fn a_private_note_our_own_lines_and_unknown_conversations_go_nowhere() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    let text = Some("só entre nós".to_owned());

    desk.acts(Act { conversation: 1, text, private: true, ..Act::default() }).await;
    desk.app.clock.pass(TimeDelta::seconds(61));
    desk.work().await;

    assert!(desk.said(&id).await.is_empty());
    assert_eq!(desk.app.count("select count(*) from bridge_message").await, 0);
}

#[tokio::test]
async fn a_colleague_of_our_own_desk_has_it_and_the_message_fails_with_the_reason() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    let ana = somebody("Ana", Role::Agent);
    take::take(desk.app.app(), &ana, &place(&id), ("1", None)).await.expect("it is taken");
    desk.work().await;

    let written = desk.writes(1, "Oi!").await;

    assert!(desk.said(&id).await.is_empty());
    let failed = desk.message(written);
    assert_eq!(failed.status, "failed");
    assert!(failed.error.as_ref().is_some_and(|why| !why.is_empty()), "{failed:?}");
    assert!(desk.shown().iter().any(|it| it.private && it.content.contains("com Ana")));
}

#[tokio::test]
async fn who_is_none_of_ours_is_told_so() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    let text = Some("Oi!".to_owned());

    let act = Act { conversation: 1, agent: Some(8), text, ..Act::default() };
    let written = desk.acts(act).await.expect("a message");

    assert!(desk.said(&id).await.is_empty());
    let failed = desk.message(written);
    assert_eq!(failed.status, "failed");
    assert!(failed.error.is_some_and(|why| why.contains("não está entre os atendentes")));
}

#[tokio::test]
async fn a_message_that_was_refused_goes_once_its_agent_tries_again_and_may() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    let ana = somebody("Ana", Role::Agent);
    take::take(desk.app.app(), &ana, &place(&id), ("1", None)).await.expect("it is taken");
    let written = desk.writes(1, "Oi!").await;
    assert_eq!(desk.message(written).status, "failed");
    take::pass_on(desk.app.app(), &ana, &place(&id), ("2", None)).await.expect("it is let go");

    desk.acts(Act { conversation: 1, retry: Some(written), ..Act::default() }).await;

    assert_eq!(desk.said(&id).await, ["Oi!"]);
    assert_eq!(desk.message(written).status, "sent");
}

#[tokio::test]
async fn a_file_cannot_go_this_way_and_says_so() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    let text = Some("veja".to_owned());

    let act = Act { conversation: 1, text, file: true, ..Act::default() };
    let written = desk.acts(act).await.expect("a message");

    assert!(desk.said(&id).await.is_empty());
    assert!(desk.message(written).error.is_some_and(|why| why.contains("Arquivos")));
}

#[tokio::test]
async fn a_hook_that_was_lost_is_found_by_looking() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    desk.fake.faults().order(Plan::next(Fault::Reorder, 1));

    let written = desk.writes(1, "Alguém me ouve?").await;
    assert!(desk.said(&id).await.is_empty(), "the hook was lost");
    desk.app.clock.pass(TimeDelta::seconds(61));
    desk.work().await;

    assert_eq!(desk.said(&id).await, ["Alguém me ouve?"]);
    assert_eq!(desk.message(written).status, "sent", "it is no failure any more");
    desk.app.clock.pass(TimeDelta::seconds(61));
    desk.work().await;
    assert_eq!(desk.said(&id).await.len(), 1);
}

#[tokio::test]
async fn a_case_resolved_with_a_label_is_closed_here_once_and_says_one_thing_to_the_customer() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    desk.writes(1, "Vamos resolver.").await;
    let before = desk.app.messages(&id).await.len();

    desk.acts(resolves(Some(&["vip", "recusa"]))).await;
    desk.app.clock.pass(TimeDelta::seconds(61));
    desk.work().await;

    assert_eq!(desk.case(1).await.standing, Standing::Closed);
    assert_eq!(desk.fake.status(1).as_deref(), Some("resolved"));
    let after = desk.app.messages(&id).await.split_off(before);
    assert!(after.len() <= 1, "{after:?}");
    let late = desk.writes(1, "Ainda aí?").await;
    assert_eq!(desk.message(late).status, "failed");
}

#[tokio::test]
async fn a_case_resolved_without_saying_is_asked_about_and_a_label_closes_it() {
    let desk = Bridged::start().await;
    desk.asks("c1").await;
    desk.writes(1, "Vamos resolver.").await;

    desk.acts(resolves(None)).await;
    assert_eq!(desk.case(1).await.standing, Standing::Asking);
    let asked = |it: &super::Shown| it.private && it.content.contains("etiqueta na conversa");
    assert_eq!(desk.shown().iter().filter(|it| asked(it)).count(), 1);

    let labels = Some(vec!["recusa".to_owned()]);
    desk.acts(Act { conversation: 1, labels, ..Act::default() }).await;

    assert_eq!(desk.case(1).await.standing, Standing::Closed);
    assert_eq!(desk.shown().iter().filter(|it| asked(it)).count(), 1);
}

#[tokio::test]
async fn a_case_of_which_nobody_says_what_came_goes_back_to_the_bot() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    desk.writes(1, "Vamos resolver.").await;
    desk.acts(resolves(None)).await;

    desk.app.clock.pass(TimeDelta::minutes(31));
    desk.work().await;

    assert_eq!(desk.case(1).await.standing, Standing::Closed);
    assert!(!desk.app.says(&id, "voltei").await.is_empty(), "the bot answers again");
    desk.work().await;
    assert!(
        !desk.shown().iter().any(|it| it.content == "voltei"),
        "it is not shown there any more"
    );
}

#[tokio::test]
async fn a_customer_who_writes_while_it_is_asked_opens_it_again() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    desk.writes(1, "Vamos resolver.").await;
    desk.acts(resolves(None)).await;

    desk.app.talks(&id, &["mais uma coisa"]).await;
    desk.work().await;

    assert_eq!(desk.case(1).await.standing, Standing::Open);
    assert_eq!(desk.fake.status(1).as_deref(), Some("open"));
    desk.app.clock.pass(TimeDelta::minutes(31));
    desk.work().await;
    assert_eq!(desk.case(1).await.standing, Standing::Open);
}

#[tokio::test]
async fn nothing_is_shown_twice_or_lost_whatever_answer_gets_lost() {
    for fault in [Fault::ResetAfter, Fault::Reset, Fault::Half, Fault::Internal, Fault::BadGateway]
    {
        let desk = Bridged::start().await;
        for on in ["contacts", "conversations", "messages"] {
            let plan =
                Plan { trigger: combinado::fake::faults::Trigger::Next(2), ..Plan::always(fault) };
            desk.fake.faults().order(Plan { on: Some(on.to_owned()), ..plan });
        }

        let id = desk.asks("c1").await;
        for _ in 0..12 {
            desk.app.clock.pass(TimeDelta::minutes(11));
            desk.work().await;
        }

        assert_eq!(desk.fake.conversations(), [1], "{fault:?}");
        let mut sources: Vec<String> =
            desk.shown().into_iter().filter_map(|it| it.source_id).collect();
        let all = sources.len();
        sources.sort();
        sources.dedup();
        assert_eq!(sources.len(), all, "{fault:?}");
        let said = message::since(desk.app.db(), super::CREDITOR, &id, 0).await.expect("messages");
        assert!(all > said.len(), "{fault:?}: {all} of {} and the packet", said.len());
    }
}

#[tokio::test]
async fn while_it_is_down_new_cases_stay_with_our_desk() {
    let desk = Bridged::start().await;
    desk.fake.faults().order(Plan::always(Fault::Internal));
    desk.asks("c1").await;
    for _ in 0..25 {
        desk.app.clock.pass(TimeDelta::seconds(31));
        desk.work().await;
    }

    let up = bridge::all(desk.app.db()).await.expect("read");
    assert!(matches!(up.as_slice(), [(name, false, _)] if name == "chatwoot"), "{up:?}");
    desk.asks("c2").await;
    desk.fake.faults().clear();
    desk.app.clock.pass(TimeDelta::minutes(15));
    desk.work().await;
    desk.asks("c3").await;

    let kept = "select count(*) from bridge_case where status = 'kept'";
    assert!(desk.app.count(kept).await >= 1);
    let up = bridge::all(desk.app.db()).await.expect("read");
    assert!(matches!(up.as_slice(), [(_, true, _)]), "{up:?}");
    let open = "select count(*) from bridge_case where status = 'open'";
    assert!(desk.app.count(open).await >= 1, "what comes once it answers is shown there");
}

#[tokio::test]
async fn no_cpf_and_no_token_leaves_the_house() {
    let desk = Bridged::start().await;
    let id = desk.asks("c1").await;
    desk.app.talks(&id, &["meu cpf é 390.533.447-05", "ou 39053344705"]).await;
    desk.work().await;

    let everything = desk.fake.everything();
    for hidden in ["390.533.447-05", "39053344705", TOKEN, "11987654321", "Souza"] {
        assert!(!everything.contains(hidden), "{hidden}");
    }
    assert!(everything.contains("***.***.***-**"));
    let rows = "select count(*) from bridge_event where cast(body as text) like '%token%'";
    assert_eq!(desk.app.count(rows).await, 0);
}

#[tokio::test]
async fn another_process_takes_the_desk_over_once_the_first_is_gone() {
    let desk = Bridged::start().await;
    let way =
        std::sync::Arc::new(combinado::desks::chatwoot::Way::new(&desk.settings).expect("a way"));
    let other = combinado::jobs::bridge::Worker::new(desk.app.app().clone(), way, None);
    desk.app.knows(crate::support::a_customer("c1"), vec![]).await;
    let id = desk.app.opens("c1").await;
    desk.app.talks(&id, &["oi", "sou eu", "390", "quero falar com uma pessoa"]).await;

    assert_eq!(other.tick().await.expect("a tick").worked, 0, "the first one holds it");
    desk.app.clock.pass(TimeDelta::seconds(31));
    assert!(other.tick().await.expect("a tick").worked > 0);
}
