import type { Page } from 'playwright-core';

/** Walks on with Tab until something with this text, or in a label with it, has the focus. */
export async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let steps = 0; steps < 150; steps++) {
    await page.keyboard.press('Tab');
    const text = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null;
      return [at?.labels?.[0]?.textContent, at?.ariaLabel, at?.textContent].filter(Boolean).join(' ');
    });
    if (wanted.test(text)) return;
    passed.push(text.slice(0, 40));
  }
  throw new Error(`the keyboard does not lead to ${String(wanted)}: ${passed.join(' | ')}`);
}

/** Waits until the page shows this somewhere. */
export async function shows(page: Page, text: RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}
