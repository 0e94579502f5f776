import { diagnostic, type RestApi, type WebSocketApi } from '../../model/index.js';
import { notSimulatedClasses, references, VtlSyntaxError } from '../../vtl/index.js';
import type { Rule } from '../rule.js';
import { templatesOf } from '../templates.js';

/** Methods of numbers, lists and maps that Java has and that are not simulated: a request that calls one fails. */
export const templateMethod: Rule<RestApi | WebSocketApi> = (api) =>
  templatesOf(api).flatMap(({ parsed, placeAt }) => {
    if (parsed instanceof VtlSyntaxError) return [];
    return references(parsed)
      .flatMap(({ calls }) => calls)
      .flatMap(({ name, start }) => {
        const classes = notSimulatedClasses(name);
        if (classes.length === 0) return [];
        const message = `The method ${name}() of ${classes.join(' and ')} is not simulated: a request that calls it fails`;
        return [diagnostic('not-simulated', placeAt(start), message)];
      });
  });
