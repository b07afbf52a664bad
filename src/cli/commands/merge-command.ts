import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { systemCodeOf } from '../../errors.ts'
import { decodeText, readingAdvice, systemReason } from '../../files/read.ts'
import { writeTextFile } from '../../files/write/writer.ts'
import { type MergePorts, type MergeResult, runMerge } from '../../modes/merge.ts'
import { present } from '../../present.ts'
import type { Gate } from '../../report/gate/gate.ts'
import { problemsToText } from '../../report/problem-text.ts'
import { writingArea } from '../../run/run-mode.ts'
import type { TypedFlags } from '../flags.ts'
import type { Streams } from '../terminal/stream-log.ts'
import type { CommandRun } from './run-command.ts'

/** The document of an audit of 2,000 services with 20,000 revisions has 20 MB. Node reads no text of 512 MB. */
const MAX_MEGABYTES = 250

type Around = { readonly run: CommandRun; readonly gate: Gate; readonly streams: Streams }

/** mergeCommand runs `audit merge`, `results merge` or `check merge`, prints the result, and returns the exit code. */
export function mergeCommand({ texts, words, problems }: TypedFlags, { run, gate, streams }: Around): number {
  const [kind = '', ...files] = words
  const { expect, output, 'summary-file': summary } = texts
  const format = 'json' in texts ? 'json' : texts['format']
  const inputs = { kind, files, ...present({ expect, format, output, summary }) }
  const done: MergeResult =
    problems.length > 0 ? { text: undefined, problems, exitCode: 2 } : runMerge(inputs, portsOf(run, gate))
  if (done.text !== undefined) streams.out(done.text)
  else if (format === 'json') {
    streams.out(gate.write(done, notMerged))
    return done.exitCode
  }
  streams.err(
    gate.write(done.problems, all =>
      problemsToText(all)
        .map(line => `${line}\n`)
        .join('')
    )
  )
  return done.exitCode
}

/** What stands for a merge that could not be made. */
function notMerged({ problems, exitCode }: MergeResult): string {
  return `${JSON.stringify({ version: 1, kind: 'merge', verdict: 'unknown', problems, exitCode })}\n`
}

function portsOf({ environment, workspace }: CommandRun, gate: Gate): MergePorts {
  const area = writingArea(environment, workspace, true)
  return {
    now: Date.now,
    filesIn: path => filesIn(workspace, path),
    read: file => readOne(resolve(workspace, file)),
    write: (file, merged, render) => writeTextFile({ area, file }, gate.write(merged, render)),
    external: text => gate.external(text),
    show: (merged, render) => gate.write(merged, render)
  }
}

/**
 * A folder that cannot be read stands for its files; reading it shows why. Links are not followed, and not left out.
 */
function filesIn(workspace: string, path: string): readonly string[] | undefined {
  try {
    const found = statSync(resolve(workspace, path), { throwIfNoEntry: false })
    if (found === undefined) return undefined
    if (!found.isDirectory()) return [path]
    return readdirSync(resolve(workspace, path), { withFileTypes: true }).flatMap(entry => {
      const file = join(path, entry.name)
      if (entry.isDirectory()) return filesIn(workspace, file) ?? []
      return entry.isSymbolicLink() || /\.json$/i.test(entry.name) ? [file] : []
    })
  } catch {
    return [path]
  }
}

/** What was downloaded must not lead elsewhere, and reading a pipe or a device could wait forever. */
function readOne(file: string): ReturnType<MergePorts['read']> {
  try {
    const found = lstatSync(file)
    if (!found.isFile() && !found.isDirectory()) return { why: 'it is not a regular file', hint: PLAIN_FILE }
    if (found.size > MAX_MEGABYTES * 1_000_000)
      return { why: `it has more than ${MAX_MEGABYTES} MB`, hint: 'Let each job cover fewer services.' }
    // PowerShell writes UTF-16 with a byte order mark, or UTF-8 with one.
    return { text: decodeText(readFileSync(file)).replace(/^\uFEFF/, '') }
  } catch (error) {
    if (systemCodeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return { why: 'its file is not text in UTF-8 or UTF-16', hint: PLAIN_FILE }
    return { why: `it cannot be read: ${systemReason(error)}`, hint: readingAdvice(error) }
  }
}

const PLAIN_FILE = 'Write the JSON to a file in UTF-8, and merge again.'
