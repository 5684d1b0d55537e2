// The document of the sandboxed frame in which a PDF is drawn onto a canvas: without origin, network or key. Only pictures of
// pages are made: no script of the PDF runs, no link is one, no file in it is taken out. Start here.

import { AnnotationMode, GlobalWorkerOptions, type PDFDocumentProxy, type PDFPageProxy, getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import jbig2 from "pdfjs-dist/wasm/jbig2.wasm";
import openjpeg from "pdfjs-dist/wasm/openjpeg.wasm";
import workerScript from "pdfjs-dist/legacy/build/pdf.worker.mjs";
import type { Acting, Drawn, Turn } from "./protocol.js";

/** A page is drawn as large as fits into this, in pixels, whatever size it says it has. */
const MOST_WIDE = 1200;
const MOST_HIGH = 4800;
/** What a language's name looks like: a PDF can say anything there. */
const LANGUAGE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;
/** Pictures inside a page, in pixels. */
const MOST_IN_PICTURE = 64 * 1024 * 1024;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Decoders of pictures, which would be fetched elsewhere. Fonts that a PDF names and does not bring are the device's. */
class Decoders {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const known = new Map([["jbig2.wasm", jbig2], ["openjpeg.wasm", openjpeg]]).get(filename);
    if (known === undefined) throw new Error(`no ${filename} here`);
    return known.slice();
  }
}

const canvas = document.createElement("canvas");
const text = document.createElement("div");
canvas.setAttribute("aria-hidden", "true");
canvas.style.cssText = "display: block; inline-size: 100%;";
// For those who do not see the picture.
text.style.cssText = "position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; white-space: pre-wrap;";
text.dir = "auto";
document.body.style.margin = "0";
document.body.tabIndex = 0;
document.body.append(canvas, text);
// Browsers stop painting frames below the edge of the screen; this one is to be ready when somebody comes to it.
globalThis.requestAnimationFrame = (act) => setTimeout(() => { act(performance.now()); });

function startWorker(): Worker {
  const address = URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy("daylight-paper", {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError("no worker of this frame");
      return url;
    },
  });
  return new Worker(policy?.createScriptURL(address) ?? address);
}

async function open(data: ArrayBuffer): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerPort = startWorker();
  return getDocument({
    data: new Uint8Array(data),
    BinaryDataFactory: Decoders,
    // Glyphs are drawn as lines: what reads fonts on this device gets none from a stranger.
    disableFontFace: true,
    useSystemFonts: true,
    disableWorkerRendering: true,
    enableXfa: false,
    isImageDecoderSupported: false,
    maxImageSize: MOST_IN_PICTURE,
    verbosity: 0,
  }).promise;
}

async function draw(paper: PDFDocumentProxy, number: number): Promise<Drawn> {
  const page = await paper.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(MOST_WIDE / width, MOST_HIGH / height) });
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE }).promise;
  const { items, lang } = await page.getTextContent();
  text.lang = LANGUAGE.exec(lang ?? "")?.[0] ?? "";
  text.textContent = items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join("");
  scrollTo(0, 0);
  const acting = [...(await actingIn(paper)), ...(await actingOn(page))];
  page.cleanup();
  return { page: number, pages: paper.numPages, acting: [...new Set(acting)] };
}

async function actingIn(paper: PDFDocumentProxy): Promise<Acting[]> {
  const [scripts, files] = await Promise.all([paper.getJSActions(), paper.getAttachments()]);
  return [...(scripts === null ? [] : ["script" as const]), ...(files === null ? [] : ["file" as const])];
}

async function actingOn(page: PDFPageProxy): Promise<Acting[]> {
  const [scripts, notes] = await Promise.all([page.getJSActions(), page.getAnnotations()]);
  const acting: Acting[] = scripts === null ? [] : ["script"];
  for (const note of notes as Record<string, unknown>[]) {
    if (note["actions"] != null) acting.push("script");
    if (note["unsafeUrl"] !== undefined || note["action"] !== undefined) acting.push("link");
    if (note["file"] !== undefined || note["attachment"] !== undefined) acting.push("file");
  }
  return acting;
}

let isGiven = false;
addEventListener("message", ({ data, ports: [port], source }: MessageEvent<ArrayBuffer>) => {
  if (port === undefined || source !== parent || isGiven) return;
  isGiven = true;
  const opened = open(data);
  const turn = async (page: number): Promise<void> => {
    let drawn: Drawn;
    try {
      drawn = await draw(await opened, page);
    } catch (fault) {
      drawn = { fault: (fault as Error).name === "PasswordException" ? "locked" : "damaged" };
    }
    port.postMessage(drawn);
  };
  port.onmessage = (asked: MessageEvent<Turn>) => { void turn(asked.data.page); };
  void turn(1);
});
