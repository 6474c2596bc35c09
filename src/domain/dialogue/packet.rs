//! What a human gets with a case.

use super::agents;
use super::effect::{HandoffReason, Packet, PacketDebt, PacketMatter, Priority};
use super::state::{Handoff, Owner};
use super::text::{Part, Value};
use super::walk::Walk;
use crate::domain::debt::reason::Reason;

/// Gives the case to a human: packet, owner and state.
pub fn hand_off(walk: &mut Walk<'_>, reason: HandoffReason, queue: &str, priority: Priority) {
    agents::remember(walk);
    let packet = packet(walk, reason, queue, priority);
    walk.note("handoff", reason.as_str());
    walk.state.owner = Owner::Human;
    walk.state.handoff = Some(Handoff {
        id: packet.id.clone(),
        reason,
        queue: packet.queue.clone(),
        priority,
        reassured: false,
        taken: walk.state.agent.is_some(),
    });
    walk.hand_off(packet);
}

/// Gives the case to a human while the bot keeps the talk.
pub fn refer(
    walk: &mut Walk<'_>,
    (reason, queue, priority): (HandoffReason, &str, Priority),
    invoices: &[String],
    words: &str,
) {
    let mut packet = packet(walk, reason, queue, priority);
    if let Some(matter) = &mut packet.matter {
        matter.invoices = invoices.to_vec();
        words.clone_into(&mut matter.words);
    }
    walk.note("handoff", reason.as_str());
    walk.state.handoff = Some(Handoff {
        id: packet.id.clone(),
        reason,
        queue: packet.queue.clone(),
        priority,
        reassured: false,
        taken: walk.state.agent.is_some(),
    });
    walk.hand_off(packet);
}

/// The matter that is open, as the packet tells it.
fn matter(walk: &Walk<'_>) -> Option<PacketMatter> {
    walk.state.matter.as_ref().map(|matter| PacketMatter {
        protocol: matter.id.protocol(),
        about: matter.about,
        invoices: Vec::new(),
        words: String::new(),
        answer_by: matter.answer_by,
    })
}

fn packet(walk: &mut Walk<'_>, reason: HandoffReason, queue: &str, priority: Priority) -> Packet {
    let today = walk.today();
    let open = walk.facts.invoices.iter().filter(|invoice| {
        !matches!(
            invoice.status,
            crate::domain::debt::invoice::InvoiceStatus::Paid { .. }
                | crate::domain::debt::invoice::InvoiceStatus::Cancelled
        )
    });
    let debts = open
        .map(|invoice| PacketDebt {
            invoice: invoice.id.clone(),
            product: invoice.product.clone(),
            due_on: invoice.due_on,
            owed: walk.owed_for(invoice, today),
        })
        .collect();
    let summary = summary(walk, reason);
    let agreed = usize::from(walk.agreement().is_some());
    let made = walk.state.negotiation.made.clone();
    let standing = walk.state.negotiation.standing.len();
    Packet {
        id: walk.name(),
        reason,
        queue: queue.to_owned(),
        priority,
        summary,
        identity: walk.state.identity.as_str().to_owned(),
        matter: matter(walk),
        check: walk.state.check_code(),
        late_because: walk.state.reason,
        debts,
        refused: u32::try_from(made.len().saturating_sub(standing.max(agreed))).unwrap_or(u32::MAX),
        offers: made,
        asked_for: walk.state.negotiation.heard.clone(),
        misunderstood: walk.state.missed.clone(),
        last_words: walk.state.words.clone(),
        answer_by: walk.desk_answers(),
    }
}

/// The case in a few lines: why it came, why they are late, what is owed, what was offered.
fn summary(walk: &Walk<'_>, reason: HandoffReason) -> Vec<Part> {
    let code = |code: &str| Value::Text(code.to_owned());
    let count = |number: usize| Value::Count(i64::try_from(number).unwrap_or(i64::MAX));
    let late = walk.state.reason.map_or("untold", Reason::as_str);
    let owed = walk.owed_on(walk.today());
    let mut lines = vec![
        Part::new("summary-why")
            .with("reason", code(reason.as_str()))
            .with("identity", code(walk.state.identity.as_str())),
        Part::new("summary-late").with("reason", code(late)).tight(),
    ];
    if let Some(matter) = &walk.state.matter {
        let part = Part::new("summary-matter")
            .with("matter", code(matter.about.as_str()))
            .with("protocol", Value::Text(matter.id.protocol()));
        lines.push(part.tight());
    }
    let check = Value::Text(walk.state.check_code());
    lines.push(Part::new("summary-check").with("code", check).tight());
    if owed.total().is_positive() {
        let owed = Part::new("summary-owed")
            .debt("count", count(walk.invoices().len()))
            .debt("total", Value::Money(owed.total()))
            .debt("days", Value::Count(i64::from(owed.days_overdue)));
        lines.push(owed.tight());
    }
    if let Some(agreement) = walk.agreement() {
        let agreed = Part::new("summary-agreed")
            .debt("total", Value::Money(agreement.total))
            .debt("received", Value::Money(agreement.received()));
        lines.push(agreed.tight());
    }
    if let Some(last) = walk.state.negotiation.made.last() {
        let offers = Part::new("summary-offers")
            .debt("made", count(walk.state.negotiation.made.len()))
            .debt("total", Value::Money(last.total))
            .debt("count", count(last.instalments.len()));
        lines.push(offers.tight());
    }
    lines
}
