import {
  diagnostic,
  type ApiCollection,
  type Diagnostic,
  type Document,
  type Json,
  type LambdaFunction,
  type StackParts,
  type Value,
  type JsonObject,
} from '../../model/index.js';
import { API_GATEWAY_RESOURCES, isApiGatewayResourceType } from '../../formats/cloudformation.js';
import { asText } from '../../model/scalar.js';
import { defined } from '../../support/defined.js';
import { isObject } from '../../support/is-object.js';
import { readHttpApi } from './http-api.js';
import { LOCAL_PSEUDO_PARAMETERS, type ValueLookup } from '../../intrinsics/index.js';
import { own } from '../../support/own.js';
import { readDomainNames } from './domain-name.js';
import { functionNameOf, readLambdaFunction } from './lambda-function.js';
import { Properties } from './properties.js';
import type { TemplateResource } from './sections.js';
import type { Stack } from './stack.js';
import { ResourceIndex, ownerOf, type ApiResource, type ReadContext, type Resource } from './resources.js';
import { readRestApi } from './rest-api.js';
import { exportedValues, loadStacks, type LoadedStack } from './stacks.js';
import type { StackInput } from './stack-input.js';
import { readStageUpdates } from './stage-update.js';
import { readStackParts } from './stack-parts.js';
import { knownReferencesOf } from './known-references.js';
import { NO_FILES, type TemplateFiles } from './template-files.js';
import { readApiKey, readUsagePlans } from './usage-plan.js';
import { readVpcLinks } from './vpc-link.js';
import { readWebSocketApi } from './websocket-api.js';

export interface TemplateOptions {
  readonly parameters?: Readonly<Record<string, string>>;
  /** What only deployment knows, by `LogicalId`, `LogicalId.Attribute` or pseudo parameter. */
  readonly values?: Readonly<Record<string, string>>;
  /** Takes a SAM template to what CloudFormation deploys; default: the template as it is. */
  readonly expand?: (input: StackInput, report: (finding: Diagnostic) => void) => JsonObject;
}

/** What templates call their own. */
export interface TemplateNames {
  readonly parameters: readonly string[];
  readonly resources: readonly string[];
  /** The APIs among the resources that a document defines. */
  readonly imported: readonly string[];
}

export interface TemplateReading extends StackParts {
  readonly collection: ApiCollection;
  readonly functions: readonly LambdaFunction[];
  readonly diagnostics: readonly Diagnostic[];
  /** The first stack whose template, expanded, has a resource of API Gateway; its API may be in another stack. */
  readonly apiGatewayStack?: StackInput;
  readonly otherResources: Readonly<Record<string, readonly string[]>>;
  readonly knownReferences: Readonly<Record<string, Value<string>>>;
  readonly templateNames: TemplateNames;
}

/**
 * Reads a CloudFormation template into the model: its APIs, what stands beside them, its functions.
 *
 * @example readTemplate({ Resources: { Pets: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'Pets' } } } })
 *   .collection.apis[0]?.name; // 'Pets'
 */
export function readTemplate(
  template: Json,
  options: TemplateOptions & { readonly files?: TemplateFiles; readonly file?: string } = {},
): TemplateReading {
  const { files = NO_FILES, file, ...rest } = options;
  const input = { name: 'local', template: isObject(template) ? template : {}, files };
  return readStacks([{ ...input, ...(file !== undefined && { file }) }], rest);
}

/** Reads the templates of one assembly, whose stacks may refer to each other. */
export function readStacks(inputs: readonly StackInput[], options: TemplateOptions = {}): TemplateReading {
  const diagnostics: Diagnostic[] = [];
  const report = (finding: Diagnostic): void => void diagnostics.push(finding);
  const { parameters = {}, values = {}, expand = (input: StackInput) => input.template } = options;
  const stacks = loadStacks(inputs, { parameters, values, expand, report });
  const resources = stacks.flatMap((loaded) => activeResources(loaded));
  const known = new Map<string, Document>(resources.flatMap(knownReferencesOf));
  const lookup: ValueLookup = (key) => own(values, key) ?? known.get(key) ?? own(LOCAL_PSEUDO_PARAMETERS, key);
  const log = { report, known: lookup };
  const apiResources = resources.flatMap((resource) => evaluate(resource, log));
  const filesOf = new Map(stacks.map(({ input, stack }) => [stack, input.files]));
  const files = (resource: Resource): TemplateFiles => filesOf.get(resource.stack) ?? NO_FILES;
  const context: ReadContext = {
    ...log,
    resources: new ResourceIndex(apiResources),
    files,
    stageUpdates: readStageUpdates(resources, report),
  };
  const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
  for (const resource of functions) known.set(resource.id, functionNameOf(resource, lookup));
  for (const [name, value] of exportedValues(stacks)) known.set(`Fn::ImportValue ${name}`, value);
  const collection = readCollection(context);
  reportTheRest(apiResources, collection);
  reportInactive(stacks, report);
  for (const resource of resources) reportFirewall(resource, report);
  return {
    collection,
    functions: functions.map((resource) => readLambdaFunction(resource, lookup, files(resource), report)),
    diagnostics,
    ...defined({ apiGatewayStack: stacks.find(concernsApiGateway)?.input }),
    ...readStackParts(resources),
    otherResources: groupByType(resources),
    templateNames: {
      parameters: [...new Set(stacks.flatMap(({ stack }) => Object.keys(stack.sections.parameters)))],
      resources: stacks.flatMap(({ stack, qualify }) => Object.keys(stack.sections.resources).map(qualify)),
      imported: apiResources.flatMap(({ id, properties }) =>
        properties.has('Body') || properties.has('BodyS3Location') ? id : [],
      ),
    },
    knownReferences: Object.fromEntries([...known].flatMap(([key, value]) => textEntry(key, value))),
  };
}

