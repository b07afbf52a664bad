import type { DefinitionSource } from '../../check/source.ts'
import { normalize } from '../../detector/formats/normalize.ts'
import type { TerraformModules } from '../../detector/formats/read-for-check.ts'
import { isDefinition } from '../../detector/formats/structure.ts'
import { taskResourcesOf } from '../../detector/formats/task-resources.ts'
import type { Problem } from '../../errors.ts'
import { placeFinder } from '../../files/document/place.ts'
import { isTerraformFile, type SourceDocument } from '../../files/document/tree.ts'
import { present } from '../../present.ts'
import { HARMLESS_CODES, loadForMigration } from '../rewrite/rewrite.ts'
import type { MigrationContext } from './ports.ts'

/** A file with task definitions and the keys of the services that run it. */
export type MigrationSource = Omit<DefinitionSource, 'service'> & {
  readonly services: readonly string[]
  /** The file does not exist yet, and is written from this live revision. */
  readonly revision?: string
  /** A template of CloudFormation or Terraform: it is rewritten, but never rendered or deployed here. */
  readonly isTemplate?: true
  /** The services were not named by the inputs but found because they run the file's family. */
  readonly isAttached?: true
}

/** sourcesOf returns each file once, with all of its services. The stack of a template has none. */
export function sourcesOf(
  targets: readonly DefinitionSource[],
  modules: TerraformModules
): readonly MigrationSource[] {
  const byFile = new Map<string, MigrationSource>()
  for (const { service, ...target } of targets) {
    const { document } = target
    const known = byFile.get(document.file)
    if (isTemplate(document)) {
      const module = isTerraformFile(document.file) ? modules : undefined
      const result = module?.read.get(document.file)?.result
      const root = normalize(result?.kind === 'tree' ? result.root : document.root, module)
      byFile.set(document.file, {
        ...target,
        ...present({ place: module?.place }),
        document: { ...document, root },
        services: [],
        isTemplate: true
      })
    } else {
      const services = [...(known?.services ?? []), ...(service === undefined ? [] : [service])]
      byFile.set(document.file, { ...target, services })
    }
  }
  return [...byFile.values()]
}

/** isTemplate reports whether a document is a template with task definitions, of CloudFormation or Terraform. */
export function isTemplate(document: Pick<SourceDocument, 'file' | 'root'>): boolean {
  return isOfTerraform(document) || taskResourcesOf(document.root).length > 0
}

/** isOfTerraform reports whether Terraform deploys a file: its own, or containers without a definition around them. */
export function isOfTerraform({ file, root }: Pick<SourceDocument, 'file' | 'root'>): boolean {
  return isTerraformFile(file) || /\.tftpl$/i.test(file) || (root.kind === 'array' && isDefinition(root))
}

/**
 * templateProblems replaces the reader's harmless problems with templates by those of a migration. Their stack deploys
 * them, so that they need no service in the configuration file.
 */
export function templateProblems(
  sources: readonly MigrationSource[],
  problems: readonly Problem[]
): readonly Problem[] {
  const templates = sources.filter(one => one.isTemplate).map(({ document }) => document)
  const files = new Set(templates.map(({ file }) => file))
  const generated = templates.filter(({ text }) => text.includes('"aws:cdk:path"'))
  const harmless = new Set([...HARMLESS_CODES, 'place-contradiction'])
  return [
    ...problems.filter(({ code, place }) => !harmless.has(code) || !files.has(place?.file ?? '')),
    ...generated.map(({ file }) => generatedTemplate(file))
  ]
}

/**
 * targetsOf returns the definitions that a deploy of this run makes of a file: one per service, and one for all
 * services that ECS does not know and that are not created.
 */
export function targetsOf(
  { services, isTemplate: _, isAttached: __, revision: ___, ...source }: MigrationSource,
  { context, missing }: { readonly context: MigrationContext; readonly missing: readonly string[] }
): readonly DefinitionSource[] {
  const { configuration, rules } = context
  const isThere = (key: string) => configuration.serviceDefinition.length > 0 || !missing.includes(key)
  const there = services.filter(isThere)
  if (there.length === 0) return [source]
  return there.map(service => {
    const entry = rules.resolved.services.find(({ key }) => key === service)
    return { ...source, service, ...present({ entry }) }
  })
}

/** withText returns a source with another text; undefined if it cannot be read. */
export async function withText(source: MigrationSource, text: string): Promise<MigrationSource | undefined> {
  const { document } = await loadForMigration(source.document.file, text)
  return document && { ...source, document, place: placeFinder(document) }
}

function generatedTemplate(file: string): Problem {
  return {
    code: 'migration-generated',
    fault: 'user',
    message: `${file} was generated by the AWS CDK: changes made in it are lost when it is generated again.`,
    hint: 'Leave it out of "task-definition". Store the credentials with the files that are written by hand, or by hand, and refer to them in the app (secrets: ecs.Secret.fromSecretsManager(…)).'
  }
}
