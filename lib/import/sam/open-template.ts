import type { Json } from '../../model/json.js';
import { asMap, type JsonMap } from './json-map.js';
import { Dictionary, type KeyOrdering, type SamValue } from './dictionary.js';
import { fromJson } from './sam-value.js';
import { AuthoredText } from './text.js';

/**
 * Takes over a template for translation; the author's stays as it is.
 *
 * Where the template has a REST API, the translator keeps Python 2.7's order of keys for what can reach a definition:
 * the APIs' properties and the functions' events, and the list of resources. Everything else keeps the order as written.
 *
 * Observed: aws/serverless-application-model at 7000d0a, deployment ids of its expected outputs.
 */
export function openTemplate(template: JsonMap): Dictionary {
  const opened = new Dictionary('insertion');
  const ordering: KeyOrdering = hasRestApi(template) || hasDefaultAuthorizer(template) ? 'python27' : 'insertion';
  for (const [name, section] of Object.entries(template)) opened.set(name, openSection(name, section, ordering));
  return opened;
}

function openSection(name: string, section: Json, ordering: KeyOrdering): SamValue {
  const map = asMap(section);
  if (map === undefined) return fromJson(section, 'insertion');
  if (name === 'Resources') return openMembers(map, ordering, (resource) => openResource(resource, ordering));
  if (name === 'Globals') return openNamed(map, (member) => (member === 'Api' ? ordering : 'insertion'));
  if (name !== 'Parameters') return fromJson(section, 'insertion');
  return openMembers(map, ordering, (parameter) => {
    const declared = asMap(parameter);
    return declared === undefined
      ? fromJson(parameter, 'insertion')
      : openNamed(declared, (member) => (member === 'Default' ? ordering : 'insertion'));
  });
}

function openResource(resource: Json, ordering: KeyOrdering): SamValue {
  const map = asMap(resource);
  if (map === undefined) return fromJson(resource, 'insertion');
  const type = map.Type;
  if (type === 'AWS::Serverless::Api' || type === 'AWS::Serverless::HttpApi')
    return openNamed(map, (member) => (member === 'Properties' ? ordering : 'insertion'));
  if (type !== 'AWS::Serverless::Function' && type !== 'AWS::Serverless::StateMachine')
    return fromJson(resource, 'insertion');
  const opened = openNamed(map, (member) => (member === 'Condition' ? ordering : 'insertion'));
  const properties = asMap(map.Properties);
  if (properties !== undefined)
    opened.set(
      'Properties',
      openNamed(properties, (member) => (member === 'FunctionName' || member === 'Events' ? ordering : 'insertion')),
    );
  return opened;
}

function openMembers(map: JsonMap, ordering: KeyOrdering, open: (member: Json) => SamValue): Dictionary {
  const opened = new Dictionary(ordering);
  for (const [key, member] of Object.entries(map))
    opened.set(ordering === 'python27' ? new AuthoredText(key) : key, open(member));
  return opened;
}

function openNamed(map: JsonMap, orderingOf: (member: string) => KeyOrdering): Dictionary {
  const opened = new Dictionary('insertion');
  for (const [key, member] of Object.entries(map)) opened.set(key, fromJson(member, orderingOf(key)));
  return opened;
}

function hasRestApi(template: JsonMap): boolean {
  return resourcesOf(template).some(
    (resource) =>
      resource.Type === 'AWS::Serverless::Api' ||
      (resource.Type === 'AWS::Serverless::Function' && hasEvent(resource, 'Api')) ||
      (resource.Type === 'AWS::Serverless::StateMachine' && hasEvent(resource, 'Api')),
  );
}

function hasDefaultAuthorizer(template: JsonMap): boolean {
  const globalAuthorizer = defaultAuthorizer(asMap(asMap(template.Globals)?.HttpApi));
  return resourcesOf(template).some((resource) => {
    if (resource.Type === 'AWS::Serverless::HttpApi')
      return globalAuthorizer || defaultAuthorizer(asMap(resource.Properties));
    return globalAuthorizer && resource.Type === 'AWS::Serverless::Function' && hasEvent(resource, 'HttpApi');
  });
}

function defaultAuthorizer(properties: JsonMap | undefined): boolean {
  return Boolean(asMap(properties?.Auth)?.DefaultAuthorizer);
}

function resourcesOf(template: JsonMap): JsonMap[] {
  return Object.values(asMap(template.Resources) ?? {})
    .map(asMap)
    .filter((resource) => resource !== undefined);
}

function hasEvent(resource: JsonMap, type: string): boolean {
  const events = asMap(asMap(resource.Properties)?.Events) ?? {};
  return Object.values(events).some((event) => asMap(event)?.Type === type);
}
