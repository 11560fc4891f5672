import {
  ErrorBody,
  FlagQuery,
  PageQuery,
  pageLength,
  ReleaseQuery,
  ReviewerAnswer,
  SignerParams,
  StatementAnswer,
  StatementPage,
  StatementParams,
  type StatementItem,
} from '@countersign/shared/api.ts';
import { fromUtf8 } from '@countersign/shared/bytes/text.ts';
import type { StatementId } from '@countersign/shared/digest.ts';
import { CodedError } from '@countersign/shared/errors.ts';
import { formatPurl, parsePurl } from '@countersign/shared/purl/purl.ts';
import { parseSigner } from '@countersign/shared/signer/signer.ts';
import type { App } from '../app-type.ts';
import { flagFilter, packagePurl, pageOf } from './queries.ts';
import type { Node } from '../node.ts';
import type { Page, StatementFilter, StoredStatement } from '../store/store.ts';

const failures = { '4xx': ErrorBody, '5xx': ErrorBody };

/** What admitted statements say: one of them, or those about a release, a signer, or all flags. */
export function statementRoutes(app: App, { store, logs }: Node): void {
  async function readPage(filter: StatementFilter, page: Page): Promise<StatementPage> {
    const found = await store.statements(filter, { ...page, limit: page.limit + 1 });
    const statements = found.slice(0, page.limit);
    const last = found.length > page.limit ? statements.at(-1) : undefined;
    return { statements: statements.map(toItem), next: last ? String(last.seq) : null };
  }

  app.get(
    '/api/statements/:id',
    { schema: { params: StatementParams, response: { 200: StatementAnswer, ...failures } } },
    async (request) => {
      const statement = await store.statement(request.params.id as StatementId);
      if (!statement) throw new CodedError('statement-not-found', 'this node does not hold that statement');
      const receipt = await logs[statement.log].receipt(statement.id, statement.index);
      return { ...toItem(statement), ...receipt };
    },
  );

  app.get(
    '/api/releases',
    { schema: { querystring: ReleaseQuery, response: { 200: StatementPage, ...failures } } },
    async ({ query }) => readPage(releaseFilter(query), pageOf(query)),
  );

  app.get(
    '/api/flags',
    { schema: { querystring: FlagQuery, response: { 200: StatementPage, ...failures } } },
    async ({ query }) => readPage({ kind: 'flag', ...flagFilter(query) }, pageOf(query)),
  );

  app.get(
    '/api/reviewers/:signer',
    {
      schema: {
        params: SignerParams,
        querystring: PageQuery,
        response: { 200: ReviewerAnswer, ...failures },
      },
    },
    async (request) => {
      const signer = parseSigner(request.params.signer);
      const signed = await readPage({ by: signer }, pageOf(request.query));
      const about = await store.statements({ subjects: [signer] }, { before: null, limit: pageLength });
      if (signed.statements.length === 0 && about.length === 0) {
        throw new CodedError('reviewer-not-found', 'no statement here is by that signer or about it');
      }
      return { signer, ...signed, about: about.map(toItem) };
    },
  );
}

interface ReleaseQueryValues {
  purl?: string;
  package?: string;
  sha256?: string;
  sha512?: string;
}

/** For a purl, flags on version ranges of its package too: whether a range covers it is for the reader to decide. */
function releaseFilter({ purl, package: of, sha256, sha512 }: ReleaseQueryValues): StatementFilter {
  const given = [purl, of, sha256, sha512].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new CodedError('request-malformed', 'name one of purl, package, sha256, sha512');
  }
  if (of !== undefined) return { package: formatPurl(packagePurl(of)) };
  if (sha256 !== undefined) return { sha256 };
  if (sha512 !== undefined) return { sha512 };
  const release = parsePurl(purl as string);
  return { subjects: [purl as string, formatPurl({ ...release, version: null })] };
}

function toItem(statement: StoredStatement): StatementItem {
  const { id, log, index, kind, by, subject, bytes, retractedBy } = statement;
  return { id, log, index, kind, signer: by, subject, entry: fromUtf8(bytes), retractedBy };
}
