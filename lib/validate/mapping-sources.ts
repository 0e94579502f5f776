/** What mappings of requests and of responses may read, as messages list it. */
export const COMMON_SOURCES = 'context.x, stageVariables.x or a literal in single quotes';

/** What mappings of a request may read, as messages list it. */
export const REQUEST_SOURCES = {
  REST: `method.request.header.x, method.request.querystring.x, method.request.path.x, method.request.body.x, ${COMMON_SOURCES}`,
  WEBSOCKET: `route.request.header.x, route.request.querystring.x, route.request.body.x, ${COMMON_SOURCES}`,
};
