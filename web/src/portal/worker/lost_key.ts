// A lost key: the old one leaves, and its owner is invited again. How far that is follows from the record, the list of people and
// the invitations each time it is looked at; nothing else is kept, so it goes on wherever it stopped.

import { addDays } from "../../core/calendar.js";
import type { InvitationView, PersonView } from "../../core/holder_api.js";
import { listPeople, retire } from "../../core/people.js";
import { clean } from "../../core/problem.js";
import { readPublicFile } from "../../core/public_file.js";
import type { SignedIn } from "../../core/session.js";
import { personId } from "../../core/sig.js";
import type { Day } from "../../core/values.js";
import {
  type Asking, type ProposedPerson, isSigned, mayAdmit, maySign, maySignOffice, officeProposal, personProposal,
} from "../../core/waiting.js";
import type { LostKey, LostStep, PeopleAct } from "../protocol.js";
import { namesOf } from "./duties.js";
import { Fails } from "./faults.js";
import { invitationsOf, invite, withdraw } from "./invitations.js";
import type { Visit } from "./visit.js";

/** A signature stands in the record after a night, and what it signs holds from the day after: proposed today, signed tomorrow. */
const DAYS_TO_HOLD = 2;
/** So long after somebody has left they can still be invited again from here: twice as long as an invitation works. */
const OFFERED_FOR_DAYS = 28;

/** What there is of it. */
interface Stand {
  readonly lost: PersonView;
  readonly colleagues: readonly string[];
  /** The leaving is proposed, signed, in effect. */
  readonly leaves: boolean;
  readonly left: boolean;
  readonly gone: boolean;
  /** Invited again, and not proposed yet. */
  readonly invitation: InvitationView | undefined;
  readonly address: string;
  /** The same person with the new key. */
  readonly successor: PersonView | undefined;
}

function standOf(
  { trust: { roster, today } }: SignedIn,
  lost: PersonView,
  people: readonly PersonView[],
  invitations: readonly InvitationView[],
): Stand {
  const isSame = ({ name, role, office }: PersonView | InvitationView): boolean =>
    name === lost.name && role === lost.role && office === lost.office;
  const after = people.slice(people.indexOf(lost) + 1);
  // A colleague who leaves too hands nothing on.
  const stay = people.filter(({ person, standing }) => person !== lost.person && !["retiring", "retired"].includes(standing));
  const holders = lost.office === null ? [] : roster.allHolders(lost.office, today);
  return {
    lost,
    colleagues: stay.filter(({ person }) => holders.includes(person)).map(({ name }) => clean(name)),
    leaves: ["retiring", "retired"].includes(lost.standing),
    left: lost.standing === "retired",
    gone: roster.role(lost.person, today) === undefined,
    invitation: invitations.find((each) => isSame(each) && !isUsedUp(each, people)),
    address: invitations.find(isSame)?.address ?? "",
    successor: after.find((each) => isSame(each) && each.standing !== "retired"),
  };
}

/** Answered with a key that is proposed already, perhaps the very one that is lost: such an invitation stays in the list. */
function isUsedUp({ public: answer }: InvitationView, people: readonly PersonView[]): boolean {
  const file = readPublicFile(answer ?? "");
  return file !== undefined && people.some(({ person }) => person === personId(file.signing));
}

/** Nobody else holds their office. */
function isLast({ lost, colleagues }: Stand): boolean {
  return lost.role === "holder" && colleagues.length === 0;
}

/** Nobody else is of the last stage: nothing comes after it, and nothing can be sent while nobody is. */
function isEnd({ trust: { roster, today } }: SignedIn, { person, office }: PersonView): boolean {
  const stage = office === null ? undefined : roster.officeKey(office, today)?.stage;
  return stage !== undefined && stage === roster.lastStage(today) && roster.lastStageInService(today).every((each) => each === person);
}

/** Whoever is invited into an office that somebody still holds makes no key for it: where the office's own is lost with theirs,
    they must be invited once they have left. */
function mayInvite(stand: Stand): boolean {
  return !isLast(stand) || stand.gone;
}

function nextOf(stand: Stand): LostKey["next"] {
  const { leaves, invitation, successor } = stand;
  const isInvited = invitation !== undefined || successor !== undefined;
  if (!leaves) return isInvited || !mayInvite(stand) ? "leave" : "both";
  if (!isInvited) return mayInvite(stand) ? "invite" : "nothing";
  if (successor !== undefined) return "nothing";
  return invitation?.public === null ? "anew" : "propose";
}

