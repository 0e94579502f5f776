import { printRequestMappingSource, type GatewayResponse } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { call, code, objectOf, recordOf, textOf, type Expression } from './expression.js';
import { isStatus } from './integration.js';
import type { ValueWriter } from './value-writer.js';

/** A gateway response as a statement, and what it declares. */
export function writeGatewayResponse(
  response: GatewayResponse,
  writer: ValueWriter,
): { readonly statement: Expression; readonly response: GatewayResponse } {
  const { responseType, statusCode, responseParameters = [], responseTemplates } = response;
  const status = statusCode !== undefined && isStatus(statusCode) ? statusCode : undefined;
  const targets = responseParameters.map(({ target }) => `${target.location}.${target.name.toLowerCase()}`);
  const distinct = responseParameters.filter((_, index) => targets.indexOf(targets[index] ?? '') === index);
  const parameters = distinct.map(
    ({ target, source }) =>
      [`gatewayresponse.${target.location}.${target.name}`, writer.value(printRequestMappingSource(source))] as const,
  );
  const props = objectOf({
    statusCode: status === undefined ? undefined : code(status),
    responseParameters: parameters.length === 0 ? undefined : recordOf(parameters),
    responseTemplates: responseTemplates === undefined ? undefined : writer.document(responseTemplates),
  });
  return {
    statement: call('api.addGatewayResponse', textOf(responseType), props),
    response: {
      responseType,
      ...defined({ statusCode: status, responseTemplates }),
      ...(distinct.length > 0 && { responseParameters: distinct }),
    },
  };
}
