import type { Diagnostic } from '../../model/diagnostic.js';
import { isList } from '../../support/is-list.js';
import { diagnosticsOfRoute } from '../route-findings.js';
import type { StageSettings } from '../stage-record.js';
import type { RestDeployment, RestMethod, RestStage } from './invocation.js';
import { compileStageSettings } from './stage-settings.js';

/** What an API's author should know about routes of a deployment that are refused, or served without what they ask for. */
export function findingsOfDeployment({ methods }: RestDeployment): readonly Diagnostic[] {
  return methods.flatMap((method) => diagnosticsOfRoute(nameOf(method), method));
}

/** A stage as its definition has it. */
interface StageToServe extends Pick<RestStage, 'name' | 'variables'> {
  readonly cacheClusterEnabled: boolean;
  readonly settings: StageSettings;
}

/** The same for what the settings and variables of one stage ask for. */
export function findingsOfStage(
  { name, cacheClusterEnabled, settings: methodSettings, variables }: StageToServe,
  deployment: RestDeployment,
): readonly Diagnostic[] {
  const settings = compileStageSettings(
    isList(methodSettings) ? methodSettings : [],
    variables,
    deployment,
    cacheClusterEnabled,
  );
  return deployment.methods.flatMap((method) => {
    const { refusals, unenforced } = settings(method);
    const added = {
      refusals: refusals.slice(method.refusals.length),
      unenforced: unenforced.slice(method.unenforced.length),
    };
    return diagnosticsOfRoute(nameOf(method), added, name);
  });
}

function nameOf({ httpMethod, resourcePath }: RestMethod): string {
  return `${httpMethod} ${resourcePath}`;
}
