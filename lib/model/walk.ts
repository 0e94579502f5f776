import type { Integration } from './integration.js';
import type { Method } from './method.js';
import type { Place } from './diagnostic.js';
import type { RestApi } from './rest-api.js';
import type { Value } from './value.js';

/** Calls `visit` for every method of every resource, in the order written. */
export function walkMethods(api: RestApi, visit: (method: Method, path: string, place: Place) => void): void {
  for (const { path, methods } of api.resources) {
    for (const method of methods) visit(method, path, { element: `${method.httpMethod} ${path}` });
  }
}

export function walkIntegrations(
  api: RestApi,
  visit: (integration: Integration, method: Method, path: string, place: Place) => void,
): void {
  walkMethods(api, (method, path, place) => {
    if (method.integration !== undefined)
      visit(method.integration, method, path, { ...place, property: 'integration' });
  });
}

export type TemplateRole = 'request' | 'response';

/** Every mapping template of an API (gateway responses have none: theirs is plain substitution). */
export function walkTemplates(
  api: RestApi,
  visit: (template: Value<string>, role: TemplateRole, place: Place) => void,
): void {
  walkIntegrations(api, (integration, _method, _path, place) => {
    for (const [contentType, template] of Object.entries(integration.requestTemplates ?? {})) {
      visit(template, 'request', { ...place, property: `requestTemplates["${contentType}"]` });
    }
    for (const response of integration.responses ?? []) {
      for (const [contentType, template] of Object.entries(response.responseTemplates ?? {})) {
        visit(template, 'response', {
          ...place,
          property: `integration response ${response.statusCode} responseTemplates["${contentType}"]`,
        });
      }
    }
  });
}
