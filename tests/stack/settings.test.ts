import { describe, expect, it } from 'vitest';
import { readSettings } from '../../stack/settings.ts';

const read = (flags: string[], environment: NodeJS.ProcessEnv = {}) => readSettings(flags, environment, '/checkout');

describe('the settings of a start', () => {
  it('are a demonstration on port 8080 in the checkout when nothing is said', () => {
    expect(read([])).toEqual({ home: '/checkout/.schoolward', port: 8080, profile: 'demo', namespace: 'schoolward', logLevel: 'info' });
  });

  it('come from the environment, and from flags before that', () => {
    const environment = { SCHOOLWARD_HOME: '/a', PORT: '1', LOG_LEVEL: 'warn' };
    expect(read(['--home', '/b', '--port=2'], environment)).toMatchObject({ home: '/b', port: 2, logLevel: 'warn' });
  });

  it('take a flag by the whole name of its variable as well', () => {
    expect(read(['--schoolward-home', '/b', '--schoolward-profile', 'production'])).toMatchObject({ home: '/b', profile: 'production' });
  });

  it('are production when the database is somebody else’s, unless told otherwise', () => {
    expect(read(['--database-url', 'postgres://u@h/d']).profile).toBe('production');
    expect(read(['--database-url', 'postgres://u@h/d', '--profile', 'demo']).profile).toBe('demo');
  });

  it('count an empty variable as none', () => {
    expect(read([], { DATABASE_URL: '', PORT: '' })).toMatchObject({ port: 8080, profile: 'demo' });
  });

  it.each([
    [['--port', 'eighty'], 'PORT is "eighty", which is no port.'],
    [['--port', '65536'], 'PORT is "65536", which is no port.'],
    [['--profile', 'test'], 'SCHOOLWARD_PROFILE is "test".'],
    [['--log-level', 'loud'], 'LOG_LEVEL is "loud".'],
    [['--nonsense', '1'], /Unknown option '--nonsense'/],
  ])('refuse %j', (flags, sentence) => {
    expect(() => read(flags)).toThrow(sentence);
  });

  it('refuse the address of another kind of database without repeating its password', () => {
    expect(() => read(['--database-url', 'mysql://u:secret@h/d'])).toThrow(/^(?!.*secret).*DATABASE_URL/);
  });
});
