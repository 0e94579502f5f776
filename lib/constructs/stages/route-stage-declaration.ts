import { printRouteKey, type RouteKey, type RouteStage, type Value } from '../../model/index.js';
import { defined } from '../../support/defined.js';
import { declareAccessLog } from '../rest/stages/access-log.js';
import { collectRouteSettings, type RouteWithSettings } from './route-settings.js';
import type { LoggedRouteSettingsProps } from './route-settings-props.js';
import type { RouteStageProps, StageCertificateProps } from './route-stage-props.js';

/** Inputs a stage takes from the declarations of its API. */
export interface RouteStageSources<K> {
  readonly defaults: LoggedRouteSettingsProps;
  readonly routes: readonly RouteWithSettings<K>[];
  readonly variables: Readonly<Record<string, Value<string>>>;
  /** The line of an access log that names none. */
  readonly accessLogFormat: string;
  /** Is called with each later change. */
  readonly changed: () => void;
}

/** A stage of an HTTP or WebSocket API with everything that has been declared for it so far. */
export class RouteStageDeclaration<K extends RouteKey> {
  private readonly overrides = new Map<RouteWithSettings<K>, LoggedRouteSettingsProps>();

  constructor(
    readonly name: string,
    readonly props: RouteStageProps & LoggedRouteSettingsProps & StageCertificateProps,
    private readonly sources: RouteStageSources<K>,
  ) {}

  /** Whether the stage serves each change at once. */
  get autoDeploy(): boolean {
    return this.props.autoDeploy ?? this.name === DEPLOYS_ITSELF;
  }

  /** Overrides settings of a route in this stage. Members of earlier calls remain unless a later call replaces them. */
  configure(routeKey: string, settings: LoggedRouteSettingsProps): void {
    const route = this.sources.routes.find((declared) => printRouteKey(declared.routeKey) === routeKey);
    if (route === undefined) return;
    this.overrides.set(route, { ...this.overrides.get(route), ...settings });
    this.sources.changed();
  }

  /** The stage as the model has it. */
  model(): RouteStage<K> {
    const { accessLogFormat, defaults, routes } = this.sources;
    const { accessLog, clientCertificate, description, tags = {} } = this.props;
    const variables = { ...this.sources.variables, ...this.props.variables };
    return {
      name: this.name,
      autoDeploy: this.autoDeploy,
      ...defined({
        description,
        clientCertificateId: clientCertificate?.clientCertificateRef.clientCertificateId,
        accessLog: accessLog && declareAccessLog({ ...accessLog, format: accessLog.format ?? accessLogFormat }),
      }),
      ...(Object.keys(variables).length > 0 && { variables }),
      ...collectRouteSettings([defaults, this.props], routes, this.overrides),
      ...(Object.keys(tags).length > 0 && { tags }),
    };
  }
}

/** The stage of HTTP APIs whose URL has no stage in it. */
const DEPLOYS_ITSELF = '$default';
