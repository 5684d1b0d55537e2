// Word, Excel and PowerPoint files (ECMA-376): walks from the main part along relations, so that nothing goes on that the
// document itself does not use; filters each part, and writes the lists of parts and relations anew.
import { type Findings, Refused } from "./found.js";
import { DROPPED_PARTS, KNOWN_PARTS, OOXML_RULES, PROPERTIES } from "./ooxml_rules.js";
import { type Bytes } from "./source.js";
import { filterXml, listOf, writeList } from "./xml.js";
import { type Part, Zip, writeZip } from "./zip.js";

/** Cleans what is inside a document, a picture or another document, and says what it left as it was. */
export type Inner = (bytes: Bytes, type: string, findings: Findings) => Promise<Bytes>;

const TYPES = "[Content_Types].xml";
const TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELATIONS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships";
const RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml";
const WITH_MACROS = /^application\/vnd\.ms-(word|excel|powerpoint)\.\w+\.macroEnabled/i;
const MAIN: readonly (readonly [RegExp, OoxmlKind])[] = [
  [/wordprocessingml\.(document|template)\.main/, "docx"],
  [/spreadsheetml\.(sheet|template)\.main/, "xlsx"],
  [/presentationml\.(presentation|template|slideshow)\.main/, "pptx"],
];

export type OoxmlKind = "docx" | "xlsx" | "pptx";

const PLAIN_MAIN: Readonly<Record<string, string>> = {
  word: "wordprocessingml.document", excel: "spreadsheetml.sheet", powerpoint: "presentationml.presentation",
};
const OFFICE = "application/vnd.openxmlformats-officedocument.";

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

/** A zip file that is such a document, not yet cleaned. */
export class Ooxml {
  readonly kind: OoxmlKind;
  readonly #zip: Zip;
  readonly #types: Types;
  readonly #main: string;
  /** The relation that leads there: the strict form of the standard has its own word for it. */
  readonly #root: Relation;
  /** Parts whose going has been told by what they were. */
  readonly #dropped = new Set<string>();

  private constructor(zip: Zip, types: Types, main: string, root: Relation, kind: OoxmlKind) {
    this.#zip = zip;
    this.#types = types;
    this.#main = main;
    this.#root = root;
    this.kind = kind;
  }

  /** Nothing if this is another sort of zip file. */
  static async from(zip: Zip): Promise<Ooxml | undefined> {
    if (!zip.has(TYPES) || !zip.has("_rels/.rels")) return undefined;
    const types = Types.read(await zip.read(TYPES));
    const relations = await relationsOf(zip, "");
    const root = relations.find(({ type }) => lastWord(type) === "officeDocument");
    if (root === undefined) return undefined;
    const main = targetOf("", root.target);
    const kind = MAIN.find(([name]) => name.test(types.of(main)))?.[1];
    return kind && new Ooxml(zip, types, main, root, kind);
  }

