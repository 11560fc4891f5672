interface NodeFiles {
  readFileSync(file: URL, encoding: 'utf8'): string;
}

/** A style sheet as it is written: tests run in Node, which the pages' types do not know, and imports of it are empty. */
export function styleSheet(path: string): string {
  const { process } = globalThis as unknown as { process: { getBuiltinModule(name: string): NodeFiles } };
  return process.getBuiltinModule('node:fs').readFileSync(new URL(path, import.meta.url), 'utf8');
}
