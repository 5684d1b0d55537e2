/** Files that tests read as text (esbuild's loader `text`). */
declare module "*.toml" {
  const text: string;
  export default text;
}
