//! The shipped flows, policies, texts and tests, in the binary, so that it runs anywhere.
//!
//! A folder named in the configuration takes the place of the embedded one. To add a file, write it
//! and name it here; a test compares this list with the folders.

/// A file in the binary: its path from the project's root, and its text.
pub type File = (&'static str, &'static str);

/// Names files of the project's root.
macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)))),*]
    };
}

/// The conversation flows.
pub const FLOWS: &[File] = files!["flows/negotiation.toml"];

/// The conversations that must go as they are written: together they come to every step.
pub const CONVERSATIONS: &[File] = files![
    "conversations/abuse-twice.chat",
    "conversations/agreement-accepted-then-changed-mind.chat",
    "conversations/agreement-asks-for-offers.chat",
    "conversations/agreement-broken.chat",
    "conversations/agreement-cancel-after-first-payment.chat",
    "conversations/agreement-kept-as-it-was.chat",
    "conversations/agreement-new-terms-after-payment.chat",
    "conversations/agreement-paid-off-early.chat",
    "conversations/agreement-status.chat",
    "conversations/already-disputed.chat",
    "conversations/already-paid-with-proof.chat",
    "conversations/awaiting-income-promises.chat",
    "conversations/bank-down.chat",
    "conversations/callback-and-back.chat",
    "conversations/capacity-will-think.chat",
    "conversations/card-refused.chat",
    "conversations/charges-explained-first.chat",
    "conversations/code-cannot-be-made.chat",
    "conversations/counter-offer-accepted.chat",
    "conversations/counter-offer-outside.chat",
    "conversations/deceased.chat",
    "conversations/details-and-back.chat",
    "conversations/discount-two-concessions.chat",
    "conversations/dispute-one-others-go-on.chat",
    "conversations/dispute-unknown-debt.chat",
    "conversations/distress.chat",
    "conversations/due-date-day-asked.chat",
    "conversations/due-date-next-instalment-moved.chat",
    "conversations/due-date-second-time-is-a-persons.chat",
    "conversations/es-agreement.chat",
    "conversations/exhausted-human.chat",
    "conversations/file-unasked-not-a-proof.chat",
    "conversations/forgot-pays-at-once.chat",
    "conversations/hardship-disorganised-with-terms.chat",
    "conversations/hardship-disorganised.chat",
    "conversations/hardship-income-asked.chat",
    "conversations/hardship-name-lent.chat",
    "conversations/hardship-nothing-fits-human.chat",
    "conversations/hardship-offer-fits.chat",
    "conversations/hardship-over-indebted-human.chat",
    "conversations/held-by-legal.chat",
    "conversations/human-gives-back.chat",
    "conversations/identity-refused.chat",
    "conversations/identity-three-tries.chat",
    "conversations/injection.chat",
    "conversations/instalments-paid-to-the-end.chat",
    "conversations/is-it-a-scam.chat",
    "conversations/legal-threat.chat",
    "conversations/lost-invoice-second-copy.chat",
    "conversations/lost-invoice-uses-boleto.chat",
    "conversations/menu-and-back.chat",
    "conversations/menu-nothing-wanted.chat",
    "conversations/misunderstood-twice.chat",
    "conversations/nothing-due.chat",
    "conversations/opt-out-silences-reminders.chat",
    "conversations/paid-the-wrong-bill.chat",
    "conversations/paper-asked-before-identity.chat",
    "conversations/papers-which.chat",
    "conversations/pause-ends.chat",
    "conversations/payment-problem-which.chat",
    "conversations/payment-scheduled.chat",
    "conversations/pix-expired-new-code.chat",
    "conversations/prescribed.chat",
    "conversations/privacy-chosen.chat",
    "conversations/privacy-correction.chat",
    "conversations/privacy-which.chat",
    "conversations/promise-limit-of-the-period.chat",
    "conversations/proof-unasked.chat",
    "conversations/recap-needs-explicit-yes.chat",
    "conversations/refuses-twice.chat",
    "conversations/several-debts-one-arranged-then-another.chat",
    "conversations/start-over.chat",
    "conversations/strategic-waits-for-a-bargain.chat",
    "conversations/third-party.chat",
    "conversations/undo-without-agreement.chat",
    "conversations/wrong-person-was-a-joke.chat",
    "conversations/wrong-person.chat",
];

/// The policies, and the tables beside them.
pub const POLICIES: &[File] = files!["policies/conduct.toml", "policies/standard.toml",];

