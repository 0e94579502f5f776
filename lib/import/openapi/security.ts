import { API_KEY_HEADER, EXTENSION } from '../../formats/x-amazon-apigateway.js';
import {
  isDeployTime,
  isDocumentObject,
  printValue,
  type Document,
  type MethodAuthorization,
  type OtherMembers,
} from '../../model/index.js';
import { asksForAccess } from '../../model/access-member.js';
import { isList } from '../../support/is-list.js';
import { item, keysOf, member, type Cursor } from './cursor.js';
import { MEMBERS, readExactly, readOther, type KnownMembers } from './known-members.js';
import type { Reading } from './reading.js';
import { readKnownText, readKnownTexts, readObjectMap, readObject, readWord, reportType } from './values.js';

/** What a scheme asks of callers. */
export type SchemeKind =
  | 'iam'
  | 'api-key'
  /** An authorizer, usable or not: whoever requires it lets nobody else in. */
  | 'authorizer'
  /** For people only: API Gateway does not know it and lets everybody in. */
  | 'open';

export interface Schemes<A> {
  readonly kinds: ReadonlyMap<string, SchemeKind>;
  readonly authorizers: readonly A[];
  /** Schemes that are for people only, and what authorizers' schemes have beyond API Gateway's members. */
  readonly other: OtherMembers;
}

/** Reads the schemes of a document; `readAuthorizer` reports what it cannot read. */
export function readSchemes<A>(
  reading: Reading,
  schemes: Cursor | undefined,
  readAuthorizer: (scheme: Cursor, settings: Cursor, name: string) => A | undefined,
): Schemes<A> {
  const kinds = new Map<string, SchemeKind>();
  const authorizers: A[] = [];
  const other: [string, Document][] = [];
  for (const [name, scheme] of readObjectMap(reading, schemes)) {
    const kind = kindOf(reading, scheme);
    kinds.set(name, kind);
    switch (kind) {
      case 'authorizer': {
        const settings = readObject(reading, scheme, EXTENSION.authorizer);
        if (settings === undefined) {
          reading.report(
            'invalid-value',
            scheme,
            `Cannot read the authorizer "${name}": expected ${EXTENSION.authorizer}`,
          );
          break;
        }
        const authorizer = readAuthorizer(scheme, settings, name);
        if (authorizer !== undefined) authorizers.push(authorizer);
        const beyond = readOther(reading, scheme, MEMBERS.authorizerScheme);
        if (beyond !== undefined) {
          const said = withoutEmptyFlows(beyond);
          if (Object.keys(said).length > 0) other.push([name, said]);
        }
        break;
      }
      case 'iam':
      case 'api-key':
        readExactly(reading, scheme, MEMBERS.keyScheme);
        break;
      case 'open':
        other.push([name, scheme.value]);
        reading.report(
          'not-read',
          scheme,
          `The scheme "${name}" is no authorizer of API Gateway, which lets everybody in where only it is required`,
        );
    }
  }
  return { kinds, authorizers, other: Object.fromEntries(other) };
}

/** OpenAPI wants flows of every OAuth scheme, so an empty list of them says nothing. */
function withoutEmptyFlows({ flows, ...beyond }: OtherMembers): OtherMembers {
  const empty = flows === undefined || (isDocumentObject(flows) && Object.keys(flows).length === 0);
  return empty ? beyond : { flows, ...beyond };
}

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html */
function kindOf(reading: Reading, scheme: Cursor): SchemeKind {
  if (member(scheme, EXTENSION.authorizer) !== undefined) return 'authorizer';
  if (member(scheme, EXTENSION.authtype) !== undefined) {
    return /^aws/i.test(readKnownText(reading, scheme, EXTENSION.authtype) ?? '') ? 'iam' : 'authorizer';
  }
  const isKey =
    readKnownText(reading, scheme, 'type')?.toLowerCase() === 'apikey' &&
    readKnownText(reading, scheme, 'in')?.toLowerCase() === 'header' &&
    readKnownText(reading, scheme, 'name')?.toLowerCase() === API_KEY_HEADER;
  if (isKey) return 'api-key';
  // A scheme for people has no authorizer; one with a misspelled authorizer must not be taken for it.
  return readMisplaced(scheme, MEMBERS.authorizerScheme) === undefined ? 'open' : 'authorizer';
}

/** What an operation, or the document for all that say nothing, asks of callers. */
export interface Requirements {
  readonly iam: boolean;
  readonly apiKey: boolean;
  readonly authorizer?: { readonly name: string; readonly scopes: readonly string[] };
  /** As it is written, when it names only schemes that are for people. */
  readonly open?: Document;
}

export const NO_REQUIREMENTS: Requirements = { iam: false, apiKey: false };

/**
 * Reads `security`. A scheme that the document does not have counts as an authorizer, so that nobody is let in by mistake.
 *
 * Observed: an operation's own list replaces the document's, an empty one too.
 */
