import { pathParameterNames } from '../../../../model/index.js';
import { SluiceError } from '../../../../support/sluice-error.js';
import type { IntegrationMethod } from '../integration.js';

/** How `pathParameterReference` reads a path variable. */
const PATH_VARIABLE = /\$input\.params\(\)\.path\.get\('((?:[^']|'')+)'\)/g;

/**
 * Path variables that a template reads have to be in the method's path: one that is not there is empty in every request.
 *
 * @throws SluiceError `path-parameter-unknown`
 */
export function checkPathVariables(template: string, { api, httpMethod, path }: IntegrationMethod): void {
  const known = pathParameterNames(path);
  for (const [, quoted = ''] of template.matchAll(PATH_VARIABLE)) {
    const name = quoted.replaceAll("''", "'");
    if (known.includes(name)) continue;
    const has = known.length === 0 ? 'the path has no variables' : `the path has ${known.join(', ')}`;
    throw new SluiceError(
      'path-parameter-unknown',
      `${httpMethod} ${path} of ${api.node.path} reads method.request.path.${name}, but ${has}`,
      { place: api.node.path },
    );
  }
}
