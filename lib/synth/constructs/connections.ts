import { isDeployTime, parseFunctionName, printValue, type Protocol, type Value } from '../../model/index.js';
import { code, type Expression } from './expression.js';
import { camelCase, Names } from './names.js';

/** What a generated class is given: all that a definition names and does not make itself. */
export type ConnectionKind =
  | 'functions'
  | 'roles'
  | 'userPools'
  | 'vpcLinks'
  | 'vpcEndpoints'
  | 'listeners'
  | 'services'
  | 'stages'
  | 'apiKeys'
  | 'integrations'
  | 'authorizers'
  | 'values'
  | 'secrets';

interface KindOfConnection {
  readonly type: string | Readonly<Record<Protocol, string>>;
  readonly module: string | undefined;
  readonly description: string;
}

/** In the order of the class's props. */
export const CONNECTIONS: Readonly<Record<ConnectionKind, KindOfConnection>> = {
  functions: {
    type: 'IFunction',
    module: 'aws-cdk-lib/aws-lambda',
    description: 'The functions of integrations and authorizers.',
  },
  integrations: {
    type: { REST: 'IRestIntegration', HTTP: 'IHttpIntegration', WEBSOCKET: 'IWebSocketIntegration' },
    module: 'sluice',
    description: 'Integrations of methods and routes that have none in the source.',
  },
  authorizers: {
    type: { REST: 'IRestAuthorizer', HTTP: 'IHttpAuthorizer', WEBSOCKET: 'IWebSocketAuthorizer' },
    module: 'sluice',
    description: 'Authorizers that the source names and does not define.',
  },
  userPools: {
    type: 'IUserPoolRef',
    module: 'aws-cdk-lib/aws-cognito',
    description: 'The user pools whose tokens authorizers accept.',
  },
  roles: {
    type: 'IRole',
    module: 'aws-cdk-lib/aws-iam',
    description: 'The roles in which API Gateway calls backends.',
  },
  vpcLinks: {
    type: 'IntegrationVpcLink',
    module: 'sluice',
    description: 'The VPC links by which backends are reached.',
  },
  vpcEndpoints: {
    type: 'IVPCEndpointRef',
    module: 'aws-cdk-lib/aws-ec2',
    description: 'The VPC endpoints that get DNS names for the private API.',
  },
  listeners: {
    type: 'IListenerRef',
    module: 'aws-cdk-lib/aws-elasticloadbalancingv2',
    description: 'The listeners of load balancers in a VPC.',
  },
  services: {
    type: 'IServiceRef',
    module: 'aws-cdk-lib/aws-servicediscovery',
    description: 'The services of AWS Cloud Map.',
  },
  stages: {
    type: 'StageWithApiKeys',
    module: 'sluice',
    description: 'The stages that API keys give access to.',
  },
  apiKeys: {
    type: 'IApiKeyRef',
    module: 'aws-cdk-lib/aws-apigateway',
    description: 'The API keys that the source does not define.',
  },
  values: { type: 'string', module: undefined, description: 'Values that only deployment knows.' },
  secrets: { type: 'string', module: undefined, description: 'Values that are secrets by their names.' },
};

/** The type of a connection in the class of an API. */
export function typeOf(kind: ConnectionKind, protocol: Protocol): string {
  const { type } = CONNECTIONS[kind];
  return typeof type === 'string' ? type : type[protocol];
}

/** One member of a class's props. */
export interface Connection {
  readonly kind: ConnectionKind;
  readonly name: string;
  /** What the source has in its place: an ARN, an id, a value; undefined for an integration or an authorizer. */
  readonly value: Value<string> | undefined;
  /** How the comment of the member names it. */
  readonly comment: string;
}

/** Collects what the class is given, equal values of one kind once. */
export class Connections {
  private readonly byKey = new Map<string, Connection>();
  private readonly names = new Map<ConnectionKind, Names>();

  /** The expression that stands for a value of the source. */
  connect(kind: ConnectionKind, value: Value<string>, name = nameOf(value)): Expression {
    return this.add(kind, JSON.stringify(value), name, value, kind === 'secrets' ? name : printValue(value));
  }

  /** The expression that stands for something that the source does not have. */
  require(kind: ConnectionKind, name: string, comment: string): Expression {
    return this.add(kind, comment, name, undefined, comment);
  }

  all(): readonly Connection[] {
    const kinds = Object.keys(CONNECTIONS);
    return [...this.byKey.values()].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  }

  private add(
    kind: ConnectionKind,
    key: string,
    name: string,
    value: Value<string> | undefined,
    comment: string,
  ): Expression {
    const whole = `${kind} ${kind === 'secrets' ? name : key}`;
    const known = this.byKey.get(whole);
    const names = this.names.get(kind) ?? new Names();
    this.names.set(kind, names);
    const connection = known ?? { kind, name: names.take(name), value, comment };
    this.byKey.set(whole, connection);
    return code(`props.${kind}.${connection.name}`);
  }
}

/** `list-pets` of a function's ARN, `ListPetsArn` of a reference to an attribute. */
function nameOf(value: Value<string>): string {
  const parts = isDeployTime(value) ? value.parts : [value];
  const last = parts.at(-1);
  const text = typeof last === 'string' ? last : '';
  if (text.includes('function:')) return parseFunctionName(text).name;
  const [, resource] = /[:/]([A-Za-z0-9][\w.-]*)$/.exec(text) ?? [];
  if (resource !== undefined && resource !== 'invocations') return resource;
  for (const part of parts) {
    if (typeof part === 'string') continue;
    if (part.kind === 'intrinsic') return `${part.name.replace('Fn::', '')} ${firstText(part.argument) ?? ''}`;
    if (!part.logicalId.startsWith('AWS::')) {
      return part.attribute === undefined || part.attribute === 'Arn'
        ? part.logicalId
        : `${part.logicalId} ${part.attribute}`;
    }
  }
  return camelCase(text.slice(-40));
}

function firstText(document: unknown): string | undefined {
  if (typeof document === 'string') return document;
  if (typeof document !== 'object' || document === null) return undefined;
  for (const member of Object.values(document)) {
    const found = firstText(member);
    if (found !== undefined) return found;
  }
  return undefined;
}
