import { chmodSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareHome, readInstallation } from '../../stack/home.ts';
import { choosePostgresFolder, postgresUser } from '../../stack/postgres-folder.ts';
import { temporaryFolder } from './launched.ts';

describe('the place of the database', () => {
  const user = postgresUser();
  let parent: string;
  const choose = (folder: string) => {
    const home = prepareHome(folder);
    const installation = readInstallation(home);
    return { chosen: choosePostgresFolder(home, installation, user), id: installation.id };
  };

  beforeEach(() => {
    parent = temporaryFolder();
  });

  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  it('is inside the home when the user PostgreSQL runs as can get there', () => {
    chmodSync(parent, 0o755);
    expect(choose(join(parent, 'home')).chosen).toBe(join(parent, 'home', 'postgres'));
  });

  it('is inside a home that was closed to others but holds nothing else: passing through is opened, listing is not', () => {
    chmodSync(parent, 0o700);
    expect(choose(parent).chosen).toBe(join(parent, 'postgres'));
    expect(statSync(parent).mode & 0o777).toBe(user ? 0o711 : 0o700);
  });

  it.runIf(user)('is outside when a folder above the home is closed to that user, whose rights stay as they were', () => {
    chmodSync(parent, 0o700);
    const { chosen, id } = choose(join(parent, 'home'));
    expect(chosen).toBe(join('/var/lib/schoolward', id, 'postgres'));
    expect(statSync(parent).mode & 0o777).toBe(0o700);
    rmSync(join(chosen, '..'), { recursive: true });
  });

  it.runIf(user)('is outside when the home holds other things, which stay closed', () => {
    mkdirSync(join(parent, 'home'), { mode: 0o700 });
    writeFileSync(join(parent, 'home', 'diary.txt'), '');
    const { chosen, id } = choose(join(parent, 'home'));
    expect(chosen).toBe(join('/var/lib/schoolward', id, 'postgres'));
    rmSync(join(chosen, '..'), { recursive: true });
  });
});
