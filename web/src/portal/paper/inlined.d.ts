/** Bytes are part of the frame's document (esbuild's loader `binary`). */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
/** So is the script of its worker, as text. */
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  const text: string;
  export default text;
}
