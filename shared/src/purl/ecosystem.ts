/** The purl types that this version knows; another type is `purl-malformed`. */
export const ecosystems = ['npm', 'deb', 'cargo', 'pypi', 'golang', 'maven', 'generic'] as const;

export type Ecosystem = (typeof ecosystems)[number];

export interface PurlRules {
  readonly namespace: 'required' | 'allowed' | 'none' | 'scope';
  /** The canonical spelling of a namespace and a name, where the type does not tell two spellings apart. */
  readonly fold: (part: string) => string;
}

const asIs = (part: string) => part;
const lowerCase = (part: string) => part.toLowerCase();

/**
 * Per type, what its definition in purl-spec says. npm keeps the case: its registry holds legacy names such as
 * `JSONStream` beside `jsonstream`, and they are two packages.
 */
export const rulesOf: Readonly<Record<Ecosystem, PurlRules>> = {
  npm: { namespace: 'scope', fold: asIs },
  deb: { namespace: 'required', fold: lowerCase },
  cargo: { namespace: 'none', fold: asIs },
  pypi: { namespace: 'none', fold: (part) => part.toLowerCase().replaceAll('_', '-') },
  golang: { namespace: 'allowed', fold: lowerCase },
  maven: { namespace: 'required', fold: asIs },
  generic: { namespace: 'allowed', fold: asIs },
};

export function isEcosystem(text: string): text is Ecosystem {
  return (ecosystems as readonly string[]).includes(text);
}
