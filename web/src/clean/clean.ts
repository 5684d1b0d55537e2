// Takes out of a file what it tells of whoever made it, before it is sealed. Start here.
//
// What to rely on:
// - A file is `cleaned` only if this code has walked all of its container and copied what it knows. What it knows to be in
//   the result all the same is in `left`, and the page must say so.
// - What nobody here can read (`cannot-clean`) goes on unchanged if the reporter says so.
// - A file is `refused` where sending it as it is would be worse than it looks; each reason has its advice on the page.
//   For `too-large` the page may offer to send it as it is, and must say that nothing was taken out.
//
// What no cleaner takes out: what the picture or the text itself shows; marks in pixels, from printers' dots to the noise of
// one sensor; the tables with which one maker's cameras pack pictures; how somebody writes.
//
// Runs in a worker: no document, no network, nothing kept. Pictures are read piece by piece and may be of any size. Documents
// have bounds (zip.ts, pdf.ts).
import { Findings, type Found, Refused, type Why } from "./found.js";
import { cleanJpeg } from "./jpeg.js";
import { type Kind, claimedBy, kindOf } from "./kinds.js";
import { type Inner } from "./ooxml.js";
import { cleanPdf } from "./pdf.js";
import { cleanPng } from "./png.js";
import { type Bytes } from "./source.js";
import { cleanWebp } from "./webp.js";

export type { Found, Kind, Why };

export type Cleaned =
  | {
      readonly outcome: "cleaned";
      /** By the bytes: the page names and labels the file by it, whatever it was called. */
      readonly kind: Kind;
      readonly blob: Blob;
      readonly removed: readonly Found[];
      readonly left: readonly Found[];
    }
  | { readonly outcome: "cannot-clean"; readonly kind: "unknown" }
  | { readonly outcome: "refused"; readonly why: Why };

const OFFICE = "application/vnd.openxmlformats-officedocument";
export const MEDIA_TYPES: Readonly<Record<Exclude<Kind, "heic">, string>> = {
  jpeg: "image/jpeg", png: "image/png", webp: "image/webp", pdf: "application/pdf",
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
};

/** Cleans one file. Throws only if the file itself cannot be read any more. */
export async function clean(file: Blob, name: string): Promise<Cleaned> {
  const findings = new Findings();
  try {
    const done = await cleanInto(file, name, findings, 0);
    if (done === undefined) {
      // A name that promises a photo over bytes that are none: a reporter would believe it clean, or harmless, and some
      // program may read more out of it than we can. The other way round, a photo called a document, protects by its bytes.
      return claimedBy(name) === undefined ? { outcome: "cannot-clean", kind: "unknown" } : { outcome: "refused", why: "lies" };
    }
    return { outcome: "cleaned", ...done, removed: [...findings.removed].sort(), left: [...findings.left].sort() };
  } catch (fault) {
    if (fault instanceof Refused) return { outcome: "refused", why: fault.why };
    throw fault;
  }
}

/** Documents hold pictures and other documents: those are cleaned too, one level deep, and so many. */
const DEEPEST = 1;
const MOST_INSIDE = 100;

/** Nothing for what is of no kind we know. */
async function cleanInto(
  file: Blob,
  name: string,
  findings: Findings,
  depth: number,
): Promise<{ kind: Kind; blob: Blob } | undefined> {
  let documents = 0;
  const inner: Inner = (bytes, type, its) => {
    if (!type.startsWith("image/")) documents += 1;
    return cleanInner(bytes, type, its, documents > MOST_INSIDE ? DEEPEST + 1 : depth + 1);
  };
  const known = await kindOf(file, name);
  switch (known.kind) {
    case "unknown":
      return undefined;
    case "heic":
      throw new Refused("heic");
    case "jpeg":
      return { kind: "jpeg", blob: await cleanJpeg(file, findings) };
    case "png":
      return { kind: "png", blob: await cleanPng(file, findings) };
    case "webp":
      return { kind: "webp", blob: await cleanWebp(file, findings) };
    case "pdf":
      return { kind: "pdf", blob: await cleanPdf(file, findings) };
    case "docx":
    case "xlsx":
    case "pptx":
      return { kind: known.kind, blob: await known.document.clean(inner, findings, MEDIA_TYPES[known.kind]) };
    case "odt":
    case "ods":
    case "odp":
      return { kind: known.kind, blob: await known.document.clean(inner, findings) };
  }
}

async function cleanInner(bytes: Bytes, type: string, findings: Findings, depth: number): Promise<Bytes> {
  try {
    if (depth <= DEEPEST || type.startsWith("image/")) {
      const done = await cleanInto(new Blob([bytes]), "", findings, depth);
      if (done !== undefined) return new Uint8Array(await done.blob.arrayBuffer());
    }
  } catch (fault) {
    // A picture nobody can clean is no reason to lose the document: it stays, and the page says so. A bomb is one.
    if (!(fault instanceof Refused) || fault.why === "bomb") throw fault;
  }
  findings.leaves("unchecked");
  return bytes;
}
