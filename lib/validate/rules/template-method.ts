import { diagnostic } from '../../model/index.js';
import { notSimulatedClasses, references, VtlSyntaxError } from '../../vtl/index.js';
import { defineRule } from '../rule.js';
import { templatesOf } from '../templates.js';

/** Methods of numbers, lists and maps that Java has and that are not simulated: a request that calls one fails. */
export const templateMethod = defineRule({
  codes: ['not-simulated'],
  protocols: ['REST', 'WEBSOCKET'],
  summary: 'A template calls a method of Java that is not simulated',
  fix: 'Use another expression, or test the route on a deployed stage',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html',
  check: (api) =>
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
    }),
});
