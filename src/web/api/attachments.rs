//! Files of a concern, up in pieces and down as streams. The bytes pass through in small parts: memory does not grow with
//! the file. Nothing here leaves a line in the log of what a reporter does.

use std::io;
use std::time::Duration;

use actix_web::http::header::ContentType;
use actix_web::rt::time::timeout;
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::{ConcernId, Digest, from_hex};
use futures_util::StreamExt as _;
use futures_util::stream::try_unfold;

use super::{Answer, Endpoint, get, in_path, post, put, untraced};
use crate::actions::{Service, hand_attachment, take_upload};
use crate::api::{AttachmentRequest, BeginUpload, Upload, Uploaded};
use crate::web::body::Json;
use crate::web::error::ApiProblem;
use crate::web::guard::Caller;
use crate::web::openapi::{BadAddress, BadBody, Conflict, Failure, Forged, NotAllowed, NotSigned, Unknown};

/// Written to the disk at once, and read from it.
const PART: usize = 512 * 1024;
/// Whoever sends nothing for so long is cut off, and goes on from what has come.
const PATIENCE: Duration = Duration::from_secs(30);

/// The addresses for anybody.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/track/uploads").to(begin),
        get("/uploads/{id}").to(progress),
        put("/uploads/{id}").to(append),
        post("/uploads/{id}/finish").to(finish),
        post("/track/attachments").to(to_reporter),
    ]
}

/// Begin to send a sealed file to a concern that was accepted.
#[utoipa::path(post, path = "/api/v1/track/uploads", tag = "reporters", request_body = BeginUpload,
    operation_id = "begin_upload",
    responses((status = 200, body = Upload), BadBody, Forged, Unknown, Conflict, Failure))]
pub(crate) async fn begin(service: web::Data<Service>, body: Json<BeginUpload>) -> Answer<Upload> {
    untraced(take_upload::begin(&service, body.0).await)
}

/// How much of an upload has come.
#[utoipa::path(get, path = "/api/v1/uploads/{id}", tag = "reporters", operation_id = "upload_progress",
    params(("id" = String, Path, description = "The upload, 32 hexadecimal digits")),
    responses((status = 200, body = Upload), BadAddress, Unknown, Failure))]
pub(crate) async fn progress(service: web::Data<Service>, request: HttpRequest) -> Answer<Upload> {
    untraced(take_upload::progress(&service, upload(&request)?).await)
}

/// Send the next bytes. Those that begin elsewhere than where the upload stands are not taken; the answer says where it
/// stands.
#[utoipa::path(put, path = "/api/v1/uploads/{id}", tag = "reporters", operation_id = "upload_bytes",
    params(("id" = String, Path, description = "The upload, 32 hexadecimal digits"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes begin")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = Upload), BadBody, Unknown, Conflict, Failure))]
pub(crate) async fn append(
    service: web::Data<Service>,
    request: HttpRequest,
    mut body: web::Payload,
) -> Answer<Upload> {
    let id = upload(&request)?;
    let mut offset: u64 = request
        .headers()
        .get("upload-offset")
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .ok_or_else(|| ApiProblem::malformed("Say in the header Upload-Offset where these bytes begin."))?;
    let mut stands = take_upload::progress(&service, id)
        .await
        .map_err(ApiProblem::untraced)?;
    let mut part: Vec<u8> = Vec::with_capacity(PART);
    loop {
        let next = timeout(PATIENCE, body.next()).await;
        let cut_off = !matches!(next, Ok(Some(Ok(_)) | None));
        if let Ok(Some(Ok(bytes))) = next {
            part.extend_from_slice(&bytes);
            if part.len() < PART {
                continue;
            }
        } else if part.is_empty() {
            break;
        }
        if stands.come != offset {
            break;
        }
        let sent = std::mem::replace(&mut part, Vec::with_capacity(PART));
        let ends = offset.saturating_add(u64::try_from(sent.len()).unwrap_or(u64::MAX));
        stands = take_upload::append(&service, id, offset, sent)
            .await
            .map_err(ApiProblem::untraced)?;
        offset = ends;
        if cut_off {
            break;
        }
    }
    Ok(web::Json(stands))
}

/// Make a whole upload durable; then name it in a signed entry `attached`.
#[utoipa::path(post, path = "/api/v1/uploads/{id}/finish", tag = "reporters", operation_id = "finish_upload",
    params(("id" = String, Path, description = "The upload, 32 hexadecimal digits")),
    responses((status = 200, body = Uploaded), BadAddress, Unknown, Conflict, Failure))]
pub(crate) async fn finish(service: web::Data<Service>, request: HttpRequest) -> Answer<Uploaded> {
    untraced(take_upload::finish(&service, upload(&request)?).await)
}

/// A sealed file of the reporter's concern, as a stream.
#[utoipa::path(post, path = "/api/v1/track/attachments", tag = "reporters", request_body = AttachmentRequest,
    operation_id = "track_attachment",
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), BadBody, Unknown, Failure))]
pub(crate) async fn to_reporter(
    service: web::Data<Service>,
    body: Json<AttachmentRequest>,
) -> Result<HttpResponse, ApiProblem> {
    let length = hand_attachment::to_reporter(&service, &body.0)
        .await
        .map_err(ApiProblem::untraced)?;
    Ok(stream(service, body.0.item, body.0.offset, length))
}

/// A sealed file of a concern that the caller may read, as a stream. `?offset=N` goes on after a broken connection.
#[utoipa::path(get, path = "/api/v1/desk/concerns/{id}/attachments/{item}", tag = "desk",
    security(("bearer" = [])), operation_id = "desk_attachment",
    params(("id" = String, Path, description = "The concern's id, 32 hexadecimal digits"),
        ("item" = String, Path, description = "SHA-256 of the sealed bytes, 64 hexadecimal digits"),
        ("offset" = Option<u64>, Query, description = "Where to go on")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        BadAddress, NotSigned, NotAllowed, Unknown, Failure))]
pub(crate) async fn to_holder(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let concern: ConcernId = in_path(&request, "id", super::CONCERN)?;
    let item: Digest = in_path(&request, "item", "the digest of a file: 64 digits of 0-9 and a-f")?;
    let offset = match request.query_string() {
        "" => 0,
        query => query
            .strip_prefix("offset=")
            .and_then(|offset| offset.parse().ok())
            .ok_or_else(|| {
                ApiProblem::malformed("Here the address takes `?offset=NUMBER` and nothing else.")
            })?,
    };
    let length = hand_attachment::to_holder(&service, caller.signed(), concern, item)
        .await
        .map_err(ApiProblem::logged)?;
    Ok(stream(service, item, offset, length))
}

fn upload(request: &HttpRequest) -> Result<[u8; 16], ApiProblem> {
    from_hex(request.match_info().get("id").unwrap_or_default())
        .map_err(|_| ApiProblem::malformed("The address must contain the upload: 32 digits of 0-9 and a-f."))
}

fn stream(service: web::Data<Service>, item: Digest, offset: u64, length: u64) -> HttpResponse {
    let parts = try_unfold(offset, move |offset| {
        let service = service.clone();
        async move {
            // A failure in the middle cuts the connection: the reader goes on from there.
            let bytes = hand_attachment::read(&service, item, offset, PART)
                .await
                .map_err(|_| io::Error::other("the file could not be read on"))?;
            let next = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
            Ok::<_, io::Error>((!bytes.is_empty()).then(|| (web::Bytes::from(bytes), next)))
        }
    });
    HttpResponse::Ok()
        .content_type(ContentType::octet_stream())
        .no_chunking(length.saturating_sub(offset))
        .streaming(parts)
}
