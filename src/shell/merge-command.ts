import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import type { Problem } from '../errors.ts'
import type { Gate } from '../gate/gate.ts'
import { type MergePorts, type MergeResult, runMerge } from '../modes/merge.ts'
import { present } from '../present.ts'
import { problemsToText } from '../report/text.ts'
import { writeTextFile } from '../workspace/write-text.ts'
import type { CommandRun } from './run-command.ts'
import { writingArea } from './run-mode.ts'
import type { Streams } from './stream-log.ts'
import { VERSION } from './version.ts'

/** The document of an audit of 2,000 services with 20,000 revisions has 20 MB. Node reads no text of 512 MB. */
const MAX_MEGABYTES = 250

type Words = {
  readonly texts: Readonly<Record<string, string>>
  readonly words: readonly string[]
  readonly problems: readonly Problem[]
}
type Around = { readonly run: CommandRun; readonly gate: Gate; readonly streams: Streams }

/** mergeCommand runs `audit merge`, `results merge` or `check merge`, prints the result, and returns the exit code. */
export async function mergeCommand(
  { texts, words, problems }: Words,
  { run, gate, streams }: Around
): Promise<number> {
  const [kind = '', ...files] = words
  const { expect, before, output } = texts
  const format = 'json' in texts ? 'json' : texts['format']
  const { 'summary-file': summary, 'sarif-file': sarif, 'report-file': report } = texts
  const inputs = { kind, files, ...present({ expect, before, format, output, summary, sarif, report }) }
  const done: MergeResult =
    problems.length > 0
      ? { text: undefined, problems, exitCode: 2 }
      : await runMerge(inputs, portsOf(run, gate))
  if (done.text !== undefined) streams.out(done.text)
  streams.err(
    gate.write(done.problems, all =>
      problemsToText(all)
        .map(line => `${line}\n`)
        .join('')
    )
  )
  return done.exitCode
}

function portsOf({ environment, workspace }: CommandRun, gate: Gate): MergePorts {
  const area = writingArea(environment, workspace, true)
  const links = new Set<string>()
  return {
    version: VERSION,
    now: Date.now,
    filesIn: path => filesIn(workspace, path, links),
    read: file =>
      links.has(file)
        ? { why: 'its file is a link, which is not followed' }
        : readOne(resolve(workspace, file)),
    write: (file, merged, render) => writeTextFile({ area, file }, gate.write(merged, render)),
    show: (merged, render) => gate.write(merged, render)
  }
}

/** The links in a folder are added to `links`: what was downloaded must not lead elsewhere, and is not left out. */
function filesIn(workspace: string, path: string, links: Set<string>): readonly string[] | undefined {
  const whole = resolve(workspace, path)
  const found = statSync(whole, { throwIfNoEntry: false })
  if (found === undefined) return undefined
  if (!found.isDirectory()) return [path]
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter(entry => !entry.isDirectory() && entry.name.endsWith('.json'))
    .map(entry => {
      const file = join(path, relative(whole, join(entry.parentPath, entry.name)))
      if (entry.isSymbolicLink()) links.add(file)
      return file
    })
}

function readOne(file: string): ReturnType<MergePorts['read']> {
  try {
    const megabytes = Math.ceil(statSync(file).size / 1_000_000)
    if (megabytes <= MAX_MEGABYTES) return { text: readFileSync(file, 'utf8') }
    const why = `its file has ${megabytes} MB, of which at most ${MAX_MEGABYTES} are read: let each job cover fewer clusters or services`
    return { why }
  } catch {
    return { why: 'its file cannot be read' }
  }
}
