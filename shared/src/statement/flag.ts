import * as Type from 'typebox';
import { closed, Hex256, oneOf, signed, Summary } from './fragments.ts';

export const severities = ['malicious', 'suspicious', 'vulnerable', 'unmaintained'] as const;

export const categories = [
  'exfiltration',
  'backdoor',
  'deanonymisation',
  'protestware',
  'obfuscation',
  'install-script',
  'impersonation',
  'account-takeover',
  'source-mismatch',
  'vulnerability',
  'abandoned',
  'other',
] as const;

const Line = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });

/** A path inside the artifact's tree; it may be any text, so whoever prints it escapes it. */
const Path = Type.String({ minLength: 1, maxLength: 1024 });

/** "Do not install this." Of one artifact, or with `range` (a vers string) of a package's versions. */
export const FlagPredicate = closed({
  ...signed,
  severity: oneOf(...severities),
  category: oneOf(...categories),
  summary: Summary,
  range: Type.Optional(Type.String({ minLength: 1, maxLength: 1024 })),
  /** Where to look: a path, lines from–to, and the file's SHA-256. */
  evidence: Type.Array(
    closed({
      path: Path,
      lines: Type.Optional(Type.Tuple([Line, Line])),
      sha256: Type.Optional(Hex256),
    }),
    { maxItems: 32 },
  ),
  /** The SHA-256 of a blob with a longer note and line comments. */
  note: Type.Optional(Hex256),
});

export type FlagPredicate = Type.Static<typeof FlagPredicate>;
export type Severity = FlagPredicate['severity'];
export type Category = FlagPredicate['category'];
