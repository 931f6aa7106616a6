import { fileURLToPath } from 'node:url';

/** The root of the repository, with a trailing separator. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

const elsewhere = process.env.SITE_DIST;

/** Where the site is built. `SITE_DIST` names another folder, for a second build beside it. */
export const dist = elsewhere ?? `${root}dist`;

/** The same site built for a sub-folder of a server, only for tests. */
export const subFolderDist = elsewhere ? `${elsewhere}-sub-folder` : `${root}.cache/sub-folder`;
export const subFolderBase = '/course';
