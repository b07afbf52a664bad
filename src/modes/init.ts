import { arrange } from '../adoption/arrange.ts'
import { configurationText, missingLines } from '../adoption/configuration-text.ts'
import { credentialAsName } from '../adoption/credential-as-name.ts'
import { type NewFile, newWorkflows } from '../adoption/new-workflows.ts'
import {
  type CommandPorts,
  type CommandResult,
  type PassedOver,
  readRepository
} from '../adoption/read-repository.ts'
import { inGit, surveyRepository } from '../adoption/survey.ts'
import { surveyTable, surveyToJson } from '../adoption/survey-table.ts'
import type { Problem } from '../errors.ts'
import { CONFIG_FILES } from '../inputs/check-inputs.ts'
import { findConfigFile } from '../workspace/config-file.ts'

/**
 * runInit inspects the repository and shows what it deploys where, with the source of each value, followed by
 * the configuration file and the workflows derived from that. Files are written only with `write`, and
 * existing files are never overwritten.
 */
export async function runInit(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return { lines: [], problems: read.problems }
  const { workflows } = read
  const passedOver = await wordsFor(read.passedOver)
  const survey = inGit(surveyRepository(workflows, read.definitions), read.files)
  if (survey.entries.length === 0) return { lines: passedOver, problems: [nothingFound(workflows.length)] }
  const {
    file: configuration,
    exists: isConfigured,
    problem: ambiguous
  } = findConfigFile(ports.workspace, CONFIG_FILES)
  if (ambiguous) return { lines: [], problems: [ambiguous] }
  const configured = isConfigured ? await servicesIn(configuration, ports) : []
  const arrangement = arrange(survey)
  const files: readonly NewFile[] = [
    { file: configuration, text: configurationText(arrangement, survey, { exists: isConfigured }) },
    ...newWorkflows({
      environments: Object.keys(arrangement.environments),
      services: Object.keys(arrangement.services),
      images: survey.images,
      onlyChanged: survey.entries.length > 1 && survey.entries.every(({ paths }) => paths !== undefined)
    })
  ]
  const holding = files.filter(({ text }) => ports.holdsCredential(text))
  const problems: Problem[] = holding.map(({ file }) => credentialAsName(file, survey, ports))
  const lines = [...surveyTable(survey)]
  const quoted = new Set<number>()
  const written: FileResult[] = []
  for (const { file, text } of files) {
    const exists = ports.exists(file)
    lines.push('', `${file}${exists ? ' exists and is left as it is; this is what would be written:' : ':'}`)
    for (const line of text.trimEnd().split('\n')) quoted.add(lines.push(`  ${line}`) - 1)
    const isOpen = write && !exists && holding.length === 0
    const problem = isOpen ? ports.write(file, text, { isNew: true }) : undefined
    const isWritten = isOpen && problem === undefined
    written.push({ file, text, exists, written: isWritten })
    if (problem) problems.push(problem)
    if (isWritten) lines.push(`  -> written`)
  }
  lines.push(
    '',
    ...passedOver,
    ...missingLines(survey, { file: configuration, exists: isConfigured, configured }),
    lastLine(write, written)
  )
  return { document: { ...surveyToJson(survey), files: written }, lines, quoted, problems }
}

/** One file as the document of `--json` lists it. */
type FileResult = NewFile & { readonly exists: boolean; readonly written: boolean }

function lastLine(write: boolean, files: readonly FileResult[]): string {
  if (files.some(({ written }) => written)) return 'Review the files, and run "ecs-sealed-deploy check".'
  if (files.every(({ exists }) => exists)) return 'Nothing was written: every file exists already.'
  return write ? 'Nothing was written.' : 'Nothing was written; --write does.'
}

/** A file that cannot be read is reported by the check; here it says nothing. */
async function servicesIn(file: string, ports: CommandPorts) {
  const { configuredServices } = await import('../adoption/configured.ts')
  return configuredServices(file, ports.read(file))
}

/** What is not in the survey because it was not searched. */
async function wordsFor({ unread, beyond }: PassedOver): Promise<readonly string[]> {
  if (unread.length + beyond.length === 0) return []
  const { remarksBeyond } = await import('../checking/beyond-reach.ts')
  return [...unread, ...remarksBeyond(beyond)].map(({ message }) => message)
}

function nothingFound(workflows: number): Problem {
  return {
    code: 'nothing-to-adopt',
    fault: 'user',
    message: `None of the ${workflows} workflows deploys to ECS with a supported action or command, and git tracks no task definition.`,
    hint: 'Run it at the top of the repository, with the files committed or added to git.'
  }
}
