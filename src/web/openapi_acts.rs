//! What stands in an entry that somebody signs on a concern, kind by kind, for the document of the API. The entries
//! themselves are text to the API: their bytes are the signer's. Knows shapes, not rules.

use serde_json::{Value, json};
use utoipa::Modify;
use utoipa::openapi::{OpenApi, RefOr, Schema};

/// A field of an entry's `data`.
#[derive(Clone, Copy)]
enum Is {
    Digest,
    MaybeDigest,
    Digests,
    Date,
    Office,
    Offices,
    Person,
    Signature,
    Yes,
    Count,
    Points,
    Findings,
    Enquiries,
    One(&'static [&'static str]),
}

use Is::{
    Count, Date, Digest, Digests, Enquiries, Findings, MaybeDigest, Office, Offices, One, Person, Points,
    Signature, Yes,
};

const URGENCY: Is = One(&["ordinary", "data-loss", "danger"]);
const AUDIENCE: Is = One(&["case", "above"]);
const CLOCK: Is = One(&["first_decision", "referral_review"]);
const MATTER: Is = One(&["scope", "findings"]);
const REASON: Is = One(&[
    "established",
    "partly_established",
    "not_established",
    "transferred",
    "no_concern_stated",
    "cannot_be_opened",
]);

/// Kind, who signs it, and its data in order.
type Told = (&'static str, &'static str, &'static [(&'static str, Is)]);

const ACTS: &[Told] = &[
    (
        "opened",
        "holder",
        &[("office", Office), ("countersign", Signature)],
    ),
    ("no_conflict", "holder", &[]),
    ("conflict", "holder", &[]),
    ("mismatch", "holder", &[]),
    ("cannot_open", "holder", &[]),
    ("acknowledged", "holder", &[("item", MaybeDigest)]),
    (
        "message",
        "holder or reporter",
        &[("item", Digest), ("audience", AUDIENCE)],
    ),
    ("note", "holder", &[("item", Digest), ("offices", Offices)]),
    ("scope", "holder", &[("points", Points), ("item", Digest)]),
    ("feedback", "holder", &[("item", Digest)]),
    (
        "findings",
        "holder",
        &[("points", Findings), ("enquiries", Enquiries), ("item", Digest)],
    ),
    (
        "extended",
        "holder",
        &[("clock", CLOCK), ("due", Date), ("item", MaybeDigest)],
    ),
    (
        "referred",
        "holder",
        &[("receiver", MaybeDigest), ("review", Date), ("item", Digest)],
    ),
    ("referral_result", "holder", &[("item", Digest)]),
    ("handed_over", "holder", &[("to", Person)]),
    ("regulator", "holder", &[("told", Yes), ("item", MaybeDigest)]),
    (
        "urgency_changed",
        "holder or reporter",
        &[("to", URGENCY), ("item", MaybeDigest)],
    ),
    (
        "shared",
        "holder",
        &[("body", Digest), ("parts", Digests), ("item", MaybeDigest)],
    ),
    (
        "redacted",
        "holder",
        &[("original", Digest), ("copy", Digest), ("passages", Count)],
    ),
    ("action_due", "holder", &[("item", Digest), ("due", Date)]),
    ("action_done", "holder", &[("action", Digest), ("item", Digest)]),
    (
        "closing_proposed",
        "holder",
        &[("reason", REASON), ("receiver", MaybeDigest), ("item", Digest)],
    ),
    ("approved", "holder, or the auditor on form", &[("of", Digest)]),
    (
        "refused",
        "holder, or the auditor on form",
        &[("of", Digest), ("item", Digest)],
    ),
    (
        "dispute_answered",
        "holder",
        &[("item", Digest), ("same_person", Yes)],
    ),
    ("treatment_answered", "holder", &[("item", Digest)]),
    ("repeat", "holder", &[("item", Digest)]),
    ("disputed", "reporter", &[("matter", MATTER), ("item", Digest)]),
    (
        "treatment_reported",
        "reporter",
        &[("ill", Yes), ("item", MaybeDigest)],
    ),
    ("withdrawn", "reporter", &[("office", Office)]),
    ("attached", "reporter", &[("item", Digest)]),
];

impl Is {
    fn schema(self) -> Value {
        let hex = |digits: u32, what: &str| json!({ "type": "string", "pattern": format!("^[0-9a-f]{{{digits}}}$"), "description": what });
        let list = |of: Value| json!({ "type": "array", "items": of });
        let object = |fields: Value, required: Value| json!({ "type": "object", "properties": fields, "required": required, "additionalProperties": false });
        match self {
            Self::Digest => hex(64, "SHA-256 of sealed words, or the record of an entry"),
            Self::MaybeDigest => json!({
                "type": ["string", "null"], "pattern": "^[0-9a-f]{64}$",
                "description": "SHA-256 of sealed words; some rules ask for it"
            }),
            Self::Digests => list(hex(64, "SHA-256 of sealed words")),
            Self::Date => json!({ "type": "string", "format": "date" }),
            Self::Office => json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]{0,31}$" }),
            Self::Offices => list(Self::Office.schema()),
            Self::Person => hex(16, "a person's id"),
            Self::Signature => hex(128, "by the opening key inside the capsule"),
            Self::Yes => json!({ "type": "boolean" }),
            Self::Count => json!({ "type": "integer", "minimum": 0, "maximum": 65535 }),
            Self::Points => list(object(
                json!({ "mark": Self::One(&["in", "out"]).schema(), "reason": Self::MaybeDigest.schema() }),
                json!(["mark", "reason"]),
            )),
            Self::Findings => list(object(
                json!({
                    "point": Self::Count.schema(),
                    "result": Self::One(&["established", "partly_established", "not_established"]).schema(),
                }),
                json!(["point", "result"]),
            )),
            Self::Enquiries => object(
                json!({
                    "made": Self::Count.schema(),
                    "spoken_to": Self::Count.schema(),
                    "standard": { "type": ["string", "null"], "enum": ["balance_of_probabilities", null] },
                }),
                json!(["made", "spoken_to", "standard"]),
            ),
            Self::One(of) => json!({ "type": "string", "enum": of }),
        }
    }
}

