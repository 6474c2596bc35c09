//! The shipped flows, policies and texts, in the binary, so that it runs anywhere.
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
        for (folder, files) in [("flows", FLOWS), ("policies", POLICIES), ("locales", LOCALES)] {
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
