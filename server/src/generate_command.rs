//! `easel generate`: a whole turn on a folder, for scripts. The project lives in a temporary database; progress goes to
//! standard error, the result to standard output.

use std::collections::BTreeMap;
use std::io::Write;

use apply::Folder;
use backend::{Config, Context};
use contract::{Answer, Event, FileChange, FileStatus, ProjectId, RunStatus, TurnRequest, UserId};
use futures::StreamExt;

use crate::config::GenerateArgs;

/// Whether all was applied and verified. The error is a sentence: nothing was done.
pub async fn generate(
    args: &GenerateArgs,
    files: BTreeMap<String, String>,
    verifier: verify::Verifier,
    out: &mut (dyn Write + Send),
) -> Result<bool, String> {
    // The folder is looked at first: a turn may take minutes.
    let mut folder = Folder::open(&args.dir, args.dry_run)?;
    let place = tempfile::tempdir().map_err(|error| format!("There is no temporary folder: {error}."))?;
    let config = Config { data_dir: place.path().to_owned(), ..Config::default() };
    let sentence = |error: backend::BackendError| error.problem().message;
    let context = Context::open(config, llm::Registry::from_env().await).await.map_err(sentence)?;
    context.verify_with(verifier);
    let outcome = turn(&context, args, &files).await;
    let done = match outcome {
        Ok((answer, after)) => {
            let written = write(&mut folder, &files, &after);
            report(args, &answer, &written, out);
            Ok(written.is_empty() && is_good(&answer))
        }
        Err(error) => Err(sentence(error)),
    };
    context.shutdown().await;
    done
}

async fn turn(
    context: &Context,
    args: &GenerateArgs,
    files: &BTreeMap<String, String>,
) -> Result<(Answer, BTreeMap<String, String>), backend::BackendError> {
    let user = context.local_user();
    let name = args.dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let project = context.import_project(&user, &name, files.clone()).await?;
    let ask = TurnRequest {
        model: args.model.clone().map(contract::ModelId),
        ..TurnRequest::from(args.prompt.as_str())
    };
    let started = context.start_turn(&user, &project, ask).await?;
    let answer = tokio::select! {
        answer = context.await_answer(&user, &started.run) => answer?,
        // Only ends when the turn does.
        () = tell(context, &project) => context.await_answer(&user, &started.run).await?,
    };
    Ok((answer, files_of(context, &user, &project).await?))
}

async fn files_of(
    context: &Context,
    user: &UserId,
    project: &ProjectId,
) -> Result<BTreeMap<String, String>, backend::BackendError> {
    let view = context.open_workspace(user, project).await?;
    Ok(view.files.into_iter().map(|file| (file.path, file.content)).collect())
}

/// Progress, a line for each step.
#[expect(clippy::print_stderr, reason = "progress is for the person who waits")]
async fn tell(context: &Context, project: &ProjectId) {
    let mut events = std::pin::pin!(context.subscribe(project, 0));
    while let Some(Ok(batch)) = events.next().await {
        for stored in batch.iter() {
            match &stored.event {
                Event::Planned { steps } => {
                    steps.iter().for_each(|step| eprintln!("plan   {}", step.text));
                }
                Event::StageStarted { stage, round, .. } if *round > 0 => {
                    eprintln!("repair {stage:?} {round}")
                }
                Event::Noticed { text } => eprintln!("note   {text}"),
                Event::FileChanged { path, report: Some(report), .. } => {
                    eprintln!("file   {path} +{} -{}", report.added, report.removed);
                }
                Event::RunFinished { .. } => return,
                _ => {}
            }
        }
    }
}

/// What could not be written, a sentence each.
fn write(
    folder: &mut Folder,
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for (path, content) in after {
        if before.get(path) != Some(content) {
            problems.extend(folder.change(path, FileChange::Written { content: content.clone() }).err());
        }
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        problems.extend(folder.change(path, FileChange::Deleted).err());
    }
    problems
}

fn is_good(answer: &Answer) -> bool {
    let applied = |status| matches!(status, FileStatus::Applied | FileStatus::Unchanged);
    answer.status == RunStatus::Succeeded && answer.files.iter().all(|file| applied(file.status))
}

fn report(args: &GenerateArgs, answer: &Answer, unwritten: &[String], out: &mut (dyn Write + Send)) {
    let text = if args.json {
        let mut value = serde_json::to_value(answer).unwrap_or_default();
        value["ok"] = (unwritten.is_empty() && is_good(answer)).into();
        value["unwritten"] = unwritten.into();
        format!("{value}\n")
    } else {
        lines(answer, unwritten)
    };
    // Whoever closed the pipe does not want to know.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn lines(answer: &Answer, unwritten: &[String]) -> String {
    let mut text = String::new();
    for file in &answer.files {
        let why =
            file.reason.as_ref().or(file.why.as_ref()).map(|why| format!(": {why}")).unwrap_or_default();
        let status = match file.status {
            FileStatus::Applied => "applied",
            FileStatus::Partial => "partly applied",
            FileStatus::Refused => "refused",
            FileStatus::Unchanged => "unchanged",
        };
        text.push_str(&format!("{} {status}{why}\n", file.path));
    }
    for found in &answer.diagnostics {
        text.push_str(&format!("{}:{}:{} {}\n", found.path, found.line, found.column, found.message));
    }
    unwritten.iter().for_each(|problem| text.push_str(&format!("{problem}\n")));
    if let Some(problem) = &answer.problem {
        text.push_str(&format!("{}\n", problem.message));
    }
    if !answer.text.is_empty() {
        text.push_str(&format!("\n{}\n", answer.text));
    }
    text
}
