import type { PropNames } from '../../check-props.js';
import type { LoggedRouteSettingsProps } from '../../stages/route-settings-props.js';
import type { RouteStageProps, StageCertificateProps } from '../../stages/route-stage-props.js';

/** Properties of a stage of a WebSocket API. */
export interface WebSocketStageProps extends RouteStageProps, LoggedRouteSettingsProps, StageCertificateProps {}

/** What a stage of a WebSocket API may say. */
export const WEBSOCKET_STAGE_PROPS: PropNames<WebSocketStageProps> = {
  description: true,
  variables: true,
  autoDeploy: true,
  accessLog: true,
  clientCertificate: true,
  deploymentId: true,
  tags: true,
  throttle: true,
  metrics: true,
  logging: true,
};
