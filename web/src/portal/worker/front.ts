// What anybody may know before signing in.

import type { Trust } from "../../core/trust.js";
import { routeView } from "../../worker/route.js";
import type { Front } from "../protocol.js";

/** Proven in the record, but for today and names. */
export function frontView(trust: Trust): Front {
  const { roster, today } = trust;
  const people = [...roster.persons.values()].flatMap(({ is }) => {
    const role = roster.role(is.person, today);
    return role === undefined ? [] : [{ person: is.person, name: trust.name(is.person), role, office: is.office ?? "" }];
  });
  return {
    today,
    organisation: trust.policyOn(today).policy.organisation,
    route: routeView(trust),
    people,
  };
}