fn entry((kind, who, data): &Told) -> Value {
    let fields: serde_json::Map<String, Value> = data
        .iter()
        .map(|(name, is)| ((*name).to_owned(), is.schema()))
        .collect();
    let names: Vec<&str> = data.iter().map(|(name, _)| *name).collect();
    json!({
        "type": "object",
        "title": kind,
        "description": format!("Signed by: {who}."),
        "properties": {
            "v": { "type": "integer", "enum": [1] },
            "kind": { "type": "string", "enum": [kind] },
            "day": Date.schema(),
            "concern": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
            "by": { "type": "string", "description": "`reporter`, or the person's id" },
            "after": MaybeDigest.schema(),
            "data": { "type": "object", "properties": fields, "required": names, "additionalProperties": false },
            "sig": { "type": "string", "pattern": "^[0-9a-f]{128}$" },
        },
        "required": ["v", "kind", "day", "concern", "by", "after", "data", "sig"],
        "additionalProperties": false,
    })
}

/// Adds the shape `SignedEntry`: what the text `entry` of an act holds.
pub(super) struct SignedEntries;

impl Modify for SignedEntries {
    fn modify(&self, document: &mut OpenApi) {
        let kinds: Vec<Value> = ACTS.iter().map(entry).collect();
        let schema = json!({
            "description": "One line of JSON without white space, its fields in this order; see docs/LEDGER_FORMAT.md for the \
                            bytes that are signed. It travels as text in `entry`, with the sealed words it names in `items`.",
            "oneOf": kinds,
        });
        let schema: Option<RefOr<Schema>> = serde_json::from_value(schema).ok();
        if let (Some(components), Some(schema)) = (&mut document.components, schema) {
            components.schemas.insert("SignedEntry".to_owned(), schema);
        }
    }
}

#[cfg(test)]
mod tests {
    use daylight_domain::Act;

    use super::*;

    /// Kinds that nobody sends as an act on a concern.
    const OTHERS: &[&str] = &[
        "received",
        "closed",
        "reopened",
        "treatment_asked",
        "lapsed",
        "escalated",
        "erased",
        "key",
        "person",
        "office",
        "policy",
        "absent",
        "code",
        "export",
        "opinion",
        "statement",
        "statement_opened",
        "pack",
        "mail_given_up",
        "difficulty",
        "refused_day",
        "channel_closed",
        "clock",
        "outside_check_overdue",
        "padding",
    ];

    fn example(is: Is) -> Value {
        match is {
            Digest | MaybeDigest => "00".repeat(32).into(),
            Digests => json!(["00".repeat(32)]),
            Date => "2026-12-18".into(),
            Office => "guardian".into(),
            Offices => json!(["guardian"]),
            Person => "00".repeat(8).into(),
            Signature => "00".repeat(64).into(),
            Yes => true.into(),
            Count => 1.into(),
            Points => {
                json!([{ "mark": "out", "reason": "00".repeat(32) }, { "mark": "in", "reason": null }])
            }
            Findings => json!([{ "point": 1, "result": "partly_established" }]),
            Enquiries => json!({ "made": 1, "spoken_to": 0, "standard": "balance_of_probabilities" }),
            One(of) => of[0].into(),
        }
    }

    #[test]
    fn what_is_told_of_each_kind_is_what_an_entry_holds() {
        for (kind, _, data) in ACTS {
            let fields: serde_json::Map<String, Value> = data
                .iter()
                .map(|(name, is)| ((*name).to_owned(), example(*is)))
                .collect();
            let told = json!({ "kind": kind, "data": fields });
            let act: Act = serde_json::from_value(told.clone()).unwrap_or_else(|bad| panic!("{kind}: {bad}"));
            assert_eq!(serde_json::to_value(&act).unwrap(), told, "no field is missing");
            for (name, is) in *data {
                if let One(of) = is {
                    for value in *of {
                        let mut other = told.clone();
                        other["data"][name] = (*value).into();
                        assert!(
                            serde_json::from_value::<Act>(other).is_ok(),
                            "{kind} {name} {value}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn no_kind_is_forgotten() {
        let unknown = json!({ "kind": "?", "data": {} });
        let said = serde_json::from_value::<Act>(unknown).unwrap_err().to_string();
        let mut known: Vec<&str> = said.split('`').skip(3).step_by(2).collect();
        let mut told: Vec<&str> = ACTS
            .iter()
            .map(|(kind, ..)| *kind)
            .chain(OTHERS.iter().copied())
            .collect();
        known.sort_unstable();
        told.sort_unstable();
        assert_eq!(known, told);
    }

    #[test]
    fn the_document_has_every_kind_with_its_data() {
        let document = serde_json::to_value(crate::web::openapi::document()).unwrap();
        let kinds = document["components"]["schemas"]["SignedEntry"]["oneOf"]
            .as_array()
            .unwrap();
        assert_eq!(kinds.len(), ACTS.len());
        assert!(
            kinds
                .iter()
                .all(|kind| kind["properties"]["data"]["type"] == "object")
        );
    }
}
