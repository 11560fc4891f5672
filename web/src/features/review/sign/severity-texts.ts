import type { Severity } from '@countersign/shared/statement/flag.ts';

export const severityTexts: Readonly<Record<Severity, string>> = {
  malicious: 'It does harm on purpose.',
  suspicious: 'It looks like harm, and I could not explain it away.',
  vulnerable: 'It can be made to do harm by others.',
  unmaintained: 'Nobody mends it any more.',
};
