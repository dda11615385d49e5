/** ARCHITECTURE, section 2: who may import whom, what each ring may not do, where a status is spelled, and how large a file may be. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { parse as parseComponent } from 'vue/compiler-sfc';
import { describe, expect, it } from 'vitest';
import { lifecycleNames, lifecycles } from '#workflows/lifecycles';
import * as codeLists from '../workflows/dropout/code-lists.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const rings = ['workflows', 'activities', 'api', 'web/src', 'stack', 'tools', 'bench', 'tests'];
const aliases = Object.entries((JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { imports: Record<string, string> }).imports);

/** What is asked of Vue's own tree: elements with their directives and attributes, and what stands between braces. */
interface TemplateNode {
  readonly props?: readonly ({ readonly exp?: Located | undefined } | { readonly value?: { readonly content: string } | undefined })[];
  readonly content?: string | Located;
  readonly children?: readonly unknown[];
}
interface Located { readonly loc: { readonly source: string } }
interface Import { readonly from: string; readonly to: string; readonly typeOnly: boolean }
interface Source { readonly path: string; readonly text: string; readonly script: ts.SourceFile; /** what a template computes */ readonly template: ts.SourceFile | undefined; readonly imports: readonly Import[] }

function read(path: string, text = readFileSync(join(root, path), 'utf8')): Source {
  const { descriptor } = path.endsWith('.vue') ? parseComponent(text) : {};
  const code = descriptor ? [descriptor.script, descriptor.scriptSetup].map((block) => block?.content).join('\n') : text;
  const script = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true);
  const template = descriptor?.template?.ast && ts.createSourceFile(path, expressionsOf(descriptor.template.ast).join('\n'), ts.ScriptTarget.Latest, true);
  return { path, text, script, template, imports: importsOf(path, script) };
}
/** Every expression of a template, one a line; a plain attribute is the text that stands in it. */
function expressionsOf(node: TemplateNode): string[] {
  const own = node.props?.flatMap((prop) => ('exp' in prop ? [prop.exp?.loc.source] : 'value' in prop ? [JSON.stringify(prop.value?.content)] : [])) ?? [];
  const said = typeof node.content === 'object' ? [node.content.loc.source] : [];
  return [...[...own, ...said].filter((source) => source !== undefined).map((source) => `(${source.replaceAll('\n', ' ')});`), ...(node.children ?? []).flatMap((child) => expressionsOf(child as TemplateNode))];
}
function importsOf(path: string, script: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (to: ts.Node | undefined, typeOnly: boolean): void => { if (to && ts.isStringLiteral(to)) found.push({ from: path, to: resolved(path, to.text), typeOnly }); };
  each(script, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword || allTypes(node.importClause?.namedBindings));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
  });
  return found;
}
const allTypes = (bindings: ts.NamedImportBindings | undefined): boolean => bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every((element) => element.isTypeOnly);
function each(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild((child) => each(child, visit));
}
/** A file of the project by its path, anything else by the name of its package. */
function resolved(from: string, to: string): string {
  if (to.startsWith('.')) return posix.normalize(posix.join(dirname(from), to));
  if (to.startsWith('@/')) return posix.join('web/src', to.slice(2));
  for (const [alias, target] of aliases) {
    const [before, after] = alias.split('*') as [string, string | undefined];
    if (after !== undefined && to.startsWith(before)) return posix.normalize(target.replace('*', to.slice(before.length)));
  }
  return to.split('/').slice(0, to.startsWith('@') ? 2 : 1).join('/');
}
const sources = rings.flatMap((ring) => globSync(`${ring}/**/*.{ts,mts,mjs,vue}`, { cwd: root })).sort().map((path) => read(path));
const inside = (folder: string) => sources.filter(({ path }) => path.startsWith(`${folder}/`));
const show = ({ from, to }: Import): string => `${from} → ${to}`;

