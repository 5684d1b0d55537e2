// Invitations as the operator makes them, and what comes of one that was answered. Nobody is anybody by it.

import { INVITATIONS, INVITED, type InvitationView, NOTHING } from "../../core/holder_api.js";
import { proposeOffice } from "../../core/offices.js";
import { proposePerson } from "../../core/people.js";
import { Unsettled } from "../../core/problem.js";
import { type PublicFile, readPublicFile, recipientDigest } from "../../core/public_file.js";
import type { SignedIn } from "../../core/session.js";
import type { OfficeId } from "../../core/values.js";
import { isOfRecord } from "../../core/waiting.js";
import type { PeopleAct } from "../protocol.js";
import { Fails } from "./faults.js";

/** Who is invited, and as what. */
export type Newcomer = Omit<Extract<PeopleAct, { act: "invite" }>, "act">;

/** All that are not over; none to anybody but the operator. */
export async function invitationsOf({ role, service }: SignedIn): Promise<InvitationView[]> {
  return role === "operator" ? (await service.get("admin/invitations", INVITATIONS)).invitations : [];
}

/** Takes one back. */
export async function withdraw({ service }: SignedIn, id: string): Promise<void> {
  await service.remove(`admin/invitations/${encodeURIComponent(id)}`, NOTHING);
}

/** The address for the newcomer. The token stands behind the hash: no server sees it in a request. */
export async function invite(holder: SignedIn, base: string, told: Newcomer): Promise<{ link: string; invitation: string }> {
  const { name, address, role } = told;
  const [office, until] = [told.office, told.until].map((text) => (text === "" ? null : text));
  const { id, token } = await holder.deliver("admin/invitations", INVITED, { name, address, role, office, until })
    .catch((fault: unknown) => { throw fault instanceof Unsettled ? new Fails("unsettled-invitation") : fault; });
  return { link: `${base}/reviewer#join=${token}`, invitation: id };
}

/**
 * Proposes whoever has answered an invitation; for an office's first holder its key before: until that is in effect, the record
 * knows no office for them, and they are proposed when this is asked again.
 */
export async function proposeInvited(holder: SignedIn, id: string): Promise<void> {
  const invitation = (await invitationsOf(holder)).find((each) => each.id === id);
  const file = readPublicFile(invitation?.public ?? "");
  if (invitation === undefined || file === undefined) throw new Fails("no-invitation");
  if (file.role !== invitation.role || (file.office ?? null) !== invitation.office) throw new Fails("other-invited");
  const { office, office_recipient: recipient } = file;
  const isEmpty = office !== undefined && holder.trust.roster.allHolders(office, holder.trust.today).length === 0;
  if (isEmpty && recipient !== undefined && !isOfRecord(holder.record, recipientDigest(recipient))) await proposeOffice(holder, file);
  if (hasKey(holder, office)) await proposePerson(holder, file, { until: invitation.until, address: invitation.address });
}

/** Whether the first key of their office stands in the record and is not in effect. */
export function waitsForOffice(holder: SignedIn, { office, office_recipient: recipient }: PublicFile): boolean {
  return recipient !== undefined && isOfRecord(holder.record, recipientDigest(recipient)) && !hasKey(holder, office);
}

/** Whoever is of no office needs none. */
function hasKey({ trust: { roster, today } }: SignedIn, office: OfficeId | undefined): boolean {
  return office === undefined || roster.officeKey(office, today) !== undefined;
}
