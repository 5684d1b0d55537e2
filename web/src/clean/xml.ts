// XML read piece by piece and written again without what rules name. No document tree, no DOCTYPE: what is never expanded
// and never fetched cannot do harm.
import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from "saxes";
import { type Findings, type Found, Refused } from "./found.js";
import { type Bytes } from "./source.js";

export interface Attribute {
  /** As written, with its prefix. */
  readonly name: string;
  readonly uri: string;
  readonly local: string;
  value: string;
}

export interface Element {
  /** `w:p`: the rules' own short name of the namespace, whatever the file calls it. */
  readonly key: string;
  readonly local: string;
  readonly parent: string;
  attributes: Attribute[];
}

/** What is done about elements (`w:rsids`), attributes of one element (`x:sheet@id`) and of any (`@w:rsidR`). */
export interface Rules {
  /** The short name of a namespace. */
  readonly short: (uri: string) => string;
  /** Goes, with all inside it. */
  readonly drop: ReadonlyMap<string, Found>;
  /** Must be there, so it gets a value that is the same for everybody. */
  readonly blank: ReadonlyMap<string, readonly [value: string, found: Found]>;
  /** Stays, and the page says so. */
  readonly tell: ReadonlyMap<string, Found>;
  /** What needs more than a name to decide. Returns false to drop the element. */
  readonly look?: (element: Element, findings: Findings) => boolean;
  /** The same for a text; it stays. */
  readonly lookAtText?: (key: string, text: string, findings: Findings) => void;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

interface Events {
  open(tag: SaxesTagNS): void;
  close(tag: SaxesTagNS): void;
  text(text: string): void;
  /** Comments and instructions: what stands beside the content. */
  aside(): void;
}

/** Reads a whole document. Throws {@link Refused} for what is no XML without a DOCTYPE. */
function read(xml: Bytes, events: Events): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const stop = (): never => {
    throw new Refused("broken");
  };
  parser.on("error", stop);
  parser.on("doctype", stop);
  parser.on("opentag", (tag) => { events.open(tag); });
  parser.on("closetag", (tag) => { events.close(tag); });
  parser.on("text", (text) => { events.text(text); });
  parser.on("cdata", (text) => { events.text(text); });
  parser.on("comment", () => { events.aside(); });
  parser.on("processinginstruction", () => { events.aside(); });
  const decoder = decoderOf(xml);
  try {
    const step = 1 << 16;
    for (let at = 0; at < xml.length; at += step) parser.write(decoder.decode(xml.subarray(at, at + step), { stream: true }));
    parser.write(decoder.decode()).close();
  } catch (fault) {
    if (fault instanceof TypeError) throw new Refused("broken");
    throw fault;
  }
}

function decoderOf(xml: Bytes): TextDecoder {
  const [first, second] = xml;
  const encoding = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true });
}

/** Each element's name and attributes, in their order, with the text right inside it: for small files that are lists. */
export function listOf(xml: Bytes): { local: string; attributes: ReadonlyMap<string, string>; text: string }[] {
  const all: ReturnType<typeof listOf> = [];
  const open: ReturnType<typeof listOf> = [];
  read(xml, {
    open(tag) {
      const attributes = new Map(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
      const element = { local: tag.local, attributes, text: "" };
      all.push(element);
      open.push(element);
    },
    close: () => void open.pop(),
    text(text) {
      const element = open.at(-1);
      if (element !== undefined) element.text += text;
    },
    aside: () => undefined,
  });
  return all;
}

/** Writes a document again by the rules. */
export function filterXml(xml: Bytes, rules: Rules, findings: Findings): Bytes {
  const out: string[] = [HEAD];
  const keys: string[] = [];
  const blanked: string[] = [];
  /** How deep in an element that goes. */
  let dropping = 0;
  /** The element whose text is replaced, and where it stands. */
  let blanking: { depth: number; found: Found; value: string; had: string } | undefined;

  read(xml, {
    open(tag) {
      const element = elementOf(tag, rules, keys.at(-1) ?? "");
      keys.push(element.key);
      if (dropping > 0 || blanking !== undefined) {
        dropping += dropping > 0 ? 1 : 0;
        return;
      }
      const dropped = rules.drop.get(element.key);
      if (dropped !== undefined) findings.took(dropped);
      if (dropped !== undefined || rules.look?.(element, findings) === false) {
        dropping = 1;
        return;
      }
      attributesBy(rules, element, findings);
      const told = rules.tell.get(element.key);
      if (told !== undefined) findings.leaves(told);
      out.push(`<${tag.name}${element.attributes.map(({ name, value }) => ` ${name}="${escaped(value)}"`).join("")}>`);
      const blank = rules.blank.get(element.key);
      if (blank !== undefined) blanking = { depth: keys.length, value: blank[0], found: blank[1], had: "" };
    },
    close(tag) {
      const depth = keys.length;
      keys.pop();
      if (dropping > 0) dropping -= 1;
      else if (blanking === undefined || blanking.depth === depth) {
        if (blanking !== undefined) {
          if (blanking.had !== blanking.value) findings.took(blanking.found);
          if (blanking.had !== blanking.value && blanking.had.trim() !== "") blanked.push(blanking.had);
          out.push(escaped(blanking.value));
          blanking = undefined;
        }
        out.push(`</${tag.name}>`);
      }
    },
    text(text) {
      if (dropping > 0 || keys.length === 0) return;
      rules.lookAtText?.(keys.at(-1) ?? "", text, findings);
      if (blanking !== undefined) blanking.had += text;
      // Excel begins a note with its author's name in bold.
      else if (blanked.some((name) => text === `${name}:`)) out.push("Author:");
      else out.push(escaped(text));
    },
    aside() {
      findings.took("other");
    },
  });
  return new TextEncoder().encode(out.join(""));
}

function elementOf(tag: SaxesTagNS, rules: Rules, parent: string): Element {
  const attributes = Object.values(tag.attributes).map(({ name, uri, local, value }: SaxesAttributeNS) => ({
    name, uri, local, value,
  }));
  return { key: `${rules.short(tag.uri)}:${tag.local}`, local: tag.local, parent, attributes };
}

function attributesBy(rules: Rules, element: Element, findings: Findings): void {
  element.attributes = element.attributes.filter((attribute) => {
    const { uri, local } = attribute;
    const key = uri === "" ? `${element.key}@${local}` : `@${rules.short(uri)}:${local}`;
    const dropped = rules.drop.get(key);
    if (dropped !== undefined) {
      findings.took(dropped);
      return false;
    }
    const blank = rules.blank.get(key);
    if (blank !== undefined && attribute.value !== blank[0]) {
      findings.took(blank[1]);
      attribute.value = blank[0];
    }
    const told = rules.tell.get(key) ?? rules.tell.get(`${key}=${attribute.value}`);
    if (told !== undefined) findings.leaves(told);
    return true;
  });
}

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
};

/** For text and for attributes alike. */
export function escaped(text: string): string {
  return text.replace(/[&<>"\t\n\r]/g, (letter) => ESCAPES[letter] ?? "");
}

/** A small document of one element that holds empty ones. */
export function writeList(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly (readonly [name: string, attributes: Readonly<Record<string, string>>])[],
): Bytes {
  const open = (tag: string, of: Readonly<Record<string, string>>): string =>
    `<${tag}${Object.entries(of).map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}`;
  const inside = children.map(([child, of]) => `${open(child, of)}/>`).join("");
  return new TextEncoder().encode(`${HEAD}${open(name, attributes)}>${inside}</${name}>`);
}
