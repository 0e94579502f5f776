import type { ApiCollection } from '../model/api.js';
import { accessOf, OPEN_TO_EVERYONE } from './access.js';
import type { ListeningStage } from './api-listeners.js';
import { messageRoutes } from './connect/message-route.js';
import type { Output } from './output.js';
import { exampleCalls, exampleConnections, routesOf } from './route-table.js';

/** The routes of a stage, its address and what to try. */
export function printStage(
  { api, stage, url, webSocketUrl }: ListeningStage,
  collection: ApiCollection,
  output: Output,
): void {
  const routes = routesOf(stage.main);
  output.line(output.bold(`${api.id}, stage ${stage.name}`));
  output.table(
    routes.map(({ httpMethod, path, integration, refused, unenforced = [] }) => [
      ...(webSocketUrl === undefined ? [`  ${httpMethod}`, path] : [`  ${path}`]),
      integration,
      accessOf(collection, api.id, httpMethod, path),
      ...(unenforced.length === 0 ? [] : [`not enforced: ${unenforced.join(', ')}`]),
      ...(refused === undefined ? [] : [`refused: ${refused}`]),
    ]),
  );
  const definition = collection.apis.find(({ id }) => id === api.id);
  if (definition?.protocol === 'WEBSOCKET' && !routes.some(({ path }) => path === '$connect'))
    output.line(`  ${OPEN_TO_EVERYONE}`);
  output.line();
  output.line(`  ${output.paint('green', webSocketUrl ?? url)}`);
  const examples =
    definition?.protocol === 'WEBSOCKET' && webSocketUrl !== undefined
      ? exampleConnections(routes, messageRoutes(definition), webSocketUrl)
      : exampleCalls(routes, url);
  for (const example of examples) output.line(`  ${example}`);
  output.line();
}
