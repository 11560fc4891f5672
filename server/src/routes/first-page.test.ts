import { expect, test } from 'vitest';
import { testNode } from '../testing/test-node.ts';

const pageAt = async (host: string) => {
  const { app } = await testNode();
  return (await app.inject({ url: '/', headers: { host } })).body;
};

test('the page names the node by the address that the visitor used', async () => {
  expect(await pageAt('node.example:8080')).toContain('countersign init --node http://node.example:8080<');
  expect(await pageAt('[::1]:4717')).toContain('countersign init --node http://[::1]:4717<');
});

test.each(['"><script>', 'a.example;rm -rf ~', '$(id)', "it's"])(
  'a host of %j stays out of the page',
  async (host) => {
    const page = await pageAt(host);
    expect(page).toContain('countersign init --node http://localhost:4717<');
    expect(page).not.toContain(host);
  },
);
