//! Files that belong to a concern: going up in pieces, coming down as a stream.

use daylight_domain::{Digest, Signature};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `POST /api/v1/track/uploads`: begins to send a sealed file.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginUpload {
    /// From the tracking code.
    #[schema(value_type = String)]
    pub locator: Digest,
    /// How many sealed bytes will come.
    pub size: u64,
    /// The reporter's signature over `daylight/upload/v1` LF origin LF concern LF size in decimal.
    #[schema(value_type = String)]
    pub signature: Signature,
}

/// An upload that is going on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Upload {
    /// Names it: 32 hexadecimal digits. Whoever knows them may go on with it.
    pub upload: String,
    /// How many bytes have come: the next piece begins here.
    pub come: u64,
    /// How many will come.
    pub size: u64,
}

/// A file that has come whole, and is named by the next signed entry `attached`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Uploaded {
    /// SHA-256 of the sealed bytes.
    #[schema(value_type = String)]
    pub item: Digest,
}

/// `POST /api/v1/track/attachments`: asks for a sealed file.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachmentRequest {
    /// From the tracking code.
    #[schema(value_type = String)]
    pub locator: Digest,
    /// SHA-256 of the sealed bytes, as the entry `attached` names it.
    #[schema(value_type = String)]
    pub item: Digest,
    /// Where to go on after a broken connection.
    #[serde(default)]
    pub offset: u64,
}
