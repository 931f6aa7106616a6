/** The address of the cells' runtime. See `build/runtime-plugin.mjs`. */
declare module 'virtual:notebook-runtime' {
  const url: string;
  export default url;
}

/** The address of the exercises' runtime. */
declare module 'virtual:exercise-runtime' {
  const url: string;
  export default url;
}

/** The address of the library that a downloaded program carries. */
declare module 'virtual:notebook-library' {
  const url: string;
  export default url;
}

/** The address of the table of docstrings: a `DocTable`. */
declare module 'virtual:notebook-docs' {
  const url: string;
  export default url;
}
