// What lies on a desk: no content. Plain values for the screen; none of it is ever stored.

export type Urgency = "ordinary" | "data-loss" | "danger";

/** A capsule that opens and whose concern this person has not opened. */
export interface UnopenedRow {
  readonly concern: string;
  readonly office: string;
  readonly arrived: string;
  readonly sentOn: string;
  readonly urgency: Urgency;
  /** The nearest first date, and the nearest as it decides now; empty if no date is running. */
  readonly firstDue: string;
  readonly due: string;
  /** The clock of `due`; empty if this browser cannot know it. */
  readonly clock: string;
  readonly daysLeft: number;
  /** Somebody's proposal waits for approval. */
  readonly waits: boolean;
  /** Moved up from a stage below. */
  readonly movedUp: boolean;
}

/** A concern that this person, or a colleague of the office, has opened: says the service. */
export interface OpenedRow {
  readonly concern: string;
  readonly office: string;
  readonly firstDue: string;
  readonly due: string;
  readonly clock: string;
  readonly daysLeft: number;
  readonly stage: string;
  readonly state: string;
  readonly urgency: Urgency;
  /** Somebody put the date off. */
  readonly extended: boolean;
  /** Another clock's date, where it decides sooner; else null. */
  readonly sooner: { readonly clock: string; readonly due: string; readonly daysLeft: number } | null;
  /** Somebody's proposal waits for approval; `me` if this person may judge it. */
  readonly waits: "" | "me" | "others";
  readonly movedUp: boolean;
  /** Nothing is looked into, nothing was found, and nobody told of ill-treatment or danger. */
  readonly withoutConcern: boolean;
  /** A stage above holds it now. */
  readonly above: boolean;
  /** The reporter wrote something after which nobody who has opened it has signed. */
  readonly unread: boolean;
  /** This person has not opened it, a colleague has. */
  readonly colleague: boolean;
  /** Who goes on with it, once somebody has handed it over; else empty. */
  readonly handedTo: "" | "me" | "others";
}

export type Filter = "all" | "late" | "week" | "danger" | "waits" | "above" | "unread";

/** A page of the concerns that the office has opened. */
export interface OpenedPage {
  readonly today: string;
  readonly opened: readonly OpenedRow[];
  readonly openedTotal: number;
  /** The first row's number, from 0. */
  readonly from: number;
}

/** Capsules of the desk that nobody of the office has opened, as far as this browser has opened them. */
export interface UnopenedPage {
  /** Capsules that are looked at without being asked for have not come yet: what is pressing may be among them. */
  readonly isPressing: boolean;
  /** The most pressing first. */
  readonly unopened: readonly UnopenedRow[];
  /** There are further ones. */
  readonly isMore: boolean;
  /** Capsules for this office that are broken. */
  readonly broken: number;
}

/** Rows of a page. */
export const ROWS = 50;

/** A concern that was looked for: by its number, without a place, or by words that stand in it. */
export interface Found {
  readonly concern: string;
  /** Words around each place. */
  readonly places: readonly { readonly around: string; readonly day: string }[];
}

/** What a search came to. */
export interface Sought {
  readonly found: readonly Found[];
  /** So many concerns were not looked through: they did not come, or somebody stopped it. */
  readonly missed: number;
}

/** Who or what several concerns are about, counted in this browser alone. */
export interface Tag {
  readonly tag: string;
  /** Concerns with it, that this person can open. */
  readonly concerns: readonly { readonly concern: string; readonly sentOn: string }[];
}

/** What counting came to. */
export interface Repeats {
  readonly tags: readonly Tag[];
  /** As of a search. */
  readonly missed: number;
}
