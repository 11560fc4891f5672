import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { ReceivedBytes } from './received-bytes.ts';

const full = { code: 'node-overloaded' };

async function send(received: ReceivedBytes, length: number): Promise<() => void> {
  const { counter, release } = received.count();
  counter.resume();
  await pipeline(Readable.from([Buffer.alloc(length)]), counter);
  return release;
}

test('bodies that together take up too much are refused until others are answered', async () => {
  const received = new ReceivedBytes(100);
  const answered = await send(received, 60);
  const other = await send(received, 40);
  await expect(send(received, 1)).rejects.toMatchObject(full);
  answered();
  answered();
  await send(received, 60);
  await expect(send(received, 1)).rejects.toMatchObject(full);
  other();
  await send(received, 40);
});

test('a body that breaks off gives back what it took', async () => {
  const received = new ReceivedBytes(100);
  const { counter, release } = received.count();
  counter.write(Buffer.alloc(100));
  const closed = once(counter, 'close');
  release();
  await closed;
  await expect(send(received, 100)).resolves.toBeTypeOf('function');
});
