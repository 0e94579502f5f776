import { describe, expect, test } from 'vitest';
import { ApiDashboard, MockIntegration, RestApi } from '../../../../lib/index.js';
import { resourceOf, synthesize } from '../../synthesize.js';

/** The titles of a dashboard's widgets, and the texts between them. */
function widgetsOf(cache: boolean): readonly string[] {
  const template = synthesize((stack) => {
    const api = new RestApi(stack, 'Pets');
    const getPet = api.get('/pets/{petId}', new MockIntegration(), { metrics: true });
    const prod = api.addStage('prod');
    new ApiDashboard(stack, 'Dashboard', { api, stages: [prod], methods: [getPet], cache, dashboardName: 'pets' });
  });
  const { DashboardBody, DashboardName } = resourceOf(template, 'AWS::CloudWatch::Dashboard').Properties;
  expect(DashboardName).toBe('pets');
  const parts = (DashboardBody as { readonly 'Fn::Join': readonly [string, readonly unknown[]] })['Fn::Join'][1];
  const body = parts.map((part) => (typeof part === 'string' ? part : 'TOKEN')).join('');
  const { widgets, start } = JSON.parse(body) as {
    readonly start: string;
    readonly widgets: readonly { readonly properties: { readonly title?: string; readonly markdown?: string } }[];
  };
  expect(start).toBe('-PT3H');
  return widgets.map(({ properties: { title, markdown } }) => title ?? markdown ?? '');
}

describe('ApiDashboard', () => {
  const graphs = ['Requests and errors', 'Latency (ms)'];

  test('shows the API, then stages and methods, each in a row', () => {
    expect(widgetsOf(false)).toEqual([
      '## API Pets',
      ...graphs,
      '## Stage TOKEN',
      ...graphs,
      '## GET /pets/{petId}',
      ...graphs,
    ]);
  });

  test('shows cache hits where it is asked for them', () => {
    expect(widgetsOf(true).filter((title) => title === 'Cache hits (%)')).toHaveLength(3);
  });
});
