// The reasons for which a policy lets concerns be closed. Apart from policy.ts, because a reporter's page asks nothing of it
// (crates/domain/src/policy_toml.rs).
import { parse } from "smol-toml";
import { CLOSING_REASONS, type ClosingReason } from "./values.js";

/** In the policy's order. The text is that of a policy that was read. */
export function closingReasons(toml: string): ClosingReason[] {
  const listed = parse(toml)["closing_reasons"];
  const names: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return names.flatMap((name) => CLOSING_REASONS.filter((known) => known === name));
}