  async clean(inner: Inner, findings: Findings, type: string): Promise<Blob> {
    await this.#tellProperties(findings);
    const parts = new Map<string, Part>();
    const order: [name: string, role: string][] = [[this.#main, "officeDocument"]];
    const seen = new Set([this.#main]);
    const relations = new Map<string, Bytes>();
    for (const [name, role] of order) {
      const kept = (await relationsOf(this.#zip, name))
        .map((each) => this.#follow(name, each, findings))
        .filter((each) => each !== undefined);
      for (const { part, relation } of kept) {
        if (part === undefined || seen.has(part)) continue;
        seen.add(part);
        order.push([part, lastWord(relation.type)]);
      }
      if (kept.length > 0) relations.set(relationsName(name), writeRelations(kept.map(({ relation }) => relation)));
      parts.set(name, { bytes: await this.#part(name, role, inner, findings), type: this.#types.of(name) });
    }
    // Entries that no relation leads to: nobody can see them, so whoever put them there hid them.
    const plain = /^(\[Content_Types\]\.xml|docProps\/.*|.*_rels\/[^/]*\.rels)$/;
    if (this.#zip.names.some((name) => !seen.has(name) && !plain.test(name) && !this.#dropped.has(name))) findings.took("other");
    return writeZip(this.#whole(parts, relations), type);
  }

  /** What becomes of a relation: nothing, or what is written and the part it leads to. */
  #follow(from: string, relation: Relation, findings: Findings): { part: string | undefined; relation: Relation } | undefined {
    const word = lastWord(relation.type);
    // Comments of 2018's kind have a part of persons and dates; the plain ones are called the same.
    const found = DROPPED_PARTS.get(word) ?? (/office\/2018\/.*\/comments$/.test(relation.type) ? "comments" : undefined);
    if (found !== undefined) {
      findings.took(found);
      if (!relation.external) this.#dropped.add(targetOf(from, relation.target));
      return undefined;
    }
    if (relation.external) {
      const target = outside(relation.target, word);
      if (target !== relation.target) findings.took("names");
      return { part: undefined, relation: { ...relation, target } };
    }
    if (relation.target.startsWith("#")) return { part: undefined, relation };
    const part = targetOf(from, relation.target);
    if (!this.#zip.has(part)) return { part: undefined, relation: { ...relation, target: "NULL" } };
    return { part, relation: { ...relation, target: `/${encodeURI(part)}` } };
  }

  async #part(name: string, role: string, inner: Inner, findings: Findings): Promise<Bytes> {
    const bytes = await this.#zip.read(name);
    const type = this.#types.of(name);
    const isXml = (/[+/]xml$/.test(type) && type !== "image/svg+xml") || type.endsWith(".vmlDrawing");
    if (!isXml) return inner(bytes, type, findings);
    if (!KNOWN_PARTS.has(role)) findings.leaves("unchecked");
    try {
      return filterXml(bytes, OOXML_RULES, findings);
    } catch (fault) {
      // Excel itself writes drawings of the old kind that are no XML, where a text box has two lines.
      if (!(fault instanceof Refused) || role !== "vmlDrawing") throw fault;
      findings.leaves("unchecked");
      return bytes;
    }
  }

  #whole(parts: ReadonlyMap<string, Part>, relations: ReadonlyMap<string, Bytes>): Map<string, Part> {
    const whole = new Map<string, Part>();
    const xml = (bytes: Bytes): Part => ({ bytes, type: "application/xml" });
    const root: Relation = { ...this.#root, id: "rId1", target: this.#main };
    whole.set(TYPES, xml(Types.write(parts)));
    whole.set("_rels/.rels", xml(writeRelations([root])));
    for (const [name, part] of parts) {
      whole.set(name, part);
      const its = relations.get(relationsName(name));
      if (its !== undefined) whole.set(relationsName(name), xml(its));
    }
    return whole;
  }

  async #tellProperties(findings: Findings): Promise<void> {
    for (const relation of await relationsOf(this.#zip, "")) {
      const word = lastWord(relation.type);
      const part = targetOf("", relation.target);
      if (word === "officeDocument") continue;
      this.#dropped.add(part);
      if (!word.endsWith("-properties")) findings.took(DROPPED_PARTS.get(word) ?? "other");
      else if (this.#zip.has(part)) {
        for (const { local, attributes, text } of listOf(await this.#zip.read(part))) {
          const found = PROPERTIES.get(local);
          if (found !== undefined && (text.trim() !== "" || attributes.has("name"))) findings.took(found);
        }
      }
    }
  }
}

/** Which type each part is of. */
class Types {
  readonly #ends = new Map<string, string>();
  readonly #parts = new Map<string, string>();

  static read(xml: Bytes): Types {
    const types = new Types();
    for (const { local, attributes } of listOf(xml)) {
      const type = attributes.get("ContentType") ?? "";
      if (local === "Default") types.#ends.set(attributes.get("Extension")?.toLowerCase() ?? "", type);
      if (local === "Override") types.#parts.set((attributes.get("PartName") ?? "").replace(/^\//, ""), type);
    }
    return types;
  }

  /** With macros gone, the type that says there are some would be wrong. */
  of(part: string): string {
    const end = part.slice(part.lastIndexOf(".") + 1).toLowerCase();
    const type = this.#parts.get(part) ?? this.#ends.get(end) ?? "application/octet-stream";
    const program = WITH_MACROS.exec(type)?.[1]?.toLowerCase() ?? "";
    return program in PLAIN_MAIN ? `${OFFICE}${PLAIN_MAIN[program] ?? ""}.main+xml` : type;
  }

  static write(parts: ReadonlyMap<string, Part>): Bytes {
    const named = [...parts].map(([name, { type }]) => ["Override", { PartName: `/${name}`, ContentType: type }] as const);
    const relations = ["Default", { Extension: "rels", ContentType: RELATIONS_TYPE }] as const;
    return writeList("Types", { xmlns: TYPES_NAMESPACE }, [relations, ...named]);
  }
}

async function relationsOf(zip: Zip, part: string): Promise<Relation[]> {
  const name = relationsName(part);
  if (!zip.has(name)) return [];
  return listOf(await zip.read(name)).filter(({ local }) => local === "Relationship").map(({ attributes }) => ({
    id: attributes.get("Id") ?? "",
    type: attributes.get("Type") ?? "",
    target: attributes.get("Target") ?? "",
    external: attributes.get("TargetMode") === "External",
  }));
}

function writeRelations(relations: readonly Relation[]): Bytes {
  return writeList("Relationships", { xmlns: RELATIONS_NAMESPACE }, relations.map(({ id, type, target, external }) => [
    "Relationship",
    { Id: id, Type: type, Target: target, ...(external ? { TargetMode: "External" } : {}) },
  ]));
}

function relationsName(part: string): string {
  const cut = part.lastIndexOf("/") + 1;
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
}

function lastWord(type: string): string {
  return type.slice(type.lastIndexOf("/") + 1);
}

/** The part a relation leads to. An address cannot climb out of the package: it ends at its top. */
function targetOf(from: string, target: string): string {
  try {
    return decodeURIComponent(new URL(target, `http://package.invalid/${from}`).pathname.slice(1));
  } catch {
    throw new Refused("broken");
  }
}

/** Links that a reader can follow stay; a path on a disk, or where a linked file or picture lies, does not. */
function outside(target: string, word: string): string {
  return word === "hyperlink" && /^(https?:|mailto:|#)/i.test(target) ? target : "about:blank";
}
