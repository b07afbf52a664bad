import { spawnSync } from 'node:child_process'
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { systemCodeOf } from '../../errors.ts'
import { jsonObjectIn } from '../../json.ts'
import { systemReason } from '../read.ts'
import type { WrittenFile } from './placing.ts'
import { placeForLock } from './writer.ts'

/** The holder of a lock. `since` is in ISO 8601. */
export type LockHolder = { readonly pid: number; readonly host: string; readonly since: string }

/** Returns whether a holder is still running; the lock of a process that no longer exists is taken over. */
export type IsHolding = (holder: LockHolder) => boolean

/** The lock, its current holder, or why it cannot be read who holds it, as the end of a sentence. */
export type Locked =
  | { readonly release: () => void }
  | { readonly holder: LockHolder | undefined }
  | { readonly unreadable: string }

/**
 * takeLock creates a file that must not exist. It is written under another name and then linked, so that it is either
 * complete or absent, and only one of two processes gets it. A file whose holder no longer runs is moved away first,
 * and so is a file without a holder (a full disk, a crash), because locks are only created in this way. If somebody
 * else takes it over at the same moment, their file is put back. What a process left that was killed meanwhile is
 * removed. Links are not followed. Throws NotWritten, and what node:fs throws.
 */
export function takeLock(target: WrittenFile, own: LockHolder, isHolding: IsHolding): Locked {
  const path = placeForLock(target)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(path, own)) {
      removeLeftOver(path, pid => isHolding({ ...own, pid }))
      return { release: () => release(path, own) }
    }
    const read = readLock(path)
    if (read === undefined) continue
    if (typeof read !== 'string') return read
    const holder = parse(read)
    if (holder !== undefined && isHolding(holder)) return { holder }
    removeLock(path, read, own)
  }
  return { holder: parse(readOrNothing(path) ?? '') }
}

/** The text of a lock; undefined if it was released meanwhile. */
function readLock(path: string): string | undefined | { readonly unreadable: string } {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return systemCodeOf(error) === 'ENOENT' ? undefined : { unreadable: systemReason(error) }
  }
}

const ATTEMPTS = 3

function create(path: string, own: LockHolder): boolean {
  const beside = `${path}.${own.pid}.new`
  try {
    rmSync(beside, { force: true })
    writeFileSync(beside, JSON.stringify(own), { flag: 'wx' })
    linkSync(beside, path)
    return true
  } catch (error) {
    if (systemCodeOf(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Drafts of locks, and locks moved aside, are named after a process; those of one that no longer runs are removed. */
function removeLeftOver(path: string, isAlive: (pid: number) => boolean): void {
  const start = `${basename(path)}.`
  for (const name of namesIn(dirname(path))) {
    const [, pid] = name.startsWith(start) ? (/^(\d+)(?:\.new)?$/.exec(name.slice(start.length)) ?? []) : []
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(dirname(path), name), { force: true })
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function removeLock(path: string, stale: string, { pid }: LockHolder): void {
  const aside = `${path}.${pid}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path)
    unlinkSync(aside)
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT' && systemCodeOf(error) !== 'EEXIST') throw error
  }
}

function release(path: string, own: LockHolder): void {
  if (readOrNothing(path) !== JSON.stringify(own)) return
  try {
    unlinkSync(path)
  } catch {
    // already removed
  }
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function parse(text: string): LockHolder | undefined {
  const { pid, host, since } = jsonObjectIn(text) ?? {}
  return typeof pid === 'number' && typeof host === 'string' && typeof since === 'string'
    ? { pid, host, since }
    : undefined
}

/**
 * isRunning returns whether a process of this machine is at work. Signal 0 tests whether it exists; a process of
 * another user exists, too. One that has ended and that its parent has not waited for, as in a container whose first
 * process is no init, exists and does nothing any more.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return systemCodeOf(error) === 'EPERM'
  }
  return !stateOf(pid).startsWith('Z')
}

/** The state of a process as ps writes it, `Z` for one that has ended; '' if it is not known. */
function stateOf(pid: number): string {
  const stat = readOrNothing(`/proc/${pid}/stat`)
  // the name of the program, in parentheses, can contain anything
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2)
  if (process.platform === 'win32') return ''
  return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}

/** The journal's default name. */
const NAME = 'ecs-sealed-deploy-migration.json'

/** The journal as named, and as an absolute path; `root` is the folder that was chosen if no input names one. */
export type JournalLocation = { readonly file: string; readonly path: string; readonly root?: string }

/**
 * journalPath returns the path of a migration's journal: that of the input (relative to the workspace), otherwise in
 * the git directory, where it cannot be committed, otherwise in the runner's temporary folder.
 */
export function journalPath(
  given: string | undefined,
  where: { readonly workspace: string; readonly gitFolder?: string; readonly temporaryFolder: string }
): JournalLocation {
  if (given !== undefined) return { file: given, path: resolve(where.workspace, given) }
  const root = where.gitFolder ?? where.temporaryFolder
  const path = join(root, NAME)
  return { file: path, path, root }
}
