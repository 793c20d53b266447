//! The event log: numbers events, stores them together with what is derived from them, then publishes.
//!
//! One writer task takes all appends of the process and commits those that wait together as one transaction,
//! so that fifty streaming projects cost one commit and not fifty.

use std::sync::Arc;

use contract::{Event, ProjectId, RunId, StoredEvent, UserId};
use tokio::sync::{mpsc, oneshot};

use crate::bus::Bus;
use crate::db::{Db, Tx, execute, read, within};
use crate::{Store, StoreError, notify, now_ms, projection};

/// Appends that may wait for the writer before callers have to.
const QUEUE: usize = 1024;
/// Appends committed together at most.
const GROUP: usize = 128;
/// Rows read at once when catching up.
const PAGE: i64 = 500;

/// Events to be stored in one piece: all of them or none.
#[derive(Clone, Debug)]
pub struct Append {
    pub project: ProjectId,
    /// On whose behalf; runs and usage are booked on this account.
    pub user: UserId,
    pub entries: Vec<Entry>,
    /// Makes the project in the same transaction.
    pub create: Option<NewProject>,
}

#[derive(Clone, Debug)]
pub struct Entry {
    pub run: Option<RunId>,
    pub event: Event,
}

#[derive(Clone, Debug)]
pub struct NewProject {
    pub name: String,
}

type Answer = Result<Arc<[StoredEvent]>, StoreError>;

enum Request {
    Append(Append, oneshot::Sender<Answer>),
    Close,
}

/// Handle on the writer task; cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    requests: mpsc::Sender<Request>,
}

impl Writer {
    pub(crate) fn start(db: Db, bus: Bus, server: String) -> (Self, tokio::task::JoinHandle<()>) {
        let (requests, queue) = mpsc::channel(QUEUE);
        (Self { requests }, tokio::spawn(write(db, bus, server, queue)))
    }

    async fn append(&self, append: Append) -> Answer {
        let (answer, answered) = oneshot::channel();
        self.requests.send(Request::Append(append, answer)).await.map_err(|_| StoreError::Closed)?;
        answered.await.map_err(|_| StoreError::Closed)?
    }

    pub(crate) async fn close(&self) {
        // Already closed is as good.
        let _ = self.requests.send(Request::Close).await;
    }
}

impl Store {
    /// Stores the events with consecutive numbers, updates what is derived from them, publishes, and answers
    /// the events as stored. On an error nothing of this append was stored or published. Once called it runs
    /// to its end even if the caller stops waiting.
    pub async fn append(&self, append: Append) -> Result<Arc<[StoredEvent]>, StoreError> {
        self.writer.append(append).await
    }

    /// Up to a page of events after `after`, in order.
    pub async fn read_events(&self, project: &ProjectId, after: i64) -> Result<Vec<StoredEvent>, StoreError> {
        self.events(project, after, i64::MAX, PAGE).await
    }

    /// All events up to and including `upto`.
    pub async fn list_events(&self, project: &ProjectId, upto: i64) -> Result<Vec<StoredEvent>, StoreError> {
        self.events(project, 0, upto, i64::MAX).await
    }

    /// All events of one run, in order.
    pub async fn list_run_events(&self, run: &RunId) -> Result<Vec<StoredEvent>, StoreError> {
        type Row = (String, i64, i64, Option<String>, String);
        let rows: Vec<Row> = read!(&self.db, pool => sqlx::query_as(
            "SELECT project_id, seq, at_ms, run_id, payload FROM events WHERE run_id = $1 ORDER BY seq",
        )
        .bind(run.as_str())
        .fetch_all(pool))?;
        rows.into_iter()
            .map(|(project, seq, at_ms, run, payload)| decode(&ProjectId(project), seq, at_ms, run, &payload))
            .collect()
    }

    async fn events(
        &self,
        project: &ProjectId,
        after: i64,
        upto: i64,
        limit: i64,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let rows: Vec<(i64, i64, Option<String>, String)> = read!(&self.db, pool => sqlx::query_as(
            "SELECT seq, at_ms, run_id, payload FROM events
             WHERE project_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq LIMIT $4",
        )
        .bind(project.as_str())
        .bind(after)
        .bind(upto)
        .bind(limit)
        .fetch_all(pool))?;
        rows.into_iter()
            .map(|(seq, at_ms, run, payload)| decode(project, seq, at_ms, run, &payload))
            .collect()
    }
}

pub(crate) fn decode(
    project: &ProjectId,
    seq: i64,
    at_ms: i64,
    run: Option<String>,
    payload: &str,
) -> Result<StoredEvent, StoreError> {
    let event = serde_json::from_str(payload).map_err(|source| StoreError::Corrupt {
        project: project.clone(),
        seq,
        source,
    })?;
    Ok(StoredEvent { seq, at_ms, run: run.map(RunId), event })
}

