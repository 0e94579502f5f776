import type { RouteSettingsProps } from '../../stages/route-settings-props.js';
import type { RouteStageProps } from '../../stages/route-stage-props.js';

/** Properties of a stage of an HTTP API. */
export interface HttpStageProps extends RouteStageProps, RouteSettingsProps {}
