/** A file of weights that ships with the site, as `manifest.json` lists it. Training writes that. */
export interface ModelFile {
  readonly name: string;
  /** Below the address of the site. */
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Changes with the file: what a cache is keyed by. */
  readonly version: string;
}
