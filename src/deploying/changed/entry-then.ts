import { readText } from '../../checking/house-file.ts'
import type { Layout } from '../../configuration/layout.ts'
import { resolveLayout } from '../../configuration/resolve-layout.ts'
import type { LayeredValue, ResolvedEntry, ResolvedLayout } from '../../configuration/resolved.ts'
import { toJson } from '../../document/tree.ts'

/** The configuration file as it was in a commit, in the environment of the run. */
export type LayoutThen =
  | { readonly kind: 'read'; readonly layout: Layout; readonly resolved: ResolvedLayout }
  /** The file did not exist. */
  | { readonly kind: 'none' }
  | { readonly kind: 'unreadable' }

/** readLayoutThen parses a configuration file's text as it was. */
export async function readLayoutThen(
  text: string | undefined,
  of: { readonly file: string; readonly environment: string | undefined; readonly now: number }
): Promise<LayoutThen> {
  if (text === undefined) return { kind: 'none' }
  const { layout, layoutProblems } = await readText(of.file, text, of.now)
  if (layoutProblems.length > 0) return { kind: 'unreadable' }
  const { environment } = of
  const isKnown = environment === undefined || layout.environments.has(environment)
  const resolved = resolveLayout(layout, isKnown ? environment : undefined)
  return { kind: 'read', layout, resolved }
}

/** changedParts names what an entry says otherwise than it did; empty where it says the same. */
export function changedParts(entry: ResolvedEntry, before: ResolvedEntry): readonly string[] {
  const [now, then] = [partsOf(entry), partsOf(before)]
  return [...new Set([...now.keys(), ...then.keys()])].filter(part => now.get(part) !== then.get(part))
}

/** What an entry comes to, whichever level says it and wherever that stands. */
function partsOf(entry: ResolvedEntry): ReadonlyMap<string, string> {
  const { base, site, overlay, paths } = entry
  const { region, cluster, roleArn } = site
  const { images, variables, environmentVariables, secrets, ...singles } = overlay
  const maps = { image: images, variables, 'environment-variables': environmentVariables, secrets }
  const own =
    entry.kind === 'service'
      ? { service: entry.name, 'desired-count': entry.desiredCount }
      : { task: entry.task }
  const values: Readonly<Record<string, unknown>> = {
    ...own,
    'task-definition': base?.kind === 'file' ? base.path : base && ['live', base.family],
    cluster,
    region,
    'role-to-assume': roleArn,
    paths: paths.length === 0 ? undefined : paths,
    ...Object.fromEntries(Object.entries(singles).map(([key, value]) => [key, textOf(value)])),
    ...Object.fromEntries(
      Object.entries(maps).map(([key, map]) => [
        key,
        [
          key === 'image' ? textOf(overlay.image) : undefined,
          ...[...map].map(([name, one]) => [name, textOf(one)] as const).sort(byName)
        ]
      ])
    )
  }
  return new Map(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, JSON.stringify(value)] as const]
    )
  )
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function textOf(value: LayeredValue | undefined): unknown {
  return value && toJson(value.node)
}

/** movedInOrder says whether other services that both states have come before a service than did. */
export function movedInOrder(key: string, now: Layout, then: Layout): boolean {
  const both = new Set([...now.services.keys()].filter(one => then.services.has(one)))
  return earlierThan(key, now.order, both) !== earlierThan(key, then.order, both)
}

function earlierThan(key: string, order: Layout['order'], among: ReadonlySet<string>): string {
  const wave = order.findIndex(names => names.includes(key))
  // what no wave names comes last
  const before = wave < 0 ? order.flat() : order.slice(0, wave).flat()
  return JSON.stringify(before.filter(name => name !== key && among.has(name)).sort())
}
