import { type Command, Option } from 'commander';
import { CodedError } from '@countersign/shared/errors.ts';

/** What may stand anywhere on the line, but is of use to some verbs only. */
const limited = {
  node: '--node',
  key: '--key',
  policy: '--policy',
  offline: '--offline',
  passphraseFile: '--passphrase-file',
  json: '--json',
  github: '--format github',
} as const;

export type LimitedOption = keyof typeof limited;

export const list = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];

export function addGlobalOptions(program: Command): void {
  program
    .option(
      '--node <url>',
      'pin (init), or send to (review, sign, flag, trust, retract), this node; repeatable',
      list,
    )
    .option('--key <name>', 'sign with this key (default: the only one)')
    .option('--policy <file>', 'the policy (default: the nearest countersign.jsonc)')
    .addOption(
      new Option('--format <format>', 'how the result is written; github is for gate')
        .choices(['text', 'json', 'github'])
        .default('text'),
    )
    .option('--json', 'short for --format json')
    .option('--offline', 'ask no node; judge by what was synced before', false)
    .option('--yes', 'answer every confirmation with yes', false)
    .option('--passphrase-file <file>', "the file with the key's passphrase")
    .option('--quiet', 'no hints')
    .option('--verbose', 'more about what is going on');
}

/** Which verb honours which limited options: one that it would ignore is refused, and its help shows no other. */
export class HonouredOptions {
  readonly #program: Command;
  readonly #byVerb = new Map<Command, readonly LimitedOption[]>();

  constructor(program: Command) {
    this.#program = program;
    program.configureHelp({
      showGlobalOptions: true,
      visibleGlobalOptions: (verb) =>
        verb === program ? [] : program.options.filter((option) => this.#isShown(option, verb)),
    });
  }

  declare(verb: Command, honoured: readonly LimitedOption[]): void {
    this.#byVerb.set(verb, honoured);
  }

  /** Throws `arguments-invalid`, naming the verbs that each ignored option is for; and for two formats. */
  refuseIgnored(verb: Command): void {
    const honoured = this.#byVerb.get(verb) ?? [];
    const ignored = this.#given().filter((option) => !honoured.includes(option));
    const { json, format } = this.#program.opts<{ json?: boolean; format: string }>();
    if (json && this.#program.getOptionValueSource('format') === 'cli' && format !== 'json')
      throw new CodedError('arguments-invalid', `--json and --format ${format}: choose one`);
    if (ignored.length === 0) return;
    const lines = ignored.map(
      (option) => `${nameOf(verb)} takes no ${limited[option]}: it is for ${this.#verbsFor(option)}`,
    );
    throw new CodedError('arguments-invalid', lines.join('\n'));
  }

  #given(): LimitedOption[] {
    const { json, format, ...options } = this.#program.opts<Record<string, unknown>>();
    const plain = (Object.keys(limited) as LimitedOption[]).filter(
      (name) => name in options && this.#program.getOptionValueSource(name) === 'cli',
    );
    if (json || format === 'json') plain.push('json');
    if (format === 'github') plain.push('github');
    return plain;
  }

  #verbsFor(option: LimitedOption): string {
    return [...this.#byVerb]
      .flatMap(([verb, honoured]) => (honoured.includes(option) ? [nameOf(verb)] : []))
      .join(', ');
  }

  #isShown(option: Option, verb: Command): boolean {
    const name = option.attributeName();
    const honoured = this.#byVerb.get(verb) ?? [];
    if (name === 'format') return honoured.includes('json');
    return name !== 'version' && (!(name in limited) || honoured.includes(name as LimitedOption));
  }
}

/** `trust vouch`: without the program's own name. */
function nameOf(verb: Command): string {
  const above = verb.parent?.parent ? `${nameOf(verb.parent)} ` : '';
  return above + verb.name();
}
