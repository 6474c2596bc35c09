//! What axe-core says of a page: nothing, where everybody can use it.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::Visit;

/// The rules that are asked for: WCAG 2.2, levels A and AA.
const RULES: &str = "{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], \
    resultTypes: ['violations'] }";

/// The source of axe-core, as `npm ci` in `tests/axe` leaves it.
fn source() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/axe");
    let file = folder.join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core is installed: run `npm ci` in tests/axe")
}

/// Has every page bring axe-core along, whatever its policy of content.
pub async fn brings_axe(visit: &Visit) {
    visit.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source() })).await;
}

/// What is wrong with the page as it stands, one line a rule and place.
pub async fn wrongs(visit: &Visit) -> Vec<String> {
    let script = format!(
        "const done = arguments[arguments.length - 1]; \
         axe.run(document, {RULES}).then((it) => done(it.violations.flatMap((broken) => \
            broken.nodes.map((node) => broken.id + ' ' + node.target + ' ' \
            + (node.any[0] || node.all[0] || node.none[0] || {{ message: '' }}).message))), \
         (why) => done(['axe failed: ' + why]))"
    );
    let found = visit.page.execute_async(&script, Vec::new()).await.expect("axe runs");
    let Json::Array(found) = found else { panic!("axe answers a list: {found}") };
    found.iter().map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}
