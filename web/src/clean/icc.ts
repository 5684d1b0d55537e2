// Colour profiles. A profile may be of one scanner, monitor or phone, with its maker, model, date and serial number, and a
// calibrated one is a mark by its numbers alone. So none is kept: what is plainly one of three known colour spaces gets a
// profile written here, the same for all, and any other goes. Colours may then look slightly different.
import { concat } from "../core/bytes.js";
import { type Bytes, ascii, startsWith, uint32, view } from "./source.js";

type Triple = readonly [number, number, number];

interface Space {
  readonly red: Triple;
  readonly green: Triple;
  readonly blue: Triple;
  /** Of a parametric curve, as ICC.1:2022 section 10.18 numbers its functions. */
  readonly curve: readonly number[];
}

const SRGB_CURVE = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

/** Primaries under D50, as the spaces' own profiles give them. */
const SRGB: Space = {
  red: [0.43607, 0.22249, 0.01392], green: [0.38515, 0.71687, 0.09708], blue: [0.14307, 0.06061, 0.7141], curve: SRGB_CURVE,
};
const DISPLAY_P3: Space = {
  red: [0.51512, 0.2412, -0.00105], green: [0.29198, 0.69225, 0.04189], blue: [0.1571, 0.06657, 0.78407], curve: SRGB_CURVE,
};
const ADOBE_RGB: Space = {
  red: [0.60974, 0.31111, 0.01947], green: [0.20528, 0.62567, 0.06087], blue: [0.14919, 0.06322, 0.74457], curve: [563 / 256],
};

const TOLERANCE = 0.003;

export interface Plain {
  /** Whether the picture may simply stand without a profile: that is read as sRGB. */
  readonly profile: Bytes | undefined;
  /** Whether that is the very profile it had. */
  readonly same: boolean;
}

/** What takes a profile's place. */
export function plainProfile(profile: Uint8Array): Plain {
  const space = [SRGB, DISPLAY_P3, ADOBE_RGB].find((known) => isOf(profile, known));
  if (space === undefined || space === SRGB) return { profile: undefined, same: false };
  const plain = write(space);
  return { profile: plain, same: plain.length === profile.length && plain.every((byte, at) => byte === profile[at]) };
}

function isOf(profile: Uint8Array, space: Space): boolean {
  const colours = [["rXYZ", space.red], ["gXYZ", space.green], ["bXYZ", space.blue]] as const;
  return startsWith(profile, "RGB XYZ ", 16) && colours.every(([tag, wanted]) => {
    const had = colour(profile, tag);
    return had !== undefined && had.every((part, i) => Math.abs(part - (wanted[i] ?? 0)) < TOLERANCE);
  });
}

function colour(profile: Uint8Array, tag: string): readonly number[] | undefined {
  const data = view(profile);
  try {
    const count = Math.min(data.getUint32(128), 100);
    for (let at = 132; at < 132 + 12 * count; at += 12) {
      const place = data.getUint32(at + 4);
      if (startsWith(profile, tag, at)) return [8, 12, 16].map((skip) => data.getInt32(place + skip) / 65536);
    }
  } catch {
    // Shorter than it says: no profile we know.
  }
  return undefined;
}

const fixed = (number: number): Bytes => uint32(Math.round(number * 65536) >>> 0);
const xyz = (triple: Triple): Bytes => concat(ascii("XYZ \0\0\0\0"), ...triple.map(fixed));

/** Text in the one form version 4 has: English, here the one letter c. */
const SOME_TEXT = concat(ascii("mluc\0\0\0\0"), uint32(1), uint32(12), ascii("enUS"), uint32(2), uint32(28), [0, 0x63, 0, 0]);

function write(space: Space): Bytes {
  const kind = space.curve.length === 1 ? 0 : 3;
  const curve = concat(ascii("para\0\0\0\0"), [0, kind, 0, 0], ...space.curve.map(fixed));
  const tags: readonly (readonly [string, Bytes])[] = [
    ["desc", SOME_TEXT], ["cprt", SOME_TEXT], ["wtpt", xyz([0.9642, 1, 0.8249])], ["rXYZ", xyz(space.red)],
    ["gXYZ", xyz(space.green)], ["bXYZ", xyz(space.blue)], ["rTRC", curve], ["gTRC", curve], ["bTRC", curve],
  ];
  let place = 132 + 12 * tags.length;
  const table: Bytes[] = [];
  const data: Bytes[] = [];
  for (const [tag, bytes] of tags) {
    table.push(concat(ascii(tag), uint32(place), uint32(bytes.length)));
    data.push(bytes);
    place += bytes.length;
  }
  const header = new Uint8Array(128);
  header.set(uint32(place));
  header.set([4, 0x20, 0, 0], 8);
  header.set(ascii("mntrRGB XYZ "), 12);
  // The specification's own first edition of version 4 as the date, which must be one.
  header.set([0x07, 0xd1, 0, 12, 0, 1], 24);
  header.set(ascii("acsp"), 36);
  header.set(concat(...([0.9642, 1, 0.8249]).map(fixed)), 68);
  return concat(header, uint32(tags.length), ...table, ...data);
}
