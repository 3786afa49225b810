//! Connections: how many at a time, how long each may take, and how they end.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::hooks::{ARRIVES_WITHIN, Hooks, router};

/// Connections at a time; the next ones wait.
const CONNECTIONS_MAX: usize = 64;

/// How long those that are being answered may take once it ends.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

/// How long it rests when no connection can be taken.
const RESTS: Duration = Duration::from_millis(100);

/// Answers messages until `until` is over; those that are being answered then still are, within seconds.
pub async fn serve(listener: TcpListener, hooks: Hooks, until: impl Future<Output = ()>) {
    let service = TowerToHyperService::new(router(hooks));
    let seats = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let graceful = GracefulShutdown::new();
    let mut until = pin!(until);
    loop {
        let next = async {
            let seat = seats.clone().acquire_owned().await;
            (seat, listener.accept().await)
        };
        let (seat, accepted) = tokio::select! {
            next = next => next,
            () = &mut until => break,
        };
        // Too many files are open, say.
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(RESTS).await;
            continue;
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(ARRIVES_WITHIN)
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), service.clone());
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // Whoever breaks off gets no answer.
            let _ = connection.await;
            drop(seat);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(ENDS_WITHIN, graceful.shutdown()).await;
}
