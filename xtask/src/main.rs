//! The build task: set-up, build, serve, test, bench. Nothing here ships.
//!
//! Each step prints what it does and how long it took; a step whose inputs have not changed is skipped.

mod apt;
mod browser;
mod npm;
mod setup;
mod shell;
mod test;
mod wasm_target;

use std::process::ExitCode;

use shell::{Failure, Root, Run, step};

const USAGE: &str = "\
usage: cargo xtask <command>

  setup                 bring what building needs: WASM target, npm packages
  build [--release]     both browser halves, assets and target/release/easel
  serve [args]          build, then start the server with these arguments
  test [--only STEP]    formatting, lints, all Rust tests, browser tests
  bench                 measure the release binary in Chromium
  bench preview         measure the preview beside Vite and rebuilds in the browser
  bench stream          measure the way from a provider's chunk to the socket
  bench pages           what Lighthouse says of the pages that strangers see
  bench crowded         a long reply, a long file, many files and projects, a long stay
  bench edit            measure the edit engine, beside its peers and in Chromium
  eval [--model ID] [--only NAME] [--json FILE]
                        ask a model the prompts of evals/, and check what the preview shows
  screenshots           pictures of the main states into docs/screenshots
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = Root::find();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("", &[][..]),
    };
    let outcome = match command {
        "setup" => setup::setup(&root).map(drop),
        "build" => build(&root),
        "serve" => build(&root).and_then(|()| serve(&root, rest)),
        "test" => test::test(&root, rest),
        "bench" if rest.first().is_some_and(|name| name == "edit") => test::bench_edit(&root),
        "bench" if rest.first().is_some_and(|name| name == "preview") => build(&root)
            .and_then(|()| test::prepare_browser(&root))
            .and_then(|()| npm::install(&root, "end2end/bench/preview"))
            .and_then(|()| test::node(&root, "bench/preview/index.mjs", &rest[1..])),
        "bench" if rest.first().is_some_and(|name| name == "stream") => build(&root)
            .and_then(|()| npm::install(&root, "end2end"))
            .and_then(|()| test::node(&root, "bench/stream.mjs", &rest[1..])),
        "bench" if rest.first().is_some_and(|name| name == "crowded") => build(&root)
            .and_then(|()| test::prepare_browser(&root))
            .and_then(|()| test::node(&root, "bench/crowded.mjs", &rest[1..])),
        "bench" if rest.first().is_some_and(|name| name == "pages") => build(&root)
            .and_then(|()| test::prepare_browser(&root))
            .and_then(|()| npm::install(&root, "end2end/bench/pages"))
            .and_then(|()| test::node(&root, "bench/pages/index.mjs", &[])),
        "bench" => build(&root)
            .and_then(|()| test::prepare_browser(&root))
            .and_then(|()| test::node(&root, "bench/index.mjs", rest)),
        "eval" => build(&root).and_then(|()| test::prepare_browser(&root)).and_then(|()| eval(&root, rest)),
        "screenshots" => build(&root)
            .and_then(|()| test::prepare_browser(&root))
            .and_then(|()| test::node(&root, "screenshots.mjs", rest)),
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// There is one native profile, so `--release` says what happens anyway.
fn build(root: &Root) -> Result<(), Failure> {
    let toolchain = setup::setup(root)?;
    // The first time, what the server stands on is compiled beside the browser half, whose linking and packing leave
    // cores idle. It takes longer, so the server itself still comes after what it embeds.
    let first = !root.path("target/release/easel").is_file();
    std::thread::scope(|scope| {
        if first {
            // What fails here fails again below, and is told there.
            scope.spawn(|| compile_server(root, "--lib").quiet());
        }
        browser::compile_modules(root, &toolchain)?;
        browser::pack(root)
    })?;
    // It embeds the browser half: cargo sees whether that has changed.
    step("server", || compile_server(root, "--bins").run())
}

fn compile_server(root: &Root, part: &str) -> Run {
    root.command("cargo").args(["build", "--quiet", "--release", "--package", "server", part])
}

fn serve(root: &Root, arguments: &[String]) -> Result<(), Failure> {
    let run = root.command(root.path("target/release/easel")).arg("serve").args(arguments);
    with_packages(root, run).replace()
}

fn eval(root: &Root, arguments: &[String]) -> Result<(), Failure> {
    let run = root.command("node").arg("eval/index.mjs").args(arguments).folder(root.path("end2end"));
    with_packages(root, run.env("EASEL_BIN", root.path("target/release/easel"))).run()
}

/// Tells a server where npm finds packages, and where TypeScript is.
fn with_packages(root: &Root, mut run: Run) -> Run {
    // What npm uses, Easel may use: this is weaker than Easel's own variable.
    if let Some(registry) = npm::registry(root) {
        run = run.env("npm_config_registry", registry);
    }
    if std::env::var_os("EASEL_TYPESCRIPT").is_none() {
        run = run.env("EASEL_TYPESCRIPT", npm::typescript(root));
    }
    run
}
