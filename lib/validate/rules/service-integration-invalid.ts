import {
  diagnostic,
  isServiceSubtype,
  SERVICE_SUBTYPES,
  walkIntegrations,
  type Diagnostic,
  type HttpApiServiceIntegration,
} from '../../model/index.js';
import { own } from '../../support/own.js';
import { defineRule } from '../rule.js';

/**
 * Service integrations of HTTP APIs that API Gateway refuses.
 */
export const serviceIntegrationInvalid = defineRule({
  codes: ['invalid-value'],
  protocols: ['HTTP'],
  summary: 'API Gateway refuses a service integration',
  fix: 'Give it an existing subtype, the parameters of that subtype and a role',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html',
  check: (api) => {
    const found: Diagnostic[] = [];
    walkIntegrations(api, (integration, place) => {
      if (integration.type !== 'AWS_SERVICE') return;
      for (const { property, message } of problemsOf(integration)) {
        found.push(diagnostic('invalid-value', { ...place, property }, message));
      }
    });
    return found;
  },
});

interface Problem {
  readonly property: string;
  readonly message: string;
}

function problemsOf({ subtype, parameters = {}, credentials }: HttpApiServiceIntegration): readonly Problem[] {
  if (!isServiceSubtype(subtype)) {
    const message = `The integration subtype ${subtype} does not exist; available: ${Object.keys(SERVICE_SUBTYPES).join(', ')}`;
    return [{ property: 'integrationSubtype', message }];
  }
  const required: readonly string[] = SERVICE_SUBTYPES[subtype].required;
  const known: readonly string[] = [...required, ...SERVICE_SUBTYPES[subtype].optional];
  const problems: Problem[] = [];
  for (const name of Object.keys(parameters).filter((given) => !known.includes(given))) {
    const message = `${subtype} has no parameter ${name}; available: ${known.join(', ')}`;
    problems.push({ property: `requestParameters ${name}`, message });
  }
  for (const name of required.filter((given) => own(parameters, given) === undefined)) {
    problems.push({ property: 'requestParameters', message: `${subtype} requires the parameter ${name}` });
  }
  for (const name of MAPS.filter((given) => isText(own(parameters, given)))) {
    const message = `${name} without a variable is refused; expected JSON with a variable in it, such as \${request.header.x}`;
    problems.push({ property: `requestParameters ${name}`, message });
  }
  if (credentials === undefined) {
    problems.push({
      property: 'credentials',
      message: `${subtype} requires a role that API Gateway calls the service with`,
    });
  }
  return problems;
}

/** Reported by users: https://github.com/hashicorp/terraform-provider-aws/issues/17348 */
const MAPS = ['MessageAttributes', 'MessageSystemAttributes'];

function isText(expression: NonNullable<HttpApiServiceIntegration['parameters']>[string] | undefined): boolean {
  return expression?.kind === 'expression' && expression.parts.every(({ kind }) => kind !== 'variable');
}
