//! A form with a file, as it comes (multipart/form-data, RFC 7578): the typed fields first, read into memory that is wiped, then
//! one file, handed on in the pieces in which it comes. Must not know what becomes of it.
//!
//! Nobody says how long the file is; it follows from the length of the whole. So the parser is fed byte by byte until the file
//! begins: it then holds none of it, and all that it was given stands before the file.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::rt::time::timeout;
use actix_web::{HttpMessage as _, HttpRequest, web};
use futures_util::{Stream, StreamExt as _};
use zeroize::Zeroizing;

use super::typed::{NotRead, Typed, check_site};
use crate::actions::{Service, arrivals};

/// Code, act and the names around them take less than a quarter of this.
const LONGEST_HEAD: u64 = 4096;
/// For all that stands before the file.
const HEAD_WITHIN: Duration = Duration::from_secs(30);
/// Whoever sends nothing for so long is cut off.
const PATIENCE: Duration = Duration::from_secs(30);
/// What may be typed beside a file.
const FIELDS: [&str; 2] = ["code", "do"];
/// The field of the file. It is the last.
const FILE: &str = "file";

/// What was typed, and a file of which nothing has been read.
pub(super) struct Coming {
    pub(super) typed: Typed,
    /// As the browser names it.
    pub(super) name: String,
    pub(super) media_type: String,
    /// In bytes.
    pub(super) length: u64,
    // Dropped in this order: the parser first makes sure that nobody reads a part of it.
    field: Option<Field>,
    parts: Multipart,
}

impl Coming {
    /// Reads what stands before the file.
    pub(super) async fn begin(
        service: &Service,
        request: &HttpRequest,
        payload: web::Payload,
    ) -> Result<Self, NotRead> {
        let (whole, boundary) = check_head(request)?;
        let room = usize::try_from(LONGEST_HEAD.div_ceil(1024)).unwrap_or(1);
        let _room = arrivals::enter(service, room)
            .await
            .map_err(|_| NotRead::Broken)?;
        let fed = Rc::new(Fed::default());
        let parts = Multipart::new(
            request.headers(),
            Drip {
                payload,
                fed: fed.clone(),
                rest: web::Bytes::new(),
                pauses: false,
            },
        );
        let head = timeout(HEAD_WITHIN, read_head(parts)).await;
        let (typed, field, parts) = head.map_err(|_| NotRead::TooSlow)??;
        fed.file_began.set(true);
        // Browsers end with a line break; whoever does not is found to be two bytes short.
        let closing = b"\r\n--"
            .len()
            .saturating_add(boundary)
            .saturating_add(b"--\r\n".len());
        let around = u64::try_from(closing)
            .ok()
            .and_then(|closing| closing.checked_add(fed.bytes.get()));
        let length = around
            .and_then(|around| whole.checked_sub(around))
            .ok_or(NotRead::NotAForm)?;
        let disposition = field.content_disposition();
        let name = disposition
            .and_then(|given| given.get_filename())
            .ok_or(NotRead::NotAForm)?;
        Ok(Self {
            typed,
            name: name.to_owned(),
            media_type: field.content_type().map(ToString::to_string).unwrap_or_default(),
            length,
            field: Some(field),
            parts,
        })
    }

    /// The next bytes of the file; none at its end, behind which nothing stands.
    pub(super) async fn next(&mut self) -> Result<Option<web::Bytes>, NotRead> {
        let Some(field) = &mut self.field else {
            return Ok(None);
        };
        match timeout(PATIENCE, field.next()).await {
            Err(_) => Err(NotRead::TooSlow),
            Ok(Some(bytes)) => bytes.map(Some).map_err(|_| NotRead::NotAForm),
            Ok(None) => {
                self.field = None;
                match timeout(PATIENCE, self.parts.next()).await {
                    Ok(None) => Ok(None),
                    _ => Err(NotRead::NotAForm),
                }
            }
        }
    }
}

/// Gives the length that was declared and that of the boundary.
fn check_head(request: &HttpRequest) -> Result<(u64, usize), NotRead> {
    check_site(request)?;
    let form = request.mime_type().ok().flatten().ok_or(NotRead::NotAForm)?;
    if form.essence_str() != "multipart/form-data" || request.headers().contains_key(header::CONTENT_ENCODING)
    {
        return Err(NotRead::NotAForm);
    }
    let boundary = form.get_param("boundary").ok_or(NotRead::NotAForm)?;
    let declared = request.headers().get(header::CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse().ok());
    Ok((declared.ok_or(NotRead::NotAForm)?, boundary.as_str().len()))
}

/// The fields, and the file behind them.
async fn read_head(mut parts: Multipart) -> Result<(Typed, Field, Multipart), NotRead> {
    let mut typed = Typed::default();
    loop {
        let part = parts.next().await.ok_or(NotRead::NotAForm)?;
        let mut part = part.map_err(|_| NotRead::NotAForm)?;
        let name = part.name().unwrap_or_default().to_owned();
        if name == FILE {
            return Ok((typed, part, parts));
        }
        // Twice the same, or a file where text belongs: no page of ours sends that.
        if !FIELDS.contains(&name.as_str()) || typed.all(&name).next().is_some() {
            return Err(NotRead::NotAForm);
        }
        let mut value = Zeroizing::new(Vec::with_capacity(usize::try_from(LONGEST_HEAD).unwrap_or(0)));
        while let Some(bytes) = part.next().await {
            value.extend_from_slice(&bytes.map_err(|_| NotRead::NotAForm)?);
        }
        typed.set(&name, std::str::from_utf8(&value).map_err(|_| NotRead::NotAForm)?);
    }
}

/// How far the parser was fed.
#[derive(Default)]
struct Fed {
    bytes: Cell<u64>,
    file_began: Cell<bool>,
}

/// What arrives, byte by byte until the file begins.
struct Drip {
    payload: web::Payload,
    fed: Rc<Fed>,
    /// Arrived, and not fed yet.
    rest: web::Bytes,
    /// The parser takes whatever is ready; after each byte it has to look first what it has.
    pauses: bool,
}

impl Stream for Drip {
    type Item = Result<web::Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.pauses) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if this.rest.is_empty() {
            match ready!(Pin::new(&mut this.payload).poll_next(context)) {
                Some(Ok(bytes)) => this.rest = bytes,
                over => return Poll::Ready(over),
            }
        }
        if this.fed.file_began.get() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut this.rest))));
        }
        let fed = this.fed.bytes.get();
        if fed == LONGEST_HEAD {
            return Poll::Ready(Some(Err(PayloadError::Overflow)));
        }
        this.fed.bytes.set(fed.saturating_add(1));
        this.pauses = true;
        Poll::Ready(Some(Ok(this.rest.split_to(1.min(this.rest.len())))))
    }
}
