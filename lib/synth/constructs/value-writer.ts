import { isDeployTime, type DeployTimeValue, type Value, type ValuePart } from '../../model/index.js';
import { isList } from '../../support/is-list.js';
import { Connections } from './connections.js';
import { call, code, listOf, recordOf, textOf, type Expression } from './expression.js';
import { Imports } from './imports.js';

/** What the CDK calls CloudFormation's pseudo parameters. */
const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': 'Aws.ACCOUNT_ID',
  'AWS::Partition': 'Aws.PARTITION',
  'AWS::Region': 'Aws.REGION',
  'AWS::StackId': 'Aws.STACK_ID',
  'AWS::StackName': 'Aws.STACK_NAME',
  'AWS::URLSuffix': 'Aws.URL_SUFFIX',
  'AWS::NoValue': 'Aws.NO_VALUE',
};

/** Writes values of a definition as expressions, and collects what they are connected to. */
export class ValueWriter {
  readonly connections = new Connections();
  readonly imports = new Imports();

  /**
   * A value as an expression. Pseudo parameters and imports of other stacks' outputs stay what they are; anything else that only
   * deployment knows is given to the class.
   */
  value(value: Value<string | number | boolean>): Expression {
    if (typeof value === 'string') return textOf(value);
    if (!isDeployTime(value)) return code(String(value));
    const own = value.parts.map((part) => (typeof part === 'string' ? part : this.part(part)));
    const [only] = own;
    if (own.length === 1 && only !== undefined && typeof only !== 'string') return only;
    return { kind: 'template', parts: own };
  }

  /** Any data in which values may stand. */
  document(document: unknown): Expression {
    if (typeof document === 'string') return textOf(document);
    if (isValue(document)) return this.value(document);
    if (isList(document)) return listOf(document.map((item) => this.document(item)));
    if (typeof document !== 'object' || document === null) return code(JSON.stringify(document));
    return this.record(document as Readonly<Record<string, unknown>>);
  }

  /** The members of an object that are there. */
  record(members: Readonly<Record<string, unknown>>): Expression {
    return recordOf(
      Object.entries(members)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => [key, this.document(member)] as const),
    );
  }

  private part(part: Exclude<ValuePart, string>): Expression {
    if (part.kind === 'reference') {
      const pseudo = part.attribute === undefined ? PSEUDO_PARAMETERS[part.logicalId] : undefined;
      if (pseudo === undefined) return this.given(part);
      this.imports.use('Aws', 'aws-cdk-lib');
      return code(pseudo);
    }
    if (part.name !== 'Fn::ImportValue') return this.given(part);
    this.imports.use('Fn', 'aws-cdk-lib');
    return call('Fn.importValue', this.document(part.argument));
  }

  private given(part: Exclude<ValuePart, string>): Expression {
    return this.connections.connect('values', { kind: 'deploy-time', parts: [part] });
  }
}

/** A string that is parsed later is data, with the value in it. */
function isValue(document: unknown): document is DeployTimeValue {
  return isDeployTime(document);
}
