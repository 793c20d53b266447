//! Start and stop.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use crate::config::ServeConfig;
use crate::router::{Site, router};

/// How long open requests may take to end after a stop signal.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error("Cannot listen on {addr}: {source}. Stop what uses this port, or choose another with --addr.")]
    Listen { addr: std::net::SocketAddr, source: std::io::Error },
    #[error("{0}")]
    Open(contract::Problem),
    #[error("The server stopped: {0}")]
    Serve(#[from] std::io::Error),
}

/// Serves until SIGTERM or Ctrl+C; then closes sockets, lets requests end and leaves running turns in the
/// log, to be taken up at the next start.
pub async fn serve(config: ServeConfig) -> Result<(), ServeError> {
    let started = Instant::now();
    let context = backend::Context::open(
        backend::Config { data_dir: config.data_dir.clone(), database_url: config.database_url.clone() },
        llm::Registry::from_env().await,
    )
    .await
    .map_err(|error| ServeError::Open(error.problem()))?;
    if let Some(workshop) = crate::workshop::workshop(&config) {
        context.equip(workshop);
    }
    context.verify_with(crate::typescript::verifier(config.typescript.clone(), config.data_dir.clone()));
    let listener = tokio::net::TcpListener::bind(config.addr)
        .await
        .map_err(|source| ServeError::Listen { addr: config.addr, source })?;
    let addr = listener.local_addr()?;
    let stopping = CancellationToken::new();
    let site = Site::new(context.clone(), &config, stopping.clone());
    context.resume_runs().await.map_err(|error| ServeError::Open(error.problem()))?;

    let app = router(site);
    announce(addr, started.elapsed());
    let mut server = tokio::spawn({
        let stopping = stopping.clone();
        async move { axum::serve(listener, app).with_graceful_shutdown(stopping.cancelled_owned()).await }
    });
    tokio::select! {
        ended = &mut server => return ended.unwrap_or(Ok(())).map_err(ServeError::from),
        () = stop_signal() => {}
    }
    tracing::info!("stopping");
    stopping.cancel();
    context.shutdown().await;
    // Keep-alive connections may never end by themselves.
    let _ = tokio::time::timeout(GRACE, &mut server).await;
    Ok(())
}

#[expect(
    clippy::print_stdout,
    reason = "the address is for the person who started it, whatever the log level"
)]
fn announce(addr: std::net::SocketAddr, took: Duration) {
    println!("Easel is ready at http://{addr} ({} ms)", took.as_millis());
    if !addr.ip().is_loopback() {
        tracing::warn!(
            "listening beyond this computer without sign-in: everyone who reaches {addr} can use it"
        );
    }
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} }
            return;
        }
    }
    let _ = interrupt.await;
}
