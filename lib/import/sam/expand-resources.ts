import { API_PARTS, expandApi } from './api.js';
import { Dictionary, copyOf, type SamValue } from './dictionary.js';
import { FUNCTION_PARTS, expandFunction } from './function.js';
import type { GeneratedResource } from './generated-resource.js';
import { HTTP_API_PARTS, expandHttpApi } from './http-api.js';
import { referredId } from './intrinsics.js';
import { InvalidDefinition } from './invalid-definition.js';
import { resolveParameters } from './parameters.js';
import { expandApplication, expandLayerVersion, expandSimpleTable } from './plain-resources.js';
import { pythonText } from './print-python.js';
import { isTruthy } from './sam-value.js';
import { expandStateMachine } from './state-machine.js';
import { charactersOf, textOf } from './text.js';
import { samResource, type SamResource, type Translation } from './translation.js';
import { expandWebSocketApi } from './websocket-api.js';

interface Expansion {
  readonly type: string;
  readonly expand: (translation: Translation, sam: SamResource, functionNames: FunctionNames) => GeneratedResource[];
  /** Parts that a template can refer to, by the type of what they become. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** By API: the names of the functions behind it, one after the other. */
type FunctionNames = ReadonlyMap<string, string>;

/** In the translator's order: functions and state machines add to the definitions that APIs are made from. */
const EXPANSIONS: readonly Expansion[] = [
  { type: 'Function', expand: expandFunction, parts: FUNCTION_PARTS },
  { type: 'StateMachine', expand: expandStateMachine },
  {
    type: 'Api',
    expand: (translation, sam, names) => expandApi(translation, sam, names.get(charactersOf(sam.logicalId))),
    parts: API_PARTS,
  },
  { type: 'HttpApi', expand: expandHttpApi, parts: HTTP_API_PARTS },
  { type: 'WebSocketApi', expand: expandWebSocketApi, parts: HTTP_API_PARTS },
  { type: 'SimpleTable', expand: expandSimpleTable },
  { type: 'LayerVersion', expand: expandLayerVersion },
  { type: 'Application', expand: expandApplication },
];

const SAM_PREFIX = 'AWS::Serverless::';

/** Puts what each SAM resource becomes in its place; types that are not expanded stay, and are named. */
export function expandResources(translation: Translation): void {
  const names = functionNames(translation);
  for (const [logicalId, value] of translation.resources.entries())
    nameConnectors(translation, charactersOf(logicalId), value);
  for (const expansion of EXPANSIONS)
    for (const [logicalId, value] of translation.resources.entries()) {
      const sam = samResource(logicalId, value);
      if (sam?.type === SAM_PREFIX + expansion.type) expandOne(translation, expansion, sam, names);
    }
  for (const [logicalId, value] of translation.resources.entries())
    namePassedBy(translation, charactersOf(logicalId), value);
}

function expandOne(translation: Translation, expansion: Expansion, sam: SamResource, names: FunctionNames): void {
  const { resources, report } = translation;
  const element = charactersOf(sam.logicalId);
  try {
    const generated = expansion.expand(translation, sam, names);
    nameParts(translation, expansion, element, generated);
    resources.delete(sam.logicalId);
    for (const resource of generated) {
      if (isAuthors(resources.get(resource.logicalId), resource))
        report('invalid-value', { element }, `Cannot add ${resource.id}: the template has a resource of that name`);
      else resources.set(resource.logicalId, resource.toDictionary());
    }
  } catch (error) {
    if (!(error instanceof InvalidDefinition)) throw error;
    report(
      'invalid-value',
      { element, ...(error.property !== undefined && { property: error.property }) },
      error.message,
    );
    resources.delete(sam.logicalId);
  }
}

/** A resource that the translator may write again is of the type that it writes: shared plans, domains, record sets. */
function isAuthors(present: SamValue | undefined, resource: GeneratedResource): boolean {
  return present instanceof Dictionary && present.text('Type') !== resource.type;
}

function nameParts(
  translation: Translation,
  expansion: Expansion,
  logicalId: string,
  generated: readonly GeneratedResource[],
): void {
  for (const [part, type] of Object.entries(expansion.parts ?? {})) {
    const made = generated.findLast((resource) => resource.type === type);
    if (made !== undefined) translation.namedParts.set(`${logicalId}.${part}`, made.id);
  }
  const [first] = generated;
  if (expansion.type === 'LayerVersion' && first !== undefined) translation.renamed.set(logicalId, first.id);
}

function namePassedBy(translation: Translation, element: string, resource: SamValue): void {
  const type = resource instanceof Dictionary ? (resource.text('Type') ?? '') : '';
  if (type.startsWith(SAM_PREFIX))
    translation.report('not-read', { element }, `${type} is not expanded: it makes no API of API Gateway`, 'info');
}

/** Takes the connectors off a resource, which no resource of CloudFormation has. */
function nameConnectors(translation: Translation, element: string, resource: SamValue): void {
  if (!(resource instanceof Dictionary) || !resource.has('Connectors')) return;
  resource.delete('Connectors');
  translation.report(
    'not-read',
    { element, property: 'Connectors' },
    'Connectors are not expanded: calls between resources are made with your own permissions',
    'info',
  );
}

/** A function's own name makes a new deployment of the APIs that its events name. */
function functionNames(translation: Translation): FunctionNames {
  const names = new Map<string, string>();
  for (const [logicalId, value] of translation.resources.entries()) {
    const sam = samResource(logicalId, value);
    if (sam?.type !== 'AWS::Serverless::Function') continue;
    for (const [, event] of sam.properties.dictionary('Events')?.entries() ?? []) {
      const properties =
        event instanceof Dictionary && event.text('Type') === 'Api' ? event.dictionary('Properties') : undefined;
      const api = textOf(referredId(properties?.get('RestApiId')));
      const name = resolveParameters(copyOf(sam.properties.get('FunctionName') ?? null), translation.parameters);
      if (api !== undefined && isTruthy(name)) names.set(api, (names.get(api) ?? '') + pythonText(name));
    }
  }
  return names;
}
