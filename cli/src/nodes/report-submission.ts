import { CodedError } from '@countersign/shared/errors.ts';
import type { Context } from '../context.ts';
import { exitCodes } from '../exit.ts';
import { jsonText } from '../report/json-text.ts';
import { span } from '../terminal.ts';
import type { Submission } from './submit.ts';

/**
 * Says which nodes took a statement, and gives the exit code. Throws `nodes-too-few` when fewer than `needed` hold it:
 * those that do keep it.
 */
export function reportSubmission(context: Context, submission: Submission, needed: number): number {
  const { terminal, options } = context;
  const { id, log, deliveries } = submission;
  const held = deliveries.filter(({ error }) => error === null).length;
  if (options.format === 'json') {
    terminal.document(jsonText(submissionJson(submission, needed)));
  } else {
    terminal.result(['statement ', span('strong', id)]);
    const width = Math.max(...deliveries.map(({ node }) => node.name.length));
    for (const { node, index, error } of deliveries) {
      const name = node.name.padEnd(width);
      if (error) terminal.result([span('bad', 'failed'), `  ${name}  ${error.message} [${error.code}]`]);
      else
        terminal.result([
          span('good', 'held'),
          `    ${name}  ${log} log, entry ${index}  `,
          span('quiet', node.url),
        ]);
    }
  }
  for (const { node, error } of deliveries) {
    if (!error && !node.keys)
      terminal.hint(`the keys of ${node.name} are not pinned here: that it is logged is its word alone`);
  }
  if (held < needed) throw tooFew(held, needed, deliveries.length);
  if (held < deliveries.length) terminal.warn(`not all nodes have it; ${retry}`);
  return exitCodes.allow;
}

const retry =
  'start or repair those that failed and run the same command again, or name another with --node URL';

function tooFew(held: number, needed: number, all: number): CodedError {
  const count = held === 0 ? 'no node' : `only ${held} of ${all} nodes`;
  return new CodedError('nodes-too-few', `${count} took it, and ${needed} must; ${retry}`, {
    held,
    needed,
    all,
  });
}

/** Version 1. Fields are only ever added within a version. */
function submissionJson({ id, log, deliveries }: Submission, needed: number): unknown {
  return {
    version: 1,
    id,
    log,
    needed,
    nodes: deliveries.map(({ node, index, error }) => ({
      name: node.name,
      url: node.url,
      held: error === null,
      index,
      pinned: node.keys !== null,
      error: error && { code: error.code, message: error.message },
    })),
  };
}
