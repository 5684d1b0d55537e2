//! Inviting newcomers, and keys that lie sealed to a passkey.

use daylight_domain::{Date, OfficeId, PersonId, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Bytes;

/// `POST /api/v1/admin/invitations`: whom the operator invites to make a key.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// What they will be called.
    pub name: String,
    /// Where their mail will go; may be empty.
    pub address: String,
    /// What they are to do.
    #[schema(value_type = String)]
    pub role: Role,
    /// The office, for holders.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub office: Option<OfficeId>,
    /// An inspector's last day.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
}

/// An invitation that was made. The token is told once.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invited {
    /// By which the operator knows it.
    pub id: String,
    /// For the newcomer alone: `/reviewer#join=TOKEN`.
    pub token: String,
}

/// `GET /api/v1/admin/invitations`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitations {
    /// Those that are not over, by name.
    pub invitations: Vec<InvitationView>,
}

/// An invitation as the operator sees it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct InvitationView {
    /// By which the operator knows it.
    pub id: String,
    /// What they will be called.
    pub name: String,
    /// Where their mail will go.
    pub address: String,
    /// What they are to do.
    #[schema(value_type = String)]
    pub role: Role,
    /// The office, for holders.
    #[schema(value_type = Option<String>)]
    pub office: Option<OfficeId>,
    /// An inspector's last day.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// The first day on which it does not work any more.
    #[schema(value_type = String, format = Date)]
    pub ends: Date,
    /// The newcomer's `.pub` file, once they have made their key.
    pub public: Option<String>,
}

/// `POST /api/v1/invitations/look`. The token never stands in a URL that is sent.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvitationToken {
    /// 64 hexadecimal digits.
    pub token: String,
}

/// What an invitation says to whoever has its token.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Invitation {
    /// What they will be called.
    pub name: String,
    /// What they are to do.
    #[schema(value_type = String)]
    pub role: Role,
    /// The office, for holders.
    #[schema(value_type = Option<String>)]
    pub office: Option<OfficeId>,
    /// The first day on which it does not work any more.
    #[schema(value_type = String, format = Date)]
    pub ends: Date,
    /// Nobody holds the office: the newcomer makes its key.
    pub first: bool,
}

/// `POST /api/v1/invitations/answer`: the newcomer has made a key and saved it.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnsweredInvitation {
    /// 64 hexadecimal digits.
    pub token: String,
    /// The text of the `.pub` file.
    pub public: String,
}

/// `PUT /api/v1/me/passkey`, and what `POST /api/v1/sign-in/passkey` answers with.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Passkey {
    /// The person's key file, sealed to their passkey (an age file; the service cannot open it).
    pub sealed: Bytes,
}

/// `POST /api/v1/sign-in/passkey`.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyOf {
    /// Whose.
    #[schema(value_type = String)]
    pub person: PersonId,
}

/// It is done, and there is nothing to tell.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct Done {}
