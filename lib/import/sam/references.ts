import type { Translation } from './translation.js';
import { intrinsicName } from './values/intrinsics.js';
import { SamMap, stringOf, type SamValue } from './values/sam-value.js';

const REFERENCE = /\$\{([A-Za-z0-9.]+)\}/g;

/**
 * Turns references to parts of SAM resources, such as `Api.Stage`, and to resources that got a new logical id into
 * references to what was made of them: in `Ref`, `Fn::GetAtt`, `Fn::Sub` and `DependsOn` of the whole template.
 *
 * Documented: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
 */
export function resolveReferences(translation: Translation): void {
  walk(translation, translation.template);
}

function walk(translation: Translation, value: SamValue): void {
  if (Array.isArray(value)) for (const item of value) walk(translation, item);
  if (!(value instanceof SamMap)) return;
  resolveDependsOn(translation, value);
  resolveHere(translation, value);
  for (const [, member] of value) walk(translation, member);
}

function resolveHere(translation: Translation, call: SamMap): void {
  const name = intrinsicName(call);
  const argument = name === undefined ? undefined : call.get(name);
  if (name === 'Ref' && typeof argument === 'string') {
    const target = refTarget(translation, argument);
    if (target !== undefined) call.set('Ref', target);
  } else if (name === 'Fn::Sub') {
    if (typeof argument === 'string') call.set('Fn::Sub', resolveSub(translation, argument));
    else if (Array.isArray(argument) && typeof argument[0] === 'string')
      argument[0] = resolveSub(translation, argument[0]);
  } else if (name === 'Fn::GetAtt' && Array.isArray(argument) && argument.length >= 2) {
    const words = argument.map(stringOf);
    if (!words.every((word) => word !== undefined)) return;
    const [target, ...attributes] = attributeTarget(translation, words.join('.').split('.'));
    if (target !== undefined) call.set('Fn::GetAtt', [target, ...attributes]);
  }
}

/** A part has two words; a new logical id replaces a reference of one word. */
function refTarget(translation: Translation, reference: string): string | undefined {
  return reference.includes('.') ? translation.namedParts.get(reference) : translation.renamed.get(reference);
}

/** What the first words mean, and the words after them; nothing when they mean themselves. */
function attributeTarget(translation: Translation, words: readonly string[]): readonly string[] {
  const [first = '', second = '', ...rest] = words;
  const renamed = translation.renamed.get(first);
  if (renamed !== undefined) return [renamed, second, ...rest];
  const part = translation.namedParts.get(`${first}.${second}`);
  return part === undefined ? [] : [part, ...rest];
}

function resolveSub(translation: Translation, template: string): string {
  return template.replace(REFERENCE, (reference, name: string) => {
    const words = name.split('.');
    const renamed = translation.renamed.get(words[0] ?? '');
    if (renamed !== undefined) return `\${${[renamed, ...words.slice(1)].join('.')}}`;
    const part = translation.namedParts.get(words.slice(0, 2).join('.'));
    return part === undefined ? reference : `\${${[part, ...words.slice(2)].join('.')}}`;
  });
}

function resolveDependsOn(translation: Translation, resource: SamMap): void {
  const dependsOn = resource.get('DependsOn');
  const renamed = (id: SamValue): SamValue => translation.renamed.get(stringOf(id) ?? '') ?? id;
  if (typeof dependsOn === 'string') resource.set('DependsOn', renamed(dependsOn));
  else if (Array.isArray(dependsOn)) resource.set('DependsOn', dependsOn.map(renamed));
}
