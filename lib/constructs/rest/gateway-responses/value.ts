import type { RequestMappingSource } from '../../../model/index.js';
import { requestSource } from '../integrations/settings.js';

/**
 * The value of a header in a gateway response: a fixed string, or a part of the request, the context or the stage.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 *
 * @example
 * api.addGatewayResponse('DEFAULT_4XX', {
 *   headers: { 'Access-Control-Allow-Origin': Value.header('Origin'), 'X-Request-Id': Value.context('requestId') },
 * });
 */
export class Value {
  /**
   * A fixed string. API Gateway's own spelling of it, in single quotes, means the same: `Value.literal("'*'")` is
   * `Value.literal('*')`.
   */
  static literal(text: string): Value {
    return new Value(isQuoted(text) ? text : `'${text}'`);
  }

  /** A header of the request. Names are compared case-sensitively. */
  static header(name: string): Value {
    return new Value(`method.request.header.${name}`);
  }

  /** All values of a header of the request, as a list in brackets. */
  static multiValueHeader(name: string): Value {
    return new Value(`method.request.multivalueheader.${name}`);
  }

  /** A parameter of the request's query string. */
  static querystring(name: string): Value {
    return new Value(`method.request.querystring.${name}`);
  }

  /** All values of a parameter of the request's query string, as a list in brackets. */
  static multiValueQuerystring(name: string): Value {
    return new Value(`method.request.multivaluequerystring.${name}`);
  }

  /** A variable of the request's path. */
  static path(name: string): Value {
    return new Value(`method.request.path.${name}`);
  }

  /**
   * A variable of the context: `requestId`, `authorizer.principalId`. Those of `error` are for bodies only.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
   */
  static context(variable: string): Value {
    return new Value(`context.${variable.replace(/^\$?context\./, '')}`);
  }

  /** A variable of the stage. */
  static stageVariable(name: string): Value {
    return new Value(`stageVariables.${name}`);
  }

  private constructor(
    /** The mapping expression, as API Gateway spells it: `method.request.header.Origin`. */
    readonly expression: string,
  ) {}

  /** The value in the model's form. */
  bind(): RequestMappingSource {
    return requestSource(this.expression);
  }
}

/** A token's quotes belong to the string around it; what the token is replaced with is not known yet. */
export function isQuoted(text: string): boolean {
  return text.length >= 2 && text.startsWith("'") && text.endsWith("'");
}
