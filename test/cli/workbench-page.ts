import { request as httpRequest } from 'node:http';
import { formatUnsigned, type Unsigned } from '@countersign/shared/statement/unsigned.ts';
import { flagDraft, type FlagOf } from '@countersign/shared/statement/flag-draft.ts';
import { reviewDraft, type ReviewOf } from '@countersign/shared/statement/review-draft.ts';
import { artifactSubject } from '@countersign/shared/statement/sign.ts';
import { criterionTexts } from '@countersign/shared/statement/affirmation.ts';
import { changeBetween, changeDigest } from '@countersign/shared/artifact/change.ts';
import { treeDigest } from '@countersign/shared/artifact/tree.ts';
import type { NamedArtifact } from '@countersign/shared/statement/affirmation.ts';
import { unpackNpm } from '@countersign/shared/artifact/unpack.ts';
import { sessionHeader, type OpenAnswer, type WorkbenchInfo } from '@countersign/shared/workbench-api.ts';
import type { Seated } from './seated.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Uint8Array;
  /** Of an error; null for whatever else. */
  readonly code: string | null;
  json(): unknown;
}

/** Any request, with any header: also those that no browser sends. */
export function ask(
  url: string,
  options: { method?: string; headers?: Readonly<Record<string, string>>; body?: string } = {},
): Promise<Reply> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = { ...length, ...headers };
    const request = httpRequest(url, { method, headers: sent, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const whole = Buffer.concat(chunks);
        const { statusCode: status = 0, headers } = response;
        const json = (): unknown => JSON.parse(whole.toString());
        const code = status < 400 ? null : (json() as { code: string }).code;
        resolve({ status, code, headers, body: whole, json });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A page that has the session, as the browser would ask. */
export interface Page {
  readonly origin: string;
  readonly token: string;
  readonly session: string;
  readonly info: WorkbenchInfo;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  send(
    method: string,
    path: string,
    body: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  /** Sends a statement, or any text in its place. */
  state(drafted: Unsigned | string): Promise<Reply>;
}

/** The address that the terminal shows. */
export async function addressOf(seated: Pick<Seated, 'shows'>): Promise<{ origin: string; token: string }> {
  const [, origin = '', token = ''] = await seated.shows(
    /(http:\/\/127\.0\.0\.1:\d+)\/review#token=([\w-]{43})/,
  );
  return { origin, token };
}

export async function openPage(seated: Pick<Seated, 'shows'>): Promise<Page> {
  const { origin, token } = await addressOf(seated);
  const json = { 'content-type': 'application/json', origin };
  const opened = await ask(`${origin}/workbench/open`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ token }),
  });
  const { session, info } = opened.json() as OpenAnswer;
  const send: Page['send'] = (method, path, body, headers = {}) =>
    ask(origin + path, {
      method,
      headers: { ...json, [sessionHeader]: session, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    origin,
    token,
    session,
    info,
    get: (path, headers = {}) => ask(origin + path, { headers: { [sessionHeader]: session, ...headers } }),
    send,
    state: (drafted) =>
      send('POST', '/workbench/statements', typeof drafted === 'string' ? drafted : formatUnsigned(drafted)),
  };
}

export function artifactsOf({ info }: Page): { target: NamedArtifact; base: NamedArtifact | null } {
  return info as unknown as { target: NamedArtifact; base: NamedArtifact | null };
}

/** What a page drafts of all that it was given to read. */
export async function draftedReview(
  page: Page,
  now: number,
  wish: Partial<ReviewOf> = {},
): Promise<Unsigned<'review'>> {
  const { target, base } = artifactsOf(page);
  const treeOf = async (sha256: string) =>
    unpackNpm(new Uint8Array((await page.get(`/artifacts/sha256/${sha256}`)).body));
  const after = await treeOf(target.digest.sha256);
  const change = base && changeDigest(changeBetween(await treeOf(base.digest.sha256), after));
  return reviewDraft({
    target,
    scope: base && change ? { kind: 'change', base, change } : { kind: 'full', tree: treeDigest(after) },
    criteria: [{ name: 'safe-to-run', text: criterionTexts.get('safe-to-run') ?? '' }],
    thoroughness: 'medium',
    understanding: 'high',
    coverage: 'complete',
    note: null,
    now,
    ...wish,
  });
}

/** A flag on the release that is read, with evidence from its own files. */
export async function draftedFlag(
  page: Page,
  now: number,
  { path, lines }: { path: string; lines: [number, number] },
  wish: Partial<FlagOf> = {},
): Promise<Unsigned<'flag'>> {
  const { target } = artifactsOf(page);
  const { body } = await page.get(`/artifacts/sha256/${target.digest.sha256}`);
  const file = (await unpackNpm(new Uint8Array(body))).entries.find((entry) => entry.path === path);
  return flagDraft({
    subject: artifactSubject(target.purl, target.digest),
    range: null,
    severity: 'suspicious',
    category: 'obfuscation',
    summary: 'starts a shell',
    evidence: [{ path, lines, ...(file ? { sha256: file.sha256 } : {}) }],
    note: null,
    now,
    ...wish,
  });
}
