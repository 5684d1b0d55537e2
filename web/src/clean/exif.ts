// Reads of a picture's Exif and XMP what sorts of things they tell, and which way up the picture is. That turn is all that
// stays of them: it is written anew, in an Exif block that holds nothing else.
import { concat } from "../core/bytes.js";
import { type Found } from "./found.js";
import { type Bytes, ascii, startsWith, uint32, view } from "./source.js";

export interface Exif {
  /** 1 to 8 as Exif counts; 1 is upright. */
  readonly orientation: number;
  readonly found: ReadonlySet<Found>;
}

const ORIENTATION = 0x0112;
const SUB_IFD = 0x8769;
const GPS_IFD = 0x8825;
const INTEROP_IFD = 0xa005;

/** Tags of Exif 3.0 that name a sort; all others count as "other". */
const SORTS: ReadonlyMap<number, Found> = new Map([
  [0x010e, "comments"], [0x010f, "device"], [0x0110, "device"], [0x0131, "software"], [0x0132, "dates"], [0x013b, "author"],
  [0x013c, "device"], [0x8298, "author"], [0x9003, "dates"], [0x9004, "dates"], [0x9010, "dates"], [0x9011, "dates"],
  [0x9012, "dates"], [0x9290, "dates"], [0x9291, "dates"], [0x9292, "dates"], [0x927c, "device"], [0x9286, "comments"],
  [0x9c9b, "comments"], [0x9c9c, "comments"], [0x9c9d, "author"], [0x9c9e, "comments"], [0x9c9f, "comments"],
  [0xa420, "identifiers"], [0xa430, "author"], [0xa431, "device"], [0xa432, "device"], [0xa433, "device"], [0xa434, "device"],
  [0xa435, "device"], [0xa436, "comments"], [0xa437, "author"], [0xa438, "author"], [0xa439, "software"], [0xa43a, "software"],
  [0xa43b, "software"], [0xa43c, "software"], [0xc614, "device"], [0xc62f, "device"],
]);

/** Reads a TIFF block. One that cannot be read tells "other": it is thrown away all the same. */
export function readExif(tiff: Uint8Array): Exif {
  const found = new Set<Found>();
  let orientation = 1;
  const little = startsWith(tiff, "II");
  const data = view(tiff);
  const seen = new Set<number>();

  function directory(at: number, inGps: boolean): number {
    // A directory that names itself would be read for ever.
    if (seen.has(at) || seen.size > 16) return 0;
    seen.add(at);
    const count = data.getUint16(at, little);
    for (let i = 0; i < count; i += 1) entry(at + 2 + 12 * i, inGps);
    return data.getUint32(at + 2 + 12 * count, little);
  }

  function entry(at: number, inGps: boolean): void {
    const tag = data.getUint16(at, little);
    if (inGps) found.add("location");
    else if (tag === ORIENTATION) orientation = data.getUint16(at + 8, little);
    else if (tag === GPS_IFD) directory(data.getUint32(at + 8, little), true);
    else if (tag === SUB_IFD || tag === INTEROP_IFD) directory(data.getUint32(at + 8, little), false);
    else found.add(SORTS.get(tag) ?? "other");
  }

  try {
    const next = directory(data.getUint32(4, little), false);
    if (next !== 0) found.add("thumbnail");
  } catch {
    found.add("other");
  }
  if (orientation < 1 || orientation > 8) orientation = 1;
  return { orientation, found };
}

/** A TIFF block that says which way up, and nothing else. */
export function orientationOnly(orientation: number): Bytes {
  return concat(ascii("MM\0*"), uint32(8), [0, 1], [0x01, 0x12, 0, 3], uint32(1), [0, orientation, 0, 0], uint32(0));
}

/** Names of XMP properties and IPTC fields, by which a packet is told about; removing it does not depend on them. */
const XMP_WORDS: readonly (readonly [string, Found])[] = [
  ["exif:GPS", "location"], ["photoshop:City", "location"], ["Location", "location"], ["dc:creator", "author"],
  ["dc:rights", "author"], ["pdf:Author", "author"], ["tiff:Make", "device"], ["tiff:Model", "device"], ["aux:", "device"],
  ["CreatorTool", "software"], ["pdf:Producer", "software"], ["xmp:CreateDate", "dates"], ["xmp:ModifyDate", "dates"],
  ["exif:DateTime", "dates"], ["photoshop:DateCreated", "dates"], ["xmpMM:History", "history"], ["xmpMM:", "identifiers"],
  ["dc:description", "comments"], ["xmp:Thumbnails", "thumbnail"],
];

/** What sorts an XMP packet tells of: "other" if none we know. */
export function readXmp(packet: Uint8Array): readonly Found[] {
  const text = new TextDecoder("latin1").decode(packet);
  const found = XMP_WORDS.filter(([word]) => text.includes(word)).map(([, sort]) => sort);
  return found.length > 0 ? found : ["other"];
}

const IPTC_FIELDS: ReadonlyMap<number, Found> = new Map([
  [55, "dates"], [60, "dates"], [62, "dates"], [63, "dates"], [65, "software"], [80, "author"], [85, "author"],
  [90, "location"], [92, "location"], [95, "location"], [100, "location"], [101, "location"], [110, "author"],
  [115, "author"], [116, "author"], [120, "comments"], [122, "author"],
]);

/** What sorts a Photoshop block with IPTC fields tells of. */
export function readIptc(block: Uint8Array): readonly Found[] {
  const found = new Set<Found>(["other"]);
  for (let at = 0; at + 2 < block.length; at += 1) {
    const field = block[at] === 0x1c && block[at + 1] === 2 ? IPTC_FIELDS.get(block[at + 2] ?? 0) : undefined;
    if (field !== undefined) found.add(field);
  }
  return [...found];
}
