// `npm test`: everything that can be checked, stage by stage, on one build.
import './lib/need-node.mjs';
import process from 'node:process';

const { runStages } = await import('./lib/stages.mjs');
const { stages } = await import('./lib/test-stages.mjs');

const { passed, failed } = await runStages(stages);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
