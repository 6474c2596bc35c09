//! What happened with one customer, as their rows tell it.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use combinado::domain::debt::agreement::{Agreement, AgreementStatus, Instalment};
use combinado::domain::debt::charge::{Charge, ChargeStatus, Purpose};
use combinado::domain::debt::invoice::{Invoice, InvoiceStatus};
use combinado::domain::debt::party::Customer;
use combinado::domain::debt::promise::{Promise, PromiseStatus};
use combinado::domain::dialogue::effect::{HandoffReason, Packet, Priority, StopReason};
use combinado::domain::dialogue::state::{Collection, Handoff, Identity, Owner, State};
use combinado::domain::id::Id;
use combinado::domain::money::{Money, Rate};
use combinado::store::invoice::Imported;
use serde_json::{Value, json};

use super::rows::Rows;
use super::{AGENTS, CREDITORS, Dice, FLOWS, Plan, SECTORS};

/// Reasons for being late that are told.
const REASONS: [&str; 5] = ["forgot", "unemployment", "hardship", "lost_invoice", "undisclosed"];
/// What came of closed cases.
const OUTCOMES: [&str; 6] =
    ["agreement", "promise", "paid", "refused", "complaint", "dispute_rejected"];
/// Why cases go to a human.
const WHY: [HandoffReason; 5] = [
    HandoffReason::Asked,
    HandoffReason::Dispute,
    HandoffReason::BeyondPolicy,
    HandoffReason::LegalThreat,
    HandoffReason::NotUnderstood,
];
const HOWS: [Priority; 3] = [Priority::Normal, Priority::High, Priority::Urgent];
const NAMES: [&str; 6] =
    ["Maria Souza", "João Lima", "Conceição Araújo", "Antônio Sá", "Íris Gonçalves", "Zé Pinto"];
const THEIRS: [&str; 6] = [
    "oi, quero negociar a conta",
    "não consigo pagar tudo agora",
    "pode parcelar em três vezes?",
    "sim, aceito",
    "já paguei essa fatura ontem",
    "quero falar com uma pessoa",
];
const OURS: [&str; 4] = [
    "Olá! Aqui é a assistente da loja.",
    "Posso oferecer um desconto à vista.",
    "Combinado. O código Pix segue abaixo.",
    "Anotei. Alguém da equipe responde ainda hoje.",
];

/// One customer's story on its way.
struct Story<'a> {
    rows: &'a mut Rows,
    dice: Dice,
    creditor: &'static str,
    customer: String,
    conversation: Id,
    flow: &'static str,
    channel: &'static str,
    amount: i64,
    turn: i64,
    seq: i64,
    /// When the last thing happened.
    at: DateTime<Utc>,
    now: DateTime<Utc>,
    state: State,
    /// Columns of the conversation that the story sets.
    columns: Value,
    heard_at: Option<DateTime<Utc>>,
    started_at: DateTime<Utc>,
}

/// Tells a customer's story.
pub fn tell(rows: &mut Rows, plan: &Plan, number: u32) {
    let mut dice = Dice::new(plan.word, number);
    let creditor = if number % 4 == 3 { CREDITORS[1] } else { CREDITORS[0] };
    let customer = format!("c{number:06}");
    let conversation = Id::derive(&["seed", creditor, &customer]);
    let flow = *dice.one(&FLOWS);
    let started_at = plan.now - TimeDelta::minutes(dice.between(2 * 24 * 60, 90 * 24 * 60));
    let amount = dice.between(5_000, 300_000);
    let state = State::new(conversation.clone(), flow.to_owned(), "standard@1".to_owned());
    let channel = *dice.one(&["whatsapp", "whatsapp", "whatsapp", "telegram", "web"]);
    let mut story = Story {
        rows,
        dice,
        creditor,
        customer,
        conversation,
        flow,
        channel,
        amount,
        turn: 0,
        seq: 0,
        at: started_at,
        now: plan.now,
        state,
        columns: json!({}),
        heard_at: None,
        started_at,
    };
    let status = story.happens();
    story.owes(number, status);
    story.ends();
}

