// People, offices and policies as the page shows them. Names say the service; who is what, and what the signed-in person may do about
// it, follow from the record, which does not tell yet what waits for its batch: that too says the service.

import { utf8 } from "../../core/bytes.js";
import type { InvitationView, PersonView } from "../../core/holder_api.js";
import { whoStays } from "../../core/offices.js";
import type { listPolicies } from "../../core/people.js";
import type { SignedIn } from "../../core/session.js";
import {
  hasLeftWithKey, isSigned, mayAdmit, mayAsLastStage, maySayAway, maySign, maySignOffice, officeProposal, officeProposals,
  personProposal, policyProposal,
} from "../../core/waiting.js";
import { stageOf } from "../../core/policy.js";
import { Mistrust, clean } from "../../core/problem.js";
import { readPublicFile } from "../../core/public_file.js";
import { digestOf, personId } from "../../core/sig.js";
import type { OfficeId, PersonId } from "../../core/values.js";
import type { InvitationRow, OfficeRow, PeoplePage, PersonRow, PolicyRow } from "../protocol.js";
import { asking, hasGiven, nameOf, namesOf } from "./duties.js";
import { waitsForOffice } from "./invitations.js";
import { lostKeyOf } from "./lost_key.js";

/** So many words stand for a key. */
const KEY_WORDS = 6;

/** All of it. */
export function peopleView(
  holder: SignedIn,
  people: readonly PersonView[],
  policies: Awaited<ReturnType<typeof listPolicies>>,
  invitations: readonly InvitationView[],
): PeoplePage {
  const { trust, role } = holder;
  const isOpen = trust.roster.channelClosed === undefined;
  const rows = people.map((person) => ({ ...personRow(holder, person), lost: lostKeyOf(holder, person, people, invitations) }));
  return {
    today: trust.today,
    people: rows,
    offices: officesOf(holder).map((office) => officeRow(holder, office)),
    policies: policies.map((policy) => policyRow(holder, policy)),
    inForce: trust.policyOn(trust.today).toml,
    invitations: invitations.map((invitation) => invitationRow(holder, invitation, rows)),
    canCloseChannel: isOpen && (role === "operator" || mayAsLastStage(asking(holder))),
  };
}

/** `view` is of `everybody`: role and office are those of the record. */
function personRow(holder: SignedIn, { person, name, role, office, standing, admitted }: PersonView): Omit<PersonRow, "lost"> {
  const { record, trust } = holder;
  const proposal = personProposal(record, person);
  const known = trust.roster.persons.get(person);
  const isUnsigned = proposal !== undefined && !isSigned(record, proposal.record) && !["signed", "retired"].includes(standing);
  const isOutside = proposal?.comes?.role === "holder" && !admitted && known?.admitted === undefined && known?.retired === undefined;
  const can: PersonRow["can"][number][] = [];
  if (isUnsigned && maySign(asking(holder), person)) can.push("sign");
  if (proposal !== undefined && isOutside && mayAdmit(asking(holder), proposal.record)) can.push("admit");
  const isLeaving = (proposal !== undefined && proposal.comes === undefined) || ["retiring", "retired"].includes(standing);
  const isHere = trust.roster.role(person, trust.today) !== undefined;
  if (holder.role === "operator" && isHere && !isLeaving && person !== holder.person) can.push("retire");
  if (maySayAway(asking(holder), person)) can.push("away");
  return {
    person,
    name: clean(name),
    role,
    office: office ?? "",
    until: known?.is.until ?? "",
    standing: standing === "signed" && (admitted || role !== "holder") ? "comes" : standing,
    away: awayOn(holder, person),
    can,
    proposal: proposal?.record ?? "",
    words: proposal?.comes === undefined ? 0 : KEY_WORDS,
    since: isUnsigned || isOutside ? (proposal?.since ?? "") : "",
    waitsFor: proposal === undefined ? [] : namesOf(holder, (each) =>
      isUnsigned ? maySign(each, person) : isOutside && mayAdmit(each, proposal.record)),
  };
}

