import { CodedError } from '@countersign/shared/errors.ts';
import { expose, wrap } from 'comlink';
import { expect, test } from 'vitest';
import { sendCodesOfErrors, WorkerError } from './worker-error.ts';

test('a failure arrives on the page with its code and its sentence, and nothing else', async () => {
  sendCodesOfErrors();
  sendCodesOfErrors();
  const { port1, port2 } = new MessageChannel();
  const failing = {
    fail(how: 'coded' | 'bug' | 'text'): number {
      if (how === 'coded') throw new CodedError('artifact-mismatch', 'other bytes', { secret: 1 });
      if (how === 'bug') throw new TypeError('x is undefined');
      // oxlint-disable-next-line no-throw-literal, typescript/only-throw-error -- what a library might do
      throw 'just text';
    },
    fine: () => 7,
  };
  expose(failing, port1);
  const page = wrap<typeof failing>(port2);
  try {
    const failure = await page.fail('coded').then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(WorkerError);
    expect(failure).toMatchObject({ code: 'artifact-mismatch', message: 'other bytes' });
    expect(failure).not.toHaveProperty('details');
    await expect(page.fail('bug')).rejects.toMatchObject({
      code: 'reading-failed',
      message: 'the worker failed: x is undefined',
    });
    await expect(page.fail('text')).rejects.toMatchObject({ code: 'reading-failed' });
    expect(await page.fine()).toBe(7);
  } finally {
    port1.close();
    port2.close();
  }
});
