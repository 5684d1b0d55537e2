//! `/audit`: the record with its salts, for auditors, scrutiny viewers and inspectors. No content of any concern.

use actix_web::{HttpRequest, web};
use daylight_domain::ConcernId;
use daylight_domain::figures::Period;
use serde::Deserialize;

use super::{Answer, CONCERN, Endpoint, answer, get, in_path, in_query, post};
use crate::actions::{
    Service, add_act, change_people, show_approvals, show_concern, show_figures, show_ledger, show_people,
};
use crate::api::{
    ActAccepted, AuditEntries, ConcernView, FiguresView, HolderAct, People, PeopleAct, Policies, ToApprove,
};
use crate::web::body::Json;
use crate::web::guard::Caller;
use crate::web::openapi::{BadAddress, BadBody, Conflict, Failure, NotAllowed, NotSigned, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/entries").to(entries),
        get("/checkpoints").to(checkpoints),
        get("/to-approve").to(to_approve),
        get("/concerns/{id}").to(concern),
        post("/concerns/{id}/acts").to(act),
        get("/people").to(people),
        post("/people").to(sign_person),
        get("/policies").to(policies),
        get("/figures").to(figures),
        get("/tables").to(super::checking::tables),
        post("/export").to(super::checking::export),
    ]
}

/// Which entries are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Range {
    start: u64,
    count: u64,
}

/// Published entries with their salts, in tree order.
#[utoipa::path(get, path = "/api/v1/audit/entries", tag = "audit", security(("bearer" = [])),
    params(("start" = u64, Query, description = "Index of the first"),
        ("count" = u64, Query, description = "How many at most")),
    responses((status = 200, body = AuditEntries), BadAddress, NotSigned, NotAllowed, Failure))]
pub(crate) async fn entries(service: web::Data<Service>, request: HttpRequest) -> Answer<AuditEntries> {
    let Range { start, count } = in_query(&request, "entries, with two whole numbers: ?start=0&count=256")?;
    answer(show_ledger::audit_entries(&service, start, count).await)
}

/// Every checkpoint that was published, one a batch.
#[utoipa::path(get, path = "/api/v1/audit/checkpoints", tag = "audit", security(("bearer" = [])),
    responses((status = 200, body = Vec<String>), NotSigned, NotAllowed, Failure))]
pub(crate) async fn checkpoints(service: web::Data<Service>) -> Answer<Vec<String>> {
    answer(show_ledger::checkpoints(&service).await)
}

/// The concerns whose closing waits for the auditor: proposed at the last stage, where nobody else is left. Ids alone.
#[utoipa::path(get, path = "/api/v1/audit/to-approve", tag = "audit", security(("bearer" = [])),
    responses((status = 200, body = ToApprove), NotSigned, NotAllowed, Failure))]
pub(crate) async fn to_approve(service: web::Data<Service>, caller: Caller) -> Answer<ToApprove> {
    answer(show_approvals::to_approve(&service, caller.signed()).await)
}

/// A concern's published entries and its manifest: no content.
#[utoipa::path(get, path = "/api/v1/audit/concerns/{id}", tag = "audit", security(("bearer" = [])),
    params(("id" = String, Path, description = "The concern's id, 32 hexadecimal digits")),
    operation_id = "audit_concern",
    responses((status = 200, body = ConcernView), NotSigned, NotAllowed, Unknown, Failure))]
pub(crate) async fn concern(service: web::Data<Service>, request: HttpRequest) -> Answer<ConcernView> {
    let id: ConcernId = in_path(&request, "id", CONCERN)?;
    answer(show_concern::at_audit(&service, id).await)
}

/// The auditor's verdict on a proposed closing, `approved` or `refused`, where the last stage has no second holder.
#[utoipa::path(post, path = "/api/v1/audit/concerns/{id}/acts", tag = "audit", security(("bearer" = [])),
    params(("id" = String, Path, description = "The concern's id, 32 hexadecimal digits")),
    operation_id = "audit_act", request_body = HolderAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn act(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
    body: Json<HolderAct>,
) -> Answer<ActAccepted> {
    let id: ConcernId = in_path(&request, "id", CONCERN)?;
    answer(add_act::by_holder(&service, caller.signed(), id, body.0).await)
}

/// Everybody at the service, proposed ones included.
#[utoipa::path(get, path = "/api/v1/audit/people", tag = "audit", security(("bearer" = [])),
    operation_id = "audit_people", responses((status = 200, body = People), NotSigned, NotAllowed, Failure))]
pub(crate) async fn people(service: web::Data<Service>) -> Answer<People> {
    answer(show_people::people(&service).await)
}

/// The auditor's signature where the last stage has no second holder, and their opinion of the record.
#[utoipa::path(post, path = "/api/v1/audit/people", tag = "audit", security(("bearer" = [])),
    request_body = PeopleAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn sign_person(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<PeopleAct>,
) -> Answer<ActAccepted> {
    answer(change_people::change_people(&service, caller.signed(), body.0).await)
}

/// Every policy the ledger names.
#[utoipa::path(get, path = "/api/v1/audit/policies", tag = "audit", security(("bearer" = [])),
    operation_id = "audit_policies", responses((status = 200, body = Policies), NotSigned, NotAllowed, Failure))]
pub(crate) async fn policies(service: web::Data<Service>) -> Answer<Policies> {
    answer(show_people::policies(&service).await)
}

/// Which period is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Of {
    period: Option<Period>,
}

/// The figures of a period, of this year if none is named: exact to the auditor and the scrutiny viewer, to an inspector
/// what was released of it.
#[utoipa::path(get, path = "/api/v1/audit/figures", tag = "audit", security(("bearer" = [])),
    params(("period" = Option<String>, Query, description = "A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`")),
    operation_id = "audit_figures",
    responses((status = 200, body = FiguresView), BadAddress, NotSigned, NotAllowed, Conflict, Failure))]
pub(crate) async fn figures(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Answer<FiguresView> {
    let Of { period } = in_query(
        &request,
        "figures of a year, half-year or quarter: ?period=2027, ?period=2027-H1 or ?period=2027-Q3",
    )?;
    answer(show_figures::figures(&service, caller.signed(), period).await)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::web::error::ApiProblem;

    fn range(query: &str) -> Result<Range, ApiProblem> {
        let request = TestRequest::with_uri(&format!("/?{query}")).to_http_request();
        in_query(&request, "entries")
    }

    #[test]
    fn a_range_is_two_whole_numbers_and_nothing_else() {
        assert!(range("start=0&count=256").is_ok());
        for query in [
            "",
            "start=0",
            "start=-1&count=2",
            "start=a&count=2",
            "start=0&count=2&more=1",
            "start=0&start=1&count=1",
        ] {
            assert!(range(query).is_err(), "{query}");
        }
    }
}
