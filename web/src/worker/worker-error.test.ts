import { CodedError } from '@countersign/shared/errors.ts';
import { expose, wrap } from 'comlink';
import { expect, test } from 'vitest';
import { sendCodesOfErrors, WorkerError } from './worker-error.ts';

test('a failure arrives on the page with its code and its sentence, and nothing else', async () => {
  sendCodesOfErrors();
  sendCodesOfErrors();
  const { port1, port2 } = new MessageChannel();
  const failing = {
    coded: () => Promise.reject(new CodedError('artifact-mismatch', 'other bytes', { secret: 1 })),
    bug: () => Promise.reject(new TypeError('x is undefined')),
    text: () => Promise.reject('just text'),
    fine: () => 7,
  };
  expose(failing, port1);
  const page = wrap<typeof failing>(port2);
  try {
    const failure = await page.coded().then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(WorkerError);
    expect(failure).toMatchObject({ code: 'artifact-mismatch', message: 'other bytes' });
    expect(failure).not.toHaveProperty('details');
    await expect(page.bug()).rejects.toMatchObject({
      code: 'reading-failed',
      message: 'the worker failed: x is undefined',
    });
    await expect(page.text()).rejects.toMatchObject({ code: 'reading-failed' });
    expect(await page.fine()).toBe(7);
  } finally {
    port1.close();
    port2.close();
  }
});