export function readRequirements(
  reading: Reading,
  from: Cursor,
  kinds: ReadonlyMap<string, SchemeKind>,
): Requirements | undefined {
  const failedInclude = member(from, 'Fn::Transform');
  if (failedInclude !== undefined) return unknownRequirements(failedInclude);
  const misplaced = readMisplaced(from, MEMBERS.operation3, MEMBERS.root3);
  if (misplaced !== undefined) return misplaced;
  const security = member(from, 'security');
  if (security === undefined || security.value === null) return undefined;
  if (!isList(security.value)) {
    reportType(reading, security, 'a list');
    return unknownRequirements(security);
  }
  let requirements = NO_REQUIREMENTS;
  let open = 0;
  for (const [index, value] of security.value.entries()) {
    const required = item(security, index, value);
    if (!isDocumentObject(value) || isDeployTime(value)) {
      reportType(reading, required, 'an object');
      return unknownRequirements(required);
    }
    for (const name of keysOf(required)) {
      switch (kinds.get(name) ?? unknownScheme(reading, required, name)) {
        case 'iam':
          requirements = { ...requirements, iam: true };
          break;
        case 'api-key':
          requirements = { ...requirements, apiKey: true };
          break;
        case 'authorizer':
          if (requirements.authorizer !== undefined && requirements.authorizer.name !== name) {
            const used = requirements.authorizer.name;
            reading.report('not-read', required, `The authorizer "${name}" is not read: a method has one, "${used}"`);
            break;
          }
          requirements = {
            ...requirements,
            authorizer: { name, scopes: readKnownTexts(reading, required, name) ?? [] },
          };
          break;
        case 'open':
          open++;
      }
    }
  }
  const others = requirements.iam || requirements.apiKey || requirements.authorizer !== undefined;
  if (open > 0 && others) {
    reading.report('not-read', security, 'Schemes that are no authorizers are not read beside those that are', 'info');
  }
  return open > 0 && !others ? { ...requirements, open: security.value } : requirements;
}

/**
 * What a member asks that is misspelled or in the wrong place. That it means nothing is reported where members are.
 *
 * @param known the members that may be at this place
 */
export function readMisplaced(from: Cursor, ...known: readonly KnownMembers[]): Requirements | undefined {
  const key = keysOf(from).find(
    (name) => !known.some(({ read, kept }) => read.has(name) || kept.has(name)) && asksForAccess(name),
  );
  const found = key === undefined ? undefined : member(from, key);
  return found && unknownRequirements(found);
}

/** What cannot be read may ask for anything, so nobody is let in. */
function unknownRequirements({ value }: Cursor): Requirements {
  return { ...NO_REQUIREMENTS, authorizer: { name: printValue(value), scopes: [] } };
}

/**
 * What a scheme asks that the document does not have.
 *
 * Observed: `NONE`, which SAM writes for a route that opts out of the default authorizer, leaves the route public.
 * Assumed: any other scheme that the document does not have leaves it public too; here such a route is refused.
 * Assumed: a document that requires `api_key` and leaves out its scheme, as many do, means the gateway's API keys.
 */
function unknownScheme(reading: Reading, required: Cursor, name: string): SchemeKind {
  if (name === 'NONE') {
    const message =
      'The method is open to everybody: its security names NONE, a scheme that the document does not have';
    reading.reportOnce('scheme NONE', 'unresolved-reference', required, message, 'warning');
    return 'open';
  }
  if (name === 'api_key') {
    const message = 'Cannot find the security scheme "api_key": it is taken for the API keys of usage plans';
    reading.reportOnce('scheme api_key', 'unresolved-reference', required, message, 'warning');
    return 'api-key';
  }
  reading.report(
    'unresolved-reference',
    required,
    `The document has no security scheme "${name}": the route is refused, and API Gateway imports it open to everybody`,
    'warning',
  );
  return 'authorizer';
}

/**
 * `x-amazon-apigateway-auth`: undefined when an operation says nothing, and an authorizer that nobody has when what it
 * says cannot be read.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-auth.html
 */
export function readAuth(
  reading: Reading,
  operation: Cursor,
): Exclude<MethodAuthorization, { type: 'COGNITO_USER_POOLS' }> | undefined {
  const written = member(operation, EXTENSION.auth);
  if (written === undefined) return undefined;
  const auth = readObject(reading, operation, EXTENSION.auth);
  if (auth !== undefined) readExactly(reading, auth, MEMBERS.auth);
  const type = auth && readWord(reading, auth, 'type', ['NONE', 'AWS_IAM']);
  if (type !== undefined) return { type };
  reading.report('invalid-value', written, `Cannot read ${EXTENSION.auth}: the route is refused`);
  return { type: 'CUSTOM', authorizer: printValue(written.value) };
}
