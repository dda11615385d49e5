/** Whether openapi.json says that a route may refuse so: what it does not say, no program can be ready for. */
interface Described { readonly paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>> }

/** What is said of addresses and methods that are no route's, some of it before anybody looks whether they are. */
const ofNoRoute = ['notFound', 'methodNotAllowed', 'foreignOrigin', 'passwordExpired', 'secondFactorNeeded', 'tooMany'];

/** @returns throws where a refusal is not declared */
export function declaredBy(baseUrl: string): (method: string, path: string, code: string) => Promise<void> {
  let document: Promise<Described> | undefined;
  return async (method, path, code) => {
    const { paths } = await (document ??= fetch(`${baseUrl}/api/v1/openapi.json`).then((answer) => answer.json() as Promise<Described>));
    const asked = `/api/v1${path}`.replace(/\?.*$/, ''), fitting = Object.keys(paths).filter((template) => patternOf(template).test(asked) && paths[template]![method.toLowerCase()]);
    // of several the one that names most of the address, as the router takes it
    const template = fitting.sort((a, b) => variablesIn(a) - variablesIn(b))[0];
    const declared = template ? Object.values(paths[template]![method.toLowerCase()]!.responses).flatMap(({ description }) => description.split(', ')) : ofNoRoute;
    if (!declared.includes(code)) throw new Error(`${method} ${asked} was refused as ${code}, which openapi.json does not declare${template ? '' : ', nor the route'}`);
  };
}
const variablesIn = (template: string): number => template.split('{').length;
const patternOf = (template: string): RegExp => new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`);
