import { printRouteKey, type HttpApiStage, type Value } from '../../../model/index.js';
import { defined } from '../../../support/defined.js';
import { declareAccessLog } from '../../rest/stages/access-log.js';
import { withHttpFormat } from './http-access-log-format.js';
import { collectRouteSettings, type RouteWithSettings } from './http-route-settings.js';
import type { HttpStageProps } from './http-stage-props.js';
import type { RouteSettingsProps } from './route-settings-props.js';

/** The stage whose URL has no stage in it. */
export const DEFAULT_HTTP_STAGE = '$default';

/** Inputs a stage takes from the declarations of its API. */
export interface HttpStageSources {
  readonly defaults: RouteSettingsProps;
  readonly routes: readonly RouteWithSettings[];
  readonly variables: Readonly<Record<string, Value<string>>>;
}

/** A stage of an HTTP API with everything that has been declared for it so far. */
export class HttpStageDeclaration {
  private readonly overrides = new Map<RouteWithSettings, RouteSettingsProps>();

  /** @param changed is called with each later change */
  constructor(
    readonly name: string,
    readonly props: HttpStageProps,
    private readonly sources: HttpStageSources,
    private readonly changed: () => void,
  ) {}

  /** Whether the stage serves each change at once. */
  get autoDeploy(): boolean {
    return this.props.autoDeploy ?? this.name === DEFAULT_HTTP_STAGE;
  }

  /** Overrides settings of a route in this stage. Members of earlier calls remain unless a later call replaces them. */
  configure(routeKey: string, settings: RouteSettingsProps): void {
    const route = this.sources.routes.find((declared) => printRouteKey(declared.routeKey) === routeKey);
    if (route === undefined) return;
    this.overrides.set(route, { ...this.overrides.get(route), ...settings });
    this.changed();
  }

  /** The stage as the model has it. */
  model(): HttpApiStage {
    const { defaults, routes } = this.sources;
    const { accessLog, description, tags = {} } = this.props;
    const variables = { ...this.sources.variables, ...this.props.variables };
    return {
      name: this.name,
      autoDeploy: this.autoDeploy,
      ...defined({ description, accessLog: accessLog && declareAccessLog(withHttpFormat(accessLog)) }),
      ...(Object.keys(variables).length > 0 && { variables }),
      ...collectRouteSettings([defaults, this.props], routes, this.overrides),
      ...(Object.keys(tags).length > 0 && { tags }),
    };
  }
}
