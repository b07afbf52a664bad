import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { systemCodeOf } from '../../errors.ts'
import { isFolderAt } from '../../files/find/find.ts'
import { decodeText, readingAdvice, readingReason } from '../../files/read.ts'
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
  const unread: Unread = new Map()
  return {
    now: Date.now,
    filesIn: path => filesIn(workspace, path, unread),
    read: file => unread.get(file) ?? readOne(resolve(workspace, file)),
    write: (file, merged, render) => writeTextFile({ area, file }, gate.write(merged, render)),
    external: text => gate.external(text),
    show: (merged, render) => gate.write(merged, render)
  }
}

/** Why a file cannot be read, and what to do. */
type Closed = Exclude<ReturnType<MergePorts['read']>, { readonly text: string }>

/** What cannot be read in a folder, by its path: it is not left out. */
type Unread = Map<string, Closed>

/** What the system refused, with its reason. */
function closed(what: 'file' | 'folder', error: unknown): Closed {
  return { why: `its ${what} cannot be read: ${readingReason(error)}`, hint: readingAdvice(error) }
}

/** What was downloaded must not lead elsewhere. */
const LINK: Closed = {
  why: 'its file is a link, which is not followed',
  hint: 'Put the file itself there, and merge again.'
}

/** Reading a pipe or a device could wait forever. */
const IRREGULAR: Closed = {
  why: 'it is not a regular file',
  hint: 'Write the JSON to a file, and merge again.'
}

function filesIn(workspace: string, path: string, unread: Unread): readonly string[] | undefined {
  try {
    const found = statSync(resolve(workspace, path), { throwIfNoEntry: false })
    if (found === undefined) return undefined
    return found.isDirectory() ? filesWithin(workspace, path, unread) : [path]
  } catch {
    // Reading the file says that it cannot be read.
    return [path]
  }
}

function filesWithin(workspace: string, folder: string, unread: Unread): readonly string[] {
  let entries: readonly Dirent[]
  try {
    entries = readdirSync(resolve(workspace, folder), { withFileTypes: true })
  } catch (error) {
    unread.set(folder, closed('folder', error))
    return [folder]
  }
  return entries.flatMap(entry => {
    const file = join(folder, entry.name)
    if (entry.isDirectory()) return filesWithin(workspace, file, unread)
    const isLink = entry.isSymbolicLink()
    if (!/\.json$/i.test(entry.name) && !(isLink && isFolderAt(resolve(workspace, file)))) return []
    if (isLink) unread.set(file, LINK)
    return [file]
  })
}

function readOne(file: string): ReturnType<MergePorts['read']> {
  try {
    const found = statSync(file)
    if (!found.isFile() && !found.isDirectory()) return IRREGULAR
    const megabytes = Math.ceil(found.size / 1_000_000)
    if (megabytes > MAX_MEGABYTES) return tooLarge(megabytes)
    // PowerShell writes UTF-16 with a byte order mark, or UTF-8 with one.
    return { text: decodeText(readFileSync(file)).replace(/^\uFEFF/, '') }
  } catch (error) {
    if (systemCodeOf(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') return closed('file', error)
    return {
      why: 'its file is not text in UTF-8 or UTF-16',
      hint: 'Write it in UTF-8, and merge again.'
    }
  }
}

function tooLarge(megabytes: number): Closed {
  return {
    why: `its file has ${megabytes} MB, of which at most ${MAX_MEGABYTES} are read`,
    hint: 'Let each job cover fewer clusters or services, and merge again.'
  }
}
