import { loadSource } from '../lib/import/source/load-source.js';
import { resolveCollection } from '../lib/import/source/resolve-values.js';
import { listen, LocalRuntime, type RuntimeOptions } from '../lib/runtime/index.js';
import { templateOf, write, type Api } from './documents.js';
import type { Serve } from './requests.js';

/** Serves an API of 100 routes, so that finding the measured one costs what it does in practice. */
export function gateway(api: Api, options: RuntimeOptions = {}): Serve {
  return serveTemplate(templateOf({ routes: 100, ...api }), options);
}

/** Serves the only API of a CloudFormation template, of whatever protocol. */
export function serveTemplate(template: object, options: RuntimeOptions = {}): Serve {
  return async (settings) => {
    const source = await loadSource(write(settings, template));
    const runtime = new LocalRuntime({ collection: resolveCollection(source), functions: source.functions }, options);
    const [served] = runtime.gateway.apis;
    const apiId = served?.apiId ?? '';
    const { port } = await listen((request) => runtime.gateway.handle(request, apiId), {
      port: 0,
      ...(served?.protocol === 'WEBSOCKET' && { webSockets: runtime.gateway.webSocketsOf(apiId) }),
    });
    return port;
  };
}
