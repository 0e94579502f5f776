import { Lazy, Token } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { isObject } from '../../support/is-object.js';
import { SluiceError } from '../../support/sluice-error.js';

/**
 * The resource policy of one API: a policy that it was given, which other APIs may have too, and the statements that are
 * added to the API itself.
 */
export class ApiResourcePolicy {
  private readonly own = new PolicyDocument();

  /** The policy with the statements that have been added when it is resolved. */
  readonly token = Token.asString(Lazy.uncachedAny({ produce: () => this.document() }));

  /** @throws {SluiceError} `invalid-policy` for a policy that is no PolicyDocument, such as its JSON */
  constructor(
    scope: Construct,
    private readonly given?: PolicyDocument,
  ) {
    if (given !== undefined) checkPolicy(given, scope.node.path);
    scope.node.addValidation({
      validate: () => [given, this.own].flatMap((policy) => policy?.validateForResourcePolicy() ?? []),
    });
  }

  add(statement: PolicyStatement): void {
    this.own.addStatements(statement);
  }

  private document(): unknown {
    const { given, own } = this;
    if (given === undefined || given.isEmpty) return own;
    if (own.isEmpty) return given;
    const [first, second] = [given, own].map((policy) => policy.toJSON() as { readonly Statement: readonly object[] });
    return { ...first, Statement: [...(first?.Statement ?? []), ...(second?.Statement ?? [])] };
  }
}

function checkPolicy(given: unknown, apiPath: string): void {
  if (isObject(given) && 'validateForResourcePolicy' in given) return;
  throw new SluiceError('invalid-policy', `The policy of ${apiPath} is not a PolicyDocument`, {
    hint: 'Write new ResourcePolicy(), or PolicyDocument.fromJson(policy) for a policy in JSON',
  });
}
