// Small questions to objects of a PDF: names, and what streams hold. Decides nothing.
import { PDFArray, PDFDict, PDFName, PDFRawStream, decodePDFRawStream } from "@cantoo/pdf-lib";
import { isShort } from "./pdf_bomb.js";

export const name = (text: string): PDFName => PDFName.of(text);

/** The name an entry holds, if it is one. */
export function textOf(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(name(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}

/** The ways a stream is packed, the last to be undone last. */
export function filtersOf(dict: PDFDict): string[] {
  const filter = dict.lookup(name("Filter"));
  const all = filter instanceof PDFArray ? filter.asArray().map((_, at) => filter.lookup(at)) : [filter];
  return all.filter((each) => each instanceof PDFName).map((each) => each.decodeText());
}

/** A stream unpacked; nothing if that fails, or would be too long. */
export function decoded(stream: PDFRawStream): Uint8Array | undefined {
  try {
    if (!isShort(stream.contents, filtersOf(stream.dict))) return undefined;
    return decodePDFRawStream(stream).decode();
  } catch {
    return undefined;
  }
}

/** A JPEG that is packed once more: without that. */
export function decodedBeforeLast(stream: PDFRawStream, filters: readonly string[]): Uint8Array | undefined {
  const dict = stream.dict.clone();
  dict.set(name("Filter"), dict.context.obj(filters.slice(0, -1)));
  dict.delete(name("DecodeParms"));
  return decoded(PDFRawStream.of(dict, stream.contents));
}