/** What each part may import: a file or folder of the project, or a package. The first line that names a file holds for it. */
const pure = 'workflows/(domain/[^/]+|case/(?!live)[^/]+|[a-z-]+/(lifecycle|workflow|code-lists)|lifecycles)\\.ts';
const directions: [part: RegExp, may: RegExp][] = [
  [/^workflows\/domain\/identity-number\.ts$/, /^(workflows\/domain\/[^/]+|taiwan-id-validator)$/],
  [/^workflows\/domain\//, /^workflows\/domain\/[^/]+$/],
  [/^workflows\/case\/live\.ts$/, /^(workflows\/(domain|case)\/[^/]+|workflows\/activities\.ts|@temporalio\/workflow)$/],
  [/^workflows\/case\//, /^workflows\/(domain|case)\/[^/]+$/],
  [/^workflows\/activities\.ts$/, /^(workflows\/case\/state\.ts|@temporalio\/workflow)$/],
  [/^workflows\/index\.ts$/, /^workflows\/(case\/live|lifecycles)\.ts$/],
  [/^workflows\/lifecycles\.ts$/, /^workflows\/(case\/(page|table)|[a-z-]+\/(lifecycle|workflow))\.ts$/],
  [/^workflows\/[a-z-]+\/workflow\.ts$/, /^workflows\/(domain\/[^/]+|case\/page\.ts)$/],
  [/^workflows\/[a-z-]+\//, /^workflows\/(domain\/[^/]+|case\/table\.ts)$/],
  [/^activities\/worker\.ts$/, new RegExp(`^(${pure}|workflows/activities\\.ts|activities/.+|api/db/.+|api/config\\.ts)$`)],
  [/^activities\//, new RegExp(`^(${pure}|workflows/activities\\.ts|activities/.+|api/db/.+)$`)],
  [/^api\/db\//, new RegExp(`^(${pure}|api/(db/.+|[a-z-]+/contract\\.ts))$`)],
  [/^api\/[a-z-]+\/contract\.ts$/, new RegExp(`^(${pure}|api/[a-z-]+/contract\\.ts|zod|zod-openapi)$`)],
  [/^api\//, new RegExp(`^(${pure}|api/.+|activities/adapters/.+)$`)],
  [/^web\/src\//, new RegExp(`^(${pure}|web/src/.+|api/[a-z-]+/contract\\.ts)$`)],
];
const ownRing = ['workflows', 'activities', 'api', 'web', 'stack', 'tools', 'bench', 'tests'];
const isPackage = (to: string): boolean => !ownRing.includes(to.split('/')[0]!);
const packagesAllowed = (path: string): boolean => !path.startsWith('workflows/') && !path.endsWith('/contract.ts');
function isAllowed({ from, to, typeOnly }: Import): boolean {
  const may = directions.find(([part]) => part.test(from))?.[1];
  if (!may || may.test(to) || (dirname(from) === dirname(to) && from.startsWith('workflows/'))) return true;
  if (to === 'workflows/case/live.ts') return typeOnly;   // the types of its signals and input: nothing of Temporal comes along
  return isPackage(to) && packagesAllowed(from) && !(from.startsWith('web/') && /^(node:|@temporalio|@mikro-orm|koa|pg$)/.test(to));
}

describe('imports', () => {
  it('are read from every ring', () => expect(sources.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(50));
  it.each(['workflows', 'activities', 'api', 'web/src'])('of %s go in the direction that the rings allow', (ring) => {
    expect(inside(ring).flatMap(({ imports }) => imports).filter((found) => !isAllowed(found)).map(show)).toEqual([]);
  });
  it('lead to files that exist', () => {
    const all = sources.flatMap(({ imports }) => imports).filter(({ to }) => !isPackage(to));
    expect(all.filter(({ to }) => !existsSync(join(root, to.replace(/\?.*$/, '')))).map(show)).toEqual([]);
  });
  it('of Temporal’s workflow SDK stand in two files', () => {
    const users = inside('workflows').filter(({ imports }) => imports.some(({ to }) => to.startsWith('@temporalio'))).map(({ path }) => path);
    expect(users).toEqual(['workflows/activities.ts', 'workflows/case/live.ts']);
  });
  it('into the workflows bring no package along, except for the check of a national ID', () => {
    const packages = inside('workflows').flatMap(({ imports }) => imports).filter(({ to }) => isPackage(to) && to !== '@temporalio/workflow');
    expect(packages.map(show)).toEqual(packages.length ? ['workflows/domain/identity-number.ts → taiwan-id-validator'] : []);
  });
});

describe('workflows', () => {
  const uses = (wanted: RegExp, except: string[]): string[] => inside('workflows').filter(({ path }) => !except.includes(path)).flatMap(({ path, script }) => {
    const found: string[] = [];
    each(script, (node) => {
      if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && wanted.test(node.getText())) found.push(`${path}: ${node.getText().slice(0, 60)}`);
    });
    return found;
  });
  it('look at no clock, but the kit at Temporal’s', () => expect(uses(/^(Date\.now|new Date\(\)|performance\.)/, ['workflows/case/live.ts'])).toEqual([]));
  it('convert dates in one file', () => expect(uses(/^(new Date\b|Date\.)/, ['workflows/case/live.ts', 'workflows/domain/plain-date.ts'])).toEqual([]));
  it('throw no dice and set no timers of their own', () => expect(uses(/^(Math\.random|set(Timeout|Interval|Immediate)|crypto\.|fetch)\b/, [])).toEqual([]));
  it('of a lifecycle can be read aloud: a body of at most 60 lines, a file of at most 150', () => {
    const pages = inside('workflows').filter(({ path }) => path.endsWith('/workflow.ts'));
    const bodies = pages.flatMap(({ script, path }) => script.statements.filter((statement) => !ts.isImportDeclaration(statement)).map((statement) => ({ path, lines: statement.getText().split('\n').length })));
    expect(bodies.filter(({ lines }) => lines > 60)).toEqual([]);
    expect(pages.filter(({ text }) => text.split('\n').length > 150).map(({ path }) => path)).toEqual([]);
  });
});

describe('a status', () => {
  /** Words that are also a code of the same lifecycle (the ground 返校復學), and where they stand for that. */
  const codes = new Set(Object.values(codeLists).flatMap((list) => (typeof list === 'object' ? Object.keys(list) : [])));
  const alsoCodes: Readonly<Record<string, readonly string[]>> = { returned: ['api/db/seeds/stories.ts'] };
  const statuses = lifecycleNames.flatMap((name) => Object.keys(lifecycles[name].statuses));
  const quoted = new RegExp(`'(${statuses.join('|')})'`);
  function spelledIn({ path, script, template }: Source): string[] {
    const found: string[] = [];
    for (const part of [script, ...(template ? [template] : [])]) {
      each(part, (node) => {
        const isTable = ts.isPropertyAssignment(node.parent ?? node) && (node.parent as ts.PropertyAssignment).name.getText() === 'tableName';
        const spelled = ts.isStringLiteralLike(node) && statuses.includes(node.text) ? !isTable && !alsoCodes[node.text]?.includes(path) : (ts.isTemplateLiteralToken(node) || ts.isNoSubstitutionTemplateLiteral(node)) && quoted.test(node.text);
        if (spelled) found.push(`${path}:${part === script ? part.getLineAndCharacterOfPosition(node.getStart()).line + 1 : 'template'} ${node.getText().slice(0, 40)}`);
      });
    }
    return found;
  }
  it('is spelled in its lifecycle and nowhere else', () => expect(['activities', 'api', 'web/src'].flatMap(inside).flatMap(spelledIn)).toEqual([]));
  it('is found where it is spelled', () => expect(inside('workflows').flatMap(spelledIn).length).toBeGreaterThan(10));
  it('is found in a template, too, however it stands there', () => {
    const written = (template: string): string[] => spelledIn(read('x.vue', `<template>${template}</template>`));
    expect(["<p v-if=\"item.status === 'tracking'\" />", "<p>{{ item.status === 'closed' ? 1 : 2 }}</p>", '<StatusBadge status="draft" />', "<p v-for=\"one in ['voided']\"><b :class=\"{ late: is(`voided`) }\" /></p>"].map((template) => written(template).length)).toEqual([1, 1, 1, 2]);
    expect(written('<p v-if="closed" :title="t(\'closed.why\')" @click="open = !open">draft {{ issued }}</p>')).toEqual([]);
  });
  it('shares its word with a code only where that is said', () => {
    expect(statuses.filter((status) => codes.has(status))).toEqual(Object.keys(alsoCodes));
    expect(Object.entries(alsoCodes).flatMap(([word, paths]) => paths.filter((path) => !sources.find((source) => source.path === path)?.text.includes(`'${word}'`)))).toEqual([]);
  });
});

describe('folders and files', () => {
  it('have no name without a subject', () => {
    const words = (path: string): string[] => path.replace(/\.[a-z]+$/, '').replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase().split(/[/.-]/);
    expect(sources.filter(({ path }) => words(path).some((word) => /^(utils?|helpers?|common|managers?|services?|misc|shared)$/.test(word))).map(({ path }) => path)).toEqual([]);
  });
  it('are written like-this.ts, components LikeThis.vue, composables useThis.ts', () => {
    const fits = (path: string): boolean => (path.endsWith('.vue') ? /^[A-Z][A-Za-z]+\.vue$/ : /^(use[A-Z][A-Za-z]+|(\d{3}-)?[a-z][a-z0-9]*(-[a-z0-9]+)*|zh-TW|env\.d)(\.(test|d))?\.m?[tj]s$/).test(basename(path));
    expect(sources.filter(({ path }) => !fits(path)).map(({ path }) => path)).toEqual([]);
  });
  it.each(lifecycleNames)('of %s have the same name in every ring', (name) => {
    const places = [`workflows/${name}/lifecycle.ts`, `workflows/${name}/workflow.ts`, `activities/${name}.ts`, `api/${name}/contract.ts`, `tests/${name}`, ...(existsSync(join(root, 'web/src')) ? [`web/src/${name}`] : [])];
    expect(places.filter((place) => !existsSync(join(root, place)))).toEqual([]);
  });
  it('are no longer than a subject: 250 lines, components 200', () => {
    const lines = (text: string): number => text.trimEnd().split('\n').length;
    expect(sources.filter(({ path, text }) => lines(text) > (path.endsWith('.vue') ? 200 : 250)).map(({ path, text }) => `${path}: ${lines(text)}`)).toEqual([]);
  });
  it('that are components are small: half of them at most 60 lines', () => {
    const sizes = inside('web/src').filter(({ path }) => path.endsWith('.vue')).map(({ text }) => text.trimEnd().split('\n').length).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)] ?? 0).toBeLessThanOrEqual(60);
  });
});
