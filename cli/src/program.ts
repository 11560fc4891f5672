import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import type { ServeOptions } from './commands/serve.ts';
import type { Context } from './context.ts';
import { addGlobalOptions, HonouredOptions, list, type LimitedOption } from './global-options.ts';
import type { Streams } from './terminal.ts';
import { visible } from './terminal.ts';

/** One verb, bound to its arguments; gives the exit code. */
type Verb = (context: Context) => Promise<number>;

type Dispatch = (verb: Verb, options: Record<string, unknown>) => Promise<void>;

// Escapes what commander quotes from the arguments, and leaves its line breaks.
const printed = (text: string): string => text.split('\n').map(visible).join('\n');

/** The command line. Every verb is imported when it is called: `gate` does not pay for a registry client. */
export function buildProgram(dispatch: Dispatch, { stdout, stderr }: Streams): Command {
  const program = new Command('countersign')
    .description('Install no update that too few independent people have read, or that somebody red-flagged.')
    // Without -V: as `-V/package-lock.json` a file's name would end a gate before it judged, with 0.
    .version(manifest.version, '--version')
    .configureOutput({
      writeOut: (text) => stdout.write(printed(text)),
      writeErr: (text) => stderr.write(printed(text)),
    })
    .exitOverride((error) => {
      throw error;
    })
    .showHelpAfterError('Run countersign --help, or countersign help COMMAND.')
    .allowExcessArguments(false);
  addGlobalOptions(program);
  const honoured = new HonouredOptions(program);

  /** Adds a command whose action gets its options, then its arguments; global options may stand anywhere on the line. */
  const act: Act = (command, options, verb) => {
    honoured.declare(command, options);
    return command.action(async (...given: unknown[]) => {
      honoured.refuseIgnored(command);
      const self = given.at(-1) as Command;
      const args = given.slice(0, -2) as never[];
      await dispatch(verb(self.opts<never>(), ...args), program.opts());
    });
  };

  addProjectVerbs(program, act);
  addReviewerVerbs(program, act);
  addKeyVerbs(program, act);
  return program;
}

/** With the limited options that the verb honours. */
type Act = (
  command: Command,
  honoured: readonly LimitedOption[],
  verb: (options: never, ...args: never[]) => Verb,
) => Command;

const signing = ['node', 'key', 'policy', 'json', 'passphraseFile'] as const;

function addProjectVerbs(program: Command, act: Act): void {
  act(
    program
      .command('init')
      .description('write a policy and a baseline from the lockfiles found here')
      .option('--anchor <signer[=name]>', 'trust this signer directly; may be repeated', list),
    ['node'],
    (options: { anchor?: string[] }) => async (context) =>
      (await import('./commands/init.ts')).init(context, options.anchor ?? []),
  );
  act(
    program.command('sync').description('fetch and check the logs; show what is new'),
    ['policy', 'json'],
    () => async (context) => (await import('./commands/sync.ts')).sync(context),
  );
  act(
    program
      .command('gate')
      .description('a verdict for every release; what CI runs')
      .argument('[lockfile...]', 'package-lock.json or npm-shrinkwrap.json (default: the one found here)')
      .option(
        '--base <rev>',
        'judge by the policy, baseline and keys of this protected revision (pull requests)',
      )
      .option('--max-age <duration>', "a stricter freshness than the policy's, such as 1h"),
    ['policy', 'offline', 'json', 'github'],
    (options: { base?: string; maxAge?: string }, lockfiles: string[]) => async (context) =>
      (await import('./commands/gate.ts')).gate(context, { ...options, lockfiles }),
  );
  act(
    program
      .command('why')
      .description('the evidence behind a verdict: who, by which path, which proof')
      .argument('<release>', 'NAME@VERSION or a purl'),
    ['policy', 'offline', 'json'],
    (_options: object, release: string) => async (context) =>
      (await import('./commands/why.ts')).why(context, release),
  );
  act(
    program
      .command('waive')
      .description('let one artifact pass, for a time')
      .argument('<release>', 'NAME@VERSION or a purl')
      .requiredOption('--reason <text>', 'why')
      .requiredOption('--owner <name>', 'who answers for it')
      .requiredOption('--expires <date>', 'its last day, such as 2026-12-01'),
    ['policy', 'offline'],
    (options: { reason: string; owner: string; expires: string }, release: string) => async (context) =>
      (await import('./commands/waive.ts')).waive(context, { ...options, release }),
  );
  const baseline = program.command('baseline').description('exempted artifacts');
  act(
    baseline
      .command('add')
      .description('exempt a release as the lockfile pins it')
      .argument('<release...>', 'NAME@VERSION or a purl'),
    ['policy', 'offline'],
    (_options: object, releases: string[]) => async (context) =>
      (await import('./commands/baseline.ts')).baselineAdd(context, releases),
  );
  act(
    baseline.command('prune').description('drop entries that nothing uses any more'),
    ['policy', 'offline'],
    () => async (context) => (await import('./commands/baseline.ts')).baselinePrune(context),
  );
  act(
    program
      .command('serve')
      .description('run a node: logs, API, web page')
      .option('--data <dir>', 'where the node keeps its logs and keys')
      .option('--host <host>', 'the address to listen on (default: localhost)')
      .option('--port <port>', 'the port to listen on (default: 4717)'),
    [],
    (options: ServeOptions) => async (context) =>
      (await import('./commands/serve.ts')).serve(context, options),
  );
}

