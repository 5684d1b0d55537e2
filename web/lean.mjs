// Leaves out of bundles what is not used of @cantoo/pdf-lib: its fonts, its drawing, its forms. Its package does not say that
// its files may be left out, and so esbuild would keep all of them, a third of the cleaners' script. The tests are bundled the
// same way, so that they would see it if one were needed.
const LARGE = /node_modules[\\/](@cantoo[\\/]pdf-lib|node-html-better-parser|html-entities|culori)[\\/]/;

export const lean = {
  name: "lean",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind === "entry-point" || pluginData === lean) return undefined;
      const found = await resolve(path, { kind, importer, resolveDir, pluginData: lean });
      return LARGE.test(found.path) ? { ...found, sideEffects: false } : found;
    });
  },
};
