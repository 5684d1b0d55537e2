// People, offices and policies: what there is, what waits for whose signature, and what the person who is signed in may do about
// it. Never any content of a concern.

import { systemEntropy } from "../../core/entropy.js";
import { HEALTH } from "../../core/holder_api.js";
import { HybridIdentity } from "../../core/hybrid.js";
import { KeyFile } from "../../core/key_file.js";
import { ownOffice, renewOffice, signOffice } from "../../core/offices.js";
import {
  admit, away, closeChannel, listPeople, listPolicies, proposePolicy, retire, signPerson, signPolicy,
} from "../../core/people.js";
import { orUnsettled } from "../../core/problem.js";
import { officeWords, recipientDigest } from "../../core/public_file.js";
import { settled } from "../../core/sent.js";
import type { SignedIn } from "../../core/session.js";
import { isOfRecord } from "../../core/waiting.js";
import type { Health, PeopleAct, PeopleDone, PeoplePage } from "../protocol.js";
import { Fails } from "./faults.js";
import { invitationsOf, invite, proposeInvited, withdraw } from "./invitations.js";
import { replaceLostKey } from "./lost_key.js";
import { peopleView } from "./people_view.js";
import { blobOf, bytesOf } from "./sign_in.js";
import { stands } from "./standing.js";
import type { Visit } from "./visit.js";

/** The tasks. */
export function peopleTasks(visit: Visit) {
  async function page(): Promise<PeoplePage> {
    const { holder } = visit;
    await holder.refresh();
    const [people, policies, invitations] = await Promise.all([
      listPeople(holder),
      listPolicies(holder),
      invitationsOf(holder),
    ]);
    return peopleView(holder, people, policies, invitations);
  }

  /** What comes of an act beside the record's new entry. */
  async function act(told: PeopleAct): Promise<Partial<PeopleDone>> {
    const { holder } = visit;
    switch (told.act) {
      case "sign-person":
        await signPerson(holder, told.person, told.words, told.proposal);
        return {};
      case "admit":
        await admit(holder, told.person, told.words, told.proposal, await handedOn(visit), systemEntropy);
        return {};
      case "retire":
        await retire(holder, told.person);
        return {};
      case "lost-key":
        return { link: await replaceLostKey(visit, told) };
      case "away":
        await away(holder, told.person, told.from, told.until);
        return {};
      case "make-office-key":
        return { file: await makeOfficeKey(holder, told.passphrase) };
      case "renew-office":
        return { officeWords: await renew(visit, told.file, told.passphrase) };
      case "sign-office":
        await signOffice(holder, told.office, told.words, told.proposal);
        return {};
      case "sign-policy":
        await signPolicy(holder, told.policy);
        return {};
      case "propose-policy":
        await proposePolicy(holder, told.toml);
        return {};
      case "invite":
        return invite(holder, visit.base, told);
      case "withdraw-invitation":
        await withdraw(holder, told.invitation);
        return {};
      case "propose-invited":
        await proposeInvited(holder, told.invitation);
        return {};
      case "close-channel":
        await closeChannel(holder);
        return {};
    }
  }

  return {
    async people(): Promise<PeoplePage> {
      return page();
    },

    async change(told: PeopleAct): Promise<PeopleDone> {
      await visit.holder.refresh();
      const { holder } = visit;
      const done = await settled<Partial<PeopleDone>>(() => act(told), async () =>
        (await stands(holder, told)) ? { isFound: true } : undefined);
      return { people: await page().catch(orUnsettled), file: null, link: "", invitation: "", officeWords: [], isFound: false, ...done };
    },

    async health(): Promise<Health> {
      return visit.holder.service.get("admin/health", HEALTH);
    },
  };
}

/** Whoever lets the next one into an empty office has nothing to hand over. */
async function handedOn(visit: Visit) {
  const { trust, person } = visit.holder;
  return trust.roster.officeOf(person, trust.today) === undefined ? [] : visit.held();
}

/** The key file with a new identity of the own office, which nobody knows yet. */
async function makeOfficeKey(holder: SignedIn, passphrase: string): Promise<Blob> {
  const office = ownOffice(holder);
  const identity = HybridIdentity.generate(systemEntropy);
  return blobOf(await holder.key.withOffice({ office, identity }).write(passphrase, systemEntropy));
}

/** Proposes the newest key of the office in a saved file: the person's own, and not known to the record yet. Gives its words. */
async function renew({ holder }: Visit, file: Blob, passphrase: string): Promise<string[]> {
  const key = await KeyFile.read(await bytesOf(file), passphrase);
  try {
    const office = ownOffice(holder);
    const identity = key.offices.findLast((held) => held.office === office)?.identity;
    const digest = identity && recipientDigest(identity.recipient().text);
    const isNew = digest !== undefined && !isOfRecord(holder.record, digest);
    if (key.person() !== holder.person || identity === undefined || !isNew) throw new Fails("other-key");
    await renewOffice(holder, identity, systemEntropy);
    return await officeWords(digest);
  } finally {
    key.wipe();
  }
}
