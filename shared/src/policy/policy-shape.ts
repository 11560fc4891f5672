import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { CodedError } from '../errors.ts';
import { ecosystems } from '../purl/ecosystem.ts';
import { parseSigner } from '../signer/signer.ts';
import { checkCriteria, criterionNames } from './criteria.ts';
import { parseDuration } from './duration.ts';
import { namePattern } from './lookalike.ts';
import type { MistakeList } from './mistakes.ts';
import { nearest } from './nearest.ts';
import { parsePattern } from './pattern.ts';
import { checkDistinct, checkNames, checkPins, parseLogKey, parseNodeUrl, parseWitnessKey } from './pins.ts';
import { registryHost } from '../purl/registry-host.ts';
import { checkRules, demandedThoroughness } from './rules.ts';
import { bool, integer, matching, oneOf, text } from './scalar.ts';
import { array, checked, mapOf, object, type ReadFields } from './shape.ts';
import { line, waiver } from './waiver-shape.ts';

const name = matching('a name of ASCII letters, digits, spaces and . _ @ -', namePattern);
const criterionName = matching('a criterion in lower case, such as safe-to-run', /^[a-z][a-z0-9-]{0,63}$/);

const anchors = checked(
  array(object({ signer: text('a signer, ed25519:…', parseSigner), name }, { final: bool })),
  (list, complain) => {
    checkNames(null, list, complain);
    checkDistinct(
      list.map(({ signer }, i) => [[i, 'signer'], signer]),
      'this signer is an anchor already',
      complain,
    );
  },
);

const logs = checked(
  object(
    {
      nodes: array(
        object(
          {
            name,
            url: text('a URL', parseNodeUrl),
            reviews: text('the key of its reviews log', (key) => parseLogKey(key, 'reviews')),
            trust: text('the key of its trust log', (key) => parseLogKey(key, 'trust')),
          },
          {},
        ),
        1,
      ),
      quorum: integer(1, 64),
      witnesses: array(object({ name, vkey: text('the key of a witness', parseWitnessKey) }, {}), 1),
      witnessQuorum: integer(1, 64),
    },
    {
      freshness: text('a duration such as 24h', parseFreshness),
      grace: text('a duration such as 72h', parseDuration),
    },
  ),
  checkPins,
);

const demand = object(
  { criterion: criterionName, kappa: integer(1, 4), thoroughness: oneOf(demandedThoroughness) },
  {},
);
const rule = object(
  { match: text('a pattern such as * or pkg:npm/*', parsePattern), demands: array(demand, 1) },
  {},
);

const host = text('a host such as registry.example', (value) => {
  if (registryHost(value) !== value)
    throw new CodedError('policy-invalid', 'expected a host, such as registry.example:8080');
  return value;
});

const criteria = checked(
  mapOf(criterionName, object({ description: line, implies: array(criterionName) }, {})),
  checkCriteria,
);

export const policyFields = {
  required: { version: integer(1, 1), anchors, logs, rules: checked(array(rule, 1), checkRules) },
  optional: {
    mirrors: mapOf(oneOf(ecosystems), array(host)),
    criteria,
    waivers: array(waiver),
    depth: integer(0, 10),
    edits: oneOf(['finding', 'list']),
  },
};

type Found = Partial<ReadFields<typeof policyFields.required, typeof policyFields.optional>>;

/** Refuses a demand for a criterion that neither the policy nor the program defines. */
export function checkDemands(found: Found, root: Node, mistakes: MistakeList): void {
  // What mistaken criteria would have defined is not known.
  if (found.criteria === undefined && findNodeAtLocation(root, ['criteria']) !== undefined) return;
  const known = criterionNames(found.criteria ?? new Map());
  found.rules?.forEach(({ demands }, i) => {
    demands.forEach(({ criterion }, j) => {
      if (known.includes(criterion)) return;
      mistakes.addAt(['rules', i, 'demands', j, 'criterion'], `unknown criterion "${criterion}"`, {
        valid: known,
        suggestion: nearest(criterion, known),
      });
    });
  });
}

function parseFreshness(value: string): number {
  const seconds = parseDuration(value);
  if (seconds === 0)
    throw new CodedError('duration-malformed', 'no log is ever that fresh; expected such as 24h');
  return seconds;
}