/** What the page shows the operator of it; nothing of oneself, of who is not here yet, or of who left and was not followed. */
export function lostKeyOf(
  holder: SignedIn,
  lost: PersonView,
  people: readonly PersonView[],
  invitations: readonly InvitationView[],
): LostKey | null {
  const { trust: { roster, today }, person, role } = holder;
  if (role !== "operator" || lost.person === person || lost.name === "" || ["proposed", "signed"].includes(lost.standing)) return null;
  const stand = standOf(holder, lost, people, invitations);
  const { gone, successor, invitation, leaves } = stand;
  const isFollowed = invitation !== undefined || successor !== undefined;
  const left = roster.persons.get(lost.person)?.retired;
  if (gone && (left === undefined || successor?.standing === "present")) return null;
  if (gone && !isFollowed && addDays(left ?? today, OFFERED_FOR_DAYS) < today) return null;
  const refusedFrom = left ?? addDays(today, DAYS_TO_HOLD);
  const invitedOn: Day = isLast(stand) && !gone ? refusedFrom : today;
  return {
    steps: stepsOf(holder, stand),
    next: nextOf(stand),
    isBegun: leaves && (isFollowed || isLast(stand)),
    isLast: isLast(stand),
    isEnd: isLast(stand) && isEnd(holder, lost),
    colleagues: stand.colleagues,
    refusedFrom,
    opensFrom: addDays(invitedOn, DAYS_TO_HOLD),
    address: stand.address,
    invitation: invitation?.id ?? "",
  };
}

type Open = Omit<LostStep, "what">;

/** In the order in which they are done. */
function stepsOf(holder: SignedIn, stand: Stand): LostStep[] {
  const { record, trust } = holder;
  const { lost, leaves, left, gone, invitation, successor } = stand;
  const isDone = (what: LostStep["what"], done: boolean, open: Open): LostStep =>
    done ? { what, state: "done", who: [] } : { what, ...open };
  const nobody = (state: LostStep["state"]): Open => ({ state, who: [] });
  const [later, you, night] = [nobody("later"), nobody("you"), nobody("night")] as const;
  // Until it is refused the old key could sign as well: nobody waits for that.
  const others = (may: (each: Asking) => boolean): Open =>
    ({ state: "waits", who: namesOf(holder, (each) => each.person !== lost.person && may(each)) });

  const leaving = personProposal(record, lost.person);
  const isLeavingKnown = leaving !== undefined && leaving.comes === undefined;
  const coming = successor === undefined ? undefined : personProposal(record, successor.person);
  const known = successor === undefined ? undefined : trust.roster.persons.get(successor.person);
  const isAnswered = successor !== undefined || (invitation !== undefined && invitation.public !== null);
  const key = lost.office === null ? undefined : officeProposal(record, lost.office);
  const afterProposal = (open: (of: ProposedPerson) => Open): Open =>
    successor === undefined ? later : coming === undefined ? night : open(coming);

  return [
    isDone("leave", leaves, you),
    isDone("leave-sign", left, isLeavingKnown ? others((each) => maySign(each, lost.person)) : leaves ? night : later),
    isDone("gone", gone, left ? night : later),
    isDone("invite", successor !== undefined || invitation !== undefined, mayInvite(stand) ? you : later),
    isDone("answer", isAnswered, invitation === undefined ? later : { state: "waits", who: [clean(lost.name)] }),
    isDone("propose", successor !== undefined, isAnswered ? you : later),
    isDone("sign", coming !== undefined && isSigned(record, coming.record),
      afterProposal((of) => others((each) => maySign(each, of.person)))),
    ...(isLast(stand) ? [isDone("office-sign", coming !== undefined && key === undefined,
      afterProposal(() => others((each) => key !== undefined && maySignOffice(each, key))))] : []),
    ...(lost.role === "holder" ? [isDone("admit", known?.admitted !== undefined,
      afterProposal((of) => others((each) => mayAdmit(each, of.record))))] : []),
  ];
}

/**
 * Does what is missing: proposes the leaving, then invites; gives the address, empty if nobody was invited. An invitation that
 * the page did not show has an address that was never seen (the answer was lost): another takes its place.
 */
export async function replaceLostKey(
  { holder, base }: Visit,
  { person, invites, address }: Extract<PeopleAct, { act: "lost-key" }>,
): Promise<string> {
  const [people, invitations] = await Promise.all([listPeople(holder), invitationsOf(holder)]);
  const lost = people.find((each) => each.person === person);
  if (lost === undefined) throw new Fails("not-in-record");
  const stand = standOf(holder, lost, people, invitations);
  if (!stand.leaves) await retire(holder, person);
  // Stopped here, the leaving stands and nobody is invited: asked again, this goes on below.
  const { invitation, successor } = stand;
  const isAnswered = invitation !== undefined && invitation.public !== null;
  if (!invites || successor !== undefined || isAnswered || !mayInvite(stand)) return "";
  if (invitation !== undefined) await withdraw(holder, invitation.id);
  // Stopped here, no address works any more, and the next one is made.
  const until = holder.trust.roster.person(person)?.until ?? "";
  const { link } = await invite(holder, base, { name: lost.name, address, role: lost.role, office: lost.office ?? "", until });
  return link;
}
