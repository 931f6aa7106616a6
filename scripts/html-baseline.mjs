/**
 * What html-validate finds in the markup of Astro, Starlight and Expressive Code, which is not
 * ours to change. An entry that is no longer needed fails the check.
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
  {
    rule: 'element-permitted-content',
    at: /(figure > pre > code > div|figure > div > button > div)$/,
    why: 'lines of code and the picture on the copy button: every browser shows them as meant',
  },
  {
    rule: 'no-implicit-button-type',
    at: /figure > div > button$/,
    why: 'the copy button, outside any form',
  },
  {
    rule: 'text-content',
    at: /figure > div > button$/,
    why: 'the copy button is named by its title',
  },
  {
    rule: 'element-permitted-content',
    at: /(div|section) > style$/,
    why: 'Astro puts the one rule that islands need before the first island',
  },
];
