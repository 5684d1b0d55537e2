// A paper that somebody has saved, from their own disk.
import { look, withPage } from "./browser.mjs";

export const scenarios = {
  /** What bars the way on it. */
  paper: (input) => withPage({ ...input, url: "file://" }, (page) => look(page, { ...input, barriers: true }, input.form)),
};
