/**
 * The texts of a page whose contrast to what lies behind them is under 4.5 (WCAG 2.2, success criterion 1.4.3), each
 * with its contrast. Runs in the page, so it is one function that needs nothing around it; for opaque colours only.
 */
export function faintTexts(): string[] {
  const channels = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string): number => {
    const [red, green, blue] = channels(color).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const behind = (element: Element): string => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (element: Element): number => {
    const [dark, light] = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort(
      (a, b) => a - b,
    );
    return (light! + 0.05) / (dark! + 0.05);
  };
  const holdsText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim() !== '');
  return [...document.body.querySelectorAll('*')]
    .filter((element) => holdsText(element) && contrast(element) < 4.5)
    .map((element) => `${contrast(element).toFixed(2)}: ${element.textContent.trim()}`);
}
