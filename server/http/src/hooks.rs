//! `POST /hooks/NAME`: a message from another program starts the playbook that waits for it.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::post;
use serde::Serialize;
use tokio::sync::mpsc::Sender;
use wallchart_campaign::CommandId;
use wallchart_runtime::{Desk, hook_command, hook_params, ring};
use wallchart_words::Lang;

use crate::answer::{Unheard, receipt, started};

/// Bytes that a message may have.
pub const BODY_MAX: usize = 64 * 1024;

/// What takes longer to arrive is not waited for.
pub(crate) const ARRIVES_WITHIN: Duration = Duration::from_secs(10);

/// The header whose value is the same when a message is sent again.
const KEY: &str = "idempotency-key";

/// What listens for messages.
pub struct Hooks {
    /// The campaign that they start playbooks of.
    pub desk: Arc<dyn Desk>,
    /// What senders must show as `Authorization: Bearer TOKEN`; nothing lets everyone in who reaches it.
    pub token: Option<String>,
    /// The language of answers.
    pub lang: Lang,
    /// Who is told of every message.
    pub heard: Sender<Heard>,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heard {
    /// The hook; empty when the address couldn't be read.
    pub hook: String,
    /// The status that was answered.
    pub status: u16,
    /// The play that it started, or had started before.
    pub play: Option<String>,
    /// Whether it had been heard before.
    pub again: bool,
    /// What was wrong with it.
    pub error: Option<String>,
}

/// What answers.
pub(crate) fn router(hooks: Hooks) -> Router {
    let lang = hooks.lang;
    Router::new()
        .route("/hooks/{name}", post(hook))
        .fallback(move || async move { Unheard::Elsewhere.response(lang) })
        .method_not_allowed_fallback(move || async move { Unheard::NotPosted.response(lang) })
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .with_state(Arc::new(hooks))
}

async fn hook(
    State(hooks): State<Arc<Hooks>>,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    let name = path.map(|Path(name)| name);
    let answered = match &name {
        Ok(name) => answer(&hooks, name, request).await,
        Err(_) => Err(Unheard::Unreadable),
    };
    let response = match &answered {
        Ok(done) => receipt(done),
        Err(why) => why.response(hooks.lang),
    };
    let heard = Heard {
        hook: name.unwrap_or_default(),
        status: response.status().as_u16(),
        play: answered.as_ref().ok().and_then(started),
        again: answered.as_ref().is_ok_and(|done| done.duplicate),
        error: answered.err().map(|why| why.message(hooks.lang).0),
    };
    // Whoever is told may be slow or gone: the message is answered all the same.
    let _ = hooks.heard.try_send(heard);
    response
}

async fn answer(
    hooks: &Hooks,
    name: &str,
    request: Request,
) -> Result<wallchart_runtime::Receipt, Unheard> {
    match &hooks.token {
        Some(token) if !shows(token, request.headers()) => return Err(Unheard::Stranger),
        None if !is_local(request.headers()) => return Err(Unheard::NotLocal),
        None if !is_json(request.headers()) => return Err(Unheard::NotJson),
        _ => {}
    }
    let id = key(name, request.headers());
    let arriving = Bytes::from_request(request, &());
    let body = match tokio::time::timeout(ARRIVES_WITHIN, arriving).await {
        Ok(Ok(body)) => body,
        Ok(Err(why)) if why.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Err(Unheard::TooLong);
        }
        Ok(Err(_)) => return Err(Unheard::Unreadable),
        Err(_) => return Err(Unheard::Late),
    };
    let params = hook_params(&body).ok_or(Unheard::NotAnObject)?;
    Ok(ring(&*hooks.desk, name, params, id).await?)
}

/// Whether the sender shows the token. Hashes are compared, which takes as long whatever was sent.
fn shows(token: &str, headers: &HeaderMap) -> bool {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let shown = shown.and_then(|value| value.split_once(' '));
    let shown = shown.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("Bearer"));
    let shown = shown.map(|(_, token)| token).unwrap_or_default();
    blake3::hash(shown.trim().as_bytes()) == blake3::hash(token.as_bytes())
}

/// Whether the sender says that it is JSON. A page in a browser on this machine, whoever made it, can't say
/// so without asking first, which is not answered.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/json")
}

/// Whether the sender means this machine by its own name: a page in a browser whose address was turned here
/// still has the name that it came from.
fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, _)) => name,
        None => host.split(':').next().unwrap_or_default(),
    };
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The id of the command, where the sender gives a key.
fn key(hook: &str, headers: &HeaderMap) -> Option<CommandId> {
    let key = headers.get(KEY).map(HeaderValue::as_bytes).filter(|key| !key.is_empty());
    key.map(|key| hook_command(hook, key))
}
