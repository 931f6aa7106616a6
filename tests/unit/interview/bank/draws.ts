import process from 'node:process';

/** How many draws of each generator are checked: `npm run questions:check` takes 1,000. */
export const draws = Number(process.env.QUESTION_DRAWS ?? 60);