async fn write(db: Db, bus: Bus, server: String, mut queue: mpsc::Receiver<Request>) {
    let mut waiting = Vec::with_capacity(GROUP);
    let mut open = true;
    while open && queue.recv_many(&mut waiting, GROUP).await > 0 {
        let mut group = Vec::with_capacity(waiting.len());
        for request in waiting.drain(..) {
            match request {
                Request::Append(append, answer) => group.push((append, answer)),
                Request::Close => open = false,
            }
        }
        // Several servers may write to one PostgreSQL: rows locked in one order cannot deadlock. The sort is
        // stable, so a project's appends keep theirs.
        group.sort_by(|(a, _), (b, _)| a.project.cmp(&b.project));
        commit(&db, &bus, &server, group).await;
    }
}

/// Commits the group as one transaction. If the database fails, each is tried alone, so that one append that
/// cannot be stored does not take the others with it.
async fn commit(db: &Db, bus: &Bus, server: &str, group: Vec<(Append, oneshot::Sender<Answer>)>) {
    let appends: Vec<&Append> = group.iter().map(|(append, _)| append).collect();
    if appends.is_empty() {
        return;
    }
    let answers = match store(db, server, &appends).await {
        Ok(answers) => answers,
        Err(error) if appends.len() == 1 => vec![Err(error)],
        Err(_) => {
            let mut answers = Vec::with_capacity(appends.len());
            for append in &appends {
                answers.push(match store(db, server, std::slice::from_ref(append)).await {
                    Ok(mut alone) => alone.pop().unwrap_or(Err(StoreError::Closed)),
                    Err(error) => Err(error),
                });
            }
            answers
        }
    };
    for ((append, answer), outcome) in group.into_iter().zip(answers) {
        if let Ok(events) = &outcome {
            bus.publish(&append.project, events.clone());
        }
        // The caller may have gone; the events are stored all the same.
        let _ = answer.send(outcome);
    }
}

/// One transaction. The outer error is the database's, the inner ones are refusals of single appends, which
/// are found before anything is written for them.
async fn store(db: &Db, server: &str, appends: &[&Append]) -> Result<Vec<Answer>, StoreError> {
    let mut tx = db.begin().await?;
    let mut answers = Vec::with_capacity(appends.len());
    for append in appends {
        match store_one(&mut tx, append).await {
            Ok(events) => answers.push(Ok(events)),
            Err(error) if error.is_refusal() => answers.push(Err(error)),
            Err(error) => {
                tx.rollback().await;
                return Err(error);
            }
        }
    }
    let stored = appends.iter().zip(&answers).filter(|(_, answer)| answer.is_ok());
    notify::announce(&mut tx, server, stored.map(|(append, _)| &append.project).collect()).await?;
    tx.commit().await?;
    Ok(answers)
}

async fn store_one(tx: &mut Tx, append: &Append) -> Answer {
    let at_ms = now_ms();
    // All that can be refused is refused first.
    let mut payloads = Vec::with_capacity(append.entries.len());
    for entry in &append.entries {
        projection::check(&entry.event)?;
        payloads.push(serde_json::to_string(&entry.event).map_err(StoreError::Encode)?);
    }
    let last = match &append.create {
        Some(new) => {
            projection::insert_project(tx, &append.project, &append.user, &new.name, at_ms).await?;
            0
        }
        None => lock_project(tx, &append.project, at_ms).await?,
    };
    if append.entries.iter().any(|entry| matches!(entry.event, Event::RunStarted { .. }))
        && projection::has_active_run(tx, &append.project).await?
    {
        return Err(StoreError::RunActive(append.project.clone()));
    }
    for entry in &append.entries {
        // Somebody else was faster: a waiting prompt is started or taken back once.
        if let Event::PromptUnqueued { queued } = entry.event
            && !projection::is_queued(tx, &append.project, queued).await?
        {
            return Err(StoreError::NotFound);
        }
    }

    let mut stored = Vec::with_capacity(append.entries.len());
    for ((entry, payload), seq) in append.entries.iter().zip(&payloads).zip(last + 1..) {
        execute!(tx, sqlx::query(
            "INSERT INTO events (project_id, seq, at_ms, run_id, kind, payload) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(append.project.as_str())
        .bind(seq)
        .bind(at_ms)
        .bind(entry.run.as_ref().map(RunId::as_str))
        .bind(projection::kind(&entry.event))
        .bind(payload.as_str()))?;
        let event = StoredEvent { seq, at_ms, run: entry.run.clone(), event: entry.event.clone() };
        projection::apply(tx, append, &event).await?;
        stored.push(event);
    }
    if let Some(newest) = stored.last() {
        execute!(
            tx,
            sqlx::query("UPDATE projects SET last_seq = $2 WHERE id = $1")
                .bind(append.project.as_str())
                .bind(newest.seq)
        )?;
    }
    Ok(stored.into())
}

/// Touches the project's row, which on PostgreSQL holds off other servers until the end of the transaction,
/// and answers its last number.
async fn lock_project(tx: &mut Tx, project: &ProjectId, at_ms: i64) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = within!(tx, c => sqlx::query_as(
        "UPDATE projects SET updated_at_ms = $2 WHERE id = $1 RETURNING last_seq",
    )
    .bind(project.as_str())
    .bind(at_ms)
    .fetch_optional(c))?;
    row.map(|(last,)| last).ok_or(StoreError::NotFound)
}
