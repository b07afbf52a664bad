import { configuredServices } from '../adoption/configured.ts'
import { arrange } from '../adoption/propose/arrange.ts'
import { compareConfiguration, lackingLine } from '../adoption/propose/complete-configuration.ts'
import { configurationText, missingLines } from '../adoption/propose/configuration-text.ts'
import { credentialAsName } from '../adoption/propose/credential-as-name.ts'
import { type NewFile, workflowsFor } from '../adoption/propose/new-workflows.ts'
import {
  type CommandPorts,
  type CommandResult,
  type PassedOver,
  readRepository
} from '../adoption/read-repository.ts'
import { elsewhereLines, nothingFound } from '../adoption/survey/elsewhere.ts'
import { inGit, surveyRepository } from '../adoption/survey/survey.ts'
import { surveyTable, surveyToJson } from '../adoption/survey/table.ts'
import { remarksBeyond } from '../checking/find/beyond-reach.ts'
import type { Problem } from '../errors.ts'
import { CONFIG_FILES } from '../inputs/topics/check-inputs.ts'
import { present } from '../present.ts'
import { findConfigFile } from '../workspace/find/find.ts'

/**
 * runInit inspects the repository and shows what it deploys where, with the source of each value, followed by
 * the configuration file and the workflows derived from that. Files are written only with `write`, and
 * existing files are never overwritten; a configuration file that does not say what is deployed where gets it at its
 * end.
 */
export async function runInit(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return { lines: [], problems: read.problems }
  const { workflows } = read
  const passedOver = await passedOverWords(read.passedOver)
  const survey = inGit(surveyRepository(workflows, read.definitions), read.files)
  if (survey.entries.length === 0) return nothing(passedOver, workflows.length)
  const {
    file: configuration,
    exists: isConfigured,
    problem: ambiguous
  } = findConfigFile(ports.workspace, CONFIG_FILES)
  if (ambiguous) return { lines: [], problems: [ambiguous] }
  const configured = isConfigured ? await servicesIn(configuration, ports) : []
  const arrangement = arrange(survey)
  const existing = isConfigured ? ports.read(configuration) : undefined
  const { completed, lacking } = compareConfiguration(existing, { configured, arrangement, survey })
  const text = completed?.text ?? configurationText(arrangement, survey, { exists: isConfigured })
  const files = [{ file: configuration, text }, ...workflowsFor(arrangement, survey)]
  const holding = files.filter(({ text }) => ports.holdsCredential(text))
  const problems: Problem[] = holding.map(({ file }) => credentialAsName(file, survey, ports))
  const lines = [...surveyTable(survey)]
  const quoted = new Set<number>()
  const written: FileResult[] = []
  for (const { file, text } of files) {
    const exists = ports.exists(file)
    const added = file === configuration ? completed?.added : undefined
    const state = added ? ' exists; at its end is added' : exists ? LEFT : ''
    lines.push('', `${file}${state}:`)
    for (const line of added?.map(one => `+${one}`) ?? text.trimEnd().split('\n'))
      quoted.add(lines.push(`  ${line}`) - 1)
    const isOpen = write && (!exists || added !== undefined) && holding.length === 0 && lacking.length === 0
    const problem = isOpen ? ports.write(file, text, { isNew: !exists }) : undefined
    const isWritten = isOpen && problem === undefined
    written.push({ file, text, exists, written: isWritten })
    if (problem) problems.push(problem)
    if (isWritten) lines.push(`  -> written`)
  }
  lines.push(
    '',
    ...passedOver,
    ...missingLines(survey, { file: configuration, exists: isConfigured && !completed, configured }),
    lacking.length > 0 ? lackingLine(configuration, lacking) : lastLine(write, written)
  )
  const exitCode = write && lacking.length > 0 ? 2 : undefined
  return {
    document: { ...surveyToJson(survey), notRead: passedOver, files: written },
    lines,
    quoted,
    problems,
    ...present({ exitCode })
  }
}

const LEFT = ' exists and is left as it is; this is what would be written'

/** One file as the document of `--json` lists it. */
type FileResult = NewFile & { readonly exists: boolean; readonly written: boolean }

function lastLine(write: boolean, files: readonly FileResult[]): string {
  if (files.some(({ written }) => written)) return 'Review the files, and run "ecs-sealed-deploy check".'
  if (files.every(({ exists }) => exists)) return 'Nothing was written: every file exists already.'
  return write ? 'Nothing was written.' : 'Nothing was written; --write does.'
}

/** A file that cannot be read is reported by the check; here it says nothing. */
async function servicesIn(file: string, ports: CommandPorts) {
  return configuredServices(file, ports.read(file))
}

/** passedOverWords says what is not in the output of such a command, because it was not read. */
export async function passedOverWords({
  unread,
  beyond,
  elsewhere,
  templates
}: PassedOver): Promise<readonly string[]> {
  const told = elsewhereLines(elsewhere, templates)
  if (unread.length + beyond.length === 0) return told
  return [...[...unread, ...remarksBeyond(beyond)].map(({ message }) => message), ...told]
}

const nothing = (notRead: readonly string[], workflows: number): CommandResult => ({
  document: { notRead },
  lines: notRead,
  problems: [nothingFound(workflows)]
})
