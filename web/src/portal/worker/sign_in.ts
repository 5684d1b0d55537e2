// Signing in and out: with a key file and its passphrase, or with one that a passkey has opened on the page.

import { fromBase64, fromUtf8, toBase64, utf8 } from "../../core/bytes.js";
import { systemEntropy } from "../../core/entropy.js";
import { NOTHING, PASSKEY } from "../../core/holder_api.js";
import { KeyFile } from "../../core/key_file.js";
import { keyWords } from "../../core/key_words.js";
import { officeWords, personWords } from "../../core/public_file.js";
import { openBytes, openText, sealBytes } from "../../core/seal.js";
import { clean } from "../../core/problem.js";
import type { SignedIn } from "../../core/session.js";
import type { PersonId } from "../../core/values.js";
import { officeProposal } from "../../core/waiting.js";
import type { Front, KeyWords, Me, Unlock } from "../protocol.js";
import { dutiesOf } from "./duties.js";
import { Fails, unlessMissing } from "./faults.js";
import { frontView } from "./front.js";
import type { Visit } from "./visit.js";

/** The tasks. */
export function signInTasks(visit: Visit) {
  return {
    async front(): Promise<Front> {
      return frontView((await visit.front()).trust);
    },

    async words(): Promise<KeyWords> {
      const { trust, record, person } = visit.isIn ? visit.holder : { ...(await visit.front()), person: "" };
      const is = trust.roster.person(person);
      const office = trust.roster.officeOf(person, trust.today);
      const waiting = office === undefined ? undefined : officeProposal(record, office);
      return {
        log: await keyWords(trust.log.vkey),
        own: is === undefined ? [] : await personWords(is.key, is.recipient),
        // Of their own proposal alone, whose signature was checked: they are said to know this key.
        office: waiting?.by === person ? await officeWords(waiting.key.recipient) : [],
      };
    },

    async unlock({ file, passphrase }: Unlock): Promise<Me> {
      const key = await KeyFile.read(await bytesOf(file), passphrase);
      return meView(await visit.begin(key));
    },

    async passkeyFile(person: PersonId): Promise<Blob> {
      const { sealed } = await visit.service
        .post("sign-in/passkey", PASSKEY, { person })
        .catch(unlessMissing("no-passkey"));
      return blobOf(sealed);
    },

    async unlocked(file: Blob): Promise<Me> {
      return meView(await visit.begin(KeyFile.fromJson(await bytesOf(file))));
    },

    async secrets(): Promise<Blob> {
      return blobOf(visit.holder.key.toJson());
    },

    async keepPasskey(sealed: Blob): Promise<void> {
      await visit.holder.service.put("me/passkey", NOTHING, { sealed: toBase64(await bytesOf(sealed)) });
    },

    async dropPasskey(): Promise<void> {
      await visit.holder.service.remove("me/passkey", NOTHING);
    },

    async mail(file: Blob): Promise<string> {
      const says = await openText(visit.holder.key.identity, await bytesOf(file)).catch(() => undefined);
      if (says === undefined) throw new Fails("other-mail");
      return clean(says);
    },

    async me(): Promise<Me> {
      await visit.holder.refresh();
      return meView(visit.holder);
    },

    async lock(begun: string): Promise<string> {
      const { firstIn } = visit;
      const sealed = begun === "" || firstIn === undefined ? "" : toBase64(sealBytes(firstIn, utf8(begun), systemEntropy));
      visit.end();
      return sealed;
    },

    async begun(sealed: string): Promise<string> {
      const words = await openBytes(visit.holder.key.identity, fromBase64(sealed));
      return words === undefined ? "" : fromUtf8(words);
    },
  };
}

function meView(holder: SignedIn): Me {
  const { trust, person, role, key, idleSeconds } = holder;
  const is = trust.roster.person(person);
  const office = trust
    .seats(trust.policyOn(trust.today).policy, trust.today)
    .find((seat) => role === "holder" && seat.office === is?.office);
  const { stages } = trust.policyOn(trust.today).policy;
  return {
    person,
    name: trust.name(person),
    role,
    office: office === undefined ? null : {
      id: office.office,
      name: office.name,
      stage: stages[office.stage - 1]?.name ?? "",
      last: office.stage === stages.length,
    },
    logIsKnown: key.log !== undefined,
    idleSeconds,
    today: trust.today,
    until: is?.until ?? "",
    duties: dutiesOf(holder),
  };
}

/** The bytes of a chosen file. */
export async function bytesOf(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}

/** Bytes as a file for the page. */
export function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}
