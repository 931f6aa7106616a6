// Does every link inside the built site lead somewhere, its fragment included? External addresses
// are not visited. `--sub-folder` looks at the build for a sub-folder.
import process from 'node:process';
import { findDeadLinks } from './lib/links.mjs';
import { dist, subFolderBase, subFolderDist } from './lib/paths.mjs';

const subFolder = process.argv.includes('--sub-folder');
const { links, dead } = subFolder
  ? await findDeadLinks(subFolderDist, subFolderBase)
  : await findDeadLinks(dist, '/');

for (const { page, link, why } of dead) console.log(`/${page}: ${link} ${why}`);
console.log(`${links} internal links, ${dead.length} dead`);
process.exitCode = links > 0 && dead.length === 0 ? 0 : 1;
