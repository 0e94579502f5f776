import type { Construct } from 'constructs';
import { diagnostic, isDeployTime, type MethodSettings, type RestApi, type Stage } from '../../../model/index.js';
import { annotate } from '../../validation.js';

/** A method by its route. */
export interface MeasuredRoute {
  readonly httpMethod: string;
  readonly path: string;
}

/** The methods of an API whose metrics were asked for, which some stage has to write. */
export class MeasuredMethods {
  private readonly routes = new Map<string, MeasuredRoute>();

  constructor(api: Construct, model: () => RestApi) {
    api.node.addValidation({
      validate: () => {
        for (const [name, route] of this.routes) {
          if (!model().stages.some((stage) => writesMetrics(stage, route))) warn(api, name);
        }
        return [];
      },
    });
  }

  note(route: MeasuredRoute): void {
    this.routes.set(`${route.httpMethod} ${route.path}`, route);
  }
}

/**
 * An entry of a method takes nothing from the entry for all.
 *
 * Documented: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
function writesMetrics({ methodSettings = [] }: Stage, { httpMethod, path }: MeasuredRoute): boolean {
  const isOf = (verb: string, at: string) => (one: MethodSettings) => one.httpMethod === verb && one.path === at;
  const enabled = (methodSettings.find(isOf(httpMethod, path)) ?? methodSettings.find(isOf('*', '*')))?.metricsEnabled;
  return isDeployTime(enabled) || enabled === true;
}

function warn(api: Construct, name: string): void {
  const message =
    'No stage writes the metrics of the method, so alarms and dashboards on them see no data; set metrics: true';
  annotate(api, diagnostic('method-metrics-off', { element: name }, message));
}
