import type { Relation, Thing } from '../scene.ts';

/** How a value is said. Of each language the first is the usual one; captions in Chinese use no other. */
export interface Words {
  readonly english: readonly [string, ...string[]];
  /** Tokens are separated by a space, which is not written in a text. */
  readonly chinese: readonly [string, ...string[]];
}

/** What can be said of a scene: what a thing is, and how the first lies to the second. */
export interface Sayable extends Thing {
  readonly relation: Relation;
}

export type Lexicon = {
  readonly [Attribute in keyof Sayable]: Readonly<Record<Sayable[Attribute], Words>>;
};

/** Every value in the words of both languages. */
export const LEXICON: Lexicon = {
  size: {
    small: { english: ['small', 'tiny', 'little'], chinese: ['小'] },
    medium: { english: ['medium'], chinese: ['中等'] },
    large: { english: ['large', 'big'], chinese: ['大'] },
  },
  color: {
    red: { english: ['red'], chinese: ['红色', '红'] },
    orange: { english: ['orange'], chinese: ['橙色', '橙', '橘色'] },
    yellow: { english: ['yellow'], chinese: ['黄色', '黄'] },
    green: { english: ['green'], chinese: ['绿色', '绿'] },
    blue: { english: ['blue'], chinese: ['蓝色', '蓝'] },
    purple: { english: ['purple', 'violet'], chinese: ['紫色', '紫'] },
    pink: { english: ['pink'], chinese: ['粉色', '粉红色', '粉'] },
    white: { english: ['white'], chinese: ['白色', '白'] },
  },
  shape: {
    circle: { english: ['circle'], chinese: ['圆形', '圆'] },
    square: { english: ['square'], chinese: ['正方形', '方形', '方块'] },
    triangle: { english: ['triangle'], chinese: ['三角形', '三角'] },
    diamond: { english: ['diamond'], chinese: ['菱形'] },
    cross: { english: ['cross'], chinese: ['十字形', '十字'] },
    ring: { english: ['ring'], chinese: ['圆环', '环'] },
  },
  place: {
    'top left': { english: ['at the top left', 'in the top left corner'], chinese: ['左上角'] },
    top: { english: ['at the top'], chinese: ['顶部'] },
    'top right': { english: ['at the top right', 'in the top right corner'], chinese: ['右上角'] },
    left: { english: ['on the left'], chinese: ['左侧'] },
    center: { english: ['in the center', 'in the middle'], chinese: ['中央', '中间'] },
    right: { english: ['on the right'], chinese: ['右侧'] },
    'bottom left': {
      english: ['at the bottom left', 'in the bottom left corner'],
      chinese: ['左下角'],
    },
    bottom: { english: ['at the bottom'], chinese: ['底部'] },
    'bottom right': {
      english: ['at the bottom right', 'in the bottom right corner'],
      chinese: ['右下角'],
    },
  },
  motion: {
    still: { english: ['stays still'], chinese: ['静止不动', '静止', '不动'] },
    right: { english: ['moves right', 'goes right'], chinese: ['向右 移动'] },
    left: { english: ['moves left', 'goes left'], chinese: ['向左 移动'] },
    up: { english: ['moves up', 'goes up'], chinese: ['向上 移动'] },
    down: { english: ['moves down', 'goes down'], chinese: ['向下 移动'] },
    grow: { english: ['grows'], chinese: ['变大'] },
    shrink: { english: ['shrinks'], chinese: ['变小'] },
    loop: { english: ['loops'], chinese: ['转圈'] },
    bounce: { english: ['bounces'], chinese: ['弹跳'] },
    swing: { english: ['swings'], chinese: ['摇摆'] },
  },
  relation: {
    above: { english: ['above'], chinese: ['上方', '上面'] },
    below: { english: ['below', 'under'], chinese: ['下方', '下面'] },
    'left of': { english: ['to the left of'], chinese: ['左边', '左方', '左面'] },
    'right of': { english: ['to the right of'], chinese: ['右边', '右方', '右面'] },
  },
};

/** The verbs of motion: as in "it moves", "a circle moving", "make it move". */
export const VERBS = [
  ['moves', 'moving', 'move'],
  ['goes', 'going', 'go'],
  ['stays', 'staying', 'stay'],
  ['grows', 'growing', 'grow'],
  ['shrinks', 'shrinking', 'shrink'],
  ['loops', 'looping', 'loop'],
  ['bounces', 'bouncing', 'bounce'],
  ['swings', 'swinging', 'swing'],
] as const;