const criteriaHint = 'safe-to-run, safe-to-deploy or safe-for-anonymity; may be repeated';

// Not taken from the statement's schema, which would have to be loaded for it; a test holds the two together.
const categoryHint =
  'exfiltration, backdoor, deanonymisation, protestware, obfuscation, install-script, impersonation, ' +
  'account-takeover, source-mismatch, vulnerability, abandoned or other';

function addReviewerVerbs(program: Command, act: Act): void {
  act(
    program
      .command('diff')
      .description('what changed between two releases')
      .argument('<base>', 'NAME@VERSION or a purl')
      .argument('<target>', 'NAME@VERSION, or just the other version'),
    ['policy', 'json'],
    (_options: object, base: string, target: string) => async (context) =>
      (await import('./commands/diff.ts')).diff(context, base, target),
  );
  act(
    program
      .command('review')
      .description('read a release, or the change since a base, in the workbench of your browser, and sign')
      .argument('<release>', 'NAME@VERSION or a purl')
      .option('--base <version>', 'read only what changed since this version')
      .option('--full', 'read the whole release')
      .option('--no-open', 'only print the address of the workbench')
      .option('--terminal', 'read in the terminal, through the pager')
      .option('--accept', 'for scripts: sign without questions; asserts that every file was read')
      .option('--criteria <criterion>', criteriaHint, list)
      .option('--thoroughness <level>', 'none, low, medium or high')
      .option('--understanding <level>', 'none, low, medium or high')
      .option('--note <text>', 'a longer note, kept by the node as a blob'),
    signing,
    (options: object, release: string) => async (context) =>
      (await import('./commands/review.ts')).review(context, { ...options, release }),
  );
  act(
    program
      .command('sign')
      .description('sign a review or flag that a page, or a colleague, drafted: checked, shown, asked about')
      .argument('<file>', 'NAME.countersign.json, or - for standard input'),
    signing,
    (_options: object, file: string) => async (context) =>
      (await import('./commands/sign.ts')).sign(context, file),
  );
  act(
    program
      .command('flag')
      .description('raise a red flag')
      .argument('<release>', 'NAME@VERSION or a purl')
      .requiredOption('--severity <severity>', 'malicious, suspicious, vulnerable or unmaintained')
      .requiredOption('--category <category>', categoryHint)
      .requiredOption('--summary <text>', 'one line')
      .option('--path <path>', 'where to look')
      .option('--line <line>', 'the line in it, N or N-M'),
    signing,
    (options: object, release: string) => async (context) =>
      (await import('./commands/flag.ts')).flag(context, { ...options, release } as never),
  );
  const trust = program.command('trust').description('vouch for signers');
  act(
    trust
      .command('vouch')
      .description('vouch for a signer')
      .argument('<signer>', 'ed25519:…')
      .requiredOption('--role <role>', 'review, or delegate (may vouch for others)')
      .option('--label <kind:value>', 'such as employer:acme; may be repeated', list)
      .option('--expires <date>', 'its last day (default: a year from now)'),
    signing,
    (options: object, signer: string) => async (context) =>
      (await import('./commands/trust.ts')).vouch(context, { ...options, signer } as never),
  );
  act(
    program
      .command('retract')
      .description('take a review, vouch or flag of mine back')
      .argument('<id>', 'the statement id')
      .option('--cause', 'a vouch: as if it had never counted'),
    signing,
    (options: { cause?: boolean }, id: string) => async (context) =>
      (await import('./commands/retract.ts')).retract(context, { ...options, id }),
  );
}

function addKeyVerbs(program: Command, act: Act): void {
  const key = program.command('key').description("the reviewer's keys");
  act(
    key
      .command('new')
      .description('make a key')
      .requiredOption('--name <name>', 'what you call it here')
      .option('--no-passphrase', 'keep it unencrypted'),
    ['json', 'passphraseFile'],
    (options: { name: string; passphrase: boolean }) => async (context) =>
      (await import('./commands/key.ts')).keyNew(context, options),
  );
  act(
    key.command('list').description('the keys on this machine'),
    ['json'],
    () => async (context) => (await import('./commands/key.ts')).keyList(context),
  );
  act(
    key.command('show').description('print the signer of a key').argument('<name>'),
    ['json'],
    (_options: object, name: string) => async (context) =>
      (await import('./commands/key.ts')).keyShow(context, name),
  );
  act(
    key.command('export').description('print the key file, for another machine').argument('<name>'),
    [],
    (_options: object, name: string) => async (context) =>
      (await import('./commands/key.ts')).keyExport(context, name),
  );
  act(
    key
      .command('import')
      .description('take a key file in')
      .argument('<file>')
      .option('--name <name>', 'under another name'),
    ['json'],
    (options: { name?: string }, file: string) => async (context) =>
      (await import('./commands/key.ts')).keyImport(context, { ...options, file }),
  );
}
