import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { afterAll, describe, expect, test } from 'vitest';
import type { RestApiProps } from '../lib/index.js';
import { renderTemplate } from '../lib/synth/cloudformation/index.js';
import { everyFeature } from './support/every-feature.js';
import { everyHttpFeature } from './support/every-http-feature.js';
import { everyWebSocketFeature } from './support/every-websocket-feature.js';
import { EXAMPLE_APPS, GOLDEN_TEMPLATES, synthesizeApp, templatesIn } from './support/template-files.js';
import { findingsIn } from './support/validate-templates.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'sluice-templates-'));
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

const TIMEOUT_MS = 60_000;

function synthesize(
  name: string,
  props: RestApiProps,
): { readonly outdir: string; readonly api: ReturnType<typeof everyFeature> } {
  const app = new App({ outdir: join(FOLDER, name) });
  const api = everyFeature(new Stack(app, 'Stack'), props);
  return { outdir: app.synth().directory, api };
}

describe('the validator of aws-cdk-lib finds nothing in', () => {
  test('the golden templates', () => expect(findingsIn(GOLDEN_TEMPLATES)).toEqual([]), TIMEOUT_MS);

  test.each(EXAMPLE_APPS.map((folder) => [basename(folder), folder]))(
    'the example %s',
    async (_name, folder) => expect(findingsIn(await synthesizeApp(folder, FOLDER))).toEqual([]),
    TIMEOUT_MS,
  );

  test.each<[name: string, props: RestApiProps]>([
    ['body', {}],
    ['resources', { definition: 'resources' }],
    ['nested-stacks', { definition: 'resources', nestedStacks: { Pets: '/pets', Legacy: ['/legacy', '/token'] } }],
  ])(
    'an API with every feature: %s',
    (name, props) => expect(findingsIn(templatesIn(synthesize(name, props).outdir))).toEqual([]),
    TIMEOUT_MS,
  );

  test.each(['body', 'resources'] as const)(
    'a template without constructs, with its definition as %s',
    (definition) => {
      const { template } = renderTemplate(synthesize(`of-${definition}`, {}).api.toModel(), { definition });
      const file = join(FOLDER, `${definition}.template.json`);
      writeFileSync(file, JSON.stringify(template));
      expect(findingsIn([file])).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('the validator of aws-cdk-lib finds nothing in an HTTP API with every feature,', () => {
  test.each(['body', 'resources'] as const)(
    'with its definition as %s',
    (definition) => {
      const app = new App({ outdir: join(FOLDER, `http-of-${definition}`) });
      everyHttpFeature(new Stack(app, 'Stack'), { definition });
      expect(findingsIn(templatesIn(app.synth().directory))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test.each(['body', 'resources'] as const)(
    'written without constructs, with its definition as %s',
    (definition) => {
      const model = everyHttpFeature(
        new Stack(new App({ outdir: join(FOLDER, `http-${definition}`) }), 'Stack'),
      ).toModel();
      const { template } = renderTemplate(model, { definition });
      const file = join(FOLDER, `http-${definition}.template.json`);
      writeFileSync(file, JSON.stringify(template));
      expect(findingsIn([file])).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

describe('the validator of aws-cdk-lib', () => {
  test(
    'finds what a template must not have',
    () => {
      const file = join(FOLDER, 'wrong.template.json');
      const Resource = { Type: 'AWS::ApiGateway::Method', Properties: { HttpMethod: 'GET', Colour: 'red' } };
      writeFileSync(file, JSON.stringify({ Resources: { Resource } }));
      expect(findingsIn([file]).join('\n')).toContain('Colour');
    },
    TIMEOUT_MS,
  );
});

describe('the validator of aws-cdk-lib finds nothing in a WebSocket API with every feature,', () => {
  test(
    'made by constructs',
    () => {
      const app = new App({ outdir: join(FOLDER, 'websocket') });
      everyWebSocketFeature(new Stack(app, 'Stack'));
      expect(findingsIn(templatesIn(app.synth().directory))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    'written without constructs',
    () => {
      const stack = new Stack(new App({ outdir: join(FOLDER, 'websocket-model') }), 'Stack');
      const { template } = renderTemplate(everyWebSocketFeature(stack).toModel());
      const file = join(FOLDER, 'websocket.template.json');
      writeFileSync(file, JSON.stringify(template));
      expect(findingsIn([file])).toEqual([]);
    },
    TIMEOUT_MS,
  );
});