impl Story<'_> {
    /// Whatever happens; answers where the invoice stands then.
    fn happens(&mut self) -> InvoiceStatus {
        let fate = self.dice.below(100);
        self.ours();
        if fate < 20 {
            return InvoiceStatus::Open;
        }
        self.theirs();
        if fate < 24 {
            self.opts_out();
            return InvoiceStatus::Open;
        }
        if fate < 32 {
            return InvoiceStatus::Open;
        }
        self.reached("identified");
        self.state.identity = Identity::Verified;
        self.reason();
        if fate < 40 {
            return InvoiceStatus::Open;
        }
        self.ours();
        self.reached("offered");
        match fate {
            40..50 => InvoiceStatus::Open,
            50..56 => self.waits_for_somebody(),
            56..62 => self.is_with_somebody(),
            62..72 => self.was_with_somebody(),
            72..75 => self.disputes(),
            75..79 => self.promises(),
            _ => self.agrees(fate, None),
        }
    }

    fn later(&mut self) {
        let minutes = self.dice.between(1, 600);
        self.at = (self.at + TimeDelta::minutes(minutes)).min(self.now - TimeDelta::minutes(1));
    }

    fn says(&mut self, sender: &str, text: &str, author: Option<&str>) {
        self.later();
        self.seq += 1;
        self.turn += 1;
        let at = self.at.to_rfc3339();
        let ours = sender != "customer";
        let left = ours && self.dice.below(50) > 0;
        let id = Id::derive(&[self.conversation.as_str(), &self.seq.to_string()]);
        let row = json!({
            "creditor": self.creditor, "conversation": self.conversation, "seq": self.seq,
            "id": id, "sender": sender, "turn": self.turn, "at": at, "text": text,
            "options": [], "attachments": [], "author": author,
            "sent_at": left.then_some(&at), "delivered_at": left.then_some(&at),
        });
        self.rows.add("message", row);
    }

    fn ours(&mut self) {
        let text = *self.dice.one(&OURS);
        self.says("bot", text, None);
    }

    fn theirs(&mut self) {
        let text = *self.dice.one(&THEIRS);
        self.says("customer", text, None);
        self.heard_at = Some(self.at);
    }

    fn reached(&mut self, kind: &str) {
        let row = json!({
            "creditor": self.creditor, "conversation": self.conversation, "turn": self.turn,
            "kind": kind, "customer": self.customer, "at": self.at.to_rfc3339(),
        });
        self.rows.add("milestone", row);
    }

    fn reason(&mut self) {
        let reason = *self.dice.one(&REASONS);
        let row = json!({
            "creditor": self.creditor, "conversation": self.conversation, "turn": self.turn,
            "customer": self.customer, "reason": reason, "told_at": self.at.to_rfc3339(),
        });
        self.rows.add("delay_reason", row);
    }

    fn opts_out(&mut self) {
        self.reached("opted_out");
        self.state.opted_out = true;
        self.state.collection = Collection::Stopped { why: StopReason::OptOut };
        self.columns["collection"] = json!("stopped");
        self.columns["stopped_why"] = json!("opt_out");
    }

    /// A case goes to a human; nobody has it yet.
    fn case(&mut self, opened_at: DateTime<Utc>) -> (Id, Value) {
        self.at = opened_at;
        let id = Id::derive(&[self.conversation.as_str(), "case"]);
        let (reason, priority) = (*self.dice.one(&WHY), *self.dice.one(&HOWS));
        let queue = (*self.dice.one(&[SECTORS[0], SECTORS[0], SECTORS[1]])).to_owned();
        let answer_by = opened_at + TimeDelta::hours(self.dice.between(2, 24));
        let packet = Packet {
            id: id.clone(),
            reason,
            queue: queue.clone(),
            priority,
            summary: Vec::new(),
            identity: "verified".to_owned(),
            matter: None,
            check: String::new(),
            late_because: None,
            debts: Vec::new(),
            offers: Vec::new(),
            refused: 0,
            asked_for: Vec::new(),
            misunderstood: Vec::new(),
            last_words: vec!["quero falar com uma pessoa".to_owned()],
            answer_by,
        };
        let row = json!({
            "creditor": self.creditor, "id": id, "customer": self.customer,
            "conversation": self.conversation, "reason": reason, "queue": queue,
            "priority": priority, "status": "waiting", "answer_by": answer_by.to_rfc3339(),
            "opened_at": opened_at.to_rfc3339(), "packet": packet, "last_turns": [],
        });
        (id, row)
    }

    /// The conversation has a case at the desk now.
    fn at_desk(&mut self, id: &Id, row: &Value, taken: bool) {
        let queue = row["queue"].as_str().unwrap_or_default().to_owned();
        self.state.owner = Owner::Human;
        self.state.handoff = Some(Handoff {
            id: id.clone(),
            reason: HandoffReason::Asked,
            queue: queue.clone(),
            priority: Priority::Normal,
            reassured: false,
            taken,
        });
        let urgency = match row["priority"].as_str() {
            Some("urgent") => 2_000_000_000_000,
            Some("high") => 1_000_000_000_000,
            _ => 0,
        };
        self.columns["handoff"] = json!(id);
        self.columns["sector"] = json!(queue);
        self.columns["at_stake"] = json!(self.amount);
        self.columns["rank"] = json!(urgency + self.amount);
    }

    fn waits_for_somebody(&mut self) -> InvoiceStatus {
        let waited = self.dice.between(1, 30 * 60);
        let (id, row) = self.case(self.now - TimeDelta::minutes(waited));
        self.at_desk(&id, &row, false);
        self.rows.add("handoff", row);
        self.theirs();
        InvoiceStatus::Open
    }

    fn is_with_somebody(&mut self) -> InvoiceStatus {
        let waited = self.dice.between(60, 40 * 60);
        let (id, mut row) = self.case(self.now - TimeDelta::minutes(waited));
        self.at_desk(&id, &row, true);
        let agent = self.takes(&mut row);
        self.columns["agent"] = json!(agent);
        self.rows.add("handoff", row);
        self.theirs();
        InvoiceStatus::Open
    }

    fn takes(&mut self, row: &mut Value) -> &'static str {
        let agent = *self.dice.one(&AGENTS);
        self.later();
        row["status"] = json!("taken");
        row["taken_at"] = json!(self.at.to_rfc3339());
        row["taken_by"] = json!(agent);
        row["agent"] = json!(agent);
        if self.dice.below(8) > 0 {
            self.says("agent", "Bom dia, aqui é da equipe. Vamos resolver.", Some(agent));
        }
        agent
    }

    fn was_with_somebody(&mut self) -> InvoiceStatus {
        let opened_at = self.at + TimeDelta::minutes(5);
        let (_, mut row) = self.case(opened_at.min(self.now - TimeDelta::hours(30)));
        let agent = self.takes(&mut row);
        let outcome = *self.dice.one(&OUTCOMES);
        let status = match outcome {
            "agreement" => self.agrees(80 + self.dice.clone().below(20), Some(agent)),
            _ => InvoiceStatus::Open,
        };
        self.later();
        row["status"] = json!("returned");
        row["returned_at"] = json!(self.at.to_rfc3339());
        row["closed_at"] = json!(self.at.to_rfc3339());
        row["closed_by"] = json!(agent);
        row["outcome"] = json!(outcome);
        self.rows.add("handoff", row);
        status
    }

    fn disputes(&mut self) -> InvoiceStatus {
        let row = json!({
            "creditor": self.creditor, "id": Id::derive(&[self.conversation.as_str(), "dispute"]),
            "customer": self.customer, "conversation": self.conversation, "kind": "wrong_amount",
            "invoices": [self.invoice()], "words": "o valor está errado",
            "opened_at": self.at.to_rfc3339(),
        });
        self.rows.add("dispute", row);
        InvoiceStatus::Disputed
    }

    fn promises(&mut self) -> InvoiceStatus {
        self.theirs();
        let promise = Promise {
            id: Id::derive(&[self.conversation.as_str(), "promise"]),
            invoices: vec![self.invoice()],
            amount: Money::centavos(self.amount),
            due: self.today() + Days::new(5),
            made_at: self.at,
            status: PromiseStatus::Open,
        };
        let row = json!({
            "creditor": self.creditor, "id": promise.id, "customer": self.customer,
            "conversation": self.conversation, "status": "open", "due_on": promise.due,
            "amount": self.amount, "made_at": self.at.to_rfc3339(), "body": promise,
        });
        self.rows.add("promise", row);
        InvoiceStatus::Open
    }

    /// An agreement in two parts: of them none, the first or both were paid, or it broke.
    fn agrees(&mut self, fate: u64, agent: Option<&str>) -> InvoiceStatus {
        self.theirs();
        let total = self.amount * self.dice.between(70, 110) / 100;
        let id = Id::derive(&[self.conversation.as_str(), "agreement"]);
        let (first, paid_parts) = (self.today() + Days::new(1), [0, 1, 2, 0][(fate % 4) as usize]);
        let status = match fate % 4 {
            2 => AgreementStatus::Settled,
            3 => AgreementStatus::Broken,
            _ => AgreementStatus::Active,
        };
        let sums = [total / 2, total - total / 2];
        let part = |(place, sum): (usize, &i64)| {
            let is_paid = place < paid_parts;
            Instalment {
                number: u32::try_from(place).unwrap_or(0) + 1,
                due: first + Days::new(30 * place as u64),
                amount: Money::centavos(*sum),
                paid: Money::centavos(if is_paid { *sum } else { 0 }),
                paid_on: is_paid.then_some(first),
            }
        };
        let agreement = Agreement {
            id: id.clone(),
            invoices: vec![self.invoice()],
            accepted_at: self.at,
            accepted_with: "sim".to_owned(),
            total: Money::centavos(total),
            owed: Money::centavos(self.amount),
            down_payment: Money::ZERO,
            instalments: sums.iter().enumerate().map(part).collect(),
            policy: "standard@1".to_owned(),
            rule: "seed".to_owned(),
            broken_after_days: 10,
            moved: 0,
            monthly_rate: Rate::ZERO,
            status,
        };
        self.writes_down(&agreement);
        for (place, sum) in sums.iter().enumerate().take(paid_parts) {
            self.pays(&id, place, *sum);
        }
        let _ = agent;
        match status {
            AgreementStatus::Settled => InvoiceStatus::Paid { on: Some(self.today()) },
            AgreementStatus::Active | AgreementStatus::Broken | AgreementStatus::Cancelled => {
                InvoiceStatus::Open
            }
        }
    }

    fn writes_down(&mut self, agreement: &Agreement) {
        let ended = agreement.status != AgreementStatus::Active;
        let row = json!({
            "creditor": self.creditor, "id": agreement.id, "customer": self.customer,
            "conversation": self.conversation, "status": agreement.status,
            "accepted_at": self.at.to_rfc3339(), "owed": agreement.owed.in_centavos(),
            "total": agreement.total.in_centavos(), "policy": agreement.policy,
            "rule": agreement.rule, "ended_on": ended.then_some(self.today()), "body": agreement,
        });
        self.rows.add("agreement", row);
        let row = json!({
            "creditor": self.creditor, "agreement": agreement.id, "invoice": self.invoice(),
            "active": !ended,
        });
        self.rows.add("agreement_invoice", row);
        for part in &agreement.instalments {
            let row = json!({
                "creditor": self.creditor, "agreement": agreement.id, "number": part.number,
                "due_on": part.due, "amount": part.amount.in_centavos(),
                "paid": part.paid.in_centavos(), "paid_on": part.paid_on,
            });
            self.rows.add("instalment", row);
        }
    }

    fn pays(&mut self, agreement: &Id, place: usize, sum: i64) {
        self.later();
        let number = u32::try_from(place).unwrap_or(0) + 1;
        let charge = Charge {
            id: Id::derive(&[agreement.as_str(), "charge", &number.to_string()]),
            purpose: Purpose::Instalment { agreement: agreement.clone(), number },
            amount: Money::centavos(sum),
            requested_at: self.at,
            status: ChargeStatus::Paid { amount: Money::centavos(sum) },
        };
        let row = json!({
            "creditor": self.creditor, "id": charge.id, "customer": self.customer,
            "conversation": self.conversation, "status": "paid", "amount": sum,
            "requested_at": self.at.to_rfc3339(), "body": charge,
        });
        self.rows.add("charge", row);
        let row = json!({
            "creditor": self.creditor, "external_id": format!("{}-{number}", agreement.as_str()),
            "customer": self.customer, "charge": charge.id, "agreement": agreement,
            "amount": sum, "unused": 0, "paid_on": self.today(),
            "received_at": self.at.to_rfc3339(),
        });
        self.rows.add("payment", row);
    }

    fn today(&self) -> NaiveDate {
        self.at.with_timezone(&chrono_tz::America::Sao_Paulo).date_naive()
    }

    fn invoice(&self) -> String {
        format!("i{}", self.customer)
    }

    /// The customer and what they owe.
    fn owes(&mut self, number: u32, status: InvoiceStatus) {
        let name = *self.dice.one(&NAMES);
        let phone = format!("+55119{:08}", 60_000_000 + number);
        self.rows.customers.push(Customer {
            id: self.customer.clone(),
            creditor: self.creditor.to_owned(),
            name: name.parse().expect("a name"),
            document: None,
            birth_date: NaiveDate::from_ymd_opt(1980, 5, 7),
            phone: Some(phone.parse().expect("a phone")),
            email: None,
            uf: Some("SP".parse().expect("a state")),
            opt_in_on: NaiveDate::from_ymd_opt(2025, 1, 10),
            late_12m: Some(0),
            broken_agreements: 0,
            opted_out: self.state.opted_out,
            hold: None,
            language: None,
        });
        let due_on = self.started_at.date_naive() - Days::new(1 + self.dice.below(60));
        let amount = Money::centavos(self.amount);
        let paid = if matches!(status, InvoiceStatus::Paid { .. }) { amount } else { Money::ZERO };
        let invoice = Invoice {
            id: self.invoice(),
            contract: Some("C-1".to_owned()),
            product: Some("Sofá de três lugares".to_owned()),
            issued_on: due_on.pred_opt(),
            sent_on: due_on.pred_opt(),
            due_on,
            amount,
            contract_amount: Some(amount),
            boleto_line: None,
            status,
            paid,
            hold: None,
        };
        self.rows.invoices.push(Imported::new(self.creditor, &self.customer, invoice));
        if number.is_multiple_of(997) {
            let row = json!({
                "creditor": self.creditor, "id": Id::derive(&["alert", &self.customer]),
                "kind": "dead-letter", "subject": self.conversation, "detail": "seed",
                "raised_at": self.at.to_rfc3339(), "last_at": self.at.to_rfc3339(),
            });
            self.rows.add("alert", row);
        }
    }

    /// The conversation and who is on its line.
    fn ends(&mut self) {
        self.state.turn = u32::try_from(self.turn).unwrap_or(0);
        let began = State::new(
            self.conversation.clone(),
            self.state.flow.clone(),
            self.state.policy.clone(),
        );
        let address = Id::derive(&["line", self.conversation.as_str()]);
        let mut row = BTreeMap::from([
            ("creditor", json!(self.creditor)),
            ("id", json!(self.conversation)),
            ("customer", json!(self.customer)),
            ("channel", json!(self.channel)),
            ("address", json!(address)),
            ("flow", json!(self.flow)),
            ("flow_hash", json!("seed")),
            ("policy", json!("standard@1")),
            ("policy_hash", json!("seed")),
            ("version", json!(self.turn)),
            ("messages", json!(self.seq)),
            ("owner", json!(self.state.owner)),
            ("collection", json!("active")),
            ("closed", json!(false)),
            ("began", json!(began)),
            ("state", json!(self.state)),
            ("started_at", json!(self.started_at.to_rfc3339())),
            ("changed_at", json!(self.at.to_rfc3339())),
        ]);
        for (name, value) in self.columns.as_object().into_iter().flatten() {
            row.insert(name.as_str(), value.clone());
        }
        let row = json!(row);
        self.rows.add("conversation", row);
        if self.channel != "web" {
            let row = json!({
                "creditor": self.creditor, "line": address, "channel": self.channel,
                "account": "main", "address": address, "name": "Alguém",
                "customer": self.customer, "conversation": self.conversation, "proof": "strong",
                "heard_at": self.heard_at.map(|at| at.to_rfc3339()),
                "began_at": self.started_at.to_rfc3339(),
            });
            self.rows.add("contact", row);
        }
    }
}
