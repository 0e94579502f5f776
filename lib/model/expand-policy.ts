import { isList } from '../support/is-list.js';
import { partitionOf } from './partition.js';
import { isDocumentObject, type Document } from './value.js';

/** Where an API is. */
export interface ApiPlace {
  readonly region: string;
  readonly accountId: string;
  readonly restApiId: string;
}

/** What a statement of a resource policy applies to, without the ARN of the API. */
const SHORT = 'execute-api:/';

/**
 * A resource policy with whole ARNs of the API, as an import keeps it.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html (an
 * `execute-api:/` is expanded when the policy is saved)
 */
export function expandPolicy(policy: Document, { region, accountId, restApiId }: ApiPlace): Document {
  const arn = `arn:${partitionOf(region)}:execute-api:${region}:${accountId}:${restApiId}/`;
  const expand = (value: Document): Document => {
    if (isList(value)) return value.map(expand);
    if (typeof value === 'string' && value.startsWith(SHORT)) return arn + value.slice(SHORT.length);
    return value;
  };
  const expandStatement = (statement: Document): Document =>
    isDocumentObject(statement)
      ? Object.fromEntries(
          Object.entries(statement).map(([key, member]) => [
            key,
            key === 'Resource' || key === 'NotResource' ? expand(member) : member,
          ]),
        )
      : statement;
  if (!isDocumentObject(policy) || policy.Statement === undefined) return policy;
  const { Statement: statements } = policy;
  return {
    ...policy,
    Statement: isList(statements) ? statements.map(expandStatement) : expandStatement(statements),
  };
}
