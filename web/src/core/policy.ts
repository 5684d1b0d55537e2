// The policy a concern is bound to for life, as far as a reporter's pages need it: the route, the lengths of its clocks,
// and where else to turn. Knows no concern (docs/LEDGER_FORMAT.md section 12; crates/domain/src/policy_toml.rs).
import { TomlError, parse } from "smol-toml";
import { isDay } from "./calendar.js";
import { BadForm, type Form, atLeast, bool, list, object, officeId, orNull, text, unsigned } from "./form.js";
import { clean } from "./problem.js";
import { type Day, type OfficeId } from "./values.js";

/** The limits that no policy may exceed, and the lengths of clocks that are left out (crates/domain/src/ceilings.rs). */
const CEILINGS = {
  danger_days: 1,
  lost_data_days: 2,
  acknowledge_days: 7,
  acknowledge_target_working_days: 5,
  first_decision_days: 28,
  feedback_months: 3,
  stage_answer_days: 7,
  stage_answer_danger_days: 1,
  referral_review_days: 28,
  dispute_days: 14,
  unheld_stage_days: 1,
  conclude_months: 6,
  later_treatment_days: 7,
  last_stage_again_days: 7,
  extension_days: 28,
  reporter_answer_days: 28,
} as const;
/** Lengths that are not their ceiling where they are left out. */
const DEFAULTS: Partial<Clocks> = { acknowledge_target_working_days: 3, reporter_answer_days: 14 };
const LEAST_ANSWER_DAYS = 14;
const STAGES = { least: 2, most: 9 };
const OFFICES = { least: 1, most: 8 };

/** Lengths of the clocks of DESIGN section 4: civil days unless the name says otherwise. */
export type Clocks = Readonly<Record<keyof typeof CEILINGS, number>>;

/** An office of the route: its short name, and its name on pages. */
export interface Office {
  readonly id: OfficeId;
  readonly name: string;
}

/** A rung of the route. */
export interface Stage {
  /** Its name on pages. */
  readonly name: string;
  /** Whether it stands outside the organisation: true for the last stage alone. */
  readonly outside: boolean;
  /** The offices on it, at least one. */
  readonly offices: readonly Office[];
}

/** A policy, read from the text whose digest stands in the record. */
export interface Policy {
  /** Whose policy it is. */
  readonly organisation: string;
  /** IANA name of the zone in which days begin and end. */
  readonly timeZone: string;
  /** The route, lowest stage first: stage 1 is `stages[0]`. */
  readonly stages: readonly Stage[];
  /** Lengths of the clocks. */
  readonly clocks: Clocks;
  /** Days that are not worked. They count for targets alone. */
  readonly holidays: readonly Day[];
  /** Months that content is kept after the last closing. */
  readonly retentionMonths: number;
  /** Kinds of concern offered on the form. */
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  /** Where a reporter can go instead (A04). */
  readonly outsideRoutes: readonly { readonly name: string; readonly reach: string }[];
  /** Whether the server may seal for browsers without scripts. */
  readonly sealOnArrival: boolean;
}

/** Text for pages: not empty, and without what steers a screen. */
const filled: Form<string> = (value) => {
  const told = clean(text(value));
  if (told.trim() === "") throw new BadForm("empty");
  return told;
};
const orNothing =
  <T>(inner: Form<T[]>): Form<T[]> =>
  (value) =>
    value === null ? [] : inner(value);

const FILE = atLeast({
  organisation: filled,
  time_zone: filled,
  stages: list(
    atLeast({ name: filled, outside: orNull(bool), offices: list(atLeast({ id: officeId, name: filled })) }),
  ),
  clocks: (value: unknown) => (value === null ? {} : object(value)),
  holidays: atLeast({ days: list(text) }),
  retention: atLeast({ months: unsigned(16) }),
  categories: orNothing(list(atLeast({ id: officeId, name: filled }))),
  outside_routes: list(atLeast({ name: filled, reach: filled })),
  seal_on_arrival: orNull(bool),
});

/** Reads a policy; nothing if it is none, or breaks a limit of every policy. */
export function readPolicy(toml: string): Policy | undefined {
  try {
    const file = FILE(parse(toml));
    return {
      organisation: file.organisation,
      timeZone: file.time_zone,
      stages: checkRoute(file.stages.map((stage) => ({ ...stage, outside: stage.outside ?? false }))),
      clocks: readClocks(file.clocks),
      holidays: file.holidays.days.filter(isDay),
      retentionMonths: within(file.retention.months, 15, 240),
      categories: file.categories,
      outsideRoutes: file.outside_routes,
      sealOnArrival: file.seal_on_arrival ?? false,
    };
  } catch (fault) {
    if (fault instanceof BadForm || fault instanceof TomlError) return undefined;
    throw fault;
  }
}

/** The stage an office stands on, from 1; nothing if it is not on the route. */
export function stageOf(policy: Policy, office: OfficeId): number | undefined {
  const at = policy.stages.findIndex((stage) => stage.offices.some((each) => each.id === office));
  return at < 0 ? undefined : at + 1;
}

/**
 * The offices for which a reporter seals what is kept from the stage that holds the concern: every office of the stages
 * above it; at the last stage its own (crates/domain/src/readers.rs). Offices left out are among them; their copies are
 * dummies.
 */
export function officesAbove(policy: Policy, heldBy: number): OfficeId[] {
  const last = policy.stages.length;
  const above = policy.stages.slice(heldBy >= last ? last - 1 : heldBy);
  return above.flatMap((stage) => stage.offices.map((office) => office.id));
}

function checkRoute(stages: Stage[]): Stage[] {
  within(stages.length, STAGES.least, STAGES.most);
  const seen = new Set<OfficeId>();
  for (const [at, stage] of stages.entries()) {
    // The route ends outside the organisation, and nowhere before.
    if (stage.outside !== (at === stages.length - 1)) throw new BadForm("another stage than the last is outside");
    within(stage.offices.length, OFFICES.least, OFFICES.most);
    for (const { id } of stage.offices) {
      if (seen.has(id)) throw new BadForm("an office stands twice on the route");
      seen.add(id);
    }
  }
  return stages;
}

function readClocks(table: Readonly<Record<string, unknown>>): Clocks {
  const names = Object.keys(CEILINGS) as (keyof Clocks)[];
  const lengths = names.map((name) => {
    const least = name === "reporter_answer_days" ? LEAST_ANSWER_DAYS : 1;
    const given = table[name];
    return [name, given === undefined ? (DEFAULTS[name] ?? CEILINGS[name]) : within(given, least, CEILINGS[name])];
  });
  return Object.fromEntries(lengths) as Clocks;
}

function within(value: unknown, least: number, most: number): number {
  const number = unsigned(16)(value);
  if (number < least || number > most) throw new BadForm(`not within ${least} and ${most}`);
  return number;
}
