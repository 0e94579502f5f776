import { describe, expect, test } from 'vitest';
import type { Deployment } from '../../lib/runtime/index.js';
import {
  deploy,
  promote,
  removeCanary,
  rollBack,
  setCanary,
  type StageRecord,
} from '../../lib/runtime/stage-record.js';
import { Store } from '../../lib/runtime/store.js';
import { mock, restApi, ServedApi } from '../support/rest-request.js';

const [template] = new ServedApi(restApi({ 'GET /': { integration: mock() } })).runtime.gateway.apis;

function deployment(id: string): Deployment {
  const compiled = template?.stages[0]?.main.stage.deployment;
  if (compiled === undefined) throw new Error('There is no deployment');
  return { ...compiled, id };
}

function stage(deploymentId: string, rest: Partial<StageRecord> = {}): StageRecord {
  return {
    name: 'prod',
    cacheClusterEnabled: false,
    deploymentId,
    variables: { a: 'stage', b: 'stage' },
    settings: [],
    earlier: [],
    ...rest,
  };
}

const CANARY = { deploymentId: 'two', variables: { b: 'canary' }, settings: [], percent: 10, useStageCache: false };

function store(...stages: readonly StageRecord[]): Store {
  const made = new Store();
  const deployments = ['one', 'two', 'three'].map(deployment);
  made.replace([{ protocol: 'REST', id: 'Pets', name: 'Pets', apiId: 'pets', deployments, stages }], []);
  return made;
}

const deploymentsOf = ({ apis }: Store): unknown => apis[0]?.deployments.map(({ id }) => id);

describe('a stage record', () => {
  test('deploy() remembers the deployment before, and no deployment twice in a row', () => {
    const moved = deploy(deploy(stage('one'), 'two'), 'two');
    expect(moved).toMatchObject({ deploymentId: 'two', earlier: ['one'] });
    expect(rollBack(moved)).toMatchObject({ deploymentId: 'one', earlier: [] });
  });

  test('promote() takes the deployment, the settings and the overridden variables of the canary', () => {
    const settings = [{ path: '*', httpMethod: '*', metricsEnabled: true }] as const;
    expect(promote(setCanary(stage('one'), { ...CANARY, settings }))).toEqual({
      ...stage('two', { earlier: ['one'] }),
      variables: { a: 'stage', b: 'canary' },
      settings,
    });
  });

  test.each<[change: (record: StageRecord) => StageRecord, record: StageRecord, code: string]>([
    [(record) => deploy(record, 'three'), stage('one', { canary: CANARY }), 'refused-canary-running'],
    [rollBack, stage('one', { canary: CANARY, earlier: ['three'] }), 'refused-canary-running'],
    [rollBack, stage('one'), 'refused-no-earlier-deployment'],
    [promote, stage('one'), 'refused-no-canary'],
    [removeCanary, stage('one'), 'refused-no-canary'],
  ])('%s refuses %j with %s', (change, record, code) => {
    expect(() => change(record)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe('Store', () => {
  test('updateStage() moves one stage, and gives its canary the overrides', () => {
    const made = store(stage('one'), stage('one', { name: 'beta' }));
    made.updateStage('pets', 'prod', (record) => setCanary(record, CANARY));
    const [prod, beta] = made.content.apis[0]?.stages ?? [];
    expect(prod?.main.stage).toMatchObject({ isCanary: false, variables: { b: 'stage' }, deployment: { id: 'one' } });
    expect(prod?.canary?.side.stage).toMatchObject({
      isCanary: true,
      variables: { a: 'stage', b: 'canary' },
      deployment: { id: 'two' },
    });
    expect(beta?.canary).toBeUndefined();
    expect(beta?.main.stage).not.toHaveProperty('isCanary');
  });

  test('keeps deployments that no stage ever pointed at, and forgets one with the last pointer to it', () => {
    const made = store(stage('one', { canary: CANARY }));
    expect(deploymentsOf(made)).toEqual(['one', 'two', 'three']);
    made.updateStage('pets', 'prod', removeCanary);
    expect(deploymentsOf(made)).toEqual(['one', 'three']);
    made.updateStage('pets', 'prod', (record) => deploy(record, 'three'));
    expect(deploymentsOf(made)).toEqual(['one', 'three']);
  });

  test.each<[apiId: string, name: string, deploymentId: string, message: string]>([
    ['pets', 'prod', 'four', 'Cannot find deployment four of API Pets'],
    ['pets', 'beta', 'two', 'Cannot find stage beta of API pets'],
    ['cats', 'prod', 'two', 'Cannot find stage prod of API cats'],
  ])('refuses %s/%s → %s and changes nothing', (apiId, name, deploymentId, message) => {
    const made = store(stage('one'));
    const { content } = made;
    expect(() => made.updateStage(apiId, name, (record) => deploy(record, deploymentId))).toThrow(message);
    expect(made.content).toBe(content);
  });
});
