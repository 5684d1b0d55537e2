// Sending a concern: sealed here, to keys proven in the record; nothing is called received before the receipt holds
// (src/client/submit.rs).
import { ACCEPTED, type Accepted, type DeadlineView } from "./api.js";
import { toBase64 } from "./bytes.js";
import { type FirstDate, firstDates } from "./clocks.js";
import { type Master } from "./derive.js";
import { type Entropy } from "./entropy.js";
import { type Service } from "./http.js";
import { concernId } from "./hybrid.js";
import { CallFailed, Mistrust, Stopped } from "./problem.js";
import { checkReceived } from "./receipts.js";
import { type Submission, buildSubmission } from "./submission.js";
import { type Trust } from "./trust.js";
import { type ConcernId, type Day, type Digest, type OfficeId, type Urgency } from "./values.js";
import { stageOf } from "./policy.js";
import { type WorkProgress, doWork } from "./work.js";

/** A lost answer, and a rush in which more is asked for each time. */
const MOST_TRIES = 5;

/** What the reporter chose and wrote. */
export interface Choices {
  /** Offices that must not see it. */
  readonly excluded: readonly OfficeId[];
  /** Stands outside the seal. */
  readonly urgency: Urgency;
  /** Whom and where it concerns; handed out before the rest, so that a reviewer can say "I have a conflict". */
  readonly about: string;
  /** All the rest. */
  readonly account: string;
}

/** A concern of which the service has given a receipt that holds. */
export interface Received {
  /** Its id. */
  readonly concern: ConcernId;
  /** The day it was received. */
  readonly receivedOn: Day;
  /** The day in whose batch it will stand. */
  readonly batchOn: Day;
  /** The signed receipt, to be kept as a file. */
  readonly receipt: string;
  /** The digest of its entry. */
  readonly record: Digest;
  /** Its first dates: proven, they stand in the receipt as the policy gives them. */
  readonly dates: readonly FirstDate[];
  /** The same with stage and consequence: says the service. */
  readonly deadlines: readonly DeadlineView[];
}

/**
 * Seals a concern for the offices that stand in the record on the service's day. Throws {@link Mistrust} if nothing can be
 * sent today, {@link Stopped} for a choice that cannot be, `TextTooLong` for a part that is too long.
 */
export async function prepare(trust: Trust, master: Master, choices: Choices, entropy: Entropy): Promise<Submission> {
  const { channelClosed } = trust.roster;
  if (channelClosed !== undefined && channelClosed <= trust.today) throw new Mistrust("channel_closed");
  const { digest, policy } = trust.policyOn(trust.today);
  checkExcluded(trust, choices.excluded);
  const route = trust.seats(policy, trust.today).map(({ office, stage, recipient }) => {
    return { office, stage, recipient, excluded: choices.excluded.includes(office) };
  });
  const { urgency, about, account } = choices;
  const { vkey: log, origin } = trust.log;
  const draft = { log, origin, policy: digest, day: trust.today, urgency, route, about, account };
  return buildSubmission(draft, master, entropy);
}

/** Throws {@link Stopped} unless each of these is an office of today's route that may be left out. */
export function checkExcluded(trust: Trust, excluded: readonly OfficeId[]): void {
  const { policy } = trust.policyOn(trust.today);
  for (const office of excluded) {
    const stage = stageOf(policy, office);
    if (stage === undefined) throw new Stopped("unknown_office", office);
    if (stage === policy.stages.length) throw new Stopped("last_stage_excluded", office);
  }
}

/**
 * Sends a sealed concern and checks the receipt. Sending the same again is safe, so a lost answer is asked for once more.
 * In a rush, works for a place first: a second or two. Throws {@link CallFailed} and {@link Mistrust}.
 */
export async function send(
  service: Service,
  trust: Trust,
  master: Master,
  sealed: Submission,
  onWork?: WorkProgress,
): Promise<Received> {
  const request = {
    manifest: sealed.signed.text,
    locator_hash: master.locator().hash(),
    about: toBase64(sealed.about),
    account: toBase64(sealed.account),
    capsules: sealed.capsules.map(toBase64),
  };
  const headers: Record<string, string> = {};
  let lost = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await service.postPacked("concerns", ACCEPTED, request, headers);
      return await check(trust, sealed, answer);
    } catch (fault) {
      if (!(fault instanceof CallFailed) || tries >= MOST_TRIES) throw fault;
      const wanted = fault.refusal?.work;
      if (wanted !== undefined) {
        headers["daylight-work"] = doWork(wanted, sealed.signed.digest, onWork);
      } else {
        lost += 1;
        if (fault.kind !== "unreachable" || lost > 1) throw fault;
      }
    }
  }
}

/** Compares the answer with what was sent, before anybody says "received". */
async function check(trust: Trust, sealed: Submission, answer: Accepted): Promise<Received> {
  const { manifest } = sealed.signed;
  const policy = trust.policy(manifest.policy);
  const receipt = await checkReceived(trust.log, policy, answer.receipt, sealed.signed, answer.batch_on);
  const isOurs = answer.concern === concernId(manifest.case_recipient) && answer.received_on === manifest.day;
  if (!isOurs) throw new Mistrust("other_receipt");
  return {
    concern: answer.concern,
    receivedOn: answer.received_on,
    batchOn: answer.batch_on,
    receipt: answer.receipt,
    record: receipt.record,
    dates: firstDates(policy, manifest.day, manifest.urgency),
    deadlines: answer.deadlines,
  };
}
