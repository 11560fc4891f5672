import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Bundles the pages into web/dist, which every node and `countersign review` serve as it is. */
await build({ root: fileURLToPath(new URL('../web', import.meta.url)), logLevel: 'warn' });
