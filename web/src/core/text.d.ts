/** Text files are part of the bundle (esbuild's loader `text`). */
declare module "*.txt" {
  const text: string;
  export default text;
}
