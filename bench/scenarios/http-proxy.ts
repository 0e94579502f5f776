import { gateway } from '../gateway.js';
import { serveRaw } from '../raw-server.js';
import { get, RAW, requests, type Serve } from '../requests.js';
import type { Scenario } from '../scenario.js';

/** The backend runs in the same process: its CPU time counts too. */
const serve: Serve = async (settings) => {
  const uri = `http://127.0.0.1:${await serveRaw()}/`;
  const integration = { type: 'http_proxy', httpMethod: 'GET', uri };
  return gateway({ operation: { 'x-amazon-apigateway-integration': integration } })(settings);
};

export const httpProxy: Scenario = {
  name: 'http-proxy',
  sentence: 'Pass a request on to an HTTP backend; its CPU counts too',
  subject: requests(serve, get('/prod/pets/7')),
  floor: RAW,
  goal: 8,
  limit: 10,
};
