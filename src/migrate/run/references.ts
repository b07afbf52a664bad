import type { Remark } from '../../errors.ts'
import { isTerraformFile } from '../../files/document/tree.ts'
import {
  type DeployingPlace,
  deployingPlaces,
  isDeployer,
  type Otherwise
} from '../../files/find/otherwise.ts'
import { trackedFiles } from '../../files/git/git.ts'
import { readTextFile } from '../../files/read.ts'
import { someOf } from '../../list.ts'
import { escapePattern } from '../../pattern.ts'
import type { MigrationContext } from './ports.ts'

/** The files whose references are written as full ARNs, and the notes about the choice. */
export type ReferenceStyle = { readonly byArn: ReadonlySet<string>; readonly remarks: readonly Remark[] }

/** A place that registers some of the files of a migration without this program, or may. */
export type OtherRegistration = Omit<Otherwise, 'write'> & { readonly files: readonly string[] }

/**
 * chooseReferences decides for each file whether it refers to its secrets by full ARN or by the short form, which only
 * this program resolves: as the input states, otherwise by ARN if something else in the repository registers the file.
 */
export function chooseReferences(
  files: readonly string[],
  { configuration: { references }, ports }: Pick<MigrationContext, 'configuration' | 'ports'>
): ReferenceStyle {
  if (files.length === 0) return { byArn: new Set(), remarks: [] }
  if (references === 'arn') return { byArn: new Set(files), remarks: [{ message: byArnSentence(files) }] }
  const tracked = trackedFiles(ports)
  const read = (file: string) => {
    const opened = readTextFile(ports.workspace, file)
    return 'text' in opened ? opened.text : ''
  }
  const found = 'paths' in tracked ? registrationsOf(tracked.paths, read, files) : []
  if (found.length === 0) return { byArn: new Set(), remarks: [] }
  const places = someOf([...new Set(found.map(({ file, line, what }) => `${file}:${line} (${what})`))])
  const shared = files.filter(file => found.some(one => one.files.includes(file)))
  if (references !== 'name') {
    const message = `${byArnSentence(shared)} Registered by ${places}, too, or possibly, and only this action resolves the short form. To write that anyway, set references: name.`
    return { byArn: new Set(shared), remarks: [{ message }] }
  }
  const message = `references: name is set, and ${places} registers ${someOf(shared)}, too, or possibly: ECS refuses the short form there, which only this action resolves. Leave the input out, or change that deploy in the same commit.`
  return { byArn: new Set(), remarks: [{ message, isWarning: true }] }
}

function byArnSentence(files: readonly string[]): string {
  return `${someOf(files)}: references are written as the full ARN of the secret (of a new one, it is known once it exists; until then its name is shown).`
}

/** Ways to deploy that register no file: restarts, tasks, and what starts from the revision that runs. */
const WITHOUT_FILE =
  /update[-_]service|create-service|describe-|run-task|\bwait\b|create-deployment|imagedefinitions|^ecs-deploy|^ecs deploy/
/** Ways that name the file in their configuration, where it is looked for. */
const BY_CONFIGURATION = /^(?:ecspresso|AWS Copilot|copilot|ecs-cli|Terraform)\b/
const USES = /^\s*(?:-\s*)?uses:/

/**
 * registrationsOf finds what registers some of `files` without this program. Where a place does not show which file
 * it takes, those that its own file mentions count, otherwise all: an ARN is right for every deployer.
 */
export function registrationsOf(
  tracked: readonly string[],
  read: (file: string) => string,
  files: readonly string[]
): readonly OtherRegistration[] {
  return tracked
    .filter(file => !/(?:^|\/)node_modules\//.test(file))
    .flatMap(file => {
      const whole = isDeployer(file) || isTerraformFile(file) ? read(file) : ''
      return placesIn(file, whole).flatMap(({ line, what, text }) => {
        const mentioned = namedIn(whole, files) ?? []
        const own = namedIn(text, files)
        // the file of another name is made from one that is mentioned
        const others = mentioned.length > 0 ? mentioned : (own ?? files)
        const possible = own?.length ? own : BY_CONFIGURATION.test(what) ? [] : others
        return possible.length === 0 ? [] : [{ file, line, what, files: possible }]
      })
    })
}

function placesIn(file: string, whole: string): readonly Omit<DeployingPlace, 'file' | 'write'>[] {
  const lines = whole.split(/\r?\n/)
  if (isTerraformFile(file))
    return lines.flatMap((text, index) =>
      /^[^#]*\b(?:template)?file\(/.test(text) ? [{ line: index + 1, what: 'Terraform', text }] : []
    )
  // the file of a render step is what its deploy step registers
  const isRendered = /\brender(?:-task-definition)?@/.test(whole)
  return deployingPlaces(file, whole)
    .filter(({ what }) => !WITHOUT_FILE.test(what))
    .map(one => (USES.test(one.text) ? { ...one, text: inputOf(lines, one.line - 1) } : one))
    .filter(({ what, text }) => !(isRendered && what.startsWith('aws-actions/') && text.includes('steps.')))
}

/** The input "task-definition" of a step, as it is written. */
function inputOf(lines: readonly string[], uses: number): string {
  const next = lines.findIndex((line, index) => index > uses && /^\s*-\s+\w+:/.test(line))
  const step = lines.slice(uses, next < 0 ? lines.length : next).join('\n')
  return /^\s*task-definition:(.*)$/m.exec(step)?.[1] ?? ''
}

/** Those of the files that a text contains, with anything for its expressions; undefined if it contains no file. */
function namedIn(text: string, files: readonly string[]): readonly string[] | undefined {
  const open = text.replaceAll(/\$\{\{.*?\}\}|\$\{[^}]*\}|\$\(\w+\)|\{[\w.]+\}|\$\w+/g, '*')
  const names = open
    .match(/[\w./*-]{0,200}\.(?:json[c5]?|ya?ml)\b/g)
    ?.map(name => name.replace(/^.*\.\.\/|^[./]+/, ''))
  if (names === undefined) return undefined
  const patterns = names.map(name => new RegExp(`(?:^|/)${name.split(/\*+/).map(escapePattern).join('.*')}$`))
  return files.filter(file =>
    patterns.some((pattern, index) => pattern.test(file) || names[index]?.endsWith(`/${file}`))
  )
}
