// What the portal's page decides by itself, without a browser.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanName, neutralName } from "../src/pages/names.js";
import { differs } from "../src/portal/pages/differs.js";
import { shownAs } from "../src/portal/pages/shown_as.js";

test("a name loses its path, and what only deceives the eye", () => {
  for (const [name, shown] of [
    ["../../etc/passwd", "passwd"],
    ["C:\\invented\\paper.pdf", "paper.pdf"],
    ["letter\u202egnp.html", "lettergnp.html"],
    ["a\u0000b\u200bc.txt", "abc.txt"],
    ["..", "file"],
    ["", "file"],
    ["مخترع.pdf", "مخترع.pdf"],
  ] as const) {
    assert.equal(cleanName(name), shown);
  }
});

test("a long name keeps its ending", () => {
  const shown = cleanName(`${"x".repeat(500)}.html`);
  assert.ok([...shown].length <= 101, shown);
  assert.ok(shown.endsWith("….html"), shown);
});

test("what is saved has a name that says nothing", () => {
  assert.equal(neutralName("Invented Person.PDF", 3), "file-3.pdf");
  assert.equal(neutralName("no ending", 1), "file-1");
  assert.equal(neutralName("x.verylongending", 2), "file-2");
});

test("a picture and a PDF are known by their bytes alone", () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));
  assert.equal(shownAs(bytes("\x89PNG\r\n\x1a\nIHDR")), "image/png");
  assert.equal(shownAs(bytes("\xff\xd8\xff\xe0")), "image/jpeg");
  assert.equal(shownAs(bytes("GIF89a")), "image/gif");
  assert.equal(shownAs(bytes("RIFF\x01\x02\x03\x04WEBP")), "image/webp");
  assert.equal(shownAs(bytes("%PDF-1.7")), "application/pdf");
  assert.equal(shownAs(bytes("some bytes of a scanner\n%PDF-1.4")), "application/pdf");
  for (const other of ["<svg xmlns=", "<!doctype html>", "", "RIFF\x01\x02\x03\x04WAVE"]) {
    assert.equal(shownAs(bytes(other)), undefined, other);
  }
});

test("what proposed rules change is told line by line, with the table it stands in", () => {
  const now = '# Rules\norganisation = "Invented"\n[clocks]\nacknowledge_days = 7 # a week\nfeedback_months = 3\n[[stages]]\nname = "One"\n';
  const proposed = now.replace("= 7 # a week", "= 5").replace("# Rules", "# Other rules").replace('name = "One"', 'name = "One"\n\n[[stages]]\nname = "One"');
  assert.deepEqual(differs(now, proposed), {
    gone: ["[clocks] acknowledge_days = 7"],
    come: ["[clocks] acknowledge_days = 5", '[[stages]] name = "One"'],
  });
  assert.deepEqual(differs(now, now.replace("# a week", "")), { gone: [], come: [] });
});
