//! What is sent for each kind of work, as a whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use agent::{Exchange, Kind, Material};

fn sent(prompt: &str, files: &[(&str, &str)]) -> String {
    let material = Material {
        registry: true,
        prompt: prompt.into(),
        files: files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect(),
        history: vec![Exchange { prompt: "A counter".into(), reply: "It counts.".into() }],
        budget: 100_000,
        ..Material::default()
    };
    let conversation = material.conversation().unwrap();
    let mut out = conversation.system;
    for saying in conversation.sayings {
        out.push_str(&format!("\n[{:?}] {}\n", saying.speaker, saying.text));
    }
    // The packages are another crate's business.
    let packages = vfs::package_names().join(", ");
    out.replace(&packages, "(packages)")
}

#[test]
fn a_whole_request() {
    let app = "export default function App() {\n  return <p>1</p>;\n}\n";
    insta::assert_snapshot!(sent("Make the number green", &[("src/App.tsx", app)]));
}

#[test]
fn each_kind_has_its_section() {
    let prompts = [
        (Kind::App, "A kitchen timer"),
        (Kind::Component, "Add a rating component"),
        (Kind::Page, "Add a page about us"),
        (Kind::Types, "Add types for orders"),
        (Kind::ApiClient, "Write a client for the weather API"),
        (Kind::Schema, "Add a schema for invoices"),
        (Kind::Tests, "Write tests for the total"),
        (Kind::Refactor, "Split App.tsx"),
        (Kind::Explain, "How does it count?"),
        (Kind::Change, "Make it blue"),
    ];
    assert_eq!(prompts.map(|(kind, _)| kind), Kind::ALL);
    let mut sections = String::new();
    for (kind, prompt) in prompts {
        let files: &[_] = if kind == Kind::App { &[] } else { &[("src/App.tsx", "export {};\n")] };
        assert_eq!(Kind::of(prompt, !files.is_empty()), kind, "{prompt}");
        let sent = sent(prompt, files);
        let (_, section) = sent.split_once("# This request").unwrap();
        let (section, _) = section.split_once("[User]").unwrap();
        sections.push_str(&format!("[{prompt}] # This request{section}"));
    }
    insta::assert_snapshot!(sections);
}

#[test]
fn a_planner_is_asked_for_a_plan_and_a_writer_is_told_it() {
    let file = || vec![("src/App.tsx".to_owned(), "export {};\n".to_owned())];
    let material = Material {
        prompt: "Add a footer".into(),
        files: file(),
        planning: true,
        budget: 100_000,
        ..Material::default()
    };
    let asked = material.conversation().unwrap();
    let packages = vfs::package_names().join(", ");
    insta::assert_snapshot!(asked.system.replace(&packages, "(packages)"));
    let plan = "A footer.\n<plan>\n- src/Footer.tsx: Links\n</plan>\n".to_owned();
    let told = Material { planning: false, plan, ..material }.conversation().unwrap();
    assert!(told.system.starts_with("You are Easel's engineer."));
    insta::assert_snapshot!(told.sayings.last().unwrap().text);
}
