import { printPlace, type Diagnostic } from '../model/diagnostic.js';
import { findingsIn, type RuleFinding } from '../validate/findings.js';
import type { OpenedSource } from './source-options.js';

/** What API Gateway would refuse or read otherwise in the definitions of a source, found when it is loaded. */
export function definitionFindings({ source, configuration, ...definition }: CheckedSource): readonly RuleFinding[] {
  // Code that flags give has no timeout and no policy of its own.
  const { functions } = source;
  const kind = source.kind === 'openapi' ? 'document' : 'template';
  const parameters = new Set(source.templateNames?.parameters);
  const unread = new Set(source.diagnostics.flatMap((finding) => unreadApi(finding) ?? []));
  const imported = new Set(source.templateNames?.imported ?? definition.collection.apis.map(({ id }) => id));
  const quotas = configuration.values.quotas ?? {};
  return findingsIn({ ...definition, kind, functions }, { quotas, parameters, unread, imported, isRead: true });
}

/** The findings of a source with those of the gateway that serves it; what both report stands once, as the gateway says it. */
export function withServed(checked: readonly Diagnostic[], served: readonly Diagnostic[]): readonly Diagnostic[] {
  const name = ({ code, place }: Diagnostic): string => `${code} ${printPlace(place)}`;
  const reported = new Set(served.map(name));
  return [...checked.filter((finding) => !reported.has(name(finding))), ...served];
}

type CheckedSource = Omit<OpenedSource, 'functions' | 'environment' | 'apiKeys'>;

/** The API whose definition, in a file or a part of the template, a reader could not read. */
function unreadApi({ code, place: { element, property } }: Diagnostic): string | undefined {
  if (code !== 'unresolved-value' && code !== 'invalid-value') return undefined;
  const isDefinition = property === undefined || /^(?:Properties\.)?(?:Body|Definition)/.test(property);
  return isDefinition ? element : undefined;
}
