import {
  printHttpMappingTarget,
  type HttpMappingAction,
  type HttpResponseMappings,
} from '../../model/http-parameter-mapping.js';
import { isReservedHeader } from '../../model/reserved-header.js';
import { configurationFault } from '../fault.js';
import { isFinalStatus } from '../http-message.js';
import { mapHeaders } from './header-mapping.js';
import { responseHeaderName } from './header-rules.js';
import type { IntegrationContext } from './integration-context.js';
import type { AuthorizedInvocation, MappedResponse } from './invocation.js';
import { compileExpression, unsupportedExpression, type ReadResponse } from './selection-expression.js';

/** Maps the response of an integration. */
export type MapResponse = (invocation: AuthorizedInvocation, response: MappedResponse) => MappedResponse;

/**
 * Compiles the parameter mappings of responses, which the status of the integration's response selects. All of them read
 * that response as it came.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function compileResponseMappings(
  byStatus: readonly HttpResponseMappings[],
  context: IntegrationContext,
): MapResponse {
  if (byStatus.length === 0) return (_invocation, response) => response;
  const compiled = new Map(
    byStatus.map(({ statusCode, mappings }) => [statusCode, compileMappings(mappings, context)] as const),
  );
  return (invocation, response) => compiled.get(String(response.status))?.(invocation, response) ?? response;
}

interface HeaderMapping {
  readonly name: string;
  readonly action: HttpMappingAction;
  readonly read: ReadResponse;
}

function compileMappings(mappings: HttpResponseMappings['mappings'], context: IntegrationContext): MapResponse {
  const headers: HeaderMapping[] = [];
  let status: ReadResponse = () => undefined;
  for (const { target, value } of mappings) {
    const text = printHttpMappingTarget(target);
    const isReserved = target.kind === 'header' && isReservedHeader(target.name);
    const isRemoval = 'action' in target && target.action === 'remove';
    const read: ReadResponse | undefined = isRemoval ? () => '' : compileExpression(value);
    if (isReserved || target.kind === 'invalid') {
      context.refuse({ feature: 'mapping', detail: `the mapping of ${text} of the response`, optional: false });
    } else if (read === undefined) context.refuse(unsupportedExpression(value, `${text} of the response`));
    else if (target.kind === 'statuscode') status = read;
    else headers.push({ name: responseHeaderName(target.name) ?? target.name, action: target.action, read });
  }
  return (invocation, response) => {
    const mapped = headers.flatMap(({ name, action, read }) => {
      const value = read(invocation, response);
      return value === undefined ? [] : [{ name, action, value }];
    });
    return {
      status: readStatus(status(invocation, response)) ?? response.status,
      headers: mapHeaders(response.headers, mapped),
      body: response.body,
    };
  };
}

/** Assumed: a status that HTTP does not have is a fault. */
function readStatus(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const status = /^\d{3}$/.test(text) ? Number(text) : 0;
  if (!isFinalStatus(status)) throw configurationFault(`The mapped status ${JSON.stringify(text)} is not a status`);
  return status;
}
