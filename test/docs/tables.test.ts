import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { exitCodeOf, exitCodes } from 'countersign/src/exit.ts';
import { findingCodes, findings } from '@countersign/shared/policy/findings.ts';
import { policyFields } from '@countersign/shared/policy/policy-shape.ts';
import { predicateSchemas } from '@countersign/shared/statement/schemas.ts';
import { categories, severities } from '@countersign/shared/statement/flag.ts';
import { defaultKeys } from '../../web/src/features/review/keys.ts';
import { readDocument, root, tableRows } from './markdown.ts';

const verdicts = ['allow', 'waived', 'insufficient', 'blocked', 'quarantined', 'undecidable'] as const;
const protocol = readDocument('docs/protocol.md');

test.each(['README.md', 'docs/protocol.md'])('%s: the table of exit codes is that of the program', (path) => {
  const rows = new Map(
    tableRows(readDocument(path), 'exit code').map(([code, means]) => [Number(code), means as string]),
  );
  expect([...rows.keys()]).toEqual(Object.values(exitCodes).toSorted((a, b) => a - b));
  for (const verdict of verdicts) expect(rows.get(exitCodeOf(verdict))).toContain(verdict);
  expect(rows.get(exitCodes.usage)).toContain('usage');
  expect(rows.get(exitCodes.internal)).toContain('internal');
});

test('the table of findings is that of the gate: code, verdict, waiver', () => {
  const how = { code: /^code(?!.* id)/, statement: /^code and statement id$/, never: /^never$/ };
  const rows = tableRows(protocol, 'finding').filter((cells) => cells.length === 3);
  expect(rows.map(([code]) => String(code)).toSorted()).toEqual(findingCodes.toSorted());
  for (const [code, verdict, waiver] of rows) {
    const { verdict: real, waiver: kind } = findings[code as keyof typeof findings];
    expect([code, verdict]).toEqual([code, real]);
    expect(waiver).toMatch(how[kind]);
  }
});

test('every field of every kind of statement is described, and every value of a flag', () => {
  for (const [kind, schema] of Object.entries(predicateSchemas)) {
    const start = protocol.indexOf(`**${kind}**`);
    const section = protocol.slice(start, protocol.indexOf('\n**', start + 2));
    const told = new Set([...section.matchAll(/`([^`]+)`/g)].map(([, word]) => word));
    const missing = fieldsOf(schema).filter((field) => !told.has(field));
    expect([kind, missing]).toEqual([kind, []]);
  }
  for (const value of [...severities, ...categories]) expect(protocol).toContain(`\`${value}\``);
});

function fieldsOf(schema: object): string[] {
  const { anyOf, properties } = schema as { anyOf?: object[]; properties?: object };
  const fields = anyOf ? anyOf.flatMap(fieldsOf) : Object.keys(properties ?? {});
  return fields.filter((field) => !['by', 'form', 'date'].includes(field));
}

test('the keys of the workbench are those that reviewing.md names', () => {
  const rows = tableRows(readDocument('docs/reviewing.md'), 'key');
  const named = rows.flatMap(([keys]) => (keys as string).split(' '));
  expect(new Set(named)).toEqual(new Set(Object.values(defaultKeys.bindings)));
  expect(named).toHaveLength(new Set(named).size);
});

test('every field of the policy is described', () => {
  const rows = tableRows(protocol, 'field').map(([field]) => field as string);
  const fields = [...Object.keys(policyFields.required), ...Object.keys(policyFields.optional)];
  const described = new Set(rows.map((field) => field.replace(/[.[].*/, '')));
  expect(fields.filter((field) => !described.has(field))).toEqual([]);
});

test('every direct dependency has its row, with its exact version', () => {
  const rows = tableRows(readDocument('docs/dependencies.md'), 'package').map(
    ([name, version]) => `${name} ${version}`,
  );
  expect(rows.toSorted()).toEqual([...directDependencies()].toSorted());
});

function directDependencies(): Set<string> {
  const found = new Set<string>();
  for (const folder of ['.', 'shared', 'server', 'web', 'cli', 'test']) {
    const manifest = JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[group] ?? {})) found.add(`${name} ${version}`);
    }
  }
  return new Set([...found].filter((name) => !/^(@countersign\/|countersign )/.test(name)));
}

test('every setting that a node reads from its environment is described, and no other', () => {
  const read = readFileSync(`${root}/server/src/config.ts`, 'utf8').match(/COUNTERSIGN_[A-Z_]+/g) ?? [];
  const told = readDocument('docs/operating.md').match(/COUNTERSIGN_[A-Z_]+/g) ?? [];
  expect([...new Set(told)].toSorted()).toEqual([...new Set(read)].toSorted());
});
