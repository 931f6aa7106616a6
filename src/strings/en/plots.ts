/** What stands beside every plot, in English. */
export const plotStrings = { asTable: 'As a table' } as const;
