import type { WorkTree } from '#rpc/projects.ts';

type TreeClient = WorkTree['clients'][number];
type TreeProject = WorkTree['projects'][number];

/** A group of projects that no client holds, or that are over. */
export type GroupId = 'no client' | 'archived';
export type NodeKey = `client ${string}` | `project ${string}` | `group ${GroupId}`;

/** One visible row of the tree, with its place among its siblings. */
export interface TreeRow {
  key: NodeKey;
  kind: 'client' | 'project' | 'group';
  /** Of a client or a project; a group's own name. */
  id: string;
  name: string;
  level: number;
  /** Undefined where nothing hangs on it. */
  expanded: boolean | undefined;
  /** Of a project: tasks that are open; of what holds projects: of all beneath it. */
  open: number;
  archived: boolean;
  parent: NodeKey | undefined;
  position: number;
  siblings: number;
  /** The client that a project belongs to, or that stands above a client. */
  clientId: string | null;
}

interface Node {
  row: Omit<TreeRow, 'level' | 'expanded' | 'parent' | 'position' | 'siblings'>;
  children: Node[];
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string | null): Map<string | null, Item[]> {
  const groups = new Map<string | null, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function projectNode({ id, name, open, status, client_id: clientId }: TreeProject): Node {
  return {
    row: { key: `project ${id}`, kind: 'project', id, name, open, archived: status === 'archived', clientId },
    children: [],
  };
}

function groupNode(id: GroupId, name: string, children: Node[]): Node {
  const open = children.reduce((sum, { row }) => sum + row.open, 0);
  return { row: { key: `group ${id}`, kind: 'group', id, name, open, archived: id === 'archived', clientId: null }, children };
}

/** Clients with those below them and their projects, then projects of no client, then archived ones. */
function nodesOf({ clients, projects }: WorkTree): Node[] {
  const known = new Set(clients.map(({ id }) => id));
  const held = (id: string | null) => (id !== null && known.has(id) ? id : null);
  const below = grouped(clients, ({ parent_id: parent }) => held(parent));
  const active = grouped(
    projects.filter(({ status }) => status === 'active'),
    ({ client_id: client }) => held(client),
  );
  const seen = new Set<string>();
  function clientNode({ id, name, parent_id: parent }: TreeClient): Node {
    seen.add(id);
    const children = [
      ...(below.get(id) ?? []).filter((client) => !seen.has(client.id)).map(clientNode),
      ...(active.get(id) ?? []).map(projectNode),
    ];
    const open = children.reduce((sum, { row }) => sum + row.open, 0);
    return { row: { key: `client ${id}`, kind: 'client', id, name, open, archived: false, clientId: parent }, children };
  }
  const roots = (below.get(null) ?? []).map(clientNode);
  const free = (active.get(null) ?? []).map(projectNode);
  const archived = projects.filter(({ status }) => status === 'archived').map(projectNode);
  return [
    ...roots,
    ...(free.length > 0 ? [groupNode('no client', 'Without a client', free)] : []),
    ...(archived.length > 0 ? [groupNode('archived', 'Archived', archived)] : []),
  ];
}

/** Whether a node is open: clients and projects without one are, unless the user folded them; what is archived is not. */
export function isExpanded({ key, folded }: { key: NodeKey; folded: ReadonlySet<string> }): boolean {
  return key === 'group archived' ? folded.has(key) : !folded.has(key);
}

function matching(nodes: readonly Node[], words: readonly string[]): Node[] {
  return nodes.flatMap((node) => {
    const name = node.row.name.toLowerCase();
    if (node.row.kind !== 'group' && words.every((word) => name.includes(word))) return [node];
    const children = matching(node.children, words);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}

/** The rows to show, in order. A search shows what matches and what stands above it, all of it open. */
export function treeRows({
  tree,
  folded,
  search,
}: {
  tree: WorkTree;
  /** Keys whose state is not the one that they have by themselves. */
  folded: ReadonlySet<string>;
  search: string;
}): TreeRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const nodes = words.length === 0 ? nodesOf(tree) : matching(nodesOf(tree), words);
  const rows: TreeRow[] = [];
  function add(siblings: readonly Node[], level: number, parent: NodeKey | undefined): void {
    for (const [index, { row, children }] of siblings.entries()) {
      const isOpen = words.length > 0 || isExpanded({ key: row.key, folded });
      const expanded = children.length === 0 ? undefined : isOpen;
      rows.push({ ...row, level, expanded, parent, position: index + 1, siblings: siblings.length });
      if (expanded) add(children, level + 1, row.key);
    }
  }
  add(nodes, 1, undefined);
  return rows;
}

/** Clients that may stand above one: not itself, nor any below it. */
export function clientsAbove({ tree, id }: { tree: WorkTree; id: string }): TreeClient[] {
  const below = new Set([id]);
  for (let size = 0; size < below.size;) {
    size = below.size;
    for (const client of tree.clients) if (client.parent_id !== null && below.has(client.parent_id)) below.add(client.id);
  }
  return tree.clients.filter((client) => !below.has(client.id));
}
