/** The address of the cells' runtime. See `build/runtime-plugin.mjs`. */
declare module 'virtual:notebook-runtime' {
  const url: string;
  export default url;
}