/// The texts, by locale.
pub const LOCALES: &[File] = files![
    "locales/es/channels.ftl",
    "locales/es/cli.ftl",
    "locales/es/conversation.ftl",
    "locales/es/deals.ftl",
    "locales/es/desk-access.ftl",
    "locales/es/desk-bridges.ftl",
    "locales/es/desk-cases.ftl",
    "locales/es/desk-core.ftl",
    "locales/es/desk-money.ftl",
    "locales/es/desk-pages.ftl",
    "locales/es/desk-watch.ftl",
    "locales/es/desk.ftl",
    "locales/es/errors-config.ftl",
    "locales/es/errors-experiments.ftl",
    "locales/es/errors-flow.ftl",
    "locales/es/errors-import.ftl",
    "locales/es/errors-policy.ftl",
    "locales/es/errors-templates.ftl",
    "locales/es/errors-tests.ftl",
    "locales/es/errors-text.ftl",
    "locales/es/errors-understanding.ftl",
    "locales/es/evaluate.ftl",
    "locales/es/format.ftl",
    "locales/es/gate.ftl",
    "locales/es/import.ftl",
    "locales/es/names.ftl",
    "locales/es/policy.ftl",
    "locales/es/rights.ftl",
    "locales/es/simulate.ftl",
    "locales/es/talk.ftl",
    "locales/es/telegram.ftl",
    "locales/es/tuning-experiments.ftl",
    "locales/es/tuning-flow.ftl",
    "locales/es/tuning-pages.ftl",
    "locales/es/tuning-policy.ftl",
    "locales/es/tuning-rooms.ftl",
    "locales/es/tuning-simulate.ftl",
    "locales/es/understanding/glossary.toml",
    "locales/es/web.ftl",
    "locales/es/whatsapp.ftl",
    "locales/es/whatsapp.toml",
    "locales/pt-BR/channels.ftl",
    "locales/pt-BR/cli.ftl",
    "locales/pt-BR/conversation.ftl",
    "locales/pt-BR/deals.ftl",
    "locales/pt-BR/desk-access.ftl",
    "locales/pt-BR/desk-bridges.ftl",
    "locales/pt-BR/desk-cases.ftl",
    "locales/pt-BR/desk-core.ftl",
    "locales/pt-BR/desk-money.ftl",
    "locales/pt-BR/desk-pages.ftl",
    "locales/pt-BR/desk-watch.ftl",
    "locales/pt-BR/desk.ftl",
    "locales/pt-BR/errors-config.ftl",
    "locales/pt-BR/errors-experiments.ftl",
    "locales/pt-BR/errors-flow.ftl",
    "locales/pt-BR/errors-import.ftl",
    "locales/pt-BR/errors-policy.ftl",
    "locales/pt-BR/errors-templates.ftl",
    "locales/pt-BR/errors-tests.ftl",
    "locales/pt-BR/errors-text.ftl",
    "locales/pt-BR/errors-understanding.ftl",
    "locales/pt-BR/evaluate.ftl",
    "locales/pt-BR/format.ftl",
    "locales/pt-BR/gate.ftl",
    "locales/pt-BR/import.ftl",
    "locales/pt-BR/names.ftl",
    "locales/pt-BR/policy.ftl",
    "locales/pt-BR/rights.ftl",
    "locales/pt-BR/simulate.ftl",
    "locales/pt-BR/talk.ftl",
    "locales/pt-BR/telegram.ftl",
    "locales/pt-BR/tuning-experiments.ftl",
    "locales/pt-BR/tuning-flow.ftl",
    "locales/pt-BR/tuning-pages.ftl",
    "locales/pt-BR/tuning-policy.ftl",
    "locales/pt-BR/tuning-rooms.ftl",
    "locales/pt-BR/tuning-simulate.ftl",
    "locales/pt-BR/understanding/alarms.toml",
    "locales/pt-BR/understanding/elsewhere.toml",
    "locales/pt-BR/understanding/golden.jsonl",
    "locales/pt-BR/understanding/payment.toml",
    "locales/pt-BR/understanding/reasons.toml",
    "locales/pt-BR/understanding/requests.toml",
    "locales/pt-BR/understanding/safety.toml",
    "locales/pt-BR/understanding/talk.toml",
    "locales/pt-BR/understanding/words.toml",
    "locales/pt-BR/web.ftl",
    "locales/pt-BR/whatsapp.ftl",
    "locales/pt-BR/whatsapp.toml",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn every_shipped_file_is_in_the_binary() {
        for (folder, files) in [
            ("flows", FLOWS),
            ("policies", POLICIES),
            ("locales", LOCALES),
            ("conversations", CONVERSATIONS),
        ] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let mut found = BTreeSet::new();
            walk(&root.join(folder), root, &mut found);
            let named = files.iter().map(|(path, _)| (*path).to_owned()).collect();

            assert_eq!(found, named, "config/embedded.rs and {folder}/ differ");
        }
    }

    fn walk(folder: &Path, root: &Path, found: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder of ours") {
            let path = entry.expect("an entry of ours").path();
            if path.is_dir() {
                walk(&path, root, found);
            } else if crate::domain::content::is_ours(&path.to_string_lossy()) {
                let name = path.strip_prefix(root).expect("inside the root");
                found.insert(name.to_string_lossy().into_owned());
            }
        }
    }
}
