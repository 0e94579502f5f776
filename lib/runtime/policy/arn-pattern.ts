import { ANY, compileGlob, type GlobPart } from './glob.js';

/** `arn`, partition, service, region, account, resource. */
const ARN_PARTS = 6;

/**
 * Compiles the pattern of an ARN: each of its six parts is compared by itself, and the last one may have colons.
 *
 * Documented: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html A `*` at the end of
 * a part reaches beyond colons.
 * Assumed: it does so only in a pattern of fewer parts (`arn:aws:execute-api:*`); in a whole one, a path with colons
 * cannot pass for another region or account.
 */
export function compileArnPattern(parts: readonly GlobPart[]): (text: string) => boolean {
  const components = splitAtColons(parts);
  if (components.length < ARN_PARTS) {
    return components.at(-1)?.at(-1) === ANY ? compileGlob(parts) : () => false;
  }
  const tests = components.map(compileGlob);
  return (text) => {
    const texts = componentsOf(text);
    return texts.length === ARN_PARTS && tests.every((test, index) => test(texts[index] ?? ''));
  };
}

function splitAtColons(parts: readonly GlobPart[]): readonly (readonly GlobPart[])[] {
  const components: GlobPart[][] = [[]];
  for (const part of parts) {
    if (typeof part !== 'string') {
      components.at(-1)?.push(part);
      continue;
    }
    const [head = '', ...tail] = componentsOf(part, ARN_PARTS - components.length + 1);
    if (head !== '') components.at(-1)?.push(head);
    for (const text of tail) components.push(text === '' ? [] : [text]);
  }
  return components;
}

function componentsOf(text: string, most = ARN_PARTS): readonly string[] {
  const components: string[] = [];
  let rest = text;
  while (components.length < most - 1) {
    const colon = rest.indexOf(':');
    if (colon === -1) break;
    components.push(rest.slice(0, colon));
    rest = rest.slice(colon + 1);
  }
  return [...components, rest];
}
