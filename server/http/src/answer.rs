//! Answers: JSON with a status that says whose turn it is.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use wallchart_campaign::{EventBody, Refusal};
use wallchart_runtime::{DeskError, Receipt};
use wallchart_words::{Lang, ids, t};

use crate::hooks::BODY_MAX;

/// Why a message started nothing.
#[derive(Debug)]
pub(crate) enum Unheard {
    /// It doesn't know the token.
    Stranger,
    /// It is for an address that isn't this machine's own.
    NotLocal,
    /// It doesn't say that it is JSON.
    NotJson,
    /// It isn't a JSON object of texts, numbers, true and false.
    NotAnObject,
    /// Its address or its bytes couldn't be read.
    Unreadable,
    /// It took too long to arrive.
    Late,
    /// There is nothing at its address.
    Elsewhere,
    /// It was not posted.
    NotPosted,
    /// It is too long.
    TooLong,
    /// The campaign didn't take it.
    Desk(DeskError),
}

impl Unheard {
    /// The status: 4xx for the sender to mend, 503 to send again, 500 for whoever runs the server.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Unheard::Stranger => StatusCode::UNAUTHORIZED,
            Unheard::NotAnObject | Unheard::Unreadable => StatusCode::BAD_REQUEST,
            Unheard::NotLocal => StatusCode::FORBIDDEN,
            Unheard::Late => StatusCode::REQUEST_TIMEOUT,
            Unheard::Elsewhere => StatusCode::NOT_FOUND,
            Unheard::NotPosted => StatusCode::METHOD_NOT_ALLOWED,
            Unheard::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Unheard::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Unheard::Desk(DeskError::Refused(refusal)) => match &**refusal {
                Refusal::NoSuchHook { .. } => StatusCode::NOT_FOUND,
                Refusal::BadParameter { .. } => StatusCode::UNPROCESSABLE_ENTITY,
                _ => StatusCode::CONFLICT,
            },
            Unheard::Desk(DeskError::Reused) => StatusCode::CONFLICT,
            // Unknown, too: sent again with the same key it finds out.
            Unheard::Desk(
                DeskError::Contended { .. } | DeskError::Store(_) | DeskError::Unknown(_),
            ) => StatusCode::SERVICE_UNAVAILABLE,
            Unheard::Desk(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A stable name for programs.
    fn code(&self) -> &'static str {
        match self {
            Unheard::Stranger => "unauthorized",
            Unheard::NotLocal => "not-local",
            Unheard::Late => "late",
            Unheard::Elsewhere => "no-such-address",
            Unheard::NotPosted => "not-posted",
            Unheard::NotJson => "not-json",
            Unheard::NotAnObject => "not-an-object",
            Unheard::Unreadable => "unreadable",
            Unheard::TooLong => "too-long",
            Unheard::Desk(DeskError::Refused(refusal)) => refusal.code(),
            Unheard::Desk(DeskError::Reused) => "key-reused",
            Unheard::Desk(DeskError::Unknown(_)) => "unknown",
            Unheard::Desk(_) => "store",
        }
    }

    /// What is wrong, and what to do.
    pub(crate) fn message(&self, lang: Lang) -> (String, Option<String>) {
        match self {
            Unheard::Stranger => {
                (t!(lang, ids::HTTP_STRANGER), Some(t!(lang, ids::HTTP_STRANGER_HINT)))
            }
            Unheard::NotLocal => {
                (t!(lang, ids::HTTP_NOT_LOCAL), Some(t!(lang, ids::HTTP_TOKEN_HINT)))
            }
            Unheard::Late => (t!(lang, ids::HTTP_LATE), None),
            Unheard::Elsewhere | Unheard::NotPosted => {
                (t!(lang, ids::HTTP_ELSEWHERE), Some(t!(lang, ids::HTTP_ELSEWHERE_HINT)))
            }
            Unheard::Desk(DeskError::Reused) => (t!(lang, ids::HTTP_REUSED), None),
            Unheard::NotJson => {
                (t!(lang, ids::HTTP_NOT_JSON), Some(t!(lang, ids::HTTP_NOT_JSON_HINT)))
            }
            Unheard::NotAnObject => {
                (t!(lang, ids::HTTP_NOT_AN_OBJECT), Some(t!(lang, ids::CLI_BAD_BODY_HINT)))
            }
            Unheard::Unreadable => (t!(lang, ids::HTTP_UNREADABLE), None),
            Unheard::TooLong => (t!(lang, ids::HTTP_TOO_LONG, max = BODY_MAX / 1024), None),
            Unheard::Desk(error) => {
                let hint = match error {
                    DeskError::Refused(refusal) => Some(refusal.hint(lang)),
                    _ => None,
                };
                (error.message(lang), hint.filter(|hint| !hint.is_empty()))
            }
        }
    }

    /// The answer.
    pub(crate) fn response(&self, lang: Lang) -> Response {
        let (message, hint) = self.message(lang);
        let body = json!({ "error": { "code": self.code(), "message": message, "hint": hint } });
        (self.status(), Json(body)).into_response()
    }
}

impl From<DeskError> for Unheard {
    fn from(error: DeskError) -> Self {
        Unheard::Desk(error)
    }
}

/// The play that a receipt tells of.
pub(crate) fn started(receipt: &Receipt) -> Option<String> {
    receipt.events.iter().find_map(|event| match &event.body {
        EventBody::PlaybookStarted { play, .. } => Some(play.to_string()),
        _ => None,
    })
}

/// What a message led to: 201, or 200 when it had been heard before.
pub(crate) fn receipt(receipt: &Receipt) -> Response {
    let status = if receipt.duplicate { StatusCode::OK } else { StatusCode::CREATED };
    let tasks = receipt.events.iter().flat_map(|event| match &event.body {
        EventBody::PlaybookStarted { started, .. } => {
            started.tasks.iter().map(|task| task.number.to_string()).collect()
        }
        _ => Vec::new(),
    });
    let body = json!({
        "command": receipt.command,
        "duplicate": receipt.duplicate,
        "play": started(receipt),
        "tasks": tasks.collect::<Vec<_>>(),
        "seq": receipt.seq(),
    });
    (status, Json(body)).into_response()
}
