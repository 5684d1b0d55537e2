// Joining: a newcomer makes their key here, saves the file, proves that it opens, and answers the invitation with its public half.

import { systemEntropy } from "../../core/entropy.js";
import { LOOKED, NOTHING } from "../../core/holder_api.js";
import { KeyFile } from "../../core/key_file.js";
import { publicFileOf, wordsOf, writePublicFile } from "../../core/public_file.js";
import type { Invitation, NewKey, Unlock } from "../protocol.js";
import { Fails, unlessMissing } from "./faults.js";
import { blobOf, bytesOf } from "./sign_in.js";
import type { Visit } from "./visit.js";

/** The tasks. */
export function joinTasks(visit: Visit) {
  /** What was sent last. Its answer may be lost, and the invitation then counts as used: the very same is sent again. */
  let sent: { readonly token: string; readonly person: string; readonly text: string } | undefined;

  async function look(token: string) {
    return visit.service.post("invitations/look", LOOKED, { token }).catch(unlessMissing("no-invitation"));
  }

  async function answerOf(key: KeyFile, token: string): Promise<string> {
    const [{ name, role, office, first }, { trust }] = await Promise.all([look(token), visit.know()]);
    // One person has one role: whoever has a key already makes a new one.
    if (trust.roster.person(key.person()) !== undefined) throw new Fails("known-key");
    // The file of another person, or of another office, is no answer to this invitation.
    const hasOffice = key.offices.some((held) => held.office === office);
    if (key.name !== name || key.role !== role || (first && !hasOffice)) throw new Fails("other-key");
    return writePublicFile(publicFileOf(key, office, systemEntropy));
  }

  return {
    async invitation(token: string): Promise<Invitation> {
      const [{ name, role, office, ends, first }, { trust }] = await Promise.all([look(token), visit.know()]);
      const { stages } = trust.policyOn(trust.today).policy;
      const named = stages.flatMap(({ offices }) => offices).find(({ id }) => id === office);
      return { name, role, office: office ?? "", officeName: named?.name ?? office ?? "", until: ends, isFirst: first };
    },

    async makeKey({ token, passphrase }: { readonly token: string; readonly passphrase: string }): Promise<NewKey> {
      const [{ name, role, office, first }, { trust }] = await Promise.all([look(token), visit.know()]);
      const of = { name, role, first: first ? (office ?? undefined) : undefined, log: trust.log.vkey };
      const key = KeyFile.generate(of, systemEntropy);
      try {
        const words = await wordsOf(key);
        return {
          file: blobOf(await key.write(passphrase, systemEntropy)),
          fileName: `${plainName(name)}.key`,
          words: words.own,
          officeWords: words.office,
          person: key.person(),
        };
      } finally {
        key.wipe();
      }
    },

    async answerInvitation({ token, file, passphrase }: Unlock & { readonly token: string }): Promise<void> {
      const key = await KeyFile.read(await bytesOf(file), passphrase);
      try {
        const person = key.person();
        if (sent?.token !== token || sent.person !== person) sent = { token, person, text: await answerOf(key, token) };
        await visit.service.post("invitations/answer", NOTHING, { token, public: sent.text }).catch(unlessMissing("no-invitation"));
      } finally {
        key.wipe();
      }
    },
  };
}

/** A name as a file may bear it everywhere. */
function plainName(name: string): string {
  const letters = name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
  return letters === "" ? "daylight" : letters.slice(0, 40);
}
