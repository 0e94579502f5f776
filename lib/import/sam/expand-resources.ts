import { API_PARTS, expandApi } from './resources/api.js';
import { expandApplication } from './resources/application.js';
import { expandConnector } from './resources/connector.js';
import { FUNCTION_PARTS, expandFunction } from './resources/function.js';
import type { GeneratedResource } from './resources/generated-resource.js';
import { HTTP_API_PARTS, expandHttpApi } from './resources/http-api.js';
import { expandLayerVersion } from './resources/layer-version.js';
import { samResources, type SamResource } from './resources/sam-resource.js';
import { expandSimpleTable } from './resources/simple-table.js';
import { expandStateMachine } from './resources/state-machine.js';
import { expandWebSocketApi } from './resources/websocket-api.js';
import { attempt, reportNotRead, type Translation } from './translation.js';
import { refuseMisplacedAccess } from './values/invalid-definition.js';
import type { SamMap } from './values/sam-value.js';

interface Expansion {
  readonly expand: (translation: Translation, sam: SamResource) => GeneratedResource[];
  /** Parts that a template can refer to, by the type of what they become. */
  readonly parts?: Readonly<Record<string, string>>;
  /** The properties that are about access control. */
  readonly members?: readonly string[];
}

/** In the translator's order: functions and state machines add to the definitions that APIs are made from. */
const EXPANSIONS: Readonly<Record<string, Expansion>> = {
  'AWS::Serverless::Function': { expand: expandFunction, parts: FUNCTION_PARTS },
  'AWS::Serverless::StateMachine': { expand: expandStateMachine },
  'AWS::Serverless::Api': { expand: expandApi, parts: API_PARTS, members: ['Auth'] },
  'AWS::Serverless::HttpApi': { expand: expandHttpApi, parts: HTTP_API_PARTS, members: ['Auth'] },
  'AWS::Serverless::WebSocketApi': { expand: expandWebSocketApi, parts: HTTP_API_PARTS, members: ['Auth'] },
  'AWS::Serverless::SimpleTable': { expand: expandSimpleTable },
  'AWS::Serverless::LayerVersion': { expand: expandLayerVersion },
  'AWS::Serverless::Application': { expand: expandApplication },
};

/** Replaces each SAM resource by the resources that it becomes; types that are not expanded stay, and are reported. */
export function expandResources(translation: Translation): void {
  for (const { logicalId, resource } of samResources(translation.resources))
    removeConnectors(translation, logicalId, resource);
  for (const [type, expansion] of Object.entries(EXPANSIONS))
    for (const sam of samResources(translation.resources))
      if (sam.type === type) expandOne(translation, expansion, sam);
  for (const sam of samResources(translation.resources))
    if (sam.type === 'AWS::Serverless::Connector') expandConnection(translation, sam);
  for (const { logicalId, type } of samResources(translation.resources))
    if (type.startsWith('AWS::Serverless::'))
      reportNotRead(translation, { element: logicalId }, `${type} is not expanded: it has no effect on an API`);
}

function expandOne(translation: Translation, expansion: Expansion, sam: SamResource): void {
  const { resources, namedParts, renamed } = translation;
  const place = { element: sam.logicalId };
  const generated =
    attempt(
      translation,
      place,
      () => {
        refuseMisplacedAccess(sam.resource, []);
        refuseMisplacedAccess(sam.properties, expansion.members ?? []);
        return expansion.expand(translation, sam);
      },
      sam.properties,
    ) ?? [];
  resources.delete(sam.logicalId);
  for (const resource of generated) {
    const { logicalId, type } = resource;
    // A resource that is written again, such as a shared usage plan, is of the same type.
    const present = resources.getMap(logicalId)?.getString('Type') ?? type;
    if (present === type) resources.set(logicalId, resource.toMap());
    else
      translation.report('invalid-value', place, `Cannot add ${logicalId}: the template has a resource of that name`);
  }
  for (const [part, type] of Object.entries(expansion.parts ?? {})) {
    const made = generated.findLast((resource) => resource.type === type);
    if (made !== undefined) namedParts.set(`${sam.logicalId}.${part}`, made.logicalId);
  }
  const [main] = generated;
  if (main !== undefined && main.logicalId !== sam.logicalId) renamed.set(sam.logicalId, main.logicalId);
}

/** Replaces a connector from an API to a function by its permission; other connectors stay, and are reported. */
function expandConnection(translation: Translation, sam: SamResource): void {
  const permission = expandConnector(translation, sam);
  if (permission === undefined) return;
  translation.resources.delete(sam.logicalId);
  translation.resources.set(permission.logicalId, permission.toMap());
}

/** Connectors are not an attribute of CloudFormation resources. */
function removeConnectors(translation: Translation, element: string, resource: SamMap): void {
  if (!resource.delete('Connectors')) return;
  const message = 'Connectors are not expanded: calls between resources are made with your own permissions';
  reportNotRead(translation, { element, property: 'Connectors' }, message);
}
