/** Draws the state diagrams of README.md anew from the tables: `node tools/diagram.ts`. A test fails where they differ. */
import { readFileSync, writeFileSync } from 'node:fs';
import { diagramOf } from '#case/diagram';
import { isLifecycleName, lifecycles } from '#workflows/lifecycles';

const BLOCK = /(<!-- diagram:(\w+) -->\n)[^]*?(<!-- \/diagram -->)/g;

/** The text with every marked block drawn from the table of its name. @throws where a marker names no lifecycle */
export function withDiagrams(text: string): string {
  return text.replace(BLOCK, (_, begin: string, name: string, end: string) => {
    if (!isLifecycleName(name)) throw new Error(`README.md marks a diagram of ${name}, which is no lifecycle`);
    return `${begin}\`\`\`mermaid\n${diagramOf(lifecycles[name], 'zh')}\n\`\`\`\n${end}`;
  });
}
export const readme = new URL('../README.md', import.meta.url);

if (import.meta.main) writeFileSync(readme, withDiagrams(readFileSync(readme, 'utf8')));