function concernsApiGateway({ stack }: LoadedStack): boolean {
  return Object.values(stack.sections.resources).some(({ type }) => /^AWS::ApiGateway(?:V2)?::/.test(type));
}

/** A firewall has no effect on what an allowed request gets, and its rules are not evaluated. */
function reportFirewall({ id, type }: Resource, report: (finding: Diagnostic) => void): void {
  if (type !== 'AWS::WAFv2::WebACLAssociation' && type !== 'AWS::WAFRegional::WebACLAssociation') return;
  report(
    diagnostic(
      'not-simulated',
      { element: id },
      'The web ACL is not evaluated: requests that it would block are served',
    ),
  );
}

function textEntry(key: string, value: Document): readonly (readonly [string, Value<string>])[] {
  const text = asText(value);
  return text === undefined ? [] : [[key, text]];
}

function activeResources({ stack, qualify }: LoadedStack): readonly Resource[] {
  return Object.entries(stack.sections.resources).flatMap(([id, template]) =>
    isRead(stack, template) ? [{ id: qualify(id), type: template.type, stack, template }] : [],
  );
}

/**
 * Whether a resource is read. A `$connect` of which only deployment knows whether it is there is: without it everybody may
 * connect.
 */
function isRead(stack: Stack, { type, condition, properties }: TemplateResource): boolean {
  if (stack.holds(condition)) return true;
  const isConnect = type === 'AWS::ApiGatewayV2::Route' && isObject(properties) && properties.RouteKey === '$connect';
  return isConnect && stack.isUnknown(condition);
}

function evaluate(resource: Resource, log: Parameters<typeof Properties.of>[3]): readonly ApiResource[] {
  const { type } = resource;
  if (!isApiGatewayResourceType(type)) return [];
  const document = resource.stack.resolve(resource.template.properties, { element: resource.id });
  return [{ ...resource, type, properties: Properties.of(resource.id, document, API_GATEWAY_RESOURCES[type], log) }];
}

function readCollection(context: ReadContext): ApiCollection {
  const { resources } = context;
  return {
    apis: [
      ...resources.ofType('AWS::ApiGateway::RestApi').map((resource) => readRestApi(resource, context)),
      ...resources
        .ofType('AWS::ApiGatewayV2::Api')
        .map((resource) =>
          resource.properties.knownOneOf('ProtocolType', ['HTTP', 'WEBSOCKET']) === 'WEBSOCKET'
            ? readWebSocketApi(resource, context)
            : readHttpApi(resource, context),
        ),
    ],
    usagePlans: readUsagePlans(context),
    apiKeys: resources.ofType('AWS::ApiGateway::ApiKey').map(readApiKey),
    domainNames: readDomainNames(context),
    vpcLinks: readVpcLinks(context),
  };
}

/** Types that are read by themselves, whichever API they go with. */
const STANDING_ALONE: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::BasePathMappingV2',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::ApiGateway::VpcLink',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::RoutingRule',
  'AWS::ApiGatewayV2::VpcLink',
]);

/** Types that say nothing about what an API answers, or whose part in it is not imitated. */
const NOT_CARRIED: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::ClientCertificate',
  'AWS::ApiGateway::DocumentationVersion',
  'AWS::ApiGateway::DomainNameAccessAssociation',
]);

/** Reports what no reader took: properties, whole resources, parts of an API that is defined elsewhere. */
function reportTheRest(apiResources: readonly ApiResource[], collection: ApiCollection): void {
  const apis = new Set(collection.apis.map(({ id }) => id));
  for (const resource of apiResources) {
    const { properties, type } = resource;
    const owner = ownerOf(resource);
    if (NOT_CARRIED.has(type)) {
      properties.report('not-read', undefined, `Cannot carry ${resource.id}: a ${type} is named only`, 'info');
    } else if (!STANDING_ALONE.has(type) && (owner === undefined || !apis.has(owner))) {
      properties.report(
        'unresolved-reference',
        undefined,
        `Cannot place ${resource.id}: the API of this ${type} is not defined here`,
        'warning',
      );
    } else properties.reportUnread();
  }
}

/** Reports resources whose condition does not hold: they are not deployed. */
function reportInactive(stacks: readonly LoadedStack[], report: (finding: Diagnostic) => void): void {
  for (const { stack, qualify } of stacks) {
    for (const [id, template] of Object.entries(stack.sections.resources)) {
      if (!isApiGatewayResourceType(template.type) || isRead(stack, template)) continue;
      report(
        diagnostic(
          'not-read',
          { element: qualify(id) },
          `Leaves out ${id}: condition "${template.condition ?? ''}" does not hold`,
          'info',
        ),
      );
    }
  }
}

/** What `Source` has members for. */
const READ_TYPES: ReadonlySet<string> = new Set([
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::Lambda::Permission',
  'AWS::IAM::Role',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
]);

function groupByType(resources: readonly Resource[]): Readonly<Record<string, readonly string[]>> {
  const ids = new Map<string, string[]>();
  for (const { id, type } of resources) {
    if (READ_TYPES.has(type) || (isApiGatewayResourceType(type) && !NOT_CARRIED.has(type))) continue;
    ids.set(type, [...(ids.get(type) ?? []), id]);
  }
  return Object.fromEntries([...ids].sort(([a], [b]) => (a < b ? -1 : 1)));
}
