import type { ContentHandling, Templates } from './mapping-template.js';
import type { ResponseParameterMapping } from './parameter-mapping.js';
import type { Value } from './value.js';

/** Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html */
export interface IntegrationResponse {
  readonly statusCode: string;
  /** A regular expression in Java's dialect; absent for the default response. */
  readonly selectionPattern?: Value<string>;
  readonly responseParameters?: readonly ResponseParameterMapping[];
  readonly responseTemplates?: Templates;
  readonly contentHandling?: ContentHandling;
}
