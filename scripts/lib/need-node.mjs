// Imported first by every entry point, before anything that an old Node cannot load.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  console.error(
    `This project needs Node 22.12 or newer, and this is Node ${process.versions.node}.\n` +
      'On most machines `npm ci` brings a Node 24 of its own, which npm scripts then run on:\n' +
      'run `npm ci`, then `npm start`. If you did, your platform has no such package:\n' +
      'install Node 24 from https://nodejs.org and run `npm ci` again.',
  );
  process.exit(1);
}
