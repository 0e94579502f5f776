import {
  printHttpMappingTarget,
  type HttpMappingAction,
  type HttpRequestMapping,
} from '../../model/http-parameter-mapping.js';
import { isReservedHeader } from '../../model/reserved-header.js';
import type { HeaderLine } from '../http-message.js';
import type { QueryParameter } from '../request/query-string.js';
import { mapHeaders, type MappedValue } from './header-mapping.js';
import type { IntegrationContext } from './integration-context.js';
import type { AuthorizedInvocation } from './invocation.js';
import { compileRequestExpression, unsupportedExpression, type ReadRequest } from './selection-expression.js';

/** The effect of parameter mappings on a request. */
export interface RequestMappings {
  /** Whether anything is mapped. */
  readonly isEmpty: boolean;
  /** @throws {GatewayFault} configuration */
  headers(invocation: AuthorizedInvocation, lines: readonly HeaderLine[]): readonly HeaderLine[];
  /** Undefined: the query goes on as sent. */
  query(invocation: AuthorizedInvocation): readonly QueryParameter[] | undefined;
  /** Undefined: the path is not overwritten. */
  path(invocation: AuthorizedInvocation): string | undefined;
}

/**
 * Compiles the parameter mappings of an integration. All of them read the request as the client sent it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 * Assumed: a variable without value changes nothing.
 */
export function compileRequestMappings(
  mappings: readonly HttpRequestMapping[],
  context: IntegrationContext,
): RequestMappings {
  const headers: NamedMapping[] = [];
  const query: NamedMapping[] = [];
  let path: ReadRequest = () => undefined;
  for (const { target, value } of mappings) {
    const text = printHttpMappingTarget(target);
    const isReserved = target.kind === 'header' && isReservedHeader(target.name);
    const isRemoval = 'action' in target && target.action === 'remove';
    const read: ReadRequest | undefined = isRemoval ? () => '' : compileRequestExpression(value);
    if (isReserved || target.kind === 'invalid') {
      context.refuse({ feature: 'mapping', detail: `the mapping of ${text}`, optional: false });
    } else if (read === undefined) context.refuse(unsupportedExpression(value, text));
    else if (target.kind === 'path') path = read;
    else (target.kind === 'header' ? headers : query).push({ name: target.name, action: target.action, read });
  }
  return {
    isEmpty: mappings.length === 0,
    headers: (invocation, lines) => mapHeaders(lines, valuesOf(headers, invocation)),
    query: query.length === 0 ? () => undefined : (invocation) => mapQuery(invocation, valuesOf(query, invocation)),
    path: (invocation) => path(invocation),
  };
}

interface NamedMapping {
  readonly name: string;
  readonly action: HttpMappingAction;
  readonly read: ReadRequest;
}

function valuesOf(mappings: readonly NamedMapping[], invocation: AuthorizedInvocation): readonly MappedValue[] {
  return mappings.flatMap(({ name, action, read }) => {
    const value = read(invocation);
    return value === undefined ? [] : [{ name, action, value }];
  });
}

/** Assumed: an appended query parameter is one more parameter of its name. */
function mapQuery({ request }: AuthorizedInvocation, mapped: readonly MappedValue[]): readonly QueryParameter[] {
  let query = request.query;
  for (const { name, action, value } of mapped) {
    if (action !== 'append') query = query.filter(([sent]) => sent !== name);
    if (action !== 'remove') query = [...query, [name, value]];
  }
  return query;
}
