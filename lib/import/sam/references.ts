import type { Translation } from './translation.js';
import { intrinsicName } from './values/intrinsics.js';
import { SamMap, type SamValue } from './values/sam-value.js';

const REFERENCE = /\$\{([A-Za-z0-9.]+)\}/g;

/**
 * Resolves references to parts of SAM resources, such as `Api.Stage`, and to resources with a new logical id: in `Ref`,
 * `Fn::GetAtt`, `Fn::Sub` and `DependsOn` of the whole template.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function resolveReferences(translation: Translation): void {
  walk(translation, translation.template);
}

function walk(translation: Translation, value: SamValue): void {
  if (Array.isArray(value)) for (const item of value) walk(translation, item);
  if (!(value instanceof SamMap)) return;
  const dependsOn = value.get('DependsOn');
  const renamed = (id: SamValue): SamValue => (typeof id === 'string' ? translation.renamed.get(id) : undefined) ?? id;
  if (dependsOn !== undefined)
    value.set('DependsOn', Array.isArray(dependsOn) ? dependsOn.map(renamed) : renamed(dependsOn));
  resolveFunction(translation, value);
  for (const member of value.values()) walk(translation, member);
}

function resolveFunction(translation: Translation, call: SamMap): void {
  const name = intrinsicName(call);
  const argument = name === undefined ? undefined : call.get(name);
  if (name === 'Ref' && typeof argument === 'string') call.set('Ref', resolveName(translation, argument) ?? argument);
  else if (name === 'Fn::Sub') {
    if (typeof argument === 'string') call.set('Fn::Sub', resolveSub(translation, argument));
    else if (Array.isArray(argument) && typeof argument[0] === 'string')
      argument[0] = resolveSub(translation, argument[0]);
  } else if (name === 'Fn::GetAtt' && Array.isArray(argument) && argument.every((word) => typeof word === 'string')) {
    const resolved = resolveName(translation, argument.join('.'));
    if (resolved !== undefined) call.set('Fn::GetAtt', resolved.split('.'));
  }
}

function resolveSub(translation: Translation, template: string): string {
  return template.replace(REFERENCE, (reference, name: string) => {
    const resolved = resolveName(translation, name);
    return resolved === undefined ? reference : `\${${resolved}}`;
  });
}

/** `ApiprodStage.Arn` for `Api.Stage.Arn`; undefined for a name that means itself. */
function resolveName(translation: Translation, name: string): string | undefined {
  const [first = '', second, ...rest] = name.split('.');
  const renamed = translation.renamed.get(first);
  if (renamed !== undefined) return [renamed, ...(second === undefined ? [] : [second]), ...rest].join('.');
  const part = translation.namedParts.get(`${first}.${second ?? ''}`);
  return part === undefined ? undefined : [part, ...rest].join('.');
}
