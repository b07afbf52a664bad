import { remarksBeyond } from '../check/beyond.ts'
import { type CommandPorts, type CommandResult, readRepository } from '../cli/adoption/repository.ts'
import type { Workflow } from '../cli/adoption/workflow.ts'
import type { Problem } from '../errors.ts'
import { otherwiseLines } from '../files/find/otherwise.ts'
import { unknownInputs } from '../inputs/problems.ts'
import { ACTION_INPUTS } from '../inputs/tables/specification.ts'

/** A changed line of a file; only its `uses` is shown. */
type ShownEdit = { readonly line: number; readonly removed: string; readonly inserted: string }

const PLACE = 'ecs-sealed-deploy/ecs-sealed-deploy'
const USES =
  /(\buses:[ \t]*)(['"]?)aws-actions\/amazon-ecs-(render|deploy)-task-definition@[^\s'"#]+\2(?:[ \t]+#[ \t]*v?\d[\w.]*(?=[ \t]*\r?$))?/

const PINNED = /@[0-9a-f]{40}\b/
const UNPINNED =
  'the step was pinned to a commit, and v1 is a tag that moves. To pin it, write the commit of the release that you have reviewed in place of v1.'

/**
 * runAdopt changes the steps of AWS's two actions to the actions of this project that take their inputs, one line each,
 * and lists what it cannot change: an unknown input, a pin to a commit, what deploys in another way. It shows the
 * lines, and changes files only with `write`.
 */
export async function runAdopt(
  { write }: { readonly write: boolean },
  ports: CommandPorts
): Promise<CommandResult> {
  const read = await readRepository(ports)
  if ('problems' in read) return { document: { files: [] }, lines: [], problems: read.problems }
  const notRead = [...read.notRead, ...remarksBeyond(read.beyond).map(({ message }) => message)]
  const lines: string[] = []
  const problems: Problem[] = []
  const files: object[] = []
  const left: string[] = []
  for (const workflow of read.workflows) {
    const { text, edits, strange } = rewritten(workflow)
    const { file } = workflow
    left.push(
      ...strange.map(line => `${file}:${line}: its "uses" is not written as usual, and stays as it is.`),
      ...edits.flatMap(({ line, removed }) => (PINNED.test(removed) ? [`${file}:${line}: ${UNPINNED}`] : [])),
      ...unknownIn(workflow)
    )
    if (edits.length === 0) continue
    const problem = write ? ports.write(file, text, { isNew: false }) : undefined
    if (problem) problems.push(problem)
    files.push({ file, edits, written: write && problem === undefined })
    const changes = edits.flatMap(({ line, removed, inserted }) => [
      `  ${line} - ${removed}`,
      `  ${line} + ${inserted}`
    ])
    lines.push(`${file}:`, ...changes, '')
  }
  const rest = [...left, ...otherwiseLines(read.otherwise), ...notRead]
  const last = lastLine({ isChanged: files.length > 0, write, isAll: rest.length === 0 })
  const document = { notRead, otherwise: read.otherwise, left, files }
  return { document, lines: [...lines, ...rest, last], problems }
}

function rewritten({ text, steps }: Workflow): {
  readonly text: string
  readonly edits: readonly ShownEdit[]
  readonly strange: readonly number[]
} {
  const lines = text.split('\n')
  const edits: ShownEdit[] = []
  const strange: number[] = []
  for (const { line } of steps.filter(({ isOfAws }) => isOfAws)) {
    const [removed] = USES.exec(lines[line - 1] ?? '') ?? []
    if (removed === undefined) {
      strange.push(line)
      continue
    }
    const inserted = removed.replace(USES, `$1${PLACE}/$3@v1`)
    edits.push({ line, removed, inserted })
    lines[line - 1] = (lines[line - 1] ?? '').replace(removed, () => inserted)
  }
  return { text: lines.join('\n'), edits, strange }
}

/** The inputs of the steps that no action of this project has; the runner ignores case. */
function unknownIn({ file, steps }: Workflow): readonly string[] {
  const inputs = steps.filter(({ isOfAws }) => isOfAws).flatMap(step => step.inputs)
  return inputs.flatMap(({ name, line }) =>
    unknownInputs([name.toLowerCase()], ACTION_INPUTS).map(
      ({ message }) =>
        `${file}:${line}: ${message} A run of this action can fail because of it: correct or remove it.`
    )
  )
}

function lastLine(done: {
  readonly isChanged: boolean
  readonly write: boolean
  readonly isAll: boolean
}): string {
  if (!done.isChanged) return done.isAll ? 'Nothing to change.' : 'Nothing to change in what was read.'
  return done.write
    ? 'Review the changes (git diff), and open a pull request.'
    : 'Nothing written. Run again with --write to make these changes.'
}
