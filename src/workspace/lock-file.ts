import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { systemCodeOf } from '../errors.ts'
import type { WrittenFile } from './placing.ts'
import { placeForLock } from './writer.ts'

/** Who holds a lock. `since` is ISO 8601. */
export type LockHolder = { readonly pid: number; readonly host: string; readonly since: string }

/** Which holders still live: a lock of a process that is gone is taken over. */
export type IsHolding = (holder: LockHolder) => boolean

/** The lock, or who has it. */
export type Locked = { readonly release: () => void } | { readonly holder: LockHolder | undefined }

/**
 * takeLock makes a file that must not exist before. It is written beside and then linked, so that it is there whole or not
 * at all, and of two only one gets it. A file whose holder is gone is moved away first, and so is one that holds no name (a
 * full disk, a crash): nobody writes a lock any other way. If in that moment somebody else took it over, theirs is put back.
 * Links are not followed. Throws NotWritten, and what node:fs throws.
 */
export function takeLock(target: WrittenFile, own: LockHolder, isHolding: IsHolding): Locked {
  const path = placeForLock(target)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(path, own)) return { release: () => release(path, own) }
    const text = readOrNothing(path)
    if (text === undefined) continue
    const holder = parse(text)
    if (holder !== undefined && isHolding(holder)) return { holder }
    takeAway(path, text, own)
  }
  return { holder: parse(readOrNothing(path) ?? '') }
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

function takeAway(path: string, stale: string, { pid }: LockHolder): void {
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
    // gone already
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
  try {
    const { pid, host, since } = JSON.parse(text) as Partial<LockHolder>
    return typeof pid === 'number' && typeof host === 'string' && typeof since === 'string'
      ? { pid, host, since }
      : undefined
  } catch {
    return undefined
  }
}
