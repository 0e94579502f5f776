import { API_PARTS, expandApi } from './resources/api.js';
import { FUNCTION_PARTS, expandFunction } from './resources/function.js';
import type { GeneratedResource } from './resources/generated-resource.js';
import { HTTP_API_PARTS, expandHttpApi } from './resources/http-api.js';
import { expandApplication, expandLayerVersion, expandSimpleTable } from './resources/plain-resources.js';
import { expandStateMachine } from './resources/state-machine.js';
import { expandWebSocketApi } from './resources/websocket-api.js';
import { samResource, type SamResource, type Translation } from './translation.js';
import { InvalidDefinition } from './values/invalid-definition.js';
import { SamMap, type SamValue } from './values/sam-value.js';

interface Expansion {
  readonly type: string;
  readonly expand: (translation: Translation, sam: SamResource) => GeneratedResource[];
  /** Parts that a template can refer to, by the type of what they become. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** In the translator's order: functions and state machines add to the definitions that APIs are made from. */
const EXPANSIONS: readonly Expansion[] = [
  { type: 'Function', expand: expandFunction, parts: FUNCTION_PARTS },
  { type: 'StateMachine', expand: expandStateMachine },
  { type: 'Api', expand: expandApi, parts: API_PARTS },
  { type: 'HttpApi', expand: expandHttpApi, parts: HTTP_API_PARTS },
  { type: 'WebSocketApi', expand: expandWebSocketApi, parts: HTTP_API_PARTS },
  { type: 'SimpleTable', expand: expandSimpleTable },
  { type: 'LayerVersion', expand: expandLayerVersion },
  { type: 'Application', expand: expandApplication },
];

const SAM_PREFIX = 'AWS::Serverless::';

/** Puts what each SAM resource becomes in its place; types that are not expanded stay, and are named. */
export function expandResources(translation: Translation): void {
  for (const [logicalId, value] of translation.resources) nameConnectors(translation, logicalId, value);
  for (const expansion of EXPANSIONS)
    for (const [logicalId, value] of [...translation.resources]) {
      const sam = samResource(logicalId, value);
      if (sam?.type === SAM_PREFIX + expansion.type) expandOne(translation, expansion, sam);
    }
  for (const [logicalId, value] of translation.resources) namePassedBy(translation, logicalId, value);
}

function expandOne(translation: Translation, expansion: Expansion, sam: SamResource): void {
  const { resources, report } = translation;
  const element = sam.logicalId;
  try {
    const generated = expansion.expand(translation, sam);
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
  return present instanceof SamMap && present.getString('Type') !== resource.type;
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
  const type = resource instanceof SamMap ? (resource.getString('Type') ?? '') : '';
  if (type.startsWith(SAM_PREFIX))
    translation.report('not-read', { element }, `${type} is not expanded: it makes no API of API Gateway`, 'info');
}

/** Takes the connectors off a resource, which no resource of CloudFormation has. */
function nameConnectors(translation: Translation, element: string, resource: SamValue): void {
  if (!(resource instanceof SamMap) || !resource.has('Connectors')) return;
  resource.delete('Connectors');
  translation.report(
    'not-read',
    { element, property: 'Connectors' },
    'Connectors are not expanded: calls between resources are made with your own permissions',
    'info',
  );
}