/** The nearest absence that is not over. */
function awayOn({ trust }: SignedIn, person: PersonId): PersonRow["away"] {
  const absences = trust.roster.persons.get(person)?.absences ?? [];
  const open = absences.filter(({ until }) => until >= trust.today);
  return open.sort((one, other) => (one.from < other.from ? -1 : 1))[0] ?? null;
}

/** Those of the route, and those whose first key waits. */
function officesOf({ trust, record }: SignedIn): OfficeId[] {
  const { policy } = trust.policyOn(trust.today);
  const route = policy.stages.flatMap(({ offices }) => offices.map(({ id }) => id));
  return [...new Set([...route, ...officeProposals(record).map(({ key }) => key.office)])];
}

function officeRow(holder: SignedIn, office: OfficeId): OfficeRow {
  const { trust, person, record } = holder;
  const { roster, today } = trust;
  const { policy } = trust.policyOn(today);
  const waiting = officeProposal(record, office);
  const stage = stageOf(policy, office) ?? waiting?.key.stage ?? 0;
  const can: OfficeRow["can"][number][] = [];
  if (roster.officeOf(person, today) === office) can.push("renew");
  if (waiting !== undefined && !hasGiven(holder, waiting) && maySignOffice(asking(holder), waiting)) can.push("sign");
  return {
    id: office,
    name: nameOf(holder, office),
    stage: policy.stages[stage - 1]?.name ?? "",
    holders: roster.allHolders(office, today).map((each) => trust.name(each)),
    stay: whoStays(trust, office).map((each) => trust.name(each)),
    leaversKey: hasLeftWithKey(roster, office, today),
    proposal: waiting?.record ?? "",
    since: waiting?.since ?? "",
    waitsFor: waiting === undefined ? [] : namesOf(holder, (each) => maySignOffice(each, waiting)),
    can,
  };
}

function policyRow(holder: SignedIn, view: Awaited<ReturnType<typeof listPolicies>>[number]): PolicyRow {
  const { record } = holder;
  const { policy, toml } = view;
  // What is read before it is signed is what is signed.
  if (digestOf(utf8(toml)) !== policy) throw new Mistrust("policy", policy);
  const proposal = policyProposal(record, policy);
  const isWaiting = proposal !== undefined && !isSigned(record, proposal.record) && view.standing !== "signed";
  return {
    policy,
    ...policyStanding(holder, view, isWaiting),
    toml,
    canSign: isWaiting && mayAsLastStage(asking(holder)),
    since: isWaiting ? proposal.since : "",
    waitsFor: isWaiting ? namesOf(holder, mayAsLastStage) : [],
  };
}

/** How a policy stands by the record: only what waits for its batch says the service. */
function policyStanding(
  { trust: { roster, today } }: SignedIn,
  { policy, standing }: Awaited<ReturnType<typeof listPolicies>>[number],
  isWaiting: boolean,
): Pick<PolicyRow, "standing" | "from"> {
  const from = roster.policies.find((each) => each.policy === policy)?.from ?? "";
  if (roster.policy(today) === policy) return { standing: "in_force", from };
  if (isWaiting || (from === "" && standing !== "signed")) return { standing: "proposed", from };
  return { standing: from !== "" && from <= today ? "past" : "signed", from };
}

function invitationRow(
  holder: SignedIn,
  { id, name, role, office, ends, public: answer }: InvitationView,
  people: readonly PersonRow[],
): InvitationRow {
  const file = readPublicFile(answer ?? "");
  // With this key somebody may be proposed for another role: one person has one, and proposing says so.
  const known = file && people.findLast((one) => one.person === personId(file.signing) && one.role === role && one.office === (office ?? ""));
  const before = file && waitsForOffice(holder, file) ? "office" : answer === null ? "waiting" : "answered";
  return { id, name: clean(name), role, office: office ?? "", until: ends, standing: known?.standing ?? before };
}
