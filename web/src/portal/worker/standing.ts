// Whether a change to people or rules stands, where its answer was lost: by the service's lists, which tell what waits for its
// batch too.

import { utf8 } from "../../core/bytes.js";
import { listPeople, listPolicies } from "../../core/people.js";
import type { SignedIn } from "../../core/session.js";
import { digestOf } from "../../core/sig.js";
import type { PeopleAct } from "../protocol.js";

/** Fails where no list shows it: what became of it is not known then. */
export async function stands(holder: SignedIn, told: PeopleAct): Promise<boolean> {
  switch (told.act) {
    case "sign-person":
      return isPerson(holder, told.person, ["signed", "retired"]);
    case "retire":
      return isPerson(holder, told.person, ["retiring", "retired"]);
    case "sign-policy":
      return hasPolicy(holder, told.policy, (standing) => standing !== "proposed");
    case "propose-policy":
      return hasPolicy(holder, digestOf(utf8(told.toml)), (standing) => standing === "proposed");
    default:
      throw new Error("no list shows it");
  }
}

async function isPerson(holder: SignedIn, id: string, standings: readonly string[]): Promise<boolean> {
  const people = await listPeople(holder);
  return people.some(({ person, standing }) => person === id && standings.includes(standing));
}

/** The last that is listed of it: rules may be proposed again after their time. */
async function hasPolicy(holder: SignedIn, digest: string, is: (standing: string) => boolean): Promise<boolean> {
  const last = (await listPolicies(holder)).findLast(({ policy }) => policy === digest);
  return last !== undefined && is(last.standing);
}
