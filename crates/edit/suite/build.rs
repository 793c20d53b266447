//! Embedded folders: new files in them make a new suite.

fn main() {
    for folder in [
        "../tests/scenarios",
        "../src",
        "../../llm/src/demo/kinds",
        "../../../style",
        "../../../app/src",
        "../../../frontend/js",
    ] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
