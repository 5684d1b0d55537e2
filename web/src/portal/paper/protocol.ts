// What the portal's page and the frame in which a PDF is drawn say to each other. The frame gets the bytes and a port in one
// message; all else goes through the port.

/** To the frame: draw this page, from 1. The first one is drawn unasked. */
export interface Turn {
  readonly page: number;
}

/** What in a PDF would act if it were opened elsewhere. */
export type Acting = "script" | "link" | "file";

/** From the frame: a page stands there, or why none does. */
export type Drawn =
  | { readonly page: number; readonly pages: number; readonly acting: readonly Acting[] }
  | { readonly fault: "damaged" | "locked" };
