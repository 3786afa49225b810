//! Between stored bytes and the campaign's events.

use wallchart_campaign::CodecError;
use wallchart_campaign::{Event, EventBody, Meta, Seq};
use wallchart_words::{Lang, ids, t};

use crate::{NewEvent, Stored};

/// Why a stored event is none that this program can fold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Its body was removed.
    #[error("the body of event {} was redacted", .0.0)]
    Redacted(Seq),
    /// Its body says nothing to this program: a later one wrote it, or it is damaged.
    #[error("event {}: {why}", .seq.0)]
    Unreadable {
        /// Which.
        seq: Seq,
        /// Why.
        why: CodecError,
    },
}

impl DecodeError {
    /// Says it to a person.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            DecodeError::Redacted(seq) => t!(lang, ids::STORE_REDACTED, seq = seq.0),
            DecodeError::Unreadable { seq, why } => match why {
                CodecError::UnknownKind(kind) => {
                    t!(lang, ids::STORE_LATER_EVENT, seq = seq.0, kind = kind)
                }
                CodecError::UnknownVersion { kind, .. } => {
                    t!(lang, ids::STORE_LATER_EVENT, seq = seq.0, kind = *kind)
                }
                CodecError::Malformed { .. } => {
                    t!(lang, ids::STORE_UNREADABLE_EVENT, seq = seq.0, detail = why.to_string())
                }
            },
        }
    }
}

impl Stored {
    /// The event as the campaign knows it.
    pub fn event(&self) -> Result<Event, DecodeError> {
        let body = self.body.as_deref().ok_or(DecodeError::Redacted(self.seq))?;
        let body = EventBody::decode(&self.kind, self.kind_version, body)
            .map_err(|why| DecodeError::Unreadable { seq: self.seq, why })?;
        Ok(Event { seq: self.seq, meta: self.meta.clone(), body })
    }
}

impl NewEvent {
    /// An event to append.
    pub fn of(meta: Meta, body: &EventBody) -> Result<NewEvent, CodecError> {
        let (kind, kind_version) = (body.kind().to_owned(), body.kind_version());
        Ok(NewEvent { meta, kind, kind_version, body: body.encode()? })
    }
}
