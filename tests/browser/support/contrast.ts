/**
 * The visible texts among some elements whose contrast with their plain background is too low
 * (WCAG 1.4.3). Runs in the page, so it has to carry everything that it uses.
 */
export function lowContrast(selectors: string[]): string[] {
  type Color = [red: number, green: number, blue: number, alpha: number];

  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

  /** Any CSS color, as sRGB in 0…1. */
  function read(color: string): Color {
    if (!brush) throw new Error('no canvas');
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data].map((byte) => byte / 255) as Color;
  }

  function over([r, g, b, a]: Color, [R, G, B]: Color): Color {
    return [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  }

  /** What lies behind an element, or nothing when a picture or gradient does. */
  function background(element: Element | null): Color | undefined {
    if (!element) return read('Canvas');
    const style = getComputedStyle(element);
    if (style.backgroundImage !== 'none') return undefined;
    const own = read(style.backgroundColor);
    if (own[3] === 1) return own;
    const behind = background(element.parentElement);
    return behind && over(own, behind);
  }

  function luminance([r, g, b]: Color): number {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((value) =>
      value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  function wanted({ fontSize, fontWeight }: CSSStyleDeclaration): number {
    const size = Number.parseFloat(fontSize);
    return size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
  }

  function judge(element: Element): string | undefined {
    const { width, height } = element.getBoundingClientRect();
    const seen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!seen || width <= 1 || height <= 1 || element instanceof SVGElement) return undefined;
    const style = getComputedStyle(element);
    const ink = read(style.color);
    const behind = background(element);
    // Invisible ink: the field of a code cell, whose text is painted by the layer below it.
    if (!behind || ink[3] === 0) return undefined;
    const [dark = 0, light = 0] = [luminance(over(ink, behind)), luminance(behind)].sort(
      (a, b) => a - b,
    );
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio >= wanted(style)) return undefined;
    return `${ratio.toFixed(2)} for "${element.textContent.trim().slice(0, 40)}"`;
  }

  return selectors
    .flatMap((selector) => [...document.querySelectorAll(selector)])
    .flatMap((element) => judge(element) ?? []);
}
