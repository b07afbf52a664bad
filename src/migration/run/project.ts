import { AwsError } from '../../aws/error.ts'
import { loadSources } from '../../checking/load/load-sources.ts'
import type { DocumentNode, ObjectNode } from '../../document/tree.ts'
import { present } from '../../present.ts'
import { collectReferences } from '../../references/collect.ts'
import { parseReference } from '../../references/parse.ts'
import type { SecretInUse } from '../names.ts'
import { SecretValue } from '../secret-value.ts'
import { siblingCandidates } from './find/credentials.ts'
import { type RestOfProject, type SourcesWithRevisions, sourcesOf } from './find/sources.ts'
import type { LoadedMigration } from './load.ts'
import type { MigrationContext } from './ports.ts'
import { type RenderScope, renderFor } from './render.ts'
import { withTemplates } from './templates.ts'

/**
 * readProject reads the files of services that are not part of the run, and the values of the secrets that the
 * project's files already refer to, so that one service alone gets the same names and secrets as all services together.
 * A value that may not be read is reported and not compared. Throws AwsError for anything but a denial.
 */
export async function readProject(migration: LoadedMigration, scope: RenderScope): Promise<RestOfProject> {
  const { context, loaded, project } = migration
  const { configuration, ports } = context
  const { services: _, ...all } = configuration
  const whole =
    Array.isArray(configuration.services) && configuration.services.length > 0
      ? withTemplates(
          await loadSources(all, { workspace: ports.workspace, keepSource: () => {} }, project.resolved)
        )
      : undefined
  const own = new Set(loaded.targets.map(({ document }) => document.file))
  const targets = (whole?.targets ?? []).filter(({ document }) => !own.has(document.file))
  const beside: SourcesWithRevisions = {
    ...(whole ?? loaded),
    targets,
    files: [...new Set(targets.map(({ document }) => document.file))],
    revisions: new Map()
  }
  const used: Used[] = []
  for (const target of [...loaded.targets, ...targets]) {
    const { document, service } = target
    const rendered = await renderFor(document, target, scope)
    used.push(...usedIn(rendered.root ?? document.root, service, context))
  }
  const read = await readInUse(used, context)
  return {
    sources: sourcesOf(beside),
    siblings: targets.length === 0 ? [] : await siblingCandidates(beside, { configuration, project, ports }),
    ...read
  }
}

/** A reference whose value can be compared. `id` identifies it in the store. */
type Used = {
  readonly id: string
  readonly key?: string
  readonly variable: string
  readonly service?: string
}

function usedIn(root: DocumentNode, service: string | undefined, context: MigrationContext): readonly Used[] {
  if (root.kind !== 'object') return []
  return collectReferences(root satisfies ObjectNode).flatMap(({ node, name, field }) => {
    if (field !== 'secrets' || node.value.includes('${{')) return []
    const found = idOf(node.value, context)
    return found === undefined ? [] : [{ ...found, variable: name, ...present({ service }) }]
  })
}

/**
 * Only references to the store, account and Region that this run stores in. A reference to a specific version can have
 * another value and is skipped.
 */
function idOf(
  text: string,
  { configuration, region, account }: MigrationContext
): { readonly id: string; readonly key?: string } | undefined {
  const parsed = parseReference(text)
  const isHere = (where: { readonly region: string; readonly account: string }) =>
    where.region === region && where.account === account
  switch (parsed.kind) {
    case 'secret-name':
    case 'secret-arn': {
      const { tail } = parsed
      if (configuration.store !== 'secretsmanager' || tail?.versionId || tail?.versionStage) return undefined
      if (parsed.kind === 'secret-arn' && !isHere(parsed)) return undefined
      const id = parsed.kind === 'secret-name' ? parsed.name : text.split(':').slice(0, 7).join(':')
      return { id, ...(tail?.jsonKey ? { key: tail.jsonKey } : {}) }
    }
    case 'parameter-name':
      return configuration.store === 'ssm' ? { id: parsed.name } : undefined
    case 'parameter-arn':
      return configuration.store === 'ssm' && isHere(parsed) ? { id: `/${parsed.resource}` } : undefined
    case 'bare':
    case 'malformed':
      return undefined
  }
}

async function readInUse(
  used: readonly Used[],
  context: MigrationContext
): Promise<Pick<RestOfProject, 'inUse' | 'remarks'>> {
  const inUse: SecretInUse[] = []
  const denied: string[] = []
  for (const id of new Set(used.map(one => one.id))) {
    const read = await readOne(id, context)
    if (read === 'denied') denied.push(id)
    if (read === undefined || read === 'denied') continue
    const own = used.filter(one => one.id === id)
    for (const key of new Set(own.map(one => one.key))) {
      const text = key === undefined ? read.value.reveal() : memberOf(read.value, key)
      if (text === undefined || text === '') continue
      const by = own.filter(one => one.key === key)
      context.ports.mask([text])
      inUse.push({
        secret: read.name,
        value: new SecretValue(text),
        services: by.flatMap(({ service }) => service ?? []),
        variables: by.map(({ variable }) => variable),
        ...present({ key })
      })
    }
  }
  const remarks =
    denied.length === 0
      ? []
      : [
          `Not compared with the values of the files: ${denied.join(', ')} (no permission to read ${denied.length === 1 ? 'it' : 'them'}). A value that is stored there already would get a second secret.`
        ]
  return { inUse, remarks }
}

async function readOne(
  id: string,
  { cloud, configuration }: MigrationContext
): Promise<{ readonly name: string; readonly value: SecretValue } | 'denied' | undefined> {
  try {
    const found = await cloud.stores[configuration.store].look(id)
    if (found === undefined || found.deletedAt !== undefined || found.unfit !== undefined) return undefined
    const read = await cloud.values[configuration.store].read(found.name)
    return read === undefined ? undefined : { name: found.name, value: read.value }
  } catch (error) {
    if (error instanceof AwsError && error.kind === 'denied') return 'denied'
    throw error
  }
}

function memberOf(value: SecretValue, key: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(value.reveal())
    if (typeof parsed !== 'object' || parsed === null || !Object.hasOwn(parsed, key)) return undefined
    const member: unknown = (parsed as Readonly<Record<string, unknown>>)[key]
    return typeof member === 'string' ? member : undefined
  } catch {
    return undefined
  }
}
