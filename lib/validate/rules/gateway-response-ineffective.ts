import { diagnostic, isDeployTime, type GatewayResponse } from '../../model/index.js';
import { defineRule } from '../rule.js';

/**
 * What has no effect in a gateway response: the template language in its bodies, which are substituted and not run, and
 * the members of `$context.error` in its headers.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const gatewayResponseIneffective = defineRule({
  codes: ['gateway-response-ineffective'],
  protocols: ['REST'],
  summary: 'A gateway response uses what API Gateway does not evaluate there',
  fix: 'Use $context, $stageVariables and $method.request in bodies only, and no $context.error in headers',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html',
  check: ({ gatewayResponses = [] }) =>
    gatewayResponses.flatMap((response) =>
      [...templateFindings(response), ...headerFindings(response)].map(({ property, message }) =>
        diagnostic(
          'gateway-response-ineffective',
          { element: `gateway response ${response.responseType}`, property },
          message,
        ),
      ),
    ),
});

interface Finding {
  readonly property: string;
  readonly message: string;
}

/** A directive with its parenthesis or a name that only the template language knows; `#end` alone may be a fragment of a URL. */
const LANGUAGE = /#\{?(?:set|if|elseif|foreach|define|evaluate)\}?\s*\(|\$!?\{?(?:input|util)\b/;

function templateFindings({ responseTemplates = {} }: GatewayResponse): readonly Finding[] {
  return Object.entries(responseTemplates).flatMap(([contentType, template]) => {
    const [found] = (isDeployTime(template) ? null : LANGUAGE.exec(template)) ?? [];
    if (found === undefined) return [];
    const message = `The template has "${found}", which is sent as it is: bodies of gateway responses know $context, $stageVariables and $method.request only`;
    return [{ property: `responseTemplates["${contentType}"]`, message }];
  });
}

function headerFindings({ responseParameters = [] }: GatewayResponse): readonly Finding[] {
  return responseParameters.flatMap(({ source, target }) =>
    source.kind === 'context' && source.path.startsWith('error.')
      ? [
          {
            property: `gatewayresponse.${target.location}.${target.name}`,
            message: `The ${target.location} is not sent: context.${source.path} is for bodies of gateway responses and access logs`,
          },
        ]
      : [],
  );
}
