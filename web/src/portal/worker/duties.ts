// What the person who is signed in should do about keys and people, by the published record.

import type { SignedIn } from "../../core/session.js";
import {
  type Asking, type Proposed, hasLeftWithKey, isSigned, mayAdmit, mayAsLastStage, maySign, maySignOffice, officeProposal, officeProposals,
  personProposal, policyProposal,
} from "../../core/waiting.js";
import { clean } from "../../core/problem.js";
import type { OfficeId } from "../../core/values.js";
import type { Duty } from "../protocol.js";

/** Whoever asks what they may do. */
export function asking({ trust, person }: SignedIn): Asking {
  return { roster: trust.roster, person, today: trust.today };
}

/** Everybody who could do this today, by name. */
export function namesOf(holder: SignedIn, may: (asked: Asking) => boolean): string[] {
  const { trust } = holder;
  const able = [...trust.roster.persons.keys()].filter((person) => may({ ...asking(holder), person }));
  return able.map((person) => clean(trust.name(person))).sort((one, other) => one.localeCompare(other));
}

/** Whether this person has signed a proposal since signing in, or let the newcomer in: the record does not tell it yet. */
export function hasGiven({ signed }: SignedIn, { record }: Proposed, given: "signed" | "admitted" = "signed"): boolean {
  return signed.some(({ data }) =>
    "proposal" in data && data.proposal === record && (data.step === "admitted") === (given === "admitted"));
}

/** What waits for this person, then what their office lacks. */
export function dutiesOf(holder: SignedIn): Duty[] {
  return [...aboutPeople(holder), ...aboutKeysAndPolicies(holder), ...aboutOffices(holder), ...aboutColleagues(holder)];
}

function aboutPeople(holder: SignedIn): Duty[] {
  const { trust, record } = holder;
  return [...trust.roster.persons.keys()].flatMap((person): Duty[] => {
    const proposal = personProposal(record, person);
    const known = trust.roster.persons.get(person);
    if (proposal === undefined || known?.retired !== undefined) return [];
    const about = trust.name(person);
    const duties: Duty[] = [];
    const comes = proposal.comes !== undefined;
    const isUnsigned = !isSigned(record, proposal.record) && !hasGiven(holder, proposal) && maySign(asking(holder), person);
    if (isUnsigned) duties.push({ duty: comes ? "sign-person" : "sign-leaving", about });
    const isOutside = comes && known?.admitted === undefined && !hasGiven(holder, proposal, "admitted");
    if (isOutside && mayAdmit(asking(holder), proposal.record)) duties.push({ duty: "admit", about });
    return duties;
  });
}

function aboutKeysAndPolicies(holder: SignedIn): Duty[] {
  const { record } = holder;
  const keys = officeProposals(record).filter((proposal) => !hasGiven(holder, proposal) && maySignOffice(asking(holder), proposal));
  const offices = new Set(keys.map(({ key }) => key.office));
  const duties: Duty[] = [...offices].map((office) => ({ duty: "sign-office", about: nameOf(holder, office) }));
  if (!mayAsLastStage(asking(holder))) return duties;
  for (const { entry: { act } } of record) {
    if (act.kind !== "policy" || act.data.step !== "proposed") continue;
    const waiting = policyProposal(record, act.data.policy);
    const isOpen = waiting !== undefined && !isSigned(record, waiting.record) && !hasGiven(holder, waiting);
    if (isOpen) duties.push({ duty: "sign-policy", about: act.data.policy });
  }
  return duties;
}

/** The own office; to the operator, who invites, all that lack a holder, in one line. */
function aboutOffices(holder: SignedIn): Duty[] {
  const { trust, record, role, person } = holder;
  const { roster, today } = trust;
  const own = roster.person(person)?.office ?? null;
  const all = trust.seats(trust.policyOn(today).policy, today).map(({ office }) => office);
  const lacksOne = (office: OfficeId): boolean => roster.allHolders(office, today).length < 2;
  if (role === "operator") {
    const names = all.filter(lacksOne).map((office) => nameOf(holder, office));
    return names.length === 0 ? [] : [{ duty: "invite-second", about: names.join(", ") }];
  }
  const mine = all.filter((office) => role === "holder" && office === own);
  return mine.flatMap((office): Duty[] => {
    const about = nameOf(holder, office);
    const duties: Duty[] = [];
    if (lacksOne(office)) duties.push({ duty: "second-holder", about });
    const isWaiting = officeProposal(record, office) !== undefined;
    if (hasLeftWithKey(roster, office, today) && !isWaiting) duties.push({ duty: "renew-office", about });
    return duties;
  });
}

/** Other offices of the own stage of which nobody is there: this one goes on with what lies at them. */
function aboutColleagues(holder: SignedIn): Duty[] {
  const { trust, role, person } = holder;
  const own = role === "holder" ? trust.roster.person(person)?.office : undefined;
  const { stages } = trust.policyOn(trust.today).policy;
  const stage = stages.find(({ offices }) => offices.some(({ id }) => id === own));
  const empty = (stage?.offices ?? []).filter(({ id }) => id !== own && isEmptyWhileAway(holder, id));
  return empty.map(({ id }) => ({ duty: "deputy", about: nameOf(holder, id) }));
}

/** Whether nobody of the office is there today, because somebody has said to be away. */
function isEmptyWhileAway({ trust: { roster, today } }: SignedIn, office: OfficeId): boolean {
  if (roster.holders(office, today).length > 0) return false;
  const absences = roster.allHolders(office, today).flatMap((person) => roster.persons.get(person)?.absences ?? []);
  return absences.some(({ from, until }) => from <= today && today <= until);
}

/** An office's name on pages. */
export function nameOf({ trust }: SignedIn, office: OfficeId): string {
  const { stages } = trust.policyOn(trust.today).policy;
  return stages.flatMap(({ offices }) => offices).find(({ id }) => id === office)?.name ?? office;
}
