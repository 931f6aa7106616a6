/**
 * What html-validate finds in Starlight's own markup, which is not ours to change. An entry that
 * is no longer needed fails the check.
 * @type {{ rule: string, at: RegExp, why: string }[]}
 */
export const baseline = [
  {
    rule: 'no-implicit-button-type',
    at: /site-search > (dialog > div > )?button$/,
    why: 'outside any form, where the implied type does nothing',
  },
  {
    rule: 'no-implicit-button-type',
    at: /^html > body > div > nav > button$/,
    why: 'the menu button, likewise',
  },
  {
    rule: 'unique-landmark',
    at: /starlight-toc > nav$/,
    why: 'the table of contents twice, wide and narrow: only one of them is displayed',
  },
];
