// The rooms and their direction (ARCHITECTURE.md). A rule's name says what to do instead.
const only = (name, from, allowed) => ({ name, severity: 'error', from: { path: from }, to: { pathNot: allowed } });
const never = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });
const test = '\\.test\\.tsx?$';

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'imports-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only('shared-protocol-imports-zod-only', `^shared-protocol/src/(?!.*${test})`, '^shared-protocol/|node_modules/zod/'),
    only('drizzle-imports-drizzle-orm-only', `^drizzle/src/(?!.*${test})`, '^drizzle/|node_modules/drizzle-orm/|^(node:)?url$'),
    never('reading-stands-alone', `^reading/src/(?!.*${test})`, '^(backend|desktop|drizzle|shared-protocol|launcher|e2e)/'),
    never('desktop-and-backend-never-meet', '^desktop/', '^backend/'),
    never('backend-and-desktop-never-meet', '^backend/', '^desktop/'),
    never('agents-through-runs-only', '^backend/src/(routes|realtime)/', '^backend/src/agents/'),
    never('rpc-imports-no-room', '^desktop/src/rpc/', '^desktop/src/(core|hosts|renderer)/'),
    never('core-knows-no-host', '^desktop/src/core/', '^desktop/src/(hosts|renderer)/'),
    never('renderer-speaks-rpc-only', '^desktop/src/renderer/', '^desktop/src/(core|hosts)/'),
    {
      // Schemas bring zod along: their types are free, their values are paid for at every start of the page.
      name: 'page-imports-no-schemas',
      severity: 'error',
      from: { path: `^desktop/src/renderer/(?!test/|.*${test})` },
      to: {
        path: '^desktop/src/rpc/(?!(limits|note-links|window-messages)\\.ts$)|node_modules/zod/',
        dependencyTypesNot: ['type-only'],
      },
    },
    never('hosts-know-no-view', '^desktop/src/hosts/', '^desktop/src/renderer/'),
    never('electron-in-its-host-only', '^desktop/src/(?!hosts/electron/)', 'node_modules/electron/'),
    never('launcher-knows-no-app', '^launcher/', '^(backend|desktop|e2e)/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
