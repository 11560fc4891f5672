import * as Type from 'typebox';

/**
 * What `countersign review` serves to the page that it opens, at `http://127.0.0.1:PORT/review#token=…`. Every error is
 * `ErrorBody` of api.ts. Bodies are `application/json`. All but `POST /workbench/open` take the session as `sessionHeader`;
 * so does `GET /artifacts/sha256/<hex>`, which serves the two artifacts of this session and nothing else.
 */

function closed<Properties extends Type.TProperties>(properties: Properties): Type.TObject<Properties> {
  return Type.Object(properties, { additionalProperties: false });
}

export const sessionHeader = 'x-countersign-session';

/** Bytes of UTF-8. */
export const maxDraftLength = 4 * 1024 * 1024;

const Hex256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Hex512 = Type.String({ pattern: '^[0-9a-f]{128}$' });
/** 256 bits, base64url. */
const Secret = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const Count = Type.Integer({ minimum: 0 });

const Artifact = closed({ purl: Type.String(), digest: closed({ sha256: Hex256, sha512: Hex512 }) });

/** `GET /workbench/info`: what this session is about. */
export const WorkbenchInfo = closed({
  /** The purl of the release that is read. */
  release: Type.String(),
  target: Artifact,
  /** Null when the whole release is read. */
  base: Type.Union([Artifact, Type.Null()]),
  /** Whose key will sign; the name is what it is called on this machine. */
  signer: closed({ id: Type.String(), name: Type.String(), fingerprint: Type.String() }),
  /** What may be affirmed here, with the text that says what it asks. */
  criteria: Type.Array(closed({ name: Type.String(), text: Type.String() })),
  /** Names of the nodes that it will be sent to. */
  nodes: Type.Array(Type.String()),
});
export type WorkbenchInfo = Type.Static<typeof WorkbenchInfo>;

/** `POST /workbench/open`: the token of the address works once; 403 `workbench-token-used` after that. */
export const OpenBody = closed({ token: Secret });
export type OpenBody = Type.Static<typeof OpenBody>;

export const OpenAnswer = closed({ session: Secret, info: WorkbenchInfo });
export type OpenAnswer = Type.Static<typeof OpenAnswer>;

/** `GET /workbench/draft`: revision 0 and null before the first was kept. */
export const DraftAnswer = closed({ revision: Count, draft: Type.Union([Type.String(), Type.Null()]) });
export type DraftAnswer = Type.Static<typeof DraftAnswer>;

/** `PUT /workbench/draft`, naming the revision that it replaces; 409 `draft-conflict` when that is not the latest. */
export const DraftBody = closed({ revision: Count, draft: Type.String() });
export type DraftBody = Type.Static<typeof DraftBody>;

export const DraftKept = closed({ revision: Count });
export type DraftKept = Type.Static<typeof DraftKept>;

/**
 * `POST /workbench/statements`, whose body is what `formatUnsigned` prints, to the byte. Answers when the person at the
 * terminal has (blanks before the JSON keep the connection; whoever breaks it off takes the question back): `signed` with what became of it at each node (`code` is the exit code: 0 when enough nodes hold it), or
 * `declined`, after which it may be sent again. 409 `workbench-busy` while another one is being asked about; 410
 * `workbench-closed` after one was signed; 422 when it is not what this session is about.
 */
export const Outcome = Type.Union([
  closed({
    outcome: Type.Literal('signed'),
    id: Hex256,
    code: Type.Integer(),
    nodes: Type.Array(closed({ node: Type.String(), ok: Type.Boolean(), message: Type.String() })),
  }),
  closed({ outcome: Type.Literal('declined') }),
]);
export type Outcome = Type.Static<typeof Outcome>;
